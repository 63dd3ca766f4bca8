// SPDX-License-Identifier: GPL-3.0-or-later
// What a machine is given to read, and when the lines of a feed may go.
#include "core/sync/compaction.h"
#include "core/sync/pull.h"
#include "plain_server.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::sync;

namespace {

using State = PullAnswer::State;
const QUuid laptop(u"{00000000-0000-7000-8000-00000000000a}"_s);
const QString emea = u"region:EMEA"_s;
const Person rep{u"rep"_s, {emea, u"region:nowhere"_s}};

} // namespace

class TestSyncPull : public QObject
{
    Q_OBJECT

    std::unique_ptr<PlainServer> server;

    PullRequest after(qint64 clock) const
    {
        PullRequest request{.device = laptop, .scope = emea, .cursor = {}};
        if (clock > 0)
            request.cursor = server->state.changes[std::size_t(clock - 1)].place;
        return request;
    }

    PullAnswer pulled(const PullRequest &request) { return pull(*server, rep, request).value(); }

private Q_SLOTS:
    void init()
    {
        server = std::make_unique<PlainServer>();
        server->addScope(emea);
        for (int n = 0; n < 5; ++n) {
            const Row row{{u"contact"_s, QUuid::createUuid()}, emea, 0, {{u"phone"_s, n}}, n == 4};
            write(*server, row, std::nullopt, u"rep"_s, {});
        }
    }

    void givesAllRowsToWhoReadNothingYet()
    {
        const PullAnswer answer = pulled(after(0));
        QVERIFY(answer.state == State::Snapshot);
        QCOMPARE(answer.rows.size(), 4U); // without the deleted one
        QCOMPARE(answer.head, server->state.changes.back().place);
        QVERIFY(answer.changes.empty() && !answer.more);
        QCOMPARE(server->readings.at(emea), 0);
    }

    void givesWhatFollows()
    {
        PullRequest request = after(2);
        PullAnswer answer = pulled(request);
        QVERIFY(answer.state == State::Page);
        QCOMPARE(answer.changes, std::vector<Change>(server->state.changes.begin() + 2, server->state.changes.end()));
        QVERIFY(answer.rows.empty() && !answer.more);
        QCOMPARE(answer.asked, request.cursor);
        QCOMPARE(answer.scope, emea);
        QCOMPARE(answer.device, laptop);
        QCOMPARE(server->readings.at(emea), 2);
        request.limit = 2;
        answer = pulled(request);
        QCOMPARE(answer.changes.size(), 2U);
        QVERIFY(answer.more);
    }

    void saysThatThereIsNoMoreBehindTheLastLine()
    {
        const PullAnswer answer = pulled(after(5));
        QVERIFY(answer.state == State::Page);
        QVERIFY(answer.changes.empty() && !answer.more);
    }

    void readsOnFromWhereLinesBeganToGo()
    {
        server->horizons[emea] = 3;
        QVERIFY(pulled(after(3)).state == State::Page);
        QCOMPARE(pulled(after(3)).changes.size(), 2U);
        QVERIFY(pulled(after(2)).state == State::Snapshot); // lines behind it are gone
    }

    void noticesACursorOfAnotherFeed()
    {
        PullRequest request = after(2);
        request.cursor.hash = "other";
        QVERIFY(pulled(request).state == State::Mismatch);
        request.cursor = {9, "not there yet"};
        QVERIFY(pulled(request).state == State::Mismatch);
        QVERIFY(pulled(request).changes.empty() && pulled(request).rows.empty());
    }

    void noticesThatItForgotAnswers()
    {
        server->saveAnswers(laptop, 3, "hash");
        PullRequest request = after(2);
        request.acknowledged = 3;
        request.answers = "hash";
        QVERIFY(pulled(request).state == State::Page);
        request.answers = "other";
        QVERIFY(pulled(request).state == State::Behind);
        request.acknowledged = 4;
        QVERIFY(pulled(request).state == State::Behind);
        request.acknowledged = 0; // it has none
        request.answers = {};
        QVERIFY(pulled(request).state == State::Page);
    }

    void saysThatAScopeIsLost()
    {
        PullRequest request = after(2);
        QVERIFY(pull(*server, {u"rep"_s, {}}, request)->state == State::Lost);
        request.scope = u"region:nowhere"_s; // theirs, and nobody reads it
        QVERIFY(pulled(request).state == State::Lost);
        QVERIFY(pulled(request).changes.empty());
    }

    void sendsOldProgramsToBeUpdatedFirst()
    {
        PullRequest request = after(2);
        request.schema = presentSchema - 1;
        QVERIFY(pulled(request).state == State::TooOld);
        QVERIFY(pulled(request).changes.empty());
    }

    void passesOnWhatFailed()
    {
        QVERIFY(pull(*server, rep, after(0)));
        QCOMPARE(pull(*server, {u"other"_s, {emea}}, after(0)).error().id, u"sync.device_of_other"_s);
        server->failingToRead = Error{ErrorKind::Unavailable, u"database.gone"_s, {}, {}};
        QCOMPARE(pull(*server, rep, after(0)).error().id, u"database.gone"_s);
    }

    void keepsTheLinesThatALiveReaderNeeds()
    {
        QCOMPARE(horizonAfter(5, 10, {}), 10);
        QCOMPARE(horizonAfter(5, 10, {{7, true}, {8, true}}), 7);
        QCOMPARE(horizonAfter(5, 10, {{5, true}}), 5); // it has read exactly what is gone
        QCOMPARE(horizonAfter(5, 10, {{12, true}}), 10); // not younger than what is old enough
    }

    void keepsNoLinesForWhoGetsAllRowsAnyway()
    {
        QCOMPARE(horizonAfter(5, 10, {{7, false}}), 10); // was not heard of for long
        QCOMPARE(horizonAfter(5, 10, {{4, true}}), 10); // has not read as far as lines are there
        QCOMPARE(horizonAfter(5, 10, {{0, true}}), 10);
    }

    void bringsNoLineBack() { QCOMPARE(horizonAfter(5, 3, {}), 5); }
};

QTEST_GUILESS_MAIN(TestSyncPull)
#include "tst_sync_pull.moc"
