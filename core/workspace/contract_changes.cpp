// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/contract_activation.h"
#include "core/workspace/record_change_kinds.h"

#include "core/contracts/amendment.h"
#include "core/contracts/contract_json.h"
#include "core/contracts/price_json.h"
#include "core/contracts/price_terms.h"
#include "core/contracts/price_words.h"
#include "core/interchange/strict_json.h"
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
    if (text == noneOfIt)
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

/// What \a after comes to more or less than \a before in a year; all of it where that does not change.
Result<Money> stakeOf(Services &services, const Contract &before, const Contract &after, const QDate &day)
{
    const auto locations = services.accounts().locationsPaidBy(before.account);
    if (!locations)
        return passOn(locations);
    const auto was = yearOf(before, billing::servedOn(before, *locations, day), day);
    const auto will = yearOf(after, billing::servedOn(after, *locations, day), day);
    if (!was || !will)
        return was ? will : was;
    const auto difference = will->minus(*was);
    if (!difference)
        return difference;
    return inCompany(services, difference->isZero() ? *was : absolute(*difference));
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

} // namespace

Result<PreparedChange> prepareContractChange(Services &services, const ChangeWish &wish)
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
    const auto whole = subjectOf(services, *next, *contract);
    if (!whole)
        return passOn(whole);
    prepared.subject.contractValue = whole->amount;
    prepared.title = titleOf(*contract, wish);
    return prepared;
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

QString itemPriceInWords(const QString &price)
{
    const auto model = modelFrom(price);
    return model ? contracts::inWords(*model) : price;
}

QString instalmentsInWords(const QString &plan)
{
    const QJsonArray parts = QJsonDocument::fromJson(plan.toUtf8()).object().value(u"parts"_s).toArray();
    QStringList words;
    for (const QJsonValue &part : parts) {
        const QString when = part[u"days"_s].isUndefined()  ? part[u"due"_s].toString(part[u"milestone"_s].toString())
                             : part[u"days"_s].toInt() == 0 ? u"at once"_s
                                                            : u"after %1 days"_s.arg(part[u"days"_s].toInt());
        words << when;
    }
    return words.isEmpty() ? u"paid at once"_s : u"%1 parts: %2"_s.arg(words.size()).arg(words.join(u", "_s));
}

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

} // namespace accord::workspace
