// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"

namespace accord::storage {

class Session;

/// Which charges of a contract are to be looked at again.
struct LookAgain
{
    contracts::ContractId contract;
    QDate runningAfter; ///< charges in advance that reach beyond this day: what they were billed for can still change
    int olderThanVersion = 0; ///< charges by an earlier version of the contract …
    QDate changedFrom; ///< … that reach beyond this day
    qint64 firstLateImport = 0; ///< usage charges that an import from this number on touches; 0: none came late
    QDate notBefore; ///< nothing that ended by this day
};

/// A billing period that was run for a contract, and the last usage import that it saw.
struct RunPeriod
{
    Period period;
    qint64 watermark = 0;
};

/// What stands on an issued invoice for a part of the service, without tax.
struct IssuedCharge
{
    QDate issuedOn; ///< the date of the invoice
    QString item;
    QString kind;
    Period period;
    Money net;
};

/// A line of a charge, and what came in for its invoice.
struct PaidLine
{
    billing::LineKey key; ///< of the charge itself: sequence 0
    Money net; ///< in the currency of the prices; with the tax where the price contains it
    Money total; ///< of the invoice, in its currency
    Money received; ///< of it, with prepaid credit, without what was given up
};

/// A line of a charge, and what the discounts of its invoice took of it.
struct ChargeLine
{
    billing::LineKey key; ///< with its sequence
    Period bill; ///< that its invoice is for
    Money discount; ///< everything that was taken off, in the currency of the prices
    std::optional<billing::DiscountShares> shares; ///< none: not kept
};

/// The price at which a charge was billed.
struct BilledRate
{
    QString item;
    QString dimension;
    QString kind;
    Decimal unitPrice;
};

/// What was billed of charges: their invoice lines added up over all sequences, without those that were credited.
class BilledChargesSql
{
public:
    explicit BilledChargesSql(Session &session)
        : m_session(session)
    { }

    /// Charges that may come to something else by now, and every minimum spend of that time.
    Result<std::vector<billing::BilledCharge>> lookAgain(const LookAgain &question, const Currency &currency) const;
    /// The lines of the charges of \a contract that end after \a notBefore.
    Result<std::vector<PaidLine>> paidLines(const contracts::ContractId &contract, const QDate &notBefore,
                                            const Currency &currency) const;
    /// Every line of a charge of \a contract that ends after \a notBefore, the charges before their adjustments.
    Result<std::vector<ChargeLine>> linesSince(const contracts::ContractId &contract, const QDate &notBefore,
                                               const Currency &currency) const;
    /// Charges that begin in \a period.
    Result<std::vector<billing::BilledCharge>> beginningIn(const contracts::ContractId &contract, const Period &period,
                                                           const Currency &currency) const;
    /// Charges whose period overlaps \a period.
    Result<std::vector<billing::BilledCharge>> overlapping(const contracts::ContractId &contract, const Period &period,
                                                           const Currency &currency) const;
    /// The prices of charges whose period ended with the day before \a end, of those that had one.
    Result<std::vector<BilledRate>> ratesUntil(const contracts::ContractId &contract, const QDate &end) const;
    /// Everything on issued invoices of a contract, added up over locations; by the dates of the invoices.
    Result<std::vector<IssuedCharge>> issued(const contracts::ContractId &contract, const Currency &currency) const;
    /// The billing periods of a contract's invoices from \a from on, with the lowest watermark among them.
    Result<std::vector<RunPeriod>> runPeriods(const contracts::ContractId &contract, const QDate &from) const;
    /// The first and last day of what each import after \a watermark brought, by its number.
    struct ImportedDays
    {
        qint64 import = 0;
        QDate first;
        QDate last;
    };
    Result<std::vector<ImportedDays>> importedSince(qint64 watermark) const;

private:
    Session &m_session;
};

} // namespace accord::storage
