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
        return HomePage::tr("Remind of %1, due %2.").arg(amount, distance);
    if (item.reference == u"outreach")
        return HomePage::tr("Call about %1, due %2.").arg(amount, distance);
    if (item.reference == u"retry")
        return HomePage::tr("Collect %1 again, due %2.").arg(amount, distance);
    return HomePage::tr("Next step: %1, due %2.").arg(amount, distance);
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
        return HomePage::tr("%1 waits for you since %2.").arg(amount, dateText(item.day));
    case HomeKind::Overdue:
        return HomePage::tr("%1, due %2: %3.").arg(item.reference, distance, amount);
    case HomeKind::Unbilled:
        return item.stake ? HomePage::tr("%n payer(s) to bill; at stake is the month before.", nullptr, item.count)
                          : HomePage::tr("%n payer(s) not billed yet.", nullptr, item.count);
    case HomeKind::Renewal:
        return HomePage::tr("Renews %1, on %2.").arg(distance, dateText(item.day));
    case HomeKind::ExpiredCertificate:
        return HomePage::tr("%1 expired %2: tax is charged.").arg(item.reference, distance);
    case HomeKind::EndingCertificate:
        return HomePage::tr("%1 ends %2: ask for the next one.").arg(item.reference, distance);
    case HomeKind::Nexus:
        return item.level == 0 ? HomePage::tr("%1 is at %2 % of the sales that oblige it to register.")
                                     .arg(item.reference, decimalText(item.share))
                               : HomePage::tr("%1 reached the threshold (%2 %): register.")
                                     .arg(item.reference, decimalText(item.share));
    case HomeKind::ExceededOrder:
        return HomePage::tr("%1 is exceeded by %2, with drafts.").arg(item.reference, amount);
    case HomeKind::EndingOrder:
        return item.day.isValid() ? HomePage::tr("%1 ends %2; %3 is left.").arg(item.reference, distance, amount)
                                  : HomePage::tr("%2 is left of %1, with drafts.").arg(item.reference, amount);
    case HomeKind::OverspentBudget:
        return HomePage::tr("The budget up to %1 lacks %2.").arg(dateText(item.day), amount);
    case HomeKind::Question:
        return HomePage::tr("%1 asks about %2: %3").arg(item.reference, amount, item.note);
    case HomeKind::ToIssue:
        return item.reference.isEmpty()
                   ? HomePage::tr("%1 for %2: approved, to be issued.").arg(amount, periodText(item.period))
                   : HomePage::tr("Credit of %1 for %2: to be issued.").arg(amount, item.reference);
    case HomeKind::BankEntry:
        return item.level == 0 ? HomePage::tr("%1 of %2: it is not known what for.").arg(amount, dateText(item.day))
                               : HomePage::tr("%1 of %2: a match is proposed.").arg(amount, dateText(item.day));
    case HomeKind::DunningStep:
        return stepDue(item, amount, distance);
    case HomeKind::DunningTask:
        return item.reference == u"outreach"
                   ? HomePage::tr("Call about %1, asked for on %2.").arg(amount, dateText(item.day))
                   : HomePage::tr("%1 in spite of reminders, since %2.").arg(amount, dateText(item.day));
    case HomeKind::BrokenPromise:
        return HomePage::tr("Promised for %1: %2 is missing.").arg(dateText(item.day), amount);
    case HomeKind::FailedDelivery:
        return failure(item);
    case HomeKind::BillingHold:
        return HomePage::tr("Billing is on hold: %1").arg(item.reference);
    }
    return {};
}

} // namespace accord::ui
