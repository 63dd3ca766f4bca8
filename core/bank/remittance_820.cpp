// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/remittance_820.h"

#include "core/bank/file_text.h"
#include "core/bank/file_values.h"

#include <QtCore/QRegularExpression>

namespace accord::bank {

namespace {

constexpr qsizetype isaLength = 106; ///< with the segment terminator as its last character

QStringList segments(const QString &text, QChar &separator)
{
    const qsizetype isa = text.indexOf(u"ISA"_s);
    if (isa >= 0 && text.size() >= isa + isaLength) {
        separator = text[isa + 3];
        return text.split(text[isa + isaLength - 1]);
    }
    static const QRegularExpression ends(u"[\\\\~\\n\\r]"_s);
    return text.split(ends);
}

class ItemReader
{
public:
    ItemReader(const Currency &currency, qint64 line, Findings &warnings)
        : m_currency(currency)
        , m_line(line)
        , m_warnings(warnings)
    { }

    RemittanceItem read(const QStringList &elements)
    {
        RemittanceItem item;
        item.kind = elements.value(1).trimmed();
        item.reference = elements.value(2).trimmed();
        item.paid = amount(elements.value(4), Signs::Allowed); // credit memos are netted with a minus
        item.total = amount(elements.value(5), Signs::Allowed);
        item.discount = amount(elements.value(6), Signs::Refused);
        return item;
    }

private:
    std::optional<Money> amount(const QString &written, Signs signs)
    {
        // X12 type R leaves out the zero before the point and the point of whole amounts.
        QString text = written.trimmed();
        if (text.startsWith(u'.'))
            text.prepend(u'0');
        if (text.startsWith(u"-."_s))
            text.insert(1, u'0');
        if (text.isEmpty())
            return std::nullopt;
        const auto money = parseAmount(text, m_currency, signs);
        if (!money)
            m_warnings.push_back(amountFinding(m_line, u"RMR"_s, written, money.error()));
        return money ? std::optional(*money) : std::nullopt;
    }

    const Currency &m_currency;
    qint64 m_line;
    Findings &m_warnings;
};

} // namespace

std::vector<RemittanceItem> remittanceItems820(const QString &text, const Currency &currency, qint64 line,
                                               Findings &warnings)
{
    QChar separator = u'*';
    std::vector<RemittanceItem> items;
    ItemReader reader(currency, line, warnings);
    for (const QString &segment : segments(text, separator)) {
        const QStringList elements = segment.split(separator);
        if (elements.front().trimmed() == u"RMR" && !elements.value(2).trimmed().isEmpty())
            items.push_back(reader.read(elements));
    }
    return items;
}

} // namespace accord::bank
