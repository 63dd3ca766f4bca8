// SPDX-License-Identifier: GPL-3.0-or-later
// The general-ledger codes and cost centres of a contract on their way into the books and into the files of other
// bookkeeping programs, through a real store: invoices, credit notes, the close of a month, exports, revaluation.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/bank_import.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/journal_names.h"
#include "core/workspace/journal_programs.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/master_data.h"

#include <QtTest/QTest>

#include <map>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

// Three locations, each with a cost centre of its own.
const QByteArray fabrikam = R"({
 "format": "accord.accounts/1",
 "accounts": [{"number": "A-0100", "name": "Fabrikam", "segment": "team", "region": "AMER", "currency": "EUR",
  "customer_success_manager": "ito",
  "address": {"line1": "1 Market Street", "city": "Berlin", "postal_code": "10115", "country": "DE"},
  "locations": [
   {"code": "F-1", "name": "North", "active_from": "2024-01-01", "cost_center": "North",
    "address": {"line1": "1 Market Street", "city": "Berlin", "postal_code": "10115", "country": "DE"}},
   {"code": "F-2", "name": "South", "active_from": "2024-01-01", "cost_center": "South",
    "address": {"line1": "1 Market Street", "city": "Berlin", "postal_code": "10115", "country": "DE"}},
   {"code": "F-3", "name": "West", "active_from": "2024-01-01", "cost_center": "West",
    "address": {"line1": "1 Market Street", "city": "Berlin", "postal_code": "10115", "country": "DE"}}]}]
})";

// 92.00 for May, June and July in advance, of which 31 days are of May; 10.00 and 33.34 afterwards.
QByteArray contract(const QByteArray &shares = {})
{
    return R"({
 "format": "accord.contract/1", "number": "FB-1", "account": "A-0100", "currency": "EUR",
 "start": "2026-05-01", "end": "2027-05-01", )"
           + shares + R"(
 "items": [
  {"key": "seat", "description": "Seats", "per_location": true, "ledger_account": "4010", "billing_months": 3,
   "price_months": 3, "price": {"model": "flat", "amount": "92.00"}},
  {"key": "care", "description": "Care", "per_location": true, "ledger_account": "4020", "timing": "in_arrears",
   "price": {"model": "flat", "amount": "10.00"}},
  {"key": "desk", "description": "Desk", "timing": "in_arrears", "price": {"model": "flat", "amount": "33.34"}}]
})";
}

const Period may{QDate(2026, 5, 1), QDate(2026, 6, 1)};
const Period june{QDate(2026, 6, 1), QDate(2026, 7, 1)};

QString idOf(const auto &result)
{
    return result ? u"done"_s : result.error().id + u' ' + result.error().detail;
}

} // namespace

class TestLedgerCodes : public QObject
{
    Q_OBJECT

    std::unique_ptr<Company> m_company;
    std::unique_ptr<Services> m_services;
    std::unique_ptr<Services> m_controller;

    billing::Invoice issue(const QByteArray &contract, const QByteArray &customers = fabrikam)
    {
        jobs::Progress progress;
        const auto accounts = MasterData(*m_services).importAccounts(customers);
        const auto imported = MasterData(*m_services).importContract(contract);
        if (!accounts || !imported)
            qFatal("import: %s", qPrintable(idOf(accounts) + idOf(imported)));
        const auto run = BillingDesk(*m_services).run(may, may.lastDay(), progress);
        storage::InvoiceFilter filter;
        filter.account = m_company->account(u"A-0100"_s);
        const auto rows = storage::InvoiceQueriesSql(m_services->session()).page(filter, {}, 9, companyToday()).value();
        if (!run || rows.size() != 1)
            qFatal("run: %s, %d invoices", qPrintable(idOf(run)), int(rows.size()));
        const auto issued = BillingDesk(*m_services).issue({rows.front().id}, progress);
        if (!issued)
            qFatal("issue: %s", qPrintable(idOf(issued)));
        return issued->front();
    }
    QString credit(const billing::Invoice &invoice, const billing::CreditWish &wish)
    {
        const auto note = CreditDesk(*m_services).request(invoice.id, wish, u"Agreed"_s);
        return note ? idOf(CreditDesk(*m_services).issue(note->id)) : idOf(note);
    }
    /// "4010/North -92.00, …" of what stands on \a account of \a invoice.
    QString standing(const QString &account, const billing::Invoice &invoice)
    {
        std::map<QString, qint64> sums;
        const auto rows
            = LedgerDesk(*m_services).postings({account, {}, {}, std::nullopt, invoice.id.uuid()}, 1000).value();
        for (const auto &row : rows)
            sums[row.dimensions.ledgerCode + u'/' + row.dimensions.costCentre] += row.amount.minor();
        QStringList parts;
        for (const auto &[name, sum] : sums) {
            if (sum != 0)
                parts << name + u' ' + Money(sum, invoice.bill.currency).toString();
        }
        return parts.join(u", "_s);
    }
    /// 190.00 euros of tax for an authority, in the bank.
    void collectGermanTax()
    {
        const Money tax(19'000, Currency::fromCode(u"EUR"_s).value());
        Books books(*m_services);
        const QDate day(2026, 3, 16);
        const auto entry
            = books.inBase({{},
                            day,
                            u"other"_s,
                            QUuid::createUuid(),
                            {{u"cash"_s, std::nullopt, tax}, {u"tax_payable/DE"_s, std::nullopt, tax.negated()}}},
                           day);
        QVERIFY(entry && books.post(*entry));
    }
    QString broken()
    {
        QStringList found;
        const auto checks = LedgerDesk(*m_services).verify();
        if (!checks)
            return idOf(checks);
        for (const auto &check : *checks) {
            for (const auto &violation : check.violations)
                found << check.invariant + u": "_s + violation.subject;
        }
        return found.join(u", "_s);
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<Company>();
        m_services = m_company->as(u"operator"_s);
        m_controller = m_company->as(u"controller"_s);
    }
    void cleanup()
    {
        m_services.reset();
        m_controller.reset();
        m_company.reset();
    }

    void anInvoiceItsCreditsAndTheCloseKeepToTheCodesOfItsLines()
    {
        const auto invoice = issue(contract());
        QCOMPARE(standing(u"deferred_revenue"_s, invoice), u"4010/North -92.00, 4010/South -92.00, 4010/West -92.00"_s);
        QCOMPARE(standing(u"revenue"_s, invoice),
                 u"/ -33.34, 4020/North -10.00, 4020/South -10.00, 4020/West -10.00"_s);
        QCOMPARE(broken(), QString());
        // Half of the seats in the north, all of the care in the south.
        int seat = 0, care = 0;
        for (size_t i = 0; i < invoice.bill.lines.size(); ++i) {
            const auto &line = invoice.bill.lines[i];
            if (line.key.item == u"seat"_s && line.costCentre == u"North"_s)
                seat = int(i) + 1;
            if (line.key.item == u"care"_s && line.costCentre == u"South"_s)
                care = int(i) + 1;
        }
        QCOMPARE(credit(invoice, {{seat}, {}, Decimal(50)}), u"done"_s);
        QCOMPARE(credit(invoice, {{care}, {}, {}}), u"done"_s);
        QCOMPARE(standing(u"deferred_revenue"_s, invoice), u"4010/North -46.00, 4010/South -92.00, 4010/West -92.00"_s);
        QCOMPARE(standing(u"revenue"_s, invoice), u"/ -33.34, 4020/North -10.00, 4020/West -10.00"_s);
        QCOMPARE(broken(), QString());
        // The credits are of June: by the end of May 31 of 92 days of all that was billed are served.
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        QCOMPARE(standing(u"revenue"_s, invoice), u"/ -33.34, 4010/North -31.00, 4010/South -31.00, 4010/West -31.00, "
                                                  "4020/North -10.00, 4020/West -10.00"_s);
        QCOMPARE(standing(u"deferred_revenue"_s, invoice), u"4010/North -15.00, 4010/South -61.00, 4010/West -61.00"_s);
        QCOMPARE(broken(), QString());
        // What is left of the north is given back: of 46.00, 31/92 was revenue already.
        QCOMPARE(credit(invoice, {{seat}, {}, {}}), u"done"_s);
        QVERIFY2(standing(u"revenue"_s, invoice).contains(u"4010/North -15.50"_s),
                 qPrintable(standing(u"revenue"_s, invoice)));
        QCOMPARE(broken(), QString());
    }
    void aSplitThatWasAgreedOnIsPostedAndGivenBack()
    {
        const auto invoice = issue(contract(
            R"("shares": [{"entity": "Fabrikam", "cost_center": "A", "percent": "70"},
                          {"entity": "Fabrikam", "cost_center": "B", "percent": "30"}],)"));
        QCOMPARE(standing(u"deferred_revenue"_s, invoice), u"4010/A -193.20, 4010/B -82.80"_s);
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        QCOMPARE(standing(u"deferred_revenue"_s, invoice), u"4010/A -128.10, 4010/B -54.90"_s);
        QCOMPARE(credit(invoice, {}), u"done"_s);
        QCOMPARE(standing(u"revenue"_s, invoice), QString());
        QCOMPARE(standing(u"deferred_revenue"_s, invoice), QString());
        QCOMPARE(broken(), QString());
    }
    void incomeOnAnotherCodeThanThatOfItsLinesIsNamed()
    {
        const auto invoice = issue(contract());
        clearTheWay(m_services->session(), "posting_is_fixed");
        QVERIFY(m_services->session().run("UPDATE posting SET ledger_code = '4010' WHERE ledger_code = '4020'"));
        QVERIFY2(broken().contains(u"ledger.codes: %1: code 4010"_s.arg(invoice.number)), qPrintable(broken()));
    }
    void anExportSaysWhatTheCompanyCallsItsCodes()
    {
        const auto invoice = issue(contract());
        JournalNames names(*m_controller);
        QCOMPARE(
            idOf(JournalNames(*m_services).name(u"revenue/4010"_s, exports::JournalFormat::Csv, u"Seats"_s)).first(23),
            u"permission.role_missing"_s);
        QCOMPARE(idOf(names.name(u"revenue/4020"_s, exports::JournalFormat::Csv, u" Care  and repair "_s)), u"done"_s);
        QCOMPARE(idOf(names.name(u"deferred_revenue/4010"_s, exports::JournalFormat::Datev, u"0991"_s)), u"done"_s);
        QCOMPARE(names.name(u"revenue/4010"_s, exports::JournalFormat::Datev, u"Seats"_s).error().id,
                 u"exports.account_number"_s);
        QCOMPARE(names.name(u"revenues"_s, exports::JournalFormat::Csv, u"x"_s).error().id,
                 u"exports.account_unknown"_s);
        QCOMPARE(names.name(u"cash/4010"_s, exports::JournalFormat::Csv, u"x"_s).error().id,
                 u"exports.account_unknown"_s);
        LedgerDesk desk(*m_services);
        const QString csv = QString::fromUtf8(desk.exportJournal(exports::JournalFormat::Csv, may, {})->bytes);
        QCOMPARE(csv.count(u",invoice,Care and repair,4020,"_s), 3);
        QVERIFY(csv.contains(u",invoice,deferred_revenue,4010,,92.00,EUR,"_s));
        QCOMPARE(csv.count(u",Fabrikam,%1,%1,West,,"_s.arg(invoice.number)), 2);
        const QString datev = QString::fromLatin1(desk.exportJournal(exports::JournalFormat::Datev, may, {})->bytes);
        QCOMPARE(datev.count(u";1400;0991;"_s), 3);
        QCOMPARE(datev.count(u";\"West\";"_s), 2);
        // The option of one export goes before; a name that is taken back is gone.
        exports::JournalOptions once;
        once.accounts = {{u"revenue/4020"_s, u"Once"_s}};
        QVERIFY(desk.exportJournal(exports::JournalFormat::Csv, may, once)->bytes.contains(",invoice,Once,4020,"));
        QCOMPARE(idOf(names.name(u"revenue/4020"_s, exports::JournalFormat::Csv, {})), u"done"_s);
        QVERIFY(desk.exportJournal(exports::JournalFormat::Csv, may, {})->bytes.contains(",invoice,4020,4020,"));
        const auto all = names.accounts().value();
        const auto coded = std::ranges::find(all, u"deferred_revenue/4010"_s, &JournalAccount::account);
        QVERIFY(coded != all.end());
        QCOMPARE(coded->used.value(u"datev"_s), u"0991"_s);
        QCOMPARE(coded->used.value(u"csv"_s), u"deferred_revenue"_s);
        QVERIFY(std::ranges::find(all, u"revenue/4020"_s, &JournalAccount::account) != all.end());
    }
    void datevGetsTheDepartmentBesideTheCostCentre()
    {
        // West is of the clinic; of North two locations are of different departments; South says none.
        QByteArray document = fabrikam;
        document.replace(R"("cost_center": "West",)", R"("cost_center": "West", "department": "Clinic",)");
        document.replace(R"("cost_center": "North",)", R"("cost_center": "North", "department": "Labs",)");
        document.replace(R"("cost_center": "South",)", R"("cost_center": "North",)");
        const auto invoice = issue(contract(), document);
        QSet<QString> ofLines;
        for (const auto &line : invoice.bill.lines)
            ofLines << line.costCentre + u'/' + line.department;
        QCOMPARE(ofLines, (QSet<QString>{u"West/Clinic"_s, u"North/Labs"_s, u"North/"_s, u"/"_s}));
        const auto made = LedgerDesk(*m_services).exportJournal(exports::JournalFormat::Datev, may, {});
        QVERIFY(made);
        QSet<QString> ofBookings;
        QHash<QString, QStringList> north;
        const auto rows = QString::fromLatin1(made->bytes).split(u"\r\n"_s, Qt::SkipEmptyParts).sliced(2);
        for (const QString &row : rows) {
            const QStringList fields = row.split(u';');
            if (row.contains(invoice.number)) {
                ofBookings << fields[36] + u'/' + fields[37];
                if (fields[36] == u"\"North\""_s)
                    north[fields[37]] << fields[0];
            }
        }
        QCOMPARE(ofBookings,
                 (QSet<QString>{u"\"West\"/\"Clinic\""_s, u"\"North\"/"_s, u"\"North\"/\"Labs\""_s, u"/"_s}));
        // What lies in North, 184.00 and 20.00, is a booking for each department over what the lines of it come to.
        for (const QString &department : {QString(), u"\"Labs\""_s}) {
            north[department].sort();
            QCOMPARE(north[department], (QStringList{u"10,00"_s, u"92,00"_s}));
        }
    }
    void anExportSaysWhatTheProgramsNeedToKnow()
    {
        issue(contract());
        LedgerDesk desk(*m_services);
        const auto headOf = [&](const exports::JournalOptions &options = {}) {
            const auto made = desk.exportJournal(exports::JournalFormat::Datev, may, options);
            return made ? QString::fromLatin1(made->bytes).section(u'\n', 0, 0) : made.error().id;
        };
        QVERIFY2(headOf().contains(u";1001;1;20260101;"_s), qPrintable(headOf()));
        const JournalPrograms wanted{u"Parent : Europe"_s, 29098, 55003, 7};
        QCOMPARE(idOf(saveJournalPrograms(*m_services, wanted)).first(23), u"permission.role_missing"_s);
        QCOMPARE(saveJournalPrograms(*m_controller, {{}, 1000, {}, {}}).error().id, u"exports.consultant"_s);
        QCOMPARE(saveJournalPrograms(*m_controller, {{}, {}, 100000, {}}).error().id, u"exports.client"_s);
        QCOMPARE(saveJournalPrograms(*m_controller, {{}, {}, {}, 13}).error().id, u"exports.first_month"_s);
        QCOMPARE(journalPrograms(*m_services).value(), JournalPrograms());
        QVERIFY(saveJournalPrograms(*m_controller, wanted));
        // The fiscal year that May 2026 is in began in July 2025.
        QVERIFY2(headOf().contains(u";29098;55003;20250701;"_s), qPrintable(headOf()));
        const auto netSuite = desk.exportJournal(exports::JournalFormat::NetSuite, may, {});
        QVERIFY(netSuite->bytes.contains("Parent : Europe"));
        // What one export says goes before.
        exports::JournalOptions once;
        once.client = 7;
        QVERIFY2(headOf(once).contains(u";29098;7;20250701;"_s), qPrintable(headOf(once)));
        once.client = 0;
        QCOMPARE(headOf(once), u"exports.client"_s);
        // An export that runs by itself says the same.
        QTemporaryDir folder;
        storage::ExportSchedule schedule;
        schedule.name = u"books"_s;
        schedule.what = u"journal"_s;
        schedule.format = u"datev"_s;
        schedule.folder = folder.path();
        schedule.every = u"month"_s;
        schedule.day = 1;
        const auto added = addExportSchedule(*m_services, schedule);
        QVERIFY2(added, added ? "" : qPrintable(added.error().id));
        const auto period = exportPeriod(*m_services, *added, may);
        QVERIFY2(period && *period && !(*period)->error, period ? "" : qPrintable(period.error().id));
        QFile file((*period)->path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains(";29098;55003;20250701;"));
        QVERIFY(saveJournalPrograms(*m_controller, {}));
        QCOMPARE(journalPrograms(*m_services).value(), JournalPrograms()); // taken back
    }
    void cashUnappliedCashAndTaxAreRestatedToo()
    {
        issue(contract());
        // 1,000.00 euros that came in March from nobody knows whom: cash and what is owed for it are restated alike.
        QCOMPARE(
            idOf(importBankFile(
                *m_services, camtOf(u"EUR"_s, {{u"X-1"_s, u"1000.00"_s, u"?"_s, u"Nobody"_s, {}, QDate(2026, 3, 16)}}),
                u"unknown"_s)),
            u"done"_s);
        collectGermanTax();
        const auto revaluation = LedgerDesk(*m_controller).revaluation(may.lastDay());
        QVERIFY2(revaluation, qPrintable(idOf(revaluation)));
        const auto of = [&](const QString &account) {
            const auto row = std::ranges::find_if(revaluation->accounts, [&](const auto &one) {
                return one.account == account && one.open.currency().code() == u"EUR"_s;
            });
            return row == revaluation->accounts.end() ? ledger::RevaluedAccount() : *row;
        };
        Books books(*m_services);
        const Money thousand(100'000, Currency::fromCode(u"EUR"_s).value());
        const auto then = books.rateOn(thousand.currency(), QDate(2026, 3, 16))->toBase(thousand).value();
        const auto closing = books.rateOn(thousand.currency(), may.lastDay())->toBase(thousand).value();
        QVERIFY(then != closing);
        QCOMPARE(of(u"unapplied_cash"_s).open, thousand.negated());
        QCOMPARE(of(u"unapplied_cash"_s).difference, then.minus(closing).value());
        QVERIFY(of(u"cash"_s).open.minor() >= thousand.minor());
        QCOMPARE(of(u"tax_payable/DE"_s).open.toString(), u"-190.00"_s);
        QCOMPARE(of(u"tax_payable/DE"_s).carrying.plus(of(u"tax_payable/DE"_s).difference).value(),
                 books.rateOn(thousand.currency(), may.lastDay())->toBase(of(u"tax_payable/DE"_s).open).value());
        QVERIFY(of(u"receivable"_s).open.minor() > 0);
        QVERIFY(of(u"deferred_revenue"_s).account.isEmpty());
        QCOMPARE(idOf(LedgerDesk(*m_controller).close(may)), u"done"_s);
        const auto balance = LedgerDesk(*m_services).trialBalance(may.lastDay()).value();
        const Currency usd = Currency::fromCode(u"USD"_s).value();
        QCOMPARE(balance.of(u"unapplied_cash_revaluation"_s, usd), of(u"unapplied_cash"_s).difference);
        QCOMPARE(balance.of(u"cash_revaluation"_s, usd), of(u"cash"_s).difference);
        QCOMPARE(balance.of(u"tax_payable_revaluation/DE"_s, usd), of(u"tax_payable/DE"_s).difference);
        QCOMPARE(balance.of(u"unrealised_exchange"_s, usd), revaluation->difference.negated());
        const auto after = LedgerDesk(*m_services).trialBalance(june.start).value();
        for (const QString &account : {u"cash_revaluation"_s, u"unapplied_cash_revaluation"_s,
                                       u"tax_payable_revaluation/DE"_s, u"receivable_revaluation"_s})
            QVERIFY2(after.of(account, usd).isZero(), qPrintable(account));
        QCOMPARE(broken(), QString());
    }
};

QTEST_GUILESS_MAIN(TestLedgerCodes)
#include "tst_ledger_codes.moc"
