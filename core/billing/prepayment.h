// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_tax.h"
#include "core/billing/invoice.h"
#include "core/tax/tax_provider.h"

/// Money that is asked for before delivery, by an invoice of its own kind (EN 16931 BT-3 = 386), and its deduction from
/// the invoices of what it was paid for.
///
/// Directive 2006/112/EC, art. 65: what is paid before the delivery is taxed when it is paid, at the rate of then; the
/// invoice of the delivery charges the tax on the rest. A deduction is a line of the same place and so of the same tax
/// group, which keeps EN 16931 BR-CO-17 whole. Where the rate changed in between and the law taxes the whole at the
/// rate of the delivery, it is one of the prepayment's rate (taxedAsPrepaid()).
namespace accord::billing {

/// The kinds of line, as LineKey::kind has them.
inline constexpr QStringView prepaymentKind = u"prepayment";
inline constexpr QStringView deductionKind = u"deduction"; ///< of a prepayment; below zero

/// What a prepayment invoice is a function of, beside the facts about tax.
struct PrepaymentTerms
{
    /// What is prepaid at one place of supply.
    struct Share
    {
        QString dimension; ///< code of a location whose place decides the tax; empty: the payer's
        Money value; ///< net of what is delivered there

        friend bool operator==(const Share &, const Share &) = default;
    };

    contracts::ContractId contract;
    int contractVersion = 1;
    QString contractNumber;
    QString key; ///< "prepayment-3": the third of its contract
    QString item; ///< key of the price item that is prepaid; empty: whatever the contract charges
    QString what; ///< description of that item, or of the period
    QString purchaseOrder;
    int netDays = 30;
    Money amount; ///< net, > 0
    std::optional<Decimal> percent; ///< of the value, where it was asked for so
    std::vector<Share> shares; ///< one for each tax; their sum is the value that is prepaid

    Result<Money> value() const;

    friend bool operator==(const PrepaymentTerms &, const PrepaymentTerms &) = default;
};

/// What somebody asks for: an amount or a percentage, of an item or of what a contract charges in a period.
struct PrepaymentWish
{
    std::optional<Money> amount; ///< net
    std::optional<Decimal> percent; ///< of the value
    QString item; ///< empty: everything that \c period charges

    friend bool operator==(const PrepaymentWish &, const PrepaymentWish &) = default;
};

/// The terms of a prepayment of what \a forecast charges by \a input, which has one contract; without its key.
/// \param prepaid  what other prepayments of the same item ask for and no invoice deducted yet, net
/// \returns InvalidInput "billing.prepayment_wish" unless one of amount and percent is given,
///          "billing.prepayment_item" with the keys of the one-time items for another item,
///          "billing.prepayment_nothing" where nothing is charged, "billing.prepayment_amount" unless the amount is
///          above zero and, for an item, at most what is left to be prepaid of it.
Result<PrepaymentTerms> prepaymentTerms(const PrepaymentWish &wish, const BillInput &input, const Bill &forecast,
                                        const Money &prepaid);

/// The bill of a prepayment: the amount over the places of what it prepays, taxed as that. \a input gives payer,
/// places, certificates, seller and the day of tax.
Result<Bill> ratePrepayment(const BillInput &input, const PrepaymentTerms &terms, const tax::TaxProvider &taxes,
                            pricing::Recorder *recorder = nullptr);

/// Adds the deductions of what \a input says is prepaid to the rated charges of \a bill, in the order of the
/// prepayments: of the charges of the same contract (and item) in the same tax group, and never more than those come
/// to.
Result<void> deductPrepayments(Bill &bill, const BillInput &input, const BillTax &tax, pricing::Recorder *recorder);

/// What the deductions of \a bill leave of \a prepaid, for the bills of the same payer after it.
void noteDeductions(std::vector<PrepaidPart> &prepaid, const Bill &bill);

bool isPrepayment(const BillLine &line);
bool isDeduction(const BillLine &line);
/// Whether \a bill asks for money before delivery.
bool isPrepayment(const Bill &bill);
/// Whether \a bill is the final invoice of something that was prepaid.
bool hasDeductions(const Bill &bill);

/// The terms among the frozen inputs of \a invoice; none: an ordinary invoice.
std::optional<PrepaymentTerms> prepaymentOf(const Invoice &invoice);
QJsonObject toJson(const PrepaymentTerms &terms);
/// What is deducted, as it is frozen among the inputs of an invoice, and back.
QJsonArray toJson(const std::vector<PrepaidPart> &prepaid);
std::vector<PrepaidPart> prepaidFromJson(const QJsonArray &array, const Currency &currency);

} // namespace accord::billing
