// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtWidgets/QWidget>

class QListWidget;

namespace accord::ui {

class RuleEditor;

/// The approval policy as a list of rules and a form for the one that is chosen. It holds a policy document, right or
/// wrong, and keeps whatever of it has no field.
class PolicyForm : public QWidget
{
    Q_OBJECT
public:
    explicit PolicyForm(QWidget *parent = nullptr);

    void setDocument(const QJsonObject &document);
    QJsonObject document() const;
    /// Shows \a error beside the field it is about. \returns false where it is about no field of a rule.
    bool showProblem(const Error &error);
    void clearProblems();

    QListWidget *rules() const { return m_rules; }
    RuleEditor *editor() const { return m_editor; }
    void addRule();
    void removeRule();
    void moveRule(int by);

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showRule(int index);
    void keepRule();
    void fillList(int current);

    QListWidget *m_rules;
    RuleEditor *m_editor;
    QJsonObject m_rest; ///< everything but the rules
    QJsonArray m_all;
    int m_shown = -1;
};

} // namespace accord::ui
