// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/permit.h"
#include "core/workspace/workspace.h"
#include "ui/widgets/page.h"

#include <QtCore/QHash>

namespace accord::ui {

/// Why who works may not do some acts, in sentences: read on a worker when the page opens and whenever something
/// changes, so that commands know it without asking.
class ActRights : public QObject
{
    Q_OBJECT
public:
    /// Tells \a page when its commands may have become possible or impossible.
    ActRights(workspace::Workspace &workspace, std::vector<workspace::Act> acts, Page *page);

    /// Empty where the act is allowed, and until it is known; also where the file is open for reading only it says so.
    QString reasonAgainst(workspace::Act act) const;

private:
    void load();

    workspace::Workspace &m_workspace;
    std::vector<workspace::Act> m_acts;
    Page *m_page;
    jobs::Latest m_reading;
    QHash<int, QString> m_reasons;
};

} // namespace accord::ui
