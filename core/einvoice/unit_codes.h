// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace accord::einvoice {

/// The code of UN/ECE Recommendation 20 for a unit as Accord prints it: "E34" for "GB", "HUR" for "hours". "C62" (one)
/// for an empty unit; empty for words that the list has no code for.
QString unitCode(const QString &unit);

} // namespace accord::einvoice
