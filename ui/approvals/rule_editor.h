// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonObject>
#include <QtWidgets/QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace accord::ui {

class Label;

/// One rule of the approval policy as fields. It holds whatever is typed, as a rule of a policy document; what is wrong
/// with it is told from outside and stands below its field.
class RuleEditor : public QWidget
{
    Q_OBJECT
public:
    explicit RuleEditor(QWidget *parent = nullptr);

    void setRule(const QJsonObject &rule);
    QJsonObject rule() const;
    /// What is wrong at \a path within the rule: "name", "when.amount_above", "steps[1].limit", "escalate".
    void showProblem(const QString &path, const QString &sentence);
    void clearProblems();
    /// The sentence below the field at \a path; empty while it is fine.
    QString problemAt(const QString &path) const;

    QWidget *firstField() const;
    QWidget *fieldAt(const QString &path) const; ///< null where there is none
    void addStep();
    int stepCount() const { return int(m_steps.size()); }

Q_SIGNALS:
    void edited();

private:
    /// A field with the label that says what is wrong with it.
    struct Field
    {
        QWidget *widget = nullptr;
        Label *problem = nullptr;
    };
    struct Step
    {
        QWidget *row = nullptr;
        QComboBox *mode = nullptr;
        QLineEdit *asked = nullptr;
        QLineEdit *limit = nullptr;
        Label *problem = nullptr;
    };

    /// A line to be put somewhere, with the label for its problem below; \a name is what it is called aloud.
    QWidget *makeLine(const QString &path, const QString &name, const QString &hint);
    QWidget *makeField(const QString &path, const QString &name, QWidget *widget);
    void addPair(const QString &label, QWidget *left, QWidget *right);
    void addStepRow(const QJsonObject &step);
    void removeStep(const QWidget *row);
    void nameSteps();
    QString text(const QString &path) const;
    void setText(const QString &path, const QString &text);
    Label *problemLabel(const QString &path) const;

    QFormLayout *m_form;
    QHash<QString, Field> m_fields;
    QComboBox *m_kind;
    QVBoxLayout *m_stepRows;
    std::vector<Step> m_steps;
    bool m_filling = false;
};

} // namespace accord::ui
