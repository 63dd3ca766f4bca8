// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/tax_provider.h"

#include "core/tax/inclusive.h"

namespace accord::tax {

namespace {
tl::unexpected<Error> inconsistent(const QString &what)
{
    return fail(ErrorKind::InvalidInput, u"tax.answer_inconsistent"_s, {{u"what"_s, what}});
}

Result<void> add(const TaxRequest &request, TaxAnswer &answer, pricing::Recorder *recorder)
{
    std::vector<TaxableLine> lines;
    for (size_t i = 0; i < request.lines.size(); ++i) {
        lines.push_back({request.lines[i].amount, answer.components[i]});
        answer.nets.push_back(request.lines[i].amount);
    }
    auto result = computeTax(lines, request.currency, recorder, request.rounding);
    if (!result)
        return passOn(result);
    answer.result = std::move(*result);
    return {};
}

Result<void> takeOut(const TaxRequest &request, TaxAnswer &answer, pricing::Recorder *recorder)
{
    std::vector<GrossLine> lines;
    for (size_t i = 0; i < request.lines.size(); ++i)
        lines.push_back({request.lines[i].amount, answer.components[i]});
    auto result = computeInclusiveTax(lines, request.currency, recorder);
    if (!result)
        return passOn(result);
    answer.nets = std::move(result->lineNets);
    answer.result = std::move(result->tax);
    return {};
}

/// Says which certificates take a tax away, and for how long they do.
void recordCertificates(const std::vector<Component> &components, const BuyerFacts &buyer, const QDate &day,
                        pricing::Recorder *recorder)
{
    for (const Component &component : components) {
        const bool isExempt
            = component.category == Category::Exempt && buyer.standing != accounts::TaxStanding::Government;
        const auto certificate = std::ranges::find_if(buyer.certificates, [&](const auto &one) {
            return isExempt && one.isValidOn(day) && one.covers(component.jurisdiction);
        });
        if (!recorder || certificate == buyer.certificates.end())
            continue;
        const QString until = certificate->validTo.isValid()
                                  ? u"to "_s + certificate->validTo.addDays(-1).toString(Qt::ISODate)
                                  : u"without end"_s;
        recorder->fact(u"No tax of %1: exemption certificate %2"_s.arg(component.jurisdiction, certificate->number),
                       certificate->reason,
                       u"certificate for %1, valid from %2 %3"_s.arg(
                           certificate->jurisdiction, certificate->validFrom.toString(Qt::ISODate), until));
    }
}

} // namespace

Result<TaxAnswer> RateTableProvider::taxOn(const TaxRequest &request, pricing::Recorder *recorder) const
{
    std::vector<std::vector<Component>> ofBuyers;
    for (const BuyerFacts &buyer : request.buyers) {
        auto components = componentsFor(request.seller, buyer, request.day, m_rates);
        if (!components)
            return passOn(components);
        recordCertificates(*components, buyer, request.day, recorder);
        ofBuyers.push_back(std::move(*components));
    }
    TaxAnswer answer;
    for (const TaxRequestLine &line : request.lines)
        answer.components.push_back(ofBuyers.at(line.buyer));
    const auto computed = request.taxIncluded ? takeOut(request, answer, recorder) : add(request, answer, recorder);
    return computed.map([&] { return std::move(answer); });
}

Result<void> checkAnswer(const TaxRequest &request, const TaxAnswer &answer)
{
    const size_t lines = request.lines.size();
    if (answer.components.size() != lines || answer.nets.size() != lines || answer.result.perLine.size() != lines)
        return inconsistent(u"lines"_s);
    for (size_t i = 0; i < lines; ++i) {
        const auto amount
            = request.taxIncluded ? answer.nets[i].plus(answer.result.perLine[i]) : Result<Money>(answer.nets[i]);
        if (!amount || *amount != request.lines[i].amount)
            return inconsistent(u"net of a line"_s);
    }
    for (const auto &components : answer.components)
        if (components.empty())
            return inconsistent(u"components"_s);
    MoneySum ofLines(request.currency), ofGroups(request.currency);
    for (const Money &tax : answer.result.perLine)
        ofLines.add(tax);
    for (const TaxGroup &group : answer.result.groups)
        ofGroups.add(group.tax);
    if (!ofLines.total() || *ofLines.total() != answer.result.total)
        return inconsistent(u"tax per line"_s);
    if (!ofGroups.total() || *ofGroups.total() != answer.result.total)
        return inconsistent(u"tax per group"_s);
    return {};
}

} // namespace accord::tax
