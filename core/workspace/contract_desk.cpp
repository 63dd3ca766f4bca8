// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/contract_desk.h"

#include "core/workspace/contract_locations.h"

#include "core/contracts/contract_json.h"
#include "core/storage/saved_views_sql.h"
#include "core/storage/sync_client_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/change_guard.h"
#include "core/workspace/permit.h"

#include <QtCore/QJsonDocument>

namespace accord::workspace {

using contracts::Contract;

namespace {

const QString draftPage = u"contract-draft"_s;
const QString newContract = u"new/"_s;
const QString amendment = u"amendment/"_s;

} // namespace

Result<accounts::Account> ContractDesk::payerOf(const QString &reference, ContractWork &work)
{
    if (!reference.startsWith(newContract)) {
        const QString id = reference.startsWith(amendment) ? reference.mid(amendment.size()) : reference;
        auto contract = m_services.contracts().find(contracts::ContractId(QUuid::fromString(id)));
        if (!contract)
            return passOn(contract);
        work.saved = std::move(*contract);
        return m_services.accounts().find(work.saved->account);
    }
    const QString account = reference.mid(newContract.size());
    const QUuid id = QUuid::fromString(account);
    return id.isNull() ? m_services.accounts().findByReference(account)
                       : m_services.accounts().find(accounts::AccountId(id));
}

Result<ContractWork> ContractDesk::open(const QString &reference)
{
    ContractWork work;
    const auto inCopy = storage::isCopy(m_services.session());
    if (!inCopy)
        return passOn(inCopy);
    work.isCopy = *inCopy;
    if (work.isCopy && reference.startsWith(amendment)) // weighed by the bills of its locations and usage
        return fail(ErrorKind::Forbidden, u"sync.only_with_server"_s, {{u"act"_s, u"amend a contract"_s}});
    const auto payer = payerOf(reference, work);
    if (!payer)
        return passOn(payer);
    auto locations = m_services.accounts().locationsPaidBy(payer->id);
    if (!locations)
        return passOn(locations);
    auto meters = m_services.seller().meters();
    if (!meters)
        return passOn(meters);
    const auto drafts = storage::SavedViewsSql(m_services.session()).of(m_services.actor(), draftPage);
    if (!drafts)
        return passOn(drafts);
    for (const storage::SavedView &draft : *drafts) {
        if (draft.name == reference)
            work.draft = draft.body;
        work.isBeingAmended |= draft.name == amendment + reference;
    }
    if (const auto looked = lookForRequest(reference, *payer, work); !looked)
        return passOn(looked);
    work.payer = *payer;
    work.today = m_services.clock().today();
    work.locations = std::move(*locations);
    work.meters = std::move(*meters);
    work.active = int(std::count_if(work.locations.begin(), work.locations.end(),
                                    [&](const auto &l) { return l.location.isActiveOn(work.today); }));
    return work;
}

Result<> ContractDesk::lookForRequest(const QString &reference, const accounts::Account &payer, ContractWork &work)
{
    auto asked = askedActivation(m_services, work.saved, payer.id);
    if (!asked)
        return passOn(asked);
    work.asked = std::move(*asked);
    const bool isRefused = work.asked && work.asked->approval.state() == approvals::ApprovalState::Rejected;
    if (!isRefused || work.draft || reference.startsWith(amendment)
        || work.asked->approval.requestedBy != m_services.actor())
        return {};
    work.draft = contracts::toJson(work.asked->contract); // what was refused is a draft again
    work.draft->insert(u"account"_s, payer.number);
    return {};
}

Result<> ContractDesk::saveDraft(const QString &reference, const QJsonObject &document)
{
    return storage::SavedViewsSql(m_services.session()).save({m_services.actor(), draftPage, reference, document});
}

Result<> ContractDesk::dropDraft(const QString &reference)
{
    return storage::SavedViewsSql(m_services.session()).remove(m_services.actor(), draftPage, reference);
}

Result<> ContractDesk::checkNext(Contract &contract, const Contract &base)
{
    const auto current = m_services.contracts().find(base.id);
    if (!current)
        return passOn(current);
    if (current->version != base.version)
        return fail(ErrorKind::Conflict, u"storage.changed_meanwhile"_s);
    contract.id = base.id;
    contract.account = base.account;
    contract.number = base.number;
    contract.version = base.version;
    if (QJsonDocument(contracts::toJson(contract)) == QJsonDocument(contracts::toJson(base)))
        return fail(ErrorKind::InvalidInput, u"contracts.unchanged"_s);
    contract.version = base.version + 1;
    return mayChangeDirectly(m_services, base, contract);
}

Result<SavedContract> ContractDesk::save(const QString &reference, Contract contract,
                                         const std::optional<Contract> &base)
{
    if (auto may = permit(m_services, Act::SaveContract); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    if (base) {
        if (const auto checked = checkNext(contract, *base); !checked)
            return passOn(checked);
    } else {
        const auto taken = m_services.contracts().findByNumber(contract.number);
        if (taken)
            return fail(ErrorKind::Conflict, u"contracts.number_taken"_s, {{u"number"_s, contract.number}});
        if (taken.error().kind != ErrorKind::NotFound)
            return passOn(taken);
        contract.id = m_services.ids().next<contracts::ContractId>();
        contract.version = 1;
    }
    if (const auto checked = checkLocations(m_services, contract, base ? &*base : nullptr); !checked)
        return passOn(checked);
    auto asked = activateContract(m_services, contract);
    if (!asked)
        return passOn(asked);
    if (const auto dropped = dropDraft(reference); !dropped)
        return passOn(dropped);
    if (*asked)
        return transaction.commit().map([&] { return SavedContract{std::move(contract), std::move(*asked)}; });
    auto stored = m_services.contracts().find(contract.id);
    if (!stored)
        return passOn(stored);
    return transaction.commit().map([&] { return SavedContract{std::move(*stored), {}}; });
}

} // namespace accord::workspace
