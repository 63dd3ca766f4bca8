// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery_page.h"

#include "ui/shell/inspector.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sidebar.h"
#include "ui/style/theme.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAccessible>
#include <QtTest/QTest>
#include <QtWidgets/QListView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

using namespace accord;
using namespace accord::ui;

class TestShell : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme.install(*qApp);
    }
    void init()
    {
        m_settings = std::make_unique<QSettings>(m_dir.filePath(u"%1.ini"_s.arg(++m_run)), QSettings::IniFormat);
        m_window = std::make_unique<MainWindow>(m_theme, gallery::galleryPages(), *m_settings);
        m_window->resize(1440, 900);
        m_window->open(u"home"_s);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void goesToAPageByChord()
    {
        QTRY_COMPARE(page()->m_model->rowCount(), 200);
        QTest::keyClick(page()->m_table, Qt::Key_G);
        QTest::keyClick(page()->m_table, Qt::Key_A);
        QCOMPARE(m_window->currentAddress(), u"gallery"_s);
        QCOMPARE(page()->approved, 0); // the A of the chord is not the A of the list
    }
    void goesBackToTheSameRow()
    {
        QTRY_COMPARE(page()->m_model->rowCount(), 200);
        page()->m_table->selectId(u"17"_s);
        QTest::keyClick(page()->m_table, Qt::Key_Return);
        QCOMPARE(m_window->currentAddress(), u"gallery/17"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(m_window->currentAddress(), u"home"_s);
        QTRY_COMPARE(page()->m_table->currentId(), u"17"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(m_window->currentAddress(), u"gallery/17"_s);
    }
    void runsAListCommandOnlyWhileTheListHasTheFocus()
    {
        QTest::keyClick(page()->m_table, Qt::Key_A);
        QCOMPARE(page()->approved, 1);
        QTest::keyClick(page()->m_table, Qt::Key_Slash);
        QCOMPARE(QApplication::focusWidget(), page()->m_filter->field());
        QTest::keyClicks(QApplication::focusWidget(), u"A/a"_s);
        QCOMPARE(page()->m_filter->field()->text(), u"A/a"_s);
        QCOMPARE(page()->approved, 1);
    }
    void saysWhyACommandIsRefused()
    {
        QTest::keyClick(page()->m_table, Qt::Key_R);
        QCOMPARE(page()->approved, 0);
        QCOMPARE(m_window->toasts().latest(), u"Needs the role approver."_s);
    }
    void opensThePaletteAndRunsWhatIsChosen()
    {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QVERIFY(m_window->commandPalette().isVisible());
        QTest::keyClicks(m_window->commandPalette().field(), u"go to inv"_s);
        QCOMPARE(m_window->commandPalette().shownTitles().value(0), u"Go to Invoices"_s);
        QTest::keyClick(m_window->commandPalette().field(), Qt::Key_Return);
        QVERIFY(!m_window->commandPalette().isVisible());
        QCOMPARE(m_window->currentAddress(), u"invoices"_s);
    }
    void givesTheFocusBackWhenThePaletteCloses()
    {
        QWidget *before = QApplication::focusWidget();
        QVERIFY(before);
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClick(m_window->commandPalette().field(), Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), before);
    }
    void showsRecordsThatAnswerTheLatestQuery()
    {
        std::vector<std::pair<QString, std::function<void(std::vector<PaletteEntry>)>>> asked;
        m_window->setRecordSearch([&](const QString &query, auto answer) { asked.emplace_back(query, answer); });
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(m_window->commandPalette().field(), u"no"_s);
        QCOMPARE(asked.size(), 2U);
        asked[1].second({{u"Records"_s, u"Northwind"_s}});
        asked[0].second({{u"Records"_s, u"Late answer"_s}});
        QVERIFY(m_window->commandPalette().shownTitles().contains(u"Northwind"_s));
        QVERIFY(!m_window->commandPalette().shownTitles().contains(u"Late answer"_s));
    }
    void putsRecordsUnderAHeadingForEachKind()
    {
        QStringList asked;
        m_window->setRecordSearch([&](const QString &query, auto answer) {
            asked << query;
            answer({{u"Accounts"_s, u"Northwind"_s}, {u"Accounts"_s, u"Norden"_s}, {u"People"_s, u"Nora"_s}});
        });
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        QTest::keyClicks(m_window->commandPalette().field(), u"#n"_s);
        QCOMPARE(asked.last(), u"#n"_s); // who searches knows that numbers only are wanted
        const auto *list = m_window->commandPalette().findChild<QListView *>();
        QStringList shown;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            shown << list->model()->index(row, 0).data().toString();
        QCOMPARE(shown, (QStringList{u"Accounts"_s, u"Northwind"_s, u"Norden"_s, u"People"_s, u"Nora"_s}));
    }
    void togglesTheInspectorWithSpace()
    {
        QVERIFY(m_window->isInspectorShown());
        QTest::keyClick(page()->m_table, Qt::Key_Space);
        QVERIFY(!m_window->isInspectorShown());
        QTest::keyClick(page()->m_table, Qt::Key_Space);
        QVERIFY(m_window->isInspectorShown());
    }
    void opensAndClosesTabs()
    {
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        QCOMPARE(m_window->tabCount(), 2);
        m_window->open(u"invoices"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_window->currentAddress(), u"home"_s);
        QTest::keyClick(m_window.get(), Qt::Key_Tab, Qt::ControlModifier);
        QCOMPARE(m_window->currentAddress(), u"invoices"_s);
        QTest::keyClick(m_window.get(), Qt::Key_W, Qt::ControlModifier);
        QCOMPARE(m_window->tabCount(), 1);
        QCOMPARE(m_window->currentAddress(), u"home"_s);
    }
    void hasNoKeyConflicts()
    {
        const auto conflicts = m_window->commands().conflicts();
        for (const KeyConflict &conflict : conflicts)
            qWarning() << conflict.first << conflict.second << conflict.keys;
        QVERIFY(conflicts.empty());
        QCOMPARE(m_window->commands().duplicates(), QStringList());
    }
    void reportsAKeyThatIsTheStartOfAChord()
    {
        CommandRegistry registry;
        registry.addGlobal({u"a"_s, {}, {}, {QKeySequence(u"G, A"_s)}});
        registry.setPage({{u"b"_s, {}, {}, {QKeySequence(Qt::Key_G)}}});
        QCOMPARE(registry.conflicts().size(), 1U);
    }
    void namesEveryWidgetThatTakesTheFocus()
    {
        for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (!(widget->focusPolicy() & Qt::TabFocus) || !widget->isVisible())
                continue;
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
            QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString::fromLatin1(widget->metaObject()->className()) + widget->objectName()));
        }
    }
    void keepsTheFoldedSideBar()
    {
        QTest::keyClick(m_window.get(), Qt::Key_B, Qt::ControlModifier);
        m_window->close();
        m_window = std::make_unique<MainWindow>(m_theme, gallery::galleryPages(), *m_settings);
        QVERIFY(m_window->sidebar().isFolded());
    }
    void changesTheThemeWhileRunning()
    {
        m_theme.setAppearance(Appearance::Light);
        const QColor light = m_window->palette().color(QPalette::Window);
        m_theme.setAppearance(Appearance::Dark);
        QTRY_VERIFY(m_window->palette().color(QPalette::Window) != light); // Qt tells the widgets a little later
        QTRY_COMPARE(page()->m_table->palette().color(QPalette::Base), m_theme.color(Token::Surface));
        QCOMPARE(qApp->palette().color(QPalette::Window), m_theme.color(Token::Window));
        m_theme.setAppearance(Appearance::Light);
    }

private:
    gallery::GalleryPage *page() const { return qobject_cast<gallery::GalleryPage *>(m_window->currentPage()); }

    QTemporaryDir m_dir;
    int m_run = 0;
    Theme m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
