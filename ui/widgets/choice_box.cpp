// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_box.h"

#include <QtWidgets/QCompleter>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

ChoiceBox::ChoiceBox(const QString &name, const QString &placeholder, QWidget *parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setAccessibleName(name);
    lineEdit()->setPlaceholderText(placeholder);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
}

QString ChoiceBox::chosen() const
{
    const QString typed = currentText().trimmed();
    if (typed.isEmpty())
        return {};
    int at = findText(typed, Qt::MatchFixedString);
    if (at < 0)
        at = findText(typed, Qt::MatchContains);
    return at < 0 ? QString() : itemData(at).toString();
}

void ChoiceBox::choose(const QString &value)
{
    setCurrentIndex(findData(value));
}

} // namespace accord::ui
