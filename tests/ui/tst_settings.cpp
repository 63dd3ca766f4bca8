// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/company_desk.h"
#include "core/storage/people_sql.h"
#include "core/storage/restorations_sql.h"
#include "core/workspace/cash_book.h"
#include "tests/support/company.h"
#include "tests/support/page_host.h"

#include "core/workspace/einvoice_desk.h"
#include "core/workspace/master_data.h"
#include "ui/forms/field_dialog.h"
#include "ui/forms/own_bank_dialog.h"
#include "ui/settings/appearance_settings.h"
#include "ui/settings/backup_card.h"
#include "ui/settings/books_section.h"
#include "ui/settings/company_dialog.h"
#include "ui/settings/company_section.h"
#include "ui/settings/coupon_section.h"
#include "ui/settings/database_section.h"
#include "ui/settings/journal_programs_card.h"
#include "ui/settings/number_section.h"
#include "ui/settings/numbering_dialog.h"
#include "ui/settings/pay_to_agreement.h"
#include "ui/settings/people_section.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_pages.h"
#include "ui/settings/tax_section.h"
#include "ui/settings/terms_section.h"
#include "ui/settings/vat_registrations.h"
#include "ui/widgets/derivation.h"
#include "ui/widgets/fact_grid.h"
#include "ui/widgets/table_view.h"

#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>

using namespace accord;
using namespace accord::ui;

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_data.isValid());
        qputenv("XDG_DATA_HOME", m_data.path().toUtf8()); // no journal of whoever runs the tests
    }
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
        for (int section = 0; section < 8; ++section) {
            QTest::keyClick(page(), Qt::Key(Qt::Key_1 + section), Qt::ControlModifier);
            QTest::qWait(60);
            QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        }
        QVERIFY(m_host->window().commands().conflicts().empty());
        QCOMPARE(m_host->window().commands().duplicates(), QStringList());
    }
    void showsSalesByStateAndRegistersACompany()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        m_host->freshTab(u"settings/tax"_s);
        auto *section = page()->findChild<TaxSection *>();
        QVERIFY(section);
        QTRY_COMPARE(section->table()->model()->rowCount(), 1);
        const auto *model = section->table()->model();
        QCOMPARE(model->index(0, 0).data().toString(), u"California"_s);
        QCOMPARE(model->index(0, 2).data().toString(), u"Below"_s);
        QTRY_VERIFY2(section->explanation()->model().asText().contains(u"INV-2026-"_s),
                     qPrintable(section->explanation()->model().asText()));
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        keepPicture(u"tax"_s);
        QTRY_VERIFY(section->registerButton()->isEnabled());
        section->since()->setDate(QDate(2026, 7, 1));
        section->registerButton()->click();
        QTRY_COMPARE(model->index(0, 8).data().toString(), u"01 Jul 2026"_s);
        QCOMPARE(model->index(0, 2).data().toString(), u"Below"_s); // not before its day
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host->freshTab(u"settings/tax"_s);
        section = page()->findChild<TaxSection *>();
        QTRY_COMPARE(section->table()->model()->rowCount(), 1);
        QTRY_VERIFY(section->explanation()->model().rowCount() > 0);
        QVERIFY(!section->registerButton()->isEnabled());
        QVERIFY(m_company->workspace().setActor(u"ito"_s)); // of a region, and would see a part of the sales only
        m_host->freshTab(u"settings/tax"_s);
        section = page()->findChild<TaxSection *>();
        QTRY_VERIFY2(!section->note().isEmpty(), qPrintable(section->note()));
        QCOMPARE(section->table()->model()->rowCount(), 0);
    }
    void namesAccountsOfTheJournalForOtherPrograms()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        m_host->freshTab(u"settings/books"_s);
        auto *section = page()->findChild<BooksSection *>();
        QVERIFY(section);
        const auto *model = section->table()->model();
        QTRY_VERIFY(model->rowCount() >= 24);
        const auto rowOf = [&](const QString &account) {
            for (int row = 0; row < model->rowCount(); ++row) {
                if (model->index(row, 0).data().toString() == account)
                    return row;
            }
            return -1;
        };
        const int cash = rowOf(u"Cash"_s);
        QVERIFY(cash >= 0);
        QCOMPARE(model->index(cash, 4).data().toString(), u"1200"_s);
        section->table()->setCurrentIndex(model->index(cash, 0));
        QTRY_COMPARE(section->field(exports::JournalFormat::Datev)->placeholderText(), u"1200"_s);
        QTRY_VERIFY(section->saveButton()->isEnabled());
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        section->field(exports::JournalFormat::Iif)->setText(u"Checking"_s);
        section->field(exports::JournalFormat::Datev)->setText(u"Bank"_s);
        section->saveButton()->click();
        QTRY_VERIFY2(section->note().contains(u"“Bank”"_s), qPrintable(section->note()));
        QCOMPARE(section->field(exports::JournalFormat::Iif)->text(), u"Checking"_s); // nothing is lost
        section->field(exports::JournalFormat::Datev)->setText(u"1210"_s);
        section->saveButton()->click();
        QTRY_COMPARE(model->index(cash, 4).data().toString(), u"1210"_s);
        QCOMPARE(model->index(cash, 2).data().toString(), u"Checking"_s);
        QCOMPARE(model->index(cash, 3).data().toString(), u"cash"_s);
        keepPicture(u"books"_s);
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host->freshTab(u"settings/books"_s);
        section = page()->findChild<BooksSection *>();
        QTRY_VERIFY(section->table()->model()->rowCount() >= 24);
        QTRY_VERIFY2(!section->note().isEmpty(), qPrintable(section->note()));
        QVERIFY(!section->saveButton()->isEnabled());
    }
    void saysWhatBookkeepingProgramsNeedToKnow()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        m_host->freshTab(u"settings/books"_s);
        auto *section = page()->findChild<BooksSection *>();
        QVERIFY(section);
        QTRY_VERIFY(section->table()->model()->rowCount() >= 24);
        JournalProgramsCard *programs = section->programs();
        QVERIFY(!programs->saveButton()->isEnabled());
        programs->field(u"consultant"_s)->setText(u"1000"_s);
        QVERIFY2(programs->finding().contains(u"from 1001 to 9999999, not 1000"_s), qPrintable(programs->finding()));
        QVERIFY(!programs->saveButton()->isEnabled());
        keepPicture(u"books-programs"_s);
        programs->field(u"consultant"_s)->setText(u"ten"_s);
        QVERIFY2(programs->finding().contains(u"“ten”"_s), qPrintable(programs->finding()));
        programs->field(u"consultant"_s)->setText(u"29098"_s);
        programs->field(u"first_month"_s)->setText(u"7"_s);
        programs->field(u"subsidiary"_s)->setText(u"Parent : Europe"_s);
        QCOMPARE(programs->finding(), QString());
        QVERIFY(programs->saveButton()->isEnabled());
        programs->saveButton()->click();
        const auto services = m_company->as(u"controller"_s);
        const workspace::JournalPrograms wanted{u"Parent : Europe"_s, 29098, {}, 7};
        QTRY_COMPARE(workspace::journalPrograms(*services).value(), wanted);
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host->freshTab(u"settings/books"_s);
        section = page()->findChild<BooksSection *>();
        QTRY_COMPARE(section->programs()->field(u"consultant"_s)->text(), u"29098"_s);
        QVERIFY(section->programs()->field(u"consultant"_s)->isReadOnly());
    }
    void publishesACouponAndEndsIt()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        QFile book(u":/accord/sample/price-book.json"_s);
        QVERIFY(book.open(QIODevice::ReadOnly));
        QVERIFY(workspace::MasterData(*m_company->as(u"controller"_s)).importPriceBook(book.readAll()));
        m_host->freshTab(u"settings/coupons"_s);
        auto *section = page()->findChild<CouponSection *>();
        QVERIFY(section);
        const auto *model = section->table()->model();
        const int before = model->rowCount();
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        section->field(u"code"_s)->setText(u"autumn"_s);
        section->add(); // neither a percentage nor an amount
        QTRY_VERIFY2(section->note().contains(u"percentage"_s), qPrintable(section->note()));
        section->field(u"percent"_s)->setText(u"25"_s);
        section->add();
        QTRY_VERIFY2(section->note().contains(u"autumn"_s), qPrintable(section->note())); // no such code
        QCOMPARE(section->field(u"percent"_s)->text(), u"25"_s); // nothing is lost
        section->field(u"code"_s)->setText(u"AUTUMN-26"_s);
        section->field(u"uses"_s)->setText(u"10"_s);
        section->add();
        QTRY_COMPARE(model->rowCount(), before + 1);
        QCOMPARE(model->index(before, 0).data().toString(), u"AUTUMN-26"_s);
        QCOMPARE(model->index(before, 5).data().toString(), u"0 of 10"_s);
        QCOMPARE(section->field(u"code"_s)->text(), QString());
        section->table()->setCurrentIndex(model->index(before, 0));
        section->endCurrent();
        QTRY_VERIFY(!model->index(before, 4).data().isNull());
        keepPicture(u"coupons"_s);
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host->freshTab(u"settings/coupons"_s);
        section = page()->findChild<CouponSection *>();
        QTRY_VERIFY2(!section->note().isEmpty(), qPrintable(section->note()));
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
        keepPicture(u"numbers"_s);
    }
    void saysUpToWhatRestsAreGivenUpAndTakesReminders()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        m_host->freshTab(u"settings/terms"_s);
        auto *section = page()->findChild<TermsSection *>();
        QVERIFY(section);
        QTRY_VERIFY(section->table()->model()->rowCount() >= 2);
        QTRY_VERIFY(section->limit()->isEnabled());
        QVERIFY2(m_host->unnamed().isEmpty(), qPrintable(m_host->unnamed()));
        section->limit()->setText(u"a little"_s);
        section->saveLimit();
        QVERIFY(section->note().contains(u"a little"_s));
        section->limit()->setText(u"7.25"_s);
        section->saveLimit();
        const auto services = m_company->as(u"controller"_s);
        QTRY_COMPARE(workspace::writeOffLimit(*services).value(), 725);
        QCOMPARE(section->note(), QString());

        const QString path = m_data.filePath(u"dunning.json"_s);
        section->writeSchedules(path);
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray document = file.readAll();
        QVERIFY(document.contains("\"grace_period_days\""));
        file.close();
        section->takeSchedules(path);
        QTRY_VERIFY2(section->version().contains(u"come with Accord"_s), qPrintable(section->version())); // the same
        document.replace("\"grace_period_days\": ", "\"grace_period_days\": 1");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(document);
        file.close();
        section->takeSchedules(path);
        QTRY_VERIFY2(section->version().contains(u"Version 1"_s), qPrintable(section->note()));
        keepPicture(u"terms"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{}");
        file.close();
        section->takeSchedules(path);
        QTRY_VERIFY(!section->note().isEmpty());
        QVERIFY(section->version().contains(u"Version 1"_s));
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
    void saysWhereTheTaxOfACompanyIsRounded()
    {
        m_host->freshTab(u"settings/company"_s);
        auto *section = page()->findChild<CompanySection *>();
        QVERIFY(section);
        QTRY_VERIFY(!section->edited().code.isEmpty() && section->addButton()->isEnabled());
        QCOMPARE(section->taxRounding()->currentData().toString(), u"rate_group"_s);
        section->taxRounding()->setCurrentIndex(section->taxRounding()->findData(u"line"_s));
        section->compoundTaxes()->setText(u"US-CA/San Francisco; Nowhere"_s);
        for (auto *scroll : section->findChildren<QScrollArea *>())
            scroll->ensureWidgetVisible(section->compoundTaxes());
        keepPicture(u"company-tax"_s);
        section->save();
        QTRY_VERIFY(m_host->window().toasts().latest().contains(u"No tax of “Nowhere” is known"_s));
        section->compoundTaxes()->setText(u"US-CA/San Francisco"_s);
        section->save();
        QTRY_VERIFY(m_host->window().toasts().latest().contains(u"is saved."_s));
        auto services = m_company->as(u"admin"_s);
        const auto entity = services->seller().entityOf(section->edited().code);
        QVERIFY(entity->taxRounding == tax::Rounding::Line);
        QCOMPARE(entity->compoundTaxes, QStringList{u"US-CA/San Francisco"_s});
    }
    void leadsToTheBankAccountsOfTheCompany()
    {
        QVERIFY(m_company->workspace().setActor(u"controller"_s)); // who reads bank data
        m_host->freshTab(u"settings/company"_s);
        auto *section = page()->findChild<CompanySection *>();
        QVERIFY(section);
        QTRY_VERIFY(!section->edited().code.isEmpty());
        section->bankButton()->click();
        OwnBankDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = m_host->window().findChild<OwnBankDialog *>()));
        QCOMPARE(dialog->company(), section->edited().code);
        QTRY_VERIFY2(dialog->state().contains(u"none of its own"_s), qPrintable(dialog->state()));
        QTRY_VERIFY(!dialog->field(u"iban"_s)->isReadOnly());
        keepPicture(u"company-bank"_s, dialog);
        dialog->reject();
    }
    void saysWhatElectronicInvoicesTellAboutTheCompany()
    {
        m_host->freshTab(u"settings/company"_s);
        auto *section = page()->findChild<CompanySection *>();
        QVERIFY(section);
        QTRY_VERIFY(!section->edited().code.isEmpty());
        const QString code = section->edited().code;
        section->einvoicesButton()->click();
        FieldDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = m_host->window().findChild<FieldDialog *>()));
        dialog->setAnswer(u"contact_name"_s, u"Accounts receivable"_s);
        dialog->setAnswer(u"contact_phone"_s, u"+49 69 1234"_s);
        dialog->setAnswer(u"address"_s, u"9999:1"_s);
        keepPicture(u"company-einvoices"_s, dialog);
        dialog->button()->click();
        QTRY_VERIFY2(dialog->note().contains(u"9999"_s), qPrintable(dialog->note())); // no scheme of addresses
        dialog->setAnswer(u"address"_s, u"EM:rechnung@meridian.example"_s);
        QPointer<FieldDialog> open(dialog);
        dialog->button()->click();
        QTRY_VERIFY(!open || !open->isVisible());
        const auto services = m_company->as(u"admin"_s);
        const auto kept = workspace::EinvoiceDesk(*services).seller(code);
        QVERIFY(kept);
        QCOMPARE(kept->contact.name, u"Accounts receivable"_s);
        QCOMPARE(kept->contact.telephone, u"+49 69 1234"_s);
        QCOMPARE(kept->electronicAddress.scheme, u"EM"_s);
    }
    void showsAddsAndEndsVatRegistrations()
    {
        m_host->freshTab(u"settings/company"_s);
        auto *section = page()->findChild<CompanySection *>();
        QVERIFY(section);
        QTRY_VERIFY(!section->edited().code.isEmpty() && section->addButton()->isEnabled());
        VatRegistrations *vat = section->vatRegistrations();
        QVERIFY(vat->countries().isEmpty());
        for (auto *scroll : section->findChildren<QScrollArea *>())
            scroll->ensureWidgetVisible(vat);
        const auto type = [&](const QString &country) {
            vat->country()->clear();
            QTest::keyClicks(vat->country(), country);
        };
        type(u"f"_s);
        QCOMPARE(vat->finding(), QString()); // half a country is no mistake
        QVERIFY(!vat->addButton()->isEnabled());
        type(u"xx"_s);
        QVERIFY2(vat->finding().contains(u"“XX” is no country"_s), qPrintable(vat->finding()));
        QVERIFY(!vat->addButton()->isEnabled());
        type(section->edited().address.country);
        QVERIFY2(vat->finding().contains(u"at home"_s), qPrintable(vat->finding()));
        keepPicture(u"company-vat-finding"_s);
        type(u"fr"_s);
        QCOMPARE(vat->finding(), QString());
        QTest::keyClick(vat->country(), Qt::Key_Return);
        type(u"it"_s);
        vat->addButton()->click();
        type(u"fr"_s);
        QVERIFY2(vat->finding().contains(u"already"_s), qPrintable(vat->finding()));
        vat->country()->clear();
        vat->oneStopShop()->setChecked(true);
        QCOMPARE(section->edited().vatRegistrations, (QStringList{u"FR"_s, u"IT"_s}));
        keepPicture(u"company-vat"_s);
        section->save();
        QTRY_VERIFY(m_host->window().toasts().latest().contains(u"is saved."_s));
        auto services = m_company->as(u"admin"_s);
        const auto stored = [&] { return services->seller().entityOf(section->edited().code).value(); };
        QCOMPARE(stored().vatRegistrations, (QStringList{u"FR"_s, u"IT"_s}));
        QVERIFY(stored().oneStopShop);
        QTRY_VERIFY(section->vatRegistrations()->endButton(u"FR"_s));
        vat->endButton(u"FR"_s)->click();
        vat->oneStopShop()->setChecked(false);
        const int saves = stored().version;
        section->save();
        QTRY_COMPARE(stored().version, saves + 1);
        QCOMPARE(stored().vatRegistrations, QStringList{u"IT"_s});
        QVERIFY(!stored().oneStopShop);
    }
    void addsACompanyThatIssuesInvoices()
    {
        m_host->freshTab(u"settings/company"_s);
        auto *section = page()->findChild<CompanySection *>();
        QVERIFY(section);
        QTRY_VERIFY(!section->edited().code.isEmpty() && section->addButton()->isEnabled());
        section->addButton()->click();
        CompanyDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = m_host->window().findChild<CompanyDialog *>()));
        QTest::keyClicks(dialog->code(), u"de"_s);
        QCOMPARE(dialog->numbers()->text(), u"DE-{year}-{number}"_s);
        dialog->name()->setText(u"Meridian Cloud GmbH"_s);
        dialog->currency()->setText(u"EUR"_s);
        dialog->country()->setText(u"XX"_s);
        dialog->addButton()->click();
        QTRY_VERIFY2(dialog->note().contains(u"no country"_s), qPrintable(dialog->note()));
        keepPicture(u"company-add"_s, dialog);
        dialog->country()->setText(u"de"_s);
        dialog->addButton()->click();
        QTRY_COMPARE(section->edited().code, u"DE"_s); // and is shown
        QCOMPARE(section->edited().address.country, u"DE"_s);
        keepPicture(u"company-added"_s);
        auto services = m_company->as(u"admin"_s);
        QCOMPARE(services->seller().entityOf(u"DE"_s)->legalName, u"Meridian Cloud GmbH"_s);
    }
    void saysWhoMayChangeTheCompany()
    {
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host->freshTab(u"settings/company"_s);
        QLineEdit *name = field(u"Legal name"_s);
        QTRY_COMPARE(name->text(), u"Meridian Cloud Inc."_s);
        QVERIFY(name->isReadOnly());
        QTest::keyClick(name, Qt::Key_S, Qt::ControlModifier);
        QVERIFY2(m_host->window().toasts().latest().contains(u"may not change the company"_s),
                 qPrintable(m_host->window().toasts().latest()));
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
        const auto proposed = [this] {
            const auto open = storage::PeopleSql(m_company->as(u"admin"_s)->session()).open(u"ito"_s, u"approver"_s);
            return open.has_value();
        };
        QTRY_VERIFY(proposed());
        QVERIFY(!m_company->as(u"admin"_s)->seller().user(u"ito"_s)->roles.contains(u"approver"_s));
        // A controller agrees.
        const QString before = m_company->workspace().actor();
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        page()->findChild<PeopleSection *>()->reload();
        QPushButton *agree = nullptr;
        for (auto *button : page()->findChildren<QPushButton *>()) {
            if (button->text() == u"Agree"_s)
                agree = button;
        }
        QVERIFY(agree);
        QTRY_VERIFY(!agree->isHidden());
        agree->click();
        QTRY_VERIFY(m_company->as(u"admin"_s)->seller().user(u"ito"_s)->roles.contains(u"approver"_s));
        QVERIFY(m_company->workspace().setActor(before));
    }
    void proposesWhatAPersonReaches()
    {
        m_host->freshTab(u"settings/people"_s);
        auto *section = page()->findChild<PeopleSection *>();
        auto *table = section->findChild<TableView *>();
        QTRY_VERIFY(table->model()->rowCount() >= 7);
        table->selectId(u"okafor"_s);
        QLineEdit *region = field(u"Region"_s);
        QLineEdit *centres = field(u"Cost centers"_s);
        QVERIFY(region && centres);
        region->setText(u"EMEA, AMER"_s);
        centres->setText(u"Operations"_s);
        section->save();
        const auto proposed = [this] {
            return storage::PeopleSql(m_company->as(u"admin"_s)->session()).openScope(u"okafor"_s).value();
        };
        QTRY_VERIFY(proposed());
        QCOMPARE(proposed()->scope.costCentres, QStringList{u"Operations"_s});
        QCOMPARE(m_company->as(u"admin"_s)->seller().user(u"okafor"_s)->region, u"EMEA"_s);
        const QString before = m_company->workspace().actor();
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        section->reload();
        QPushButton *agree = nullptr;
        for (auto *button : section->findChildren<QPushButton *>()) {
            if (button->text() == u"Agree"_s)
                agree = button;
        }
        QTRY_VERIFY(agree && !agree->isHidden());
        keepPicture(u"people-scope"_s);
        agree->click();
        QTRY_COMPARE(m_company->as(u"admin"_s)->seller().user(u"okafor"_s)->region, u"EMEA, AMER"_s);
        QVERIFY(m_company->workspace().setActor(before));
    }
    void agreesToPaymentInstructionsOfAnother()
    {
        auto admin = m_company->as(u"admin"_s);
        auto company = admin->seller().entities()->front();
        const QStringList before = company.paymentInstructions;
        company.paymentInstructions = {u"IBAN DE89 3704 0044 0532 0130 00"_s};
        QVERIFY(workspace::CompanyDesk(*admin).saveEntity(company));
        QCOMPARE(admin->seller().entity(company.id)->paymentInstructions, before);
        const QString actor = m_company->workspace().actor();
        QVERIFY(m_company->workspace().setActor(u"operator"_s));
        m_host->freshTab(u"settings/company"_s);
        auto *waiting = page()->findChild<PayToAgreement *>();
        QVERIFY(waiting);
        QTRY_VERIFY(!waiting->isHidden());
        QPushButton *agree = waiting->findChild<QPushButton *>();
        QTRY_VERIFY(agree && !agree->isHidden() && agree->text() == u"Agree"_s);
        for (auto *scroll : page()->findChildren<QScrollArea *>())
            scroll->ensureWidgetVisible(waiting);
        keepPicture(u"company-pay-to"_s);
        agree->click();
        QTRY_COMPARE(m_company->as(u"admin"_s)->seller().entity(company.id)->paymentInstructions,
                     company.paymentInstructions);
        QTRY_VERIFY(page()->findChild<PayToAgreement *>()->isHidden());
        QVERIFY(m_company->workspace().setActor(actor));
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
        section->backup()->backUp(copy);
        QTRY_VERIFY(m_host->window().toasts().latest().contains(u"copy.accord"_s));
        QVERIFY(workspace::Workspace::open(copy));
    }
    void plansBackups()
    {
        const QString before = m_company->workspace().actor();
        QVERIFY(m_company->workspace().setActor(u"admin"_s));
        m_host->freshTab(u"settings/database"_s);
        auto *card = page()->findChild<BackupCard *>();
        QTRY_VERIFY(card->savePlan()->isEnabled());
        card->findChild<QComboBox *>()->setCurrentIndex(3); // every day
        card->folder()->setText(u"no/such/folder"_s);
        card->savePlan()->click();
        QTRY_VERIFY(card->note().contains(u"no/such/folder"_s));
        const QTemporaryDir folder;
        card->folder()->setText(folder.path());
        card->keep()->setValue(3);
        card->savePlan()->click();
        QTRY_VERIFY(m_host->window().toasts().latest().contains(u"plan"_s));
        const auto admin = m_company->as(u"admin"_s);
        const auto plan = workspace::backupPlan(*admin).value();
        QVERIFY(plan && plan->everyHours == 24 && plan->keep == 3 && plan->folder == folder.path());
        jobs::Progress progress;
        QVERIFY(workspace::backUpIfDue(*admin, progress).value());
        card->reload();
        QTRY_VERIFY(card->facts()->findChildren<QLabel *>().size() >= 4);
        keepPicture(u"backup-plan"_s);
        QVERIFY(m_company->workspace().setActor(u"operator"_s)); // who may not plan them sees why
        card->reload();
        QTRY_VERIFY(!card->savePlan()->isEnabled());
        QVERIFY(m_company->workspace().setActor(before));
    }
    void confirmsTheNumberingOfARestoredBackup()
    {
        const QString before = m_company->workspace().actor();
        QVERIFY(m_company->workspace().setActor(u"controller"_s));
        const auto controller = m_company->as(u"controller"_s);
        storage::RestorationsSql restorations(controller->session());
        storage::Restoration restoration;
        restoration.id = QUuid::createUuid();
        restoration.restoredAt = QDateTime(QDate(2026, 6, 30), QTime(8, 0), Qt::UTC);
        restoration.restoredBy = u"olivia"_s;
        restoration.backup = u"company 2026-06-29.accord"_s;
        restoration.seal = u"1:00"_s;
        QVERIFY(restorations.add(restoration));
        m_host->freshTab(u"settings/database"_s);
        auto *section = page()->findChild<DatabaseSection *>();
        QTRY_VERIFY(section->confirmButton()->isVisible());
        keepPicture(u"restored"_s);
        section->confirmButton()->click();
        auto *dialog = m_host->window().findChild<NumberingDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->confirmButton()->isEnabled());
        dialog->seen()->setText(u"nothing"_s);
        dialog->confirmButton()->click();
        QTRY_VERIFY(dialog->note().contains(u"nothing"_s));
        keepPicture(u"numbering"_s, dialog);
        dialog->seen()->clear();
        dialog->remark()->setText(u"Compared with the mail that left"_s);
        dialog->confirmButton()->click();
        QTRY_VERIFY(restorations.open()->empty());
        QTRY_VERIFY(!section->confirmButton()->isVisible());
        QCOMPARE(restorations.all()->front().note, u"Compared with the mail that left"_s);
        QVERIFY(m_company->workspace().setActor(before));
    }

private:
    /// Where ACCORD_PICTURES says, to be looked at.
    void keepPicture(const QString &name, QWidget *of = nullptr)
    {
        const QString folder = qEnvironmentVariable("ACCORD_PICTURES");
        if (folder.isEmpty())
            return;
        QTest::qWait(300); // until everything has its place
        (of ? of : &m_host->window())->grab().save(u"%1/settings-%2.png"_s.arg(folder, name));
    }
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

    const QTemporaryDir m_data;
    std::unique_ptr<test::Company> m_company;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<test::PageHost> m_host;
    std::atomic<int> m_previewed = 0;
};

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
