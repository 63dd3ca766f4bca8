// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/approvals/subject.h"

#include <QtCore/QDate>
#include <QtCore/QUuid>

namespace accord::approvals {

/// What of a record can be changed by a request for approval.
enum class ChangedField {
    PaymentTerms, ///< of an account: days
    CreditLimit, ///< of an account: an amount in its currency; empty for none
    CreditHold, ///< of an account: why nothing more is sold on credit; empty for no hold
    CreditPass, ///< of an account: what a draft comes to that goes out in spite of limit and hold; part: its id
    ItemPrice, ///< of an item of a contract: units in decimals, or a price as in contract documents
    ItemDiscount, ///< of an item of a contract: percent
    Instalments, ///< of a contract: as in contract documents; empty for none
    ListPrice ///< of a plan of the price book: a month, major units
};
/// In the order of the lists that people choose from.
const std::vector<ChangedField> &allChangedFields();

/// A change to the letter, bound to one revision of its record. Once everybody who is asked agreed, exactly this is
/// done, and only to that revision.
struct RecordChange
{
    ChangedField field = ChangedField::PaymentTerms;
    QUuid record; ///< account or contract; null for the price book
    QString recordName; ///< number of the account or contract, "price book"
    int revision = 0; ///< of the record when it was asked for
    QString part; ///< key of the item, code of the plan, id of the draft; empty for the whole record
    QString before; ///< as \c after
    QString after;
    std::optional<qint64> number = {}; ///< days or minor units of \c after, for the rules of the database
    QDate from = {}; ///< of contracts and the price book: the first day on which it holds

    bool operator==(const RecordChange &) const = default;
};

/// "account", "contract" or "price_book".
QString recordOf(ChangedField field);
/// What it is to the policy.
SubjectKind kindOf(ChangedField field);
/// "payment_terms", "credit_limit", "credit_hold", "credit_pass", "price", "discount", "instalments", "list_price"
QString toString(ChangedField field);
/// \returns InvalidInput "approvals.field_unknown" with the fields that there are.
Result<ChangedField> changedFieldFromString(const QString &text);

} // namespace accord::approvals
