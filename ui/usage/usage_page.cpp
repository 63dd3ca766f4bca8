// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/usage/usage_page.h"

#include "core/workspace/usage_imports.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/usage/quarantine_cures.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QPushButton>

namespace accord::ui {

namespace {

constexpr int quarantineShown = 500;

} // namespace

UsagePage::UsagePage(workspace::Workspace &workspace, QWidget *parent)
    : Page(parent)
    , m_workspace(workspace)
    , m_listing(workspace.runner())
    , m_waiting(workspace.runner())
    , m_importModel(new ImportsModel(
          importColumns(), [](const storage::UsageImportRow &r) { return QString::number(r.sequence); }, this))
    , m_quarantineModel(new QuarantineModel(
          quarantineColumns(),
          [](const storage::QuarantineRow &r) {
              return QStringList{QString::number(r.import), r.account, r.location, r.meter}.join(u'/');
          },
          this))
    , m_problemModel(new ProblemsModel(
          problemColumns(), [](const usage::Problem &p) { return QString::number(p.line) + p.field; }, this))
    , m_imports(new TableView(tr("Usage imports"), this))
    , m_importState(new StateView(m_imports, this))
    , m_quarantine(new TableView(tr("Usage that is not counted yet"), this))
    , m_quarantineState(new StateView(m_quarantine, this))
    , m_import(new QPushButton(tr("Import usage…"), this))
    , m_adopt(new QPushButton(tr("Count what is known by now"), this))
    , m_map(new QPushButton(tr("Say what it is…"), this))
    , m_cures(new QuarantineCures(workspace, this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
{
    m_imports->setPagedModel(m_importModel);
    m_quarantine->setPagedModel(m_quarantineModel);
    buildLayout();
    buildInspector();
    buildSources();
    connect(m_import, &QPushButton::clicked, this, &UsagePage::chooseFile);
    connect(m_adopt, &QPushButton::clicked, this, &UsagePage::adopt);
    connect(m_map, &QPushButton::clicked, this, &UsagePage::map);
    connect(m_quarantine, &TableView::opened, this, &UsagePage::map);
    connect(m_quarantine, &TableView::currentIdChanged, this, [this] { Q_EMIT commandsChanged(); });
    connect(this, &Page::commandsChanged, m_map,
            [this] { m_map->setEnabled(m_cures->reasonAgainstMapping(waitingRow()).isEmpty()); });
    connect(&m_workspace, &workspace::Workspace::changed, this, &UsagePage::refresh);
    setBusy(false);
    refresh();
}

UsagePage::~UsagePage() = default;

void UsagePage::buildLayout()
{
    m_note->setWordWrap(true);
    setButtonKind(m_import, ButtonKind::Primary);
    m_import->setIcon(Theme::of(this).icon(u"download"_s, Token::OnAccent));
    setPlainToolTip(m_import, tr("CSV, NDJSON or FOCUS; a file is taken whole or not at all (Ctrl+O)"));
    auto *bar = new QHBoxLayout;
    bar->addWidget(m_note, 1);
    bar->addWidget(m_import, 0, Qt::AlignTop);
    auto *imports = new Card(tr("Imports"), this);
    imports->setFlush(true);
    imports->body()->addWidget(m_importState, 1);
    auto *waiting = new Card(tr("Not counted yet"), this);
    waiting->setFlush(true);
    auto *cures = new QWidget(waiting);
    auto *row = new QHBoxLayout(cures);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::insetSmall);
    row->addWidget(m_map);
    row->addWidget(m_adopt);
    waiting->addToTitle(cures);
    waiting->body()->addWidget(m_quarantineState, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::inset, metrics::insetLarge, metrics::inset);
    layout->setSpacing(metrics::inset);
    layout->addLayout(bar);
    layout->addWidget(imports, 3);
    layout->addWidget(waiting, 2);
}

void UsagePage::buildInspector()
{
    m_inspector = std::make_unique<QWidget>();
    m_problemTitle = new Label({}, TextRole::BodyStrong, Token::Text, m_inspector.get());
    m_problemTitle->setWordWrap(true);
    m_problemTable = new TableView(tr("Rows that cannot be used"), m_inspector.get());
    m_problemTable->setPagedModel(m_problemModel);
    auto *layout = new QVBoxLayout(m_inspector.get());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_problemTitle);
    layout->addWidget(m_problemTable, 1);
    showProblems({}, {});
}

void UsagePage::buildSources()
{
    m_importModel->setSource([this](const PageRequest &request, const ImportsModel::Answer &answer) {
        m_listing.start(this,
                        m_workspace.onServices([after = request.after.toLongLong(), limit = request.limit](
                                                   workspace::Services &services, jobs::Progress &) {
                            return storage::UsageQueriesSql(services.session()).imports(after, limit);
                        }),
                        [answer, limit = request.limit](const Result<std::vector<storage::UsageImportRow>> &rows) {
                            if (!rows)
                                return answer(passOn(rows));
                            const bool isFull = int(rows->size()) == limit;
                            answer(RowPage<storage::UsageImportRow>{
                                *rows, isFull ? QVariant(rows->back().sequence) : QVariant(), {}, {}});
                        });
    });
    m_importState->follow(m_importModel, [this](StateView &state) {
        EmptyState *empty = state.showEmpty(tr("No usage was imported yet."), u"gauge"_s);
        empty->setCommand(tr("Import usage…"), [this] { chooseFile(); });
    });
    m_quarantineModel->setSource([this](const PageRequest &, const QuarantineModel::Answer &answer) {
        struct Read
        {
            std::vector<storage::QuarantineRow> rows;
            std::vector<catalog::Meter> meters;
        };
        m_waiting.start(this,
                        m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
                            auto rows = storage::UsageQueriesSql(services.session()).quarantine(quarantineShown);
                            if (!rows)
                                return passOn(rows);
                            auto meters = services.seller().meters();
                            if (!meters)
                                return passOn(meters);
                            return Read{std::move(*rows), std::move(*meters)};
                        }),
                        [this, answer](const Result<Read> &read) {
                            if (!read)
                                return answer(passOn(read));
                            m_meters = read->meters;
                            m_adopt->setVisible(!read->rows.empty());
                            m_map->setVisible(!read->rows.empty());
                            answer(RowPage<storage::QuarantineRow>{read->rows, {}, qint64(read->rows.size()), {}});
                        });
    });
    m_quarantineState->follow(m_quarantineModel, [](StateView &state) {
        state.showEmpty(tr("Every row that was imported is counted."), u"circle-check-big"_s);
    });
}

QString UsagePage::reasonAgainstImport() const
{
    if (m_workspace.isReadOnly())
        return tr("The file is open for reading only.");
    return m_busy ? tr("An import is under way.") : QString();
}

void UsagePage::setBusy(bool busy)
{
    m_busy = busy;
    m_import->setEnabled(reasonAgainstImport().isEmpty());
    m_adopt->setEnabled(reasonAgainstImport().isEmpty());
    Q_EMIT commandsChanged();
}

void UsagePage::chooseFile()
{
    if (!reasonAgainstImport().isEmpty())
        return;
    auto *dialog
        = new QFileDialog(window(), tr("Import usage"), {}, tr("Usage (*.csv *.ndjson *.jsonl *.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &UsagePage::importFile);
    dialog->open();
}

void UsagePage::importFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    setBusy(true);
    m_note->setText(tr("Reading %1 …").arg(name));
    m_workspace.start(
        this,
        [path, name](workspace::Services &services, jobs::Progress &) -> Result<std::shared_ptr<Outcome>> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return fail(ErrorKind::InvalidInput, u"file.unreadable"_s,
                            {{u"file"_s, name}, {u"problem"_s, file.errorString()}});
            usage::Problems problems;
            auto report = workspace::importUsage(services, file, {u"usage"_s, name}, problems);
            return std::make_shared<Outcome>(Outcome{std::move(report), std::move(problems)});
        },
        [this, name](const Result<std::shared_ptr<Outcome>> &outcome) {
            setBusy(false);
            showOutcome(name, outcome ? **outcome : Outcome{passOn(outcome), {}});
        });
}

void UsagePage::adopt()
{
    if (!reasonAgainstImport().isEmpty())
        return;
    setBusy(true);
    m_workspace.start(
        this, [](workspace::Services &services, jobs::Progress &) { return workspace::countKnownUsage(services); },
        [this](const Result<usage::ImportReport> &report) {
            setBusy(false);
            showOutcome({}, Outcome{report, {}});
        });
}

const storage::QuarantineRow *UsagePage::waitingRow() const
{
    return m_quarantineModel->rowAt(m_quarantine->currentIndex());
}

void UsagePage::map()
{
    if (const storage::QuarantineRow *row = waitingRow())
        m_cures->map(*row, m_meters);
}

void UsagePage::makeMeter()
{
    if (const storage::QuarantineRow *row = waitingRow())
        m_cures->makeMeter(*row);
}

FieldDialog *UsagePage::dialog() const
{
    return m_cures->dialog();
}

void UsagePage::showOutcome(const QString &fileName, const Outcome &outcome)
{
    showProblems(fileName, outcome.problems);
    m_note->setToken(outcome.report ? Token::Text2 : Token::Bad);
    if (!outcome.report) {
        m_note->setText(inWords(outcome.report.error()).paragraph());
        if (!outcome.problems.isEmpty())
            Q_EMIT inspectorWanted();
        return;
    }
    const usage::ImportReport &report = *outcome.report;
    if (!report.sequence)
        m_note->setText(fileName.isEmpty() ? tr("Nothing of it has a home yet.")
                                           : tr("%1: all of it was known already; nothing changed.").arg(fileName));
    else
        m_note->setText(tr("Import %1: %2 counted, %3 known before, %4 kept aside.")
                            .arg(countText(*report.sequence), countText(report.added), countText(report.repeated),
                                 countText(report.quarantined)));
    m_workspace.announceChange();
}

void UsagePage::showProblems(const QString &fileName, const usage::Problems &problems)
{
    m_problemTitle->setText(
        problems.isEmpty() ? tr("The rows of a refused file are listed here.")
                           : tr("%1: %n place(s) cannot be used; nothing was imported.", nullptr, int(problems.count()))
                                 .arg(fileName));
    m_problemTable->setVisible(!problems.isEmpty());
    showRows(m_problemModel, problems.list());
}

QString UsagePage::note() const
{
    return m_note->text();
}

void UsagePage::refresh()
{
    m_importModel->reload();
    m_quarantineModel->reload();
}

QWidget *UsagePage::inspector()
{
    return m_inspector.get();
}

QVariantMap UsagePage::state() const
{
    return {{u"current"_s, m_imports->currentId()}};
}

void UsagePage::restore(const QVariantMap &state)
{
    m_imports->selectId(state.value(u"current"_s).toString());
}

QWidget *UsagePage::firstFocus()
{
    return m_imports;
}

QList<QWidget *> UsagePage::lists() const
{
    return {m_imports, m_quarantine};
}

std::vector<Command> UsagePage::commands()
{
    const QString group = tr("Usage");
    return {{u"usage.import"_s,
             tr("Import usage…"),
             u"download"_s,
             {QKeySequence(u"Ctrl+O"_s)},
             CommandScope::Page,
             group,
             [this] { chooseFile(); },
             [this] { return reasonAgainstImport(); }},
            {u"usage.adopt"_s,
             tr("Count what is known by now"),
             u"check"_s,
             {},
             CommandScope::Page,
             group,
             [this] { adopt(); },
             [this] { return reasonAgainstImport(); }},
            {u"usage.map"_s,
             tr("Say what the code stands for…"),
             u"search"_s,
             {QKeySequence(Qt::Key_M)},
             CommandScope::List,
             group,
             [this] { map(); },
             [this] { return m_cures->reasonAgainstMapping(waitingRow()); }},
            {u"usage.new_meter"_s,
             tr("Make a meter of it…"),
             u"plus"_s,
             {QKeySequence(Qt::Key_N)},
             CommandScope::List,
             group,
             [this] { makeMeter(); },
             [this] { return m_cures->reasonAgainstMeter(waitingRow()); }}};
}

} // namespace accord::ui
