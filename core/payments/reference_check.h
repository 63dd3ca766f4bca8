// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <cstdint>

namespace accord::payments {

/// \a text without blanks and in capitals: the form in which references and account numbers are compared.
QString electronicForm(const QString &text);
/// A hash of electronicForm(\a text), which is not made for it.
std::uint64_t electronicHash(const QString &text);

/// Whether \a reference is a creditor reference with right check digits (ISO 11649): "RF83INV2026000102".
bool isCreditorReference(const QString &reference);

/// Whether \a reference is a Swiss QR reference: 27 digits, the last one by modulo 10, recursive (Swiss Implementation
/// Guidelines QR-bill, annex B).
bool isQrReference(const QString &reference);

} // namespace accord::payments
