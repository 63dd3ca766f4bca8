// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_fields.h"

#include "ui/contracts/field_makers.h"
#include "ui/contracts/settlement_fields.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QSet>

namespace accord::ui {

using namespace fields;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(ContractFields)
};

const std::vector<Choice> &models()
{
    static const std::vector<Choice> all{{u"per_unit"_s, Tr::tr("Per unit")},
                                         {u"flat"_s, Tr::tr("Flat amount")},
                                         {u"graduated"_s, Tr::tr("Graduated tiers")},
                                         {u"volume"_s, Tr::tr("Volume tiers")},
                                         {u"package"_s, Tr::tr("Packages")},
                                         {u"tiered_block"_s, Tr::tr("Tiered blocks")},
                                         {u"capacity"_s, Tr::tr("Capacity")},
                                         {u"percentage"_s, Tr::tr("Percentage of each event")},
                                         {u"graduated_percentage"_s, Tr::tr("Graduated percentage")},
                                         {u"graduated_time_weighted"_s, Tr::tr("Graduated, weighted by time")},
                                         {u"cost_plus"_s, Tr::tr("Cost plus")},
                                         {u"commitment_overage"_s, Tr::tr("Commitment with overage")}};
    return all;
}

std::vector<FieldSpec> tieredFields(const QString &prefix)
{
    const QString model = prefix + u"model"_s;
    const QStringList tiered{u"graduated"_s, u"volume"_s, u"graduated_time_weighted"_s};
    const QStringList all = tiered + QStringList{u"graduated_percentage"_s};
    const auto columns = [](const QString &price) {
        return std::vector<CellColumn>{{u"up_to"_s, Tr::tr("Up to"), FieldKind::Decimal, 96, {}, Tr::tr("open")},
                                       {u"unit_price"_s, price},
                                       {u"flat_price"_s, Tr::tr("Flat")},
                                       {u"cap"_s, Tr::tr("At most")}};
    };
    return {when(cells(prefix + u"tiers"_s, Tr::tr("Tiers"), columns(Tr::tr("Each"))), model, tiered),
            when(cells(prefix + u"tiers"_s, Tr::tr("Tiers of the amount"), columns(Tr::tr("Percent"))), model,
                 {u"graduated_percentage"_s}),
            when(box(prefix + u"flat_at_zero"_s, Tr::tr("First flat price"), Tr::tr("Due even for nothing"), true),
                 model, all, u"true"_s),
            when(box(prefix + u"time_weighted"_s, Tr::tr("Standing quantity"),
                     Tr::tr("Priced by the days that units stand")),
                 model, {u"volume"_s})};
}

std::vector<FieldSpec> unitFields(const QString &prefix)
{
    const QString model = prefix + u"model"_s;
    return {
        when(figure(prefix + u"unit_price"_s, Tr::tr("Unit price"), Tr::tr("600.00")), model,
             {u"per_unit"_s, u"commitment_overage"_s}),
        when(figure(prefix + u"amount"_s, Tr::tr("Amount"), Tr::tr("600.00")), model, {u"flat"_s}),
        when(figure(prefix + u"package_size"_s, Tr::tr("Units in a package")), model, {u"package"_s}),
        when(figure(prefix + u"package_price"_s, Tr::tr("Price of a package")), model, {u"package"_s}),
        when(figure(prefix + u"free_units"_s, Tr::tr("Free units"), Tr::tr("0")), model, {u"package"_s}),
        when(choice(prefix + u"package_rounding"_s, Tr::tr("Begun packages"),
                    {{u"up"_s, Tr::tr("count whole")}, {u"down"_s, Tr::tr("do not count")}}, u"up"_s),
             model, {u"package"_s}),
        when(figure(prefix + u"multiplier"_s, Tr::tr("Cost times"), Tr::tr("1.15")), model, {u"cost_plus"_s}),
        when(figure(prefix + u"commitment"_s, Tr::tr("Committed amount"), Tr::tr("of a window, or units")), model,
             {u"commitment_overage"_s}),
        when(figure(prefix + u"commitment_quantity"_s, Tr::tr("Committed units")), model, {u"commitment_overage"_s}),
        when(figure(prefix + u"overage_factor"_s, Tr::tr("Overage factor"), Tr::tr("1")), model,
             {u"commitment_overage"_s}),
        when(box(prefix + u"true_up"_s, Tr::tr("True-up"), Tr::tr("What is missing is charged")), model,
             {u"commitment_overage"_s}),
        when(number(prefix + u"window_months"_s, Tr::tr("Window (months)"), 0, 120, 0), model,
             {u"commitment_overage"_s})};
}

std::vector<FieldSpec> stepFields(const QString &prefix)
{
    const QString model = prefix + u"model"_s;
    return {when(cells(prefix + u"blocks"_s, Tr::tr("Blocks"),
                       {{u"block_size"_s, Tr::tr("Units in a block")},
                        {u"most_blocks"_s, Tr::tr("Blocks"), FieldKind::Decimal, 96, {}, Tr::tr("open")},
                        {u"block_price"_s, Tr::tr("Price of a block")}}),
                 model, {u"tiered_block"_s}),
            when(choice(prefix + u"policy"_s, Tr::tr("Priced by"),
                        {{u"all_tiers"_s, Tr::tr("each tier its own blocks")},
                         {u"top_tier"_s, Tr::tr("the tier reached prices all")}},
                        u"all_tiers"_s),
                 model, {u"tiered_block"_s}),
            when(cells(prefix + u"capacities"_s, Tr::tr("Capacities"),
                       {{u"amount"_s, Tr::tr("Amount")},
                        {u"limits"_s, Tr::tr("Limits, such as GB=10, users=5"), FieldKind::Limits, 200}}),
                 model, {u"capacity"_s}),
            when(figure(prefix + u"percent"_s, Tr::tr("Percent of an event")), model, {u"percentage"_s}),
            when(figure(prefix + u"fixed_per_event"_s, Tr::tr("Fixed for an event"), Tr::tr("0")), model,
                 {u"percentage"_s}),
            when(number(prefix + u"free_events"_s, Tr::tr("Free events"), 0, 1000000000, 0), model, {u"percentage"_s}),
            when(figure(prefix + u"free_amount"_s, Tr::tr("Free amount")), model, {u"percentage"_s}),
            when(figure(prefix + u"least_per_event"_s, Tr::tr("Least for an event")), model, {u"percentage"_s}),
            when(figure(prefix + u"most_per_event"_s, Tr::tr("Most for an event")), model, {u"percentage"_s})};
}

void append(std::vector<FieldSpec> &fields, std::vector<FieldSpec> more)
{
    fields.insert(fields.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<FieldSpec> usageFields(const std::vector<catalog::Meter> &meters)
{
    const QStringList usage{u"usage"_s};
    std::vector<Choice> choices{{{}, Tr::tr("Choose a meter")}};
    for (const catalog::Meter &meter : meters)
        choices.push_back({meter.code, Tr::tr("%1 (%2)").arg(meter.name, meter.unit)});
    FieldSpec converted{.path = u"conversion"_s,
                        .label = Tr::tr("Conversion"),
                        .kind = FieldKind::Present,
                        .hint = Tr::tr("Measured units are converted"),
                        .initial = {{u"operation"_s, u"divide"_s}, {u"factor"_s, u"1"_s}, {u"rounding"_s, u"none"_s}}};
    FieldSpec included{.path = u"included"_s,
                       .label = Tr::tr("Included"),
                       .kind = FieldKind::NullableDecimal,
                       .hint = Tr::tr("empty: unlimited, never billed")};
    const QStringList present{u"present"_s};
    return {when(choice(u"meter"_s, Tr::tr("Meter"), choices, {}), u"kind"_s, usage),
            when(included, u"kind"_s, usage),
            when(FieldSpec{.path = u"dimension_prices"_s,
                           .label = Tr::tr("Own prices of dimensions"),
                           .kind = FieldKind::PricesByName,
                           .hint = Tr::tr("a line each, such as eu = 0.08 for the meter sms/eu")},
                 u"kind"_s, usage),
            when(converted, u"kind"_s, usage),
            when(choice(u"conversion.operation"_s, Tr::tr("Measured units"),
                        {{u"divide"_s, Tr::tr("divided by")}, {u"multiply"_s, Tr::tr("multiplied by")}}, u"divide"_s),
                 u"conversion"_s, present),
            when(figure(u"conversion.factor"_s, Tr::tr("Factor")), u"conversion"_s, present),
            when(choice(u"conversion.rounding"_s, Tr::tr("To whole units"),
                        {{u"none"_s, Tr::tr("not rounded")},
                         {u"ceiling"_s, Tr::tr("up")},
                         {u"floor"_s, Tr::tr("down")},
                         {u"half_up"_s, Tr::tr("half up")}},
                        u"none"_s),
                 u"conversion"_s, present)};
}

std::vector<FieldSpec> escalationFields()
{
    const QString kind = u"escalation.kind"_s;
    const QStringList indexed{u"index_from_base"_s, u"index_from_prior"_s, u"index_plus_percent"_s};
    FieldSpec rises{.path = u"escalation"_s,
                    .label = Tr::tr("Escalation"),
                    .kind = FieldKind::Present,
                    .hint = Tr::tr("The price rises over the term"),
                    .initial = {{u"kind"_s, u"percent"_s}, {u"percent"_s, u"3"_s}, {u"every_months"_s, 12}}};
    const QStringList present{u"present"_s};
    return {
        rises,
        when(choice(kind, Tr::tr("Rises by"),
                    {{u"percent"_s, Tr::tr("a percentage")},
                     {u"index_from_base"_s, Tr::tr("an index, from the base")},
                     {u"index_from_prior"_s, Tr::tr("an index, from the one before")},
                     {u"index_plus_percent"_s, Tr::tr("an index plus a percentage")}},
                    u"percent"_s),
             u"escalation"_s, present),
        when(figure(u"escalation.percent"_s, Tr::tr("Percent")), kind, {u"percent"_s, u"index_plus_percent"_s}),
        when(number(u"escalation.every_months"_s, Tr::tr("Every (months)"), 1, 120, 12), kind, {u"percent"_s}),
        when(figure(u"escalation.base_index"_s, Tr::tr("Base index")), kind, indexed),
        when(cells(u"escalation.indices"_s, Tr::tr("Index as published"),
                   {{u"from"_s, Tr::tr("From"), FieldKind::Date, 104}, {u"value"_s, Tr::tr("Index")}}),
             kind, indexed),
        when(figure(u"escalation.floor_percent"_s, Tr::tr("At least (%)"), Tr::tr("no floor")), u"escalation"_s,
             present),
        when(figure(u"escalation.cap_percent"_s, Tr::tr("At most (%)"), Tr::tr("no cap")), u"escalation"_s, present)};
}

std::vector<FieldSpec> itemFields(const std::vector<catalog::Meter> &meters)
{
    const QStringList standing{u"recurring"_s, u"one_time"_s};
    std::vector<FieldSpec> fields{
        text(u"description"_s, Tr::tr("Description"), Tr::tr("as printed")),
        text(u"key"_s, Tr::tr("Key"), Tr::tr("stays the same over versions")),
        choice(u"kind"_s, Tr::tr("Kind"),
               {{u"recurring"_s, Tr::tr("Recurring")}, {u"usage"_s, Tr::tr("Usage")}, {u"one_time"_s, Tr::tr("Once")}},
               u"recurring"_s),
        choice(u"price.model"_s, Tr::tr("Price"), models(), u"per_unit"_s)};
    append(fields, priceFields(u"price."_s));
    append(fields, {when(figure(u"quantity"_s, Tr::tr("Quantity"), Tr::tr("1")), u"kind"_s, standing, u"recurring"_s),
                    text(u"unit"_s, Tr::tr("Unit"), Tr::tr("as printed")),
                    box(u"per_location"_s, Tr::tr("Locations"), Tr::tr("Once for each active location")),
                    when(FieldSpec{.path = u"location_prices"_s,
                                   .label = Tr::tr("Own prices of locations"),
                                   .kind = FieldKind::PricesByName,
                                   .hint = Tr::tr("a line each, such as BER = 12.50")},
                         u"per_location"_s, {u"true"_s})});
    append(fields, usageFields(meters));
    append(fields,
           {heading(Tr::tr("When it is billed")),
            when(number(u"price_months"_s, Tr::tr("Price is for (months)"), 1, 120, 1), u"kind"_s, {u"recurring"_s},
                 u"recurring"_s),
            when(number(u"billing_months"_s, Tr::tr("Billed every (months)"), 1, 120, 1), u"kind"_s,
                 {u"recurring"_s, u"usage"_s}, u"recurring"_s),
            choice(u"timing"_s, Tr::tr("Timing"),
                   {{u"in_advance"_s, Tr::tr("in advance")}, {u"in_arrears"_s, Tr::tr("in arrears")}}, u"in_advance"_s),
            day(u"start"_s, Tr::tr("Starts"), FieldKind::Date, Tr::tr("with the contract")),
            day(u"end"_s, Tr::tr("Last day"), FieldKind::LastDay, Tr::tr("with the contract")),
            when(text(u"milestone"_s, Tr::tr("Milestone"), Tr::tr("none: due on its first day")), u"kind"_s,
                 {u"one_time"_s}, u"recurring"_s),
            figure(u"minimum_spend"_s, Tr::tr("Spend at least"), Tr::tr("of a billing period")),
            figure(u"maximum_spend"_s, Tr::tr("Spend at most"), Tr::tr("of a billing period")),
            heading(Tr::tr("Changes over the term")),
            cells(u"ramp"_s, Tr::tr("Ramp: what changes, and from when"),
                  {{u"from"_s, Tr::tr("From"), FieldKind::Date, 104},
                   {u"price"_s, Tr::tr("Unit price"), FieldKind::StepPrice},
                   {u"quantity"_s, Tr::tr("Quantity")},
                   {u"discount_percent"_s, Tr::tr("Discount (%)")}})});
    append(fields, escalationFields());
    append(fields, {heading(Tr::tr("Books")), text(u"ledger_account"_s, Tr::tr("Ledger account")),
                    text(u"purchase_order"_s, Tr::tr("Purchase order"), Tr::tr("that of the contract")),
                    box(u"tax_included"_s, Tr::tr("Tax"), Tr::tr("The price contains the tax"))});
    append(fields, obligationFields());
    return fields;
}

/// The first of "item", "item-2", ... that no element of \a elements has as its key.
QString freeKey(const QJsonArray &elements, const QString &stem)
{
    QSet<QString> taken;
    for (const QJsonValue &element : elements)
        taken.insert(element.toObject().value(u"key"_s).toString());
    QString key = stem;
    for (int i = 2; taken.contains(key); ++i)
        key = u"%1-%2"_s.arg(stem).arg(i);
    return key;
}

} // namespace

QString modelTitle(const QString &name)
{
    for (const Choice &one : models())
        if (one.value == name)
            return one.title;
    return name;
}

std::vector<FieldSpec> priceFields(const QString &prefix)
{
    std::vector<FieldSpec> fields;
    if (prefix.isEmpty()) {
        std::vector<Choice> choices{{{}, Tr::tr("as before")}};
        choices.insert(choices.end(), models().begin(), models().end());
        fields.push_back(choice(u"model"_s, Tr::tr("Price"), choices, {}));
        fields.back().clearsPlace = true;
    }
    append(fields, unitFields(prefix));
    append(fields, tieredFields(prefix));
    append(fields, stepFields(prefix));
    return fields;
}

std::vector<FieldSpec> termFields(bool isNew)
{
    const QStringList present{u"present"_s};
    FieldSpec contractNumber = text(u"number"_s, Tr::tr("Number"), Tr::tr("ENT-2026-001"));
    contractNumber.isReadOnly = !isNew;
    FieldSpec account = text(u"account"_s, Tr::tr("Account"));
    account.isReadOnly = true;
    std::vector<FieldSpec> fields{
        contractNumber,
        account,
        text(u"currency"_s, Tr::tr("Currency"), Tr::tr("USD")),
        FieldSpec{.path = u"billing_currency"_s,
                  .label = Tr::tr("Bills"),
                  .kind = FieldKind::Present,
                  .hint = Tr::tr("In another currency than the prices"),
                  .initial = {{u"currency"_s, u"EUR"_s}}},
        when(text(u"billing_currency.currency"_s, Tr::tr("Billed in"), Tr::tr("EUR")), u"billing_currency"_s, present),
        when(figure(u"billing_currency.locked_rate"_s, Tr::tr("Locked rate"),
                    Tr::tr("none: as published on the tax day")),
             u"billing_currency"_s, present),
        day(u"start"_s, Tr::tr("Starts")),
        day(u"end"_s, Tr::tr("Last day"), FieldKind::LastDay),
        figure(u"stated_annual_value"_s, Tr::tr("Stated a year"), Tr::tr("what the paper says")),
        heading(Tr::tr("Payment and billing")),
        number(u"terms.net_days"_s, Tr::tr("Net days"), 0, 730, 30),
        text(u"terms.purchase_order"_s, Tr::tr("Purchase order")),
        number(u"terms.anchor_day"_s, Tr::tr("Billing day (0: that of the start)"), 0, 31, 0),
        choice(u"terms.proration"_s, Tr::tr("Part periods"),
               {{u"days"_s, Tr::tr("by days")},
                {u"none"_s, Tr::tr("charged whole")},
                {u"seconds"_s, Tr::tr("by seconds")},
                {u"fixed_month_30"_s, Tr::tr("by months of 30 days")}},
               u"days"_s),
        text(u"terms.time_zone"_s, Tr::tr("Time zone"), Tr::tr("UTC")),
        box(u"terms.consolidated"_s, Tr::tr("Invoices"), Tr::tr("One for all entities"), true),
        choice(u"terms.invoice_by"_s, Tr::tr("An invoice for each"),
               {{u"payer"_s, Tr::tr("payer")},
                {u"purchase_order"_s, Tr::tr("purchase order")},
                {u"cost_centre"_s, Tr::tr("cost centre")},
                {u"department"_s, Tr::tr("department")}},
               u"payer"_s),
        day(u"terms.billed_through"_s, Tr::tr("Billed elsewhere through"), FieldKind::Date,
            Tr::tr("last day that another system billed")),
        heading(Tr::tr("Renewal")),
        box(u"terms.auto_renewal"_s, Tr::tr("Renewal"), Tr::tr("Renews by itself")),
        when(number(u"terms.renewal_months"_s, Tr::tr("Renews for (months)"), 0, 120, 12), u"terms.auto_renewal"_s,
             {u"true"_s}),
        number(u"terms.notice_days"_s, Tr::tr("Notice (days)"), 0, 730, 90),
        cells(u"terms.pauses"_s, Tr::tr("Pauses: no recurring charge on these days"),
              {{u"start"_s, Tr::tr("First day"), FieldKind::Date, 104},
               {u"end"_s, Tr::tr("Last day"), FieldKind::LastDay, 104}})};
    if (!isNew) {
        fields.push_back(heading(Tr::tr("This version")));
        fields.push_back(day(u"effective_from"_s, Tr::tr("Holds from"), FieldKind::Date, Tr::tr("bills not yet made")));
        fields.push_back(text(u"change_reason"_s, Tr::tr("Reason"), Tr::tr("as printed")));
    }
    return fields;
}

ListSpec itemList(const std::vector<catalog::Meter> &meters)
{
    return {u"items"_s,
            Tr::tr("Items"),
            Tr::tr("The contract prices nothing yet. Add an item with Insert."),
            [](const QJsonObject &item) {
                const QString name = item.value(u"description"_s).toString();
                const QString model = item.value(u"price"_s).toObject().value(u"model"_s).toString();
                return Tr::tr("%1 · %2").arg(name.isEmpty() ? item.value(u"key"_s).toString() : name,
                                             modelTitle(model));
            },
            [](const QJsonArray &items) {
                return QJsonObject{
                    {u"key"_s, freeKey(items, u"item"_s)}, {u"kind"_s, u"recurring"_s},
                    {u"description"_s, QString()},         {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}}},
                    {u"timing"_s, u"in_advance"_s},        {u"included"_s, u"0"_s}};
            },
            itemFields(meters)};
}

ListSpec discountList()
{
    const QStringList stepped{u"locations"_s, u"annual_value"_s, u"term_years"_s};
    return {u"discounts"_s,
            Tr::tr("Discounts"),
            Tr::tr("No discount. They are taken in the order of this list."),
            [](const QJsonObject &discount) {
                const QString name = discount.value(u"name"_s).toString();
                return name.isEmpty() ? Tr::tr("Discount without name") : name;
            },
            [](const QJsonArray &) {
                return QJsonObject{{u"name"_s, Tr::tr("Discount")},
                                   {u"basis"_s, u"percent"_s},
                                   {u"scope"_s, u"recurring"_s},
                                   {u"percent"_s, u"0"_s}};
            },
            {text(u"name"_s, Tr::tr("Name"), Tr::tr("as printed")),
             choice(u"basis"_s, Tr::tr("Measured by"),
                    {{u"percent"_s, Tr::tr("a percentage")},
                     {u"fixed"_s, Tr::tr("an amount of each bill")},
                     {u"locations"_s, Tr::tr("active locations")},
                     {u"annual_value"_s, Tr::tr("committed annual value")},
                     {u"term_years"_s, Tr::tr("years of the term")}},
                    u"percent"_s),
             choice(u"scope"_s, Tr::tr("Reaches"),
                    {{u"recurring"_s, Tr::tr("recurring items")},
                     {u"usage"_s, Tr::tr("usage")},
                     {u"everything"_s, Tr::tr("everything")}},
                    u"recurring"_s),
             when(figure(u"percent"_s, Tr::tr("Percent")), u"basis"_s, {u"percent"_s}),
             when(figure(u"amount"_s, Tr::tr("Amount")), u"basis"_s, {u"fixed"_s}),
             when(text(u"currency"_s, Tr::tr("Currency"), Tr::tr("that of the contract")), u"basis"_s, {u"fixed"_s}),
             when(cells(u"steps"_s, Tr::tr("Steps"), {{u"from"_s, Tr::tr("From")}, {u"percent"_s, Tr::tr("Percent")}}),
                  u"basis"_s, stepped),
             day(u"start"_s, Tr::tr("From"), FieldKind::Date, Tr::tr("with the contract")),
             day(u"end"_s, Tr::tr("Last day"), FieldKind::LastDay, Tr::tr("with the contract")),
             text(u"coupon"_s, Tr::tr("Coupon"), Tr::tr("none: negotiated"))}};
}

ListSpec commitmentList()
{
    return {u"commitments"_s,
            Tr::tr("Commitments"),
            Tr::tr("No commitment. What is missing to one is billed when its period is over."),
            [](const QJsonObject &commitment) {
                const QString name = commitment.value(u"description"_s).toString();
                return name.isEmpty() ? commitment.value(u"key"_s).toString() : name;
            },
            [](const QJsonArray &commitments) {
                return QJsonObject{{u"key"_s, freeKey(commitments, u"commitment"_s)},
                                   {u"description"_s, Tr::tr("Minimum spend")},
                                   {u"amount"_s, u"0"_s},
                                   {u"months"_s, 12}};
            },
            {text(u"description"_s, Tr::tr("Description"), Tr::tr("as printed")), text(u"key"_s, Tr::tr("Key")),
             figure(u"amount"_s, Tr::tr("Amount")), number(u"months"_s, Tr::tr("For each (months)"), 1, 120, 12),
             FieldSpec{.path = u"items"_s,
                       .label = Tr::tr("Items that count"),
                       .kind = FieldKind::Words,
                       .hint = Tr::tr("all; or keys with commas between")}}};
}

std::vector<FieldSpec> serviceLevelFields()
{
    FieldSpec promised{.path = u"sla"_s,
                       .label = Tr::tr("Service level"),
                       .kind = FieldKind::Present,
                       .hint = Tr::tr("The contract promises a service level"),
                       .initial = {{u"uptime_percent"_s, u"99.9"_s}}};
    const QStringList present{u"present"_s};
    return {promised,
            when(figure(u"sla.uptime_percent"_s, Tr::tr("Uptime (%)")), u"sla"_s, present),
            when(number(u"sla.response_time_ms"_s, Tr::tr("Response time (ms)"), 0, 1000000000, 0), u"sla"_s, present),
            when(number(u"sla.support_response_hours"_s, Tr::tr("Support answers within (h)"), 0, 1000000, 0), u"sla"_s,
                 present),
            when(box(u"sla.dedicated_support"_s, Tr::tr("Support"), Tr::tr("A dedicated engineer")), u"sla"_s, present),
            when(box(u"sla.monthly_business_review"_s, Tr::tr("Reviews"), Tr::tr("A business review every month")),
                 u"sla"_s, present)};
}

std::vector<FieldSpec> signatureFields()
{
    const std::vector<Choice> parties{{u"customer"_s, Tr::tr("Customer")}, {u"provider"_s, Tr::tr("Provider")}};
    return {cells(u"signatures"_s, Tr::tr("Who signs for which party"),
                  {{u"party"_s, Tr::tr("Party"), FieldKind::Choice, 90, parties},
                   {u"name"_s, Tr::tr("Name"), FieldKind::Text, 140},
                   {u"title"_s, Tr::tr("Title"), FieldKind::Text, 110},
                   {u"date"_s, Tr::tr("Signed on"), FieldKind::Date, 104}}),
            FieldSpec{.path = u"custom_terms"_s,
                      .label = Tr::tr("Custom terms"),
                      .kind = FieldKind::Sentences,
                      .hint = Tr::tr("one in each line")}};
}

} // namespace accord::ui
