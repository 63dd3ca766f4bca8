// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/date_choice.h"

#include "core/workspace/invoice_redate.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

DateChoice::DateChoice(workspace::Workspace &workspace, const billing::InvoiceId &invoice, const QDate &dated,
                       QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_invoice(invoice)
    , m_day(new QDateEdit(dated, this))
    , m_note(new Label({}, TextRole::Body, Token::Text2, this))
    , m_save(new QPushButton(tr("Date it anew"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Issue date of a draft"));
    m_day->setAccessibleName(tr("Issue date"));
    m_day->setDisplayFormat(u"dd MMM yyyy"_s);
    m_day->setCalendarPopup(true);
    m_save->setEnabled(false);
    m_note->setWordWrap(true);
    setButtonKind(m_save, ButtonKind::Primary);
    buildLayout();
    connect(m_save, &QPushButton::clicked, this, &DateChoice::save);
    load();
}

void DateChoice::buildLayout()
{
    auto *sentence = new Label(tr("The due date moves with it. Whoever approved the draft is asked again."),
                               TextRole::Body, Token::Text2, this);
    sentence->setWordWrap(true);
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
    layout->addWidget(new Label(tr("Issue date"), TextRole::Title, Token::Text, this));
    layout->addWidget(sentence);
    layout->addWidget(m_day);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    constexpr int width = 420;
    resize(width, sizeHint().height());
}

void DateChoice::load()
{
    m_load.start(
        this,
        m_workspace.onServices([id = m_invoice](workspace::Services &services, jobs::Progress &) -> Result<QDate> {
            const auto draft = services.invoices().find(id);
            return draft ? workspace::earliestDateFor(services, *draft) : passOn(draft);
        }),
        [this](const Result<QDate> &earliest) {
            if (!earliest)
                return say(inWords(earliest.error()).paragraph(), true);
            m_day->setMinimumDate(*earliest);
            m_save->setEnabled(true);
            say(tr("Possible from %1 on, in the order of the numbers.").arg(dateText(*earliest)), false);
        });
}

QString DateChoice::note() const
{
    return m_note->text();
}

void DateChoice::say(const QString &text, bool isBad)
{
    m_note->setToken(isBad ? Token::Bad : Token::Text2);
    m_note->setText(text);
}

void DateChoice::save()
{
    const QDate day = m_day->date();
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [invoice = m_invoice, day](workspace::Services &services, jobs::Progress &) {
            return workspace::redateInvoice(services, invoice, day);
        },
        [this, day](const Result<billing::Invoice> &invoice) {
            m_save->setEnabled(true);
            if (!invoice)
                return say(inWords(invoice.error()).paragraph(), true);
            Q_EMIT dated(day);
            m_workspace.announceChange();
            accept();
        });
}

} // namespace accord::ui
