// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/collections/ledger_page.h"

#include "core/workspace/whole_file.h"
#include "ui/billing/final_act.h"
#include "ui/collections/collection_dialog.h"
#include "ui/collections/collection_words.h"
#include "ui/collections/ledger_view.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/words/account_words.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using ledger::TrialBalanceRow;
using storage::CloseRow;
using storage::PostingRow;
using workspace::ClosePreview;
using workspace::LedgerDesk;

namespace {

constexpr int mostEntries = 2000;
enum Tab { Balances, Entries, Closes };

QVariant orNothing(const Money &amount)
{
    return amount.currency().isNull() || amount.isZero() ? QVariant() : QVariant(amountText(amount));
}

QVariant base(const Money &amount)
{
    return amount.currency().isNull() ? QVariant() : QVariant(moneyText(amount));
}

std::vector<PagedTableModel<TrialBalanceRow>::Column> balanceColumns()
{
    using Column = PagedTableModel<TrialBalanceRow>::Column;
    return {Column{{u"account"_s, LedgerPage::tr("Account"), 240, Qt::AlignLeft, false, true},
                   [](const TrialBalanceRow &row) { return accountInWords(row.account); }},
            Column{{u"currency"_s, LedgerPage::tr("Currency"), 76, Qt::AlignLeft, false},
                   [](const TrialBalanceRow &row) { return row.currency.code(); }},
            Column{{u"debit"_s, LedgerPage::tr("Debit"), 128, Qt::AlignRight, false},
                   [](const TrialBalanceRow &row) { return orNothing(row.debit); }},
            Column{{u"credit"_s, LedgerPage::tr("Credit"), 128, Qt::AlignRight, false},
                   [](const TrialBalanceRow &row) { return orNothing(row.credit); }},
            Column{{u"balance"_s, LedgerPage::tr("Balance"), 128, Qt::AlignRight, false},
                   [](const TrialBalanceRow &row) { return amountText(row.balance); }},
            Column{{u"base"_s, LedgerPage::tr("In company currency"), 160, Qt::AlignRight, false},
                   [](const TrialBalanceRow &row) { return base(row.base); }}};
}

std::vector<PagedTableModel<PostingRow>::Column> entryColumns()
{
    using Column = PagedTableModel<PostingRow>::Column;
    return {
        Column{{u"date"_s, LedgerPage::tr("Date"), metrics::columnDate, Qt::AlignLeft, false},
               [](const PostingRow &row) { return row.dated; }},
        Column{{u"kind"_s, LedgerPage::tr("What for"), 148, Qt::AlignLeft, false},
               [](const PostingRow &row) { return entryKindInWords(row.kind); }},
        Column{{u"document"_s, LedgerPage::tr("Document"), 140, Qt::AlignLeft, false, true},
               [](const PostingRow &row) {
                   const QString name = row.document.isEmpty() ? row.invoiceNumber : row.document;
                   return name.isEmpty() ? QVariant() : QVariant(name);
               }},
        Column{{u"account"_s, LedgerPage::tr("Account"), 170, Qt::AlignLeft, false},
               [](const PostingRow &row) {
                   const QString &code = row.dimensions.ledgerCode;
                   return accountInWords(code.isEmpty() ? row.account : row.account + u'/' + code);
               }},
        Column{
            {u"customer"_s, LedgerPage::tr("Customer"), 160, Qt::AlignLeft, false},
            [](const PostingRow &row) { return row.customerName.isEmpty() ? QVariant() : QVariant(row.customerName); }},
        Column{{u"amount"_s, LedgerPage::tr("Amount"), 132, Qt::AlignRight, false},
               [](const PostingRow &row) { return moneyText(row.amount); }},
        Column{{u"base"_s, LedgerPage::tr("In company currency"), 148, Qt::AlignRight, false},
               [](const PostingRow &row) { return base(row.base); }},
        Column{{u"cost_centre"_s, LedgerPage::tr("Cost centre"), 104, Qt::AlignLeft, false}, [](const PostingRow &row) {
                   const QString &centre = row.dimensions.costCentre;
                   return centre.isEmpty() ? QVariant() : QVariant(centre);
               }}};
}

std::vector<PagedTableModel<CloseRow>::Column> closeColumns()
{
    using Column = PagedTableModel<CloseRow>::Column;
    return {
        Column{{u"through"_s, LedgerPage::tr("Closed through"), 120, Qt::AlignLeft, false, true},
               [](const CloseRow &row) { return row.through; }},
        Column{{u"state"_s, LedgerPage::tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
               [](const CloseRow &row) {
                   return QVariant::fromValue(row.isClosed() ? Badge{LedgerPage::tr("Closed"), Tone::Good}
                                                             : Badge{LedgerPage::tr("Reopened"), Tone::Warning});
               }},
        Column{{u"by"_s, LedgerPage::tr("Closed by"), 130, Qt::AlignLeft, false},
               [](const CloseRow &row) { return row.closedBy; }},
        Column{{u"reopened"_s, LedgerPage::tr("Reopened by"), 130, Qt::AlignLeft, false},
               [](const CloseRow &row) { return row.reopenedBy.isEmpty() ? QVariant() : QVariant(row.reopenedBy); }},
        Column{{u"reason"_s, LedgerPage::tr("Because"), 320, Qt::AlignLeft, false},
               [](const CloseRow &row) { return row.reason.isEmpty() ? QVariant() : QVariant(row.reason); }}};
}

/// The month to be closed next: after the last close, otherwise the last one that is over.
Period nextMonth(const QDate &closed, const QDate &today)
{
    return Period::monthOf(closed.isValid() ? closed.addDays(1) : QDate(today.year(), today.month(), 1).addDays(-1));
}

} // namespace

LedgerPage::LedgerPage(workspace::Workspace &workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_balanceReading(workspace.runner())
    , m_entryReading(workspace.runner())
    , m_closeReading(workspace.runner())
    , m_previewing(workspace.runner())
    , m_balanceModel(new BalanceModel(
          balanceColumns(), [](const TrialBalanceRow &row) { return row.account + u' ' + row.currency.code(); }, this))
    , m_entryModel(new EntryModel(
          entryColumns(), [](const PostingRow &row) { return u"%1/%2"_s.arg(row.entry.toString()).arg(row.n); }, this))
    , m_closeModel(new CloseModel(
          closeColumns(), [](const CloseRow &row) { return row.id.toString(QUuid::WithoutBraces); }, this))
    , m_tabs(new QTabBar(this))
    , m_day(new QDateEdit(workspace.clock().today(), this))
    , m_stack(new QStackedWidget(this))
    , m_balances(new TableView(tr("Trial balance"), this))
    , m_entries(new TableView(tr("Entries"), this))
    , m_closes(new TableView(tr("Closed periods"), this))
    , m_close(new QPushButton(tr("Close the month…"), this))
    , m_reopen(new QPushButton(tr("Reopen…"), this))
    , m_export(new QPushButton(tr("Export journal…"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_side(std::make_unique<QWidget>())
    , m_view(new LedgerView(m_side.get()))
{
    buildLayout();
    buildSources();
    connect(m_tabs, &QTabBar::currentChanged, this, &LedgerPage::showTab);
    connect(m_day, &QDateEdit::dateChanged, this, [this] {
        m_balanceModel->reload();
        m_entryModel->reload();
    });
    connect(m_balances, &TableView::opened, this, [this] {
        if (const auto *row = m_balanceModel->rowAt(m_balances->currentIndex()))
            showAccount(row->account);
    });
    connect(m_entries, &TableView::opened, this, [this] {
        const auto *row = m_entryModel->rowAt(m_entries->currentIndex());
        if (row && !row->invoice.isNull())
            Q_EMIT openRequested(u"invoices/"_s + row->invoice.toString(QUuid::WithoutBraces), false);
    });
    connect(m_close, &QPushButton::clicked, this, &LedgerPage::closePeriod);
    connect(m_reopen, &QPushButton::clicked, this, &LedgerPage::reopenPeriod);
    connect(m_export, &QPushButton::clicked, this, &LedgerPage::chooseJournal);
    connect(&m_workspace, &workspace::Workspace::changed, this, &LedgerPage::refresh);
    refresh();
}

LedgerPage::~LedgerPage() = default;

void LedgerPage::buildLayout()
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("What to show"));
    for (const QString &title : {tr("Trial balance"), tr("Entries"), tr("Closed periods")})
        m_tabs->addTab(title);
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_day->setAccessibleName(tr("As of"));
    m_day->findChild<QLineEdit *>()->setAccessibleName(tr("As of"));
    m_note->setWordWrap(true);
    m_note->hide();
    setButtonKind(m_close, ButtonKind::Primary);
    m_close->setEnabled(false); // until its checks are there
    m_reopen->setEnabled(false);
    const std::pair<TableView *, PagedTableModelBase *> tables[]{
        {m_balances, m_balanceModel}, {m_entries, m_entryModel}, {m_closes, m_closeModel}};
    const QString empty[]{tr("Nothing was posted."), tr("Nothing was posted."), tr("No period was closed yet.")};
    for (size_t i = 0; i < std::size(tables); ++i) {
        tables[i].first->setPagedModel(tables[i].second);
        auto *state = new StateView(tables[i].first, this);
        state->follow(tables[i].second,
                      [sentence = empty[i]](StateView &view) { view.showEmpty(sentence, u"scroll-text"_s); });
        m_stack->addWidget(state);
    }
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_tabs);
    bar->addStretch();
    bar->addWidget(new Label(tr("As of"), TextRole::Body, Token::Text2, this));
    bar->addWidget(m_day);
    bar->addWidget(m_export);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(bar);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_close);
    buttons->addWidget(m_reopen);
    for (QPushButton *button : {m_close, m_reopen})
        button->setParent(m_side.get());
    auto *side = new QVBoxLayout(m_side.get());
    side->setContentsMargins(0, 0, 0, 0);
    side->addWidget(m_view, 1);
    side->addLayout(buttons);
}

void LedgerPage::buildSources()
{
    m_balanceModel->setSource([this](const PageRequest &, const BalanceModel::Answer &answer) {
        m_balanceReading.start(
            this, m_workspace.onServices([day = m_day->date()](workspace::Services &services, jobs::Progress &) {
                return LedgerDesk(services).trialBalance(day);
            }),
            [this, answer](const Result<ledger::TrialBalance> &balance) {
                if (!balance)
                    return answer(passOn(balance));
                if (m_tabs->currentIndex() == Balances)
                    Q_EMIT statusChanged(tr("%n account(s)", nullptr, int(balance->rows.size())));
                answer(RowPage<TrialBalanceRow>{balance->rows, {}, qint64(balance->rows.size()), {}});
            });
    });
    m_entryModel->setSource([this](const PageRequest &, const EntryModel::Answer &answer) {
        m_entryReading.start(this,
                             m_workspace.onServices([account = m_account, day = m_day->date()](
                                                        workspace::Services &services, jobs::Progress &) {
                                 return LedgerDesk(services).postings({account, {}, day}, mostEntries);
                             }),
                             [this, answer](const Result<std::vector<PostingRow>> &rows) {
                                 if (!rows)
                                     return answer(passOn(rows));
                                 if (m_tabs->currentIndex() == Entries)
                                     Q_EMIT statusChanged(tr("%n posting(s)", nullptr, int(rows->size())));
                                 answer(RowPage<PostingRow>{*rows, {}, qint64(rows->size()), {}});
                             });
    });
    m_closeModel->setSource([this](const PageRequest &, const CloseModel::Answer &answer) {
        m_closeReading.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
            return LedgerDesk(services).closes();
        }),
                             [answer](const Result<std::vector<CloseRow>> &rows) {
                                 if (!rows)
                                     return answer(passOn(rows));
                                 answer(RowPage<CloseRow>{*rows, {}, qint64(rows->size()), {}});
                             });
    });
}

void LedgerPage::showTab(int tab)
{
    m_stack->setCurrentIndex(tab);
    const QList<QWidget *> tables = lists();
    tables[std::clamp(tab, 0, int(tables.size()) - 1)]->setFocus();
    Q_EMIT commandsChanged();
}

void LedgerPage::showAccount(const QString &account)
{
    m_account = account;
    m_tabs->setTabText(Entries, account.isEmpty() ? tr("Entries") : tr("Entries of %1").arg(accountInWords(account)));
    m_entryModel->reload();
    m_tabs->setCurrentIndex(Entries);
}

void LedgerPage::loadPreview()
{
    m_previewing.start(
        this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<ClosePreview> {
            const auto closed = workspace::Books(services).closedThrough();
            if (!closed)
                return passOn(closed);
            return LedgerDesk(services).preview(nextMonth(*closed, services.clock().today()));
        }),
        [this](const Result<ClosePreview> &preview) {
            m_preview = preview ? std::optional(*preview) : std::nullopt;
            if (preview)
                m_view->showPreview(*preview);
            else
                m_view->showNothing(inWords(preview.error()).paragraph());
            m_close->setEnabled(reasonAgainstClosing().isEmpty());
            m_reopen->setEnabled(reasonAgainstWork().isEmpty());
            Q_EMIT commandsChanged();
        });
}

QString LedgerPage::reasonAgainstWork() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return m_busy ? tr("Work is under way.") : QString();
}

QString LedgerPage::reasonAgainstClosing() const
{
    if (!m_preview)
        return tr("The checks are not ready yet.");
    return m_preview->canClose() ? reasonAgainstWork() : tr("A check is in the way.");
}

QString LedgerPage::reasonAgainstReopening() const
{
    const CloseRow *row = m_closeModel->rowAt(m_closeModel->index(0, 0));
    return row && row->isClosed() ? reasonAgainstWork() : tr("No period is closed.");
}

void LedgerPage::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void LedgerPage::run(std::function<Result<QString>(LedgerDesk &)> act)
{
    m_busy = true;
    m_close->setEnabled(false);
    m_workspace.start(
        this,
        [act = std::move(act)](workspace::Services &services, jobs::Progress &) {
            LedgerDesk desk(services);
            return act(desk);
        },
        [this](const Result<QString> &done) {
            m_busy = false;
            if (!done)
                say(inWords(done.error()).paragraph(), true);
            else
                say(*done, false);
            if (done)
                m_workspace.announceChange();
            else
                loadPreview();
        });
}

void LedgerPage::closePeriod()
{
    if (!reasonAgainstClosing().isEmpty())
        return;
    const Period month = Period::monthOf(m_preview->period.lastDay());
    QStringList warnings;
    for (const auto &check : m_preview->checks)
        warnings << check.found;
    auto *ask = new FinalAct(
        tr("Close through %1").arg(dateText(month.lastDay())),
        tr("Nothing is posted up to that day any more. %1 of deferred revenue is recognised. Another controller can "
           "reopen the last closed month.")
            .arg(moneyText(m_preview->recognised)),
        warnings, tr("Close"), window());
    ask->setAttribute(Qt::WA_DeleteOnClose);
    connect(ask, &QDialog::accepted, this, [this, month] {
        run([month](LedgerDesk &desk) {
            return desk.close(month).map(
                [](const CloseRow &row) { return tr("Closed through %1.").arg(dateText(row.through)); });
        });
    });
    ask->open();
}

void LedgerPage::reopenPeriod()
{
    const CloseRow *row = m_closeModel->rowAt(m_closeModel->index(0, 0));
    if (!reasonAgainstReopening().isEmpty() || !row)
        return say(reasonAgainstReopening(), true);
    const Period month = Period::monthOf(row->through);
    auto *dialog = new CollectionDialog(
        {tr("Reopen %1").arg(dateText(row->through)),
         tr("What closing posted is taken back, and entries of the month can be posted again."),
         std::nullopt,
         {},
         tr("&Reason"),
         true,
         tr("Reopen")},
        [this, month](const CollectionDialog::Answer &answer) {
            run([month, reason = answer.words](LedgerDesk &desk) {
                return desk.reopen(month, reason).map([day = month.lastDay()] {
                    return tr("Reopened: %1.").arg(dateText(day));
                });
            });
        },
        window());
    dialog->keepDraft(m_workspace, u"reopen/"_s + month.start.toString(Qt::ISODate));
    dialog->open();
}

void LedgerPage::chooseJournal()
{
    using enum exports::JournalFormat;
    const std::pair<QString, exports::JournalFormat> kinds[]{{tr("Journal (*.csv)"), Csv},
                                                             {tr("DATEV booking batch (*.csv)"), Datev},
                                                             {tr("NetSuite import (*.csv)"), NetSuite},
                                                             {tr("QuickBooks IIF (*.iif)"), Iif}};
    const QString month = m_day->date().toString(u"yyyy-MM"_s);
    auto *dialog = new QFileDialog(window(), tr("Export the journal of %1").arg(month));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const auto &[name, format] : kinds)
        filters << name;
    dialog->setNameFilters(filters);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->selectFile(tr("journal %1").arg(month));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(u".iif"_s) ? u"iif"_s : u"csv"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, dialog, kinds = std::vector(std::begin(kinds), std::end(kinds))](const QString &path) {
                for (const auto &[name, format] : kinds)
                    if (name == dialog->selectedNameFilter())
                        exportJournal(path, format);
            });
    dialog->open();
}

void LedgerPage::exportJournal(const QString &path, exports::JournalFormat format)
{
    run([path, format, month = Period::monthOf(m_day->date())](LedgerDesk &desk) -> Result<QString> {
        const auto journal = desk.exportJournal(format, month, {});
        if (!journal)
            return passOn(journal);
        if (const auto written = workspace::writeWholeFile(path, journal->bytes); !written)
            return passOn(written);
        return tr("The journal of %1 is written: %n record(s).", nullptr, journal->entries)
            .arg(month.start.toString(u"yyyy-MM"_s));
    });
}

QString LedgerPage::note() const
{
    return m_note->text();
}

QVariantMap LedgerPage::state() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"account"_s, m_account}, {u"day"_s, m_day->date()}};
}

void LedgerPage::restore(const QVariantMap &state)
{
    if (const QDate day = state.value(u"day"_s).toDate(); day.isValid())
        m_day->setDate(day);
    if (const QString account = state.value(u"account"_s).toString(); !account.isEmpty())
        showAccount(account);
    m_tabs->setCurrentIndex(state.value(u"tab"_s).toInt());
}

QWidget *LedgerPage::firstFocus()
{
    return lists().at(std::clamp(m_tabs->currentIndex(), 0, 2));
}

QList<QWidget *> LedgerPage::lists() const
{
    return {m_balances, m_entries, m_closes};
}

void LedgerPage::refresh()
{
    m_balanceModel->reload();
    m_entryModel->reload();
    m_closeModel->reload();
    loadPreview();
}

std::vector<Command> LedgerPage::commands()
{
    const QString group = tr("Ledger");
    std::vector<Command> commands{{u"ledger.close"_s,
                                   tr("Close the month…"),
                                   u"check"_s,
                                   {QKeySequence(Qt::Key_C)},
                                   CommandScope::List,
                                   group,
                                   [this] { closePeriod(); },
                                   [this] { return reasonAgainstClosing(); }},
                                  {u"ledger.reopen"_s,
                                   tr("Reopen the last closed month…"),
                                   u"undo-2"_s,
                                   {QKeySequence(Qt::Key_O)},
                                   CommandScope::List,
                                   group,
                                   [this] { reopenPeriod(); },
                                   [this] { return reasonAgainstReopening(); }},
                                  {u"ledger.export"_s,
                                   tr("Export the journal of the month…"),
                                   u"download"_s,
                                   {QKeySequence(Qt::Key_J)},
                                   CommandScope::List,
                                   group,
                                   [this] { chooseJournal(); },
                                   [this] { return reasonAgainstWork(); }},
                                  {u"ledger.all_entries"_s,
                                   tr("Show the entries of all accounts"),
                                   u"list-checks"_s,
                                   {QKeySequence(Qt::Key_A)},
                                   CommandScope::List,
                                   group,
                                   [this] { showAccount({}); }}};
    const QString titles[]{tr("Show the trial balance"), tr("Show the entries"), tr("Show the closed periods")};
    for (int i = 0; i < 3; ++i)
        commands.push_back({u"ledger.tab.%1"_s.arg(i + 1),
                            titles[i],
                            u"scroll-text"_s,
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] { m_tabs->setCurrentIndex(i); }});
    return commands;
}

} // namespace accord::ui
