// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/einvoices_sql.h"
#include "core/workspace/bill_assembly.h"

namespace accord::workspace {

/// What is wanted in place of what the customer asked for.
struct EinvoiceWish
{
    std::optional<einvoice::Profile> profile;
    std::optional<einvoice::Syntax> syntax;
    QString buyerReference; ///< empty: that of the customer
    QString sellerRegistration; ///< empty: that of the seller

    bool isEmpty() const { return !profile && !syntax && buyerReference.isEmpty() && sellerRegistration.isEmpty(); }
};

/// Electronic invoices: what seller and customers enter for them, what is missing before issue, and the files.
///
/// A customer who asked for electronic invoices gets the file together with the number: what would make it invalid
/// stops the issue, and the file never changes afterwards.
class EinvoiceDesk
{
public:
    explicit EinvoiceDesk(Services &services)
        : m_services(services)
    { }

    /// \returns InvalidInput "einvoice.profile_syntax" where the profile has no such syntax;
    ///          "einvoice.endpoint_scheme" for an address without a scheme; "einvoice.endpoint_unknown",
    ///          "einvoice.scheme_unknown" for a scheme that is on no list.
    Result<> saveCustomer(const QString &account, const einvoice::CustomerProfile &customer);
    /// The customer gets no electronic invoices any more.
    Result<> stop(const QString &account);
    /// None where the customer asked for no electronic invoices.
    Result<std::optional<einvoice::CustomerProfile>> customer(const QString &account);
    /// \param code  of the issuing entity
    Result<> saveSeller(const QString &code, const einvoice::SellerProfile &seller);
    Result<einvoice::SellerProfile> seller(const QString &code);

    /// What keeps \a invoice from being sent as its customer wants it, as sentences; none where it wants none.
    Result<QStringList> missing(const billing::Invoice &invoice);
    /// The same for a bill that is still to be made: a "billing.einvoice_incomplete" with what is missing, or
    /// "billing.einvoice_impossible" with the error that no entry mends; none where all is there.
    Result<std::optional<billing::BillException>> missing(const BillAssembly &assembly, const billing::Bill &bill,
                                                          const QDate &issueDate);
    /// Makes and keeps the file of \a invoice, which has its number, in the caller's transaction; does nothing where
    /// the customer wants none. \returns InvalidInput "einvoice.incomplete" {account, missing}, and what
    /// einvoice::semanticInvoiceFor() returns.
    Result<> makeFor(const billing::Invoice &invoice);
    /// The same for a credit note over \a invoice.
    Result<> makeFor(const billing::CreditNote &note, const billing::Invoice &invoice);

    /// The file that was issued with \a invoice; made anew where there is none or \a wish says something.
    /// \returns InvalidInput "einvoice.incomplete" {account, missing}, then "einvoice.not_issued".
    Result<storage::ElectronicInvoice> fileOf(const billing::Invoice &invoice, const EinvoiceWish &wish = {});
    Result<storage::ElectronicInvoice> fileOf(const billing::CreditNote &note, const EinvoiceWish &wish = {});

    /// What the electronic form of an issued document says, complete or not: that of the file which was issued with it,
    /// else as it would be made now as \a wish says. For comparing with what came back from a receiver.
    /// \returns what einvoice::semanticInvoiceFor() returns: "einvoice.sales_tax" and its like.
    Result<einvoice::SemanticInvoice> meaningOf(const billing::Invoice &invoice, const EinvoiceWish &wish);
    Result<einvoice::SemanticInvoice> meaningOf(const billing::CreditNote &note, const EinvoiceWish &wish);

private:
    struct Draft
    {
        einvoice::SemanticInvoice meaning;
        einvoice::InvoiceFacts facts;
    };
    Result<Draft> draft(const billing::Invoice &invoice, const EinvoiceWish &wish);
    Result<Draft> draft(const billing::CreditNote &note, const billing::Invoice &invoice, const EinvoiceWish &wish);
    Result<einvoice::InvoiceFacts> factsFor(const BillAssembly &assembly, const EinvoiceWish &wish);
    Result<storage::ElectronicInvoice> written(const Draft &draft, const QString &accountName);
    Result<bool> isWantedBy(const accounts::AccountId &account);

    Services &m_services;
};

} // namespace accord::workspace
