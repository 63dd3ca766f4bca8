// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/problems.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

class QIODevice;

namespace accord::usage {

/// Reads records of RFC 4180 one by one: comma, quotes with "" inside, line breaks within quotes, LF or CRLF. The text must
/// be UTF-8; a byte order mark is passed over. Never holds more than one record.
class CsvReader
{
public:
    static constexpr qsizetype longestRecord = 1024 * 1024;

    explicit CsvReader(QIODevice &device) : m_device(device) {}

    /// Reads the next record that is not empty. \returns false at the end, or when the rest cannot be read; then a problem
    /// was added to \a problems. A record that is no UTF-8 is reported and passed over.
    bool next(Problems &problems);
    const QStringList &fields() const { return m_fields; }
    qint64 line() const { return m_recordLine; } ///< where the record begins

private:
    bool readRecord(QByteArray &record, Problems &problems);
    bool split(const QByteArray &record, Problems &problems);

    QIODevice &m_device;
    QStringList m_fields;
    qint64 m_line = 0;
    qint64 m_recordLine = 0;
};

/// Whether \a start, the first bytes of a file, looks like text that is not UTF-8 at all (UTF-16, UTF-32, binary).
bool isForeignEncoding(const QByteArray &start);

} // namespace accord::usage
