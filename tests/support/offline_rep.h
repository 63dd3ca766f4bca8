// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/invoice_queries_sql.h"
#include "core/storage/sync_server_sql.h"
#include "core/storage/team_security.h"
#include "core/workspace/people_desk.h"
#include "core/workspace/sync_desk.h"
#include "tests/support/company.h"

#include <QtTest/QTest>

namespace accord::test {

using namespace workspace;

/// A company and the copy of a rep of EMEA. On a server each test is run a second time with everybody kept to their
/// rights, where the feeds are written by triggers.
class OfflineRep
{
protected:
    std::unique_ptr<Company> m_company;
    QTemporaryDir m_dir;
    int m_copies = 0;
    std::unique_ptr<Workspace> m_copy;
    std::unique_ptr<Services> m_here; ///< the copy of a rep of EMEA
    std::unique_ptr<Services> m_team;

    static QString wrong(const auto &result)
    {
        return result ? QString() : result.error().id + u' ' + result.error().detail;
    }
    SyncCounts exchange()
    {
        const auto counts = SyncDesk(*m_here).run();
        if (!counts)
            qWarning() << wrong(counts);
        return counts.value_or(SyncCounts{-1, 0, 0, 0});
    }
    /// Every version of the contracts of a region, to the letter.
    static QStringList versions(Services &services, const QString &region)
    {
        auto select = services.session().statement(
            "SELECT contract.number, contract.currency, current_version, starts_on, ends_on, contract_version.version, "
            "body, digest, created_by, created_at FROM contract JOIN account ON account.id = account_id "
            "JOIN contract_version ON contract_id = contract.id WHERE account.region = ?");
        const auto rows = select.bind(region).all([](storage::Statement &row) {
            QStringList parts{row.read<QString>(), row.read<QString>()};
            parts << QString::number(row.read<int>()) << row.read<QDate>().toString(Qt::ISODate);
            parts << row.read<QDate>().toString(Qt::ISODate) << QString::number(row.read<int>());
            parts << row.read<QString>() << row.read<QString>() << row.read<QString>();
            parts << row.read<QDateTime>().toUTC().toString(Qt::ISODateWithMs);
            return parts.join(u" | "_s);
        });
        QStringList lines(rows.value().begin(), rows.value().end());
        lines.sort();
        return lines;
    }
    static qint64 count(Services &services, storage::Sql sql)
    {
        auto select = services.session().statement(sql);
        return select.bind().first([](storage::Statement &row) { return row.read<qint64>(); }).value().value();
    }
    contracts::Contract contractOf(const QString &region)
    {
        const auto all = m_team->contracts().all().value();
        for (const auto &contract : all) {
            if (m_team->accounts().find(contract.account).value().region == region)
                return contract;
        }
        qFatal("no contract of that region");
    }
    void saveNext(const contracts::Contract &contract, const QString &term)
    {
        auto next = m_team->contracts().find(contract.id).value();
        ++next.version;
        next.customTerms << term;
        const auto saved = m_team->contracts().addVersion(next, u"operator"_s, m_team->clock().now());
        QVERIFY2(saved.has_value(), qPrintable(wrong(saved)));
    }
    void moveTo(const accounts::AccountId &id, const QString &region)
    {
        auto account = m_team->accounts().find(id).value();
        account.region = region;
        const auto saved = m_team->accounts().save(account, m_team->clock().now());
        QVERIFY2(saved.has_value(), qPrintable(wrong(saved)));
    }
    /// Which members the bodies of a kind of row have, those of rows inside them behind a dot.
    static QStringList membersIn(Services &services, const QString &entity)
    {
        QSet<QString> names;
        const auto add = [&](const QJsonObject &body) {
            for (auto member = body.begin(); member != body.end(); ++member) {
                names << member.key();
                const auto inside = member.value().toArray();
                for (const QJsonValue &one : inside) {
                    const QStringList keys = one.toObject().keys();
                    for (const QString &key : keys)
                        names << member.key() + u'.' + key;
                }
            }
        };
        auto select = services.session().statement("SELECT body FROM sync_row WHERE entity = ?1 UNION ALL "
                                                   "SELECT body FROM sync_change WHERE entity = ?1");
        const auto bodies = select.bind(entity).all([](storage::Statement &row) { return row.read<QJsonObject>(); });
        for (const QJsonObject &body : bodies.value())
            add(body);
        QStringList sorted(names.begin(), names.end());
        sorted.sort();
        return sorted;
    }

    static std::vector<storage::InvoiceRow> invoices(Services &services)
    {
        const QDate today = services.clock().today();
        return storage::InvoiceQueriesSql(services.session()).page({}, {}, 10'000, today).value();
    }
    /// What a list says of the issued invoices of a region.
    QStringList headers(Services &services, const QString &region)
    {
        QStringList lines;
        for (const auto &row : invoices(services)) {
            if (row.state != billing::InvoiceState::Issued
                || m_team->accounts().find(row.accountId).value().region != region)
                continue;
            const auto words = [](const Money &money) { return money.toString() + money.currency().code(); };
            lines << QStringList{row.id.toString(),
                                 row.number,
                                 row.account,
                                 row.period.start.toString(Qt::ISODate),
                                 row.period.end.toString(Qt::ISODate),
                                 row.issueDate.toString(Qt::ISODate),
                                 row.dueDate.toString(Qt::ISODate),
                                 words(row.total),
                                 words(row.amountDue),
                                 words(row.paid),
                                 words(row.credited),
                                 words(row.writtenOff),
                                 words(row.open()),
                                 toString(row.status(QDate(2026, 6, 30))),
                                 row.purchaseOrder}
                         .join(u" | "_s);
        }
        lines.sort();
        return lines;
    }
    storage::InvoiceRow unpaid(const QString &region)
    {
        for (const auto &row : invoices(*m_team)) {
            if (row.state == billing::InvoiceState::Issued && !row.open().isZero()
                && m_team->accounts().find(row.accountId).value().region == region)
                return row;
        }
        qFatal("no unpaid invoice of that region");
    }
    void pay(const storage::InvoiceRow &row)
    {
        const storage::Payment payment{m_team->ids().next<Id<storage::Payment>>().uuid(),
                                       row.accountId,
                                       QDate(2026, 6, 29),
                                       row.open(),
                                       u"wire"_s,
                                       row.number};
        const auto paid
            = m_team->ledger().receive(payment, row.id, m_team->ids().next<ledger::EntryId>(), m_team->clock().now());
        QVERIFY2(paid.has_value(), qPrintable(wrong(paid)));
    }
    /// Lets a workspace be opened on another day.
    static void letItBe(Services &services, const QDate &day)
    {
        QVERIFY(services.session().run("UPDATE workspace_setting SET value = ? WHERE key = 'fixed_today'",
                                       day.toString(Qt::ISODate)));
    }

    static void addKinds()
    {
        QTest::addColumn<bool>("guarded");
        QTest::addRow("everybody trusted") << false;
        if (onServer())
            QTest::addRow("everybody kept to their rights") << true;
    }
    void begin()
    {
        QFETCH_GLOBAL(bool, guarded);
        m_company = std::make_unique<Company>();
        if (guarded) {
            const auto secured
                = storage::secureTeam(m_company->path(), ExchangeRates(), {.logins = {}, .existing = true});
            QVERIFY2(secured.has_value(), qPrintable(wrong(secured)));
        }
        m_team = m_company->as(u"operator"_s);
        const QString path = m_dir.filePath(u"copy-%1.accord"_s.arg(++m_copies));
        const auto made = SyncDesk::start(path, m_company->path(), u"okafor"_s);
        QVERIFY2(made.has_value(), qPrintable(wrong(made)));
        m_copy = Workspace::open(path).value();
        m_here = m_copy->services().value();
        QVERIFY(exchange().received > 0);
    }
    void end()
    {
        const auto checks = storage::SyncFeedSql(m_team->session()).check().value();
        for (const auto &check : checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
        m_here.reset();
        m_copy.reset();
        m_team.reset();
        m_company.reset();
    }
};

} // namespace accord::test
