// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/accounts_sql.h"
#include "core/storage/seller_sql.h"
#include "core/storage/session.h"
#include "core/storage/usage_import_sql.h"
#include "core/storage/usage_queries_sql.h"
#include "core/storage/workspace_file.h"

#include <QtCore/QBuffer>
#include <QtTest/QTest>

#include <random>

using namespace accord;
using namespace accord::storage;

namespace {

const Period january = Period::monthOf(QDate(2024, 1, 1));

} // namespace

class TestUsageImport : public QObject
{
    Q_OBJECT
    FixedClock m_clock{QDate(2024, 2, 1)};
    IdSource m_ids{m_clock, 7};
    std::unique_ptr<Session> m_session;
    accounts::AccountId m_account;
    QHash<QString, catalog::MeterId> m_meters;

    Result<UsageImportReport> import(QByteArray csv, usage::Problems *problems = nullptr, const QString &source = u"test"_s)
    {
        usage::Problems own;
        QBuffer buffer(&csv);
        buffer.open(QIODevice::ReadOnly);
        return UsageImportSql(*m_session, m_clock).import(buffer, {source, u"usage.csv"_s, u"operator"_s}, problems ? *problems : own);
    }
    QString total(const QString &meter, std::optional<qint64> watermark = {})
    {
        UsageQueriesSql queries(*m_session);
        QStringList found;
        const auto totals = queries.totals(m_account, january, watermark.value_or(queries.watermark().value())).value();
        for (const auto &one : totals) {
            if (one.meter == m_meters[meter])
                found << one.quantity.toShortString();
        }
        found.sort();
        return found.join(u' ');
    }
    void addMeter(const QString &code, catalog::Aggregation aggregation)
    {
        const catalog::Meter meter{m_ids.next<catalog::MeterId>(), code, code, code, aggregation};
        m_meters.insert(code, meter.id);
        QVERIFY(SellerSql(*m_session).save(meter).has_value());
    }

private Q_SLOTS:
    void init()
    {
        m_meters.clear();
        m_session = std::move(*createWorkspaceInMemory(m_clock));
        billing::IssuingEntity entity;
        entity.id = m_ids.next<billing::IssuingEntityId>();
        entity.code = u"US"_s;
        entity.legalName = u"Seller"_s;
        entity.currency = Currency::fromCode(u"USD").value();
        QVERIFY(SellerSql(*m_session).save(entity).has_value());
        accounts::Account account;
        account.id = m_account = m_ids.next<accounts::AccountId>();
        account.number = u"A-1"_s;
        account.name = u"Acme"_s;
        account.currency = entity.currency;
        account.issuingEntity = entity.id.uuid();
        QVERIFY(AccountsSql(*m_session).save(account, m_clock.now()).has_value());
        for (const auto &code : {u"BER"_s, u"PAR"_s}) {
            accounts::Location location;
            location.id = m_ids.next<accounts::LocationId>();
            location.account = m_account;
            location.code = location.name = code;
            location.activeFrom = QDate(2020, 1, 1);
            QVERIFY(AccountsSql(*m_session).save(location).has_value());
        }
        addMeter(u"calls"_s, catalog::Aggregation::Sum);
        addMeter(u"users"_s, catalog::Aggregation::Maximum);
        addMeter(u"seats"_s, catalog::Aggregation::Last);
    }

    void aggregatesAsTheMeterSays()
    {
        QVERIFY(import("date,account,meter,quantity\n2024-01-01,A-1,calls,1.5\n2024-01-01,A-1,calls,2\n2024-01-09,A-1,calls,3\n"
                       "2024-01-01,A-1,users,9\n2024-01-09,A-1,users,4\n2024-01-01,A-1,seats,9\n2024-01-09,A-1,seats,4\n2024-02-01,A-1,calls,100\n"));
        QCOMPARE(total(u"calls"_s), u"6.5"_s);
        QCOMPARE(total(u"users"_s), u"9"_s);
        QCOMPARE(total(u"seats"_s), u"4"_s);
    }

    void importsTheSameFileOnce()
    {
        const QByteArray csv = "date,account,meter,quantity\n2024-01-01,A-1,calls,5\n2024-01-01,A-1,calls,5\n";
        const auto first = import(csv);
        QCOMPARE(first->added, qint64(2)); // two equal rows are two events
        const auto again = import(csv);
        QVERIFY(again && !again->sequence);
        QCOMPARE(again->repeated, qint64(2));
        QCOMPARE(total(u"calls"_s), u"10"_s);
        QCOMPARE(import(csv, nullptr, u"other system"_s)->added, qint64(2));
    }

    void knowsAnEventByItsId()
    {
        QVERIFY(import("event_id,date,account,meter,quantity\ne1,2024-01-01,A-1,calls,5\ne1,2024-01-01,A-1,calls,5\n"));
        QCOMPARE(total(u"calls"_s), u"5"_s);
        QCOMPARE(import("event_id,date,account,meter,quantity\ne1,2024-01-02,A-1,calls,7\n")->repeated, qint64(1));
        QCOMPARE(total(u"calls"_s), u"5"_s);
    }

    void storesNothingOfAFileWithABadRow()
    {
        usage::Problems problems;
        const auto refused = import("date,account,meter,quantity\n2024-01-01,A-1,calls,5\n2024-01-32,A-1,calls,5\n2024-01-02,A-1,calls,x\n", &problems);
        QCOMPARE(refused.error().id, u"usage.bad_rows"_s);
        QCOMPARE(problems.count(), qint64(2));
        QCOMPARE(total(u"calls"_s), QString());
        QCOMPARE(UsageQueriesSql(*m_session).watermark().value(), qint64(0));
    }

    void keepsWhatHasNoHomeAsideUntilItHas()
    {
        const auto report = import("date,account,location,meter,quantity\n2024-01-01,A-1,,calls,5\n2024-01-01,A-1,,gpu,2\n2024-01-01,,MARS,calls,3\n2024-01-01,A-9,,calls,4\n2024-01-01,,,calls,4\n");
        QCOMPARE(report->added, qint64(1));
        QCOMPARE(report->quarantined, qint64(4));
        QSet<QString> reasons;
        const auto aside = UsageQueriesSql(*m_session).quarantine(10).value();
        for (const auto &row : aside)
            reasons.insert(toString(row.reason));
        QCOMPARE(reasons, (QSet<QString>{u"meter_unknown"_s, u"location_unknown"_s, u"account_unknown"_s, u"no_account"_s}));
        QVERIFY(!UsageImportSql(*m_session, m_clock).adopt(u"operator"_s)->sequence);
        addMeter(u"gpu"_s, catalog::Aggregation::Sum);
        const auto adopted = UsageImportSql(*m_session, m_clock).adopt(u"operator"_s);
        QVERIFY(adopted.has_value());
        QCOMPARE(adopted->added, qint64(1));
        QCOMPARE(total(u"gpu"_s), u"2"_s);
        QCOMPARE(UsageQueriesSql(*m_session).quarantine(10)->size(), size_t(3));
    }

    void answersAsOfAWatermark()
    {
        QVERIFY(import("date,account,meter,quantity\n2024-01-01,A-1,calls,5\n"));
        QVERIFY(import("date,account,meter,quantity\n2024-01-01,A-1,calls,7\n"));
        QCOMPARE(total(u"calls"_s, 1), u"5"_s);
        QCOMPARE(total(u"calls"_s, 2), u"12"_s);
    }

    void tellsPlacesApart()
    {
        QVERIFY(import("date,location,meter,quantity\n2024-01-01,BER,calls,5\n2024-01-01,PAR,calls,7\n"));
        QCOMPARE(total(u"calls"_s), u"5 7"_s);
    }

    void doesNotDependOnTheOrderOfTheRows()
    {
        QByteArrayList rows;
        for (int i = 0; i < 60; ++i)
            rows << "2024-01-" + QByteArray::number(1 + i % 28).rightJustified(2, '0') + ",A-1," + (i % 2 ? "calls" : "users") + ',' + QByteArray::number(i * 37 % 101) + "\n";
        std::mt19937 random(4711);
        QString calls, users;
        for (int round = 0; round < 5; ++round) {
            init();
            std::shuffle(rows.begin(), rows.end(), random);
            QVERIFY(import("date,account,meter,quantity\n" + rows.join()));
            if (round == 0) {
                calls = total(u"calls"_s);
                users = total(u"users"_s);
            }
            QCOMPARE(total(u"calls"_s), calls);
            QCOMPARE(total(u"users"_s), users);
        }
    }
};

QTEST_GUILESS_MAIN(TestUsageImport)
#include "tst_usage_import.moc"
