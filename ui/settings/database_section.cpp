// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/database_section.h"

#include "core/storage/restorations_sql.h"
#include "core/workspace/verification.h"
#include "ui/settings/backup_card.h"
#include "ui/settings/numbering_dialog.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtWidgets/QProgressBar>

namespace accord::ui {

using storage::InvariantCheck;

namespace {

QString found(const InvariantCheck &check)
{
    if (check.isLeftOut)
        return DatabaseSection::tr("You are shown a part of it");
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
                   if (c.isLeftOut)
                       return QVariant::fromValue(Badge{DatabaseSection::tr("Left out"), Tone::Neutral});
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
    , m_backup(new BackupCard(workspace, this))
{
    connect(m_backup, &BackupCard::said, this, &DatabaseSection::said);
    connect(m_backup, &BackupCard::failed, this, &DatabaseSection::failed);
    connect(m_backup, &BackupCard::stored, this, &DatabaseSection::reload);
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
    top->addWidget(m_backup, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(buildRestored());
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

QWidget *DatabaseSection::buildRestored()
{
    m_restored = new Card(tr("Restored from a backup"), this);
    m_restoredWords = new Label({}, TextRole::Body, Token::Text, m_restored);
    m_restoredWords->setWordWrap(true);
    m_confirm = new QPushButton(tr("Confirm the numbering…"), m_restored);
    connect(m_confirm, &QPushButton::clicked, this, &DatabaseSection::askForNumbering);
    m_restored->body()->addWidget(m_restoredWords);
    m_restored->body()->addWidget(m_confirm, 0, Qt::AlignLeft);
    m_restored->hide();
    return m_restored;
}

void DatabaseSection::showRestored(const std::vector<storage::Restoration> &open)
{
    m_restored->setVisible(!open.empty());
    if (open.empty())
        return;
    m_restoredWords->setText(
        tr("%1 was put back on %2. No document gets a number until somebody has confirmed which numbers were given "
           "after it was made.")
            .arg(open.front().backup, locale().toString(open.front().restoredAt.toLocalTime(), QLocale::ShortFormat)));
}

void DatabaseSection::askForNumbering()
{
    auto *dialog = new NumberingDialog(m_workspace, window());
    connect(dialog, &NumberingDialog::said, this, &DatabaseSection::said);
    dialog->open();
}

void DatabaseSection::reload()
{
    struct Read
    {
        workspace::DatabaseFacts facts;
        std::vector<storage::Restoration> restored;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        const auto facts = workspace::CompanyDesk(services).database();
        if (!facts)
            return passOn(facts);
        const auto restored = storage::RestorationsSql(services.session()).open();
        if (!restored)
            return passOn(restored);
        return Read{*facts, *restored};
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     showFacts(read->facts);
                     showRestored(read->restored);
                 });
    m_backup->reload();
}

void DatabaseSection::showFacts(const workspace::DatabaseFacts &facts)
{
    m_facts->clear();
    m_facts->add(tr("File"), facts.path);
    m_facts->add(tr("Size"), locale().formattedDataSize(facts.bytes));
    m_facts->add(tr("Schema"), tr("version %1").arg(facts.schemaVersion));
    m_facts->add(tr("Access"), facts.isReadOnly ? tr("for reading only") : tr("for reading and writing"));
    m_facts->add(tr("Audit seal"), facts.seal);
}

void DatabaseSection::verify()
{
    if (!m_progress->isHidden()) // the button stays enabled, so that the keyboard stays where it is
        return;
    m_progress->setValue(0);
    m_progress->show();
    m_state->showLoading();
    m_work = m_workspace.start(
        this,
        [](workspace::Services &services, jobs::Progress &progress) { return workspace::verify(services, progress); },
        [this](const Result<std::vector<InvariantCheck>> &checks) {
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
    const auto leftOut
        = std::count_if(checks.begin(), checks.end(), [](const InvariantCheck &check) { return check.isLeftOut; });
    showRows(m_checks, std::move(sorted));
    if (broken == 0 && leftOut > 0)
        return Q_EMIT said(
            tr("%1 of %2 checks hold; the others are about rows that you are not shown.")
                .arg(locale().toString(int(checks.size() - leftOut)), locale().toString(int(checks.size()))));
    Q_EMIT said(broken == 0 ? tr("Everything that must hold does: %n check(s).", nullptr, int(checks.size()))
                            : tr("%n check(s) found something.", nullptr, int(broken)));
}

void DatabaseSection::askAndBackUp()
{
    m_backup->askAndBackUp();
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
