// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/usage_reader.h"

#include <QtCore/QByteArray>

#include <compare>
#include <optional>
#include <unordered_map>

namespace accord::usage {

/// What makes an event the same event within its source: 128 bits.
struct EventKey
{
    quint64 high = 0;
    quint64 low = 0;

    static constexpr qsizetype size = 16;
    /// An id of 32 lower-case hexadecimal digits is its own key; of any other it is the start of a SHA-256.
    static EventKey ofId(QByteArrayView id);
    /// The key that \a id itself is, if it is one.
    static std::optional<EventKey> fromHex(QByteArrayView id);
    /// Sixteen bytes that sort as the key does.
    void appendTo(QByteArray &bytes) const;
    static EventKey fromBytes(const char *bytes);

    auto operator<=>(const EventKey &) const = default;
};

struct EventKeyHash
{
    std::size_t operator()(const EventKey &key) const { return std::size_t(key.low); }
};

/// Gives keys to records that have no id: made of what they say, and of how many equal ones came before in the file.
/// The same rows in any order, in one file or again in the next, get the same keys.
class DerivedKeys
{
public:
    EventKey next(const Record &record);

private:
    std::unordered_map<EventKey, quint32, EventKeyHash> m_seen;
};

/// An event as kept for audit.
struct Event
{
    EventKey key;
    QByteArray id; ///< empty: the key's hexadecimal digits, or it had none
    Moment moment;
    Decimal quantity;
    QByteArray value = {}; ///< what a meter of different values counts once; empty: the quantity is the value

    bool operator==(const Event &) const = default;
};

/// Adds \a event to packed ones: about 25 bytes each.
void pack(const Event &event, QByteArray &packed);
/// \returns Internal "usage.segment_damaged" when \a packed is not what pack() makes.
Result<std::vector<Event>> unpack(const QByteArray &packed);

} // namespace accord::usage
