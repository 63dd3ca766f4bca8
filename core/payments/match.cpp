// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/match.h"

#include <algorithm>

namespace accord::payments {

QString toString(MatchReason reason)
{
    switch (reason) {
    case MatchReason::StructuredReference:
        return u"structured_reference"_s;
    case MatchReason::EndToEndId:
        return u"end_to_end_id"_s;
    case MatchReason::TraceNumber:
        return u"trace_number"_s;
    case MatchReason::NumberInText:
        return u"number_in_text"_s;
    case MatchReason::ShortNumberInList:
        return u"short_number_in_list"_s;
    case MatchReason::RemittanceAdvice:
        return u"remittance_advice"_s;
    case MatchReason::EndOfNumber:
        return u"end_of_number"_s;
    case MatchReason::PurchaseOrder:
        return u"purchase_order"_s;
    case MatchReason::SimilarNumber:
        return u"similar_number"_s;
    case MatchReason::PayerAccount:
        return u"payer_account"_s;
    case MatchReason::PayerName:
        return u"payer_name"_s;
    case MatchReason::SingleOpenAmount:
        return u"single_open_amount"_s;
    case MatchReason::SeveralWithAmount:
        return u"several_with_amount"_s;
    case MatchReason::Combination:
        return u"combination"_s;
    case MatchReason::AmountEqualsSum:
        return u"amount_equals_sum"_s;
    case MatchReason::CreditNoteNetted:
        return u"credit_note_netted"_s;
    case MatchReason::BankCharges:
        return u"bank_charges"_s;
    case MatchReason::EarlyDiscount:
        return u"early_discount"_s;
    case MatchReason::LateDiscount:
        return u"late_discount"_s;
    case MatchReason::Withholding:
        return u"withholding"_s;
    case MatchReason::WithinTolerance:
        return u"within_tolerance"_s;
    case MatchReason::Partial:
        return u"partial"_s;
    case MatchReason::Overpaid:
        return u"overpaid"_s;
    case MatchReason::PaidTwice:
        return u"paid_twice"_s;
    case MatchReason::SettledBefore:
        return u"settled_before"_s;
    case MatchReason::LateCharges:
        return u"late_charges"_s;
    case MatchReason::ParentPays:
        return u"parent_pays"_s;
    case MatchReason::OtherPayer:
        return u"other_payer"_s;
    case MatchReason::OtherCurrency:
        return u"other_currency"_s;
    case MatchReason::OtherCompany:
        return u"other_company"_s;
    case MatchReason::ByHand:
        return u"by_hand"_s;
    }
    Q_UNREACHABLE();
}

QString toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Automatic:
        return u"automatic"_s;
    case Verdict::Proposed:
        return u"proposed"_s;
    case Verdict::Unapplied:
        return u"unapplied"_s;
    case Verdict::Repeated:
        return u"repeated"_s;
    case Verdict::Returned:
        return u"returned"_s;
    case Verdict::ReturnUnknown:
        return u"return_unknown"_s;
    }
    Q_UNREACHABLE();
}

Money Application::settled() const
{
    return Money(cash.minor() + discount.minor() + withheld.minor() + writtenOff.minor(), cash.currency());
}

Result<Decision> accepted(const Decision &decision, size_t place, const QString &certificate)
{
    const bool isOpen = decision.verdict == Verdict::Proposed || decision.verdict == Verdict::Unapplied;
    if (!isOpen || place >= decision.matches.size())
        return fail(ErrorKind::InvalidInput, u"payments.no_such_match"_s,
                    {{u"payment"_s, decision.payment}, {u"matches"_s, qulonglong(decision.matches.size())}});
    Match match = decision.matches[place];
    if (match.has(MatchReason::Withholding) && certificate.isEmpty())
        return fail(ErrorKind::InvalidInput, u"payments.certificate_missing"_s, {{u"payment"_s, decision.payment}});
    if (match.has(MatchReason::OtherCurrency))
        return fail(ErrorKind::InvalidInput, u"payments.rate_missing"_s, {{u"payment"_s, decision.payment}});
    match.certificate = certificate;
    Decision made = decision;
    made.verdict = Verdict::Automatic;
    made.matches = {match};
    return made;
}

bool Match::has(MatchReason reason) const
{
    return std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
}

} // namespace accord::payments
