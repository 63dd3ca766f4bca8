// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/output.h"

#include "app/accordctl/context.h"
#include "core/exports/table_writer.h"

#include <QtCore/QJsonDocument>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unistd.h>

namespace accord::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Why the first write to standard output failed that did; as the stream itself, there is one of it.
int outputFailure = 0;

QString shown(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isBool())
        return value.toBool() ? u"yes"_s : u"no"_s;
    if (value.isDouble())
        return QString::number(value.toInteger());
    if (value.isArray() || value.isObject()) {
        const QJsonDocument document
            = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
        return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
    }
    return {};
}

/// Control characters could move the cursor or colour the terminal.
QString printable(QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = u' ';
    }
    return text;
}

bool isNumber(const QString &text)
{
    static const QString digits = u"0123456789.,-%"_s;
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [&](QChar c) { return digits.contains(c); });
}

/// Amounts are strings in JSON, so that no digit is lost; a workbook has them as numbers.
exports::Cell cellOf(const QString &column, const QJsonValue &value)
{
    static const QStringList amounts{u"total"_s,   u"open"_s,     u"overdue"_s,    u"arr"_s,      u"net"_s,
                                     u"tax"_s,     u"subtotal"_s, u"amount"_s,     u"quantity"_s, u"discount"_s,
                                     u"balance"_s, u"used"_s,     u"unit_price"_s, u"included"_s};
    if (value.isDouble())
        return value.toInteger();
    const QString text = shown(value);
    if (amounts.contains(column)) {
        if (const auto number = Decimal::parse(text))
            return *number;
    }
    if (const QDate day = QDate::fromString(text, Qt::ISODate); text.size() == 10 && day.isValid())
        return day;
    return text;
}

Result<QByteArray> workbook(const QJsonArray &rows, const QStringList &columns)
{
    const auto writer = exports::xlsxWriter(u"Accord"_s, columns);
    for (const QJsonValue &row : rows) {
        std::vector<exports::Cell> cells;
        for (const QString &column : columns)
            cells.push_back(cellOf(column, row.toObject().value(column)));
        writer->addRow(cells);
    }
    return writer->finish();
}

void printTable(const QJsonArray &rows, const QStringList &columns)
{
    std::vector<qsizetype> widths;
    std::vector<bool> numeric(size_t(columns.size()), !rows.isEmpty());
    for (const QString &column : columns)
        widths.push_back(column.size());
    for (const QJsonValue &row : rows) {
        for (qsizetype i = 0; i < columns.size(); ++i) {
            const QString cell = printable(shown(row.toObject().value(columns[i])));
            widths[size_t(i)] = std::min<qsizetype>(60, std::max(widths[size_t(i)], cell.size()));
            numeric[size_t(i)] = numeric[size_t(i)] && (cell.isEmpty() || isNumber(cell));
        }
    }
    const auto line = [&](const auto &cellOf) {
        QString text;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            const QString cell = cellOf(i).left(60);
            const qsizetype width = widths[size_t(i)];
            text += numeric[size_t(i)] ? cell.rightJustified(width) : cell.leftJustified(width);
            text += u"  "_s;
        }
        Output::text(text.trimmed().isEmpty() ? QString() : text.left(text.size() - 2));
    };
    line([&](qsizetype i) { return QString(columns[i]).replace(u'_', u' '); });
    line([&](qsizetype i) { return QString(widths[size_t(i)], u'-'); });
    for (const QJsonValue &row : rows)
        line([&](qsizetype i) { return printable(shown(row.toObject().value(columns[i]))); });
}

} // namespace

void Output::text(const QString &text)
{
    bytes(text.toUtf8() + '\n');
}

QByteArray Output::inJson(const QJsonDocument &document)
{
    const QByteArray plain = document.toJson();
    QByteArray escaped;
    for (qsizetype i = 0; i < plain.size(); ++i) {
        const auto byte = quint8(plain[i]), next = i + 1 < plain.size() ? quint8(plain[i + 1]) : quint8(0);
        const bool isPair = byte == 0xC2 && next >= 0x80 && next <= 0x9F; // U+0080 to U+009F in UTF-8
        if (isPair || byte == 0x7F)
            escaped += "\\u00" + QByteArray(1, char(isPair ? next : byte)).toHex();
        else
            escaped += plain[i];
        i += isPair ? 1 : 0;
    }
    return escaped;
}

void Output::bytes(const QByteArray &bytes)
{
    const bool written = std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout) == size_t(bytes.size());
    if ((!written || std::fflush(stdout) != 0) && outputFailure == 0)
        outputFailure = errno;
}

Result<> Output::arrived()
{
    // A server of files may say so only now; pipes and terminals have nothing to be flushed and refuse to be asked.
    if (outputFailure == 0 && ::fsync(STDOUT_FILENO) != 0 && (errno == ENOSPC || errno == EDQUOT || errno == EIO))
        outputFailure = errno;
    if (outputFailure == 0)
        return {};
    if (outputFailure == ENOSPC || outputFailure == EDQUOT)
        return fail(ErrorKind::Unavailable, u"output.disk_full"_s);
    return fail(ErrorKind::Unavailable, u"output.unwritable"_s,
                {{u"problem"_s, QString::fromLocal8Bit(std::strerror(outputFailure))}});
}

void Output::error(const QString &text)
{
    const QByteArray line = printable(text).toUtf8() + '\n';
    std::fwrite(line.constData(), 1, size_t(line.size()), stderr);
}

void Output::note(const QString &line) const
{
    if (m_format == Format::Table)
        text(line);
}

Result<> Output::mayHandOut(qint64 rows) const
{
    const auto may = m_right ? m_right(rows) : Result<>();
    if (!may)
        m_refusal = may.error();
    return may;
}

Result<> Output::records(const QJsonArray &rows, const QStringList &columns) const
{
    if (auto may = mayHandOut(rows.size()); !may)
        return may;
    switch (m_format) {
    case Format::Json:
        bytes(Output::inJson(QJsonDocument(rows)));
        return {};
    case Format::Table:
        printTable(rows, columns);
        return {};
    case Format::Csv:
        break;
    case Format::Xlsx: {
        const auto book = workbook(rows, columns);
        return book ? Context::writeFile(m_file, *book) : passOn(book);
    }
    }
    bytes(exports::csvLine(columns));
    for (const QJsonValue &row : rows) {
        QStringList cells;
        for (const QString &column : columns)
            cells << shown(row.toObject().value(column));
        bytes(exports::csvLine(cells));
    }
    return {};
}

void Output::document(const QJsonObject &object) const
{
    if (object.size() == 1 && object.begin()->isArray() && !mayHandOut(object.begin()->toArray().size()))
        return;
    if (m_format == Format::Json) {
        bytes(Output::inJson(QJsonDocument(object)));
        return;
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it.value().isArray())
            m_format == Format::Csv ? bytes(exports::csvLine({it.key(), shown(it.value())}))
                                    : text(printable(it.key() + u": "_s + shown(it.value())));
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonArray rows = it.value().toArray();
        if (rows.isEmpty() || !rows.first().isObject())
            continue;
        text(QString());
        text(it.key());
        QStringList columns;
        for (const QString &key : rows.first().toObject().keys())
            columns << key;
        (void)Output(m_format).records(rows, columns); // never a workbook: that is for lists
    }
}

} // namespace accord::ctl
