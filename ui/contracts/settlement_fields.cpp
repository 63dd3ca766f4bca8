// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/settlement_fields.h"

#include "ui/contracts/field_makers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace accord::ui {

using namespace fields;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(SettlementFields)
};

constexpr int nameWidth = 150;
constexpr int dayWidth = 104;

FieldSpec itemKeys(const QString &path)
{
    return {.path = path,
            .label = Tr::tr("Items"),
            .kind = FieldKind::Words,
            .hint = Tr::tr("all; or keys with commas between")};
}

/// The parts of a plan, with the column that its basis needs.
FieldSpec partsOf(const QString &basis, std::vector<CellColumn> more)
{
    std::vector<CellColumn> columns{{u"name"_s, Tr::tr("Name, as printed"), FieldKind::Text, nameWidth}};
    columns.insert(columns.end(), more.begin(), more.end());
    columns.insert(columns.end(), {{u"days"_s, Tr::tr("Days"), FieldKind::Integer, 64},
                                   {u"due"_s, Tr::tr("Or due on"), FieldKind::Date, dayWidth},
                                   {u"milestone"_s, Tr::tr("Or milestone"), FieldKind::Text, 110}});
    return when(cells(u"instalments.parts"_s, Tr::tr("Parts, in the order they fall due"), std::move(columns)),
                u"instalments.basis"_s, {basis});
}

FieldSpec sharesBy(const QStringList &bases, std::vector<CellColumn> measure)
{
    std::vector<CellColumn> columns{{u"entity"_s, Tr::tr("Entity"), FieldKind::Text, nameWidth},
                                    {u"cost_center"_s, Tr::tr("Cost center"), FieldKind::Text, 110}};
    columns.insert(columns.end(), measure.begin(), measure.end());
    columns.push_back({u"budget_cap"_s, Tr::tr("Budget cap"), FieldKind::Decimal, 100});
    return when(cells(u"shares"_s, Tr::tr("Who bears what of the total"), std::move(columns)), u"split.basis"_s, bases,
                u"shares"_s);
}

} // namespace

ListSpec prepaidCreditList()
{
    return {
        u"prepaid_credits"_s,
        Tr::tr("Prepaid credits"),
        Tr::tr("No prepaid credit. One pays bills after tax until it is used up or is over."),
        [](const QJsonObject &credit) {
            const QString name = credit.value(u"name"_s).toString();
            return name.isEmpty() ? Tr::tr("Credit without name") : name;
        },
        [](const QJsonArray &credits) {
            return QJsonObject{{u"name"_s, Tr::tr("Prepaid credit %1").arg(credits.size() + 1)}, {u"amount"_s, u"0"_s}};
        },
        {text(u"name"_s, Tr::tr("Name"), Tr::tr("as printed; stays the same over versions")),
         figure(u"amount"_s, Tr::tr("Amount")), text(u"currency"_s, Tr::tr("Currency"), Tr::tr("that of the contract")),
         number(u"priority"_s, Tr::tr("Priority (smaller first)"), 0, 1000000, 0),
         day(u"valid_from"_s, Tr::tr("From"), FieldKind::Date, Tr::tr("with the contract")),
         day(u"expires_on"_s, Tr::tr("Last day"), FieldKind::LastDay, Tr::tr("never over")), itemKeys(u"items"_s)}};
}

std::vector<FieldSpec> instalmentFields()
{
    const QJsonArray halves{QJsonObject{{u"name"_s, Tr::tr("First half")}, {u"days"_s, 0}},
                            QJsonObject{{u"name"_s, Tr::tr("Second half")}, {u"days"_s, 30}}};
    return {present(u"instalments"_s, Tr::tr("Instalments"), Tr::tr("Each invoice is paid in parts"),
                    {{u"basis"_s, u"equal"_s}, {u"parts"_s, halves}}),
            whenPresent(choice(u"instalments.basis"_s, Tr::tr("A part is"),
                               {{u"equal"_s, Tr::tr("as large as the others")},
                                {u"percent"_s, Tr::tr("a percentage")},
                                {u"amount"_s, Tr::tr("an amount")}},
                               u"equal"_s),
                        u"instalments"_s),
            partsOf(u"equal"_s, {}), partsOf(u"percent"_s, {{u"percent"_s, Tr::tr("Percent"), FieldKind::Decimal, 80}}),
            partsOf(u"amount"_s, {{u"amount"_s, Tr::tr("Amount"), FieldKind::Decimal, 96}})};
}

std::vector<FieldSpec> shareFields(const std::vector<catalog::Meter> &meters)
{
    const QString split = u"split"_s;
    std::vector<Choice> choices{{{}, Tr::tr("Choose a meter")}};
    for (const catalog::Meter &meter : meters)
        choices.push_back({meter.code, Tr::tr("%1 (%2)").arg(meter.name, meter.unit)});
    return {present(split, Tr::tr("Split"), Tr::tr("Has a measure or a rule of its own"),
                    {{u"basis"_s, u"usage"_s}, {u"over_cap"_s, u"payer"_s}}),
            whenPresent(choice(u"split.basis"_s, Tr::tr("Measured by"),
                               {{u"shares"_s, Tr::tr("percentages")},
                                {u"usage"_s, Tr::tr("usage of the locations")},
                                {u"headcount"_s, Tr::tr("heads")}},
                               u"shares"_s),
                        split),
            when(choice(u"split.meter"_s, Tr::tr("Meter"), choices, {}), u"split.basis"_s, {u"usage"_s}),
            whenPresent(choice(u"split.over_cap"_s, Tr::tr("Above a budget cap"),
                               {{u"payer"_s, Tr::tr("the payer bears it")},
                                {u"next_entity"_s, Tr::tr("the next entity bears it")}},
                               u"payer"_s),
                        split),
            sharesBy({u"shares"_s}, {{u"percent"_s, Tr::tr("Percent"), FieldKind::Decimal, 80}}),
            sharesBy({u"usage"_s}, {}),
            sharesBy({u"headcount"_s}, {{u"headcount"_s, Tr::tr("Heads"), FieldKind::Decimal, 80}})};
}

std::vector<FieldSpec> serviceCreditFields()
{
    const QString credits = u"service_credits"_s;
    return {present(credits, Tr::tr("Credits"), Tr::tr("What is missed is given back"),
                    {{u"uptime"_s, QJsonArray{QJsonObject{{u"below"_s, u"99.9"_s}, {u"credit_percent"_s, u"5"_s}}}}}),
            whenPresent(cells(u"service_credits.uptime"_s, Tr::tr("Of the fee, for uptime"),
                              {{u"below"_s, Tr::tr("Below (%)")},
                               {u"credit_percent"_s, Tr::tr("Given back (%)"), FieldKind::Decimal, 120}}),
                        credits),
            whenPresent(cells(u"service_credits.responses"_s, Tr::tr("For each breach of another promise"),
                              {{u"name"_s, Tr::tr("Promise"), FieldKind::Text, nameWidth},
                               {u"credit_percent"_s, Tr::tr("Percent"), FieldKind::Decimal, 80},
                               {u"credit_amount"_s, Tr::tr("Or amount"), FieldKind::Decimal, 90},
                               {u"allowed"_s, Tr::tr("Allowed"), FieldKind::Integer, 80, {}, u"0"_s}}),
                        credits),
            whenPresent(figure(u"service_credits.cap_percent"_s, Tr::tr("At most (%)"), Tr::tr("no cap for a period")),
                        credits),
            whenPresent(itemKeys(u"service_credits.items"_s), credits)};
}

std::vector<FieldSpec> obligationFields()
{
    const QString obligation = u"obligation"_s;
    return {
        present(obligation, Tr::tr("Revenue"), Tr::tr("Recognised in a pattern of its own"),
                {{u"pattern"_s, u"daily"_s}}),
        whenPresent(choice(u"obligation.pattern"_s, Tr::tr("Recognised"),
                           {{u"daily"_s, Tr::tr("day by day")},
                            {u"even_months"_s, Tr::tr("evenly by month")},
                            {u"point_in_time"_s, Tr::tr("when it is delivered")}},
                           u"daily"_s),
                    obligation),
        whenPresent(figure(u"obligation.stand_alone_price"_s, Tr::tr("Price sold alone"), Tr::tr("for the whole term")),
                    obligation)};
}

} // namespace accord::ui
