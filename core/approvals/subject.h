// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>

namespace accord::approvals {

/// What somebody may have to agree to.
enum class SubjectKind {
    Invoice,
    CreditNote,
    Contract,
    BudgetOverrun, ///< spending over a budget
    Discount,
    Proposal, ///< terms that are to be offered; there is no document of it here: it is asked about by what it says
    CreditTerms,
    WriteOff,
    Refund,
    InstalmentPlan,
    PriceChange,
    ServiceAction ///< less service, or none, for a customer who does not pay
};
/// In the order of the lists that people choose from.
const std::vector<SubjectKind> &allSubjectKinds();

/// What is held against the policy.
struct Subject
{
    SubjectKind kind = SubjectKind::Invoice;
    Money amount; ///< in company currency at the document's rate
    QStringList departments;
    QStringList costCentres;
    std::optional<Decimal> discountPercent = {}; ///< the largest one in it
    std::optional<int> netDays = {}; ///< days until it is to be paid
    std::optional<Money> contractValue = {}; ///< of a change of a contract: what a year of that comes to, as \c amount

    friend bool operator==(const Subject &, const Subject &) = default;
};

/// \a subject as the policy sees it: a change of a contract makes a version of it, and so is a contract as well.
std::vector<Subject> withItsContract(const Subject &subject);

/// What is kept of a subject beside its amount, and back.
QJsonObject factsToJson(const Subject &subject);
Subject subjectFromFacts(SubjectKind kind, const Money &amount, const QJsonObject &facts);

/// "invoice", "credit_note", "budget_overrun", …
QString toString(SubjectKind kind);
/// \returns InvalidInput "approvals.kind_unknown" with the kinds that there are.
Result<SubjectKind> subjectKindFromString(const QString &text);

} // namespace accord::approvals
