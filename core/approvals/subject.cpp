// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/subject.h"

#include <QtCore/QJsonArray>

namespace accord::approvals {

namespace {
QStringList strings(const QJsonValue &array)
{
    QStringList list;
    for (const QJsonValue &value : array.toArray())
        list << value.toString();
    return list;
}
} // namespace

const std::vector<SubjectKind> &allSubjectKinds()
{
    using enum SubjectKind;
    static const std::vector<SubjectKind> all{Invoice,  CreditNote,     Contract,    BudgetOverrun,
                                              Discount, Proposal,       CreditTerms, WriteOff,
                                              Refund,   InstalmentPlan, PriceChange, ServiceAction};
    return all;
}

std::vector<Subject> withItsContract(const Subject &subject)
{
    std::vector<Subject> all{subject};
    if (subject.contractValue) {
        all.push_back(subject);
        all.back().kind = SubjectKind::Contract;
        all.back().amount = *subject.contractValue;
        all.back().contractValue.reset();
    }
    return all;
}

QJsonObject factsToJson(const Subject &subject)
{
    QJsonObject facts;
    if (!subject.departments.isEmpty())
        facts.insert(u"departments"_s, QJsonArray::fromStringList(subject.departments));
    if (!subject.costCentres.isEmpty())
        facts.insert(u"cost_centres"_s, QJsonArray::fromStringList(subject.costCentres));
    if (subject.discountPercent)
        facts.insert(u"discount_percent"_s, subject.discountPercent->toShortString());
    if (subject.netDays)
        facts.insert(u"net_days"_s, *subject.netDays);
    if (subject.contractValue)
        facts.insert(u"contract_value"_s, subject.contractValue->toString());
    return facts;
}

Subject subjectFromFacts(SubjectKind kind, const Money &amount, const QJsonObject &facts)
{
    Subject subject{kind, amount, strings(facts.value(u"departments"_s)), strings(facts.value(u"cost_centres"_s))};
    if (const auto percent = Decimal::parse(facts.value(u"discount_percent"_s).toString()); percent)
        subject.discountPercent = *percent;
    if (facts.contains(u"net_days"_s))
        subject.netDays = facts.value(u"net_days"_s).toInt();
    if (const auto value = Money::parse(facts.value(u"contract_value"_s).toString(), amount.currency()); value)
        subject.contractValue = *value;
    return subject;
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
    case SubjectKind::Discount:
        return u"discount"_s;
    case SubjectKind::Proposal:
        return u"proposal"_s;
    case SubjectKind::CreditTerms:
        return u"credit_terms"_s;
    case SubjectKind::WriteOff:
        return u"write_off"_s;
    case SubjectKind::Refund:
        return u"refund"_s;
    case SubjectKind::InstalmentPlan:
        return u"instalment_plan"_s;
    case SubjectKind::PriceChange:
        return u"price_change"_s;
    case SubjectKind::ServiceAction:
        return u"service_action"_s;
    }
    Q_UNREACHABLE();
}

Result<SubjectKind> subjectKindFromString(const QString &text)
{
    QStringList known;
    for (const auto kind : allSubjectKinds()) {
        if (toString(kind) == text)
            return kind;
        known << toString(kind);
    }
    return fail(ErrorKind::InvalidInput, u"approvals.kind_unknown"_s,
                {{u"value"_s, text}, {u"known"_s, known.join(u", "_s)}});
}

} // namespace accord::approvals
