// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/ofx_reader.h"

#include "core/bank/file_text.h"
#include "core/bank/file_values.h"
#include "core/bank/ofx_elements.h"

namespace accord::bank {

namespace {

/// The date and, with it, that nothing but a time may follow: "20130525", "20130525225731.258[-5:EST]".
QDate readDay(const QString &text)
{
    const qsizetype end = text.indexOf(u'[');
    const QString stamp = end < 0 ? text : text.left(end);
    const QString digits = stamp.section(u'.', 0, 0).trimmed();
    return isDigits(digits) && digits.size() <= 14 ? parseLongDay(digits) : QDate();
}

Checked<Money> readAmount(const XmlElement &transaction, const Currency &currency)
{
    const QString text = transaction.value(u"TRNAMT");
    const QString other = transaction.value(u"CURRENCY/CURSYM"); // the amount is then in that currency
    if (!other.isEmpty() && other != currency.code())
        return tl::unexpected(found(transaction.line, u"bank.currency_mixed"_s, u"CURSYM"_s, other,
                                    u"amounts in %1, the currency of the account"_s.arg(currency.code())));
    const auto amount = parseAmount(text, currency, Signs::Allowed);
    if (!amount) {
        Finding finding = amountFinding(transaction.line, u"TRNAMT"_s, text, amount.error());
        if (finding.id == u"bank.amount")
            finding.expected = u"an amount such as -1234.50, without grouping"_s;
        return tl::unexpected(finding);
    }
    return *amount;
}

Checked<BankEntry> readTransaction(const XmlElement &transaction, const Currency &currency)
{
    BankEntry entry;
    entry.line = transaction.line;
    const auto amount = readAmount(transaction, currency);
    if (!amount)
        return tl::unexpected(amount.error());
    entry.amount = *amount;
    const QString posted = transaction.value(u"DTPOSTED");
    entry.bookingDate = readDay(posted);
    if (!entry.bookingDate.isValid())
        return tl::unexpected(found(transaction.line, u"bank.date"_s, u"DTPOSTED"_s, posted,
                                    u"a date YYYYMMDD, with or without a time"_s));
    const QDate available = readDay(transaction.value(u"DTAVAIL"));
    entry.valueDate = available.isValid() ? available : entry.bookingDate;
    entry.bankReference = tidy(transaction.value(u"FITID"));
    entry.customerReference = tidy(transaction.value(u"REFNUM"));
    entry.typeCode = transaction.value(u"TRNTYPE");
    const QString cheque = transaction.value(u"CHECKNUM");
    entry.chequeNumber = cheque == u"0" ? QString() : cheque;
    entry.counterpartyName = tidy(transaction.firstValue({u"NAME", u"PAYEE/NAME"}));
    entry.counterpartyAccount = compact(transaction.firstValue({u"BANKACCTTO/ACCTID", u"CCACCTTO/ACCTID"}));
    entry.counterpartyBank = compact(transaction.value(u"BANKACCTTO/BANKID"));
    entry.remittanceText = tidy(transaction.value(u"MEMO"));
    entry.isReversal = transaction.value(u"CORRECTACTION") == u"DELETE";
    if (const auto rate = Decimal::parse(transaction.value(u"ORIGCURRENCY/CURRATE")))
        entry.exchangeRate = *rate;
    return entry;
}

std::optional<Balance> readBalance(const XmlElement &statement, const Currency &currency, Findings &warnings)
{
    const XmlElement *ledger = statement.find(u"LEDGERBAL");
    if (!ledger)
        return std::nullopt;
    const QString text = ledger->value(u"BALAMT");
    const auto amount = parseAmount(text, currency, Signs::Allowed);
    if (!amount) {
        warnings.push_back(amountFinding(ledger->line, u"BALAMT"_s, text, amount.error()));
        return std::nullopt;
    }
    return Balance{*amount, readDay(ledger->value(u"DTASOF"))};
}

Result<void> readStatement(const XmlElement &element, ReadStatements &read)
{
    BankStatement statement;
    statement.line = element.line;
    statement.account = compact(element.firstValue({u"BANKACCTFROM/ACCTID", u"CCACCTFROM/ACCTID"}));
    if (statement.account.isEmpty())
        return refuse(element.line, u"bank.missing"_s, u"ACCTID"_s, {}, u"the account of the statement"_s);
    const QString code = element.value(u"CURDEF");
    const auto currency = Currency::fromCodeOrFormer(code);
    if (!currency)
        return refuse(element.line, u"bank.currency"_s, u"CURDEF"_s, code, u"a currency code of ISO 4217"_s);
    statement.currency = *currency;
    statement.closing = readBalance(element, *currency, read.warnings);
    statement.day = statement.closing ? statement.closing->day : readDay(element.value(u"BANKTRANLIST/DTEND"));
    if (const XmlElement *list = element.find(u"BANKTRANLIST")) {
        for (const XmlElement *transaction : list->all(u"STMTTRN")) {
            const auto entry = readTransaction(*transaction, *currency);
            if (entry)
                statement.entries.push_back(*entry);
            else
                read.badEntries.push_back(entry.error());
        }
    }
    addStatement(read, std::move(statement));
    return {};
}

/// Statements stand two levels below the message sets: BANKMSGSRSV1/STMTTRNRS/STMTRS.
Result<void> readAll(const XmlElement &element, ReadStatements &read)
{
    for (const XmlElement &child : element.children) {
        const bool isStatement = child.name == u"STMTRS" || child.name == u"CCSTMTRS";
        if (const auto done = isStatement ? readStatement(child, read) : readAll(child, read); !done)
            return done;
    }
    return {};
}

} // namespace

Result<ReadStatements> readOfx(const QString &text)
{
    const auto root = readOfxElements(text);
    if (!root)
        return passOn(root);
    ReadStatements read;
    if (const auto done = readAll(*root, read); !done)
        return passOn(done);
    if (read.statements.empty())
        return refuse(1, u"bank.no_statement"_s, u"STMTRS"_s, {}, u"at least one STMTRS or CCSTMTRS"_s);
    return withoutRepeats(std::move(read));
}

} // namespace accord::bank
