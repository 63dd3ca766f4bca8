// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/contracts/field_spec.h"

namespace accord::ui {

/// The days on which a contract serves locations, and what becomes of the others.
std::vector<FieldSpec> locationFields();
/// What is given back of billed days that are not served, and the notice of another price.
std::vector<FieldSpec> creditFields();

} // namespace accord::ui
