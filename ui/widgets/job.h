// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/toasts.h"

#include <QtCore/QObject>

namespace accord::ui {

/// Long work that goes on when its page is left. Lives as long as the workspace; the window shows it in the status bar
/// and posts how it ended.
class Job : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QString title() const = 0;
    virtual bool isRunning() const = 0;
    /// 0 to 100; below 0: how far is not known.
    virtual int percent() const = 0;
    virtual void cancel() = 0;

Q_SIGNALS:
    void changed();
    void finished(const accord::ui::Toast &note);
};

} // namespace accord::ui
