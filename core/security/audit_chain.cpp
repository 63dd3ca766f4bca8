// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/audit_chain.h"

#include "core/base/clock.h"

#include <QtCore/QJsonDocument>

#include <algorithm>

namespace accord::security {

namespace {

/// Walks along the records and notes what does not fit.
class Verifier
{
public:
    Verifier(const std::vector<AuditSeal> &anchors, qint64 firstSequence)
        : m_anchors(anchors)
        , m_first(firstSequence)
        , m_expected(firstSequence)
    {
        std::ranges::sort(m_anchors, {}, &AuditSeal::sequence);
    }

    void see(const AuditRecord &record)
    {
        for (; m_expected < record.sequence; ++m_expected)
            note(AuditFault::Kind::Missing, m_expected);
        if (record.computedHash() != record.hash)
            note(AuditFault::Kind::Changed, record.sequence);
        // The record before the first one of a partial check is not known; a gap was noted already.
        const bool knowsPrevious = m_first == 1 || m_report.checked > 0;
        if (knowsPrevious && record.previousHash != m_previousHash && m_report.head.sequence == record.sequence - 1)
            note(AuditFault::Kind::Unlinked, record.sequence);
        const auto own = std::ranges::equal_range(m_anchors, record.sequence, {}, &AuditSeal::sequence);
        if (std::ranges::any_of(own, [&](const AuditSeal &anchor) { return anchor != AuditSeal::of(record); }))
            note(AuditFault::Kind::Rewritten, record.sequence);
        m_previousHash = record.hash;
        m_expected = record.sequence + 1;
        m_report.head = AuditSeal::of(record);
        ++m_report.checked;
    }

    AuditReport finish()
    {
        for (const AuditSeal &anchor : m_anchors) {
            if (anchor.sequence > m_report.head.sequence)
                note(AuditFault::Kind::Truncated, anchor.sequence);
        }
        return m_report;
    }

private:
    void note(AuditFault::Kind kind, qint64 sequence)
    {
        constexpr std::size_t enough = 1000;
        if (m_report.faults.size() < enough)
            m_report.faults.push_back({kind, sequence});
    }

    std::vector<AuditSeal> m_anchors; ///< by their sequence
    qint64 m_first;
    qint64 m_expected;
    QByteArray m_previousHash = auditGenesis();
    AuditReport m_report;
};

bool isBehind(const QDateTime &now, const QDateTime &last)
{
    return last.isValid() && now.secsTo(last) > clockToleranceSeconds;
}

} // namespace

AuditStore::~AuditStore() = default;

AuditChain::AuditChain(AuditStore &store, const Clock &clock)
    : m_store(store)
    , m_clock(clock)
{ }

Result<AuditRecord> AuditChain::append(const AuditEntry &entry)
{
    if (entry.actor.isEmpty() || entry.kind.isEmpty())
        return fail(ErrorKind::InvalidInput, u"audit.incomplete"_s);
    const auto last = m_store.last();
    if (!last)
        return passOn(last);
    AuditRecord record;
    record.sequence = *last ? (*last)->sequence + 1 : 1;
    record.recordedAt = m_clock.now();
    if (*last && entry.kind != clockAccepted && isBehind(record.recordedAt, (*last)->recordedAt))
        return fail(ErrorKind::Conflict, u"audit.clock_behind"_s,
                    {{u"now"_s, record.recordedAt.toString(Qt::ISODate)},
                     {u"last"_s, (*last)->recordedAt.toString(Qt::ISODate)}});
    record.entry = entry;
    record.bodyText = QJsonDocument(entry.body).toJson(QJsonDocument::Compact);
    record.previousHash = *last ? (*last)->hash : auditGenesis();
    record.hash = record.computedHash();
    if (auto stored = m_store.append(record); !stored)
        return passOn(stored);
    return record;
}

Result<AuditSeal> AuditChain::head() const
{
    const auto last = m_store.last();
    if (!last)
        return passOn(last);
    return *last ? AuditSeal::of(**last) : AuditSeal{0, auditGenesis().left(16)};
}

Result<AuditReport> AuditChain::verify(const std::vector<AuditSeal> &anchors, qint64 firstSequence,
                                       const std::function<bool()> &cancelled) const
{
    constexpr qint64 between = 1024;
    Verifier verifier(anchors, firstSequence);
    bool stopped = false;
    qint64 seen = 0;
    const auto read = m_store.visit(firstSequence, [&](const AuditRecord &record) {
        verifier.see(record);
        stopped = cancelled && ++seen % between == 0 && cancelled();
        return !stopped;
    });
    if (!read)
        return passOn(read);
    if (stopped)
        return fail(ErrorKind::Cancelled, u"audit.cancelled"_s);
    return verifier.finish();
}

} // namespace accord::security
