// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/record_changes.h"

/// What the sources of record_changes.h share: each kind of record is prepared and changed in a source of its own.
namespace accord::workspace {

/// The word that takes a limit, a hold or a plan away.
inline constexpr QStringView noneOfIt = u"none";

/// \a amount in company currency at the rate of today.
Result<Money> inCompany(Services &services, const Money &amount);
Money absolute(const Money &amount);

Result<PreparedChange> prepareAccountChange(Services &services, const ChangeWish &wish);
Result<int> changeAccount(Services &services, const approvals::RecordChange &change, const QString &reason);

Result<PreparedChange> prepareContractChange(Services &services, const ChangeWish &wish);
Result<int> changeContract(Services &services, const approvals::RecordChange &change, const QString &reason);
QString itemPriceInWords(const QString &price);
QString instalmentsInWords(const QString &plan);

Result<PreparedChange> preparePriceBookChange(Services &services, const ChangeWish &wish);
Result<int> changePriceBook(Services &services, const approvals::RecordChange &change);
Result<int> priceBookVersion(Services &services);

/// The days of "45" until payment. \returns InvalidInput "approvals.change_days" {value, most}.
Result<int> netDaysFrom(const QString &text);

} // namespace accord::workspace
