// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/credited_invoice.h"
#include "core/einvoice/invoice_facts.h"

namespace accord::storage {

class Session;

/// The electronic form of a document as it was issued.
struct ElectronicInvoice
{
    std::optional<billing::InvoiceId> invoice; ///< one of the two
    std::optional<billing::CreditNoteId> creditNote;
    einvoice::Profile profile = einvoice::Profile::En16931;
    einvoice::Syntax syntax = einvoice::Syntax::Ubl;
    QByteArray content; ///< XML
    QString sha256; ///< hexadecimal, of \c content
    QDateTime madeAt;
};

/// What is entered for electronic invoices, and those that were issued.
class EinvoicesSql
{
public:
    explicit EinvoicesSql(Session &session)
        : m_session(session)
    { }

    /// Bank accounts are not kept here: they are found in the payment instructions.
    Result<> saveSeller(const billing::IssuingEntityId &entity, const einvoice::SellerProfile &seller);
    Result<std::optional<einvoice::SellerProfile>> seller(const billing::IssuingEntityId &entity) const;
    Result<> saveCustomer(const accounts::AccountId &account, const einvoice::CustomerProfile &customer);
    /// The customer gets no electronic invoices any more.
    Result<> removeCustomer(const accounts::AccountId &account);
    Result<std::optional<einvoice::CustomerProfile>> customer(const accounts::AccountId &account) const;

    /// \returns Conflict "storage.unique" for a document that has one.
    Result<> add(const ElectronicInvoice &file);
    Result<std::optional<ElectronicInvoice>> ofInvoice(const billing::InvoiceId &invoice) const;
    Result<std::optional<ElectronicInvoice>> ofCreditNote(const billing::CreditNoteId &note) const;

private:
    Session &m_session;
};

} // namespace accord::storage
