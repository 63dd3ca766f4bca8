// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/einvoice_seller.h"

#include "core/workspace/einvoice_desk.h"
#include "ui/drafts/form_draft.h"
#include "ui/forms/field_dialog.h"
#include "ui/settings/settings_section.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {

using einvoice::SellerProfile;

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(EinvoiceSeller)
};

std::vector<FieldDialog::Field> fieldsOf(const SellerProfile &seller)
{
    return {{u"contact_name"_s, Tr::tr("Contact"), seller.contact.name,
             Tr::tr("A person or a department; empty: the company")},
            {u"contact_phone"_s, Tr::tr("Phone"), seller.contact.telephone, Tr::tr("Empty: that of the company")},
            {u"contact_email"_s, Tr::tr("E-mail"), seller.contact.email, Tr::tr("Empty: that of the company")},
            {u"address"_s, Tr::tr("Electronic address"), einvoice::toText(seller.electronicAddress),
             Tr::tr("Empty: by the VAT number or e-mail")},
            {u"registration"_s, Tr::tr("Registration"), einvoice::toText(seller.legalRegistration),
             Tr::tr("Number of the register of companies")},
            {u"tax_number"_s, Tr::tr("Tax number"), seller.taxNumber, Tr::tr("Beside the VAT number")},
            {u"legal_information"_s, Tr::tr("Legal information"), seller.legalInformation,
             Tr::tr("Such as directors and share capital")}};
}

SellerProfile changed(SellerProfile seller, const FieldDialog::Answers &answers)
{
    seller.contact = {answers[u"contact_name"_s], answers[u"contact_phone"_s], answers[u"contact_email"_s]};
    seller.electronicAddress = einvoice::identifierFromText(answers[u"address"_s]);
    seller.legalRegistration = einvoice::identifierFromText(answers[u"registration"_s]);
    seller.taxNumber = answers[u"tax_number"_s];
    seller.legalInformation = answers[u"legal_information"_s];
    return seller;
}

void open(workspace::Workspace &workspace, const QString &code, const SellerProfile &present, SettingsSection *section)
{
    const std::vector<FieldDialog::Field> fields = fieldsOf(present);
    auto *dialog = new FieldDialog(
        Tr::tr("Electronic invoices of %1").arg(code),
        Tr::tr("What electronic invoices say about the company beside its record. XRechnung wants a contact with phone "
               "and e-mail."),
        fields, Tr::tr("Save"),
        [&workspace, code, present, section](const FieldDialog::Answers &answers, const auto &told) {
            workspace.start(
                section,
                [code, seller = changed(present, answers)](workspace::Services &services, jobs::Progress &) {
                    return workspace::EinvoiceDesk(services).saveSeller(code, seller);
                },
                [&workspace, code, section, told](const Result<> &saved) {
                    told(saved);
                    if (!saved)
                        return;
                    Q_EMIT section->said(Tr::tr("Electronic invoices of %1 say this from now on.").arg(code));
                    workspace.announceChange();
                });
        },
        section->window());
    std::vector<FormDraft::Field> drafted;
    for (const FieldDialog::Field &field : fields)
        drafted.push_back({field.key, dialog->editors().value(field.key)});
    new FormDraft(workspace, u"einvoice_seller/"_s + code, drafted, dialog);
    dialog->open();
}

} // namespace

void askForEinvoiceSeller(workspace::Workspace &workspace, const QString &code, SettingsSection *section)
{
    workspace.start(
        section,
        [code](workspace::Services &services, jobs::Progress &) {
            return workspace::EinvoiceDesk(services).seller(code);
        },
        [&workspace, code, section](const Result<SellerProfile> &present) {
            present ? open(workspace, code, *present, section) : section->failed(present.error());
        });
}

} // namespace accord::ui
