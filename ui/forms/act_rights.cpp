// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/act_rights.h"

#include "ui/errors/error_words.h"

namespace accord::ui {

ActRights::ActRights(workspace::Workspace &workspace, std::vector<workspace::Act> acts, Page *page)
    : QObject(page)
    , m_workspace(workspace)
    , m_acts(std::move(acts))
    , m_page(page)
    , m_reading(workspace.runner())
{
    connect(&m_workspace, &workspace::Workspace::changed, this, &ActRights::load);
    load();
}

void ActRights::load()
{
    using Reasons = QHash<int, QString>;
    m_reading.start(
        this,
        m_workspace.onServices([acts = m_acts](workspace::Services &services, jobs::Progress &) -> Result<Reasons> {
            Reasons reasons;
            for (const workspace::Act act : acts) {
                if (const auto may = workspace::permit(services, act); !may)
                    reasons.insert(int(act), inWords(may.error()).paragraph());
            }
            return reasons;
        }),
        [this](const Result<Reasons> &reasons) {
            if (!reasons)
                return;
            m_reasons = *reasons;
            Q_EMIT m_page->commandsChanged();
        });
}

QString ActRights::reasonAgainst(workspace::Act act) const
{
    return m_workspace.isReadOnly() ? tr("The file is open for reading only.") : m_reasons.value(int(act));
}

} // namespace accord::ui
