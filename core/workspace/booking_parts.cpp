// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/booking_parts.h"

#include "core/ledger/receipt_entries.h"
#include "core/workspace/books.h"

namespace accord::workspace {

using storage::BankEntriesSql;
using storage::BankEntryId;
using storage::BankEntryRow;

Result<> postUnapplied(Services &services, const BankEntryRow &row)
{
    if (row.state != u"new"_s || row.amount.isNegative())
        return {};
    Books books(services);
    const auto dated = books.openDay(row.bookedOn);
    if (!dated)
        return passOn(dated);
    auto entry = ledger::entryForUnappliedCash(row.id.uuid(), row.amount, *dated, {row.amount.currency(), Exact(1)});
    if (!entry)
        return passOn(entry);
    for (ledger::Posting &posting : entry->postings)
        posting.base = {};
    const auto inBase = books.inBase(std::move(*entry), row.bookedOn);
    return inBase ? books.post(*inBase) : passOn(inBase);
}

Result<> makeBatch(Services &services, const BankEntryRow &booking, int parts)
{
    if (const auto marked = BankEntriesSql(services.session()).split(booking.id, parts); !marked)
        return marked;
    if (booking.amount.isNegative())
        return {};
    const auto receipt = services.ledger().entryOf(u"payment"_s, booking.id.uuid());
    if (!receipt)
        return passOn(receipt);
    Books books(services);
    const auto dated = books.openDay(booking.bookedOn);
    return dated ? books.post(ledger::reversalOf(*receipt, *dated, u"payment_split"_s)) : passOn(dated);
}

Result<std::vector<BankEntryRow>> splitBooking(Services &services, const BankEntryRow &booking,
                                               const std::vector<BookingPart> &parts)
{
    MoneySum sum(booking.amount.currency());
    for (const BookingPart &part : parts)
        sum.add(part.amount);
    const auto &total = sum.total();
    if (!total)
        return passOn(total);
    if (*total != booking.amount)
        return fail(
            ErrorKind::InvalidInput, u"payments.parts_sum"_s,
            {{u"entry"_s, booking.number}, {u"amount"_s, booking.amount.toString()}, {u"parts"_s, total->toString()}});
    BankEntriesSql entries(services.session());
    if (const auto made = makeBatch(services, booking, int(parts.size())); !made)
        return passOn(made);
    auto number = entries.nextNumber();
    if (!number)
        return passOn(number);
    std::vector<BankEntryRow> rows;
    for (const BookingPart &part : parts) {
        BankEntryRow row = booking;
        row.id = services.ids().next<BankEntryId>();
        row.number = (*number)++;
        row.identity = part.identity;
        row.amount = part.amount;
        row.batch = booking.id;
        row.parts = 0;
        row.payerName = part.payerName;
        row.payerAccount.clear();
        row.structuredReference.clear();
        row.endToEndId = part.endToEndId;
        row.traceNumber = part.traceNumber;
        row.remittance = part.text;
        row.details = part.chequeNumber.isEmpty() ? QJsonObject() : QJsonObject{{u"cheque"_s, part.chequeNumber}};
        row.state = u"new"_s;
        if (const auto added = entries.add(row); !added)
            return passOn(added);
        if (const auto posted = postUnapplied(services, row); !posted)
            return passOn(posted);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace accord::workspace
