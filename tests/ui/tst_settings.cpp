// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "ui/settings/appearance_settings.h"
#include "ui/settings/database_section.h"
#include "ui/settings/number_section.h"
#include "ui/settings/people_section.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_pages.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        QVERIFY(m_company->workspace().setActor(u"admin"_s));
        m_previewed.store(0);
        m_theme = std::make_unique<Theme>();
        PageFactory pages;
        addSettingsPages(pages, m_company->workspace(), *m_theme, [this](const billing::IssuingEntity &) {
            ++m_previewed;
            return QByteArray();
        });
        m_host = std::make_unique<test::PageHost>(std::move(pages));
        m_host->freshTab(u"settings"_s);
    }
    void cleanup()
    {
        m_host.reset();
        m_theme.reset();
        m_company.reset();
    }

    void namesEveryControlOfEverySection()
    {
        for (int section = 0; section < 5; ++section) {
            QTest::keyClick(page(), Qt::Key(Qt::Key_1 + section), Qt::ControlModifier);
            QTest::qWait(60);
            QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        }
        QVERIFY(m_host->window().commands().conflicts().empty());
        QCOMPARE(m_host->window().commands().duplicates(), QStringList());
    }
    void beginsASeriesElsewhereAndReservesNumbers()
    {
        m_host->freshTab(u"settings/numbers"_s);
        auto *section = page()->findChild<NumberSection *>();
        QVERIFY(section);
        QTRY_VERIFY(section->table()->model()->rowCount() >= 2);
        QTRY_VERIFY(section->first()->isEnabled());
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        section->year()->setText(u"2027"_s);
        section->first()->setText(u"many"_s);
        section->begin();
        QVERIFY(section->note().contains(u"many"_s));
        section->first()->setText(u"4711"_s);
        section->begin();
        QTRY_VERIFY2(section->note().contains(u"no reason"_s), qPrintable(section->note()));
        section->reason()->setText(u"The system before ended with 4710"_s);
        section->begin();
        const auto cell = [&](const QString &text) {
            const auto *model = section->table()->model();
            for (int row = 0; row < model->rowCount(); ++row) {
                for (int column = 0; column < model->columnCount(); ++column) {
                    if (model->index(row, column).data().toString() == text)
                        return true;
                }
            }
            return false;
        };
        QTRY_VERIFY(cell(u"INV-2027-004711"_s));
        section->year()->setText(u"2027"_s);
        section->first()->setText(u"4711"_s);
        section->last()->setText(u"4720"_s);
        section->reason()->setText(u"Written by hand"_s);
        section->reserve();
        QTRY_VERIFY(cell(u"INV-2027-004721"_s));
        QVERIFY(cell(u"4711 to 4720"_s));
        if (const QString folder = qEnvironmentVariable("ACCORD_PICTURES"); !folder.isEmpty()) {
            QTest::qWait(300);
            m_host->window().grab().save(folder + u"/numbers.png"_s);
        }
    }
    void savesTheCompanyWithItsRecord()
    {
        QLineEdit *name = field(u"Legal name"_s);
        QVERIFY(name);
        QTRY_COMPARE(name->text(), u"Meridian Cloud Inc."_s);
        const int before = m_previewed;
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"Meridian Cloud Holding Inc."_s);
        QTRY_VERIFY(m_previewed > before); // the preview follows what is typed
        QTest::keyClick(name, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(m_host->window().toasts().latest().startsWith(u"Meridian Cloud Holding Inc. is saved."_s));
        auto services = m_company->as(u"admin"_s);
        const auto entities = services->seller().entities();
        QCOMPARE(entities->front().legalName, u"Meridian Cloud Holding Inc."_s);
        const auto history = storage::AuditSql(services->session())
                                 .historyOf(u"issuing_entity"_s, entities->front().id.toString(), 0, 5);
        QCOMPARE(history->size(), 1U);
        QCOMPARE(history->front().entry.body.value(u"name_before"_s).toString(), u"Meridian Cloud Inc."_s);
    }
    void saysWhoMayChangeTheCompany()
    {
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host->freshTab(u"settings/company"_s);
        QLineEdit *name = field(u"Legal name"_s);
        QTRY_COMPARE(name->text(), u"Meridian Cloud Inc."_s);
        QVERIFY(name->isReadOnly());
        QTest::keyClick(name, Qt::Key_S, Qt::ControlModifier);
        QVERIFY(m_host->window().toasts().latest().contains(u"Administrator"_s));
    }
    void changesTheAppearanceAtOnceAndKeepsIt()
    {
        QTemporaryDir folder;
        QSettings settings(folder.filePath(u"a.ini"_s), QSettings::IniFormat);
        keepAppearance(*m_theme, settings);
        m_host->freshTab(u"settings/appearance"_s);
        QComboBox *scheme = nullptr;
        for (auto *box : page()->findChildren<QComboBox *>()) {
            if (box->findText(u"Dark"_s) >= 0)
                scheme = box;
        }
        QVERIFY(scheme);
        scheme->setFocus();
        QTest::keyClick(scheme, Qt::Key_End);
        QCOMPARE(m_theme->appearance(), Appearance::Dark);
        m_theme->setZoom(120);
        Theme again;
        keepAppearance(again, settings);
        QCOMPARE(again.appearance(), Appearance::Dark);
        QCOMPARE(again.zoom(), 120);
    }
    void givesARole()
    {
        m_host->freshTab(u"settings/people"_s);
        auto *table = page()->findChild<PeopleSection *>()->findChild<TableView *>();
        QTRY_VERIFY(table->model()->rowCount() >= 7);
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        table->selectId(u"ito"_s);
        QCheckBox *approver = nullptr;
        for (auto *box : page()->findChildren<QCheckBox *>()) {
            if (box->text() == u"Approver"_s)
                approver = box;
        }
        QVERIFY(approver && !approver->isChecked());
        approver->setFocus();
        QTest::keyClick(approver, Qt::Key_Space);
        QTest::keyClick(approver, Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(m_company->as(u"admin"_s)->seller().user(u"ito"_s)->roles.contains(u"approver"_s));
    }
    void verifiesAndBacksUp()
    {
        m_host->freshTab(u"settings/database"_s);
        auto *section = page()->findChild<DatabaseSection *>();
        section->verify();
        auto *table = section->findChild<TableView *>();
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 10, 10000);
        const QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        for (int row = 0; row < table->model()->rowCount(); ++row)
            QVERIFY2(table->model()->index(row, 1).data().toString() == u"Holds"_s,
                     qPrintable(table->model()->index(row, 0).data().toString()));
        for (const Command &command : page()->commands()) { // the command means the same section
            if (command.id == u"settings.verify"_s) {
                QVERIFY(command.refusal().isEmpty());
                command.run();
            }
        }
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 10, 10000);
        QTemporaryDir folder;
        const QString copy = folder.filePath(u"copy.accord"_s);
        section->backUp(copy);
        QTRY_VERIFY(m_host->window().toasts().latest().contains(u"copy.accord"_s));
        QVERIFY(workspace::Workspace::open(copy));
    }

private:
    Page *page() const { return m_host->window().currentPage(); }
    QLineEdit *field(const QString &name) const
    {
        for (auto *edit : page()->findChildren<QLineEdit *>()) {
            QAccessibleInterface *face = QAccessible::queryAccessibleInterface(edit);
            if (face && face->text(QAccessible::Name).remove(u'&') == name)
                return edit;
        }
        return nullptr;
    }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::PageHost> m_host;
    std::atomic<int> m_previewed = 0;
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
