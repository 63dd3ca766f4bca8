// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/stores.h"

namespace accord::sync {

Store::~Store() = default;

} // namespace accord::sync
