// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtWidgets/QWidget>

namespace accord::ui {

/// One part of the settings.
class SettingsSection : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// Reads what there is; called when the section is first seen and whenever something was stored.
    virtual void reload() { }
    virtual QWidget *firstFocus() { return nullptr; }
    virtual QList<QWidget *> lists() const { return {}; }
    /// Why nothing can be saved now; empty when it can.
    virtual QString reasonAgainstSaving() const { return tr("There is nothing to save here."); }
    virtual void save() { }

Q_SIGNALS:
    void said(const QString &sentence);
    void failed(const accord::Error &error);
    void canSaveChanged();
};

} // namespace accord::ui
