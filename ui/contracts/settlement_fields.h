// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/meter.h"
#include "ui/contracts/list_section.h"

/// How what a contract charges is paid, borne, given back and recognised.
namespace accord::ui {

ListSpec prepaidCreditList();
std::vector<FieldSpec> instalmentFields();
/// Who bears what of the total, measured by percentages, the usage of one of \a meters, or heads.
std::vector<FieldSpec> shareFields(const std::vector<catalog::Meter> &meters);
/// What is given back when a service level is missed.
std::vector<FieldSpec> serviceCreditFields();
/// The performance obligation of an item.
std::vector<FieldSpec> obligationFields();

} // namespace accord::ui
