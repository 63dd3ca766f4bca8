// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/delivery_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

DeliveryDialog::DeliveryDialog(workspace::Workspace &workspace, const QUuid &document, const QString &number,
                               QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_loading(workspace.runner())
    , m_number(number)
    , m_state(new QComboBox(this))
    , m_remark(new QLineEdit(this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Delivery of %1").arg(number));
    m_state->addItem(tr("waits to be sent"), u"waiting"_s);
    m_state->addItem(tr("was sent"), u"sent"_s);
    m_state->addItem(tr("did not arrive"), u"failed"_s);
    m_state->addItem(tr("nobody knows"), u"unknown"_s);
    m_state->setAccessibleName(tr("What became of it"));
    m_remark->setAccessibleName(tr("Where to, or why not"));
    m_note->setWordWrap(true);
    m_save->setEnabled(false);
    setButtonKind(m_save, ButtonKind::Primary);
    buildLayout();
    connect(m_save, &QPushButton::clicked, this, &DeliveryDialog::save);
    load(document);
}

void DeliveryDialog::buildLayout()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("The document"), m_state);
    form->addRow(tr("Where to, or why not"), m_remark);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(windowTitle(), TextRole::Title, Token::Text, this));
    layout->addWidget(m_note);
    layout->addLayout(form);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(500, sizeHint().height());
}

void DeliveryDialog::load(const QUuid &document)
{
    m_loading.start(this, m_workspace.onServices([document](workspace::Services &services, jobs::Progress &) {
        return workspace::DeliveryDesk(services).of(document);
    }),
                    [this](const Result<std::optional<storage::DeliveryRow>> &row) {
                        if (!row)
                            return say(inWords(row.error()).paragraph(), true);
                        if (!*row)
                            return say(tr("It was not put up for sending."), true);
                        show(**row);
                    });
}

void DeliveryDialog::show(const storage::DeliveryRow &row)
{
    m_state->setCurrentIndex(m_state->findData(row.state));
    m_remark->setText(row.note);
    m_save->setEnabled(!m_workspace.isReadOnly());
    QStringList ways;
    if (!row.email.isEmpty())
        ways << tr("by mail to %1").arg(row.email);
    if (!row.portal.isEmpty())
        ways << tr("through the customer's portal, %1").arg(row.portal);
    QString text = ways.isEmpty()
                       ? tr("%1 has no address for invoices: enter one in its billing details.").arg(row.accountName)
                       : tr("%1 gets it %2.").arg(row.accountName, ways.join(tr(" and ")));
    if (row.changedAt.isValid())
        text += u'\n' + tr("%1, %2").arg(instantText(row.changedAt), row.changedBy);
    if (m_remark->text().isEmpty())
        m_remark->setText(row.email);
    say(text, ways.isEmpty());
    new FormDraft(m_workspace, u"delivery/"_s + m_number, {{u"state"_s, m_state}, {u"remark"_s, m_remark}}, this);
}

void DeliveryDialog::save()
{
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [number = m_number, state = m_state->currentData().toString(),
         remark = m_remark->text()](workspace::Services &services, jobs::Progress &) {
            return workspace::DeliveryDesk(services).mark(number, state, remark);
        },
        [this](const Result<storage::DeliveryRow> &row) {
            m_save->setEnabled(true);
            if (!row)
                return say(inWords(row.error()).paragraph(), true);
            Q_EMIT marked(tr("%1: %2.").arg(m_number, m_state->currentText()));
            accept();
        });
}

QString DeliveryDialog::note() const
{
    return m_note->text();
}

void DeliveryDialog::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
}

} // namespace accord::ui
