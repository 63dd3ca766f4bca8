// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sample/sample_csv.h"

#include "core/usage/record_reader.h"
#include "core/workspace/sample/sample_parts.h"

#include <QtCore/QBuffer>

namespace accord::workspace::sample {

Result<CsvTable> readCsv(const QString &path)
{
    auto bytes = readResource(path);
    if (!bytes)
        return passOn(bytes);
    QBuffer buffer(&*bytes);
    buffer.open(QIODevice::ReadOnly);
    usage::RecordReader reader(buffer);
    CsvTable table;
    QByteArray scratch;
    std::vector<QByteArrayView> fields;
    while (reader.next(true) == usage::RecordReader::State::Record) {
        if (!usage::splitCsv(reader.record(), scratch, fields))
            return fail(ErrorKind::Internal, u"workspace.resource_missing"_s, {{u"name"_s, path}});
        CsvRow row{reader.record().toByteArray() + '\n', {}};
        for (const QByteArrayView field : fields)
            row.fields << field.toByteArray();
        if (table.header.isEmpty()) {
            table.header = row.text;
            table.columns = row.fields;
        } else {
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

} // namespace accord::workspace::sample
