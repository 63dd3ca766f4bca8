// SPDX-License-Identifier: GPL-3.0-or-later
// Asking for approvals: for something without a document, and once more for what was rejected.
#include "ui/approvals/approvals_page.h"

#include "core/workspace/change_desk.h"
#include "core/workspace/record_change_kinds.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"
#include "ui/words/status_words.h"

#include <QtCore/QRegularExpression>

namespace accord::ui {

using approvals::SubjectKind;
using workspace::ApprovalDesk;
using workspace::ApprovalRow;
using workspace::MatterWish;

namespace {

/// What is asked about without a document; the others are asked about where they are made.
const std::vector<SubjectKind> &freeKinds()
{
    static const std::vector<SubjectKind> kinds{SubjectKind::Proposal,    SubjectKind::Discount,
                                                SubjectKind::CreditTerms, SubjectKind::InstalmentPlan,
                                                SubjectKind::PriceChange, SubjectKind::BudgetOverrun};
    return kinds;
}

QStringList listOf(const QString &text)
{
    static const QRegularExpression between(u"\\s*[,;]\\s*"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

Result<MatterWish> wishFrom(workspace::Services &services, const FieldDialog::Answers &answers)
{
    MatterWish wish;
    const auto kind = approvals::subjectKindFromString(answers[u"kind"_s]);
    const auto company = services.companyCurrency();
    if (!kind)
        return passOn(kind);
    if (!company)
        return passOn(company);
    const auto amount = Money::parse(answers[u"amount"_s], *company);
    if (!amount)
        return passOn(amount);
    wish.kind = *kind;
    wish.amount = *amount;
    wish.title = answers[u"title"_s];
    wish.reason = answers[u"reason"_s];
    wish.departments = listOf(answers[u"departments"_s]);
    wish.costCentres = listOf(answers[u"cost_centres"_s]);
    wish.beneficiary = answers[u"beneficiary"_s];
    if (const QString account = answers[u"account"_s]; !account.isEmpty()) {
        const auto found = services.accounts().findByReference(account);
        if (!found)
            return passOn(found);
        wish.account = found->id;
    }
    if (const QString discount = answers[u"discount"_s]; !discount.isEmpty()) {
        const auto percent = Decimal::parse(discount);
        if (!percent)
            return passOn(percent);
        wish.discountPercent = *percent;
    }
    if (const QString days = answers[u"net_days"_s]; !days.isEmpty()) {
        const auto number = workspace::netDaysFrom(days);
        if (!number)
            return passOn(number);
        wish.netDays = *number;
    }
    return wish;
}

} // namespace

FieldDialog *ApprovalsPage::dialog() const
{
    return m_acts->dialog();
}

void ApprovalsPage::askForApproval()
{
    QList<std::pair<QString, QString>> kinds;
    for (const SubjectKind kind : freeKinds())
        kinds << std::pair(approvals::toString(kind), nameOf(kind));
    m_acts->ask({u"approval_request"_s,
                 tr("Ask for an approval"),
                 tr("Of something that has no document here. The policy says who has to agree."),
                 {{u"kind"_s, tr("Kind"), approvals::toString(SubjectKind::Discount), {}, kinds},
                  {u"title"_s, tr("What"), {}, tr("In a few words")},
                  {u"account"_s, tr("Customer"), {}, tr("Number or name; empty: none")},
                  {u"amount"_s, tr("Amount"), {}, tr("In company currency")},
                  {u"discount"_s, tr("Discount in %"), {}, tr("Empty: none")},
                  {u"net_days"_s, tr("Days until payment"), {}, tr("Empty: not said")},
                  {u"departments"_s, tr("Departments"), {}, tr("With commas; empty: none")},
                  {u"cost_centres"_s, tr("Cost centres"), {}, tr("With commas; empty: none")},
                  {u"beneficiary"_s, tr("Who gains by it"), {}, tr("User name; empty: nobody")},
                  {u"reason"_s, tr("Reason")}},
                 tr("Ask")},
                [](workspace::Services &services, const FieldDialog::Answers &answers) -> Result<QString> {
                    const auto wish = wishFrom(services, answers);
                    if (!wish)
                        return passOn(wish);
                    return ApprovalDesk(services).request(*wish).map([&](const auto &asked) {
                        return asked ? tr("“%1” waits to be approved.").arg(wish->title)
                                     : tr("Nobody has to agree to “%1”: the policy asks nobody.").arg(wish->title);
                    });
                });
}

QString ApprovalsPage::reasonAgainstRequest() const
{
    return m_rights->reasonAgainst(workspace::Act::RequestMatter);
}

QString ApprovalsPage::reasonAgainstAgain() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    const ApprovalRow *row = m_model->rowAt(m_table->currentIndex());
    if (!row)
        return tr("Nothing is selected.");
    const auto state = row->approval.state();
    if (state == approvals::ApprovalState::Pending)
        return tr("It still waits.");
    if (state == approvals::ApprovalState::Approved)
        return tr("It was approved.");
    return row->approval.requestedBy == m_workspace.actor()
               ? QString()
               : tr("Only %1, who asked, can ask again.").arg(row->requestedByName);
}

void ApprovalsPage::askAgain()
{
    if (!reasonAgainstAgain().isEmpty())
        return;
    m_acts->run([id = m_model->rowAt(m_table->currentIndex())->approval.id](
                    workspace::Services &services, const FieldDialog::Answers &) -> Result<QString> {
        return workspace::ChangeDesk(services).again(id).map([](const workspace::ChangeOutcome &outcome) {
            return outcome.approval ? tr("Asked again: it waits to be approved.")
                                    : tr("Nobody has to agree any more: it is done.");
        });
    });
}

std::vector<Command> ApprovalsPage::requestCommands()
{
    const QString group = tr("Approvals");
    return {{u"approvals.request"_s,
             tr("Ask for an approval…"),
             u"plus"_s,
             {QKeySequence(Qt::Key_N)},
             CommandScope::List,
             group,
             [this] { askForApproval(); },
             [this] { return reasonAgainstRequest(); }},
            {u"approvals.again"_s,
             tr("Ask again for what was rejected"),
             u"rotate-ccw"_s,
             {QKeySequence(u"Shift+R"_s)},
             CommandScope::List,
             group,
             [this] { askAgain(); },
             [this] { return reasonAgainstAgain(); }}};
}

} // namespace accord::ui
