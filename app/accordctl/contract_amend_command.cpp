// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accordctl/command.h"
#include "app/accordctl/what_if_json.h"

#include "core/contracts/amendment.h"
#include "core/contracts/contract_json.h"
#include "core/contracts/price_notice.h"
#include "core/interchange/strict_json.h"
#include "core/workspace/amendment_preview.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/contract_locations.h"
#include "core/workspace/coupons.h"
#include "ui/errors/finding_words.h"

namespace accord::ctl {

using contracts::Amendment;
using contracts::Contract;

namespace {

constexpr int usualMonths = 3;

Result<QDate> dayOf(const QString &text)
{
    const QDate day = QDate::fromString(text, Qt::ISODate);
    if (!day.isValid())
        return fail(ErrorKind::InvalidInput, u"date.malformed"_s, {{u"value"_s, text}});
    if (day.year() < 1900 || day.year() > 2999)
        return fail(ErrorKind::InvalidInput, u"date.range"_s, {{u"value"_s, text}});
    return day;
}

/// "base.price=120.00": a change of one part of an item.
Result<contracts::AmendmentChange> setting(const QString &text)
{
    const QString name = text.section(u'=', 0, 0).trimmed();
    const QString item = name.section(u'.', 0, -2);
    const QString part = name.section(u'.', -1);
    const auto value = Decimal::parse(text.section(u'=', 1).trimmed());
    if (!value)
        return passOn(value);
    if (part == "price"_L1)
        return contracts::NewPrice{item, pricing::PerUnit{*value}};
    if (part == "quantity"_L1)
        return contracts::NewQuantity{item, *value};
    if (part == "discount"_L1)
        return contracts::NewDiscount{item, *value};
    return fail(ErrorKind::InvalidInput, u"json.unknown_word"_s, {{u"path"_s, u"--set"_s}, {u"value"_s, text}});
}

/// Reads the options in the order in which the changes are made.
class AmendmentOptions
{
public:
    explicit AmendmentOptions(Context &context)
        : m_context(context)
    { }

    Result<Amendment> read()
    {
        const auto &arguments = m_context.arguments();
        m_amendment.reason = arguments.value(u"reason"_s);
        const QString cancel = arguments.value(u"cancel"_s);
        const bool toPeriodEnd = cancel == "period-end"_L1;
        const QString from = arguments.value(u"from"_s, toPeriodEnd ? QString() : cancel);
        if (from.isEmpty())
            return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--from"_s}});
        const auto day = dayOf(from);
        if (!day)
            return passOn(day);
        m_amendment.from = *day;
        for (const auto &status :
             {settings(), added(), locations(), pause(), cancelled(cancel, toPeriodEnd), renewed(), reactivated()})
            if (!status)
                return passOn(status);
        return m_amendment;
    }

private:
    Result<void> settings()
    {
        for (const QString &one : m_context.arguments().values(u"set"_s).join(u',').split(u',', Qt::SkipEmptyParts)) {
            const auto change = setting(one);
            if (!change)
                return passOn(change);
            m_amendment.changes.push_back(*change);
        }
        return {};
    }
    Result<void> added()
    {
        const auto &arguments = m_context.arguments();
        if (arguments.has(u"remove"_s))
            m_amendment.changes.push_back(contracts::RemovedItem{arguments.value(u"remove"_s)});
        if (!arguments.has(u"add"_s))
            return {};
        const auto bytes = Context::readFile(arguments.value(u"add"_s));
        if (!bytes)
            return passOn(bytes);
        const auto object = interchange::readJsonObject(*bytes);
        if (!object)
            return passOn(object);
        const auto item = contracts::itemFromJson(*object, u"item"_s);
        if (!item)
            return passOn(item);
        m_amendment.changes.push_back(contracts::AddedItem{*item});
        return {};
    }
    Result<void> locations()
    {
        const auto codes = [this](const QString &option) {
            return m_context.arguments().values(option).join(u',').split(u',', Qt::SkipEmptyParts);
        };
        for (const QString &code : codes(u"add-location"_s))
            m_amendment.changes.push_back(contracts::AddedLocation{code.trimmed()});
        for (const QString &code : codes(u"close-location"_s))
            m_amendment.changes.push_back(contracts::ClosedLocation{code.trimmed()});
        return {};
    }
    Result<void> pause()
    {
        const QString text = m_context.arguments().value(u"pause"_s);
        if (text.isEmpty())
            return {};
        const auto first = dayOf(text.section(u".."_s, 0, 0));
        const auto last = dayOf(text.section(u".."_s, 1));
        if (!first)
            return passOn(first);
        if (!last)
            return passOn(last);
        m_amendment.changes.push_back(contracts::Pause{{*first, last->addDays(1)}});
        return {};
    }
    Result<void> cancelled(const QString &text, bool toPeriodEnd)
    {
        if (text.isEmpty())
            return {};
        if (toPeriodEnd) {
            m_amendment.changes.push_back(contracts::Cancellation{true});
            return {};
        }
        const auto day = dayOf(text);
        if (!day)
            return passOn(day);
        m_amendment.from = *day;
        m_amendment.changes.push_back(contracts::Cancellation{});
        return {};
    }
    Result<void> renewed()
    {
        const QString text = m_context.arguments().value(u"renew-to"_s);
        const QStringList blended
            = m_context.arguments().values(u"blend-and-extend"_s).join(u',').split(u',', Qt::SkipEmptyParts);
        if (text.isEmpty() && !blended.isEmpty())
            return fail(ErrorKind::InvalidInput, u"usage.option_missing"_s, {{u"option"_s, u"--renew-to"_s}});
        if (text.isEmpty())
            return {};
        const auto last = dayOf(text);
        if (!last)
            return passOn(last);
        for (const QString &one : blended) {
            const auto price = Decimal::parse(one.section(u'=', 1).trimmed());
            if (!price)
                return passOn(price);
            m_amendment.changes.push_back(
                contracts::BlendedRenewal{one.section(u'=', 0, 0).trimmed(), *price, last->addDays(1)});
        }
        if (!blended.isEmpty())
            return {};
        m_amendment.changes.push_back(contracts::Renewal{last->addDays(1)});
        return {};
    }
    Result<void> reactivated()
    {
        const QString text = m_context.arguments().value(u"reactivate-to"_s);
        if (text.isEmpty())
            return {};
        const auto last = dayOf(text);
        if (!last)
            return passOn(last);
        m_amendment.changes.push_back(contracts::Reactivation{last->addDays(1)});
        return {};
    }

    Context &m_context;
    Amendment m_amendment;
};

QJsonValue amountOf(const std::optional<Money> &amount)
{
    return amount ? QJsonValue(amount->toString()) : QJsonValue();
}

QJsonObject toJson(const workspace::InvoicePair &pair)
{
    QJsonArray lines;
    for (const workspace::LinePair &line : pair.lines)
        lines.append(QJsonObject{{u"description"_s, line.description},
                                 {u"location"_s, line.location},
                                 {u"adjustment"_s, line.isAdjustment},
                                 {u"before"_s, amountOf(line.before)},
                                 {u"after"_s, amountOf(line.after)}});
    return {{u"period"_s, pair.month.toString()},
            {u"lines"_s, lines},
            {u"net_before"_s, pair.netBefore.toString()},
            {u"net_after"_s, pair.netAfter.toString()},
            {u"total_before"_s, pair.totalBefore.toString()},
            {u"total_after"_s, pair.totalAfter.toString()},
            {u"difference"_s, pair.difference.toString()},
            {u"currency"_s, pair.difference.currency().code()}};
}

/// Prices that rise sooner than the customer has to be told: said, and among what is written.
void tellNotice(Context &context, QJsonObject &object, const std::vector<contracts::Finding> &findings)
{
    if (findings.empty())
        return;
    for (const contracts::Finding &finding : findings)
        context.output().note(
            u"%1: %2"_s.arg(contracts::toString(finding.severity), ui::findingInWords(finding.id, finding.args)));
    object.insert(u"findings"_s, findingsToJson(findings));
}

Result<int> showPreview(Context &context, workspace::Services &services, const Contract &candidate,
                        const std::vector<contracts::Finding> &findings)
{
    const int months = context.arguments().value(u"months"_s, QString::number(usualMonths)).toInt();
    const QDate first = std::max(services.clock().today(), candidate.effectiveFrom);
    const auto pairs = workspace::previewAmendment(services, candidate, first, std::clamp(months, 1, 24));
    if (!pairs)
        return passOn(pairs);
    QJsonArray invoices;
    for (const auto &pair : *pairs)
        invoices.append(toJson(pair));
    QJsonObject object{{u"contract"_s, candidate.number},
                       {u"version"_s, candidate.version},
                       {u"effective_from"_s, candidate.effectiveFrom.toString(Qt::ISODate)},
                       {u"saved"_s, false},
                       {u"invoices"_s, invoices}};
    tellNotice(context, object, findings);
    context.output().document(object);
    return Exit::Done;
}

} // namespace

Result<int> amendContract(Context &context)
{
    auto amendment = AmendmentOptions(context).read();
    if (!amendment)
        return passOn(amendment);
    const auto services = context.services();
    if (!services)
        return passOn(services);
    const auto saved = (*services)->contracts().findByNumber(context.arguments().positional(0));
    if (!saved)
        return passOn(saved);
    if (const QString code = context.arguments().value(u"coupon"_s); !code.isEmpty()) {
        auto granted = workspace::takeUpCoupon(**services, code, amendment->from);
        if (!granted)
            return passOn(granted);
        amendment->changes.push_back(contracts::AddedDiscount{std::move(*granted)});
    }
    const auto candidate = contracts::amended(*saved, *amendment);
    if (!candidate)
        return passOn(candidate);
    if (const auto checked = workspace::checkLocations(**services, *candidate, &*saved); !checked)
        return passOn(checked);
    const auto findings = contracts::noticeFindings(*saved, *candidate, (*services)->clock().today());
    if (context.arguments().has(u"preview"_s))
        return showPreview(context, **services, *candidate, findings);
    const auto stored = workspace::ContractDesk(**services).save(saved->id.toString(), *candidate, *saved);
    if (!stored)
        return passOn(stored);
    const auto &[contract, approval] = *stored;
    QJsonObject object{{u"contract"_s, contract.number},
                       {u"version"_s, contract.version},
                       {u"effective_from"_s, contract.effectiveFrom.toString(Qt::ISODate)},
                       {u"saved"_s, !approval}};
    if (approval) {
        object.insert(u"approval"_s, approval->id.toString());
        context.output().note(u"It holds once the request %1 is approved."_s.arg(approval->id.toString()));
    }
    tellNotice(context, object, findings);
    context.output().document(object);
    return Exit::Done;
}

} // namespace accord::ctl
