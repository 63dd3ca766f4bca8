// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/billing_terms.h"

namespace accord::contracts {

QString toString(InstalmentBasis basis)
{
    switch (basis) {
    case InstalmentBasis::Equal:
        return u"equal"_s;
    case InstalmentBasis::Percent:
        return u"percent"_s;
    case InstalmentBasis::Amount:
        return u"amount"_s;
    }
    Q_UNREACHABLE();
}

QString toString(SplitBasis basis)
{
    switch (basis) {
    case SplitBasis::Shares:
        return u"shares"_s;
    case SplitBasis::Usage:
        return u"usage"_s;
    case SplitBasis::Headcount:
        return u"headcount"_s;
    }
    Q_UNREACHABLE();
}

QString toString(OverCap overCap)
{
    return overCap == OverCap::Payer ? u"payer"_s : u"next_entity"_s;
}

QString toString(ObligationPattern pattern)
{
    switch (pattern) {
    case ObligationPattern::Daily:
        return u"daily"_s;
    case ObligationPattern::EvenMonths:
        return u"even_months"_s;
    case ObligationPattern::PointInTime:
        return u"point_in_time"_s;
    }
    Q_UNREACHABLE();
}

QString toString(UnusedTime unused)
{
    return unused == UnusedTime::Credited ? u"credited"_s : u"kept"_s;
}

QString toString(CreditCap cap)
{
    return cap == CreditCap::Billed ? u"billed"_s : u"paid"_s;
}

QString toString(InvoiceBy by)
{
    switch (by) {
    case InvoiceBy::Payer:
        return u"payer"_s;
    case InvoiceBy::PurchaseOrder:
        return u"purchase_order"_s;
    case InvoiceBy::CostCentre:
        return u"cost_centre"_s;
    case InvoiceBy::Department:
        return u"department"_s;
    }
    Q_UNREACHABLE();
}

} // namespace accord::contracts
