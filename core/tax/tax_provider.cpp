// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/tax_provider.h"

namespace accord::tax {

namespace {
tl::unexpected<Error> inconsistent(const QString &what)
{
    return fail(ErrorKind::InvalidInput, u"tax.answer_inconsistent"_s, {{u"what"_s, what}});
}
} // namespace

Result<TaxAnswer> RateTableProvider::taxOn(const TaxRequest &request, pricing::Recorder *recorder) const
{
    TaxAnswer answer;
    std::vector<TaxableLine> lines;
    for (const TaxRequestLine &line : request.lines) {
        const auto components = componentsFor(request.seller, line.buyer, request.day, m_rates);
        if (!components)
            return passOn(components);
        answer.components.push_back(*components);
        lines.push_back({line.net, *components});
    }
    const auto result = computeTax(lines, request.currency, recorder, request.rounding);
    if (!result)
        return passOn(result);
    answer.result = *result;
    return answer;
}

Result<void> checkAnswer(const TaxRequest &request, const TaxAnswer &answer)
{
    if (answer.components.size() != request.lines.size() || answer.result.perLine.size() != request.lines.size())
        return inconsistent(u"lines"_s);
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
