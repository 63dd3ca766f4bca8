// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/einvoice/arithmetic.h"
#include "core/einvoice/rules.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>

/// Electronic invoices for tests.
namespace accord::testing {

using namespace einvoice;

inline Decimal dec(const QString &text)
{
    return Decimal::parse(text).value();
}

inline InvoiceLine invoiceLine(const QString &id, const QString &quantity, const QString &price, const VatKey &vat)
{
    InvoiceLine line;
    line.id = id;
    line.quantity = dec(quantity);
    line.unit = u"C62"_s;
    line.price.net = dec(price);
    line.vat = vat;
    line.item.name = u"Item "_s + id;
    line.net = lineNetOf(line).value();
    return line;
}

/// An invoice from Berlin that keeps the rules of EN 16931, Peppol and XRechnung: one line of 100.00 at 19 %.
inline SemanticInvoice soundInvoice(const VatKey &vat = {u"S"_s, Decimal(19)})
{
    SemanticInvoice invoice;
    invoice.number = u"INV-2026-000102"_s;
    invoice.issueDate = QDate(2026, 1, 31);
    invoice.typeCode = u"380"_s;
    invoice.currency = u"EUR"_s;
    invoice.dueDate = QDate(2026, 3, 2);
    invoice.buyerReference = u"04011000-12345-34"_s;
    invoice.seller.name = u"Seller GmbH"_s;
    invoice.seller.vatId = u"DE123456789"_s;
    invoice.seller.electronicAddress = {u"DE123456789"_s, u"9930"_s};
    invoice.seller.address = {u"Hauptstraße 1"_s, {}, {}, u"Berlin"_s, u"10115"_s, {}, u"DE"_s};
    invoice.seller.contact = {u"Accounts"_s, u"+49 30 1234567"_s, u"billing@seller.example"_s};
    invoice.buyer.name = u"Buyer SA"_s;
    invoice.buyer.vatId = u"FR40303265045"_s;
    invoice.buyer.electronicAddress = {u"FR40303265045"_s, u"9957"_s};
    invoice.buyer.address = {u"Rue de Rivoli 1"_s, {}, {}, u"Paris"_s, u"75001"_s, {}, u"FR"_s};
    invoice.payment.emplace();
    invoice.payment->meansCode = u"58"_s;
    invoice.payment->remittance = u"INV-2026-000102"_s;
    invoice.payment->transfers = {{u"DE89370400440532013000"_s, u"Seller GmbH"_s, u"COBADEFFXXX"_s}};
    invoice.period = {QDate(2026, 1, 1), QDate(2026, 1, 31)};
    invoice.lines = {invoiceLine(u"1"_s, u"1"_s, u"100"_s, vat)};
    [[maybe_unused]] const auto computed = computeTotals(invoice);
    return forProfile(invoice, Profile::En16931);
}

/// "BR-CO-10 BT-106" for each finding.
inline QStringList namesOf(const Findings &findings)
{
    QStringList names;
    for (const Finding &finding : findings)
        names << finding.rule + u' ' + finding.term;
    return names;
}

/// The sentences of \a findings, for messages of failing tests.
inline QByteArray said(const Findings &findings)
{
    QStringList sentences;
    for (const Finding &finding : findings)
        sentences << finding.toString();
    return sentences.join(u'\n').toUtf8();
}

inline QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What xmllint says against \a xml; empty when it is valid.
inline QByteArray schemaErrors(const QByteArray &xml, const QString &schema)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"document.xml"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(xml) != xml.size())
        return "the document can not be written";
    file.close();
    QProcess process;
    process.start(u"xmllint"_s, {u"--nonet"_s, u"--noout"_s, u"--schema"_s, schema, file.fileName()});
    if (!process.waitForFinished(60000))
        return "xmllint does not end";
    const QByteArray words = process.readAllStandardError();
    return process.exitCode() == 0 ? QByteArray() : words;
}

} // namespace accord::testing

#define NEED_XMLLINT                                                                                                   \
    if (QStandardPaths::findExecutable(u"xmllint"_s).isEmpty())                                                        \
    QSKIP("xmllint is not installed; documents can not be validated without it")
