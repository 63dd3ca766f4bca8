// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/match_facts.h"

#include <QtCore/QHash>

#include <map>

namespace accord::payments {

/// How a payer was recognised.
enum class PayerBy { Nothing, Name, Account };

/// Who may have paid; several where the facts do not tell them apart.
struct PayerFound
{
    PayerBy by = PayerBy::Nothing;
    std::vector<accounts::AccountId> accounts;

    bool isKnown() const { return !accounts.empty(); }
    bool includes(const accounts::AccountId &account) const;
};

/// Finds payers by their bank account, otherwise by their name: without legal form, accents, case and punctuation, and
/// cut off as banks do.
class PayerIndex
{
public:
    void add(const KnownPayer &payer);
    PayerFound find(const QString &name, const QString &bankAccount) const;

    /// "MÜLLER & SÖHNE GmbH" → "MULLER SOHNE".
    static QString comparable(const QString &name);

private:
    QHash<QString, std::vector<accounts::AccountId>> m_byAccount;
    std::map<QString, std::vector<accounts::AccountId>> m_byName;
};

} // namespace accord::payments
