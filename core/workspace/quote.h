// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/findings.h"
#include "core/usage/month_table.h"
#include "core/workspace/master_data.h"

namespace accord::workspace {

/// A contract priced for a month without a workspace.
struct Quote
{
    QuoteWorld world;
    billing::Bill bill;
    std::vector<contracts::Finding> findings;
    Money committedAnnualValue;
    std::vector<pricing::Derivation> derivations; ///< empty unless asked for
};

/// What a quote is made of. The quantities of \c usage are added up per meter, location and period.
struct QuoteRequest
{
    QByteArray
        contractJson; ///< a document of `contract.schema.json`, with customer, seller and locations where tax matters
    std::vector<usage::TableEntry> usage;
    QString usageName; ///< what the derivation calls the usage: a file's name
    Period period;
    bool explain = false;
    std::vector<billing::BilledCharge> billed
        = {}; ///< what earlier bills charged by this contract; its own id takes the place of theirs
    std::vector<QJsonObject> bills = {}; ///< earlier bills as they are printed, in addition to \c billed
    std::vector<pricing::Discount> coupons = {}; ///< taken up beside the discounts of the contract, behind them
    bool isInterim = false; ///< usage up to the last day of \c period, before the period of that usage is over
};

/// Prices with the arithmetic of the bill run. Findings never stop it; the caller looks whether one of them blocks.
/// \returns InvalidInput with the path and value of what does not fit.
Result<Quote> priceQuote(const QuoteRequest &request, const ReferenceData &reference);

} // namespace accord::workspace
