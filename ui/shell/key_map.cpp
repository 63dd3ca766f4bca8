// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_map.h"

#include "ui/shell/command_registry.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

KeyMap::KeyMap(const CommandRegistry &commands, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 620);
    auto *content = new QWidget;
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(metrics::insetPage, metrics::insetLarge, metrics::insetPage, metrics::insetPage);
    grid->setHorizontalSpacing(metrics::insetPage);
    grid->setVerticalSpacing(6);
    int row = 0;
    const auto addGroup = [&](const QString &title, const std::vector<Command> &list) {
        bool headed = false;
        for (const Command &command : list) {
            if (command.keys.isEmpty())
                continue;
            if (!std::exchange(headed, true)) {
                auto *heading = new Label(title, TextRole::Title);
                heading->setContentsMargins(0, row > 0 ? metrics::insetLarge : 0, 0, metrics::grid);
                grid->addWidget(heading, row++, 0, 1, 2);
            }
            QStringList keys;
            for (const QKeySequence &key : command.keys)
                keys << key.toString(QKeySequence::NativeText);
            grid->addWidget(new Label(command.title), row, 0);
            grid->addWidget(new Label(keys.join(tr("  or  ")), TextRole::BodyStrong, Token::Text2), row++, 1,
                            Qt::AlignRight);
        }
    };
    addGroup(tr("On this page"), commands.page());
    addGroup(tr("Everywhere"), commands.global());
    grid->setRowStretch(row, 1);
    grid->setColumnStretch(0, 1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(windowTitle());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

} // namespace accord::ui
