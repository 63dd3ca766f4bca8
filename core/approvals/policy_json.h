// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/policy.h"

namespace accord::approvals {

/// A policy as its document "accord.approval-policy/1" says, checked; without a version.
/// \returns what check() says, with the path in the document.
Result<Policy> policyFromJson(const QJsonObject &document);
/// The same from a file, held against its schema first.
Result<Policy> readPolicy(const QByteArray &utf8);
QJsonObject toJson(const Policy &policy);
/// SHA-256 of what a policy says: equal for the same rules however they are written.
QByteArray digestOf(const Policy &policy);

/// Seats with their circles, limits and escalation.
QJsonArray toJson(const std::vector<Seat> &seats);

} // namespace accord::approvals
