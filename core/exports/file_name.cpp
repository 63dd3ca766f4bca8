// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/file_name.h"

#include <QtCore/QRegularExpression>

namespace accord::exports {

using namespace Qt::Literals::StringLiterals;

QString fileName(const QString &title, const QString &suffix)
{
    constexpr qsizetype longest = 120;
    QString name;
    for (const QChar c : title) {
        const bool reserved = u"/\\:*?\"<>|"_s.contains(c) || c.category() == QChar::Other_Control
                              || c.category() == QChar::Other_Format;
        name += reserved ? u' ' : c;
    }
    name = name.simplified().left(longest);
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    static const QRegularExpression device(u"^(con|prn|aux|nul|com[0-9]|lpt[0-9])$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    if (name.isEmpty() || device.match(name.section(u'.', 0, 0)).hasMatch())
        name.prepend(u"list "_s);
    return name.trimmed() + u'.' + suffix;
}

} // namespace accord::exports
