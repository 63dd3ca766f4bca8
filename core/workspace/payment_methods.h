// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/payment_methods_sql.h"
#include "core/workspace/billing_details.h"

namespace accord::workspace {

/// "transfer", "ach", "cheque", "direct_debit", "card".
const QStringList &paymentMethods();

/// How \a account pays; none where that was not agreed. Bank files collect from who pays by direct debit or ACH, and
/// from who said nothing about it.
Result<std::optional<storage::PaymentMethod>> paymentMethodOf(Services &services, const accounts::AccountId &account);

/// Agrees on how \a account pays; none: on nothing. One audit record with before and after, none where nothing differs.
/// \returns Forbidden unless the matrix lets the actor "account.bill"; InvalidInput "payments.method_unknown",
///          "payments.card_reference" for one without a card, "payments.card_number" for what looks like the number of
///          a card: twelve digits or more.
Result<> setPaymentMethod(Services &services, const accounts::AccountId &account,
                          const std::optional<storage::PaymentMethod> &method);

} // namespace accord::workspace
