// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/permissions.h"
#include "core/storage/work_reach.h"

#include <span>

namespace accord::workspace {

/// Why something wants somebody's attention. Marks of people name a kind by its number: new ones come last.
enum class HomeKind {
    Approval,
    Overdue,
    Unbilled,
    Renewal,
    ExpiredCertificate,
    ExceededOrder,
    BillingHold,
    EndingOrder, ///< 80 % of it is used, or it ends within 60 days
    OverspentBudget,
    EndingCertificate, ///< of exemption, within 60 days
    Nexus, ///< sales into a US state come near its threshold, and the company is not registered there
    Question, ///< somebody asks about a request for approval and waits for the answer
    ToIssue, ///< an invoice or credit note that is approved and not issued
    BankEntry, ///< nobody decided about it for good
    DunningStep, ///< due today
    DunningTask, ///< a call or another task that a step of dunning asked for
    BrokenPromise, ///< to pay
    FailedDelivery
};
/// Every kind once, in the order in which they are counted.
std::span<const HomeKind> homeKinds();
/// "approval", "bank_entry".
QString toString(HomeKind kind);
/// \returns InvalidInput "home.kind_unknown" with the `known` ones.
Result<HomeKind> homeKindFromString(const QString &text);

/// The operations of the permission matrix of which one says that a kind is \a kind's work. None for what depends on
/// something else: the seats of a request, who asked, whose task it is.
QStringList operationsOf(HomeKind kind);

/// The accounts of which \a person is told things of \a kind. Whoever may act on a whole region is told of what they
/// are responsible for and of what nobody is; who leads the region is told of all of it.
storage::WorkReach reachOf(const security::Permissions &matrix, const security::Person &person, HomeKind kind);
/// The same for what one of \a operations lets somebody do or read.
storage::WorkReach reachOf(const security::Permissions &matrix, const security::Person &person,
                           const QStringList &operations);

} // namespace accord::workspace
