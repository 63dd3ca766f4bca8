// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/nacha_file.h"

#include "core/bank/file_text.h"
#include "core/bank/file_values.h"
#include "core/bank/routing_number.h"

namespace accord::bank {

namespace {

constexpr qsizetype recordLength = 94;
constexpr qint64 hashModulus = 10'000'000'000;

struct NachaRecord
{
    qint64 line = 0;
    QString text; ///< 94 characters

    /// Characters \a from to \a to, counted from 1, as they are.
    QStringView raw(int from, int to) const { return QStringView(text).sliced(from - 1, to - from + 1); }
    QString field(int from, int to) const { return raw(from, to).trimmed().toString(); }
};

Result<std::vector<NachaRecord>> records(const QString &text)
{
    QStringList lines = linesOf(text);
    while (!lines.isEmpty() && lines.back().trimmed().isEmpty())
        lines.removeLast();
    if (lines.size() == 1 && lines.front().size() > recordLength) { // blocks without line ends
        const QString all = lines.takeFirst();
        for (qsizetype at = 0; at < all.size(); at += recordLength)
            lines.append(all.mid(at, recordLength));
    }
    std::vector<NachaRecord> list;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QString line = lines[i];
        while (line.size() > recordLength && line.endsWith(u' '))
            line.chop(1);
        if (line.isEmpty() || line.size() > recordLength)
            return refuse(i + 1, u"bank.nacha_record"_s, u"record"_s, line, u"94 characters"_s);
        list.push_back({i + 1, line.leftJustified(recordLength)});
    }
    return list;
}

Result<qint64> number(const NachaRecord &record, int from, int to, const QString &name)
{
    const QString digits = record.field(from, to);
    if (!isDigits(digits))
        return refuse(record.line, u"bank.nacha_field"_s, name, digits,
                      u"digits in columns %1 to %2"_s.arg(from).arg(to));
    return digits.toLongLong();
}

Result<Money> amount(const NachaRecord &record, int from, int to, const QString &name)
{
    const auto cents = number(record, from, to, name);
    return cents ? Result<Money>(Money(*cents, Currency::fromCode(u"USD").value())) : passOn(cents);
}

Result<NachaEntry> readEntry(const NachaRecord &record, const QString &secCode)
{
    NachaEntry entry;
    entry.line = record.line;
    entry.transactionCode = record.raw(2, 3).toString();
    if (!isDigits(entry.transactionCode))
        return refuse(record.line, u"bank.nacha_field"_s, u"transaction code"_s, entry.transactionCode,
                      u"two digits"_s);
    const auto routing = checkedRoutingNumber(record.raw(4, 12));
    if (!routing)
        return refuse(record.line, routing.error().id, u"routing number"_s, record.raw(4, 12),
                      routing.error().args[u"expected"_s].toString());
    const auto cents = amount(record, 30, 39, u"amount"_s);
    if (!cents)
        return passOn(cents);
    entry.routingNumber = *routing;
    entry.amount = *cents;
    entry.traceNumber = record.field(80, 94);
    if (secCode == u"IAT") { // the parties stand in addenda
        entry.account = record.field(40, 74);
        return entry;
    }
    entry.account = record.field(13, 29);
    entry.individualId = record.field(40, 54);
    entry.name = secCode == u"CTX" ? record.field(59, 74) : record.field(55, 76); // 55 to 58 count the addenda of CTX
    return entry;
}

NachaBatch readBatchHeader(const NachaRecord &record)
{
    NachaBatch batch;
    batch.line = record.line;
    batch.serviceClass = record.field(2, 4);
    batch.companyName = record.field(5, 20);
    batch.companyId = record.field(41, 50);
    batch.secCode = record.field(51, 53);
    batch.description = record.field(54, 63);
    batch.effectiveDate = parseShortDay(record.raw(70, 75));
    batch.originatingBank = record.field(80, 87);
    batch.number = record.field(88, 94);
    return batch;
}

class Parser
{
public:
    Result<NachaFile> parse(const std::vector<NachaRecord> &list)
    {
        for (const NachaRecord &record : list) {
            m_line = record.line;
            if (const auto taken = take(record); !taken)
                return passOn(taken);
        }
        if (m_level != Level::Ended)
            return refuse(m_line, u"bank.nacha_record"_s, u"9"_s, {}, u"a file control 9; the file may be cut off"_s);
        return std::move(m_file);
    }

private:
    enum class Level { Outside, File, Batch, Ended };

    Result<void> take(const NachaRecord &record)
    {
        switch (record.text[0].unicode()) {
        case u'1':
            if (m_level == Level::Outside)
                return readFileHeader(record);
            break;
        case u'5':
            if (m_level == Level::File) {
                m_level = Level::Batch;
                m_file.batches.push_back(readBatchHeader(record));
                return {};
            }
            break;
        case u'6':
            if (m_level == Level::Batch)
                return takeEntry(record);
            break;
        case u'7':
            if (m_level == Level::Batch && !m_file.batches.back().entries.empty()) {
                m_file.batches.back().entries.back().addenda.push_back({record.line, record.text});
                return {};
            }
            break;
        case u'8':
            if (m_level == Level::Batch)
                return endBatch(record);
            break;
        case u'9':
            if (m_level == Level::File)
                return endFile(record);
            if (m_level == Level::Ended && record.text.count(u'9') == recordLength)
                return {}; // fills the last block of ten
            break;
        default:
            break;
        }
        return refuse(record.line, u"bank.nacha_record"_s, u"record type"_s, record.text.left(1),
                      u"1, then batches of 5, 6 with 7, and 8, then 9"_s);
    }

    Result<void> readFileHeader(const NachaRecord &record)
    {
        m_level = Level::File;
        m_file.destination = record.field(4, 13);
        m_file.origin = record.field(14, 23);
        m_file.created = parseShortDay(record.raw(24, 29));
        m_file.modifier = record.field(34, 34);
        m_file.destinationName = record.field(41, 63);
        m_file.originName = record.field(64, 86);
        if (record.raw(35, 37) != u"094" || !m_file.created.isValid())
            return refuse(record.line, u"bank.nacha_field"_s, u"file header"_s, record.text,
                          u"a creation date YYMMDD and the record size 094"_s);
        return {};
    }

    Result<void> takeEntry(const NachaRecord &record)
    {
        NachaBatch &batch = m_file.batches.back();
        auto entry = readEntry(record, batch.secCode);
        if (!entry)
            return passOn(entry);
        batch.entries.push_back(std::move(*entry));
        return {};
    }

    Result<void> endBatch(const NachaRecord &record)
    {
        NachaBatch &batch = m_file.batches.back();
        qint64 debits = 0;
        qint64 credits = 0;
        for (const NachaEntry &entry : batch.entries) {
            batch.entryAddendaCount += 1 + qint64(entry.addenda.size());
            (entry.isDebit() ? debits : credits) += entry.amount.minor();
        }
        const Currency usd = Currency::fromCode(u"USD").value();
        batch.debits = Money(debits, usd);
        batch.credits = Money(credits, usd);
        batch.entryHash = nachaEntryHash(batch.entries);
        m_level = Level::File;
        m_count += batch.entryAddendaCount;
        m_hash += batch.entryHash.toLongLong();
        m_debits += debits;
        m_credits += credits;
        if (const auto count = compare(record, 5, 10, batch.entryAddendaCount, u"bank.record_count"_s); !count)
            return count;
        if (const auto hash = compare(record, 11, 20, batch.entryHash.toLongLong(), u"bank.entry_hash"_s); !hash)
            return hash;
        if (const auto total = compare(record, 21, 32, debits, u"bank.control_total"_s); !total)
            return total;
        return compare(record, 33, 44, credits, u"bank.control_total"_s);
    }

    Result<void> endFile(const NachaRecord &record)
    {
        m_level = Level::Ended;
        const QString batches = QString::number(m_file.batches.size());
        if (record.field(2, 7) != batches.rightJustified(6, u'0'))
            m_file.warnings.push_back(
                found(record.line, u"bank.record_count"_s, u"batch count"_s, record.raw(2, 7), batches));
        if (const auto count = compare(record, 14, 21, m_count, u"bank.record_count"_s); !count)
            return count;
        if (const auto hash = compare(record, 22, 31, m_hash % hashModulus, u"bank.entry_hash"_s); !hash)
            return hash;
        if (const auto total = compare(record, 32, 43, m_debits, u"bank.control_total"_s); !total)
            return total;
        return compare(record, 44, 55, m_credits, u"bank.control_total"_s);
    }

    static Result<void> compare(const NachaRecord &record, int from, int to, qint64 counted, const QString &id)
    {
        const QString columns = u"columns %1 to %2"_s.arg(from).arg(to);
        const auto written = number(record, from, to, columns);
        if (!written)
            return passOn(written);
        if (*written != counted)
            return refuse(record.line, id, columns, record.field(from, to), QString::number(counted));
        return {};
    }

    NachaFile m_file;
    Level m_level = Level::Outside;
    qint64 m_line = 1;
    qint64 m_count = 0;
    qint64 m_hash = 0;
    qint64 m_debits = 0;
    qint64 m_credits = 0;
};

} // namespace

QString NachaAddenda::field(int from, int to) const
{
    QString text = record.mid(from - 1, to - from + 1);
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

QString nachaEntryHash(const std::vector<NachaEntry> &entries)
{
    qint64 sum = 0;
    for (const NachaEntry &entry : entries)
        sum += entry.routingNumber.left(8).toLongLong();
    return QString::number(sum % hashModulus).rightJustified(10, u'0');
}

Result<NachaFile> parseNacha(const QString &text)
{
    const auto list = records(text);
    return list ? Parser().parse(*list) : Result<NachaFile>(passOn(list));
}

} // namespace accord::bank
