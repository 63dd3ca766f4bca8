// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/appearance_section.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QSlider>

namespace accord::ui {

AppearanceSection::AppearanceSection(Theme &theme, QWidget *parent)
    : SettingsSection(parent)
    , m_theme(theme)
    , m_scheme(new QComboBox(this))
    , m_density(new QComboBox(this))
    , m_zoom(new QSlider(Qt::Horizontal, this))
    , m_percent(new Label({}, TextRole::Body, Token::Text2, this))
{
    m_scheme->addItems({tr("As the system"), tr("Light"), tr("Dark")});
    m_density->addItems({tr("Compact"), tr("Standard"), tr("Relaxed")});
    m_zoom->setRange(80, 200);
    m_zoom->setSingleStep(10);
    m_zoom->setPageStep(20);
    m_zoom->setTickInterval(20);
    m_zoom->setAccessibleName(tr("Zoom in percent"));
    for (QWidget *field :
         {static_cast<QWidget *>(m_scheme), static_cast<QWidget *>(m_density), static_cast<QWidget *>(m_zoom)})
        field->setMinimumWidth(220);
    auto *zoom = new QHBoxLayout;
    zoom->setSpacing(metrics::inset);
    zoom->addWidget(m_zoom);
    zoom->addWidget(m_percent);
    zoom->addStretch();
    auto *card = new Card(tr("Appearance"), this);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(metrics::insetPage);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setVerticalSpacing(metrics::inset);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->addRow(tr("&Colours"), m_scheme);
    form->addRow(tr("&Density of lists"), m_density);
    auto *zoomLabel = new Label(tr("&Zoom"), TextRole::Body, Token::Text, card);
    zoomLabel->setBuddy(m_zoom);
    form->addRow(zoomLabel, zoom);
    card->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    card->body()->addLayout(form);
    card->body()->addWidget(new Label(tr("Changes take effect at once and are kept for this machine."),
                                      TextRole::Secondary, Token::Text3, card));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
    layout->addStretch();
    connect(m_scheme, &QComboBox::activated, this, [this](int index) { m_theme.setAppearance(Appearance(index)); });
    connect(m_density, &QComboBox::activated, this, [this](int index) { m_theme.setDensity(Density(index)); });
    connect(m_zoom, &QSlider::valueChanged, this, [this](int percent) { m_theme.setZoom(percent); });
    connect(&m_theme, &Theme::changed, this, &AppearanceSection::showTheme);
    showTheme();
}

void AppearanceSection::showTheme()
{
    m_scheme->setCurrentIndex(int(m_theme.appearance()));
    m_density->setCurrentIndex(int(m_theme.density()));
    const QSignalBlocker quiet(m_zoom);
    m_zoom->setValue(m_theme.zoom());
    m_percent->setText(tr("%1 %").arg(m_theme.zoom()));
}

QWidget *AppearanceSection::firstFocus()
{
    return m_scheme;
}

} // namespace accord::ui
