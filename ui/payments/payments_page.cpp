// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/payments/payments_page.h"

#include "ui/errors/error_words.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"
#include "ui/payments/apply_dialog.h"
#include "ui/payments/match_view.h"
#include "ui/payments/match_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::BankEntrySheet;
using workspace::BankImportOutcome;
using workspace::PaymentsDesk;

namespace {

constexpr int mostEntries = 2000;

QJsonObject bestOf(const BankEntrySheet &sheet)
{
    return sheet.decision.matches.first().toObject();
}

QVariant scoreOf(const BankEntrySheet &sheet)
{
    const int score = bestOf(sheet).value(u"score"_s).toInt();
    return score > 0 ? QVariant(PaymentsPage::tr("%1 %").arg(score)) : QVariant();
}

QVariant reasonsOf(const BankEntrySheet &sheet)
{
    const QString reasons = reasonsInWords(bestOf(sheet));
    return reasons.isEmpty() ? QVariant() : QVariant(reasons);
}

std::vector<PagedTableModel<BankEntrySheet>::Column> columns()
{
    using Column = PagedTableModel<BankEntrySheet>::Column;
    return {Column{{u"booked"_s, PaymentsPage::tr("Booked"), 100, Qt::AlignLeft, false},
                   [](const BankEntrySheet &s) { return s.entry.bookedOn; }},
            Column{{u"amount"_s, PaymentsPage::tr("Amount"), 122, Qt::AlignRight, false},
                   [](const BankEntrySheet &s) { return moneyText(s.entry.amount); }},
            Column{{u"payer"_s, PaymentsPage::tr("From"), 128, Qt::AlignLeft, false, true},
                   [](const BankEntrySheet &s) { return s.entry.payerName; }},
            Column{{u"text"_s, PaymentsPage::tr("Text"), 100, Qt::AlignLeft, false},
                   [](const BankEntrySheet &s) { return s.entry.remittance; }},
            Column{{u"documents"_s, PaymentsPage::tr("Pays"), 148, Qt::AlignLeft, false},
                   [](const BankEntrySheet &s) { return documentsInWords(bestOf(s)); }},
            Column{{u"score"_s, PaymentsPage::tr("Score"), 52, Qt::AlignRight, false}, scoreOf},
            Column{{u"state"_s, PaymentsPage::tr("State"), metrics::columnBadge, Qt::AlignLeft, false},
                   [](const BankEntrySheet &s) { return QVariant::fromValue(stateOfEntry(s.entry)); }},
            Column{{u"reasons"_s, PaymentsPage::tr("Because"), 128, Qt::AlignLeft, false}, reasonsOf}};
}

} // namespace

PaymentsPage::PaymentsPage(workspace::Workspace &workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_listing(workspace.runner())
    , m_model(new Model(
          columns(), [](const Row &r) { return QString::number(r.entry.number); }, this))
    , m_tabs(new QTabBar(this))
    , m_table(new TableView(tr("Bank entries"), this))
    , m_state(new StateView(m_table, this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_import(new QPushButton(tr("Import statement…"), this))
    , m_match(new QPushButton(tr("Match  M"), this))
    , m_acts(new AskedActs(workspace, this))
    , m_rights(new ActRights(
          workspace, {workspace::Act::MatchPayments, workspace::Act::HandleCheques, workspace::Act::RequestRefund},
          this))
{
    m_table->setPagedModel(m_model);
    m_state->follow(m_model, [this](StateView &) { showEmpty(); });
    buildLayout();
    buildInspector();
    buildSource();
    connect(m_tabs, &QTabBar::currentChanged, this, [this] { m_model->reload(); });
    connect(m_import, &QPushButton::clicked, this, &PaymentsPage::chooseFile);
    connect(m_match, &QPushButton::clicked, this, &PaymentsPage::match);
    connect(m_table, &TableView::currentIdChanged, this, &PaymentsPage::showCurrent);
    connect(m_table, &TableView::opened, this, &PaymentsPage::accept);
    connect(&m_workspace, &workspace::Workspace::changed, this, &PaymentsPage::refresh);
    setBusy(false);
    m_model->reload();
}

PaymentsPage::~PaymentsPage() = default;

void PaymentsPage::buildLayout()
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Which entries"));
    for (const QString &title : {tr("Open"), tr("Applied"), tr("All")})
        m_tabs->addTab(title);
    m_note->setWordWrap(true);
    m_match->setAccessibleName(tr("Match"));
    setButtonKind(m_import, ButtonKind::Primary);
    m_import->setIcon(Theme::of(this).icon(u"download"_s, Token::OnAccent));
    setPlainToolTip(m_import, tr("camt.053, camt.054, MT940, BAI2, OFX, NACHA or a lockbox file (Ctrl+O)"));
    setPlainToolTip(m_match, tr("Applies what is certain and proposes what is likely (M)"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_tabs);
    bar->addStretch();
    bar->addWidget(m_match);
    bar->addWidget(m_import);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(bar);
    layout->addWidget(m_note);
    layout->addWidget(m_state, 1);
    m_note->hide();
}

void PaymentsPage::buildInspector()
{
    m_side = std::make_unique<QWidget>();
    m_view = new MatchView(m_side.get());
    m_accept = new QPushButton(tr("Accept  Enter"), m_side.get());
    m_accept->setAccessibleName(tr("Accept"));
    setButtonKind(m_accept, ButtonKind::Primary);
    m_leave = new QPushButton(tr("Unapplied  U"), m_side.get());
    m_leave->setAccessibleName(tr("Unapplied"));
    m_writeOff = new QPushButton(tr("Write off  W"), m_side.get());
    m_writeOff->setAccessibleName(tr("Write off"));
    m_split = new QPushButton(tr("Split  S"), m_side.get());
    m_split->setAccessibleName(tr("Split"));
    m_payBack = new QPushButton(tr("Pay back…  B"), m_side.get());
    m_payBack->setAccessibleName(tr("Pay back…"));
    m_payBack->setObjectName(u"payBack"_s);
    connect(m_payBack, &QPushButton::clicked, this, &PaymentsPage::askToPayBack);
    connect(m_split, &QPushButton::clicked, this, &PaymentsPage::split);
    connect(m_accept, &QPushButton::clicked, this, &PaymentsPage::accept);
    connect(m_leave, &QPushButton::clicked, this, &PaymentsPage::leaveOrUndo);
    connect(m_writeOff, &QPushButton::clicked, this, &PaymentsPage::writeOff);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::insetSmall);
    for (QPushButton *button : {m_accept, m_split})
        buttons->addWidget(button);
    auto *others = new QHBoxLayout;
    others->setSpacing(metrics::insetSmall);
    for (QPushButton *button : {m_leave, m_writeOff})
        others->addWidget(button);
    auto *layout = new QVBoxLayout(m_side.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view, 1);
    layout->addLayout(buttons);
    layout->addLayout(others);
    layout->addWidget(m_payBack);
    showCurrent();
}

void PaymentsPage::buildSource()
{
    m_model->setSource([this](const PageRequest &, const Model::Answer &answer) {
        const QString states[]{u"open"_s, u"applied"_s, QString()};
        m_listing.start(this,
                        m_workspace.onServices([state = states[std::max(0, m_tabs->currentIndex())]](
                                                   workspace::Services &services, jobs::Progress &) {
                            return PaymentsDesk(services).entries(state, mostEntries);
                        }),
                        [this, answer](const Result<std::vector<Row>> &rows) {
                            if (!rows)
                                return answer(passOn(rows));
                            Q_EMIT statusChanged(tr("%n bank line(s)", nullptr, int(rows->size())));
                            answer(RowPage<Row>{*rows, {}, qint64(rows->size()), {}});
                        });
    });
    connect(m_model, &PagedTableModelBase::loaded, this, &PaymentsPage::showCurrent);
}

const PaymentsPage::Row *PaymentsPage::current() const
{
    return m_model->rowAt(m_table->currentIndex());
}

void PaymentsPage::showCurrent()
{
    if (const Row *row = current())
        m_view->showEntry(*row);
    else
        m_view->showNothing(tr("Nothing is selected."));
    m_accept->setEnabled(reasonAgainstAccept().isEmpty());
    const bool isSecond = current() && workspace::isSecondPayment(bestOf(*current()));
    m_accept->setText(isSecond ? tr("Credit  Enter") : tr("Accept  Enter"));
    m_accept->setAccessibleName(isSecond ? tr("Credit") : tr("Accept"));
    m_payBack->setVisible(isSecond && current()->entry.state == u"proposed"_s);
    m_payBack->setEnabled(reasonAgainstPayingBack().isEmpty());
    m_leave->setEnabled(reasonAgainstLeaving().isEmpty());
    m_writeOff->setEnabled(reasonAgainstWriteOff().isEmpty());
    m_split->setEnabled(reasonAgainstSplit().isEmpty());
    Q_EMIT commandsChanged();
}

void PaymentsPage::showEmpty()
{
    const QString sentences[]{tr("No payment waits."), tr("No payment was applied yet."),
                              tr("No bank statement was imported yet.")};
    EmptyState *empty = m_state->showEmpty(sentences[std::max(0, m_tabs->currentIndex())], u"wallet"_s);
    if (!m_workspace.isReadOnly())
        empty->setCommand(tr("Import statement…"), [this] { chooseFile(); });
    showCurrent();
}

QString PaymentsPage::reasonAgainstWork() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return m_busy ? tr("Work is under way.") : QString();
}

QString PaymentsPage::reasonAgainstAccept() const
{
    const Row *row = current();
    if (!row)
        return tr("Nothing is selected.");
    if (row->entry.state != u"proposed"_s)
        return tr("Nothing is proposed for this entry.");
    return reasonAgainstWork();
}

QString PaymentsPage::reasonAgainstLeaving() const
{
    const Row *row = current();
    if (!row)
        return tr("Nothing is selected.");
    const QStringList possible{u"new"_s, u"proposed"_s, u"applied"_s};
    if (!possible.contains(row->entry.state) || row->entry.amount.isNegative())
        return tr("This entry is not applied.");
    return reasonAgainstWork();
}

QString PaymentsPage::reasonAgainstWriteOff() const
{
    const Row *row = current();
    if (!row)
        return tr("Nothing is selected.");
    if (row->entry.state != u"proposed"_s && row->entry.state != u"applied"_s)
        return tr("Nothing is proposed for this entry.");
    return reasonAgainstWork();
}

QString PaymentsPage::reasonAgainstSplit() const
{
    const Row *row = current();
    if (!row)
        return tr("Nothing is selected.");
    const QStringList possible{u"new"_s, u"proposed"_s, u"unapplied"_s, u"applied"_s};
    if (!possible.contains(row->entry.state) || row->entry.amount.isNegative())
        return tr("This entry pays nothing.");
    return reasonAgainstWork();
}

void PaymentsPage::setBusy(bool busy)
{
    m_busy = busy;
    m_import->setEnabled(reasonAgainstWork().isEmpty());
    m_match->setEnabled(reasonAgainstWork().isEmpty());
    showCurrent();
}

void PaymentsPage::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void PaymentsPage::run(Act act, const QString &sentence)
{
    setBusy(true);
    m_workspace.start(
        this,
        [act = std::move(act)](workspace::Services &services, jobs::Progress &) {
            PaymentsDesk desk(services);
            return act(desk);
        },
        [this, sentence](const Result<> &done) {
            setBusy(false);
            if (!done)
                return say(inWords(done.error()).paragraph(), true);
            say({}, false);
            Q_EMIT toastRequested({sentence, Tone::Good});
            m_workspace.announceChange();
        });
}

void PaymentsPage::accept()
{
    if (!reasonAgainstAccept().isEmpty())
        return;
    run([number = current()->entry.number](PaymentsDesk &desk) { return desk.accept(number, {}); },
        workspace::isSecondPayment(bestOf(*current()))
            ? tr("Credit of the customer: entry %1.").arg(current()->entry.number)
            : tr("Applied: %1.").arg(documentsInWords(bestOf(*current()))));
}

void PaymentsPage::leaveOrUndo()
{
    if (!reasonAgainstLeaving().isEmpty())
        return;
    const qint64 number = current()->entry.number;
    if (current()->entry.state == u"applied"_s)
        run([number](PaymentsDesk &desk) { return desk.unapply(number); }, tr("Taken back: entry %1.").arg(number));
    else
        run([number](PaymentsDesk &desk) { return desk.leave(number); }, tr("Left unapplied: entry %1.").arg(number));
}

void PaymentsPage::writeOff()
{
    if (!reasonAgainstWriteOff().isEmpty())
        return;
    run([number = current()->entry.number](PaymentsDesk &desk) { return desk.writeOff(number); },
        tr("Applied, the rest written off: %1.").arg(documentsInWords(bestOf(*current()))));
}

void PaymentsPage::split()
{
    if (!reasonAgainstSplit().isEmpty() || m_applyDialog)
        return;
    m_applyDialog = new ApplyDialog(m_workspace, current()->entry, window());
    connect(m_applyDialog, &ApplyDialog::applied, this, [this](const QString &sentence) {
        say({}, false);
        Q_EMIT toastRequested({sentence, Tone::Good});
        m_workspace.announceChange();
    });
    m_applyDialog->open();
}

ApplyDialog *PaymentsPage::applyDialog() const
{
    return m_applyDialog;
}

void PaymentsPage::match()
{
    if (!reasonAgainstWork().isEmpty())
        return;
    run([](PaymentsDesk &desk) { return desk.match().map([](const auto &) { }); },
        tr("All open entries were matched."));
}

void PaymentsPage::chooseFile()
{
    if (!reasonAgainstWork().isEmpty())
        return;
    auto *dialog = new QFileDialog(window(), tr("Import statement"), {}, tr("All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PaymentsPage::importFile);
    dialog->open();
}

void PaymentsPage::importFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    setBusy(true);
    say(tr("Reading %1 …").arg(name), false);
    m_workspace.start(
        this,
        [path, name](workspace::Services &services, jobs::Progress &) -> Result<BankImportOutcome> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                            {{u"file"_s, name}, {u"problem"_s, file.errorString()}});
            return workspace::importBankFile(services, file.readAll(), name);
        },
        [this, name](const Result<BankImportOutcome> &outcome) {
            setBusy(false);
            showImport(name, outcome);
        });
}

void PaymentsPage::showImport(const QString &fileName, const Result<BankImportOutcome> &outcome)
{
    if (!outcome)
        return say(inWords(outcome.error()).paragraph(), true);
    if (outcome->isKnownFile)
        return say(tr("%1 was imported before; nothing changed.").arg(fileName), false);
    QStringList lines{
        tr("%1: %2 new, %3 known before.").arg(fileName, countText(outcome->added), countText(outcome->repeated))};
    constexpr size_t told = 3;
    for (const bank::Findings *findings : {&outcome->bad, &outcome->conflicts, &outcome->warnings}) {
        for (size_t i = 0; i < std::min(told, findings->size()); ++i)
            lines << inWords(bank::refuse((*findings)[i]).value()).paragraph();
        if (findings->size() > told)
            lines << tr("And %n more.", nullptr, int(findings->size() - told));
    }
    say(lines.join(u'\n'), !outcome->bad.empty() || !outcome->conflicts.empty());
    m_workspace.announceChange();
}

QString PaymentsPage::note() const
{
    return m_note->text();
}

void PaymentsPage::refresh()
{
    const QString id = m_table->currentId();
    const QString next
        = m_table->currentIndex().siblingAtRow(m_table->currentIndex().row() + 1).data(IdRole).toString();
    m_model->reload();
    // What was decided leaves the list of open entries: the one behind it takes its place.
    connect(
        m_model, &PagedTableModelBase::loaded, m_table,
        [this, id, next] {
            const bool isThere = m_model->rowOf(id) >= 0;
            if (isThere || m_model->rowOf(next) >= 0)
                m_table->selectId(isThere ? id : next);
        },
        Qt::SingleShotConnection);
}

QWidget *PaymentsPage::inspector()
{
    return m_side.get();
}

QVariantMap PaymentsPage::state() const
{
    return {{u"tab"_s, m_tabs->currentIndex()}, {u"current"_s, m_table->currentId()}};
}

void PaymentsPage::restore(const QVariantMap &state)
{
    m_tabs->setCurrentIndex(state.value(u"tab"_s).toInt());
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *PaymentsPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> PaymentsPage::lists() const
{
    return {m_table};
}

std::vector<Command> PaymentsPage::commands()
{
    const QString group = tr("Payments");
    const auto againstWork = [this] { return reasonAgainstWork(); };
    std::vector<Command> commands{{u"payments.import"_s,
                                   tr("Import statement…"),
                                   u"download"_s,
                                   {QKeySequence(u"Ctrl+O"_s)},
                                   CommandScope::Page,
                                   group,
                                   [this] { chooseFile(); },
                                   againstWork},
                                  {u"payments.match"_s,
                                   tr("Match open entries"),
                                   u"refresh-cw"_s,
                                   {QKeySequence(Qt::Key_M)},
                                   CommandScope::List,
                                   group,
                                   [this] { match(); },
                                   againstWork},
                                  {u"payments.accept"_s,
                                   tr("Accept the proposal"),
                                   u"circle-check-big"_s,
                                   {},
                                   CommandScope::List,
                                   group,
                                   [this] { accept(); },
                                   [this] { return reasonAgainstAccept(); }},
                                  {u"payments.split"_s,
                                   tr("Split over documents…"),
                                   u"list-checks"_s,
                                   {QKeySequence(Qt::Key_S)},
                                   CommandScope::List,
                                   group,
                                   [this] { split(); },
                                   [this] { return reasonAgainstSplit(); }},
                                  {u"payments.unapplied"_s,
                                   tr("Leave unapplied, or take the application back"),
                                   u"undo-2"_s,
                                   {QKeySequence(Qt::Key_U)},
                                   CommandScope::List,
                                   group,
                                   [this] { leaveOrUndo(); },
                                   [this] { return reasonAgainstLeaving(); }},
                                  {u"payments.write_off"_s,
                                   tr("Apply and write the rest off"),
                                   u"minus"_s,
                                   {QKeySequence(Qt::Key_W)},
                                   CommandScope::List,
                                   group,
                                   [this] { writeOff(); },
                                   [this] { return reasonAgainstWriteOff(); }}};
    for (Command &command : correctionCommands())
        commands.push_back(std::move(command));
    const QString titles[]{tr("Show open entries"), tr("Show applied entries"), tr("Show all entries")};
    for (int i = 0; i < 3; ++i)
        commands.push_back({u"payments.tab.%1"_s.arg(i + 1),
                            titles[i],
                            u"wallet"_s,
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] { m_tabs->setCurrentIndex(i); }});
    return commands;
}

} // namespace accord::ui
