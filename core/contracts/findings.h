// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contracts/contract.h"

namespace accord::contracts {

enum class Severity { Note, Warning, Blocking };

/// Something in a contract that contradicts itself or that a person should look at; never swallowed, always shown.
struct Finding
{
    Severity severity = Severity::Warning;
    QString id; ///< stable: "contracts.stated_value_differs"
    QString path; ///< the field it is about: "stated_annual_value"
    QVariantMap args; ///< for the sentence
};

/// Everything worth saying about \a contract with \a locations active locations: a stated value that the items do not
/// reach (or pass), shares that do not add up to 100 %, a term without items, missing signatures, prices in two ways,
/// unusable discounts, an included quantity without a meter, amounts in another currency, commitments that nothing can
/// reach, days outside 1900 to 2999, and what `itemFindings()` and billing_terms_findings.h say.
std::vector<Finding> findingsOf(const Contract &contract, int locations);

/// Whether a contract with these findings can be billed.
bool blocksBilling(const std::vector<Finding> &findings);

QString toString(Severity severity);

} // namespace accord::contracts
