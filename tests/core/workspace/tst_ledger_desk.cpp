// SPDX-License-Identifier: GPL-3.0-or-later
// The general ledger through a real store: amounts in company currency, closing, reopening, exports.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/storage/audit_sql.h"
#include "core/storage/bank_payments_sql.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/payments_desk.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

QString idOf(const auto &result)
{
    return result ? u"done"_s : result.error().id + u' ' + result.error().detail;
}

const Period may{QDate(2026, 5, 1), QDate(2026, 6, 1)};
const Period april{QDate(2026, 4, 1), QDate(2026, 5, 1)};

} // namespace

class TestLedgerDesk : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<Services> m_controller;

    QString broken()
    {
        QStringList found;
        const auto checks = storage::checkInvariants(m_services->session());
        if (!checks)
            return checks.error().id + checks.error().detail;
        for (const auto &check : *checks) {
            for (const auto &violation : check.violations)
                found << check.invariant + u": "_s + violation.subject;
        }
        return found.join(u", "_s);
    }
    /// The balance of \a account in \a currency, as "12.00", with its worth in company currency where \a inBase.
    QString balance(const QString &account, const QString &currency, const QDate &day = companyToday(),
                    bool inBase = false)
    {
        const auto sums = LedgerDesk(*m_services).trialBalance(day);
        for (const auto &row : sums->rows) {
            if (row.account == account && row.currency.code() == currency)
                return (inBase ? row.base : row.balance).toString();
        }
        return u"nothing"_s;
    }
    qint64 records() { return storage::AuditSql(m_services->session()).newest(1)->front().sequence; }
    /// An open invoice of \a currency with what is open of it.
    storage::OpenInvoiceRow openInvoice(const QString &currency)
    {
        const auto all = storage::BankPaymentsSql(m_services->session()).invoices();
        for (const auto &row : *all) {
            if (row.due.currency().code() == currency && row.paid.isZero())
                return row;
        }
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_services = m_company->as(u"operator"_s);
        m_controller = m_company->as(u"controller"_s);
        m_company->addPerson(u"controller2"_s, {u"controller"_s});
    }
    void cleanup()
    {
        m_services.reset();
        m_controller.reset();
        m_company.reset();
    }

    void everyPostingIsWorthSomethingInTheCurrencyOfTheBooks()
    {
        const auto balance = LedgerDesk(*m_services).trialBalance(companyToday());
        QVERIFY(balance && !balance->rows.empty());
        MoneySum base(Currency::fromCode(u"USD"_s).value());
        bool hasForeign = false;
        for (const auto &row : balance->rows) {
            QVERIFY2(!row.base.currency().isNull(), qPrintable(row.account));
            base.add(row.base);
            hasForeign = hasForeign || row.currency.code() != u"USD"_s;
        }
        QVERIFY(hasForeign);
        QVERIFY(base.total()->isZero());
        QCOMPARE(broken(), QString());
    }

    void aPostingLeadsToItsDocument()
    {
        const auto invoice = openInvoice(u"USD"_s);
        const auto rows
            = LedgerDesk(*m_services).postings({u"receivable"_s, {}, {}, std::nullopt, invoice.id.uuid()}, 10);
        QCOMPARE(rows->size(), 1u);
        QCOMPARE(rows->front().document, invoice.number);
        QCOMPARE(rows->front().invoiceNumber, invoice.number);
        QCOMPARE(rows->front().amount, invoice.due);
    }

    void nothingIsPostedIntoAClosedPeriod()
    {
        QCOMPARE(LedgerDesk(*m_services).close(may).error().id, u"permission.role_missing"_s);
        const qint64 before = records();
        const auto closed = LedgerDesk(*m_controller).close(may);
        QCOMPARE(idOf(closed), u"done"_s);
        QCOMPARE(records(), before + 1);
        QCOMPARE(broken(), QString());
        QCOMPARE(LedgerDesk(*m_controller).close(may).error().id, u"ledger.closed_already"_s);
        QCOMPARE(LedgerDesk(*m_controller).close(april).error().id, u"ledger.closed_already"_s);
        // The program and, without it, the database.
        const Money one(100, Currency::fromCode(u"USD"_s).value());
        ledger::Entry entry
            = ledger::entryForPayment(QUuid::createUuid(), m_company->account(u"A-0001"_s), one, QDate(2026, 5, 31));
        entry.postings[0].base = one;
        entry.postings[1].base = one.negated();
        const auto refused = Books(*m_services).post(entry);
        QCOMPARE(refused.error().id, u"ledger.period_closed"_s);
        QCOMPARE(refused.error().args.value(u"first_open"_s).toString(), u"2026-06-01"_s);
        entry.id = m_services->ids().next<ledger::EntryId>();
        QCOMPARE(m_services->ledger().post(entry, m_services->clock().now()).error().id, u"ledger.period_closed"_s);
        // A bank that tells late is believed, and its money is booked on the first open day.
        const auto imported = importBankFile(
            *m_services, camtOf(u"USD"_s, {{u"LATE-1"_s, u"12.00"_s, u"?"_s, u"Nobody"_s, {}, QDate(2026, 5, 20)}}),
            u"late"_s);
        QCOMPARE(idOf(imported), u"done"_s);
        QCOMPARE(balance(u"unapplied_cash"_s, u"USD"_s, QDate(2026, 5, 31)), u"nothing"_s);
        QCOMPARE(balance(u"unapplied_cash"_s, u"USD"_s, QDate(2026, 6, 1)), u"-12.00"_s);
        QCOMPARE(broken(), QString());
    }

    void aPostingSmuggledIntoAClosedPeriodIsNamed()
    {
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        clearTheWay(m_services->session(), "ledger_entry_is_in_an_open_period");
        const Money one(100, Currency::fromCode(u"USD"_s).value());
        ledger::Entry entry{
            m_services->ids().next<ledger::EntryId>(),
            QDate(2026, 5, 1),
            u"other"_s,
            QUuid::createUuid(),
            {{u"cash"_s, std::nullopt, one, one}, {u"bank_fees"_s, std::nullopt, one.negated(), one.negated()}}};
        QCOMPARE(idOf(m_services->ledger().post(entry, m_services->clock().now())), u"done"_s);
        QVERIFY2(broken().startsWith(u"ledger.closed: closed through 2026-05-31"_s), qPrintable(broken()));
    }

    void closingMovesWhatWasServedAndReopeningTakesItBack()
    {
        const QString deferred = balance(u"deferred_revenue"_s, u"USD"_s), revenue = balance(u"revenue"_s, u"USD"_s);
        const auto preview = LedgerDesk(*m_controller).preview(may);
        QVERIFY(preview && preview->canClose());
        QVERIFY(preview->recognised.minor() > 0);
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        QVERIFY(balance(u"deferred_revenue"_s, u"USD"_s) != deferred);
        // Of what is served by the end of June nothing is left once June is closed; today is the last day of it.
        QCOMPARE(LedgerDesk(*m_controller).close({QDate(2026, 6, 1), QDate(2026, 7, 1)}).error().id,
                 u"ledger.close_checks"_s);
        QCOMPARE(LedgerDesk(*m_controller).reopen(may, u"A bill was late"_s).error().id, u"ledger.reopen_own"_s);
        QCOMPARE(LedgerDesk(*m_services).reopen(may, u"A bill was late"_s).error().id, u"permission.role_missing"_s);
        auto other = m_company->as(u"controller2"_s);
        QCOMPARE(LedgerDesk(*other).reopen(may, u" "_s).error().id, u"ledger.reopen_reason"_s);
        QCOMPARE(LedgerDesk(*other).reopen(april, u"A bill was late"_s).error().id, u"ledger.not_closed"_s);
        QCOMPARE(idOf(LedgerDesk(*other).reopen(may, u"A bill was late"_s)), u"done"_s);
        QCOMPARE(balance(u"deferred_revenue"_s, u"USD"_s), deferred);
        QCOMPARE(balance(u"revenue"_s, u"USD"_s).replace(u"0.00"_s, u"nothing"_s), revenue);
        QCOMPARE(broken(), QString());
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        QCOMPARE(LedgerDesk(*m_services).closes()->size(), 2u);
        QCOMPARE(broken(), QString());
    }

    void theDatabaseHoldsWhoMayReopen()
    {
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        const auto close = LedgerDesk(*m_services).closes()->front();
        storage::LedgerQueriesSql store(m_services->session(), Currency::fromCode(u"USD"_s).value());
        const QDateTime now = m_services->clock().now();
        QCOMPARE(store.reopen(close.id, u"controller"_s, now, u"x"_s).error().id, u"ledger.reopen_own"_s);
        QCOMPARE(store.reopen(close.id, u"operator"_s, now, u"x"_s).error().id, u"ledger.close_role"_s);
        QCOMPARE(m_services->session().run("DELETE FROM ledger_close").error().id, u"ledger.close_kept"_s);
    }

    void receivablesInOtherCurrenciesAreRestatedUntilTheNextDay()
    {
        const auto preview = LedgerDesk(*m_controller).preview(may);
        QVERIFY(!preview->revalued.isZero());
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        QCOMPARE(balance(u"unrealised_exchange"_s, u"USD"_s, QDate(2026, 5, 31)),
                 preview->revalued.negated().toString());
        QCOMPARE(balance(u"unrealised_exchange"_s, u"USD"_s, QDate(2026, 6, 1)), u"0.00"_s);
        QCOMPARE(balance(u"receivable_revaluation"_s, u"USD"_s, QDate(2026, 6, 1)), u"0.00"_s);
    }

    void aPaymentInAnotherCurrencyPostsWhatTheRateDid()
    {
        const auto invoice = openInvoice(u"EUR"_s);
        QVERIFY(!invoice.number.isEmpty());
        QCOMPARE(balance(u"exchange_difference"_s, u"USD"_s), u"nothing"_s);
        const auto imported = importBankFile(
            *m_services, camtOf(u"EUR"_s, {{u"EUR-1"_s, invoice.due.toString(), invoice.number}}), u"euro"_s);
        QCOMPARE(idOf(imported), u"done"_s);
        QCOMPARE(idOf(PaymentsDesk(*m_services).match()), u"done"_s);
        const auto carried = m_services->ledger().carried(invoice.id, invoice.due.currency());
        QVERIFY(carried->open.isZero() && carried->base.isZero());
        Books books(*m_services);
        const auto worth = books.rateOn(invoice.due.currency(), QDate(2026, 6, 15))->toBase(invoice.due);
        const auto entries = LedgerDesk(*m_services).postings({{}, {}, {}, std::nullopt, invoice.id.uuid()}, 20);
        Money billed = *worth;
        for (const auto &row : *entries) {
            if (row.kind == u"invoice"_s && row.account == u"receivable"_s)
                billed = row.base;
        }
        QVERIFY(billed != *worth);
        QCOMPARE(balance(u"exchange_difference"_s, u"USD"_s), billed.minus(*worth)->toString());
        QCOMPARE(broken(), QString());
        // Taken back, nothing of it is left.
        QCOMPARE(idOf(PaymentsDesk(*m_company->as(u"controller"_s)).unapply(1)), u"done"_s);
        QCOMPARE(balance(u"exchange_difference"_s, u"USD"_s), u"0.00"_s);
        QCOMPARE(broken(), QString());
    }

    void aCreditLowersRevenueThatWasRecognised()
    {
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        billing::InvoiceId id;
        const auto ids = m_services->invoices().ids();
        for (const auto &one : *ids) {
            const auto invoice = m_services->invoices().find(one);
            for (const auto &line : invoice->bill.lines) {
                const bool isServed = line.inAdvance && line.key.period.end <= may.end && line.net.minor() > 0;
                if (isServed && invoice->state == billing::InvoiceState::Issued && invoice->paid.isZero())
                    id = one;
            }
        }
        QVERIFY(!id.isNull());
        const auto note = CreditDesk(*m_services).request(id, {{}, {}, Decimal(50)}, u"half"_s);
        QCOMPARE(idOf(note), u"done"_s);
        QVERIFY(note->state == billing::CreditNoteState::Approved);
        QCOMPARE(idOf(CreditDesk(*m_services).issue(note->id)), u"done"_s);
        const auto entry = m_services->ledger().entryOf(u"credit_note"_s, note->id.uuid());
        QStringList accounts;
        for (const auto &posting : entry->postings)
            accounts << posting.account;
        QVERIFY(accounts.contains(u"revenue"_s));
        QVERIFY(!accounts.contains(u"deferred_revenue"_s));
        QCOMPARE(broken(), QString());
    }

    void anExportIsRepeatableAndKept()
    {
        LedgerDesk desk(*m_services);
        const auto first = desk.exportJournal(exports::JournalFormat::Csv, may, {});
        QCOMPARE(idOf(first), u"done"_s);
        QVERIFY(first->entries > 0 && !first->isRepeated);
        const qint64 before = records();
        const auto again = desk.exportJournal(exports::JournalFormat::Csv, may, {});
        QVERIFY(again->isRepeated);
        QCOMPARE(again->bytes, first->bytes);
        QCOMPARE(records(), before);
        for (const auto format :
             {exports::JournalFormat::Iif, exports::JournalFormat::NetSuite, exports::JournalFormat::Datev})
            QCOMPARE(idOf(desk.exportJournal(format, may, {})), u"done"_s);
    }
};

QTEST_GUILESS_MAIN(TestLedgerDesk)
#include "tst_ledger_desk.moc"
