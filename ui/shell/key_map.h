// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

namespace accord::ui {

class CommandRegistry;

/// The keys that work now, generated from the commands: F1.
class KeyMap : public QDialog
{
    Q_OBJECT
public:
    KeyMap(const CommandRegistry &commands, QWidget *parent);
};

} // namespace accord::ui
