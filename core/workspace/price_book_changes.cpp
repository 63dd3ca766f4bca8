// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/record_change_kinds.h"

#include "core/workspace/master_data.h"

#include <QtCore/QJsonArray>

namespace accord::workspace {

using approvals::ChangedField;
using approvals::RecordChange;

namespace {

Result<QJsonObject> bookNow(Services &services)
{
    const auto book = services.seller().currentPriceBook();
    if (!book)
        return passOn(book);
    return *book ? Result<QJsonObject>(**book) : fail(ErrorKind::NotFound, u"approvals.no_price_book"_s);
}

} // namespace

Result<PreparedChange> preparePriceBookChange(Services &services, const ChangeWish &wish)
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

Result<int> priceBookVersion(Services &services)
{
    return bookNow(services).map([](const QJsonObject &book) { return book.value(u"version"_s).toInt(1); });
}

} // namespace accord::workspace
