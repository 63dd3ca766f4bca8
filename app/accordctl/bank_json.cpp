// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/bank_json.h"

namespace accord::ctl {

QJsonObject toJson(const storage::BankEntryRow &entry)
{
    return {{u"entry"_s, entry.number},
            {u"account"_s, entry.bankAccountName},
            {u"booked"_s, entry.bookedOn.toString(Qt::ISODate)},
            {u"value"_s, entry.valueOn.toString(Qt::ISODate)},
            {u"amount"_s, entry.amount.toString()},
            {u"currency"_s, entry.amount.currency().code()},
            {u"state"_s, entry.state},
            {u"booking"_s, entry.booking},
            {u"payer"_s, entry.payerName},
            {u"payer_account"_s, entry.payerAccount},
            {u"reference"_s, entry.structuredReference},
            {u"end_to_end_id"_s, entry.endToEndId},
            {u"text"_s, entry.remittance}};
}

QJsonObject toJson(const bank::Finding &finding)
{
    return {{u"line"_s, finding.line},
            {u"id"_s, finding.id},
            {u"field"_s, finding.field},
            {u"value"_s, finding.value},
            {u"expected"_s, finding.expected}};
}

QString applicationsInWords(const QJsonObject &match)
{
    QStringList parts;
    for (const QJsonValue &application : match.value(u"applications"_s).toArray())
        parts << u"%1 %2"_s.arg(application[u"invoice"].toString(), application[u"amount"].toString());
    if (!workspace::isSecondPayment(match))
        return parts.join(u", "_s);
    for (const QJsonValue &one : match.value(u"settled_before"_s).toArray())
        parts << u"%1 paid on %2"_s.arg(one[u"invoice"].toString(), one[u"on"].toString());
    return parts.join(u", "_s);
}

} // namespace accord::ctl
