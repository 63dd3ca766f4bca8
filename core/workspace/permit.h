// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/security/permissions.h"
#include "core/workspace/services.h"

#include <span>

namespace accord::workspace {

/// What desks do that not everybody may. Acts of approving are not here: who decides is said by the seats of a request.
enum class Act {
    ImportAccounts,
    AssignManager,
    SaveContract,
    ActivateContract, ///< without that anybody is asked
    PublishPriceBook,
    ImportUsage,
    ImportBankFile,
    PrepareBills, ///< run, resume, discard a draft
    IssueInvoices,
    RequestCredit, ///< and call it off
    IssueCredit,
    RequestWriteOff,
    MatchPayments, ///< accept, leave, write off a rest
    ReversePayment,
    ChangeCollectionRules, ///< late charges, schedules of dunning
    ChangeWriteOffLimit, ///< up to which nobody is asked about what is given up
    SaveMeter, ///< what usage is called and how it adds up
    RunDunning,
    ChargeLatePayment,
    RecordDispute, ///< promises and pauses of dunning too
    SaveEinvoiceCustomer,
    SaveEinvoiceSeller,
    ClosePeriod,
    ReopenPeriod,
    ExportJournal,
    NameJournalAccounts, ///< in the bookkeeping programs that get the journal
    SavePurchaseOrder,
    SaveBudget,
    LoosenBudget, ///< one that asks or blocks: raise it, let it ask or block no more, take it away
    RecordService, ///< milestones and measured service
    RequestMatter,
    ChangeCompany,
    ChangeNumberSeries,
    ProposePolicy,
    PublishPolicy,
    ChangePeople,
    ApproveRole,
    SaveBillingDetails,
    MarkDelivery,
    TakeOverReceivables,
    AgreeOnPayment, ///< discounts for early payment, tax that is withheld
    RequestRefund,
    HandleCheques,
    SaveBankData,
    MakePaymentFile,
    ScheduleExports, ///< and write those that are due
    ConfirmNumbering, ///< after a backup was restored
    MaintainWorkspace, ///< backups and their plan
    WriteNote,
    SaveContact, ///< and remove
    EditAccount, ///< what nothing is computed from
    KeepAttachment, ///< beside an account, and remove
    ReadStateSales, ///< of all customers, against the thresholds of economic nexus
    RegisterForTax, ///< a company in a state
};

/// Without contact for so many days the copy on a rep's machine is closed.
inline constexpr int copyLocksAfterDays = 14;

/// An act, its name and the operations of the permission matrix of which one must be allowed.
struct ActRow
{
    Act act;
    QString name;
    QStringList operations;
};
/// Every act once: the one place that says which act is which operation.
std::span<const ActRow> acts();

/// The matrix that comes with the program. \returns Internal "storage.migration" when it is not part of it.
Result<const security::Permissions *> permissions();

/// Whether the actor may do \a act to \a target; the error says who, what, and which roles may.
Result<> permit(Services &services, Act act, const security::Target &target = {});
/// Whether \a user may do \a act somewhere.
Result<bool> permits(Services &services, const QString &user, Act act);
/// Who \a user is to the matrix.
security::Person personOf(const storage::User &user);
/// What \a account says about who may touch it.
security::Target targetOf(const accounts::Account &account);
/// What \a invoice says about it: the company that issues it and the cost centres that it is charged to.
security::Target targetOf(const billing::Invoice &invoice);
/// The same for the account \a id. \returns what reading it can fail with.
Result<> permitFor(Services &services, Act act, const accounts::AccountId &id);
/// Whether the actor may do \a act for all companies and cost centres.
/// \returns what permit() refuses; Forbidden "permission.whole_company".
Result<> permitWhole(Services &services, Act act);
/// Whether the actor may work for the company that invoices \a account; nothing is read for whoever works for all.
Result<bool> worksFor(Services &services, const accounts::AccountId &account);

} // namespace accord::workspace
