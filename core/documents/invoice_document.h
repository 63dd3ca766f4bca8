// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/period.h"
#include "core/money/money.h"

#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

/// A printed invoice as a value, or a statement or letter on the same paper: every word and every amount on it is
/// decided here. What paints it computes nothing.
namespace accord::documents {

enum class PageFormat { A4, Letter };

/// A name and what stands next to it: "Due date", "15 Feb 2024".
struct Fact
{
    QString label;
    QString value;
};

/// A company or person with its address, as printed.
struct Party
{
    QString name;
    QStringList lines; ///< address, then VAT id
    QStringList contact; ///< telephone, e-mail, web
};

/// How the seller's documents look.
struct Brand
{
    QString companyName;
    quint32 colour = 0x2457C5; ///< 0xRRGGBB
    QByteArray logoPng; ///< empty: the company's name is set in its place
    QString footer;
};

struct DocumentLine
{
    QString description;
    QString detail; ///< "1,250 GB used, 1,000 GB included"; may be empty
    Decimal quantity;
    QString unit;
    std::optional<Decimal> unitPrice;
    Money discount; ///< >= 0
    Money net;
};

/// The lines of one location, or those for the contract as a whole.
struct LocationGroup
{
    QString name; ///< empty: not bound to a location
    QString detail; ///< code, place, cost centre
    std::vector<DocumentLine> lines;
    Money subtotal;
};

/// The locations that one company of the customer runs.
struct EntityGroup
{
    QString name;
    QString subtotalLabel; ///< "Subtotal Global Corp Europe GmbH"
    std::vector<LocationGroup> locations;
    Money subtotal;
};

struct TotalRow
{
    QString label;
    QString note; ///< smaller, under the label: "US-NY, New York: 8 % of 7,550.00"
    Money amount;
};

/// One tax of one jurisdiction.
struct TaxRow
{
    QString jurisdiction;
    QString name;
    QString percent; ///< "8.875 %"
    Money taxable;
    Money tax;
    QString reason; ///< why nothing is charged; empty where tax is charged
};

/// What one entity or cost centre bears.
struct CostRow
{
    QString entity;
    QString costCentre;
    QString share; ///< "45 %", or "—" where the split is not by percent
    Money amount;
    std::optional<Money> budgetCap;
    std::optional<Money> overCap; ///< above zero: turned away by the cap
    bool isOverCapRow = false; ///< what the caps turned away and the payer bears
};

/// One part of the amount due.
struct InstalmentRow
{
    QString name;
    QString due; ///< "15 Feb 2024", or what has to be reached
    Money amount;
};

/// A table of words and figures that are decided already: of a statement, or of a letter.
struct PlainTable
{
    QString title; ///< above it; empty: none
    QStringList headings;
    int texts = 1; ///< so many columns are texts; those behind are figures, to the right
    std::vector<QStringList> rows;
    bool endsInTotal = false; ///< the last row adds up the others
};

/// A payment that the payer's bank reads from a QR code. What is in the code stands beside it in words.
struct PaymentCode
{
    enum class Kind {
        Epc, ///< EPC069-12: a square beside the payment instructions
        Swiss ///< the payment part and receipt of the Swiss QR-bill, on a page of their own
    };
    Kind kind = Kind::Epc;
    QByteArray payload;
    QString account; ///< in groups of four
    QStringList creditor; ///< name and address, as in the code
    QStringList debtor; ///< likewise; empty: the payer fills it in
    QString reference; ///< in groups; empty: none
    QString message;
};

/// The fixed words of the document, in the customer's language.
struct DocumentWords
{
    QString title; ///< "Invoice", "Draft invoice"
    QString watermark; ///< "DRAFT"; empty for an issued document
    QString billTo, from;
    QString description, quantity, unitPrice, discount, amount; ///< headings of the lines
    QString total, totalDue, dueBy;
    QString taxSummary, jurisdiction, tax, rate, taxable, taxAmount;
    QString costSummary, costNote, entity, costCentre, share, borne, budgetCap, overCap;
    QString instalments, instalment, instalmentDue;
    QString scanToPay; ///< beside the code
    QString paymentPart, receipt, payableTo, payableBy, payableByBlank, reference, additional, currency, amountToPay,
        acceptancePoint; ///< of the Swiss QR-bill
    QString payment, continued, page; ///< page: "Page %1 of %2"
    QString seal; ///< "Seal 118:9f3c2a77d01be456"
};

struct InvoiceDocument
{
    QLocale locale;
    PageFormat format = PageFormat::A4;
    DocumentWords words;
    Brand brand;
    Party seller;
    Party buyer;
    QString number; ///< empty while it is a draft
    QString seal; ///< of the audit chain; empty while it is a draft
    QDate issueDate;
    Currency currency;
    std::vector<Fact> facts;
    QStringList letter; ///< paragraphs above everything else; empty: none
    std::vector<PlainTable> tables; ///< the first stands above the totals, the others below
    std::vector<EntityGroup> entities; ///< empty: it bills nothing
    bool hasEntityHeadings = false; ///< more than one company is served
    bool hasLocationHeadings = false; ///< a location has more than one line; otherwise it is named on its line
    bool hasDiscounts = false;
    bool hasUnitPrices = false;
    std::vector<TotalRow> totals; ///< above what is due: subtotal, discounts, taxes; total and credits where it has any
    Money total;
    Money due; ///< total less prepaid credit
    std::vector<InstalmentRow> instalments; ///< add up to what is due; empty: all of it at once
    std::vector<TaxRow> taxes; ///< printed as a table when there is more than one
    std::vector<CostRow> costs; ///< empty without a split
    QStringList paymentInstructions;
    QStringList earlyPayment; ///< "2 % discount until 14 Jul 2026: pay USD 98.00 instead of USD 100.00"
    std::optional<PaymentCode> code; ///< none: the instructions alone say how to pay

    bool isDraft() const { return !words.watermark.isEmpty(); }
    /// "Invoice LV-2024-000001 – LeanVibe Technologies Inc."; the title of the file.
    QString fileTitle() const;
};

} // namespace accord::documents
