// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"

#include "core/base/clock.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QtEndian>

namespace accord {

IdSource::IdSource(const Clock &clock)
    : IdSource(clock, QRandomGenerator::system()->generate64())
{ }

IdSource::IdSource(const Clock &clock, quint64 seed)
    : m_clock(clock)
    , m_random(seed)
{ }

QUuid IdSource::next()
{
    const qint64 now = m_clock.now().toMSecsSinceEpoch();
    if (now > m_lastMilliseconds) {
        m_lastMilliseconds = now;
        m_counter = 0;
    } else if (++m_counter >= 0x1000) { // the 12 bits of rand_a are used up: borrow from the next millisecond
        ++m_lastMilliseconds;
        m_counter = 0;
    }
    const quint64 high = (quint64(m_lastMilliseconds) << 16) | 0x7000u | m_counter;
    const quint64 low = (m_random() & 0x3fffffffffffffffULL) | 0x8000000000000000ULL;
    uchar bytes[16];
    qToBigEndian(high, bytes);
    qToBigEndian(low, bytes + 8);
    return QUuid::fromRfc4122(QByteArrayView(bytes, 16));
}

} // namespace accord
