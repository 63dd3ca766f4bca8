// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payments/payment_terms.h"
#include "tests/support/contracts.h"

#include <QtTest/QTest>

using namespace accord;
using namespace accord::payments;
using namespace accord::testing;

namespace {

tax::TaxGroup group(const QString &jurisdiction, const QString &percent, const QString &taxable, const QString &tax)
{
    tax::Component component;
    component.jurisdiction = jurisdiction;
    component.percent = decimal(percent);
    return {component, usd(taxable), usd(tax)};
}

QString text(const Result<DiscountTaken> &taken)
{
    if (!taken)
        return taken.error().id;
    QStringList parts{taken->gross.toString(), taken->net.toString(), taken->tax.toString()};
    for (const tax::TaxGroup &part : taken->taxGroups)
        parts += part.taxable.toString() + u'+' + part.tax.toString();
    return parts.join(u' ');
}

} // namespace

class TestPaymentTerms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void dueDates_data()
    {
        QTest::addColumn<QString>("issued");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("due");
        QTest::newRow("net 15 over the end of January") << u"2024-01-31"_s << u"net"_s << 15 << u"2024-02-15"_s;
        QTest::newRow("net 0 is the day itself") << u"2024-01-31"_s << u"net"_s << 0 << u"2024-01-31"_s;
        QTest::newRow("net 30 over the leap day") << u"2024-02-01"_s << u"net"_s << 30 << u"2024-03-02"_s;
        QTest::newRow("30 days from the end of the month")
            << u"2026-01-05"_s << u"net_from_end_of_month"_s << 30 << u"2026-03-02"_s;
        QTest::newRow("0 days from the end of a leap February")
            << u"2024-02-01"_s << u"net_from_end_of_month"_s << 0 << u"2024-02-29"_s;
        QTest::newRow("end of the month that 30 days reach")
            << u"2026-01-05"_s << u"end_of_month_after_net"_s << 30 << u"2026-02-28"_s;
        QTest::newRow("the last day of a month stays in it")
            << u"2026-01-31"_s << u"end_of_month_after_net"_s << 0 << u"2026-01-31"_s;
    }
    void dueDates()
    {
        QFETCH(QString, issued);
        QFETCH(QString, rule);
        QFETCH(int, days);
        PaymentTerms terms;
        terms.netDays = days;
        terms.rule = dueRuleFromString(rule).value();
        QCOMPARE(toString(terms.rule), rule);
        QTEST(dueDate(day(issued), terms)->toString(Qt::ISODate), "due");
    }

    void movesADayOffToTheNextBusinessDay()
    {
        BusinessCalendar calendar;
        calendar.holidays = {QDate(2026, 5, 25)}; // a Monday
        PaymentTerms terms;
        terms.netDays = 0;
        terms.onBusinessDays = true;
        QCOMPARE(dueDate(QDate(2026, 5, 22), terms, calendar).value(), QDate(2026, 5, 22)); // Friday
        QCOMPARE(dueDate(QDate(2026, 5, 23), terms, calendar).value(),
                 QDate(2026, 5, 26)); // Saturday, over the holiday
        terms.onBusinessDays = false;
        QCOMPARE(dueDate(QDate(2026, 5, 23), terms, calendar).value(), QDate(2026, 5, 23));
        QCOMPARE(calendar.after(QDate(2026, 5, 22), 3), QDate(2026, 5, 28));
        calendar.weekend = {1, 2, 3, 4, 5, 6, 7};
        QCOMPARE(calendar.onOrAfter(QDate(2026, 5, 23)), QDate(2026, 5, 23));
    }

    void refusesTermsThatMakeNoSense()
    {
        PaymentTerms terms;
        terms.netDays = -1;
        QCOMPARE(dueDate(QDate(2026, 1, 1), terms).error().id, u"payments.terms_net_days"_s);
        QCOMPARE(dueDate({}, {}).error().id, u"date.invalid"_s);
        QCOMPARE(dueRuleFromString(u"soon"_s).error().id, u"payments.due_rule_unknown"_s);
        terms.earlyPayments = {{10, decimal(u"2"_s)}, {20, decimal(u"3"_s)}};
        QCOMPARE(earlyPaymentOn(QDate(2026, 1, 1), QDate(2026, 1, 1), terms).error().id, u"payments.early_payment"_s);
        terms.earlyPayments = {{10, decimal(u"0"_s)}};
        QCOMPARE(earlyPaymentOn(QDate(2026, 1, 1), QDate(2026, 1, 1), terms).error().id, u"payments.early_payment"_s);
    }

    void theValueDateDecidesTheEarlyPayment()
    {
        const QDate issued(2026, 6, 1);
        PaymentTerms terms;
        terms.earlyPayments = {{7, decimal(u"3"_s)}, {14, decimal(u"2"_s)}};
        const auto percentOn = [&](int days) {
            const auto early = earlyPaymentOn(issued.addDays(days), issued, terms).value();
            return early ? early->percent.toString() : u"none"_s;
        };
        QCOMPARE(percentOn(0), u"3"_s);
        QCOMPARE(percentOn(7), u"3"_s);
        QCOMPARE(percentOn(8), u"2"_s);
        QCOMPARE(percentOn(14), u"2"_s);
        QCOMPARE(percentOn(15), u"none"_s);
    }

    void aDiscountTakesItsShareOfTheTax_data()
    {
        QTest::addColumn<QString>("net");
        QTest::addColumn<QString>("groups");
        QTest::addColumn<QString>("percent");
        QTest::addColumn<QString>("taken");
        QTest::newRow("2 % of 1,190.00") << u"1000.00"_s << u"DE:19:1000.00:190.00"_s << u"2"_s
                                         << u"23.80 20.00 3.80 20.00+3.80"_s;
        QTest::newRow("no tax at all") << u"1000.00"_s << QString() << u"2"_s << u"20.00 20.00 0.00 20.00+0.00"_s;
        QTest::newRow("two rates: 2 % of 226.00 is 4.52, of it 119/226 and 107/226")
            << u"200.00"_s << u"DE:19:100.00:19.00 DE:7:100.00:7.00"_s << u"2"_s
            << u"4.52 4.00 0.52 2.00+0.38 2.00+0.14"_s;
        // State and city are levied on the same net: 2 % of 108.25 is 2.17, 57.25 and 51.00 of it.
        QTest::newRow("two taxes on one net") << u"100.00"_s << u"US-CA:7.25:100.00:7.25 SF:1:100.00:1.00"_s << u"2"_s
                                              << u"2.17 2.00 0.17 1.00+0.15 1.00+0.02"_s;
        QTest::newRow("all of it") << u"100.00"_s << u"DE:19:100.00:19.00"_s << u"100"_s
                                   << u"119.00 100.00 19.00 100.00+19.00"_s;
        QTest::newRow("nothing off") << u"100.00"_s << QString() << u"0"_s << u"payments.early_payment"_s;
        QTest::newRow("more than all") << u"100.00"_s << QString() << u"100.01"_s << u"payments.early_payment"_s;
    }
    void aDiscountTakesItsShareOfTheTax()
    {
        QFETCH(QString, net);
        QFETCH(QString, groups);
        QFETCH(QString, percent);
        std::vector<tax::TaxGroup> all;
        for (const QString &one : groups.split(u' ', Qt::SkipEmptyParts)) {
            const QStringList part = one.split(u':');
            all.push_back(group(part[0], part[1], part[2], part[3]));
        }
        QTEST(text(discountTaken(usd(net), all, decimal(percent))), "taken");
    }
};
QTEST_APPLESS_MAIN(TestPaymentTerms)
#include "tst_payment_terms.moc"
