// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/iban.h"
#include "core/money/money.h"

#include <QtCore/QStringList>

#include <optional>

namespace accord::payment_files {

/// A structured address (type S, the only one since 21 November 2025).
struct SwissAddress
{
    QString name; ///< 1 to 70 characters
    QString street; ///< up to 70
    QString number; ///< of the house, up to 16
    QString postCode; ///< 1 to 16
    QString town; ///< 1 to 35
    QString country; ///< two letters of ISO 3166-1
};

/// A bill with a Swiss payment part.
struct SwissBill
{
    bank::Iban account; ///< of Switzerland or Liechtenstein
    SwissAddress creditor;
    std::optional<Money> amount; ///< 0.01 to 999,999,999.99; none when the payer fills it in
    Currency currency; ///< CHF or EUR
    std::optional<SwissAddress> debtor;
    /// A QR reference when the account is a QR-IBAN, otherwise a structured creditor reference or nothing.
    QString reference;
    QString message; ///< with the billing information at most 140 characters
    QString billingInformation; ///< "//S1/…"
    QStringList alternativeSchemes; ///< up to 2 of up to 100 characters
};

/// The text of the Swiss QR code (Swiss Implementation Guidelines QR-bill 2.3): lines joined by LF, from "SPC" to the
/// trailer "EPD" and what follows it. To be drawn 46 × 46 mm with error correction level M and the Swiss cross.
/// \returns InvalidInput with field, value and what would be right: "payment_files.iban_country",
///          "payment_files.missing", "payment_files.too_long", "payment_files.line_break", "payment_files.characters",
///          "payment_files.country", "payment_files.currency", "payment_files.amount", "payment_files.reference_kind"
///          (a QR-IBAN without QR reference, or the reverse), "payment_files.billing_information",
///          "payment_files.too_large" (more than 997 characters), or the errors of bank::checkedQrReference() and
///          bank::checkedRfReference().
Result<QString> swissQrText(const SwissBill &bill);

} // namespace accord::payment_files
