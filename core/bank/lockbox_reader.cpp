// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/lockbox_reader.h"

#include "core/bank/csv_rows.h"
#include "core/bank/file_text.h"
#include "core/bank/file_values.h"

#include <QtCore/QHash>

namespace accord::bank {

namespace {

QString columnName(const QString &title)
{
    static const QHash<QString, QString> others{{u"lockbox_number"_s, u"lockbox"_s},
                                                {u"date"_s, u"deposit_date"_s},
                                                {u"cheque_number"_s, u"check_number"_s},
                                                {u"amount"_s, u"check_amount"_s},
                                                {u"cheque_amount"_s, u"check_amount"_s},
                                                {u"deposit_amount"_s, u"deposit_total"_s},
                                                {u"payer"_s, u"remitter"_s},
                                                {u"remitter_name"_s, u"remitter"_s},
                                                {u"invoice"_s, u"invoice_number"_s},
                                                {u"paid_amount"_s, u"invoice_amount"_s},
                                                {u"payer_account"_s, u"remitter_account"_s}};
    const QString name = title.toLower().replace(u' ', u'_');
    return others.value(name, name);
}

/// The day of "2026-03-02", "20260302" or "03/02/2026"; nothing may follow.
QDate readDay(const QString &text)
{
    if (text.size() == 10 && text[2] == u'/' && text[5] == u'/')
        return parseLongDay(QString(text.mid(6) + text.left(2) + text.mid(3, 2)));
    return text.size() <= 10 ? parseLongDay(text) : QDate();
}

/// One row by its column names.
struct Row
{
    const QHash<QString, qsizetype> &columns;
    const CsvRow &cells;

    QString at(const QString &column) const { return cells.cells.value(columns.value(column, -1)); }
    Finding wrong(const QString &id, const QString &column, const QString &expected) const
    {
        return found(cells.line, id, column, at(column), expected);
    }
};

Checked<Money> amountAt(const Row &row, const QString &column, const Currency &currency)
{
    const auto amount = parseAmount(row.at(column), currency);
    if (!amount)
        return tl::unexpected(amountFinding(row.cells.line, column, row.at(column), amount.error()));
    return *amount;
}

struct Deposit
{
    BankStatement statement;
    std::optional<Money> total;
    std::vector<BankEntry> checks;
    QHash<QString, std::size_t> places; ///< of the checks, by checkKey()
};

Checked<BankEntry> readCheck(const Row &row)
{
    const QString code = row.at(u"currency"_s);
    const auto currency = Currency::fromCode(code.isEmpty() ? u"USD"_s : code);
    if (!currency)
        return tl::unexpected(row.wrong(u"bank.currency"_s, u"currency"_s, u"a currency code of ISO 4217"_s));
    const auto amount = amountAt(row, u"check_amount"_s, *currency);
    if (!amount)
        return tl::unexpected(amount.error());
    BankEntry check;
    check.line = row.cells.line;
    check.amount = *amount;
    check.bookingDate = readDay(row.at(u"deposit_date"_s));
    check.valueDate = check.bookingDate;
    check.chequeNumber = row.at(u"check_number"_s);
    if (!check.bookingDate.isValid())
        return tl::unexpected(row.wrong(u"bank.date"_s, u"deposit_date"_s, u"a date such as 2026-03-02"_s));
    if (row.at(u"lockbox"_s).isEmpty() || check.chequeNumber.isEmpty())
        return tl::unexpected(found(row.cells.line, u"bank.missing"_s, u"check_number"_s, check.chequeNumber,
                                    u"a lockbox and a check number"_s));
    check.bankReference
        = u"%1/%2/%3"_s.arg(row.at(u"lockbox"_s), check.bookingDate.toString(Qt::ISODate), check.chequeNumber);
    check.counterpartyName = tidy(row.at(u"remitter"_s));
    check.counterpartyBank = row.at(u"routing_number"_s);
    check.counterpartyAccount = compact(row.at(u"remitter_account"_s));
    check.remittanceText = tidy(row.at(u"memo"_s));
    check.typeCode = u"LOCKBOX"_s;
    return check;
}

Checked<std::optional<RemittanceItem>> readItem(const Row &row, const Currency &currency)
{
    RemittanceItem item;
    item.reference = row.at(u"invoice_number"_s);
    item.kind = u"IV"_s;
    if (item.reference.isEmpty())
        return std::optional<RemittanceItem>();
    if (!row.at(u"invoice_amount"_s).isEmpty()) {
        const auto paid = amountAt(row, u"invoice_amount"_s, currency);
        if (!paid)
            return tl::unexpected(paid.error());
        item.paid = *paid;
    }
    return std::optional(item);
}

/// Two rows with this in common are about one check.
QString checkKey(const BankEntry &check)
{
    return QStringList{check.chequeNumber, check.amount.toString(), check.counterpartyName, check.counterpartyBank,
                       check.counterpartyAccount}
        .join(u'\n');
}

class Reader
{
public:
    explicit Reader(const std::vector<CsvRow> &rows)
        : m_rows(rows)
    { }

    Result<ReadStatements> read()
    {
        if (const auto header = readHeader(); !header)
            return passOn(header);
        for (std::size_t i = 1; i < m_rows.size(); ++i)
            takeRow(m_rows[i]);
        for (Deposit &deposit : m_deposits)
            finish(deposit);
        if (m_read.statements.empty() && m_read.badEntries.empty())
            return refuse(1, u"bank.no_statement"_s, u"row"_s, {}, u"at least one check below the header"_s);
        return m_read;
    }

private:
    Result<void> readHeader()
    {
        const QStringList titles = m_rows.empty() ? QStringList() : m_rows.front().cells;
        for (qsizetype i = 0; i < titles.size(); ++i) {
            if (m_columns.contains(columnName(titles[i])))
                return refuse(1, u"bank.lockbox_header"_s, u"header"_s, titles[i], u"each column once"_s);
            m_columns.insert(columnName(titles[i]), i);
        }
        for (const QString &needed : {u"lockbox"_s, u"deposit_date"_s, u"check_number"_s, u"check_amount"_s}) {
            if (!m_columns.contains(needed))
                return refuse(1, u"bank.lockbox_header"_s, u"header"_s, titles.join(u','),
                              u"a column %1"_s.arg(needed));
        }
        return {};
    }

    void takeRow(const CsvRow &cells)
    {
        const Row row{m_columns, cells};
        if (cells.cells.size() != m_columns.size()) {
            m_read.badEntries.push_back(found(cells.line, u"bank.csv_columns"_s, u"row"_s,
                                              QString::number(cells.cells.size()),
                                              u"%1 cells as in the header"_s.arg(m_columns.size())));
            return;
        }
        auto check = readCheck(row);
        if (!check) {
            m_read.badEntries.push_back(check.error());
            return;
        }
        const auto item = readItem(row, check->amount.currency());
        if (!item)
            m_read.warnings.push_back(item.error());
        Deposit &deposit = depositFor(row, *check);
        addCheck(deposit, std::move(*check), item ? *item : std::nullopt);
    }

    Deposit &depositFor(const Row &row, const BankEntry &check)
    {
        const QString number = u"%1/%2"_s.arg(row.at(u"lockbox"_s), check.bookingDate.toString(Qt::ISODate));
        const QString key = number + check.amount.currency().code();
        const bool isNew = !m_places.contains(key);
        if (isNew)
            m_places.insert(key, m_deposits.size());
        Deposit &deposit = isNew ? m_deposits.emplace_back() : m_deposits[m_places[key]];
        if (isNew) {
            deposit.statement.line = check.line;
            deposit.statement.number = number;
            deposit.statement.day = check.bookingDate;
            deposit.statement.currency = check.amount.currency();
            const QString account = compact(row.at(u"account"_s));
            deposit.statement.account = account.isEmpty() ? row.at(u"lockbox"_s) : account;
        }
        takeTotal(deposit, row);
        return deposit;
    }

    void takeTotal(Deposit &deposit, const Row &row)
    {
        if (row.at(u"deposit_total"_s).isEmpty())
            return;
        const auto total = amountAt(row, u"deposit_total"_s, deposit.statement.currency);
        if (!total)
            m_read.warnings.push_back(total.error());
        else if (deposit.total && *deposit.total != *total)
            m_read.warnings.push_back(row.wrong(u"bank.lockbox_total"_s, u"deposit_total"_s,
                                                u"%1 as in the rows before"_s.arg(deposit.total->toString())));
        else
            deposit.total = *total;
    }

    /// A second row of a check names another invoice of it; one that names the same or none is the same row again.
    void addCheck(Deposit &deposit, BankEntry check, const std::optional<RemittanceItem> &item)
    {
        const QString key = checkKey(check);
        if (!deposit.places.contains(key)) {
            deposit.places.insert(key, deposit.checks.size());
            if (item)
                check.remittanceItems.push_back(*item);
            deposit.checks.push_back(std::move(check));
            return;
        }
        BankEntry *const known = &deposit.checks[deposit.places[key]];
        const auto &items = known->remittanceItems;
        const bool isNew = item && !items.empty() && std::none_of(items.begin(), items.end(), [&](const auto &other) {
                               return other.reference == item->reference;
                           });
        if (isNew)
            known->remittanceItems.push_back(*item);
        else
            m_read.badEntries.push_back(
                found(check.line, u"bank.lockbox_duplicate"_s, u"check_number"_s, check.chequeNumber,
                      u"each check, and each invoice of it, once; line %1 has it"_s.arg(known->line)));
    }

    void finish(Deposit &deposit)
    {
        MoneySum sum(deposit.statement.currency);
        for (const BankEntry &check : deposit.checks)
            sum.add(check.amount);
        if (!sum.total()) {
            m_read.badEntries.push_back(found(deposit.statement.line, sum.total().error().id, u"check_amount"_s, {},
                                              u"checks of at most 18 digits together"_s));
            return;
        }
        BankEntry booking;
        booking.line = deposit.statement.line;
        booking.amount = deposit.total.value_or(*sum.total());
        booking.bookingDate = deposit.statement.day;
        booking.valueDate = deposit.statement.day;
        booking.bankReference = deposit.statement.number;
        booking.typeCode = u"LOCKBOX"_s;
        if (const auto finding = addBatch(deposit.statement.entries, std::move(booking), std::move(deposit.checks)))
            m_read.warnings.push_back(*finding);
        addStatement(m_read, std::move(deposit.statement));
    }

    const std::vector<CsvRow> &m_rows;
    QHash<QString, qsizetype> m_columns;
    std::vector<Deposit> m_deposits;
    QHash<QString, std::size_t> m_places; ///< of the deposits, by number and currency
    ReadStatements m_read;
};

} // namespace

bool isLockboxHeader(QStringView text)
{
    const auto rows = csvRows(text.left(text.indexOf(u'\n')).toString());
    if (!rows || rows->empty())
        return false;
    const QStringList &titles = rows->front().cells;
    return std::any_of(titles.begin(), titles.end(),
                       [](const QString &title) { return columnName(title) == u"lockbox"; });
}

Result<ReadStatements> readLockbox(const QString &text)
{
    const auto rows = csvRows(text);
    return rows ? Reader(*rows).read() : Result<ReadStatements>(passOn(rows));
}

} // namespace accord::bank
