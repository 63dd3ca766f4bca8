// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a picture of each page, light and dark, at 1440 x 900.
#include "tests/ui/gallery_page.h"

#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/status_line.h"
#include "ui/style/theme.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace accord;
using namespace accord::ui;

namespace {

void shoot(QWidget &widget, const QString &path)
{
    QTest::qWait(150);
    widget.grab().save(path);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    const QDir target(application.arguments().value(1, u"."_s));
    target.mkpath(u"."_s);
    QTemporaryDir scratch;
    Theme theme;
    theme.install(application);
    for (const Appearance appearance : {Appearance::Light, Appearance::Dark}) {
        const QString suffix = appearance == Appearance::Light ? u"light"_s : u"dark"_s;
        theme.setAppearance(appearance);
        QSettings settings(scratch.filePath(suffix), QSettings::IniFormat);
        MainWindow window(theme, gallery::galleryPages(), settings);
        window.sidebar().setCompany(u"Meridian Cloud Inc."_s, u"Sample company"_s);
        window.sidebar().setCount(u"invoices"_s, 14);
        window.status().setAsOf(u"As of 30 Jun 2026"_s, {});
        window.setSource(u"Local file"_s);
        window.open(u"gallery"_s);
        window.open(u"gallery/7"_s, true);
        window.resize(1440, 900);
        window.show();
        shoot(window, target.filePath(u"gallery-%1.png"_s.arg(suffix)));
        window.openPalette();
        window.toasts().post({u"Approved INV-0118"_s, Tone::Good, u"Undo"_s, [] { }});
        shoot(window, target.filePath(u"palette-%1.png"_s.arg(suffix)));
    }
    return 0;
}
