// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/approval_decisions.h"

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

void ApprovalDecisions::askAndReject(const ApprovalId &id, const QString &subject, QWidget *over)
{
    auto *dialog = new QDialog(over->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Reject"));
    auto *question
        = new Label(tr("Reject %1. The requester reads the reason.").arg(subject), TextRole::Body, Token::Text, dialog);
    question->setWordWrap(true);
    auto *reason = new QPlainTextEdit(dialog);
    reason->setAccessibleName(tr("Reason"));
    reason->setPlaceholderText(tr("Reason"));
    reason->setTabChangesFocus(true);
    reason->setFixedHeight(4 * metrics::control);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *send = buttons->addButton(tr("Reject"), QDialogButtonBox::AcceptRole);
    setButtonKind(send, ButtonKind::Danger);
    send->setEnabled(false);
    connect(reason, &QPlainTextEdit::textChanged, send,
            [reason, send] { send->setEnabled(!reason->toPlainText().trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto *commit = new QShortcut(QKeySequence(u"Ctrl+Return"_s), dialog);
    connect(commit, &QShortcut::activated, send, &QPushButton::click);
    connect(dialog, &QDialog::accepted, this,
            [this, id, subject, reason] { reject(id, subject, reason->toPlainText().trimmed()); });
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(question);
    layout->addWidget(reason);
    layout->addWidget(buttons);
    dialog->setMinimumWidth(metrics::inspector);
    dialog->open();
    reason->setFocus();
}

QString subjectOf(const workspace::ApprovalRow &row)
{
    const QString name = row.accountName.isEmpty() ? nameOf(row.approval.kind) : row.accountName;
    return ApprovalDecisions::tr("%1, %2").arg(name, moneyText(row.total.value_or(row.approval.amount)));
}

} // namespace accord::ui
