// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QDate>
#include <QtCore/QHash>
#include <QtWidgets/QDialog>

#include <functional>
#include <vector>

class QPushButton;

namespace accord::ui {

class Label;

/// A form of a few fields; who asks says what becomes of the answers, and why they are refused.
class FieldDialog : public QDialog
{
    Q_OBJECT
public:
    struct Field
    {
        QString key;
        QString label;
        QString value = {}; ///< that is proposed
        QString hint = {}; ///< in the empty field
        QList<std::pair<QString, QString>> choices = {}; ///< value and text; empty: free text
        bool isFolder = false; ///< a button beside it chooses one
    };
    using Answers = QHash<QString, QString>; ///< by key, without blanks around
    /// Called with the answers, and with what to call when it is known what came of them.
    using Act = std::function<void(const Answers &, std::function<void(const Result<> &)>)>;

    FieldDialog(const QString &title, const QString &sentence, const std::vector<Field> &fields, const QString &verb,
                Act act, QWidget *parent);

    /// The editors, by key.
    const QHash<QString, QWidget *> &editors() const { return m_editors; }
    void setAnswer(const QString &key, const QString &value);
    QPushButton *button() const { return m_button; }
    QString note() const;

private:
    QWidget *editorOf(const Field &field);
    Answers answers() const;
    void finish();

    Act m_act;
    QHash<QString, QWidget *> m_editors;
    Label *m_note;
    QPushButton *m_button = nullptr;
};

} // namespace accord::ui
