// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QStringList>

#include <optional>

namespace accord::payment_files {

/// The lines of a payment code, and the first of them that is wrong.
class QrLines
{
public:
    enum Need { Optional, Needed };
    enum End { AsItIs, WithoutEmptyEnd };

    explicit QrLines(const QStringList &lines = {})
        : m_lines(lines)
    { }

    /// A line that was checked before.
    void add(const QString &line) { m_lines.append(line); }
    /// A text of at most \a longest characters in one line.
    void add(const QString &field, const QString &text, qsizetype longest, Need need = Optional);
    void addEmpty(int count);
    void fail(tl::unexpected<Error> error);

    /// The lines joined by LF. \returns InvalidInput "payment_files.missing", "payment_files.too_long",
    ///          "payment_files.line_break", or what fail() was given.
    Result<QString> text(End end) const;

private:
    QStringList m_lines;
    std::optional<Error> m_error;
};

} // namespace accord::payment_files
