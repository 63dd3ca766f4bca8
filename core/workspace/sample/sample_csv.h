// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QByteArrayList>

#include <vector>

namespace accord::workspace::sample {

struct CsvRow
{
    QByteArray text; ///< as it stands in the file, with a line end
    QByteArrayList fields;
};

/// A reference table that comes with the program.
struct CsvTable
{
    QByteArray header; ///< with a line end
    QByteArrayList columns;
    std::vector<CsvRow> rows;

    /// Place of a column; -1 when it is missing.
    qsizetype column(const QByteArray &name) const { return columns.indexOf(name); }
};

/// Reads ":/accord/PATH".
Result<CsvTable> readCsv(const QString &path);

} // namespace accord::workspace::sample
