// SPDX-License-Identifier: GPL-3.0-or-later
// The contracts that a rep reads away from the team's server.
#include "core/contracts/contract_json.h"
#include "core/storage/saved_views_sql.h"
#include "core/storage/search_sql.h"
#include "core/workspace/account_desk.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/counted_locations.h"
#include "tests/support/offline_rep.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

namespace {

/// Number, worth and renewal of each customer of the region.
QStringList figures(Services &services)
{
    auto select = services.session().statement(
        "SELECT number, arr_minor, renewal_on FROM account WHERE region = 'EMEA' ORDER BY number");
    const auto lines = select.bind().all([](storage::Statement &row) {
        const QString number = row.read<QString>();
        const qint64 arr = row.read<qint64>();
        return u"%1 %2 %3"_s.arg(number).arg(arr).arg(row.read<QDate>().toString(Qt::ISODate));
    });
    return QStringList(lines->begin(), lines->end());
}

} // namespace

class TestReadingOffline : public QObject, test::OfflineRep
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addKinds(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void holdsTheContractsOfItsRegionToTheLetter()
    {
        saveNext(contractOf(u"EMEA"_s), u"Something \"new\" – é \\ / \t"_s);
        exchange();
        const QStringList expected = versions(*m_team, u"EMEA"_s);
        QVERIFY(expected.size() > 1);
        QVERIFY(!versions(*m_team, u"AMER"_s).isEmpty());
        QCOMPARE(versions(*m_here, u"EMEA"_s), expected);
        QCOMPARE(count(*m_here, "SELECT count(*) FROM contract_version"), expected.size());
        const auto contract = contractOf(u"EMEA"_s);
        QCOMPARE(m_here->contracts().findByNumber(contract.number).value().version, 2);
        const auto hits = storage::SearchSql(m_here->session()).find({contract.number}).value();
        QVERIFY(std::ranges::any_of(hits, [&](const auto &hit) { return hit.record == contract.id.uuid(); }));
    }

    void getsAllAnewAfterARestoration()
    {
        const QStringList expected = versions(*m_team, u"EMEA"_s);
        for (const auto &done :
             {m_here->session().run("DELETE FROM contract_version"), m_here->session().run("DELETE FROM contract"),
              m_here->session().run("DELETE FROM sync_row WHERE entity = 'contract'"),
              m_here->session().run("UPDATE sync_cursor SET hash = 'of another time'")})
            QVERIFY2(done.has_value(), qPrintable(wrong(done)));
        exchange();
        QCOMPARE(versions(*m_here, u"EMEA"_s), expected);
    }

    /// A server that was restored may give the same version another content, and a number another contract.
    void takesWhatTheTeamSaysNow()
    {
        const auto contract = contractOf(u"EMEA"_s);
        saveNext(contract, u"Before it was restored"_s);
        exchange();
        storage::SyncedRowsSql rows(m_here->session());
        auto told = *rows.told({u"contract"_s, contract.id.uuid()}).value();
        auto kept = told.body.value(u"versions"_s).toArray();
        QCOMPARE(kept.size(), 2);
        auto second = kept.at(1).toObject();
        second.insert(u"document"_s, second.value(u"document"_s).toString().replace(u"Before"_s, u"After"_s));
        kept.replace(1, second);
        told.body.insert(u"versions"_s, kept);
        QVERIFY(rows.keepTold(told) && rows.putInTable(told, m_here->clock().now()));
        QCOMPARE(m_here->contracts().find(contract.id).value().customTerms.last(), u"After it was restored"_s);
        sync::Row other = told;
        other.key.id = QUuid::createUuid();
        QVERIFY(rows.keepTold(other) && rows.putInTable(other, m_here->clock().now()));
        QCOMPARE(m_here->contracts().findByNumber(contract.number).value().id.uuid(), other.key.id);
        QCOMPARE(m_here->contracts().find(contract.id).error().id, u"contracts.not_found"_s);
    }

    void savesNoContract()
    {
        auto next = contractOf(u"EMEA"_s);
        const auto base = next;
        next.customTerms << u"Mine"_s;
        const auto saved = ContractDesk(*m_here).save(base.id.toString(), next, base);
        QCOMPARE(saved.error().id, u"sync.only_with_server"_s);
        ++next.version;
        const auto added = m_here->contracts().addVersion(next, u"okafor"_s, m_here->clock().now());
        QCOMPARE(added.error().kind, ErrorKind::Forbidden);
        next.id = m_here->ids().next<contracts::ContractId>();
        next.number = u"OWN-1"_s;
        next.version = 1;
        const auto made = m_here->contracts().addVersion(next, u"okafor"_s, m_here->clock().now());
        QCOMPARE(made.error().id, u"sync.only_with_server"_s);
        QCOMPARE(versions(*m_here, u"EMEA"_s), versions(*m_team, u"EMEA"_s));
        QCOMPARE(SyncDesk(*m_here).state().value().waiting, 0);
    }

    void opensAContractAndKeepsADraftOfIt()
    {
        const auto contract = contractOf(u"EMEA"_s);
        const auto work = ContractDesk(*m_here).open(contract.id.toString());
        QVERIFY2(work.has_value(), qPrintable(wrong(work)));
        QVERIFY(work->isCopy);
        QCOMPARE(contracts::toJson(*work->saved), contracts::toJson(contract));
        QVERIFY(!ContractDesk(*m_team).open(contract.id.toString()).value().isCopy);
        const auto amended = ContractDesk(*m_here).open(u"amendment/"_s + contract.id.toString());
        QCOMPARE(amended.error().id, u"sync.only_with_server"_s);
        QVERIFY(ContractDesk(*m_here).saveDraft(contract.id.toString(), {{u"number"_s, contract.number}}));
        exchange();
        const auto drafts
            = storage::SavedViewsSql(m_team->session()).of(u"okafor"_s, storage::contractDraftPage).value();
        QCOMPARE(drafts.size(), size_t(1));
        QCOMPARE(drafts.front().name, contract.id.toString());
    }

    /// A copy has no locations: a figure that counts them would be wrong, so that there is none.
    void countsNothingThatNeedsLocations()
    {
        auto contract = contractOf(u"EMEA"_s);
        for (auto &item : contract.items)
            item.perLocation = false;
        contract.discounts.clear();
        const auto counted = [](Services &services, const contracts::Contract &one) {
            return countedLocations(services, one, {}, QDate(2026, 6, 30)).value().has_value();
        };
        QVERIFY(counted(*m_here, contract));
        contract.items.front().perLocation = true;
        QVERIFY(!counted(*m_here, contract));
        QVERIFY(counted(*m_team, contract));
        contract.items.front().perLocation = false;
        pricing::Discount many;
        many.basis = pricing::DiscountBasis::Locations;
        contract.discounts = {many};
        QVERIFY(!counted(*m_here, contract));

        for (auto &item : contract.items)
            item.perLocation = true;
        contract.discounts.clear();
        ++contract.version;
        QVERIFY(m_team->contracts().addVersion(contract, u"operator"_s, m_team->clock().now()));
        exchange();
        const auto there = AccountDesk(*m_team).sheet(contract.account).value();
        const auto here = AccountDesk(*m_here).sheet(contract.account).value();
        QVERIFY(there.arr.value && there.activeLocations.value && !there.isCopy);
        QVERIFY(!here.arr.value && !here.activeLocations.value && here.isCopy);
        QCOMPARE(here.renewal.value, there.renewal.value);
        const auto sheet
            = std::ranges::find(here.contracts, contract.id, [](const auto &one) { return one.contract.id; });
        QVERIFY(sheet->isUncounted && !sheet->committed && sheet->findings.empty());
        QCOMPARE(sheet->versions.size(), size_t(2));
    }

    /// Lists of the copy say what a customer is worth and when it renews, which only the team can count.
    void listsItsCustomersWithTheFiguresOfTheTeam()
    {
        QVERIFY(figures(*m_here).filter(QRegularExpression(u" [1-9][0-9]* \\d{4}-"_s)).size() > 1);
        QCOMPARE(figures(*m_here), figures(*m_team));
        const auto contract = contractOf(u"EMEA"_s);
        const auto company = m_team->companyCurrency().value();
        QVERIFY(m_team->accounts().setFigures(contract.account, Money(12'345, company), QDate(2031, 2, 3), 7));
        QVERIFY(figures(*m_here) != figures(*m_team));
        exchange();
        QCOMPARE(figures(*m_here), figures(*m_team));
        QVERIFY(figures(*m_here).filter(u" 12345 2031-02-03"_s).size() == 1);
        QVERIFY(m_team->accounts().setFigures(contract.account, Money::zero(company), {}, 7));
        exchange();
        QCOMPARE(figures(*m_here), figures(*m_team));
    }

    void movesWithItsCustomer()
    {
        const auto contract = contractOf(u"EMEA"_s);
        const qint64 before = count(*m_here, "SELECT count(*) FROM contract");
        moveTo(contract.account, u"AMER"_s);
        exchange();
        QCOMPARE(m_here->contracts().find(contract.id).error().id, u"contracts.not_found"_s);
        QVERIFY(count(*m_here, "SELECT count(*) FROM contract") < before);
        QCOMPARE(count(*m_here, "SELECT count(*) FROM search_entry WHERE kind = 'contract'"),
                 count(*m_here, "SELECT count(*) FROM contract"));
        saveNext(contract, u"Written by the others"_s);
        exchange();
        QCOMPARE(m_here->contracts().find(contract.id).error().id, u"contracts.not_found"_s);
        moveTo(contract.account, u"EMEA"_s);
        exchange();
        QCOMPARE(m_here->contracts().find(contract.id).value().customTerms.last(), u"Written by the others"_s);
        QCOMPARE(versions(*m_here, u"EMEA"_s), versions(*m_team, u"EMEA"_s));
    }

    void leavesWithTheScope()
    {
        QVERIFY(PeopleDesk(*m_company->as(u"admin"_s)).proposeScope(u"okafor"_s, {u"AMER"_s, {}, {}}));
        QVERIFY(PeopleDesk(*m_company->as(u"controller"_s)).decideScope(u"okafor"_s, true));
        exchange();
        QVERIFY(versions(*m_here, u"EMEA"_s).isEmpty());
        QCOMPARE(versions(*m_here, u"AMER"_s), versions(*m_team, u"AMER"_s));
    }

    /// A member more is a decision: no margin, no tax and no bank data stand among these.
    void saysOfAContractOnlyThis()
    {
        saveNext(contractOf(u"EMEA"_s), u"New"_s);
        exchange();
        const QStringList expected{u"account"_s,
                                   u"currency"_s,
                                   u"current_version"_s,
                                   u"ends_on"_s,
                                   u"number"_s,
                                   u"starts_on"_s,
                                   u"versions"_s,
                                   u"versions.created_at"_s,
                                   u"versions.created_by"_s,
                                   u"versions.digest"_s,
                                   u"versions.document"_s,
                                   u"versions.version"_s};
        QCOMPARE(membersIn(*m_team, u"contract"_s), expected);
        QCOMPARE(membersIn(*m_here, u"contract"_s), expected);
    }
};

QTEST_MAIN(TestReadingOffline)
#include "tst_reading_offline.moc"
