// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/ledger_desk.h"

#include <QtWidgets/QScrollArea>

class QPushButton;
class QVBoxLayout;

namespace accord::ui {

/// What closing the next month would do and what was looked at, in the inspector, with the buttons for it.
class LedgerView : public QScrollArea
{
    Q_OBJECT
public:
    explicit LedgerView(QWidget *parent = nullptr);
    void showPreview(const workspace::ClosePreview &preview);
    void showNothing(const QString &sentence);
    /// Everything that is said, as plain text.
    QString asText() const;

private:
    void start();
    void addText(const QString &text, bool quiet);
    void addCheck(const workspace::CloseCheck &check);

    QWidget *m_inside = nullptr;
    QVBoxLayout *m_column = nullptr;
};

} // namespace accord::ui
