// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/payer_index.h"

#include "core/payments/reference_check.h"

#include <QtCore/QSet>

#include <algorithm>

namespace accord::payments {

namespace {

constexpr qsizetype shortestCutName = 12; ///< a shorter beginning fits too many

void addTo(std::vector<accounts::AccountId> &accounts, const accounts::AccountId &account)
{
    if (std::find(accounts.begin(), accounts.end(), account) == accounts.end())
        accounts.push_back(account);
}

bool isLegalForm(const QString &word)
{
    static const QSet<QString> forms{
        u"INC"_s, u"LLC"_s, u"LTD"_s, u"LIMITED"_s, u"CORP"_s, u"CORPORATION"_s, u"CO"_s, u"GMBH"_s, u"AG"_s,  u"KG"_s,
        u"MBH"_s, u"SE"_s,  u"SA"_s,  u"SAS"_s,     u"SARL"_s, u"BV"_s,          u"NV"_s, u"SRL"_s,  u"SPA"_s, u"AB"_s,
        u"AS"_s,  u"OY"_s,  u"PLC"_s, u"PTY"_s,     u"AND"_s,  u"UND"_s,         u"ET"_s, u"THE"_s};
    return forms.contains(word);
}

} // namespace

bool PayerFound::includes(const accounts::AccountId &account) const
{
    return std::find(accounts.begin(), accounts.end(), account) != accounts.end();
}

QString PayerIndex::comparable(const QString &name)
{
    QStringList words;
    QString word;
    const auto close = [&] {
        if (!word.isEmpty() && !isLegalForm(word))
            words += word;
        word.clear();
    };
    for (const QChar character : name.toUpper().normalized(QString::NormalizationForm_KD)) {
        if (character.isLetterOrNumber())
            word += character;
        else if (!character.isMark() && character != u'.') // S.A. is SA
            close();
    }
    close();
    return words.join(u' ');
}

void PayerIndex::add(const KnownPayer &payer)
{
    for (const QString &account : payer.bankAccounts)
        addTo(m_byAccount[electronicForm(account)], payer.account);
    for (const QString &name : payer.names) {
        if (const QString form = comparable(name); !form.isEmpty())
            addTo(m_byName[form], payer.account);
    }
}

PayerFound PayerIndex::find(const QString &name, const QString &bankAccount) const
{
    if (const auto known = m_byAccount.constFind(electronicForm(bankAccount)); known != m_byAccount.constEnd())
        return {PayerBy::Account, *known};
    const QString form = comparable(name);
    if (form.isEmpty())
        return {};
    PayerFound found{PayerBy::Name, {}};
    for (auto entry = m_byName.lower_bound(form); entry != m_byName.end() && entry->first.startsWith(form); ++entry) {
        const bool isWhole = entry->first.size() == form.size();
        if (!isWhole && form.size() < shortestCutName)
            break;
        for (const accounts::AccountId &account : entry->second)
            addTo(found.accounts, account);
        if (isWhole || found.accounts.size() > 8)
            break;
    }
    return found.accounts.empty() || found.accounts.size() > 8 ? PayerFound() : found;
}

} // namespace accord::payments
