// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/statement.h"

namespace accord::bank {

Result<Money> bookedTotal(const BankStatement &statement)
{
    MoneySum sum(statement.currency);
    for (const BankEntry &entry : statement.entries) {
        if (entry.status == EntryStatus::Booked && !entry.batch)
            sum.add(entry.amount);
    }
    return sum.total();
}

std::optional<Finding> reconcile(const BankStatement &statement)
{
    if (!statement.opening || !statement.closing)
        return std::nullopt;
    const auto booked = bookedTotal(statement);
    const auto expected = booked ? statement.opening->amount.plus(*booked) : booked;
    const Money &closing = statement.closing->amount;
    if (!expected && expected.error().id == u"money.currency_mix")
        return found(statement.line, u"bank.currency_mixed"_s, u"closing balance"_s, closing.currency().code(),
                     u"balances and entries in %1"_s.arg(statement.currency.code()));
    if (!expected)
        return found(statement.line, expected.error().id, u"closing balance"_s, closing.toString(),
                     u"a sum of at most 18 digits"_s);
    if (closing.currency() != expected->currency())
        return found(statement.line, u"bank.currency_mixed"_s, u"closing balance"_s, closing.currency().code(),
                     u"balances and entries in %1"_s.arg(statement.currency.code()));
    if (closing == *expected)
        return std::nullopt;
    return found(statement.line, u"bank.does_not_reconcile"_s, u"closing balance"_s, closing.toString(),
                 u"%1, the opening balance and the booked entries"_s.arg(expected->toString()));
}

namespace {

bool addUp(const BankEntry &booking, const std::vector<BankEntry> &parts)
{
    MoneySum sum(booking.amount.currency());
    for (const BankEntry &part : parts)
        sum.add(part.amount);
    return sum.total() && *sum.total() == booking.amount;
}

QString joined(const QString &text, const QString &more)
{
    if (more.isEmpty() || text.contains(more))
        return text;
    return text.isEmpty() ? more : text + u' ' + more;
}

} // namespace

std::optional<Finding> addBatch(std::vector<BankEntry> &entries, BankEntry booking, std::vector<BankEntry> parts)
{
    const bool whole = addUp(booking, parts);
    const std::size_t at = entries.size();
    if (!whole) {
        for (const BankEntry &part : parts)
            booking.remittanceText
                = joined(joined(booking.remittanceText, part.structuredReference), part.remittanceText);
        entries.push_back(booking);
        return found(booking.line, u"bank.batch_does_not_add_up"_s, u"transactions"_s, QString::number(parts.size()),
                     u"transactions of %1 in all"_s.arg(booking.amount.toString()));
    }
    booking.parts = parts.size();
    if (entries.capacity() - at <= parts.size())
        entries.reserve(std::max(2 * at, at + 1 + parts.size()));
    entries.push_back(std::move(booking));
    for (BankEntry &part : parts) {
        part.batch = at;
        entries.push_back(std::move(part));
    }
    return std::nullopt;
}

} // namespace accord::bank
