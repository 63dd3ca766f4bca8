// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/company_section.h"
#include "ui/widgets/page.h"

class QSettings;
class QStackedWidget;
class QTabBar;

namespace accord::ui {

class DatabaseSection;
class Theme;

/// Company and branding, series of numbers, terms, appearance, people, database with its backups, taxes and books.
class SettingsPage : public Page
{
    Q_OBJECT
public:
    /// \param section  "company", "numbers", "terms", "tax", "appearance", "people", "database" or "books"; empty for
    /// the first
    SettingsPage(workspace::Workspace &workspace, Theme &theme, BrandingPreview preview, const QString &section);

    QString title() const override { return tr("Settings"); }
    std::vector<Command> commands() override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *firstFocus() override;
    QList<QWidget *> lists() const override;
    void refresh() override;

private:
    void addSection(const QString &key, const QString &title, SettingsSection *section);
    void showSection(int index);
    SettingsSection *current() const;

    workspace::Workspace &m_workspace;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    DatabaseSection *m_database;
    QStringList m_keys;
    std::vector<SettingsSection *> m_sections;
};

} // namespace accord::ui
