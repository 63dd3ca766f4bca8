// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/approval.h"

#include <algorithm>

namespace accord::approvals {

namespace {

bool isDecided(const Approval &approval, const Seat &seat)
{
    return std::ranges::any_of(approval.decisions, [&](const Decision &d) { return d.step == seat.number; });
}

/// Whether \a user took part in a decision, or somebody did in their place.
bool tookPart(const Approval &approval, const QString &user)
{
    return std::ranges::any_of(approval.decisions,
                               [&](const Decision &d) { return d.decidedBy == user || d.onBehalfOf == user; });
}

/// Segregation of duties: holds for everybody, delegates too.
Result<void> standsApart(const Approval &approval, const QString &user)
{
    if (!approval.isApartFrom(user))
        return fail(ErrorKind::Forbidden, u"approvals.own_request"_s, {{u"user"_s, user}});
    if (tookPart(approval, user))
        return fail(ErrorKind::Forbidden, u"approvals.decided_before"_s, {{u"user"_s, user}});
    return {};
}

std::optional<Place> ownPlace(const Approval &approval, const std::vector<Seat> &open, const Decider &decider)
{
    for (const Seat &seat : open) {
        if (seat.asked.contains(decider.user, decider.roles))
            return Place{seat.number, {}, false};
    }
    for (const Seat &seat : open) {
        const QDateTime due = approval.escalatesAt(seat);
        if (due.isValid() && due <= decider.at && seat.escalation->to.contains(decider.user, decider.roles))
            return Place{seat.number, {}, true};
    }
    return std::nullopt;
}

/// A seat that was left to the decider, by somebody who may still give it away.
std::optional<Place> leftPlace(const Approval &approval, const std::vector<Seat> &open, const Decider &decider)
{
    for (const Seat &seat : open) {
        for (auto one = approval.delegations.rbegin(); one != approval.delegations.rend(); ++one) {
            if (one->step == seat.number && one->to == decider.user && standsApart(approval, one->from))
                return Place{seat.number, one->from, false};
        }
    }
    return std::nullopt;
}

Result<Place> standInPlace(const Approval &approval, const std::vector<Seat> &open, const Decider &decider)
{
    std::optional<Error> against;
    for (const Principal &principal : decider.standsInFor) {
        const auto seat = std::ranges::find_if(
            open, [&](const Seat &one) { return one.asked.contains(principal.user, principal.roles); });
        if (seat == open.end())
            continue;
        if (const auto apart = standsApart(approval, principal.user); !apart) {
            against = apart.error();
            continue;
        }
        if (!principal.limit || approval.amount.minor() <= principal.limit->minor())
            return Place{seat->number, principal.user, false};
        against = Error{ErrorKind::Forbidden,
                        u"approvals.delegation_limit"_s,
                        {{u"user"_s, decider.user},
                         {u"for"_s, principal.user},
                         {u"limit"_s, principal.limit->toString()},
                         {u"amount"_s, approval.amount.toString()},
                         {u"currency"_s, approval.amount.currency().code()}},
                        {}};
    }
    if (against)
        return tl::unexpected(*against);
    QStringList asked;
    for (const Seat &seat : open)
        asked << seat.asked.inWords();
    return fail(ErrorKind::Forbidden, u"approvals.role_missing"_s,
                {{u"user"_s, decider.user}, {u"role"_s, asked.join(u"; "_s)}});
}

} // namespace

bool Approval::isApartFrom(const QString &user) const
{
    return user != requestedBy && user != createdBy && (beneficiary.isEmpty() || user != beneficiary);
}

ApprovalState Approval::state() const
{
    if (superseded)
        return ApprovalState::Superseded;
    if (std::ranges::any_of(decisions, [](const Decision &d) { return d.verdict == Verdict::Reject; }))
        return ApprovalState::Rejected;
    return std::ranges::all_of(seats, [&](const Seat &seat) { return isDecided(*this, seat); })
               ? ApprovalState::Approved
               : ApprovalState::Pending;
}

std::vector<Seat> Approval::openSeats() const
{
    std::vector<Seat> open;
    if (state() != ApprovalState::Pending)
        return open;
    for (const Seat &seat : seats) {
        if (!isDecided(*this, seat) && (open.empty() || open.front().stage == seat.stage))
            open.push_back(seat);
    }
    return open;
}

int Approval::stage() const
{
    const auto open = openSeats();
    return open.empty() ? stages() : open.front().stage;
}

int Approval::stages() const
{
    return seats.empty() ? 0 : seats.back().stage;
}

std::optional<Delegation> Approval::delegation(int seat) const
{
    for (auto one = delegations.rbegin(); one != delegations.rend(); ++one) {
        if (one->step == seat)
            return *one;
    }
    return std::nullopt;
}

std::optional<Delegation> Approval::delegation() const
{
    for (const Seat &seat : openSeats()) {
        if (const auto left = delegation(seat.number))
            return left;
    }
    return std::nullopt;
}

QDateTime Approval::escalatesAt(const Seat &seat) const
{
    if (!seat.escalation)
        return {};
    QDateTime opened = requestedAt;
    for (const Decision &decision : decisions) {
        const auto decided = std::ranges::find(seats, decision.step, &Seat::number);
        if (decided != seats.end() && decided->stage < seat.stage)
            opened = std::max(opened, decision.decidedAt);
    }
    return hours.after(opened, seat.escalation->afterHours);
}

Result<Place> placeOf(const Approval &approval, const Decider &decider)
{
    if (approval.state() != ApprovalState::Pending)
        return fail(ErrorKind::Conflict, u"approvals.not_pending"_s, {{u"state"_s, toString(approval.state())}});
    if (const auto apart = standsApart(approval, decider.user); !apart)
        return passOn(apart);
    const std::vector<Seat> open = approval.openSeats();
    if (const auto own = ownPlace(approval, open, decider))
        return *own;
    if (const auto left = leftPlace(approval, open, decider))
        return *left;
    return standInPlace(approval, open, decider);
}

Result<void> mayDecide(const Approval &approval, const Decider &decider)
{
    const auto place = placeOf(approval, decider);
    return place ? Result<void>() : passOn(place);
}

Result<int> mayDelegate(const Approval &approval, const Decider &decider, const QString &to)
{
    Decider alone = decider;
    alone.standsInFor.clear();
    const auto place = placeOf(approval, alone);
    if (!place)
        return passOn(place);
    if (!place->onBehalfOf.isEmpty())
        return fail(ErrorKind::Forbidden, u"approvals.role_missing"_s,
                    {{u"user"_s, decider.user}, {u"role"_s, u"approver"_s}});
    if (to == decider.user || to.isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.delegate_self"_s);
    if (const auto apart = standsApart(approval, to); !apart)
        return passOn(apart);
    return place->seat;
}

Result<Approval> decide(Approval approval, const Decider &decider, Verdict verdict, const QString &reason,
                        const QByteArray &currentDigest)
{
    const auto place = placeOf(approval, decider);
    if (!place)
        return passOn(place);
    if (currentDigest != approval.digest)
        return fail(ErrorKind::Conflict, u"approvals.subject_changed"_s);
    if (verdict == Verdict::Reject && reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"approvals.reason_missing"_s);
    approval.decisions.push_back(
        {place->seat, decider.user, verdict, reason.trimmed(), decider.at, place->onBehalfOf, place->escalated});
    return approval;
}

QString toString(ApprovalState state)
{
    switch (state) {
    case ApprovalState::Pending:
        return u"pending"_s;
    case ApprovalState::Approved:
        return u"approved"_s;
    case ApprovalState::Rejected:
        return u"rejected"_s;
    case ApprovalState::Superseded:
        return u"superseded"_s;
    }
    Q_UNREACHABLE();
}

QString toString(Verdict verdict)
{
    return verdict == Verdict::Approve ? u"approve"_s : u"reject"_s;
}

} // namespace accord::approvals
