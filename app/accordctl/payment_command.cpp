// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/bank_json.h"
#include "app/accordctl/command.h"
#include "app/accordctl/shares.h"
#include "core/workspace/own_bank.h"

namespace accord::ctl {

namespace {

QString reasonsInWords(const QJsonObject &match)
{
    QStringList reasons;
    for (const QJsonValue &reason : match.value(u"reasons"_s).toArray())
        reasons << reason.toString();
    return reasons.join(u", "_s);
}

Result<int> match(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto effect = context.arguments().has(u"dry-run"_s) ? workspace::Effect::Shown : workspace::Effect::Kept;
    const auto matched = workspace::PaymentsDesk(**services).match(effect);
    if (!matched)
        return passOn(matched);
    QJsonArray rows;
    for (const workspace::MatchedEntry &one : *matched) {
        const QJsonObject best = one.matches.first().toObject();
        rows.append(QJsonObject{{u"entry"_s, one.entry},
                                {u"amount"_s, one.amount.toString()},
                                {u"currency"_s, one.amount.currency().code()},
                                {u"verdict"_s, payments::toString(one.verdict)},
                                {u"score"_s, best.value(u"score"_s)},
                                {u"invoices"_s, applicationsInWords(best)},
                                {u"reasons"_s, reasonsInWords(best)},
                                {u"returned"_s, one.returned > 0 ? QJsonValue(one.returned) : QJsonValue()},
                                {u"matches"_s, one.matches}});
    }
    const auto written = context.output().records(
        rows, {u"entry"_s, u"amount"_s, u"currency"_s, u"verdict"_s, u"score"_s, u"invoices"_s, u"reasons"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

/// The number of the entry that a command is about.
Result<qint64> entryNumber(const Context &context)
{
    const QString text = context.arguments().positional(0);
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber)
        return fail(ErrorKind::NotFound, u"bank.entry_not_found"_s, {{u"entry"_s, text}});
    return number;
}

Result<int> show(Context &context)
{
    const auto number = entryNumber(context);
    if (!number)
        return passOn(number);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    storage::BankEntriesSql entries((*services)->session());
    auto entry = entries.find(*number);
    if (!entry)
        return passOn(entry);
    const auto reads = workspace::mayReadBankData(**services);
    if (!reads)
        return passOn(reads);
    entry->payerAccount = workspace::shownNumber(entry->payerAccount, *reads);
    const auto decisions = entries.decisions(entry->id);
    if (!decisions)
        return passOn(decisions);
    const bool isJson = context.output().format() == Format::Json;
    QJsonArray history;
    for (const storage::BankDecision &decision : *decisions) {
        const QJsonObject best = decision.matches.first().toObject();
        QJsonObject row{{u"decision"_s, decision.kind},
                        {u"by"_s, decision.decidedBy},
                        {u"at"_s, decision.decidedAt.toString(Qt::ISODate)},
                        {u"invoices"_s, applicationsInWords(best)},
                        {u"reasons"_s, reasonsInWords(best)},
                        {u"note"_s, decision.note}};
        if (isJson)
            row.insert(u"matches"_s, decision.matches);
        history.append(row);
    }
    QJsonObject document = toJson(*entry);
    document.insert(u"decisions"_s, history);
    if (isJson)
        document.insert(u"details"_s, entry->details);
    context.output().document(document);
    return Exit::Done;
}

/// Runs \a act on the desk and shows the entry as it is then.
template<typename Act> Result<int> change(Context &context, Act act)
{
    const auto number = entryNumber(context);
    if (!number)
        return passOn(number);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    workspace::PaymentsDesk desk(**services);
    if (const Result<> done = act(desk, *number); !done)
        return passOn(done);
    return show(context);
}

Result<int> accept(Context &context)
{
    QStringList invoices;
    for (int i = 1; i < context.arguments().positionalCount(); ++i)
        invoices << context.arguments().positional(i);
    return change(context, [&](workspace::PaymentsDesk &desk, qint64 number) {
        return desk.accept(number, invoices, false, context.arguments().value(u"certificate"_s));
    });
}

Result<int> apply(Context &context)
{
    const auto number = entryNumber(context);
    if (!number)
        return passOn(number);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto entry = storage::BankEntriesSql((*services)->session()).find(*number);
    if (!entry)
        return passOn(entry);
    const Arguments &arguments = context.arguments();
    workspace::HandWish wish{
        {}, arguments.value(u"account"_s), arguments.has(u"write-off-rest"_s), arguments.value(u"certificate"_s)};
    for (const QString &text : arguments.values(u"to"_s)) {
        const auto share = shareFrom(text, entry->amount.currency());
        if (!share)
            return passOn(share);
        wish.shares.push_back(*share);
    }
    const bool isShown = arguments.has(u"dry-run"_s);
    const auto match = workspace::PaymentsDesk(**services)
                           .applyByHand(*number, wish, isShown ? workspace::Effect::Shown : workspace::Effect::Kept);
    if (!match)
        return passOn(match);
    if (!isShown)
        return show(context);
    context.output().document({{u"entry"_s, *number},
                               {u"invoices"_s, applicationsInWords(*match)},
                               {u"credit"_s, match->value(u"credit"_s)},
                               {u"fee"_s, match->value(u"fee"_s)},
                               {u"reasons"_s, reasonsInWords(*match)}});
    return Exit::Done;
}

Result<int> openDocuments(Context &context)
{
    const auto number = entryNumber(context);
    if (!number)
        return passOn(number);
    const auto services = context.services(workspace::Mode::ReadOnly);
    if (!services)
        return passOn(services);
    const auto sheets
        = workspace::PaymentsDesk(**services).openDocuments(*number, context.arguments().value(u"account"_s));
    if (!sheets)
        return passOn(sheets);
    QJsonArray rows;
    for (const workspace::OpenDocumentSheet &sheet : *sheets)
        rows.append(QJsonObject{{u"document"_s, sheet.number},
                                {u"account"_s, sheet.account},
                                {u"due"_s, sheet.dueOn.toString(Qt::ISODate)},
                                {u"total"_s, sheet.total.toString()},
                                {u"open"_s, sheet.open.toString()},
                                {u"discount"_s, sheet.discount.toString()},
                                {u"currency"_s, sheet.open.currency().code()}});
    const auto written = context.output().records(
        rows, {u"document"_s, u"account"_s, u"due"_s, u"total"_s, u"open"_s, u"discount"_s, u"currency"_s});
    return written ? Result<int>(Exit::Done) : passOn(written);
}

Result<int> takeBack(Context &context)
{
    bool isNumber = false;
    const qint64 original = context.arguments().value(u"of"_s).toLongLong(&isNumber);
    if (!isNumber)
        return fail(ErrorKind::NotFound, u"bank.entry_not_found"_s, {{u"entry"_s, context.arguments().value(u"of"_s)}});
    return change(context,
                  [&](workspace::PaymentsDesk &desk, qint64 number) { return desk.takeBackByHand(number, original); });
}

Result<int> leave(Context &context)
{
    return change(context, [&](workspace::PaymentsDesk &desk, qint64 number) {
        return desk.leave(number, context.arguments().value(u"reason"_s));
    });
}

Result<int> payBack(Context &context)
{
    const Arguments &arguments = context.arguments();
    return change(context, [&](workspace::PaymentsDesk &desk, qint64 number) {
        const auto refund
            = desk.payBack(number, arguments.value(u"method"_s, u"transfer"_s), arguments.value(u"reason"_s));
        return refund ? Result<>() : passOn(refund);
    });
}

Result<int> unapply(Context &context)
{
    return change(context, [&](workspace::PaymentsDesk &desk, qint64 number) {
        return desk.unapply(number, context.arguments().value(u"reason"_s));
    });
}

Result<int> writeOff(Context &context)
{
    return change(context, [](workspace::PaymentsDesk &desk, qint64 number) { return desk.writeOff(number); });
}

Result<int> limit(Context &context)
{
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto company = (*services)->companyCurrency();
    if (!company)
        return passOn(company);
    const auto amount = Money::parse(context.arguments().positional(0), *company);
    if (!amount)
        return passOn(amount);
    const auto kept = workspace::PaymentsDesk(**services).setWriteOffLimit(*amount);
    if (!kept)
        return passOn(kept);
    context.output().document({{u"write_off_limit"_s, amount->toString()}, {u"currency"_s, company->code()}});
    return Exit::Done;
}

} // namespace

std::vector<Command> paymentCommands()
{
    return {
        {u"payment"_s,
         u"match"_s,
         u"payment match [--dry-run]"_s,
         u"Applies what is certain to invoices and proposes what is likely, with the reasons."_s,
         0,
         {},
         match},
        {u"payment"_s,
         u"show"_s,
         u"payment show ENTRY"_s,
         u"Shows a bank entry, its proposals and every decision about it."_s,
         1,
         {},
         show},
        {u"payment"_s,
         u"accept"_s,
         u"payment accept ENTRY [INVOICE...] [--certificate NUMBER]"_s,
         u"Applies an entry to these invoices, or to those of its best proposal; what is too much is credit, of a "
         u"second "
         "payment all of it."_s,
         1,
         {u"certificate"_s},
         accept},
        {u"payment"_s,
         u"apply"_s,
         u"payment apply ENTRY --to DOCUMENT[=AMOUNT]... [--account ACCOUNT] [--write-off-rest] [--certificate "
         "NUMBER] [--dry-run]"_s,
         u"Splits an entry over documents as you say; one that is applied pays these as well; the rest is credit."_s,
         1,
         {u"to"_s, u"account"_s, u"write-off-rest"_s, u"certificate"_s},
         apply},
        {u"payment"_s,
         u"documents"_s,
         u"payment documents ENTRY [--account ACCOUNT]"_s,
         u"Lists the open documents that an entry can be applied to, with their amounts."_s,
         1,
         {u"account"_s},
         openDocuments},
        {u"payment"_s,
         u"return"_s,
         u"payment return ENTRY --of ENTRY"_s,
         u"Says that money out takes a payment back: its invoices are open again, what is more is the bank's fee."_s,
         1,
         {u"of"_s},
         takeBack},
        {u"payment"_s,
         u"leave"_s,
         u"payment leave ENTRY [--reason TEXT]"_s,
         u"Leaves an entry unapplied; matching does not touch it again."_s,
         1,
         {u"reason"_s},
         leave},
        {u"payment"_s,
         u"pay-back"_s,
         u"payment pay-back ENTRY --reason TEXT [--method transfer|ach|cheque]"_s,
         u"Asks another person to agree that a second payment of what was settled before goes back to its payer."_s,
         1,
         {u"reason"_s, u"method"_s},
         payBack},
        {u"payment"_s,
         u"unapply"_s,
         u"payment unapply ENTRY [--reason TEXT]"_s,
         u"Takes an application back: its invoices are open again, and it stays on record."_s,
         1,
         {u"reason"_s},
         unapply},
        {u"payment"_s,
         u"limit"_s,
         u"payment limit AMOUNT"_s,
         u"Sets what may be given up of an invoice, in company currency."_s,
         1,
         {},
         limit},
        {u"payment"_s,
         u"write-off"_s,
         u"payment write-off ENTRY"_s,
         u"Applies an entry and gives up what lacks of its invoices, within the limit."_s,
         1,
         {},
         writeOff}};
}

} // namespace accord::ctl
