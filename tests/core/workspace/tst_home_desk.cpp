// SPDX-License-Identifier: GPL-3.0-or-later
// What waits for whom, by the money at stake.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/bank_import.h"
#include "core/workspace/delivery_desk.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/home_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/opening_receivables.h"
#include "core/workspace/permit.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

class TestHomeDesk : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;

    std::vector<HomeItem> items(const QString &user, HomeKind kind)
    {
        auto services = m_company->as(user);
        const auto sheet = HomeDesk(*services).sheet();
        if (!sheet)
            qFatal("%s: %s", qPrintable(sheet.error().id), qPrintable(sheet.error().detail));
        for (const Error &failure : sheet->failures)
            qFatal("%s: %s", qPrintable(failure.id), qPrintable(failure.detail));
        std::vector<HomeItem> found;
        std::ranges::copy_if(sheet->items, std::back_inserter(found),
                             [&](const HomeItem &item) { return item.kind == kind; });
        return found;
    }
    QStringList subjects(const QString &user, HomeKind kind)
    {
        QStringList names;
        for (const HomeItem &item : items(user, kind))
            names << item.subject;
        names.removeDuplicates();
        names.sort();
        return names;
    }
    HomeCount countOf(const QString &user, HomeKind kind)
    {
        auto services = m_company->as(user);
        const HomeSheet sheet = HomeDesk(*services).sheet().value();
        return *std::ranges::find(sheet.counts, kind, &HomeCount::kind);
    }
    approvals::ApprovalId waiting() { return m_company->as(u"approver"_s)->approvals().pending()->front().id; }
    /// The case of the worklist that owes most.
    DunningCase latest()
    {
        auto services = m_company->as(u"operator"_s);
        const auto list = DunningDesk(*services).worklist(companyToday()).value();
        return *std::ranges::max_element(list, {}, [](const DunningCase &one) { return one.worth.minor(); });
    }

private Q_SLOTS:
    void init() { m_company = std::make_unique<Company>(); }
    void cleanup() { m_company.reset(); }

    void everyKindIsSomebodysWork()
    {
        const auto matrix = permissions();
        QVERIFY(matrix);
        for (const HomeKind kind : homeKinds()) {
            QVERIFY(homeKindFromString(toString(kind)).value() == kind);
            for (const QString &operation : operationsOf(kind))
                QVERIFY2((*matrix)->find(operation), qPrintable(operation));
        }
        QCOMPARE(homeKindFromString(u"nonsense"_s).error().id, u"home.kind_unknown"_s);
    }
    void aBookIsWhatOneIsResponsibleForAndWhatNobodyIs()
    {
        const auto reach = [](const QStringList &roles, HomeKind kind) {
            return reachOf(**permissions(), {u"x"_s, roles, {u"AMER"_s}}, kind).accounts;
        };
        QCOMPARE(reach({u"csm"_s}, HomeKind::Overdue), storage::WorkReach::Book);
        QCOMPARE(reach({u"manager"_s}, HomeKind::Overdue), storage::WorkReach::Region);
        QCOMPARE(reach({u"billing"_s}, HomeKind::Overdue), storage::WorkReach::All);
        QCOMPARE(reach({u"rep"_s}, HomeKind::Renewal), storage::WorkReach::Own);
        QCOMPARE(reach({u"approver"_s}, HomeKind::Overdue), storage::WorkReach::None);
        QCOMPARE(reach({u"admin"_s}, HomeKind::Renewal), storage::WorkReach::None);
        QCOMPARE(reach({u"csm"_s, u"billing"_s}, HomeKind::BrokenPromise), storage::WorkReach::All);
    }
    void whoIsLateIsToldToWhoCollectsAndToWhoIsResponsible()
    {
        const QStringList all = subjects(u"operator"_s, HomeKind::Overdue);
        QVERIFY(all.contains(u"Umbra Hotels"_s) && all.size() > 2);
        QCOMPARE(subjects(u"controller"_s, HomeKind::Overdue), all);
        const QStringList emea = subjects(u"okafor"_s, HomeKind::Overdue), amer = subjects(u"ito"_s, HomeKind::Overdue);
        QVERIFY(emea.contains(u"Umbra Hotels"_s) && !amer.contains(u"Umbra Hotels"_s) && !amer.isEmpty());
        QCOMPARE(emea.size() + amer.size(), all.size());
        QVERIFY(items(u"approver"_s, HomeKind::Overdue).empty());
        QVERIFY(items(u"admin"_s, HomeKind::Overdue).empty());
    }
    void theFiguresAreOfTheAccountsThatOneIsToldOf()
    {
        const auto sheetOf = [this](const QString &user) {
            auto services = m_company->as(user);
            return HomeDesk(*services).sheet().value();
        };
        const HomeSheet all = sheetOf(u"operator"_s), emea = sheetOf(u"okafor"_s), amer = sheetOf(u"ito"_s);
        QCOMPARE(all.figuresOf, storage::WorkReach::All);
        QCOMPARE(emea.figuresOf, storage::WorkReach::Book);
        // Every account of the company is of one region or the other, and of one of the two or nobody.
        for (const auto figure : {&HomeSheet::arr, &HomeSheet::receivables, &HomeSheet::billed}) {
            const auto value = [&](const HomeSheet &sheet) { return (sheet.*figure).value.value().minor(); };
            QVERIFY(value(emea) > 0);
            QVERIFY(value(emea) < value(all));
            QVERIFY(value(amer) > 0);
        }
        QCOMPARE(emea.arr.value->minor() + amer.arr.value->minor(), all.arr.value->minor());
        QCOMPARE(emea.billed.value->minor() + amer.billed.value->minor(), all.billed.value->minor());
        QStringList named;
        for (const auto &child : emea.arr.derivation.children)
            named << child.label;
        QVERIFY(named.contains(u"Umbra Hotels"_s) && !named.contains(u"Northwind Clinics"_s));
        const HomeSheet admin = sheetOf(u"admin"_s);
        QCOMPARE(admin.figuresOf, storage::WorkReach::None);
        QVERIFY(!admin.arr.value && !admin.receivables.value && !admin.billed.value);
        QVERIFY(admin.failures.empty());
    }
    void whoIsLateWithLittleIsNotForgottenBehindAHundredOthers()
    {
        // 120 customers of which each owes one dollar more than the one before, all due on the same day.
        auto services = m_company->as(u"operator"_s);
        QJsonArray accounts;
        for (int i = 0; i < 120; ++i)
            accounts.append(QJsonObject{{u"number"_s, u"L-%1"_s.arg(i, 3, 10, QChar(u'0'))},
                                        {u"name"_s, u"Late %1"_s.arg(i, 3, 10, QChar(u'0'))},
                                        {u"segment"_s, u"team"_s},
                                        {u"region"_s, u"AMER"_s},
                                        {u"currency"_s, u"USD"_s},
                                        {u"address"_s, QJsonObject{{u"city"_s, u"Reno"_s}, {u"country"_s, u"US"_s}}}});
        const QJsonObject document{{u"format"_s, u"accord.accounts/1"_s}, {u"accounts"_s, accounts}};
        const auto imported = MasterData(*services).importAccounts(QJsonDocument(document).toJson());
        QVERIFY2(imported, imported ? "" : qPrintable(imported.error().id));
        const HomeCount before = countOf(u"operator"_s, HomeKind::DunningStep);
        QByteArray open("number;account;issued_on;due_on;currency;billed;open;purchase_order\n");
        for (int i = 0; i < 120; ++i)
            open += u"OLD-%1;L-%1;2026-05-01;2026-05-31;USD;;%2.00;\n"_s.arg(i, 3, 10, QChar(u'0')).arg(i + 1).toUtf8();
        const auto taken
            = takeOverReceivables(*m_company->as(u"controller"_s), open, u"the other system"_s, QDate(2026, 5, 31));
        QVERIFY2(taken, taken ? "" : qPrintable(taken.error().id));
        QVERIFY(taken->findings.empty());
        const HomeCount after = countOf(u"operator"_s, HomeKind::DunningStep);
        QCOMPARE(after.count, before.count + 120);
        QVERIFY(!after.isAtLeast); // every one was looked at
        QCOMPARE(after.stake.minor(), before.stake.minor() + 120 * 121 / 2 * 100);
    }
    void theSameRegionIsNotTheSameBook()
    {
        m_company->addPerson(u"nova"_s, {u"csm"_s}, u"AMER"_s);
        m_company->addPerson(u"lead"_s, {u"manager"_s}, u"AMER"_s);
        const QStringList ito = subjects(u"ito"_s, HomeKind::Renewal);
        QVERIFY(ito.contains(u"Initech"_s));
        QVERIFY(!subjects(u"nova"_s, HomeKind::Renewal).contains(u"Initech"_s));
        QVERIFY(subjects(u"lead"_s, HomeKind::Renewal).contains(u"Initech"_s));
        QVERIFY(!subjects(u"lead"_s, HomeKind::Renewal).contains(u"Globex Retail"_s)); // EMEA
        QVERIFY(subjects(u"okafor"_s, HomeKind::Renewal).contains(u"Globex Retail"_s));
    }
    void billingIsWhoBillsAndHoldsAreTheirs()
    {
        QCOMPARE(items(u"operator"_s, HomeKind::Unbilled).size(), 1U);
        QVERIFY(items(u"controller"_s, HomeKind::Unbilled).empty());
        QCOMPARE(subjects(u"controller"_s, HomeKind::BillingHold), QStringList{u"Contoso Logistics"_s});
        QVERIFY(items(u"ito"_s, HomeKind::BillingHold).empty());
    }
    void aQuestionWaitsForWhoMayAnswerIt()
    {
        QVERIFY(items(u"operator"_s, HomeKind::Question).empty());
        const auto id = waiting();
        auto approver = m_company->as(u"approver"_s);
        QVERIFY(ApprovalDesk(*approver).ask(id, u"Why twice?"_s));
        const auto asked = items(u"operator"_s, HomeKind::Question);
        QCOMPARE(asked.size(), 1U);
        QCOMPARE(asked.front().note, u"Why twice?"_s);
        QCOMPARE(asked.front().reference, u"Adrian Weiss"_s);
        QCOMPARE(asked.front().stake, approver->approvals().find(id)->amount);
        QVERIFY(items(u"approver"_s, HomeKind::Question).empty());
        QVERIFY(items(u"ito"_s, HomeKind::Question).empty());
        auto maker = m_company->as(u"operator"_s);
        QVERIFY(ApprovalDesk(*maker).answer(id, u"Two sites."_s));
        QVERIFY(items(u"operator"_s, HomeKind::Question).empty());
    }
    void anApprovedDraftWaitsForWhoIssues()
    {
        const auto before = items(u"operator"_s, HomeKind::ToIssue).size();
        const auto id = waiting();
        auto approver = m_company->as(u"approver"_s);
        const auto approval = ApprovalDesk(*approver).decide(id, approvals::Verdict::Approve, {});
        QVERIFY(approval);
        const auto ready = items(u"operator"_s, HomeKind::ToIssue);
        QCOMPARE(ready.size(), before + 1);
        const auto mine = std::ranges::find(ready, billing::InvoiceId(approval->subject), &HomeItem::invoice);
        QVERIFY(mine != ready.end() && mine->stake);
        QCOMPARE(mine->amount->isZero(), false);
        QVERIFY(items(u"approver"_s, HomeKind::ToIssue).empty());
        QVERIFY(items(u"controller"_s, HomeKind::ToIssue).empty());
        auto operatorDesk = m_company->as(u"operator"_s);
        jobs::Progress progress;
        QVERIFY(BillingDesk(*operatorDesk).issue({billing::InvoiceId(approval->subject)}, progress));
        QCOMPARE(items(u"operator"_s, HomeKind::ToIssue).size(), before);
    }
    void moneyOfTheBankWaitsForWhoMatchesIt()
    {
        auto services = m_company->as(u"operator"_s);
        QVERIFY(importBankFile(
            *services, camtOf(u"USD"_s, {{u"A1"_s, u"33.33"_s, u"thank you"_s}, {u"A2"_s, u"7.00"_s}}), u"s"_s));
        const auto waiting = items(u"operator"_s, HomeKind::BankEntry);
        QCOMPARE(waiting.size(), 2U);
        QCOMPARE(waiting.front().amount->toString(), u"33.33"_s);
        QCOMPARE(countOf(u"operator"_s, HomeKind::BankEntry).stake.toString(), u"40.33"_s);
        for (const QString &other : {u"approver"_s, u"controller"_s, u"ito"_s, u"admin"_s})
            QVERIFY2(items(other, HomeKind::BankEntry).empty(), qPrintable(other));
        QVERIFY(PaymentsDesk(*services).leave(waiting.front().reference.toLongLong(), u"no customer's"_s));
        QCOMPARE(items(u"operator"_s, HomeKind::BankEntry).size(), 1U);
    }
    void whatIsBeyondTheListIsCountedAndSummed()
    {
        std::vector<Booking> bookings;
        for (int i = 1; i <= 60; ++i)
            bookings.push_back({u"B%1"_s.arg(i), u"%1.00"_s.arg(i), u"unknown"_s});
        auto services = m_company->as(u"operator"_s);
        QVERIFY(importBankFile(*services, camtOf(u"USD"_s, bookings), u"s"_s));
        const auto listed = items(u"operator"_s, HomeKind::BankEntry);
        QCOMPARE(listed.size(), 50U);
        QCOMPARE(listed.front().amount->toString(), u"60.00"_s);
        QCOMPARE(listed.back().amount->toString(), u"11.00"_s);
        const HomeCount count = countOf(u"operator"_s, HomeKind::BankEntry);
        QCOMPARE(count.count, 60);
        QCOMPARE(count.stake.toString(), u"1,830.00"_s.remove(u','));
        QVERIFY(!count.isAtLeast);
        const HomeSheet sheet = HomeDesk(*services).sheet().value();
        QCOMPARE(sumOf(sheet, [](HomeKind kind) { return kind == HomeKind::BankEntry; }).count, 60);
    }
    void stepsOfDunningWaitUntilTheyAreTaken()
    {
        auto services = m_company->as(u"operator"_s);
        QStringList due;
        const auto late = DunningDesk(*services).worklist(companyToday());
        QVERIFY(late);
        for (const DunningCase &one : *late) {
            if (!one.state.dueSteps.empty())
                due << one.name;
        }
        due.sort();
        QVERIFY(!due.isEmpty());
        QCOMPARE(subjects(u"operator"_s, HomeKind::DunningStep), due);
        QVERIFY(items(u"ito"_s, HomeKind::DunningStep).empty());
        QVERIFY(items(u"approver"_s, HomeKind::DunningStep).empty());
        const auto taken = DunningDesk(*services).run();
        QVERIFY(taken);
        QVERIFY(items(u"operator"_s, HomeKind::DunningStep).empty());
        // What the run asked the own people for is theirs now.
        QStringList calls;
        for (const DunningTaken &one : *taken) {
            if (one.step.kind == payments::DunningStepKind::Outreach)
                calls << one.of.name;
        }
        QVERIFY(calls.contains(u"Umbra Hotels"_s));
        QVERIFY(subjects(u"okafor"_s, HomeKind::DunningTask).contains(u"Umbra Hotels"_s));
        QVERIFY(!subjects(u"ito"_s, HomeKind::DunningTask).contains(u"Umbra Hotels"_s));
    }
    void aBrokenPromiseIsToldUntilItIsKeptOrMadeAnew()
    {
        const DunningCase late = latest();
        auto services = m_company->as(u"operator"_s);
        const auto account = services->accounts().find(late.account).value();
        const QString manager = account.customerSuccessManager, other = manager == u"ito" ? u"okafor"_s : u"ito"_s;
        QVERIFY(DunningDesk(*services).promise(account.number, late.state.amount, companyToday().addDays(2)));
        m_company->clock().moveTo(companyToday().addDays(2));
        QVERIFY(items(manager, HomeKind::BrokenPromise).empty()); // its day is not over
        m_company->clock().moveTo(companyToday().addDays(3));
        const auto broken = items(manager, HomeKind::BrokenPromise);
        QCOMPARE(broken.size(), 1U);
        QCOMPARE(broken.front().subject, account.name);
        QCOMPARE(*broken.front().amount, late.state.amount);
        QCOMPARE(items(u"operator"_s, HomeKind::BrokenPromise).size(), 1U);
        QVERIFY(items(other, HomeKind::BrokenPromise).empty());
        QVERIFY(items(u"approver"_s, HomeKind::BrokenPromise).empty());
        services = m_company->as(u"operator"_s);
        QVERIFY(DunningDesk(*services).promise(account.number, Money(100, late.state.amount.currency()),
                                               companyToday().addDays(9)));
        QVERIFY(items(manager, HomeKind::BrokenPromise).empty());
    }
    void aFailedDeliveryIsToldUntilItIsSent()
    {
        auto services = m_company->as(u"operator"_s);
        const auto rows = DeliveryDesk(*services).list(u"waiting"_s, 5).value();
        QVERIFY(!rows.empty());
        QVERIFY(DeliveryDesk(*services).mark(rows.front().number, u"failed"_s, u"mailbox full"_s));
        const auto failed = items(u"operator"_s, HomeKind::FailedDelivery);
        QCOMPARE(failed.size(), 1U);
        QCOMPARE(failed.front().note, u"mailbox full"_s);
        QCOMPARE(failed.front().reference, rows.front().number);
        QVERIFY(failed.front().stake && !failed.front().stake->isZero());
        QCOMPARE(items(u"controller"_s, HomeKind::FailedDelivery).size(), 1U);
        QVERIFY(items(u"approver"_s, HomeKind::FailedDelivery).empty());
        QVERIFY(items(u"ito"_s, HomeKind::FailedDelivery).empty());
        QVERIFY(DeliveryDesk(*services).mark(rows.front().number, u"sent"_s, {}));
        QVERIFY(items(u"operator"_s, HomeKind::FailedDelivery).empty());
    }
    void oneKindThatCannotBeReadLeavesTheOthers()
    {
        auto services = m_company->as(u"operator"_s);
        auto account = services->accounts().find(m_company->account(u"A-0005"_s)).value(); // who is late
        account.segment = u"unheard of"_s;
        QVERIFY(services->accounts().save(account, services->clock().now()));
        const auto sheet = HomeDesk(*services).sheet();
        QVERIFY(sheet);
        QCOMPARE(sheet->failures.size(), 1U);
        QCOMPARE(sheet->failures.front().id, u"payments.dunning_schedule_missing"_s);
        QVERIFY(std::ranges::any_of(sheet->items, [](const auto &item) { return item.kind == HomeKind::Overdue; }));
        QVERIFY(std::ranges::any_of(sheet->items, [](const auto &item) { return item.kind == HomeKind::Renewal; }));
    }
};

QTEST_GUILESS_MAIN(TestHomeDesk)
#include "tst_home_desk.moc"
