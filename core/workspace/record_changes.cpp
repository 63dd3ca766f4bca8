// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/record_changes.h"

#include "core/workspace/record_change_kinds.h"

namespace accord::workspace {

using approvals::ChangedField;
using approvals::RecordChange;

namespace {

QString wordsOf(ChangedField field, const QString &value)
{
    switch (field) {
    case ChangedField::PaymentTerms:
        return value == u"1"_s ? u"1 day"_s : u"%1 days"_s.arg(value);
    case ChangedField::CreditLimit:
        return value.isEmpty() ? u"no limit"_s : value;
    case ChangedField::CreditHold:
        return value.isEmpty() ? u"no hold"_s : u"on hold: %1"_s.arg(value);
    case ChangedField::CreditPass:
        return value.isEmpty() ? u"waits"_s : u"goes out, %1"_s.arg(value);
    case ChangedField::ItemDiscount:
        return u"%1 %"_s.arg(value);
    case ChangedField::ListPrice:
        return u"%1 a month"_s.arg(value);
    case ChangedField::ItemPrice:
        return itemPriceInWords(value);
    case ChangedField::Instalments:
        return instalmentsInWords(value);
    }
    Q_UNREACHABLE();
}

} // namespace

Result<Money> inCompany(Services &services, const Money &amount)
{
    const auto company = services.companyCurrency();
    return company ? services.reference().exchangeRates.convert(amount, *company, services.clock().today())
                   : passOn(company);
}

Money absolute(const Money &amount)
{
    return amount.isNegative() ? amount.negated() : amount;
}

Result<PreparedChange> prepareChange(Services &services, const ChangeWish &wish)
{
    const QString record = approvals::recordOf(wish.field);
    auto prepared = record == u"account"_s    ? prepareAccountChange(services, wish)
                    : record == u"contract"_s ? prepareContractChange(services, wish)
                                              : preparePriceBookChange(services, wish);
    if (prepared && prepared->change.before == prepared->change.after)
        return fail(ErrorKind::InvalidInput, u"approvals.change_nothing"_s,
                    {{u"what"_s, prepared->title}, {u"value"_s, inWords(prepared->change).after}});
    return prepared;
}

Result<int> revisionNow(Services &services, const RecordChange &change)
{
    const QString record = approvals::recordOf(change.field);
    if (record == u"account"_s)
        return services.accounts().find(accounts::AccountId(change.record)).map([](const auto &one) {
            return one.version;
        });
    if (record == u"contract"_s)
        return services.contracts().find(contracts::ContractId(change.record)).map([](const auto &one) {
            return one.version;
        });
    return priceBookVersion(services);
}

Result<int> carryOut(Services &services, const RecordChange &change, const QString &reason)
{
    const auto now = revisionNow(services, change);
    if (!now)
        return now;
    if (*now != change.revision)
        return fail(ErrorKind::Conflict, u"approvals.change_outdated"_s,
                    {{u"record"_s, change.recordName}, {u"asked"_s, change.revision}, {u"now"_s, *now}});
    const QString record = approvals::recordOf(change.field);
    if (record == u"account"_s)
        return changeAccount(services, change, reason);
    return record == u"contract"_s ? changeContract(services, change, reason) : changePriceBook(services, change);
}

ChangeInWords inWords(const RecordChange &change)
{
    QString what;
    switch (change.field) {
    case ChangedField::PaymentTerms:
        what = u"Payment terms of %1"_s;
        break;
    case ChangedField::CreditLimit:
        what = u"Credit limit of %1"_s;
        break;
    case ChangedField::CreditHold:
        what = u"Credit hold on %1"_s;
        break;
    case ChangedField::CreditPass:
        what = u"Invoice of %1 beyond its credit"_s;
        break;
    case ChangedField::ItemPrice:
        what = u"Price of %2 in %1"_s;
        break;
    case ChangedField::ItemDiscount:
        what = u"Discount on %2 in %1"_s;
        break;
    case ChangedField::Instalments:
        what = u"Instalments of %1"_s;
        break;
    case ChangedField::ListPrice:
        what = u"List price of %2 in the %1"_s;
        break;
    }
    what = what.contains(u"%2"_s) ? what.arg(change.recordName, change.part) : what.arg(change.recordName);
    return {what, wordsOf(change.field, change.before), wordsOf(change.field, change.after)};
}

} // namespace accord::workspace
