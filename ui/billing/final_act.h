// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

class QPushButton;

namespace accord::ui {

/// Asks before something that can not be taken back: what it will do in sentences, the records it concerns, and a
/// button that only Ctrl+Enter or a click presses.
class FinalAct : public QDialog
{
    Q_OBJECT
public:
    FinalAct(const QString &title, const QString &consequence, const QStringList &records, const QString &verb,
             QWidget *parent);
    QPushButton *button() const { return m_button; }

private:
    QPushButton *m_button;
};

} // namespace accord::ui
