// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/forms/field_dialog.h"
#include "ui/widgets/page.h"

#include <QtCore/QPointer>

namespace accord::ui {

/// What is asked before something is done.
struct Question
{
    QString form; ///< under which name what is typed is kept as a draft
    QString title;
    QString sentence; ///< what it is for, and what follows
    std::vector<FieldDialog::Field> fields;
    QString verb; ///< on the button
};

/// Does things of a page that need a few answers first: asks, runs on a worker with services of its own, and says what
/// came of it. A sentence of success is a toast; a refusal stands in the dialog, where what was typed still is.
class AskedActs : public QObject
{
    Q_OBJECT
public:
    /// What is done with the answers; the sentence says what came of it.
    using Act = std::function<Result<QString>(workspace::Services &, const FieldDialog::Answers &)>;

    AskedActs(workspace::Workspace &workspace, Page *page);

    /// Does nothing while another dialog of the page is open.
    void ask(const Question &question, Act act);
    /// The same without a question; what is refused is a toast as well.
    void run(Act act);
    /// The dialog that is open; null: none.
    FieldDialog *dialog() const { return m_dialog; }

private:
    void run(Act act, const FieldDialog::Answers &answers, std::function<void(const Result<> &)> told);

    workspace::Workspace &m_workspace;
    Page *m_page;
    QPointer<FieldDialog> m_dialog;
};

} // namespace accord::ui
