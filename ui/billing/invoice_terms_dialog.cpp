// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/billing/invoice_terms_dialog.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/values.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>

namespace accord::ui {

using storage::EarlyPaymentOffer;
using storage::ExpectedWithholding;
using workspace::Effect;

namespace {

constexpr int usualDays = 14; ///< of a discount for early payment
constexpr int millisecondsAfterTyping = 200;

void say(Label *note, const QString &text, bool isBad)
{
    note->setToken(isBad ? Token::Bad : Token::Text2);
    note->setText(text);
}

/// What happened and what to do; not "nothing was changed", which is plain while typing.
void refuse(Label *note, const Error &error)
{
    const ErrorWords words = inWords(error);
    say(note, QStringList{words.happened, words.advice}.join(u' '), true);
}

QPushButton *actButton(const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    button->setEnabled(false);
    return button;
}

} // namespace

InvoiceTermsDialog::InvoiceTermsDialog(workspace::Workspace &workspace, const QString &number, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_loading(workspace.runner())
    , m_offerPreview(workspace.runner())
    , m_withholdingPreview(workspace.runner())
    , m_number(number)
    , m_known(new FactGrid(this))
    , m_percent(new QLineEdit(this))
    , m_through(new QDateEdit(workspace.clock().today().addDays(usualDays), this))
    , m_offerNote(new Label({}, TextRole::Body, Token::Text2, this))
    , m_offer(actButton(tr("&Offer the discount"), this))
    , m_withheld(new QLineEdit(this))
    , m_onTotal(new QCheckBox(tr("Of the &total with tax, not of the net"), this))
    , m_withholdingNote(new Label({}, TextRole::Body, Token::Text2, this))
    , m_withhold(actButton(tr("&Note the tax"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Discount and withheld tax of %1").arg(number));
    m_percent->setAccessibleName(tr("Discount, percent of what is due"));
    m_through->setAccessibleName(tr("Last day on which the discount is taken"));
    m_through->findChild<QLineEdit *>()->setAccessibleName(m_through->accessibleName());
    m_through->setDisplayFormat(u"dd MMM yyyy"_s);
    m_through->setCalendarPopup(true);
    m_through->setMinimumDate(workspace.clock().today());
    m_withheld->setAccessibleName(tr("Tax that the customer keeps back, percent"));
    for (Label *note : {m_offerNote, m_withholdingNote})
        note->setWordWrap(true);
    buildLayout();
    m_pause.setSingleShot(true);
    m_pause.setInterval(millisecondsAfterTyping);
    connect(&m_pause, &QTimer::timeout, this, &InvoiceTermsDialog::preview);
    for (QLineEdit *field : {m_percent, m_withheld})
        connect(field, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_through, &QDateEdit::dateChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(m_onTotal, &QCheckBox::toggled, &m_pause, qOverload<>(&QTimer::start));
    connect(m_offer, &QPushButton::clicked, this, &InvoiceTermsDialog::offer);
    connect(m_withhold, &QPushButton::clicked, this, &InvoiceTermsDialog::withhold);
    load();
    new FormDraft(
        m_workspace, u"invoice_terms/"_s + number,
        {{u"percent"_s, m_percent}, {u"through"_s, m_through}, {u"withheld"_s, m_withheld}, {u"on_total"_s, m_onTotal}},
        this);
}

void InvoiceTermsDialog::buildLayout()
{
    const auto formOf = [] {
        auto *form = new QFormLayout;
        form->setHorizontalSpacing(metrics::insetLarge);
        form->setVerticalSpacing(metrics::insetSmall);
        return form;
    };
    auto *discount = formOf();
    discount->addRow(tr("&Discount, %"), m_percent);
    discount->addRow(tr("Paid &by"), m_through);
    discount->addRow(QString(), m_offerNote);
    discount->addRow(QString(), m_offer);
    auto *tax = formOf();
    tax->addRow(tr("&Withheld tax, %"), m_withheld);
    tax->addRow(QString(), m_onTotal);
    tax->addRow(QString(), m_withholdingNote);
    tax->addRow(QString(), m_withhold);
    auto *close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto *sentence = new Label(tr("For this invoice alone. Its document stays as it was issued: tell the customer."),
                               TextRole::Body, Token::Text2, this);
    sentence->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(windowTitle(), TextRole::Title, Token::Text, this));
    layout->addWidget(sentence);
    layout->addWidget(m_known);
    layout->addWidget(new Hairline(Qt::Horizontal, this));
    layout->addLayout(discount);
    layout->addWidget(new Hairline(Qt::Horizontal, this));
    layout->addLayout(tax);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(560, sizeHint().height());
    m_percent->setFocus();
}

void InvoiceTermsDialog::load()
{
    m_loading.start(this, m_workspace.onServices([number = m_number](workspace::Services &services, jobs::Progress &) {
        return workspace::invoiceTerms(services, number);
    }),
                    [this](const Result<workspace::InvoiceTerms> &terms) {
                        terms ? show(*terms) : refuse(m_offerNote, terms.error());
                    });
}

void InvoiceTermsDialog::show(const workspace::InvoiceTerms &terms)
{
    m_known->clear();
    for (const EarlyPaymentOffer &offer : terms.offers)
        m_known->add(tr("Until %1").arg(dateText(offer.lastDay)),
                     tr("%1 % off: %2 (%3)").arg(decimalText(offer.percent), moneyText(offer.amount), offer.offeredBy));
    if (terms.offers.empty())
        m_known->add(tr("Discount"), tr("none is offered"));
    m_known->add(tr("Withheld tax"), terms.withholding
                                         ? tr("%1 %: %2 (%3)")
                                               .arg(decimalText(terms.withholding->percent),
                                                    moneyText(terms.withholding->amount), terms.withholding->notedBy)
                                         : tr("none is expected"));
    m_isNoted = terms.withholding.has_value();
    for (QWidget *field : std::initializer_list<QWidget *>{m_withheld, m_onTotal})
        field->setEnabled(!m_isNoted);
    preview();
}

void InvoiceTermsDialog::preview()
{
    previewOffer();
    previewWithholding();
}

void InvoiceTermsDialog::previewOffer()
{
    m_offer->setEnabled(false);
    const QString text = m_percent->text().trimmed();
    if (text.isEmpty())
        return say(m_offerNote, {}, false);
    const auto percent = Decimal::parse(text);
    if (!percent)
        return refuse(m_offerNote, percent.error());
    m_offerPreview.start(
        this,
        m_workspace.onServices([number = m_number, percent = *percent,
                                day = m_through->date()](workspace::Services &services, jobs::Progress &) {
            return workspace::offerDiscount(services, number, percent, day, Effect::Shown);
        }),
        [this](const Result<EarlyPaymentOffer> &offer) {
            if (!offer)
                return refuse(m_offerNote, offer.error());
            say(m_offerNote, tr("%1 less if it is paid by %2.").arg(moneyText(offer->amount), dateText(offer->lastDay)),
                false);
            m_offer->setEnabled(!m_workspace.isReadOnly());
        });
}

void InvoiceTermsDialog::previewWithholding()
{
    m_withhold->setEnabled(false);
    const QString text = m_withheld->text().trimmed();
    if (text.isEmpty() || m_isNoted)
        return say(m_withholdingNote, {}, false);
    const auto percent = Decimal::parse(text);
    if (!percent)
        return refuse(m_withholdingNote, percent.error());
    m_withholdingPreview.start(
        this,
        m_workspace.onServices([number = m_number, percent = *percent,
                                onTotal = m_onTotal->isChecked()](workspace::Services &services, jobs::Progress &) {
            return workspace::expectWithholding(services, number, percent, onTotal, Effect::Shown);
        }),
        [this](const Result<ExpectedWithholding> &withheld) {
            if (!withheld)
                return refuse(m_withholdingNote, withheld.error());
            say(m_withholdingNote, tr("%1 will not be paid to us.").arg(moneyText(withheld->amount)), false);
            m_withhold->setEnabled(!m_workspace.isReadOnly());
        });
}

void InvoiceTermsDialog::offer()
{
    m_offer->setEnabled(false);
    const auto percent = Decimal::parse(m_percent->text().trimmed());
    if (!percent)
        return refuse(m_offerNote, percent.error());
    m_workspace.start(
        this,
        [number = m_number, percent = *percent, day = m_through->date()](workspace::Services &services,
                                                                         jobs::Progress &) {
            return workspace::offerDiscount(services, number, percent, day);
        },
        [this](const Result<EarlyPaymentOffer> &offer) {
            if (!offer)
                return refuse(m_offerNote, offer.error());
            m_percent->clear();
            Q_EMIT told(tr("%1: %2 off if it is paid by %3.")
                            .arg(m_number, moneyText(offer->amount), dateText(offer->lastDay)));
            m_workspace.announceChange();
            load();
        });
}

void InvoiceTermsDialog::withhold()
{
    m_withhold->setEnabled(false);
    const auto percent = Decimal::parse(m_withheld->text().trimmed());
    if (!percent)
        return refuse(m_withholdingNote, percent.error());
    m_workspace.start(
        this,
        [number = m_number, percent = *percent, onTotal = m_onTotal->isChecked()](workspace::Services &services,
                                                                                  jobs::Progress &) {
            return workspace::expectWithholding(services, number, percent, onTotal);
        },
        [this](const Result<ExpectedWithholding> &withheld) {
            if (!withheld)
                return refuse(m_withholdingNote, withheld.error());
            m_withheld->clear();
            Q_EMIT told(tr("%1: %2 of tax will be kept back.").arg(m_number, moneyText(withheld->amount)));
            m_workspace.announceChange();
            load();
        });
}

QString InvoiceTermsDialog::offerNote() const
{
    return m_offerNote->text();
}

QString InvoiceTermsDialog::withholdingNote() const
{
    return m_withholdingNote->text();
}

} // namespace accord::ui
