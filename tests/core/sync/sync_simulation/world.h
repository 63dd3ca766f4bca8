// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/client.h"
#include "core/sync/content_exchange.h"
#include "memory_client.h"
#include "memory_server.h"

#include <memory>
#include <random>
#include <variant>

namespace accord::simulation {

/// One machine of a rep.
struct Machine
{
    QString person;
    std::unique_ptr<MemoryClient> store;
    std::unique_ptr<Client> client;
    std::optional<ClientState> backup;
    std::size_t outboxSize = 0; ///< that it must not fall below
    int skewHours = 0;
    bool old = false; ///< an older program: commands of the first form, and no pulling
    bool cut = false; ///< off the network
};

/// A part of a file on its way to the server.
struct BroughtPart
{
    QUuid device;
    ContentPart part;
};
struct PartRequest
{
    QUuid device;
    ContentKey content;
    int part = 0;
};

struct Message
{
    std::size_t machine = 0;
    std::variant<PushRequest, PushAnswer, PullRequest, PullAnswer, BroughtPart, PartRequest, ContentPart> content;
};

/// Some machines, a server, a console beside it, and a network that does what it likes; all of it decided by one seed.
class World
{
public:
    World(quint64 seed, Plant plant, bool tracing = false);

    /// Lets it run, and then come to rest. \returns what went wrong; empty when nothing did.
    QString run(int steps);
    const QStringList &trace() const { return m_trace; }

private:
    quint64 below(quint64 limit) { return m_random() % limit; }
    bool oneIn(quint64 chances) { return below(chances) == 0; }
    QUuid newId();
    template<typename T> const T &anyOf(const std::vector<T> &values) { return values[below(values.size())]; }
    void note(const QString &what);

    void step();
    void change(Machine &machine);
    void resolve(Machine &machine);
    void sendPush(std::size_t index);
    void sendPull(std::size_t index);
    void deliver();
    void handle(const Message &message);
    PushAnswer pushed(Machine &machine, PushRequest request);
    PullAnswer pulled(Machine &machine, PullRequest request);
    void receive(Machine &machine, PullAnswer answer);
    QByteArray newFile();
    void bringParts(std::size_t index, const PushAnswer &answer);
    void askForPart(std::size_t index);
    ContentPart damagedOnItsWay(ContentPart part);
    void takeIn(ContentState &contents, const ContentPart &part);
    std::vector<ContentKey> unfinished(const Machine &machine) const;
    bool restOfFiles(Machine &machine);
    void consoleWrites();
    void consoleMoves();
    void commitLate();
    void disturb();
    void restoreServer();
    void restoreMachine(Machine &machine);

    Person personOf(const Machine &machine) const;
    void rewriteForm(Machine &machine, const Command &command);
    QString fault(const Machine &machine);
    QString comeToRest();
    bool restRound();
    QString compared();

    std::mt19937_64 m_random;
    Plant m_plant;
    bool m_tracing;
    QStringList m_trace;
    quint64 m_lastId = 0;
    int m_step = 0;
    MemoryServer m_server;
    std::optional<ServerState> m_backup;
    std::map<QString, QStringList> m_firstScopes;
    std::vector<std::unique_ptr<Machine>> m_machines;
    std::vector<Message> m_network;
    struct Late
    {
        Row row;
        Change change;
    };
    std::vector<Late> m_late; ///< changes of the console that are not visible yet
    std::map<RowKey, QDateTime> m_claims;
};

} // namespace accord::simulation
