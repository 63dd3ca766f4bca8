// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/purchase_orders_sql.h"
#include "core/workspace/master_data.h"
#include "core/workspace/sample/sample_contracts.h"

#include <QtCore/QJsonDocument>

namespace accord::workspace::sample {

namespace {

/// A customer in a line: who it is, what it agreed to, how it pays.
struct Row
{
    const char *number;
    const char *name;
    const char *city;
    const char *state;
    const char *country;
    const char *currency;
    const char *region;
    const char *segment;
    const char *start; ///< of its contract; empty: a prospect without one
    int months; ///< of its term
    const char *monthly; ///< platform fee in major units
    int billingMonths;
    int percentOff;
    int meanDaysLate;
    int usersADay;
    int storageADay;
    int callsADay;
};

// Growing companies of one place each; the four with hundreds of locations or a history of their own follow below.
constexpr Row rows[]
    = {{"A-0101", "Aldergate Insurance", "Hartford", "CT", "US", "USD", "AMER", "enterprise", "2024-02-01", 36,
        "9200.00", 1, 10, 4, 410, 2300, 230000},
       {"A-0102", "Bluefin Robotics", "Austin", "TX", "US", "USD", "AMER", "enterprise", "2024-03-01", 36, "6400.00", 3,
        5, 0, 260, 1500, 310000},
       {"A-0103", "Cascade Health Partners", "Seattle", "WA", "US", "USD", "AMER", "enterprise", "2024-05-15", 36,
        "11800.00", 1, 12, 11, 690, 4100, 150000},
       {"A-0104", "Delmar Foods", "Sacramento", "CA", "US", "USD", "AMER", "enterprise", "2024-07-01", 24, "5100.00",
        12, 0, 2, 190, 900, 90000},
       {"A-0105", "Eastbrook University", "Albany", "NY", "US", "USD", "AMER", "enterprise", "2024-09-01", 36,
        "4300.00", 12, 15, 26, 1200, 2700, 60000},
       {"A-0106", "Fairwind Energy", "Houston", "TX", "US", "USD", "AMER", "enterprise", "2025-01-01", 36, "7600.00", 1,
        8, 7, 300, 3300, 420000},
       {"A-0107", "Granite State Mutual", "Concord", "NH", "US", "USD", "AMER", "enterprise", "2025-01-31", 24,
        "3900.00", 1, 0, 1, 150, 700, 80000},
       {"A-0108", "Harborlight Media", "Los Angeles", "CA", "US", "USD", "AMER", "enterprise", "2024-11-01", 24,
        "4700.00", 6, 5, 75, 220, 5200, 260000},
       {"A-0109", "Ironwood Manufacturing", "Columbus", "OH", "US", "USD", "AMER", "enterprise", "2025-04-01", 36,
        "5600.00", 3, 6, 3, 180, 800, 70000},
       {"A-0110", "Juniper Lane Retail", "Miami", "FL", "US", "USD", "AMER", "team", "2025-06-01", 24, "2900.00", 1, 0,
        18, 90, 300, 120000},
       {"A-0111", "Kestrel Aviation", "Tampa", "FL", "US", "USD", "AMER", "team", "2024-06-01", 36, "2400.00", 1, 0, 5,
        70, 260, 45000},
       {"A-0112", "Lakeshore Legal", "New York", "NY", "US", "USD", "AMER", "team", "2024-04-01", 36, "1900.00", 1, 5,
        9, 60, 240, 30000},
       {"A-0113", "Maplewood Schools", "Dallas", "TX", "US", "USD", "AMER", "team", "2024-08-01", 36, "1600.00", 12, 20,
        0, 420, 180, 12000},
       {"A-0114", "Northlight Charity", "San Francisco", "CA", "US", "USD", "AMER", "team", "2024-10-01", 36, "1200.00",
        1, 25, 2, 35, 140, 9000},
       {"A-0115", "Orchard & Vale", "Portland", "OR", "US", "USD", "AMER", "team", "2025-02-01", 24, "1400.00", 1, 0,
        33, 40, 120, 26000},
       {"A-0116", "Pinecrest Labs", "San Diego", "CA", "US", "USD", "AMER", "developer", "2025-03-15", 24, "450.00", 1,
        0, 6, 9, 20, 14000},
       {"A-0117", "Quarry Studio", "Brooklyn", "NY", "US", "USD", "AMER", "developer", "2025-05-01", 24, "300.00", 1, 0,
        12, 5, 12, 8000},
       {"A-0118", "Redwood Credit Union", "Spokane", "WA", "US", "USD", "AMER", "enterprise", "2024-12-01", 36,
        "6100.00", 1, 9, 2, 240, 1300, 110000},
       {"A-0201", "Abendrot Versicherung", "Hamburg", "", "DE", "EUR", "EMEA", "enterprise", "2025-02-01", 36,
        "8700.00", 1, 10, 0, 380, 2100, 190000},
       {"A-0202", "Brisebois Logistique", "Lyon", "", "FR", "EUR", "EMEA", "enterprise", "2025-02-01", 24, "6900.00", 3,
        5, 21, 270, 1200, 240000},
       {"A-0203", "Cortina Moda", "Milano", "", "IT", "EUR", "EMEA", "enterprise", "2025-03-31", 24, "5400.00", 1, 0,
        38, 160, 1900, 90000},
       {"A-0204", "Duinhof Tuinbouw", "Utrecht", "", "NL", "EUR", "EMEA", "team", "2025-04-01", 24, "1800.00", 1, 0, 4,
        55, 210, 33000},
       {"A-0205", "Espiga Alimentación", "Valencia", "", "ES", "EUR", "EMEA", "team", "2025-05-01", 24, "2200.00", 1, 5,
        16, 80, 300, 52000},
       {"A-0206", "Fjordlys Energi", "Bergen", "", "NO", "NOK", "EMEA", "enterprise", "2025-02-01", 36, "72000.00", 3,
        7, 1, 210, 1600, 170000},
       {"A-0207", "Glenmarch Distillers", "Inverness", "", "GB", "GBP", "EMEA", "enterprise", "2025-03-01", 36,
        "4800.00", 1, 4, 8, 130, 800, 60000},
       {"A-0208", "Hallstein Maschinenbau", "Stuttgart", "", "DE", "EUR", "EMEA", "enterprise", "2025-07-01", 36,
        "7300.00", 12, 12, 0, 340, 2600, 98000},
       {"A-0209", "Ισμήνη Ναυτιλιακή", "Πειραιάς", "", "GR", "EUR", "EMEA", "team", "2025-06-15", 24, "2600.00", 1, 0,
        45, 95, 410, 71000},
       {"A-0210", "Jökull Travel", "Reykjavík", "", "IS", "EUR", "EMEA", "developer", "2025-08-01", 24, "380.00", 1, 0,
        3, 8, 25, 15000},
       {"A-0211", "Karelia Timber", "Joensuu", "", "FI", "EUR", "EMEA", "team", "2025-09-01", 24, "1500.00", 1, 0, 0,
        48, 150, 22000},
       {"A-0212", "Lumière Santé", "Genève", "", "CH", "CHF", "EMEA", "enterprise", "2025-02-15", 36, "6600.00", 1, 6,
        2, 200, 1700, 84000},
       {"A-0301", "Akebono Precision", "Nagoya", "", "JP", "JPY", "APAC", "enterprise", "2025-02-01", 36, "980000", 1,
        8, 0, 260, 1500, 130000},
       {"A-0302", "Banksia Mining", "Perth", "", "AU", "AUD", "APAC", "enterprise", "2025-03-01", 36, "9900.00", 1, 5,
        13, 310, 2900, 160000},
       {"A-0303", "Cheonggye Games", "Seoul", "", "KR", "KRW", "APAC", "enterprise", "2025-04-01", 24, "7600000", 1, 0,
        6, 140, 3900, 900000},
       {"A-0304", "Dragonfly Payments", "Singapore", "", "SG", "SGD", "APAC", "enterprise", "2025-05-01", 36, "8200.00",
        3, 10, 0, 220, 1100, 640000},
       {"A-0305", "Eucalypt Wines", "Adelaide", "", "AU", "AUD", "APAC", "team", "2025-07-01", 24, "2100.00", 1, 0, 66,
        44, 160, 18000},
       {"A-0306", "Frangipani Resorts", "Denpasar", "", "ID", "USD", "APAC", "team", "2025-01-01", 24, "2700.00", 1, 0,
        29, 120, 280, 37000},
       {"A-0401", "Ashford Telecom", "Toronto", "ON", "CA", "CAD", "AMER", "enterprise", "2025-02-01", 36, "8900.00", 1,
        7, 5, 350, 2200, 280000},
       {"A-0402", "Boreal Outfitters", "Calgary", "AB", "CA", "CAD", "AMER", "team", "2025-10-01", 24, "2300.00", 1, 0,
        10, 66, 190, 41000},
       {"A-0501", "Clearwater Transit", "Denver", "CO", "US", "USD", "AMER", "enterprise", "", 0, "0.00", 1, 0, 0, 0, 0,
        0},
       {"A-0502", "Silberstein Optik", "Jena", "", "DE", "EUR", "EMEA", "enterprise", "", 0, "0.00", 1, 0, 0, 0, 0, 0},
       {"A-0503", "Tōkai Ferry", "Shizuoka", "", "JP", "JPY", "APAC", "team", "", 0, "0.00", 1, 0, 0, 0, 0, 0}};

QString text(const char *latin)
{
    return QString::fromUtf8(latin);
}

QString managerOf(const Row &row)
{
    if (QByteArray(row.segment) == "developer" || *row.start == 0)
        return {};
    const QByteArray region(row.region);
    return region == "AMER" ? u"csm"_s : region == "EMEA" ? u"csm-emea"_s : u"csm-apac"_s;
}

/// An invented VAT number in the country's form, where Accord needs one for reverse charge.
QString vatIdOf(const Row &row)
{
    const QString digits = u"9"_s + text(row.number).mid(2) + u"1047"_s;
    const QHash<QString, QString> forms{{u"DE"_s, u"DE"_s + digits},           {u"FR"_s, u"FR27"_s + digits},
                                        {u"IT"_s, u"IT"_s + digits + u"02"_s}, {u"NL"_s, u"NL"_s + digits + u"B01"_s},
                                        {u"ES"_s, u"ESB"_s + digits.left(8)},  {u"GR"_s, u"EL"_s + digits},
                                        {u"FI"_s, u"FI"_s + digits.left(8)}};
    return forms.value(text(row.country));
}

QJsonObject accountOf(const Row &row)
{
    const bool isEuropean = QByteArray(row.region) == "EMEA";
    QString domain = text(row.name).toLower();
    domain.remove(QRegularExpression(u"[^a-z]"_s));
    if (domain.isEmpty())
        domain = text(row.number).toLower();
    QJsonObject account{{u"number"_s, text(row.number)},
                        {u"name"_s, text(row.name)},
                        {u"issuing_entity"_s, isEuropean ? u"EU"_s : u"US"_s},
                        {u"status"_s, *row.start ? u"active"_s : u"prospect"_s},
                        {u"segment"_s, text(row.segment)},
                        {u"region"_s, text(row.region)},
                        {u"currency"_s, text(row.currency)},
                        {u"address"_s, addressOf(u"%1 Commerce Road"_s.arg(text(row.number).right(2).toInt() * 7 + 3),
                                                 text(row.city), text(row.state), text(row.country))},
                        {u"customer_success_manager"_s, managerOf(row)},
                        {u"payment_terms_days"_s, 30},
                        {u"invoice_email"_s, u"ap@%1.example"_s.arg(domain)},
                        {u"contacts"_s, contactsFor(text(row.number), domain)}};
    if (const QString vatId = vatIdOf(row); !vatId.isEmpty())
        account.insert(u"vat_id"_s, vatId);
    if (QByteArray(row.number) == "A-0114") { // its certificate ran out in spring and nobody asked for the next one
        account.insert(u"tax_standing"_s, u"non_profit"_s);
        account.insert(u"certificates"_s, QJsonArray{QJsonObject{{u"jurisdiction"_s, u"US-CA"_s},
                                                                 {u"number"_s, u"CA-EX-20417"_s},
                                                                 {u"reason"_s, u"non_profit"_s},
                                                                 {u"valid_from"_s, u"2024-04-01"_s},
                                                                 {u"valid_to"_s, u"2026-04-01"_s}}});
    }
    if (QByteArray(row.number) == "A-0113")
        account.insert(u"tax_standing"_s, u"government"_s);
    return account;
}

QJsonObject contractOf(const Row &row)
{
    PlanTerms terms;
    terms.number = u"MC-%1-%2"_s.arg(text(row.start).left(4), text(row.number).mid(2));
    terms.account = text(row.number);
    terms.currency = text(row.currency);
    terms.start = QDate::fromString(text(row.start), Qt::ISODate);
    terms.months = row.months;
    terms.monthlyFee = text(row.monthly);
    terms.billingMonths = row.billingMonths;
    terms.percentOff = row.percentOff;
    terms.includedUsers = row.usersADay + row.usersADay / 20;
    terms.includedStorage = row.storageADay;
    terms.includedCalls = qint64(row.callsADay) * 30;
    if (QByteArray(row.number) == "A-0108" || QByteArray(row.number) == "A-0302")
        terms.purchaseOrder = u"PO-%1-77"_s.arg(text(row.number).mid(2));
    return planContract(terms);
}

Customer customerOf(const Row &row)
{
    Customer customer;
    customer.number = text(row.number);
    customer.meanDaysLate = row.meanDaysLate;
    customer.dailyUsage
        = {{u"users"_s, row.usersADay}, {u"storage_gb"_s, row.storageADay}, {u"api_calls"_s, row.callsADay}};
    customer.usageFrom = std::max(QDate(2024, 7, 1), QDate::fromString(text(row.start), Qt::ISODate));
    return customer;
}

Result<> savePurchaseOrders(Services &services)
{
    struct Order
    {
        QString account;
        QString number;
        QString amount;
        QDate from;
        QDate expires;
    };
    const Order orders[] = {{u"A-0001"_s, u"ENT-2024-001"_s, u"65000.00"_s, QDate(2024, 1, 1), QDate(2026, 12, 31)},
                            {u"A-0003"_s, u"GCH-7781"_s, u"400000.00"_s, QDate(2025, 1, 1), QDate(2026, 12, 31)},
                            {u"A-0004"_s, u"NH-2026-4410"_s, u"275000.00"_s, QDate(2025, 2, 1), QDate(2026, 8, 15)},
                            {u"A-0108"_s, u"PO-0108-77"_s, u"165000.00"_s, QDate(2024, 11, 1), QDate(2026, 10, 31)},
                            {u"A-0302"_s, u"PO-0302-77"_s, u"180000.00"_s, QDate(2025, 3, 1), QDate(2027, 2, 28)}};
    for (const Order &order : orders) {
        const auto account = services.accounts().findByReference(order.account);
        if (!account)
            return passOn(account);
        const auto amount = Money::parse(order.amount, account->currency);
        if (!amount)
            return passOn(amount);
        const purchasing::PurchaseOrder saved{services.ids().next<purchasing::PurchaseOrderId>(),
                                              account->id,
                                              order.number,
                                              purchasing::OrderScope::Blanket,
                                              {},
                                              *amount,
                                              order.from,
                                              order.expires};
        if (const auto done = storage::PurchaseOrdersSql(services.session()).save(saved); !done)
            return done;
    }
    return {};
}

} // namespace

Result<std::vector<Customer>> makeCustomers(Services &services)
{
    QJsonArray accounts;
    std::vector<QJsonObject> contracts;
    std::vector<Customer> customers;
    auto special = specialCustomers();
    if (!special)
        return passOn(special);
    for (const QJsonValue &account : special->accounts)
        accounts.append(account);
    customers = special->customers;
    contracts = special->contracts;
    for (const Row &row : rows) {
        accounts.append(accountOf(row));
        if (!*row.start)
            continue;
        contracts.push_back(contractOf(row));
        customers.push_back(customerOf(row));
    }
    MasterData data(services);
    const QJsonObject document{{u"format"_s, u"accord.accounts/1"_s}, {u"accounts"_s, accounts}};
    if (const auto imported = data.importAccounts(QJsonDocument(document).toJson(QJsonDocument::Compact)); !imported)
        return passOn(imported);
    for (const QJsonObject &contract : contracts) {
        if (const auto imported = data.importContract(QJsonDocument(contract).toJson(QJsonDocument::Compact));
            !imported)
            return passOn(imported);
    }
    if (const auto saved = savePurchaseOrders(services); !saved)
        return passOn(saved);
    return customers;
}

} // namespace accord::workspace::sample
