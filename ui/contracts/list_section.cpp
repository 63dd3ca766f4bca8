// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/list_section.h"

#include "ui/contracts/contract_document.h"
#include "ui/contracts/document_path.h"
#include "ui/contracts/field_form.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/labels.h"

#include <QtCore/QJsonArray>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QListWidget>

namespace accord::ui {

namespace {
constexpr int mostRowsShown = 6;
}

ListSection::ListSection(ContractDocument &document, ListSpec spec, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_spec(std::move(spec))
    , m_list(new QListWidget(this))
    , m_form(new FieldForm(document, m_spec.fields, this))
    , m_hint(new Label(m_spec.hint, TextRole::Body, Token::Text2, this))
{
    m_hint->setWordWrap(true);
    m_list->setAccessibleName(m_spec.name);
    m_list->setItemDelegate(new CellDelegate(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    auto *bar = new QHBoxLayout;
    bar->setSpacing(metrics::grid);
    auto *adding = button(tr("Add"), tr("Insert"));
    m_duplicate = button(tr("Duplicate"), tr("Ctrl+D"));
    m_remove = button(tr("Remove"), tr("Delete"));
    m_up = arrow(u"arrow-up"_s, tr("Up"), tr("Alt+Up"));
    m_down = arrow(u"arrow-down"_s, tr("Down"), tr("Alt+Down"));
    for (QPushButton *one : {adding, m_duplicate, m_remove, m_up, m_down})
        bar->addWidget(one);
    bar->addStretch();
    connect(adding, &QPushButton::clicked, this, &ListSection::add);
    connect(m_duplicate, &QPushButton::clicked, this, &ListSection::duplicate);
    connect(m_remove, &QPushButton::clicked, this, &ListSection::remove);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, &ListSection::showCurrent);
    connect(&m_document, &ContractDocument::replaced, this, [this] { reload(current()); });
    connect(&m_document, &ContractDocument::changed, this, [this](const QString &path) {
        if (isWithin(path, m_spec.path))
            refreshTitles();
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(m_hint);
    layout->addWidget(m_list);
    layout->addLayout(bar);
    layout->addWidget(m_form);
    layout->addStretch();
    reload(0);
}

QPushButton *ListSection::button(const QString &title, const QString &keys)
{
    auto *made = new QPushButton(title, this);
    made->setAccessibleName(tr("%1: %2").arg(m_spec.name, title));
    setPlainToolTip(made, tr("%1 (%2)").arg(title, keys));
    return made;
}

QPushButton *ListSection::arrow(const QString &icon, const QString &title, const QString &keys)
{
    QPushButton *made = button({}, keys);
    made->setIcon(Theme::of(this).icon(icon));
    made->setFixedWidth(metrics::control);
    made->setAccessibleName(tr("%1: %2").arg(m_spec.name, title));
    setPlainToolTip(made, tr("%1 (%2)").arg(title, keys));
    return made;
}

void ListSection::addBelow(QWidget *widget)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->insertWidget(column->count() - 1, widget);
}

int ListSection::current() const
{
    return m_list->currentRow();
}

void ListSection::setCurrent(int row)
{
    m_list->setCurrentRow(row);
}

void ListSection::reload(int current)
{
    const QJsonArray elements = m_document.value(m_spec.path).toArray();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const QJsonValue &element : elements) {
            m_list->addItem(m_spec.titleOf(element.toObject()));
            m_list->item(m_list->count() - 1)->setSizeHint({0, metrics::rowStandard});
        }
        m_list->setCurrentRow(std::clamp(current, -1, int(elements.size()) - 1));
        if (m_list->currentRow() < 0 && !elements.isEmpty())
            m_list->setCurrentRow(0);
    }
    m_list->setFixedHeight(std::clamp(int(elements.size()), 1, mostRowsShown) * metrics::rowStandard
                           + 2 * m_list->frameWidth());
    showCurrent();
}

void ListSection::refreshTitles()
{
    const QJsonArray elements = m_document.value(m_spec.path).toArray();
    for (int i = 0; i < m_list->count() && i < elements.size(); ++i)
        m_list->item(i)->setText(m_spec.titleOf(elements.at(i).toObject()));
}

void ListSection::showCurrent()
{
    const int row = current();
    const bool any = row >= 0;
    m_hint->setVisible(!any && !m_spec.hint.isEmpty());
    m_list->setVisible(m_list->count() > 0);
    m_form->setVisible(any);
    for (QPushButton *one : {m_duplicate, m_remove})
        one->setEnabled(any);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(any && row + 1 < m_list->count());
    if (any) {
        m_form->setBase(u"%1[%2]"_s.arg(m_spec.path).arg(row));
        m_form->showFindings(m_findings);
    }
    Q_EMIT currentChanged(row);
}

void ListSection::insert(int at, const QJsonObject &element)
{
    QJsonArray elements = m_document.value(m_spec.path).toArray();
    elements.insert(at, element);
    m_document.set(m_spec.path, elements);
    reload(at);
    if (QWidget *first = m_form->firstEditor())
        first->setFocus();
}

void ListSection::add()
{
    const QJsonArray elements = m_document.value(m_spec.path).toArray();
    insert(int(elements.size()), m_spec.fresh(elements));
}

void ListSection::duplicate()
{
    const QJsonArray elements = m_document.value(m_spec.path).toArray();
    if (current() < 0)
        return;
    QJsonObject copy = elements.at(current()).toObject();
    if (copy.contains(u"key"_s))
        copy.insert(u"key"_s, m_spec.fresh(elements).value(u"key"_s));
    insert(current() + 1, copy);
}

void ListSection::remove()
{
    const int row = current();
    QJsonArray elements = m_document.value(m_spec.path).toArray();
    if (row < 0 || row >= elements.size())
        return;
    elements.removeAt(row);
    const bool keepsEmpty = m_spec.path == "items"_L1; // a contract always has the list
    m_document.set(m_spec.path,
                   elements.isEmpty() && !keepsEmpty ? QJsonValue(QJsonValue::Undefined) : QJsonValue(elements));
    reload(std::min(row, int(elements.size()) - 1));
    m_list->setFocus();
}

void ListSection::move(int by)
{
    const int row = current();
    const int target = row + by;
    QJsonArray elements = m_document.value(m_spec.path).toArray();
    if (row < 0 || target < 0 || target >= elements.size())
        return;
    const QJsonValue moved = elements.takeAt(row);
    elements.insert(target, moved);
    m_document.set(m_spec.path, elements);
    reload(target);
}

void ListSection::showFindings(const std::vector<contracts::Finding> &findings)
{
    m_findings = findings;
    if (current() >= 0)
        m_form->showFindings(findings);
}

bool ListSection::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool alt = key->modifiers() == Qt::AltModifier;
    if (key->key() == Qt::Key_Insert)
        add();
    else if (key->key() == Qt::Key_Delete)
        remove();
    else if (key->key() == Qt::Key_D && key->modifiers() == Qt::ControlModifier)
        duplicate();
    else if (alt && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
        move(key->key() == Qt::Key_Up ? -1 : 1);
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

} // namespace accord::ui
