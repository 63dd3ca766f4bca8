// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/payment_agreement_dialog.h"

#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using storage::PaymentAgreement;

PaymentAgreementDialog::PaymentAgreementDialog(workspace::Workspace &workspace, const accounts::Account &account,
                                               QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_account(account.number)
    , m_withholding(new QLineEdit(this))
    , m_onTotal(new QCheckBox(tr("Of the total with tax, not of the net"), this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_agree(new QPushButton(tr("Agree"), this))
    , m_load(workspace.runner())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Discounts and withheld tax of %1").arg(account.name));
    for (int i = 0; i < steps; ++i) {
        m_percents.push_back(new QLineEdit(this));
        m_days.push_back(new QLineEdit(this));
        m_percents.back()->setPlaceholderText(i == 0 ? tr("2") : QString());
        m_days.back()->setPlaceholderText(i == 0 ? tr("14") : QString());
        m_percents.back()->setAccessibleName(tr("Percent of discount %1").arg(i + 1));
        m_days.back()->setAccessibleName(tr("Days of discount %1").arg(i + 1));
    }
    m_withholding->setPlaceholderText(tr("Empty: nothing is kept back"));
    m_withholding->setAccessibleName(tr("Percent that the customer keeps back as tax"));
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(m_note->fontMetrics().height() * 2);
    setButtonKind(m_agree, ButtonKind::Primary);
    m_agree->setEnabled(false);
    buildLayout(account.name);
    for (const auto &fields : {m_percents, m_days, {m_withholding}})
        for (QLineEdit *field : fields)
            connect(field, &QLineEdit::textEdited, this, [this] { m_note->setText({}); });
    connect(m_agree, &QPushButton::clicked, this, &PaymentAgreementDialog::agree);
    load();
}

void PaymentAgreementDialog::buildLayout(const QString &name)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    for (int i = 0; i < steps; ++i) {
        auto *row = new QHBoxLayout;
        row->setSpacing(metrics::insetSmall);
        row->addWidget(m_percents[size_t(i)]);
        row->addWidget(new Label(tr("% within"), TextRole::Body, Token::Text2, this));
        row->addWidget(m_days[size_t(i)]);
        row->addWidget(new Label(tr("days"), TextRole::Body, Token::Text2, this));
        form->addRow(i == 0 ? tr("Discount") : tr("or"), row);
    }
    form->addRow(tr("Withheld tax, %"), m_withholding);
    form->addRow(QString(), m_onTotal);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_agree);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Discounts and withheld tax of %1").arg(name), TextRole::Title, Token::Text, this));
    layout->addWidget(new Label(tr("For invoices that are issued from now on; they are printed with it."),
                                TextRole::Body, Token::Text2, this));
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(560, sizeHint().height());
    m_percents.front()->setFocus();
}

QString PaymentAgreementDialog::note() const
{
    return m_note->text();
}

void PaymentAgreementDialog::load()
{
    m_load.start(this, m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) {
        return workspace::paymentAgreement(services, account);
    }),
                 [this](const Result<PaymentAgreement> &known) {
                     known ? show(*known) : m_note->setText(inWords(known.error()).paragraph());
                 });
}

void PaymentAgreementDialog::show(const PaymentAgreement &agreement)
{
    for (size_t i = 0; i < std::min(agreement.earlyPayments.size(), size_t(steps)); ++i) {
        m_percents[i]->setText(agreement.earlyPayments[i].percent.toShortString());
        m_days[i]->setText(QString::number(agreement.earlyPayments[i].days));
    }
    if (agreement.withholdingPercent != Decimal(0))
        m_withholding->setText(agreement.withholdingPercent.toShortString());
    m_onTotal->setChecked(agreement.withholdingOnTotal);
    m_agree->setEnabled(!m_workspace.isReadOnly());
}

Result<PaymentAgreement> PaymentAgreementDialog::entered() const
{
    PaymentAgreement agreement;
    for (size_t i = 0; i < size_t(steps); ++i) {
        const QString percentText = m_percents[i]->text().trimmed();
        const QString daysText = m_days[i]->text().trimmed();
        if (percentText.isEmpty() && daysText.isEmpty())
            continue;
        const auto percent = Decimal::parse(percentText);
        if (!percent)
            return passOn(percent);
        bool isNumber = false;
        const int days = daysText.toInt(&isNumber);
        if (!isNumber)
            return fail(ErrorKind::InvalidInput, u"payments.number_expected"_s, {{u"value"_s, daysText}});
        agreement.earlyPayments.push_back({days, *percent});
    }
    const QString withheld = m_withholding->text().trimmed();
    const auto percent = Decimal::parse(withheld.isEmpty() ? u"0"_s : withheld);
    if (!percent)
        return passOn(percent);
    agreement.withholdingPercent = *percent;
    agreement.withholdingOnTotal = m_onTotal->isChecked();
    return agreement;
}

void PaymentAgreementDialog::agree()
{
    const auto wish = entered();
    if (!wish)
        return m_note->setText(inWords(wish.error()).paragraph());
    m_note->setText({});
    m_agree->setEnabled(false);
    m_workspace.start(
        this,
        [account = m_account, wish = *wish](workspace::Services &services, jobs::Progress &) {
            return workspace::agreeOnPayment(services, account, wish);
        },
        [this](const Result<PaymentAgreement> &done) {
            m_agree->setEnabled(true);
            if (!done)
                return m_note->setText(inWords(done.error()).paragraph());
            Q_EMIT agreed(tr("Agreed: invoices that are issued from now on say so."));
            m_workspace.announceChange();
            accept();
        });
}

} // namespace accord::ui
