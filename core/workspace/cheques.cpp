// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/cheques.h"

#include "core/storage/transaction.h"
#include "core/workspace/booking_parts.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::BankEntryRow;
using storage::ChequeRow;
using storage::ChequesSql;
using storage::DepositRow;

namespace {

QJsonArray toJson(const std::vector<HandShare> &shares)
{
    QJsonArray array;
    for (const HandShare &share : shares)
        array.append(QJsonArray{share.invoice,
                                share.amount ? QJsonValue(QString::number(share.amount->minor())) : QJsonValue()});
    return array;
}

HandWish wishOf(const ChequeRow &cheque)
{
    HandWish wish;
    wish.account = cheque.account.toString();
    for (const QJsonValue &share : cheque.shares) {
        HandShare one{share[0].toString(), {}};
        if (!share[1].isNull())
            one.amount = Money(share[1].toString().toLongLong(), cheque.amount.currency());
        wish.shares.push_back(one);
    }
    return wish;
}

BookingPart partOf(const ChequeRow &cheque, const DepositRow &deposit)
{
    QStringList documents;
    for (const QJsonValue &share : cheque.shares)
        documents << share[0].toString();
    return {u"cheque:"_s + cheque.id.toString(QUuid::WithoutBraces),
            cheque.amount,
            cheque.accountName,
            {},
            u"CHEQUE "_s + cheque.chequeNumber,
            u"%1 cheque %2 %3"_s.arg(deposit.reference(), cheque.chequeNumber, documents.join(u' ')).trimmed(),
            cheque.chequeNumber};
}

/// The company that a cheque of \a account is drawn to.
Result<QUuid> companyOf(Services &services, const ChequeWish &wish, const accounts::Account &account)
{
    if (!wish.company.isEmpty())
        return services.seller().entityOf(wish.company).map([](const auto &company) { return company.id.uuid(); });
    if (!wish.shares.empty()) {
        if (const auto invoice = services.invoices().findByReference(wish.shares.front().invoice))
            return invoice->issuingEntity.uuid();
    }
    return account.issuingEntity;
}

/// The cheques of \a numbers, or all of \a currency that wait; of \a company where one is named.
Result<std::vector<ChequeRow>> chosenCheques(Services &services, const std::vector<qint64> &numbers,
                                             const Currency &currency, const QString &company)
{
    const ChequesSql store(services.session());
    if (!company.isEmpty()) {
        if (const auto known = services.seller().entityOf(company); !known)
            return passOn(known);
    }
    const auto all = store.all();
    if (!all)
        return passOn(all);
    std::vector<ChequeRow> chosen;
    for (const qint64 number : numbers) {
        const auto cheque = store.find(number);
        if (!cheque)
            return passOn(cheque);
        if (cheque->depositNumber != 0)
            return fail(ErrorKind::Conflict, u"payments.cheque_deposited"_s, {{u"cheque"_s, number}});
        chosen.push_back(*cheque);
    }
    for (const ChequeRow &cheque : *all) {
        const bool isMeant
            = cheque.amount.currency() == currency && (company.isEmpty() || cheque.companyCode == company);
        if (numbers.empty() && cheque.depositNumber == 0 && isMeant)
            chosen.push_back(cheque);
    }
    if (chosen.empty())
        return fail(ErrorKind::InvalidInput, u"payments.nothing_to_deposit"_s, {{u"currency"_s, currency.code()}});
    QStringList companies;
    for (const ChequeRow &cheque : chosen)
        companies << cheque.companyCode;
    companies.removeDuplicates();
    companies.sort();
    if (companies.size() > 1 || (!company.isEmpty() && companies.front() != company))
        return fail(ErrorKind::InvalidInput, u"payments.deposit_companies"_s,
                    {{u"companies"_s, companies.join(u", "_s)}});
    return chosen;
}

/// Splits \a entry and applies what is known; in the caller's transaction.
Result<> clear(Services &services, const DepositRow &deposit, const BankEntryRow &entry)
{
    ChequesSql store(services.session());
    const auto cheques = store.ofDeposit(deposit.id);
    if (!cheques)
        return passOn(cheques);
    std::vector<BookingPart> parts;
    for (const ChequeRow &cheque : *cheques)
        parts.push_back(partOf(cheque, deposit));
    const auto rows = splitBooking(services, entry, parts);
    if (!rows)
        return passOn(rows);
    if (const auto noted = store.setEntry(deposit.id, entry.id); !noted)
        return noted;
    for (size_t i = 0; i < cheques->size(); ++i) {
        const ChequeRow &cheque = (*cheques)[i];
        if (const auto noted = store.setPart(cheque.id, (*rows)[i].id); !noted)
            return noted;
        if (cheque.shares.isEmpty())
            continue;
        const auto applied = PaymentsDesk(services).carryOutByHand((*rows)[i], wishOf(cheque));
        // A document that was paid otherwise meanwhile leaves the cheque to matching.
        const bool isPaidOtherwise = !applied && applied.error().id == u"payments.over_applied"_s;
        if (!applied && !isPaidOtherwise)
            return passOn(applied);
    }
    return {};
}

} // namespace

Result<ChequeRow> recordCheque(Services &services, const ChequeWish &wish)
{
    if (auto may = permit(services, Act::HandleCheques); !may)
        return passOn(may);
    if (wish.amount.minor() <= 0)
        return fail(ErrorKind::InvalidInput, u"payments.cheque_amount"_s, {{u"amount"_s, wish.amount.toString()}});
    storage::Transaction transaction(services.session());
    ChequesSql store(services.session());
    const auto account = services.accounts().findByReference(wish.account);
    const auto number = store.nextNumber();
    if (!account)
        return passOn(account);
    if (!number)
        return passOn(number);
    const auto company = companyOf(services, wish, *account);
    if (!company)
        return passOn(company);
    ChequeRow row;
    row.id = services.ids().next();
    row.number = *number;
    row.account = account->id;
    row.accountName = account->name;
    row.company = *company;
    row.chequeNumber = wish.chequeNumber.trimmed();
    row.amount = wish.amount;
    row.receivedOn = wish.receivedOn.isValid() ? wish.receivedOn : services.clock().today();
    row.shares = toJson(wish.shares);
    row.recordedBy = services.actor();
    row.recordedAt = services.clock().now();
    if (const auto added = store.add(row); !added)
        return added.error().id == u"storage.unique"_s
                   ? fail(ErrorKind::Conflict, u"payments.cheque_known"_s,
                          {{u"number"_s, row.chequeNumber}, {u"account"_s, row.accountName}})
                   : passOn(added);
    const auto audited = services.audit(u"cheque.record"_s, u"cheque"_s, row.id.toString(QUuid::WithoutBraces),
                                        {{u"cheque"_s, row.number},
                                         {u"account"_s, account->number},
                                         {u"number"_s, row.chequeNumber},
                                         {u"amount"_s, row.amount.toString()},
                                         {u"currency"_s, row.amount.currency().code()}});
    if (!audited)
        return passOn(audited);
    const auto stored = store.find(row.number);
    if (!stored)
        return stored;
    return transaction.commit().map([&] { return *stored; });
}

Result<DepositRow> depositCheques(Services &services, const std::vector<qint64> &numbers, const Currency &currency,
                                  const QString &company)
{
    if (auto may = permit(services, Act::HandleCheques); !may)
        return passOn(may);
    storage::Transaction transaction(services.session());
    ChequesSql store(services.session());
    const auto next = store.nextDepositNumber();
    if (!next)
        return passOn(next);
    const auto chosen = chosenCheques(services, numbers, currency, company);
    if (!chosen)
        return passOn(chosen);
    DepositRow deposit;
    deposit.id = services.ids().next();
    deposit.number = *next;
    deposit.company = chosen->front().company;
    deposit.dated = services.clock().today();
    deposit.currency = chosen->front().amount.currency();
    deposit.depositedBy = services.actor();
    deposit.depositedAt = services.clock().now();
    if (const auto added = store.add(deposit); !added)
        return passOn(added);
    for (const ChequeRow &cheque : *chosen) {
        if (const auto put = store.put(cheque.id, deposit.id); !put)
            return passOn(put);
    }
    const auto stored = store.deposit(deposit.number);
    if (!stored)
        return stored;
    const auto audited
        = services.audit(u"cheque.deposit"_s, u"cheque_deposit"_s, deposit.id.toString(QUuid::WithoutBraces),
                         {{u"deposit"_s, stored->reference()},
                          {u"company"_s, stored->companyCode},
                          {u"cheques"_s, stored->cheques},
                          {u"total"_s, stored->total.toString()},
                          {u"currency"_s, stored->currency.code()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return *stored; });
}

Result<DepositSlip> depositSlip(Services &services, qint64 number)
{
    ChequesSql store(services.session());
    const auto deposit = store.deposit(number);
    if (!deposit)
        return passOn(deposit);
    return store.ofDeposit(deposit->id).map([&](const auto &cheques) { return DepositSlip{*deposit, cheques}; });
}

Result<billing::IssuingEntity> companyOfDeposit(Services &services, const DepositSlip &slip)
{
    const QUuid company
        = slip.deposit.company.isNull() && !slip.cheques.empty() ? slip.cheques.front().company : slip.deposit.company;
    return services.seller().entity(billing::IssuingEntityId(company));
}

Result<> clearDeposit(Services &services, qint64 number, qint64 entryNumber)
{
    if (auto may = permit(services, Act::HandleCheques); !may)
        return may;
    storage::Transaction transaction(services.session());
    const auto deposit = ChequesSql(services.session()).deposit(number);
    const auto entry = storage::BankEntriesSql(services.session()).find(entryNumber);
    if (!deposit)
        return passOn(deposit);
    if (!entry)
        return passOn(entry);
    if (deposit->entry != 0)
        return fail(ErrorKind::Conflict, u"payments.deposit_cleared"_s,
                    {{u"deposit"_s, deposit->reference()}, {u"entry"_s, deposit->entry}});
    if (!QStringList{u"new"_s, u"proposed"_s, u"unapplied"_s}.contains(entry->state))
        return fail(ErrorKind::Conflict, u"payments.not_open"_s,
                    {{u"entry"_s, entryNumber}, {u"state"_s, entry->state}});
    if (const auto done = clear(services, *deposit, *entry); !done)
        return done;
    const auto audited
        = services.audit(u"cheque.clear"_s, u"cheque_deposit"_s, deposit->id.toString(QUuid::WithoutBraces),
                         {{u"deposit"_s, deposit->reference()}, {u"entry"_s, entry->number}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<QStringList> clearNamedDeposits(Services &services)
{
    const auto deposits = ChequesSql(services.session()).deposits();
    if (!deposits)
        return passOn(deposits);
    QStringList cleared;
    for (const DepositRow &deposit : *deposits) {
        if (deposit.entry != 0)
            continue;
        const auto entries = storage::BankEntriesSql(services.session()).toMatch();
        if (!entries)
            return passOn(entries);
        for (const BankEntryRow &entry : *entries) {
            if (entry.amount != deposit.total || !entry.remittance.contains(deposit.reference(), Qt::CaseInsensitive))
                continue;
            if (const auto done = clear(services, deposit, entry); !done)
                return passOn(done);
            cleared << deposit.reference();
            break;
        }
    }
    return cleared;
}

} // namespace accord::workspace
