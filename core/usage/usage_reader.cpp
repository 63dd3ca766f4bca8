// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/usage_reader.h"

#include "core/interchange/strict_json.h"
#include "core/usage/csv_reader.h"
#include "core/usage/focus.h"
#include "core/usage/usage_columns.h"

#include <QtCore/QIODevice>
#include <QtCore/QJsonObject>

namespace accord::usage {

namespace {

template<typename Columns>
void readRecords(CsvReader &csv, const Columns &columns, Problems &problems, const std::function<void(UsageRow &&)> &sink)
{
    std::vector<UsageRow> rows;
    while (csv.next(problems)) {
        rows.clear();
        columns.read(csv.fields(), csv.line(), problems, rows);
        for (UsageRow &row : rows)
            sink(std::move(row));
    }
}

void readCsv(QIODevice &device, Problems &problems, const std::function<void(UsageRow &&)> &sink)
{
    CsvReader csv(device);
    if (!csv.next(problems)) {
        if (problems.isEmpty())
            problems.add(1, {}, {}, u"a header line and rows"_s);
        return;
    }
    const QStringList header = csv.fields();
    if (FocusColumns::isFocus(header)) {
        if (const auto columns = FocusColumns::fromHeader(header, csv.line(), problems))
            readRecords(csv, *columns, problems, sink);
    } else if (const auto columns = UsageColumns::fromHeader(header, csv.line(), problems)) {
        readRecords(csv, *columns, problems, sink);
    }
}

/// A number of NDJSON as text: a whole number, or a string.
QString exactText(const QJsonValue &value)
{
    if (value.isDouble()) {
        const qint64 whole = value.toInteger(-1); // -1 for a fraction: it could not be exact
        return whole >= 0 ? QString::number(whole) : u"a fraction as a number"_s;
    }
    return value.toString();
}

void readEvent(const QByteArray &text, qint64 line, Problems &problems, const std::function<void(UsageRow &&)> &sink)
{
    const auto object = interchange::readJsonObject(text);
    if (!object) {
        problems.add(line, {}, QString::fromUtf8(text.left(80)), u"one JSON object a line"_s);
        return;
    }
    static const QStringList known{u"event_id"_s, u"account"_s, u"account_id"_s, u"location"_s, u"location_id"_s, u"meter"_s, u"quantity"_s, u"timestamp"_s, u"ts"_s, u"date"_s};
    for (const QString &name : object->keys()) {
        if (!known.contains(name)) {
            problems.add(line, name, {}, u"only "_s + known.join(u", "_s));
            return;
        }
    }
    const auto text1 = [&](const QString &name, const QString &other) { return object->value(name).toString(object->value(other).toString()); };
    UsageRow row;
    row.line = line;
    row.eventId = object->value(u"event_id"_s).toString();
    row.account = text1(u"account"_s, u"account_id"_s);
    row.location = text1(u"location"_s, u"location_id"_s);
    row.meter = object->value(u"meter"_s).toString();
    const QString when = object->contains(u"date"_s) ? object->value(u"date"_s).toString() : text1(u"timestamp"_s, u"ts"_s);
    const bool hasMoment = readMoment(when, u"timestamp"_s, row, problems);
    const bool hasMeter = checkCode(row.meter, u"meter"_s, line, problems);
    const auto quantity = readQuantity(exactText(object->value(u"quantity"_s)), u"quantity"_s, line, problems);
    if (!hasMoment || !hasMeter || !quantity)
        return;
    row.quantity = *quantity;
    sink(std::move(row));
}

void readNdjson(QIODevice &device, Problems &problems, const std::function<void(UsageRow &&)> &sink)
{
    qint64 line = 0;
    while (!device.atEnd()) {
        const QByteArray text = device.readLine(CsvReader::longestRecord + 2).trimmed();
        ++line;
        if (text.size() > CsvReader::longestRecord) {
            problems.add(line, {}, {}, u"a line of at most 1 MiB"_s);
            return;
        }
        if (!text.isEmpty())
            readEvent(text, line, problems, sink);
    }
}

} // namespace

void readUsage(QIODevice &device, Problems &problems, const std::function<void(UsageRow &&)> &sink)
{
    const QByteArray start = device.peek(4096);
    if (isForeignEncoding(start)) {
        problems.add(1, {}, QString::fromLatin1(start.left(16).toHex(' ')), u"text in UTF-8, such as a CSV saved as \"CSV UTF-8\""_s);
        return;
    }
    if (start.trimmed().startsWith('{'))
        readNdjson(device, problems, sink);
    else
        readCsv(device, problems, sink);
}

} // namespace accord::usage
