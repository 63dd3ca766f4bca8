// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/meter.h"

namespace accord::catalog {

QString toString(Aggregation aggregation)
{
    switch (aggregation) {
    case Aggregation::Sum:
        return u"sum"_s;
    case Aggregation::Maximum:
        return u"max"_s;
    case Aggregation::Last:
        return u"last"_s;
    case Aggregation::Unique:
        return u"unique"_s;
    case Aggregation::WeightedSum:
        return u"weighted_sum"_s;
    }
    Q_UNREACHABLE();
}

Result<Aggregation> aggregationFromString(const QString &text)
{
    using enum Aggregation;
    for (const auto value : {Sum, Maximum, Last, Unique, WeightedSum}) {
        if (toString(value) == text)
            return value;
    }
    return fail(ErrorKind::InvalidInput, u"catalog.aggregation_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::catalog
