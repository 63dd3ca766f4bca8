// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/policy.h"

namespace accord::approvals {

namespace {
bool meets(const PolicyRule &rule, const Subject &subject)
{
    return rule.kind == subject.kind && (!rule.above || subject.amount.minor() > rule.above->minor())
           && (rule.department.isEmpty() || subject.departments.contains(rule.department))
           && (rule.costCentre.isEmpty() || subject.costCentres.contains(rule.costCentre));
}
} // namespace

QString PolicyRule::inWords() const
{
    QString words = toString(kind).replace(u'_', u' ');
    if (above)
        words += u" above %1 %2"_s.arg(above->toString(), above->currency().code());
    if (!department.isEmpty())
        words += u", department "_s + department;
    if (!costCentre.isEmpty())
        words += u", cost centre "_s + costCentre;
    return words;
}

Result<std::vector<PolicyRule>> rulesFor(const Subject &subject, const std::vector<PolicyRule> &matrix)
{
    std::vector<PolicyRule> asking;
    for (const PolicyRule &rule : matrix) {
        if (rule.kind == subject.kind && rule.above && rule.above->currency() != subject.amount.currency())
            return fail(ErrorKind::InvalidInput, u"money.currency_mix"_s,
                        {{u"one"_s, rule.above->currency().code()}, {u"other"_s, subject.amount.currency().code()}});
        if (meets(rule, subject))
            asking.push_back(rule);
    }
    std::sort(asking.begin(), asking.end(), [](const PolicyRule &a, const PolicyRule &b) {
        return a.step != b.step ? a.step < b.step : a.id < b.id;
    });
    return asking;
}

QString toString(SubjectKind kind)
{
    switch (kind) {
    case SubjectKind::Invoice:
        return u"invoice"_s;
    case SubjectKind::CreditNote:
        return u"credit_note"_s;
    case SubjectKind::Contract:
        return u"contract"_s;
    case SubjectKind::BudgetOverrun:
        return u"budget_overrun"_s;
    case SubjectKind::WriteOff:
        return u"write_off"_s;
    case SubjectKind::ServiceAction:
        return u"service_action"_s;
    }
    Q_UNREACHABLE();
}

Result<SubjectKind> subjectKindFromString(const QString &text)
{
    for (const auto kind : {SubjectKind::Invoice, SubjectKind::CreditNote, SubjectKind::Contract,
                            SubjectKind::BudgetOverrun, SubjectKind::WriteOff, SubjectKind::ServiceAction}) {
        if (toString(kind) == text)
            return kind;
    }
    return fail(ErrorKind::InvalidInput, u"approvals.kind_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::approvals
