// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/workspace/company_desk.h"
#include "core/workspace/workspace.h"
#include "ui/settings/settings_section.h"

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace accord::ui {

class DocumentView;
class FormDraft;
class Label;
class PayToAgreement;
class StateView;
class VatRegistrations;

/// Renders a document as \a entity would send it, as PDF; empty when it cannot. Called in a worker.
using BrandingPreview = std::function<QByteArray(const billing::IssuingEntity &entity)>;

/// The companies that issue invoices: name, address, colour, logo, payment instructions, number format, with a live
/// preview beside.
class CompanySection : public SettingsSection
{
    Q_OBJECT
public:
    CompanySection(workspace::Workspace &workspace, BrandingPreview preview, QWidget *parent = nullptr);

    void reload() override;
    QWidget *firstFocus() override;
    QString reasonAgainstSaving() const override;
    void save() override;
    QPushButton *addButton() const { return m_add; }
    QComboBox *taxRounding() const { return m_taxRounding; }
    QLineEdit *compoundTaxes() const { return m_compoundTaxes; }
    QPushButton *bankButton() const { return m_bank; }
    QPushButton *einvoicesButton() const { return m_einvoices; }
    VatRegistrations *vatRegistrations() const { return m_vatRegistrations; }
    /// What the fields say now.
    billing::IssuingEntity edited() const;

private:
    QWidget *buildForm();
    void addTax(QFormLayout *form);
    QLineEdit *addField(QFormLayout *form, const QString &label);
    void showEntity(int index);
    void watch(const QString &code);
    void fieldsChanged();
    void showPreview();
    void chooseLogo();
    void addCompany();
    void showBank(); ///< the bank accounts of the company that is shown
    void checkRight();

    workspace::Workspace &m_workspace;
    BrandingPreview m_preview;
    jobs::Latest m_load;
    jobs::Latest m_render;
    std::vector<billing::IssuingEntity> m_entities;
    std::optional<Error> m_refusal;
    QByteArray m_logo;
    bool m_filling = false;
    bool m_changed = false;
    QTimer *m_gather;
    QPointer<FormDraft> m_draft;
    QVBoxLayout *m_column = nullptr; ///< the form
    Label *m_right;
    QComboBox *m_choice;
    QPushButton *m_add;
    QString m_wanted; ///< code of a company that was added and is to be shown
    QLineEdit *m_legalName;
    QLineEdit *m_companyName;
    QLineEdit *m_vatId;
    QLineEdit *m_line1;
    QLineEdit *m_line2;
    QLineEdit *m_postalCode;
    QLineEdit *m_city;
    QLineEdit *m_region;
    QLineEdit *m_country;
    QLineEdit *m_email;
    QLineEdit *m_phone;
    QLineEdit *m_website;
    QLineEdit *m_color;
    QLineEdit *m_numbers;
    QPlainTextEdit *m_instructions;
    PayToAgreement *m_payTo; ///< other instructions that wait
    QPushButton *m_bank;
    QPushButton *m_einvoices;
    QComboBox *m_paymentCode;
    VatRegistrations *m_vatRegistrations;
    QComboBox *m_taxRounding;
    QLineEdit *m_compoundTaxes;
    QPushButton *m_logoButton;
    QPushButton *m_save;
    DocumentView *m_document;
    StateView *m_documentState;
};

} // namespace accord::ui
