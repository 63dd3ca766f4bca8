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
    return suffix.isEmpty() ? name.trimmed() : name.trimmed() + u'.' + suffix;
}

QString safeFileName(const QString &name)
{
    const QString last = QString(name).replace(u'\\', u'/').section(u'/', -1);
    static const QRegularExpression withSuffix(u"^(.*)\\.([A-Za-z0-9]{1,10})\\s*$"_s,
                                               QRegularExpression::DotMatchesEverythingOption);
    const auto match = withSuffix.match(last);
    return match.hasMatch() ? fileName(match.captured(1), match.captured(2)) : fileName(last, {});
}

} // namespace accord::exports
