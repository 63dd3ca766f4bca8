// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/payments/dunning.h"
#include "ui/widgets/values.h"

namespace accord::ui {

/// What is behind an entry: "Invoice", "Payment applied".
QString entryKindInWords(const QString &kind);
/// "Letter 2", "Account manager calls".
QString stepInWords(const payments::DunningStep &step);
/// A stored step by its kind.
QString stepInWords(const QString &kind, int level);
/// A state of dunning: what is due to be done, or why nothing is.
Badge stateOf(const payments::DunningState &state);
/// What is looked at before a period is closed.
QString checkInWords(const QString &check);

} // namespace accord::ui
