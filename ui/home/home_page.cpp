// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/home_page.h"

#include "core/workspace/daily_figures.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/derivation_nodes.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/words/status_words.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::HomeItem;
using workspace::HomeKind;
using workspace::HomeSheet;

namespace {

constexpr int widestWhy = 470;
constexpr int narrowestWhy = 300;
constexpr int whyColumn = 1;

/// The tabs above the list: all, then kinds that belong together, what is new, and what was put aside.
enum Part { All, Approvals, Collecting, Cash, ToBill, Renewals, Exceptions, News, Aside, PartCount };

Part partOf(HomeKind kind)
{
    switch (kind) {
    case HomeKind::Approval:
    case HomeKind::Question:
        return Approvals;
    case HomeKind::Overdue:
    case HomeKind::DunningStep:
    case HomeKind::DunningTask:
    case HomeKind::BrokenPromise:
        return Collecting;
    case HomeKind::BankEntry:
        return Cash;
    case HomeKind::Unbilled:
    case HomeKind::ToIssue:
        return ToBill;
    case HomeKind::Renewal:
        return Renewals;
    default:
        return Exceptions;
    }
}

Badge kindOf(const HomeItem &item)
{
    switch (item.kind) {
    case HomeKind::Approval:
        return {HomePage::tr("Approval"), Tone::Warning};
    case HomeKind::Overdue:
        return {HomePage::tr("Overdue"), Tone::Bad};
    case HomeKind::Unbilled:
        return {HomePage::tr("To bill"), Tone::Info};
    case HomeKind::Renewal:
        return {HomePage::tr("Renewal"), Tone::Neutral};
    case HomeKind::ExpiredCertificate:
        return {HomePage::tr("Certificate"), Tone::Bad};
    case HomeKind::ExceededOrder:
        return {HomePage::tr("PO exceeded"), Tone::Bad};
    case HomeKind::BillingHold:
        return {HomePage::tr("On hold"), Tone::Warning};
    case HomeKind::EndingOrder:
        return {item.day.isValid() ? HomePage::tr("PO ends") : HomePage::tr("PO low"), Tone::Warning};
    case HomeKind::OverspentBudget:
        return {HomePage::tr("Over budget"), Tone::Bad};
    case HomeKind::EndingCertificate:
        return {HomePage::tr("Certificate"), Tone::Warning};
    case HomeKind::Nexus:
        return {HomePage::tr("Sales tax"), Tone::Warning};
    case HomeKind::Question:
        return {HomePage::tr("Question"), Tone::Warning};
    case HomeKind::ToIssue:
        return {HomePage::tr("To issue"), Tone::Info};
    case HomeKind::BankEntry:
        return {item.level == 0 ? HomePage::tr("Payment") : HomePage::tr("Proposal"), Tone::Info};
    case HomeKind::DunningStep:
        return {HomePage::tr("Dunning"), Tone::Warning};
    case HomeKind::DunningTask:
        return {item.reference == u"outreach" ? HomePage::tr("Call") : HomePage::tr("Escalation"), Tone::Warning};
    case HomeKind::BrokenPromise:
        return {HomePage::tr("Promise"), Tone::Bad};
    case HomeKind::FailedDelivery:
        return {HomePage::tr("Not sent"), Tone::Bad};
    }
    return {};
}

Badge badgeOf(const HomeItem &item)
{
    if (item.until.isValid())
        return {HomePage::tr("until %1").arg(dateText(item.until)), Tone::Neutral};
    switch (item.news) {
    case workspace::HomeNews::Added:
        return {HomePage::tr("New"), Tone::Info};
    case workspace::HomeNews::Changed:
        return {HomePage::tr("Changed"), Tone::Info};
    case workspace::HomeNews::None:
        break;
    }
    return {};
}

QString addressOf(const HomeItem &item)
{
    switch (item.kind) {
    case HomeKind::Approval:
        return u"approvals/"_s + item.approval.toString(QUuid::WithoutBraces);
    case HomeKind::Question:
        return u"approvals/others/"_s + item.approval.toString(QUuid::WithoutBraces);
    case HomeKind::BankEntry:
        return u"payments/"_s + item.reference;
    case HomeKind::DunningStep:
    case HomeKind::DunningTask:
    case HomeKind::BrokenPromise:
        return u"dunning/%1/%2"_s.arg(item.account.toString(), item.amount->currency().code());
    case HomeKind::FailedDelivery:
        return u"deliveries/%1/%2"_s.arg(item.level == 1 ? u"unknown"_s : u"failed"_s,
                                         item.record.toString(QUuid::WithoutBraces));
    case HomeKind::ToIssue:
    case HomeKind::Overdue:
        return u"invoices/"_s + item.invoice.toString();
    case HomeKind::Unbilled:
        return u"billing-run/"_s + item.period.start.toString(u"yyyy-MM"_s);
    case HomeKind::Nexus:
        return u"settings/tax"_s;
    default:
        return u"account/"_s + item.account.toString();
    }
}

std::vector<PagedTableModel<HomeItem>::Column> columns(const QDate &today)
{
    using Column = PagedTableModel<HomeItem>::Column;
    return {Column{{u"subject"_s, HomePage::tr("What"), 132, Qt::AlignLeft, false, true}, homeSubject},
            Column{{u"why"_s, HomePage::tr("Why"), widestWhy, Qt::AlignLeft, false, false, true, {}, false, true},
                   [today](const HomeItem &i) { return homeReason(i, today); }},
            Column{{u"kind"_s, HomePage::tr("Kind"), metrics::columnBadge + metrics::grid, Qt::AlignLeft, false},
                   [](const HomeItem &i) { return QVariant::fromValue(kindOf(i)); }},
            Column{{u"stake"_s, HomePage::tr("At stake"), metrics::columnMoney + metrics::insetSmall, Qt::AlignRight,
                    false},
                   [](const HomeItem &i) { return i.stake ? QVariant::fromValue(*i.stake) : QVariant(); }},
            Column{{u"news"_s, HomePage::tr("Since"), metrics::columnMoney, Qt::AlignLeft, false},
                   [](const HomeItem &i) { return QVariant::fromValue(badgeOf(i)); }}};
}

} // namespace

HomePage::HomePage(workspace::Workspace &workspace)
    : m_workspace(workspace)
    , m_load(workspace.runner())
    , m_heading(new Label({}, TextRole::Page, Token::Text, this))
    , m_since(new Label({}, TextRole::Secondary, Token::Text2, this))
    , m_failures(new Label({}, TextRole::Secondary, Token::Bad, this))
    , m_arr(new FigureLabel(tr("Annual recurring revenue"), TextRole::Figure, this))
    , m_receivables(new FigureLabel(tr("Open receivables"), TextRole::Figure, this))
    , m_billed(new FigureLabel(tr("Invoiced last"), TextRole::Figure, this))
    , m_tabs(new QTabBar(this))
    , m_model(new Model(
          columns(workspace.clock().today()), [](const HomeItem &i) { return i.key(); }, this))
    , m_table(new TableView(tr("What wants attention, by the money at stake"), this))
    , m_list(new StateView(m_table, this))
    , m_explanation(std::make_unique<DerivationTree>())
{
    m_explanation->clear(tr("Choose a figure and press E to see how it came about."));
    m_table->setPagedModel(m_model);
    m_list->follow(m_model, [this](StateView &) { showEmpty(); });
    buildTabs();
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::inset);
    auto *head = new QHBoxLayout;
    head->addWidget(m_heading);
    head->addStretch();
    head->addWidget(m_since);
    column->addLayout(head);
    column->addWidget(buildFigures());
    column->addWidget(m_tabs);
    m_failures->setWordWrap(true);
    m_failures->hide();
    column->addWidget(m_failures);
    column->addWidget(m_list, 1);
    m_state = new StateView(content, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, 0);
    layout->addWidget(m_state);
    connect(m_table, &TableView::opened, this, &HomePage::open);
    connect(&m_workspace, &workspace::Workspace::changed, this, &HomePage::refresh);
    load();
    m_workspace.start(this, &workspace::refreshDailyFigures, [this](const Result<bool> &changed) {
        if (changed.value_or(false))
            m_workspace.announceChange();
    });
}

HomePage::~HomePage() = default;

QWidget *HomePage::buildFigures()
{
    auto *card = new Card({}, this);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::insetPage);
    const std::pair<FigureLabel *, workspace::Explained<Money> HomeSheet::*> figures[]{
        {m_arr, &HomeSheet::arr}, {m_receivables, &HomeSheet::receivables}, {m_billed, &HomeSheet::billed}};
    for (const auto &[label, figure] : figures) {
        row->addWidget(label, 1, Qt::AlignTop);
        connect(label, &FigureLabel::explainRequested, this, [this, shown = figure] {
            explain((m_sheet.*shown).derivation);
            Q_EMIT inspectorWanted();
        });
    }
    card->body()->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, metrics::inset);
    card->body()->addLayout(row);
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return card;
}

void HomePage::buildTabs()
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Which things"));
    for (int part = 0; part < PartCount; ++part)
        m_tabs->addTab(QString());
    connect(m_tabs, &QTabBar::currentChanged, this, &HomePage::showItems);
}

void HomePage::load()
{
    if (!m_shown)
        m_state->showLoading();
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
        return workspace::HomeDesk(services).sheet();
    }),
                 [this](const Result<HomeSheet> &sheet) {
                     sheet ? showSheet(*sheet) : m_state->showError(sheet.error(), [this] { load(); });
                 });
}

void HomePage::showSheet(const HomeSheet &sheet)
{
    m_sheet = sheet;
    const bool first = !std::exchange(m_shown, true);
    m_state->showContent();
    m_heading->setText(tr("What wants attention, by the money at stake"));
    int counts[PartCount] = {};
    for (int part = All; part < News; ++part)
        counts[part] = sumOfPart(part).count;
    counts[News] = int(std::count_if(sheet.items.begin(), sheet.items.end(),
                                     [](const HomeItem &i) { return i.news != workspace::HomeNews::None; }));
    counts[Aside] = int(sheet.aside.size());
    m_since->setText(sheet.lastVisit.isNull() ? QString()
                     : counts[News] == 0
                         ? tr("Nothing changed since %1").arg(instantText(sheet.lastVisit))
                         : tr("%n change(s) since %1", nullptr, counts[News]).arg(instantText(sheet.lastVisit)));
    const QString titles[]{tr("All"),      tr("Approvals"),  tr("Overdue"), tr("Payments"), tr("To bill"),
                           tr("Renewals"), tr("Exceptions"), tr("Changed"), tr("Put aside")};
    for (int part = 0; part < PartCount; ++part) {
        m_tabs->setTabText(part,
                           counts[part] > 0 ? tr("%1 %2").arg(titles[part], countText(counts[part])) : titles[part]);
        // What is nobody's work here, or done, takes no room; its key still shows it.
        m_tabs->setTabVisible(part, part == All || counts[part] > 0 || part == m_tabs->currentIndex());
    }
    m_tabs->updateGeometry();
    showFigures();
    showItems();
    showFailures();
    if (first && isVisible() && !isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus();
}

void HomePage::showFigures()
{
    const auto show = [](FigureLabel *label, const workspace::Explained<Money> &figure, const QString &note) {
        label->setFigure(figure.value ? moneyText(*figure.value) : QString(), note);
        label->setExplainable(figure.value.has_value());
    };
    const bool isOfAll = m_sheet.figuresOf == storage::WorkReach::All;
    const auto scoped = [&](const QString &note) { return isOfAll ? note : tr("your accounts, %1").arg(note); };
    for (FigureLabel *label : {m_arr, m_receivables, m_billed}) // who reads no accounts has none
        label->setVisible(m_sheet.figuresOf != storage::WorkReach::None);
    show(m_arr, m_sheet.arr, scoped(tr("as of %1").arg(dateText(m_sheet.today))));
    show(m_receivables, m_sheet.receivables, scoped(tr("as of %1").arg(dateText(m_sheet.today))));
    show(m_billed, m_sheet.billed,
         scoped(m_sheet.billed.value ? tr("for %1").arg(periodText(m_sheet.billedMonth))
                                     : tr("nothing was billed for %1").arg(periodText(m_sheet.billedMonth))));
    if (m_sheet.arr.value)
        explain(m_sheet.arr.derivation);
    if (m_sheet.arr.value)
        m_model->setTitle(u"stake"_s, tr("At stake (%1)").arg(m_sheet.arr.value->currency().code()));
}

void HomePage::showItems()
{
    const QString current = m_table->currentId();
    auto items = shownItems();
    // The column is there when it has something to say; what is said why fills the room otherwise.
    const bool anyNews = std::any_of(items.begin(), items.end(), [](const HomeItem &i) {
        return i.news != workspace::HomeNews::None || i.until.isValid();
    });
    m_table->setShownColumns(anyNews ? QStringList{u"subject"_s, u"stake"_s, u"why"_s, u"kind"_s, u"news"_s}
                                     : QStringList{u"subject"_s, u"stake"_s, u"why"_s, u"kind"_s});
    fitWhy();
    showRows(m_model, std::move(items));
    m_table->selectId(current);
    tellSum();
    Q_EMIT commandsChanged();
}

/// What is said why takes the room that the others leave.
void HomePage::fitWhy()
{
    int others = 0;
    for (int column = 0; column < m_model->columnCount(); ++column)
        others += column == whyColumn || m_table->isColumnHidden(column) ? 0 : m_table->columnWidth(column);
    const Theme &theme = Theme::of(this);
    m_table->setColumnWidth(whyColumn, std::clamp(m_table->viewport()->width() - others, theme.scaled(narrowestWhy),
                                                  theme.scaled(widestWhy)));
}

void HomePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    QMetaObject::invokeMethod(this, &HomePage::fitWhy, Qt::QueuedConnection); // once the table has its new size
}

workspace::HomeCount HomePage::sumOfPart(int part) const
{
    return workspace::sumOf(m_sheet, [part](HomeKind kind) { return part == All || partOf(kind) == part; });
}

void HomePage::tellSum()
{
    const int part = m_tabs->currentIndex();
    if (part >= News)
        return Q_EMIT statusChanged(tr("%n thing(s)", nullptr, int(shownItems().size())));
    const workspace::HomeCount sum = sumOfPart(part);
    const QString things = sum.isAtLeast ? tr("At least %n thing(s) want attention", nullptr, sum.count)
                                         : tr("%n thing(s) want attention", nullptr, sum.count);
    Q_EMIT statusChanged(sum.stake.isZero() ? things : tr("%1 · %2 at stake").arg(things, moneyText(sum.stake)));
}

void HomePage::showFailures()
{
    QStringList sentences;
    for (const Error &failure : m_sheet.failures)
        sentences << inWords(failure).paragraph();
    m_failures->setText(sentences.join(u' '));
    m_failures->setVisible(!sentences.isEmpty());
}

std::vector<HomeItem> HomePage::shownItems() const
{
    const int part = m_tabs->currentIndex();
    if (part == Aside)
        return m_sheet.aside;
    std::vector<HomeItem> items;
    std::copy_if(m_sheet.items.begin(), m_sheet.items.end(), std::back_inserter(items), [part](const HomeItem &item) {
        return part == All || (part == News ? item.news != workspace::HomeNews::None : partOf(item.kind) == part);
    });
    return items;
}

void HomePage::showEmpty()
{
    EmptyState *empty = m_list->showEmpty(m_tabs->currentIndex() == All ? tr("Nothing wants your attention.")
                                                                        : tr("Nothing of this kind."),
                                          u"circle-check-big"_s);
    if (m_sheet.nextRenewal)
        empty->setSentence(empty->sentence(), tr("Next: renewal of %1 %2.")
                                                  .arg(m_sheet.nextRenewal->accountName,
                                                       distanceText(m_sheet.today, m_sheet.nextRenewal->day)));
}

void HomePage::explain(const pricing::Derivation &derivation)
{
    m_explanation->showDerivation(nodeOf(derivation));
}

void HomePage::open(const QString &id)
{
    if (const HomeItem *item = m_model->rowById(id))
        Q_EMIT openRequested(addressOf(*item), false);
}

QWidget *HomePage::inspector()
{
    return m_explanation.get();
}

QVariantMap HomePage::state() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"current"_s, m_table->currentId()}};
}

void HomePage::restore(const QVariantMap &state)
{
    m_tabs->setCurrentIndex(state.value(u"tab"_s).toInt());
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *HomePage::firstFocus()
{
    return m_table;
}

QList<QWidget *> HomePage::lists() const
{
    return {m_table};
}

void HomePage::refresh()
{
    load();
}

std::vector<Command> HomePage::commands()
{
    const QString group = tr("Home");
    const QString titles[]{tr("Show everything"),        tr("Show approvals"),
                           tr("Show what is overdue"),   tr("Show payments to decide about"),
                           tr("Show what is to bill"),   tr("Show renewals"),
                           tr("Show exceptions"),        tr("Show what changed"),
                           tr("Show what was put aside")};
    std::vector<Command> commands = itemCommands();
    for (int part = 0; part < PartCount; ++part)
        commands.push_back({u"home.part.%1"_s.arg(part + 1),
                            titles[part],
                            u"house"_s,
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + part))},
                            CommandScope::Page,
                            group,
                            [this, part] {
                                m_tabs->setTabVisible(part, true);
                                m_tabs->setCurrentIndex(part);
                                m_table->setFocus();
                            }});
    return commands;
}

void addHomePage(PageFactory &pages, workspace::Workspace &workspace)
{
    PageInfo info;
    info.name = u"home"_s;
    info.title = HomePage::tr("Home");
    info.icon = u"house"_s;
    info.chord = u"H"_s;
    info.make = [&workspace](const QString &) { return new HomePage(workspace); };
    pages.add(std::move(info));
}

} // namespace accord::ui
