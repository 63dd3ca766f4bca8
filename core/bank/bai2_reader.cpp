// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/bai2_reader.h"

#include "core/bank/bai2_entry.h"
#include "core/bank/file_text.h"
#include "core/bank/file_values.h"

namespace accord::bank {

namespace {

/// What a trailer says and what was counted: an account, a group or the file.
struct Tally
{
    Wide total = 0; ///< minor units, with their signs
    qint64 parts = 0; ///< accounts of a group, groups of a file
    qint64 records = 0; ///< physical ones, with header and trailer
};

class Reader
{
public:
    Result<ReadStatements> read(const std::vector<Bai2Record> &records)
    {
        for (const Bai2Record &record : records) {
            m_line = record.line;
            if (const auto taken = take(record); !taken)
                return passOn(taken);
        }
        if (m_level != Level::Outside)
            return refuse(m_line, u"bank.bai2_order"_s, u"99"_s, {}, u"a file trailer 99; the file may be cut off"_s);
        if (m_read.statements.empty())
            return refuse(1, u"bank.no_statement"_s, u"03"_s, {}, u"at least one account 03"_s);
        return withoutRepeats(std::move(m_read));
    }

private:
    enum class Level { Outside, File, Group, Account };

    Result<void> take(const Bai2Record &record)
    {
        const qint64 physical = record.physicalRecords();
        Bai2Fields fields(record);
        if (record.code == u"01" && m_level == Level::Outside) {
            m_level = Level::File;
            m_file = {0, 0, physical};
            return {};
        }
        if (record.code == u"02" && m_level == Level::File) {
            m_level = Level::Group;
            m_group = {0, 0, physical};
            return beginGroup(fields);
        }
        if (record.code == u"03" && m_level == Level::Group) {
            m_level = Level::Account;
            m_account = {0, 0, physical};
            return beginAccount(record);
        }
        if (record.code == u"16" && m_level == Level::Account) {
            m_account.records += physical;
            takeEntry(record);
            return {};
        }
        if (record.code == u"49" && m_level == Level::Account)
            return endAccount(fields, physical);
        if (record.code == u"98" && m_level == Level::Group)
            return endGroup(fields, physical);
        if (record.code == u"99" && m_level == Level::File)
            return endFile(fields, physical);
        return refuse(record.line, u"bank.bai2_order"_s, u"record"_s, record.code,
                      u"01, then 02 … 98, in it 03 … 49, in it 16, and 99 at the end"_s);
    }

    Result<void> beginGroup(Bai2Fields &fields)
    {
        fields.skip(2); // receiver, originator
        const QString status = fields.next();
        const QString day = fields.next();
        fields.skip(1); // time
        m_groupCurrency = fields.next();
        const QString modifier = fields.next();
        m_day = parseShortDay(day);
        if (!m_day.isValid())
            return refuse(m_line, u"bank.date"_s, u"as-of date"_s, day, u"a date YYMMDD"_s);
        m_status = EntryStatus::Booked;
        if (modifier == u"1" || modifier == u"3") // interim, of the previous or the same day
            m_status = EntryStatus::Pending;
        if (status == u"2" || status == u"4") {
            m_status = EntryStatus::Information;
            m_read.warnings.push_back(found(m_line, u"bank.bai2_group_status"_s, u"group status"_s, status,
                                            u"1 or 3; the entries of deletions and tests are only shown"_s));
        }
        return {};
    }

    Result<void> beginAccount(const Bai2Record &record)
    {
        Bai2Fields fields(record);
        m_statement = BankStatement();
        m_statement.line = m_line;
        m_statement.day = m_day;
        m_statement.account = compact(fields.next());
        QString code = fields.next();
        if (code.isEmpty())
            code = m_groupCurrency.isEmpty() ? u"USD"_s : m_groupCurrency;
        const auto currency = Currency::fromCodeOrFormer(code);
        if (!currency)
            return refuse(m_line, u"bank.currency"_s, u"currency"_s, code, u"a currency code of ISO 4217"_s);
        if (m_statement.account.isEmpty())
            return refuse(m_line, u"bank.missing"_s, u"account"_s, {}, u"the number of the account"_s);
        m_statement.currency = *currency;
        takeSummaries(fields);
        return {};
    }

    /// Status and summary amounts: type, amount, item count, funds type, and again.
    void takeSummaries(Bai2Fields &fields)
    {
        while (!fields.atEnd()) {
            const QString type = fields.next();
            const QString written = fields.next();
            fields.skip(1); // item count
            const auto funds = takeBai2Funds(fields, m_line);
            if (!funds) {
                m_read.warnings.push_back(funds.error());
                return; // where the next one starts is not known
            }
            if (written.isEmpty())
                continue;
            const auto amount = parseMinorAmount(written, m_statement.currency, Signs::Allowed);
            if (!amount) {
                m_read.warnings.push_back(amountFinding(m_line, type, written, amount.error()));
                continue;
            }
            m_account.total += amount->minor();
            if (type == u"010")
                m_statement.opening = Balance{*amount, m_day};
            else if (type == u"015")
                m_statement.closing = Balance{*amount, m_day};
        }
    }

    void takeEntry(const Bai2Record &record)
    {
        auto read = bai2Entry(record, m_statement.currency, m_day);
        if (!read) {
            m_read.badEntries.push_back(read.error());
            return;
        }
        m_account.total += read->written.minor();
        BankEntry &entry = read->entry;
        if (entry.status == EntryStatus::Booked)
            entry.status = m_status;
        if (m_booking && bai2ItemOf(entry.typeCode) == m_booking->typeCode) {
            m_items.push_back(std::move(entry));
            return;
        }
        endBooking();
        m_booking = std::move(entry);
    }

    /// Puts the last booking with the items that followed it into the statement.
    void endBooking()
    {
        if (m_booking && m_items.empty())
            m_statement.entries.push_back(std::move(*m_booking));
        else if (m_booking) {
            if (const auto finding = addBatch(m_statement.entries, std::move(*m_booking), std::move(m_items)))
                m_read.warnings.push_back(*finding);
        }
        m_booking.reset();
        m_items.clear();
    }

    Result<void> endAccount(Bai2Fields &fields, qint64 physical)
    {
        endBooking();
        m_account.records += physical;
        compareTotal(fields.next(), m_account.total);
        compareCount(fields.next(), m_account.records, u"record count"_s);
        m_group.total += m_account.total;
        m_group.parts += 1;
        m_group.records += m_account.records;
        addStatement(m_read, std::move(m_statement));
        m_level = Level::Group;
        return {};
    }

    Result<void> endGroup(Bai2Fields &fields, qint64 physical)
    {
        m_group.records += physical;
        compareTotal(fields.next(), m_group.total);
        compareCount(fields.next(), m_group.parts, u"account count"_s);
        compareCount(fields.next(), m_group.records, u"record count"_s);
        m_file.total += m_group.total;
        m_file.parts += 1;
        m_file.records += m_group.records;
        m_level = Level::File;
        return {};
    }

    Result<void> endFile(Bai2Fields &fields, qint64 physical)
    {
        m_file.records += physical;
        compareTotal(fields.next(), m_file.total);
        compareCount(fields.next(), m_file.parts, u"group count"_s);
        compareCount(fields.next(), m_file.records, u"record count"_s);
        m_level = Level::Outside;
        return {};
    }

    void compareTotal(const QString &written, Wide counted)
    {
        // The currency gives the digits only; what is compared are minor units.
        const auto amount = parseMinorAmount(written, Currency(), Signs::Allowed);
        if (!amount || amount->minor() != counted)
            m_read.warnings.push_back(
                found(m_line, u"bank.control_total"_s, u"control total"_s, written, toText(counted)));
    }

    void compareCount(const QString &written, qint64 counted, const QString &field)
    {
        if (!isDigits(written) || written.toLongLong() != counted)
            m_read.warnings.push_back(found(m_line, u"bank.record_count"_s, field, written, QString::number(counted)));
    }

    ReadStatements m_read;
    Level m_level = Level::Outside;
    Tally m_file;
    Tally m_group;
    Tally m_account;
    QString m_groupCurrency;
    QDate m_day;
    EntryStatus m_status = EntryStatus::Booked;
    BankStatement m_statement;
    std::optional<BankEntry> m_booking; ///< the last one, until it is known that no more items follow
    std::vector<BankEntry> m_items;
    qint64 m_line = 0;
};

} // namespace

Result<ReadStatements> readBai2(const QString &text)
{
    const auto records = bai2Records(linesOf(text));
    return records ? Reader().read(*records) : Result<ReadStatements>(passOn(records));
}

} // namespace accord::bank
