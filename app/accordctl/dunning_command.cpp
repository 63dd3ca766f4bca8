// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/json_values.h"

#include "core/documents/document_for_letter.h"
#include "core/documents/render_pdf.h"
#include "core/workspace/dunning_desk.h"

#include <QtCore/QJsonDocument>

namespace accord::ctl {

using workspace::DunningCase;
using workspace::DunningDesk;

namespace {

constexpr int stepsShown = 500;

QString inWords(const payments::DunningStep &step)
{
    const QString kind = payments::toString(step.kind);
    const bool isNumbered
        = step.kind == payments::DunningStepKind::Notify || step.kind == payments::DunningStepKind::Retry;
    return isNumbered ? u"%1 %2"_s.arg(kind).arg(step.level) : kind;
}

QJsonObject toJson(const DunningCase &one)
{
    QJsonArray invoices, steps;
    for (const auto &document : one.documents)
        invoices.append(document.isDisputed ? document.number + u" (disputed)"_s : document.number);
    for (const auto &step : one.state.dueSteps)
        steps.append(inWords(step));
    return {{u"account"_s, one.name},
            {u"account_id"_s, one.account.toString()},
            {u"segment"_s, one.segment},
            {u"due"_s, one.state.amount.toString()},
            {u"currency"_s, one.state.amount.currency().code()},
            {u"company_amount"_s, one.worth.toString()},
            {u"oldest_due"_s, orNull(one.state.oldestDue)},
            {u"days_late"_s, one.state.daysLate},
            {u"broken_promises"_s, one.state.brokenPromises},
            {u"received"_s, one.received.toString()},
            {u"late_charges"_s, one.charges.toString()},
            {u"pause"_s, payments::toString(one.state.pause)},
            {u"paused_until"_s, orNull(one.state.pausedUntil)},
            {u"steps_due"_s, steps},
            {u"next_step"_s, one.state.nextStep ? QJsonValue(inWords(*one.state.nextStep)) : QJsonValue()},
            {u"next_on"_s, orNull(one.state.nextOn)},
            {u"invoices"_s, invoices}};
}

Result<int> list(Context &context)
{
    const auto day = context.date(u"on"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto cases = DunningDesk(**services).worklist(day->isValid() ? *day : (*services)->clock().today());
    if (!cases)
        return passOn(cases);
    QJsonArray rows;
    for (const DunningCase &one : *cases)
        rows.append(toJson(one));
    const auto written
        = context.output().records(rows, {u"account"_s, u"due"_s, u"currency"_s, u"days_late"_s, u"broken_promises"_s,
                                          u"pause"_s, u"paused_until"_s, u"steps_due"_s, u"next_step"_s, u"next_on"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> run(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto effect = context.arguments().has(u"dry-run"_s) ? workspace::Effect::Shown : workspace::Effect::Kept;
    const auto taken = DunningDesk(**services).run(effect);
    if (!taken)
        return passOn(taken);
    QJsonArray rows;
    for (const auto &one : *taken)
        rows.append(QJsonObject{{u"account"_s, one.of.name},
                                {u"due"_s, one.of.state.amount.toString()},
                                {u"currency"_s, one.of.state.amount.currency().code()},
                                {u"days_late"_s, one.of.state.daysLate},
                                {u"step"_s, payments::toString(one.step.kind)},
                                {u"level"_s, one.step.level},
                                {u"state"_s, one.state}});
    const auto written = context.output().records(
        rows, {u"account"_s, u"due"_s, u"currency"_s, u"days_late"_s, u"step"_s, u"level"_s, u"state"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> history(Context &context)
{
    const auto limit = context.limit(stepsShown);
    if (!limit)
        return passOn(limit);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto steps = DunningDesk(**services).history(*limit);
    if (!steps)
        return passOn(steps);
    QJsonArray rows;
    for (const auto &step : *steps)
        rows.append(QJsonObject{{u"id"_s, step.id.toString(QUuid::WithoutBraces)},
                                {u"account"_s, step.accountName},
                                {u"taken_on"_s, orNull(step.takenOn)},
                                {u"step"_s, step.kind},
                                {u"level"_s, step.level},
                                {u"due_since"_s, orNull(step.due)},
                                {u"amount"_s, step.amount.toString()},
                                {u"currency"_s, step.amount.currency().code()},
                                {u"state"_s, step.state},
                                {u"policy"_s, step.policyVersion},
                                {u"invoices"_s, QJsonArray::fromStringList(step.documents)}});
    const auto written = context.output().records(rows, {u"taken_on"_s, u"account"_s, u"step"_s, u"level"_s,
                                                         u"amount"_s, u"currency"_s, u"state"_s, u"due_since"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> preview(Context &context)
{
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto letter
        = DunningDesk(**services).letter(context.arguments().positional(0), context.arguments().value(u"language"_s));
    if (!letter)
        return passOn(letter);
    const auto account = (*services)->accounts().find(letter->payer);
    if (!account)
        return passOn(account);
    const auto seller = (*services)->seller().entity(billing::IssuingEntityId(account->issuingEntity));
    if (!seller)
        return passOn(seller);
    if (!context.arguments().has(u"out"_s)) {
        Output::text(documents::textOf(*letter, *seller, *account));
        return Exit::Done;
    }
    const auto bytes = documents::renderInvoicePdf(documents::documentFor(*letter, *seller, *account));
    if (!bytes)
        return passOn(bytes);
    const QString path = context.arguments().value(u"out"_s);
    if (const auto written = Context::writeFile(path, *bytes); !written)
        return passOn(written);
    if (path != u"-"_s)
        context.output().note(u"%1 written, %2 bytes"_s.arg(path).arg(bytes->size()));
    return Exit::Done;
}

Result<int> promise(Context &context)
{
    const auto day = context.date(u"by"_s);
    if (!day)
        return passOn(day);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString reference = context.arguments().positional(0);
    const auto account = (*services)->accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    const auto currency = Currency::fromCode(context.arguments().value(u"currency"_s, account->currency.code()));
    if (!currency)
        return passOn(currency);
    const auto amount = Money::parse(context.arguments().value(u"amount"_s), *currency);
    if (!amount)
        return passOn(amount);
    const auto row = DunningDesk(**services).promise(reference, *amount, *day, context.arguments().value(u"note"_s));
    if (!row)
        return passOn(row);
    context.output().document({{u"account"_s, account->name},
                               {u"amount"_s, row->amount.toString()},
                               {u"currency"_s, currency->code()},
                               {u"by"_s, orNull(row->promisedFor)}});
    return Exit::Done;
}

Result<int> pause(Context &context)
{
    const auto until = context.date(u"until"_s);
    if (!until)
        return passOn(until);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString reference = context.arguments().positional(0);
    const auto done = DunningDesk(**services).pause(reference, *until, context.arguments().value(u"reason"_s));
    if (!done)
        return passOn(done);
    context.output().document({{u"paused"_s, reference}, {u"until"_s, orNull(*until)}});
    return Exit::Done;
}

Result<int> resume(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const QString reference = context.arguments().positional(0);
    if (const auto done = DunningDesk(**services).resume(reference); !done)
        return passOn(done);
    context.output().document({{u"resumed"_s, reference}});
    return Exit::Done;
}

Result<int> policy(Context &context)
{
    const bool sets = context.arguments().positionalCount() > 0;
    const auto services = context.services(sets ? workspace::Mode::ReadWrite : workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    DunningDesk desk(**services);
    const auto own = sets ? Context::readFile(context.arguments().positional(0)).and_then([&](const QByteArray &bytes) {
        return desk.setPolicy(bytes);
    })
                          : desk.policy();
    if (!own)
        return passOn(own);
    if (sets)
        context.output().document({{u"version"_s, own->version}, {u"segments"_s, qint64(own->schedules.size())}});
    else
        Output::text(QString::fromUtf8(Output::inJson(QJsonDocument(payments::toJson(own->schedules)))).trimmed());
    return Exit::Done;
}

} // namespace

std::vector<Command> dunningCommands()
{
    return {{u"dunning"_s,
             u"list"_s,
             u"dunning list [--on DAY]"_s,
             u"Lists who is late: the most urgent by amount, lateness and broken promises first."_s,
             0,
             {u"on"_s},
             list},
            {u"dunning"_s,
             u"run"_s,
             u"dunning run [--dry-run]"_s,
             u"Takes every step that is due today, each once; cuts of a service are asked for."_s,
             0,
             {},
             run},
            {u"dunning"_s,
             u"history"_s,
             u"dunning history [--limit N]"_s,
             u"Lists the steps that were taken, newest first."_s,
             0,
             {u"limit"_s},
             history},
            {u"dunning"_s,
             u"preview"_s,
             u"dunning preview INVOICE|ACCOUNT [--language en|de|fr|es] [--out FILE.pdf]"_s,
             u"Shows the letter that is or would be sent, or writes it as a PDF."_s,
             1,
             {u"language"_s, u"out"_s},
             preview},
            {u"dunning"_s,
             u"promise"_s,
             u"dunning promise ACCOUNT --amount A --by DAY [--currency CODE] [--note TEXT]"_s,
             u"Keeps that a customer will pay by a day; until then it is left alone."_s,
             1,
             {u"amount"_s, u"by"_s, u"currency"_s, u"note"_s},
             promise},
            {u"dunning"_s,
             u"pause"_s,
             u"dunning pause ACCOUNT --until DAY --reason TEXT"_s,
             u"Leaves an account alone until a day."_s,
             1,
             {u"until"_s, u"reason"_s},
             pause},
            {u"dunning"_s, u"resume"_s, u"dunning resume ACCOUNT"_s, u"Ends a pause early."_s, 1, {}, resume},
            {u"dunning"_s,
             u"policy"_s,
             u"dunning policy [FILE.json]"_s,
             u"Shows the schedules, or saves a file of them as a new version."_s,
             0,
             {},
             policy}};
}

} // namespace accord::ctl
