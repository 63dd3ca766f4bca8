// SPDX-License-Identifier: GPL-3.0-or-later
// Series of document numbers on a real workspace: where they begin, what is reserved, and that nothing is missing.
#include "tests/support/company.h"

#include "core/storage/transaction.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/number_series_desk.h"
#include "core/workspace/verification.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;
using storage::NumberSeriesSql;
using storage::SeriesKey;

class TestNumberSeries : public QObject
{
    Q_OBJECT

    const QString m_why = u"Numbers of the system before"_s;
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services; ///< of an administrator
    QString m_code;
    billing::IssuingEntityId m_entity;

    NumberSeriesDesk desk() { return NumberSeriesDesk(*m_services); }

    qint64 take(const QString &series, int year)
    {
        storage::Transaction transaction(m_services->session());
        const auto taken = NumberSeriesSql(m_services->session()).take({m_entity, series, year});
        if (!taken || !transaction.commit())
            qFatal("take");
        return *taken;
    }
    SeriesSheet sheet(const QString &series, int year)
    {
        const auto sheets = desk().sheets();
        for (const auto &one : *sheets) {
            if (one.series.key == SeriesKey{m_entity, series, year})
                return one;
        }
        qFatal("no such series");
    }
    QString violationsOf(const QString &invariant)
    {
        jobs::Progress progress;
        const auto checks = verify(*m_services, progress);
        for (const auto &check : *checks) {
            if (check.invariant == invariant)
                return check.violations.empty() ? QString() : check.violations.front().subject;
        }
        qFatal("no such invariant");
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        m_services = m_company->as(u"admin"_s);
        const auto entity = m_services->seller().entities()->front();
        m_code = entity.code;
        m_entity = entity.id;
    }
    void cleanup()
    {
        m_services.reset();
        m_company.reset();
    }

    void beginsWhereTheSystemBeforeEnded()
    {
        QVERIFY(desk().begin(m_code, u"invoice"_s, 2027, 4711, m_why));
        QVERIFY(desk().begin(m_code, u"invoice"_s, 2027, 5000, m_why)); // corrected before the first number
        QCOMPARE(sheet(u"invoice"_s, 2027).nextNumber, u"INV-2027-005000"_s);
        QCOMPARE(take(u"invoice"_s, 2027), 5000);
        QCOMPARE(take(u"invoice"_s, 2027), 5001);
        QCOMPARE(take(u"invoice"_s, 2028), 1); // each year begins anew
        QCOMPARE(desk().begin(m_code, u"invoice"_s, 2027, 1, m_why).error().id, u"billing.series_begun"_s);
        QCOMPARE(desk().begin(m_code, u"invoice"_s, 2026, 1, m_why).error().id, u"billing.series_begun"_s);
    }

    void passesOverWhatIsReserved()
    {
        QVERIFY(desk().reserve(m_code, u"credit_note"_s, 2026, {1, 3, m_why}));
        QVERIFY(desk().reserve(m_code, u"credit_note"_s, 2026, {4, 4, m_why}));
        QVERIFY(desk().reserve(m_code, u"credit_note"_s, 2026, {6, 7, m_why}));
        QCOMPARE(sheet(u"credit_note"_s, 2026).nextNumber, u"CN-2026-000005"_s);
        QCOMPARE(take(u"credit_note"_s, 2026), 5);
        QCOMPARE(take(u"credit_note"_s, 2026), 8);
        QCOMPARE(desk().reserve(m_code, u"credit_note"_s, 2026, {8, 9, m_why}).error().id, u"billing.numbers_taken"_s);
        QVERIFY(desk().reserve(m_code, u"credit_note"_s, 2026, {20, 22, m_why}));
        QCOMPARE(desk().reserve(m_code, u"credit_note"_s, 2026, {22, 30, m_why}).error().id,
                 u"billing.numbers_taken"_s);
    }

    void aNumberThatIsNeitherGivenNorReservedIsFound()
    {
        QCOMPARE(violationsOf(u"numbers.gapless"_s), QString());
        const qint64 next = sheet(u"invoice"_s, 2026).series.next;
        QVERIFY(desk().reserve(m_code, u"invoice"_s, 2026, {next, next + 1, m_why}));
        QCOMPARE(violationsOf(u"numbers.gapless"_s), QString());
        take(u"invoice"_s, 2026); // and no invoice gets it
        QCOMPARE(violationsOf(u"numbers.gapless"_s), u"invoice 2026"_s);
    }

    void datesAreHeldAgainstNumbersNotTheirLetters()
    {
        QVERIFY(desk().begin(m_code, u"invoice"_s, 2027, 999'999, m_why));
        m_company->clock().moveTo(QDate(2027, 1, 31));
        QStringList numbers;
        for (const auto &[month, issued] :
             {std::pair(QDate(2026, 11, 1), QDate(2027, 1, 10)), std::pair(QDate(2026, 12, 1), QDate(2027, 1, 31))}) {
            auto billing = m_company->as(u"operator"_s);
            jobs::Progress progress;
            QVERIFY(BillingDesk(*billing).run(Period::monthOf(month), issued, progress));
            auto approver = m_company->as(u"approver"_s);
            const auto pending = ApprovalDesk(*approver).pending();
            for (const auto &asked : *pending) {
                const auto decided = ApprovalDesk(*approver).decide(asked.id, approvals::Verdict::Approve, {});
                QVERIFY2(decided, decided ? "" : qPrintable(decided.error().id + decided.error().detail));
            }
            storage::InvoiceFilter filter;
            filter.period = Period::monthOf(month);
            std::vector<billing::InvoiceId> ready;
            const auto rows = storage::InvoiceQueriesSql(billing->session()).page(filter, {}, 50, test::companyToday());
            for (const auto &row : *rows) {
                if (row.state == billing::InvoiceState::Approved)
                    ready.push_back(row.id);
            }
            const auto sent = BillingDesk(*billing).issue(ready, progress);
            QVERIFY2(sent, sent ? "" : qPrintable(sent.error().id + sent.error().detail));
            for (const auto &one : *sent)
                numbers << one.number;
        }
        QVERIFY(numbers.contains(u"INV-2027-999999"_s) && numbers.contains(u"INV-2027-1000000"_s));
        QCOMPARE(violationsOf(u"numbers.dates"_s), QString());
    }

    void theDatabaseKeepsStartsAndReservations()
    {
        auto &session = m_services->session();
        QVERIFY(desk().begin(m_code, u"invoice"_s, 2027, 10, m_why));
        QVERIFY(desk().reserve(m_code, u"invoice"_s, 2027, {20, 29, m_why}));
        QCOMPARE(session.run("UPDATE number_reservation SET last_number = 20").error().id,
                 u"billing.reservation_immutable"_s);
        QCOMPARE(session.run("DELETE FROM number_reservation").error().id, u"billing.reservation_immutable"_s);
        QCOMPARE(session.run("DELETE FROM number_series_start").error().id, u"billing.series_begun"_s);
        take(u"invoice"_s, 2027);
        QCOMPARE(session.run("UPDATE number_series_start SET first_number = 1").error().id, u"billing.series_begun"_s);
    }

    void refusesWhatMakesNoSense()
    {
        const auto refusal = [&](qint64 first, qint64 last, const QString &series = u"invoice"_s, int year = 2027) {
            return desk().reserve(m_code, series, year, {first, last, m_why}).error().id;
        };
        QCOMPARE(refusal(0, 1), u"billing.number_range"_s);
        QCOMPARE(refusal(5, 4), u"billing.number_range"_s);
        QCOMPARE(refusal(1, 100'001), u"billing.number_range"_s);
        QCOMPARE(refusal(1, 2, u"receipt"_s), u"billing.series_unknown"_s);
        QCOMPARE(refusal(1, 2, u"invoice"_s, 27), u"billing.series_unknown"_s);
        QCOMPARE(desk().begin(m_code, u"invoice"_s, 2027, 0, m_why).error().id, u"billing.number_range"_s);
        QCOMPARE(desk().begin(m_code, u"invoice"_s, 2027, 2, u" "_s).error().id, u"billing.number_reason"_s);
        QCOMPARE(desk().begin(u"XX"_s, u"invoice"_s, 2027, 2, m_why).error().id, u"company.unknown"_s);
        const auto other = m_company->as(u"operator"_s);
        QCOMPARE(NumberSeriesDesk(*other).begin(m_code, u"invoice"_s, 2027, 2, m_why).error().id,
                 u"permission.role_missing"_s);
    }
};
QTEST_GUILESS_MAIN(TestNumberSeries)
#include "tst_number_series.moc"
