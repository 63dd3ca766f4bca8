// SPDX-License-Identifier: GPL-3.0-or-later
// Contracts that are wrong on purpose: each is refused, or named by a finding, with its field and value. Nothing
// overflows silently, hangs or crashes.
#include "core/contracts/contract_json.h"
#include "core/interchange/strict_json.h"
#include "core/workspace/quote.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace accord;

namespace {

constexpr auto aYear = R"("currency": "USD", "start": "2024-01-01", "end": "2025-01-01")";
constexpr auto aPrice = R"("price": {"model": "per_unit", "unit_price": "10.00"})";
const QByteArray huge = QByteArray("1").append(30, '0'); // 10^30

QByteArray document(const QByteArray &head, const QByteArray &item, const QByteArray &more = {})
{
    return "{\"format\": \"accord.contract/1\", \"number\": \"C-1\", " + head + ", \"items\": [{\"key\": \"a\", " + item
           + "}]" + (more.isEmpty() ? QByteArray() : ", " + more) + "}";
}
QByteArray withItem(const QByteArray &item)
{
    return document(aYear, item);
}
QByteArray withPrice(const QByteArray &price)
{
    return withItem("\"price\": {" + price + "}");
}
QByteArray withMore(const QByteArray &more)
{
    return document(aYear, aPrice, more);
}
QByteArray withRamp(const QByteArray &steps)
{
    return withItem(aPrice + QByteArray(", \"ramp\": [") + steps + "]");
}
QByteArray withEscalation(const QByteArray &members)
{
    return withItem(aPrice + QByteArray(", \"escalation\": {") + members + "}");
}

QString inWords(const QString &id, const QVariantMap &args, const QString &path = {})
{
    const auto words = QJsonDocument(QJsonObject::fromVariantMap(args)).toJson(QJsonDocument::Compact);
    return u"%1 %2 %3"_s.arg(id, path, QString::fromUtf8(words));
}

/// Everything that is said about a contract: the error, or its findings.
QStringList saidAbout(const QByteArray &contract, const std::vector<usage::TableEntry> &usage)
{
    static const auto reference = workspace::ReferenceData::load().value();
    const auto quote = workspace::priceQuote(
        {contract, usage, u"usage"_s, Period::parseMonth(u"2024-01"_s).value(), true}, *reference);
    if (!quote)
        return {inWords(quote.error().id, quote.error().args)};
    QStringList said;
    for (const contracts::Finding &finding : quote->findings)
        said << inWords(finding.id, finding.args, finding.path);
    for (const auto &line : quote->bill.lines)
        if (line.net.isNegative())
            said << u"negative line "_s + line.description;
    return said;
}

void addTerms()
{
    const auto row
        = [](const char *name, const QByteArray &contract, const char *id, const char *field, const char *value = "") {
              QTest::newRow(name) << contract << QByteArray(id) << QByteArray(field) << QByteArray(value);
          };
    const auto tiers
        = [](const QByteArray &list) { return withPrice(R"("model": "graduated", "tiers": [)" + list + "]"); };

    row("negative price", withPrice(R"("model": "per_unit", "unit_price": "-5")"), "contracts.negative",
        "items[0].price.unit_price", "-5");
    row("negative flat price", withPrice(R"("model": "flat", "amount": "-0.01")"), "contracts.negative",
        "items[0].price.amount", "-0.01");
    row("negative tier", tiers(R"({"up_to": null, "unit_price": "-1"})"), "pricing.tier_negative",
        "items[0].price.tiers", "-1");
    row("negative flat price of a tier", tiers(R"({"up_to": null, "unit_price": "1", "flat_price": "-2"})"),
        "pricing.tier_negative", "items[0].price.tiers", "-2");
    row("negative cap of a tier", tiers(R"({"up_to": null, "unit_price": "1", "cap": "-3"})"), "pricing.tier_negative",
        "items[0].price.tiers", "-3");
    row("negative limit", tiers(R"({"up_to": "-5", "unit_price": "1"}, {"up_to": null, "unit_price": "1"})"),
        "pricing.tier_order", "items[0].price.tiers", "-5");
    row("limit of zero", tiers(R"({"up_to": "0", "unit_price": "1"}, {"up_to": null, "unit_price": "1"})"),
        "pricing.tier_order", "items[0].price.tiers", "\"0\"");
    row("falling limits",
        tiers(
            R"({"up_to": "9", "unit_price": "1"}, {"up_to": "9", "unit_price": "1"}, {"up_to": null, "unit_price": "1"})"),
        "pricing.tier_order", "items[0].price.tiers", "\"9\"");
    row("closed last tier", tiers(R"({"up_to": "10", "unit_price": "1"})"), "pricing.tier_open", "items[0].price.tiers",
        "10");
    row("no tiers", tiers(""), "json.schema", "items[0].price.tiers");
    row("tiers left out", withPrice(R"("model": "volume")"), "pricing.tiers_empty", "items[0].price.tiers");
    row("block size 0", withPrice(R"("model": "tiered_block", "blocks": [{"block_size": "0", "block_price": "1"}])"),
        "pricing.block_size", "items[0].price", "\"0\"");
    row("blocks left out", withPrice(R"("model": "tiered_block")"), "pricing.tiers_empty", "items[0].price");
    row("negative block price",
        withPrice(R"("model": "tiered_block", "blocks": [{"block_size": "5", "block_price": "-1"}])"),
        "pricing.price_negative", "items[0].price", "-1");
    row("negative number of blocks",
        withPrice(
            R"("model": "tiered_block", "blocks": [{"block_size": "5", "most_blocks": "-1", "block_price": "1"},
                     {"block_size": "5", "block_price": "1"}])"),
        "pricing.tier_open", "items[0].price");
    row("package size 0", withPrice(R"("model": "package", "package_size": "0", "package_price": "1")"),
        "pricing.package_size", "items[0].price", "\"0\"");
    row("capacities left out", withPrice(R"("model": "capacity")"), "pricing.tiers_empty", "items[0].price");
    row("least above most",
        withPrice(R"("model": "percentage", "percent": "2", "least_per_event": "5", "most_per_event": "4")"),
        "pricing.event_limits", "items[0].price", "\"5\"");
    row("negative overage factor",
        withPrice(R"("model": "commitment_overage", "unit_price": "1", "overage_factor": "-2")"),
        "pricing.price_negative", "items[0].price", "-2");
    row("escape sequence", withItem(aPrice + QByteArray(R"(, "description": "\u001b[31mred")")), "json.schema",
        "items[0].description", "U+001b");
    row("unknown model", withPrice(R"("model": "barter")"), "json.schema", "items[0].price.model", "barter");
    row("price of a location is negative",
        withItem(aPrice + QByteArray(R"(, "per_location": true, "location_prices": {"L1": {"model": "per_unit",
                 "unit_price": "-7"}})")),
        "contracts.negative", "items[0].location_prices.L1.unit_price", "-7");

    row("duplicate ramp days",
        withRamp(R"({"from": "2024-03-01", "quantity": "2"}, {"from": "2024-03-01", "quantity": "3"})"),
        "pricing.ramp_order", "items[0].ramp", "2024-03-01");
    row("descending ramp days",
        withRamp(R"({"from": "2024-04-01", "quantity": "2"}, {"from": "2024-03-01", "quantity": "3"})"),
        "pricing.ramp_order", "items[0].ramp", "2024-03-01");
    row("ramp discount of 101 percent", withRamp(R"({"from": "2024-03-01", "discount_percent": "101"})"),
        "discount.percent_range", "items[0].ramp", "101");
    row("negative ramp quantity", withRamp(R"({"from": "2024-03-01", "quantity": "-1"})"), "contracts.negative",
        "items[0].ramp[0].quantity", "-1");
    row("ramp outside the term", withRamp(R"({"from": "2026-03-01", "quantity": "2"})"),
        "contracts.ramp_outside_service", "items[0].ramp[0]", "2026-03-01");
    row("ramp in the year 0", withRamp(R"({"from": "0000-03-01", "quantity": "2"})"), "json.schema",
        "items[0].ramp[0].from", "0000-03-01");
    row("ramp in the year 9999", withRamp(R"({"from": "9999-03-01", "quantity": "2"})"), "date.range",
        "items[0].ramp[0].from", "9999-03-01");

    row("rise of at least more than at most",
        withEscalation(R"("kind": "percent", "percent": "3", "floor_percent": "5", "cap_percent": "4")"),
        "pricing.escalation_limits", "items[0].escalation.floor_percent", "\"5\"");
    row("base index 0",
        withEscalation(
            R"("kind": "index_from_base", "base_index": "0", "indices": [{"from": "2024-06-01", "value": "1"}])"),
        "pricing.index_value", "items[0].escalation.base_index", "\"0\"");
    row("negative index",
        withEscalation(
            R"("kind": "index_from_prior", "base_index": "100", "indices": [{"from": "2024-06-01", "value": "-3"}])"),
        "pricing.index_value", "items[0].escalation.indices[0].value", "-3");
    row("indices out of order",
        withEscalation(
            R"("kind": "index_from_prior", "base_index": "100", "indices": [{"from": "2024-06-01", "value": "101"},
                          {"from": "2024-05-01", "value": "102"}])"),
        "pricing.index_order", "items[0].escalation.indices[1].from", "2024-05-01");
    row("fall by 150 percent", withEscalation(R"("kind": "percent", "percent": "-150")"), "pricing.escalation_percent",
        "items[0].escalation.percent", "-150");
    row("rise every 0 months", withEscalation(R"("kind": "percent", "percent": "3", "every_months": 0)"), "json.schema",
        "items[0].escalation.every_months", "0");
    row("rise of 10^30 percent every month",
        withEscalation(R"("kind": "percent", "every_months": 1, "percent": ")" + huge + "\""), "number.overflow",
        "\"a\"");

    row("conversion by 0", withItem(aPrice + QByteArray(R"(, "conversion": {"factor": "0"})")),
        "contracts.not_positive", "items[0].conversion.factor", "\"0\"");
    row("zero period", withItem(aPrice + QByteArray(R"(, "billing_months": 0)")), "json.schema",
        "items[0].billing_months", "0");
    row("period of 121 months", withItem(aPrice + QByteArray(R"(, "price_months": 121)")), "json.schema",
        "items[0].price_months", "121");
    row("negative quantity", withItem(aPrice + QByteArray(R"(, "quantity": "-1")")), "contracts.negative",
        "items[0].quantity", "-1");
    row("negative minimum", withItem(aPrice + QByteArray(R"(, "minimum_spend": "-1")")), "contracts.negative",
        "items[0].minimum_spend", "-1");
    row("minimum above maximum",
        withItem(aPrice + QByteArray(R"(, "minimum_spend": "20.00", "maximum_spend": "10.00")")),
        "contracts.spend_limits", "items[0].minimum_spend", "20.00");
    row("ends before it starts", withItem(aPrice + QByteArray(R"(, "start": "2024-06-01", "end": "2024-03-01")")),
        "contracts.item_ends_before_start", "items[0].end", "2024-03-01");
    row("outside the term", withItem(aPrice + QByteArray(R"(, "start": "2030-06-01")")), "contracts.item_outside_term",
        "items[0]");
    row("usage without meter", withItem(aPrice + QByteArray(R"(, "kind": "usage")")), "contracts.usage_without_meter",
        "items[0].meter");
    row("prices of locations that nobody uses",
        withItem(aPrice + QByteArray(R"(, "location_prices": {"L1": {"model": "per_unit", "unit_price": "1"}})")),
        "contracts.location_prices_unused", "items[0].location_prices", "L1");
    row("included units of standing seats",
        withItem(R"("kind": "usage", "meter": "m", "included": "5", "price": {"model": "graduated_time_weighted",
                    "tiers": [{"up_to": null, "unit_price": "1"}]})"),
        "contracts.quantity_terms_unused", "items[0].included", "\"5\"");
    row("key twice", withItem(aPrice + QByteArray("}, {\"key\": \"a\", ") + aPrice), "contracts.item_key_twice",
        "items[1].key", "a");

    row("price of 10^30", withPrice(R"("model": "per_unit", "unit_price": ")" + huge + "\""), "number.overflow",
        "\"a\"");
    row("quantity of 10^30", withItem(aPrice + QByteArray(R"(, "quantity": ")") + huge + "\""), "number.overflow",
        "\"a\"");
    row("10^30 times 10^30",
        withItem(R"("quantity": ")" + huge + R"(", "price": {"model": "per_unit", "unit_price": ")" + huge + "\"}"),
        "number.overflow", "\"a\"");
    row("packages of 10^-18 in 10^30",
        withItem(R"("quantity": ")" + huge + R"(", "price": {"model": "package", "package_size": "0.000000000000000001",
                    "package_price": "1"})"),
        "number.overflow", "\"a\"");
    row("minimum of 10^30", withItem(aPrice + QByteArray(R"(, "minimum_spend": ")") + huge + "\""), "number.overflow",
        "\"a\"");
    row("number of 60 digits", withPrice(R"("model": "per_unit", "unit_price": ")" + QByteArray(60, '9') + "\""),
        "decimal.range", "items[0].price.unit_price");
    row("19 digits after the point", withPrice(R"("model": "per_unit", "unit_price": "0.1234567890123456789")"),
        "decimal.scale", "items[0].price.unit_price");
    row("quantity as a double", withItem(aPrice + QByteArray(R"(, "quantity": 1.5)")), "json.schema",
        "items[0].quantity", "1.5");
    row("quantity as 1e400", withItem(aPrice + QByteArray(R"(, "quantity": 1e400)")), "json.", "");
    row("quantity as a word", withItem(aPrice + QByteArray(R"(, "quantity": "ten")")), "json.schema",
        "items[0].quantity", "ten");
    row("exponent in a number", withItem(aPrice + QByteArray(R"(, "quantity": "1e3")")), "json.schema",
        "items[0].quantity", "1e3");
}

void addContracts()
{
    const auto row
        = [](const char *name, const QByteArray &contract, const char *id, const char *field, const char *value = "") {
              QTest::newRow(name) << contract << QByteArray(id) << QByteArray(field) << QByteArray(value);
          };
    const auto head = [](const QByteArray &members) { return document(members, aPrice); };

    row("unknown currency", head(R"("currency": "QQQ", "start": "2024-01-01", "end": "2025-01-01")"),
        "currency.unknown", "currency", "QQQ");
    row("currency in small letters", head(R"("currency": "usd", "start": "2024-01-01", "end": "2025-01-01")"),
        "json.schema", "currency", "usd");
    row("start in the year 0", head(R"("currency": "USD", "start": "0000-01-01", "end": "2025-01-01")"), "json.schema",
        "start", "0000-01-01");
    row("start in the year 1899", head(R"("currency": "USD", "start": "1899-12-31", "end": "2025-01-01")"),
        "date.range", "start", "1899-12-31");
    row("end in the year 9999", head(R"("currency": "USD", "start": "2024-01-01", "end": "9999-12-31")"), "date.range",
        "end", "9999-12-31");
    row("30 February", head(R"("currency": "USD", "start": "2024-02-30", "end": "2025-01-01")"), "json.schema", "start",
        "2024-02-30");
    row("empty term", head(R"("currency": "USD", "start": "2024-01-01", "end": "2024-01-01")"), "period.empty", "end",
        "2024-01-01");
    row("end before start", head(R"("currency": "USD", "start": "2024-01-01", "end": "2023-01-01")"), "period.empty",
        "end", "2023-01-01");
    row("anchor 32", withMore(R"("terms": {"anchor_day": 32})"), "json.schema", "terms.anchor_day", "32");
    row("time zone nonsense", withMore(R"("terms": {"time_zone": "Mars/Olympus"})"), "contracts.time_zone_unknown",
        "terms.time_zone", "Mars/Olympus");
    row("seconds in a time zone that is none",
        withMore(R"("terms": {"time_zone": "Mars/Olympus", "proration": "seconds"})"), "number.overflow", "\"a\"");
    row("unknown proration", withMore(R"("terms": {"proration": "moons"})"), "json.schema", "terms.proration", "moons");
    row("negative days of payment", withMore(R"("terms": {"net_days": -1})"), "json.schema", "terms.net_days", "-1");
    row("overlapping pauses", withMore(R"("terms": {"pauses": [{"start": "2024-03-01", "end": "2024-04-01"},
                    {"start": "2024-03-15", "end": "2024-05-01"}]})"),
        "contracts.pauses_overlap", "terms.pauses[1].start", "2024-03-15");
    row("pause outside the term", withMore(R"("terms": {"pauses": [{"start": "2030-03-01", "end": "2030-04-01"}]})"),
        "contracts.pause_outside_term", "terms.pauses[0]", "2030-03-01");
    row("pause that ends before it starts",
        withMore(R"("terms": {"pauses": [{"start": "2024-04-01", "end": "2024-03-01"}]})"), "period.empty",
        "terms.pauses[0].end", "2024-03-01");
    row("negative commitment", withMore(R"("commitments": [{"key": "c", "amount": "-100.00"}])"), "contracts.negative",
        "commitments[0].amount", "-100.00");
    row("commitment of 10^30", withMore(R"("commitments": [{"key": "c", "amount": ")" + huge + "\"}]"),
        "number.overflow", "commitments[0].amount");
    row("commitment of 0 months", withMore(R"("commitments": [{"key": "c", "amount": "1.00", "months": 0}])"),
        "json.schema", "commitments[0].months", "0");
    row("commitment key twice",
        withMore(R"("commitments": [{"key": "c", "amount": "1.00"}, {"key": "c", "amount": "2.00"}])"),
        "contracts.commitment_key_twice", "commitments[1].key", "c");
    row("commitment of no item", withMore(R"("commitments": [{"key": "c", "amount": "1.00", "items": ["z"]}])"),
        "contracts.commitment_item_unknown", "commitments[0].items", "z");
    row("discount of 101 percent", withMore(R"("discounts": [{"name": "D", "basis": "percent", "percent": "101"}])"),
        "discount.percent_range", "discounts[0]", "101");
    row("negative discount", withMore(R"("discounts": [{"name": "D", "basis": "percent", "percent": "-1"}])"),
        "discount.percent_range", "discounts[0]", "-1");
    row("negative fixed discount", withMore(R"("discounts": [{"name": "D", "basis": "fixed", "amount": "-1.00"}])"),
        "discount.amount_negative", "discounts[0]", "-1.00");
    row("discount by steps without steps", withMore(R"("discounts": [{"name": "D", "basis": "locations"}])"),
        "discount.steps_empty", "discounts[0]", "D");
    row("steps that take less",
        withMore(R"("discounts": [{"name": "D", "basis": "locations", "steps": [{"from": "1", "percent": "9"},
                    {"from": "2", "percent": "8"}]}])"),
        "discount.step_falling", "discounts[0]", "D");
    row("shares of 90 percent", withMore(R"("shares": [{"entity": "E", "percent": "90"}])"), "billing.shares_not_whole",
        "sum", "90");
    row("negative share",
        withMore(R"("shares": [{"entity": "E", "percent": "-10"}, {"entity": "F", "percent": "110"}])"),
        "contracts.negative", "shares[0].percent", "-10");
    row("negative budget cap", withMore(R"("shares": [{"entity": "E", "percent": "100", "budget_cap": "-1.00"}])"),
        "contracts.negative", "shares[0].budget_cap", "-1.00");
    row("location that closes before it opens",
        withMore(
            R"("locations": [{"code": "L", "name": "L", "active_from": "2024-05-01", "active_to": "2024-04-01"}])"),
        "period.empty", "locations[0].active_to", "2024-04-01");
    row("two locations with one code",
        withMore(R"("locations": [{"code": "L", "name": "One"}, {"code": "L", "name": "Two"}])"),
        "contracts.location_code_twice", "locations[1].code", "L");
    row("no items", QByteArray(R"({"format": "accord.contract/1", "number": "C-1", )") + aYear + R"(, "items": []})",
        "json.schema", "items");
    row("member that does not exist", withMore(R"("colour": "red")"), "json.schema", "colour");
    row("key twice in the document", withMore(R"("type": "a", "type": "b")"), "json.duplicate_key", "type");
    row("not closed", document(aYear, aPrice).chopped(1), "json.", "line");
    row("an array", "[]", "json.", "");
    row("nothing", "", "json.", "");
    row("not UTF-8", withMore("\"type\": \"\xff\xfe\""), "json.encoding", "");
    row("a thousand levels", withMore("\"type\": " + QByteArray(1000, '[') + QByteArray(1000, ']')), "json.depth", "");
}

constexpr const char *usagePrices[]
    = {R"("model": "per_unit", "unit_price": "1.00")",
       R"("model": "graduated", "tiers": [{"up_to": "5", "unit_price":
                 "1"}, {"up_to": null, "unit_price": "2"}])",
       R"("model": "volume", "tiers": [{"up_to": null, "unit_price": "2"}])",
       R"("model": "package", "package_size": "3", "package_price": "1")",
       R"("model": "tiered_block", "blocks": [{"block_size": "3", "block_price": "1"}])",
       R"("model": "graduated_percentage", "tiers": [{"up_to": null, "unit_price": "2"}])",
       R"("model": "graduated_time_weighted", "tiers": [{"up_to": null, "unit_price": "2"}])",
       R"("model": "percentage", "percent": "2")",
       R"("model": "cost_plus", "multiplier": "2")",
       R"("model": "commitment_overage", "unit_price": "2", "commitment": "5", "overage_factor": "3")"};

} // namespace

class TestHostileContracts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("contract");
        QTest::addColumn<QByteArray>("id");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("value");
        addTerms();
        addContracts();
    }
    void namesWhatIsWrong()
    {
        QFETCH(QByteArray, contract);
        QFETCH(QByteArray, id);
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, value);
        QElapsedTimer clock;
        clock.start();
        const QStringList said = saidAbout(contract, {{QDate(2024, 1, 5), u"m"_s, {}, Decimal(3)}});
        const bool named = std::any_of(said.begin(), said.end(), [&](const QString &sentence) {
            return sentence.startsWith(QLatin1StringView(id)) && sentence.contains(QLatin1StringView(field))
                   && sentence.contains(QLatin1StringView(value));
        });
        QVERIFY2(named,
                 qPrintable(u"expected %1 of %2 with %3, but it says:\n  %4"_s.arg(
                     QLatin1StringView(id), QLatin1StringView(field), QLatin1StringView(value), said.join(u"\n  "_s))));
        QVERIFY(clock.elapsed() < 5000);
    }

    /// A document from the store is read without its schema; what the schema would refuse must not get through there.
    void isReadWithoutASchemaAsWell_data() { namesWhatIsWrong_data(); }
    void isReadWithoutASchemaAsWell()
    {
        QFETCH(QByteArray, contract);
        const auto object = interchange::readJsonObject(contract);
        if (!object)
            return;
        const auto read = contracts::contractFromJson(*object);
        if (!read)
            QVERIFY(read.error().args.contains(u"path"_s));
        else
            QVERIFY(contracts::contractFromJson(contracts::toJson(*read)).has_value());
    }

    void manyRisesOverElevenCenturiesAreQuick()
    {
        const auto rising = document(R"("currency": "USD", "start": "1900-01-01", "end": "2999-12-31")",
                                     aPrice + QByteArray(R"(, "escalation": {"kind": "percent", "percent": "0",
                                                            "every_months": 1})"));
        QElapsedTimer clock;
        clock.start();
        QVERIFY(!saidAbout(rising, {}).join(u' ').contains(u"overflow"_s));
        QVERIFY(clock.elapsed() < 5000);
    }

    void usageOf10To30IsRefused_data()
    {
        QTest::addColumn<QByteArray>("price");
        for (const char *price : usagePrices)
            QTest::newRow(price) << QByteArray(price);
    }
    void usageOf10To30IsRefused()
    {
        QFETCH(QByteArray, price);
        const auto said
            = saidAbout(withItem(R"("kind": "usage", "meter": "m", "price": {)" + price + "}"),
                        {{QDate(2024, 1, 5), u"m"_s, {}, Decimal::parse(QString::fromLatin1(huge)).value()}});
        QVERIFY2(said.join(u' ').contains(u"number.overflow"_s) && said.join(u' ').contains(u"\"a\""_s),
                 qPrintable(said.join(u'\n')));
    }

    /// The command line says the same and neither crashes nor hangs.
    void theCommandLineRefuses_data() { namesWhatIsWrong_data(); }
    void theCommandLineRefuses()
    {
        QFETCH(QByteArray, contract);
        QFETCH(QByteArray, id);
        static int n = 0;
        if (n++ % 4 != 0)
            QSKIP("one in four, for time");
        QTemporaryDir scratch;
        QFile file(scratch.filePath(u"contract.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contract);
        file.close();
        QProcess process;
        process.start(QStringLiteral(ACCORDCTL), {u"quote"_s, u"--contract"_s, file.fileName(), u"--period"_s,
                                                  u"2024-01"_s, u"--format"_s, u"json"_s});
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        const QByteArray said = process.readAllStandardError() + process.readAllStandardOutput();
        QVERIFY2(said.contains(id) || process.exitCode() == 1, said);
        QVERIFY(!said.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHostileContracts)
#include "tst_hostile_contracts.moc"
