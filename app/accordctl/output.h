// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <functional>
#include <optional>

namespace accord::ctl {

enum class Format { Table, Json, Csv, Xlsx };

/// Writes results to standard output in the form that was asked for. Texts that a spreadsheet would run as a formula
/// are neutralised in CSV; control characters are escaped on a terminal.
class Output
{
public:
    /// \param file  where records go as a workbook; "-" is standard output
    explicit Output(Format format, const QString &file = u"-"_s)
        : m_format(format)
        , m_file(file)
    { }
    Format format() const { return m_format; }
    /// Is asked with the number of rows before a list is handed out, and may refuse all of it.
    using RowRight = std::function<Result<>(qint64 rows)>;
    void askBeforeLists(const RowRight &right) { m_right = right; }
    /// Why a list was not handed out; also where a command went on without it.
    const std::optional<Error> &refusal() const { return m_refusal; }

    /// Records with the same fields: an array in JSON, a line each otherwise. \a columns names and orders the fields.
    /// \returns what the right to a list refuses; what writing a workbook can fail with.
    Result<> records(const QJsonArray &rows, const QStringList &columns) const;
    /// One document: as it is in JSON, name and value in lines otherwise (nested records as tables below). One that
    /// holds nothing but an array is a list, and not handed out where the right to it refuses.
    void document(const QJsonObject &object) const;
    /// Plain lines for people; nothing in JSON and CSV.
    void note(const QString &text) const;
    static void text(const QString &text);
    /// \a document in lines, with DEL and C1 control characters escaped, so that it moves no terminal.
    static QByteArray inJson(const QJsonDocument &document);
    static void bytes(const QByteArray &bytes);
    /// Whether everything arrived that was written to standard output so far.
    /// \returns Unavailable "output.disk_full", "output.unwritable".
    static Result<> arrived();
    /// A line on standard error.
    static void error(const QString &text);

private:
    Result<> mayHandOut(qint64 rows) const;

    Format m_format;
    QString m_file;
    RowRight m_right;
    mutable std::optional<Error> m_refusal;
};

} // namespace accord::ctl
