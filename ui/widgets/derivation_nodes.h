// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/decimal.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/values.h"

namespace accord::ui {

/// "1234.50 USD" and "1234.5" as people write them; anything else stays as it is.
inline QString figureText(const QString &figure)
{
    const QString number = figure.section(u' ', 0, 0);
    const auto parsed = Decimal::parse(number);
    if (!parsed || figure.count(u' ') > 1)
        return figure;
    const QString unit = figure.section(u' ', 1);
    if (unit.size() == 3 && unit.isUpper())
        return unit + QChar(QChar::Nbsp) + decimalText(*parsed);
    return unit.isEmpty() ? decimalText(*parsed) : decimalText(*parsed) + QChar(QChar::Nbsp) + unit;
}

/// Whether \a exact says no more than \a rounded: "800" and "800.00 USD".
inline bool isTheSame(const QString &exact, const QString &rounded)
{
    const auto before = Decimal::parse(exact);
    const auto after = Decimal::parse(rounded.section(u' ', 0, 0));
    return exact == rounded || (before && after && *before == *after);
}

/// What `core` recorded about a figure, ready to be shown. The parameter is `pricing::Derivation`.
template<typename Derivation> DerivationNode nodeOf(const Derivation &derivation)
{
    DerivationNode node;
    node.label = derivation.label;
    node.rule = derivation.rule;
    node.exact = isTheSame(derivation.exact, derivation.rounded) ? QString() : derivation.exact;
    node.rounded = figureText(derivation.rounded);
    node.source = derivation.source;
    for (const auto &child : derivation.children)
        node.children.push_back(nodeOf(child));
    return node;
}

} // namespace accord::ui
