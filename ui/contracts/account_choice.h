// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

class QPushButton;

namespace accord::ui {

class ChoiceBox;

/// Asks which account a new contract is for.
class AccountChoice : public Page
{
    Q_OBJECT
public:
    explicit AccountChoice(workspace::Workspace &workspace);

    QString title() const override { return tr("New contract"); }
    QWidget *firstFocus() override;
    void choose();

private:
    void load();

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    ChoiceBox *m_accounts;
    QPushButton *m_go;
};

} // namespace accord::ui
