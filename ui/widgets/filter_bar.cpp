// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filter_bar.h"

#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QtCore/QTimer>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QPushButton>

namespace accord::ui {

namespace {
constexpr int gatherMilliseconds = 60;
}

FilterBar::FilterBar(const QString &placeholder, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_chips(new QHBoxLayout)
    , m_right(new QHBoxLayout)
    , m_add(new QPushButton(tr("Filter"), this))
{
    const Theme &theme = Theme::of(this);
    m_field->setPlaceholderText(placeholder);
    m_field->setAccessibleName(placeholder);
    m_field->setClearButtonEnabled(true);
    m_field->addAction(theme.icon(u"search"_s, Token::Text3), QLineEdit::LeadingPosition);
    m_field->setMinimumWidth(220);
    m_field->setMaximumWidth(320);
    setButtonKind(m_add, ButtonKind::Quiet);
    m_add->setIcon(theme.icon(u"funnel"_s));
    m_add->setAccessibleName(tr("Add a filter"));
    m_add->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(m_field, 2);
    m_chips->setSpacing(metrics::grid);
    layout->addLayout(m_chips);
    layout->addWidget(m_add);
    layout->addStretch(1);
    layout->addLayout(m_right);
    m_right->setSpacing(metrics::insetSmall);
    auto *gather = new QTimer(this);
    gather->setSingleShot(true);
    gather->setInterval(gatherMilliseconds);
    connect(gather, &QTimer::timeout, this, &FilterBar::changed);
    connect(m_field, &QLineEdit::textChanged, gather, qOverload<>(&QTimer::start));
    connect(m_add, &QPushButton::clicked, this, &FilterBar::openMenu);
}

void FilterBar::setChoices(std::vector<FilterChoice> choices)
{
    m_choices = std::move(choices);
    m_add->setVisible(!m_choices.empty());
    rebuildChips();
}

QString FilterBar::text() const
{
    return m_field->text().trimmed();
}

void FilterBar::setText(const QString &text)
{
    m_field->setText(text);
}

void FilterBar::setFilters(const QMap<QString, QString> &filters)
{
    m_filters = filters;
    rebuildChips();
    Q_EMIT changed();
}

bool FilterBar::isActive() const
{
    return !text().isEmpty() || !m_filters.isEmpty();
}

QString FilterBar::inWords() const
{
    QStringList words;
    for (const FilterChoice &choice : m_choices) {
        if (m_filters.value(choice.group) == choice.value)
            words << choice.title;
    }
    if (!text().isEmpty())
        words << tr("\"%1\"").arg(text());
    return words.join(u", "_s);
}

void FilterBar::clear()
{
    m_field->clear();
    setFilters({});
}

void FilterBar::addRight(QWidget *widget)
{
    m_right->addWidget(widget);
}

void FilterBar::setFilter(const QString &group, const QString &value)
{
    if (value.isEmpty())
        m_filters.remove(group);
    else
        m_filters.insert(group, value);
    rebuildChips();
    Q_EMIT changed();
}

void FilterBar::rebuildChips()
{
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
    for (const FilterChoice &choice : m_choices) {
        if (m_filters.value(choice.group) != choice.value)
            continue;
        auto *chip = new QPushButton(tr("%1: %2").arg(choice.groupTitle, choice.title), this);
        chip->setIcon(Theme::of(this).icon(u"x"_s));
        chip->setLayoutDirection(Qt::RightToLeft); // the cross behind the words
        chip->setAccessibleName(tr("Take off the filter %1: %2").arg(choice.groupTitle, choice.title));
        connect(chip, &QPushButton::clicked, this, [this, group = choice.group] { setFilter(group, {}); });
        m_chips->addWidget(chip);
    }
}

void FilterBar::openMenu()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMap<QString, QMenu *> groups;
    for (const FilterChoice &choice : m_choices) {
        QMenu *&group = groups[choice.group];
        if (!group)
            group = menu->addMenu(choice.groupTitle);
        QAction *action = group->addAction(choice.title);
        action->setCheckable(true);
        action->setChecked(m_filters.value(choice.group) == choice.value);
        connect(action, &QAction::triggered, this,
                [this, choice](bool on) { setFilter(choice.group, on ? choice.value : QString()); });
    }
    menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height() + 2)));
}

} // namespace accord::ui
