// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/bill_input.h"
#include "ui/contracts/list_section.h"

namespace accord::ui {

/// The day and the reason of an amendment.
std::vector<FieldSpec> amendmentFields();
/// The changes of an amendment of \a contract, whose payer has \a locations.
ListSpec changeList(const contracts::Contract &contract, const std::vector<billing::BilledLocation> &locations);
/// A change of \a kind with nothing chosen but the first item of \a contract.
QJsonObject freshChange(const QString &kind, const contracts::Contract &contract);

} // namespace accord::ui
