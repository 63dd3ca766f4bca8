// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_import_sql.h"
#include "core/storage/usage_queries_sql.h"
#include "core/workspace/meters.h"
#include "core/workspace/stored_usage.h"
#include "core/workspace/usage_codes.h"
#include "core/workspace/usage_imports.h"
#include "tests/support/company.h"

#include <QtCore/QBuffer>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::workspace;
using usage::Code;
using usage::CodeKind;

class TestUsageCodes : public QObject
{
    Q_OBJECT

    Result<usage::ImportReport> import(QByteArray rows)
    {
        rows.prepend("date,account,location,meter,quantity\n");
        QBuffer file(&rows);
        file.open(QIODevice::ReadOnly);
        usage::Problems problems;
        return storage::UsageImportSql(m_services->session(), m_services->clock())
            .import(file, {u"usage"_s, u"june.csv"_s, u"operator"_s}, problems);
    }

    QString errorOf(const Result<usage::ImportReport> &report) { return report ? QString() : report.error().id; }

    /// The reasons for which usage waits, with the codes of it.
    QStringList waiting()
    {
        QStringList rows;
        const auto all = storage::UsageQueriesSql(m_services->session()).quarantine(100).value();
        for (const auto &row : all)
            rows << u"%1/%2/%3 %4"_s.arg(row.account, row.location, row.meter, usage::toString(row.reason));
        return rows;
    }

    QString used(const QString &account, const QString &meter)
    {
        const auto stored = StoredUsage::ofPayer(m_services->session(), m_company->account(account)).value();
        const auto figure = stored->quantity(meter, std::nullopt, Period::monthOf(QDate(2026, 6, 1))).value();
        return figure.quantity.toShortString();
    }

    /// What the audit chain says of imports.
    std::vector<QString> recorded()
    {
        return m_services->session()
            .statement("SELECT actor || ' ' || body FROM audit_record WHERE kind = 'usage.import' ORDER BY sequence")
            .bind()
            .all([](storage::Statement &row) { return row.read<QString>(); })
            .value();
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

    void anImportStandsInTheAuditChainOnce()
    {
        QByteArray rows("date,account,location,meter,quantity\n2026-06-03,A-0001,,api_calls,12\n");
        for (int time = 0; time < 2; ++time) {
            QBuffer file(&rows);
            file.open(QIODevice::ReadOnly);
            usage::Problems problems;
            QVERIFY(importUsage(*m_services, file, {u"crm"_s, u"june.csv"_s}, problems));
        }
        QCOMPARE(recorded().size(), 1); // the second brought nothing new
        QVERIFY(recorded().front().startsWith(u"operator "_s));
        QVERIFY(recorded().front().contains(u"\"file\":\"june.csv\""_s));
        QVERIFY(recorded().front().contains(u"\"source\":\"crm\""_s));
    }

    void aForeignCodeOfAnAccountIsCountedOnceItIsMapped()
    {
        QCOMPARE(import("2026-06-03,CRM-77,,api_calls,5\n")->quarantined, 1);
        QCOMPARE(waiting(), QStringList{u"CRM-77//api_calls unknown_account"_s});
        const auto report = mapUsageCode(*m_services, {CodeKind::Account, u"CRM-77"_s}, u"A-0008"_s).value();
        QCOMPARE(report.added, 1);
        QCOMPARE(report.quarantined, 0);
        QCOMPARE(waiting(), QStringList());
        QCOMPARE(used(u"A-0008"_s, u"api_calls"_s), u"5"_s);
        // Files that come later mean it too, and the same rows again count once.
        QCOMPARE(import("2026-06-03,CRM-77,,api_calls,5\n2026-06-04,CRM-77,,api_calls,7\n")->added, 1);
        QCOMPARE(used(u"A-0008"_s, u"api_calls"_s), u"12"_s);
    }

    void aForeignCodeOfALocationIsCountedOnceItIsMapped()
    {
        QCOMPARE(import("2026-06-03,,SITE-9,api_calls,5\n")->quarantined, 1);
        QCOMPARE(mapUsageCode(*m_services, {CodeKind::Location, u"SITE-9"_s}, u"NW-01"_s)->added, 1);
        QCOMPARE(used(u"A-0001"_s, u"api_calls"_s), u"5"_s);
        QCOMPARE(import("2026-06-04,A-0001,SITE-9,api_calls,7\n")->added, 1);
        QCOMPARE(used(u"A-0001"_s, u"api_calls"_s), u"12"_s);
    }

    void aForeignCodeOfAMeterIsCountedAsThatMeter()
    {
        QCOMPARE(import("2026-06-03,A-0008,,Storage/GB,40\n2026-06-03,A-0008,,storage_gb,30\n")->quarantined, 1);
        QCOMPARE(mapUsageCode(*m_services, {CodeKind::Meter, u"Storage/GB"_s}, u"storage_gb"_s)->added, 1);
        QCOMPARE(used(u"A-0008"_s, u"storage_gb"_s), u"40"_s); // the highest reading, not 70
    }

    void whatMissesSomethingElseSaysSo()
    {
        QVERIFY(import("2026-06-03,CRM-77,,gpu_hours,5\n"));
        QCOMPARE(waiting(), QStringList{u"CRM-77//gpu_hours unknown_account"_s});
        const auto report = mapUsageCode(*m_services, {CodeKind::Account, u"CRM-77"_s}, u"A-0008"_s).value();
        QCOMPARE(report.added, 0);
        QCOMPARE(report.quarantined, 1);
        QCOMPARE(waiting(), QStringList{u"CRM-77//gpu_hours unknown_meter"_s});
        QCOMPARE(mapUsageCode(*m_services, {CodeKind::Meter, u"gpu_hours"_s}, u"api_calls"_s)->added, 1);
        QCOMPARE(waiting(), QStringList());
    }

    void aCodeStandsForOneThing()
    {
        const Code foreign{CodeKind::Account, u"CRM-77"_s};
        QVERIFY(mapUsageCode(*m_services, foreign, u"A-0008"_s));
        const auto again = mapUsageCode(*m_services, foreign, u"A-0001"_s);
        QCOMPARE(errorOf(again), u"usage.code_mapped"_s);
        QCOMPARE(again.error().args.value(u"to"_s).toString(), u"A-0008"_s);
        QVERIFY(unmapUsageCode(*m_services, foreign));
        QVERIFY(mapUsageCode(*m_services, foreign, u"A-0001"_s));
        const auto all = storage::UsageCodesSql(m_services->session()).all().value();
        QCOMPARE(all.size(), 1U);
        QCOMPARE(all[0].targetCode, u"A-0001"_s);
        QCOMPARE(all[0].targetName, u"Northwind Clinics"_s);
        QCOMPARE(all[0].mappedBy, u"operator"_s);
    }

    void aCodeThatIsTakenBackIsUnknownAgainAndWhatWasCountedStays()
    {
        const Code foreign{CodeKind::Account, u"CRM-77"_s};
        QVERIFY(import("2026-06-03,CRM-77,,api_calls,5\n"));
        QVERIFY(mapUsageCode(*m_services, foreign, u"A-0008"_s));
        QVERIFY(unmapUsageCode(*m_services, foreign));
        QCOMPARE(used(u"A-0008"_s, u"api_calls"_s), u"5"_s);
        QCOMPARE(import("2026-06-04,CRM-77,,api_calls,7\n")->quarantined, 1);
        QCOMPARE(unmapUsageCode(*m_services, foreign).error().id, u"usage.code_not_mapped"_s);
    }

    void refusesWhatMakesNoSense()
    {
        const auto refused = [&](CodeKind kind, const QString &code, const QString &to) {
            return errorOf(mapUsageCode(*m_services, {kind, code}, to));
        };
        QCOMPARE(refused(CodeKind::Account, u"A-0001"_s, u"A-0008"_s), u"usage.code_known"_s);
        QCOMPARE(refused(CodeKind::Location, u"NW-01"_s, u"NW-02"_s), u"usage.code_known"_s);
        QCOMPARE(refused(CodeKind::Meter, u"api_calls"_s, u"storage_gb"_s), u"usage.code_known"_s);
        QCOMPARE(refused(CodeKind::Account, u""_s, u"A-0008"_s), u"usage.code_missing"_s);
        QCOMPARE(refused(CodeKind::Account, u"CRM-77"_s, u"A-9999"_s), u"accounts.not_found"_s);
        QCOMPARE(refused(CodeKind::Location, u"SITE-9"_s, u"NW-99"_s), u"usage.location_not_found"_s);
        QCOMPARE(refused(CodeKind::Meter, u"x"_s, u"gpu_hours"_s), u"catalog.meter_not_found"_s);
        QCOMPARE(usage::codeKindFromString(u"shop"_s).error().id, u"usage.code_kind"_s);
        m_services = m_company->as(u"ito"_s);
        QCOMPARE(refused(CodeKind::Account, u"CRM-77"_s, u"A-0008"_s), u"permission.role_missing"_s);
        QCOMPARE(unmapUsageCode(*m_services, {CodeKind::Account, u"CRM-77"_s}).error().id,
                 u"permission.role_missing"_s);
        QVERIFY(storage::UsageCodesSql(m_company->as(u"operator"_s)->session()).all()->empty());
    }

    void metersSayWhereTheyAreUsed()
    {
        QVERIFY(import("2026-06-03,A-0008,,api_calls,5\n2026-06-09,A-0001,,api_calls,5\n"));
        const auto meters = metersInUse(*m_services).value();
        QCOMPARE(meters.size(), 2U);
        QCOMPARE(meters[0].meter.code, u"api_calls"_s);
        QCOMPARE(meters[0].accounts, 2);
        QCOMPARE(meters[0].lastReading, QDate(2026, 6, 9));
        QVERIFY(meters[0].isCounted);
        QCOMPARE(meters[1].meter.code, u"storage_gb"_s);
        QVERIFY(!meters[1].lastReading.isValid());
    }

private:
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Services> m_services;
};
QTEST_GUILESS_MAIN(TestUsageCodes)
#include "tst_usage_codes.moc"
