// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::ui {

/// Writes the electronic form of the invoice \a id to \a path; for a
/// worker. \returns what workspace::EinvoiceDesk::fileOf() returns, InvalidInput "file.unwritable" {file, problem}.
Result<> saveElectronicDocument(workspace::Services &services, const billing::InvoiceId &id, const QString &path);

} // namespace accord::ui
