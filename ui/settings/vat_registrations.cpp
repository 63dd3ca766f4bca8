// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/vat_registrations.h"

#include "core/workspace/company_desk.h"
#include "ui/errors/error_words.h"
#include "ui/style/metrics.h"
#include "ui/widgets/labels.h"

#include <QtCore/QLocale>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace accord::ui {

namespace {

constexpr int leastWidth = 160; ///< before it is laid out

/// "France (FR)"; the letters alone where they are no country that has a name here.
QString countryText(const QString &code)
{
    const auto territory = QLocale::codeToTerritory(code == u"EL" ? u"GR"_s : code);
    return territory == QLocale::AnyTerritory ? code : u"%1 (%2)"_s.arg(QLocale::territoryToString(territory), code);
}

} // namespace

VatRegistrations::VatRegistrations(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_country(new QLineEdit(this))
    , m_add(new QPushButton(tr("Register"), this))
    , m_finding(new Label({}, TextRole::Secondary, Token::Bad, this))
    , m_oneStopShop(new QCheckBox(tr("One-stop shop (OSS)"), this))
{
    m_country->setMaxLength(2);
    m_country->setAccessibleName(tr("Country of another VAT registration"));
    m_country->setPlaceholderText(tr("Country, such as FR"));
    m_add->setAccessibleName(tr("Add the VAT registration"));
    m_add->setEnabled(false);
    m_finding->setWordWrap(true);
    m_finding->hide();
    setPlainToolTip(m_oneStopShop, tr("VAT of every country of the European Union is charged to consumers there, and "
                                      "declared in one."));
    auto *entry = new QHBoxLayout;
    entry->setSpacing(metrics::insetSmall);
    entry->addWidget(m_country, 1);
    entry->addWidget(m_add);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::grid);
    m_layout->addLayout(entry);
    m_layout->addWidget(m_finding);
    m_layout->addWidget(m_oneStopShop);
    setFocusProxy(m_country);
    connect(m_country, &QLineEdit::textChanged, this, &VatRegistrations::check);
    connect(m_country, &QLineEdit::returnPressed, this, &VatRegistrations::add);
    connect(m_add, &QPushButton::clicked, this, &VatRegistrations::add);
    connect(m_oneStopShop, &QCheckBox::toggled, this, &VatRegistrations::changed);
}

void VatRegistrations::showCompany(const billing::IssuingEntity &entity)
{
    m_entity = entity;
    m_countries = entity.vatRegistrations;
    m_oneStopShop->setChecked(entity.oneStopShop);
    m_country->clear();
    rebuild();
}

void VatRegistrations::setSeat(const QString &country)
{
    m_entity.address.country = country;
    check();
}

void VatRegistrations::apply(billing::IssuingEntity &entity) const
{
    entity.vatRegistrations = m_countries;
    entity.oneStopShop = m_oneStopShop->isChecked();
}

void VatRegistrations::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    m_country->setReadOnly(readOnly);
    m_oneStopShop->setEnabled(!readOnly);
    rebuild();
}

QPushButton *VatRegistrations::endButton(const QString &country) const
{
    return m_list ? m_list->findChild<QPushButton *>(country) : nullptr;
}

QString VatRegistrations::finding() const
{
    return m_finding->isHidden() ? QString() : m_finding->text();
}

void VatRegistrations::check()
{
    const QString country = m_country->text().trimmed().toUpper();
    billing::IssuingEntity entity = m_entity;
    apply(entity);
    const auto fine = workspace::checkVatRegistration(entity, country);
    const bool isWhole = country.size() == m_country->maxLength();
    m_finding->setVisible(isWhole && !fine);
    if (!fine) {
        const auto words = inWords(fine.error());
        m_finding->setText(u"%1 %2"_s.arg(words.happened, words.advice));
        m_finding->setMinimumHeight(m_finding->heightForWidth(std::max(leastWidth, width())));
    }
    m_add->setEnabled(isWhole && fine && !m_isReadOnly);
}

void VatRegistrations::add()
{
    if (!m_add->isEnabled())
        return;
    m_countries << m_country->text().trimmed().toUpper();
    m_countries.sort();
    m_country->clear();
    rebuild();
    Q_EMIT changed();
}

void VatRegistrations::end(const QString &country)
{
    m_countries.removeAll(country);
    rebuild();
    m_country->setFocus();
    Q_EMIT changed();
}

void VatRegistrations::rebuild()
{
    if (m_list) {
        m_list->hide();
        m_list->deleteLater(); // the button that was pressed is in it
    }
    m_list = new QWidget(this);
    auto *rows = new QVBoxLayout(m_list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(metrics::grid);
    for (const QString &country : std::as_const(m_countries)) {
        auto *row = new QHBoxLayout;
        row->addWidget(new Label(countryText(country), TextRole::Body, Token::Text, m_list), 1);
        auto *end = new QPushButton(tr("End"), m_list);
        end->setObjectName(country);
        end->setAccessibleName(tr("End the VAT registration in %1").arg(countryText(country)));
        end->setEnabled(!m_isReadOnly);
        connect(end, &QPushButton::clicked, this, [this, country] { this->end(country); });
        row->addWidget(end);
        rows->addLayout(row);
    }
    m_list->setVisible(!m_countries.isEmpty());
    m_layout->insertWidget(0, m_list);
    check();
}

} // namespace accord::ui
