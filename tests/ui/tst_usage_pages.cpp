// SPDX-License-Identifier: GPL-3.0-or-later
// Usage that is not counted yet and its cures, and the meters: the pages on a company of their own.
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/storage/usage_import_sql.h"
#include "core/storage/usage_queries_sql.h"
#include "ui/forms/field_dialog.h"
#include "ui/usage/meters_page.h"
#include "ui/usage/usage_page.h"
#include "ui/usage/usage_pages.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QBuffer>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;

class TestUsagePages : public QObject
{
    Q_OBJECT

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;

    template<typename PageType> PageType *page(const QString &name)
    {
        m_host->window().activateWindow(); // offscreen has no window manager to do it after a dialog
        if (!QTest::qWaitForWindowActive(&m_host->window()))
            return nullptr;
        m_host->freshTab(name);
        return qobject_cast<PageType *>(m_host->window().currentPage());
    }
    void picture(const QString &name, QWidget *widget = nullptr)
    {
        if (!qEnvironmentVariableIsSet("ACCORD_PICTURES"))
            return;
        for (const auto &[appearance, suffix] :
             {std::pair(Appearance::Light, u"light"_s), std::pair(Appearance::Dark, u"dark"_s)}) {
            m_host->theme().setAppearance(appearance);
            QTest::qWait(50);
            (widget ? widget : &m_host->window())
                ->grab()
                .save(u"%1/%2-%3.png"_s.arg(qEnvironmentVariable("ACCORD_PICTURES"), name, suffix));
        }
        m_host->theme().setAppearance(Appearance::Light);
    }
    void import(QByteArray rows)
    {
        rows.prepend("date,account,location,meter,quantity\n");
        QBuffer file(&rows);
        file.open(QIODevice::ReadOnly);
        usage::Problems problems;
        auto services = m_company->as(u"operator"_s);
        QVERIFY(storage::UsageImportSql(services->session(), services->clock())
                    .import(file, {u"usage"_s, u"june.csv"_s, u"operator"_s}, problems));
    }
    static void answer(FieldDialog *dialog, const QString &key, const QString &value)
    {
        QVERIFY(dialog->editors().contains(key));
        dialog->setAnswer(key, value);
    }
    std::optional<Command> command(Page *page, const QString &id)
    {
        for (const Command &one : page->commands()) {
            if (one.id == id)
                return one;
        }
        return std::nullopt;
    }

private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        PageFactory pages;
        addUsagePages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void saysWhichAccountAForeignCodeIs()
    {
        import("2026-06-03,CRM-77,,api_calls,5\n");
        auto *usage = page<UsagePage>(u"usage"_s);
        QVERIFY(usage);
        QTRY_COMPARE(usage->quarantine()->model()->rowCount(), 1);
        usage->quarantine()->selectFirst();
        QTRY_VERIFY(command(usage, u"usage.map"_s)->reasonAgainst().isEmpty());
        QCOMPARE(command(usage, u"usage.new_meter"_s)->reasonAgainst(), u"It is not a meter that is missing."_s);
        picture(u"usage_waiting"_s);
        command(usage, u"usage.map"_s)->run();
        QTRY_VERIFY(usage->dialog());
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        picture(u"usage_map"_s, usage->dialog());
        answer(usage->dialog(), u"reference"_s, u"A-9999"_s);
        usage->dialog()->button()->click();
        QTRY_COMPARE(usage->dialog()->note(),
                     u"There is no account A-9999. Nothing was changed. Use its number, its exact name or its id."_s);
        answer(usage->dialog(), u"reference"_s, u"A-0008"_s);
        usage->dialog()->button()->click();
        QTRY_COMPARE(usage->quarantine()->model()->rowCount(), 0);
        QTRY_VERIFY(!usage->dialog());

        auto *meters = page<MetersPage>(u"meters"_s);
        QVERIFY(meters);
        QTRY_COMPARE(meters->codes()->model()->rowCount(), 1);
        QCOMPARE(meters->codes()->model()->index(0, 0).data().toString(), u"CRM-77"_s);
        QCOMPARE(meters->codes()->model()->index(0, 2).data().toString(), u"A-0008"_s);
        picture(u"meters"_s);
        meters->codes()->selectFirst();
        QTRY_VERIFY(command(meters, u"meters.take_back"_s)->reasonAgainst().isEmpty());
        command(meters, u"meters.take_back"_s)->run();
        QTRY_COMPARE(meters->codes()->model()->rowCount(), 0);
    }

    void mapsAnUnknownMeterToOneThatIsThere()
    {
        import("2026-06-03,A-0008,,Storage/GB,5\n");
        auto *usage = page<UsagePage>(u"usage"_s);
        QTRY_COMPARE(usage->quarantine()->model()->rowCount(), 1);
        usage->quarantine()->selectFirst();
        QTRY_VERIFY(command(usage, u"usage.map"_s)->reasonAgainst().isEmpty());
        command(usage, u"usage.map"_s)->run();
        QTRY_VERIFY(usage->dialog());
        auto *choice = qobject_cast<QComboBox *>(usage->dialog()->editors().value(u"reference"_s));
        QVERIFY(choice);
        QCOMPARE(choice->count(), 2);
        answer(usage->dialog(), u"reference"_s, u"storage_gb"_s);
        usage->dialog()->button()->click();
        QTRY_COMPARE(usage->quarantine()->model()->rowCount(), 0);
    }

    void makesTheMeterThatIsMissing()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        import("2026-06-03,A-0008,,GPU/Hours,5\n2026-06-04,A-0008,,GPU/Hours,7\n");
        auto *usage = page<UsagePage>(u"usage"_s);
        QTRY_COMPARE(usage->quarantine()->model()->rowCount(), 1);
        usage->quarantine()->selectFirst();
        QTRY_VERIFY2(command(usage, u"usage.new_meter"_s)->reasonAgainst().isEmpty(),
                     qPrintable(command(usage, u"usage.new_meter"_s)->reasonAgainst()));
        command(usage, u"usage.new_meter"_s)->run();
        QTRY_VERIFY(usage->dialog());
        picture(u"usage_new_meter"_s, usage->dialog());
        usage->dialog()->button()->click();
        QTRY_COMPARE(
            usage->dialog()->note(),
            u"The meter gpu_hours has no name or no unit. Nothing was changed. Say what it is called and counted in."_s);
        answer(usage->dialog(), u"unit"_s, u"hours"_s);
        answer(usage->dialog(), u"aggregation"_s, u"max"_s);
        usage->dialog()->button()->click();
        QTRY_COMPARE(usage->quarantine()->model()->rowCount(), 0);
        auto *meters = page<MetersPage>(u"meters"_s);
        QTRY_COMPARE(meters->meters()->model()->rowCount(), 3);
        const auto *model = meters->meters()->model();
        QCOMPARE(model->index(1, 0).data().toString(), u"gpu_hours"_s);
        QCOMPARE(model->index(1, 3).data().toString(), u"the highest reading"_s);
        QCOMPARE(model->index(1, 5).data().toString(), u"1"_s);
        QCOMPARE(model->index(1, 6).data().toString(), u"04 Jun 2026"_s);
    }

    void addsAndChangesAMeter()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        auto *meters = page<MetersPage>(u"meters"_s);
        QTRY_COMPARE(meters->meters()->model()->rowCount(), 2);
        const QAbstractItemModelTester tester(meters->meters()->model());
        QTRY_VERIFY(command(meters, u"meters.new"_s)->reasonAgainst().isEmpty());
        command(meters, u"meters.new"_s)->run();
        QTRY_VERIFY(meters->dialog());
        const std::pair<QString, QString> wishes[]{
            {u"code"_s, u"api_calls"_s}, {u"name"_s, u"Seats"_s}, {u"unit"_s, u"seats"_s}};
        for (const auto &[key, value] : wishes)
            answer(meters->dialog(), key, value);
        meters->dialog()->button()->click();
        QTRY_VERIFY(meters->dialog()->note().contains(u"There is a meter api_calls already."_s));
        answer(meters->dialog(), u"code"_s, u"seats"_s);
        meters->dialog()->button()->click();
        QTRY_COMPARE(meters->meters()->model()->rowCount(), 3);
        meters->meters()->selectId(u"seats"_s);
        QTRY_VERIFY(command(meters, u"meters.change"_s)->reasonAgainst().isEmpty());
        command(meters, u"meters.change"_s)->run();
        QTRY_VERIFY(meters->dialog());
        answer(meters->dialog(), u"name"_s, u"Chairs"_s);
        meters->dialog()->button()->click();
        QTRY_COMPARE(meters->meters()->model()->index(1, 1).data().toString(), u"Chairs"_s);
    }

    void whoMayNotSeesWhy()
    {
        QVERIFY(m_company->workspace().setActor(u"ito"_s));
        auto *meters = page<MetersPage>(u"meters"_s);
        QTRY_COMPARE(meters->meters()->model()->rowCount(), 2);
        QTRY_VERIFY(!command(meters, u"meters.new"_s)->reasonAgainst().isEmpty());
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        QVERIFY(m_host->window().commands().conflicts().empty());
        import("2026-06-03,CRM-77,,api_calls,5\n");
        auto *usage = page<UsagePage>(u"usage"_s);
        QTRY_VERIFY(!command(usage, u"usage.map"_s)->reasonAgainst().isEmpty());
        QCOMPARE(usage->quarantine()->model()->rowCount(), 0); // nor see what waits
    }
};
QTEST_MAIN(TestUsagePages)
#include "tst_usage_pages.moc"
