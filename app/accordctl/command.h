// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/accordctl/context.h"

#include <functional>

namespace accord::ctl {

/// Exit codes that scripts rely on.
enum Exit { Done = 0, Refused = 1, Usage = 2, NotAvailable = 3, PartlyDone = 4 };

/// One verb of a noun.
struct Command
{
    QString noun;
    QString verb;
    QString form; ///< "invoice show NUMBER"
    QString description; ///< one sentence
    int arguments = 0; ///< at least so many after noun and verb
    QStringList options; ///< beside the global ones
    std::function<Result<int>(Context &)> run; ///< an Exit
    bool hasOwnFormats = false; ///< --format names one of a file that it writes
};

/// `contract amend`.
Result<int> amendContract(Context &context);
Result<int> changePriceOfContracts(Context &context);

/// `invoice xml`, and `invoice pdf` with a profile: what the invoice means, as XML or inside of its PDF.
Result<int> writeInvoiceXml(Context &context);
Result<int> writeFacturX(Context &context);
Result<int> writeCreditNoteXml(Context &context);
/// `account statement` without a period: what is open, what came in and how old the debts are.
Result<int> writeCustomerStatement(Context &context);
/// `invoice credit`.
Result<int> creditInvoice(Context &context);
/// `invoice void`.
Result<int> voidInvoice(Context &context);
/// `invoice payment-code`.
Result<int> choosePaymentCode(Context &context);
/// `account credit`.
Result<int> accountCredit(Context &context);
/// `invoice prepayment` and `invoice prepayments`.
Result<int> askPrepayment(Context &context);
Result<int> listPrepayments(Context &context);

std::vector<Command> workspaceCommands();
std::vector<Command> restoreCommands(); ///< and the numbering after it
std::vector<Command> backupCommands();
std::vector<Command> accountCommands();
std::vector<Command> accountBillingCommands();
std::vector<Command> contractCommands();
std::vector<Command> usageCommands();
std::vector<Command> meterCommands();
std::vector<Command> priceBookCommands();
std::vector<Command> couponCommands();
std::vector<Command> quoteCommands();
std::vector<Command> billCommands();
std::vector<Command> invoiceCommands();
std::vector<Command> einvoiceCommands();
std::vector<Command> numberSeriesCommands();
std::vector<Command> companyCommands();
std::vector<Command> einvoiceSettingsCommands(); ///< of customers and issuing companies
std::vector<Command> creditNoteCommands();
std::vector<Command> approvalCommands();
std::vector<Command> budgetCommands();
std::vector<Command> auditCommands();
std::vector<Command> bankCommands();
std::vector<Command> ledgerCommands();
std::vector<Command> lateChargeCommands();
std::vector<Command> receivablesCommands();
std::vector<Command> takeOverCommands();
std::vector<Command> deliveryCommands();
std::vector<Command> homeCommands(); ///< what wants attention
std::vector<Command> dunningCommands();
std::vector<Command> paymentCommands();
std::vector<Command> paymentAgreementCommands(); ///< discounts for early payment, withheld tax
std::vector<Command> refundCommands();
std::vector<Command> chequeCommands();
std::vector<Command> paymentFileCommands(); ///< and the bank accounts that they are for
std::vector<Command> exportCommands();
std::vector<Command> searchCommands();
std::vector<Command> purchaseOrderCommands();
std::vector<Command> personCommands();

} // namespace accord::ctl
