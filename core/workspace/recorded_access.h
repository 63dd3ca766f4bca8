// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::workspace {

class Services;

/// What left the program, and what somebody was refused: both stand in the audit trail as well, with counts and names
/// of lists, never with anything of a customer. Where nothing can be written nothing is recorded: a workspace that is
/// only read, and a copy on a machine, whose trail is not the team's.

/// \param list  what was exported, by a name of the program: "invoice list"
/// \param form  "csv", "xlsx", "pdf"
/// \returns what writing the record can fail with.
Result<> recordExport(Services &services, const QString &list, qint64 rows, const QString &form);
/// Records \a error of the act \a act when it says that the permission matrix refused it; anything else is no refusal.
/// In a transaction of its own, behind the one that failed; that it cannot be written changes nothing of the refusal.
void recordRefusal(Services &services, const Error &error, const QString &act = {});

} // namespace accord::workspace
