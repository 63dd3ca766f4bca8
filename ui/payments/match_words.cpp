// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/payments/match_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Payments)
};

} // namespace

Badge stateOfEntry(const storage::BankEntryRow &entry)
{
    const QHash<QString, Badge> badges{{u"new"_s, {Tr::tr("New"), Tone::Info}},
                                       {u"proposed"_s, {Tr::tr("Proposed"), Tone::Warning}},
                                       {u"applied"_s, {Tr::tr("Applied"), Tone::Good}},
                                       {u"unapplied"_s, {Tr::tr("Unapplied"), Tone::Warning}},
                                       {u"returned"_s, {Tr::tr("Came back"), Tone::Bad}},
                                       {u"return"_s, {Tr::tr("Return"), Tone::Bad}},
                                       {u"outgoing"_s, {Tr::tr("Money out"), Tone::Neutral}},
                                       {u"batch"_s, {Tr::tr("Batch"), Tone::Neutral}},
                                       {u"information"_s, {Tr::tr("Not booked"), Tone::Neutral}}};
    const bool isWithdrawn = entry.state == u"information"_s && entry.booking == u"booked"_s && !entry.amount.isZero();
    if (isWithdrawn)
        return {Tr::tr("Withdrawn currency"), Tone::Neutral};
    return badges.value(entry.state, {entry.state, Tone::Neutral});
}

QString reasonInWords(const QString &reason)
{
    const QHash<QString, QString> words{{u"structured_reference"_s, Tr::tr("structured reference")},
                                        {u"end_to_end_id"_s, Tr::tr("reference of our own collection")},
                                        {u"trace_number"_s, Tr::tr("trace number of our own collection")},
                                        {u"number_in_text"_s, Tr::tr("invoice number in the text")},
                                        {u"short_number_in_list"_s, Tr::tr("short number in a list")},
                                        {u"remittance_advice"_s, Tr::tr("remittance advice")},
                                        {u"end_of_number"_s, Tr::tr("end of an invoice number")},
                                        {u"similar_number"_s, Tr::tr("similar invoice number")},
                                        {u"purchase_order"_s, Tr::tr("purchase order in the text")},
                                        {u"payer_account"_s, Tr::tr("bank account of the payer")},
                                        {u"payer_name"_s, Tr::tr("name of the payer")},
                                        {u"single_open_amount"_s, Tr::tr("the only open invoice of this amount")},
                                        {u"several_with_amount"_s, Tr::tr("several open invoices of this amount")},
                                        {u"combination"_s, Tr::tr("open invoices that add up to it")},
                                        {u"amount_equals_sum"_s, Tr::tr("amount equals what is open")},
                                        {u"credit_note_netted"_s, Tr::tr("credit note taken off")},
                                        {u"bank_charges"_s, Tr::tr("bank charges taken off")},
                                        {u"early_discount"_s, Tr::tr("discount for early payment")},
                                        {u"late_discount"_s, Tr::tr("discount taken too late")},
                                        {u"withholding"_s, Tr::tr("tax withheld")},
                                        {u"within_tolerance"_s, Tr::tr("rest within the write-off limit")},
                                        {u"partial"_s, Tr::tr("partial payment")},
                                        {u"overpaid"_s, Tr::tr("more than is open")},
                                        {u"paid_twice"_s, Tr::tr("already paid, looks like a second payment")},
                                        {u"settled_before"_s, Tr::tr("already settled, by another amount")},
                                        {u"late_charges"_s, Tr::tr("with what late payment of it cost")},
                                        {u"parent_pays"_s, Tr::tr("paid by the parent company")},
                                        {u"other_payer"_s, Tr::tr("paid by somebody else")},
                                        {u"other_currency"_s, Tr::tr("another currency")},
                                        {u"other_company"_s, Tr::tr("came to the account of another company of ours")},
                                        {u"by_hand"_s, Tr::tr("chosen by hand")}};
    return words.value(reason, reason);
}

QString reasonsInWords(const QJsonObject &match)
{
    QStringList days;
    for (const QJsonValue &one : match.value(u"settled_before"_s).toArray()) {
        const QDate day = QDate::fromString(one[u"on"].toString(), Qt::ISODate);
        if (day.isValid() && !days.contains(dateText(day)))
            days << dateText(day);
    }
    QStringList reasons;
    for (const QJsonValue &reason : match.value(u"reasons"_s).toArray()) {
        const bool isTwice = reason.toString() == u"paid_twice"_s && !days.isEmpty();
        const bool isSettled = reason.toString() == u"settled_before"_s && !days.isEmpty();
        if (isTwice)
            reasons.prepend(Tr::tr("already paid on %1, looks like a second payment").arg(days.join(u", "_s)));
        else if (isSettled)
            reasons.prepend(Tr::tr("already settled on %1, by another amount").arg(days.join(u", "_s)));
        else
            reasons << reasonInWords(reason.toString());
    }
    return reasons.join(u" · "_s);
}

QString documentsInWords(const QJsonObject &match)
{
    if (workspace::isSecondPayment(match))
        return Tr::tr("Second payment");
    const QJsonArray applications = match.value(u"applications"_s).toArray();
    if (applications.size() == 1)
        return applications.first()[u"invoice"].toString();
    return applications.isEmpty() ? QString() : Tr::tr("%n invoice(s)", nullptr, int(applications.size()));
}

QString storedMoneyText(const QJsonValue &amount, const QString &currency)
{
    const auto known = Currency::fromCode(currency);
    const auto money = known ? Money::parse(amount.toString(), *known) : Result<Money>(passOn(known));
    return money ? moneyText(*money) : noValue();
}

QString decisionInWords(const QString &kind)
{
    const QHash<QString, QString> words{
        {u"applied"_s, Tr::tr("Applied at once")},     {u"proposed"_s, Tr::tr("Proposed")},
        {u"accepted"_s, Tr::tr("Accepted")},           {u"written_off"_s, Tr::tr("Applied, the rest written off")},
        {u"unapplied"_s, Tr::tr("Nothing fits")},      {u"left"_s, Tr::tr("Left unapplied")},
        {u"undone"_s, Tr::tr("Taken back")},           {u"returned"_s, Tr::tr("Came back")},
        {u"return"_s, Tr::tr("Takes a payment back")}, {u"outgoing"_s, Tr::tr("Money out")}};
    return words.value(kind, kind);
}

} // namespace accord::ui
