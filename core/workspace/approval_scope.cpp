// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/approval_scope.h"

#include "core/storage/approval_matters_sql.h"
#include "core/storage/dunning_sql.h"
#include "core/storage/receivables_sql.h"
#include "core/storage/refunds_sql.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using approvals::Approval;
using approvals::SubjectKind;
using security::Target;

namespace {

Result<Target> targetOfInvoice(Services &services, const billing::InvoiceId &id)
{
    const auto invoice = services.invoices().find(id);
    return invoice ? Result<Target>(targetOf(*invoice)) : passOn(invoice);
}

Result<Target> targetOfAccount(Services &services, const std::optional<accounts::AccountId> &id)
{
    if (!id)
        return Target();
    const auto account = services.accounts().find(*id);
    return account ? Result<Target>(targetOf(*account)) : passOn(account);
}

Result<Target> targetOfMatter(Services &services, const QUuid &id)
{
    const auto matter = storage::ApprovalMattersSql(services.session()).find(storage::ApprovalMatterId(id));
    return matter ? targetOfAccount(services, matter->account) : passOn(matter);
}

Result<Target> subjectTarget(Services &services, const Approval &approval)
{
    const QUuid &id = approval.subject;
    const auto company = services.companyCurrency();
    if (!company)
        return passOn(company);
    switch (approval.kind) {
    case SubjectKind::Invoice:
        return targetOfInvoice(services, billing::InvoiceId(id));
    case SubjectKind::CreditNote: {
        const auto note = services.creditNotes().find(billing::CreditNoteId(id));
        return note ? targetOfInvoice(services, note->invoice) : passOn(note);
    }
    case SubjectKind::WriteOff: {
        const auto writeOff = storage::ReceivablesSql(services.session(), *company).writeOff(id);
        return writeOff ? targetOfInvoice(services, writeOff->invoice) : passOn(writeOff);
    }
    case SubjectKind::Refund: {
        const auto refund = storage::RefundsSql(services.session(), *company).find(id);
        return refund ? targetOfAccount(services, refund->account) : passOn(refund);
    }
    case SubjectKind::ServiceAction: {
        const auto step = storage::DunningSql(services.session()).step(id);
        return step ? targetOfAccount(services, step->account) : passOn(step);
    }
    default:
        return targetOfMatter(services, id);
    }
}

} // namespace

Result<> checkScopeOf(Services &services, const QString &user, const Approval &approval)
{
    const auto known = services.seller().user(user);
    if (!known)
        return passOn(known);
    const security::Person person = personOf(*known);
    if (!person.isConfined())
        return {};
    const auto target = subjectTarget(services, approval);
    if (!target)
        return passOn(target);
    auto within = security::checkScope(person, u"decide"_s, *target);
    if (within || within.error().id != u"permission.other_entity")
        return within;
    if (const auto entity = services.seller().entity(billing::IssuingEntityId(QUuid::fromString(*target->entity))))
        within.error().args.insert(u"entity"_s, entity->code);
    return within;
}

} // namespace accord::workspace
