// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/bill_run_page.h"

#include "ui/billing/billing_words.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"
#include "ui/words/status_words.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

namespace {

constexpr int monthsBack = 24;
constexpr int runsShown = 50;
constexpr int runsHeight = 208;

} // namespace

BillRunPage::BillRunPage(workspace::Workspace &workspace, const QString &month, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_job(BillRunJob::of(workspace))
    , m_previewing(workspace.runner())
    , m_listing(workspace.runner())
    , m_model(new PreviewModel(
          previewColumns(), [](const PreviewItem &i) { return i.id(); }, this))
    , m_runModel(new RunsModel(
          runColumns([this](const storage::BillRunRow &r) { return m_job.isRunning() && m_job.period() == r.period; }),
          [](const storage::BillRunRow &r) { return r.id.toString(); }, this))
    , m_months(new QComboBox(this))
    , m_issueDate(new QDateEdit(workspace.clock().today(), this))
    , m_run(new QPushButton(tr("Run"), this))
    , m_resume(new QPushButton(tr("Resume"), this))
    , m_cancel(new QPushButton(tr("Stop"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_totals(new Label({}, TextRole::BodyStrong, Token::Text, this))
    , m_table(new TableView(tr("Preview of the bills"), this))
    , m_state(new StateView(m_table, this))
    , m_runs(new TableView(tr("Runs before"), this))
    , m_runsState(new StateView(m_runs, this))
{
    fillMonths(month);
    m_table->setPagedModel(m_model);
    m_table->setShownColumns({u"account"_s, u"state"_s, u"exceptions"_s, u"before"_s, u"now"_s, u"change"_s});
    m_runs->setPagedModel(m_runModel);
    buildLayout();
    buildDetails();
    buildSources();
    connect(m_months, &QComboBox::currentIndexChanged, this, &BillRunPage::refresh);
    connect(m_issueDate, &QDateEdit::dateChanged, m_model, [this] { m_model->reload(); });
    connect(m_run, &QPushButton::clicked, this, &BillRunPage::run);
    connect(m_resume, &QPushButton::clicked, this, &BillRunPage::resume);
    connect(m_cancel, &QPushButton::clicked, &m_job, [this] { m_job.cancel(); });
    connect(m_table, &TableView::currentIdChanged, this, &BillRunPage::showDetails);
    connect(m_table, &TableView::opened, this, [this] {
        if (const PreviewItem *item = m_model->rowAt(m_table->currentIndex()))
            Q_EMIT openRequested(billing_words::firstPlaceOf(item->row.exceptions, item->row.account), false);
    });
    connect(&m_job, &Job::changed, this, &BillRunPage::showJob);
    connect(&m_workspace, &workspace::Workspace::changed, this, &BillRunPage::refresh);
    showJob();
    refresh();
}

BillRunPage::~BillRunPage() = default;

void BillRunPage::fillMonths(const QString &wanted)
{
    Period month = Period::monthOf(m_workspace.clock().today());
    for (int i = 0; i < monthsBack; ++i) {
        m_months->addItem(periodText(month), month.start);
        if (month.start.toString(u"yyyy-MM"_s) == wanted)
            m_months->setCurrentIndex(i);
        month = Period::monthOf(month.start.addDays(-1));
    }
    m_months->setAccessibleName(tr("Month to bill"));
    m_months->setMaxVisibleItems(monthsBack);
    m_issueDate->setAccessibleName(tr("Issue date of the invoices"));
    m_issueDate->findChild<QLineEdit *>()->setAccessibleName(m_issueDate->accessibleName());
    m_issueDate->setDisplayFormat(u"d MMM yyyy"_s);
    m_issueDate->setCalendarPopup(true);
}

Period BillRunPage::period() const
{
    return Period::monthOf(m_months->currentData().toDate());
}

void BillRunPage::stepMonth(int by)
{
    m_months->setCurrentIndex(std::clamp(m_months->currentIndex() - by, 0, m_months->count() - 1)); // newest first
}

QWidget *BillRunPage::buildControls()
{
    auto *bar = new QWidget(this);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(new Label(tr("Month"), TextRole::Secondary, Token::Text2, bar));
    layout->addWidget(m_months);
    layout->addSpacing(metrics::insetSmall);
    layout->addWidget(new Label(tr("Issue date"), TextRole::Secondary, Token::Text2, bar));
    layout->addWidget(m_issueDate);
    layout->addStretch();
    layout->addWidget(m_cancel);
    layout->addWidget(m_resume);
    layout->addWidget(m_run);
    setButtonKind(m_run, ButtonKind::Primary);
    m_run->setIcon(Theme::of(this).icon(u"play"_s, Token::OnAccent));
    setPlainToolTip(m_run, tr("Make the invoices (Ctrl+Enter)"));
    setPlainToolTip(m_resume, tr("Go on where the run of this month was stopped"));
    setPlainToolTip(m_cancel, tr("Stop after the account under way; what was made is kept"));
    return bar;
}

void BillRunPage::buildLayout()
{
    m_note->setWordWrap(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_totals->setContentsMargins(metrics::insetSmall, metrics::insetSmall, metrics::insetSmall, metrics::insetSmall);
    m_totals->setElided(true);
    auto *preview = new Card(tr("Preview"), this);
    preview->setFlush(true);
    preview->body()->setSpacing(0);
    preview->body()->addWidget(m_state, 1);
    preview->body()->addWidget(new Hairline(Qt::Horizontal, preview));
    preview->body()->addWidget(m_totals);
    auto *before = new Card(tr("Runs before"), this);
    before->setFlush(true);
    before->body()->addWidget(m_runsState, 1);
    before->setFixedHeight(Theme::of(this).scaled(runsHeight));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, metrics::inset);
    layout->setSpacing(metrics::inset);
    layout->addWidget(buildControls());
    layout->addWidget(m_note);
    layout->addWidget(preview, 1);
    layout->addWidget(before);
}

void BillRunPage::buildDetails()
{
    m_details = std::make_unique<QWidget>();
    m_detailName = new Label({}, TextRole::Title, Token::Text, m_details.get());
    m_detailFigures = new Label({}, TextRole::Body, Token::Text2, m_details.get());
    m_detailWords = new Label({}, TextRole::Body, Token::Text, m_details.get());
    auto *layout = new QVBoxLayout(m_details.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    for (Label *label : {m_detailName, m_detailFigures, m_detailWords}) {
        label->setWordWrap(true);
        layout->addWidget(label);
    }
    m_detailPlaces = new QVBoxLayout;
    layout->addLayout(m_detailPlaces);
    layout->addStretch();
    showDetails();
}

/// A button for each place where something of \a row is mended.
void BillRunPage::showPlaces(const workspace::PreviewRow &row)
{
    if (row.isCarried && reasonAgainstCarried().isEmpty()) {
        auto *bill = new QPushButton(tr("Bill it all the same"), m_details.get());
        connect(bill, &QPushButton::clicked, this, &BillRunPage::billCarried);
        m_detailPlaces->addWidget(bill, 0, Qt::AlignLeft);
    }
    QStringList shown;
    for (const billing::BillException &exception : row.exceptions) {
        const auto [address, words] = billing_words::placeOf(exception, row.account);
        if (address.isEmpty() || shown.contains(address))
            continue;
        shown << address;
        auto *button = new QPushButton(words, m_details.get());
        connect(button, &QPushButton::clicked, this, [this, to = address] { Q_EMIT openRequested(to, false); });
        m_detailPlaces->addWidget(button, 0, Qt::AlignLeft);
    }
}

void BillRunPage::buildSources()
{
    m_model->setSource([this](const PageRequest &, const PreviewModel::Answer &answer) {
        m_previewing.start(this,
                           m_workspace.onServices([period = period(), day = m_issueDate->date()](
                                                      workspace::Services &services, jobs::Progress &progress) {
                               return workspace::BillingDesk(services).preview(period, day, progress);
                           }),
                           [this, answer](const Result<workspace::Preview> &preview) {
                               if (!preview)
                                   return answer(passOn(preview));
                               showPreview(*preview);
                               answer(RowPage<PreviewItem>{itemsOf(*preview), {}, qint64(preview->rows.size()), {}});
                           });
    });
    m_state->follow(m_model, [this](StateView &) { showEmptyPreview(); });
    m_runModel->setSource([this](const PageRequest &, const RunsModel::Answer &answer) {
        m_listing.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
            return storage::BillRunsSql(services.session()).recent(runsShown);
        }),
                        [answer](const Result<std::vector<storage::BillRunRow>> &rows) {
                            if (!rows)
                                return answer(passOn(rows));
                            answer(RowPage<storage::BillRunRow>{*rows, {}, qint64(rows->size()), {}});
                        });
    });
    m_runsState->follow(m_runModel, [](StateView &state) { state.showEmpty(tr("No run yet."), u"history"_s); });
    connect(m_runModel, &PagedTableModelBase::loaded, this, &BillRunPage::findUnfinished);
}

void BillRunPage::showPreview(const workspace::Preview &preview)
{
    const auto totals = preview.totals();
    m_invoicesToMake = 0;
    for (const auto &total : totals)
        m_invoicesToMake += total.count;
    QString text = billing_words::totalsText(totals, false);
    const auto blocked
        = std::count_if(preview.rows.begin(), preview.rows.end(), [](const auto &row) { return row.isBlocked(); });
    if (blocked > 0)
        text += u"  ·  "_s + tr("%n blocked", nullptr, int(blocked));
    const auto carried = std::ranges::count(preview.rows, true, &workspace::PreviewRow::isCarried);
    if (carried > 0)
        text += u"  ·  "_s + tr("%n carried forward", nullptr, int(carried));
    if (preview.alreadyBilled > 0)
        text += u"  ·  "_s + tr("%n account(s) billed already or with nothing due", nullptr, preview.alreadyBilled);
    m_totals->setText(text);
    Q_EMIT statusChanged(text);
    showJob();
}

void BillRunPage::showEmptyPreview()
{
    EmptyState *empty
        = m_state->showEmpty(tr("Nothing is left to bill for %1.").arg(periodText(period())), u"circle-check-big"_s);
    empty->setCommand(tr("Show the invoices"), [this] { Q_EMIT openRequested(u"invoices"_s, false); });
}

void BillRunPage::showDetails()
{
    emptyLayout(m_detailPlaces);
    const PreviewItem *item = m_model->rowAt(m_table->currentIndex());
    if (!item) {
        m_detailName->setText(tr("No bill selected"));
        m_detailFigures->setText({});
        m_detailWords->setText({});
        return;
    }
    const workspace::PreviewRow &row = item->row;
    m_detailName->setText(row.accountName);
    QStringList figures{tr("Now: %1 in %n line(s)", nullptr, row.lines).arg(moneyText(row.total))};
    figures << tr("Before: %1").arg(row.previous ? moneyText(*row.previous) : noValue());
    figures << tr("Change: %1").arg(row.change() ? billing_words::changeText(*row.change()) : noValue());
    m_detailFigures->setText(figures.join(u'\n'));
    QStringList words;
    for (const billing::BillException &exception : row.exceptions)
        words << tr("%1: %2").arg(billing_words::badgeOf({exception}).text, billing_words::sentences({exception}));
    m_detailWords->setText(words.isEmpty() ? tr("Nothing to look at: the bill is ready.") : words.join(u"\n\n"_s));
    showPlaces(row);
}

void BillRunPage::showJob()
{
    const bool running = m_job.isRunning();
    if (running)
        Q_EMIT jobStarted(&m_job);
    m_cancel->setVisible(running);
    m_run->setEnabled(reasonAgainstRun().isEmpty());
    m_run->setText(m_invoicesToMake > 0 ? tr("Make %n invoice(s)", nullptr, int(m_invoicesToMake)) : tr("Run"));
    m_resume->setVisible(m_hasUnfinished && !running);
    m_note->setToken(Token::Text2);
    if (running) {
        m_note->setText(m_job.percent() < 0 ? tr("%1 is under way.").arg(m_job.title())
                                            : tr("%1 is under way: %2 %.").arg(m_job.title()).arg(m_job.percent()));
    } else if (m_job.outcome()) {
        QStringList lines{outcomeInWords(m_job.period(), *m_job.outcome())};
        if (*m_job.outcome()) {
            const auto &outcome = m_job.outcome();
            for (const workspace::RunFailure &failure : (*outcome)->failures)
                lines << tr("%1: %2").arg(failure.accountName, inWords(failure.error).happened);
        }
        m_note->setText(lines.join(u'\n'));
    }
    m_note->setVisible(!m_note->text().isEmpty());
    Q_EMIT commandsChanged();
}

QString BillRunPage::note() const
{
    return m_note->text();
}

void BillRunPage::findUnfinished()
{
    m_hasUnfinished
        = std::any_of(m_runModel->rows().begin(), m_runModel->rows().end(),
                      [this](const storage::BillRunRow &r) { return r.period == period() && r.state != "done"_L1; });
    showJob();
}

QString BillRunPage::reasonAgainstRun() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    if (m_job.isRunning())
        return tr("A run is under way.");
    return m_invoicesToMake > 0 ? QString() : tr("The preview has nothing to bill.");
}

QString BillRunPage::reasonAgainstResume() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    if (m_job.isRunning())
        return tr("A run is under way.");
    return m_hasUnfinished ? QString() : tr("No run of this month was stopped half way.");
}

void BillRunPage::run()
{
    if (reasonAgainstRun().isEmpty())
        m_job.run(period(), m_issueDate->date());
}

QString BillRunPage::reasonAgainstCarried() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    if (m_job.isRunning())
        return tr("A run is under way.");
    const PreviewItem *item = m_model->rowAt(m_table->currentIndex());
    return item && item->row.isCarried ? QString() : tr("Select a bill that is carried forward.");
}

void BillRunPage::billCarried()
{
    if (!reasonAgainstCarried().isEmpty())
        return;
    billOne(tr("What was carried forward of %1 is drafted."),
            [period = period(), day = m_issueDate->date()](workspace::BillingDesk &desk,
                                                           const accounts::AccountId &account) {
                return desk.billCarried(account, period, day);
            });
}

QString BillRunPage::reasonAgainstInterim() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    if (m_job.isRunning())
        return tr("A run is under way.");
    const QDate day = m_issueDate->date();
    if (!period().contains(day) || day == period().lastDay())
        return tr("Choose an issue date within the month, before its last day: usage is billed up to it.");
    return m_model->rowAt(m_table->currentIndex()) ? QString() : tr("Select a customer.");
}

void BillRunPage::billInterim()
{
    if (!reasonAgainstInterim().isEmpty())
        return;
    billOne(tr("The usage of %1 so far is drafted; the bill of the month charges the rest."),
            [day = m_issueDate->date()](workspace::BillingDesk &desk, const accounts::AccountId &account) {
                return desk.billInterim(account, day, day);
            });
}

void BillRunPage::billOne(
    const QString &done,
    std::function<Result<std::vector<billing::InvoiceId>>(workspace::BillingDesk &, const accounts::AccountId &)> make)
{
    const workspace::PreviewRow row = m_model->rowAt(m_table->currentIndex())->row;
    m_workspace.start(
        this,
        [account = row.account, make = std::move(make)](workspace::Services &services, jobs::Progress &) {
            workspace::BillingDesk desk(services);
            return make(desk, account);
        },
        [this, said = done.arg(row.accountName)](const Result<std::vector<billing::InvoiceId>> &drafts) {
            if (!drafts)
                return Q_EMIT toastRequested({inWords(drafts.error()).paragraph(), Tone::Bad});
            Q_EMIT toastRequested({said, Tone::Good});
            m_workspace.announceChange();
        });
}

void BillRunPage::resume()
{
    if (reasonAgainstResume().isEmpty())
        m_job.resume(period());
}

void BillRunPage::refresh()
{
    m_invoicesToMake = 0;
    m_totals->setText({});
    m_model->reload();
    m_runModel->reload();
    showDetails();
}

QWidget *BillRunPage::inspector()
{
    return m_details.get();
}

QVariantMap BillRunPage::state() const
{
    return {{u"month"_s, m_months->currentData()},
            {u"issue_date"_s, m_issueDate->date()},
            {u"current"_s, m_table->currentId()}};
}

void BillRunPage::restore(const QVariantMap &state)
{
    m_issueDate->setDate(state.value(u"issue_date"_s, m_issueDate->date()).toDate());
    if (const int month = m_months->findData(state.value(u"month"_s).toDate()); month >= 0)
        m_months->setCurrentIndex(month);
    m_table->selectId(state.value(u"current"_s).toString());
}

QWidget *BillRunPage::firstFocus()
{
    return m_table;
}

QList<QWidget *> BillRunPage::lists() const
{
    return {m_table, m_runs};
}

std::vector<Command> BillRunPage::commands()
{
    const QString group = tr("Billing run");
    return {{u"billing_run.run"_s,
             tr("Make the invoices"),
             u"play"_s,
             {QKeySequence(u"Ctrl+Return"_s)},
             CommandScope::Page,
             group,
             [this] { run(); },
             [this] { return reasonAgainstRun(); }},
            {u"billing_run.resume"_s,
             tr("Resume the run"),
             u"rotate-ccw"_s,
             {QKeySequence(Qt::Key_R)},
             CommandScope::List,
             group,
             [this] { resume(); },
             [this] { return reasonAgainstResume(); }},
            {u"billing_run.carried"_s,
             tr("Bill what is carried forward all the same"),
             u"file-text"_s,
             {QKeySequence(Qt::Key_B)},
             CommandScope::List,
             group,
             [this] { billCarried(); },
             [this] { return reasonAgainstCarried(); }},
            {u"billing_run.interim"_s,
             tr("Bill the usage so far"),
             u"gauge"_s,
             {QKeySequence(Qt::Key_U)},
             CommandScope::List,
             group,
             [this] { billInterim(); },
             [this] { return reasonAgainstInterim(); }},
            {u"billing_run.stop"_s,
             tr("Stop the run"),
             u"square"_s,
             {QKeySequence(u"Ctrl+."_s)},
             CommandScope::Page,
             group,
             [this] { m_job.cancel(); },
             [this] { return m_job.isRunning() ? QString() : tr("No run is under way."); }},
            {u"billing_run.previous"_s,
             tr("Month before"),
             u"chevron-left"_s,
             {QKeySequence(Qt::Key_BracketLeft)},
             CommandScope::List,
             group,
             [this] { stepMonth(-1); }},
            {u"billing_run.next"_s,
             tr("Month after"),
             u"chevron-right"_s,
             {QKeySequence(Qt::Key_BracketRight)},
             CommandScope::List,
             group,
             [this] { stepMonth(1); }},
            {u"billing_run.invoices"_s,
             tr("Show the invoices"),
             u"file-text"_s,
             {QKeySequence(Qt::Key_V)},
             CommandScope::List,
             group,
             [this] { Q_EMIT openRequested(u"invoices"_s, false); }}};
}

} // namespace accord::ui
