// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/invoice_line.h"
#include "core/einvoice/payment.h"

#include <QtCore/QByteArray>

namespace accord::einvoice {

/// BG-1.
struct Note
{
    QString subject; ///< BT-21: UNTDID 4451
    QString text; ///< BT-22

    bool operator==(const Note &) const = default;
};

/// BG-3: the invoice that is credited or corrected.
struct PrecedingInvoice
{
    QString number; ///< BT-25
    QDate issueDate; ///< BT-26

    bool operator==(const PrecedingInvoice &) const = default;
};

/// BG-24: a document that supports the invoice; either where it is, or the document itself.
struct Attachment
{
    QString reference; ///< BT-122
    QString description; ///< BT-123
    QString location; ///< BT-124
    QByteArray content; ///< BT-125
    QString mimeType; ///< of BT-125
    QString fileName; ///< of BT-125, unique in the invoice

    bool operator==(const Attachment &) const = default;
};

/// An invoice or credit note by its meaning, in neither syntax. Amounts carry no currency of their own: all but BT-111
/// are in BT-5.
struct SemanticInvoice
{
    QString number; ///< BT-1
    QDate issueDate; ///< BT-2
    QString typeCode; ///< BT-3: UNTDID 1001, "380" invoice, "381" credit note
    QString currency; ///< BT-5
    QString taxCurrency; ///< BT-6
    QDate taxPointDate; ///< BT-7
    QString taxPointCode; ///< BT-8 as UNTDID 2005: "3" issue, "35" delivery, "432" payment
    QDate dueDate; ///< BT-9
    QString buyerReference; ///< BT-10
    QString project; ///< BT-11
    QString contract; ///< BT-12
    QString purchaseOrder; ///< BT-13
    QString salesOrder; ///< BT-14
    QString receivingAdvice; ///< BT-15
    QString despatchAdvice; ///< BT-16
    QString tender; ///< BT-17
    Identifier object; ///< BT-18
    QString accountingReference; ///< BT-19
    QString paymentTerms; ///< BT-20
    std::vector<Note> notes; ///< BG-1
    QString businessProcess; ///< BT-23
    QString specification; ///< BT-24
    std::vector<PrecedingInvoice> precedingInvoices; ///< BG-3
    Party seller; ///< BG-4
    Party buyer; ///< BG-7
    std::optional<Payee> payee; ///< BG-10
    std::optional<TaxRepresentative> taxRepresentative; ///< BG-11
    Delivery delivery; ///< BG-13
    InvoicingPeriod period; ///< BG-14
    std::optional<PaymentInstructions> payment; ///< BG-16
    std::vector<AllowanceCharge> allowancesCharges; ///< BG-20, BG-21
    Totals totals; ///< BG-22
    std::vector<VatBreakdown> breakdown; ///< BG-23
    std::vector<Attachment> attachments; ///< BG-24
    std::vector<InvoiceLine> lines; ///< BG-25

    /// By the type code: UBL has a document of its own for credit notes.
    bool isCreditNote() const;

    bool operator==(const SemanticInvoice &) const = default;
};

} // namespace accord::einvoice
