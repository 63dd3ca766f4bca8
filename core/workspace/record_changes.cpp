// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/record_changes.h"

#include "core/contracts/amendment.h"
#include "core/contracts/contract_json.h"
#include "core/contracts/price_json.h"
#include "core/contracts/price_terms.h"
#include "core/contracts/price_words.h"
#include "core/interchange/strict_json.h"
#include "core/storage/credit_limits_sql.h"
#include "core/workspace/credit_control.h"
#include "core/workspace/master_data.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>

namespace accord::workspace {

using approvals::ChangedField;
using approvals::RecordChange;
using contracts::Contract;
using contracts::PriceItem;

namespace {

constexpr int mostDays = 365;
const QString none = u"none"_s;

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// Units in decimals where the price is so much each, otherwise the document.
QString textOf(const pricing::ChargeModel &model)
{
    const auto *each = std::get_if<pricing::PerUnit>(&model);
    return each ? each->unitPrice.toShortString() : compact(contracts::toJson(model));
}

Result<pricing::ChargeModel> modelFrom(const QString &text)
{
    if (const auto each = Decimal::parse(text.trimmed()))
        return pricing::ChargeModel(pricing::PerUnit{*each});
    const auto object = interchange::readJsonObject(text.toUtf8());
    if (!object)
        return text.trimmed().startsWith(u'{') ? passOn(object)
                                               : Result<pricing::ChargeModel>(passOn(Decimal::parse(text.trimmed())));
    interchange::JsonFields fields(*object, u"price"_s);
    const auto model = contracts::readModel(fields);
    if (const auto read = fields.status(); !read)
        return passOn(read);
    if (const auto valid = pricing::validate(model); !valid)
        return passOn(valid);
    return model;
}

/// Price and discount of \a item on \a day.
Result<pricing::RampTerms> termsOn(const Contract &contract, const PriceItem &item, const QDate &day)
{
    const auto steps = contracts::stepsOf(contract, item);
    return steps ? Result<pricing::RampTerms>(pricing::termsOn(contracts::baseTermsOf(item), *steps, day))
                 : passOn(steps);
}

QString instalmentsOf(const Contract &contract)
{
    const QJsonObject plan = contracts::toJson(contract).value(u"instalments"_s).toObject();
    return plan.isEmpty() ? QString() : compact(plan);
}

/// "3 x 30": equal parts, so many days apart; the first at once.
QJsonObject planOf(int parts, int days)
{
    QJsonArray array;
    for (int i = 0; i < parts; ++i)
        array.append(QJsonObject{{u"name"_s, u"Part %1 of %2"_s.arg(i + 1).arg(parts)}, {u"days"_s, i * days}});
    return {{u"basis"_s, u"equal"_s}, {u"parts"_s, array}};
}

Result<QString> planFrom(const QString &text)
{
    static const QRegularExpression form(u"^(\\d{1,2})\\s*[x×]\\s*(\\d{1,3})$"_s);
    if (text == none)
        return QString();
    if (const auto match = form.match(text); match.hasMatch())
        return compact(planOf(match.captured(1).toInt(), match.captured(2).toInt()));
    const auto object = interchange::readJsonObject(text.toUtf8());
    return object ? Result<QString>(compact(*object)) : passOn(object);
}

Contract withInstalments(Contract contract, const QString &plan)
{
    QJsonObject document = contracts::toJson(contract);
    if (plan.isEmpty())
        document.remove(u"instalments"_s);
    else
        document.insert(u"instalments"_s, QJsonDocument::fromJson(plan.toUtf8()).object());
    if (const auto read = contracts::contractFromJson(document))
        contract.instalments = read->instalments;
    return contract;
}

Result<> checkPlan(const Contract &contract, const QString &plan)
{
    QJsonObject document = contracts::toJson(contract);
    document.insert(u"instalments"_s, QJsonDocument::fromJson(plan.toUtf8()).object());
    const auto read = contracts::contractFromJson(document);
    if (!read)
        return passOn(read);
    return read->instalments && !read->instalments->parts.empty()
               ? Result<>()
               : fail(ErrorKind::InvalidInput, u"billing.instalments_none"_s);
}

/// The next version of \a contract with \a change in it.
Result<Contract> changed(const Contract &contract, const RecordChange &change, const QString &reason)
{
    contracts::Amendment amendment{change.from, reason, {}};
    if (change.field == ChangedField::ItemPrice) {
        const auto model = modelFrom(change.after);
        if (!model)
            return passOn(model);
        amendment.changes.push_back(contracts::NewPrice{change.part, *model});
        return contracts::amended(contract, amendment);
    }
    if (change.field == ChangedField::ItemDiscount) {
        const auto percent = Decimal::parse(change.after);
        if (!percent)
            return passOn(percent);
        amendment.changes.push_back(contracts::NewDiscount{change.part, *percent});
        return contracts::amended(contract, amendment);
    }
    if (!contract.term.contains(change.from))
        return fail(ErrorKind::InvalidInput, u"contracts.amend_day"_s,
                    {{u"day"_s, change.from.toString(Qt::ISODate)},
                     {u"start"_s, contract.term.start.toString(Qt::ISODate)},
                     {u"last"_s, contract.term.lastDay().toString(Qt::ISODate)}});
    Contract next = withInstalments(contract, change.after);
    next.version = contract.version + 1;
    next.effectiveFrom = change.from;
    next.changeReason = reason;
    next.signatures.clear();
    return next;
}

Result<int> activeLocations(Services &services, const accounts::AccountId &payer, const QDate &day)
{
    const auto locations = services.accounts().locationsPaidBy(payer);
    if (!locations)
        return passOn(locations);
    return int(std::ranges::count_if(*locations, [&](const auto &one) { return one.location.isActiveOn(day); }));
}

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

/// What \a after comes to more or less than \a before in a year; all of it where that does not change.
Result<Money> stakeOf(Services &services, const Contract &before, const Contract &after, const QDate &day)
{
    const auto locations = activeLocations(services, before.account, day);
    if (!locations)
        return passOn(locations);
    const auto was = yearOf(before, *locations, day);
    const auto will = yearOf(after, *locations, day);
    if (!was || !will)
        return was ? will : was;
    const auto difference = will->minus(*was);
    if (!difference)
        return difference;
    return inCompany(services, difference->isZero() ? *was : absolute(*difference));
}

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
    prepared.change.after = text == none ? QString() : text;
    if (!prepared.change.before.isEmpty() && text != none)
        return fail(ErrorKind::InvalidInput, u"approvals.change_held"_s,
                    {{u"account"_s, account.name}, {u"reason"_s, prepared.change.before}});
    if (text != none)
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

Result<PreparedChange> ofAccount(Services &services, const ChangeWish &wish)
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
        bool isNumber = false;
        const int days = wish.after.trimmed().toInt(&isNumber);
        if (!isNumber || days < 0 || days > mostDays)
            return fail(ErrorKind::InvalidInput, u"approvals.change_days"_s,
                        {{u"value"_s, wish.after}, {u"most"_s, mostDays}});
        const auto company = services.companyCurrency();
        if (!company)
            return passOn(company);
        const auto row
            = storage::AccountQueriesSql(services.session(), *company).row(account->id, services.clock().today());
        if (!row)
            return passOn(row);
        change.before = QString::number(account->paymentTermsDays);
        change.after = QString::number(days);
        change.number = days;
        prepared.subject.amount = row->arr;
        prepared.subject.netDays = days;
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
        = text == none ? Result<Money>(Money::zero(account->currency)) : Money::parse(text, account->currency);
    if (!limit)
        return passOn(limit);
    if (limit->isNegative())
        return fail(ErrorKind::InvalidInput, u"approvals.change_limit"_s, {{u"value"_s, wish.after}});
    // Without a limit anything can be owed: at stake is then what the limit protected.
    const auto stake = inCompany(services, text == none ? now->value_or(*limit) : *limit);
    if (!stake)
        return passOn(stake);
    change.before = *now ? (*now)->toString() : QString();
    change.after = text == none ? QString() : limit->toString();
    if (text != none)
        change.number = limit->minor();
    prepared.subject.amount = *stake;
    prepared.title = u"Credit limit of %1"_s.arg(account->name);
    return prepared;
}

QString titleOf(const Contract &contract, const ChangeWish &wish)
{
    switch (wish.field) {
    case ChangedField::ItemPrice:
        return u"Price of %1 in %2"_s.arg(wish.part, contract.number);
    case ChangedField::ItemDiscount:
        return u"Discount on %1 in %2"_s.arg(wish.part, contract.number);
    default:
        return u"Instalments of %1"_s.arg(contract.number);
    }
}

Result<> readContractValue(const Contract &contract, const ChangeWish &wish, PreparedChange &prepared)
{
    RecordChange &change = prepared.change;
    if (wish.field == ChangedField::Instalments) {
        const auto plan = planFrom(wish.after.trimmed());
        if (!plan)
            return passOn(plan);
        change.before = instalmentsOf(contract);
        if (!plan->isEmpty()) {
            if (const auto fine = checkPlan(contract, *plan); !fine)
                return fine;
            change.after = instalmentsOf(withInstalments(contract, *plan));
        }
        return {};
    }
    const PriceItem *item = contract.item(wish.part);
    if (!item) {
        QStringList known;
        for (const PriceItem &one : contract.items)
            known << one.key;
        return fail(ErrorKind::InvalidInput, u"approvals.change_part"_s,
                    {{u"value"_s, wish.part}, {u"record"_s, contract.number}, {u"known"_s, known.join(u", "_s)}});
    }
    const auto terms = termsOn(contract, *item, change.from);
    if (!terms)
        return passOn(terms);
    if (wish.field == ChangedField::ItemPrice) {
        const auto model = modelFrom(wish.after);
        if (!model)
            return passOn(model);
        change.before = textOf(terms->model);
        change.after = textOf(*model);
        return {};
    }
    const auto percent = Decimal::parse(wish.after.trimmed());
    if (!percent)
        return passOn(percent);
    change.before = terms->discountPercent.toShortString();
    change.after = percent->toShortString();
    prepared.subject.discountPercent = *percent;
    return {};
}

Result<PreparedChange> ofContract(Services &services, const ChangeWish &wish)
{
    const auto contract = services.contracts().findByNumber(wish.record.trimmed());
    if (!contract)
        return passOn(contract);
    PreparedChange prepared;
    prepared.account = contract->account;
    RecordChange &change = prepared.change;
    change.field = wish.field;
    change.record = contract->id.uuid();
    change.recordName = contract->number;
    change.revision = contract->version;
    change.part = wish.field == ChangedField::Instalments ? QString() : wish.part;
    change.from = wish.from.isValid() ? wish.from : services.clock().today();
    prepared.subject.kind = approvals::kindOf(wish.field);
    if (const auto read = readContractValue(*contract, wish, prepared); !read)
        return passOn(read);
    const auto next = changed(*contract, change, wish.reason.trimmed().isEmpty() ? u"-"_s : wish.reason.trimmed());
    if (!next)
        return passOn(next);
    const auto stake = stakeOf(services, *contract, *next, change.from);
    if (!stake)
        return passOn(stake);
    prepared.subject.amount = *stake;
    prepared.title = titleOf(*contract, wish);
    return prepared;
}

Result<QJsonObject> bookNow(Services &services)
{
    const auto book = services.seller().currentPriceBook();
    if (!book)
        return passOn(book);
    return *book ? Result<QJsonObject>(**book) : fail(ErrorKind::NotFound, u"approvals.no_price_book"_s);
}

Result<PreparedChange> ofPriceBook(Services &services, const ChangeWish &wish)
{
    const auto document = bookNow(services);
    if (!document)
        return passOn(document);
    const auto book = priceBookFromJson(*document);
    if (!book)
        return passOn(book);
    const auto plan = std::ranges::find(book->plans, wish.part, &catalog::Plan::code);
    if (plan == book->plans.end()) {
        QStringList known;
        for (const catalog::Plan &one : book->plans)
            known << one.code;
        return fail(ErrorKind::InvalidInput, u"approvals.change_part"_s,
                    {{u"value"_s, wish.part}, {u"record"_s, u"price book"_s}, {u"known"_s, known.join(u", "_s)}});
    }
    const auto price = Money::parse(wish.after.trimmed(), book->currency);
    if (!price)
        return passOn(price);
    const auto difference = price->minus(plan->monthlyPrice);
    if (!difference)
        return passOn(difference);
    constexpr int months = 12;
    const auto stake = inCompany(services, Money(absolute(*difference).minor() * months, book->currency));
    if (!stake)
        return passOn(stake);
    PreparedChange prepared;
    prepared.change = {wish.field,        {},        u"price book"_s,
                       book->version,     wish.part, plan->monthlyPrice.toString(),
                       price->toString(), {},        wish.from.isValid() ? wish.from : services.clock().today()};
    prepared.subject.kind = approvals::kindOf(wish.field);
    prepared.subject.amount = *stake;
    prepared.title = u"List price of %1"_s.arg(plan->name);
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

Result<int> changeContract(Services &services, const RecordChange &change, const QString &reason)
{
    const auto contract = services.contracts().find(contracts::ContractId(change.record));
    if (!contract)
        return passOn(contract);
    const auto next = changed(*contract, change, reason);
    if (!next)
        return passOn(next);
    const auto saved = MasterData(services).keepAgreed(*next); // with its audit record
    return saved ? Result<int>(next->version) : passOn(saved);
}

Result<int> changePriceBook(Services &services, const RecordChange &change)
{
    auto document = bookNow(services);
    if (!document)
        return passOn(document);
    QJsonArray plans = document->value(u"plans"_s).toArray();
    for (qsizetype i = 0; i < plans.size(); ++i) {
        QJsonObject plan = plans.at(i).toObject();
        if (plan.value(u"code"_s).toString() != change.part)
            continue;
        plan.insert(u"monthly_price"_s, change.after);
        plans.replace(i, plan);
    }
    const int version = change.revision + 1;
    document->insert(u"plans"_s, plans);
    document->insert(u"version"_s, version);
    document->insert(u"valid_from"_s, change.from.toString(Qt::ISODate));
    const auto book = priceBookFromJson(*document);
    if (!book)
        return passOn(book);
    const auto added = services.seller().addPriceBook(version, book->currency, book->validFrom, *document,
                                                      services.actor(), services.clock().now());
    if (!added)
        return passOn(added);
    const auto audited
        = services.audit(u"price_book.publish"_s, u"price_book"_s, QString::number(version),
                         {{u"plan"_s, change.part}, {u"before"_s, change.before}, {u"after"_s, change.after}});
    return audited ? Result<int>(version) : passOn(audited);
}

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
    case ChangedField::ItemPrice: {
        const auto model = modelFrom(value);
        return model ? contracts::inWords(*model) : value;
    }
    case ChangedField::Instalments: {
        const QJsonArray parts = QJsonDocument::fromJson(value.toUtf8()).object().value(u"parts"_s).toArray();
        QStringList words;
        for (const QJsonValue &part : parts) {
            const QString when = part[u"days"_s].isUndefined()
                                     ? part[u"due"_s].toString(part[u"milestone"_s].toString())
                                 : part[u"days"_s].toInt() == 0 ? u"at once"_s
                                                                : u"after %1 days"_s.arg(part[u"days"_s].toInt());
            words << when;
        }
        return words.isEmpty() ? u"paid at once"_s : u"%1 parts: %2"_s.arg(words.size()).arg(words.join(u", "_s));
    }
    }
    Q_UNREACHABLE();
}

} // namespace

Result<Money> yearOf(const Contract &contract, int locations, const QDate &day)
{
    Exact sum(0);
    for (const PriceItem &item : contract.items) {
        if (item.kind != contracts::ItemKind::Recurring || !contract.serviceOf(item).contains(day))
            continue;
        const auto terms = termsOn(contract, item, day);
        if (!terms)
            return passOn(terms);
        const Exact year
            = pricing::valueOf(*terms, contract.currency.minorDigits()) * Exact::ratio(12, item.priceMonths);
        sum = sum + (item.perLocation ? year * Exact(locations) : year);
    }
    return sum.toMoney(contract.currency);
}

Result<PreparedChange> prepareChange(Services &services, const ChangeWish &wish)
{
    const QString record = approvals::recordOf(wish.field);
    auto prepared = record == u"account"_s    ? ofAccount(services, wish)
                    : record == u"contract"_s ? ofContract(services, wish)
                                              : ofPriceBook(services, wish);
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
    return bookNow(services).map([](const QJsonObject &book) { return book.value(u"version"_s).toInt(1); });
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
