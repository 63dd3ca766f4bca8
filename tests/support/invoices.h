// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/contracts.h"

#include "core/billing/cost_split.h"
#include "core/billing/invoice.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

/// Invoices for tests, with the parties that their documents need.
namespace accord::testing {

struct InvoiceCase
{
    QString name;
    billing::Invoice invoice;
    billing::IssuingEntity seller;
    accounts::Account payer;
};

inline QByteArray resourceFile(const QString &path)
{
    QFile file(u"%1/%2"_s.arg(QStringLiteral(ACCORD_RESOURCES), path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline billing::IssuingEntity leanVibe()
{
    billing::IssuingEntity seller;
    seller.legalName = u"LeanVibe Technologies Inc."_s;
    seller.currency = currency(u"USD"_s);
    seller.address = {u"123 Technology Drive"_s, u"Suite 100"_s, u"San Francisco"_s, u"CA"_s, u"94105"_s, u"US"_s};
    seller.branding = QJsonDocument::fromJson(resourceFile(u"sample/branding-leanvibe.json"_s)).object();
    seller.logoPng = resourceFile(u"branding/leanvibe-logo.png"_s);
    for (const QJsonValue &line : seller.branding.value(u"payment_instructions"_s).toArray())
        seller.paymentInstructions << line.toString();
    return seller;
}

inline billing::IssuingEntity meridianEurope()
{
    billing::IssuingEntity seller;
    seller.legalName = u"Meridian Cloud Europe GmbH"_s;
    seller.currency = currency(u"EUR"_s);
    seller.address = {u"Mainkai 18"_s, {}, u"Frankfurt am Main"_s, {}, u"60311"_s, u"DE"_s};
    seller.vatId = u"DE811907980"_s;
    seller.branding = {{u"company_name"_s, u"Meridian Cloud"_s},
                       {u"primary_color"_s, u"#2457C5"_s},
                       {u"contact"_s, QJsonObject{{u"email"_s, u"rechnung@meridian.example"_s},
                                                  {u"website"_s, u"https://meridian.example"_s}}}};
    seller.logoPng = resourceFile(u"branding/meridian-logo.png"_s);
    seller.paymentInstructions
        = {u"SEPA transfer: Hafenbank Frankfurt, IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001"_s,
           u"Please quote the invoice number"_s};
    return seller;
}

inline billing::BillLine billLine(const QString &description, const QString &quantity, const QString &price,
                                  const Money &net)
{
    billing::BillLine line;
    line.contractNumber = u"ENT-ANNUAL-2024"_s;
    line.description = description;
    line.quantity = decimal(quantity);
    if (!price.isEmpty())
        line.unitPrice = decimal(price);
    line.gross = line.net = net;
    line.discount = Money::zero(net.currency());
    line.entityName = u"Payer"_s;
    return line;
}

/// Fills in what follows from the lines: one tax over everything, the sums, and the dates.
inline void close(InvoiceCase &one, const tax::Component &tax)
{
    billing::Bill &bill = one.invoice.bill;
    bill.currency = bill.lines.front().net.currency();
    std::vector<tax::TaxableLine> taxable;
    MoneySum subtotal(bill.currency);
    for (const auto &line : bill.lines) {
        taxable.push_back({line.net, line.taxes.empty() ? std::vector{tax} : line.taxes});
        subtotal.add(line.net);
    }
    const auto taxes = tax::computeTax(taxable, bill.currency).value();
    for (size_t i = 0; i < bill.lines.size(); ++i)
        bill.lines[i].tax = taxes.perLine[i];
    bill.subtotal = subtotal.total().value();
    bill.taxGroups = taxes.groups;
    bill.tax = taxes.total;
    bill.total = bill.subtotal.plus(bill.tax).value();
    one.invoice.dueDate = one.invoice.issueDate.addDays(bill.netDays);
}

inline InvoiceCase issued(const QString &name, const QString &number, const QString &yearMonth,
                          billing::IssuingEntity seller)
{
    InvoiceCase one;
    one.name = name;
    one.invoice.number = number;
    one.invoice.state = billing::InvoiceState::Issued;
    one.invoice.seal = u"118:9f3c2a77d01be456"_s;
    one.invoice.bill.period = month(yearMonth);
    one.invoice.issueDate = one.invoice.bill.period.lastDay();
    one.seller = std::move(seller);
    return one;
}

/// The monthly invoice that the founding documents work out by hand: 8,154.00.
inline InvoiceCase workedExample()
{
    InvoiceCase one = issued(u"worked"_s, u"LV-2024-000001"_s, u"2024-01"_s, leanVibe());
    one.payer.number = u"A-0001"_s;
    one.payer.legalName = u"Northwind Clinics Inc."_s;
    one.payer.address = {u"55 Hudson Yards"_s, u"24th floor"_s, u"New York"_s, u"NY"_s, u"10001"_s, u"US"_s};
    billing::Bill &bill = one.invoice.bill;
    bill.purchaseOrder = u"ENT-2024-001"_s;
    bill.netDays = 15;
    bill.lines = {billLine(u"Enterprise Plan - January 2024"_s, u"1"_s, u"800.00"_s, usd(u"800.00"_s)),
                  billLine(u"Storage Overage - 250 GB"_s, u"250"_s, u"3.00"_s, usd(u"750.00"_s)),
                  billLine(u"Professional Services - Implementation"_s, u"40"_s, u"150.00"_s, usd(u"6000.00"_s))};
    bill.lines[1].unit = u"GB"_s;
    bill.lines[1].used = decimal(u"1250"_s);
    bill.lines[1].included = decimal(u"1000"_s);
    bill.lines[2].unit = u"hours"_s;
    for (auto &line : bill.lines)
        line.purchaseOrder = bill.purchaseOrder;
    close(one, {u"US-NY/New York"_s, tax::Category::Standard, decimal(u"8"_s), u"New York sales tax"_s, {}, {}});
    return one;
}

inline InvoiceCase draft()
{
    InvoiceCase one = workedExample();
    one.name = u"draft"_s;
    one.invoice.state = billing::InvoiceState::Draft;
    one.invoice.number.clear();
    one.invoice.seal.clear();
    return one;
}

/// A retailer in another member state; names in Greek, Polish and Russian.
inline InvoiceCase reverseCharge()
{
    InvoiceCase one = issued(u"reverse-charge"_s, u"ME-2026-000042"_s, u"2026-05"_s, meridianEurope());
    one.payer.legalName = u"Ελληνικά Καταστήματα Μακεδονίας Ανώνυμη Εταιρεία"_s;
    one.payer.address = {u"Λεωφόρος Κηφισίας 117"_s, {}, u"Μαρούσι"_s, {}, u"151 24"_s, u"GR"_s};
    one.payer.vatId = u"EL094014298"_s;
    const Currency euro = currency(u"EUR"_s);
    for (const auto &[code, name] :
         {std::pair(u"GR-01"_s, u"Θεσσαλονίκη"_s), std::pair(u"GR-02"_s, u"Αθήνα – Αεροδρόμιο"_s),
          std::pair(u"PL-14"_s, u"Łódź"_s), std::pair(u"RU-03"_s, u"Нижний Новгород"_s)}) {
        for (auto line : {billLine(u"Platform site - May 2026"_s, u"1"_s, u"96.50"_s, Money(8685, euro)),
                          billLine(u"API calls - 1250000 calls"_s, u"1250000"_s, u"0.0005"_s, Money(62500, euro))}) {
            line.locationCode = code;
            line.locationName = name;
            line.costCentre = u"EU-Operations"_s;
            if (line.quantity == Decimal(1)) {
                line.gross = Money(9650, euro);
                line.discount = Money(965, euro);
            } else {
                line.unit = u"calls"_s;
            }
            one.invoice.bill.lines.push_back(line);
        }
    }
    one.invoice.bill.discounts = {{u"Framework agreement 10 %"_s, Money(3860, euro)}};
    close(one, {u"GR"_s, tax::Category::ReverseCharge, Decimal(0), u"VAT"_s, u"VATEX-EU-AE"_s,
                u"Reverse charge: VAT is due by the customer (EL094014298)"_s});
    return one;
}

/// Names in Japanese, Chinese, Korean, Thai and Arabic, in a currency without minor units.
inline InvoiceCase yen()
{
    InvoiceCase one = issued(u"yen"_s, u"ME-2026-000077"_s, u"2026-05"_s, meridianEurope());
    one.payer.legalName = u"株式会社みなと百貨店ホールディングス"_s;
    one.payer.address = {u"港区芝公園四丁目2番8号"_s, {}, u"東京都"_s, {}, u"105-0011"_s, u"JP"_s};
    const Currency jpy = currency(u"JPY"_s);
    for (const auto &[code, name] :
         {std::pair(u"486"_s, u"Tokyo-Bay 船橋市"_s), std::pair(u"214"_s, u"北京西红门商场"_s),
          std::pair(u"373"_s, u"광명점"_s), std::pair(u"560"_s, u"บางนา"_s), std::pair(u"611"_s, u"الرياض"_s)}) {
        auto line = billLine(u"Platform site - May 2026"_s, u"1"_s, u"15400"_s, Money(15400, jpy));
        line.locationCode = code;
        line.locationName = name;
        one.invoice.bill.lines.push_back(line);
    }
    close(one, {u"JP"_s, tax::Category::Export, Decimal(0), u"VAT"_s, u"VATEX-EU-G"_s,
                u"Export outside the European Union"_s});
    return one;
}

inline InvoiceCase dinar()
{
    InvoiceCase one = issued(u"dinar"_s, u"ME-2026-000078"_s, u"2026-05"_s, meridianEurope());
    one.payer.legalName = u"Gulf Homeware K.S.C."_s;
    one.payer.address = {u"Al Rai Road 7"_s, {}, u"Kuwait City"_s, {}, u"13001"_s, u"KW"_s};
    const Currency kwd = currency(u"KWD"_s);
    one.invoice.bill.lines = {billLine(u"Platform site - May 2026"_s, u"12"_s, u"29.125"_s, Money(349500, kwd)),
                              billLine(u"Credit for unused time"_s, u"1"_s, {}, Money(-12345, kwd))};
    close(one, {u"KW"_s, tax::Category::Export, Decimal(0), u"VAT"_s, u"VATEX-EU-G"_s,
                u"Export outside the European Union"_s});
    return one;
}

/// One bill for \a locations sites of three companies, split by shares with caps; two lines a site.
inline InvoiceCase consolidated(int locations, int linesPerSite = 2)
{
    InvoiceCase one = issued(u"consolidated-%1-%2"_s.arg(locations).arg(linesPerSite), u"LV-2024-000118"_s,
                             u"2024-03"_s, leanVibe());
    one.payer.id = accounts::AccountId(QUuid::fromString(u"018f0000-0000-7000-8000-000000000001"_s));
    one.payer.number = u"A-0118"_s;
    one.payer.name = one.payer.legalName = u"Global Corp Holdings Inc."_s;
    one.payer.address = {u"1 Liberty Plaza"_s, {}, u"New York"_s, u"NY"_s, u"10006"_s, u"US"_s};
    one.invoice.bill.netDays = 60;
    one.invoice.bill.purchaseOrder = u"GC-77120"_s;
    const std::pair<QString, QString> entities[] = {{u"Global Corp USA LLC"_s, u"US-Operations"_s},
                                                    {u"Global Corp Europe GmbH"_s, u"EU-Operations"_s},
                                                    {u"Global Corp Asia Pte Ltd"_s, u"APAC-Operations"_s}};
    std::vector<accounts::CostShare> shares;
    const QString percents[] = {u"45"_s, u"35"_s, u"20"_s};
    const QString caps[] = {u"5000.00"_s, u"4000.00"_s, u"3000.00"_s};
    for (int i = 0; i < 3; ++i) {
        const accounts::AccountId id(QUuid::fromString(u"018f0000-0000-7000-8000-00000000001%1"_s.arg(i)));
        shares.push_back({id, entities[i].first, entities[i].second, decimal(percents[i]), usd(caps[i])});
    }
    QStringList names;
    const QStringList rows
        = QString::fromUtf8(resourceFile(u"reference/store-locations.csv"_s)).split(u'\n', Qt::SkipEmptyParts);
    for (int i = 0; i < locations; ++i) {
        const QStringList fields = rows.at(1 + i % (rows.size() - 1)).split(u',');
        const int entity = i % 7 < 4 ? 0 : i % 7 < 6 ? 1 : 2;
        for (int l = 0; l < linesPerSite; ++l) {
            auto line = l == 0 ? billLine(u"Platform site - March 2024"_s, u"1"_s, u"80.00"_s, usd(u"72.00"_s))
                               : billLine(u"Storage Overage - %1 GB"_s.arg(3 + i % 9), QString::number(3 + i % 9),
                                          u"3.00"_s, Money((3 + i % 9) * 300, currency(u"USD"_s)));
            if (l == 0) {
                line.gross = usd(u"80.00"_s);
                line.discount = usd(u"8.00"_s);
            } else {
                line.unit = u"GB"_s;
                line.used = decimal(QString::number(103 + i % 9));
                line.included = decimal(u"100"_s);
            }
            line.entity = shares[size_t(entity)].entity;
            line.entityName = entities[entity].first;
            line.costCentre = entities[entity].second;
            line.locationCode = u"%1-%2"_s.arg(fields.value(0)).arg(i);
            line.locationName = fields.value(1).remove(u'"');
            line.purchaseOrder = one.invoice.bill.purchaseOrder;
            one.invoice.bill.lines.push_back(line);
        }
    }
    one.invoice.bill.discounts = {{u"Volume discount 10 %"_s, Money(800 * locations, currency(u"USD"_s))}};
    close(one, {u"US-NY"_s, tax::Category::Standard, decimal(u"8.875"_s), u"New York sales tax"_s, {}, {}});
    one.invoice.bill.allocations
        = billing::splitByShares(one.invoice.bill.total, shares, one.payer.id, one.payer.name).value();
    return one;
}

/// Sites in several states, one of them exempt: a table of taxes.
inline InvoiceCase jurisdictions()
{
    InvoiceCase one = workedExample();
    one.name = u"jurisdictions"_s;
    one.invoice.number = u"LV-2024-000002"_s;
    const Currency dollar = currency(u"USD"_s);
    const tax::Component exempt{
        u"US-TX"_s, tax::Category::Exempt, Decimal(0), u"Sales tax"_s, {}, u"exemption certificate TX-2291"_s};
    const std::tuple<QString, QString, QString> rates[] = {{u"US-CA"_s, u"7.25"_s, u"California state tax"_s},
                                                           {u"US-NY"_s, u"4"_s, u"New York state tax"_s},
                                                           {u"US-WA"_s, u"6.5"_s, u"Washington state tax"_s},
                                                           {u"US-FL"_s, u"6"_s, u"Florida state tax"_s}};
    one.invoice.bill.lines.clear();
    for (const auto &[jurisdiction, percent, name] : rates) {
        one.invoice.bill.lines.push_back(
            billLine(u"Platform site - January 2024"_s, u"1"_s, u"80.00"_s, Money(8000, dollar)));
        one.invoice.bill.lines.back().taxes = {{jurisdiction, tax::Category::Standard, decimal(percent), name, {}, {}}};
        one.invoice.bill.lines.back().locationCode = one.invoice.bill.lines.back().locationName = jurisdiction;
    }
    one.invoice.bill.lines.push_back(
        billLine(u"Platform site - January 2024"_s, u"1"_s, u"80.00"_s, Money(8000, dollar)));
    close(one, exempt);
    return one;
}

/// The worked example, in part paid by two prepaid credits and the rest due in three parts.
inline InvoiceCase prepaid()
{
    InvoiceCase one = workedExample();
    one.name = u"prepaid"_s;
    one.invoice.number = u"LV-2024-000003"_s;
    billing::Bill &bill = one.invoice.bill;
    bill.credits = {{{}, u"Prepayment 2024"_s, usd(u"5000.00"_s), usd(u"3200.50"_s), usd(u"3200.50"_s)},
                    {{}, u"Goodwill, case 4711"_s, usd(u"250.00"_s), usd(u"250.00"_s), usd(u"250.00"_s)}};
    const billing::InstalmentPlan plan{billing::InstalmentBasis::Percent,
                                       {{u"On receipt"_s, one.invoice.issueDate, {}, decimal(u"50"_s), {}},
                                        {u"Second part"_s, one.invoice.issueDate.addDays(60), {}, decimal(u"30"_s), {}},
                                        {u"Last part"_s, {}, u"After acceptance"_s, decimal(u"20"_s), {}}}};
    bill.instalments = billing::instalmentsOf(bill.amountDue(), plan).value();
    return one;
}

inline std::vector<InvoiceCase> invoiceCases()
{
    return {jurisdictions(), prepaid(), workedExample(),  draft(),           reverseCharge(),
            yen(),           dinar(),   consolidated(40), consolidated(422), consolidated(422, 1)};
}

} // namespace accord::testing
