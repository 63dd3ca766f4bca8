// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <optional>
#include <vector>

namespace accord::einvoice {

/// BG-17: an account that can be paid to.
struct CreditTransfer
{
    QString account; ///< BT-84: an IBAN or a national account number
    QString name; ///< BT-85
    QString institution; ///< BT-86: BIC

    bool operator==(const CreditTransfer &) const = default;
};

/// BG-18.
struct PaymentCard
{
    QString number; ///< BT-87: at most the first six and the last four digits, and nothing in between (PCI DSS)
    QString holder; ///< BT-88

    bool operator==(const PaymentCard &) const = default;
};

/// BG-19.
struct DirectDebit
{
    QString mandate; ///< BT-89
    QString creditor; ///< BT-90
    QString debitedAccount; ///< BT-91

    bool operator==(const DirectDebit &) const = default;
};

/// BG-16.
struct PaymentInstructions
{
    QString meansCode; ///< BT-81: UNTDID 4461, "58" is a SEPA credit transfer
    QString meansText; ///< BT-82
    QString remittance; ///< BT-83: what the payer shall state
    std::vector<CreditTransfer> transfers; ///< BG-17
    std::optional<PaymentCard> card; ///< BG-18
    std::optional<DirectDebit> directDebit; ///< BG-19

    bool operator==(const PaymentInstructions &) const = default;
};

} // namespace accord::einvoice
