// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/approval_desk.h"
#include "core/workspace/stand_ins.h"
#include "core/workspace/workspace.h"

#include <QtCore/QObject>

class QWidget;

namespace accord::ui {

/// Makes decisions off the window's thread and says how they went. Shared by the page and the small window.
class ApprovalDecisions : public QObject
{
    Q_OBJECT
public:
    explicit ApprovalDecisions(workspace::Workspace &workspace, QObject *parent = nullptr);

    void approve(const approvals::ApprovalId &id, const QString &subject);
    void approveAll(const std::vector<approvals::ApprovalId> &ids);
    /// Asks for the reason, which a rejection needs, and rejects.
    void askAndReject(const approvals::ApprovalId &id, const QString &subject, QWidget *over);
    void reject(const approvals::ApprovalId &id, const QString &subject, const QString &reason);
    /// Asks for a question about the request, or an answer, and sends it.
    void askAndSay(const approvals::ApprovalId &id, const QString &subject, QWidget *over);
    /// Asks whom to leave the decision to.
    void askAndDelegate(const approvals::ApprovalId &id, const QString &subject, QWidget *over);
    void say(const approvals::ApprovalId &id, const QString &text);
    void delegate(const approvals::ApprovalId &id, const workspace::Candidate &to, const QString &note);
    /// Leaves everything to another person for some days.
    void standIn(const workspace::StandInWish &wish, const QString &name);
    bool isBusy() const { return m_busy; }

Q_SIGNALS:
    /// Something was decided; \a sentence says what.
    void decided(const QString &sentence);
    void refused(const QString &sentence);

private:
    struct Choice
    {
        std::vector<workspace::Candidate> people;
        Currency company;
    };
    void openDelegation(const approvals::ApprovalId &id, const QString &subject, const Choice &choice, QWidget *over);
    void tell(const Result<> &result, const QString &sentence);
    void decide(const approvals::ApprovalId &id, approvals::Verdict verdict, const QString &reason,
                const QString &sentence);

    workspace::Workspace &m_workspace;
    bool m_busy = false;
};

/// "Northwind Clinics, USD 19,418.00": what a decision is about.
QString subjectOf(const workspace::ApprovalRow &row);

} // namespace accord::ui
