// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/finding.h"

namespace accord::bank {

Finding found(qint64 line, const QString &id, const QString &field, QStringView value, const QString &expected)
{
    return {line, id, field, value.left(80).toString(), expected};
}

tl::unexpected<Error> refuse(const Finding &finding)
{
    return fail(ErrorKind::InvalidInput, finding.id,
                {{u"line"_s, finding.line},
                 {u"field"_s, finding.field},
                 {u"value"_s, finding.value},
                 {u"expected"_s, finding.expected}});
}

tl::unexpected<Error> refuse(qint64 line, const QString &id, const QString &field, QStringView value,
                             const QString &expected)
{
    return refuse(found(line, id, field, value, expected));
}

} // namespace accord::bank
