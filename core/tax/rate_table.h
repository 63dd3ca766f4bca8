// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/money/decimal.h"

#include <QtCore/QDate>
#include <QtCore/QMultiHash>

namespace accord::tax {

/// Whether a jurisdiction levies US sales tax or value added tax.
enum class Regime { SalesTax, VatInEuropeanUnion, VatElsewhere };

/// One rate for a span of days.
struct Rate
{
    QString jurisdiction; ///< "DE", "US-CA", "US-CA/San Francisco"
    QString name; ///< as printed: "California state tax"
    Regime regime = Regime::SalesTax;
    Decimal percent;
    QDate validFrom; ///< null: ever since
    QDate validTo; ///< last day, as such tables are published; null: no end
};

/// Rates by jurisdiction and day. A dated snapshot that people can replace; nothing here is tax advice.
class RateTable
{
public:
    /// Reads the form of `resources/reference/tax-rates.csv`: jurisdiction,name,regime,percent,valid_from,valid_to.
    /// \returns InvalidInput "tax.table_malformed" with the line.
    static Result<RateTable> fromCsv(const QByteArray &utf8);

    void add(const Rate &rate) { m_rates.insert(rate.jurisdiction, rate); }
    /// Whether the table has a rate of \a jurisdiction, on whatever day.
    bool knows(const QString &jurisdiction) const { return m_rates.contains(jurisdiction); }
    /// The rate in force on \a day; none when the table has none.
    std::optional<Rate> find(const QString &jurisdiction, const QDate &day) const;

private:
    QMultiHash<QString, Rate> m_rates;
};

} // namespace accord::tax
