// SPDX-License-Identifier: GPL-3.0-or-later
// What stands beside a decision or a bill: documents that look alike, parts below a limit, and prices that changed.
#include "tests/support/company.h"

#include "core/contracts/amendment.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/master_data.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::approvals;
using namespace accord::workspace;

class TestApprovalEvidence : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;

    std::vector<storage::InvoiceRow> invoicesOf(const QString &account, const std::optional<Period> &period = {})
    {
        auto services = m_company->as(u"operator"_s);
        storage::InvoiceFilter filter;
        filter.account = m_company->account(account);
        filter.period = period;
        return storage::InvoiceQueriesSql(services->session()).page(filter, {}, 50, test::companyToday()).value();
    }
    void bill(const Period &month)
    {
        m_company->clock().moveTo(month.lastDay());
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        if (const auto run = BillingDesk(*services).run(month, month.lastDay(), progress); !run)
            qFatal("run: %s", qPrintable(run.error().id));
    }
    ApprovalItem evidenceOf(const billing::InvoiceId &invoice)
    {
        auto approver = m_company->as(u"approver"_s);
        const auto asked = approver->approvals().latestFor(SubjectKind::Invoice, invoice.uuid()).value();
        return ApprovalDesk(*approver).item(asked.value().id).value();
    }
    static QStringList idsOf(const ApprovalItem &item, Likeness likeness)
    {
        QStringList ids;
        for (const SimilarItem &one : item.similar) {
            if (one.likeness == likeness)
                ids << one.row.id.toString();
        }
        ids.sort();
        return ids;
    }
    /// A contract of charges that fall due once, each with its day.
    void sellOnce(const QString &number, const std::vector<std::pair<QString, QString>> &charges)
    {
        QJsonArray items;
        for (const auto &[day, amount] : charges)
            items.append(
                QJsonObject{{u"key"_s, u"d"_s + QString(day).remove(u'-')},
                            {u"kind"_s, u"one_time"_s},
                            {u"description"_s, u"Delivery"_s},
                            {u"start"_s, day},
                            {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, amount}}}});
        const QJsonObject document{{u"format"_s, u"accord.contract/1"_s},
                                   {u"number"_s, number},
                                   {u"account"_s, u"A-0009"_s},
                                   {u"type"_s, u"plan"_s},
                                   {u"currency"_s, u"USD"_s},
                                   {u"start"_s, u"2026-06-01"_s},
                                   {u"end"_s, u"2027-06-01"_s},
                                   {u"items"_s, items}};
        const auto count = MasterData(*m_company->as(u"operator"_s)).importContract(QJsonDocument(document).toJson());
        if (!count)
            qFatal("contract: %s", qPrintable(count.error().id + count.error().detail));
    }

private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup() { m_company.reset(); }

    void aDuplicateIsNamedWithTheOtherDocuments()
    {
        const auto invoices = invoicesOf(u"A-0005"_s); // the same flat price in March, April and May
        QCOMPARE(invoices.size(), size_t(3));
        const auto may = std::ranges::find_if(
            invoices, [](const auto &row) { return row.period == Period::monthOf(QDate(2026, 5, 1)); });
        QVERIFY(may != invoices.end());
        QStringList others;
        for (const auto &row : invoices) {
            if (row.id != may->id)
                others << row.id.toString();
        }
        others.sort();
        const ApprovalItem item = evidenceOf(may->id);
        QCOMPARE(idsOf(item, Likeness::SameTotal), others);
        for (const SimilarItem &one : item.similar)
            QVERIFY(one.row.account == may->account); // nobody else's, whatever they come to
    }
    /// The amount of a request is what its document comes to, whoever wrote the request.
    void aRequestThatSaysLessThanItsDocumentIsNotAgreedTo()
    {
        const auto row = invoicesOf(u"A-0005"_s).front();
        auto approver = m_company->as(u"approver"_s);
        const auto asked = approver->approvals().latestFor(SubjectKind::Invoice, row.id.uuid()).value();
        QVERIFY(asked && asked->state() == ApprovalState::Pending);
        Approval forged = *asked;
        forged.id = approver->ids().next<ApprovalId>();
        forged.amount = Money(100, asked->amount.currency());
        QVERIFY(approver->approvals().supersede(SubjectKind::Invoice, row.id.uuid()));
        QVERIFY(approver->approvals().add(forged));

        const auto decided = ApprovalDesk(*approver).decide(forged.id, Verdict::Approve, {});
        QVERIFY(!decided);
        QCOMPARE(decided.error().id, u"approvals.amount_differs"_s);
        QCOMPARE(decided.error().args.value(u"now"_s).toString(), asked->amount.toString());
        QVERIFY(ApprovalDesk(*approver).decide(forged.id, Verdict::Reject, u"It says too little"_s));
    }
    void aSplitBelowTheLimitIsNamedAndAnythingElseIsNot()
    {
        Policy policy = test::policyOf({{SubjectKind::Invoice, 500'000}});
        const Currency usd = policy.currency;
        policy.rules.front().steps = {{StepMode::Any, {{u"approver"_s}, {}}, Money(800'000, usd)},
                                      {StepMode::Any, {{u"controller"_s}, {}}, {}}};
        m_company->use(policy);
        // 3,000.00 for which nobody is asked and 6,000.00 for an approver: together more than an approver may decide.
        sellOnce(u"SPLIT-1"_s,
                 {{u"2026-06-15"_s, u"3000.00"_s}, {u"2026-07-01"_s, u"6000.00"_s}, {u"2026-09-01"_s, u"2500.00"_s}});
        for (const int month : {6, 7, 9})
            bill(Period::monthOf(QDate(2026, month, 1)));
        const auto june = invoicesOf(u"A-0009"_s, Period::monthOf(QDate(2026, 6, 1)));
        const auto july = invoicesOf(u"A-0009"_s, Period::monthOf(QDate(2026, 7, 1)));
        const auto september = invoicesOf(u"A-0009"_s, Period::monthOf(QDate(2026, 9, 1)));
        QCOMPARE(june.size() + july.size() + september.size(), size_t(3));
        const ApprovalItem item = evidenceOf(july.front().id);
        QCOMPARE(item.approval.seats.size(), size_t(1));
        QCOMPARE(idsOf(item, Likeness::SplitUnderLimit), QStringList{june.front().id.toString()});
        // As large together, but two months apart: another delivery.
        QCOMPARE(item.similar.size(), size_t(1));
    }
    void aSmallInvoiceThatStaysWithinTheLimitIsNoSplit()
    {
        Policy policy = test::policyOf({{SubjectKind::Invoice, 500'000}});
        policy.rules.front().steps = {{StepMode::Any, {{u"approver"_s}, {}}, Money(1'000'000, policy.currency)},
                                      {StepMode::Any, {{u"controller"_s}, {}}, {}}};
        m_company->use(policy);
        sellOnce(u"SPLIT-1"_s, {{u"2026-06-15"_s, u"3000.00"_s}, {u"2026-07-01"_s, u"6000.00"_s}});
        bill(Period::monthOf(QDate(2026, 6, 1)));
        bill(Period::monthOf(QDate(2026, 7, 1)));
        QVERIFY(evidenceOf(invoicesOf(u"A-0009"_s, Period::monthOf(QDate(2026, 7, 1))).front().id).similar.empty());
    }
    void requestsOfTheSameKindForTheSameCustomerAreNamed()
    {
        m_company->use(test::policyOf({{SubjectKind::Discount, 0}, {SubjectKind::Refund, 0}}));
        auto services = m_company->as(u"operator"_s);
        const auto ask = [&](SubjectKind kind, const QString &account, const QString &title) {
            MatterWish wish;
            wish.kind = kind;
            wish.amount = Money(100'00, Currency::fromCode(u"USD"_s).value());
            wish.account = m_company->account(account);
            wish.title = title;
            wish.reason = u"Agreed"_s;
            return ApprovalDesk(*services).request(wish).value().value().id;
        };
        ask(SubjectKind::Discount, u"A-0001"_s, u"First part"_s);
        ask(SubjectKind::Refund, u"A-0001"_s, u"Another kind"_s);
        ask(SubjectKind::Discount, u"A-0004"_s, u"Another customer"_s);
        const auto second = ask(SubjectKind::Discount, u"A-0001"_s, u"Second part"_s);
        const auto item = ApprovalDesk(*m_company->as(u"approver"_s)).item(second);
        QVERIFY(item);
        QCOMPARE(item->related.size(), size_t(1));
        QCOMPARE(item->related.front().title, u"First part"_s);
        QVERIFY(item->related.front().state == ApprovalState::Pending);
    }
    void aPriceThatChangedSinceThePeriodBeforeIsAnException()
    {
        auto services = m_company->as(u"operator"_s);
        const auto saved = services->contracts().findByNumber(u"UM-2026"_s).value();
        const auto dearer = contracts::amended(
            saved, {QDate(2026, 6, 1),
                    u"Another price"_s,
                    {contracts::NewPrice{u"base"_s, pricing::PerUnit{*Decimal::parse(u"7500.00"_s)}}}});
        QVERIFY(dearer);
        const auto stored = ContractDesk(*services).save(saved.id.toString(), *dearer, saved);
        QVERIFY2(stored, stored ? "" : qPrintable(stored.error().id));
        const Period june = Period::monthOf(QDate(2026, 6, 1));
        bill(june);
        int told = 0;
        const auto rows
            = storage::InvoiceQueriesSql(services->session()).page({}, {}, 200, test::companyToday()).value();
        for (const auto &row : rows) {
            const auto invoice = services->invoices().find(row.id).value();
            for (const auto &one : invoice.bill.exceptions) {
                if (one.id != u"billing.rate_changed"_s)
                    continue;
                ++told;
                QCOMPARE(row.accountId, m_company->account(u"A-0005"_s));
                QVERIFY(row.period == june);
                QCOMPARE(one.args.value(u"contract"_s).toString(), u"UM-2026"_s);
                QCOMPARE(one.args.value(u"item"_s).toString(), u"base"_s);
                QCOMPARE(one.args.value(u"before"_s).toString(), u"7266"_s);
                QCOMPARE(one.args.value(u"now"_s).toString(), u"7500"_s);
            }
        }
        QCOMPARE(told, 1);
        // In July it is the price of the period before.
        bill(Period::monthOf(QDate(2026, 7, 1)));
        const auto july = invoicesOf(u"A-0005"_s, Period::monthOf(QDate(2026, 7, 1)));
        QCOMPARE(july.size(), size_t(1));
        QVERIFY(std::ranges::none_of(services->invoices().find(july.front().id)->bill.exceptions,
                                     [](const auto &one) { return one.id == u"billing.rate_changed"_s; }));
    }
};

QTEST_GUILESS_MAIN(TestApprovalEvidence)
#include "tst_approval_evidence.moc"
