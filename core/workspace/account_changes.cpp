// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/record_change_kinds.h"

#include "core/storage/credit_limits_sql.h"
#include "core/workspace/credit_control.h"

namespace accord::workspace {

using approvals::ChangedField;
using approvals::RecordChange;

namespace {

constexpr int mostDays = 365;

/// At stake is what the account owes and will owe.
Result<PreparedChange> ofHold(Services &services, const ChangeWish &wish, const accounts::Account &account,
                              PreparedChange prepared)
{
    const auto standing = creditStanding(services, account.id, services.clock().today());
    if (!standing)
        return passOn(standing);
    const auto stake = inCompany(services, absolute(standing->check.exposure));
    if (!stake)
        return passOn(stake);
    const QString text = wish.after.trimmed();
    if (text.isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.change_hold"_s, {{u"account"_s, account.name}});
    prepared.change.before = standing->hold ? standing->hold->reason : QString();
    prepared.change.after = text == noneOfIt ? QString() : text;
    if (!prepared.change.before.isEmpty() && text != noneOfIt)
        return fail(ErrorKind::InvalidInput, u"approvals.change_held"_s,
                    {{u"account"_s, account.name}, {u"reason"_s, prepared.change.before}});
    if (text != noneOfIt)
        prepared.change.number = 1;
    prepared.subject.amount = *stake;
    prepared.title = u"Credit hold on %1"_s.arg(account.name);
    return prepared;
}

Result<PreparedChange> ofPass(Services &services, const ChangeWish &wish, const accounts::Account &account,
                              PreparedChange prepared)
{
    const auto invoice = services.invoices().findByReference(wish.part);
    if (!invoice)
        return passOn(invoice);
    if (invoice->state == billing::InvoiceState::Issued || invoice->account != account.id)
        return fail(ErrorKind::InvalidInput, u"approvals.change_pass"_s,
                    {{u"invoice"_s, wish.part}, {u"account"_s, account.name}});
    prepared.change.part = invoice->id.toString();
    prepared.change.after = u"%1 %2"_s.arg(invoice->bill.total.toString(), invoice->bill.total.currency().code());
    prepared.change.number = invoice->bill.total.minor();
    prepared.subject.amount = invoice->companyTotal;
    prepared.title = u"Invoice of %1 beyond its credit"_s.arg(account.name);
    return prepared;
}

} // namespace

Result<int> netDaysFrom(const QString &text)
{
    bool isNumber = false;
    const int days = text.trimmed().toInt(&isNumber);
    if (!isNumber || days < 0 || days > mostDays)
        return fail(ErrorKind::InvalidInput, u"approvals.change_days"_s, {{u"value"_s, text}, {u"most"_s, mostDays}});
    return days;
}

Result<PreparedChange> prepareAccountChange(Services &services, const ChangeWish &wish)
{
    const auto account = services.accounts().findByReference(wish.record);
    if (!account)
        return passOn(account);
    PreparedChange prepared;
    prepared.account = account->id;
    RecordChange &change = prepared.change;
    change.field = wish.field;
    change.record = account->id.uuid();
    change.recordName = account->number;
    change.revision = account->version;
    prepared.subject.kind = approvals::kindOf(wish.field);
    if (wish.field == ChangedField::PaymentTerms) {
        const auto days = netDaysFrom(wish.after);
        if (!days)
            return passOn(days);
        const auto company = services.companyCurrency();
        if (!company)
            return passOn(company);
        const auto row
            = storage::AccountQueriesSql(services.session(), *company).row(account->id, services.clock().today());
        if (!row)
            return passOn(row);
        change.before = QString::number(account->paymentTermsDays);
        change.after = QString::number(*days);
        change.number = *days;
        prepared.subject.amount = row->arr;
        prepared.subject.netDays = *days;
        prepared.title = u"Payment terms of %1"_s.arg(account->name);
        return prepared;
    }
    if (wish.field == ChangedField::CreditHold)
        return ofHold(services, wish, *account, std::move(prepared));
    if (wish.field == ChangedField::CreditPass)
        return ofPass(services, wish, *account, std::move(prepared));
    const auto now = storage::CreditLimitsSql(services.session()).of(account->id);
    if (!now)
        return passOn(now);
    const QString text = wish.after.trimmed();
    const auto limit
        = text == noneOfIt ? Result<Money>(Money::zero(account->currency)) : Money::parse(text, account->currency);
    if (!limit)
        return passOn(limit);
    if (limit->isNegative())
        return fail(ErrorKind::InvalidInput, u"approvals.change_limit"_s, {{u"value"_s, wish.after}});
    // Without a limit anything can be owed: at stake is then what the limit protected.
    const auto stake = inCompany(services, text == noneOfIt ? now->value_or(*limit) : *limit);
    if (!stake)
        return passOn(stake);
    change.before = *now ? (*now)->toString() : QString();
    change.after = text == noneOfIt ? QString() : limit->toString();
    if (text != noneOfIt)
        change.number = limit->minor();
    prepared.subject.amount = *stake;
    prepared.title = u"Credit limit of %1"_s.arg(account->name);
    return prepared;
}

Result<int> changeAccount(Services &services, const RecordChange &change, const QString &reason)
{
    auto account = services.accounts().find(accounts::AccountId(change.record));
    if (!account)
        return passOn(account);
    if (change.field == ChangedField::PaymentTerms) {
        account->paymentTermsDays = change.after.toInt();
    } else if (change.field == ChangedField::CreditHold) {
        storage::CreditExposureSql store(services.session());
        const auto set = change.after.isEmpty()
                             ? store.liftHold(account->id)
                             : store.setHold(account->id, {change.after, services.actor(), services.clock().now()});
        if (!set)
            return passOn(set);
    } else if (change.field == ChangedField::CreditPass) {
        const billing::InvoiceId invoice(QUuid::fromString(change.part));
        const auto let = storage::CreditExposureSql(services.session())
                             .letPass(invoice, account->id, Money(change.number.value_or(0), account->currency),
                                      services.actor(), services.clock().now());
        if (!let)
            return passOn(let);
    } else {
        std::optional<Money> limit;
        if (!change.after.isEmpty()) {
            const auto read = Money::parse(change.after, account->currency);
            if (!read)
                return passOn(read);
            limit = *read;
        }
        const auto set = storage::CreditLimitsSql(services.session())
                             .set(account->id, limit, services.actor(), services.clock().now());
        if (!set)
            return passOn(set);
    }
    const auto saved = services.accounts().save(*account, services.clock().now());
    if (!saved)
        return passOn(saved);
    const auto audited = services.audit(u"account.terms"_s, u"account"_s, account->id.toString(),
                                        {{u"number"_s, account->number},
                                         {u"field"_s, approvals::toString(change.field)},
                                         {u"before"_s, change.before},
                                         {u"after"_s, change.after},
                                         {u"reason"_s, reason}});
    return audited ? Result<int>(saved->version) : passOn(audited);
}

} // namespace accord::workspace
