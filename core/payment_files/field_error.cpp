// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/field_error.h"

namespace accord::payment_files {

tl::unexpected<Error> wrongField(const QString &id, const QString &field, QStringView value, const QString &expected)
{
    return fail(ErrorKind::InvalidInput, id,
                {{u"field"_s, field}, {u"value"_s, value.left(80).toString()}, {u"expected"_s, expected}});
}

} // namespace accord::payment_files
