// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

namespace accord::workspace {

/// How far back late usage and changes are looked for.
constexpr int monthsOfChangesLookedBack = 13;

/// The charges of \a contract that may come to something else than was billed when \a period is run: those of an
/// earlier version of the contract, charges in advance that are still running, usage that arrived late, also where
/// nothing was billed of it yet.
Result<std::vector<billing::BilledCharge>> chargesToLookAtAgain(Services &services, const contracts::Contract &contract,
                                                                const std::vector<billing::BilledLocation> &locations,
                                                                const Period &period);

/// Usage of periods that go on in \a period, billed before they end: the bill of the whole charges the rest.
/// \param billedKeys  of lines that begin or end in \a period
Result<std::vector<billing::BilledCharge>> chargesBilledEarly(Services &services, const contracts::Contract &contract,
                                                              const Period &period, const QSet<QString> &billedKeys);

/// What counts towards the commitments of \a contract that end in \a period, and towards those of earlier periods that
/// are among the charges to look at again.
Result<std::vector<billing::BilledCharge>> chargesSpent(Services &services, const contracts::Contract &contract,
                                                        const Period &period,
                                                        const std::vector<billing::BilledCharge> &again);

/// Charges as they are frozen among the inputs of an invoice, and back.
QJsonArray billedToJson(const std::vector<billing::BilledCharge> &charges);
std::vector<billing::BilledCharge> billedFromJson(const QJsonArray &array, const Currency &currency);

} // namespace accord::workspace
