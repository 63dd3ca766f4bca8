// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/camt_entry.h"

#include "core/bank/camt_details.h"
#include "core/bank/file_text.h"
#include "core/bank/file_values.h"

namespace accord::bank {

namespace {

Checked<EntryStatus> status(const XmlElement &ntry)
{
    // Text in versions 02 and 04, a code element since 08.
    const QString code = ntry.firstValue({u"Sts/Cd", u"Sts"});
    if (code == u"BOOK")
        return EntryStatus::Booked;
    if (code == u"PDNG" || code == u"FUTR")
        return EntryStatus::Pending;
    if (code == u"INFO")
        return EntryStatus::Information;
    return tl::unexpected(found(ntry.line, u"bank.entry_status"_s, u"Sts"_s, code, u"BOOK, PDNG or INFO"_s));
}

bool takeDates(BankEntry &entry, const XmlElement &ntry)
{
    entry.bookingDate = camtDay(ntry.find(u"BookgDt"));
    entry.valueDate = camtDay(ntry.find(u"ValDt"));
    if (!entry.bookingDate.isValid())
        entry.bookingDate = entry.valueDate;
    if (!entry.valueDate.isValid())
        entry.valueDate = entry.bookingDate;
    return entry.bookingDate.isValid();
}

Checked<BankEntry> head(const XmlElement &ntry)
{
    BankEntry entry;
    entry.line = ntry.line;
    const auto amount = camtSignedAmount(ntry);
    if (!amount)
        return tl::unexpected(amount.error());
    entry.amount = *amount;
    const auto state = status(ntry);
    if (!state)
        return tl::unexpected(state.error());
    entry.status = *state;
    if (!takeDates(entry, ntry))
        return tl::unexpected(found(ntry.line, u"bank.date"_s, u"BookgDt"_s, ntry.value(u"BookgDt/Dt"),
                                    u"a booking or value date such as 2026-01-31"_s));
    const QString reversal = ntry.value(u"RvslInd");
    entry.isReversal = reversal == u"true" || reversal == u"1";
    entry.bankReference = camtReference(ntry.value(u"AcctSvcrRef"));
    entry.typeCode = camtTypeCode(ntry);
    entry.typeText = tidy(ntry.value(u"AddtlNtryInf"));
    return entry;
}

std::vector<const XmlElement *> transactions(const XmlElement &ntry)
{
    std::vector<const XmlElement *> all;
    for (const XmlElement *details : ntry.all(u"NtryDtls")) {
        for (const XmlElement *transaction : details->all(u"TxDtls"))
            all.push_back(transaction);
    }
    return all;
}

/// The amount of one transaction of a batch: its own since version 04, before that the transaction amount.
Checked<Money> partAmount(const XmlElement &transaction, const BankEntry &booking)
{
    const XmlElement *amount = transaction.find(u"Amt");
    if (!amount)
        amount = transaction.find(u"AmtDtls/TxAmt/Amt");
    if (!amount)
        return tl::unexpected(found(transaction.line, u"bank.missing"_s, u"TxDtls/Amt"_s, {}, u"an amount"_s));
    const auto money = camtAmount(*amount);
    const QString mark = transaction.value(u"CdtDbtInd");
    const bool isDebit = mark.isEmpty() ? booking.amount.isNegative() : mark == u"DBIT";
    return money && isDebit ? Checked<Money>(money->negated()) : money;
}

void readParts(CamtBooking &booking, const std::vector<const XmlElement *> &all)
{
    for (const XmlElement *transaction : all) {
        const auto amount = partAmount(*transaction, booking.entry);
        if (!amount)
            booking.warnings.push_back(amount.error());
        BankEntry part = booking.entry;
        part.line = transaction->line;
        part.amount = amount.value_or(Money::zero(booking.entry.amount.currency()));
        part.bankReference = camtReference(transaction->value(u"Refs/AcctSvcrRef"));
        part.charges.reset(); // those of the booking are not deducted from each of its parts
        addCamtDetails(part, *transaction, booking.warnings);
        booking.parts.push_back(std::move(part));
    }
}

} // namespace

QDate camtDay(const XmlElement *choice)
{
    return choice ? parseLongDay(choice->firstValue({u"Dt", u"DtTm"})) : QDate();
}

Checked<Money> camtAmount(const XmlElement &amount)
{
    const auto currency = Currency::fromCodeOrFormer(amount.currency);
    if (!currency)
        return tl::unexpected(
            found(amount.line, u"bank.currency"_s, u"Ccy"_s, amount.currency, u"a currency code of ISO 4217"_s));
    const auto money = parseAmount(amount.text, *currency);
    if (!money)
        return tl::unexpected(amountFinding(amount.line, amount.name, amount.text, money.error()));
    return *money;
}

Checked<Money> camtSignedAmount(const XmlElement &holder)
{
    const XmlElement *amount = holder.find(u"Amt");
    if (!amount)
        return tl::unexpected(found(holder.line, u"bank.missing"_s, u"Amt"_s, {}, u"an amount"_s));
    const auto money = camtAmount(*amount);
    const QString mark = holder.value(u"CdtDbtInd");
    if (money && mark != u"CRDT" && mark != u"DBIT")
        return tl::unexpected(found(holder.line, u"bank.mark"_s, u"CdtDbtInd"_s, mark, u"CRDT or DBIT"_s));
    return money && mark == u"DBIT" ? Checked<Money>(money->negated()) : money;
}

Checked<CamtBooking> camtBooking(const XmlElement &ntry)
{
    const auto entry = head(ntry);
    if (!entry)
        return tl::unexpected(entry.error());
    CamtBooking booking{*entry, {}, {}};
    addCamtCharges(booking.entry, ntry, booking.warnings);
    booking.entry.orderId = camtReference(ntry.firstValue({u"NtryDtls/Btch/PmtInfId", u"NtryDtls/Btch/MsgId"}));
    const auto all = transactions(ntry);
    if (all.size() == 1) {
        if (booking.entry.bankReference.isEmpty())
            booking.entry.bankReference = camtReference(all.front()->value(u"Refs/AcctSvcrRef"));
        addCamtDetails(booking.entry, *all.front(), booking.warnings);
    } else {
        readParts(booking, all);
    }
    return booking;
}

} // namespace accord::bank
