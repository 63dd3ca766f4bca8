// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/event.h"

#include <QtCore/QHash>

#include <span>
#include <unordered_set>

namespace accord::usage {

/// Whom a row names, in the words of its file (UTF-8).
struct Names
{
    QByteArray account;
    QByteArray location;
    QByteArray party; ///< a location or else an account
    QByteArray meter;
};

/// The events of one file in memory, 40 bytes each, until all are known to be good: each counts once, and they can be
/// walked group by group in order of time. The order of the rows in the file does not matter.
class Staging
{
public:
    void add(const Record &record);
    std::size_t size() const { return m_events.size(); }
    const std::vector<Names> &names() const { return m_names; }

    /// Sorts by key and leaves out repeated events. Different events under one id are a problem "usage.event_conflict".
    void dropRepeats(Problems &problems);
    /// The keys in ascending order; only after dropRepeats().
    std::vector<EventKey> keys() const;
    /// Leaves out the events whose place in keys() is marked.
    void drop(const std::vector<bool> &marked);
    /// Puts the names \a groupOfNames gives the same number into one group and sorts by group and time; the last step.
    void group(std::span<const quint32> groupOfNames);
    /// Calls \a visit with each group and its events until it fails.
    Result<> forEachGroup(const std::function<Result<>(quint32 group, const std::vector<Event> &events)> &visit) const;

private:
    struct Staged
    {
        EventKey key;
        qint64 milliseconds;
        qint64 coefficient; ///< or a place in m_largeQuantities
        quint32 line;
        quint32 owner : 25; ///< a place in m_names, later a group
        quint32 scale : 5;
        quint32 wholeDay : 1;
        quint32 hasValue : 1; ///< in m_values
    };
    static constexpr quint32 ownerMask = 0x1ffffff;
    static constexpr quint32 largeQuantity = 31; ///< a scale that says: look in m_largeQuantities

    EventKey keyOf(const Record &record);
    quint32 ownerOf(const Record &record);
    Decimal quantityOf(const Staged &staged) const;
    Event eventOf(const Staged &staged) const;
    bool saysTheSame(const Staged &a, const Staged &b) const;

    std::vector<Staged> m_events;
    std::vector<Names> m_names;
    QHash<QByteArray, quint32> m_owners;
    std::vector<Decimal> m_largeQuantities;
    std::unordered_map<EventKey, QByteArray, EventKeyHash> m_ids; ///< those that are not their own key
    std::unordered_map<EventKey, QByteArray, EventKeyHash> m_values; ///< the first one of each key
    std::unordered_set<EventKey, EventKeyHash> m_otherValues; ///< keys that came with another one too
    DerivedKeys m_derived;
    QByteArray m_joined;
};

} // namespace accord::usage
