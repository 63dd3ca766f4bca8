// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/style/metrics.h"
#include "ui/style/painting.h"
#include "ui/style/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>

namespace accord::ui {
namespace {

constexpr int most = 60;
enum Role { DetailRole = Qt::UserRole + 1, IconRole, KeysRole, HeadingRole, ReasonRole };

class EntryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return {100, Theme::of(option.widget).scaled(index.data(HeadingRole).toBool() ? 28 : 34)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::of(option.widget);
        painter->save();
        if (index.data(HeadingRole).toBool()) {
            painter->setFont(theme.font(TextRole::Caption));
            painter->setPen(theme.color(Token::Text3));
            painter->drawText(option.rect.adjusted(14, 6, -12, 0), Qt::AlignLeft | Qt::AlignVCenter,
                              index.data().toString());
            painter->restore();
            return;
        }
        const QString reason = index.data(ReasonRole).toString();
        if (option.state & QStyle::State_Selected)
            drawRounded(painter, QRectF(option.rect).adjusted(6, 1, -6, -1), metrics::radiusControl,
                        theme.color(Token::Selected), {});
        const Token ink = reason.isEmpty() ? Token::Text : Token::Disabled;
        const QPixmap icon = theme.pixmap(index.data(IconRole).toString(), 16, painter->device()->devicePixelRatioF(),
                                          theme.color(reason.isEmpty() ? Token::Text3 : Token::Disabled));
        painter->drawPixmap(option.rect.left() + 16, option.rect.center().y() - 7, icon);
        QRect place = option.rect.adjusted(42, 0, -16, 0);
        painter->setFont(theme.font(TextRole::Caption));
        painter->setPen(theme.color(Token::Text3));
        const QString keys = index.data(KeysRole).toString();
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, keys);
        place.setRight(place.right() - painter->fontMetrics().horizontalAdvance(keys) - 12);
        painter->setFont(theme.font(TextRole::Body));
        painter->setPen(theme.color(ink));
        const QString title = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, place.width());
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter, title);
        place.setLeft(place.left() + painter->fontMetrics().horizontalAdvance(title) + 10);
        painter->setFont(theme.font(TextRole::Secondary));
        painter->setPen(theme.color(Token::Text3));
        const QString detail = reason.isEmpty() ? index.data(DetailRole).toString() : reason;
        painter->drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(detail, Qt::ElideRight, std::max(0, place.width())));
        painter->restore();
    }
};

/// Whether \a a and \a b differ in at most one letter put in, left out, changed or swapped with its neighbour.
bool nearlyStarts(const QString &word, const QString &query)
{
    if (query.size() < 4)
        return false;
    for (qsizetype skip = 0; skip < query.size(); ++skip) {
        const QString head = query.left(skip);
        const QString tail = query.mid(skip + 1);
        const bool changed = word.startsWith(head) && word.mid(skip + 1).startsWith(tail);
        const bool extra = word.startsWith(head) && word.mid(skip).startsWith(tail);
        const bool missing = word.startsWith(head) && word.mid(skip + 1).startsWith(query.mid(skip));
        if (changed || extra || missing)
            return true;
    }
    return false;
}

} // namespace

int matchScore(const QString &query, const QString &text)
{
    const QStringList wanted = query.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    if (wanted.isEmpty())
        return 1;
    const QString folded = text.toCaseFolded();
    const QStringList words = folded.split(u' ', Qt::SkipEmptyParts);
    int score = folded.startsWith(query.toCaseFolded()) ? 50 : 0;
    for (const QString &want : wanted) {
        int best = 0;
        for (const QString &word : words) {
            if (word == want)
                best = std::max(best, 40);
            else if (word.startsWith(want))
                best = std::max(best, 30);
            else if (word.contains(want))
                best = std::max(best, 15);
            else if (nearlyStarts(word, want))
                best = std::max(best, 8);
        }
        if (best == 0 && QString(folded).remove(u',').contains(want))
            best = 12; // "8154" finds 8,154.00
        if (best == 0)
            return 0;
        score += best;
    }
    return score;
}

CommandPalette::CommandPalette(QWidget *window)
    : QFrame(window)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_model(new QStandardItemModel(this))
{
    m_field->setPlaceholderText(tr("Search or run a command"));
    m_field->setAccessibleName(tr("Search or run a command"));
    m_field->setFrame(false);
    m_field->addAction(Theme::of(this).icon(u"search"_s, Token::Text3), QLineEdit::LeadingPosition);
    m_field->setFont(Theme::of(this).font(TextRole::Title));
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Results"));
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (QWidget *widget : {static_cast<QWidget *>(m_list->viewport()), static_cast<QWidget *>(m_field)})
        widget->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 8);
    layout->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 8, 0);
    head->addWidget(m_field);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::update);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) { run(index.row()); });
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open(std::vector<PaletteEntry> entries, Search records, const QString &query)
{
    m_entries = std::move(entries);
    m_records = std::move(records);
    if (!isVisible())
        m_focusBefore = window()->focusWidget();
    {
        const QSignalBlocker quiet(m_field);
        m_field->setText(query);
    }
    update(query);
    place();
    show();
    raise();
    m_field->setFocus();
}

void CommandPalette::dismiss()
{
    if (!isVisible())
        return;
    hide();
    ++m_generation;
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

QStringList CommandPalette::shownTitles() const
{
    QStringList titles;
    for (const PaletteEntry &entry : m_shown) {
        if (!entry.title.isEmpty())
            titles << entry.title;
    }
    return titles;
}

void CommandPalette::update(const QString &query)
{
    const auto generation = ++m_generation;
    fill(query, {});
    if (!m_records || query.trimmed().isEmpty() || query.startsWith(u'>') || query.startsWith(u'?'))
        return;
    QPointer<CommandPalette> guard(this);
    m_records(query.trimmed(), [this, guard, generation, query](const std::vector<PaletteEntry> &found) {
        if (guard && generation == m_generation)
            fill(query, found);
    });
}

void CommandPalette::fill(const QString &query, const std::vector<PaletteEntry> &records)
{
    const bool onlyCommands = query.startsWith(u'>');
    const bool onlyRecords = query.startsWith(u'#');
    const QString wanted = onlyCommands || onlyRecords ? query.mid(1).trimmed() : query.trimmed();
    std::vector<std::pair<int, const PaletteEntry *>> ranked;
    for (const PaletteEntry &entry : m_entries) {
        if (onlyRecords)
            break;
        const int score = matchScore(wanted, entry.title + u' ' + entry.detail);
        if (score > 0)
            ranked.emplace_back(score, &entry);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QStringList groups;
    for (const auto &[score, entry] : ranked) {
        if (!groups.contains(entry->group))
            groups << entry->group;
    }
    m_shown.clear();
    const auto heading = [this](const QString &title) { m_shown.push_back(PaletteEntry{title, {}}); };
    const auto addGroup = [&](const QString &group) {
        heading(group);
        for (const auto &[score, entry] : ranked) {
            if (entry->group == group && m_shown.size() < most)
                m_shown.push_back(*entry);
        }
    };
    QString recordGroup;
    for (const PaletteEntry &record : records) {
        if (record.group != recordGroup)
            heading(recordGroup = record.group);
        m_shown.push_back(record);
    }
    for (const QString &group : groups)
        addGroup(group);
    if (m_shown.empty())
        heading(tr("Nothing found. Numbers and amounts work too: 8154 finds 8,154.00."));

    m_model->clear();
    int first = -1;
    for (const PaletteEntry &entry : m_shown) {
        auto *item = new QStandardItem(entry.title.isEmpty() ? entry.group : entry.title);
        item->setData(entry.detail, DetailRole);
        item->setData(entry.icon, IconRole);
        item->setData(entry.keys, KeysRole);
        item->setData(entry.title.isEmpty(), HeadingRole);
        item->setData(entry.reason, ReasonRole);
        if (entry.title.isEmpty())
            item->setFlags(Qt::NoItemFlags);
        else if (first < 0)
            first = m_model->rowCount();
        m_model->appendRow(item);
    }
    m_list->setCurrentIndex(m_model->index(first, 0));
}

void CommandPalette::run(int row)
{
    if (row < 0 || row >= int(m_shown.size()))
        return;
    const PaletteEntry entry = m_shown[size_t(row)];
    if (!entry.run || !entry.reason.isEmpty())
        return;
    dismiss();
    entry.run();
}

void CommandPalette::move(int step)
{
    int row = m_list->currentIndex().row();
    do {
        row += step;
        if (row < 0 || row >= m_model->rowCount())
            return;
    } while (m_shown[size_t(row)].title.isEmpty());
    m_list->setCurrentIndex(m_model->index(row, 0));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    if (watched != m_field)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut && isVisible() && !isAncestorOf(window()->focusWidget()))
        dismiss();
    // Keys of the window must not run while the palette is open; typing and editing keys go to the field as usual.
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex().row());
        return true;
    default:
        return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    const Theme &theme = Theme::of(this);
    QPainter painter(this);
    drawRounded(&painter, rect(), metrics::radiusOverlay, theme.color(Token::Raised), theme.color(Token::Border));
    painter.fillRect(QRect(1, m_list->y() - 4, width() - 2, 1), theme.color(Token::BorderSubtle));
}

void CommandPalette::place()
{
    QWidget *window = parentWidget();
    const int wide = std::min(metrics::palette, window->width() - 32);
    const int top = window->height() * 12 / 100;
    setGeometry((window->width() - wide) / 2, top, wide, std::min(460, window->height() - top - 40));
}

} // namespace accord::ui
