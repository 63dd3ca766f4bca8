// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

namespace accord {

tl::unexpected<Error> fail(ErrorKind kind, const QString &id, const QVariantMap &args, const QString &detail)
{
    return tl::unexpected<Error>(Error{kind, id, args, detail});
}

} // namespace accord
