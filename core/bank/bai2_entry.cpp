// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bai2_entry.h"

#include "core/bank/file_text.h"
#include "core/bank/file_values.h"

#include <QtCore/QHash>
#include <QtCore/QRegularExpression>

#include <string_view>

namespace accord::bank {

namespace {

struct TypeRow
{
    std::string_view code;
    Bai2Direction direction;
};
constexpr TypeRow typeTable[] = {
#include "bai2_type_table.inc"
};

bool isReturn(const QString &typeCode)
{
    return QStringList{u"255"_s, u"257"_s, u"266"_s, u"555"_s, u"557"_s, u"566"_s}.contains(typeCode);
}

/// Lines such as "EREF: INV-7" that some banks write into the text, by their word.
QHash<QString, QString> taggedLines(const QStringList &lines)
{
    static const QRegularExpression form(u"^([A-Z]{4}):\\s*(.*)$"_s);
    QHash<QString, QString> values;
    for (const QString &line : lines) {
        if (const auto match = form.match(line); match.hasMatch() && !values.contains(match.captured(1)))
            values.insert(match.captured(1), tidy(match.captured(2)));
    }
    return values;
}

QString firstMatch(const QString &text, const QRegularExpression &form)
{
    return form.match(text).captured(1);
}

void takeText(BankEntry &entry, const QStringList &lines)
{
    static const QRegularExpression reason(u"Reason: \"?(R[0-9]{2})\\b"_s);
    static const QRegularExpression cheque(u"Check Serial Number: ([0-9]+)"_s);
    const auto tags = taggedLines(lines);
    const QString whole = tidy(lines.join(u' '));
    const bool fromDebtor = !entry.amount.isNegative();
    const auto either
        = [&](const QString &debtor, const QString &creditor) { return tags.value(fromDebtor ? debtor : creditor); };
    entry.remittanceText = whole;
    entry.endToEndId = tags.value(u"EREF"_s);
    entry.counterpartyName = either(u"DBNM"_s, u"CRNM"_s);
    entry.counterpartyAccount = compact(either(u"DACT"_s, u"CACT"_s));
    entry.counterpartyBank = either(u"DBIC"_s, u"CBIC"_s);
    if (entry.counterpartyBank.isEmpty())
        entry.counterpartyBank = either(u"DABA"_s, u"CABA"_s);
    entry.chequeNumber = tags.contains(u"CHKN"_s) ? tags.value(u"CHKN"_s) : firstMatch(whole, cheque);
    if (entry.isReturn)
        entry.returnReason = firstMatch(whole, reason);
}

/// The amount of a detail record: its direction stands in the type code, so it has no minus.
Checked<Money> detailAmount(const QString &text, const Bai2Record &record, const Currency &currency)
{
    const auto amount = parseMinorAmount(text, currency, Signs::Allowed);
    if (amount && !text.startsWith(u'-'))
        return *amount;
    const Error error = amount ? Error{ErrorKind::InvalidInput, u"bank.amount"_s, {}, {}} : amount.error();
    Finding finding = amountFinding(record.line, u"amount"_s, text, error);
    if (error.id == u"bank.amount")
        finding.expected = u"digits only, in the smallest unit of the currency"_s;
    return tl::unexpected(finding);
}

} // namespace

std::optional<Bai2Direction> bai2Direction(QStringView typeCode)
{
    for (const TypeRow &row : typeTable) {
        if (typeCode == QLatin1StringView(row.code.data(), qsizetype(row.code.size())))
            return row.direction;
    }
    if (typeCode.size() != 3 || !isDigits(typeCode))
        return std::nullopt;
    const int code = typeCode.toInt();
    if ((code >= 100 && code <= 399) || (code >= 920 && code <= 959))
        return Bai2Direction::Credit;
    if ((code >= 400 && code <= 699) || code >= 960)
        return Bai2Direction::Debit;
    return std::nullopt;
}

QString bai2ItemOf(QStringView typeCode)
{
    // Lockbox, DTC, ACH, PAC and broker deposits; ACH debits.
    constexpr std::pair<QStringView, QStringView> items[]
        = {{u"116", u"115"}, {u"136", u"135"}, {u"143", u"142"}, {u"156", u"155"}, {u"345", u"342"}, {u"452", u"451"}};
    for (const auto &[item, booking] : items) {
        if (typeCode == item)
            return booking.toString();
    }
    return {};
}

Checked<Bai2Funds> takeBai2Funds(Bai2Fields &fields, qint64 line)
{
    const QString type = fields.next();
    Bai2Funds funds;
    if (type == u"S") {
        fields.skip(3);
    } else if (type == u"V") {
        funds.valueDate = parseShortDay(fields.next());
        fields.skip(1);
    } else if (type == u"D") {
        const QString count = fields.next();
        if (!isDigits(count) || count.size() > 3)
            return tl::unexpected(
                found(line, u"bank.bai2_funds_type"_s, u"distributions"_s, count, u"the number of pairs"_s));
        fields.skip(2 * count.toInt());
    } else if (!type.isEmpty() && !QStringList{u"0"_s, u"1"_s, u"2"_s, u"Z"_s}.contains(type)) {
        return tl::unexpected(
            found(line, u"bank.bai2_funds_type"_s, u"funds type"_s, type, u"0, 1, 2, S, V, D or Z"_s));
    }
    return funds;
}

Checked<Bai2Entry> bai2Entry(const Bai2Record &record, const Currency &currency, const QDate &day)
{
    Bai2Fields fields(record);
    Bai2Entry result;
    BankEntry &entry = result.entry;
    entry.line = record.line;
    entry.typeCode = fields.next();
    const QString written = fields.next();
    const auto direction = bai2Direction(entry.typeCode);
    if (!direction)
        return tl::unexpected(found(record.line, u"bank.bai2_type_code"_s, u"type code"_s, entry.typeCode,
                                    u"a type code of BAI2 that is a credit or a debit"_s));
    const bool isMoney = *direction != Bai2Direction::None;
    const auto amount = detailAmount(isMoney || !written.isEmpty() ? written : u"0"_s, record, currency);
    if (!amount)
        return tl::unexpected(amount.error());
    const auto funds = takeBai2Funds(fields, record.line);
    if (!funds)
        return tl::unexpected(funds.error());
    result.written = *amount;
    entry.amount = *direction == Bai2Direction::Debit ? amount->negated() : *amount;
    entry.status = isMoney ? EntryStatus::Booked : EntryStatus::Information;
    entry.bookingDate = day;
    entry.valueDate = funds->valueDate.isValid() ? funds->valueDate : day;
    entry.isReturn = isReturn(entry.typeCode);
    entry.bankReference = fields.next();
    entry.customerReference = fields.next();
    takeText(entry, fields.text());
    if (entry.typeCode == u"116" && entry.chequeNumber.isEmpty() && isDigits(entry.customerReference))
        entry.chequeNumber = entry.customerReference;
    return result;
}

} // namespace accord::bank
