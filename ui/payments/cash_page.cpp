// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/payments/cash_page.h"

#include "core/documents/render_pdf.h"
#include "core/workspace/ach_notices.h"
#include "core/workspace/cheques.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/printed_document.h"
#include "core/workspace/refunds.h"
#include "core/workspace/whole_file.h"
#include "ui/errors/error_words.h"
#include "ui/forms/act_rights.h"
#include "ui/forms/asked_act.h"
#include "ui/forms/own_bank_dialog.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

namespace accord::ui {

using workspace::Services;

namespace {

std::vector<PagedTableModel<CashRow>::Column> columnsOf(const CashTab &tab)
{
    std::vector<PagedTableModel<CashRow>::Column> columns;
    for (size_t i = 0; i < tab.columns.size(); ++i)
        columns.push_back({tab.columns[i], [i](const CashRow &row) { return row.values[i]; }});
    return columns;
}

} // namespace

CashPage::CashPage(workspace::Workspace &workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_new(new QPushButton(this))
    , m_next(new QPushButton(this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_acts(new AskedActs(workspace, this))
    , m_rights(new ActRights(workspace, {workspace::Act::ScheduleExports}, this))
{
    for (CashTab &tab : cashTabs())
        addList(std::move(tab));
    buildLayout();
    connect(m_tabs, &QTabBar::currentChanged, this, &CashPage::showTab);
    connect(m_new, &QPushButton::clicked, this, &CashPage::begin);
    connect(m_next, &QPushButton::clicked, this, &CashPage::goOn);
    connect(&m_workspace, &workspace::Workspace::changed, this, &CashPage::refresh);
    showTab(Refunds);
}

CashPage::~CashPage() = default;

void CashPage::addList(CashTab tab)
{
    List list;
    list.tab = std::move(tab);
    list.model = new Model(columnsOf(list.tab), [](const CashRow &row) { return row.id; }, this);
    list.table = new TableView(list.tab.name, this);
    list.table->setPagedModel(list.model);
    list.state = new StateView(list.table, this);
    list.state->follow(list.model, [this, text = list.tab.empty](StateView &view) {
        EmptyState *empty = view.showEmpty(text, u"inbox"_s);
        if (!m_workspace.isReadOnly())
            empty->setCommand(m_new->text(), [this] { begin(); });
    });
    list.reading = std::make_unique<jobs::Latest>(m_workspace.runner());
    list.model->setSource([this, reading = list.reading.get(), read = list.tab.read,
                           index = int(m_lists.size())](const PageRequest &, const Model::Answer &answer) {
        reading->start(this,
                       m_workspace.onServices([read](Services &services, jobs::Progress &) { return read(services); }),
                       [this, answer, index](const Result<std::vector<CashRow>> &rows) {
                           if (!rows)
                               return answer(passOn(rows));
                           if (index == current())
                               Q_EMIT statusChanged(tr("%n line(s)", nullptr, int(rows->size())));
                           answer(RowPage<CashRow>{*rows, {}, qint64(rows->size()), {}});
                       });
    });
    connect(list.model, &PagedTableModelBase::loaded, this, [this, table = list.table] {
        if (table->currentId().isEmpty())
            table->selectFirst();
        showButtons();
    });
    connect(list.table, &TableView::currentIdChanged, this, &CashPage::showButtons);
    m_tabs->addTab(list.tab.title);
    m_stack->addWidget(list.state);
    m_lists.push_back(std::move(list));
}

void CashPage::buildLayout()
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("What"));
    setButtonKind(m_new, ButtonKind::Primary);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_tabs);
    bar->addStretch();
    bar->addWidget(m_next);
    bar->addWidget(m_new);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addLayout(bar);
    layout->addWidget(m_note);
    layout->addWidget(m_stack, 1);
}

int CashPage::current() const
{
    return std::max(0, m_tabs->currentIndex());
}

const CashRow *CashPage::row() const
{
    const List &list = m_lists[size_t(current())];
    return list.model->rowAt(list.table->currentIndex());
}

FieldDialog *CashPage::dialog() const
{
    return m_dialog;
}

QString CashPage::note() const
{
    return m_note->text();
}

void CashPage::showTab(int tab)
{
    if (m_tabs->currentIndex() != tab)
        return m_tabs->setCurrentIndex(tab);
    m_stack->setCurrentIndex(tab);
    say({}, false);
    if (isVisible())
        m_lists[size_t(tab)].table->setFocus();
    m_lists[size_t(tab)].model->reload();
    showButtons();
}

void CashPage::showButtons()
{
    const std::pair<QString, QString> first[]{{tr("Pay back…"), tr("Pay back")},
                                              {tr("Record cheque…"), tr("Record cheque")},
                                              {tr("Make a file…"), tr("Make a file")},
                                              {tr("New schedule…"), tr("New schedule")}};
    const std::pair<QString, QString> second[]{{{}, {}},
                                               {tr("Deposit  D"), tr("Deposit")},
                                               {tr("Save file  D"), tr("Save file")},
                                               {tr("Write what is due  D"), tr("Write what is due")}};
    const auto &[text, name] = first[current()];
    m_new->setText(text);
    m_new->setAccessibleName(name);
    m_new->setEnabled(reasonAgainstWork().isEmpty());
    m_next->setVisible(current() != Refunds);
    m_next->setText(second[current()].first);
    m_next->setAccessibleName(second[current()].second);
    m_next->setEnabled(reasonAgainstGoingOn().isEmpty());
    Q_EMIT commandsChanged();
}

QString CashPage::reasonAgainstWork() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return m_busy ? tr("Work is under way.") : QString();
}

QString CashPage::reasonAgainstGoingOn() const
{
    if (current() == Refunds)
        return tr("A refund goes on in the approvals, and then into a bank file.");
    if ((current() == Cheques || current() == Files) && !row())
        return tr("Nothing is selected.");
    return current() == Files ? QString() : reasonAgainstWork();
}

void CashPage::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
    m_note->setVisible(!text.isEmpty());
}

void CashPage::run(Act act, std::function<void(const Result<> &)> told)
{
    m_busy = true;
    showButtons();
    m_workspace.start(
        this, [act = std::move(act)](Services &services, jobs::Progress &) { return act(services); },
        [this, told = std::move(told)](const Result<QString> &done) {
            m_busy = false;
            showButtons();
            if (told)
                told(done ? Result<>() : passOn(done));
            else if (!done)
                say(inWords(done.error()).paragraph(), true);
            if (!done)
                return;
            say(*done, false);
            m_workspace.announceChange();
        });
}

void CashPage::begin()
{
    if (!reasonAgainstWork().isEmpty() || m_dialog)
        return;
    switch (current()) {
    case Refunds:
        return askRefund();
    case Cheques:
        return askCheque();
    case Files:
        return askFile();
    default:
        return askSchedule();
    }
}

void CashPage::goOn()
{
    if (!reasonAgainstGoingOn().isEmpty())
        return;
    switch (current()) {
    case Cheques:
        return deposit();
    case Files:
        return chooseFile();
    default:
        return writeExports();
    }
}

void CashPage::deposit()
{
    run([code = row()->currency, company = row()->company](Services &services) -> Result<QString> {
        const auto currency = Currency::fromCode(code);
        if (!currency)
            return passOn(currency);
        return workspace::depositCheques(services, {}, *currency, company).map([](const storage::DepositRow &deposit) {
            return tr("%1: %n cheque(s), %2.", nullptr, deposit.cheques)
                .arg(deposit.reference(), moneyText(deposit.total));
        });
    });
}

void CashPage::chooseFile()
{
    auto *dialog = new QFileDialog(window(), tr("Save the file"), row()->values.front().toString());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &CashPage::saveFile);
    dialog->open();
}

qint64 CashPage::chosenDeposit() const
{
    return current() == Cheques && row() ? row()->deposit : 0;
}

void CashPage::chooseSlip()
{
    const QString name = u"DEP-%1.pdf"_s.arg(chosenDeposit(), 6, 10, QChar(u'0'));
    auto *dialog = new QFileDialog(window(), tr("Save the slip"), name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, &CashPage::saveSlip);
    dialog->open();
}

void CashPage::saveSlip(const QString &path)
{
    const qint64 deposit = chosenDeposit();
    if (deposit == 0)
        return;
    m_workspace.start(
        this,
        [deposit, path](Services &services, jobs::Progress &) -> Result<> {
            const auto paper = workspace::depositPaper(services, deposit);
            const auto pdf = paper ? documents::renderInvoicePdf(*paper) : Result<QByteArray>(passOn(paper));
            if (!pdf)
                return passOn(pdf);
            return workspace::writeWholeFile(path, *pdf);
        },
        [this, path](const Result<> &done) {
            done ? say(tr("Saved: %1").arg(path), false) : say(inWords(done.error()).paragraph(), true);
        });
}

void CashPage::saveFile(const QString &path)
{
    if (current() != Files || !row())
        return;
    m_workspace.start(
        this,
        [number = row()->id.toLongLong(), path](Services &services, jobs::Progress &) -> Result<> {
            const auto content = workspace::paymentFileContent(services, number);
            if (!content)
                return passOn(content);
            return workspace::writeWholeFile(path, *content);
        },
        [this, path](const Result<> &done) {
            done ? say(tr("Saved: %1").arg(path), false) : say(inWords(done.error()).paragraph(), true);
        });
}

void CashPage::writeExports()
{
    run([](Services &services) -> Result<QString> {
        const auto done = workspace::runDueExports(services);
        if (!done)
            return passOn(done);
        for (const workspace::ExportedPeriod &one : *done) {
            if (one.error)
                return tl::unexpected(*one.error);
        }
        return done->empty() ? tr("Nothing is due.") : tr("%n file(s) written.", nullptr, int(done->size()));
    });
}

QString CashPage::reasonAgainstEnding() const
{
    if (const QString reason = m_rights->reasonAgainst(workspace::Act::ScheduleExports); !reason.isEmpty())
        return reason;
    if (current() != Exports || !row())
        return tr("No scheduled export is selected.");
    return row()->isOver ? tr("It has ended.") : reasonAgainstWork();
}

void CashPage::endExport()
{
    if (!reasonAgainstEnding().isEmpty())
        return;
    m_acts->run([name = row()->id](Services &services, const FieldDialog::Answers &) {
        return workspace::endExportSchedule(services, name).map([&] {
            return tr("%1 has ended: no further file is written.").arg(name);
        });
    });
}

void CashPage::refresh()
{
    m_lists[size_t(current())].model->reload();
}

QVariantMap CashPage::state() const
{
    return {{u"tab"_s, current()}};
}

void CashPage::restore(const QVariantMap &state)
{
    m_tabs->setCurrentIndex(std::clamp(state.value(u"tab"_s).toInt(), 0, int(m_lists.size()) - 1));
}

QWidget *CashPage::firstFocus()
{
    return m_lists[size_t(current())].table;
}

QList<QWidget *> CashPage::lists() const
{
    QList<QWidget *> tables;
    for (const List &list : m_lists)
        tables << list.table;
    return tables;
}

std::vector<Command> CashPage::commands()
{
    const QString group = title();
    std::vector<Command> commands{
        {u"cash.new"_s,
         tr("New refund, cheque, file or schedule…"),
         u"plus"_s,
         {QKeySequence(Qt::Key_N)},
         CommandScope::List,
         group,
         [this] { begin(); },
         [this] { return reasonAgainstWork(); }},
        {u"cash.next"_s,
         tr("Deposit the cheques, save the file or write the exports"),
         u"save"_s,
         {QKeySequence(Qt::Key_D)},
         CommandScope::List,
         group,
         [this] { goOn(); },
         [this] { return reasonAgainstGoingOn(); }},
        {u"cash.own_bank"_s,
         tr("Our own bank accounts…"),
         u"building-2"_s,
         {QKeySequence(Qt::Key_B)},
         CommandScope::List,
         group,
         [this] {
             auto *dialog = new OwnBankDialog(m_workspace, window());
             connect(dialog, &OwnBankDialog::saved, this, [this](const QString &sentence) { say(sentence, false); });
             dialog->open();
         }},
        {u"cash.consent"_s,
         tr("Note that a payer agreed to another debit…"),
         u"check"_s,
         {QKeySequence(Qt::Key_C)},
         CommandScope::List,
         group,
         [this] { askConsent(); },
         [this] { return reasonAgainstWork(); }},
        {u"cash.end_export"_s,
         tr("End the scheduled export"),
         u"ban"_s,
         {QKeySequence(Qt::Key_E)},
         CommandScope::List,
         group,
         [this] { endExport(); },
         [this] { return reasonAgainstEnding(); }},
        {u"cash.slip"_s,
         tr("Save the slip of the cheque's deposit…"),
         u"printer"_s,
         {QKeySequence(Qt::Key_P)},
         CommandScope::List,
         group,
         [this] { chooseSlip(); },
         [this] { return chosenDeposit() > 0 ? QString() : tr("Only a cheque that was deposited is on a slip."); }}};
    for (int i = 0; i < int(m_lists.size()); ++i)
        commands.push_back({u"cash.tab.%1"_s.arg(i + 1),
                            tr("Show %1").arg(m_lists[size_t(i)].tab.title),
                            u"inbox"_s,
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] { m_tabs->setCurrentIndex(i); }});
    return commands;
}

} // namespace accord::ui
