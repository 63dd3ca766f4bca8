// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/bank_rows.h"

namespace accord::workspace {

using storage::BankEntryRow;

namespace {

QString bookingOf(bank::EntryStatus status)
{
    switch (status) {
    case bank::EntryStatus::Booked:
        return u"booked"_s;
    case bank::EntryStatus::Pending:
        return u"pending"_s;
    case bank::EntryStatus::Information:
        return u"information"_s;
    }
    return u"information"_s;
}

/// Only booked entries with an amount are money; a batch counts with its transactions.
QString stateOf(const bank::BankEntry &entry)
{
    if (entry.parts > 0)
        return u"batch"_s;
    return entry.status == bank::EntryStatus::Booked && !entry.amount.isZero() ? u"new"_s : u"information"_s;
}

QJsonObject toJson(const Money &amount)
{
    return {{u"currency"_s, amount.currency().code()}, {u"minor"_s, QString::number(amount.minor())}};
}

std::optional<Money> moneyFrom(const QJsonValue &value)
{
    const auto currency = Currency::fromCodeOrFormer(value[u"currency"].toString());
    if (!value.isObject() || !currency)
        return std::nullopt;
    return Money(value[u"minor"].toString().toLongLong(), *currency);
}

QJsonArray adviceOf(const bank::BankEntry &entry)
{
    QJsonArray advice;
    for (const bank::RemittanceItem &item : entry.remittanceItems) {
        QJsonObject line{{u"number"_s, item.reference}};
        if (item.paid)
            line.insert(u"paid"_s, toJson(*item.paid));
        advice.append(line);
    }
    return advice;
}

QJsonObject detailsOf(const bank::BankEntry &entry)
{
    QJsonObject details;
    const std::pair<QString, QString> texts[] = {{u"bank_reference"_s, entry.bankReference},
                                                 {u"customer_reference"_s, entry.customerReference},
                                                 {u"mandate"_s, entry.mandateId},
                                                 {u"order"_s, entry.orderId},
                                                 {u"bank"_s, entry.counterpartyBank},
                                                 {u"on_behalf_of"_s, entry.ultimatePartyName},
                                                 {u"cheque"_s, entry.chequeNumber},
                                                 {u"type"_s, entry.typeCode},
                                                 {u"type_text"_s, entry.typeText},
                                                 {u"return_reason"_s, entry.returnReason},
                                                 {u"return_text"_s, entry.returnText}};
    for (const auto &[name, text] : texts) {
        if (!text.isEmpty())
            details.insert(name, text);
    }
    if (entry.charges)
        details.insert(u"charges"_s, toJson(*entry.charges));
    if (entry.instructedAmount)
        details.insert(u"instructed"_s, toJson(*entry.instructedAmount));
    if (!entry.remittanceItems.empty())
        details.insert(u"advice"_s, adviceOf(entry));
    if (entry.isReturn || entry.isReversal)
        details.insert(u"comes_back"_s, true);
    return details;
}

} // namespace

BankEntryRow rowFrom(const bank::BankEntry &entry)
{
    BankEntryRow row;
    row.line = entry.line;
    row.valueOn = entry.valueDate.isValid() ? entry.valueDate : entry.bookingDate;
    row.bookedOn = entry.bookingDate.isValid() ? entry.bookingDate : entry.valueDate;
    row.amount = entry.amount;
    row.booking = bookingOf(entry.status);
    row.parts = int(entry.parts);
    row.payerName = entry.counterpartyName.isEmpty() ? entry.ultimatePartyName : entry.counterpartyName;
    row.payerAccount = entry.counterpartyAccount;
    row.structuredReference = entry.structuredReference;
    row.endToEndId = entry.endToEndId;
    row.traceNumber = entry.originalTrace;
    row.remittance = entry.remittanceText;
    row.details = detailsOf(entry);
    row.state = stateOf(entry);
    return row;
}

payments::IncomingPayment incomingFrom(const BankEntryRow &row)
{
    payments::IncomingPayment payment;
    payment.id = row.id.toString();
    payment.bookedOn = row.bookedOn;
    payment.valueDate = row.valueOn;
    payment.amount = row.amount;
    payment.charges = moneyFrom(row.details.value(u"charges"_s));
    payment.structuredReference = row.structuredReference;
    payment.endToEndId = row.endToEndId;
    payment.traceNumber = row.traceNumber;
    // A cheque comes back by its number.
    if (const QString cheque = row.details.value(u"cheque"_s).toString();
        payment.traceNumber.isEmpty() && !cheque.isEmpty())
        payment.traceNumber = u"CHEQUE "_s + cheque;
    payment.texts = QStringList{row.remittance, row.details.value(u"customer_reference"_s).toString()};
    for (const QJsonValue &line : row.details.value(u"advice"_s).toArray())
        payment.advice.push_back({line[u"number"].toString(), moneyFrom(line[u"paid"])});
    payment.payerName = row.payerName;
    payment.payerAccount = row.payerAccount;
    return payment;
}

} // namespace accord::workspace
