// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/account_queries_sql.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/sample/sample_company.h"
#include "core/workspace/verification.h"
#include "core/workspace/workspace.h"
#include "tests/support/databases.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

namespace {

QString sentence(const Error &error)
{
    QStringList facts;
    for (auto it = error.args.begin(); it != error.args.end(); ++it)
        facts << it.key() + u'=' + it.value().toString();
    return error.id + u' ' + facts.join(u", "_s) + u' ' + error.detail;
}

} // namespace

class TestSampleCompany : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<Services> m_services;

    std::vector<storage::InvoiceRow> invoices(const storage::InvoiceFilter &filter)
    {
        return storage::InvoiceQueriesSql(m_services->session())
            .page(filter, {}, 100000, m_services->clock().today())
            .value();
    }

private Q_SLOTS:
    void initTestCase()
    {
        jobs::Progress progress;
        const QString path = test::freshPlace(m_folder.filePath(u"sample.accord"_s));
        const auto made = createSampleCompany(path, progress);
        QVERIFY2(made.has_value(), made ? "" : qPrintable(sentence(made.error())));
        auto opened = Workspace::open(path);
        QVERIFY(opened.has_value());
        m_workspace = std::move(*opened);
        m_services = std::move(*m_workspace->services());
    }

    void livesOnItsOwnDay() { QCOMPARE(m_workspace->clock().today(), QDate(2026, 6, 30)); }

    void hasTheWorkedInvoice()
    {
        storage::InvoiceFilter filter;
        filter.period = Period::monthOf(QDate(2024, 1, 1));
        const auto all = invoices(filter);
        const auto worked = std::find_if(all.begin(), all.end(),
                                         [](const auto &row) { return row.account == u"Evergreen Analytics"_s; });
        QVERIFY(worked != all.end());
        QCOMPARE(worked->total.toString(), u"8154.00"_s);
        QCOMPARE(worked->issueDate, QDate(2024, 1, 31));
        QCOMPARE(worked->dueDate, QDate(2024, 2, 15));
        QCOMPARE(billing::toString(worked->status(m_services->clock().today())), u"paid"_s);
    }

    void isRichEnoughToShowEverything()
    {
        const auto company = m_services->companyCurrency().value();
        const auto accounts = storage::AccountQueriesSql(m_services->session(), company)
                                  .totals({}, m_services->clock().today())
                                  .value();
        QVERIFY(accounts.count >= 40);
        QSet<QString> currencies, statuses;
        for (const auto &row : invoices({})) {
            currencies.insert(row.total.currency().code());
            statuses.insert(billing::toString(row.status(m_services->clock().today())));
        }
        QVERIFY(currencies.size() >= 8);
        for (const auto &status : {u"paid"_s, u"overdue"_s, u"issued"_s, u"in_approval"_s})
            QVERIFY2(statuses.contains(status), qPrintable(status));
    }

    void hasTroubleToDealWith()
    {
        jobs::Progress progress;
        const auto preview = BillingDesk(*m_services).preview(Period::monthOf(QDate(2026, 6, 1)), {}, progress);
        QVERIFY(preview.has_value());
        QSet<QString> troubles;
        for (const auto &row : preview->rows) {
            for (const auto &exception : row.exceptions)
                troubles.insert(exception.id);
        }
        for (const auto &id : {u"billing.on_hold"_s, u"billing.purchase_order_exceeded"_s,
                               u"billing.certificate_expired"_s, u"billing.budget_overrun"_s})
            QVERIFY2(troubles.contains(id), qPrintable(id + u" not among "_s + troubles.values().join(u' ')));
        QVERIFY(!ApprovalDesk(*m_services).pending()->empty());
    }

    void itsPolicyAsksAboutEveryKind()
    {
        const auto policy = ApprovalPolicies(*m_services).current();
        QVERIFY(policy.has_value());
        QCOMPARE(policy->version, 2); // the first one asked about invoices alone
        for (const auto kind : approvals::allSubjectKinds()) {
            const bool asks = std::ranges::count(policy->rules, kind, &approvals::PolicyRule::kind) > 0;
            QVERIFY2(asks, qPrintable(approvals::toString(kind)));
        }
        // What waited for its decision still does, of the person who was asked.
        const auto pending = ApprovalDesk(*m_services).pending();
        for (const auto &request : *pending)
            QCOMPARE(request.seats.front().asked.roles, QStringList{u"approver"_s});
    }

    void keepsEveryPromise()
    {
        jobs::Progress progress;
        const auto checks = verify(*m_services, progress);
        QVERIFY(checks.has_value());
        for (const auto &check : *checks)
            QVERIFY2(check.violations.empty(),
                     qPrintable(check.violations.empty()
                                    ? QString()
                                    : check.invariant + u": "_s + check.violations.front().subject));
    }
};

QTEST_GUILESS_MAIN(TestSampleCompany)
#include "tst_sample_company.moc"
