// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/permit.h"

#include "core/storage/permissions.h"
#include "core/storage/sync_client_sql.h"

namespace accord::workspace {

std::span<const ActRow> acts()
{
    static const ActRow rows[]{
        {Act::ImportAccounts, u"import accounts"_s, {u"account.bill"_s}},
        {Act::AssignManager, u"assign a manager"_s, {u"account.edit"_s, u"account.bill"_s}},
        {Act::SaveContract, u"save a contract"_s, {u"contract.edit"_s, u"contract.activate"_s}},
        {Act::ActivateContract, u"put a contract into force"_s, {u"contract.activate"_s}},
        {Act::PublishPriceBook, u"publish a price book"_s, {u"price.publish"_s}},
        {Act::ImportUsage, u"import usage"_s, {u"usage.import"_s}},
        {Act::ImportBankFile, u"import a bank file"_s, {u"bank.import"_s}},
        {Act::PrepareBills, u"prepare bills"_s, {u"bill.prepare"_s}},
        {Act::IssueInvoices, u"issue invoices"_s, {u"document.issue"_s}},
        {Act::RequestCredit, u"request a credit note"_s, {u"document.request"_s}},
        {Act::IssueCredit, u"issue a credit note"_s, {u"document.issue"_s}},
        {Act::RequestWriteOff, u"request a write-off"_s, {u"document.request"_s}},
        {Act::MatchPayments, u"match payments"_s, {u"payment.match"_s}},
        {Act::ReversePayment, u"reverse a payment"_s, {u"payment.reverse"_s}},
        {Act::ChangeCollectionRules, u"change rules of collecting"_s, {u"collection.rule"_s}},
        {Act::ChangeWriteOffLimit, u"change the limit of write-offs"_s, {u"write_off.limit"_s}},
        {Act::SaveMeter, u"save a meter"_s, {u"price.edit"_s, u"price.publish"_s}},
        {Act::RunDunning, u"run dunning"_s, {u"collection.act"_s}},
        {Act::ChargeLatePayment, u"charge late payment"_s, {u"collection.act"_s}},
        {Act::RecordDispute, u"record a dispute"_s, {u"dispute.edit"_s}},
        {Act::SaveEinvoiceCustomer, u"save how a customer gets invoices"_s, {u"account.bill"_s}},
        {Act::SaveEinvoiceSeller, u"save what invoices say about the seller"_s, {u"company.edit"_s}},
        {Act::ClosePeriod, u"close a period"_s, {u"period.close"_s}},
        {Act::ReopenPeriod, u"reopen a period"_s, {u"period.reopen"_s}},
        {Act::ExportJournal, u"export the journal"_s, {u"ledger.export"_s}},
        {Act::NameJournalAccounts, u"name accounts of the journal"_s, {u"ledger.name"_s}},
        {Act::SavePurchaseOrder, u"save a purchase order"_s, {u"order.edit"_s}},
        {Act::SaveBudget, u"save a budget"_s, {u"budget.edit"_s}},
        {Act::LoosenBudget, u"loosen a budget that asks or blocks"_s, {u"budget.loosen"_s}},
        {Act::RecordService, u"record service"_s, {u"service.record"_s}},
        {Act::RequestMatter, u"ask for an approval"_s, {u"matter.request"_s}},
        {Act::ChangeCompany, u"change the company"_s, {u"company.edit"_s}},
        {Act::ChangeNumberSeries, u"change number series"_s, {u"number.edit"_s}},
        {Act::ProposePolicy, u"propose a policy"_s, {u"policy.propose"_s}},
        {Act::PublishPolicy, u"publish a policy"_s, {u"policy.publish"_s}},
        {Act::ChangePeople, u"change people"_s, {u"person.propose"_s}},
        {Act::ApproveRole, u"approve a role"_s, {u"person.approve"_s}},
        {Act::SaveBillingDetails, u"change billing details"_s, {u"account.bill"_s}},
        {Act::MarkDelivery, u"mark a delivery"_s, {u"document.deliver"_s}},
        {Act::TakeOverReceivables, u"take receivables over"_s, {u"receivable.take_over"_s}},
        {Act::AgreeOnPayment, u"agree on payment"_s, {u"account.bill"_s}},
        {Act::RequestRefund, u"request a refund"_s, {u"document.request"_s}},
        {Act::HandleCheques, u"handle cheques"_s, {u"payment.match"_s}},
        {Act::SaveBankData, u"save bank data"_s, {u"account.bill"_s}},
        {Act::MakePaymentFile, u"make a payment file"_s, {u"payment.match"_s}},
        {Act::ScheduleExports, u"schedule exports"_s, {u"ledger.export"_s}},
        {Act::ConfirmNumbering, u"confirm numbering"_s, {u"workspace.number"_s}},
        {Act::MaintainWorkspace, u"plan backups"_s, {u"workspace.maintain"_s}},
        {Act::WriteNote, u"write a note"_s, {u"activity.edit"_s}},
        {Act::SaveContact, u"save a contact"_s, {u"account.edit"_s, u"account.bill"_s}},
        {Act::EditAccount, u"edit an account"_s, {u"account.edit"_s, u"account.bill"_s}},
        {Act::KeepAttachment,
         u"keep a file"_s,
         {u"activity.edit"_s, u"account.edit"_s, u"account.bill"_s, u"contract.edit"_s}},
        {Act::ReadStateSales, u"read sales by state"_s, {u"tax.read"_s}},
        {Act::RegisterForTax, u"register a company for sales tax"_s, {u"tax.register"_s, u"company.edit"_s}},
    };
    return rows;
}

Result<const security::Permissions *> permissions()
{
    return storage::embeddedPermissions();
}

namespace {

/// A copy is for what can be merged; and who was away for too long may have been dismissed meanwhile.
Result<> permitInCopy(Services &services, const ActRow &row)
{
    const QDateTime now = services.clock().now();
    const auto copy = storage::SyncClientSql(services.session(), now).copy();
    if (!copy)
        return passOn(copy);
    if (!*copy)
        return {};
    using enum Act;
    if (!QList<Act>{AssignManager, WriteNote, SaveContact, EditAccount, KeepAttachment}.contains(row.act))
        return fail(ErrorKind::Forbidden, u"sync.only_with_server"_s, {{u"act"_s, row.name}});
    if ((*copy)->contactAt.isValid() && (*copy)->contactAt.daysTo(now) >= copyLocksAfterDays)
        return fail(ErrorKind::Forbidden, u"sync.copy_locked"_s,
                    {{u"since"_s, (*copy)->contactAt.date().toString(Qt::ISODate)}, {u"days"_s, copyLocksAfterDays}});
    return {};
}

/// A refusal that names the company as people know it.
Result<> withCode(Services &services, Result<> refused)
{
    const auto id = billing::IssuingEntityId(QUuid::fromString(refused.error().args.value(u"entity"_s).toString()));
    if (const auto entity = services.seller().entity(id))
        refused.error().args.insert(u"entity"_s, entity->code);
    return refused;
}

} // namespace

Result<> permit(Services &services, Act act, const security::Target &target)
{
    const auto matrix = permissions();
    if (!matrix)
        return passOn(matrix);
    const auto user = services.seller().user(services.actor());
    if (!user)
        return passOn(user);
    const auto row = std::ranges::find(acts(), act, &ActRow::act);
    if (auto may = permitInCopy(services, *row); !may)
        return may;
    auto may = (*matrix)->check(personOf(*user), row->operations, target);
    return may || may.error().id != u"permission.other_entity" ? may : withCode(services, std::move(may));
}

Result<bool> permits(Services &services, const QString &name, Act act)
{
    const auto matrix = permissions();
    if (!matrix)
        return passOn(matrix);
    const auto user = services.seller().user(name);
    if (!user)
        return passOn(user);
    const auto row = std::ranges::find(acts(), act, &ActRow::act);
    return (*matrix)->check(personOf(*user), row->operations, {}).has_value();
}

security::Target targetOf(const accounts::Account &account)
{
    security::Target target{account.region, account.customerSuccessManager};
    target.entity = account.issuingEntity.toString(QUuid::WithoutBraces);
    return target;
}

security::Target targetOf(const billing::Invoice &invoice)
{
    security::Target target;
    target.entity = invoice.issuingEntity.toString();
    QStringList centres;
    for (const auto &line : invoice.bill.lines)
        centres << line.costCentre;
    for (const auto &part : invoice.bill.allocations)
        centres << part.costCentre;
    target.costCentres = centres;
    return target;
}

security::Person personOf(const storage::User &user)
{
    return {user.name, user.roles, security::regionsOf(user.region), user.entities, user.costCentres};
}

Result<> permitFor(Services &services, Act act, const accounts::AccountId &id)
{
    // By the roles first: whoever may not do it at all does not learn whether the account is there.
    if (auto may = permit(services, act); !may)
        return may;
    const auto account = services.accounts().find(id);
    if (!account)
        return passOn(account);
    return permit(services, act, targetOf(*account));
}

Result<> permitWhole(Services &services, Act act)
{
    if (auto may = permit(services, act); !may)
        return may;
    const auto user = services.seller().user(services.actor());
    if (!user)
        return passOn(user);
    if (!personOf(*user).isConfined())
        return {};
    const auto row = std::ranges::find(acts(), act, &ActRow::act);
    return fail(ErrorKind::Forbidden, u"permission.whole_company"_s,
                {{u"user"_s, user->name}, {u"operation"_s, row->name}});
}

Result<bool> worksFor(Services &services, const accounts::AccountId &id)
{
    const auto user = services.seller().user(services.actor());
    if (!user)
        return passOn(user);
    if (user->entities.isEmpty())
        return true;
    const auto account = services.accounts().find(id);
    if (!account)
        return passOn(account);
    return user->entities.contains(account->issuingEntity.toString(QUuid::WithoutBraces));
}

} // namespace accord::workspace
