// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/bank_files.h"
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/workspace/bank_import.h"
#include "core/workspace/delivery_desk.h"
#include "ui/home/home_page.h"
#include "ui/home/password_dialog.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/figure_label.h"
#include "ui/widgets/state_view.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

using namespace accord;
using namespace accord::ui;

class TestHome : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_company = std::make_unique<test::Company>();
        m_company->addPerson(u"both"_s, {u"billing"_s, u"approver"_s}); // of a small firm, with every kind of work
        auto services = m_company->as(u"operator"_s);
        QVERIFY(workspace::importBankFile(*services, test::camtOf(u"USD"_s, {{u"A1"_s, u"33.33"_s, u"thank you"_s}}),
                                          u"s"_s));
        const auto waiting = workspace::DeliveryDesk(*services).list(u"waiting"_s, 1);
        QVERIFY(waiting && !waiting->empty());
        QVERIFY(workspace::DeliveryDesk(*services).mark(waiting->front().number, u"failed"_s, u"mailbox full"_s));
        QVERIFY(m_company->workspace().setActor(u"both"_s));
        PageFactory pages;
        addHomePage(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void init() { m_host->freshTab(u"home"_s); }
    void cleanupTestCase()
    {
        m_host.reset();
        m_company.reset();
    }

    void sortsByTheMoneyAtStake()
    {
        QTRY_VERIFY(table()->model()->rowCount() > 8);
        const QAbstractItemModelTester tester(table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        qint64 before = std::numeric_limits<qint64>::max();
        QStringList kinds;
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            const QVariant stake = table()->model()->index(row, 3).data(ValueRole);
            const qint64 minor = stake.isValid() ? stake.value<Money>().minor() : -1;
            QVERIFY(minor <= before);
            before = minor;
            kinds << table()->model()->index(row, 2).data(ValueRole).value<Badge>().text;
            QVERIFY(!table()->model()->index(row, 1).data().toString().isEmpty());
        }
        for (const QString &kind : {u"Approval"_s, u"Overdue"_s, u"To bill"_s, u"Renewal"_s, u"Certificate"_s,
                                    u"PO exceeded"_s, u"On hold"_s, u"Payment"_s, u"Dunning"_s, u"Not sent"_s})
            QVERIFY2(kinds.contains(kind), qPrintable(kind));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        QVERIFY(m_host->window().commands().conflicts().empty());
    }
    void opensWhatALineIsAbout()
    {
        QTRY_VERIFY(table()->model()->rowCount() > 8);
        QSignalSpy opened(page(), &Page::openRequested);
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            table()->setCurrentIndex(table()->model()->index(row, 0));
            QTest::keyClick(table(), Qt::Key_Return);
        }
        QCOMPARE(opened.size(), table()->model()->rowCount());
        QStringList pages;
        for (const auto &call : opened)
            pages << call.front().toString().section(u'/', 0, 0);
        for (const QString &name : {u"approvals"_s, u"invoices"_s, u"billing-run"_s, u"account"_s, u"payments"_s,
                                    u"dunning"_s, u"deliveries"_s})
            QVERIFY2(pages.contains(name), qPrintable(name));
    }
    void showsOneKindByKey()
    {
        QTRY_VERIFY(table()->model()->rowCount() > 8);
        QTest::keyClick(page(), Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QCOMPARE(page()->findChild<QTabBar *>()->tabText(1), u"Approvals 3"_s);
    }
    void tellsTheMoneyAtStakeInWhatIsShown()
    {
        QTRY_VERIFY(table()->model()->rowCount() > 8);
        QSignalSpy told(page(), &Page::statusChanged);
        QTest::keyClick(page(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 1); // the entry of the bank
        QVERIFY(!told.isEmpty());
        const QString said = told.back().front().toString();
        QVERIFY2(said.startsWith(u"1 thing wants attention"_s) && said.contains(u"33.33"_s), qPrintable(said));
    }
    void showsAnApproverWhatApproversDo()
    {
        QVERIFY(m_company->workspace().setActor(u"approver"_s));
        m_host->freshTab(u"home"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        for (int row = 0; row < 3; ++row)
            QCOMPARE(table()->model()->index(row, 2).data(ValueRole).value<Badge>().text, u"Approval"_s);
        QVERIFY(m_company->workspace().setActor(u"both"_s));
    }
    void putsAnItemAsideAndBringsItBack()
    {
        QTRY_VERIFY(table()->model()->rowCount() > 8);
        const int all = table()->model()->rowCount();
        table()->setFocus();
        table()->selectRow(0);
        const QString id = table()->currentId();
        QTest::keyClick(table(), Qt::Key_X);
        QTRY_COMPARE(table()->model()->rowCount(), all - 1);
        QVERIFY(m_host->window().toasts().latest().contains(u"done"_s));
        m_host->freshTab(u"home"_s); // kept for the person, not for the page
        QTRY_COMPARE(table()->model()->rowCount(), all - 1);
        QTest::keyClick(page(), Qt::Key_9, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(table()->model()->index(0, 0).data(IdRole).toString(), id);
        table()->setFocus();
        table()->selectRow(0);
        QTest::keyClick(table(), Qt::Key_U);
        QTest::keyClick(page(), Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), all);
    }
    void saysWhyInFullOnANarrowWindow()
    {
        QTRY_VERIFY(table()->model()->rowCount() > 8);
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        for (const QSize &size : {QSize(1920, 1080), QSize(1280, 800)}) {
            m_host->window().resize(size);
            QTest::qWait(100);
            if (!folder.isEmpty()) {
                for (const auto appearance : {Appearance::Light, Appearance::Dark}) {
                    m_host->theme().setAppearance(appearance);
                    QTest::qWait(300);
                    m_host->window().grab().save(u"%1/home-%2-%3.png"_s.arg(
                        folder, QString::number(size.width()), appearance == Appearance::Light ? u"light" : u"dark"));
                }
                m_host->theme().setAppearance(Appearance::Light);
            }
        }
        // What the program says is there in full; what a person wrote may be as long as it likes.
        const QFontMetrics metrics(table()->font());
        const int margins = 2 * table()->style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 14;
        for (int row = 0; row < table()->model()->rowCount(); ++row) {
            const QString kind = table()->model()->index(row, 2).data(ValueRole).value<Badge>().text;
            if (kind == u"On hold"_s || kind == u"Not sent"_s)
                continue;
            const QString why = table()->model()->index(row, 1).data().toString();
            const int room = table()->columnWidth(1);
            QVERIFY2(metrics.horizontalAdvance(why) + margins <= room,
                     qPrintable(u"%1 in %2: %3"_s.arg(metrics.horizontalAdvance(why)).arg(room).arg(why)));
        }
        int columns = 0;
        for (int column = 0; column < table()->model()->columnCount(); ++column)
            columns += table()->isColumnHidden(column) ? 0 : table()->columnWidth(column);
        QVERIFY2(columns <= table()->viewport()->width(), qPrintable(QString::number(columns)));
        m_host->window().resize(1440, 900);
    }
    void explainsItsThreeFigures()
    {
        QTRY_VERIFY(table()->model()->rowCount() > 8);
        const auto figures = page()->findChildren<FigureLabel *>();
        QCOMPARE(figures.size(), 3);
        for (auto *figure : figures) {
            QVERIFY2(figure->figure().startsWith(u"USD"_s), qPrintable(figure->accessibleName()));
            figure->setFocus();
            QTest::keyClick(figure, Qt::Key_E);
            auto *tree = static_cast<DerivationTree *>(page()->inspector());
            QVERIFY(tree->model().asText().contains(figure->figure().section(QChar(QChar::Nbsp), 1)));
        }
    }
    void saysThatNothingWantsAttention()
    {
        QTemporaryDir folder;
        const auto empty = workspace::Workspace::create(folder.filePath(u"empty.accord"_s), u"Empty"_s,
                                                        Currency::fromCode(u"EUR"_s).value(), u"DE"_s);
        QVERIFY(empty);
        HomePage home(**empty);
        home.resize(900, 700);
        home.show();
        bool said = false;
        const auto saysIt = [&] {
            for (const auto *state : home.findChildren<EmptyState *>())
                said = said || state->sentence() == u"Nothing wants your attention."_s;
            return said;
        };
        QTRY_VERIFY(saysIt());
    }

    void thePasswordOfAServerIsNotSeen()
    {
        auto *dialog = new PasswordDialog(u"db.example/firm"_s,
                                          u"The server refuses: password authentication failed."_s, &m_host->window());
        dialog->open();
        QCOMPARE(dialog->password()->echoMode(), QLineEdit::Password);
        QVERIFY(!dialog->button()->isEnabled());
        QVERIFY(dialog->remember()->isChecked());
        dialog->password()->setText(u"secret"_s);
        if (const QString folder = qEnvironmentVariable("ACCORD_PICTURES"); !folder.isEmpty()) {
            QTest::qWait(200);
            dialog->grab().save(folder + u"/password.png"_s);
        }
        QSignalSpy answered(dialog, &PasswordDialog::answered);
        dialog->remember()->setChecked(false);
        dialog->button()->click();
        QCOMPARE(answered.count(), 1);
        QCOMPARE(answered.front(), (QVariantList{u"secret"_s, false}));
    }

private:
    Page *page() const { return m_host->window().currentPage(); }
    TableView *table() const { return page()->findChild<TableView *>(); }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;
};

QTEST_MAIN(TestHome)
#include "tst_home.moc"
