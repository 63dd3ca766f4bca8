// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace accord::ui {

/// Why a document is in no file for the bank, in words that follow its number; \a reason as in `workspace::LeftOut`.
QString leftOutInWords(const QString &reason);

} // namespace accord::ui
