// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace accord::workspace {

/// The program and the machine that something is done on, as the audit trail names them: "accordctl on ann-laptop".
QString thisDevice();

} // namespace accord::workspace
