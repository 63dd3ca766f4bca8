// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/audit_record.h"

#include <functional>
#include <vector>

namespace accord {
class Clock;
}

namespace accord::security {

/// Where the records are kept.
class AuditStore
{
public:
    virtual ~AuditStore();
    /// Sequence and hash of the last record, which also those may know who may not read it; and its time for who may.
    virtual Result<std::optional<AuditRecord>> last() const = 0;
    virtual Result<> append(const AuditRecord &record) = 0;
    /// Hands every record from \a firstSequence on, in the order of their sequence, to \a visit until it says false.
    virtual Result<> visit(qint64 firstSequence, const std::function<bool(const AuditRecord &)> &visit) const = 0;
};

/// What is wrong at one place of the chain.
struct AuditFault
{
    enum class Kind {
        Changed, ///< the record does not have its hash: it was edited
        Missing, ///< a sequence number is not there
        Unlinked, ///< it does not follow the record before it: swapped, or inserted
        Truncated, ///< the chain ends before the anchor
        Rewritten, ///< the record at the anchor is another one
    };
    Kind kind = Kind::Changed;
    qint64 sequence = 0;
    bool operator==(const AuditFault &) const = default;
};

struct AuditReport
{
    qint64 checked = 0;
    AuditSeal head; ///< of the last record seen
    std::vector<AuditFault> faults;
    bool isSound() const { return faults.empty(); }
};

/// By so much a clock may be behind the last record: what a zone or a wrong hour comes to. More makes wrong dates.
inline constexpr qint64 clockToleranceSeconds = 24 * 60 * 60;
/// The record that says that the clock is right though records of a later time are there. The records after it go by
/// it.
inline const QString clockAccepted = QStringLiteral("audit.clock_accepted");

/// Every act leaves one record; each record carries the hash of the one before it, so that an edit, a deletion, an
/// insertion or a swap is found by recomputing. Cutting off the tail, or rewriting all of it, is found by an anchor
/// kept elsewhere.
class AuditChain
{
public:
    AuditChain(AuditStore &store, const Clock &clock);

    /// Adds a record in the caller's transaction; one per command, not per row.
    /// \returns InvalidInput "audit.incomplete" without actor or kind; Conflict "audit.clock_behind" with both times
    /// where
    ///          the clock is more than clockToleranceSeconds behind the last record, except for \a clockAccepted.
    Result<AuditRecord> append(const AuditEntry &entry);
    /// The last record; sequence 0 for an empty chain.
    Result<AuditSeal> head() const;
    /// Recomputes the chain from \a firstSequence on and compares it with the anchors.
    /// \returns the report; a failure only when the store could not be read or \a cancelled said so.
    Result<AuditReport> verify(const std::vector<AuditSeal> &anchors = {}, qint64 firstSequence = 1,
                               const std::function<bool()> &cancelled = {}) const;

private:
    AuditStore &m_store;
    const Clock &m_clock;
};

} // namespace accord::security
