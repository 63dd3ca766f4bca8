// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/backup_card.h"

#include "core/workspace/company_desk.h"
#include "core/workspace/permit.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

namespace accord::ui {

using workspace::BackupFile;
using workspace::BackupPlan;

namespace {

constexpr int hoursOfDay = 24;
constexpr int hoursOfWeek = 168;

void fillRhythms(QComboBox *box)
{
    box->addItem(BackupCard::tr("Never"), 0);
    box->addItem(BackupCard::tr("Every hour"), 1);
    box->addItem(BackupCard::tr("Every 6 hours"), 6);
    box->addItem(BackupCard::tr("Every day"), hoursOfDay);
    box->addItem(BackupCard::tr("Every week"), hoursOfWeek);
}

/// Shows \a hours, a rhythm that was planned from the command line too.
void choose(QComboBox *box, int hours)
{
    if (box->findData(hours) < 0)
        box->addItem(BackupCard::tr("Every %n hour(s)", nullptr, hours), hours);
    box->setCurrentIndex(box->findData(hours));
}

} // namespace

BackupCard::BackupCard(workspace::Workspace &workspace, QWidget *parent)
    : Card(tr("Backup"), parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_facts(new FactGrid(this))
    , m_folder(new QLineEdit(this))
    , m_choose(new QPushButton(tr("Choose…"), this))
    , m_every(new QComboBox(this))
    , m_keep(new QSpinBox(this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_backUp(new QPushButton(tr("Back up now…"), this))
    , m_savePlan(new QPushButton(tr("Save plan"), this))
{
    auto *hint = new Label(tr("A backup is a verified copy of the whole file; you can go on working while it is made."),
                           TextRole::Body, Token::Text2, this);
    hint->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->hide();
    body()->addWidget(hint);
    body()->addWidget(m_facts);
    buildForm();
    body()->addWidget(m_note);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::insetSmall);
    buttons->addWidget(m_savePlan);
    buttons->addWidget(m_backUp);
    buttons->addStretch();
    body()->addLayout(buttons);
    body()->addStretch();
    mayPlan(false); // until it is read
    connect(m_backUp, &QPushButton::clicked, this, &BackupCard::askAndBackUp);
    connect(m_savePlan, &QPushButton::clicked, this, &BackupCard::save);
    connect(m_choose, &QPushButton::clicked, this, &BackupCard::chooseFolder);
}

void BackupCard::buildForm()
{
    m_folder->setPlaceholderText(tr("A folder on another disk"));
    m_folder->setAccessibleName(tr("Folder of the backups"));
    fillRhythms(m_every);
    m_every->setAccessibleName(tr("How often a backup is made"));
    m_keep->setRange(1, 1000);
    m_keep->setValue(BackupPlan().keep);
    m_keep->setAccessibleName(tr("How many backups stay"));
    for (auto *field : m_keep->findChildren<QLineEdit *>())
        field->setAccessibleName(m_keep->accessibleName());
    auto *place = new QHBoxLayout;
    place->setSpacing(metrics::insetSmall);
    place->addWidget(m_folder, 1);
    place->addWidget(m_choose);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("By itself"), m_every);
    form->addRow(tr("Folder"), place);
    form->addRow(tr("Newest that stay"), m_keep);
    body()->addLayout(form);
}

void BackupCard::reload()
{
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        const auto plan = workspace::backupPlan(services);
        if (!plan)
            return passOn(plan);
        Read read;
        read.plan = *plan;
        if (*plan)
            read.files = workspace::backupsOf(services, **plan);
        if (const auto may = workspace::permit(services, workspace::Act::MaintainWorkspace); !may)
            read.refusal = may.error();
        return read;
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     show(*read);
                 });
}

void BackupCard::show(const Read &read)
{
    m_facts->clear();
    if (read.files.empty())
        m_facts->add(tr("Newest of the plan"), read.plan ? tr("none yet") : tr("nothing is planned"));
    else
        m_facts->add(tr("Newest of the plan"),
                     tr("%1, %2").arg(locale().toString(read.files.front().madeAt.toLocalTime(), QLocale::ShortFormat),
                                      locale().formattedDataSize(read.files.front().bytes)));
    if (!read.files.empty())
        m_facts->add(tr("Kept"), tr("%n backup(s)", nullptr, int(read.files.size())));
    mayPlan(!read.refusal && !m_workspace.isReadOnly());
    setPlainToolTip(m_savePlan, read.refusal ? inWords(*read.refusal).paragraph() : QString());
    choose(m_every, read.plan ? read.plan->everyHours : 0);
    m_folder->setText(read.plan ? read.plan->folder : QString());
    m_keep->setValue(read.plan ? read.plan->keep : BackupPlan().keep);
}

void BackupCard::mayPlan(bool may)
{
    for (QWidget *field : std::initializer_list<QWidget *>{m_every, m_folder, m_choose, m_keep, m_savePlan})
        field->setEnabled(may);
}

void BackupCard::chooseFolder()
{
    auto *dialog = new QFileDialog(window(), tr("Folder of the backups"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, m_folder, &QLineEdit::setText);
    dialog->open();
}

void BackupCard::save()
{
    std::optional<BackupPlan> plan;
    if (m_every->currentData().toInt() > 0)
        plan = BackupPlan{m_folder->text().trimmed(), m_every->currentData().toInt(), m_keep->value()};
    m_savePlan->setEnabled(false);
    m_workspace.start(
        this,
        [plan](workspace::Services &services, jobs::Progress &) { return workspace::setBackupPlan(services, plan); },
        [this](const Result<> &saved) {
            m_savePlan->setEnabled(true);
            m_note->setText(saved ? QString() : inWords(saved.error()).paragraph());
            m_note->setVisible(!saved);
            if (!saved)
                return;
            Q_EMIT said(tr("The plan of the backups is saved."));
            m_workspace.announceChange();
        });
}

QString BackupCard::note() const
{
    return m_note->text();
}

void BackupCard::askAndBackUp()
{
    const QFileInfo file(m_workspace.path());
    const QString proposal
        = u"%1 %2.accord"_s.arg(file.completeBaseName(), m_workspace.clock().today().toString(Qt::ISODate));
    auto *dialog = new QFileDialog(window(), tr("Back up"), file.absolutePath(), tr("Accord companies (*.accord)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"accord"_s);
    dialog->selectFile(proposal);
    connect(dialog, &QFileDialog::fileSelected, this, &BackupCard::backUp);
    dialog->open();
}

void BackupCard::backUp(const QString &path)
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
            Q_EMIT stored();
        });
}

} // namespace accord::ui
