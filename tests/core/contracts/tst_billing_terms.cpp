// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/billing_terms_findings.h"
#include "core/contracts/contract_json.h"
#include "core/interchange/schemas.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::contracts;

namespace {

const QByteArray everything = R"({
 "format": "accord.contract/1", "number": "C-1", "currency": "USD", "start": "2025-01-01", "end": "2026-01-01",
 "terms": {"invoice_by": "cost_centre"},
 "items": [
  {"key": "base", "price": {"model": "flat", "amount": "100.00"},
   "obligation": {"pattern": "even_months", "stand_alone_price": "1500.00"}},
  {"key": "calls", "kind": "usage", "meter": "api_calls", "price": {"model": "per_unit", "unit_price": "0.01"}}],
 "shares": [
  {"entity": "North", "cost_center": "N", "headcount": "12", "budget_cap": "50.00"},
  {"entity": "South", "cost_center": "S", "headcount": "7.5"}],
 "split": {"basis": "headcount", "over_cap": "next_entity"},
 "prepaid_credits": [
  {"name": "Prepayment", "amount": "500.00", "priority": 1, "valid_from": "2025-02-01", "expires_on": "2025-12-01"},
  {"name": "Calls", "amount": "50.00", "items": ["calls"]}],
 "instalments": {"basis": "percent", "parts": [
  {"name": "First", "days": 0, "percent": "40"},
  {"name": "Second", "due": "2025-09-01", "percent": "40"},
  {"name": "Third", "milestone": "Go live", "percent": "20"}]},
 "service_credits": {"items": ["base"], "cap_percent": "30",
  "uptime": [{"below": "99.9", "credit_percent": "5"}, {"below": "99", "credit_percent": "10"}],
  "responses": [{"name": "P1", "credit_amount": "20.00", "allowed": 1}, {"name": "P2", "credit_percent": "1"}]}
})";

QJsonObject document()
{
    return QJsonDocument::fromJson(everything).object();
}

QByteArray bytesOf(const Contract &contract)
{
    return QJsonDocument(toJson(contract)).toJson(QJsonDocument::Compact);
}

/// \a member of the document replaced by \a json.
QJsonObject with(const QString &member, const QByteArray &json)
{
    QJsonObject object = document();
    object.insert(member, QJsonDocument::fromJson("[" + json + "]").array().first());
    return object;
}

QStringList idsOf(const Contract &contract)
{
    QStringList ids;
    for (const Finding &finding : findingsOfBillingTerms(contract))
        ids << finding.id;
    return ids;
}

} // namespace

class TestBillingTerms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fitsTheSchema() { QVERIFY(interchange::readDocument(everything, u"contract"_s)); }

    void givesTheSameBytesAgain()
    {
        const auto contract = contractFromJson(document());
        QVERIFY(contract);
        const QByteArray bytes = bytesOf(*contract);
        const auto again = contractFromJson(QJsonDocument::fromJson(bytes).object());
        QVERIFY(again);
        QCOMPARE(bytesOf(*again), bytes);
        QVERIFY(again->prepaidCredits == contract->prepaidCredits);
        QVERIFY(again->instalments == contract->instalments);
        QVERIFY(again->serviceCredits == contract->serviceCredits);
        QVERIFY(interchange::readDocument(bytes, u"contract"_s));
        QVERIFY(idsOf(*contract).isEmpty());
    }

    void readsWhatItSays()
    {
        const auto contract = contractFromJson(document());
        QVERIFY(contract->terms.invoiceBy == InvoiceBy::CostCentre);
        QVERIFY(contract->split.overCap == OverCap::NextEntity);
        QCOMPARE(contract->shares[1].headcount->toShortString(), u"7.5"_s);
        QCOMPARE(contract->prepaidCredits[0].amount.toString(), u"500.00"_s);
        QCOMPARE(contract->instalments->parts[2].milestone, u"Go live"_s);
        QCOMPARE(contract->serviceCredits->responses[0].creditAmount.toString(), u"20.00"_s);
        QVERIFY(contract->item(u"base"_s)->obligation->pattern == ObligationPattern::EvenMonths);
        QVERIFY(!contract->item(u"calls"_s)->obligation);
    }

    void findsContradictions_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *name, const QString &member, const QByteArray &json, const QString &id) {
            QTest::newRow(name) << member << json << id;
        };
        row("credit in euro", u"prepaid_credits"_s, R"([{"name": "A", "amount": "1.00", "currency": "EUR"}])",
            u"contracts.credit_currency"_s);
        row("credit of nothing", u"prepaid_credits"_s, R"([{"name": "A", "amount": "0.00"}])",
            u"contracts.credit_amount"_s);
        row("credit twice", u"prepaid_credits"_s,
            R"([{"name": "A", "amount": "1.00"}, {"name": "A", "amount": "2.00"}])", u"contracts.credit_name_twice"_s);
        row("credit gone before it comes", u"prepaid_credits"_s,
            R"([{"name": "A", "amount": "1.00", "expires_on": "2025-01-01"}])", u"contracts.credit_never_valid"_s);
        row("credit for no item", u"prepaid_credits"_s, R"([{"name": "A", "amount": "1.00", "items": ["x"]}])",
            u"contracts.item_unknown"_s);
        row("instalments of 99 %", u"instalments"_s,
            R"({"basis": "percent", "parts": [{"name": "A", "days": 0, "percent": "99"}]})",
            u"billing.instalments_sum"_s);
        row("instalment at no time", u"instalments"_s, R"({"basis": "equal", "parts": [{"name": "A"}]})",
            u"billing.instalment_when"_s);
        row("instalment at two times", u"instalments"_s,
            R"({"basis": "equal", "parts": [{"name": "A", "days": 3, "due": "2025-03-01"}]})",
            u"billing.instalment_when"_s);
        row("instalment of nothing", u"instalments"_s,
            R"({"basis": "amount", "parts": [{"name": "A", "days": 3, "amount": "0"}]})",
            u"billing.instalment_share"_s);
        row("instalment in euro", u"instalments"_s,
            R"({"basis": "amount", "parts": [{"name": "A", "days": 3, "amount": "5", "currency": "EUR"}]})",
            u"contracts.instalment_currency"_s);
        row("instalments backwards", u"instalments"_s,
            R"({"basis": "equal", "parts": [{"name": "A", "days": 30}, {"name": "B", "days": 3}]})",
            u"billing.instalment_order"_s);
        row("bands that rise", u"service_credits"_s,
            R"({"uptime": [{"below": "99", "credit_percent": "5"}, {"below": "99.9", "credit_percent": "10"}]})",
            u"contracts.sla_bands"_s);
        row("promise in euro", u"service_credits"_s,
            R"({"responses": [{"name": "P1", "credit_amount": "5.00", "currency": "EUR"}]})",
            u"contracts.sla_currency"_s);
        row("usage without meter", u"split"_s, R"({"basis": "usage"})", u"contracts.split_without_meter"_s);
        row("meter without usage", u"split"_s, R"({"basis": "headcount", "meter": "api_calls"})",
            u"contracts.split_meter_unused"_s);
        row("split among nobody", u"shares"_s, "[]", u"contracts.split_without_shares"_s);
        row("heads unknown", u"shares"_s, R"([{"entity": "North", "headcount": "3"}, {"entity": "South"}])",
            u"contracts.headcount_missing"_s);
        row("no heads at all", u"shares"_s, R"([{"entity": "North", "headcount": "0"}])",
            u"contracts.headcount_zero"_s);
    }
    void findsContradictions()
    {
        QFETCH(QString, member);
        QFETCH(QByteArray, json);
        QFETCH(QString, id);
        const auto contract = contractFromJson(with(member, json));
        QVERIFY(contract);
        QVERIFY2(idsOf(*contract).contains(id), qPrintable(idsOf(*contract).join(u' ')));
    }

    void refusesWordsItDoesNotKnow()
    {
        const auto refused = contractFromJson(with(u"split"_s, R"({"basis": "by mood"})"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"json.unknown_word"_s);
        QCOMPARE(refused.error().args.value(u"path"_s).toString(), u"split.basis"_s);
    }
};

QTEST_GUILESS_MAIN(TestBillingTerms)
#include "tst_billing_terms.moc"
