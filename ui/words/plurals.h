// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;

namespace accord::ui {

/// Installs the English singular and plural forms, so that nobody reads "1 account(s)". To be called before the
/// translation of another language, which comes on top.
void installPlurals(QCoreApplication &application);

} // namespace accord::ui
