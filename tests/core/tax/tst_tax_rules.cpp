// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/tax_rules.h"
#include "core/tax/vat_number.h"

#include "core/tax/exemption_reasons.h"
#include "core/tax/nexus.h"
#include "core/tax/tax_provider.h"
#include "core/tax/withholding.h"
#include "tests/support/contracts.h"

#include <QtCore/QSet>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::tax;
using namespace accord::testing;

namespace {

RateTable rates()
{
    return RateTable::fromCsv("jurisdiction,name,regime,percent,valid_from,valid_to\n"
                              "US-CA,California state tax,sales_tax,7.25,,\n"
                              "US-CA/San Francisco,San Francisco tax,sales_tax,1.00,,\n"
                              "US-TX,Texas state tax,sales_tax,6.25,,\n"
                              "DE,VAT Germany,vat_eu,19,1983-07-01,2020-06-30\n"
                              "DE,VAT Germany,vat_eu,16,2020-07-01,2020-12-31\n"
                              "DE,VAT Germany,vat_eu,19,2021-01-01,\n"
                              "FR,VAT France,vat_eu,20,,\n"
                              "CH,VAT Switzerland,vat,8.1,,\n")
        .value();
}

BuyerFacts buyerIn(const QString &country, const QString &region = {}, const QString &city = {})
{
    BuyerFacts buyer;
    buyer.placeOfSupply.country = country;
    buyer.placeOfSupply.region = region;
    buyer.placeOfSupply.city = city;
    return buyer;
}

accounts::ExemptionCertificate certificate(const QString &jurisdiction, const QString &from, const QString &to)
{
    accounts::ExemptionCertificate result;
    result.jurisdiction = jurisdiction;
    result.number = u"C-1"_s;
    result.validFrom = day(from);
    result.validTo = day(to);
    return result;
}

/// "S 7.25 + S 1"
QString brief(const Result<std::vector<Component>> &components)
{
    if (!components)
        return components.error().id;
    QStringList parts;
    for (const Component &component : *components)
        parts += code(component.category) + u' ' + component.percent.toShortString();
    return parts.join(u" + "_s);
}

} // namespace

class TestTaxRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsTheFormOfVatNumbers_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<bool>("is");
        for (const QString &number :
             {u"DE123456789"_s, u"FR40303265045"_s, u"fr 40 303265045"_s, u"ATU12345678"_s, u"BE0123456789"_s,
              u"EL094014298"_s, u"NL123456789B01"_s, u"IE1234567FA"_s, u"ES-X1234567X"_s, u"XI123456789"_s})
            QTest::newRow(qPrintable(number)) << number << true;
        for (const QString &number : {u""_s, u"XX"_s, u"DE12345678"_s, u"DE1234567890"_s, u"GR094014298"_s,
                                      u"AT12345678"_s, u"GB123456789"_s, u"QQ811569869"_s, u"123456789"_s})
            QTest::newRow(qPrintable(u"not "_s + number)) << number << false;
    }
    void knowsTheFormOfVatNumbers()
    {
        QFETCH(QString, number);
        QFETCH(bool, is);
        QCOMPARE(tax::isVatNumber(number), is);
    }
    void knowsTheMemberStates()
    {
        for (const QString &state : {u"DE"_s, u"GR"_s, u"HR"_s, u"IE"_s})
            QVERIFY2(tax::isMemberState(state), qPrintable(state));
        for (const QString &other : {u"GB"_s, u"CH"_s, u"NO"_s, u"US"_s, u"EL"_s, u"XI"_s, u""_s})
            QVERIFY2(!tax::isMemberState(other), qPrintable(other));
    }
    void collectsFromTheDayOfEconomicNexus()
    {
        SellerFacts seller{u"US"_s, {u"CA"_s}, {}, false, {{u"TX"_s, day(u"2025-07-01"_s)}}};
        const auto taxOn = [&](const QString &iso) {
            return brief(componentsFor(seller, buyerIn(u"US"_s, u"TX"_s), day(iso), rates()));
        };
        QCOMPARE(taxOn(u"2025-06-30"_s), u"O 0"_s);
        QCOMPARE(taxOn(u"2025-07-01"_s), u"S 6.25"_s);
    }

    void aTaxOnTaxesStandsBehindThem()
    {
        SellerFacts seller{u"US"_s, {u"CA"_s}, {}, false};
        const auto taxes = [&](const QStringList &onOthers) {
            seller.compoundTaxes = onOthers;
            return componentsFor(seller, buyerIn(u"US"_s, u"CA"_s, u"San Francisco"_s), day(u"2026-01-01"_s), rates())
                .value();
        };
        auto components = taxes({});
        QVERIFY(!components[0].compound && !components[1].compound);
        components = taxes({u"US-CA"_s});
        QCOMPARE(components[0].jurisdiction, u"US-CA/San Francisco"_s);
        QVERIFY(!components[0].compound && components[1].compound);
        components = taxes({u"US-CA/San Francisco"_s});
        QCOMPARE(components[1].jurisdiction, u"US-CA/San Francisco"_s);
        QVERIFY(!components[0].compound && components[1].compound);
        seller.compoundTaxes = {u"US-TX"_s}; // alone, there is nothing to levy it on
        seller.nexusStates = {u"TX"_s};
        QVERIFY(!componentsFor(seller, buyerIn(u"US"_s, u"TX"_s), day(u"2026-01-01"_s), rates())->front().compound);
    }

    void findsTheDayOnWhichAThresholdIsPassed_data()
    {
        QTest::addColumn<QString>("sales"); // day=amount
        QTest::addColumn<int>("transactions");
        QTest::addColumn<bool>("both");
        QTest::addColumn<QString>("from");
        QTest::newRow("60,000 + 40,000 reach 100,000 on 10 May")
            << u"2025-01-02=60000 2025-05-10=40000 2025-06-01=1"_s << 0 << false << u"2025-05-11"_s;
        QTest::newRow("in any order") << u"2025-05-10=40000 2025-01-02=60000"_s << 0 << false << u"2025-05-11"_s;
        QTest::newRow("a cent short") << u"2025-01-02=60000 2025-05-10=39999.99"_s << 0 << false << QString();
        QTest::newRow("over two years the count starts again")
            << u"2024-12-31=60000 2025-01-01=60000"_s << 0 << false << QString();
        QTest::newRow("the third sale") << u"2025-01-01=1 2025-01-02=1 2025-01-03=1"_s << 3 << false << u"2025-01-04"_s;
        QTest::newRow("both are needed") << u"2025-01-01=1 2025-01-02=1 2025-01-03=1 2025-02-01=100000"_s << 3 << true
                                         << u"2025-02-02"_s;
        QTest::newRow("no sales") << QString() << 3 << false << QString();
    }
    void findsTheDayOnWhichAThresholdIsPassed()
    {
        QFETCH(QString, sales);
        QFETCH(int, transactions);
        QFETCH(bool, both);
        QFETCH(QString, from);
        std::vector<SaleIntoState> list;
        for (const QString &sale : sales.split(u' ', Qt::SkipEmptyParts))
            list.push_back({day(sale.section(u'=', 0, 0)), decimal(sale.section(u'=', 1))});
        const auto nexus = economicNexus({u"TX"_s, Decimal(100'000), transactions, both}, list).value();
        QCOMPARE(nexus ? nexus->day.toString(Qt::ISODate) : QString(), from);
    }

    void countsThePeriodThatTheStateLooksAt_data()
    {
        QTest::addColumn<NexusPeriod>("period");
        QTest::addColumn<QString>("sales");
        QTest::addColumn<QString>("standing"); // sum, share, counted days, first day to collect
        const QString twoYears = u"2025-03-10=90000 2026-01-05=20000 2026-04-01=5000"_s;
        QTest::newRow("this year or the one before")
            << NexusPeriod::CalendarYear << twoYears << u"90000.00 90.0 2025-01-01/2026-01-01"_s;
        QTest::newRow("twelve months slide")
            << NexusPeriod::TwelveMonths << twoYears
            << u"25000.00 25.0 2025-05-01/2026-05-01 2026-01-06"_s; // reached in January
        QTest::newRow("twelve months that were full once")
            << NexusPeriod::TwelveMonths << u"2025-06-01=60000 2026-02-01=45000"_s
            << u"105000.00 105.0 2025-05-01/2026-05-01 2026-02-02"_s;
        QTest::newRow("a sale of thirteen months ago counts no more")
            << NexusPeriod::TwelveMonths << u"2025-03-31=60000 2026-04-01=45000"_s
            << u"45000.00 45.0 2025-05-01/2026-05-01"_s;
        QTest::newRow("the year before obliges from January on")
            << NexusPeriod::YearBefore << u"2025-03-10=100000"_s
            << u"100000.00 100.0 2025-01-01/2026-01-01 2026-01-01"_s;
        QTest::newRow("this year obliges from next January on")
            << NexusPeriod::YearBefore << u"2026-03-10=100000"_s
            << u"100000.00 100.0 2026-01-01/2026-05-01 2027-01-01"_s;
        QTest::newRow("the share is cut, not rounded up to what is not reached")
            << NexusPeriod::CalendarYear << u"2026-01-05=99999.99"_s << u"99999.99 99.9 2026-01-01/2026-05-01"_s;
        QTest::newRow("what comes later does not count")
            << NexusPeriod::CalendarYear << u"2026-05-01=100000"_s << u"0.00 0.0 2026-01-01/2026-05-01"_s;
    }
    void countsThePeriodThatTheStateLooksAt()
    {
        QFETCH(NexusPeriod, period);
        QFETCH(QString, sales);
        QFETCH(QString, standing);
        std::vector<SaleIntoState> list;
        for (const QString &sale : sales.split(u' ', Qt::SkipEmptyParts))
            list.push_back({day(sale.section(u'=', 0, 0)), decimal(sale.section(u'=', 1))});
        const auto found
            = nexusStanding({u"TX"_s, Decimal(100'000), 0, false, period}, list, day(u"2026-04-30"_s)).value();
        QStringList said{found.sales.toString(), found.share.toString(), found.period.toString()};
        if (found.collects)
            said << found.collects->day.toString(Qt::ISODate);
        QCOMPARE(said.join(u' '), standing);
    }

    void theThresholdThatDecidesGivesTheShare()
    {
        const std::vector<SaleIntoState> sales{{day(u"2026-01-05"_s), Decimal(30'000)},
                                               {day(u"2026-01-06"_s), Decimal(20'000)},
                                               {day(u"2026-01-07"_s), Decimal(-10'000), 0}};
        const auto share = [&](bool both) {
            return nexusStanding({u"NY"_s, Decimal(100'000), 4, both}, sales, day(u"2026-04-30"_s))->share.toString();
        };
        QCOMPARE(share(false), u"50.0"_s); // two of four sales
        QCOMPARE(share(true), u"40.0"_s); // 40,000 of 100,000
    }

    void aCertificateCoversItsPlaceAndItsDays_data()
    {
        QTest::addColumn<QString>("jurisdiction");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("taxes");
        const QString taxed = u"S 7.25 + S 1"_s;
        QTest::newRow("the state") << u"US-CA"_s << u"2025-01-01"_s << u"2026-01-01"_s << u"E 0"_s;
        QTest::newRow("every state") << u"US"_s << u"2025-01-01"_s << u"2026-01-01"_s << u"E 0"_s;
        QTest::newRow("without end") << u"US-CA"_s << u"2025-01-01"_s << QString() << u"E 0"_s;
        QTest::newRow("its first day") << u"US-CA"_s << u"2025-06-15"_s << QString() << u"E 0"_s;
        QTest::newRow("the day before its first") << u"US-CA"_s << u"2025-06-16"_s << QString() << taxed;
        QTest::newRow("its last day") << u"US-CA"_s << u"2025-01-01"_s << u"2025-06-16"_s << u"E 0"_s;
        QTest::newRow("the day after") << u"US-CA"_s << u"2025-01-01"_s << u"2025-06-15"_s << taxed;
        QTest::newRow("another state") << u"US-NY"_s << u"2025-01-01"_s << QString() << taxed;
        QTest::newRow("a state whose code begins alike") << u"US-C"_s << u"2025-01-01"_s << QString() << taxed;
        QTest::newRow("the city alone") << u"US-CA/San Francisco"_s << u"2025-01-01"_s << QString()
                                        << u"S 7.25 + E 0"_s;
    }
    void aCertificateCoversItsPlaceAndItsDays()
    {
        QFETCH(QString, jurisdiction);
        QFETCH(QString, from);
        QFETCH(QString, to);
        auto buyer = buyerIn(u"US"_s, u"CA"_s, u"San Francisco"_s);
        buyer.certificates = {certificate(jurisdiction, from, to)};
        const SellerFacts seller{u"US"_s, {u"CA"_s}, {}, false, {}};
        QTEST(brief(componentsFor(seller, buyer, day(u"2025-06-15"_s), rates())), "taxes");
    }

    void europeanVatFollowsTheBuyer_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("vatId");
        QTest::addColumn<bool>("oneStopShop");
        QTest::addColumn<QString>("on");
        QTest::addColumn<QString>("taxes");
        QTest::newRow("at home") << u"DE"_s << u"DE123"_s << false << u"2025-01-01"_s << u"S 19"_s;
        QTest::newRow("at home while the rate was lower")
            << u"DE"_s << QString() << false << u"2020-08-01"_s << u"S 16"_s;
        QTest::newRow("a business abroad") << u"FR"_s << u"FR123"_s << false << u"2025-01-01"_s << u"AE 0"_s;
        QTest::newRow("a consumer abroad by one-stop shop")
            << u"FR"_s << QString() << true << u"2025-01-01"_s << u"S 20"_s;
        QTest::newRow("a consumer abroad without it") << u"FR"_s << QString() << false << u"2025-01-01"_s << u"O 0"_s;
        QTest::newRow("outside the union") << u"CH"_s << QString() << true << u"2025-01-01"_s << u"G 0"_s;
        QTest::newRow("where the table knows nothing") << u"BR"_s << QString() << true << u"2025-01-01"_s << u"G 0"_s;
    }
    void europeanVatFollowsTheBuyer()
    {
        QFETCH(QString, country);
        QFETCH(QString, vatId);
        QFETCH(bool, oneStopShop);
        QFETCH(QString, on);
        auto buyer = buyerIn(country);
        buyer.vatId = vatId;
        const SellerFacts seller{u"DE"_s, {}, {}, oneStopShop, {}};
        QTEST(brief(componentsFor(seller, buyer, day(on), rates())), "taxes");
    }

    void knowsTheReasonsOfTheCodeList()
    {
        QCOMPARE(exemptionReasons().size(), size_t(88));
        QSet<QString> codes;
        for (const ExemptionReason &reason : exemptionReasons()) {
            const QString code = QString::fromUtf16(reason.code);
            QVERIFY(!codes.contains(code));
            codes.insert(code);
            QVERIFY(!QStringView(reason.words).isEmpty());
        }
        QCOMPARE(untaxed(u"DE"_s, u"VAT"_s, u"VATEX-EU-132-1I"_s)->category, Category::Exempt);
        QCOMPARE(untaxed(u"FR"_s, u"VAT"_s, u"VATEX-EU-AE"_s)->category, Category::ReverseCharge);
        QCOMPARE(untaxed(u"CH"_s, u"VAT"_s, u"VATEX-EU-G"_s)->category, Category::Export);
        QCOMPARE(untaxed(u"FR"_s, u"VAT"_s, u"VATEX-EU-IC"_s).error().id, u"tax.category_unknown"_s);
        QCOMPARE(untaxed(u"FR"_s, u"VAT"_s, u"VATEX-XX"_s).error().id, u"tax.reason_unknown"_s);
    }

    void theTableAnswersAsAProvider()
    {
        const RateTable table = rates();
        const RateTableProvider provider(table);
        const TaxRequest request{{u"US"_s, {u"CA"_s}, {}, false, {}},
                                 {buyerIn(u"US"_s, u"CA"_s, u"San Francisco"_s), buyerIn(u"US"_s, u"NY"_s)},
                                 {{usd(u"100.00"_s), 0, {}}, {usd(u"50.00"_s), 1, {}}},
                                 currency(u"USD"_s),
                                 day(u"2025-01-31"_s),
                                 false,
                                 Rounding::RateGroup};
        auto answer = provider.taxOn(request).value();
        QCOMPARE(answer.result.total, usd(u"8.25"_s));
        QCOMPARE(brief(answer.components[1]), u"O 0"_s);
        QVERIFY(checkAnswer(request, answer));

        auto wrong = answer;
        wrong.result.total = usd(u"8.26"_s);
        QCOMPARE(checkAnswer(request, wrong).error().id, u"tax.answer_inconsistent"_s);
        wrong = answer;
        wrong.nets[0] = usd(u"99.00"_s);
        QCOMPARE(checkAnswer(request, wrong).error().args.value(u"what"_s).toString(), u"net of a line"_s);
        wrong = answer;
        wrong.components.pop_back();
        QCOMPARE(checkAnswer(request, wrong).error().args.value(u"what"_s).toString(), u"lines"_s);
        wrong = answer;
        wrong.components[1].clear();
        QCOMPARE(checkAnswer(request, wrong).error().args.value(u"what"_s).toString(), u"components"_s);
    }

    void withholdsFromThePayment_data()
    {
        QTest::addColumn<QString>("net");
        QTest::addColumn<QString>("total");
        QTest::addColumn<QString>("percent");
        QTest::addColumn<bool>("onTotal");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("withheld");
        QTest::addColumn<QString>("payable");
        QTest::newRow("10 % of the net 1,000.00, of 1,180.00 with tax")
            << u"1000.00"_s << u"1180.00"_s << u"10"_s << false << QString() << u"100.00"_s << u"1080.00"_s;
        QTest::newRow("of the total") << u"1000.00"_s << u"1180.00"_s << u"10"_s << true << QString() << u"118.00"_s
                                      << u"1062.00"_s;
        QTest::newRow("on the threshold")
            << u"1000.00"_s << u"1180.00"_s << u"10"_s << false << u"1000.00"_s << u"100.00"_s << u"1080.00"_s;
        QTest::newRow("below the threshold")
            << u"999.99"_s << u"1179.99"_s << u"10"_s << false << u"1000.00"_s << u"0.00"_s << u"1179.99"_s;
        QTest::newRow("rounded once: 7.5 % of 33.33 = 2.49975")
            << u"33.33"_s << u"33.33"_s << u"7.5"_s << false << QString() << u"2.50"_s << u"30.83"_s;
        QTest::newRow("a credit gives it back")
            << u"-1000.00"_s << u"-1180.00"_s << u"10"_s << false << QString() << u"-100.00"_s << u"-1080.00"_s;
    }
    void withholdsFromThePayment()
    {
        QFETCH(QString, net);
        QFETCH(QString, total);
        QFETCH(QString, percent);
        QFETCH(bool, onTotal);
        QFETCH(QString, from);
        const WithholdingRule rule{u"Withholding"_s, decimal(percent), onTotal,
                                   from.isEmpty() ? std::nullopt : std::optional(usd(from))};
        const auto payment = withhold(usd(net), usd(total), rule);
        QVERIFY(payment);
        QTEST(payment->withheld.toString(), "withheld");
        QTEST(payment->payable.toString(), "payable");
    }

    void refusesToWithholdMoreThanEverything()
    {
        QCOMPARE(withhold(usd(u"1.00"_s), usd(u"1.00"_s), {{}, Decimal(101), false, {}}).error().id,
                 u"tax.withholding_percent"_s);
    }
};
QTEST_APPLESS_MAIN(TestTaxRules)
#include "tst_tax_rules.moc"
