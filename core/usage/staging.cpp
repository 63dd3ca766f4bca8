// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/staging.h"

#include <limits>
#include <tuple>

namespace accord::usage {

quint32 Staging::ownerOf(const Record &record)
{
    m_joined.clear();
    for (const QByteArrayView part : {record.account, record.location, record.party, record.meter}) {
        const auto size = quint32(part.size()); // with their lengths, so that no two lists of names look alike
        m_joined.append(reinterpret_cast<const char *>(&size), sizeof size).append(part);
    }
    const auto known = m_owners.constFind(m_joined);
    if (known != m_owners.constEnd())
        return *known;
    const auto owner = quint32(m_names.size());
    m_names.push_back({record.account.toByteArray(), record.location.toByteArray(), record.party.toByteArray(),
                       record.meter.toByteArray()});
    m_owners.insert(QByteArray(m_joined.constData(), m_joined.size()), owner);
    return owner;
}

EventKey Staging::keyOf(const Record &record)
{
    if (record.eventId.isEmpty())
        return m_derived.next(record);
    if (const auto own = EventKey::fromHex(record.eventId))
        return *own;
    const EventKey key = EventKey::ofId(record.eventId);
    m_ids.try_emplace(key, record.eventId.toByteArray());
    return key;
}

void Staging::add(const Record &record)
{
    Staged staged{};
    staged.key = keyOf(record);
    staged.milliseconds = record.moment.milliseconds;
    staged.wholeDay = record.moment.wholeDay;
    staged.line = quint32(record.line);
    staged.owner = ownerOf(record) & ownerMask;
    if (!record.value.isEmpty()) {
        staged.hasValue = 1;
        const auto [known, isNew] = m_values.try_emplace(staged.key, record.value.toByteArray());
        if (!isNew && known->second != record.value)
            m_otherValues.insert(staged.key);
    }
    const Wide coefficient = record.quantity.coefficient();
    staged.coefficient = qint64(coefficient);
    staged.scale = quint32(record.quantity.scale()) & 0x1f;
    if (coefficient != Wide(staged.coefficient)) {
        staged.scale = largeQuantity;
        staged.coefficient = qint64(m_largeQuantities.size());
        m_largeQuantities.push_back(record.quantity);
    }
    m_events.push_back(staged);
}

Decimal Staging::quantityOf(const Staged &staged) const
{
    if (staged.scale == largeQuantity)
        return m_largeQuantities[std::size_t(staged.coefficient)];
    return Decimal::make(staged.coefficient, int(staged.scale)).value();
}

Event Staging::eventOf(const Staged &staged) const
{
    const auto id = m_ids.find(staged.key);
    return {staged.key,
            id == m_ids.end() ? QByteArray() : id->second,
            {staged.milliseconds, staged.wholeDay != 0},
            quantityOf(staged),
            staged.hasValue ? m_values.at(staged.key) : QByteArray()};
}

bool Staging::saysTheSame(const Staged &a, const Staged &b) const
{
    return a.milliseconds == b.milliseconds && a.wholeDay == b.wholeDay && a.owner == b.owner
           && quantityOf(a) == quantityOf(b) && a.hasValue == b.hasValue && !m_otherValues.contains(a.key);
}

void Staging::dropRepeats(Problems &problems)
{
    std::sort(m_events.begin(), m_events.end(),
              [](const Staged &a, const Staged &b) { return std::tie(a.key, a.line) < std::tie(b.key, b.line); });
    const auto last = std::unique(m_events.begin(), m_events.end(), [&](const Staged &kept, const Staged &next) {
        if (kept.key != next.key)
            return false;
        if (!saysTheSame(kept, next)) {
            const Event event = eventOf(next);
            QByteArray shown = event.id;
            if (shown.isEmpty()) {
                next.key.appendTo(shown);
                shown = shown.toHex();
            }
            problems.add(next.line, u"usage.event_conflict"_s, u"event_id"_s, shown,
                         u"what line %1 says under this id"_s.arg(kept.line));
        }
        return true;
    });
    m_events.erase(last, m_events.end());
}

std::vector<EventKey> Staging::keys() const
{
    std::vector<EventKey> keys;
    keys.reserve(m_events.size());
    for (const Staged &event : m_events)
        keys.push_back(event.key);
    return keys;
}

void Staging::drop(const std::vector<bool> &marked)
{
    std::size_t at = 0;
    std::erase_if(m_events, [&](const Staged &) { return bool(marked[at++]); });
}

void Staging::group(std::span<const quint32> groupOfNames)
{
    for (Staged &event : m_events)
        event.owner = groupOfNames[event.owner] & ownerMask;
    std::sort(m_events.begin(), m_events.end(), [](const Staged &a, const Staged &b) {
        if (a.owner != b.owner)
            return a.owner < b.owner;
        return a.milliseconds != b.milliseconds ? a.milliseconds < b.milliseconds : a.key < b.key;
    });
}

Result<> Staging::forEachGroup(const std::function<Result<>(quint32, const std::vector<Event> &)> &visit) const
{
    std::vector<Event> events;
    for (auto first = m_events.begin(); first != m_events.end();) {
        const auto end = std::find_if(first, m_events.end(), [&](const Staged &e) { return e.owner != first->owner; });
        events.clear();
        std::transform(first, end, std::back_inserter(events), [&](const Staged &e) { return eventOf(e); });
        if (const auto visited = visit(first->owner, events); !visited)
            return visited;
        first = end;
    }
    return {};
}

} // namespace accord::usage
