// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/policy_form.h"

#include "ui/approvals/rule_editor.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/labels.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSignalBlocker>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

namespace accord::ui {

namespace {

constexpr int listWidth = 288;

QString nameOf(const QJsonValue &rule)
{
    const QString name = rule[u"name"_s].toString();
    return name.isEmpty() ? PolicyForm::tr("Without a name") : name;
}

/// Where in a rule an error stands that only names the rule.
QString pathOf(const QString &id)
{
    static const QHash<QString, QString> paths{{u"approvals.policy_rule_name"_s, u"name"_s},
                                               {u"approvals.policy_no_steps"_s, u"steps"_s},
                                               {u"approvals.policy_nobody_asked"_s, u"steps"_s},
                                               {u"approvals.policy_role"_s, u"steps"_s},
                                               {u"approvals.policy_limit"_s, u"steps"_s},
                                               {u"approvals.policy_limit_open"_s, u"steps"_s},
                                               {u"approvals.policy_amounts"_s, u"when.amount_up_to"_s},
                                               {u"approvals.policy_escalation"_s, u"escalate.after_hours"_s}};
    return paths.value(id);
}

} // namespace

PolicyForm::PolicyForm(QWidget *parent)
    : QWidget(parent)
    , m_rules(new QListWidget(this))
    , m_editor(new RuleEditor(this))
{
    m_rules->setAccessibleName(tr("Rules of the policy"));
    m_rules->setItemDelegate(new CellDelegate(m_rules));
    m_rules->installEventFilter(this);
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("The chosen rule"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_editor);
    scroll->viewport()->setAutoFillBackground(false);
    m_editor->setAutoFillBackground(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::grid);
    const auto button = [&](const QString &title, const QString &keys, auto run) {
        auto *made = new QPushButton(title, this);
        setButtonKind(made, ButtonKind::Quiet);
        setPlainToolTip(made, keys);
        connect(made, &QPushButton::clicked, this, run);
        buttons->addWidget(made);
    };
    button(tr("Add"), tr("Insert"), [this] { addRule(); });
    button(tr("Remove"), tr("Delete"), [this] { removeRule(); });
    button(tr("Up"), tr("Alt+Up"), [this] { moveRule(-1); });
    button(tr("Down"), tr("Alt+Down"), [this] { moveRule(1); });
    buttons->addStretch();
    auto *side = new QWidget(this);
    side->setFixedWidth(listWidth);
    auto *left = new QVBoxLayout(side);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(metrics::grid);
    left->addWidget(m_rules, 1);
    left->addLayout(buttons);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(side);
    layout->addWidget(scroll, 1);
    connect(m_rules, &QListWidget::currentRowChanged, this, &PolicyForm::showRule);
    connect(m_editor, &RuleEditor::edited, this, [this] {
        keepRule();
        Q_EMIT edited();
    });
}

void PolicyForm::setDocument(const QJsonObject &document)
{
    m_rest = document;
    m_rest.remove(u"rules"_s);
    m_all = document.value(u"rules"_s).toArray();
    fillList(std::max(0, m_shown));
}

QJsonObject PolicyForm::document() const
{
    QJsonObject document = m_rest;
    document.insert(u"rules"_s, m_all);
    return document;
}

void PolicyForm::fillList(int current)
{
    {
        const QSignalBlocker quiet(m_rules);
        m_rules->clear();
        for (const QJsonValue &rule : std::as_const(m_all))
            m_rules->addItem(nameOf(rule));
        m_rules->setCurrentRow(std::min(current, int(m_all.size()) - 1));
    }
    showRule(m_rules->currentRow());
}

void PolicyForm::showRule(int index)
{
    m_shown = index;
    m_editor->setEnabled(index >= 0);
    m_editor->setRule(index >= 0 ? m_all.at(index).toObject() : QJsonObject());
}

void PolicyForm::keepRule()
{
    if (m_shown < 0)
        return;
    m_all.replace(m_shown, m_editor->rule());
    m_rules->item(m_shown)->setText(nameOf(m_all.at(m_shown)));
}

void PolicyForm::addRule()
{
    m_all.append(QJsonObject{
        {u"name"_s, tr("Rule %1").arg(m_all.size() + 1)},
        {u"kind"_s, u"invoice"_s},
        {u"when"_s, QJsonObject()},
        {u"steps"_s, QJsonArray{QJsonObject{{u"mode"_s, u"any"_s}, {u"roles"_s, QJsonArray{u"approver"_s}}}}}});
    fillList(int(m_all.size()) - 1);
    m_editor->firstField()->setFocus();
    Q_EMIT edited();
}

void PolicyForm::removeRule()
{
    if (m_shown < 0)
        return;
    m_all.removeAt(m_shown);
    fillList(std::min(m_shown, int(m_all.size()) - 1));
    Q_EMIT edited();
}

void PolicyForm::moveRule(int by)
{
    const int to = m_shown + by;
    if (m_shown < 0 || to < 0 || to >= m_all.size())
        return;
    const QJsonValue moved = m_all.takeAt(m_shown);
    m_all.insert(to, moved);
    fillList(to);
    Q_EMIT edited();
}

void PolicyForm::clearProblems()
{
    m_editor->clearProblems();
}

bool PolicyForm::showProblem(const Error &error)
{
    static const QRegularExpression ofRule(u"^rules\\[(\\d+)\\]\\.?(.*)$"_s);
    m_editor->clearProblems();
    int rule = -1;
    QString path = pathOf(error.id);
    if (const auto match = ofRule.match(error.args.value(u"path"_s).toString()); match.hasMatch()) {
        rule = match.captured(1).toInt();
        path = match.captured(2);
    } else if (const QString name = error.args.value(u"rule"_s).toString(); !path.isEmpty()) {
        for (int i = 0; i < m_all.size(); ++i) // of two of one name the later one is wrong
            if (m_all.at(i)[u"name"_s].toString() == name)
                rule = i;
    }
    if (rule < 0 || rule >= m_all.size())
        return false;
    if (rule != m_shown)
        m_rules->setCurrentRow(rule);
    QVariantMap args = error.args;
    args.remove(u"path"_s); // the place says it
    const ErrorWords words = inWords({error.kind, error.id, args, error.detail});
    m_editor->showProblem(path, u"%1 %2"_s.arg(words.happened, words.advice));
    return true;
}

bool PolicyForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool alt = key->modifiers() & Qt::AltModifier;
    if (key->key() == Qt::Key_Insert)
        addRule();
    else if (key->key() == Qt::Key_Delete)
        removeRule();
    else if (alt && key->key() == Qt::Key_Up)
        moveRule(-1);
    else if (alt && key->key() == Qt::Key_Down)
        moveRule(1);
    else if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
        m_editor->firstField()->setFocus();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

} // namespace accord::ui
