// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"
#include "ui/shell/status_line.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/words/plurals.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

namespace accord::test {

/// The real window around pages under test.
class PageHost
{
public:
    explicit PageHost(ui::PageFactory pages)
        : m_settings(m_dir.filePath(u"settings.ini"_s), QSettings::IniFormat)
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme.install(*qApp);
        ui::installPlurals(*qApp);
        m_window = std::make_unique<ui::MainWindow>(m_theme, std::move(pages), m_settings);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->activateWindow();
        (void)QTest::qWaitForWindowActive(m_window.get());
    }

    ui::MainWindow &window() { return *m_window; }
    ui::Theme &theme() { return m_theme; }
    /// Shows \a address in a tab without history; the tabs before are closed.
    void freshTab(const QString &address)
    {
        m_window->open(address, true);
        while (m_window->tabCount() > 1) {
            QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
            m_window->closeTab();
        }
    }
    /// What the page says in the status line.
    QString status() const
    {
        const auto labels = m_window->status().findChildren<ui::Label *>();
        return labels.isEmpty() ? QString() : labels.front()->text();
    }
    /// Visible widgets that take the focus and have no accessible name.
    QString unnamed() const
    {
        QStringList found;
        for (QWidget *widget : m_window->currentPage()->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
            if (!face || face->text(QAccessible::Name).isEmpty())
                found << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
        }
        return found.join(u", "_s);
    }

private:
    QTemporaryDir m_dir;
    QSettings m_settings;
    ui::Theme m_theme;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace accord::test
