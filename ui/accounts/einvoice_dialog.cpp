// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/einvoice_dialog.h"

#include "core/workspace/einvoice_desk.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

using namespace einvoice;

namespace {

QString titleOf(Profile profile)
{
    switch (profile) {
    case Profile::En16931:
        return EinvoiceDialog::tr("EN 16931, the plain standard");
    case Profile::PeppolBis3:
        return EinvoiceDialog::tr("Peppol BIS Billing 3.0");
    case Profile::XRechnung3:
        return EinvoiceDialog::tr("XRechnung 3.0 (Germany)");
    case Profile::FacturXMinimum:
        return EinvoiceDialog::tr("Factur-X MINIMUM (not an invoice)");
    case Profile::FacturXBasicWl:
        return EinvoiceDialog::tr("Factur-X BASIC WL (not an invoice)");
    case Profile::FacturXBasic:
        return EinvoiceDialog::tr("Factur-X BASIC");
    case Profile::FacturXExtended:
        return EinvoiceDialog::tr("Factur-X EXTENDED");
    }
    Q_UNREACHABLE();
}

/// Schemes of electronic addresses that are common; any other is typed.
struct Scheme
{
    const char *code;
    const char *title;
};
constexpr Scheme schemes[] = {{"", QT_TRANSLATE_NOOP("accord::ui::EinvoiceDialog", "By the records")},
                              {"EM", QT_TRANSLATE_NOOP("accord::ui::EinvoiceDialog", "EM · e-mail")},
                              {"0204", QT_TRANSLATE_NOOP("accord::ui::EinvoiceDialog", "0204 · Leitweg-ID")},
                              {"0088", QT_TRANSLATE_NOOP("accord::ui::EinvoiceDialog", "0088 · GLN")},
                              {"0060", QT_TRANSLATE_NOOP("accord::ui::EinvoiceDialog", "0060 · DUNS")},
                              {"9930", QT_TRANSLATE_NOOP("accord::ui::EinvoiceDialog", "9930 · German VAT id")},
                              {"9957", QT_TRANSLATE_NOOP("accord::ui::EinvoiceDialog", "9957 · French VAT id")}};

} // namespace

EinvoiceDialog::EinvoiceDialog(workspace::Workspace &workspace, const QString &account, const QString &name,
                               QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_load(workspace.runner())
    , m_account(account)
    , m_profile(new QComboBox(this))
    , m_syntax(new QComboBox(this))
    , m_scheme(new QComboBox(this))
    , m_address(new QLineEdit(this))
    , m_buyerReference(new QLineEdit(this))
    , m_accountingReference(new QLineEdit(this))
    , m_registration(new QLineEdit(this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Electronic invoices of %1").arg(name));
    m_profile->setAccessibleName(tr("Profile"));
    m_profile->addItem(tr("None: the PDF only"));
    for (const Profile profile : profiles)
        m_profile->addItem(titleOf(profile), toString(profile));
    m_syntax->setAccessibleName(tr("Syntax"));
    m_syntax->addItem(tr("UBL 2.1"), toString(Syntax::Ubl));
    m_syntax->addItem(tr("CII D16B"), toString(Syntax::Cii));
    m_scheme->setAccessibleName(tr("Scheme of the address"));
    for (const Scheme &scheme : schemes)
        m_scheme->addItem(tr(scheme.title), QString::fromLatin1(scheme.code));
    m_address->setAccessibleName(tr("Electronic address"));
    m_buyerReference->setAccessibleName(tr("Buyer reference"));
    m_buyerReference->setPlaceholderText(tr("Of German authorities the Leitweg-ID"));
    m_accountingReference->setAccessibleName(tr("Accounting reference"));
    m_registration->setAccessibleName(tr("Registration number"));
    m_note->setWordWrap(true);
    setButtonKind(m_save, ButtonKind::Primary);
    buildLayout(name);
    connect(m_profile, &QComboBox::currentIndexChanged, this, &EinvoiceDialog::profileChosen);
    connect(m_save, &QPushButton::clicked, this, &EinvoiceDialog::save);
    profileChosen();
    load();
}

void EinvoiceDialog::buildLayout(const QString &name)
{
    auto *address = new QHBoxLayout;
    address->setSpacing(metrics::insetSmall);
    address->addWidget(m_scheme);
    address->addWidget(m_address, 1);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("Profile"), m_profile);
    form->addRow(tr("Syntax"), m_syntax);
    form->addRow(tr("Electronic address"), address);
    form->addRow(tr("Buyer reference"), m_buyerReference);
    form->addRow(tr("Accounting reference"), m_accountingReference);
    form->addRow(tr("Registration number"), m_registration);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_save);
    auto *hint
        = new Label(tr("The file is made and kept when an invoice is issued; what would make it invalid stops the "
                       "issue."),
                    TextRole::Body, Token::Text2, this);
    hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Electronic invoices of %1").arg(name), TextRole::Title, Token::Text, this));
    layout->addWidget(hint);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(560, 400);
}

void EinvoiceDialog::load()
{
    m_load.start(this, m_workspace.onServices([account = m_account](workspace::Services &services, jobs::Progress &) {
        return workspace::EinvoiceDesk(services).customer(account);
    }),
                 [this](const Result<std::optional<CustomerProfile>> &customer) {
                     if (!customer)
                         return tell(inWords(customer.error()).paragraph());
                     if (*customer)
                         fill(**customer);
                     m_isReady = true;
                     new FormDraft(m_workspace, u"electronic_invoices/"_s + m_account,
                                   {{u"profile"_s, m_profile},
                                    {u"syntax"_s, m_syntax},
                                    {u"scheme"_s, m_scheme},
                                    {u"address"_s, m_address},
                                    {u"buyer_reference"_s, m_buyerReference},
                                    {u"accounting_reference"_s, m_accountingReference},
                                    {u"registration"_s, m_registration}},
                                   this);
                 });
}

void EinvoiceDialog::fill(const CustomerProfile &customer)
{
    m_profile->setCurrentIndex(m_profile->findData(toString(customer.profile)));
    m_syntax->setCurrentIndex(m_syntax->findData(toString(customer.syntax)));
    const QString scheme = customer.electronicAddress.scheme;
    if (m_scheme->findData(scheme) < 0)
        m_scheme->addItem(scheme, scheme);
    m_scheme->setCurrentIndex(m_scheme->findData(scheme));
    m_address->setText(customer.electronicAddress.value);
    m_buyerReference->setText(customer.buyerReference);
    m_accountingReference->setText(customer.accountingReference);
    m_registration->setText(toText(customer.legalRegistration));
}

void EinvoiceDialog::profileChosen()
{
    const bool isWanted = m_profile->currentIndex() > 0;
    const std::initializer_list<QWidget *> fields{m_scheme, m_address, m_buyerReference, m_accountingReference,
                                                  m_registration};
    for (QWidget *field : fields)
        field->setEnabled(isWanted);
    const auto profile = profileFromString(m_profile->currentData().toString());
    const bool ubl = !profile || isAllowed(*profile, Syntax::Ubl);
    const bool cii = !profile || isAllowed(*profile, Syntax::Cii);
    m_syntax->setEnabled(isWanted && ubl && cii);
    if (ubl != cii)
        m_syntax->setCurrentIndex(m_syntax->findData(toString(ubl ? Syntax::Ubl : Syntax::Cii)));
}

CustomerProfile EinvoiceDialog::entered() const
{
    CustomerProfile customer;
    customer.profile = profileFromString(m_profile->currentData().toString()).value_or(Profile::En16931);
    customer.syntax = syntaxFromString(m_syntax->currentData().toString()).value_or(Syntax::Ubl);
    customer.electronicAddress = {m_address->text().trimmed(), m_scheme->currentData().toString()};
    customer.buyerReference = m_buyerReference->text().trimmed();
    customer.accountingReference = m_accountingReference->text().trimmed();
    customer.legalRegistration = identifierFromText(m_registration->text());
    return customer;
}

void EinvoiceDialog::tell(const QString &sentence)
{
    m_note->setText(sentence);
}

QString EinvoiceDialog::note() const
{
    return m_note->text();
}

void EinvoiceDialog::save()
{
    tell({});
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [account = m_account, customer = entered(),
         isWanted = m_profile->currentIndex() > 0](workspace::Services &services, jobs::Progress &) {
            workspace::EinvoiceDesk desk(services);
            return isWanted ? desk.saveCustomer(account, customer) : desk.stop(account);
        },
        [this](const Result<> &kept) {
            m_save->setEnabled(true);
            if (!kept)
                return tell(inWords(kept.error()).paragraph());
            m_workspace.announceChange();
            Q_EMIT saved();
            accept();
        });
}

} // namespace accord::ui
