// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/event.h"

#include "core/base/canonical.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QtEndian>

namespace accord::usage {

namespace {

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<quint64> hexNumber(QByteArrayView digits)
{
    quint64 number = 0;
    for (const char c : digits) {
        const int digit = hexDigit(c);
        if (digit < 0)
            return std::nullopt;
        number = number << 4 | quint64(digit);
    }
    return number;
}

EventKey hashed(QByteArrayView bytes)
{
    return EventKey::fromBytes(QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256).constData());
}

using UnsignedWide = unsigned __int128;

/// Beside the scale of a quantity: that the event's value follows.
constexpr uchar valueFollows = 0x80;

void appendNumber(UnsignedWide number, QByteArray &packed)
{
    for (; number >= 0x80; number >>= 7)
        packed.append(char(uchar(number & 0x7f) | 0x80));
    packed.append(char(uchar(number)));
}

/// Small numbers of either sign become small numbers.
void appendSigned(Wide number, QByteArray &packed)
{
    appendNumber(number < 0 ? ~(UnsignedWide(number) << 1) : UnsignedWide(number) << 1, packed);
}

/// Reads what the functions above append; isGood() is false after a read beyond the end.
class Unpacker
{
public:
    explicit Unpacker(const QByteArray &packed)
        : m_packed(packed)
    { }
    bool atEnd() const { return m_at >= m_packed.size(); }
    bool isGood() const { return m_good; }

    UnsignedWide number()
    {
        UnsignedWide value = 0;
        for (int shift = 0; shift < 128; shift += 7) {
            if (atEnd())
                break;
            const uchar byte = uchar(m_packed[m_at++]);
            value |= UnsignedWide(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_good = false;
        return 0;
    }
    Wide signedNumber()
    {
        const UnsignedWide value = number();
        return value & 1 ? Wide(~(value >> 1)) : Wide(value >> 1);
    }
    QByteArray bytes(UnsignedWide size)
    {
        m_good = m_good && size <= UnsignedWide(m_packed.size() - m_at);
        if (!m_good)
            return {};
        m_at += qsizetype(size);
        return m_packed.mid(m_at - qsizetype(size), qsizetype(size));
    }

private:
    const QByteArray &m_packed;
    qsizetype m_at = 0;
    bool m_good = true;
};

} // namespace

std::optional<EventKey> EventKey::fromHex(QByteArrayView id)
{
    if (id.size() != 2 * size)
        return std::nullopt;
    const auto high = hexNumber(id.first(size));
    const auto low = hexNumber(id.sliced(size));
    return high && low ? std::optional(EventKey{*high, *low}) : std::nullopt;
}

EventKey EventKey::ofId(QByteArrayView id)
{
    const auto own = fromHex(id);
    return own ? *own : hashed(id);
}

void EventKey::appendTo(QByteArray &bytes) const
{
    char raw[size];
    qToBigEndian(high, raw);
    qToBigEndian(low, raw + 8);
    bytes.append(raw, size);
}

EventKey EventKey::fromBytes(const char *bytes)
{
    return {qFromBigEndian<quint64>(bytes), qFromBigEndian<quint64>(bytes + 8)};
}

EventKey DerivedKeys::next(const Record &record)
{
    CanonicalForm form;
    form.add(record.account.toByteArray())
        .add(record.location.toByteArray())
        .add(record.party.toByteArray())
        .add(record.meter.toByteArray());
    form.add(record.moment.milliseconds).add(qint64(record.moment.wholeDay)).add(record.quantity.toShortString());
    if (!record.value.isEmpty())
        form.add(record.value.toByteArray());
    const EventKey key = hashed(form.bytes());
    const quint32 earlier = m_seen[key]++;
    if (earlier == 0)
        return key;
    return hashed(form.add(qint64(earlier)).bytes());
}

void pack(const Event &event, QByteArray &packed)
{
    event.key.appendTo(packed);
    appendNumber(UnsignedWide(event.id.size()), packed);
    packed.append(event.id);
    appendSigned(Wide(event.moment.milliseconds) * 2 + (event.moment.wholeDay ? 1 : 0), packed);
    packed.append(char(uchar(event.quantity.scale()) | (event.value.isEmpty() ? 0 : valueFollows)));
    appendSigned(event.quantity.coefficient(), packed);
    if (!event.value.isEmpty()) {
        appendNumber(UnsignedWide(event.value.size()), packed);
        packed.append(event.value);
    }
}

Result<std::vector<Event>> unpack(const QByteArray &packed)
{
    std::vector<Event> events;
    Unpacker unpacker(packed);
    while (!unpacker.atEnd()) {
        Event event;
        const QByteArray key = unpacker.bytes(EventKey::size);
        if (unpacker.isGood())
            event.key = EventKey::fromBytes(key.constData());
        event.id = unpacker.bytes(unpacker.number());
        const Wide time = unpacker.signedNumber();
        event.moment = {qint64(time >> 1), (time & 1) != 0};
        const QByteArray scale = unpacker.bytes(1);
        const uchar form = scale.isEmpty() ? uchar(valueFollows - 1) : uchar(scale.front());
        const auto quantity = Decimal::make(unpacker.signedNumber(), int(form & uchar(~valueFollows)));
        if (unpacker.isGood() && (form & valueFollows) != 0)
            event.value = unpacker.bytes(unpacker.number());
        if (!unpacker.isGood() || !quantity)
            return fail(ErrorKind::Internal, u"usage.segment_damaged"_s);
        event.quantity = *quantity;
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace accord::usage
