// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/contracts/contract_json.h"
#include "core/contracts/price_terms.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/master_data.h"
#include "ui/contracts/amendment_page.h"
#include "ui/contracts/cell_table.h"
#include "ui/contracts/contract_document.h"
#include "ui/contracts/contract_page.h"
#include "ui/contracts/contract_pages.h"
#include "ui/contracts/contract_preview.h"
#include "ui/contracts/contract_sections.h"
#include "ui/contracts/document_path.h"
#include "ui/contracts/field_form.h"
#include "ui/contracts/field_values.h"
#include "ui/contracts/list_section.h"
#include "ui/contracts/milestones_dialog.h"
#include "ui/contracts/price_change_dialog.h"
#include "ui/contracts/revenue_dialog.h"
#include "ui/widgets/card.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/table_view.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtGui/QClipboard>
#include <QtTest/QAbstractItemModelTester>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

using namespace accord;
using namespace accord::ui;

class TestContracts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_company = std::make_unique<test::Company>();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        PageFactory pages;
        addContractPages(pages, m_company->workspace());
        m_host = std::make_unique<test::PageHost>(std::move(pages));
    }
    void cleanup()
    {
        m_host.reset();
        m_company.reset();
    }

    void readsAndWritesPlacesOfADocument()
    {
        QJsonObject document;
        document = withValue(document, u"items[0].price.tiers[0].up_to"_s, u"10"_s);
        QCOMPARE(valueAt(document, u"items[0].price.tiers[0].up_to"_s).toString(), u"10"_s);
        QVERIFY(valueAt(document, u"items[1].price"_s).isUndefined());
        document = withValue(document, u"items[0].price"_s, QJsonValue(QJsonValue::Undefined));
        QCOMPARE(document, (QJsonObject{{u"items"_s, QJsonArray{QJsonObject()}}}));
        QVERIFY(isWithin(u"items[1].price"_s, u"items[1]"_s));
        QVERIFY(!isWithin(u"items[10]"_s, u"items[1]"_s));
    }
    void takesFiguresAsPeopleWriteThem_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kept");
        QTest::newRow("plain") << u"1234.50"_s << u"1234.50"_s;
        QTest::newRow("grouped") << u"1,234.50"_s << u"1234.50"_s;
        QTest::newRow("spaced") << u" 1 234 "_s << u"1234"_s;
        QTest::newRow("minus sign") << u"−5"_s << u"-5"_s;
        QTest::newRow("decimal comma is refused later, not read as 50") << u"0,50"_s << u"0,50"_s;
    }
    void takesFiguresAsPeopleWriteThem()
    {
        QFETCH(QString, typed);
        QFETCH(QString, kept);
        QCOMPARE(plainNumber(typed), kept);
    }
    void pastesATierTableFromASpreadsheet()
    {
        ContractDocument document;
        FieldSpec spec;
        spec.label = u"Tiers"_s;
        spec.columns = {{u"up_to"_s, u"Up to"_s}, {u"unit_price"_s, u"Each"_s}, {u"flat_price"_s, u"Flat"_s}};
        CellTable table(document, u"tiers"_s, spec);
        const QAbstractItemModelTester tester(&table.cells(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        table.show();
        table.setFocus();
        QGuiApplication::clipboard()->setText(u"1,000\t0.80\t0\r\n5,000\t0.70\t0\r\n\t0.60\t12.00\r\n"_s);
        QTest::keyClick(&table, Qt::Key_V, Qt::ControlModifier);
        const QJsonArray rows = document.value(u"tiers"_s).toArray();
        QCOMPARE(rows.size(), 3);
        QCOMPARE(rows[0].toObject().value(u"up_to"_s).toString(), u"1000"_s);
        QVERIFY(!rows[2].toObject().contains(u"up_to"_s)); // open
        QCOMPARE(rows[2].toObject().value(u"flat_price"_s).toString(), u"12.00"_s);
        table.setCurrentIndex(table.cells().index(2, 0));
        QTest::keyClick(&table, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(document.text(u"tiers[1].unit_price"_s), u"0.60"_s);
        QTest::keyClick(&table, Qt::Key_Delete);
        QCOMPARE(document.value(u"tiers"_s).toArray().size(), 2);
        document.undo();
        QCOMPARE(table.cells().writtenRows(), 3);
    }
    void namesEveryControlOfEverySection()
    {
        m_host->freshTab(u"contract/"_s + contractId(u"NW-2025"_s));
        QTRY_VERIFY(editor()->sections());
        for (int section = 0; section < editor()->sections()->count(); ++section) {
            QTest::keyClick(page(), Qt::Key(Qt::Key_1 + section), Qt::ControlModifier);
            QTest::qWait(30);
            QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        }
        QVERIFY(m_host->window().commands().conflicts().empty());
        QCOMPARE(m_host->window().commands().duplicates(), QStringList());
    }
    void entersAContractByKeyboardSavesReopensAndAmendsIt()
    {
        m_host->freshTab(u"contract/new/A-0006"_s);
        QTRY_VERIFY(editor()->sections());
        type(u"number"_s, u"INI-2026"_s);
        type(u"start"_s, u"2026-04-01"_s);
        type(u"end"_s, u"2028-03-31"_s);
        // A usage price in tiers.
        QTest::keyClick(page(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        typeItem(u"description"_s, u"API calls"_s);
        typeItem(u"key"_s, u"api"_s);
        chooseItem(u"kind"_s, u"usage"_s);
        chooseItem(u"price.model"_s, u"graduated"_s);
        chooseItem(u"meter"_s, u"api_calls"_s);
        typeCells(u"price.tiers"_s, {u"1000"_s, u"0.10"_s, {}, {}, {}, u"0.08"_s});
        // A recurring price with a ramp and an escalator.
        QTest::keyClick(page(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        typeItem(u"description"_s, u"Platform"_s);
        typeItem(u"key"_s, u"base"_s);
        typeItem(u"price.unit_price"_s, u"500.00"_s);
        typeCells(u"ramp"_s, {u"2026-10-01"_s, {}, u"2"_s});
        auto *rises = qobject_cast<QCheckBox *>(form()->editor(u"escalation"_s));
        rises->setFocus();
        QTest::keyClick(rises, Qt::Key_Space);
        typeItem(u"escalation.percent"_s, u"4"_s);
        QTRY_VERIFY2(editor()->reasonAgainstSaving().isEmpty(), qPrintable(editor()->reasonAgainstSaving()));
        // 6 × 500, 6 × 1,000, then 12 × 2 × 520.
        QTRY_COMPARE(editor()->preview()->total(), u"USD\u00a021,480.00"_s);
        QTest::keyClick(page(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_host->window().toasts().latest(), u"INI-2026 is saved as version 1."_s);
        auto services = m_company->as(u"operator"_s);
        const auto saved = services->contracts().findByNumber(u"INI-2026"_s);
        QVERIFY(saved);
        QCOMPARE(contracts::priceTable(*saved, *saved->item(u"base"_s))->size(), 3U);
        QCOMPARE(std::get<pricing::Graduated>(saved->item(u"api"_s)->model).tiers.list().size(), 2U);
        // It is opened again as it was saved.
        QTRY_VERIFY(editor() && editor()->sections());
        QTRY_COMPARE(m_host->window().currentAddress(), u"contract/"_s + saved->id.toString());
        QTRY_COMPARE(editor()->document().text(u"items[1].escalation.percent"_s), u"4"_s);
        QCOMPARE(editor()->reasonAgainstSaving(), u"Nothing was changed."_s);
    }
    void entersHowItIsPaidBorneGivenBackAndRecognised()
    {
        m_host->freshTab(u"contract/"_s + contractId(u"NW-2025"_s));
        QTRY_VERIFY(editor()->sections());
        const auto section
            = [&](int place) { QTest::keyClick(page(), Qt::Key(Qt::Key_1 + place), Qt::ControlModifier); };
        section(4); // prepaid credits
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // Add, as there is none
        QVERIFY(shownForm());
        typeShown(u"name"_s, u"Welcome credit"_s);
        typeShown(u"amount"_s, u"1,200.00"_s);
        typeShown(u"expires_on"_s, u"2026-12-31"_s);
        section(5);
        tick(u"split"_s);
        chooseShown(u"split.basis"_s, u"headcount"_s);
        chooseShown(u"split.over_cap"_s, u"next_entity"_s);
        typeCells(shownForm()->table(u"shares"_s), {u"Northwind Clinics"_s, {}, u"30"_s, u"900.00"_s});
        tick(u"instalments"_s);
        chooseShown(u"instalments.basis"_s, u"percent"_s);
        typeCells(shownForm()->table(u"instalments.parts"_s), {{}, u"40"_s, {}, {}, {}, {}, u"60"_s});
        section(6);
        tick(u"service_credits"_s);
        typeCells(shownForm()->table(u"service_credits.uptime"_s), {u"99.5"_s, u"7.5"_s});
        typeShown(u"service_credits.cap_percent"_s, u"20"_s);
        section(1);
        tick(u"obligation"_s);
        chooseShown(u"obligation.pattern"_s, u"even_months"_s);
        QTRY_VERIFY2(editor()->reasonAgainstSaving().isEmpty(), qPrintable(editor()->reasonAgainstSaving()));
        QTest::keyClick(page(), Qt::Key_S, Qt::ControlModifier);
        QTRY_VERIFY(m_company->as(u"operator"_s)->contracts().findByNumber(u"NW-2025"_s)->version == 2);
        const auto saved = m_company->as(u"operator"_s)->contracts().findByNumber(u"NW-2025"_s).value();
        QCOMPARE(saved.prepaidCredits.size(), 1U);
        QCOMPARE(saved.prepaidCredits.front().amount.toString(), u"1200.00"_s);
        QCOMPARE(saved.prepaidCredits.front().expiresOn, QDate(2027, 1, 1)); // the first day without it
        QCOMPARE(saved.instalments->parts.size(), 2U);
        QCOMPARE(saved.instalments->parts[1].percent, Decimal(60));
        QVERIFY(saved.split.basis == contracts::SplitBasis::Headcount);
        QVERIFY(saved.split.overCap == contracts::OverCap::NextEntity);
        QCOMPARE(saved.serviceCredits->uptime.size(), 1U);
        QVERIFY(saved.items.front().obligation);
    }
    void whatThePolicyAsksAboutWaitsAndComesBackAsADraft()
    {
        m_company->use(test::policyOf({{approvals::SubjectKind::Contract, 0}}));
        const QString address = u"contract/"_s + contractId(u"NW-2025"_s);
        m_host->freshTab(address);
        QTRY_VERIFY(editor()->sections());
        type(u"terms.purchase_order"_s, u"PO-NEW"_s);
        QTRY_VERIFY2(editor()->reasonAgainstSaving().isEmpty(), qPrintable(editor()->reasonAgainstSaving()));
        QTest::keyClick(page(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(m_host->window().toasts().latest(),
                     u"NW-2025, version 2, waits for approval. It does not hold before."_s);
        const auto services = m_company->as(u"operator"_s);
        QCOMPARE(services->contracts().findByNumber(u"NW-2025"_s)->version, 1);
        const auto badge = [&] {
            QStringList texts;
            for (auto *one : page()->findChildren<StatusBadge *>())
                texts << one->accessibleName();
            return texts.join(u'|');
        };
        m_host->freshTab(address);
        QTRY_VERIFY2(editor() && editor()->sections() && badge().contains(u"Waits for approval"_s),
                     qPrintable(badge()));
        const auto approver = m_company->as(u"approver"_s);
        const auto asked = workspace::ApprovalDesk(*approver).pending().value();
        QVERIFY(
            workspace::ApprovalDesk(*approver).decide(asked.back().id, approvals::Verdict::Reject, u"No such order"_s));
        m_host->freshTab(u"contract/new"_s);
        m_host->freshTab(address);
        QTRY_VERIFY2(editor() && editor()->sections() && badge().contains(u"Refused"_s), qPrintable(badge()));
        QCOMPARE(editor()->document().text(u"terms.purchase_order"_s), u"PO-NEW"_s); // a draft again
        QVERIFY(std::ranges::any_of(page()->findChildren<QLabel *>(), [](const QLabel *label) {
            return label->text().contains(u"No such order"_s) || label->toolTip().contains(u"No such order"_s);
        }));
    }
    void keepsADraftAndRestoresIt()
    {
        const QString address = u"contract/"_s + contractId(u"NW-2025"_s);
        m_host->freshTab(address);
        QTRY_VERIFY(editor()->sections());
        type(u"terms.purchase_order"_s, u"PO-NEW"_s);
        QTest::qWait(1000);
        m_host->freshTab(u"contract/new"_s);
        m_host->freshTab(address);
        QTRY_VERIFY(editor() && editor()->sections());
        QCOMPARE(editor()->document().text(u"terms.purchase_order"_s), u"PO-NEW"_s);
        auto services = m_company->as(u"operator"_s);
        QCOMPARE(services->contracts().findByNumber(u"NW-2025"_s)->version, 1);
    }
    void saysWhatIsWrongUnderTheField()
    {
        m_host->freshTab(u"contract/"_s + contractId(u"NW-2025"_s));
        QTRY_VERIFY(editor()->sections());
        QTest::keyClick(page(), Qt::Key_2, Qt::ControlModifier);
        typeItem(u"price.unit_price"_s, u"6oo"_s);
        QTRY_VERIFY(noteUnder(form()->editor(u"price.unit_price"_s)).contains(u"6oo"_s));
        QVERIFY(!editor()->reasonAgainstSaving().isEmpty());
        QTest::keyClick(page(), Qt::Key_1, Qt::ControlModifier);
        QTest::keyClick(page(), Qt::Key_F8);
        QTRY_COMPARE(QApplication::focusWidget(), form()->editor(u"price.unit_price"_s));
        typeItem(u"price.unit_price"_s, u"610.00"_s);
        QTRY_VERIFY(noteUnder(form()->editor(u"price.unit_price"_s)).isEmpty());
    }
    void pricesOfLocationsAreALineEach()
    {
        const QJsonObject prices{{u"BER"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, u"12.50"_s}}},
                                 {u"NYC"_s, QJsonObject{{u"model"_s, u"flat"_s}, {u"amount"_s, u"99.00"_s}}}};
        const QString shown = shownText(FieldKind::PricesByName, prices);
        QCOMPARE(shown, u"BER = 12.50\nNYC = {\"amount\":\"99.00\",\"model\":\"flat\"}"_s);
        QCOMPARE(typedValue(FieldKind::PricesByName, shown).toObject(), prices);
        QCOMPARE(typedValue(FieldKind::PricesByName, u"  "_s), QJsonValue(QJsonValue::Undefined));
    }

    void tellsThatAMilestoneWasReached()
    {
        auto services = m_company->as(u"operator"_s);
        QVERIFY(workspace::MasterData(*services)
                    .importContract(R"({"format": "accord.contract/1", "number": "PRJ-1", "account": "A-0009",
 "currency": "USD", "start": "2026-04-01", "end": "2027-04-01", "items": [{"key": "design", "kind": "one_time",
 "description": "Design", "price": {"model": "flat", "amount": "5000.00"}, "milestone": "Design signed off"}]})")
                    .has_value());
        m_host->freshTab(u"contract/"_s + contractId(u"PRJ-1"_s));
        QTRY_VERIFY(editor() && editor()->sections());
        QTest::keyClick(page(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(page()->findChild<MilestonesDialog *>());
        auto *dialog = page()->findChild<MilestonesDialog *>();
        QTRY_COMPARE(dialog->table()->currentId(), u"Design signed off"_s);
        QTRY_VERIFY(dialog->reachButton()->isEnabled());
        dialog->day()->setDate(QDate(2026, 6, 12));
        QTest::keyClick(dialog->reachButton(), Qt::Key_Space);
        QTRY_COMPARE(dialog->note(), u"Design signed off was reached on 12 Jun 2026."_s);
        QCOMPARE(workspace::milestonesOf(*services, u"PRJ-1"_s)->front().reached, QDate(2026, 6, 12));
        if (const QString folder = qEnvironmentVariable("ACCORD_TEST_PICTURES"); !folder.isEmpty())
            dialog->grab().save(folder + u"/milestones.png"_s);
        dialog->reject();
    }

    void showsTheRevenueOfAContractMonthByMonth()
    {
        m_host->freshTab(u"contract/"_s + contractId(u"NW-2025"_s));
        QTRY_VERIFY(editor() && editor()->sections());
        QTest::keyClick(page(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(page()->findChild<RevenueDialog *>());
        auto *dialog = page()->findChild<RevenueDialog *>();
        QTRY_COMPARE(dialog->table()->model()->rowCount(), 20); // January 2025 to August 2026
        QVERIFY2(dialog->summary().contains(u"allocated to 2 promise"_s), qPrintable(dialog->summary()));
        QCOMPARE(dialog->figures()->count(), 3); // the allocation and two promises
        dialog->figures()->setCurrentIndex(1);
        const QString months = dialog->derivation()->model().asText();
        QVERIFY2(months.contains(u"Enterprise platform"_s) && months.count(u'\n') >= 20, qPrintable(months));
        if (const QString folder = qEnvironmentVariable("ACCORD_TEST_PICTURES"); !folder.isEmpty())
            dialog->grab().save(folder + u"/revenue.png"_s);
        dialog->reject();
    }

    void anotherPriceIsAgreedOnForEveryContractThatHasTheItem()
    {
        m_host->freshTab(u"contract/"_s + contractId(u"NW-2025"_s));
        QTRY_VERIFY(editor() && editor()->sections());
        QTest::keyClick(page(), Qt::Key_P, Qt::ControlModifier | Qt::AltModifier);
        QTRY_VERIFY(page()->findChild<PriceChangeDialog *>());
        auto *dialog = page()->findChild<PriceChangeDialog *>();
        dialog->item()->setCurrentIndex(dialog->item()->findData(u"base"_s));
        dialog->from()->setDate(QDate(2026, 8, 1));
        dialog->reason()->setText(u"Price list 2027"_s);
        dialog->value()->setText(u"3,5x"_s);
        QTRY_VERIFY2(dialog->note().contains(u"3,5x"_s), qPrintable(dialog->note()));
        QVERIFY(!dialog->agreeButton()->isEnabled());
        dialog->value()->setText(u"10"_s);
        QTRY_COMPARE(dialog->table()->model()->rowCount(), 4); // Northwind, Globex, Umbra and Contoso
        QTRY_VERIFY2(dialog->agreeButton()->isEnabled(), qPrintable(dialog->note()));
        if (const QString folder = qEnvironmentVariable("ACCORD_TEST_PICTURES"); !folder.isEmpty())
            dialog->grab().save(folder + u"/price_change.png"_s);
        dialog->agreeButton()->click();
        auto services = m_company->as(u"operator"_s);
        QTRY_COMPARE(services->contracts().findByNumber(u"UM-2026"_s)->version, 2);
        QCOMPARE(services->contracts().findByNumber(u"NW-2025"_s)->version, 2);
    }

    void aRiseWithoutNoticeIsAFindingOfTheAmendment()
    {
        auto services = m_company->as(u"operator"_s);
        auto contract = services->contracts().findByNumber(u"NW-2025"_s).value();
        contract.terms.priceNoticeDays = 60;
        QVERIFY(workspace::MasterData(*services).importContract(QJsonDocument(contracts::toJson(contract)).toJson(),
                                                                services->accounts().find(contract.account)->number));
        m_host->freshTab(u"amendment/"_s + contractId(u"NW-2025"_s));
        auto *amendment = qobject_cast<AmendmentPage *>(page());
        QTRY_VERIFY(amendment->changes());
        const auto changeTo = [&](const QString &price) {
            amendment->document().start(
                {{u"from"_s, u"2026-07-15"_s},
                 {u"reason"_s, u"Dearer"_s},
                 {u"changes"_s, QJsonArray{QJsonObject{{u"kind"_s, u"price"_s},
                                                       {u"item"_s, contract.items[0].key},
                                                       {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s},
                                                                                {u"unit_price"_s, price}}}}}}});
        };
        const auto told = [&] {
            QStringList texts;
            for (auto *label : amendment->inspector()->findChildren<QLabel *>())
                texts << label->text();
            for (auto *button : amendment->inspector()->findChildren<QAbstractButton *>())
                texts << button->text() << button->accessibleName();
            return texts.join(u'|').contains(u"60 days of notice: from 2026-08-29 on"_s);
        };
        changeTo(u"99999.00"_s);
        QTRY_VERIFY(told());
        changeTo(u"0.01"_s);
        QTRY_VERIFY(!told());
    }

    void aFindingOfTheAmendedContractLeadsToItsChange()
    {
        const auto contract = m_company->as(u"operator"_s)->contracts().findByNumber(u"NW-2025"_s);
        const QJsonObject price{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, u"900.00"_s}};
        m_host->freshTab(u"amendment/"_s + contractId(u"NW-2025"_s));
        auto *amendment = qobject_cast<AmendmentPage *>(page());
        QTRY_VERIFY(amendment->changes());
        amendment->document().start(
            {{u"from"_s, u"2026-07-01"_s},
             {u"reason"_s, u"Upgrade"_s},
             {u"changes"_s,
              QJsonArray{QJsonObject{{u"kind"_s, u"price"_s}, {u"item"_s, contract->items[0].key}, {u"price"_s, price}},
                         QJsonObject{{u"kind"_s, u"add"_s},
                                     {u"new"_s, QJsonObject{{u"key"_s, u"extra"_s}, {u"price"_s, price}}}}}}});
        QTRY_VERIFY2(amendment->reasonAgainstAccepting().isEmpty(), qPrintable(amendment->reasonAgainstAccepting()));
        auto *preview = amendment->inspector()->findChild<ContractPreview *>();
        QVERIFY(preview);
        QTRY_COMPARE(amendment->changes()->list()->count(), 2);
        Q_EMIT preview->fieldWanted(u"items[%1].price"_s.arg(contract->items.size()));
        QCOMPARE(amendment->changes()->current(), 1);
        Q_EMIT preview->fieldWanted(u"items[0].price"_s);
        QCOMPARE(amendment->changes()->current(), 0);
    }

    void whatIsWrittenIntoAnAmendmentSurvivesClosing()
    {
        const QString id = contractId(u"NW-2025"_s);
        const auto open = [&] {
            m_host->freshTab(u"amendment/"_s + id);
            auto *amendment = qobject_cast<AmendmentPage *>(page());
            return QTest::qWaitFor([&] { return amendment->changes() != nullptr; }) ? amendment : nullptr;
        };
        auto *amendment = open();
        QVERIFY(amendment);
        const QJsonObject fresh = amendment->document().json();
        QVERIFY(!amendment->discardButton()->isVisible());
        typeIn(amendment->findChildren<FieldForm *>().front()->editor(u"reason"_s), u"Half a reason"_s);
        m_host->freshTab(u"contract/"_s + id); // at once: what was typed in the last second is kept as well
        amendment = open();
        QVERIFY(amendment);
        QCOMPARE(amendment->document().text(u"reason"_s), u"Half a reason"_s);
        QTRY_VERIFY(amendment->discardButton()->isVisible());
        m_host->freshTab(u"contract/"_s + id);
        const auto says = [&](const QString &text) {
            const auto buttons = page()->findChildren<QPushButton *>();
            return std::ranges::any_of(buttons, [&](const QPushButton *one) { return one->text() == text; });
        };
        QTRY_VERIFY(says(u"Go on amending…"_s));
        amendment = open();
        QVERIFY(amendment);
        QTRY_VERIFY(amendment->discardButton()->isVisible());
        amendment->discardButton()->click();
        QCOMPARE(amendment->document().json(), fresh);
        const auto hasDraft = [&] {
            const auto services = m_company->as(u"operator"_s);
            return workspace::ContractDesk(*services).open(u"amendment/"_s + id)->draft.has_value();
        };
        QTRY_VERIFY(!hasDraft());
    }

    void showsEveryFieldOfAnEarlyRenewal()
    {
        m_host->freshTab(u"amendment/"_s + contractId(u"NW-2025"_s));
        auto *amendment = qobject_cast<AmendmentPage *>(page());
        QTRY_VERIFY(amendment->changes());
        amendment->document().start(
            {{u"from"_s, u"2026-07-17"_s},
             {u"reason"_s, u"Renewed"_s},
             {u"changes"_s, QJsonArray{QJsonObject{{u"kind"_s, u"price"_s},
                                                   {u"item"_s, u"base"_s},
                                                   {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s},
                                                                            {u"unit_price"_s, u"900.00"_s}}}}}}});
        QTest::qWait(300);
        amendment->document().start(
            {{u"from"_s, u"2026-07-17"_s},
             {u"reason"_s, u"Renewed"_s},
             {u"changes"_s, QJsonArray{QJsonObject{{u"kind"_s, u"close_location"_s}, {u"location"_s, u"NW-01"_s}},
                                       QJsonObject{{u"kind"_s, u"blend"_s},
                                                   {u"item"_s, u"base"_s},
                                                   {u"unit_price"_s, u"520.00"_s},
                                                   {u"end"_s, u"2028-09-01"_s}}}}});
        QTRY_COMPARE(amendment->changes()->list()->count(), 2);
        QTest::qWait(300);
        amendment->changes()->setCurrent(1);
        QTest::qWait(300);
        FieldForm *form = amendment->changes()->form();
        int last = -1; // what was seen before reaches down to it
        for (const QString &path : {u"kind"_s, u"item"_s, u"unit_price"_s, u"end"_s}) {
            const QWidget *editor = form->editor(path);
            const QRect place(editor->mapTo(form, QPoint()), editor->size());
            QVERIFY2(editor->isVisible() && place.top() > last, qPrintable(path));
            last = place.bottom();
        }
    }
    void closesALocationFromADayOn()
    {
        const QString id = contractId(u"GX-2024"_s);
        m_host->freshTab(u"amendment/"_s + id);
        auto *amendment = qobject_cast<AmendmentPage *>(page());
        QTRY_VERIFY(amendment->changes());
        const auto start = [&](const QString &kind) {
            amendment->document().start(
                {{u"from"_s, u"2026-07-17"_s},
                 {u"reason"_s, u"Stores"_s},
                 {u"changes"_s, QJsonArray{QJsonObject{{u"kind"_s, kind}, {u"location"_s, u"GX-01"_s}}}}});
        };
        start(u"add_location"_s); // it is served already, which only the store knows
        QTRY_VERIFY2(amendment->reasonAgainstAccepting().contains(u"GX-01"_s),
                     qPrintable(amendment->reasonAgainstAccepting()));
        start(u"close_location"_s);
        QTRY_VERIFY2(amendment->reasonAgainstAccepting().isEmpty(), qPrintable(amendment->reasonAgainstAccepting()));
        // 240.00 × 15/31 = 116.129…: so much less for July.
        QTRY_VERIFY(!amendment->invoices().empty());
        const auto &july = amendment->invoices().front();
        QCOMPARE(july.netAfter.minus(july.netBefore)->toString(), u"-116.13"_s);
        QTest::keyClick(page(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(m_host->window().toasts().latest().startsWith(u"GX-2024 is amended: version 2 holds from"_s));
        const auto saved = m_company->as(u"operator"_s)->contracts().findByNumber(u"GX-2024"_s);
        QCOMPARE(saved->locations.services.front().to, QDate(2026, 7, 17));
    }
    void amendsWithTheAdjustmentInThePreview()
    {
        const QString id = contractId(u"NW-2025"_s);
        m_host->freshTab(u"amendment/"_s + id);
        auto *amendment = qobject_cast<AmendmentPage *>(page());
        QTRY_VERIFY(amendment->changes());
        const auto forms = amendment->findChildren<FieldForm *>();
        typeIn(forms.front()->editor(u"from"_s), u"2026-05-01"_s);
        typeIn(forms.front()->editor(u"reason"_s), u"Upgrade of the platform"_s);
        QTest::keyClick(page(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
        typeIn(amendment->changes()->form()->editor(u"price.unit_price"_s), u"900.00"_s);
        QTRY_VERIFY2(amendment->reasonAgainstAccepting().isEmpty(), qPrintable(amendment->reasonAgainstAccepting()));
        const auto hasAdjustment = [&] {
            return !amendment->invoices().empty()
                   && std::any_of(amendment->invoices()[0].lines.begin(), amendment->invoices()[0].lines.end(),
                                  [](const auto &line) { return line.isAdjustment; });
        };
        QTRY_VERIFY(hasAdjustment());
        QTest::keyClick(page(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(m_host->window().toasts().latest().startsWith(u"NW-2025 is amended: version 2 holds from"_s));
        auto services = m_company->as(u"operator"_s);
        const auto saved = services->contracts().findByNumber(u"NW-2025"_s);
        QCOMPARE(saved->version, 2);
        QCOMPARE(saved->effectiveFrom, QDate(2026, 5, 1));
        QCOMPARE(saved->changeReason, u"Upgrade of the platform"_s);
        QVERIFY(!workspace::ContractDesk(*services).open(u"amendment/"_s + id)->draft); // it is done with
    }

private:
    QWidget *page() { return m_host->window().currentPage(); }
    ContractPage *editor() { return qobject_cast<ContractPage *>(page()); }
    FieldForm *form() { return editor()->sections()->items()->form(); }
    QString contractId(const QString &number)
    {
        return m_company->as(u"operator"_s)->contracts().findByNumber(number)->id.toString();
    }
    void typeIn(QWidget *field, const QString &text)
    {
        QVERIFY(field);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(field, text);
    }
    void type(const QString &path, const QString &text)
    {
        for (FieldForm *one : page()->findChildren<FieldForm *>())
            if (one->base().isEmpty() && one->editor(path))
                return typeIn(one->editor(path), text);
        QFAIL(qPrintable(path));
    }
    /// The form of the section that is shown.
    FieldForm *shownForm()
    {
        const QWidget *section = editor()->sections()->findChild<QStackedWidget *>()->currentWidget();
        for (FieldForm *one : section->findChildren<FieldForm *>())
            if (!one->isHidden() && one->firstEditor())
                return one;
        return nullptr;
    }
    void typeShown(const QString &path, const QString &text) { typeIn(shownForm()->editor(path), text); }
    void tick(const QString &path)
    {
        auto *box = qobject_cast<QCheckBox *>(shownForm()->editor(path));
        QVERIFY2(box, qPrintable(path));
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(box->isChecked());
    }
    void chooseShown(const QString &path, const QString &value) { choose(shownForm()->editor(path), value); }
    void typeItem(const QString &path, const QString &text) { typeIn(form()->editor(path), text); }
    void chooseItem(const QString &path, const QString &value) { choose(form()->editor(path), value); }
    void choose(QWidget *editor, const QString &value)
    {
        auto *box = qobject_cast<QComboBox *>(editor);
        QVERIFY(box);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < box->count() && box->currentData().toString() != value; ++i)
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentData().toString(), value);
    }
    /// Types cell after cell with Tab between, from the first one on; empty ones are passed over.
    void typeCells(const QString &path, const QStringList &cells) { typeCells(form()->table(path), cells); }
    void typeCells(CellTable *table, const QStringList &cells)
    {
        QVERIFY(table);
        table->setFocus();
        const int columns = table->cells().columnCount();
        for (qsizetype i = 0; i < cells.size(); ++i) {
            table->setCurrentIndex(table->cells().index(int(i) / columns, int(i) % columns));
            if (cells[i].isEmpty())
                continue;
            QTest::keyClicks(table, cells[i].left(1)); // begins to edit
            QWidget *cell = table->indexWidget(table->currentIndex());
            cell = cell ? cell : table->viewport()->findChild<QLineEdit *>();
            QVERIFY(cell);
            QTest::keyClicks(cell, cells[i].mid(1));
            QTest::keyClick(cell, Qt::Key_Return);
            QTest::qWait(10);
        }
    }
    static QString noteUnder(QWidget *field)
    {
        for (Label *label : field->parentWidget()->findChildren<Label *>(QString(), Qt::FindDirectChildrenOnly))
            if (!label->isHidden())
                return label->text();
        return {};
    }

    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<test::PageHost> m_host;
};

QTEST_MAIN(TestContracts)
#include "tst_contracts.moc"
