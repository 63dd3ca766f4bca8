// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/money/money.h"

#include <optional>
#include <vector>

namespace accord::approvals {

/// What somebody may have to agree to.
enum class SubjectKind { Invoice, CreditNote, Contract, BudgetOverrun, WriteOff, ServiceAction };

struct PolicyRule;
using PolicyRuleId = Id<PolicyRule>;

/// One line of the policy matrix: a subject that meets every condition needs one approval by \c approverRole.
struct PolicyRule
{
    PolicyRuleId id;
    SubjectKind kind = SubjectKind::Invoice;
    std::optional<Money> above; ///< in company currency, strictly above; none: every amount
    QString department; ///< empty: any
    QString costCentre; ///< empty: any
    QString approverRole; ///< "approver", "controller"
    int step = 1; ///< steps are decided in ascending order

    QString inWords() const; ///< "invoice above 5,000.00 USD in EU-Operations"
};

/// What is held against the matrix.
struct Subject
{
    SubjectKind kind = SubjectKind::Invoice;
    Money amount; ///< in company currency at the document's rate
    QStringList departments;
    QStringList costCentres;
};

/// The rules that ask for an approval of \a subject, by step. Amounts in another currency than the rule's never match a
/// limit silently: \returns InvalidInput "money.currency_mix".
Result<std::vector<PolicyRule>> rulesFor(const Subject &subject, const std::vector<PolicyRule> &matrix);

QString toString(SubjectKind kind);
Result<SubjectKind> subjectKindFromString(const QString &text);

} // namespace accord::approvals
