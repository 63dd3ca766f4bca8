// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/own_bank.h"

#include "core/bank/bic.h"
#include "core/bank/iban.h"
#include "core/bank/routing_number.h"
#include "core/payment_files/sepa_direct_debit.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::OwnBankRow;
using storage::OwnBankSql;

namespace {

std::vector<std::pair<QString, QString OwnBank::*>> fieldsOfOwnBank()
{
    return {{u"name"_s, &OwnBank::name},
            {u"iban"_s, &OwnBank::iban},
            {u"bic"_s, &OwnBank::bic},
            {u"creditor_id"_s, &OwnBank::creditorId},
            {u"originating_routing"_s, &OwnBank::originatingRouting},
            {u"destination_name"_s, &OwnBank::destinationName},
            {u"origin_id"_s, &OwnBank::originId},
            {u"company_id"_s, &OwnBank::companyId},
            {u"cheque_account"_s, &OwnBank::chequeAccount}};
}

OwnBank fromJson(const QJsonObject &object)
{
    OwnBank own;
    for (const auto &[name, field] : fieldsOfOwnBank())
        own.*field = object.value(name).toString();
    return own;
}

QJsonObject toJson(const OwnBank &own)
{
    QJsonObject object;
    for (const auto &[name, field] : fieldsOfOwnBank())
        object.insert(name, own.*field);
    return object;
}

QString lastFour(const QString &text)
{
    return text.isEmpty() ? QString() : u"…"_s + text.right(4);
}

Result<> check(OwnBank &own)
{
    if (!own.iban.isEmpty()) {
        const auto iban = bank::Iban::parse(own.iban);
        if (!iban)
            return passOn(iban);
        own.iban = iban->text();
    }
    if (!own.bic.isEmpty()) {
        const auto bic = bank::checkedBic(own.bic);
        if (!bic)
            return passOn(bic);
        own.bic = *bic;
    }
    if (!own.creditorId.isEmpty()) {
        if (const auto id = payment_files::checkedCreditorId(own.creditorId); !id)
            return passOn(id);
    }
    if (!own.originatingRouting.isEmpty()) {
        const auto routing = bank::checkedRoutingNumber(own.originatingRouting);
        if (!routing)
            return passOn(routing);
        own.originatingRouting = *routing;
    }
    return {};
}

Result<> audit(Services &services, const QString &kind, const OwnBank &own, const OwnerOfBank &company,
               QJsonObject body)
{
    body.insert(u"iban"_s, lastFour(own.iban));
    body.insert(u"routing"_s, lastFour(own.originatingRouting));
    body.insert(u"cheque_account"_s, lastFour(own.chequeAccount));
    if (company)
        body.insert(u"company"_s, company->toString());
    const auto audited = services.audit(kind, u"own_bank"_s, {}, body);
    return audited ? Result<>() : passOn(audited);
}

} // namespace

OwnBank OwnBank::masked() const
{
    OwnBank hidden = *this;
    for (QString OwnBank::*field : {&OwnBank::iban, &OwnBank::originatingRouting, &OwnBank::chequeAccount})
        hidden.*field = lastFour(this->*field);
    return hidden;
}

Result<OwnerOfBank> ownerOfBank(Services &services, const QString &code)
{
    if (code.isEmpty())
        return OwnerOfBank();
    return services.seller().entityOf(code).map(
        [](const billing::IssuingEntity &company) { return OwnerOfBank(company.id); });
}

Result<std::optional<OwnBank>> ownBankOf(Services &services, const billing::IssuingEntityId &company)
{
    return OwnBankSql(services.session()).usable(company).map([](const std::optional<OwnBankRow> &row) {
        const OwnBank own = row ? fromJson(row->fields) : OwnBank();
        return own.isEmpty() ? std::nullopt : std::optional(own);
    });
}

Result<OwnBank> ownBank(Services &services, const OwnerOfBank &company)
{
    if (company) {
        const auto own = ownBankOf(services, *company);
        if (!own)
            return passOn(own);
        if (*own)
            return **own;
    }
    return OwnBankSql(services.session()).usable().map([](const std::optional<OwnBankRow> &row) {
        return row ? fromJson(row->fields) : OwnBank();
    });
}

Result<OwnBankSheet> ownBankSheet(Services &services, const OwnerOfBank &company)
{
    const auto newest = OwnBankSql(services.session()).newest(company);
    if (!newest)
        return passOn(newest);
    const auto reads = mayReadBankData(services);
    if (!reads)
        return passOn(reads);
    OwnBankSheet sheet;
    sheet.isMasked = !*reads;
    if (!*newest)
        return sheet;
    sheet.own = fromJson((*newest)->fields);
    sheet.recordedBy = (*newest)->recordedBy;
    sheet.agreedBy = (*newest)->agreedBy;
    if (sheet.isMasked)
        sheet.own = sheet.own.masked();
    return sheet;
}

Result<> recordOwnBank(Services &services, OwnBank own, const OwnerOfBank &company)
{
    if (auto may = permit(services, Act::SaveBankData); !may)
        return may;
    if (const auto usable = check(own); !usable)
        return usable;
    storage::Transaction transaction(services.session());
    const auto added
        = OwnBankSql(services.session()).add({0, toJson(own), services.actor(), services.clock().now(), {}, company});
    if (!added)
        return added;
    if (const auto audited = audit(services, u"payment_file.own_bank"_s, own, company, {}); !audited)
        return audited;
    return transaction.commit();
}

Result<> agreeToOwnBank(Services &services, const OwnerOfBank &company)
{
    if (auto may = permit(services, Act::SaveBankData); !may)
        return may;
    storage::Transaction transaction(services.session());
    OwnBankSql store(services.session());
    const auto newest = store.newest(company);
    if (!newest)
        return passOn(newest);
    if (!*newest || !(*newest)->agreedBy.isEmpty())
        return fail(ErrorKind::Conflict, u"payments.own_bank_agreed"_s);
    if (const auto agreed = store.agree((*newest)->number, services.actor(), services.clock().now()); !agreed)
        return agreed;
    const auto audited = audit(services, u"payment_file.own_bank_agree"_s, fromJson((*newest)->fields), company,
                               {{u"recorded_by"_s, (*newest)->recordedBy}});
    if (!audited)
        return audited;
    return transaction.commit();
}

Result<billing::IssuingEntity> withOwnAccount(Services &services, billing::IssuingEntity seller)
{
    const auto reads = mayReadBankData(services);
    if (!reads)
        return passOn(reads);
    return *reads ? paidToOwnAccount(services, std::move(seller)) : seller;
}

Result<billing::IssuingEntity> paidToOwnAccount(Services &services, billing::IssuingEntity seller)
{
    const auto own = ownBankOf(services, seller.id);
    if (!own)
        return passOn(own);
    const auto iban = *own ? bank::Iban::parse((*own)->iban) : Result<bank::Iban>(fail(ErrorKind::NotFound, {}));
    if (!iban)
        return seller; // of its own it has none that a customer pays to
    const auto names = [&](const QString &line) { return line.simplified().remove(u' ').contains(iban->text()); };
    seller.paymentInstructions.removeIf(names);
    const QString bic = (*own)->bic.isEmpty() ? QString() : u", BIC "_s + (*own)->bic;
    seller.paymentInstructions.prepend(u"IBAN "_s + iban->grouped() + bic);
    return seller;
}

Result<QHash<QString, billing::IssuingEntityId>> companiesByAccount(Services &services)
{
    QHash<QString, billing::IssuingEntityId> companies;
    const auto reads = mayReadBankData(services);
    const auto entities = services.seller().entities();
    const auto forAll = ownBank(services);
    if (!reads)
        return passOn(reads);
    if (!*reads)
        return companies;
    if (!entities)
        return passOn(entities);
    if (!forAll)
        return passOn(forAll);
    QStringList shared{bank::canonicalAccount(forAll->iban), bank::canonicalAccount(forAll->chequeAccount)};
    for (const billing::IssuingEntity &entity : *entities) {
        const auto own = ownBankOf(services, entity.id);
        if (!own)
            return passOn(own);
        if (!*own)
            continue;
        for (const QString &number :
             {bank::canonicalAccount((*own)->iban), bank::canonicalAccount((*own)->chequeAccount)}) {
            if (companies.contains(number) && companies.value(number) != entity.id)
                shared << number;
            companies.insert(number, entity.id);
        }
    }
    for (const QString &number : shared)
        companies.remove(number);
    companies.remove(QString());
    return companies;
}

QString shownNumber(const QString &number, bool mayRead)
{
    return mayRead ? number : lastFour(number);
}

Result<bool> mayReadBankData(Services &services)
{
    const auto user = services.seller().user(services.actor());
    const auto matrix = permissions();
    if (!matrix)
        return passOn(matrix);
    return user && (*matrix)->check(personOf(*user), {u"bank.read"_s}).has_value();
}

} // namespace accord::workspace
