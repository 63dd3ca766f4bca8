// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/billing_details_dialog.h"

#include "ui/accounts/recipients_editor.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using accounts::ZeroInvoicePolicy;
using workspace::BillingDetails;

BillingDetailsDialog::BillingDetailsDialog(workspace::Workspace &workspace, const accounts::Account &account,
                                           QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_account(account)
    , m_hold(new QCheckBox(tr("&Hold: nothing is billed"), this))
    , m_holdReason(new QLineEdit(this))
    , m_needsOrder(new QCheckBox(tr("No &invoice without a purchase order"), this))
    , m_zeroInvoices(new QComboBox(this))
    , m_minimum(new QLineEdit(this))
    , m_email(new QLineEdit(this))
    , m_portal(new QLineEdit(this))
    , m_company(new QComboBox(this))
    , m_recipients(new RecipientsEditor(this))
    , m_method(new QComboBox(this))
    , m_card(new QLineEdit(this))
    , m_load(workspace.runner())
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Billing details of %1").arg(account.name));
    m_holdReason->setPlaceholderText(tr("Why; it stands on the billing run"));
    m_holdReason->setAccessibleName(tr("Reason of the hold"));
    m_zeroInvoices->addItem(tr("are issued"), int(ZeroInvoicePolicy::Issue));
    m_zeroInvoices->addItem(tr("are left out"), int(ZeroInvoicePolicy::Skip));
    m_zeroInvoices->setAccessibleName(tr("Invoices of zero"));
    m_minimum->setPlaceholderText(tr("%1; empty: every invoice is made").arg(account.currency.code()));
    m_minimum->setAccessibleName(tr("Minimum of an invoice; less goes onto the next one"));
    m_email->setPlaceholderText(tr("payables@customer.example"));
    m_email->setAccessibleName(tr("Invoices go to"));
    m_portal->setPlaceholderText(tr("Number of this account in the customer's portal"));
    m_portal->setAccessibleName(tr("Customer portal"));
    m_company->setAccessibleName(tr("Company that bills the account"));
    m_method->addItem(tr("as the invoice says"), QString());
    m_method->addItem(tr("Transfer"), u"transfer"_s);
    m_method->addItem(tr("ACH"), u"ach"_s);
    m_method->addItem(tr("Cheque"), u"cheque"_s);
    m_method->addItem(tr("Direct debit"), u"direct_debit"_s);
    m_method->addItem(tr("Card"), u"card"_s);
    m_method->setAccessibleName(tr("Pays by"));
    m_card->setPlaceholderText(tr("Reference of the provider, or the last four digits"));
    m_card->setAccessibleName(tr("Reference of the card"));
    m_note->setWordWrap(true);
    setButtonKind(m_save, ButtonKind::Primary);
    buildLayout(account.name);
    fill(workspace::billingDetailsOf(account));
    connect(m_hold, &QCheckBox::toggled, this, [this](bool isHeld) {
        m_holdReason->setEnabled(isHeld);
        if (isHeld)
            m_holdReason->setFocus();
    });
    connect(m_method, &QComboBox::currentIndexChanged, this,
            [this] { m_card->setEnabled(m_method->currentData().toString() == u"card"); });
    connect(m_save, &QPushButton::clicked, this, &BillingDetailsDialog::save);
    new FormDraft(workspace, u"billing_details/"_s + account.number,
                  {{u"hold"_s, m_hold},
                   {u"hold_reason"_s, m_holdReason},
                   {u"needs_order"_s, m_needsOrder},
                   {u"zero_invoices"_s, m_zeroInvoices},
                   {u"email"_s, m_email},
                   {u"portal"_s, m_portal}},
                  this);
    m_card->setEnabled(false);
    loadSetup();
}

void BillingDetailsDialog::loadSetup()
{
    m_save->setEnabled(false);
    struct Read
    {
        workspace::BillingSetup setup;
        std::vector<billing::IssuingEntity> companies;
    };
    m_load.start(
        this,
        m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) -> Result<Read> {
            auto setup = workspace::billingSetupOf(services, account);
            auto companies = services.seller().entities();
            if (!companies)
                return passOn(companies);
            return setup ? Result<Read>(Read{std::move(*setup), std::move(*companies)}) : passOn(setup);
        }),
        [this](const Result<Read> &known) {
            if (!known)
                return tell(inWords(known.error()).paragraph());
            for (const billing::IssuingEntity &one : known->companies)
                m_company->addItem(tr("%1 (%2)").arg(one.legalName, one.code), one.id.uuid());
            m_company->setCurrentIndex(m_company->findData(m_account.issuingEntity));
            showSetup(known->setup);
            m_save->setEnabled(true);
        });
}

void BillingDetailsDialog::showSetup(const workspace::BillingSetup &setup)
{
    if (setup.method) {
        m_method->setCurrentIndex(m_method->findData(setup.method->method));
        m_card->setText(setup.method->cardReference);
    }
    m_minimum->setText(setup.minimumInvoice ? setup.minimumInvoice->toString() : QString());
    m_recipients->setRecipients(setup.recipients);
}

std::optional<storage::PaymentMethod> BillingDetailsDialog::enteredMethod() const
{
    const QString method = m_method->currentData().toString();
    if (method.isEmpty())
        return std::nullopt;
    return storage::PaymentMethod{method, method == u"card" ? m_card->text().trimmed() : QString()};
}

void BillingDetailsDialog::buildLayout(const QString &name)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(QString(), m_hold);
    form->addRow(tr("Reason"), m_holdReason);
    form->addRow(QString(), m_needsOrder);
    form->addRow(tr("Invoices of zero"), m_zeroInvoices);
    form->addRow(tr("Minimum invoice"), m_minimum);
    form->addRow(tr("Invoices go to"), m_email);
    form->addRow(tr("Customer portal"), m_portal);
    form->addRow(tr("Also to"), m_recipients);
    form->addRow(tr("Billed by"), m_company);
    form->addRow(tr("Pays by"), m_method);
    form->addRow(tr("Card"), m_card);
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
    layout->addWidget(new Label(tr("Billing details of %1").arg(name), TextRole::Title, Token::Text, this));
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(700, sizeHint().height());
}

void BillingDetailsDialog::fill(const BillingDetails &details)
{
    m_hold->setChecked(!details.holdReason.isEmpty());
    m_holdReason->setText(details.holdReason);
    m_holdReason->setEnabled(m_hold->isChecked());
    m_needsOrder->setChecked(details.needsPurchaseOrder);
    m_zeroInvoices->setCurrentIndex(m_zeroInvoices->findData(int(details.zeroInvoices)));
    m_email->setText(details.invoiceEmail);
    m_portal->setText(details.portalReference);
}

BillingDetails BillingDetailsDialog::entered() const
{
    return {m_hold->isChecked() ? m_holdReason->text().trimmed() : QString(),
            ZeroInvoicePolicy(m_zeroInvoices->currentData().toInt()),
            m_email->text().trimmed(),
            m_portal->text().trimmed(),
            m_needsOrder->isChecked(),
            m_company->currentData().toUuid()};
}

void BillingDetailsDialog::tell(const QString &sentence)
{
    m_note->setText(sentence);
}

QString BillingDetailsDialog::note() const
{
    return m_note->text();
}

void BillingDetailsDialog::save()
{
    tell({});
    const BillingDetails details = entered();
    if (m_hold->isChecked() && details.holdReason.isEmpty())
        return tell(tr("Say why the account is on hold; whoever runs the month reads it."));
    std::optional<Money> minimum;
    if (const QString text = m_minimum->text().trimmed(); !text.isEmpty()) {
        const auto amount = Money::parse(text, m_account.currency);
        if (!amount)
            return tell(inWords(amount.error()).paragraph());
        minimum = *amount;
    }
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [account = m_account.id, version = m_account.version,
         setup = workspace::BillingSetup{details, enteredMethod(), minimum, m_recipients->recipients()}](
            workspace::Services &services, jobs::Progress &) {
            return workspace::saveBilling(services, account, setup, version);
        },
        [this](const Result<> &saved) {
            m_save->setEnabled(true);
            if (!saved)
                return tell(inWords(saved.error()).paragraph());
            m_workspace.announceChange();
            accept();
        });
}

} // namespace accord::ui
