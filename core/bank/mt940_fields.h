// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

#include <vector>

namespace accord::bank {

/// One field of a SWIFT MT message: ":61:" with the lines that follow up to the next field.
struct Mt940Field
{
    QString tag; ///< without colons: "61", "60F"; "-" for the end of a message
    QStringList lines; ///< the first without its tag; never empty
    qint64 line = 0; ///< in the file, from 1
};

/// The fields of a file. A line begins one only when it looks like ":61:" or ":60F:"; everything before the first
/// field of a message (bank headers, SWIFT blocks 1 to 3) is passed over.
std::vector<Mt940Field> mt940Fields(const QStringList &lines);

} // namespace accord::bank
