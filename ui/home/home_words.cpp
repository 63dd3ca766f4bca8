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

namespace {

QString stepDue(const HomeItem &item, const QString &amount, const QString &distance)
{
    if (item.reference == u"notify")
        return HomePage::tr("Remind of %1; the oldest was due %2.").arg(amount, distance);
    if (item.reference == u"outreach")
        return HomePage::tr("Call about %1; the oldest was due %2.").arg(amount, distance);
    if (item.reference == u"retry")
        return HomePage::tr("Collect %1 again; the oldest was due %2.").arg(amount, distance);
    return HomePage::tr("Next dunning step: %1, the oldest due %2.").arg(amount, distance);
}

QString failure(const HomeItem &item)
{
    const QString what = item.reference.isEmpty() ? HomePage::tr("A letter") : item.reference;
    if (item.level == 1)
        return HomePage::tr("Nobody knows whether %1 arrived.").arg(what);
    return item.note.isEmpty() ? HomePage::tr("%1 was not sent.").arg(what)
                               : HomePage::tr("%1 was not sent: %2").arg(what, item.note);
}

} // namespace

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
    case HomeKind::Question:
        return HomePage::tr("%1 asks about %2: %3").arg(item.reference, amount, item.note);
    case HomeKind::ToIssue:
        return item.reference.isEmpty()
                   ? HomePage::tr("%1 for %2 are approved and can be issued.").arg(amount, periodText(item.period))
                   : HomePage::tr("The credit note of %1 for %2 is approved and can be issued.")
                         .arg(amount, item.reference);
    case HomeKind::BankEntry:
        return item.level == 0 ? HomePage::tr("%1 of %2: nobody knows what it pays.").arg(amount, dateText(item.day))
                               : HomePage::tr("%1 of %2: what it pays is proposed.").arg(amount, dateText(item.day));
    case HomeKind::DunningStep:
        return stepDue(item, amount, distance);
    case HomeKind::DunningTask:
        return item.reference == u"outreach"
                   ? HomePage::tr("Call about %1 that are overdue, since %2.").arg(amount, dateText(item.day))
                   : HomePage::tr("%1 are overdue in spite of reminders, since %2.").arg(amount, dateText(item.day));
    case HomeKind::BrokenPromise:
        return HomePage::tr("Promised for %1; %2 did not come.").arg(dateText(item.day), amount);
    case HomeKind::FailedDelivery:
        return failure(item);
    case HomeKind::BillingHold:
        return HomePage::tr("Billing is on hold: %1").arg(item.reference);
    }
    return {};
}

} // namespace accord::ui
