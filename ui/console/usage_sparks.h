// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"
#include "ui/widgets/values.h"

#include <QtCore/QHash>

namespace accord::ui {

/// The usage of \a accounts as small lines, with what they show in words. Called in a worker.
Result<QHash<QUuid, Spark>> usageSparks(workspace::Services &services,
                                        const std::vector<accounts::AccountId> &accounts);

} // namespace accord::ui
