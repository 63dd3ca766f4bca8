// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tax/tax_groups.h"

namespace accord::tax {

/// One line of a document whose taxes are asked for.
struct TaxRequestLine
{
    Money amount; ///< rounded, after discounts: the net, or the gross where the prices contain the tax
    size_t buyer = 0; ///< which of the request's buyers, with the place where this line is supplied
    QString product; ///< what is sold, in the words of the calculator: a tax code; empty: its default
};

/// A document whose taxes are asked for.
struct TaxRequest
{
    SellerFacts seller;
    std::vector<BuyerFacts> buyers; ///< one for each place of supply
    std::vector<TaxRequestLine> lines;
    Currency currency;
    QDate day; ///< the tax point
    bool taxIncluded = false; ///< the amounts contain the tax
    Rounding rounding = Rounding::RateGroup; ///< of taxes that are added
};

/// The taxes on a document, with the components of each line.
struct TaxAnswer
{
    std::vector<std::vector<Component>> components; ///< one list for each line
    std::vector<Money> nets; ///< of each line: its amount, or what the tax leaves of it
    TaxResult result;
};

/// Knows the taxes on a document: the built-in table of rates, or a calculator outside. An outside one is asked before
/// an invoice is written and its answer is frozen with it, so that the invoice can be computed again without it.
class TaxProvider
{
public:
    virtual ~TaxProvider() = default;
    /// \returns InvalidInput when the facts do not suffice, Unavailable when nobody answers.
    virtual Result<TaxAnswer> taxOn(const TaxRequest &request, pricing::Recorder *recorder = nullptr) const = 0;
};

/// The provider over a table of rates: componentsFor() for each buyer, computeTax() or computeInclusiveTax() over all.
class RateTableProvider final : public TaxProvider
{
public:
    /// \a rates must outlive the provider.
    explicit RateTableProvider(const RateTable &rates)
        : m_rates(rates)
    { }
    Result<TaxAnswer> taxOn(const TaxRequest &request, pricing::Recorder *recorder = nullptr) const override;

private:
    const RateTable &m_rates;
};

/// Whether \a answer fits \a request: a list of components, a net and a tax for each line, none without components, and
/// sums that agree: a net that is the amount, or net and tax that are. What comes from outside is checked by this
/// before anything is done with it.
/// \returns InvalidInput "tax.answer_inconsistent" with what does not fit.
Result<void> checkAnswer(const TaxRequest &request, const TaxAnswer &answer);

} // namespace accord::tax
