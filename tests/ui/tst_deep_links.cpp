// SPDX-License-Identifier: GPL-3.0-or-later
// Links lead to what was shown when they were copied, and nowhere else, whoever made them.
#include "tests/support/company.h"
#include "ui/billing/explain_panel.h"
#include "ui/console/console.h"
#include "ui/console/deep_links.h"
#include "ui/shell/deep_link.h"
#include "ui/shell/main_window.h"
#include "ui/style/theme.h"

#include <QtCore/QRegularExpression>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtGui/QClipboard>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

using namespace accord;
using namespace accord::ui;

class TestDeepLinks : public QObject
{
    Q_OBJECT

    const QTemporaryDir m_folder;
    const QUuid m_someCompany = QUuid(u"01900000-0000-7000-8000-000000000001"_s);
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;

    DeepLinks &links() { return *m_window->findChild<DeepLinks *>(); }
    QString shown() { return links().toShown(); }
    void openWindow()
    {
        m_window = makeConsole(*m_theme, m_company->workspace(), *m_settings);
        m_window->open(u"home"_s);
        m_window->show();
        QTRY_VERIFY(!shown().isEmpty()); // the company has been read
    }
    QString newestToast()
    {
        QStringList said;
        for (const QLabel *label : m_window->toasts().findChildren<QLabel *>())
            said << label->text();
        return said.join(u' ');
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_company = std::make_unique<test::Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_theme = std::make_unique<Theme>();
        m_theme->install(*qApp);
    }
    void init()
    {
        static int run = 0;
        m_settings = std::make_unique<QSettings>(m_folder.filePath(u"%1.ini"_s.arg(++run)), QSettings::IniFormat);
    }
    void cleanup() { m_window.reset(); }

    void textAndLinkSayTheSame()
    {
        const DeepLink link{m_someCompany,
                            u"contract/C-2024 17/ä"_s,
                            {{u"tab"_s, 2.0}, {u"view"_s, QVariantMap{{u"text"_s, u"a&b=c#d?e%20"_s}}}}};
        const auto read = DeepLink::fromText(link.text());
        QVERIFY(read);
        QCOMPARE(*read, link);
        QVERIFY(!link.text().contains(u' '));
    }
    void leavesOutAStateThatIsTooLong()
    {
        const DeepLink link{m_someCompany, u"invoices"_s, {{u"text"_s, QString(5000, u'x')}}};
        QCOMPARE(link.text(), u"accord://01900000-0000-7000-8000-000000000001/invoices"_s);
    }
    void refusesWhatIsNoLink_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("error");
        const QString company = u"accord://01900000-0000-7000-8000-000000000001"_s;
        QTest::newRow("another scheme") << u"https://01900000-0000-7000-8000-000000000001/invoices"_s << "link.no_link";
        QTest::newRow("a script") << u"javascript:alert(1)"_s << "link.no_link";
        QTest::newRow("no company") << u"accord:///invoices"_s << "link.no_link";
        QTest::newRow("a name for the company") << u"accord://acme/invoices"_s << "link.no_link";
        QTest::newRow("with a password") << u"accord://a:b@01900000-0000-7000-8000-000000000001/invoices"_s
                                         << "link.no_link";
        QTest::newRow("a port") << company + u":80/invoices"_s << "link.no_link";
        QTest::newRow("a fragment") << company + u"/invoices#top"_s << "link.no_link";
        QTest::newRow("no page") << company << "link.address";
        QTest::newRow("a page upwards") << company + u"/account/../settings"_s << "link.address";
        QTest::newRow("a page upwards, hidden") << company + u"/account/%2E%2E/settings"_s << "link.address";
        QTest::newRow("a backslash") << company + u"/account%5Cx"_s << "link.address";
        QTest::newRow("an empty part") << company + u"/account//x"_s << "link.address";
        QTest::newRow("a line end") << company + u"/account/a%0Ab"_s << "link.address";
        QTest::newRow("a text direction") << company + u"/account/a%E2%80%AEb"_s << "link.address";
        QTest::newRow("a long address") << company + u"/account/"_s + QString(300, u'a') << "link.address";
        QTest::newRow("a long link") << company + u"/account/"_s + QString(5000, u'a') << "link.too_long";
        QTest::newRow("another parameter") << company + u"/invoices?run=approve"_s << "link.view";
        QTest::newRow("two parameters") << company + u"/invoices?view=%7B%7D&view=%7B%7D"_s << "link.view";
        QTest::newRow("no JSON") << company + u"/invoices?view=%7B"_s << "link.view";
        QTest::newRow("an array") << company + u"/invoices?view=%5B%5D"_s << "link.view";
        QTest::newRow("too deep") << company + u"/invoices?view=%7B%22a%22%3A%5B%5B%5B%5B1%5D%5D%5D%5D%7D"_s
                                  << "link.view";
        QTest::newRow("too many values") << company + u"/invoices?view=%7B%22a%22%3A%5B"_s
                                                + QStringList(250, u"1"_s).join(u',') + u"%5D%7D"_s
                                         << "link.view";
        QTest::newRow("a line end in a value")
            << company + u"/invoices?view=%7B%22a%22%3A%22x%5Cny%22%7D"_s << "link.view";
    }
    void refusesWhatIsNoLink()
    {
        QFETCH(QString, text);
        const auto link = DeepLink::fromText(text);
        QVERIFY(!link);
        QTEST(link.error().id, "error");
    }
    void leadsBackToFilterRowAndFigure()
    {
        openWindow();
        m_window->open(u"invoices"_s);
        auto *figures = [this]() -> QComboBox * {
            auto *panel = m_window->findChild<ExplainPanel *>();
            return panel ? panel->figures() : nullptr;
        }();
        QVERIFY(figures);
        QTRY_VERIFY(figures->count() > 2);
        figures->setCurrentIndex(2);
        const QString figure = figures->currentText();
        const QVariantMap state = m_window->currentPage()->state();
        QVERIFY(!state.value(u"current"_s).toString().isEmpty());

        QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        const QString link = QGuiApplication::clipboard()->text();
        QVERIFY2(link.startsWith(u"accord://"_s), qPrintable(link));
        m_window->open(u"home"_s);
        const int tabs = m_window->tabCount();
        links().follow(link);
        QCOMPARE(m_window->tabCount(), tabs + 1);
        QCOMPARE(m_window->currentAddress(), u"invoices"_s);
        QTRY_COMPARE(m_window->currentPage()->state().value(u"current"_s), state.value(u"current"_s));
        QTRY_COMPARE(m_window->findChild<ExplainPanel *>()->figures()->currentText(), figure);
    }
    void thePaletteFollowsAPastedLink()
    {
        openWindow();
        m_window->open(u"receivables"_s);
        const QString link = shown();
        m_window->open(u"home"_s);
        m_window->openPalette();
        auto *field = m_window->commandPalette().findChild<QLineEdit *>();
        field->setText(link);
        QTRY_VERIFY(m_window->commandPalette().shownTitles().contains(u"Open the link"_s));
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(m_window->currentAddress(), u"receivables"_s);
    }
    void saysWhyALinkIsNotFollowed()
    {
        openWindow();
        const QString own = shown();
        links().follow(DeepLink{m_someCompany, u"invoices"_s}.text());
        QVERIFY2(newestToast().contains(u"another company"_s), qPrintable(newestToast()));
        links().follow(QString(own).replace(QRegularExpression(u"/home.*"_s), u"/no-such-page"_s));
        QVERIFY2(newestToast().contains(u"There is no page “no-such-page”"_s), qPrintable(newestToast()));
        QCOMPARE(m_window->currentAddress(), u"home"_s);
    }
    void aLinkThatComesTooEarlyWaits()
    {
        openWindow();
        m_window->open(u"dunning"_s);
        const QString link = shown();
        m_window = makeConsole(*m_theme, m_company->workspace(), *m_settings);
        m_window->open(u"home"_s);
        followLink(*m_window, link);
        QTRY_COMPARE(m_window->currentAddress(), u"dunning"_s);
    }
    void theCompanyIsFoundAgainOnThisMachine()
    {
        openWindow();
        const auto place = DeepLinks::placeOf(shown(), *m_settings);
        QVERIFY(place);
        QCOMPARE(*place, m_company->workspace().path());
        const auto unknown = DeepLinks::placeOf(DeepLink{m_someCompany, u"home"_s}.text(), *m_settings);
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().id, u"link.company_unknown"_s);
    }
    /// Every page is opened with records and states that no page ever made.
    void everyPageSurvivesAMadeUpLink()
    {
        openWindow();
        const QStringList records{QString(), u"/x' OR 1=1 --"_s, u"/ffffffff-ffff-ffff-ffff-ffffffffffff"_s,
                                  u"/99999999999999999999"_s, u"/<img src=x>/a/b/c"_s};
        const QString wild = u"<b>%s"_s;
        const QVariantList wildList{wild, -1.0, true};
        QVariantMap state;
        for (const QString &key : {u"tab"_s, u"current"_s, u"view"_s, u"month"_s, u"issue_date"_s, u"section"_s,
                                   u"account"_s, u"day"_s, u"figure"_s})
            state.insert(key, wild);
        QVariantMap numbers, nested;
        for (auto one = state.cbegin(); one != state.cend(); ++one) {
            numbers.insert(one.key(), -2147483648.0);
            nested.insert(one.key(), QVariantMap{{u"sort"_s, wild},
                                                 {u"then"_s, wildList},
                                                 {u"group"_s, wild},
                                                 {u"columns"_s, wildList},
                                                 {u"filters"_s, QVariantMap{{wild, wild}}}});
        }
        QSettings settings(m_folder.filePath(u"pages.ini"_s), QSettings::IniFormat);
        const PageFactory pages = consolePages(m_company->workspace(), *m_theme, settings);
        for (const PageInfo &page : pages.pages()) {
            for (const QString &record : records) {
                for (const QVariantMap &one : {state, numbers, nested}) {
                    QVERIFY2(m_window->openAt(page.name + record, one), qPrintable(page.name));
                    QTest::qWait(20);
                    m_window->closeTab();
                }
            }
        }
        QCOMPARE(m_window->currentAddress(), u"home"_s);
    }
};

QTEST_MAIN(TestDeepLinks)
#include "tst_deep_links.moc"
