// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/company_dialog.h"

#include "core/workspace/company_desk.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/style/accord_style.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace accord::ui {

CompanyDialog::CompanyDialog(workspace::Workspace &workspace, QWidget *parent)
    : QDialog(parent)
    , m_workspace(workspace)
    , m_code(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_currency(new QLineEdit(this))
    , m_country(new QLineEdit(this))
    , m_numbers(new QLineEdit(this))
    , m_note(new Label({}, TextRole::Body, Token::Bad, this))
    , m_add(new QPushButton(tr("Add the company"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add a company that issues invoices"));
    m_code->setMaxLength(12);
    m_code->setPlaceholderText(tr("Short and for good, such as DE"));
    m_currency->setMaxLength(3);
    m_currency->setPlaceholderText(tr("Of its books, such as EUR"));
    m_country->setMaxLength(2);
    m_country->setPlaceholderText(tr("Two letters, such as DE"));
    m_numbers->setPlaceholderText(tr("With {year} and {number}"));
    m_note->setWordWrap(true);
    setButtonKind(m_add, ButtonKind::Primary);
    buildLayout();
    connect(m_code, &QLineEdit::textEdited, this, &CompanyDialog::proposeNumbers);
    connect(m_add, &QPushButton::clicked, this, &CompanyDialog::add);
    new FormDraft(m_workspace, u"new-company"_s,
                  {{u"code"_s, m_code},
                   {u"name"_s, m_name},
                   {u"currency"_s, m_currency},
                   {u"country"_s, m_country},
                   {u"numbers"_s, m_numbers}},
                  this);
}

void CompanyDialog::buildLayout()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetLarge);
    form->setVerticalSpacing(metrics::insetSmall);
    form->addRow(tr("&Code"), m_code);
    form->addRow(tr("&Legal name"), m_name);
    form->addRow(tr("C&urrency"), m_currency);
    form->addRow(tr("C&ountry"), m_country);
    form->addRow(tr("&Invoice numbers"), m_numbers);
    auto *about
        = new Label(tr("Its documents are numbered apart from those of other companies, without a gap. Code and "
                       "currency stay; everything else can be changed afterwards."),
                    TextRole::Body, Token::Text2, this);
    about->setWordWrap(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetPage, metrics::insetPage, metrics::insetPage, metrics::insetLarge);
    layout->setSpacing(metrics::inset);
    layout->addWidget(new Label(tr("Add a company"), TextRole::Title, Token::Text, this));
    layout->addWidget(about);
    layout->addLayout(form);
    layout->addWidget(m_note);
    layout->addStretch();
    layout->addLayout(buttons);
    resize(560, sizeHint().height());
}

void CompanyDialog::proposeNumbers()
{
    m_numbers->setText(m_code->text().trimmed().toUpper() + u"-{year}-{number}"_s);
}

QString CompanyDialog::note() const
{
    return m_note->text();
}

void CompanyDialog::add()
{
    m_note->setText({});
    const auto currency = Currency::fromCode(m_currency->text().trimmed().toUpper());
    if (!currency)
        return m_note->setText(inWords(currency.error()).paragraph());
    billing::IssuingEntity company;
    company.code = m_code->text().trimmed().toUpper();
    company.legalName = m_name->text().trimmed();
    company.currency = *currency;
    company.address.country = m_country->text().trimmed().toUpper();
    company.numberFormat = m_numbers->text().trimmed();
    m_add->setEnabled(false);
    m_workspace.start(
        this,
        [company](workspace::Services &services, jobs::Progress &) {
            return workspace::CompanyDesk(services).addEntity(company);
        },
        [this](const Result<billing::IssuingEntity> &stored) {
            m_add->setEnabled(true);
            if (!stored)
                return m_note->setText(inWords(stored.error()).paragraph());
            if (auto *draft = findChild<FormDraft *>())
                draft->settle();
            m_workspace.announceChange();
            Q_EMIT added(stored->code);
            accept();
        });
}

} // namespace accord::ui
