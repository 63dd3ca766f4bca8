// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approval_decisions.h"

#include "ui/approvals/delegation_dialog.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/words/status_words.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QDialog>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QPlainTextEdit>

namespace accord::ui {

using approvals::Approval;
using approvals::ApprovalId;
using approvals::Verdict;

ApprovalDecisions::ApprovalDecisions(workspace::Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{ }

void ApprovalDecisions::approve(const ApprovalId &id, const QString &subject)
{
    decide(id, Verdict::Approve, {}, tr("Approved: %1.").arg(subject));
}

void ApprovalDecisions::reject(const ApprovalId &id, const QString &subject, const QString &reason)
{
    decide(id, Verdict::Reject, reason, tr("Rejected: %1.").arg(subject));
}

void ApprovalDecisions::decide(const ApprovalId &id, Verdict verdict, const QString &reason, const QString &sentence)
{
    if (std::exchange(m_busy, true))
        return;
    m_workspace.start(
        this,
        [id, verdict, reason](workspace::Services &services, jobs::Progress &) {
            return workspace::ApprovalDesk(services).decide(id, verdict, reason);
        },
        [this, sentence](const Result<Approval> &result) {
            m_busy = false;
            if (!result)
                return Q_EMIT refused(inWords(result.error()).paragraph());
            const bool waits = result->state() == approvals::ApprovalState::Pending;
            Q_EMIT decided(waits ? tr("%1 The next step waits for somebody else.").arg(sentence) : sentence);
            m_workspace.announceChange();
        });
}

void ApprovalDecisions::approveAll(const std::vector<ApprovalId> &ids)
{
    if (std::exchange(m_busy, true))
        return;
    m_workspace.start(
        this,
        [ids](workspace::Services &services, jobs::Progress &) {
            return workspace::ApprovalDesk(services).approveAll(ids);
        },
        [this, count = int(ids.size())](const Result<std::vector<workspace::RefusedDecision>> &result) {
            m_busy = false;
            if (!result)
                return Q_EMIT refused(inWords(result.error()).paragraph());
            const int failed = int(result->size());
            if (failed > 0)
                Q_EMIT refused(tr("%n item(s) could not be approved.", nullptr, failed) + u' '
                               + inWords(result->front().error).happened);
            if (count > failed)
                Q_EMIT decided(tr("%n item(s) approved.", nullptr, count - failed));
            m_workspace.announceChange();
        });
}

namespace {

/// A dialog that asks for a few sentences, kept as a draft of \a form; \a then hears them.
void askForText(workspace::Workspace &workspace, const QString &form, const QString &title, const QString &sentence,
                const QString &field, ButtonKind kind, QWidget *over, QObject *owner,
                const std::function<void(const QString &)> &then)
{
    auto *dialog = new QDialog(over->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *question = new Label(sentence, TextRole::Body, Token::Text, dialog);
    question->setWordWrap(true);
    auto *text = new QPlainTextEdit(dialog);
    text->setAccessibleName(field);
    text->setPlaceholderText(field);
    text->setTabChangesFocus(true);
    text->setFixedHeight(4 * metrics::control);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *send = buttons->addButton(title, QDialogButtonBox::AcceptRole);
    setButtonKind(send, kind);
    send->setEnabled(false);
    QObject::connect(text, &QPlainTextEdit::textChanged, send,
                     [text, send] { send->setEnabled(!text->toPlainText().trimmed().isEmpty()); });
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *commit = new QShortcut(QKeySequence(u"Ctrl+Return"_s), dialog);
    QObject::connect(commit, &QShortcut::activated, send, &QPushButton::click);
    QObject::connect(dialog, &QDialog::accepted, owner, [then, text] { then(text->toPlainText().trimmed()); });
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(question);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->setMinimumWidth(metrics::inspector);
    new FormDraft(workspace, form, {{u"text"_s, text}}, dialog);
    dialog->open();
    text->setFocus();
}

} // namespace

void ApprovalDecisions::askAndReject(const ApprovalId &id, const QString &subject, QWidget *over)
{
    askForText(m_workspace, u"rejection/"_s + id.toString(), tr("Reject"),
               tr("Reject %1. The requester reads the reason.").arg(subject), tr("Reason"), ButtonKind::Danger, over,
               this, [this, id, subject](const QString &reason) { reject(id, subject, reason); });
}

void ApprovalDecisions::askAndSay(const ApprovalId &id, const QString &subject, QWidget *over)
{
    askForText(m_workspace, u"question/"_s + id.toString(), tr("Ask"),
               tr("A question about %1, or an answer to one. It stands beside the request for everybody.").arg(subject),
               tr("Question or answer"), ButtonKind::Primary, over, this,
               [this, id](const QString &text) { say(id, text); });
}

void ApprovalDecisions::say(const ApprovalId &id, const QString &text)
{
    m_workspace.start(
        this,
        [id, text](workspace::Services &services, jobs::Progress &) {
            return workspace::ApprovalDesk(services).say(id, text);
        },
        [this](const Result<> &result) { tell(result, tr("It stands beside the request now.")); });
}

void ApprovalDecisions::tell(const Result<> &result, const QString &sentence)
{
    if (!result)
        return Q_EMIT refused(inWords(result.error()).paragraph());
    Q_EMIT decided(sentence);
    m_workspace.announceChange();
}

void ApprovalDecisions::askAndDelegate(const ApprovalId &id, const QString &subject, QWidget *over)
{
    m_workspace.start(
        this,
        [id](workspace::Services &services, jobs::Progress &) -> Result<Choice> {
            auto people = workspace::ApprovalDesk(services).candidates(id);
            const auto company = services.companyCurrency();
            if (!people)
                return passOn(people);
            return company ? Result<Choice>(Choice{std::move(*people), *company}) : passOn(company);
        },
        [this, id, subject, over = QPointer<QWidget>(over)](const Result<Choice> &choice) {
            if (!choice)
                return Q_EMIT refused(inWords(choice.error()).paragraph());
            if (choice->people.empty())
                return Q_EMIT refused(tr("There is nobody to whom this can be left."));
            if (over)
                openDelegation(id, subject, *choice, over);
        });
}

void ApprovalDecisions::openDelegation(const ApprovalId &id, const QString &subject, const Choice &choice,
                                       QWidget *over)
{
    auto *dialog
        = new DelegationDialog(subject, choice.people, choice.company, m_workspace.clock().today(), over->window());
    connect(dialog, &DelegationDialog::oneChosen, this,
            [this, id](const workspace::Candidate &to, const QString &note) { delegate(id, to, note); });
    connect(dialog, &DelegationDialog::daysChosen, this, &ApprovalDecisions::standIn);
    dialog->open();
}

void ApprovalDecisions::standIn(const workspace::StandInWish &wish, const QString &name)
{
    m_workspace.start(
        this,
        [wish](workspace::Services &services, jobs::Progress &) { return workspace::StandIns(services).add(wish); },
        [this, name](const Result<approvals::StandingDelegation> &made) {
            tell(made ? Result<>() : passOn(made),
                 made ? tr("%1 decides in your place until %2.").arg(name, dateText(made->period.lastDay()))
                      : QString());
        });
}

void ApprovalDecisions::delegate(const ApprovalId &id, const workspace::Candidate &to, const QString &note)
{
    m_workspace.start(
        this,
        [id, user = to.user, note](workspace::Services &services, jobs::Progress &) {
            return workspace::ApprovalDesk(services).delegate(id, user, note);
        },
        [this, name = to.name](const Result<> &result) { tell(result, tr("Left to %1.").arg(name)); });
}

QString subjectOf(const workspace::ApprovalRow &row)
{
    const QString name = row.accountName.isEmpty() ? nameOf(row.approval.kind) : row.accountName;
    return ApprovalDecisions::tr("%1, %2").arg(name, moneyText(row.total.value_or(row.approval.amount)));
}

} // namespace accord::ui
