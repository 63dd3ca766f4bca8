// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/benchmarks/bench_data.h"

namespace accord::bench {

/// A charge in minor units, as the floor stores it.
struct FloorLine
{
    int contract = 0;
    int site = -1; ///< -1: the platform fee
    int kind = 0; ///< 0 base, 1 usage, 2 platform
    int part = 0; ///< which fee or meter
    qint64 quantityMilli = 0;
    qint64 gross = 0;
    qint64 discount = 0;
    qint64 net = 0;
    qint64 tax = 0; ///< by the rules of the benchmark: rounded per line
};

/// Where Accord's rules differ on purpose (billing-semantics): a discount is a part of the exact gross, not of the
/// rounded one, and tax is rounded once per invoice and rate, not once per line.
enum class Rules { OfTheBenchmark, OfAccord };

struct FloorTotals
{
    qint64 net = 0;
    qint64 tax = 0;
    bool operator==(const FloorTotals &) const = default;
};

/// The data made ready for rating in memory: tables of numbers, no texts.
class FloorRating
{
public:
    explicit FloorRating(const BillingData &data);

    /// Rates everything in plain 64- and 128-bit integers, contract by contract.
    void rate(Rules rules, const std::function<void(const FloorLine &)> &take) const;
    /// By currency, of rate(): with the tax of \a rules.
    std::map<QByteArray, FloorTotals> totals(Rules rules) const;

private:
    struct Place
    {
        int days[2] = {0, 0}; ///< that each fee is due for
        bool active = false;
        qint64 ppm = 0;
    };
    struct Used
    {
        int site;
        int meter;
        qint64 milli;
    };

    const BillingData &m_data;
    std::vector<Place> m_places;
    std::vector<std::vector<Used>> m_used; ///< by contract
    std::vector<std::vector<std::vector<Tier>>> m_tiers; ///< by contract and meter
};

} // namespace accord::bench
