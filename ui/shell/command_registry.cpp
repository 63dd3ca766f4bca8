// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_registry.h"

namespace accord::ui {

std::vector<const Command *> CommandRegistry::all() const
{
    std::vector<const Command *> commands;
    for (const Command &command : m_page)
        commands.push_back(&command);
    for (const Command &command : m_global)
        commands.push_back(&command);
    return commands;
}

const Command *CommandRegistry::find(const QString &id) const
{
    for (const Command *command : all()) {
        if (command->id == id)
            return command;
    }
    return nullptr;
}

std::vector<KeyConflict> CommandRegistry::conflicts() const
{
    std::vector<KeyConflict> found;
    const auto commands = all();
    const auto clash = [](const QKeySequence &a, const QKeySequence &b) {
        return a.matches(b) != QKeySequence::NoMatch || b.matches(a) != QKeySequence::NoMatch;
    };
    for (size_t i = 0; i < commands.size(); ++i) {
        for (size_t j = i + 1; j < commands.size(); ++j) {
            for (const QKeySequence &a : commands[i]->keys) {
                for (const QKeySequence &b : commands[j]->keys) {
                    if (clash(a, b))
                        found.push_back({commands[i]->id, commands[j]->id, a.toString(QKeySequence::PortableText)});
                }
            }
        }
    }
    return found;
}

QStringList CommandRegistry::duplicates() const
{
    QStringList seen;
    QStringList twice;
    for (const Command *command : all())
        (seen.contains(command->id) ? twice : seen) << command->id;
    return twice;
}

} // namespace accord::ui
