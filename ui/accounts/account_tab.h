// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/account_desk.h"

#include <QtWidgets/QWidget>

namespace accord::ui {

/// One tab of the page of an account.
class AccountTab : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Shows what is new about the account.
    virtual void showSheet(const workspace::AccountSheet &sheet) = 0;
    /// The tab comes to the front: the moment to ask for what takes longer.
    virtual void activate() { }
    virtual QWidget *firstFocus() { return nullptr; }
    virtual QList<QWidget *> lists() const { return {}; }

Q_SIGNALS:
    void explainRequested(const accord::pricing::Derivation &derivation);
    void openRequested(const QString &address, bool newTab);
    void failed(const accord::Error &error);
};

} // namespace accord::ui
