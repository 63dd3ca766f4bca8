// SPDX-License-Identifier: GPL-3.0-or-later
// Nobody sees a company, or works under another name, without the proof that was asked for.
#include "core/workspace/sign_in.h"
#include "tests/support/company.h"
#include "ui/console/console.h"
#include "ui/console/idle_lock.h"
#include "ui/console/lock_window.h"
#include "ui/settings/passphrase_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/style/theme.h"

#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;

class TestLock : public QObject
{
    Q_OBJECT

    const QString m_passphrase = u"quiet otter paints doors"_s;
    const QTemporaryDir m_folder;
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    workspace::Workspace &company() { return m_company->workspace(); }
    IdleLock *lock() { return m_window->findChild<IdleLock *>(); }
    void giveApproverAPassphrase()
    {
        QVERIFY(workspace::setPassphrase(*m_company->as(u"approver"_s), {}, m_passphrase));
    }
    void enter(const QString &passphrase)
    {
        lock()->lockWindow()->passphrase()->setText(passphrase);
        QTest::keyClick(lock()->lockWindow()->passphrase(), Qt::Key_Return);
    }
    void keepPicture(const QString &name, QWidget *of)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(200); // until everything has its place
        of->grab().save(u"%1/lock-%2.png"_s.arg(folder, name));
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        QVERIFY(company().setActor(u"approver"_s));
        m_theme = std::make_unique<Theme>();
        m_theme->install(*qApp);
        m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        m_settings->clear();
        m_window = makeConsole(*m_theme, company(), *m_settings);
        m_window->resize(1280, 800);
    }
    void cleanup()
    {
        m_window.reset();
        m_settings.reset();
        m_theme.reset();
        m_company.reset();
    }

    void opensAtOnceWithoutAPassphrase()
    {
        showConsole(*m_window, company());
        QVERIFY(m_window->isVisible() && !lock()->isLocked());
    }
    void showsNothingBeforeThePassphrase()
    {
        giveApproverAPassphrase();
        showConsole(*m_window, company());
        QVERIFY(!m_window->isVisible() && lock()->isLocked());
        QTRY_VERIFY(lock()->lockWindow()->passphrase()->isEnabled());
        QCOMPARE(lock()->lockWindow()->person()->currentText(), u"Adrian Weiss"_s);
        enter(u"not that one at all"_s);
        QTRY_VERIFY(lock()->lockWindow()->note().contains(u"passphrase"_s));
        QVERIFY(!m_window->isVisible());
        keepPicture(u"refused"_s, lock()->lockWindow());
        m_theme->setAppearance(Appearance::Dark);
        keepPicture(u"refused-dark"_s, lock()->lockWindow());
        m_theme->setAppearance(Appearance::Light);
        QTRY_VERIFY(lock()->lockWindow()->signInButton()->isEnabled());
        enter(m_passphrase);
        QTRY_VERIFY(!lock()->isLocked());
        QVERIFY(m_window->isVisible());
        QCOMPARE(company().actor(), u"approver"_s);
    }
    void letsSomebodyElseSignInInstead()
    {
        giveApproverAPassphrase();
        showConsole(*m_window, company());
        auto *people = lock()->lockWindow()->person();
        QTRY_VERIFY(people->findData(u"operator"_s) >= 0);
        people->setCurrentIndex(people->findData(u"operator"_s));
        QVERIFY(!lock()->lockWindow()->passphrase()->isEnabled());
        lock()->lockWindow()->signInButton()->click();
        QTRY_VERIFY(m_window->isVisible());
        QCOMPARE(company().actor(), u"operator"_s);
    }
    void asksBeforeWorkingAsSomebodyWithAPassphrase()
    {
        QVERIFY(company().setActor(u"operator"_s));
        giveApproverAPassphrase();
        showConsole(*m_window, company());
        lock()->lockIfAsked(u"approver"_s);
        QTRY_VERIFY(lock()->isLocked());
        QCOMPARE(company().actor(), u"operator"_s); // not before the proof
        QTRY_VERIFY(lock()->lockWindow()->passphrase()->isEnabled());
        enter(m_passphrase);
        QTRY_COMPARE(company().actor(), u"approver"_s);
    }
    void hidesDialogsWhileLocked()
    {
        giveApproverAPassphrase();
        m_window->show();
        auto *dialog = new PassphraseDialog(company(), 15, m_window.get());
        dialog->open();
        keepPicture(u"passphrase"_s, dialog);
        lock()->lock(u"approver"_s);
        QVERIFY(!dialog->isVisible() && !m_window->isVisible());
        QTRY_VERIFY(lock()->lockWindow()->passphrase()->isEnabled());
        enter(m_passphrase);
        QTRY_VERIFY(!lock()->isLocked());
        QVERIFY(dialog->isVisible() && m_window->isVisible());
    }
    void choosesAPassphraseInTheWindow()
    {
        m_window->show();
        PassphraseDialog dialog(company(), 15);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        int minutes = 0;
        connect(&dialog, &PassphraseDialog::minutesChosen, this, [&](int chosen) { minutes = chosen; });
        dialog.show();
        dialog.next()->setText(m_passphrase);
        dialog.again()->setText(u"quiet otter paints walls"_s);
        dialog.saveButton()->click();
        QVERIFY(dialog.note().contains(u"differ"_s));
        dialog.again()->setText(m_passphrase);
        dialog.minutes()->setCurrentIndex(dialog.minutes()->findData(5));
        dialog.saveButton()->click();
        QTRY_VERIFY(!dialog.isVisible());
        QCOMPARE(minutes, 5);
        QVERIFY(workspace::asksForPassphrase(*m_company->as(u"admin"_s), u"approver"_s).value());
    }
    void locksByItself()
    {
        giveApproverAPassphrase();
        m_window->show();
        QCOMPARE(lock()->minutes(), IdleLock::usualMinutes);
        lock()->setMinutes(5);
        QCOMPARE(m_settings->value(u"lock/minutes"_s).toInt(), 5);
        lock()->timePassed();
        QTRY_VERIFY(lock()->isLocked());
    }
};

QTEST_MAIN(TestLock)
#include "tst_lock.moc"
