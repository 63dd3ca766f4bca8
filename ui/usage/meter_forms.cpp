// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/meter_forms.h"

#include "core/storage/transaction.h"
#include "core/workspace/meters.h"
#include "core/workspace/usage_codes.h"
#include "core/workspace/usage_imports.h"
#include "ui/widgets/values.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace accord::ui {

namespace {

using catalog::Aggregation;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Meters)
};

QList<std::pair<QString, QString>> aggregationChoices()
{
    QList<std::pair<QString, QString>> choices;
    for (const Aggregation one :
         {Aggregation::Sum, Aggregation::Maximum, Aggregation::Last, Aggregation::Unique, Aggregation::WeightedSum})
        choices.append({catalog::toString(one), aggregationText(one)});
    return choices;
}

/// "Amazon S3/GB-Month" becomes "amazon_s3_gb_month".
QString codeFrom(const QString &text)
{
    static const QRegularExpression others(u"[^a-z0-9]+"_s);
    static const QRegularExpression edges(u"^[^a-z]+|_+$"_s);
    return text.toLower().replace(others, u"_"_s).remove(edges);
}

std::vector<FieldDialog::Field> fieldsOf(const catalog::Meter &meter)
{
    return {{u"name"_s, Tr::tr("Name"), meter.name, Tr::tr("As printed: API calls")},
            {u"unit"_s, Tr::tr("Unit"), meter.unit, Tr::tr("As printed behind a quantity: calls, GB")}};
}

FieldDialog::Field aggregationField(Aggregation aggregation)
{
    return {u"aggregation"_s, Tr::tr("Of a period counts"), catalog::toString(aggregation), {}, aggregationChoices()};
}

Result<catalog::Meter> meterFrom(catalog::Meter meter, const FieldDialog::Answers &answers)
{
    meter.name = answers[u"name"_s];
    meter.unit = answers[u"unit"_s];
    if (answers.contains(u"aggregation"_s)) {
        const auto aggregation = catalog::aggregationFromString(answers[u"aggregation"_s]);
        if (!aggregation)
            return passOn(aggregation);
        meter.aggregation = *aggregation;
    }
    return meter;
}

/// Counts what waits for \a meter, which a file calls \a code.
Result<usage::ImportReport> count(workspace::Services &services, const catalog::Meter &meter, const QString &code)
{
    if (code != meter.code)
        return workspace::mapUsageCode(services, {usage::CodeKind::Meter, code}, meter.code);
    return workspace::countKnownUsage(services);
}

} // namespace

QString aggregationText(Aggregation aggregation)
{
    switch (aggregation) {
    case Aggregation::Sum:
        return Tr::tr("the sum of all");
    case Aggregation::Maximum:
        return Tr::tr("the highest reading");
    case Aggregation::Last:
        return Tr::tr("the latest reading");
    case Aggregation::Unique:
        return Tr::tr("the number of different values");
    case Aggregation::WeightedSum:
        return Tr::tr("readings weighted by their days");
    }
    Q_UNREACHABLE();
}

Question newMeterQuestion(const QString &code)
{
    std::vector<FieldDialog::Field> fields{
        {u"code"_s, Tr::tr("Code"), codeFrom(code), Tr::tr("As usage files and contracts say it: api_calls")}};
    for (const FieldDialog::Field &field : fieldsOf({{}, {}, code, {}, {}}))
        fields.push_back(field);
    fields.push_back(aggregationField(Aggregation::Sum));
    return {u"meter/new/"_s + code, Tr::tr("New meter"),
            code.isEmpty() ? Tr::tr("A meter is something that usage files report and contracts price.")
                           : Tr::tr("Usage files report “%1”. What waits for it is counted at once.").arg(code),
            fields, Tr::tr("Add the meter")};
}

Question meterQuestion(const catalog::Meter &known, bool isCounted)
{
    std::vector<FieldDialog::Field> fields = fieldsOf(known);
    if (!isCounted)
        fields.push_back(aggregationField(known.aggregation));
    return {u"meter/"_s + known.code, Tr::tr("Meter %1").arg(known.code),
            isCounted ? Tr::tr("Usage of it was counted already: of a period counts %1, and that stays so.")
                            .arg(aggregationText(known.aggregation))
                      : Tr::tr("No usage of it was counted yet."),
            fields, Tr::tr("Save")};
}

AskedActs::Act saveMeterAct(const QString &code)
{
    return [code](workspace::Services &services, const FieldDialog::Answers &answers) -> Result<QString> {
        const auto meter = meterFrom({{}, answers[u"code"_s], {}, {}, Aggregation::Sum}, answers);
        if (!meter)
            return passOn(meter);
        storage::Transaction transaction(services.session());
        const auto meters = services.seller().meters();
        if (!meters)
            return passOn(meters);
        if (std::ranges::find(*meters, meter->code, &catalog::Meter::code) != meters->end())
            return fail(ErrorKind::Conflict, u"catalog.meter_exists"_s, {{u"meter"_s, meter->code}});
        const auto saved = workspace::saveMeter(services, *meter);
        if (!saved)
            return passOn(saved);
        usage::ImportReport report;
        if (!code.isEmpty()) {
            const auto counted = count(services, *saved, code);
            if (!counted)
                return passOn(counted);
            report = *counted;
        }
        return transaction.commit().map([&] {
            return code.isEmpty() ? Tr::tr("The meter %1 is added.").arg(saved->code)
                                  : Tr::tr("The meter %1 is added; counted: %2, kept aside: %3.")
                                        .arg(saved->code, countText(report.added), countText(report.quarantined));
        });
    };
}

AskedActs::Act changeMeterAct(const catalog::Meter &known)
{
    return [known](workspace::Services &services, const FieldDialog::Answers &answers) -> Result<QString> {
        const auto meter = meterFrom(known, answers);
        if (!meter)
            return passOn(meter);
        return workspace::saveMeter(services, *meter).map([](const catalog::Meter &saved) {
            return Tr::tr("The meter %1 is saved.").arg(saved.code);
        });
    };
}

} // namespace accord::ui
