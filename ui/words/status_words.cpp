// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/status_words.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {
namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

} // namespace

Badge badgeOf(billing::InvoiceStatus status)
{
    using billing::InvoiceStatus;
    switch (status) {
    case InvoiceStatus::Draft:
        return {Tr::tr("Draft"), Tone::Neutral};
    case InvoiceStatus::InApproval:
        return {Tr::tr("In approval"), Tone::Warning};
    case InvoiceStatus::Approved:
        return {Tr::tr("Approved"), Tone::Info};
    case InvoiceStatus::Issued:
        return {Tr::tr("Issued"), Tone::Info};
    case InvoiceStatus::PartlyPaid:
        return {Tr::tr("Partly paid"), Tone::Warning};
    case InvoiceStatus::Paid:
        return {Tr::tr("Paid"), Tone::Good};
    case InvoiceStatus::Overdue:
        return {Tr::tr("Overdue"), Tone::Bad};
    case InvoiceStatus::WrittenOff:
        return {Tr::tr("Written off"), Tone::Neutral};
    case InvoiceStatus::Credited:
        return {Tr::tr("Credited"), Tone::Neutral};
    case InvoiceStatus::Void:
        return {Tr::tr("Void"), Tone::Neutral};
    }
    return {};
}

Badge badgeOf(billing::CreditNoteState state)
{
    using billing::CreditNoteState;
    switch (state) {
    case CreditNoteState::Draft:
        return {Tr::tr("Rejected"), Tone::Bad};
    case CreditNoteState::InApproval:
        return {Tr::tr("In approval"), Tone::Warning};
    case CreditNoteState::Approved:
        return {Tr::tr("Approved"), Tone::Info};
    case CreditNoteState::Issued:
        return {Tr::tr("Issued"), Tone::Good};
    case CreditNoteState::Void:
        return {Tr::tr("Void"), Tone::Neutral};
    }
    return {};
}

Badge badgeOf(accounts::AccountStatus status)
{
    using accounts::AccountStatus;
    switch (status) {
    case AccountStatus::Prospect:
        return {Tr::tr("Prospect"), Tone::Info};
    case AccountStatus::Active:
        return {Tr::tr("Active"), Tone::Good};
    case AccountStatus::Closed:
        return {Tr::tr("Closed"), Tone::Neutral};
    }
    return {};
}

Badge badgeOf(approvals::ApprovalState state)
{
    using approvals::ApprovalState;
    switch (state) {
    case ApprovalState::Pending:
        return {Tr::tr("Waiting"), Tone::Warning};
    case ApprovalState::Approved:
        return {Tr::tr("Approved"), Tone::Good};
    case ApprovalState::Rejected:
        return {Tr::tr("Rejected"), Tone::Bad};
    case ApprovalState::Superseded:
        return {Tr::tr("Replaced"), Tone::Neutral};
    }
    return {};
}

Badge badgeOf(contracts::Severity severity)
{
    using contracts::Severity;
    switch (severity) {
    case Severity::Note:
        return {Tr::tr("Note"), Tone::Info};
    case Severity::Warning:
        return {Tr::tr("Warning"), Tone::Warning};
    case Severity::Blocking:
        return {Tr::tr("Blocks billing"), Tone::Bad};
    }
    return {};
}

QString nameOf(approvals::SubjectKind kind)
{
    using approvals::SubjectKind;
    switch (kind) {
    case SubjectKind::Invoice:
        return Tr::tr("Invoice");
    case SubjectKind::CreditNote:
        return Tr::tr("Credit note");
    case SubjectKind::Contract:
        return Tr::tr("Contract");
    case SubjectKind::BudgetOverrun:
        return Tr::tr("Budget overrun");
    case SubjectKind::Discount:
        return Tr::tr("Discount");
    case SubjectKind::Proposal:
        return Tr::tr("Proposal");
    case SubjectKind::CreditTerms:
        return Tr::tr("Credit terms");
    case SubjectKind::WriteOff:
        return Tr::tr("Write-off");
    case SubjectKind::Refund:
        return Tr::tr("Refund");
    case SubjectKind::InstalmentPlan:
        return Tr::tr("Instalment plan");
    case SubjectKind::PriceChange:
        return Tr::tr("Price change");
    case SubjectKind::ServiceAction:
        return Tr::tr("Service action");
    }
    return {};
}

QString segmentName(const QString &segment)
{
    if (segment == "enterprise"_L1)
        return Tr::tr("Enterprise");
    if (segment == "team"_L1)
        return Tr::tr("Team");
    if (segment == "developer"_L1)
        return Tr::tr("Developer");
    return segment;
}

QString roleName(const QString &role)
{
    if (role == "billing"_L1)
        return Tr::tr("Billing");
    if (role == "approver"_L1)
        return Tr::tr("Approver");
    if (role == "controller"_L1)
        return Tr::tr("Controller");
    if (role == "csm"_L1)
        return Tr::tr("Customer success");
    if (role == "rep"_L1)
        return Tr::tr("Sales");
    if (role == "admin"_L1)
        return Tr::tr("Administrator");
    if (role == "manager"_L1)
        return Tr::tr("Manager");
    if (role == "legal"_L1)
        return Tr::tr("Legal");
    if (role == "auditor"_L1)
        return Tr::tr("Auditor");
    if (role == "worker"_L1)
        return Tr::tr("Worker process");
    return role;
}

QString periodText(const Period &period)
{
    if (!period.start.isValid())
        return noValue();
    if (period == Period::monthOf(period.start))
        return QLocale().toString(period.start, u"MMMM yyyy"_s);
    return Tr::tr("%1 – %2").arg(dateText(period.start), dateText(period.lastDay()));
}

QString distanceText(const QDate &today, const QDate &day)
{
    if (!day.isValid())
        return noValue();
    const int days = int(today.daysTo(day));
    if (days == 0)
        return Tr::tr("today");
    return days > 0 ? Tr::tr("in %n day(s)", nullptr, days) : Tr::tr("%n day(s) ago", nullptr, -days);
}

} // namespace accord::ui
