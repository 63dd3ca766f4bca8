// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/invoice.h"
#include "core/pricing/derivation.h"
#include "core/storage/invoice_queries_sql.h"

#include <QtCore/QJsonObject>

namespace accord::ctl {

/// The documents that `accordctl` prints; amounts are decimal strings in major units. Forms: `resources/schemas`.
QJsonObject toJson(const storage::InvoiceRow &row, const QDate &today);
QJsonObject toJson(const billing::Invoice &invoice, const QDate &today);
QJsonObject toJson(const billing::Bill &bill);
QJsonObject toJson(const pricing::Derivation &derivation);
QJsonArray toJson(const std::vector<pricing::Derivation> &derivations);
QJsonArray toJson(const std::vector<billing::BillException> &exceptions);
/// The fields of a line of `invoice list`, in order.
QStringList invoiceColumns();

} // namespace accord::ctl
