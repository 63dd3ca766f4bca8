// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/payment_files_sql.h"
#include "core/workspace/bank_import.h"
#include "core/workspace/own_bank.h"

/// Files to the bank, made of what is due: direct debits, refunds, prenotes and lists of our own cheques.
namespace accord::workspace {

/// Records the bank account of a customer; the audit record has its last four characters alone.
/// \returns NotFound "accounts.not_found"; InvalidInput the errors of bank::Iban and bank::checkedBic(),
///          "bank.routing_number",
///          "payments.mandate" for a reference without the day of its signature, or one after today.
Result<storage::BankDetail> recordBankDetail(Services &services, const QString &account, storage::BankDetail detail);

/// Agrees to the newest bank account of a customer, which counts from then on. \returns Conflict "payments.detail_own"
/// for who recorded it, "payments.detail_agreed" where nothing waits.
Result<storage::BankDetail> agreeToBankDetail(Services &services, const QString &account);

/// The newest bank account of a customer, with its number for those who may read it and otherwise its last four
/// characters. \returns NotFound "accounts.not_found".
Result<std::optional<storage::BankDetail>> bankDetailOf(Services &services, const QString &account);

struct PaymentFileWish
{
    QString format; ///< of paymentFileFormats()
    QDate settlesOn = {}; ///< a banking day; null: the first that the scheme allows
    QString company = {}; ///< code of the issuing company whose accounts and items it has; empty: of all that have none
};

/// "nacha-ccd", "nacha-ctx", "nacha-prenote", "pain.008", "pain.001", "positive-pay".
const QStringList &paymentFileFormats();

/// What is due and yet stands in no file.
struct LeftOut
{
    QString number; ///< of the document
    QString account;
    QString reason; ///< "no_bank_detail", "no_mandate", "prenote_missing", "prenote_waits", "detail_waits",
                    ///< "bank_changed",
                    ///< "return_stops", "return_needs_consent", "retried_twice", "retry_late",
                    ///< "other_method", "other_company"
};

struct PaymentFileOutcome
{
    storage::PaymentFileRow file;
    QByteArray content;
    std::vector<LeftOut> leftOut;
};

/// Makes a file of everything that is due and stands in none, and keeps it; what is only shown is not kept.
/// \param command  the same one gives the same file again
/// \returns Conflict "payments.nothing_for_file", "command.reused"; InvalidInput "payments.file_format",
///          "payments.own_bank" with what is missing, and the errors of the writers; NotFound
///          "company.unknown".
Result<PaymentFileOutcome> makePaymentFile(Services &services, const PaymentFileWish &wish, Effect effect,
                                           const std::optional<storage::CommandId> &command = {});

/// The content of a file once more, as it was made. \returns Forbidden "payments.bank_data_hidden" unless the actor may
/// read bank data; NotFound "payments.file_not_found".
Result<QByteArray> paymentFileContent(Services &services, qint64 number);

/// Splits every entry of the bank that names a file and comes to what it collected into its collections; in the
/// caller's transaction and without a record of its own. \returns the files, by their references.
Result<QStringList> clearNamedFiles(Services &services);

} // namespace accord::workspace
