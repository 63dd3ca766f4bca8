// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/pay_to.h"

#include "core/storage/people_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::PayToProposal;
using storage::PayToSql;

namespace {

QJsonObject recordOf(const billing::IssuingEntity &company, const QStringList &instructions)
{
    return {{u"code"_s, company.code},
            {u"before"_s, QJsonArray::fromStringList(company.paymentInstructions)},
            {u"after"_s, QJsonArray::fromStringList(instructions)}};
}

} // namespace

Result<std::optional<PayToProposal>> openPayTo(Services &services, const QString &code)
{
    const auto company = services.seller().entityOf(code);
    return company ? PayToSql(services.session()).open(company->id) : passOn(company);
}

Result<> decidePayTo(Services &services, const QString &code, bool agrees)
{
    if (auto may = permit(services, Act::SaveBankData); !may)
        return may;
    storage::Transaction transaction(services.session());
    const auto company = services.seller().entityOf(code);
    if (!company)
        return passOn(company);
    PayToSql store(services.session());
    const auto proposal = store.open(company->id);
    if (!proposal)
        return passOn(proposal);
    if (!*proposal)
        return fail(ErrorKind::NotFound, u"company.pay_to_not_proposed"_s, {{u"company"_s, code}});
    if (const auto decided = store.decide((*proposal)->id, agrees, services.actor(), services.clock().now()); !decided)
        return decided;
    QJsonObject record = recordOf(*company, (*proposal)->instructions);
    record.insert(u"proposed_by"_s, (*proposal)->proposedBy);
    const auto audited = services.audit(agrees ? u"entity.agree_pay_to"_s : u"entity.reject_pay_to"_s,
                                        u"issuing_entity"_s, company->id.toString(), record);
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<bool> proposePayTo(Services &services, const billing::IssuingEntity &stored, const QStringList &instructions)
{
    const auto hasController = storage::PeopleSql(services.session()).hasController();
    if (!hasController)
        return passOn(hasController);
    if (!*hasController)
        return false;
    PayToSql store(services.session());
    const auto waiting = store.open(stored.id);
    if (!waiting)
        return passOn(waiting);
    if (*waiting && (*waiting)->instructions == instructions)
        return true;
    if (*waiting)
        return fail(ErrorKind::Conflict, u"company.pay_to_proposed_already"_s, {{u"company"_s, stored.code}});
    const auto proposed = store.propose(
        {services.ids().next<PayToProposal::Id>(), stored.id, instructions, services.actor(), services.clock().now()});
    if (!proposed)
        return passOn(proposed);
    const auto audited = services.audit(u"entity.propose_pay_to"_s, u"issuing_entity"_s, stored.id.toString(),
                                        recordOf(stored, instructions));
    return audited ? Result<bool>(true) : passOn(audited);
}

} // namespace accord::workspace
