// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/amendment_preview.h"
#include "ui/widgets/card.h"

namespace accord::ui {

/// The invoice of a month as it is and as it would be: differing lines and adjustments, and the totals.
class InvoicePairCard : public Card
{
    Q_OBJECT
public:
    explicit InvoicePairCard(const workspace::InvoicePair &pair, QWidget *parent = nullptr);
};

} // namespace accord::ui
