// SPDX-License-Identifier: GPL-3.0-or-later
// Sales by state against the thresholds of the states: what counts, what is warned of, and that nothing is taxed by
// itself.
#include "tests/support/company.h"

#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/home_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/nexus_desk.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;
using test::companyToday;

namespace {

const Period june{QDate(2026, 6, 1), QDate(2026, 7, 1)};

QByteArray contractOf(const QString &amount)
{
    return QStringLiteral(R"({"format": "accord.contract/1", "number": "BIG-1", "account": "A-0009", "currency": "USD",
        "start": "2026-06-01", "end": "2027-06-01",
        "items": [{"key": "fee", "kind": "one_time", "description": "Roll-out",
                   "price": {"model": "flat", "amount": "%1"}}]})")
        .arg(amount)
        .toUtf8();
}

} // namespace

class TestNexusDesk : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services;

    NexusDesk desk() { return NexusDesk(*m_services); }

    std::optional<NexusRow> row(const QString &state)
    {
        const auto rows = desk().rows(companyToday()).value();
        for (const NexusRow &one : rows) {
            if (one.state == state)
                return one;
        }
        return std::nullopt;
    }
    /// Sells \a amount to a customer in California and issues the invoice.
    billing::Invoice sell(const QString &amount)
    {
        if (const auto imported = MasterData(*m_services).importContract(contractOf(amount)); !imported)
            qFatal("import: %s", qPrintable(imported.error().id));
        jobs::Progress progress;
        if (const auto run = BillingDesk(*m_services).run(june, companyToday(), progress); !run)
            qFatal("run: %s", qPrintable(run.error().id));
        approveAll();
        storage::InvoiceFilter filter;
        filter.account = m_company->account(u"A-0009"_s);
        const auto rows
            = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 10, companyToday()).value();
        const auto issued = BillingDesk(*m_services).issue({rows.at(0).id}, progress);
        if (!issued)
            qFatal("issue: %s", qPrintable(issued.error().id));
        return issued->front();
    }
    void approveAll()
    {
        for (const QString &person : {u"approver"_s, u"controller"_s}) {
            const auto services = m_company->as(person);
            ApprovalDesk approvals(*services);
            const auto waiting = approvals.pending().value();
            for (const auto &request : waiting)
                (void)approvals.decide(request.id, approvals::Verdict::Approve, {});
        }
    }
    std::vector<HomeItem> warningsAtHome(const QString &person)
    {
        auto items = HomeDesk(*m_company->as(person)).sheet().value().items;
        std::erase_if(items, [](const HomeItem &item) { return item.kind != HomeKind::Nexus; });
        return items;
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_services = m_company->as(u"operator"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void everyStateHasAThresholdThatCanBeRead()
    {
        const auto table = desk().thresholds();
        QVERIFY2(table, table ? "" : qPrintable(table.error().args.value(u"value"_s).toString()));
        QCOMPARE(table->find(u"CA"_s, companyToday())->threshold.sales, Decimal(500'000));
        QVERIFY(table->find(u"NY"_s, companyToday())->threshold.both);
        QCOMPARE(table->find(u"IL"_s, QDate(2025, 12, 31))->threshold.transactions, 200);
        QCOMPARE(table->find(u"IL"_s, QDate(2026, 1, 1))->threshold.transactions, 0);
        for (const QString &without : {u"DE"_s, u"MT"_s, u"NH"_s, u"OR"_s})
            QVERIFY(!table->find(without, companyToday()));
    }

    void theSumOfAStateIsThatOfItsDocuments()
    {
        const auto before = row(u"CA"_s);
        QVERIFY(before);
        QVERIFY(before->standing.transactions > 0);
        const auto derivation = desk().explain(u"MAIN"_s, u"CA"_s, companyToday());
        QVERIFY(derivation);
        QCOMPARE(derivation->rounded, u"%1 USD"_s.arg(before->standing.sales.toString()));
        Exact sum;
        for (const auto &document : derivation->children)
            sum = sum + Exact(Decimal::parse(document.rounded.section(u' ', 0, 0)).value());
        QCOMPARE(sum, Exact(before->standing.sales));
        QCOMPARE(int(derivation->children.size()), before->standing.transactions);
    }

    void aThresholdThatIsReachedIsWarnedOfAndNothingIsTaxedByIt()
    {
        QVERIFY(warningsAtHome(u"operator"_s).empty());
        const auto invoice = sell(u"490000.00"_s);
        QVERIFY(invoice.bill.tax.isZero());
        QCOMPARE(invoice.bill.taxGroups.front().component.reason, u"no nexus in CA"_s);
        const auto reached = row(u"CA"_s);
        QCOMPARE(reached->alert(), NexusAlert::Reached); // with what was sold before
        QVERIFY(reached->standing.collects);
        QVERIFY(!reached->isRegistered);
        QVERIFY(warningsAtHome(u"operator"_s).empty()); // as it was found this morning
        m_company->clock().moveTo(companyToday().addDays(1));
        m_services = m_company->as(u"operator"_s);
        const auto warned = warningsAtHome(u"operator"_s);
        QCOMPARE(warned.size(), size_t(1));
        QCOMPARE(warned.front().subject, u"California"_s);
        QCOMPARE(warned.front().level, 1);
        QVERIFY(warningsAtHome(u"ito"_s).empty()); // who sees only a region knows only a part of the sales
    }

    void warnsBeforeTheThresholdIsReached()
    {
        const auto before = row(u"CA"_s)->standing.sales;
        const auto wanted = (Exact(Decimal(410'000)) - Exact(before)).rounded(2);
        sell(wanted->toString());
        const auto near = row(u"CA"_s);
        QCOMPARE(near->standing.sales, Decimal(410'000));
        QCOMPARE(near->standing.share.toString(), u"82.0"_s);
        QCOMPARE(near->alert(), NexusAlert::Near);
        QVERIFY(!near->standing.collects);
    }

    void whoRegistersIsNotWarnedAndCollectsFromThatDayOn()
    {
        sell(u"490000.00"_s);
        const auto refused = desk().registerIn(u"MAIN"_s, u"CA"_s, companyToday());
        QCOMPARE(refused.error().kind, ErrorKind::Forbidden);
        const auto admin = m_company->as(u"admin"_s);
        QCOMPARE(NexusDesk(*admin).registerIn(u"MAIN"_s, u"OR"_s, companyToday()).error().id, u"tax.nexus_state"_s);
        QVERIFY(NexusDesk(*admin).registerIn(u"MAIN"_s, u"CA"_s, companyToday()));
        QCOMPARE(NexusDesk(*admin).registerIn(u"MAIN"_s, u"CA"_s, companyToday()).error().id,
                 u"tax.nexus_registered"_s);
        const auto known = row(u"CA"_s);
        QCOMPARE(known->alert(), NexusAlert::None);
        QCOMPARE(known->registeredSince, companyToday());
        const auto entity = m_services->seller().entityOf(u"MAIN"_s);
        QVERIFY(entity->taxFacts().collectsIn(u"CA"_s, companyToday()));
        QVERIFY(!entity->taxFacts().collectsIn(u"CA"_s, companyToday().addDays(-1)));
        QVERIFY(desk().warnings()->empty());
    }

    void whatIsGivenBackCountsNoMore()
    {
        const auto before = row(u"CA"_s)->standing;
        const auto invoice = sell(u"100000.00"_s);
        QVERIFY(row(u"CA"_s)->standing.sales > before.sales);
        CreditDesk credits(*m_services);
        const auto note = credits.request(invoice.id, {}, u"Not delivered"_s);
        QVERIFY2(note, note ? "" : qPrintable(note.error().id));
        approveAll();
        const auto issued = credits.issue(note->id);
        QVERIFY2(issued, issued ? "" : qPrintable(issued.error().id));
        const auto after = row(u"CA"_s)->standing;
        QCOMPARE(after.sales.toString(), before.sales.toString());
        QCOMPARE(after.transactions, before.transactions + 1); // the sale itself was one
    }

    void homeStaysWhereTheSalesCannotBeCounted()
    {
        QVERIFY(m_services->seller().setSetting(u"nexus_thresholds"_s, u"state\nCA\n"_s)); // as a damaged file has it
        QVERIFY(!desk().warnings());
        QVERIFY(HomeDesk(*m_services).sheet());
    }

    void thresholdsOfAFileReplaceThoseOfTheProgram()
    {
        const auto admin = m_company->as(u"admin"_s);
        NexusDesk own(*admin);
        QCOMPARE(own.useThresholds("state,name\nCA,California\n").error().args.value(u"line"_s).toInt(), 2);
        QVERIFY(own.useThresholds("state,name,sales,transactions,reached_by,period,valid_from,note\n"
                                  "CA,California,1000,0,either,calendar_year,,\n"));
        QCOMPARE(row(u"CA"_s)->alert(), NexusAlert::Reached);
        QCOMPARE(desk().warnings()->size(), size_t(1));
        QVERIFY(own.useThresholds({}));
        QCOMPARE(row(u"CA"_s)->alert(), NexusAlert::None);
    }
};

QTEST_GUILESS_MAIN(TestNexusDesk)
#include "tst_nexus_desk.moc"
