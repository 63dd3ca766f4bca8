// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/meter.h"
#include "ui/contracts/list_section.h"

namespace accord::ui {

/// The fields of a contract's head and terms. \a isNew: the number can still be chosen.
std::vector<FieldSpec> termFields(bool isNew);
/// The fields of a price: of an item with \a prefix "price.", of a step of a ramp without one.
std::vector<FieldSpec> priceFields(const QString &prefix);
ListSpec itemList(const std::vector<catalog::Meter> &meters);
ListSpec discountList();
ListSpec commitmentList();
std::vector<FieldSpec> serviceLevelFields();
std::vector<FieldSpec> signatureFields();

/// "Graduated tiers", by the name that the document uses.
QString modelTitle(const QString &name);

} // namespace accord::ui
