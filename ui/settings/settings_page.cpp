// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/errors/error_words.h"
#include "ui/settings/appearance_section.h"
#include "ui/settings/books_section.h"
#include "ui/settings/coupon_section.h"
#include "ui/settings/database_section.h"
#include "ui/settings/number_section.h"
#include "ui/settings/people_section.h"
#include "ui/settings/tax_section.h"
#include "ui/settings/terms_section.h"
#include "ui/style/metrics.h"

#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTabBar>

namespace accord::ui {

SettingsPage::SettingsPage(workspace::Workspace &workspace, Theme &theme, BrandingPreview preview,
                           const QString &section)
    : m_workspace(workspace)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_database(new DatabaseSection(workspace, this))
{
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Parts of the settings"));
    addSection(u"company"_s, tr("Company"), new CompanySection(workspace, std::move(preview), this));
    addSection(u"numbers"_s, tr("Numbers"), new NumberSection(workspace, this));
    addSection(u"terms"_s, tr("Terms"), new TermsSection(workspace, this));
    addSection(u"appearance"_s, tr("Appearance"), new AppearanceSection(theme, this));
    addSection(u"people"_s, tr("People"), new PeopleSection(workspace, this));
    addSection(u"database"_s, tr("Database"), m_database);
    addSection(u"tax"_s, tr("Tax"), new TaxSection(workspace, this));
    addSection(u"books"_s, tr("Books"), new BooksSection(workspace, this));
    addSection(u"coupons"_s, tr("Coupons"), new CouponSection(workspace, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::insetLarge, metrics::insetSmall, metrics::insetLarge, metrics::inset);
    layout->setSpacing(metrics::inset);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &SettingsPage::showSection);
    connect(&m_workspace, &workspace::Workspace::changed, this, &SettingsPage::refresh);
    m_tabs->setCurrentIndex(int(std::max<qsizetype>(0, m_keys.indexOf(section))));
    showSection(m_tabs->currentIndex());
}

void SettingsPage::addSection(const QString &key, const QString &title, SettingsSection *section)
{
    m_keys << key;
    m_sections.push_back(section);
    m_stack->addWidget(section);
    m_tabs->addTab(title);
    connect(section, &SettingsSection::said, this,
            [this](const QString &sentence) { Q_EMIT toastRequested({sentence, Tone::Good}); });
    connect(section, &SettingsSection::failed, this,
            [this](const Error &error) { Q_EMIT toastRequested({inWords(error).paragraph(), Tone::Bad}); });
    connect(section, &SettingsSection::canSaveChanged, this, &Page::commandsChanged);
}

SettingsSection *SettingsPage::current() const
{
    return m_sections[size_t(std::max(0, m_tabs->currentIndex()))];
}

void SettingsPage::showSection(int index)
{
    m_stack->setCurrentIndex(index);
    current()->reload();
    Q_EMIT commandsChanged();
}

void SettingsPage::refresh()
{
    current()->reload();
}

QVariantMap SettingsPage::state() const
{
    return {{u"section"_s, m_keys.value(m_tabs->currentIndex())}};
}

void SettingsPage::restore(const QVariantMap &state)
{
    m_tabs->setCurrentIndex(int(std::max<qsizetype>(0, m_keys.indexOf(state.value(u"section"_s).toString()))));
}

QWidget *SettingsPage::firstFocus()
{
    return current()->firstFocus();
}

QList<QWidget *> SettingsPage::lists() const
{
    QList<QWidget *> lists;
    for (const SettingsSection *section : m_sections)
        lists += section->lists();
    return lists;
}

std::vector<Command> SettingsPage::commands()
{
    const QString group = tr("Settings");
    std::vector<Command> commands{{u"settings.save"_s,
                                   tr("Save the settings"),
                                   u"save"_s,
                                   {QKeySequence(u"Ctrl+S"_s)},
                                   CommandScope::Page,
                                   group,
                                   [this] { current()->save(); },
                                   [this] { return current()->reasonAgainstSaving(); }}};
    const QHash<QString, QString> icons{
        {u"company"_s, u"building"_s},   {u"numbers"_s, u"list-checks"_s}, {u"terms"_s, u"scroll-text"_s},
        {u"appearance"_s, u"palette"_s}, {u"people"_s, u"users"_s},        {u"database"_s, u"database"_s},
        {u"tax"_s, u"map-pin"_s},        {u"books"_s, u"scroll-text"_s},   {u"coupons"_s, u"scroll-text"_s}};
    for (int i = 0; i < m_tabs->count(); ++i) {
        commands.push_back({u"settings.section.%1"_s.arg(m_keys[i]),
                            tr("Settings: %1").arg(m_tabs->tabText(i)),
                            icons.value(m_keys[i]),
                            {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i))},
                            CommandScope::Page,
                            group,
                            [this, i] {
                                m_tabs->setCurrentIndex(i);
                                if (QWidget *first = firstFocus())
                                    first->setFocus();
                            }});
    }
    const auto elsewhere = [this] { return current() == m_database ? QString() : tr("The database is not in front."); };
    commands.push_back({u"settings.verify"_s,
                        tr("Verify the database"),
                        u"file-search"_s,
                        {},
                        CommandScope::Page,
                        group,
                        [this] { m_database->verify(); },
                        elsewhere});
    commands.push_back(
        {u"settings.back_up"_s, tr("Back up now…"), u"hard-drive"_s, {}, CommandScope::Page, group, [this] {
             m_database->askAndBackUp();
         }});
    return commands;
}

} // namespace accord::ui
