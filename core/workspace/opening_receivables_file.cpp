// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/opening_receivables_file.h"

#include "core/bank/csv_rows.h"

#include <QtCore/QHash>

namespace accord::workspace {

namespace {

const QStringList needed{u"number"_s, u"account"_s, u"issued_on"_s, u"due_on"_s, u"currency"_s, u"open"_s};

/// Reads the cells of one row by the names of their columns, and keeps what is wrong with them.
class RowReader
{
public:
    RowReader(const QHash<QString, qsizetype> &columns, const bank::CsvRow &row, bank::Findings &findings)
        : m_columns(columns)
        , m_row(row)
        , m_findings(findings)
    { }

    QString text(const QString &column) const { return m_row.cells.value(m_columns.value(column, -1)); }

    QString neededText(const QString &column)
    {
        const QString value = text(column);
        if (value.isEmpty())
            refuse(column, value, u"something"_s);
        return value;
    }

    QDate day(const QString &column)
    {
        const QDate day = QDate::fromString(text(column), Qt::ISODate);
        if (!day.isValid())
            refuse(column, text(column), u"a day as 2026-01-31"_s);
        return day;
    }

    Currency currency()
    {
        const auto currency = Currency::fromCode(text(u"currency"_s));
        if (!currency)
            refuse(u"currency"_s, text(u"currency"_s), u"a currency as EUR"_s);
        return currency.value_or(Currency());
    }

    Money amount(const QString &column, const Currency &currency)
    {
        const auto amount = currency.isNull() ? Result<Money>(Money()) : Money::parse(text(column), currency);
        if (!amount)
            refuse(column, text(column), u"an amount as 1234.50"_s);
        return amount.value_or(Money());
    }

    void refuse(const QString &field, const QString &value, const QString &expected)
    {
        m_findings.push_back(bank::found(m_row.line, u"billing.opening_row"_s, field, value, expected));
        m_isGood = false;
    }

    bool isGood() const { return m_isGood; }

private:
    const QHash<QString, qsizetype> &m_columns;
    const bank::CsvRow &m_row;
    bank::Findings &m_findings;
    bool m_isGood = true;
};

} // namespace

Result<OpeningFile> readOpeningFile(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar::ByteOrderMark))
        text.remove(0, 1);
    const auto rows = bank::csvRows(text);
    if (!rows)
        return passOn(rows);
    QHash<QString, qsizetype> columns;
    if (!rows->empty()) {
        const QStringList &names = rows->front().cells;
        for (qsizetype i = 0; i < names.size(); ++i)
            columns.insert(names[i].toLower(), i);
    }
    QStringList missing = needed;
    missing.removeIf([&](const QString &name) { return columns.contains(name); });
    if (!missing.isEmpty())
        return fail(ErrorKind::InvalidInput, u"billing.opening_columns"_s, {{u"columns"_s, missing.join(u", "_s)}});
    OpeningFile file;
    for (size_t i = 1; i < rows->size(); ++i) {
        RowReader reader(columns, (*rows)[i], file.findings);
        OpeningRow row;
        row.line = (*rows)[i].line;
        row.account = reader.neededText(u"account"_s);
        row.receivable.number = reader.neededText(u"number"_s);
        row.receivable.issuedOn = reader.day(u"issued_on"_s);
        row.receivable.dueOn = reader.day(u"due_on"_s);
        const Currency currency = reader.currency();
        row.receivable.open = reader.amount(u"open"_s, currency);
        row.receivable.billed
            = reader.text(u"billed"_s).isEmpty() ? row.receivable.open : reader.amount(u"billed"_s, currency);
        row.receivable.purchaseOrder = reader.text(u"purchase_order"_s);
        if (reader.isGood())
            file.rows.push_back(std::move(row));
    }
    return file;
}

} // namespace accord::workspace
