// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// The seals of the audit chain that the workspace itself holds elsewhere: on issued invoices and credit notes, and in
/// the manifests of the backups of its plan, as far as they were made of the history that a restoration left. A chain
/// that was cut or written anew contradicts them.
Result<std::vector<security::AuditSeal>> knownSeals(Services &services);

} // namespace accord::workspace
