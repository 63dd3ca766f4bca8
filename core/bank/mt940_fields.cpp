// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/mt940_fields.h"

#include <QtCore/QRegularExpression>

namespace accord::bank {

using namespace Qt::Literals::StringLiterals;

std::vector<Mt940Field> mt940Fields(const QStringList &lines)
{
    static const QRegularExpression tagged(u"^:([0-9]{2}[A-Z]?):(.*)$"_s);
    // "-" ends the text block, "-}" the SWIFT block; ING writes "-XXX".
    static const QRegularExpression end(u"^-(?:\\}.*|XXX)?\\s*$"_s);
    std::vector<Mt940Field> fields;
    qint64 number = 0;
    for (const QString &whole : lines) {
        ++number;
        const qsizetype block = whole.startsWith(u'{') ? whole.indexOf(u"{4:"_s) : -1;
        const QString line = block < 0 ? whole : whole.mid(block + 3);
        const auto match = tagged.match(line);
        if (match.hasMatch())
            fields.push_back({match.captured(1), {match.captured(2)}, number});
        else if (end.match(line).hasMatch())
            fields.push_back({u"-"_s, {line}, number});
        else if (!fields.empty() && fields.back().tag != u"-" && !whole.startsWith(u"{1:"_s))
            fields.back().lines.append(line);
    }
    return fields;
}

} // namespace accord::bank
