// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/database_section.h"

#include "core/workspace/verification.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QProgressBar>

namespace accord::ui {

using storage::InvariantCheck;

namespace {

QString found(const InvariantCheck &check)
{
    QStringList subjects;
    for (const auto &violation : check.violations)
        subjects << violation.subject;
    return subjects.join(u", "_s);
}

std::vector<PagedTableModel<InvariantCheck>::Column> columns()
{
    using Column = PagedTableModel<InvariantCheck>::Column;
    return {
        Column{{u"check"_s, DatabaseSection::tr("What must hold"), 380, Qt::AlignLeft, false, true},
               [](const InvariantCheck &c) { return c.inWords; }},
        Column{{u"result"_s, DatabaseSection::tr("Result"), metrics::columnBadge + metrics::insetPage, Qt::AlignLeft,
                false},
               [](const InvariantCheck &c) {
                   return QVariant::fromValue(
                       c.violations.empty()
                           ? Badge{DatabaseSection::tr("Holds"), Tone::Good}
                           : Badge{DatabaseSection::tr("%n breach(es)", nullptr, int(c.violations.size())), Tone::Bad});
               }},
        Column{{u"found"_s, DatabaseSection::tr("Found"), 200, Qt::AlignLeft, false},
               [](const InvariantCheck &c) { return found(c); }}};
}

} // namespace

DatabaseSection::DatabaseSection(workspace::Workspace &workspace, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_checks(new PagedTableModel<InvariantCheck>(
          columns(), [](const InvariantCheck &c) { return c.invariant; }, this))
    , m_table(new TableView(tr("Result of the verification"), this))
    , m_state(new StateView(m_table, this))
{
    m_table->setPagedModel(m_checks);
    m_table->setFrameShape(QFrame::NoFrame);
    m_state->follow(m_checks,
                    [](StateView &state) { state.showEmpty(tr("Nothing was verified yet."), u"file-search"_s); });
    m_state->showEmpty(tr("Not verified since the file was opened."), u"file-search"_s);
    auto *result = new Card(tr("Verification"), this);
    result->setFlush(true);
    result->body()->addWidget(m_state);
    auto *top = new QHBoxLayout;
    top->setSpacing(metrics::inset);
    top->addWidget(buildFile(), 1);
    top->addWidget(buildBackup(), 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addLayout(top);
    layout->addWidget(result, 1);
}

QWidget *DatabaseSection::buildFile()
{
    auto *card = new Card(tr("Database file"), this);
    m_facts = new FactGrid(card);
    m_verify = new QPushButton(tr("Verify now"), card);
    connect(m_verify, &QPushButton::clicked, this, &DatabaseSection::verify);
    m_progress = new QProgressBar(card);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the verification"));
    m_progress->hide();
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::inset);
    row->addWidget(m_verify);
    row->addWidget(m_progress, 1);
    row->addStretch();
    card->body()->addWidget(m_facts);
    card->body()->addLayout(row);
    card->body()->addStretch();
    return card;
}

QWidget *DatabaseSection::buildBackup()
{
    auto *card = new Card(tr("Backup"), this);
    const auto sentence = [card](const QString &text, Token token) {
        auto *label = new Label(text, TextRole::Body, token, card);
        label->setWordWrap(true);
        card->body()->addWidget(label);
    };
    sentence(tr("A backup is a verified copy of the whole file; you can go on working while it is made."), Token::Text);
    m_backUp = new QPushButton(tr("Back up now…"), card);
    connect(m_backUp, &QPushButton::clicked, this, &DatabaseSection::askAndBackUp);
    card->body()->addWidget(m_backUp, 0, Qt::AlignLeft);
    sentence(tr("To restore, close Accord and run: accordctl workspace restore COPY FILE. The file that is replaced is "
                "kept beside it."),
             Token::Text2);
    card->body()->addStretch();
    return card;
}

void DatabaseSection::reload()
{
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) {
        return workspace::CompanyDesk(services).database();
    }),
                 [this](const Result<workspace::DatabaseFacts> &facts) {
                     if (!facts)
                         return Q_EMIT failed(facts.error());
                     m_facts->clear();
                     m_facts->add(tr("File"), facts->path);
                     m_facts->add(tr("Size"), locale().formattedDataSize(facts->bytes));
                     m_facts->add(tr("Schema"), tr("version %1").arg(facts->schemaVersion));
                     m_facts->add(tr("Access"),
                                  facts->isReadOnly ? tr("for reading only") : tr("for reading and writing"));
                     m_facts->add(tr("Audit seal"), facts->seal);
                 });
}

void DatabaseSection::verify()
{
    m_verify->setEnabled(false);
    m_progress->setValue(0);
    m_progress->show();
    m_state->showLoading();
    m_work = m_workspace.start(
        this,
        [](workspace::Services &services, jobs::Progress &progress) { return workspace::verify(services, progress); },
        [this](const Result<std::vector<InvariantCheck>> &checks) {
            m_verify->setEnabled(true);
            m_progress->hide();
            if (!checks)
                return m_state->showError(checks.error(), [this] { verify(); });
            showChecks(*checks);
        });
    connect(m_work, &QFutureWatcherBase::progressValueChanged, m_progress, &QProgressBar::setValue);
}

void DatabaseSection::showChecks(const std::vector<InvariantCheck> &checks)
{
    auto sorted = checks;
    std::stable_partition(sorted.begin(), sorted.end(),
                          [](const InvariantCheck &check) { return !check.violations.empty(); });
    const auto broken = std::count_if(checks.begin(), checks.end(),
                                      [](const InvariantCheck &check) { return !check.violations.empty(); });
    showRows(m_checks, std::move(sorted));
    Q_EMIT said(broken == 0 ? tr("Everything that must hold does: %n check(s).", nullptr, int(checks.size()))
                            : tr("%n check(s) found something.", nullptr, int(broken)));
}

void DatabaseSection::askAndBackUp()
{
    const QFileInfo file(m_workspace.path());
    const QString proposal
        = u"%1 %2.accord"_s.arg(file.completeBaseName(), m_workspace.clock().today().toString(Qt::ISODate));
    auto *dialog = new QFileDialog(window(), tr("Back up"), file.absolutePath(), tr("Accord companies (*.accord)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"accord"_s);
    dialog->selectFile(proposal);
    connect(dialog, &QFileDialog::fileSelected, this, &DatabaseSection::backUp);
    dialog->open();
}

void DatabaseSection::backUp(const QString &path)
{
    m_backUp->setEnabled(false);
    m_workspace.start(
        this,
        [path](workspace::Services &services, jobs::Progress &) {
            return workspace::CompanyDesk(services).backup(path);
        },
        [this, path](const Result<> &done) {
            m_backUp->setEnabled(true);
            if (!done)
                return Q_EMIT failed(done.error());
            Q_EMIT said(tr("The copy %1 is written and verified.").arg(QFileInfo(path).fileName()));
            reload();
        });
}

QWidget *DatabaseSection::firstFocus()
{
    return m_verify;
}

QList<QWidget *> DatabaseSection::lists() const
{
    return {m_table};
}

} // namespace accord::ui
