// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtGui/QKeySequence>

#include <functional>

namespace accord::ui {

/// Where the keys of a command work.
enum class CommandScope {
    Global, ///< anywhere in the window
    Page, ///< while its page is in front
    List, ///< while a list of its page has the focus: the only place for single letters
};

/// Something a person can do. Menus, palette, key map and tool tips are made from these.
struct Command
{
    QString id; ///< stable: "approvals.approve"
    QString title; ///< "Approve"
    QString icon = {};
    QList<QKeySequence> keys = {};
    CommandScope scope = CommandScope::Page;
    QString group = {}; ///< heading in the key map
    std::function<void()> run = {};
    /// Why it cannot be done now; empty when it can.
    std::function<QString()> refusal = {};

    QString reasonAgainst() const { return refusal ? refusal() : QString(); }
    bool isEnabled() const { return run && reasonAgainst().isEmpty(); }
    QString keyText() const { return keys.isEmpty() ? QString() : keys.first().toString(QKeySequence::NativeText); }
};

} // namespace accord::ui
