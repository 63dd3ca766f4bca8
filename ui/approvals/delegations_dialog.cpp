// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvals/delegations_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QDialogButtonBox>

namespace accord::ui {

using workspace::StandInRow;

DelegationsDialog::DelegationsDialog(workspace::Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_column(new QVBoxLayout(this))
    , m_problem(new Label({}, TextRole::Body, Token::Bad, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Delegations"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_column->addWidget(m_problem);
    m_column->addWidget(buttons);
    setMinimumWidth(metrics::inspectorMost);
    load();
}

void DelegationsDialog::load()
{
    m_workspace.start(
        this, [](workspace::Services &services, jobs::Progress &) { return workspace::StandIns(services).list(); },
        [this](const Result<std::vector<StandInRow>> &rows) {
            m_problem->setVisible(!rows);
            if (rows)
                show(*rows);
            else
                m_problem->setText(inWords(rows.error()).paragraph());
        });
}

void DelegationsDialog::show(const std::vector<StandInRow> &rows)
{
    delete m_inside;
    m_count = int(rows.size());
    m_inside = new QWidget(this);
    auto *column = new QVBoxLayout(m_inside);
    column->setContentsMargins(0, 0, 0, 0);
    if (rows.empty())
        column->addWidget(
            new Label(tr("Nobody decides in another's place. D on a request delegates it, or all of yours."),
                      TextRole::Body, Token::Text2, m_inside));
    for (const StandInRow &row : rows) {
        const approvals::StandingDelegation &one = row.delegation;
        auto *line = new QHBoxLayout;
        auto *words
            = new Label(tr("%1 for %2 · %3 to %4 · %5")
                            .arg(row.toName, row.fromName, dateText(one.period.start), dateText(one.period.lastDay()),
                                 one.limit ? tr("up to %1").arg(moneyText(*one.limit)) : tr("every amount")),
                        row.holdsNow ? TextRole::BodyStrong : TextRole::Body, Token::Text, m_inside);
        words->setWordWrap(true);
        line->addWidget(words, 1);
        if (one.from == m_workspace.actor() || one.to == m_workspace.actor()) {
            auto *end = new QPushButton(tr("Take back"), m_inside);
            end->setAccessibleName(tr("Take back: %1 for %2").arg(row.toName, row.fromName));
            connect(end, &QPushButton::clicked, this, [this, id = one.id] { takeBack(id); });
            line->addWidget(end);
        }
        column->addLayout(line);
    }
    m_column->insertWidget(0, m_inside);
    m_inside->show();
    layout()->activate();
    resize(width(), std::max(minimumHeight(), layout()->totalHeightForWidth(width())));
}

void DelegationsDialog::takeBack(const approvals::StandingDelegationId &id)
{
    m_workspace.start(
        this, [id](workspace::Services &services, jobs::Progress &) { return workspace::StandIns(services).end(id); },
        [this](const Result<> &ended) {
            m_problem->setVisible(!ended);
            if (!ended)
                return m_problem->setText(inWords(ended.error()).paragraph());
            m_workspace.announceChange();
            load();
        });
}

} // namespace accord::ui
