// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/booked_rate.h"

namespace accord::billing {

std::optional<Conversion> bookedRate(const Invoice &invoice)
{
    const auto text = [&](const QString &name) { return invoice.inputs.value(name).toString(); };
    const auto company = Currency::fromCode(text(u"company_currency"_s));
    const auto rate = Exact::parse(text(u"exchange_rate"_s));
    if (!company || !rate || *company == invoice.bill.currency)
        return std::nullopt;
    return Conversion{invoice.bill.currency, *company, *rate,
                      QDate::fromString(text(u"exchange_rate_day"_s), Qt::ISODate), text(u"exchange_rate_source"_s)};
}

std::optional<pricing::Derivation> explainBooked(const Invoice &invoice)
{
    const auto conversion = bookedRate(invoice);
    if (!conversion)
        return std::nullopt;
    const auto named = [](const Money &amount) { return amount.toString() + u' ' + amount.currency().code(); };
    pricing::Recorder recorder;
    {
        const pricing::Step step(&recorder, [&] { return u"Total in the books, %1"_s.arg(conversion->to.code()); });
        recorder.rule(u"total × rate, rounded once"_s);
        recorder.exact(Exact(invoice.bill.total) * conversion->rate);
        recorder.rounded(invoice.companyTotal);
        recorder.fact(u"Total"_s, named(invoice.bill.total));
        recorder.fact(u"Rate"_s, conversion->rate.toString(), conversion->toString());
    }
    return recorder.take().front();
}

} // namespace accord::billing
