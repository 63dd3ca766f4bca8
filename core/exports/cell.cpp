// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/cell.h"

#include "core/base/error.h"

namespace accord::exports {

namespace {

template<typename... Functions> struct Overloaded : Functions...
{
    using Functions::operator()...;
};
template<typename... Functions> Overloaded(Functions...) -> Overloaded<Functions...>;

/// "-12.5" and "7": what starts with a sign and is no formula.
bool isNumber(const QString &text)
{
    const qsizetype start = text.startsWith(u'-') || text.startsWith(u'+') ? 1 : 0;
    bool digits = false;
    int points = 0;
    for (qsizetype i = start; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c >= u'0' && c <= u'9')
            digits = true;
        else if (c != u'.' || ++points > 1)
            return false;
    }
    return digits;
}

} // namespace

QString plainText(const Cell &cell)
{
    return std::visit(Overloaded{[](std::monostate) { return QString(); }, [](const QString &text) { return text; },
                                 [](qint64 number) { return QString::number(number); },
                                 [](const Decimal &number) { return number.toString(); },
                                 [](const Money &amount) { return amount.toString(); },
                                 [](const QDate &day) { return day.toString(Qt::ISODate); },
                                 [](const QDateTime &instant) { return instant.toUTC().toString(Qt::ISODate); }},
                      cell);
}

QString withoutFormula(const QString &text)
{
    static const QString starts = u"=+-@\t\r\n＝＋－＠"_s; // those of full width count in a Japanese spreadsheet
    if (text.isEmpty() || !starts.contains(text.front()) || isNumber(text))
        return text;
    return u'\'' + text;
}

namespace {

/// Ends of lines as one sign, and blanks for the other control characters, which terminals obey.
QString withoutControls(QString text)
{
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t')
            c = u' ';
    }
    return text;
}

} // namespace

QByteArray csvLine(const QStringList &texts)
{
    QStringList cells;
    for (const QString &text : texts) {
        QString cell = withoutFormula(withoutControls(text));
        if (cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n'))
            cell = u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
        cells << cell;
    }
    return cells.join(u',').toUtf8() + '\n';
}

} // namespace accord::exports
