// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/coupon.h"

#include <QtCore/QJsonArray>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::contracts;

namespace {

QDate day(const QString &text)
{
    return QDate::fromString(text, Qt::ISODate);
}

QJsonObject spring()
{
    return {{u"code"_s, u"SPRING-26"_s},      {u"name"_s, u"Spring"_s}, {u"basis"_s, u"percent"_s},
            {u"scope"_s, u"everything"_s},    {u"percent"_s, u"20"_s},  {u"valid_from"_s, u"2026-03-01"_s},
            {u"valid_to"_s, u"2026-06-01"_s}, {u"months"_s, 3},         {u"uses"_s, 100}};
}

Result<std::vector<Coupon>> bookWith(const QJsonArray &coupons)
{
    return couponsFromJson({{u"currency"_s, u"USD"_s}, {u"coupons"_s, coupons}});
}

template<typename T> QString errorOf(const Result<T> &result)
{
    return result ? QString() : result.error().id;
}

} // namespace

class TestCoupon : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatAPriceBookPublishes()
    {
        const Coupon coupon = bookWith({spring()})->front();
        QCOMPARE(coupon.code(), u"SPRING-26"_s);
        QCOMPARE(coupon.discount.percent, Decimal(20));
        QVERIFY(coupon.discount.scope == pricing::DiscountScope::Everything);
        QCOMPARE(coupon.months, std::optional(3));
        QCOMPARE(coupon.uses, std::optional(100));
        QVERIFY(couponsFromJson({{u"currency"_s, u"USD"_s}})->empty());
    }

    void refusesACodeThatNobodyCouldTypeAndOneThatIsThereTwice()
    {
        QJsonObject lower = spring();
        lower.insert(u"code"_s, u"spring 26"_s);
        QCOMPARE(errorOf(bookWith({lower})), u"coupons.code"_s);
        QCOMPARE(errorOf(bookWith({spring(), spring()})), u"coupons.code_taken"_s);
    }

    void refusesMoreThanAHundredPercentAndSteps()
    {
        QJsonObject much = spring();
        much.insert(u"percent"_s, u"101"_s);
        QCOMPARE(errorOf(bookWith({much})), u"discount.percent_range"_s);
        QJsonObject steps = spring();
        steps.insert(u"basis"_s, u"locations"_s);
        QCOMPARE(errorOf(bookWith({steps})), u"coupons.basis"_s);
    }

    void isTakenUpWhileItIsValidAndLastsItsMonths()
    {
        const Coupon coupon = bookWith({spring()})->front();
        const auto granted = takenUp(coupon, day(u"2026-03-31"_s));
        QCOMPARE(granted->start, day(u"2026-03-31"_s));
        QCOMPARE(granted->end, day(u"2026-06-30"_s)); // three months later, in a month of 30 days
        QVERIFY(granted->holdsOn(day(u"2026-06-29"_s)) && !granted->holdsOn(day(u"2026-06-30"_s)));
        QCOMPARE(errorOf(takenUp(coupon, day(u"2026-02-28"_s))), u"coupons.not_valid"_s);
        QCOMPARE(errorOf(takenUp(coupon, day(u"2026-06-01"_s))), u"coupons.not_valid"_s);
        QVERIFY(takenUp(coupon, day(u"2026-05-31"_s)).has_value());
    }

    void isGrantedToTheLetter()
    {
        const Coupon coupon = bookWith({spring()})->front();
        pricing::Discount discount = *takenUp(coupon, day(u"2026-04-01"_s));
        QVERIFY(checkTakenUp(coupon, discount).has_value());
        discount.percent = Decimal(21);
        QCOMPARE(errorOf(checkTakenUp(coupon, discount)), u"coupons.differs"_s);
        discount.percent = Decimal(20);
        discount.end = QDate();
        QCOMPARE(errorOf(checkTakenUp(coupon, discount)), u"coupons.differs"_s);
        discount.start = QDate();
        QCOMPARE(errorOf(checkTakenUp(coupon, discount)), u"coupons.not_valid"_s);
    }
};

QTEST_GUILESS_MAIN(TestCoupon)
#include "tst_coupon.moc"
