// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::payment_files {

/// InvalidInput \a id for a value that a file cannot hold: which field, what stands there (shortened), what would be
/// right.
[[nodiscard]] tl::unexpected<Error> wrongField(const QString &id, const QString &field, QStringView value,
                                               const QString &expected);

} // namespace accord::payment_files
