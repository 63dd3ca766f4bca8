// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/collection_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Collections)
};

} // namespace

QString entryKindInWords(const QString &kind)
{
    static const QHash<QString, QString> names{{u"invoice"_s, Tr::tr("Invoice")},
                                               {u"opening_receivable"_s, Tr::tr("Taken over")},
                                               {u"credit_note"_s, Tr::tr("Credit note")},
                                               {u"payment"_s, Tr::tr("Payment")},
                                               {u"application"_s, Tr::tr("Payment applied")},
                                               {u"application_undone"_s, Tr::tr("Application taken back")},
                                               {u"payment_return"_s, Tr::tr("Payment returned")},
                                               {u"payment_split"_s, Tr::tr("Booking split")},
                                               {u"recognition"_s, Tr::tr("Revenue recognised")},
                                               {u"revaluation"_s, Tr::tr("Revaluation")},
                                               {u"revaluation_reversal"_s, Tr::tr("Revaluation taken back")},
                                               {u"period_close"_s, Tr::tr("Year closed")},
                                               {u"write_off"_s, Tr::tr("Written off")}};
    if (kind.endsWith(u"_undone"_s) && !names.contains(kind))
        return Tr::tr("%1, reopened").arg(entryKindInWords(kind.chopped(7)));
    return names.value(kind, kind);
}

QString stepInWords(const QString &kind, int level)
{
    if (kind == u"retry"_s)
        return Tr::tr("Collect again (%1)").arg(level);
    if (kind == u"notify"_s)
        return Tr::tr("Letter %1").arg(level);
    static const QHash<QString, QString> names{{u"outreach"_s, Tr::tr("Account manager calls")},
                                               {u"escalate"_s, Tr::tr("Escalate")},
                                               {u"degrade"_s, Tr::tr("Cut the service down")},
                                               {u"suspend"_s, Tr::tr("Stop the service")}};
    return names.value(kind, kind);
}

QString stepInWords(const payments::DunningStep &step)
{
    return stepInWords(payments::toString(step.kind), step.level);
}

Badge stateOf(const payments::DunningState &state)
{
    using payments::DunningPause;
    switch (state.pause) {
    case DunningPause::Promise:
        return {Tr::tr("Promised"), Tone::Info};
    case DunningPause::ByHand:
        return {Tr::tr("Paused"), Tone::Neutral};
    case DunningPause::Disputed:
        return {Tr::tr("Disputed"), Tone::Warning};
    case DunningPause::None:
        break;
    }
    if (!state.dueSteps.empty())
        return {Tr::tr("Step due"), Tone::Bad};
    return {Tr::tr("Waiting"), Tone::Neutral};
}

QString checkInWords(const QString &check)
{
    static const QHash<QString, QString> names{
        {u"open"_s, Tr::tr("The month is not closed yet")},
        {u"over"_s, Tr::tr("The month is over")},
        {u"verified"_s, Tr::tr("The books hold: entries balance, receivables are what is open")},
        {u"issued"_s, Tr::tr("All documents of the month were issued")},
        {u"cash"_s, Tr::tr("All bank entries of the month were decided about")}};
    return names.value(check, check);
}

} // namespace accord::ui
