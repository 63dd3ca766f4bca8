// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/home_page.h"
#include "ui/words/status_words.h"

namespace accord::ui {

using workspace::HomeItem;
using workspace::HomeKind;

QString homeSubject(const HomeItem &item)
{
    return item.kind == HomeKind::Unbilled ? periodText(item.period) : item.subject;
}

QString homeReason(const HomeItem &item, const QDate &today)
{
    const QString distance = distanceText(today, item.day);
    const QString amount = item.amount ? moneyText(*item.amount) : QString();
    switch (item.kind) {
    case HomeKind::Approval:
        return HomePage::tr("%1 waits for your decision since %2.").arg(amount, dateText(item.day));
    case HomeKind::Overdue:
        return HomePage::tr("%1 was due %2; %3 are open.").arg(item.reference, distance, amount);
    case HomeKind::Unbilled:
        return item.stake ? HomePage::tr("%n payer(s) not billed yet; the month before came to this much.", nullptr,
                                         item.count)
                          : HomePage::tr("%n payer(s) not billed yet.", nullptr, item.count);
    case HomeKind::Renewal:
        return HomePage::tr("Renews %1, on %2.").arg(distance, dateText(item.day));
    case HomeKind::ExpiredCertificate:
        return HomePage::tr("The tax certificate %1 expired %2: tax is charged.").arg(item.reference, distance);
    case HomeKind::EndingCertificate:
        return HomePage::tr("The tax certificate %1 ends %2: ask for the next one.").arg(item.reference, distance);
    case HomeKind::Nexus:
        return item.level == 0
                   ? HomePage::tr("Sales of %1 are at %2 % of what obliges it to collect sales tax there.")
                         .arg(item.reference, decimalText(item.share))
                   : HomePage::tr("Sales of %1 reached what obliges it to collect sales tax there (%2 %): register, "
                                  "no tax is charged before.")
                         .arg(item.reference, decimalText(item.share));
    case HomeKind::ExceededOrder:
        return HomePage::tr("With drafts, the purchase order %1 is exceeded by %2.").arg(item.reference, amount);
    case HomeKind::EndingOrder:
        return item.day.isValid()
                   ? HomePage::tr("The purchase order %1 ends %2; %3 of it is left.")
                         .arg(item.reference, distance, amount)
                   : HomePage::tr("With drafts, %2 is left of the purchase order %1.").arg(item.reference, amount);
    case HomeKind::OverspentBudget:
        return HomePage::tr("The budget up to %1 is overspent by %2.").arg(dateText(item.day), amount);
    case HomeKind::BillingHold:
        return HomePage::tr("Billing is on hold: %1").arg(item.reference);
    }
    return {};
}

} // namespace accord::ui
