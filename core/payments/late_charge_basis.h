// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/late_charge.h"
#include "core/payments/late_charges.h"

#include <QtCore/QJsonObject>

namespace accord::payments {

/// Everything that a late charge is computed from; frozen with its document.
struct LateChargeBasis
{
    QString invoice; ///< number of the one that is late
    QDate due;
    QDate through; ///< interest for the days up to and including this one
    std::vector<OpenFrom> history; ///< not empty
    LateChargeRule rule;
    Money interestBefore; ///< >= 0, charged for it before
    bool hadFee = false; ///< the fee was charged before
};

/// What is to be charged beyond what was: zero within the days of grace.
/// \returns as lateChargeOn()
Result<LateCharge> beyondBefore(const LateChargeBasis &basis, pricing::Recorder *recorder = nullptr);

QJsonObject toJson(const LateChargeRule &rule);
/// The rule that \a object tells; without members, one that charges nothing.
Result<LateChargeRule> lateChargeRuleFrom(const QJsonObject &object);
QJsonObject toJson(const LateChargeBasis &basis);

/// The basis among the frozen inputs of \a invoice; none: it charges no late payment.
/// \returns as lateChargeRuleFrom() for one that cannot be read.
Result<std::optional<LateChargeBasis>> lateChargeBasisOf(const billing::Invoice &invoice);

/// How the figures of a late charge came about, computed again.
/// \returns Internal "billing.recomputed_differs" when they are others.
Result<std::vector<pricing::Derivation>> explainLateCharge(const billing::Invoice &invoice,
                                                           const LateChargeBasis &basis);

} // namespace accord::payments
