// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/meter.h"
#include "ui/forms/asked_act.h"

namespace accord::ui {

/// "the highest reading" and the like: how the readings of a period become one quantity.
QString aggregationText(catalog::Aggregation aggregation);

/// Asks for a new meter; \a code is what a usage file calls it, empty when no file does.
Question newMeterQuestion(const QString &code);
/// Asks what is to be different about \a known. \param isCounted  usage of it was counted: how it adds up stays
Question meterQuestion(const catalog::Meter &known, bool isCounted);

/// Saves the meter that the answers describe. \param code  what a usage file calls it: what waits for it is counted
AskedActs::Act saveMeterAct(const QString &code);
/// The same for the one that is \a known.
AskedActs::Act changeMeterAct(const catalog::Meter &known);

} // namespace accord::ui
