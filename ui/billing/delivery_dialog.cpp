// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/delivery_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Delivery)
};

/// "To ap@customer.example", "Portal SUP-4711".
QString nameOf(const storage::DeliveryRecipient &recipient)
{
    if (recipient.role == u"to")
        return Tr::tr("To %1").arg(recipient.address);
    return recipient.role == u"copy" ? Tr::tr("Copy to %1").arg(recipient.address)
                                     : Tr::tr("Portal %1").arg(recipient.address);
}

} // namespace

QString deliveryStateInWords(const QString &state)
{
    if (state == u"waiting")
        return Tr::tr("waits to be sent");
    if (state == u"sent")
        return Tr::tr("was sent");
    return state == u"failed" ? Tr::tr("did not arrive") : Tr::tr("nobody knows");
}

QString inWords(const storage::DeliveryRecipient &recipient)
{
    QStringList parts{Tr::tr("%1: %2").arg(nameOf(recipient), deliveryStateInWords(recipient.state))};
    if (!recipient.note.isEmpty() && recipient.note != recipient.address)
        parts << recipient.note;
    if (recipient.changedAt.isValid())
        parts << Tr::tr("%1, %2").arg(instantText(recipient.changedAt), recipient.changedBy);
    return parts.join(u" · "_s);
}

DeliveryDialog::DeliveryDialog(workspace::Workspace &workspace, const QUuid &document, const QString &number,
                               QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_loading(workspace.runner())
    , m_number(number)
    , m_recipient(new QComboBox(this))
    , m_state(new QComboBox(this))
    , m_remark(new QLineEdit(this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_reached(new Label({}, TextRole::Body, Token::Text, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Delivery of %1").arg(number));
    for (const QString &state : {u"waiting"_s, u"sent"_s, u"failed"_s, u"unknown"_s})
        m_state->addItem(deliveryStateInWords(state), state);
    m_recipient->setAccessibleName(tr("Which recipient"));
    m_reached->setWordWrap(true);
    m_reached->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_reached->hide();
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
    form->addRow(tr("Recipient"), m_recipient);
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
    layout->addWidget(m_reached);
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
    m_row = row;
    m_save->setEnabled(!m_workspace.isReadOnly());
    m_recipient->addItem(row.recipients.size() > 1 ? tr("All that it was not sent to yet") : tr("Everybody"),
                         QString());
    QStringList reached;
    for (const storage::DeliveryRecipient &one : row.recipients) {
        reached << inWords(one);
        if (row.recipients.size() > 1)
            m_recipient->addItem(nameOf(one), one.address);
    }
    m_reached->setText(reached.join(u'\n'));
    m_reached->setVisible(!reached.isEmpty());
    QStringList ways;
    if (!row.email.isEmpty())
        ways << tr("by mail to %1").arg(row.email);
    if (!row.portal.isEmpty())
        ways << tr("through the customer's portal, %1").arg(row.portal);
    const bool isKnown = !ways.isEmpty() || !reached.isEmpty();
    QString text = !isKnown
                       ? tr("%1 has no address for invoices: enter one in its billing details.").arg(row.accountName)
                   : reached.isEmpty() ? tr("%1 gets it %2.").arg(row.accountName, ways.join(tr(" and ")))
                                       : tr("%1 gets it as follows.").arg(row.accountName);
    if (reached.isEmpty() && row.changedAt.isValid())
        text += u'\n' + tr("%1, %2").arg(instantText(row.changedAt), row.changedBy);
    say(text, !isKnown);
    showChosen();
    connect(m_recipient, &QComboBox::currentIndexChanged, this, &DeliveryDialog::showChosen);
    new FormDraft(m_workspace, u"delivery/"_s + m_number,
                  {{u"recipient"_s, m_recipient}, {u"state"_s, m_state}, {u"remark"_s, m_remark}}, this);
    resize(width(), sizeHint().height());
}

/// What is known of the chosen recipient, or of the document as a whole.
void DeliveryDialog::showChosen()
{
    const QString address = m_recipient->currentData().toString();
    const auto one = std::ranges::find(m_row.recipients, address, &storage::DeliveryRecipient::address);
    const bool isWhole = one == m_row.recipients.end();
    m_state->setCurrentIndex(m_state->findData(isWhole ? m_row.state : one->state));
    m_remark->setText(isWhole ? m_row.note : one->note);
    if (m_remark->text().isEmpty())
        m_remark->setText(isWhole ? m_row.email : one->address);
}

void DeliveryDialog::save()
{
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [number = m_number, state = m_state->currentData().toString(), remark = m_remark->text(),
         to = m_recipient->currentData().toString()](workspace::Services &services, jobs::Progress &) {
            return workspace::DeliveryDesk(services).mark(number, state, remark, to);
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
