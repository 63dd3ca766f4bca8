// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/pay_to_agreement.h"

#include "core/workspace/pay_to.h"
#include "core/workspace/permit.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace accord::ui {

PayToAgreement::PayToAgreement(workspace::Workspace &workspace, QWidget *parent)
    : QWidget(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_words(new Label({}, TextRole::Body, Token::Warning, this))
    , m_agree(new QPushButton(tr("Agree"), this))
    , m_refuse(new QPushButton(tr("Refuse"), this))
{
    m_words->setWordWrap(true);
    m_agree->setAccessibleName(tr("Agree to the payment instructions"));
    m_refuse->setAccessibleName(tr("Refuse the payment instructions"));
    connect(m_agree, &QPushButton::clicked, this, [this] { decide(true); });
    connect(m_refuse, &QPushButton::clicked, this, [this] { decide(false); });
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::insetSmall);
    buttons->addWidget(m_agree);
    buttons->addWidget(m_refuse);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::insetSmall);
    layout->addWidget(m_words);
    layout->addLayout(buttons);
    hide();
}

void PayToAgreement::showCompany(const QString &code)
{
    m_code = code;
    struct Read
    {
        std::optional<storage::PayToProposal> proposal;
        bool mayDecide = false;
    };
    m_load.start(this, m_workspace.onServices([code](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        const auto waiting = workspace::openPayTo(services, code);
        if (!waiting)
            return passOn(waiting);
        const bool may = *waiting && (*waiting)->proposedBy != services.actor() && !services.session().isReadOnly()
                         && workspace::permit(services, workspace::Act::SaveBankData).has_value();
        return Read{*waiting, may};
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     setVisible(read->proposal.has_value());
                     if (!read->proposal)
                         return;
                     const QString lines = read->proposal->instructions.isEmpty()
                                               ? tr("none")
                                               : read->proposal->instructions.join(u" · "_s);
                     m_words->setText(tr("Proposed by %1: %2. Somebody else who looks after bank data has to agree.")
                                          .arg(read->proposal->proposedBy, lines));
                     giveWordsRoom();
                     m_agree->setVisible(read->mayDecide);
                     m_refuse->setVisible(read->mayDecide);
                 });
}

void PayToAgreement::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    giveWordsRoom();
}

void PayToAgreement::giveWordsRoom() // a form asks its rows for no height by their width
{
    m_words->setFixedHeight(std::max(m_words->heightForWidth(width()), m_words->fontMetrics().height()));
}

void PayToAgreement::decide(bool agrees)
{
    m_agree->setEnabled(false);
    m_refuse->setEnabled(false);
    m_workspace.start(
        this,
        [code = m_code, agrees](workspace::Services &services, jobs::Progress &) {
            return workspace::decidePayTo(services, code, agrees);
        },
        [this, agrees](const Result<> &decided) {
            m_agree->setEnabled(true);
            m_refuse->setEnabled(true);
            if (!decided)
                Q_EMIT failed(decided.error());
            else
                Q_EMIT said(agrees ? tr("Invoices of %1 that are drafted from now on say so.").arg(m_code)
                                   : tr("The payment instructions of %1 stay as before.").arg(m_code));
            m_workspace.announceChange();
        });
}

} // namespace accord::ui
