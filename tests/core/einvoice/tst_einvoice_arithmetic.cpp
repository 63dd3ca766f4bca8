// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/einvoices.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtTest/QTest>

using namespace accord;
using namespace accord::testing;

namespace {

VatKey vatOf(const QJsonObject &object)
{
    VatKey vat{object[u"cat"_s].toString(), {}};
    if (!object[u"rate"_s].isNull())
        vat.rate = dec(object[u"rate"_s].toString());
    return vat;
}

AllowanceCharge allowanceOf(const QJsonObject &object)
{
    AllowanceCharge value;
    value.isCharge = object[u"kind"_s].toString() == u"charge";
    value.amount = dec(object[u"amount"_s].toString());
    value.reasonCode = object[u"reason"_s].toString();
    return value;
}

InvoiceLine lineOf(const QJsonObject &object, qsizetype index)
{
    InvoiceLine line;
    line.id = QString::number(index + 1);
    line.quantity = dec(object[u"qty"_s].toString());
    line.unit = object[u"unit"_s].toString(u"C62"_s);
    line.price.net = dec(object[u"price"_s].toString());
    if (object.contains(u"base"_s))
        line.price.baseQuantity = dec(object[u"base"_s].toString());
    line.vat = vatOf(object);
    line.item.name = u"Item"_s;
    for (const QJsonValue &one : object[u"ac"_s].toArray())
        line.allowancesCharges.push_back(allowanceOf(one.toObject()));
    return line;
}

/// The inputs of a vector; nothing of what is expected.
SemanticInvoice invoiceOf(const QJsonObject &vector)
{
    SemanticInvoice invoice = soundInvoice();
    invoice.currency = vector[u"ccy"_s].toString();
    invoice.lines.clear();
    const QJsonArray lines = vector[u"lines"_s].toArray();
    for (qsizetype i = 0; i < lines.size(); ++i)
        invoice.lines.push_back(lineOf(lines[i].toObject(), i));
    for (const QJsonValue &one : vector[u"document_allowances_charges"_s].toArray()) {
        invoice.allowancesCharges.push_back(allowanceOf(one.toObject()));
        invoice.allowancesCharges.back().vat = vatOf(one.toObject());
    }
    invoice.totals = {};
    invoice.totals.paid = dec(vector[u"prepaid"_s].toString());
    invoice.breakdown.clear();
    return invoice;
}

QString text(const std::optional<Decimal> &amount)
{
    return amount ? Exact(*amount).rounded(2)->toString() : u"0.00"_s;
}

} // namespace

class TestEinvoiceArithmetic : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void computesTheVectors_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        const auto document
            = QJsonDocument::fromJson(fileBytes(QStringLiteral(ACCORD_EINVOICE_DATA "/totals-vectors.json")));
        QCOMPARE(document.array().size(), 12);
        for (const QJsonValue &vector : document.array())
            QTest::newRow(qPrintable(vector[u"id"].toString() + u' ' + vector[u"what"].toString()))
                << vector.toObject();
    }
    void computesTheVectors()
    {
        QFETCH(QJsonObject, vector);
        SemanticInvoice invoice = invoiceOf(vector);
        const QJsonArray lines = vector[u"lines"_s].toArray();
        for (size_t i = 0; i < invoice.lines.size(); ++i) {
            invoice.lines[i].net = lineNetOf(invoice.lines[i]).value();
            QCOMPARE(text(invoice.lines[i].net), lines[qsizetype(i)][u"net"].toString());
        }
        const QJsonObject expected = vector[u"expected"_s].toObject();
        QVERIFY(computeTotals(invoice));
        if (expected[u"BT114"_s].toString() != u"0.00") { // the vector of cash rounding asks for 0.05
            invoice.totals.rounding = cashRounding(invoice.totals.due, dec(u"0.05"_s)).value();
            QVERIFY(computeTotals(invoice));
        }
        QCOMPARE(text(invoice.totals.lines), expected[u"BT106"_s].toString());
        QCOMPARE(text(invoice.totals.allowances), expected[u"BT107"_s].toString());
        QCOMPARE(text(invoice.totals.charges), expected[u"BT108"_s].toString());
        QCOMPARE(text(invoice.totals.withoutVat), expected[u"BT109"_s].toString());
        QCOMPARE(text(invoice.totals.vat), expected[u"BT110"_s].toString());
        QCOMPARE(text(invoice.totals.withVat), expected[u"BT112"_s].toString());
        QCOMPARE(text(invoice.totals.paid), expected[u"BT113"_s].toString());
        QCOMPARE(text(invoice.totals.rounding), expected[u"BT114"_s].toString());
        QCOMPARE(text(invoice.totals.due), expected[u"BT115"_s].toString());
        const QJsonArray breakdown = expected[u"breakdown"_s].toArray();
        QCOMPARE(qsizetype(invoice.breakdown.size()), breakdown.size());
        for (qsizetype i = 0; i < breakdown.size(); ++i) {
            const VatBreakdown &part = invoice.breakdown[size_t(i)];
            QVERIFY(part.vat == vatOf(breakdown[i].toObject()));
            QCOMPARE(text(part.taxable), breakdown[i][u"taxable"].toString());
            QCOMPARE(text(part.tax), breakdown[i][u"tax"].toString());
        }
        QVERIFY2(checkTotals(invoice).empty(), said(checkTotals(invoice)));
    }

    /// V12: rounded by line it would be 422 × 5.69 = 2401.18.
    void roundsTaxByRateAndNotByLine()
    {
        SemanticInvoice invoice = soundInvoice();
        invoice.lines.clear();
        for (int i = 1; i <= 422; ++i)
            invoice.lines.push_back(invoiceLine(QString::number(i), u"1"_s, u"29.95"_s, {u"S"_s, Decimal(19)}));
        QVERIFY(computeTotals(invoice));
        QCOMPARE(text(invoice.totals.vat), u"2401.39"_s);
    }

    void splitsADiscountOverRatesExactly()
    {
        SemanticInvoice invoice = soundInvoice();
        invoice.lines = {invoiceLine(u"1"_s, u"1"_s, u"100"_s, {u"S"_s, Decimal(19)}),
                         invoiceLine(u"2"_s, u"1"_s, u"100"_s, {u"S"_s, Decimal(7)}),
                         invoiceLine(u"3"_s, u"1"_s, u"100"_s, {u"E"_s, Decimal(0)})};
        AllowanceCharge pattern;
        pattern.reasonCode = u"95"_s;
        const auto parts = splitAllowance(dec(u"10.00"_s), pattern, invoice).value();
        QCOMPARE(parts.size(), size_t(3));
        QCOMPARE(text(parts[0].amount), u"3.34"_s);
        QCOMPARE(text(parts[1].amount), u"3.33"_s);
        QCOMPARE(text(parts[2].amount), u"3.33"_s);
        QCOMPARE(parts[1].vat.toString(), u"S 7 %"_s);
        QCOMPARE(parts[1].reasonCode, u"95"_s);
        QCOMPARE(splitAllowance(dec(u"0.001"_s), pattern, invoice).error().id, u"money.too_precise"_s);
    }

    void roundsCash_data()
    {
        QTest::addColumn<QString>("due");
        QTest::addColumn<QString>("step");
        QTest::addColumn<QString>("rounding");
        QTest::newRow("up") << u"108.09"_s << u"0.05"_s << u"0.01"_s;
        QTest::newRow("down") << u"108.07"_s << u"0.05"_s << u"-0.02"_s;
        QTest::newRow("already") << u"108.10"_s << u"0.05"_s << u"0.00"_s;
        QTest::newRow("half goes away from zero") << u"1.25"_s << u"0.50"_s << u"0.25"_s;
        QTest::newRow("of a credit") << u"-1.25"_s << u"0.50"_s << u"-0.25"_s;
    }
    void roundsCash()
    {
        QFETCH(QString, due);
        QFETCH(QString, step);
        QTEST(cashRounding(dec(due), dec(step)).value().toString(), "rounding");
    }

    void takesPercentagesHalfAwayFromZero()
    {
        QCOMPARE(text(percentageOf(dec(u"0.50"_s), dec(u"1"_s)).value()), u"0.01"_s);
        QCOMPARE(text(percentageOf(dec(u"33.33"_s), dec(u"12.5"_s)).value()), u"4.17"_s);
    }

    void refusesABaseQuantityOfZero()
    {
        InvoiceLine line = invoiceLine(u"7"_s, u"1"_s, u"1"_s, {u"S"_s, Decimal(19)});
        line.price.baseQuantity = Decimal(0);
        QCOMPARE(lineNetOf(line).error().id, u"einvoice.base_quantity"_s);
        QCOMPARE(lineNetOf(line).error().args.value(u"line"_s).toString(), u"7"_s);
    }

    void saysWhatDoesNotFit()
    {
        InvoiceLine line;
        line.quantity = dec(QString(38, u'9'));
        line.price.net = dec(QString(38, u'9'));
        QCOMPARE(lineNetOf(line).error().id, u"number.overflow"_s);
    }
};

QTEST_APPLESS_MAIN(TestEinvoiceArithmetic)
#include "tst_einvoice_arithmetic.moc"
