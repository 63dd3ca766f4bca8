// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/mt940_reader.h"

#include "core/bank/file_text.h"
#include "core/bank/file_values.h"
#include "core/bank/mt940_details.h"

#include <QtCore/QRegularExpression>

namespace accord::bank {

namespace {

Result<Balance> readBalance(const Mt940Field &field)
{
    static const QRegularExpression form(u"^([CD])([0-9]{6})([A-Z]{3})([0-9]+(?:[.,][0-9]*)?)$"_s);
    const QString text = field.lines.first().trimmed();
    const auto match = form.match(text);
    if (!match.hasMatch())
        return refuse(field.line, u"bank.mt940_balance"_s, field.tag, text, u"a balance such as C260131EUR1234,50"_s);
    const auto currency = Currency::fromCodeOrFormer(match.captured(3));
    if (!currency)
        return refuse(field.line, u"bank.currency"_s, field.tag, match.captured(3), u"a currency code of ISO 4217"_s);
    const auto amount = parseAmount(match.captured(4), *currency);
    if (!amount)
        return refuse(amountFinding(field.line, field.tag, match.captured(4), amount.error()));
    return Balance{match.captured(1) == u"D" ? amount->negated() : *amount, parseShortDay(match.captured(2))};
}

QString reference(QStringView text)
{
    const QString value = tidy(text);
    const bool isNone = value == u"NONREF" || value == u"NOTPROVIDED" || value == u"EREF" || value == u"KREF+"
                        || value == u"EREF+" || value == u"PREF";
    return isNone ? QString() : value;
}

void takeReferences(BankEntry &entry, const QString &references)
{
    const qsizetype slashes = references.indexOf(u"//"_s);
    entry.customerReference = reference(slashes < 0 ? references : references.left(slashes));
    entry.bankReference = slashes < 0 ? QString() : reference(QStringView(references).sliced(slashes + 2));
    if (entry.typeCode == u"NCHK" && isDigits(entry.customerReference))
        entry.chequeNumber = entry.customerReference;
}

/// The second line of field 61: Rabobank gives the account of the other side there, others a booking text.
void takeSupplement(BankEntry &entry, const QStringList &lines)
{
    static const QRegularExpression account(u"^(?:[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}|P[0-9]{9})$"_s);
    const QString text = tidy(lines.join(QString()));
    if (account.match(text).hasMatch())
        entry.counterpartyAccount = compact(text);
    else
        entry.typeText = text;
}

Checked<BankEntry> readEntry(const Mt940Field &field, const Currency &currency)
{
    static const QRegularExpression form(
        u"^([0-9]{6})([0-9]{4})?(RC|RD|C|D)([A-Z])?([0-9]+(?:[.,][0-9]*)?)([A-Z][A-Z0-9]{3})(.*)$"_s);
    const QString text = field.lines.first().trimmed();
    const auto match = form.match(text);
    if (!match.hasMatch())
        return tl::unexpected(found(field.line, u"bank.mt940_entry"_s, field.tag, text,
                                    u"an entry such as 2601310131C1234,50NTRFREF//BANKREF"_s));
    BankEntry entry;
    entry.line = field.line;
    const auto amount = parseAmount(match.captured(5), currency);
    if (!amount)
        return tl::unexpected(amountFinding(field.line, field.tag, match.captured(5), amount.error()));
    entry.valueDate = parseShortDay(match.captured(1));
    entry.bookingDate
        = match.captured(2).isEmpty() ? entry.valueDate : parseDayOfYear(match.captured(2), entry.valueDate);
    if (!entry.valueDate.isValid() || !entry.bookingDate.isValid())
        return tl::unexpected(found(field.line, u"bank.date"_s, field.tag, text.left(10),
                                    u"a value date YYMMDD and an entry date MMDD"_s));
    const QString mark = match.captured(3);
    entry.isReversal = mark.startsWith(u'R');
    entry.amount = mark == u"C" || mark == u"RD" ? *amount : amount->negated();
    entry.typeCode = match.captured(6);
    takeReferences(entry, match.captured(7));
    takeSupplement(entry, field.lines.mid(1));
    return entry;
}

class Reader
{
public:
    Result<ReadStatements> read(const std::vector<Mt940Field> &fields)
    {
        for (const Mt940Field &field : fields) {
            if (const auto taken = take(field); !taken)
                return passOn(taken);
        }
        if (const auto ended = end(); !ended)
            return passOn(ended);
        if (m_read.statements.empty())
            return refuse(1, u"bank.no_statement"_s, u"20"_s, {}, u"at least one statement that starts with :20:"_s);
        return withoutRepeats(std::move(m_read));
    }

private:
    Result<void> take(const Mt940Field &field)
    {
        if (field.tag == u"20")
            return begin(field);
        if (field.tag == u"-")
            return end();
        if (!m_isOpen)
            return {};
        if (field.tag == u"25")
            m_statement.account = compact(field.lines.join(QString()));
        else if (field.tag == u"28C" || field.tag == u"28")
            m_statement.number = compact(field.lines.first());
        else if (field.tag == u"60F" || field.tag == u"60M")
            return takeOpening(field);
        else if (field.tag == u"62F" || field.tag == u"62M")
            return takeClosing(field);
        else if (field.tag == u"61")
            return takeEntry(field);
        else if (field.tag == u"86" && m_canDetail)
            addMt940Details(m_statement.entries.back(), field);
        // A second field 86, or one behind the closing balance, is about the statement.
        m_canDetail = m_canDetail && field.tag != u"86";
        return {};
    }

    Result<void> begin(const Mt940Field &field)
    {
        if (const auto ended = end(); !ended)
            return ended;
        m_statement = BankStatement();
        m_statement.line = field.line;
        m_isOpen = true;
        m_canDetail = false;
        return {};
    }

    Result<void> takeOpening(const Mt940Field &field)
    {
        const auto balance = readBalance(field);
        if (!balance)
            return passOn(balance);
        m_statement.opening = *balance;
        m_statement.currency = balance->amount.currency();
        return {};
    }

    Result<void> takeClosing(const Mt940Field &field)
    {
        const auto balance = readBalance(field);
        if (!balance)
            return passOn(balance);
        m_statement.closing = *balance;
        m_statement.day = balance->day;
        m_canDetail = false;
        return {};
    }

    Result<void> takeEntry(const Mt940Field &field)
    {
        if (!m_statement.opening)
            return missing(u"60F"_s, field.line, u"an opening balance before the first entry"_s);
        const auto entry = readEntry(field, m_statement.currency);
        m_canDetail = entry.has_value();
        if (entry)
            m_statement.entries.push_back(*entry);
        else
            m_read.badEntries.push_back(entry.error());
        return {};
    }

    /// Ends the statement that is open, if any: it must be whole by now.
    Result<void> end()
    {
        if (!m_isOpen)
            return {};
        m_isOpen = false;
        if (m_statement.account.isEmpty())
            return missing(u"25"_s, m_statement.line, u"the account of the statement"_s);
        if (!m_statement.opening)
            return missing(u"60F"_s, m_statement.line, u"an opening balance"_s);
        if (!m_statement.closing)
            return missing(u"62F"_s, m_statement.line, u"a closing balance; the file may be cut off"_s);
        addStatement(m_read, std::move(m_statement));
        return {};
    }

    static Result<void> missing(const QString &tag, qint64 line, const QString &expected)
    {
        return refuse(line, u"bank.missing"_s, tag, {}, expected);
    }

    ReadStatements m_read;
    BankStatement m_statement;
    bool m_isOpen = false;
    bool m_canDetail = false; ///< the next field 86 belongs to the last entry
};

} // namespace

Result<ReadStatements> readMt940(const QString &text)
{
    return Reader().read(mt940Fields(linesOf(text)));
}

} // namespace accord::bank
