// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/own_bank.h"

#include "core/bank/bic.h"
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

Result<> audit(Services &services, const QString &kind, const OwnBank &own, QJsonObject body)
{
    body.insert(u"iban"_s, lastFour(own.iban));
    body.insert(u"routing"_s, lastFour(own.originatingRouting));
    body.insert(u"cheque_account"_s, lastFour(own.chequeAccount));
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

Result<OwnBank> ownBank(Services &services)
{
    return OwnBankSql(services.session()).usable().map([](const std::optional<OwnBankRow> &row) {
        return row ? fromJson(row->fields) : OwnBank();
    });
}

Result<OwnBankSheet> ownBankSheet(Services &services)
{
    const auto newest = OwnBankSql(services.session()).newest();
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

Result<> recordOwnBank(Services &services, OwnBank own)
{
    if (auto may = permit(services, Act::SaveBankData); !may)
        return may;
    if (const auto usable = check(own); !usable)
        return usable;
    storage::Transaction transaction(services.session());
    const auto added
        = OwnBankSql(services.session()).add({0, toJson(own), services.actor(), services.clock().now(), {}});
    if (!added)
        return added;
    if (const auto audited = audit(services, u"payment_file.own_bank"_s, own, {}); !audited)
        return audited;
    return transaction.commit();
}

Result<> agreeToOwnBank(Services &services)
{
    if (auto may = permit(services, Act::SaveBankData); !may)
        return may;
    storage::Transaction transaction(services.session());
    OwnBankSql store(services.session());
    const auto newest = store.newest();
    if (!newest)
        return passOn(newest);
    if (!*newest || !(*newest)->agreedBy.isEmpty())
        return fail(ErrorKind::Conflict, u"payments.own_bank_agreed"_s);
    if (const auto agreed = store.agree((*newest)->number, services.actor(), services.clock().now()); !agreed)
        return agreed;
    const auto audited = audit(services, u"payment_file.own_bank_agree"_s, fromJson((*newest)->fields),
                               {{u"recorded_by"_s, (*newest)->recordedBy}});
    if (!audited)
        return audited;
    return transaction.commit();
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
    return user
           && (*matrix)
                  ->check({user->name, user->roles, security::regionsOf(user->region)}, {u"bank.read"_s})
                  .has_value();
}

} // namespace accord::workspace
