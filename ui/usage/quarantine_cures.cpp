// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/quarantine_cures.h"

#include "core/workspace/usage_codes.h"
#include "ui/usage/meter_forms.h"
#include "ui/widgets/values.h"

namespace accord::ui {

using usage::CodeKind;
using usage::QuarantineReason;
using workspace::Act;

namespace {

/// What of \a row nobody knows.
usage::Code unknownIn(const storage::QuarantineRow &row)
{
    switch (row.reason) {
    case QuarantineReason::UnknownAccount:
    case QuarantineReason::LocationOfOtherAccount:
        return {CodeKind::Account, row.account};
    case QuarantineReason::UnknownLocation:
        return {CodeKind::Location, row.location};
    case QuarantineReason::UnknownMeter:
        return {CodeKind::Meter, row.meter};
    }
    Q_UNREACHABLE();
}

std::vector<FieldDialog::Field> fieldsFor(const storage::QuarantineRow &row, const usage::Code &code,
                                          const std::vector<catalog::Meter> &meters)
{
    if (code.kind == CodeKind::Meter) {
        FieldDialog::Field field{u"reference"_s, QuarantineCures::tr("Meter")};
        for (const catalog::Meter &meter : meters)
            field.choices.append({meter.code, QuarantineCures::tr("%1 (%2)").arg(meter.name, meter.unit)});
        return {field};
    }
    if (code.kind == CodeKind::Location)
        return {{u"reference"_s, QuarantineCures::tr("Location"), {}, QuarantineCures::tr("Its code")}};
    std::vector<FieldDialog::Field> fields;
    if (row.isParty)
        fields.push_back({u"kind"_s,
                          QuarantineCures::tr("It is"),
                          toString(CodeKind::Account),
                          {},
                          {{toString(CodeKind::Account), QuarantineCures::tr("an account")},
                           {toString(CodeKind::Location), QuarantineCures::tr("a location")}}});
    fields.push_back({u"reference"_s,
                      row.isParty ? QuarantineCures::tr("Which") : QuarantineCures::tr("Account"),
                      {},
                      row.isParty ? QuarantineCures::tr("Number or name of the account, code of the location")
                                  : QuarantineCures::tr("Number or name")});
    return fields;
}

QString titleFor(CodeKind kind)
{
    switch (kind) {
    case CodeKind::Account:
        return QuarantineCures::tr("Which account is it?");
    case CodeKind::Location:
        return QuarantineCures::tr("Which location is it?");
    case CodeKind::Meter:
        return QuarantineCures::tr("Which meter is it?");
    }
    Q_UNREACHABLE();
}

} // namespace

QuarantineCures::QuarantineCures(workspace::Workspace &workspace, Page *page)
    : QObject(page)
    , m_rights(workspace, {Act::ImportUsage, Act::SaveMeter}, page)
    , m_acts(workspace, page)
{ }

QString QuarantineCures::reasonAgainstMapping(const Row *row) const
{
    if (!row)
        return tr("Select a row that is not counted yet.");
    if (const QString reason = m_rights.reasonAgainst(Act::ImportUsage); !reason.isEmpty())
        return reason;
    if (row->reason == QuarantineReason::LocationOfOtherAccount)
        return tr("Both are known: change who pays for the location, or the file.");
    return unknownIn(*row).text.isEmpty() ? tr("The file names nothing there; correct it and import it again.")
                                          : QString();
}

QString QuarantineCures::reasonAgainstMeter(const Row *row) const
{
    if (!row)
        return tr("Select a row that is not counted yet.");
    if (row->reason != QuarantineReason::UnknownMeter)
        return tr("It is not a meter that is missing.");
    for (const Act act : {Act::SaveMeter, Act::ImportUsage}) {
        if (const QString reason = m_rights.reasonAgainst(act); !reason.isEmpty())
            return reason;
    }
    return {};
}

void QuarantineCures::map(const Row &row, const std::vector<catalog::Meter> &meters)
{
    if (!reasonAgainstMapping(&row).isEmpty())
        return;
    const usage::Code code = unknownIn(row);
    m_acts.ask(
        {u"usage_code/%1/%2"_s.arg(toString(code.kind), code.text), titleFor(code.kind),
         tr("Usage files say “%1”. What waits for it is counted at once, and files that come later mean the same.")
             .arg(code.text),
         fieldsFor(row, code, meters), tr("Count it there")},
        [code](workspace::Services &services, const FieldDialog::Answers &answers) -> Result<QString> {
            const auto kind = usage::codeKindFromString(answers.value(u"kind"_s, toString(code.kind)));
            if (!kind)
                return passOn(kind);
            const auto report = workspace::mapUsageCode(services, {*kind, code.text}, answers[u"reference"_s]);
            if (!report)
                return passOn(report);
            return tr("“%1” stands for %2; counted: %3, kept aside: %4.")
                .arg(code.text, answers[u"reference"_s], countText(report->added), countText(report->quarantined));
        });
}

void QuarantineCures::makeMeter(const Row &row)
{
    if (reasonAgainstMeter(&row).isEmpty())
        m_acts.ask(newMeterQuestion(row.meter), saveMeterAct(row.meter));
}

} // namespace accord::ui
