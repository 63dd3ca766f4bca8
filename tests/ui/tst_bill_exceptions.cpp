// SPDX-License-Identifier: GPL-3.0-or-later
// What a bill run finds about budgets, jumps and certificates: whose bill, by how much, where it is mended, and that
// mending it clears it in the next draft.
#include "tests/support/company.h"

#include "core/workspace/billing_desk.h"
#include "core/workspace/budget_desk.h"
#include "core/workspace/contract_activation.h"
#include "core/workspace/exemptions.h"
#include "ui/billing/billing_words.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;
using purchasing::BudgetCap;

namespace {

const Period june{QDate(2026, 6, 1), QDate(2026, 7, 1)};

} // namespace

class TestBillExceptions : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;

    PreviewRow row(const QString &account)
    {
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const auto preview = BillingDesk(*services).preview(june, {}, progress);
        for (const PreviewRow &one : preview->rows) {
            if (one.accountNumber == account)
                return one;
        }
        qFatal("nothing to bill");
    }
    static const billing::BillException *found(const std::vector<billing::BillException> &all, const QString &id)
    {
        const auto at = std::ranges::find(all, id, &billing::BillException::id);
        return at == all.end() ? nullptr : &*at;
    }
    static QString arg(const billing::BillException &exception, const QString &name)
    {
        return exception.args.value(name).toString();
    }
    /// The page that mends it, without the id of the account: "account/…/exemptions".
    QString placeOf(const billing::BillException &exception, const QString &account)
    {
        const auto id = m_company->account(account);
        return ui::billing_words::placeOf(exception, id).first.replace(id.toString(), u"…"_s);
    }
    /// The draft that a run of June makes for \a account; without an id where it makes none.
    billing::Invoice draftOf(const QString &account)
    {
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        if (const auto run = BillingDesk(*services).run(june, {}, progress); !run)
            qFatal("%s", qPrintable(run.error().id));
        storage::InvoiceFilter filter;
        filter.account = m_company->account(account);
        filter.period = june;
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 2, companyToday());
        return rows->empty() ? billing::Invoice() : services->invoices().find(rows->front().id).value();
    }
    void budget(const QString &who, qint64 minor, BudgetCap cap)
    {
        auto services = m_company->as(who);
        const auto owner = services->accounts().findByReference(u"A-0005"_s).value();
        const purchasing::Budget wish{
            {owner.id, {}, {}}, {QDate(2026, 1, 1), QDate(2027, 1, 1)}, Money(minor, owner.currency), cap};
        const auto saved = BudgetDesk(*services).save(wish);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().id));
    }
    /// From June on a month of Umbra Hotels costs \a price.
    void priceFromJune(const QString &price)
    {
        auto services = m_company->as(u"operator"_s);
        auto contract = services->contracts().findByNumber(u"UM-2026"_s).value();
        pricing::RampStep step;
        step.from = june.start;
        step.model = pricing::PerUnit{Decimal::parse(price).value()};
        contract.items.front().ramp = {step};
        contract.effectiveFrom = june.start;
        contract.version += 1;
        const auto saved = activateContract(*services, contract);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().id));
    }

private Q_SLOTS:
    void init() { m_company = std::make_unique<Company>(); }
    void cleanup() { m_company.reset(); }

    void anOverrunNamesTheBudgetAndByHowMuch_data()
    {
        QTest::addColumn<int>("cap");
        QTest::addColumn<QString>("id");
        QTest::addColumn<int>("severity");
        QTest::addColumn<bool>("blocks");
        using contracts::Severity;
        QTest::newRow("tells") << int(BudgetCap::Notify) << u"billing.budget_exceeded"_s << int(Severity::Note)
                               << false;
        QTest::newRow("asks") << int(BudgetCap::Approve) << u"billing.budget_needs_approval"_s << int(Severity::Warning)
                              << false;
        QTest::newRow("blocks") << int(BudgetCap::Block) << u"billing.budget_blocked"_s << int(Severity::Blocking)
                                << true;
    }
    void anOverrunNamesTheBudgetAndByHowMuch()
    {
        QFETCH(int, cap);
        QFETCH(QString, id);
        QFETCH(int, severity);
        QFETCH(bool, blocks);
        // 14,532.00 are issued, 7,266.00 drafted and 7,266.00 come: 29,064.00 of 25,000.00.
        budget(u"operator"_s, 2'500'000, BudgetCap(cap));
        const PreviewRow over = row(u"A-0005"_s);
        const auto *exception = found(over.exceptions, id);
        QVERIFY(exception);
        QCOMPARE(over.account, m_company->account(u"A-0005"_s));
        QCOMPARE(over.isBlocked(), blocks);
        QCOMPARE(int(exception->severity), severity);
        QCOMPARE(arg(*exception, u"budget"_s), u"Umbra Hotels"_s);
        QCOMPARE(arg(*exception, u"amount"_s), u"25000.00"_s);
        QCOMPARE(arg(*exception, u"over"_s), u"4064.00"_s);
        QCOMPARE(arg(*exception, u"currency"_s), u"EUR"_s);
        const QString itsBudget = exception->args.value(u"budget_id"_s).toString();
        QVERIFY(!itsBudget.isEmpty());
        QCOMPARE(placeOf(*exception, u"A-0005"_s), u"budgets/"_s + itsBudget);
        if (blocks)
            QVERIFY(draftOf(u"A-0005"_s).id.isNull());
        // Raised there by who may, the next draft says nothing of it.
        budget(u"controller"_s, 2'906'400, BudgetCap(cap));
        QVERIFY(!found(row(u"A-0005"_s).exceptions, id));
        const auto drafted = draftOf(u"A-0005"_s);
        QVERIFY(!drafted.id.isNull());
        QVERIFY(!found(drafted.bill.exceptions, id));
        QCOMPARE(drafted.bill.total.toString(), u"7266.00"_s);
    }

    void enterLeadsToWhereTheFirstOfThemIsMended()
    {
        using ui::billing_words::firstPlaceOf;
        const auto id = m_company->account(u"A-0005"_s);
        const QString account = u"account/"_s + id.toString();
        const auto one = [](const QString &exception, const QVariantMap &args = {}) {
            return billing::BillException{contracts::Severity::Warning, exception, args};
        };
        QCOMPARE(firstPlaceOf({}, id), account);
        QCOMPARE(firstPlaceOf({one(u"billing.negative_total"_s)}, id), account);
        const auto budget = one(u"billing.budget_blocked"_s, {{u"budget_id"_s, u"b"_s}});
        QCOMPARE(firstPlaceOf({one(u"billing.negative_total"_s), budget}, id), u"budgets/b"_s);
        QCOMPARE(firstPlaceOf({one(u"billing.credit_exceeded"_s), budget}, id), account + u"/request_credit"_s);
        QCOMPARE(firstPlaceOf({one(u"billing.credit_hold"_s)}, id), account + u"/request_credit"_s);
        QCOMPARE(firstPlaceOf({one(u"billing.budget_overrun"_s)}, id), account + u"/tab.2"_s);
    }

    void aJumpOfMoreThanAFifthIsToldWithBothAmounts()
    {
        const QString id = u"billing.changed_much"_s;
        QVERIFY(!found(row(u"A-0005"_s).exceptions, id));
        priceFromJune(u"8719.20"_s); // 7,266.00 × 1.2: exactly a fifth more
        QVERIFY(!found(row(u"A-0005"_s).exceptions, id));
        priceFromJune(u"8719.21"_s);
        const PreviewRow dearer = row(u"A-0005"_s);
        const auto *exception = found(dearer.exceptions, id);
        QVERIFY(exception);
        QCOMPARE(dearer.account, m_company->account(u"A-0005"_s));
        QCOMPARE(arg(*exception, u"before"_s), u"7266.00"_s);
        QCOMPARE(arg(*exception, u"now"_s), u"8719.21"_s);
        QCOMPARE(arg(*exception, u"currency"_s), u"EUR"_s);
        QVERIFY(exception->severity == contracts::Severity::Note); // nothing waits for it
        QCOMPARE(placeOf(*exception, u"A-0005"_s), u"account/…/tab.3"_s);
        priceFromJune(u"5812.80"_s); // × 0.8
        QVERIFY(!found(row(u"A-0005"_s).exceptions, id));
        priceFromJune(u"5812.79"_s);
        QVERIFY(found(row(u"A-0005"_s).exceptions, id));
        // The price as it was: the draft has nothing to tell.
        priceFromJune(u"7266.00"_s);
        const auto drafted = draftOf(u"A-0005"_s);
        QCOMPARE(drafted.bill.total.toString(), u"7266.00"_s);
        QVERIFY(!found(drafted.bill.exceptions, id));
    }

    void aCertificateThatEndedIsNamedUntilAnotherOneCounts()
    {
        const QString expired = u"billing.certificate_expired"_s, waits = u"billing.certificate_waits"_s;
        const PreviewRow before = row(u"A-0001"_s);
        const auto *exception = found(before.exceptions, expired);
        QVERIFY(exception);
        QCOMPARE(before.account, m_company->account(u"A-0001"_s));
        QCOMPARE(arg(*exception, u"number"_s), u"CA-88123"_s);
        QCOMPARE(arg(*exception, u"jurisdiction"_s), u"US-CA"_s);
        QCOMPARE(arg(*exception, u"since"_s), u"2026-06-01"_s);
        QVERIFY(!before.isBlocked()); // tax is charged
        QCOMPARE(placeOf(*exception, u"A-0001"_s), u"account/…/exemptions"_s);

        auto operatorDesk = m_company->as(u"operator"_s);
        QVERIFY(ExemptionDesk(*operatorDesk)
                    .add(u"A-0001"_s, {u"CA-99001"_s, u"non_profit"_s, {u"US-CA"_s}, june.start, QDate(2027, 5, 31)}));
        const PreviewRow recorded = row(u"A-0001"_s);
        const auto *waiting = found(recorded.exceptions, waits);
        QVERIFY(waiting);
        QVERIFY(found(recorded.exceptions, expired)); // it does not count yet
        QCOMPARE(arg(*waiting, u"number"_s), u"CA-99001"_s);
        QCOMPARE(arg(*waiting, u"jurisdiction"_s), u"US-CA"_s);
        QCOMPARE(placeOf(*waiting, u"A-0001"_s), u"account/…/exemptions"_s);
        QCOMPARE(recorded.total, before.total);

        auto controller = m_company->as(u"controller"_s);
        QVERIFY(ExemptionDesk(*controller).agree(u"A-0001"_s, u"CA-99001"_s));
        const auto drafted = draftOf(u"A-0001"_s);
        QVERIFY(!drafted.id.isNull());
        QVERIFY(!found(drafted.bill.exceptions, expired));
        QVERIFY(!found(drafted.bill.exceptions, waits));
    }
};

QTEST_GUILESS_MAIN(TestBillExceptions)
#include "tst_bill_exceptions.moc"
