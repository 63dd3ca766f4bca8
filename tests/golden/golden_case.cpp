// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/golden/golden_case.h"

#include "core/base/error.h"

#include <QtCore/QFile>

namespace accord::testing {

QString goldenRow(const QString &name, const QString &amount)
{
    return name.simplified() + u" | "_s + amount.simplified();
}

GoldenCase readGoldenCase(const QString &path)
{
    GoldenCase read;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return read;
    QString section;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(u"# "_s)) {
            read.title = line.mid(2);
        } else if (!line.startsWith(u' ') && !line.trimmed().isEmpty()) {
            section = line.trimmed();
            if (section.startsWith(u"Bill "_s))
                read.bills.emplace_back(section.mid(5), QStringList());
        } else if (line.trimmed().isEmpty()) {
            continue;
        } else if (section == u"Contract"_s) {
            read.contract += line.toUtf8() + '\n';
        } else if (section == u"Usage"_s) {
            read.usage += line.trimmed().toUtf8() + '\n';
        } else if (section.startsWith(u"Bill "_s)) {
            const qsizetype bar = line.lastIndexOf(u'|');
            read.bills.back().second << goldenRow(line.left(bar), line.mid(bar + 1));
        }
    }
    return read;
}

} // namespace accord::testing
