// SPDX-License-Identifier: GPL-3.0-or-later
// Coupons of the price book: published, taken up no oftener than they may be, by two consoles at once as well, ended.
#include "tests/support/company.h"

#include "core/contracts/amendment.h"
#include "core/contracts/contract_json.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/contract_desk.h"
#include "core/workspace/coupons.h"
#include "core/workspace/master_data.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

#include <atomic>
#include <thread>

using namespace accord;
using namespace accord::test;
using contracts::Contract;

namespace {

const QDate firstDay(2026, 7, 1);

/// A coupon that two contracts may take up, beside those of the sample's price book.
void publish(Company &company)
{
    const auto services = company.as(u"controller"_s);
    QFile book(u":/accord/sample/price-book.json"_s);
    QVERIFY2(book.open(QIODevice::ReadOnly), "the price book of the sample is not among the resources");
    const auto first = workspace::MasterData(*services).importPriceBook(book.readAll());
    QVERIFY2(first, first ? "" : qPrintable(first.error().id + first.error().detail));
    const auto published = workspace::publishCoupon(*services, {{u"code"_s, u"TWO-ONLY"_s},
                                                                {u"name"_s, u"Two only"_s},
                                                                {u"basis"_s, u"percent"_s},
                                                                {u"scope"_s, u"recurring"_s},
                                                                {u"percent"_s, u"10"_s},
                                                                {u"uses"_s, 2}});
    QVERIFY2(published, published ? "" : qPrintable(published.error().id + published.error().detail));
}

/// Takes the coupon up for \a number. \returns the id of what refused it
QString takeUp(workspace::Services &services, const QString &number)
{
    const Contract saved = services.contracts().findByNumber(number).value();
    const auto granted = workspace::takeUpCoupon(services, u"TWO-ONLY"_s, firstDay);
    if (!granted)
        return granted.error().id;
    const auto next = contracts::amended(saved, {firstDay, u"Coupon"_s, {contracts::AddedDiscount{*granted}}});
    const auto stored = workspace::ContractDesk(services).save(saved.id.toString(), *next, saved);
    return stored ? (stored->approval ? u"asked "_s + stored->approval->id.toString() : QString()) : stored.error().id;
}

int usedOf(workspace::Services &services, const QString &code)
{
    const auto all = workspace::coupons(services).value();
    return std::ranges::find(all, code, [](const auto &one) { return one.coupon.code(); })->used;
}

} // namespace

class TestCoupons : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoConsolesTakeNoMoreThanThereAre()
    {
        Company company;
        publish(company);
        QCOMPARE(takeUp(*company.as(u"operator"_s), u"UM-2026"_s), QString());
        // One is left, and two want it at the same moment.
        std::atomic<int> waiting = 0;
        QString results[2];
        const QString numbers[]{u"IT-2025"_s, u"CO-2026"_s};
        std::vector<std::thread> consoles;
        for (int i = 0; i < 2; ++i)
            consoles.emplace_back([&, i] {
                const auto services = company.as(u"operator"_s);
                ++waiting;
                while (waiting < 2)
                    std::this_thread::yield();
                results[i] = takeUp(*services, numbers[i]);
            });
        for (std::thread &console : consoles)
            console.join();
        QCOMPARE(results[0].isEmpty() + results[1].isEmpty(), 1);
        QCOMPARE(results[0] + results[1], u"coupons.used_up"_s);
        QCOMPARE(usedOf(*company.as(u"operator"_s), u"TWO-ONLY"_s), 2);
    }
    void anAgreementComesTooLateForACouponThatIsUsedUp()
    {
        Company company;
        publish(company);
        company.use(policyOf({{approvals::SubjectKind::Contract, 0}}));
        QStringList asked;
        for (const QString &number : {u"UM-2026"_s, u"CO-2026"_s, u"NW-2025"_s}) {
            const QString result = takeUp(*company.as(u"operator"_s), number);
            QVERIFY2(result.startsWith(u"asked "_s), qPrintable(result));
            asked << result.mid(6);
        }
        QStringList results;
        for (const QString &id : asked) {
            const auto decided = workspace::ApprovalDesk(*company.as(u"approver"_s))
                                     .decide(approvals::ApprovalId::parse(id).value(), approvals::Verdict::Approve, {});
            results << (decided ? QString() : decided.error().id);
        }
        QCOMPARE(results, (QStringList{QString(), QString(), u"coupons.used_up"_s}));
        QCOMPARE(usedOf(*company.as(u"operator"_s), u"TWO-ONLY"_s), 2);
    }
    void theDatabaseHoldsTheUsesWhateverProgramWrites()
    {
        Company company;
        publish(company);
        const auto services = company.as(u"operator"_s);
        for (const QString &number : {u"UM-2026"_s, u"CO-2026"_s})
            QCOMPARE(takeUp(*services, number), QString());
        auto third = services->contracts().findByNumber(u"IT-2025"_s).value();
        auto first = services->contracts().findByNumber(u"UM-2026"_s).value();
        third.discounts.push_back(first.discounts.back());
        ++third.version;
        const auto stored = services->contracts().addVersion(third, u"operator"_s, services->clock().now());
        QVERIFY(!stored);
        QCOMPARE(stored.error().id, u"coupons.beyond_uses"_s);
        // Who has it keeps it in the next version.
        first.changeReason = u"Something else"_s;
        ++first.version;
        const auto kept = services->contracts().addVersion(first, u"operator"_s, services->clock().now());
        QVERIFY2(kept, kept ? "" : qPrintable(kept.error().id));
    }
    void endsACouponAndLeavesWhatWasGranted()
    {
        Company company;
        publish(company);
        QCOMPARE(takeUp(*company.as(u"operator"_s), u"UM-2026"_s), QString());
        const auto controller = company.as(u"controller"_s);
        QVERIFY(workspace::endCoupon(*controller, u"TWO-ONLY"_s, QDate(2026, 6, 30)));
        QCOMPARE(takeUp(*company.as(u"operator"_s), u"CO-2026"_s), u"coupons.not_valid"_s);
        const auto umbra = controller->contracts().findByNumber(u"UM-2026"_s).value();
        QCOMPARE(umbra.discounts.back().coupon, u"TWO-ONLY"_s);
        QVERIFY(umbra.discounts.back().end.isNull());
        QCOMPARE(workspace::endCoupon(*controller, u"NOBODY"_s, QDate(2026, 6, 30)).error().id, u"coupons.unknown"_s);
    }
};

QTEST_GUILESS_MAIN(TestCoupons)
#include "tst_coupons.moc"
