// SPDX-License-Identifier: GPL-3.0-or-later
// Bank files and the invoices they pay, through a real store.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/storage/audit_sql.h"
#include "core/storage/invariants_sql.h"
#include "core/workspace/payments_desk.h"

#include <QtCore/QDirIterator>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

QString idOf(const auto &result)
{
    return result ? u"done"_s : result.error().id + u' ' + result.error().detail;
}

QString plus(const QString &amount, qint64 minor, const Currency &currency)
{
    return Money(Money::parse(amount, currency)->minor() + minor, currency).toString();
}

} // namespace

class TestPaymentsDesk : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;

    PaymentsDesk desk() { return PaymentsDesk(*m_services); }

    /// Invoices of \a currency that are open, the oldest first, of payers whose name starts with \a payer.
    std::vector<storage::OpenInvoiceRow> open(const QString &currency, const QString &account = {})
    {
        std::vector<storage::OpenInvoiceRow> list;
        const auto all = storage::BankPaymentsSql(m_services->session()).invoices();
        for (const auto &row : *all) {
            const bool isOf = account.isEmpty() || row.payer == m_company->account(account);
            if (isOf && row.due.currency().code() == currency && row.paid != row.due)
                list.push_back(row);
        }
        return list;
    }
    QString openOf(const QString &number)
    {
        const auto all = storage::BankPaymentsSql(m_services->session()).invoices();
        for (const auto &row : *all) {
            if (row.number == number)
                return Money(row.due.minor() - row.paid.minor(), row.due.currency()).toString();
        }
        return u"unknown"_s;
    }
    /// "INV-1 0.00, INV-2 12.00": everything that is owed.
    QString allOpen()
    {
        QStringList parts;
        const auto all = storage::BankPaymentsSql(m_services->session()).invoices();
        for (const auto &row : *all)
            parts << row.number + u' ' + openOf(row.number);
        return parts.join(u", "_s);
    }
    BankImportOutcome import(const QByteArray &file)
    {
        const auto outcome = importBankFile(*m_services, file, u"statement"_s);
        if (!outcome)
            qWarning() << idOf(outcome) << outcome.error().args;
        return outcome.value_or(BankImportOutcome());
    }
    QString stateOf(qint64 entry)
    {
        const auto row = storage::BankEntriesSql(m_services->session()).find(entry);
        return row ? row->state : row.error().id;
    }
    storage::BankDecision lastDecision(qint64 entry)
    {
        storage::BankEntriesSql entries(m_services->session());
        const auto decisions = entries.decisions(entries.find(entry)->id);
        return decisions->empty() ? storage::BankDecision() : decisions->back();
    }
    QStringList reasonsOf(qint64 entry)
    {
        QStringList reasons;
        for (const QJsonValue &reason : lastDecision(entry).matches.first()[u"reasons"].toArray())
            reasons << reason.toString();
        return reasons;
    }
    qint64 balance(const QString &account)
    {
        return m_services->session()
            .statement("SELECT coalesce(sum(amount_minor), 0) FROM posting WHERE account = ?")
            .bind(account)
            .first([](storage::Statement &row) { return row.read<qint64>(); })
            ->value_or(-1);
    }
    qint64 auditRecords() { return storage::AuditSql(m_services->session()).newest(1)->front().sequence; }
    QString violations()
    {
        QStringList broken;
        const auto checks = storage::checkInvariants(m_services->session());
        if (!checks)
            return checks.error().id + checks.error().detail;
        for (const auto &check : *checks) {
            for (const auto &violation : check.violations)
                broken << check.invariant + u": "_s + violation.subject;
        }
        return broken.join(u", "_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_services = m_company->as(u"operator"_s);
    }
    void cleanup()
    {
        QCOMPARE(violations(), QString());
        m_services.reset();
        m_company.reset();
    }

    void everySampleCountsOnce()
    {
        int files = 0, entries = 0;
        QDirIterator samples(QStringLiteral(ACCORD_BANK_DATA), QDir::Files, QDirIterator::Subdirectories);
        while (samples.hasNext()) {
            const QString path = samples.next();
            if (path.endsWith(u".md"_s) || path.endsWith(u".json"_s))
                continue;
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            const auto first = importBankFile(*m_services, bytes, path);
            if (!first) {
                QVERIFY2(first.error().id.startsWith(u"bank."_s), qPrintable(path + idOf(first)));
                continue;
            }
            const auto same = importBankFile(*m_services, bytes, path);
            QVERIFY2(same && same->isKnownFile, qPrintable(path));
            // Another file with the same entries.
            const auto again = importBankFile(*m_services, bytes + "\n", path);
            if (again) {
                QVERIFY2(again->added == 0 && again->conflicts.empty(), qPrintable(path));
                QCOMPARE(again->repeated, first->added + first->repeated);
            }
            ++files;
            entries += first->added;
        }
        QVERIFY2(files >= 15, qPrintable(QString::number(files)));
        QVERIFY2(entries > 150, qPrintable(QString::number(entries)));
        QCOMPARE(violations(), QString());
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
    }

    void anotherFormatOfTheStatementAddsNothing()
    {
        const std::vector<Booking> bookings{{u"A1"_s, u"100.00"_s, u"first"_s}, {u"A2"_s, u"-25.10"_s, u"fee"_s}};
        QCOMPARE(import(camtOf(u"EUR"_s, bookings)).added, 2);
        const auto second = import(mt940Of(u"EUR"_s, bookings));
        QCOMPARE(second.format, u"mt940"_s);
        QCOMPARE(second.added, 0);
        QCOMPARE(second.repeated, 2);
        QVERIFY(second.conflicts.empty());
        QVERIFY(!second.warnings.empty()); // 100.00 + 74.90 is not 100.00
        QCOMPARE(second.warnings.front().id, u"bank.does_not_reconcile"_s);
        QCOMPARE(balance(u"unapplied_cash"_s), qint64(-10000));
    }

    void aCurrencyThatWasWithdrawnIsKeptAsideAndNeverRefused()
    {
        const auto statement = [](const QStringList &bookings) {
            const QString balance = u"C980115DEM1100,"_s;
            return QStringList{u":20:OLD"_s,
                               u":25:45050050/76198810"_s,
                               u":28C:1"_s,
                               u":60F:"_s + balance,
                               bookings.join(u"\r\n"_s),
                               u":62F:"_s + balance,
                               u"-\r\n"_s}
                .join(u"\r\n"_s)
                .toUtf8();
        };
        const qint64 before = balance(u"unapplied_cash"_s);
        const auto outcome = import(statement({u":61:980115C250,NTRFX//B1"_s, u":61:980115D250,NTRFX//B2"_s}));
        QCOMPARE(outcome.added, 2);
        QVERIFY(outcome.bad.empty());
        QCOMPARE(std::ranges::count(outcome.warnings, u"bank.currency_former"_s, &bank::Finding::id), 2);
        QCOMPARE(balance(u"unapplied_cash"_s), before); // it stands in no books
        QCOMPARE(stateOf(1), u"information"_s);
        QCOMPARE(storage::BankEntriesSql(m_services->session()).find(1)->amount.currency().code(), u"DEM"_s);
        QVERIFY(desk().match()); // and is matched to nothing
        QCOMPARE(stateOf(1), u"information"_s);
        const auto again = import(statement({u":61:980115C250,NTRFX//B1"_s}));
        QCOMPARE(again.repeated, 1);
        QCOMPARE(again.added, 0);
        QCOMPARE(violations(), QString());
    }

    void aKnownEntryWithAnotherDayIsListed()
    {
        import(camtOf(u"EUR"_s, {{u"A1"_s, u"100.00"_s}}));
        Booking moved{u"A1"_s, u"100.00"_s};
        moved.day = QDate(2026, 6, 22);
        const auto outcome = import(camtOf(u"EUR"_s, {moved, {u"A2"_s, u"7.00"_s}}));
        QCOMPARE(outcome.added, 1);
        QCOMPARE(outcome.conflicts.size(), size_t(1));
        QCOMPARE(outcome.conflicts.front().id, u"bank.identity_conflict"_s);
        QVERIFY(outcome.conflicts.front().expected.contains(u"2026-06-15"_s));
        QCOMPARE(storage::BankEntriesSql(m_services->session()).find(1)->bookedOn, QDate(2026, 6, 15));
    }

    void theTransactionsOfABookingTakeThePlaceOfItsSum()
    {
        const auto sample = [](const QString &name) {
            QFile file(QStringLiteral(ACCORD_BANK_DATA "/camt/") + name);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        // The notification has the transactions of bookings that the statement has as sums.
        import(sample(u"fi-camt053-v02-ten-entries.xml"_s));
        const qint64 cash = balance(u"cash"_s);
        const auto bookings = storage::BankEntriesSql(m_services->session()).list({}, 100);
        const auto outcome = import(sample(u"fi-camt054-v02-batches.xml"_s));
        QVERIFY(outcome.conflicts.empty());
        QVERIFY(outcome.added > 0 && outcome.repeated > 0);
        const auto batches = storage::BankEntriesSql(m_services->session()).list(u"batch"_s, 100);
        int split = 0;
        qint64 news = 0;
        for (const auto &batch : *batches)
            split += batch.number <= qint64(bookings->size());
        QVERIFY(split > 0);
        // Cash grew by the bookings that only the notification has, and by nothing else.
        for (const auto &batch : *batches)
            news
                += batch.number > qint64(bookings->size()) && !batch.amount.isNegative() && batch.booking == u"booked"_s
                       ? batch.amount.minor()
                       : 0;
        QCOMPARE(balance(u"cash"_s), cash + news);
    }

    void aPendingEntryIsMoneyOnceItIsBooked()
    {
        Booking booking{u"A1"_s, u"100.00"_s};
        booking.status = u"PDNG"_s;
        import(camtOf(u"EUR"_s, {booking}));
        QCOMPARE(stateOf(1), u"information"_s);
        QCOMPARE(balance(u"unapplied_cash"_s), qint64(0));
        booking.status = u"BOOK"_s;
        booking.day = booking.day.addDays(1);
        const auto outcome = import(camtOf(u"EUR"_s, {booking}));
        QCOMPARE(outcome.booked, 1);
        QVERIFY(outcome.conflicts.empty());
        QCOMPARE(stateOf(1), u"new"_s);
        QCOMPARE(balance(u"unapplied_cash"_s), qint64(-10000));
    }

    void whatIsOnlyShownIsNotKept()
    {
        const qint64 records = auditRecords();
        const auto shown
            = importBankFile(*m_services, camtOf(u"EUR"_s, {{u"A1"_s, u"100.00"_s}}), u"s"_s, Effect::Shown);
        QVERIFY(shown);
        QCOMPARE(shown->added, 1);
        QCOMPARE(stateOf(1), u"bank.entry_not_found"_s);
        QCOMPARE(auditRecords(), records);
        const auto invoice = open(u"EUR"_s).front();
        import(camtOf(u"EUR"_s, {{u"A1"_s, invoice.due.toString(), invoice.number}}));
        const QString before = allOpen();
        const auto matched = desk().match(Effect::Shown);
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QVERIFY(matched->front().verdict == payments::Verdict::Automatic);
        QCOMPARE(allOpen(), before);
        QCOMPARE(stateOf(1), u"new"_s);
    }

    void aNumberWithItsAmountIsAppliedWithItsReason()
    {
        const auto invoice = open(u"EUR"_s).front();
        const qint64 receivable = balance(u"receivable"_s);
        import(camtOf(u"EUR"_s, {{u"A1"_s, invoice.due.toString(), u"Re. "_s + invoice.number}}));
        const qint64 records = auditRecords();
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(auditRecords(), records + 1);
        QCOMPARE(stateOf(1), u"applied"_s);
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
        QVERIFY(reasonsOf(1).contains(u"number_in_text"_s));
        QCOMPARE(lastDecision(1).kind, u"applied"_s);
        QCOMPARE(balance(u"receivable"_s), receivable - invoice.due.minor());
        QCOMPARE(balance(u"unapplied_cash"_s), qint64(0));
        QVERIFY(desk().match()->empty());
    }

    void oneTransferPaysTwoInvoices()
    {
        const auto invoices = open(u"EUR"_s, u"A-0005"_s);
        QVERIFY(invoices.size() >= 2);
        const Money sum = invoices[0].due.plus(invoices[1].due).value();
        import(camtOf(u"EUR"_s, {{u"A1"_s, sum.toString(), invoices[0].number + u", "_s + invoices[1].number}}));
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"applied"_s);
        QCOMPARE(openOf(invoices[0].number), u"0.00"_s);
        QCOMPARE(openOf(invoices[1].number), u"0.00"_s);
    }

    void tooLittleIsProposedAcceptedAndWrittenOffWithinTheLimit()
    {
        const auto invoice = open(u"EUR"_s).front();
        const auto eur = invoice.due.currency();
        import(camtOf(u"EUR"_s, {{u"A1"_s, plus(invoice.due.toString(), -150, eur), invoice.number}}));
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"proposed"_s);
        QVERIFY(reasonsOf(1).contains(u"partial"_s));
        QCOMPARE(openOf(invoice.number), invoice.due.toString());
        const qint64 records = auditRecords();
        const auto accepted = desk().accept(1, {});
        QVERIFY2(accepted, qPrintable(idOf(accepted)));
        QCOMPARE(auditRecords(), records + 1);
        QCOMPARE(openOf(invoice.number), u"1.50"_s);
        const auto refused = desk().writeOff(1);
        QCOMPARE(refused.error().id, u"payments.write_off_limit"_s);
        QCOMPARE(refused.error().args.value(u"rest"_s).toString(), u"1.50"_s);
        QCOMPARE(openOf(invoice.number), u"1.50"_s);
        const auto usd = m_services->companyCurrency().value();
        const auto controller = m_company->as(u"controller"_s);
        QCOMPARE(desk().setWriteOffLimit(Money(200, usd)).error().id, u"permission.role_missing"_s);
        QCOMPARE(PaymentsDesk(*controller).setWriteOffLimit(Money(-1, usd)).error().id, u"payments.limit_negative"_s);
        QVERIFY(PaymentsDesk(*controller).setWriteOffLimit(Money(200, usd)));
        const auto written = desk().writeOff(1);
        QVERIFY2(written, qPrintable(idOf(written)));
        QCOMPARE(auditRecords(), records + 3);
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
        QCOMPARE(balance(u"small_differences"_s), qint64(150));
        QCOMPARE(lastDecision(1).kind, u"written_off"_s);
        QCOMPARE(desk().writeOff(1).error().id, u"payments.nothing_to_write_off"_s);
    }

    void whatIsTooMuchIsCreditOfTheCustomer()
    {
        const auto invoice = open(u"EUR"_s, u"A-0005"_s).front();
        const auto eur = invoice.due.currency();
        import(camtOf(u"EUR"_s, {{u"A1"_s, plus(invoice.due.toString(), 500, eur), invoice.number}}));
        QVERIFY(desk().match());
        if (stateOf(1) == u"proposed"_s)
            QVERIFY(desk().accept(1, {}));
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
        const auto payment = storage::BankPaymentsSql(m_services->session())
                                 .appliedAs(storage::BankEntriesSql(m_services->session()).find(1)->id);
        QVERIFY(payment && *payment);
        QCOMPARE((*payment)->credit.toString(), u"5.00"_s);
        QCOMPARE((*payment)->customer, m_company->account(u"A-0005"_s));
        QVERIFY(reasonsOf(1).contains(u"overpaid"_s));
    }

    /// The same invoice paid by two entries of one statement, and by a third in another format; all stay proposals.
    void aSecondPaymentIsAPersonsToDecideAbout()
    {
        const auto invoice = open(u"EUR"_s, u"A-0005"_s).front();
        const QString due = invoice.due.toString(), text = u"Re. "_s + invoice.number;
        Booking second{u"A2"_s, due, text}, third{u"A3"_s, due, text}, fourth{u"A4"_s, due, text};
        second.day = QDate(2026, 6, 17);
        import(camtOf(u"EUR"_s, {{u"A1"_s, due, text}, second}));
        import(mt940Of(u"EUR"_s, {third, fourth}));
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        const auto verdict = [&](qint64 entry) { return payments::toString((*matched)[size_t(entry - 1)].verdict); };
        QStringList verdicts;
        for (qint64 entry = 1; entry <= 4; ++entry)
            verdicts << verdict(entry);
        verdicts.sort();
        QCOMPARE(verdicts, (QStringList{u"automatic"_s, u"proposed"_s, u"proposed"_s, u"proposed"_s}));
        QCOMPARE(balance(u"unapplied_cash"_s), -3 * invoice.due.minor()); // nobody's yet
        QCOMPARE(verdict(2), u"proposed"_s);
        QVERIFY(reasonsOf(2).contains(u"paid_twice"_s));
        const QJsonObject match = lastDecision(2).matches.first().toObject();
        QVERIFY(isSecondPayment(match));
        QCOMPARE(match.value(u"settled_before"_s).toArray().first()[u"invoice"].toString(), invoice.number);
        QCOMPARE(match.value(u"settled_before"_s).toArray().first()[u"on"].toString(), u"2026-06-15"_s);
        QVERIFY(desk().match()); // the day is known in the next run as well
        QCOMPARE(lastDecision(2).matches.first()[u"settled_before"][0][u"on"].toString(), u"2026-06-15"_s);

        // Left as it is; credit of the customer; back to who paid it.
        QList<qint64> rest{2, 3, 4};
        rest.removeIf([&](qint64 entry) { return verdict(entry) == u"automatic"_s; });
        QVERIFY(desk().leave(rest[0], u"the customer is asked"_s));
        QCOMPARE(stateOf(rest[0]), u"unapplied"_s);
        const auto credited = desk().accept(rest[1], {});
        QVERIFY2(credited, qPrintable(idOf(credited)));
        const auto payment = storage::BankPaymentsSql(m_services->session())
                                 .appliedAs(storage::BankEntriesSql(m_services->session()).find(rest[1])->id);
        QVERIFY(payment && *payment);
        QCOMPARE((*payment)->credit, invoice.due);
        QCOMPARE((*payment)->customer, m_company->account(u"A-0005"_s));
        QCOMPARE(desk().payBack(rest[0], u"transfer"_s, u"twice"_s).error().id, u"payments.no_second_payment"_s);
        QCOMPARE(desk().payBack(rest[2], u"transfer"_s, {}).error().id, u"payments.refund_reason"_s);
        QCOMPARE(stateOf(rest[2]), u"proposed"_s); // nothing half done
        const auto refund = desk().payBack(rest[2], u"transfer"_s, u"paid twice"_s);
        QVERIFY2(refund, qPrintable(idOf(refund)));
        QCOMPARE(refund->amount, invoice.due);
        QCOMPARE(refund->account, m_company->account(u"A-0005"_s));
        QCOMPARE(refund->state, u"in_approval"_s);
        QCOMPARE(stateOf(rest[2]), u"applied"_s);
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
    }

    void moneyFromNobodyKnowsWhomStaysUnapplied()
    {
        import(camtOf(u"EUR"_s, {{u"A1"_s, u"33.33"_s, u"thank you"_s}}));
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"unapplied"_s);
        QCOMPARE(balance(u"unapplied_cash"_s), qint64(-3333));
        QCOMPARE(desk().accept(1, {}).error().id, u"payments.nothing_proposed"_s);
        QCOMPARE(desk().accept(1, {u"INV-1"_s}).error().id, u"payments.document_unknown"_s);
        QCOMPARE(desk().accept(1, {open(u"USD"_s).front().number}).error().id, u"payments.rate_missing"_s);
        const auto invoice = open(u"EUR"_s).front();
        QVERIFY(desk().accept(1, {invoice.number}));
        QCOMPARE(openOf(invoice.number), plus(invoice.due.toString(), -3333, invoice.due.currency()));
    }

    void twoInvoicesOfTheAmountAreProposedAndNoneApplied()
    {
        const auto invoices = open(u"EUR"_s, u"A-0005"_s);
        QCOMPARE(invoices[0].due, invoices[1].due);
        Booking booking{u"A1"_s, invoices[0].due.toString(), u"rent"_s};
        booking.payer = u"Umbra Hotels"_s;
        import(camtOf(u"EUR"_s, {booking}));
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"proposed"_s);
        QVERIFY(lastDecision(1).matches.size() >= 2);
        QVERIFY(reasonsOf(1).contains(u"payer_name"_s));
        QVERIFY(desk().accept(1, {invoices[1].number}));
        QCOMPARE(openOf(invoices[1].number), u"0.00"_s);
        QCOMPARE(openOf(invoices[0].number), invoices[0].due.toString());
    }

    void undoingRestoresWhatWasOwedAndStaysOnRecord()
    {
        const QString before = allOpen();
        const qint64 receivable = balance(u"receivable"_s);
        const auto invoice = open(u"EUR"_s, u"A-0005"_s).front();
        import(
            camtOf(u"EUR"_s, {{u"A1"_s, plus(invoice.due.toString(), 500, invoice.due.currency()), invoice.number}}));
        const qint64 unapplied = balance(u"unapplied_cash"_s);
        QVERIFY(desk().accept(1, {invoice.number}));
        QVERIFY(allOpen() != before);
        const auto controller = m_company->as(u"controller"_s);
        const auto undone = PaymentsDesk(*controller).unapply(1, u"wrong customer"_s);
        QVERIFY2(undone, qPrintable(idOf(undone)));
        QCOMPARE(allOpen(), before);
        QCOMPARE(balance(u"receivable"_s), receivable);
        QCOMPARE(balance(u"unapplied_cash"_s), unapplied);
        QCOMPARE(stateOf(1), u"unapplied"_s);
        QCOMPARE(lastDecision(1).note, u"wrong customer"_s);
        const auto history = storage::BankPaymentsSql(m_services->session())
                                 .undone(storage::BankEntriesSql(m_services->session()).find(1)->id);
        QCOMPARE(history->size(), size_t(1));
        QCOMPARE(history->front().invoiceNumber, invoice.number);
        QCOMPARE(PaymentsDesk(*controller).unapply(1).error().id, u"payments.not_applied"_s);
        QCOMPARE(desk().unapply(1).error().id, u"permission.role_missing"_s);
        QVERIFY(desk().match()->empty()); // a person decided
        QVERIFY(desk().accept(1, {invoice.number}));
        QCOMPARE(openOf(invoice.number), u"0.00"_s);
    }

    void whatAPersonLeftIsNotMatchedAgain()
    {
        const auto invoice = open(u"EUR"_s).front();
        import(camtOf(u"EUR"_s, {{u"A1"_s, invoice.due.toString(), invoice.number}}));
        QVERIFY(desk().leave(1, u"in dispute"_s));
        QVERIFY(desk().match()->empty());
        QCOMPARE(openOf(invoice.number), invoice.due.toString());
        QCOMPARE(desk().leave(9).error().id, u"bank.entry_not_found"_s);
    }

    void aReturnOpensTheInvoiceAgain()
    {
        const auto invoice = open(u"EUR"_s).front();
        const QString before = allOpen();
        Booking paid{u"A1"_s, invoice.due.toString(), invoice.number};
        paid.endToEndId = u"E2E-77"_s;
        import(camtOf(u"EUR"_s, {paid}));
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"applied"_s);
        Booking back{u"A2"_s, u"-"_s + invoice.due.toString(), u"returned"_s};
        back.endToEndId = u"E2E-77"_s;
        back.day = paid.day.addDays(3);
        back.returnReason = u"AC04"_s;
        import(camtOf(u"EUR"_s, {back, {u"A3"_s, u"-12.00"_s, u"fee"_s}}));
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(stateOf(1), u"returned"_s);
        QCOMPARE(stateOf(2), u"return"_s);
        QCOMPARE(stateOf(3), u"outgoing"_s);
        QCOMPARE(allOpen(), before);
        QCOMPARE(balance(u"unapplied_cash"_s), qint64(0));
        QCOMPARE(lastDecision(1).note, u"AC04"_s);
        QCOMPARE(desk().accept(1, {invoice.number}).error().id, u"payments.not_open"_s);
    }

    void moneyThatWasLeftUnappliedCanComeBack()
    {
        Booking paid{u"A1"_s, u"40.00"_s, u"unknown"_s};
        paid.endToEndId = u"E2E-79"_s;
        Booking other{u"A2"_s, u"41.00"_s, u"unknown"_s};
        other.endToEndId = u"E2E-80"_s;
        const qint64 cash = balance(u"cash"_s);
        import(camtOf(u"EUR"_s, {paid, other}));
        QVERIFY(desk().match());
        QVERIFY(desk().leave(1));
        for (Booking *back : {&paid, &other}) {
            back->reference += u"R"_s;
            back->amount.prepend(u'-');
            back->day = back->day.addDays(2);
        }
        import(camtOf(u"EUR"_s, {paid, other}));
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(stateOf(1), u"returned"_s);
        QCOMPARE(stateOf(2), u"returned"_s);
        QCOMPARE(balance(u"unapplied_cash"_s), qint64(0));
        QCOMPARE(balance(u"cash"_s), cash);
    }

    void aPaymentAndItsReturnInOneFileLeaveNothing()
    {
        const auto invoice = open(u"EUR"_s).front();
        const QString before = allOpen();
        Booking paid{u"A1"_s, invoice.due.toString(), invoice.number};
        paid.endToEndId = u"E2E-78"_s;
        Booking back = paid;
        back.reference = u"A2"_s;
        back.amount.prepend(u'-');
        back.day = paid.day.addDays(2);
        import(camtOf(u"EUR"_s, {back, paid}));
        const auto matched = desk().match();
        QVERIFY2(matched, qPrintable(idOf(matched)));
        QCOMPARE(allOpen(), before);
        QCOMPARE(stateOf(2), u"returned"_s);
    }

    void theDatabaseRefusesWhatNoRuleAllows_data()
    {
        QTest::addColumn<int>("attempt");
        QTest::addColumn<QString>("refused");
        QTest::newRow("an amount is changed") << 0 << u"bank.entry_immutable"_s;
        QTest::newRow("an entry is deleted") << 1 << u"bank.entry_immutable"_s;
        QTest::newRow("an application is deleted") << 2 << u"payments.history_kept"_s;
        QTest::newRow("an application is raised") << 3 << u"payments.history_kept"_s;
        QTest::newRow("an entry is called applied") << 4 << u"payments.state_without_payment"_s;
        QTest::newRow("an applied entry is called unapplied") << 5 << u"payments.state_without_payment"_s;
        QTest::newRow("a second payment of an entry") << 6 << u"storage.unique"_s;
        QTest::newRow("more than the entry") << 7 << u"payments.beyond_entry"_s;
        QTest::newRow("more than the invoice") << 8 << u"payments.over_applied"_s;
        QTest::newRow("another currency") << 9 << u"payments.currency"_s;
        QTest::newRow("a write-off above the limit") << 10 << u"payments.beyond_write_off_limit"_s;
        QTest::newRow("a decision is rewritten") << 11 << u"bank.history_kept"_s;
        QTest::newRow("an identity twice") << 12 << u"storage.unique"_s;
        QTest::newRow("a payment is deleted") << 13 << u"payments.history_kept"_s;
        QTest::newRow("a file is forgotten") << 14 << u"bank.history_kept"_s;
    }
    void theDatabaseRefusesWhatNoRuleAllows()
    {
        QFETCH(int, attempt);
        QFETCH(QString, refused);
        const auto invoices = open(u"EUR"_s, u"A-0005"_s);
        import(camtOf(u"EUR"_s, {{u"A1"_s, invoices[0].due.toString(), invoices[0].number},
                                 {u"A2"_s, u"50.00"_s, u"unknown"_s}}));
        QVERIFY(desk().match());
        QCOMPARE(stateOf(1), u"applied"_s);
        QCOMPARE(stateOf(2), u"unapplied"_s);
        auto &session = m_services->session();
        // A payment of entry 2 that stands for itself: room for 50.00.
        const QUuid payment = m_services->ids().next();
        const auto eur = invoices[0].due.currency();
        QVERIFY(session.run("INSERT INTO payment (id, account_id, received_on, currency, amount_minor, method, "
                            "reference) VALUES (?,?,?,?,?,'wire','')",
                            payment, invoices[0].payer, QDate(2026, 6, 1), eur, Money(5000, eur)));
        const auto apply = [&](const billing::InvoiceId &invoice, qint64 minor, qint64 writtenOff) {
            return session.run("INSERT INTO payment_application (payment_id, invoice_id, amount_minor, "
                               "written_off_minor) VALUES (?,?,?,?)",
                               payment, invoice, minor, writtenOff);
        };
        const std::function<Result<qint64>()> attempts[] = {
            [&] { return session.run("UPDATE bank_entry SET amount_minor = 1 WHERE number = 1"); },
            [&] { return session.run("DELETE FROM bank_entry WHERE number = 2"); },
            [&] { return session.run("DELETE FROM payment_application"); },
            [&] { return session.run("UPDATE payment_application SET amount_minor = amount_minor + 1"); },
            [&] { return session.run("UPDATE bank_entry SET state = 'applied' WHERE number = 2"); },
            [&] { return session.run("UPDATE bank_entry SET state = 'unapplied' WHERE number = 1"); },
            [&] {
                const QUuid second = m_services->ids().next();
                const auto added = session.run(
                    "INSERT INTO payment (id, account_id, received_on, currency, amount_minor, method, reference) "
                    "VALUES (?,?,?,?,?,'wire','')",
                    second, invoices[0].payer, QDate(2026, 6, 1), eur, invoices[0].due);
                return added ? session.run("INSERT INTO bank_payment (payment_id, entry_id, fee_minor, credit_minor, "
                                           "applied_by, applied_at) SELECT ?, id, 0, 0, 'me', "
                                           "'2026-06-30T00:00:00.000Z' FROM bank_entry WHERE number = 1",
                                           second)
                             : added;
            },
            [&] { return apply(invoices[1].id, 5001, 0); },
            [&] { return apply(invoices[0].id, 1, 0); },
            [&] { return apply(open(u"USD"_s).front().id, 100, 0); },
            [&] { return apply(invoices[1].id, 5000, 10); },
            [&] { return session.run("UPDATE bank_decision SET note = 'x'"); },
            [&] {
                return session.run("INSERT INTO bank_entry SELECT ?, 99, identity, bank_account_id, import_id, line, "
                                   "booked_on, value_on, currency, amount_minor, booking, batch_id, parts, payer_name, "
                                   "payer_account, structured_reference, end_to_end_id, trace_number, remittance, "
                                   "details, 'new' FROM bank_entry WHERE number = 2",
                                   m_services->ids().next());
            },
            [&] { return session.run("DELETE FROM payment"); },
            [&] { return session.run("DELETE FROM bank_import"); },
        };
        const auto done = attempts[attempt]();
        QVERIFY(!done);
        QCOMPARE(done.error().id, refused);
    }
};

QTEST_GUILESS_MAIN(TestPaymentsDesk)
#include "tst_payments_desk.moc"
