// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/credited_invoice.h"
#include "core/storage/bill_runs_sql.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/workspace/billing_desk.h"
#include "ui/widgets/values.h"

/// What the pages of billing call things.
namespace accord::ui::billing_words {

/// All statuses in the order of an invoice's life.
inline constexpr billing::InvoiceStatus statuses[]{
    billing::InvoiceStatus::Draft,  billing::InvoiceStatus::InApproval, billing::InvoiceStatus::Approved,
    billing::InvoiceStatus::Issued, billing::InvoiceStatus::PartlyPaid, billing::InvoiceStatus::Overdue,
    billing::InvoiceStatus::Paid,   billing::InvoiceStatus::WrittenOff, billing::InvoiceStatus::Credited,
    billing::InvoiceStatus::Void};

/// The worst of \a exceptions as a badge; "Ready" without one.
Badge badgeOf(const std::vector<billing::BillException> &exceptions);
/// "Running", "Done", "Stopped"; \a isUnderWay tells one that runs now from one that was interrupted.
Badge badgeOf(const storage::BillRunRow &run, bool isUnderWay);
/// "Invoice INV-2026-000118", or "Draft for Northwind Clinics".
QString nameOf(const billing::Invoice &invoice);
/// "Credit note CN-2026-000007", or "Credit note for Northwind Clinics".
QString nameOf(const billing::CreditNote &note);
/// "3 invoices · USD 39,154.00, open USD 12,000.00 · EUR 800.00".
QString totalsText(const std::vector<storage::CurrencyTotal> &totals, bool withOpen);
/// A difference with its sign, since the sign is the message: "USD +213.08".
QString changeText(const Money &difference);
/// Where what \a exception says about a bill of \a payer is mended: the address of a page, and what a button to it
/// says. Empty where it is not mended on a page.
std::pair<QString, QString> placeOf(const billing::BillException &exception, const accounts::AccountId &payer);
/// The address at which the first of \a exceptions that has one is mended; without any that of \a payer.
QString firstPlaceOf(const std::vector<billing::BillException> &exceptions, const accounts::AccountId &payer);
/// The exceptions in sentences, one after the other.
QString sentences(const std::vector<billing::BillException> &exceptions);

} // namespace accord::ui::billing_words
