// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/rules.h"

namespace accord::einvoice {

/// Gathers findings.
class RuleBook
{
public:
    /// \a value must be given.
    void require(const QString &rule, const QString &term, const QString &value, const QString &place = {},
                 const QString &expected = u"a value"_s)
    {
        if (value.isEmpty())
            add(rule, term, {}, expected, place);
    }
    void requireThat(bool holds, const QString &rule, const QString &term, const QString &found,
                     const QString &expected, const QString &place = {})
    {
        if (!holds)
            add(rule, term, found, expected, place);
    }
    void add(const QString &rule, const QString &term, const QString &found, const QString &expected,
             const QString &place = {})
    {
        m_findings.push_back({rule, term, place, found, expected});
    }
    Findings take() { return std::move(m_findings); }

private:
    Findings m_findings;
};

/// "line 3".
inline QString placeOf(const InvoiceLine &line)
{
    return u"line "_s + line.id;
}

/// "VAT S 19 %".
inline QString placeOf(const VatBreakdown &part)
{
    return u"VAT "_s + part.vat.toString();
}

/// "allowance 2", "line 3, charge 1".
inline QString placeOf(const AllowanceCharge &value, size_t index, const QString &outer = {})
{
    const QString own = (value.isCharge ? u"charge %1"_s : u"allowance %1"_s).arg(index + 1);
    return outer.isEmpty() ? own : outer + u", "_s + own;
}

} // namespace accord::einvoice
