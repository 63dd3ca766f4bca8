// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/what_if.h"
#include "core/workspace/what_if.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using contracts::TriedChange;

namespace {

const QByteArray document = R"({
 "format": "accord.contract/1", "number": "C-1", "currency": "USD", "start": "2025-01-01", "end": "2026-01-01",
 "terms": {"net_days": 30},
 "items": [
  {"key": "base", "description": "Platform", "quantity": "10", "price": {"model": "per_unit", "unit_price": "50.00"}},
  {"key": "calls", "kind": "usage", "meter": "calls", "included": "0", "description": "Calls",
   "price": {"model": "graduated", "tiers": [{"up_to": "10", "unit_price": "1.00"}, {"up_to": null, "unit_price": "0.50"}]}}
 ]})";

QJsonObject contract()
{
    return QJsonDocument::fromJson(document).object();
}

QJsonObject changed(const QString &path, const QString &value)
{
    return contracts::withChanges(contract(), {{path, value}}).value();
}

workspace::WhatIf tried(const std::vector<TriedChange> &changes)
{
    const auto reference = workspace::ReferenceData::load().value();
    const std::vector<usage::TableEntry> calls{{QDate(2025, 3, 7), u"calls"_s, {}, Decimal(25)}};
    const workspace::QuoteRequest request{document, calls, u"usage"_s, Period::parseMonth(u"2025-03"_s).value(), false};
    return workspace::tryOut(request, changes, *reference).value();
}

} // namespace

class TestWhatIf : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pathNamesEntriesByTheirKey()
    {
        const QJsonObject item
            = changed(u"items.base.quantity"_s, u"20"_s).value(u"items"_s).toArray().at(0).toObject();
        QCOMPARE(item.value(u"quantity"_s).toString(), u"20"_s);
        QCOMPARE(changed(u"terms.net_days"_s, u"45"_s).value(u"terms"_s).toObject().value(u"net_days"_s).toInt(), 45);
    }
    void shortFormsMoveAndLengthenTheTerm()
    {
        const QJsonObject moved = changed(u"start"_s, u"2025-02-01"_s);
        QCOMPARE(moved.value(u"end"_s).toString(), u"2026-02-01"_s);
        // Twelve months stay twelve months where there is a 29 February in between, and days of a begun month stay
        // days.
        QCOMPARE(changed(u"start"_s, u"2027-03-15"_s).value(u"end"_s).toString(), u"2028-03-15"_s);
        QJsonObject begun = contract();
        begun.insert(u"end"_s, u"2025-03-11"_s);
        const auto later = contracts::withChanges(begun, {{u"start"_s, u"2026-02-01"_s}});
        QCOMPARE(later->value(u"end"_s).toString(), u"2026-04-11"_s);
        QCOMPARE(changed(u"term"_s, u"36"_s).value(u"end"_s).toString(), u"2028-01-01"_s);
    }
    void whatIsNotThereIsNamed()
    {
        const auto unknown = contracts::withChanges(contract(), {{u"items.nothing.quantity"_s, u"1"_s}});
        QVERIFY(!unknown);
        QCOMPARE(unknown.error().id, u"contracts.change_path"_s);
        QCOMPARE(unknown.error().args.value(u"part"_s).toString(), u"nothing"_s);
        QCOMPARE(contracts::withChanges(contract(), {{u"term"_s, u"0"_s}}).error().id, u"contracts.change_value"_s);
        QCOMPARE(contracts::parseChange(u"quantity"_s).error().id, u"contracts.change_form"_s);
    }
    void billsStandSideBySideWithTheirDifferences()
    {
        // March: 10 × 50.00 + 10 × 1.00 + 15 × 0.50 = 517.50; with 12 seats 617.50.
        const auto result = tried({{u"quantity.base"_s, u"12"_s}});
        QCOMPARE(result.now.bill.total.toString(), u"517.50"_s);
        QCOMPARE(result.then.bill.total.toString(), u"617.50"_s);
        QCOMPARE(result.totalDifference.toString(), u"100.00"_s);
        QCOMPARE(result.termDifference.toString(), u"1200.00"_s); // twelve months
        QCOMPARE(result.lines.size(), 2U);
        QCOMPARE(result.lines[0].difference.toString(), u"100.00"_s);
        QCOMPARE(result.lines[1].difference.toString(), u"0.00"_s);
    }
    void anotherModelShowsItsCliffs()
    {
        // 25 calls by volume: 25 × 0.50 = 12.50 instead of 17.50.
        const auto result = tried({{u"model.calls"_s, u"volume"_s}});
        QCOMPARE(result.totalDifference.toString(), u"-5.00"_s);
        QCOMPARE(result.shapes.size(), 1U);
        QCOMPARE(result.shapes[0].cliffs.size(), 1U);
        QCOMPARE(result.shapes[0].cliffs[0].worthFrom.toString(), u"20"_s);
    }
    void droppedAndNewChargesAreShown()
    {
        const auto result
            = tried({{u"items"_s, u"[{\"key\":\"other\",\"price\":{\"model\":\"flat\",\"amount\":\"5.00\"}}]"_s}});
        QCOMPARE(result.lines.size(), 3U);
        QVERIFY(!result.lines[0].now);
        QVERIFY(!result.lines[2].then);
        QCOMPARE(result.totalDifference.toString(), u"-512.50"_s);
    }
    void tryingNothingDiffersInNothing()
    {
        const auto result = tried({});
        QCOMPARE(result.totalDifference.toString(), u"0.00"_s);
        QCOMPARE(result.termDifference.toString(), u"0.00"_s);
        QVERIFY(result.shapes.empty());
    }
    void termCountsAFixedDiscountOnEachBill()
    {
        // Twelve bills of 500.00, each less 20.00: 5,760.00, as the editor's preview of the term says.
        const auto result
            = tried({{u"discounts"_s,
                      u"[{\"name\":\"Loyalty\",\"basis\":\"fixed\",\"scope\":\"recurring\",\"amount\":\"20.00\"}]"_s}});
        QCOMPARE(result.now.termTotal.toString(), u"6000.00"_s);
        QCOMPARE(result.then.termTotal.toString(), u"5760.00"_s);
    }
};

QTEST_GUILESS_MAIN(TestWhatIf)
#include "tst_what_if.moc"
