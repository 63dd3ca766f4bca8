// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/service_level_credit.h"

#include "core/money/allocation.h"

#include <QtCore/QSet>

namespace accord::contracts {

namespace {

bool isPercentage(const Decimal &value)
{
    return !value.isNegative() && value <= Decimal(100);
}

tl::unexpected<Error> refuse(const QString &id, const QString &path)
{
    return fail(ErrorKind::InvalidInput, id, {{u"path"_s, path}});
}

Result<void> validateBands(const std::vector<UptimeBand> &bands)
{
    for (size_t i = 0; i < bands.size(); ++i) {
        const QString path = u"uptime[%1]"_s.arg(i);
        if (!isPercentage(bands[i].creditPercent) || !isPercentage(bands[i].below) || bands[i].below.isZero())
            return refuse(u"contracts.sla_percent"_s, path);
        if (i > 0 && (bands[i].below >= bands[i - 1].below || bands[i].creditPercent < bands[i - 1].creditPercent))
            return refuse(u"contracts.sla_bands"_s, path);
    }
    return {};
}

Result<void> validatePromises(const std::vector<ResponsePromise> &promises)
{
    QSet<QString> names;
    for (size_t i = 0; i < promises.size(); ++i) {
        const ResponsePromise &promise = promises[i];
        const QString path = u"responses[%1]"_s.arg(i);
        if (!isPercentage(promise.creditPercent))
            return refuse(u"contracts.sla_percent"_s, path);
        const bool both = !promise.creditAmount.isZero() && !promise.creditPercent.isZero();
        if (promise.creditAmount.isNegative() || both || promise.allowed < 0 || names.contains(promise.name))
            return refuse(u"contracts.sla_promise"_s, path);
        names.insert(promise.name);
    }
    return {};
}

Result<void> checkReport(const ServiceLevelTable &table, const ServiceLevelReport &report)
{
    if (report.downMinutes < 0 || report.totalMinutes < 0 || report.downMinutes > report.totalMinutes)
        return refuse(u"contracts.sla_report"_s, u"down_minutes"_s);
    for (auto breach = report.breaches.begin(); breach != report.breaches.end(); ++breach) {
        if (breach.value() < 0)
            return refuse(u"contracts.sla_report"_s, breach.key());
        const bool known = std::any_of(table.responses.begin(), table.responses.end(),
                                       [&](const ResponsePromise &p) { return p.name == breach.key(); });
        if (!known)
            return fail(ErrorKind::InvalidInput, u"contracts.sla_unknown_promise"_s, {{u"value"_s, breach.key()}});
    }
    return {};
}

/// Finds the credits of one period.
class Settlement
{
public:
    Settlement(const ServiceLevelTable &table, const ServiceLevelReport &report, const Currency &currency,
               pricing::Recorder *recorder)
        : m_table(table)
        , m_report(report)
        , m_currency(currency)
        , m_recorder(recorder)
    { }

    Result<ServiceLevelResult> settle(const std::vector<ServiceFee> &fees)
    {
        if (const auto done = addFees(fees); !done)
            return passOn(done);
        if (const auto done = creditUptime(); !done)
            return passOn(done);
        for (const ResponsePromise &promise : m_table.responses) {
            if (const auto done = creditResponse(promise); !done)
                return passOn(done);
        }
        if (const auto done = cap(); !done)
            return passOn(done);
        return std::move(m_result);
    }

private:
    Result<void> addFees(const std::vector<ServiceFee> &fees)
    {
        MoneySum sum(m_currency);
        for (const ServiceFee &fee : fees)
            if (m_table.items.isEmpty() || m_table.items.contains(fee.item))
                sum.add(fee.net);
        if (!sum.total())
            return passOn(sum.total());
        m_result.fee = sum.total()->isNegative() ? Money::zero(m_currency) : *sum.total();
        return {};
    }

    Result<void> creditUptime()
    {
        if (m_report.totalMinutes == 0)
            return {};
        const Exact uptime
            = Exact::ratio(m_report.totalMinutes - m_report.downMinutes, m_report.totalMinutes) * Exact(100);
        m_result.uptimePercent = uptime;
        Decimal percent;
        for (const UptimeBand &band : m_table.uptime)
            if (uptime < Exact(band.below))
                percent = band.creditPercent;
        const pricing::Step step(m_recorder, [] { return u"Uptime"_s; });
        if (m_recorder) {
            m_recorder->fact(u"Minutes down of %1"_s.arg(m_report.totalMinutes), QString::number(m_report.downMinutes));
            m_recorder->fact(u"Uptime in percent"_s, uptime.toString());
        }
        return add(u"uptime"_s, Exact(m_result.fee) * Exact::percent(percent),
                   u"%1 % of the fee of the period"_s.arg(percent.toShortString()));
    }

    Result<void> creditResponse(const ResponsePromise &promise)
    {
        const int counted = std::max(0, m_report.breaches.value(promise.name) - promise.allowed);
        const pricing::Step step(m_recorder, [&] { return promise.name; });
        if (m_recorder)
            m_recorder->fact(u"Breaches beyond the %1 allowed"_s.arg(promise.allowed), QString::number(counted));
        if (promise.creditAmount.isZero())
            return add(promise.name, Exact(m_result.fee) * Exact::percent(promise.creditPercent) * Exact(counted),
                       u"%1 % of the fee for each breach"_s.arg(promise.creditPercent.toShortString()));
        if (promise.creditAmount.currency() != m_currency)
            return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                        {{u"one"_s, m_currency.code()}, {u"other"_s, promise.creditAmount.currency().code()}});
        return add(promise.name, Exact(promise.creditAmount) * Exact(counted),
                   u"%1 for each breach"_s.arg(promise.creditAmount.toString()));
    }

    Result<void> add(const QString &reason, const Exact &exact, const QString &rule)
    {
        const auto amount = exact.toMoney(m_currency);
        if (!amount)
            return passOn(amount);
        if (!amount->isZero())
            m_result.credits.push_back({reason, *amount, *amount});
        if (m_recorder) {
            m_recorder->rule(rule);
            m_recorder->exact(exact);
            m_recorder->rounded(*amount);
        }
        return {};
    }

    Result<void> cap()
    {
        const auto most = (Exact(m_result.fee) * Exact::percent(m_table.capPercent)).toMoney(m_currency);
        if (!most)
            return passOn(most);
        MoneySum sum(m_currency);
        std::vector<Exact> weights;
        for (const ServiceLevelCredit &credit : m_result.credits) {
            sum.add(credit.uncapped);
            weights.emplace_back(credit.uncapped);
        }
        if (!sum.total())
            return passOn(sum.total());
        m_result.total = *sum.total();
        if (m_result.total.minor() > most->minor()) {
            const auto parts = allocate(*most, weights);
            if (!parts)
                return passOn(parts);
            for (size_t i = 0; i < m_result.credits.size(); ++i)
                m_result.credits[i].amount = (*parts)[i];
            m_result.total = *most;
            std::erase_if(m_result.credits, [](const ServiceLevelCredit &credit) { return credit.amount.isZero(); });
        }
        if (m_recorder) {
            const pricing::Step step(m_recorder, [] { return u"Service level credits"_s; });
            m_recorder->rule(
                u"sum, at most %1 % of the fee %2"_s.arg(m_table.capPercent.toShortString(), m_result.fee.toString()));
            m_recorder->rounded(m_result.total.negated());
        }
        return {};
    }

    const ServiceLevelTable &m_table;
    const ServiceLevelReport &m_report;
    Currency m_currency;
    pricing::Recorder *m_recorder;
    ServiceLevelResult m_result;
};

} // namespace

Result<void> validate(const ServiceLevelTable &table)
{
    if (!isPercentage(table.capPercent))
        return refuse(u"contracts.sla_percent"_s, u"cap_percent"_s);
    const auto bands = validateBands(table.uptime);
    return bands ? validatePromises(table.responses) : bands;
}

Result<ServiceLevelResult> serviceLevelCredits(const ServiceLevelTable &table, const std::vector<ServiceFee> &fees,
                                               const ServiceLevelReport &report, const Currency &currency,
                                               pricing::Recorder *recorder)
{
    if (const auto fine = validate(table); !fine)
        return passOn(fine);
    if (const auto fine = checkReport(table, report); !fine)
        return passOn(fine);
    return Settlement(table, report, currency, recorder).settle(fees);
}

} // namespace accord::contracts
