// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/driver.h"

namespace accord::storage {

DriverStatement::~DriverStatement() = default;
Driver::~Driver() = default;

} // namespace accord::storage
