// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/company_section.h"

#include "ui/settings/pay_to_agreement.h"

#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/forms/own_bank_dialog.h"
#include "ui/printing/document_view.h"
#include "ui/settings/company_dialog.h"
#include "ui/settings/einvoice_seller.h"
#include "ui/settings/vat_registrations.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/state_view.h"

#include <QtCore/QBuffer>
#include <QtCore/QTimer>
#include <QtGui/QImageReader>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>

namespace accord::ui {

using billing::IssuingEntity;

namespace {

constexpr int gatherMilliseconds = 350;
constexpr qint64 mostLogoBytes = 2 * 1024 * 1024;
constexpr int mostLogoPixels = 4000;

/// Sets or, when there is nothing to say, removes a text.
void put(QJsonObject &object, const QString &key, const QString &text)
{
    if (text.isEmpty())
        object.remove(key);
    else
        object.insert(key, text);
}

/// The file as PNG, read as hostile. \returns InvalidInput "company.logo".
Result<QByteArray> readLogo(const QString &path)
{
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (QFileInfo(path).size() > mostLogoBytes || !size.isValid() || size.width() > mostLogoPixels
        || size.height() > mostLogoPixels)
        return fail(ErrorKind::InvalidInput, u"company.logo"_s);
    const QImage image = reader.read();
    if (image.isNull())
        return fail(ErrorKind::InvalidInput, u"company.logo"_s, {}, reader.errorString());
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
}

} // namespace

CompanySection::CompanySection(workspace::Workspace &workspace, BrandingPreview preview, QWidget *parent)
    : SettingsSection(parent)
    , m_workspace(workspace)
    , m_preview(std::move(preview))
    , m_load(workspace.runner())
    , m_render(workspace.runner())
    , m_gather(new QTimer(this))
    , m_right(new Label({}, TextRole::Body, Token::Warning, this))
    , m_choice(new QComboBox(this))
    , m_add(new QPushButton(tr("Add…"), this))
    , m_document(new DocumentView(this))
    , m_documentState(new StateView(m_document, this))
{
    m_gather->setSingleShot(true);
    m_gather->setInterval(gatherMilliseconds);
    connect(m_gather, &QTimer::timeout, this, &CompanySection::showPreview);
    m_right->setWordWrap(true);
    m_right->hide();
    m_choice->setAccessibleName(tr("Company that issues invoices"));
    connect(m_choice, &QComboBox::currentIndexChanged, this, &CompanySection::showEntity);
    auto *preview_ = new Card(tr("Preview"), this);
    preview_->setFlush(true);
    preview_->body()->addWidget(m_documentState);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::inset);
    layout->addWidget(buildForm(), 1);
    layout->addWidget(preview_, 1);
    if (!m_preview)
        m_documentState->showEmpty(tr("There is no preview here."), u"file-text"_s);
}

QLineEdit *CompanySection::addField(QFormLayout *form, const QString &label)
{
    auto *field = new QLineEdit(this);
    form->addRow(label, field);
    connect(field, &QLineEdit::textChanged, this, &CompanySection::fieldsChanged);
    return field;
}

/// Where it is registered, and how the taxes are computed that its invoices add.
void CompanySection::addTax(QFormLayout *form)
{
    m_vatRegistrations = new VatRegistrations(this);
    connect(m_vatRegistrations, &VatRegistrations::changed, this, &CompanySection::fieldsChanged);
    connect(m_country, &QLineEdit::textChanged, this,
            [this](const QString &country) { m_vatRegistrations->setSeat(country.trimmed().toUpper()); });
    form->addRow(tr("VAT re&gistrations"), m_vatRegistrations);
    m_taxRounding = new QComboBox(this);
    m_taxRounding->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_taxRounding->setMinimumContentsLength(12);
    m_taxRounding->addItem(tr("Once for each rate"), tax::toString(tax::Rounding::RateGroup));
    m_taxRounding->addItem(tr("For each line"), tax::toString(tax::Rounding::Line));
    m_taxRounding->addItem(tr("Once for the invoice"), tax::toString(tax::Rounding::Invoice));
    setPlainToolTip(m_taxRounding, tr("Electronic invoices by EN 16931 need it once for each rate."));
    connect(m_taxRounding, &QComboBox::currentIndexChanged, this, &CompanySection::fieldsChanged);
    form->addRow(tr("Tax is &rounded"), m_taxRounding);
    m_compoundTaxes = addField(form, tr("&Taxes on taxes"));
    m_compoundTaxes->setPlaceholderText(tr("None; such as US-CA/Alameda"));
    setPlainToolTip(m_compoundTaxes, tr("Jurisdictions whose tax is levied on the other taxes of a line as well, with "
                                        "a semicolon between them."));
}

QWidget *CompanySection::buildForm()
{
    auto *inside = new QWidget(this);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setVerticalSpacing(metrics::insetSmall);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // a long name does not push
    m_choice->setMinimumContentsLength(8);
    m_add->setAccessibleName(tr("Add a company that issues invoices"));
    connect(m_add, &QPushButton::clicked, this, &CompanySection::addCompany);
    auto *choice = new QWidget(inside);
    auto *beside = new QHBoxLayout(choice);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->setSpacing(metrics::insetSmall);
    beside->addWidget(m_choice, 1);
    beside->addWidget(m_add);
    choice->setFocusProxy(m_choice);
    form->addRow(tr("&Company"), choice);
    m_legalName = addField(form, tr("&Legal name"));
    m_companyName = addField(form, tr("&Name on documents"));
    m_vatId = addField(form, tr("&VAT number"));
    m_line1 = addField(form, tr("&Address"));
    m_line2 = addField(form, tr("Second line"));
    m_postalCode = addField(form, tr("Postal code"));
    m_city = addField(form, tr("C&ity"));
    m_region = addField(form, tr("State or province"));
    m_country = addField(form, tr("Country (two letters)"));
    m_country->setMaxLength(2);
    m_email = addField(form, tr("&E-mail"));
    m_phone = addField(form, tr("&Phone"));
    m_website = addField(form, tr("&Website"));
    m_color = addField(form, tr("C&olour (#RRGGBB)"));
    m_color->setMaxLength(7);
    m_numbers = addField(form, tr("In&voice numbers"));
    m_logoButton = new QPushButton(tr("Choose a picture…"), inside);
    m_logoButton->setAccessibleName(tr("Choose the logo"));
    connect(m_logoButton, &QPushButton::clicked, this, &CompanySection::chooseLogo);
    form->addRow(tr("Logo"), m_logoButton);
    m_instructions = new QPlainTextEdit(inside);
    m_instructions->setTabChangesFocus(true);
    m_instructions->setFixedHeight(3 * metrics::control);
    connect(m_instructions, &QPlainTextEdit::textChanged, this, &CompanySection::fieldsChanged);
    form->addRow(tr("Pa&yment instructions"), m_instructions);
    m_payTo = new PayToAgreement(m_workspace, inside);
    connect(m_payTo, &PayToAgreement::said, this, &CompanySection::said);
    connect(m_payTo, &PayToAgreement::failed, this, &CompanySection::failed);
    form->addRow(QString(), m_payTo);
    m_bank = new QPushButton(tr("Bank accounts…"), inside);
    m_bank->setAccessibleName(tr("Our own bank accounts"));
    setPlainToolTip(m_bank, tr("An IBAN of the company's own stands first among its payment instructions."));
    connect(m_bank, &QPushButton::clicked, this, &CompanySection::showBank);
    form->addRow(tr("Paid to"), m_bank);
    m_einvoices = new QPushButton(tr("Contact and numbers…"), inside);
    m_einvoices->setAccessibleName(tr("What electronic invoices say about the company"));
    connect(m_einvoices, &QPushButton::clicked, this,
            [this] { askForEinvoiceSeller(m_workspace, edited().code, this); });
    form->addRow(tr("Electronic invoices"), m_einvoices);
    m_paymentCode = new QComboBox(inside);
    m_paymentCode->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // the column stays narrow
    m_paymentCode->setMinimumContentsLength(12);
    m_paymentCode->addItem(tr("None"), QString());
    m_paymentCode->addItem(tr("EPC code for transfers in euros"), u"epc"_s);
    m_paymentCode->addItem(tr("Swiss QR-bill in francs or euros"), u"swiss_qr"_s);
    setPlainToolTip(
        m_paymentCode,
        tr("It asks for the first fitting IBAN: of its own accounts, or else of the payment instructions."));
    connect(m_paymentCode, &QComboBox::currentIndexChanged, this, &CompanySection::fieldsChanged);
    form->addRow(tr("Payment co&de"), m_paymentCode);
    addTax(form);
    m_save = new QPushButton(tr("Save"), inside);
    m_save->setAccessibleName(tr("Save the company"));
    setButtonKind(m_save, ButtonKind::Primary);
    m_save->setEnabled(false);
    connect(m_save, &QPushButton::clicked, this, &CompanySection::save);
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, metrics::inset, 0);
    m_column->setSpacing(metrics::inset);
    m_column->addWidget(m_right);
    m_column->addLayout(form);
    m_column->addWidget(m_save, 0, Qt::AlignLeft);
    m_column->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Company"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    scroll->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);
    auto *card = new Card(tr("Company and branding"), this);
    card->body()->addWidget(scroll);
    return card;
}

void CompanySection::reload()
{
    if (m_changed)
        return; // what is being typed is not lost
    struct Read
    {
        std::vector<IssuingEntity> entities;
        std::optional<Error> refusal;
    };
    m_load.start(this, m_workspace.onServices([](workspace::Services &services, jobs::Progress &) -> Result<Read> {
        const auto entities = services.seller().entities();
        if (!entities)
            return passOn(entities);
        const auto may = workspace::CompanyDesk(services).mayChange();
        return Read{*entities, may ? std::nullopt : std::optional(may.error())};
    }),
                 [this](const Result<Read> &read) {
                     if (!read)
                         return Q_EMIT failed(read.error());
                     if (m_changed)
                         return; // typed while it was read
                     int current = std::max(0, m_choice->currentIndex());
                     m_entities = read->entities;
                     const auto wanted = std::ranges::find(m_entities, m_wanted, &IssuingEntity::code);
                     if (wanted != m_entities.end()) {
                         current = int(wanted - m_entities.begin());
                         m_wanted.clear();
                     }
                     m_refusal = read->refusal;
                     checkRight();
                     {
                         const QSignalBlocker quiet(m_choice);
                         m_choice->clear();
                         for (const IssuingEntity &entity : m_entities)
                             m_choice->addItem(tr("%1 · %2").arg(entity.code, entity.legalName));
                         m_choice->setCurrentIndex(std::min(current, m_choice->count() - 1));
                     }
                     showEntity(m_choice->currentIndex());
                 });
}

void CompanySection::checkRight()
{
    m_right->setVisible(m_refusal.has_value());
    if (m_refusal)
        m_right->setText(u"%1 %2"_s.arg(inWords(*m_refusal).happened, inWords(*m_refusal).advice));
    for (QLineEdit *field : findChildren<QLineEdit *>())
        field->setReadOnly(m_refusal.has_value());
    m_instructions->setReadOnly(m_refusal.has_value());
    m_add->setEnabled(!m_refusal);
    m_logoButton->setEnabled(!m_refusal);
    m_paymentCode->setEnabled(!m_refusal);
    m_taxRounding->setEnabled(!m_refusal);
    m_vatRegistrations->setReadOnly(m_refusal.has_value());
}

void CompanySection::showEntity(int index)
{
    if (index < 0 || index >= int(m_entities.size()))
        return;
    const IssuingEntity &entity = m_entities[size_t(index)];
    delete m_draft; // of the company that was shown before
    m_filling = true;
    const QJsonObject contact = entity.branding.value(u"contact"_s).toObject();
    m_legalName->setText(entity.legalName);
    m_companyName->setText(entity.branding.value(u"company_name"_s).toString());
    m_vatId->setText(entity.vatId);
    m_line1->setText(entity.address.line1);
    m_line2->setText(entity.address.line2);
    m_postalCode->setText(entity.address.postalCode);
    m_city->setText(entity.address.city);
    m_region->setText(entity.address.region);
    m_country->setText(entity.address.country);
    m_email->setText(contact.value(u"email"_s).toString());
    m_phone->setText(contact.value(u"phone"_s).toString());
    m_website->setText(contact.value(u"website"_s).toString());
    m_color->setText(entity.branding.value(u"primary_color"_s).toString());
    m_numbers->setText(entity.numberFormat);
    m_instructions->setPlainText(entity.paymentInstructions.join(u'\n'));
    m_paymentCode->setCurrentIndex(
        std::max(0, m_paymentCode->findData(entity.branding.value(u"payment_code"_s).toString())));
    m_taxRounding->setCurrentIndex(std::max(0, m_taxRounding->findData(tax::toString(entity.taxRounding))));
    m_compoundTaxes->setText(entity.compoundTaxes.join(u"; "_s));
    m_vatRegistrations->showCompany(entity);
    m_logo = entity.logoPng;
    m_filling = false;
    m_changed = false;
    m_save->setEnabled(false);
    Q_EMIT canSaveChanged();
    m_payTo->showCompany(entity.code);
    showPreview();
    if (!m_refusal)
        watch(entity.code);
}

void CompanySection::watch(const QString &code)
{
    m_draft = new FormDraft(m_workspace, u"company/"_s + code,
                            {{u"legal_name"_s, m_legalName},
                             {u"company_name"_s, m_companyName},
                             {u"vat_id"_s, m_vatId},
                             {u"line1"_s, m_line1},
                             {u"line2"_s, m_line2},
                             {u"postal_code"_s, m_postalCode},
                             {u"city"_s, m_city},
                             {u"region"_s, m_region},
                             {u"country"_s, m_country},
                             {u"email"_s, m_email},
                             {u"phone"_s, m_phone},
                             {u"website"_s, m_website},
                             {u"color"_s, m_color},
                             {u"numbers"_s, m_numbers},
                             {u"instructions"_s, m_instructions},
                             {u"payment_code"_s, m_paymentCode},
                             {u"tax_rounding"_s, m_taxRounding},
                             {u"compound_taxes"_s, m_compoundTaxes}},
                            this, m_column);
}

IssuingEntity CompanySection::edited() const
{
    const int index = m_choice->currentIndex();
    if (index < 0 || index >= int(m_entities.size()))
        return {};
    IssuingEntity entity = m_entities[size_t(index)];
    entity.legalName = m_legalName->text().trimmed();
    entity.vatId = m_vatId->text().trimmed();
    entity.address
        = {m_line1->text().trimmed(),  m_line2->text().trimmed(),      m_city->text().trimmed(),
           m_region->text().trimmed(), m_postalCode->text().trimmed(), m_country->text().trimmed().toUpper()};
    entity.numberFormat = m_numbers->text().trimmed();
    entity.logoPng = m_logo;
    entity.paymentInstructions.clear();
    for (const QString &line : m_instructions->toPlainText().split(u'\n')) {
        if (!line.trimmed().isEmpty())
            entity.paymentInstructions << line.trimmed();
    }
    entity.taxRounding = tax::roundingFromString(m_taxRounding->currentData().toString()).value_or(entity.taxRounding);
    entity.compoundTaxes.clear();
    for (const QString &jurisdiction : m_compoundTaxes->text().split(u';', Qt::SkipEmptyParts))
        entity.compoundTaxes << jurisdiction.trimmed();
    entity.compoundTaxes.removeAll(QString());
    m_vatRegistrations->apply(entity);
    QJsonObject contact = entity.branding.value(u"contact"_s).toObject();
    put(contact, u"email"_s, m_email->text().trimmed());
    put(contact, u"phone"_s, m_phone->text().trimmed());
    put(contact, u"website"_s, m_website->text().trimmed());
    if (contact.isEmpty())
        entity.branding.remove(u"contact"_s);
    else
        entity.branding.insert(u"contact"_s, contact);
    put(entity.branding, u"company_name"_s, m_companyName->text().trimmed());
    put(entity.branding, u"primary_color"_s, m_color->text().trimmed());
    put(entity.branding, u"payment_code"_s, m_paymentCode->currentData().toString());
    return entity;
}

void CompanySection::fieldsChanged()
{
    if (m_filling)
        return;
    m_changed = true;
    m_save->setEnabled(reasonAgainstSaving().isEmpty());
    Q_EMIT canSaveChanged();
    m_gather->start();
}

void CompanySection::showPreview()
{
    if (!m_preview || m_entities.empty())
        return;
    const IssuingEntity entity = edited();
    m_render.start(
        this, [preview = m_preview, entity](jobs::Progress &) -> Result<QByteArray> { return preview(entity); },
        [this, name = entity.legalName](const Result<QByteArray> &pdf) {
            if (!pdf || pdf->isEmpty()) {
                m_documentState->showEmpty(tr("The preview could not be made with these entries."), u"file-text"_s);
                return;
            }
            m_document->setDocument(*pdf, tr("Preview of an invoice by %1").arg(name));
            m_documentState->showContent();
        });
}

void CompanySection::addCompany()
{
    auto *dialog = new CompanyDialog(m_workspace, window());
    connect(dialog, &CompanyDialog::added, this, [this](const QString &code) {
        m_wanted = code;
        Q_EMIT said(tr("%1 is added. It bills the accounts that are given to it in their billing details.").arg(code));
        reload();
    });
    dialog->open();
}

void CompanySection::showBank()
{
    auto *dialog = new OwnBankDialog(m_workspace, window(), edited().code);
    connect(dialog, &OwnBankDialog::saved, this, &CompanySection::said);
    dialog->open();
}

void CompanySection::chooseLogo()
{
    auto *dialog = new QFileDialog(window(), tr("Choose the logo"), {}, tr("Pictures (*.png *.jpg *.jpeg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_workspace.runner().start(
            this, [path](jobs::Progress &) { return readLogo(path); },
            [this](const Result<QByteArray> &png) {
                if (!png)
                    return Q_EMIT failed(png.error());
                m_logo = *png;
                fieldsChanged();
            });
    });
    dialog->open();
}

QString CompanySection::reasonAgainstSaving() const
{
    if (m_refusal)
        return inWords(*m_refusal).happened;
    if (!m_changed)
        return tr("Nothing was changed.");
    return m_legalName->text().trimmed().isEmpty() ? tr("The company needs a name.") : QString();
}

void CompanySection::save()
{
    if (!reasonAgainstSaving().isEmpty())
        return;
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [entity = edited()](workspace::Services &services, jobs::Progress &) {
            return workspace::CompanyDesk(services).saveEntity(entity);
        },
        [this, wanted = edited().paymentInstructions](const Result<IssuingEntity> &saved) {
            if (!saved) {
                m_save->setEnabled(true);
                return Q_EMIT failed(saved.error());
            }
            // What is typed before it is read again is a change of this version.
            const auto kept = std::ranges::find(m_entities, saved->id, &IssuingEntity::id);
            if (kept != m_entities.end())
                *kept = *saved;
            m_changed = false;
            if (m_draft)
                m_draft->settle();
            Q_EMIT said(saved->paymentInstructions == wanted
                            ? tr("%1 is saved. Documents that were issued stay as they are.").arg(saved->legalName)
                            : tr("%1 is saved. Its payment instructions change once another person agrees.")
                                  .arg(saved->legalName));
            m_workspace.announceChange();
        });
}

QWidget *CompanySection::firstFocus()
{
    return m_legalName;
}

} // namespace accord::ui
