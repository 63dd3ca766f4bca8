// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/workspace.h"

#include <QtWidgets/QWidget>

class QPushButton;

namespace accord::ui {

class Label;

/// Payment instructions of a company that wait for somebody who looks after bank data; hidden while none do.
class PayToAgreement : public QWidget
{
    Q_OBJECT
public:
    explicit PayToAgreement(workspace::Workspace &workspace, QWidget *parent = nullptr);

    /// Reads what waits for the company \a code.
    void showCompany(const QString &code);

Q_SIGNALS:
    void said(const QString &text);
    void failed(const accord::Error &error);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void decide(bool agrees);
    void giveWordsRoom();

    workspace::Workspace &m_workspace;
    jobs::Latest m_load;
    Label *m_words;
    QPushButton *m_agree;
    QPushButton *m_refuse;
    QString m_code;
};

} // namespace accord::ui
