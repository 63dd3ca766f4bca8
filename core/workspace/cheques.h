// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/cheques_sql.h"
#include "core/workspace/payments_desk.h"

/// Cheques: recorded as they come in, brought to the bank in a deposit, and matched by the deposit's entry, which is
/// split into them: each is applied, and bounces, by itself.
namespace accord::workspace {

struct ChequeWish
{
    QString account; ///< who paid: number, name or id
    QString chequeNumber; ///< as printed
    Money amount;
    QDate receivedOn; ///< null: today
    std::vector<HandShare> shares = {}; ///< what it is for; empty: matching finds out
    QString company = {}; ///< code of the one it is drawn to; empty: who issued the first invoice, or bills the account
};

/// \returns NotFound "accounts.not_found", "company.unknown"; InvalidInput "payments.cheque_amount"; Conflict
/// "payments.cheque_known".
Result<storage::ChequeRow> recordCheque(Services &services, const ChequeWish &wish);

/// Puts \a cheques, by their numbers, or all of \a currency that were not deposited yet, into a deposit: those drawn to
/// the company of the code \a company, or to the only one that cheques wait for.
/// \returns NotFound "company.unknown"; Conflict "payments.cheque_deposited"; InvalidInput
///          "payments.nothing_to_deposit", "payments.currency", "payments.deposit_companies" {companies} for cheques
///          that are drawn to several.
Result<storage::DepositRow> depositCheques(Services &services, const std::vector<qint64> &cheques,
                                           const Currency &currency, const QString &company = {});

/// A deposit with its cheques: what its slip says.
struct DepositSlip
{
    storage::DepositRow deposit;
    std::vector<storage::ChequeRow> cheques; ///< by number
};
Result<DepositSlip> depositSlip(Services &services, qint64 deposit);
/// The company whose account \a slip goes into: of a deposit from before, that of its first cheque.
Result<billing::IssuingEntity> companyOfDeposit(Services &services, const DepositSlip &slip);

/// Says that bank entry \a entry is \a deposit: the entry is split into the cheques, and those that say what they are
/// for are applied. \returns Conflict "payments.deposit_cleared", "payments.not_open"; InvalidInput
/// "payments.parts_sum".
Result<> clearDeposit(Services &services, qint64 deposit, qint64 entry);

/// The same for every entry that waits, names a deposit and comes to its amount; in the caller's transaction and
/// without a record of its own. \returns the deposits, by what their slips say.
Result<QStringList> clearNamedDeposits(Services &services);

} // namespace accord::workspace
