// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/usage_reader.h"

#include "core/usage/record_reader.h"

#include <QtCore/QIODevice>
#include <QtCore/QSet>
#include <QtCore/QUtf8StringView>

#include <array>
#include <optional>

namespace accord::usage {

namespace {

enum class Role { Moment, Meter, Quantity, Account, Location, EventId, Value, Party, Service, Unit, Measured, Ignored };

struct RoleName
{
    QByteArrayView name;
    Role role;
};

constexpr std::array names{RoleName{"date", Role::Moment},
                           RoleName{"timestamp", Role::Moment},
                           RoleName{"ts", Role::Moment},
                           RoleName{"day", Role::Moment},
                           RoleName{"month", Role::Moment},
                           RoleName{"meter", Role::Meter},
                           RoleName{"quantity", Role::Quantity},
                           RoleName{"account", Role::Account},
                           RoleName{"account_id", Role::Account},
                           RoleName{"location", Role::Location},
                           RoleName{"location_id", Role::Location},
                           RoleName{"event_id", Role::EventId},
                           RoleName{"id", Role::EventId},
                           RoleName{"unique_key", Role::Value}};
constexpr std::array focusNames{RoleName{"chargeperiodstart", Role::Moment},
                                RoleName{"consumedquantity", Role::Quantity}, RoleName{"consumedunit", Role::Unit},
                                RoleName{"servicename", Role::Service}, RoleName{"subaccountid", Role::Party}};

template<std::size_t Size> std::optional<Role> roleOf(const std::array<RoleName, Size> &known, const QByteArray &name)
{
    const auto found = std::find_if(known.begin(), known.end(), [&](const RoleName &r) { return r.name == name; });
    return found == known.end() ? std::nullopt : std::optional(found->role);
}

QByteArrayView withoutBlanks(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text.chop(1);
    return text;
}

bool isUtf8(QByteArrayView text)
{
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return uchar(c) < 0x80; });
    return ascii || QUtf8StringView(text.data(), text.size()).isValidUtf8();
}

QString expectedFor(const QString &id)
{
    if (id == u"usage.time_malformed")
        return u"a month, a date or an instant such as 2024-01-31T08:00:00Z"_s;
    if (id == u"usage.time_range")
        return u"a year from %1 to %2"_s.arg(firstYear).arg(lastYear);
    if (id == u"usage.quantity_negative")
        return u"a quantity of zero or more"_s;
    if (id == u"usage.quantity_range")
        return u"less than 10^18 and at most 18 digits after the point"_s;
    return u"a number such as 1250 or 12.5"_s;
}

/// Reads one file; the way of a record: bytes → fields → roles → checked values.
class Reader
{
public:
    Reader(QIODevice &device, const ReadHooks &hooks, Problems &problems)
        : m_records(device)
        , m_hooks(hooks)
        , m_problems(problems)
    {
        m_records.setTap(hooks.block);
    }

    Result<qint64> read()
    {
        if (isForeignEncoding())
            return m_rows;
        const QByteArrayView beginning = m_records.peek(4096);
        const auto first = std::find_if_not(beginning.begin(), beginning.end(),
                                            [](char c) { return QByteArrayView(" \t\r\n").contains(c); });
        const bool isJson = first != beginning.end() && *first == '{';
        for (;;) {
            switch (m_records.next(!isJson)) {
            case RecordReader::State::End:
                if (!isJson && !m_hasHeader)
                    add(u"usage.header"_s, u"line"_s, {}, u"a header that names the columns"_s);
                return m_rows;
            case RecordReader::State::Unreadable:
                return fail(ErrorKind::Unavailable, u"usage.unreadable"_s);
            case RecordReader::State::TooLong:
                add(u"usage.line_too_long"_s, u"line"_s, {}, u"at most %1 bytes"_s.arg(RecordReader::longest));
                break;
            case RecordReader::State::OpenQuote:
                add(u"usage.quotes"_s, u"line"_s, m_records.record(), u"a closing quote before the end of the file"_s);
                return m_rows;
            case RecordReader::State::Record:
                if (!isText(m_records.record()))
                    break;
                if (!(isJson ? readJson() : readCsv()))
                    return m_rows;
            }
        }
    }

private:
    void add(const QString &id, const QString &field, QByteArrayView value, const QString &expected)
    {
        m_problems.add(m_records.line(), id, field, value, expected);
    }

    bool isForeignEncoding()
    {
        const QByteArrayView mark = m_records.peek(3);
        if (mark == "\xef\xbb\xbf") {
            m_records.skip(3);
            return false;
        }
        const bool utf16 = mark.startsWith("\xff\xfe") || mark.startsWith("\xfe\xff")
                           || (mark.size() >= 2 && (mark[0] == '\0') != (mark[1] == '\0'));
        if (utf16)
            m_problems.add(1, u"usage.encoding"_s, u"file"_s, "UTF-16", u"UTF-8"_s);
        return utf16;
    }

    bool isText(QByteArrayView record)
    {
        if (record.contains('\0'))
            add(u"usage.nul"_s, u"line"_s, {}, u"text without NUL bytes"_s);
        else if (!isUtf8(record))
            add(u"usage.encoding"_s, u"line"_s, record, u"UTF-8"_s);
        else
            return true;
        return false;
    }

    /// \returns false when reading on makes no sense.
    bool readCsv()
    {
        if (withoutBlanks(m_records.record()).isEmpty())
            return true;
        if (!splitCsv(m_records.record(), m_scratch, m_fields)) {
            add(u"usage.quotes"_s, u"line"_s, m_records.record(), u"quotes around a whole field, doubled inside"_s);
            return m_hasHeader;
        }
        for (QByteArrayView &field : m_fields)
            field = withoutBlanks(field);
        if (!m_hasHeader)
            return m_hasHeader = readHeader();
        if (m_fields.size() != m_roles.size()) {
            add(u"usage.columns"_s, u"line"_s, QByteArray::number(qint64(m_fields.size())),
                u"%1 columns as in the header"_s.arg(m_roles.size()));
            return true;
        }
        Raw raw;
        for (std::size_t i = 0; i < m_fields.size(); ++i)
            raw.set(m_roles[i], m_fields[i]);
        if (m_isFocus)
            readFocus(raw);
        else if (m_isWide)
            readWide(raw);
        else
            readLong(raw);
        return true;
    }

    bool readHeader()
    {
        QSet<QByteArray> seen;
        std::vector<QByteArray> lower;
        for (const QByteArrayView field : m_fields) {
            lower.push_back(field.toByteArray().toLower());
            m_titles.push_back(field.toByteArray());
            if (field.isEmpty() || seen.contains(lower.back())) {
                add(u"usage.header_duplicate"_s, u"header"_s, field, u"a different name for every column"_s);
                return false;
            }
            seen.insert(lower.back());
        }
        m_isFocus = seen.contains("consumedquantity") && seen.contains("chargeperiodstart");
        m_isWide = !m_isFocus && !(seen.contains("meter") && seen.contains("quantity"));
        for (const QByteArray &name : lower)
            m_roles.push_back(m_isFocus ? roleOf(focusNames, name).value_or(Role::Ignored)
                                        : roleOf(names, name).value_or(m_isWide ? Role::Measured : Role::Ignored));
        return checkRoles();
    }

    bool checkRoles()
    {
        const auto times = [&](Role role) { return std::count(m_roles.begin(), m_roles.end(), role); };
        const auto once = [&](std::initializer_list<Role> roles) {
            return std::all_of(roles.begin(), roles.end(), [&](Role r) { return times(r) == 1; });
        };
        bool usable = once({Role::Moment}) && times(Role::Account) <= 1 && times(Role::Location) <= 1
                      && times(Role::EventId) <= 1;
        if (m_isFocus)
            usable = once({Role::Moment, Role::Quantity, Role::Unit, Role::Service, Role::Party});
        else if (m_isWide)
            usable = usable && times(Role::Measured) > 0
                     && times(Role::Meter) + times(Role::Quantity) + times(Role::EventId) + times(Role::Value) == 0;
        if (!usable)
            add(u"usage.header"_s, u"header"_s, m_records.record(),
                u"one date column with meter and quantity, or with a column per meter, or the columns of FOCUS 1.0"_s);
        return usable;
    }

    bool readJson()
    {
        if (withoutBlanks(m_records.record()).isEmpty())
            return true;
        m_members.clear();
        if (!splitJson(m_records.record(), m_scratch, m_members)) {
            ++m_rows;
            add(u"usage.json"_s, u"line"_s, m_records.record(), u"one flat JSON object without repeated names"_s);
            return true;
        }
        Raw raw;
        for (const JsonMember &member : m_members) {
            const auto role = roleOf(names, member.name.toByteArray().toLower());
            if (role && !raw.at(*role).isEmpty())
                add(u"usage.json"_s, QString::fromUtf8(member.name), member.value, u"one member of that meaning"_s);
            raw.set(role.value_or(Role::Ignored), withoutBlanks(member.value));
        }
        readLong(raw);
        return true;
    }

    /// The texts of a record by what they mean.
    struct Raw
    {
        std::array<QByteArrayView, std::size_t(Role::Ignored) + 1> texts;
        void set(Role role, QByteArrayView text) { texts[std::size_t(role)] = text; }
        QByteArrayView at(Role role) const { return texts[std::size_t(role)]; }
    };

    void readLong(const Raw &raw)
    {
        Record record = begin(raw);
        record.meter = raw.at(Role::Meter);
        record.eventId = raw.at(Role::EventId);
        record.value = raw.at(Role::Value);
        bool good = moment(record, raw.at(Role::Moment));
        good = quantity(record, u"quantity"_s, raw.at(Role::Quantity)) && good;
        if (record.meter.isEmpty()) {
            add(u"usage.missing"_s, u"meter"_s, {}, u"the code of a meter"_s);
            good = false;
        }
        finish(record, good);
    }

    void readWide(const Raw &raw)
    {
        Record record = begin(raw);
        const bool dated = moment(record, raw.at(Role::Moment));
        for (std::size_t i = 0; i < m_roles.size(); ++i) {
            if (m_roles[i] != Role::Measured || m_fields[i].isEmpty())
                continue;
            record.meter = m_titles[i];
            finish(record, quantity(record, QString::fromUtf8(m_titles[i]), m_fields[i]) && dated);
        }
    }

    void readFocus(const Raw &raw)
    {
        const auto text = [&](Role role) { return raw.at(role) == "NULL" ? QByteArrayView() : raw.at(role); };
        if (text(Role::Quantity).isEmpty())
            return;
        Record record = begin(raw);
        record.party = text(Role::Party);
        m_meter = text(Role::Service).toByteArray() + '/' + text(Role::Unit).toByteArray();
        record.meter = m_meter;
        const bool dated = moment(record, text(Role::Moment));
        finish(record, quantity(record, u"ConsumedQuantity"_s, text(Role::Quantity)) && dated);
    }

    Record begin(const Raw &raw) const
    {
        Record record;
        record.line = m_records.line();
        record.account = raw.at(Role::Account);
        record.location = raw.at(Role::Location);
        return record;
    }

    void finish(const Record &record, bool good)
    {
        ++m_rows;
        if (good)
            m_hooks.record(record);
    }

    bool moment(Record &record, QByteArrayView text)
    {
        const auto parsed = parseMoment(text);
        if (parsed)
            record.moment = *parsed;
        else
            add(parsed.error().id, u"date"_s, text, expectedFor(parsed.error().id));
        return parsed.has_value();
    }

    bool quantity(Record &record, const QString &field, QByteArrayView text)
    {
        const auto parsed = parseQuantity(text, m_isFocus ? Corrections::Allowed : Corrections::Refused);
        if (parsed)
            record.quantity = *parsed;
        else
            add(parsed.error().id, field, text, expectedFor(parsed.error().id));
        return parsed.has_value();
    }

    RecordReader m_records;
    const ReadHooks &m_hooks;
    Problems &m_problems;
    qint64 m_rows = 0;
    bool m_hasHeader = false;
    bool m_isFocus = false;
    bool m_isWide = false;
    std::vector<Role> m_roles;
    std::vector<QByteArray> m_titles;
    std::vector<QByteArrayView> m_fields;
    std::vector<JsonMember> m_members;
    QByteArray m_scratch;
    QByteArray m_meter;
};

} // namespace

Result<qint64> readUsage(QIODevice &device, const ReadHooks &hooks, Problems &problems)
{
    return Reader(device, hooks, problems).read();
}

} // namespace accord::usage
