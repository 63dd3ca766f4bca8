// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QFormLayout;

namespace accord::ui {

class Label;

/// Facts as rows of a quiet label and its value. Values are plain text and can be selected.
class FactGrid : public QWidget
{
    Q_OBJECT
public:
    explicit FactGrid(QWidget *parent = nullptr);
    void clear();
    /// Adds a row; an empty value is shown as "—".
    void add(const QString &label, const QString &value);
    /// The same, but left out where there is nothing to say.
    void addIfAny(const QString &label, const QString &value);
    /// Puts a widget where the value would be.
    void addWidget(const QString &label, QWidget *widget);
    bool isEmpty() const;

private:
    QFormLayout *m_form;
};

/// Removes every widget and layout from \a layout at once.
void emptyLayout(class QLayout *layout);

} // namespace accord::ui
