// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/focus.h"

#include "core/usage/usage_columns.h"

namespace accord::usage {

namespace {

bool isNull(const QString &text)
{
    return text.isEmpty() || text == u"NULL"_s;
}

} // namespace

QString slug(const QString &text)
{
    QString result;
    for (const QChar c : text.toLower()) {
        if (c.isLetterOrNumber())
            result += c;
        else if (!result.isEmpty() && !result.endsWith(u'_'))
            result += u'_';
    }
    while (result.endsWith(u'_'))
        result.chop(1);
    return result;
}

bool FocusColumns::isFocus(const QStringList &header)
{
    return header.contains(u"ConsumedQuantity"_s) && header.contains(u"ChargePeriodStart"_s);
}

std::optional<FocusColumns> FocusColumns::fromHeader(const QStringList &header, qint64 line, Problems &problems)
{
    FocusColumns columns;
    columns.m_width = int(header.size());
    const std::pair<QString, int *> wanted[] = {{u"ConsumedQuantity"_s, &columns.m_quantity}, {u"ConsumedUnit"_s, &columns.m_unit},
                                                {u"ServiceName"_s, &columns.m_service}, {u"SubAccountId"_s, &columns.m_subAccount},
                                                {u"ChargePeriodStart"_s, &columns.m_start}};
    for (const auto &[name, column] : wanted) {
        *column = int(header.indexOf(name));
        if (*column < 0) {
            problems.add(line, name, {}, u"this column of FOCUS 1.0"_s);
            return std::nullopt;
        }
    }
    return columns;
}

void FocusColumns::read(const QStringList &fields, qint64 line, Problems &problems, std::vector<UsageRow> &rows) const
{
    if (fields.size() != m_width) {
        problems.add(line, {}, u"%1 fields"_s.arg(fields.size()), u"%1 fields, as in the header"_s.arg(m_width));
        return;
    }
    if (isNull(fields[m_quantity]))
        return;
    UsageRow row;
    row.line = line;
    const bool hasMoment = readMoment(fields[m_start], u"ChargePeriodStart"_s, row, problems);
    const auto quantity = readQuantity(fields[m_quantity], u"ConsumedQuantity"_s, line, problems, Sign::Any);
    row.location = isNull(fields[m_subAccount]) ? QString() : fields[m_subAccount];
    row.meter = slug(fields[m_service]) + u'.' + slug(fields[m_unit]);
    if (!hasMoment || !quantity || !checkCode(row.meter, u"ServiceName"_s, line, problems))
        return;
    row.quantity = *quantity;
    rows.push_back(std::move(row));
}

} // namespace accord::usage
