// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/gallery_page.h"

#include "ui/errors/error_words.h"
#include "ui/style/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/toasts.h"

#include <QtGui/QClipboard>
#include <QtGui/QHelpEvent>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolTip>

using namespace accord;
using namespace accord::ui;
using Model = PagedTableModel<gallery::GalleryRow>;

class TestWidgets : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        m_theme.install(*qApp);
    }

    void showsCustomerTextAsItIs()
    {
        const QString evil = u"<img src='/usr/share/pixmaps/debian-logo.png' width=300>"_s;
        Label label(evil);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), evil);
        setPlainToolTip(&label, evil);
        QVERIFY(!label.toolTip().contains(u"<img"_s));
    }

    void severalToastsAreReadAtOnce()
    {
        QWidget window;
        window.resize(900, 700);
        ToastStack toasts(&window);
        window.show();
        toasts.post({u"The first message."_s, Tone::Good});
        toasts.post({u"The second message."_s, Tone::Good});
        QTest::qWait(50); // the layout settles
        const auto labels = toasts.findChildren<Label *>();
        QCOMPARE(labels.size(), 2);
        for (const Label *label : labels)
            QVERIFY2(label->height() >= label->fontMetrics().height(), qPrintable(label->text()));
    }

    void toastsNeverCoverThePanelBesideThem()
    {
        QWidget window;
        window.resize(1200, 700);
        QWidget panel(&window);
        panel.setGeometry(900, 0, 300, 700);
        ToastStack toasts(&window);
        toasts.keepClearOf(&panel);
        window.show();
        toasts.post({u"Done."_s, Tone::Good});
        QVERIFY(!toasts.geometry().intersects(panel.geometry()));
        panel.setGeometry(800, 0, 400, 700); // made wider by hand
        QTRY_VERIFY(!toasts.geometry().intersects(panel.geometry()));
        panel.hide();
        QTRY_VERIFY(toasts.geometry().right() > 1100);
    }

    void aLabelFollowsTheAppearance()
    {
        QWidget window;
        Label shown(u"shown"_s, TextRole::Body, Token::Text, &window);
        window.show();
        m_theme.setAppearance(Appearance::Dark);
        QCoreApplication::processEvents();
        const QColor dark = shown.palette().color(QPalette::WindowText);
        const QColor wanted = m_theme.color(Token::Text);
        m_theme.setAppearance(Appearance::Light);
        QCoreApplication::processEvents();
        QCOMPARE(dark, wanted);
        QCOMPARE(shown.palette().color(QPalette::WindowText), m_theme.color(Token::Text));
        QVERIFY(dark != m_theme.color(Token::Text));
    }

    void formatsExactly_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("grouped") << QVariant::fromValue(gallery::usd(1234567890)) << u"12,345,678.90"_s;
        QTest::newRow("negative with U+2212") << QVariant::fromValue(gallery::usd(-50)) << u"\u22120.50"_s;
        QTest::newRow("largest") << QVariant::fromValue(gallery::usd(9223372036854775807))
                                 << u"92,233,720,368,547,758.07"_s;
        QTest::newRow("missing is not zero") << QVariant() << u"\u2014"_s;
        QTest::newRow("zero") << QVariant::fromValue(gallery::usd(0)) << u"0.00"_s;
        QTest::newRow("date") << QVariant(QDate(2026, 10, 4)) << u"04 Oct 2026"_s;
        QTest::newRow("decimal") << QVariant::fromValue(Decimal::parse(u"1250.125").value()) << u"1,250.125"_s;
    }
    void formatsExactly()
    {
        QFETCH(QVariant, value);
        QFETCH(QString, text);
        QCOMPARE(valueText(value), text);
    }

    void fetchesPagesByBookmark()
    {
        gallery::GalleryPage page({});
        QAbstractItemModelTester tester(page.m_model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QTRY_COMPARE(page.m_model->rowCount(), 200);
        page.m_model->fetchMore({});
        QCOMPARE(page.m_model->rowCount(), 200); // never inside the call
        QTRY_COMPARE(page.m_model->rowCount(), 400);
        page.m_model->fetchMore({});
        QTRY_COMPARE(page.m_model->rowCount(), 450);
        QVERIFY(!page.m_model->canFetchMore({}));
        QCOMPARE(page.m_model->rowOf(u"449"_s), 449);
    }
    void ignoresALateAnswer()
    {
        std::vector<Model::Answer> open;
        Model model(gallery::galleryColumns(),
                    [](const gallery::GalleryRow &row) { return QString::number(row.number); });
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setSource([&](const PageRequest &, Model::Answer answer) { open.push_back(std::move(answer)); });
        model.reload();
        model.reload();
        open[1](RowPage<gallery::GalleryRow>{{{2}}, {}, 1, {}});
        open[0](RowPage<gallery::GalleryRow>{{{1}}, {}, 1, {}});
        QTRY_COMPARE(model.rowCount(), 1);
        QTest::qWait(0);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rows().front().number, 2);
    }
    void reportsAFailureAndCanTryAgain()
    {
        bool broken = true;
        Model model(gallery::galleryColumns(),
                    [](const gallery::GalleryRow &row) { return QString::number(row.number); });
        model.setSource([&](const PageRequest &, const Model::Answer &answer) {
            if (broken)
                answer(fail(ErrorKind::Unavailable, u"storage.busy"_s));
            else
                answer(RowPage<gallery::GalleryRow>{{{1}}, {}, 1, {}});
        });
        auto *content = new QWidget;
        StateView state(content);
        state.follow(&model, [](StateView &) { });
        model.reload();
        QTRY_VERIFY(state.emptyState()->sentence().contains(u"Another program"_s));
        QVERIFY(!state.isShowingContent());
        broken = false;
        model.reload();
        QTRY_VERIFY(state.isShowingContent());
    }
    void givesTypedValues()
    {
        gallery::GalleryPage page({});
        QTRY_COMPARE(page.m_model->rowCount(), 200);
        QCOMPARE(page.m_model->index(0, 1).data(ValueRole).value<Money>(), gallery::usd(50966767));
        QCOMPARE(page.m_model->index(0, 1).data().toString(), u"509,667.67"_s);
        QVERIFY(page.m_model->spokenRow(0).startsWith(u"Account: Northwind Clinics 0, ARR (USD): 509,667.67"_s));
    }
    void tellsTheWholeOfATextThatIsCut()
    {
        gallery::GalleryPage page({});
        page.resize(900, 600);
        page.show();
        QTRY_COMPARE(page.m_model->rowCount(), 200);
        const QModelIndex name = page.m_model->index(0, 0);
        const auto toolTipOf = [&] {
            QToolTip::hideText();
            const QPoint at = page.m_table->visualRect(name).center();
            QHelpEvent event(QEvent::ToolTip, at, page.m_table->viewport()->mapToGlobal(at));
            QApplication::sendEvent(page.m_table->viewport(), &event);
            return QToolTip::text();
        };
        page.m_table->setColumnWidth(0, 400);
        QCOMPARE(toolTipOf(), QString()); // it is all there
        page.m_table->setColumnWidth(0, 60);
        QCOMPARE(toolTipOf(), u"<qt>Northwind Clinics 0</qt>"_s);
    }
    void sortsAtTheSource()
    {
        gallery::GalleryPage page({});
        QTRY_COMPARE(page.m_model->rowCount(), 200);
        page.m_model->sort(0, Qt::DescendingOrder);
        QTRY_COMPARE(page.m_model->rowCount(), 200);
        QCOMPARE(page.m_model->rows().front().number, 449);
        QCOMPARE(page.m_model->sortKey(), u"name"_s);
    }

    void letsTabLeaveTheTable()
    {
        gallery::GalleryPage page({});
        QVERIFY(!page.m_table->tabKeyNavigation());
        QCOMPARE(page.m_table->accessibleName(), u"Accounts"_s);
        QCOMPARE(page.m_table->verticalHeader()->defaultSectionSize(), 30);
    }
    void copiesTheListAsText()
    {
        gallery::GalleryPage page({});
        QTRY_COMPARE(page.m_model->rowCount(), 200);
        const QStringList lines = page.m_table->asText().split(u'\n');
        QVERIFY(lines[0].startsWith(u"Account\tARR (USD)"_s));
        QVERIFY(lines[1].startsWith(u"Northwind Clinics 0\t509,667.67"_s));
    }
    void hidesColumnsAndRemembersTheirOrder()
    {
        gallery::GalleryPage page({});
        page.m_table->setShownColumns({u"name"_s, u"status"_s, u"arr"_s});
        QCOMPARE(page.m_table->shownColumns(), (QStringList{u"name"_s, u"status"_s, u"arr"_s}));
    }
    void saysWhichFiltersFoundNothing()
    {
        gallery::GalleryPage page({});
        page.m_filter->setFilters({{u"status"_s, u"overdue"_s}});
        page.m_filter->setText(u"nothing"_s);
        QTRY_COMPARE(page.m_state->emptyState()->sentence(), u"No accounts match Overdue, \"nothing\"."_s);
    }

    void showsADerivation()
    {
        gallery::GalleryPage page({});
        DerivationModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setRoot({u"Total"_s,
                       u"a + b"_s,
                       {},
                       u"3"_s,
                       {},
                       {{u"a"_s, {}, {}, u"1"_s, u"file"_s, {}}, {u"b"_s, {}, {}, u"2"_s, {}, {}}}});
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.asText(), u"Total: 3 = a + b\n  a: 1 [file]\n  b: 2\n"_s);
        page.m_tree->copy();
        QVERIFY(QApplication::clipboard()->text().startsWith(u"Storage overage: 750.00 = 250 GB"_s));
    }
    void asksForAnExplanation()
    {
        FigureLabel figure(u"ARR"_s);
        figure.setFigure(u"12.00"_s);
        QSignalSpy asked(&figure, &FigureLabel::explainRequested);
        QTest::keyClick(&figure, Qt::Key_E);
        QCOMPARE(asked.count(), 0); // nothing to explain yet
        figure.setExplainable(true);
        QTest::keyClick(&figure, Qt::Key_E);
        QTest::mouseClick(&figure, Qt::LeftButton);
        QCOMPARE(asked.count(), 2);
    }
    void turnsAChartIntoATable()
    {
        gallery::GalleryPage page({});
        QVERIFY(!page.m_chart->isTableShown());
        QTest::keyClick(page.m_chart, Qt::Key_T);
        QVERIFY(page.m_chart->isTableShown());
        QCOMPARE(page.m_chart->table()->model()->rowCount(), 6);
        QCOMPARE(page.m_chart->table()->model()->index(1, 1).data().toString(), u"510"_s);
        QVERIFY(page.m_chart->accessibleDescription().startsWith(u"Usage rose"_s));
    }

    void describesEveryKindOfError()
    {
        for (int kind = 0; kind <= int(ErrorKind::Internal); ++kind) {
            const ErrorWords words = inWords(Error{ErrorKind(kind), u"some.id"_s, {}, {}});
            QVERIFY(!words.happened.isEmpty() && !words.safe.isEmpty() && !words.advice.isEmpty());
            QCOMPARE(words.reference, u"some.id"_s);
        }
    }

private:
    Theme m_theme;
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
