// SPDX-License-Identifier: GPL-3.0-or-later
// The bills of tests/golden/billing, through the core and through accordctl.
#include "tests/golden/golden_case.h"

#include "core/interchange/schemas.h"
#include "core/workspace/quote.h"

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;

namespace {

QStringList rowsOf(const billing::Bill &bill)
{
    QStringList rows;
    for (const auto &line : bill.lines)
        rows << goldenRow(line.description, line.net.toString());
    rows << goldenRow(u"subtotal"_s, bill.subtotal.toString());
    for (const auto &group : bill.taxGroups)
        rows << goldenRow(u"tax %1 %2 %"_s.arg(group.component.jurisdiction, group.component.percent.toShortString()),
                          group.tax.toString());
    rows << goldenRow(u"total"_s, bill.total.toString());
    for (const auto &credit : bill.credits)
        rows << goldenRow(u"credit "_s + credit.name, credit.amount.toString());
    if (!bill.credits.empty())
        rows << goldenRow(u"amount due"_s, bill.amountDue().toString());
    for (const auto &part : bill.instalments)
        rows << goldenRow(
            u"instalment %1 %2"_s.arg(part.name, part.due.isNull() ? part.milestone : part.due.toString(Qt::ISODate)),
            part.amount.toString());
    for (const auto &share : bill.allocations)
        rows << goldenRow(u"share "_s + (share.isOverCapRow ? u"over cap"_s : share.costCentre),
                          share.amount.toString());
    return rows;
}

QStringList rowsOf(const QJsonObject &bill)
{
    QStringList rows;
    for (const QJsonValue &value : bill.value(u"lines"_s).toArray())
        rows << goldenRow(value[u"description"_s].toString(), value[u"net"_s].toString());
    rows << goldenRow(u"subtotal"_s, bill.value(u"subtotal"_s).toString());
    for (const QJsonValue &value : bill.value(u"tax_groups"_s).toArray()) {
        const QString percent
            = Decimal::parse(value[u"rate_percent"_s].toString()).value_or(Decimal(-1)).toShortString();
        rows << goldenRow(u"tax %1 %2 %"_s.arg(value[u"jurisdiction"_s].toString(), percent),
                          value[u"tax"_s].toString());
    }
    rows << goldenRow(u"total"_s, bill.value(u"total"_s).toString());
    const QJsonArray credits = bill.value(u"credits"_s).toArray();
    for (const QJsonValue &value : credits)
        rows << goldenRow(u"credit "_s + value[u"name"_s].toString(), value[u"amount"_s].toString());
    if (!credits.isEmpty())
        rows << goldenRow(u"amount due"_s, bill.value(u"amount_due"_s).toString());
    for (const QJsonValue &value : bill.value(u"instalments"_s).toArray())
        rows << goldenRow(u"instalment %1 %2"_s.arg(value[u"name"_s].toString(),
                                                    value[u"due"_s].toString(value[u"milestone"_s].toString())),
                          value[u"amount"_s].toString());
    for (const QJsonValue &value : bill.value(u"allocations"_s).toArray())
        rows << goldenRow(
            u"share "_s + (value[u"is_over_cap_row"_s].toBool() ? u"over cap"_s : value[u"cost_center"_s].toString()),
            value[u"amount"_s].toString());
    return rows;
}

QJsonObject asJson(const Period &period)
{
    return {{u"start"_s, period.start.toString(Qt::ISODate)}, {u"end"_s, period.end.toString(Qt::ISODate)}};
}

QJsonObject asJson(const billing::DiscountShares &shares)
{
    QJsonArray fixed;
    for (const auto &[discount, amount] : shares.fixed)
        fixed.append(QJsonObject{{u"discount"_s, discount}, {u"amount"_s, amount.toString()}});
    return {{u"before"_s, shares.before.toString()}, {u"fixed"_s, fixed}};
}

/// \a charge as the document of an earlier bill.
QByteArray asBill(const billing::BilledCharge &charge)
{
    QJsonObject line{{u"item"_s, charge.key.item},
                     {u"location_code"_s, charge.key.dimension},
                     {u"kind"_s, charge.key.kind},
                     {u"period"_s, asJson(charge.key.period)},
                     {u"sequence"_s, charge.lastSequence},
                     {u"gross"_s, charge.gross.toString()},
                     {u"discount"_s, charge.discount.toString()},
                     {u"net"_s, charge.net.toString()}};
    if (charge.shares)
        line.insert(u"discount_shares"_s, asJson(charge.shares->shares));
    return QJsonDocument(QJsonObject{{u"period"_s, asJson(billOf(charge))}, {u"lines"_s, QJsonArray{line}}}).toJson();
}

/// The rows that a case states; "due days" is compared apart, it is no amount.
QStringList amountsOf(QStringList rows)
{
    rows.erase(
        std::remove_if(rows.begin(), rows.end(), [](const QString &row) { return row.startsWith(u"due days"_s); }),
        rows.end());
    return rows;
}

void compare(const QStringList &actual, const QStringList &expected)
{
    QVERIFY2(actual == expected, qPrintable(u"\ncomes out:\n  %1\nexpected:\n  %2"_s.arg(actual.join(u"\n  "_s),
                                                                                         expected.join(u"\n  "_s))));
}

} // namespace

class TestGoldenBills : public QObject
{
    Q_OBJECT
    void addCases()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(GOLDEN_DIR));
        for (const QString &name : folder.entryList({u"*.case"_s}))
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }

private Q_SLOTS:
    void comesOutOfTheCore_data() { addCases(); }
    void comesOutOfTheCore()
    {
        QFETCH(QString, path);
        GoldenCase golden = readGoldenCase(path);
        QVERIFY(!golden.bills.empty());
        const auto reference = workspace::ReferenceData::load();
        QVERIFY(reference.has_value());
        QBuffer buffer(&golden.usage);
        buffer.open(QIODevice::ReadOnly);
        usage::Problems problems;
        const auto usage = golden.usage.isEmpty() ? std::vector<usage::TableEntry>()
                                                  : usage::readUsageTable(buffer, problems).value();
        QVERIFY(problems.isEmpty());
        for (const GoldenBill &expected : golden.bills) {
            const auto &[month, rows, billedBefore] = expected;
            const auto billed = billedCharges(billedBefore, golden.contract);
            QVERIFY2(billed.has_value(), "a row of \"Billed before\" cannot be read");
            const auto period = periodOf(expected);
            QVERIFY2(period.has_value(), qPrintable(month));
            const auto quote = workspace::priceQuote(
                {golden.contract, usage, u"usage"_s, *period, true, *billed, {}, {}, isInterim(expected)}, **reference);
            QVERIFY2(quote.has_value(),
                     quote ? ""
                           : qPrintable(quote.error().id + u' '
                                        + QString::fromUtf8(
                                            QJsonDocument(QJsonObject::fromVariantMap(quote.error().args)).toJson())));
            compare(rowsOf(quote->bill), amountsOf(rows));
            QCOMPARE(quote->derivations.empty(), false);
        }
    }

    void comesOutOfTheCommandLine_data() { addCases(); }
    void comesOutOfTheCommandLine()
    {
        QFETCH(QString, path);
        const GoldenCase golden = readGoldenCase(path);
        QTemporaryDir scratch;
        const auto write = [&](const QString &name, const QByteArray &bytes) {
            QFile file(scratch.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(write(u"contract.json"_s, golden.contract));
        QVERIFY(write(u"usage.csv"_s, golden.usage));
        for (const GoldenBill &expected : golden.bills) {
            const auto &[month, rows, billedBefore] = expected;
            const QString when = isInterim(expected) ? u"--through"_s : u"--period"_s;
            QStringList arguments{u"quote"_s,    u"--contract"_s, scratch.filePath(u"contract.json"_s), when, month,
                                  u"--format"_s, u"json"_s};
            if (!golden.usage.isEmpty())
                arguments << u"--usage"_s << scratch.filePath(u"usage.csv"_s);
            const auto billed = billedCharges(billedBefore, golden.contract);
            QVERIFY2(billed.has_value(), "a row of \"Billed before\" cannot be read");
            for (size_t i = 0; i < billed->size(); ++i) {
                const QString name = u"billed-%1.json"_s.arg(i);
                QVERIFY(write(name, asBill((*billed)[i])));
                arguments << u"--billed"_s << scratch.filePath(name);
            }
            QProcess process;
            process.start(QStringLiteral(ACCORDCTL), arguments);
            QVERIFY(process.waitForFinished(30000));
            QVERIFY2(process.exitCode() == 0, process.readAllStandardError());
            const QByteArray printed = process.readAllStandardOutput();
            const auto valid = interchange::readDocument(printed, u"bill"_s);
            QVERIFY2(valid.has_value(), valid ? "" : qPrintable(valid.error().args.value(u"problems"_s).toString()));
            const QJsonObject bill = *valid;
            compare(rowsOf(bill), amountsOf(rows));
            for (const QString &row : rows) {
                if (row.startsWith(u"due days"_s))
                    QCOMPARE(bill.value(u"due_days"_s).toInt(), row.section(u'|', 1).trimmed().toInt());
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestGoldenBills)
#include "tst_golden_bills.moc"
