// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QComboBox>

namespace accord::ui {

/// A choice among many by typing a part of it, wherever it stands in the text.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
public:
    /// \param name         what a screen reader says
    /// \param placeholder  what can be typed: "Number or name"
    ChoiceBox(const QString &name, const QString &placeholder, QWidget *parent = nullptr);

    /// The value of the item that is typed in full, else of the first that contains what is typed; empty for none.
    QString chosen() const;
    void choose(const QString &value);
};

} // namespace accord::ui
