// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

#include <functional>
#include <vector>

class QIODevice;

namespace accord::usage {

/// Cuts a file into records, in blocks: lines, which inside of CSV quotes may contain line ends.
class RecordReader
{
public:
    enum class State {
        Record,
        End,
        TooLong, ///< longer than `longest`; skipped
        OpenQuote, ///< the file ends inside of a quoted field
        Unreadable ///< the device failed
    };
    static constexpr qsizetype longest = 1024 * 1024;

    explicit RecordReader(QIODevice &device)
        : m_device(device)
    { }

    /// The first bytes, without consuming them.
    QByteArrayView peek(qsizetype size);
    void skip(qsizetype size) { m_at += size; }
    /// \param quotes  whether a line end between quotes belongs to the record
    State next(bool quotes);
    /// Without its line end; valid until next().
    QByteArrayView record() const { return m_record; }
    /// Where the record starts, counted from 1.
    qint64 line() const { return m_line; }
    /// Is given every block as it is read.
    void setTap(std::function<void(QByteArrayView)> tap) { m_tap = std::move(tap); }

private:
    bool fill();
    State skipLine();

    QIODevice &m_device;
    std::function<void(QByteArrayView)> m_tap;
    QByteArray m_buffer;
    qsizetype m_at = 0;
    QByteArrayView m_record;
    qint64 m_line = 0;
    qint64 m_nextLine = 1;
    bool m_ended = false;
    bool m_failed = false;
};

/// The fields of a CSV record (RFC 4180); unquoted ones point into \a record, the others into \a scratch.
/// \returns false when a quote stands where none may.
bool splitCsv(QByteArrayView record, QByteArray &scratch, std::vector<QByteArrayView> &fields);

/// A member of a JSON object: text unescaped, numbers as written; null is a null view.
struct JsonMember
{
    QByteArrayView name;
    QByteArrayView value;
};
/// The members of one flat JSON object. Numbers never become floating point.
/// \returns false when it is not one: malformed, a nested value, or a name twice.
bool splitJson(QByteArrayView record, QByteArray &scratch, std::vector<JsonMember> &members);

} // namespace accord::usage
