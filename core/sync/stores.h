// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/conflict.h"
#include "core/sync/content.h"
#include "core/sync/feed.h"
#include "core/sync/outcome.h"

#include <functional>

namespace accord::sync {

/// Where rows and commands are kept. As with a statement, the first failure is kept: what is asked for afterwards
/// answers with nothing, and who began the work asks failure() and undoes it.
class Store
{
public:
    virtual ~Store();
    virtual std::optional<Error> failure() const = 0;
    /// What was begun was undone, and the next work starts without a failure.
    virtual void forgetFailure() { }
};

/// A machine that sends commands, as the server knows it.
struct Device
{
    QUuid id;
    QString person;
    qint64 lastSequence = 0; ///< of the last command that it has an answer for
    bool revoked = false;
    bool operator==(const Device &) const = default;
};

/// A command that has its answer.
struct AnsweredCommand
{
    QString person;
    QByteArray digest;
    Outcome outcome;
};

/// Who is at the other end: from the login, never from what was sent.
struct Person
{
    QString name;
    QStringList scopes; ///< that are theirs now
};

/// The team's side.
class ServerStore : public Store
{
public:
    /// Runs \a work all or nothing.
    virtual Result<> atOnce(const std::function<Result<>()> &work) = 0;

    virtual std::optional<Device> device(const QUuid &id) = 0;
    virtual void save(const Device &device) = 0;
    /// The hash over all answers that the machine got up to \a sequence; none when it did not get that far.
    virtual std::optional<QByteArray> answersUpTo(const QUuid &device, qint64 sequence) = 0;
    virtual void saveAnswers(const QUuid &device, qint64 sequence, const QByteArray &answers) = 0;
    /// That a machine which was heard of now has read a scope up to \a clock.
    virtual void noteReading(const QUuid &device, const QString &scope, qint64 clock)
    {
        Q_UNUSED(device)
        Q_UNUSED(scope)
        Q_UNUSED(clock)
    }
    virtual std::optional<AnsweredCommand> answered(const QUuid &command) = 0;
    virtual void keep(const Command &command, const Person &person, const QUuid &device, const Outcome &outcome) = 0;

    virtual std::optional<Row> row(const RowKey &key) = 0;
    /// Writes the row where it belongs; its version is counted already.
    virtual void put(const Row &row, const QString &person) = 0;
    /// Whether put() counts the version of the row and writes the feed by itself, so that nobody else has to, or can.
    virtual bool tellsByItself() { return false; }
    virtual std::vector<Conflict> conflictsOf(const RowKey &key) = 0;
    /// The scope of a row that a command makes; empty when what it belongs to is not there.
    virtual QString scopeOfNew(const Command &command, const Person &person) = 0;
    /// Why \a person may not do this to a row of a scope of theirs; empty when they may.
    virtual QString refusal(const Command &command, const Person &person, const std::optional<Row> &row) = 0;

    /// The files that rows name, as \a person finds them; null where no row names one.
    virtual ContentStore *contents(const Person &person)
    {
        Q_UNUSED(person)
        return nullptr;
    }
    /// Whether a row in a scope of \a person names \a content.
    virtual bool isNamed(const ContentKey &content, const Person &person)
    {
        Q_UNUSED(content)
        Q_UNUSED(person)
        return false;
    }

    /// Whoever writes into a scope holds its head until the end of the transaction, so that clocks become visible in
    /// their order. None: nobody reads this scope, and nothing has to be kept for it.
    virtual std::optional<FeedPlace> head(const QString &scope) = 0;
    virtual void append(const Change &change) = 0;
    /// The clock up to which the feed was put together to its last lines.
    virtual qint64 horizon(const QString &scope) = 0;
    /// The hash at \a clock; none when there is no such line.
    virtual std::optional<QByteArray> hashAt(const QString &scope, qint64 clock) = 0;
    virtual std::vector<Change> changesAfter(const QString &scope, qint64 clock, int limit) = 0;
    /// Every row of the scope that is not deleted.
    virtual std::vector<Row> rowsOf(const QString &scope) = 0;
};

/// This machine as the client knows it.
struct Identity
{
    QUuid device;
    QString person;
    qint64 lastSequence = 0; ///< given to a command
    qint64 acknowledged = 0; ///< up to which every command has its answer
    QByteArray answers = {}; ///< the hash over those answers
    bool operator==(const Identity &) const = default;
};

/// A command of this machine and what came of it. Kept for 180 days after its answer.
struct OutboxEntry
{
    Command command;
    std::optional<Outcome> outcome = {};
    bool settled = false; ///< what it did was pulled
    /// Whether it is still laid over the rows of the server.
    bool isOpen() const { return !settled; }
    bool operator==(const OutboxEntry &) const = default;
};

/// The rep's side.
class ClientStore : public Store
{
public:
    virtual Identity identity() = 0;
    virtual void save(const Identity &identity) = 0;
    /// In the order of their sequence.
    virtual std::vector<OutboxEntry> outbox() = 0;
    virtual std::vector<OutboxEntry> openFor(const RowKey &key) = 0;
    virtual void save(const OutboxEntry &entry) = 0;

    /// What the person sees.
    virtual std::optional<Row> row(const RowKey &key) = 0;
    virtual void put(const Row &row) = 0;
    virtual void remove(const RowKey &key) = 0;
    virtual std::vector<RowKey> rowsOf(const QString &scope) = 0;
    /// What the server has, of rows with open commands.
    virtual std::optional<Row> base(const RowKey &key) = 0;
    virtual void saveBase(const Row &row) = 0;
    virtual void removeBase(const RowKey &key) = 0;
    /// Versions of all rows and bases become 0: whatever comes next is newer.
    virtual void forgetVersions() = 0;

    virtual FeedPlace cursor(const QString &scope) = 0;
    virtual void saveCursor(const QString &scope, const FeedPlace &place) = 0;
    virtual QStringList scopes() = 0;
    virtual void removeScope(const QString &scope) = 0;
};

} // namespace accord::sync
