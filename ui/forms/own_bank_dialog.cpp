// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/own_bank_dialog.h"

#include "core/bank/bic.h"
#include "core/bank/routing_number.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

using workspace::OwnBank;

namespace {

struct Entry
{
    QString key;
    QString OwnBank::*member;
    QString label;
    QString hint;
};

std::vector<Entry> entries()
{
    return {{u"name"_s, &OwnBank::name, OwnBankDialog::tr("Name at the bank"), {}},
            {u"iban"_s, &OwnBank::iban, OwnBankDialog::tr("IBAN"), OwnBankDialog::tr("For SEPA files")},
            {u"bic"_s, &OwnBank::bic, OwnBankDialog::tr("BIC"), OwnBankDialog::tr("Empty: the bank of the IBAN")},
            {u"creditor_id"_s, &OwnBank::creditorId, OwnBankDialog::tr("Creditor identifier"),
             OwnBankDialog::tr("For SEPA direct debits")},
            {u"routing"_s, &OwnBank::originatingRouting, OwnBankDialog::tr("Routing number"),
             OwnBankDialog::tr("Of our own bank, for ACH files")},
            {u"bank_name"_s, &OwnBank::destinationName, OwnBankDialog::tr("Name of that bank"), {}},
            {u"origin_id"_s, &OwnBank::originId, OwnBankDialog::tr("Immediate origin"),
             OwnBankDialog::tr("As agreed with the bank")},
            {u"company_id"_s, &OwnBank::companyId, OwnBankDialog::tr("Company identification"),
             OwnBankDialog::tr("Ten characters")},
            {u"cheque_account"_s, &OwnBank::chequeAccount, OwnBankDialog::tr("Account of our cheques"), {}}};
}

} // namespace

OwnBankDialog::OwnBankDialog(workspace::Workspace &workspace, QWidget *parent, const QString &company)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_company(new QComboBox(this))
    , m_state(new Label({}, TextRole::Body, Token::Text2, this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_agree(new QPushButton(tr("Agree to them"), this))
    , m_save(new QPushButton(tr("Record"), this))
    , m_load(workspace.runner())
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Our own bank accounts"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    m_company->setAccessibleName(tr("Company"));
    m_company->addItem(tr("All companies without accounts of their own"), QString());
    if (!company.isEmpty()) { // named in full once the companies are read
        m_company->addItem(company, company);
        m_company->setCurrentIndex(1);
    }
    form->addRow(tr("Company"), m_company);
    for (const Entry &entry : entries()) {
        auto *field = new QLineEdit(this);
        field->setAccessibleName(entry.label);
        field->setPlaceholderText(entry.hint);
        field->setReadOnly(true);
        connect(field, &QLineEdit::textChanged, this, &OwnBankDialog::check);
        form->addRow(entry.label, field);
        m_fields.insert(entry.key, field);
    }
    m_state->setWordWrap(true);
    m_note->setWordWrap(true);
    m_note->setMinimumHeight(m_note->fontMetrics().height() * 2);
    setButtonKind(m_save, ButtonKind::Primary);
    m_save->setAutoDefault(false);
    m_save->setEnabled(false);
    connect(m_save, &QPushButton::clicked, this, &OwnBankDialog::save);
    m_agree->setAutoDefault(false);
    m_agree->hide();
    connect(m_agree, &QPushButton::clicked, this, &OwnBankDialog::agree);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_agree);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Our own bank accounts"), TextRole::Title, Token::Text, this));
    layout->addWidget(m_state);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(600, sizeHint().height());
    connect(m_company, &QComboBox::currentIndexChanged, this, &OwnBankDialog::load);
    load();
}

QString OwnBankDialog::note() const
{
    return m_note->text();
}

QString OwnBankDialog::state() const
{
    return m_state->text();
}

void OwnBankDialog::load()
{
    using Read = std::pair<workspace::OwnBankSheet, std::vector<billing::IssuingEntity>>;
    m_load.start(
        this,
        m_workspace.onServices([code = company()](workspace::Services &services, jobs::Progress &) -> Result<Read> {
            const auto companies = services.seller().entities();
            if (!companies)
                return passOn(companies);
            return workspace::ownerOfBank(services, code)
                .and_then([&](const auto &owner) { return workspace::ownBankSheet(services, owner); })
                .map([&](const workspace::OwnBankSheet &sheet) { return Read(sheet, *companies); });
        }),
        [this](const Result<Read> &read) {
            if (!read)
                return tell(inWords(read.error()).paragraph(), Token::Bad);
            showCompanies(read->second);
            show(read->first);
        });
}

void OwnBankDialog::showCompanies(const std::vector<billing::IssuingEntity> &companies)
{
    const QSignalBlocker quiet(m_company);
    for (const billing::IssuingEntity &one : companies) {
        const QString text = tr("%1 · %2").arg(one.code, one.legalName);
        if (const int known = m_company->findData(one.code); known >= 0)
            m_company->setItemText(known, text);
        else
            m_company->addItem(text, one.code);
    }
}

QString OwnBankDialog::company() const
{
    return m_company->currentData().toString();
}

void OwnBankDialog::chooseCompany(const QString &code)
{
    m_company->setCurrentIndex(std::max(0, m_company->findData(code)));
}

void OwnBankDialog::show(const workspace::OwnBankSheet &sheet)
{
    m_isReadable = !sheet.isMasked;
    m_known = sheet.own;
    for (const Entry &entry : entries()) {
        QLineEdit *field = m_fields[entry.key];
        field->setText(sheet.own.*entry.member);
        field->setReadOnly(sheet.isMasked || m_workspace.isReadOnly());
    }
    const QString what = company().isEmpty()
                             ? tr("Files for the bank are made with them.")
                             : tr("Files of this company are made with them, and its invoices are paid to them.");
    m_state->setText(sheet.recordedBy.isEmpty() && !company().isEmpty()
                         ? tr("It has none of its own: those of all companies are used.")
                     : sheet.recordedBy.isEmpty() ? what
                     : sheet.waits()
                         ? tr("Recorded by %1; they count once somebody else agrees.").arg(sheet.recordedBy)
                         : what + u' ' + tr("Recorded by %1, agreed to by %2.").arg(sheet.recordedBy, sheet.agreedBy));
    m_agree->setVisible(sheet.waits() && !sheet.isMasked);
    m_agree->setEnabled(!m_workspace.isReadOnly());
    if (sheet.isMasked)
        m_note->setText(
            tr("You see the last four characters: reading bank data is for the roles that the matrix names."));
    else { // never a number of an account or a bank
        delete m_draft;
        m_draft = new FormDraft(m_workspace, company().isEmpty() ? u"own_bank"_s : u"own_bank/%1"_s.arg(company()),
                                {{u"name"_s, m_fields[u"name"_s]}, {u"bank_name"_s, m_fields[u"bank_name"_s]}}, this);
        check();
    }
}

void OwnBankDialog::tell(const QString &sentence, Token token)
{
    m_note->setToken(token);
    m_note->setText(sentence);
}

void OwnBankDialog::check()
{
    if (!m_isReadable)
        return;
    const OwnBank own = entered();
    const auto iban = bank::Iban::parse(own.iban);
    const auto bic = bank::checkedBic(own.bic);
    const auto routing = bank::checkedRoutingNumber(own.originatingRouting);
    QString problem;
    if (!own.iban.isEmpty() && !iban)
        problem = inWords(iban.error()).paragraph();
    else if (!own.originatingRouting.isEmpty() && !routing)
        problem = inWords(routing.error()).paragraph();
    else if (!own.bic.isEmpty() && !bic)
        problem = inWords(bic.error()).paragraph();
    m_save->setEnabled(problem.isEmpty() && own != m_known && !m_workspace.isReadOnly());
    if (problem.isEmpty() && iban && bic && !bank::fits(*bic, *iban))
        return tell(tr("This BIC is of a bank in %1, the IBAN is of %2: compare both.")
                        .arg(bank::countryOfBic(*bic), iban->country()),
                    Token::Warning);
    tell(problem, Token::Bad);
}

OwnBank OwnBankDialog::entered() const
{
    OwnBank own;
    for (const Entry &entry : entries())
        own.*entry.member = m_fields[entry.key]->text().trimmed();
    return own;
}

void OwnBankDialog::save()
{
    m_save->setEnabled(false);
    m_workspace.start(
        this,
        [own = entered(), code = company()](workspace::Services &services, jobs::Progress &) {
            return workspace::ownerOfBank(services, code).and_then([&](const auto &owner) {
                return workspace::recordOwnBank(services, own, owner);
            });
        },
        [this](const Result<> &kept) {
            if (!kept) {
                check();
                return tell(inWords(kept.error()).paragraph(), Token::Bad);
            }
            Q_EMIT saved(tr("Recorded: our own bank accounts count once somebody else agrees."));
            accept();
        });
}

void OwnBankDialog::agree()
{
    m_agree->setEnabled(false);
    m_workspace.start(
        this,
        [code = company()](workspace::Services &services, jobs::Progress &) {
            return workspace::ownerOfBank(services, code).and_then([&](const auto &owner) {
                return workspace::agreeToOwnBank(services, owner);
            });
        },
        [this](const Result<> &agreed) {
            m_agree->setEnabled(true);
            if (!agreed)
                return tell(inWords(agreed.error()).paragraph(), Token::Bad);
            Q_EMIT saved(tr("Agreed: files for the bank are made with these accounts from now on."));
            accept();
        });
}

} // namespace accord::ui
