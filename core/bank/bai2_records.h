// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"

#include <QtCore/QStringList>

namespace accord::bank {

/// A record of BAI2 (Cash Management Balance Reporting Specifications, version 2) with its continuations.
struct Bai2Record
{
    QString code; ///< "01", "02", "03", "16", "49", "98" or "99"
    QStringList segments; ///< what stands behind the code in the record and in each 88, without the final slash
    qint64 line = 0; ///< in the file, from 1

    qint64 physicalRecords() const { return segments.size(); }
};

/// Joins continuations to their records. A slash ends a record only at the end of a line: text may hold slashes.
/// \returns InvalidInput "bank.bai2_record" for a line that is none, or a continuation of nothing.
Result<std::vector<Bai2Record>> bai2Records(const QStringList &lines);

/// Takes the fields of a record one after the other, through its continuations.
class Bai2Fields
{
public:
    explicit Bai2Fields(const Bai2Record &record)
        : m_record(record)
    { }

    bool atEnd() const { return m_segment >= m_record.segments.size(); }
    /// The next field without blanks at its ends; empty behind the last one.
    QString next();
    void skip(int fields);
    /// What is left, as lines: text, which may hold commas.
    QStringList text();

private:
    const Bai2Record &m_record;
    qsizetype m_segment = 0;
    qsizetype m_at = 0;
};

} // namespace accord::bank
