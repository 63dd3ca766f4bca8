// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/rule_editor.h"

#include "core/approvals/policy.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/words/status_words.h"

#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

namespace accord::ui {

namespace {

const QString &whenFields()
{
    static const QString all = u"amount_above amount_up_to department cost_center discount_above net_days_above"_s;
    return all;
}

QStringList words(const QString &text)
{
    static const QRegularExpression between(u"[,;\\s]+"_s);
    return text.split(between, Qt::SkipEmptyParts);
}

/// Roles first, then people, as a policy document tells them apart.
void insertCircle(QJsonObject &object, const QString &text)
{
    QJsonArray roles, people;
    for (const QString &name : words(text))
        (approvals::decidingRoles().contains(name) ? roles : people).append(name);
    if (!roles.isEmpty())
        object.insert(u"roles"_s, roles);
    if (!people.isEmpty())
        object.insert(u"people"_s, people);
}

QString circleOf(const QJsonObject &object)
{
    QStringList names;
    for (const QString &list : {u"roles"_s, u"people"_s})
        for (const QJsonValue &name : object.value(list).toArray())
            names << name.toString();
    return names.join(u", "_s);
}

/// A number where it is one; otherwise what was typed, so that the document says what is wrong with it.
QJsonValue numberOr(const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber ? QJsonValue(number) : QJsonValue(text);
}

QString shown(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInt()) : value.toString();
}

Label *problemBelow(QWidget *parent)
{
    auto *label = new Label({}, TextRole::Secondary, Token::Bad, parent);
    label->setWordWrap(true);
    label->hide();
    return label;
}

} // namespace

RuleEditor::RuleEditor(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout)
    , m_kind(new QComboBox(this))
    , m_stepRows(new QVBoxLayout)
{
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(metrics::insetSmall, metrics::insetSmall, metrics::inset, metrics::inset);
    whole->addLayout(m_form);
    whole->addStretch();
    m_form->setVerticalSpacing(metrics::insetSmall);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (const approvals::SubjectKind kind : approvals::allSubjectKinds())
        m_kind->addItem(nameOf(kind), approvals::toString(kind));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RuleEditor::edited);
    addPair(tr("Rule, asks about"), makeLine(u"name"_s, tr("Name of the rule"), tr("A name of its own")),
            makeField(u"kind"_s, tr("What it asks about"), m_kind));
    addPair(tr("Amount above, up to"),
            makeLine(u"when.amount_above"_s, tr("Amount above"), tr("Company currency; empty: any")),
            makeLine(u"when.amount_up_to"_s, tr("Amount up to"), tr("Empty: without end")));
    addPair(tr("Department, cost centre"), makeLine(u"when.department"_s, tr("Department"), tr("Any department")),
            makeLine(u"when.cost_center"_s, tr("Cost centre"), tr("Any cost centre")));
    addPair(tr("Discount, terms above"),
            makeLine(u"when.discount_above"_s, tr("Discount above"), tr("Percent; empty: any")),
            makeLine(u"when.net_days_above"_s, tr("Terms above net"), tr("Days until payment; empty: any")));
    auto *steps = new QWidget(this);
    auto *column = new QVBoxLayout(steps);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::grid);
    column->addLayout(m_stepRows);
    auto *add = new QPushButton(tr("Add a step"), steps);
    add->setObjectName(u"addStep"_s);
    connect(add, &QPushButton::clicked, this, &RuleEditor::addStep);
    column->addWidget(add, 0, Qt::AlignLeft);
    m_form->addRow(tr("Who has to agree"), makeField(u"steps"_s, tr("Who has to agree"), steps));
    addPair(tr("After hours, also ask"),
            makeLine(u"escalate.after_hours"_s, tr("After business hours without a decision"),
                     tr("Business hours; empty: never")),
            makeLine(u"escalate.to"_s, tr("Also ask"), tr("Roles and people: controller, ann")));
}

QWidget *RuleEditor::makeField(const QString &path, const QString &name, QWidget *widget)
{
    auto *box = new QWidget(this);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    Label *problem = problemBelow(box);
    column->addWidget(widget);
    column->addWidget(problem);
    widget->setAccessibleName(name);
    m_fields.insert(path, {widget, problem});
    return box;
}

QWidget *RuleEditor::makeLine(const QString &path, const QString &name, const QString &hint)
{
    auto *line = new QLineEdit(this);
    line->setPlaceholderText(hint);
    connect(line, &QLineEdit::textChanged, this, [this] {
        if (!m_filling)
            Q_EMIT edited();
    });
    return makeField(path, name, line);
}

void RuleEditor::addPair(const QString &label, QWidget *left, QWidget *right)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::insetSmall);
    row->addWidget(left, 1, Qt::AlignTop);
    row->addWidget(right, 1, Qt::AlignTop);
    m_form->addRow(label, row);
}

QString RuleEditor::text(const QString &path) const
{
    return static_cast<QLineEdit *>(m_fields.value(path).widget)->text().trimmed();
}

void RuleEditor::setText(const QString &path, const QString &text)
{
    static_cast<QLineEdit *>(m_fields.value(path).widget)->setText(text);
}

void RuleEditor::setRule(const QJsonObject &rule)
{
    m_filling = true;
    const QSignalBlocker quiet(m_kind);
    clearProblems();
    setText(u"name"_s, rule.value(u"name"_s).toString());
    const QString kind = rule.value(u"kind"_s).toString();
    if (const auto known = approvals::subjectKindFromString(kind); known && m_kind->findData(kind) < 0)
        m_kind->addItem(nameOf(*known), kind); // of an older policy
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(kind)));
    const QJsonObject when = rule.value(u"when"_s).toObject();
    for (const QString &field : whenFields().split(u' '))
        setText(u"when."_s + field, shown(when.value(field)));
    while (!m_steps.empty())
        removeStep(m_steps.back().row);
    for (const QJsonValue &step : rule.value(u"steps"_s).toArray())
        addStepRow(step.toObject());
    const QJsonObject escalate = rule.value(u"escalate"_s).toObject();
    setText(u"escalate.after_hours"_s, shown(escalate.value(u"after_hours"_s)));
    setText(u"escalate.to"_s, circleOf(escalate));
    m_filling = false;
}

QJsonObject RuleEditor::rule() const
{
    QJsonObject when;
    for (const QString &field : whenFields().split(u' ')) {
        const QString value = text(u"when."_s + field);
        if (!value.isEmpty())
            when.insert(field, field == u"net_days_above"_s ? numberOr(value) : QJsonValue(value));
    }
    QJsonArray steps;
    for (const Step &step : m_steps) {
        QJsonObject object{{u"mode"_s, step.mode->currentData().toString()}};
        insertCircle(object, step.asked->text());
        if (const QString limit = step.limit->text().trimmed(); !limit.isEmpty())
            object.insert(u"limit"_s, limit);
        steps.append(object);
    }
    QJsonObject rule{{u"name"_s, text(u"name"_s)},
                     {u"kind"_s, m_kind->currentData().toString()},
                     {u"when"_s, when},
                     {u"steps"_s, steps}};
    const QString hours = text(u"escalate.after_hours"_s);
    const QString to = text(u"escalate.to"_s);
    if (!hours.isEmpty() || !to.isEmpty()) {
        QJsonObject escalate{{u"after_hours"_s, numberOr(hours)}};
        insertCircle(escalate, to);
        rule.insert(u"escalate"_s, escalate);
    }
    return rule;
}

void RuleEditor::addStep()
{
    addStepRow({{u"mode"_s, u"any"_s}});
    m_steps.back().asked->setFocus();
    Q_EMIT edited();
}

void RuleEditor::addStepRow(const QJsonObject &step)
{
    Step made;
    made.row = new QWidget(this);
    made.mode = new QComboBox(made.row);
    made.mode->addItem(tr("one of"), u"any"_s);
    made.mode->addItem(tr("all of"), u"all"_s);
    made.mode->addItem(tr("in order"), u"sequence"_s);
    made.mode->setCurrentIndex(std::max(0, made.mode->findData(step.value(u"mode"_s).toString(u"any"_s))));
    made.asked = new QLineEdit(circleOf(step), made.row);
    made.asked->setPlaceholderText(tr("Roles and people: approver, legal, ann"));
    made.limit = new QLineEdit(step.value(u"limit"_s).toString(), made.row);
    made.limit->setPlaceholderText(tr("alone up to"));
    made.limit->setMaximumWidth(metrics::columnMoney);
    auto *remove = new QToolButton(made.row);
    remove->setIcon(Theme::of(this).icon(u"x"_s));
    remove->setAutoRaise(true);
    remove->setAccessibleName(tr("Remove this step"));
    setPlainToolTip(remove, remove->accessibleName());
    made.problem = problemBelow(made.row);
    auto *fields = new QHBoxLayout;
    fields->setSpacing(metrics::grid);
    fields->addWidget(made.mode);
    fields->addWidget(made.asked, 1);
    fields->addWidget(made.limit);
    fields->addWidget(remove);
    auto *column = new QVBoxLayout(made.row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(fields);
    column->addWidget(made.problem);
    m_stepRows->addWidget(made.row);
    const auto told = [this] {
        if (!m_filling)
            Q_EMIT edited();
    };
    connect(made.mode, &QComboBox::currentIndexChanged, this, told);
    connect(made.asked, &QLineEdit::textChanged, this, told);
    connect(made.limit, &QLineEdit::textChanged, this, told);
    connect(remove, &QToolButton::clicked, this, [this, row = made.row] {
        removeStep(row);
        Q_EMIT edited();
    });
    m_steps.push_back(made);
    nameSteps();
}

void RuleEditor::removeStep(const QWidget *row)
{
    const auto found = std::ranges::find(m_steps, row, [](const Step &step) -> const QWidget * { return step.row; });
    if (found == m_steps.end())
        return;
    m_stepRows->removeWidget(found->row);
    found->row->hide();
    found->row->deleteLater();
    m_steps.erase(found);
    nameSteps();
}

void RuleEditor::nameSteps()
{
    for (size_t i = 0; i < m_steps.size(); ++i) {
        const Step &step = m_steps[i];
        step.mode->setAccessibleName(tr("Step %1: how many have to agree").arg(i + 1));
        step.asked->setAccessibleName(tr("Step %1: who is asked").arg(i + 1));
        step.limit->setAccessibleName(tr("Step %1: alone up to").arg(i + 1));
    }
}

Label *RuleEditor::problemLabel(const QString &path) const
{
    static const QRegularExpression ofStep(u"^steps\\[(\\d+)\\]"_s);
    if (const auto match = ofStep.match(path); match.hasMatch()) {
        const size_t place = match.captured(1).toUInt();
        if (place < m_steps.size())
            return m_steps[place].problem;
    }
    for (const QString &known : {path, path.section(u'.', 0, 0)})
        if (m_fields.contains(known))
            return m_fields.value(known).problem;
    return m_fields.value(path.startsWith(u"escalate"_s) ? u"escalate.to"_s : u"name"_s).problem;
}

void RuleEditor::showProblem(const QString &path, const QString &sentence)
{
    Label *label = problemLabel(path);
    label->setText(sentence);
    label->show();
}

void RuleEditor::clearProblems()
{
    for (const Field &field : std::as_const(m_fields))
        field.problem->hide();
    for (const Step &step : m_steps)
        step.problem->hide();
}

QString RuleEditor::problemAt(const QString &path) const
{
    const Label *label = problemLabel(path);
    return label->isHidden() ? QString() : label->text();
}

QWidget *RuleEditor::firstField() const
{
    return m_fields.value(u"name"_s).widget;
}

QWidget *RuleEditor::fieldAt(const QString &path) const
{
    static const QRegularExpression ofStep(u"^steps\\[(\\d+)\\]\\.(\\w+)$"_s);
    if (const auto match = ofStep.match(path); match.hasMatch()) {
        const size_t place = match.captured(1).toUInt();
        if (place >= m_steps.size())
            return nullptr;
        const Step &step = m_steps[place];
        const QString name = match.captured(2);
        return name == u"mode"_s    ? static_cast<QWidget *>(step.mode)
               : name == u"limit"_s ? static_cast<QWidget *>(step.limit)
                                    : static_cast<QWidget *>(step.asked);
    }
    return m_fields.value(path).widget;
}

} // namespace accord::ui
