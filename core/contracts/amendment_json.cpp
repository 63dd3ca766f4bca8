// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/amendment_json.h"

#include "core/contracts/contract_json.h"
#include "core/contracts/price_json.h"

namespace accord::contracts {

using interchange::JsonFields;

namespace {

NewPrice readPrice(JsonFields &fields)
{
    fields.require(u"price"_s);
    JsonFields price(fields.object(u"price"_s), fields.pathOf(u"price"_s));
    NewPrice change{fields.text(u"item"_s), readModel(price)};
    fields.take(u"price"_s, price.status().map([] { return 0; }));
    return change;
}

Pause readPause(JsonFields &fields)
{
    fields.require(u"start"_s);
    fields.require(u"end"_s);
    return {fields.take(u"end"_s, Period::make(fields.date(u"start"_s), fields.date(u"end"_s)))};
}

QString readLocation(JsonFields &fields)
{
    fields.require(u"location"_s);
    return fields.text(u"location"_s).trimmed();
}

AmendmentChange readChange(JsonFields &fields, const Currency &currency)
{
    const QString kind = fields.text(u"kind"_s);
    const QString item = fields.text(u"item"_s);
    if (kind == "price"_L1)
        return readPrice(fields);
    if (kind == "quantity"_L1) {
        fields.require(u"quantity"_s);
        return NewQuantity{item, notNegative(fields, u"quantity"_s)};
    }
    if (kind == "discount"_L1) {
        fields.require(u"percent"_s);
        return NewDiscount{item, fields.decimal(u"percent"_s)};
    }
    if (kind == "agree"_L1) {
        fields.require(u"discount"_s);
        const QJsonObject discount = fields.object(u"discount"_s);
        return AddedDiscount{
            fields.take(u"discount"_s, discountFromJson(discount, fields.pathOf(u"discount"_s), currency))};
    }
    if (kind == "add"_L1)
        return AddedItem{fields.take(u"new"_s, itemFromJson(fields.object(u"new"_s), fields.pathOf(u"new"_s)))};
    if (kind == "remove"_L1)
        return RemovedItem{item};
    if (kind == "pause"_L1)
        return readPause(fields);
    if (kind == "cancel"_L1)
        return Cancellation{fields.boolean(u"at_period_end"_s)};
    if (kind == "renew"_L1) {
        fields.require(u"end"_s);
        return Renewal{fields.date(u"end"_s)};
    }
    if (kind == "reactivate"_L1) {
        fields.require(u"end"_s);
        return Reactivation{fields.date(u"end"_s)};
    }
    if (kind == "add_location"_L1)
        return AddedLocation{readLocation(fields)};
    if (kind == "close_location"_L1)
        return ClosedLocation{readLocation(fields)};
    if (kind == "blend"_L1) {
        fields.require(u"unit_price"_s);
        fields.require(u"end"_s);
        return BlendedRenewal{item, notNegative(fields, u"unit_price"_s), fields.date(u"end"_s)};
    }
    fields.keep(u"kind"_s, Error{ErrorKind::InvalidInput, u"json.unknown_word"_s, {{u"value"_s, kind}}, {}});
    return Cancellation{};
}

} // namespace

Result<Amendment> amendmentFromJson(const QJsonObject &object, const Currency &currency)
{
    JsonFields fields(object);
    fields.require(u"from"_s);
    Amendment amendment{fields.date(u"from"_s), fields.text(u"reason"_s), {}};
    for (const auto &[element, path] : fields.objects(u"changes"_s)) {
        JsonFields change(element, path);
        amendment.changes.push_back(readChange(change, currency));
        fields.take(u"changes"_s, change.status().map([] { return 0; }));
    }
    return fields.status().map([&] { return amendment; });
}

} // namespace accord::contracts
