// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/master_data.h"
#include "core/workspace/opening_receivables.h"
#include "core/workspace/payments_desk.h"
#include "core/workspace/usage_imports.h"
#include "core/workspace/work_desk.h"
#include "tests/support/company.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;

namespace {

/// The number of the answer to \a question, which names a page.
qint64 number(Services &services, storage::Sql question)
{
    return services.session()
        .statement(question)
        .first([](storage::Statement &row) { return row.read<qint64>(); })
        .value()
        .value();
}

} // namespace

/// A file that is damaged while a program has it open: what handles money finds that before it writes.
class TestSoundness : public QObject
{
    Q_OBJECT

    template<typename T> static QString refusal(const Result<T> &result)
    {
        return result ? u"done"_s : result.error().id;
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

    void nothingThatHandlesMoneyWritesIntoADamagedFile()
    {
        QVERIFY(m_services->session().driver().checkpoint());
        const qint64 size = number(*m_services, "PRAGMA page_size");
        const qint64 page = number(*m_services, "SELECT rootpage FROM sqlite_schema WHERE type = 'index' AND tbl_name "
                                                "= 'invoice_line' ORDER BY rootpage DESC LIMIT 1");
        QFile file(m_company->path());
        QVERIFY(file.open(QIODevice::ReadWrite | QIODevice::Unbuffered));
        QVERIFY(file.seek((page - 1) * size) && file.write(QByteArray(int(size), '\xff')) == size);
        QByteArray rows("date,account,location,meter,quantity\n");
        QBuffer usage(&rows);
        QVERIFY(usage.open(QIODevice::ReadOnly));
        usage::Problems problems;
        jobs::Progress progress;
        WorkDesk work(*m_services, u"worker"_s);
        QVERIFY(work.shareRun(Period::monthOf(QDate(2026, 6, 1)), {}, 5)); // only says what is to be done
        const auto shared = work.doNext({storage::WorkKind::BillRun}, progress);
        QCOMPARE(shared && *shared && (*shared)->error ? (*shared)->error->id : refusal(shared), u"storage.damaged"_s);
        PaymentsDesk payments(*m_services);
        CreditDesk credit(*m_services);
        MasterData records(*m_services);
        const QUuid nobody;
        QCOMPARE(refusal(importUsage(*m_services, usage, {u"usage"_s, u"june.csv"_s}, problems)), u"storage.damaged"_s);
        QCOMPARE(refusal(countKnownUsage(*m_services)), u"storage.damaged"_s);
        QCOMPARE(refusal(payments.accept(1, {})), u"storage.damaged"_s);
        QCOMPARE(refusal(payments.leave(1, u"later"_s)), u"storage.damaged"_s);
        QCOMPARE(refusal(payments.takeBackByHand(1, 2)), u"storage.damaged"_s);
        QCOMPARE(refusal(payments.writeOff(1)), u"storage.damaged"_s);
        QCOMPARE(refusal(credit.makeVoid(billing::InvoiceId(nobody), u"wrong"_s)), u"storage.damaged"_s);
        QCOMPARE(refusal(credit.issue(billing::CreditNoteId(nobody))), u"storage.damaged"_s);
        QCOMPARE(refusal(records.importAccounts("{}")), u"storage.damaged"_s);
        QCOMPARE(refusal(records.importContract("{}", {})), u"storage.damaged"_s);
        const auto controller = m_company->as(u"controller"_s); // as the books are taken over by another person
        const auto taken = takeOverReceivables(*controller, {}, u"other"_s, QDate(2026, 6, 1), {}, false);
        QCOMPARE(refusal(taken), u"storage.damaged"_s);
    }

private:
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services;
};

QTEST_GUILESS_MAIN(TestSoundness)
#include "tst_soundness.moc"
