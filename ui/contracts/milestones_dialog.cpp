// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/milestones_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/row_list.h"
#include "ui/widgets/table_view.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QDateEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using workspace::MilestoneRow;

namespace {

using Model = PagedTableModel<MilestoneRow>;

QString waitingText(const MilestoneRow &row)
{
    QStringList parts = row.items;
    if (row.instalments > 0)
        parts << MilestonesDialog::tr("%n instalment(s) of each invoice", nullptr, row.instalments);
    return parts.join(u", "_s);
}

std::vector<Model::Column> columns()
{
    using Column = Model::Column;
    return {Column{{u"milestone"_s, MilestonesDialog::tr("Milestone"), 176, Qt::AlignLeft, false, true, false},
                   [](const MilestoneRow &row) { return row.name; }},
            Column{{u"waits"_s, MilestonesDialog::tr("What waits for it"), 280, Qt::AlignLeft, false},
                   [](const MilestoneRow &row) { return waitingText(row); }},
            Column{{u"reached"_s, MilestonesDialog::tr("Reached"), metrics::columnDate, Qt::AlignLeft, false},
                   [](const MilestoneRow &row) {
                       return row.reached.isValid() ? QVariant(dateText(row.reached)) : QVariant();
                   }}};
}

} // namespace

MilestonesDialog::MilestonesDialog(workspace::Workspace &workspace, const QString &contract, const QDate &today,
                                   QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_contract(contract)
    , m_rows(new Model(
          columns(), [](const MilestoneRow &row) { return row.name; }, this))
    , m_table(new TableView(tr("Milestones"), this))
    , m_day(new QDateEdit(today, this))
    , m_reach(new QPushButton(tr("Reached on this day"), this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_latest(workspace.runner())
{
    setWindowTitle(tr("Milestones of %1").arg(contract));
    m_table->setPagedModel(m_rows);
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(u"yyyy-MM-dd"_s);
    m_day->setMaximumDate(today);
    m_day->setAccessibleName(tr("Reached on"));
    setButtonKind(m_reach, ButtonKind::Primary);
    m_note->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(metrics::insetSmall);
    bottom->addWidget(m_day);
    bottom->addWidget(m_reach);
    bottom->addStretch();
    bottom->addWidget(buttons);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("The next bill charges what waited for a milestone that was reached."),
                                TextRole::Body, Token::Text2, this));
    layout->addWidget(m_table, 1);
    layout->addWidget(m_note);
    layout->addLayout(bottom);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_reach, &QPushButton::clicked, this, &MilestonesDialog::reach);
    connect(m_table, &TableView::opened, this, &MilestonesDialog::reach);
    connect(m_table, &TableView::currentIdChanged, this,
            [this](const QString &id) { m_reach->setEnabled(!id.isEmpty() && !m_workspace.isReadOnly()); });
    m_reach->setEnabled(false);
    resize(680, 360);
    load();
}

QString MilestonesDialog::note() const
{
    return m_note->text();
}

void MilestonesDialog::tell(const QString &sentence)
{
    m_note->setText(sentence);
}

void MilestonesDialog::load()
{
    m_latest.start(this,
                   m_workspace.onServices([contract = m_contract](workspace::Services &services, jobs::Progress &) {
                       return workspace::milestonesOf(services, contract);
                   }),
                   [this](const Result<std::vector<MilestoneRow>> &rows) {
                       if (!rows)
                           return tell(inWords(rows.error()).paragraph());
                       if (rows->empty())
                           tell(tr("Nothing in this contract waits for a milestone."));
                       showRows(m_rows, *rows);
                       if (!rows->empty() && m_table->currentId().isEmpty())
                           m_table->selectId(rows->front().name);
                   });
}

void MilestonesDialog::reach()
{
    const QString name = m_table->currentId();
    const QDate day = m_day->date();
    if (name.isEmpty() || !m_reach->isEnabled())
        return;
    m_workspace.start(
        this,
        [contract = m_contract, name, day](workspace::Services &services, jobs::Progress &) {
            return workspace::reachMilestone(services, contract, name, day);
        },
        [this, name, day](const Result<> &kept) {
            if (!kept)
                return tell(inWords(kept.error()).paragraph());
            tell(tr("%1 was reached on %2.").arg(name, dateText(day)));
            m_workspace.announceChange();
            load();
        });
}

} // namespace accord::ui
