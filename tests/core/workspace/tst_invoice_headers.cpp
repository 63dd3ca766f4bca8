// SPDX-License-Identifier: GPL-3.0-or-later
// The headers of invoices that a rep reads away from the team's server, and what no row of a copy says.
#include "core/workspace/copy_lock.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/customer_records.h"
#include "core/workspace/payment_files_desk.h"
#include "tests/support/offline_rep.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

class TestInvoiceHeaders : public QObject, test::OfflineRep
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data() { addKinds(); }
    void init() { begin(); }
    void cleanup() { end(); }

    void holdsTheHeadersOfIssuedInvoices()
    {
        const QStringList expected = headers(*m_team, u"EMEA"_s);
        QVERIFY(expected.size() > 2);
        QVERIFY(!headers(*m_team, u"AMER"_s).isEmpty());
        QVERIFY(std::ranges::any_of(invoices(*m_team), [](const auto &row) { return row.number.isEmpty(); }));
        QCOMPARE(headers(*m_here, u"EMEA"_s), expected);
        QCOMPARE(qsizetype(invoices(*m_here).size()), expected.size());
        QCOMPARE(count(*m_here, "SELECT count(*) FROM invoice"), 0);
        // By the same filters, orders, sums and groups.
        const storage::InvoiceQueriesSql queries(m_here->session());
        const QDate today(2026, 6, 30);
        storage::InvoiceFilter one;
        one.text = unpaid(u"EMEA"_s).number;
        QCOMPARE(queries.page(one, {}, 10, today).value().size(), size_t(1));
        storage::InvoiceFilter paid;
        paid.status = billing::InvoiceStatus::Paid;
        const auto all = invoices(*m_here);
        QCOMPARE(std::ptrdiff_t(queries.page(paid, {}, 10, today).value().size()),
                 std::ranges::count_if(
                     all, [&](const auto &row) { return row.status(today) == billing::InvoiceStatus::Paid; }));
        using enum storage::InvoiceSort;
        for (const auto column :
             {IssueDate, Number, Account, Total, Status, DueDate, Open, Period, PurchaseOrder, Exceptions})
            QCOMPARE(queries.page({}, storage::InvoiceOrder{column, true}, {}, 100, today).value().size(), all.size());
        qint64 counted = 0;
        const auto statuses = queries.counts({}, today).value();
        for (const auto &status : statuses)
            counted += status.count;
        QCOMPARE(counted, qint64(all.size()));
        qint64 summed = 0;
        const auto totals = queries.totals({}, today).value();
        for (const auto &total : totals)
            summed += total.count;
        QCOMPARE(summed, qint64(all.size()));
        QVERIFY(!queries.groups({}, Status, today).value().empty());
    }

    void followsWhatIsSettled()
    {
        const auto paid = unpaid(u"EMEA"_s);
        pay(paid);
        QVERIFY(exchange().received > 0);
        QCOMPARE(headers(*m_here, u"EMEA"_s), headers(*m_team, u"EMEA"_s));
        const auto row = storage::InvoiceQueriesSql(m_here->session()).row(paid.id).value();
        QCOMPARE(row.paid, paid.open());
        QVERIFY(row.open().isZero());
        const auto credited = unpaid(u"EMEA"_s);
        const auto outcome = CreditDesk(*m_team).makeVoid(credited.id, u"Never ordered"_s);
        QVERIFY2(outcome.has_value(), qPrintable(wrong(outcome)));
        exchange();
        QCOMPARE(headers(*m_here, u"EMEA"_s), headers(*m_team, u"EMEA"_s));
        QVERIFY(storage::InvoiceQueriesSql(m_here->session()).row(credited.id).value().isVoid);
        QCOMPARE(exchange().received, 0);
        pay(unpaid(u"AMER"_s));
        QCOMPARE(exchange().received, 0); // of others they hear nothing
    }

    void givesAWholeInvoiceOnlyWithTheServer()
    {
        const auto row = unpaid(u"EMEA"_s);
        for (const auto &found : {m_here->invoices().find(row.id), m_here->invoices().findByReference(row.number),
                                  m_here->invoices().findByReference(row.id.toString())}) {
            QCOMPARE(found.error().id, u"sync.invoice_with_server"_s);
            QCOMPARE(found.error().args.value(u"invoice"_s).toString(), row.number);
        }
        const auto foreign = m_here->invoices().findByReference(unpaid(u"AMER"_s).number);
        QCOMPARE(foreign.error().id, u"billing.invoice_not_found"_s);
        QVERIFY(m_team->invoices().find(row.id));
    }

    void headersMoveWithTheirCustomer()
    {
        const auto row = unpaid(u"EMEA"_s);
        moveTo(row.accountId, u"AMER"_s);
        exchange();
        QCOMPARE(headers(*m_here, u"AMER"_s), QStringList());
        QCOMPARE(headers(*m_here, u"EMEA"_s), headers(*m_team, u"EMEA"_s));
        pay(row);
        exchange();
        QCOMPARE(headers(*m_here, u"AMER"_s), QStringList());
        moveTo(row.accountId, u"EMEA"_s);
        exchange();
        QCOMPARE(headers(*m_here, u"EMEA"_s), headers(*m_team, u"EMEA"_s));
        QVERIFY(storage::InvoiceQueriesSql(m_here->session()).row(row.id).value().open().isZero());
    }

    void headersComeAnewAfterARestorationAndLeaveWithTheScope()
    {
        QVERIFY(m_here->session().run("DELETE FROM invoice_header"));
        QVERIFY(m_here->session().run("DELETE FROM sync_row WHERE entity = 'invoice'"));
        QVERIFY(m_here->session().run("UPDATE sync_cursor SET hash = 'of another time'"));
        exchange();
        QCOMPARE(headers(*m_here, u"EMEA"_s), headers(*m_team, u"EMEA"_s));
        QVERIFY(PeopleDesk(*m_company->as(u"admin"_s)).proposeScope(u"okafor"_s, {u"AMER"_s, {}, {}}));
        QVERIFY(PeopleDesk(*m_company->as(u"controller"_s)).decideScope(u"okafor"_s, true));
        exchange();
        QCOMPARE(headers(*m_here, u"EMEA"_s), QStringList());
        QCOMPARE(headers(*m_here, u"AMER"_s), headers(*m_team, u"AMER"_s));
    }

    void headersAgeOut()
    {
        const auto all = invoices(*m_here);
        const QDate oldest = std::ranges::min(all, {}, &storage::InvoiceRow::issueDate).issueDate;
        const QDate youngest = std::ranges::max(all, {}, &storage::InvoiceRow::issueDate).issueDate;
        QVERIFY(oldest < youngest);
        const QDate later = oldest.addMonths(12); // a year old that day: twelve months are full
        letItBe(*m_here, later);
        m_here.reset();
        m_copy = Workspace::open(m_dir.filePath(u"copy-%1.accord"_s.arg(m_copies))).value();
        const PastCopyLock past;
        m_here = m_copy->services().value();
        exchange();
        const auto kept = invoices(*m_here);
        QVERIFY(!kept.empty() && kept.size() < all.size());
        QVERIFY(std::ranges::none_of(kept, [&](const auto &row) { return row.issueDate <= oldest; }));
        QCOMPARE(SyncDesk(*m_here).state().value().content.invoices, qint64(kept.size()));
        QCOMPARE(count(*m_here, "SELECT count(*) FROM sync_row WHERE entity = 'invoice'"), qint64(kept.size()));
        // What the feed says of it later does not bring it back.
        const auto aged = *std::ranges::find(all, oldest, &storage::InvoiceRow::issueDate);
        const auto old = storage::InvoiceQueriesSql(m_team->session()).row(aged.id).value();
        if (!old.open().isZero())
            pay(old);
        moveTo(old.accountId, u"AMER"_s);
        moveTo(old.accountId, u"EMEA"_s);
        exchange();
        QCOMPARE(invoices(*m_here).size(), kept.size());
        // Nor does a first exchange send what is too old on the server's day.
        letItBe(*m_team, later);
        const QString path = m_dir.filePath(u"young-%1.accord"_s.arg(m_copies));
        QVERIFY(SyncDesk::start(path, m_company->path(), u"okafor"_s));
        const auto young = Workspace::open(path).value();
        QVERIFY(SyncDesk(*young->services().value()).run());
        QCOMPARE(invoices(*young->services().value()).size(), kept.size());
        letItBe(*m_team, test::companyToday());
    }

    /// Who sees customers but no invoices has no headers either.
    void headersAreForWhoReadsInvoices()
    {
        m_company->addPerson(u"lawyer"_s, {u"legal"_s});
        const QString path = m_dir.filePath(u"lawyer-%1.accord"_s.arg(m_copies));
        QVERIFY(SyncDesk::start(path, m_company->path(), u"lawyer"_s));
        const auto copy = Workspace::open(path).value();
        const auto services = copy->services().value();
        const auto counts = SyncDesk(*services).run();
        QVERIFY2(counts.has_value(), qPrintable(wrong(counts)));
        QVERIFY(count(*services, "SELECT count(*) FROM contract") > count(*m_here, "SELECT count(*) FROM contract"));
        QCOMPARE(count(*services, "SELECT count(*) FROM invoice_header"), 0);
        QCOMPARE(count(*services, "SELECT count(*) FROM sync_row WHERE entity = 'invoice'"), 0);
    }

    void saysWhatItHolds()
    {
        const auto content = SyncDesk(*m_here).state().value().content;
        QCOMPARE(content.regions, QStringList{u"EMEA"_s});
        QCOMPARE(content.accounts, qint64(m_here->accounts().all().value().size()));
        QCOMPARE(content.contracts, count(*m_here, "SELECT count(*) FROM contract"));
        QCOMPARE(content.invoices, qint64(headers(*m_team, u"EMEA"_s).size()));
        QCOMPARE(content.invoicesSince, QDate(2025, 7, 1)); // of 30 June 2026
    }

    void saysOfAnInvoiceOnlyThis()
    {
        pay(unpaid(u"EMEA"_s));
        exchange();
        const QStringList expected{
            u"account"_s,        u"account_name"_s,   u"amount_due_minor"_s, u"company_total_minor"_s,
            u"credited_minor"_s, u"currency"_s,       u"due_date"_s,         u"is_void"_s,
            u"issue_date"_s,     u"number"_s,         u"paid_minor"_s,       u"period_end"_s,
            u"period_start"_s,   u"purchase_order"_s, u"total_minor"_s,      u"written_off_minor"_s};
        QCOMPARE(membersIn(*m_team, u"invoice"_s), expected);
        QCOMPARE(membersIn(*m_here, u"invoice"_s), expected);
    }

    /// In no body of any row, whatever kind it is of: neither the names of such members nor a number of an account.
    void tellsNeitherMarginsNorBankData()
    {
        const auto team = m_company->as(u"operator"_s);
        storage::BankDetail bank;
        bank.kind = u"sepa"_s;
        bank.holder = u"Globex Retail"_s;
        bank.accountNumber = u"DE89370400440532013000"_s;
        const auto recorded = recordBankDetail(*team, u"A-0004"_s, bank);
        QVERIFY2(recorded.has_value(), qPrintable(wrong(recorded)));
        saveNext(contractOf(u"EMEA"_s), u"New"_s);
        pay(unpaid(u"EMEA"_s));
        const auto moved = unpaid(u"EMEA"_s).accountId;
        moveTo(moved, u"AMER"_s);
        const QString stays = m_company->account(u"A-0008"_s) == moved ? u"A-0005"_s : u"A-0008"_s;
        const auto noted = CustomerRecords(*m_company->as(u"okafor"_s)).addNote(stays, u"Called"_s);
        QVERIFY2(noted.has_value(), qPrintable(wrong(noted)));
        exchange();
        static const QRegularExpression secret(
            u"margin|cost_price|unit_cost|iban|\\bbic\\b|bank|routing|account_number|holder|mandate|vat_id|tax_id|"
            "DE89370400440532013000|0532013000"_s,
            QRegularExpression::CaseInsensitiveOption);
        for (Services *place : {m_team.get(), m_here.get()}) {
            const auto bodies
                = place->session()
                      .statement("SELECT entity, body FROM sync_row UNION ALL "
                                 "SELECT entity, body FROM sync_change UNION ALL SELECT entity, body FROM sync_base")
                      .bind()
                      .all([](storage::Statement &row) {
                          const QString entity = row.read<QString>();
                          return std::pair(entity, row.read<QString>());
                      });
            QSet<QString> kinds;
            for (const auto &[entity, body] : bodies.value()) {
                kinds << entity;
                const auto found = secret.match(body);
                QVERIFY2(!found.hasMatch(), qPrintable(entity + u": "_s + found.captured() + u" in "_s + body));
            }
            QVERIFY(kinds.contains({u"account"_s, u"contract"_s, u"invoice"_s, u"note"_s}));
        }
        auto seller = team->seller()
                          .entity(billing::IssuingEntityId(
                              m_team->accounts().find(contractOf(u"EMEA"_s).account).value().issuingEntity))
                          .value();
        seller.paymentInstructions = {u"IBAN DE89370400440532013000"_s};
        m_company->save(seller);
        QCOMPARE(m_team->seller().entity(seller.id).value().paymentInstructions, seller.paymentInstructions);
        // A copy of before has them until it is run again.
        QVERIFY(m_here->session().run("UPDATE issuing_entity SET payment_instructions = '[\"IBAN DE89\"]'"));
        exchange();
        QCOMPARE(m_here->seller().entity(seller.id).value().paymentInstructions, QStringList());
        const QString path = m_dir.filePath(u"paid-to-%1.accord"_s.arg(m_copies));
        QVERIFY(SyncDesk::start(path, m_company->path(), u"okafor"_s));
        const auto fresh = Workspace::open(path).value();
        QCOMPARE(fresh->services().value()->seller().entity(seller.id).value().paymentInstructions, QStringList());
        for (const auto sql :
             {storage::Sql("SELECT count(*) FROM bank_detail"), storage::Sql("SELECT count(*) FROM own_bank"),
              storage::Sql("SELECT count(*) FROM bank_entry"), storage::Sql("SELECT count(*) FROM payment_file"),
              storage::Sql("SELECT count(*) FROM invoice_line"), storage::Sql("SELECT count(*) FROM posting")})
            QCOMPARE(count(*m_here, sql), 0);
    }
};

QTEST_MAIN(TestInvoiceHeaders)
#include "tst_invoice_headers.moc"
