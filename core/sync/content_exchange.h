// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/stores.h"

namespace accord::sync {

/// The file that a row of \a rule names; none when its rows name none, or this one names nothing that could be kept.
std::optional<ContentKey> contentNamedBy(const EntityRule &rule, const QJsonObject &body);

/// Takes a part of a file that a command of \a person will name. What came before a cut is kept, so that only the rest
/// is sent again.
/// \returns Forbidden "sync.device_of_other", "sync.device_revoked"; what takePart() and the store can fail with.
Result<PartVerdict> bringPart(ServerStore &store, const Person &person, const QUuid &device, const ContentPart &part);

/// A part of a file that a row in a scope of \a person names.
/// \returns Forbidden "sync.device_of_other", "sync.device_revoked"; NotFound "attachments.part_missing" for what is
///          not there or not for them.
Result<ContentPart> fetchPart(ServerStore &store, const Person &person, const QUuid &device, const ContentKey &content,
                              int part);

} // namespace accord::sync
