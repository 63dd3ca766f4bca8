// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/received_einvoice.h"
#include "ui/widgets/paged_table_model.h"

namespace accord::ui {

/// A rule that a received invoice breaks, or something beside the rules; its place makes it unique.
struct FindingItem
{
    int n = 0;
    QString rule; ///< empty: no rule, only worth knowing
    QString place;
    QString sentence;
};

/// A term of both sides; its place in the list makes it unique.
struct ComparedItem
{
    int n = 0;
    einvoice::ComparedTerm term;
};

using FindingsModel = PagedTableModel<FindingItem>;
using ComparedTermsModel = PagedTableModel<ComparedItem>;

std::vector<FindingsModel::Column> findingColumns();
std::vector<ComparedTermsModel::Column> comparedColumns();
/// The broken rules, then what EN 16931 has no term for.
std::vector<FindingItem> findingItems(const workspace::ReceivedEinvoice &received);
/// A row in full, for what its cells cut off.
QString inWords(const FindingItem &item);
QString inWords(const ComparedItem &item);
std::vector<ComparedItem> comparedItems(const std::vector<einvoice::ComparedTerm> &terms, bool onlyDifferent);

} // namespace accord::ui
