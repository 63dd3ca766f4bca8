// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/command.h"

#include <QtCore/QStringList>

#include <vector>

namespace accord::ui {

/// Two commands that would answer to the same keys at the same time.
struct KeyConflict
{
    QString first;
    QString second;
    QString keys;
};

/// The commands that exist now: those of the window and those of the page in front.
class CommandRegistry
{
public:
    void addGlobal(Command command) { m_global.push_back(std::move(command)); }
    void setPage(std::vector<Command> commands) { m_page = std::move(commands); }

    std::vector<const Command *> all() const;
    const std::vector<Command> &global() const { return m_global; }
    const std::vector<Command> &page() const { return m_page; }
    const Command *find(const QString &id) const;
    /// Keys that are taken twice, or that are the beginning of a chord.
    std::vector<KeyConflict> conflicts() const;
    /// Ids that are taken twice.
    QStringList duplicates() const;

private:
    std::vector<Command> m_global;
    std::vector<Command> m_page;
};

} // namespace accord::ui
