// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/journal_names.h"

#include "core/ledger/chart.h"
#include "core/storage/ledger_queries_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/journal_programs.h"
#include "core/workspace/permit.h"

#include <QtCore/QJsonDocument>

#include <algorithm>

namespace accord::workspace {

namespace chart = ledger::chart;
using exports::JournalFormat;

namespace {

const QString settingKey = u"journal_accounts"_s;

/// Whether \a account is one of the chart, or a jurisdiction or code of one that has those.
bool isKnown(const QString &account)
{
    const QString main = chart::mainAccount(account);
    const bool hasParts = chart::hasCodes(main) || main == u"tax_payable"_s || main == chart::taxPayableRevaluation;
    const auto all = chart::accounts();
    const bool isOfChart = std::find(all.begin(), all.end(), QStringView(main)) != all.end();
    return isOfChart && (account == main || (hasParts && account.size() > main.size() + 1));
}

/// By the chart, what belongs to one account by its name.
bool goesBefore(const QString &a, const QString &b)
{
    const auto placeOf = [](const QString &account) {
        const auto all = chart::accounts();
        return std::find(all.begin(), all.end(), QStringView(chart::mainAccount(account))) - all.begin();
    };
    return std::pair(placeOf(a), a) < std::pair(placeOf(b), b);
}

exports::JournalLine lineOf(const QString &account)
{
    const QString main = chart::mainAccount(account);
    exports::JournalLine line;
    line.account = chart::hasCodes(main) ? main : account;
    if (line.account != account)
        line.ledgerCode = account.sliced(main.size() + 1);
    return line;
}

QHash<QString, QString> namesIn(const QJsonObject &stored, JournalFormat format)
{
    QHash<QString, QString> names;
    const QJsonObject object = stored.value(toString(format)).toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        names.insert(it.key(), it->toString());
    return names;
}

} // namespace

Result<QJsonObject> JournalNames::stored()
{
    return m_services.seller().setting(settingKey).map([](const QString &text) {
        return QJsonDocument::fromJson(text.toUtf8()).object();
    });
}

Result<std::vector<JournalAccount>> JournalNames::accounts()
{
    const auto names = stored();
    const auto company = m_services.companyCurrency();
    if (!names)
        return passOn(names);
    if (!company)
        return passOn(company);
    const auto posted = storage::LedgerQueriesSql(m_services.session(), *company).codedAccounts();
    if (!posted)
        return passOn(posted);
    QStringList all = *posted;
    for (const QStringView account : chart::accounts())
        all << account.toString();
    for (const JournalFormat format : exports::journalFormats())
        all << namesIn(*names, format).keys();
    all.removeDuplicates();
    std::ranges::sort(all, goesBefore);
    std::vector<JournalAccount> accounts;
    for (const QString &account : all) {
        JournalAccount one{account, {}, {}};
        for (const JournalFormat format : exports::journalFormats()) {
            const auto own = namesIn(*names, format);
            if (own.contains(account))
                one.named.insert(toString(format), own.value(account));
            one.used.insert(toString(format), exports::accountName(format, lineOf(account), own));
        }
        accounts.push_back(std::move(one));
    }
    return accounts;
}

Result<exports::JournalOptions> JournalNames::with(JournalFormat format, exports::JournalOptions options)
{
    const auto names = stored();
    if (!names)
        return passOn(names);
    auto all = namesIn(*names, format);
    all.insert(options.accounts);
    options.accounts = all;
    const auto programs = journalPrograms(m_services);
    return programs ? Result<exports::JournalOptions>(withPrograms(*programs, std::move(options))) : passOn(programs);
}

Result<> JournalNames::mayName()
{
    return permit(m_services, Act::NameJournalAccounts);
}

Result<> JournalNames::name(const QString &account, JournalFormat format, const QString &name)
{
    if (auto may = mayName(); !may)
        return may;
    if (!isKnown(account))
        return fail(ErrorKind::InvalidInput, u"exports.account_unknown"_s, {{u"account"_s, account}});
    const QString wanted = name.simplified();
    if (const auto usable = exports::checkAccountName(format, account, wanted); !wanted.isEmpty() && !usable)
        return usable;
    storage::Transaction transaction(m_services.session());
    auto names = stored();
    if (!names)
        return passOn(names);
    QJsonObject ofFormat = names->value(toString(format)).toObject();
    if (wanted.isEmpty())
        ofFormat.remove(account);
    else
        ofFormat.insert(account, wanted);
    names->insert(toString(format), ofFormat);
    const QByteArray text = QJsonDocument(*names).toJson(QJsonDocument::Compact);
    if (auto kept = m_services.seller().setSetting(settingKey, QString::fromUtf8(text)); !kept)
        return kept;
    const auto audited
        = m_services.audit(u"ledger.name_account"_s, u"workspace_setting"_s, settingKey,
                           {{u"account"_s, account}, {u"format"_s, toString(format)}, {u"name"_s, wanted}});
    return audited ? transaction.commit() : passOn(audited);
}

Result<> JournalNames::name(const QString &account, const std::vector<std::pair<JournalFormat, QString>> &names)
{
    storage::Transaction transaction(m_services.session());
    for (const auto &[format, text] : names) {
        if (auto done = name(account, format, text); !done)
            return done;
    }
    return transaction.commit();
}

} // namespace accord::workspace
