// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

namespace accord::ctl {

enum class Format { Table, Json, Csv };

/// Writes results to standard output in the form that was asked for. Texts that a spreadsheet would run as a formula
/// are neutralised in CSV; control characters are escaped on a terminal.
class Output
{
public:
    explicit Output(Format format)
        : m_format(format)
    { }
    Format format() const { return m_format; }

    /// Records with the same fields: an array in JSON, a line each otherwise. \a columns names and orders the fields.
    void records(const QJsonArray &rows, const QStringList &columns) const;
    /// One document: as it is in JSON, name and value in lines otherwise (nested records as tables below).
    void document(const QJsonObject &object) const;
    /// Plain lines for people; nothing in JSON and CSV.
    void note(const QString &text) const;
    static void text(const QString &text);
    static void bytes(const QByteArray &bytes);
    /// A line on standard error.
    static void error(const QString &text);

private:
    Format m_format;
};

} // namespace accord::ctl
