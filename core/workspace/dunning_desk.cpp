// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/dunning_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/approval_requests.h"
#include "core/workspace/books.h"
#include "core/workspace/permit.h"

#include <QtCore/QFile>
#include <QtCore/QHash>

#include <map>

namespace accord::workspace {

using payments::DunningPause;
using payments::DunningStep;
using payments::DunningStepKind;
using receivables::DunningLetter;
using storage::DunningSql;
using storage::DunningStepRow;
using storage::PromiseRow;

namespace {

constexpr int daysToPay = 7;
constexpr int allSteps = 1'000'000;

/// Who pays late, while it is collected.
struct Late
{
    payments::DunnedAccount dunned;
    DunningCase of;
};

payments::DunnedDocument documentFrom(const receivables::StatementItem &item)
{
    return {item.number, item.due, item.open, item.isDisputed};
}

bool isSameCase(const DunningStepRow &row, const accounts::AccountId &account, const Currency &currency)
{
    return row.account == account && row.amount.currency() == currency;
}

QByteArray digestOf(const DunningStepRow &row)
{
    CanonicalForm form;
    form.add(row.account.toString()).add(row.due.toString(Qt::ISODate)).add(row.kind).add(qint64(row.level));
    form.add(row.amount.currency().code()).add(row.amount.minor());
    return form.digest();
}

int levelOfLetter(const DunningCase &one)
{
    for (const DunningStep &step : one.state.dueSteps) {
        if (step.kind == DunningStepKind::Notify)
            return step.level;
    }
    int level = 1;
    for (const DunningStepRow &step : one.steps) {
        if (step.kind == payments::toString(DunningStepKind::Notify) && step.due == one.state.oldestDue)
            level = std::max(level, step.level);
    }
    return level;
}

bool isBefore(const DunningCase &a, const DunningCase &b)
{
    const bool aPaused = a.state.pause != DunningPause::None, bPaused = b.state.pause != DunningPause::None;
    if (aPaused != bPaused)
        return bPaused;
    if (a.urgency != b.urgency)
        return a.urgency > b.urgency;
    if (a.state.oldestDue != b.state.oldestDue)
        return a.state.oldestDue < b.state.oldestDue;
    return a.account != b.account ? a.account < b.account : a.worth.currency().code() < b.worth.currency().code();
}

} // namespace

QStringList letterLanguages()
{
    return {u"en"_s, u"de"_s, u"fr"_s, u"es"_s};
}

QString letterLanguageFor(const QString &country)
{
    static const QHash<QString, QString> languages{{u"DE"_s, u"de"_s}, {u"AT"_s, u"de"_s}, {u"CH"_s, u"de"_s},
                                                   {u"LI"_s, u"de"_s}, {u"FR"_s, u"fr"_s}, {u"LU"_s, u"fr"_s},
                                                   {u"MC"_s, u"fr"_s}, {u"ES"_s, u"es"_s}, {u"MX"_s, u"es"_s},
                                                   {u"AR"_s, u"es"_s}, {u"CL"_s, u"es"_s}, {u"CO"_s, u"es"_s}};
    return languages.value(country, u"en"_s);
}

Result<DunningPolicy> DunningDesk::policy()
{
    const auto row = DunningSql(m_services.session()).policy();
    if (!row)
        return passOn(row);
    if (row->version > 0)
        return payments::dunningSchedulesFromJson(row->body).map(
            [&](const auto &schedules) { return DunningPolicy{row->version, schedules}; });
    QFile file(u":/accord/reference/dunning.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, u"workspace.resource_missing"_s, {{u"name"_s, file.fileName()}});
    return payments::readDunningSchedules(file.readAll()).map([](const auto &schedules) {
        return DunningPolicy{0, schedules};
    });
}

Result<DunningPolicy> DunningDesk::storedPolicy()
{
    auto own = policy();
    if (!own || own->version > 0)
        return own;
    own->version = 1;
    const auto added = DunningSql(m_services.session())
                           .add({1, payments::toJson(own->schedules)}, m_services.actor(), m_services.clock().now());
    return added ? own : passOn(added);
}

Result<DunningPolicy> DunningDesk::setPolicy(const QByteArray &utf8)
{
    if (auto may = permit(m_services, Act::ChangeCollectionRules); !may)
        return passOn(may);
    const auto schedules = payments::readDunningSchedules(utf8);
    if (!schedules)
        return passOn(schedules);
    storage::Transaction transaction(m_services.session());
    const auto before = policy();
    if (!before)
        return before;
    if (before->version > 0 && before->schedules == *schedules)
        return before;
    const DunningPolicy now{before->version + 1, *schedules};
    const auto added
        = DunningSql(m_services.session())
              .add({now.version, payments::toJson(now.schedules)}, m_services.actor(), m_services.clock().now());
    if (!added)
        return passOn(added);
    const auto audited = m_services.audit(u"dunning.policy"_s, u"dunning_policy"_s, QString::number(now.version),
                                          {{u"version"_s, now.version},
                                           {u"policy"_s, payments::toJson(*schedules)},
                                           {u"before"_s, payments::toJson(before->schedules)}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return now; });
}

Result<std::vector<DunningCase>> DunningDesk::cases(const QDate &day, const DunningPolicy &policy,
                                                    const std::optional<accounts::AccountId> &payer)
{
    ReceivablesDesk receivables(m_services);
    DunningSql store(m_services.session());
    const auto items = receivables.dueItems(day, payer);
    const auto credits = receivables.onAccount(day, payer);
    const auto steps = payer ? store.stepsOf(*payer) : store.steps(allSteps);
    const auto promises = store.promises(payer);
    const auto pauses = store.pauses();
    const auto company = m_services.companyCurrency();
    if (!items)
        return passOn(items);
    if (!credits)
        return passOn(credits);
    if (!steps)
        return passOn(steps);
    if (!promises)
        return passOn(promises);
    if (!pauses)
        return passOn(pauses);
    if (!company)
        return passOn(company);
    std::map<std::pair<QUuid, QString>, Late> all;
    for (const DueItem &due : *items) {
        const Currency currency = due.item.open.currency();
        Late &late = all[{due.payer.uuid(), currency.code()}];
        if (late.dunned.account.isNull()) {
            late.dunned.account = late.of.account = due.payer;
            late.of.name = due.payerName;
            late.dunned.unapplied = late.of.received = late.of.charges = Money::zero(currency);
        }
        // What was paid or credited too much on one document pays the others.
        if (due.item.open.isNegative()) {
            const auto more = late.of.received.minus(due.item.open);
            if (!more)
                return passOn(more);
            late.dunned.unapplied = late.of.received = *more;
            continue;
        }
        late.dunned.documents.push_back(documentFrom(due.item));
        if (due.item.due <= day)
            late.of.documents.push_back(due.item);
    }
    for (const storage::OnAccountRow &row : *credits) {
        const auto late = all.find({row.payer.uuid(), row.credit.currency().code()});
        if (late == all.end())
            continue;
        if (row.credit.isNegative()) {
            late->second.of.charges = row.credit.negated();
            continue;
        }
        const auto more = late->second.of.received.plus(row.credit);
        if (!more)
            return passOn(more);
        late->second.dunned.unapplied = late->second.of.received = *more;
    }
    Books books(m_services);
    std::vector<DunningCase> list;
    for (auto &[key, late] : all) {
        const auto account = m_services.accounts().find(late.dunned.account);
        if (!account)
            return passOn(account);
        late.dunned.segment = late.of.segment = account->segment;
        const Currency currency = late.of.received.currency();
        for (const DunningStepRow &step : *steps) {
            if (!isSameCase(step, late.dunned.account, currency))
                continue;
            late.of.steps.push_back(step);
            const auto kind = payments::dunningStepFromString(step.kind);
            if (!kind)
                return passOn(kind);
            late.dunned.done.push_back({*kind, step.level, step.due});
        }
        for (const PromiseRow &promise : *promises) {
            if (promise.account != late.dunned.account || promise.amount.currency() != currency)
                continue;
            late.of.promises.push_back(promise);
            late.dunned.promises.push_back({promise.promisedFor, promise.paid.minor() >= promise.amount.minor()});
        }
        for (const auto &pause : *pauses) {
            if (pause.account != late.dunned.account)
                continue;
            late.dunned.pausedUntil = pause.until;
            late.of.pauseReason = pause.reason;
        }
        const auto schedule = std::find_if(policy.schedules.begin(), policy.schedules.end(),
                                           [&](const auto &one) { return one.segment == late.dunned.segment; });
        auto state = payments::dunningStateOf(
            late.dunned, schedule == policy.schedules.end() ? payments::DunningSchedule() : *schedule, day);
        if (!state)
            return passOn(state);
        const bool isHeld = state->pause == DunningPause::Disputed;
        if (!state->isDue() && !isHeld)
            continue;
        const auto rate = books.rateOn(currency, day);
        if (!rate)
            return passOn(rate);
        const auto worth = rate->toBase(state->amount);
        if (!worth)
            return passOn(worth);
        late.of.state = std::move(*state);
        late.of.worth = *worth;
        late.of.urgency = Exact(*worth) * Exact(late.of.state.daysLate) * Exact(1 + late.of.state.brokenPromises);
        list.push_back(std::move(late.of));
    }
    std::sort(list.begin(), list.end(), isBefore);
    return list;
}

Result<std::vector<DunningCase>> DunningDesk::worklist(const QDate &day)
{
    const auto own = policy();
    return own ? cases(day, *own) : passOn(own);
}

Result<std::vector<DunningCase>> DunningDesk::stepsDue(const std::vector<accounts::AccountId> &payers, const QDate &day)
{
    const auto own = policy();
    if (!own)
        return passOn(own);
    std::vector<DunningCase> due;
    for (const accounts::AccountId &payer : payers) {
        auto of = cases(day, *own, payer);
        if (!of)
            return of;
        std::ranges::copy_if(*of, std::back_inserter(due),
                             [](const DunningCase &one) { return !one.state.dueSteps.empty(); });
    }
    std::sort(due.begin(), due.end(), isBefore);
    return due;
}

Result<> DunningDesk::ask(const DunningStepRow &row, const Money &worth)
{
    const auto asked = submitAlways(
        m_services,
        {{approvals::SubjectKind::ServiceAction, worth, {}, {}}, row.id, 1, row.digest, row.takenBy, row.takenBy},
        u"%1 the service of %2: %3 %4 due since %5"_s.arg(row.kind, row.accountName, row.amount.currency().code(),
                                                          row.amount.toString(), row.due.toString(Qt::ISODate)));
    return asked ? Result<>() : passOn(asked);
}

Result<QString> DunningDesk::take(const DunningCase &one, const DunningStep &step, int policyVersion)
{
    DunningStepRow row;
    row.id = m_services.ids().next();
    row.account = one.account;
    row.accountName = one.name;
    row.due = one.state.oldestDue;
    row.kind = payments::toString(step.kind);
    row.level = step.level;
    row.amount = one.state.amount;
    for (const auto &document : one.documents) {
        if (!document.isDisputed && !row.documents.contains(document.number))
            row.documents << document.number;
    }
    row.recipients = step.recipients;
    row.state = step.needsApproval ? u"in_approval"_s : u"done"_s;
    row.policyVersion = policyVersion;
    row.takenBy = m_services.actor();
    row.takenOn = m_services.clock().today();
    row.digest = digestOf(row);
    DunningSql store(m_services.session());
    if (const auto added = store.add(row); !added)
        return passOn(added);
    const auto followed = step.needsApproval
                              ? ask(row, one.worth)
                              : store.queueForSending(m_services.ids().next(), row, m_services.clock().now());
    return followed ? Result<QString>(row.state) : passOn(followed);
}

Result<std::vector<DunningTaken>> DunningDesk::run(Effect effect)
{
    if (auto may = permit(m_services, Act::RunDunning); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto own = storedPolicy();
    if (!own)
        return passOn(own);
    const auto list = cases(m_services.clock().today(), *own);
    if (!list)
        return passOn(list);
    std::vector<DunningTaken> done;
    QJsonArray told;
    for (const DunningCase &one : *list) {
        for (const DunningStep &step : one.state.dueSteps) {
            const auto state = take(one, step, own->version);
            if (!state)
                return passOn(state);
            told.append(QJsonObject{{u"account"_s, one.account.toString()},
                                    {u"currency"_s, one.state.amount.currency().code()},
                                    {u"amount"_s, one.state.amount.toString()},
                                    {u"step"_s, payments::toString(step.kind)},
                                    {u"level"_s, step.level},
                                    {u"state"_s, *state}});
            done.push_back({one, step, *state});
        }
    }
    if (effect == Effect::Shown || done.empty())
        return done; // the transaction ends without commit: nothing is kept
    const auto audited
        = m_services.audit(u"dunning.run"_s, u"dunning_run"_s, m_services.ids().next().toString(QUuid::WithoutBraces),
                           {{u"policy"_s, own->version}, {u"steps"_s, told}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return done; });
}

Result<std::vector<DunningStepRow>> DunningDesk::history(int limit)
{
    return DunningSql(m_services.session()).steps(limit);
}

Result<DunningLetter> DunningDesk::letter(const DunningCase &of, const QString &language)
{
    if (!language.isEmpty() && !letterLanguages().contains(language))
        return fail(ErrorKind::InvalidInput, u"dunning.language_unknown"_s,
                    {{u"value"_s, language}, {u"known"_s, letterLanguages().join(u", "_s)}});
    const auto account = m_services.accounts().find(of.account);
    if (!account)
        return passOn(account);
    const auto due = of.state.amount.plus(of.charges);
    if (!due)
        return passOn(due);
    const QDate today = m_services.clock().today();
    DunningLetter letter{of.account,
                         today,
                         levelOfLetter(of),
                         language.isEmpty() ? letterLanguageFor(account->address.country) : language,
                         {},
                         of.received,
                         of.charges,
                         *due,
                         today.addDays(daysToPay)};
    for (const auto &document : of.documents) {
        if (!document.isDisputed)
            letter.items.push_back(document);
    }
    return letter;
}

Result<DunningLetter> DunningDesk::letter(const QString &reference, const QString &language)
{
    accounts::AccountId account;
    Currency currency;
    if (const auto invoice = m_services.invoices().findByReference(reference)) {
        account = invoice->account;
        currency = invoice->bill.currency;
    } else if (const auto found = m_services.accounts().findByReference(reference)) {
        account = found->id;
    } else {
        return fail(ErrorKind::NotFound, u"dunning.subject_unknown"_s, {{u"value"_s, reference}});
    }
    const auto list = worklist(m_services.clock().today());
    if (!list)
        return passOn(list);
    for (const DunningCase &one : *list) {
        const bool isMeant = one.account == account && (currency.isNull() || one.state.amount.currency() == currency);
        if (isMeant && one.state.isDue())
            return letter(one, language);
    }
    return fail(ErrorKind::Conflict, u"dunning.nothing_due"_s, {{u"account"_s, reference}});
}

Result<PromiseRow> DunningDesk::promise(const QString &reference, const Money &amount, const QDate &day,
                                        const QString &note)
{
    if (auto may = permit(m_services, Act::RecordDispute); !may)
        return passOn(may);
    const QDate today = m_services.clock().today();
    if (amount.minor() <= 0)
        return fail(ErrorKind::InvalidInput, u"dunning.promise_amount"_s, {{u"amount"_s, amount.toString()}});
    if (!day.isValid() || day < today)
        return fail(ErrorKind::InvalidInput, u"dunning.promise_day"_s, {{u"day"_s, day.toString(Qt::ISODate)}});
    storage::Transaction transaction(m_services.session());
    const auto account = m_services.accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    if (auto may = permit(m_services, Act::RecordDispute, targetOf(*account)); !may)
        return passOn(may);
    const PromiseRow row{
        m_services.ids().next(),       account->id, amount, day, note.trimmed(), today, m_services.actor(),
        Money::zero(amount.currency())};
    if (const auto added = DunningSql(m_services.session()).add(row); !added)
        return passOn(added);
    const auto audited = m_services.audit(u"dunning.promise"_s, u"account"_s, account->id.toString(),
                                          {{u"amount"_s, amount.toString()},
                                           {u"currency"_s, amount.currency().code()},
                                           {u"by"_s, day.toString(Qt::ISODate)},
                                           {u"note"_s, row.note}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return row; });
}

Result<> DunningDesk::pause(const QString &reference, const QDate &until, const QString &reason)
{
    if (auto may = permit(m_services, Act::RecordDispute); !may)
        return may;
    const QDate today = m_services.clock().today();
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"dunning.pause_reason"_s);
    if (!until.isValid() || until < today)
        return fail(ErrorKind::InvalidInput, u"dunning.pause_day"_s, {{u"day"_s, until.toString(Qt::ISODate)}});
    storage::Transaction transaction(m_services.session());
    const auto account = m_services.accounts().findByReference(reference);
    if (!account)
        return passOn(account);
    if (auto may = permit(m_services, Act::RecordDispute, targetOf(*account)); !may)
        return may;
    const auto added = DunningSql(m_services.session())
                           .add(storage::DunningPauseRow{m_services.ids().next(), account->id, until, reason.trimmed(),
                                                         m_services.actor(), today});
    if (!added)
        return added.error().id == u"storage.unique"_s
                   ? fail(ErrorKind::Conflict, u"dunning.paused_already"_s, {{u"account"_s, account->name}})
                   : passOn(added);
    const auto audited = m_services.audit(u"dunning.pause"_s, u"account"_s, account->id.toString(),
                                          {{u"until"_s, until.toString(Qt::ISODate)}, {u"reason"_s, reason.trimmed()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<> DunningDesk::resume(const QString &reference)
{
    if (auto may = permit(m_services, Act::RecordDispute); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto account = m_services.accounts().findByReference(reference);
    DunningSql store(m_services.session());
    const auto pauses = store.pauses();
    if (!account)
        return passOn(account);
    if (auto may = permit(m_services, Act::RecordDispute, targetOf(*account)); !may)
        return may;
    if (!pauses)
        return passOn(pauses);
    const auto found
        = std::find_if(pauses->begin(), pauses->end(), [&](const auto &pause) { return pause.account == account->id; });
    if (found == pauses->end())
        return fail(ErrorKind::Conflict, u"dunning.not_paused"_s, {{u"account"_s, account->name}});
    if (const auto ended = store.end(found->id, m_services.actor(), m_services.clock().today()); !ended)
        return ended;
    const auto audited = m_services.audit(u"dunning.resume"_s, u"account"_s, account->id.toString(), {});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<> decideServiceAction(Services &services, const QUuid &id, bool isApproved)
{
    DunningSql store(services.session());
    const auto step = store.step(id);
    if (!step)
        return passOn(step);
    if (const auto changed = store.setState(id, isApproved ? u"done"_s : u"rejected"_s); !changed)
        return changed;
    return isApproved ? store.queueForSending(services.ids().next(), *step, services.clock().now()) : Result<>();
}

} // namespace accord::workspace
