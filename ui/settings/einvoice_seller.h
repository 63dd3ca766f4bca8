// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"

namespace accord::ui {

class SettingsSection;

/// Asks for what the electronic invoices of the company \a code say about it beside its record: the contact (BG-6),
/// registration (BT-30), electronic address (BT-34) and tax number (BT-32); \a section says what came of it.
void askForEinvoiceSeller(workspace::Workspace &workspace, const QString &code, SettingsSection *section);

} // namespace accord::ui
