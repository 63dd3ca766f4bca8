// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sample/sample_contracts.h"

#include "core/workspace/sample/sample_csv.h"

#include <QtCore/QJsonDocument>

namespace accord::workspace::sample {

namespace {

/// Prices that suit a currency: yen and won have no cents.
struct UsagePrices
{
    QString user;
    QString storage;
    QString call;
};

UsagePrices pricesIn(const QString &currency)
{
    if (currency == u"JPY"_s)
        return {u"2400"_s, u"320"_s, u"0.6"_s};
    if (currency == u"KRW"_s)
        return {u"21000"_s, u"2900"_s, u"5.2"_s};
    if (currency == u"NOK"_s)
        return {u"190.00"_s, u"24.00"_s, u"0.045"_s};
    return {u"18.00"_s, u"2.40"_s, u"0.0045"_s};
}

QJsonObject usageItem(const QString &key, const QString &description, const QString &meter, const QString &unit,
                      qint64 included, const QJsonObject &price)
{
    return {{u"key"_s, key},
            {u"kind"_s, u"usage"_s},
            {u"description"_s, description},
            {u"meter"_s, meter},
            {u"unit"_s, unit},
            {u"included"_s, QString::number(included)},
            {u"price"_s, price},
            {u"timing"_s, u"in_arrears"_s},
            {u"billing_months"_s, 1},
            {u"ledger_account"_s, u"4020"_s}};
}

QJsonObject perUnit(const QString &price)
{
    return {{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, price}};
}

/// Calls get cheaper the more there are.
QJsonObject graduatedCalls(const QString &price)
{
    const auto half = Decimal::parse(price);
    Q_ASSERT(half);
    const QString cheaper = (Exact(*half) * Exact::ratio(3, 5)).rounded(6).value_or(*half).toShortString();
    return {{u"model"_s, u"graduated"_s},
            {u"tiers"_s, QJsonArray{QJsonObject{{u"up_to"_s, u"1000000"_s}, {u"unit_price"_s, price}},
                                    QJsonObject{{u"up_to"_s, QJsonValue()}, {u"unit_price"_s, cheaper}}}}};
}

QString zoneOf(const QString &currency)
{
    const QHash<QString, QString> zones{{u"EUR"_s, u"Europe/Berlin"_s},    {u"GBP"_s, u"Europe/London"_s},
                                        {u"NOK"_s, u"Europe/Oslo"_s},      {u"CHF"_s, u"Europe/Zurich"_s},
                                        {u"JPY"_s, u"Asia/Tokyo"_s},       {u"KRW"_s, u"Asia/Seoul"_s},
                                        {u"AUD"_s, u"Australia/Sydney"_s}, {u"SGD"_s, u"Asia/Singapore"_s}};
    return zones.value(currency, u"America/New_York"_s);
}

QJsonObject evergreen()
{
    return {{u"number"_s, u"A-0001"_s},
            {u"name"_s, u"Evergreen Analytics"_s},
            {u"legal_name"_s, u"Evergreen Analytics Corp."_s},
            {u"issuing_entity"_s, u"LV"_s},
            {u"segment"_s, u"enterprise"_s},
            {u"region"_s, u"AMER"_s},
            {u"currency"_s, u"USD"_s},
            {u"address"_s, addressOf(u"88 Hudson Street"_s, u"New York"_s, u"NY"_s, u"US"_s)},
            {u"customer_success_manager"_s, u"csm"_s},
            {u"payment_terms_days"_s, 15},
            {u"invoice_email"_s, u"ap@evergreen.example"_s},
            {u"contacts"_s, contactsFor(u"A-0001"_s, u"evergreen"_s)}};
}

/// The contract behind the worked invoice of January 2024: 800.00 + 750.00 + 6,000.00 and 8 % tax.
QJsonObject evergreenContract()
{
    const QJsonObject plan{{u"key"_s, u"plan"_s},
                           {u"kind"_s, u"recurring"_s},
                           {u"description"_s, u"Enterprise Plan"_s},
                           {u"price"_s, perUnit(u"800.00"_s)},
                           {u"timing"_s, u"in_advance"_s},
                           {u"ledger_account"_s, u"4010"_s}};
    const QJsonObject services{{u"key"_s, u"services"_s},
                               {u"kind"_s, u"one_time"_s},
                               {u"description"_s, u"Professional Services - Implementation"_s},
                               {u"quantity"_s, u"40"_s},
                               {u"unit"_s, u"hours"_s},
                               {u"price"_s, perUnit(u"150.00"_s)},
                               {u"start"_s, u"2024-01-31"_s},
                               {u"ledger_account"_s, u"4030"_s}};
    return {{u"format"_s, u"accord.contract/1"_s},
            {u"number"_s, u"LV-ENT-2024"_s},
            {u"type"_s, u"plan"_s},
            {u"account"_s, u"A-0001"_s},
            {u"currency"_s, u"USD"_s},
            {u"start"_s, u"2024-01-01"_s},
            {u"end"_s, u"2027-01-01"_s},
            {u"terms"_s, QJsonObject{{u"net_days"_s, 15},
                                     {u"time_zone"_s, u"America/New_York"_s},
                                     {u"purchase_order"_s, u"ENT-2024-001"_s}}},
            {u"items"_s, QJsonArray{plan,
                                    usageItem(u"storage"_s, u"Storage Overage"_s, u"storage_gb"_s, u"GB"_s, 1000,
                                              perUnit(u"3.00"_s)),
                                    services}},
            {u"signatures"_s, bothSigned(QDate(2024, 1, 1))}};
}

QJsonObject brightwater()
{
    return {{u"number"_s, u"A-0002"_s},
            {u"name"_s, u"Brightwater Logistics"_s},
            {u"legal_name"_s, u"Brightwater Logistics LLC"_s},
            {u"issuing_entity"_s, u"US"_s},
            {u"segment"_s, u"enterprise"_s},
            {u"region"_s, u"AMER"_s},
            {u"currency"_s, u"USD"_s},
            {u"address"_s, addressOf(u"2100 Pier Avenue"_s, u"Oakland"_s, u"CA"_s, u"US"_s)},
            {u"customer_success_manager"_s, u"csm"_s},
            {u"invoice_email"_s, u"ap@brightwater.example"_s},
            {u"contacts"_s, contactsFor(u"A-0002"_s, u"brightwater"_s)}};
}

QJsonArray globalCorp()
{
    const QJsonObject payer{{u"number"_s, u"A-0003"_s},
                            {u"name"_s, u"Global Corp Holdings"_s},
                            {u"legal_name"_s, u"Global Corp Holdings Inc."_s},
                            {u"issuing_entity"_s, u"US"_s},
                            {u"segment"_s, u"enterprise"_s},
                            {u"region"_s, u"AMER"_s},
                            {u"currency"_s, u"USD"_s},
                            {u"address"_s, addressOf(u"1 Meridian Plaza"_s, u"New York"_s, u"NY"_s, u"US"_s)},
                            {u"customer_success_manager"_s, u"csm"_s},
                            {u"payment_terms_days"_s, 60},
                            {u"invoice_email"_s, u"ap@globalcorp.example"_s},
                            {u"contacts"_s, contactsFor(u"A-0003"_s, u"globalcorp"_s)}};
    QJsonArray family{payer};
    const auto subsidiary = [&](const QString &number, const QString &name, const QString &centre,
                                const QString &region, const QJsonObject &address) {
        family.append(
            QJsonObject{{u"number"_s, number},
                        {u"name"_s, name},
                        {u"legal_name"_s, name},
                        {u"parent"_s, u"A-0003"_s},
                        {u"payer"_s, u"A-0003"_s},
                        {u"issuing_entity"_s, u"US"_s},
                        {u"segment"_s, u"enterprise"_s},
                        {u"region"_s, region},
                        {u"currency"_s, u"USD"_s},
                        {u"address"_s, address},
                        {u"cost_centers"_s, QJsonArray{QJsonObject{{u"code"_s, centre}, {u"name"_s, centre}}}}});
    };
    subsidiary(u"A-0003-1"_s, u"Global Corp USA LLC"_s, u"US-Operations"_s, u"AMER"_s,
               addressOf(u"900 Lake Drive"_s, u"Chicago"_s, u"IL"_s, u"US"_s));
    subsidiary(u"A-0003-2"_s, u"Global Corp Europe GmbH"_s, u"EU-Operations"_s, u"EMEA"_s,
               addressOf(u"Ballindamm 40"_s, u"Hamburg"_s, {}, u"DE"_s));
    subsidiary(u"A-0003-3"_s, u"Global Corp Asia Pte Ltd"_s, u"APAC-Operations"_s, u"APAC"_s,
               addressOf(u"10 Marina Boulevard"_s, u"Singapore"_s, {}, u"SG"_s));
    return family;
}

QJsonObject globalCorpContract()
{
    PlanTerms terms{u"GCH-2025"_s, u"A-0003"_s, u"USD"_s, QDate(2025, 1, 1), 24, u"10200.00"_s, 1, 0,
                    800,           6000,        9000000,  u"GCH-7781"_s};
    QJsonObject contract = planContract(terms);
    QJsonArray shares;
    const auto share = [&](const QString &entity, const QString &centre, const QString &percent, const QString &cap) {
        shares.append(QJsonObject{
            {u"entity"_s, entity}, {u"cost_center"_s, centre}, {u"percent"_s, percent}, {u"budget_cap"_s, cap}});
    };
    share(u"Global Corp USA LLC"_s, u"US-Operations"_s, u"45"_s, u"5000.00"_s);
    share(u"Global Corp Europe GmbH"_s, u"EU-Operations"_s, u"35"_s, u"4000.00"_s);
    share(u"Global Corp Asia Pte Ltd"_s, u"APAC-Operations"_s, u"20"_s, u"3000.00"_s);
    contract.insert(u"shares"_s, shares);
    QJsonObject agreed = contract.value(u"terms"_s).toObject();
    agreed.insert(u"net_days"_s, 60);
    contract.insert(u"terms"_s, agreed);
    return contract;
}

/// The part of the house that runs the shops of a country.
QString nordhavenEntity(const QString &country)
{
    static const QSet<QString> americas{u"US"_s, u"CA"_s, u"MX"_s, u"DO"_s, u"PR"_s, u"CL"_s, u"CO"_s};
    static const QSet<QString> asia{u"AU"_s, u"BH"_s, u"CN"_s, u"EG"_s, u"HK"_s, u"ID"_s, u"IN"_s, u"JO"_s,
                                    u"JP"_s, u"KR"_s, u"KW"_s, u"MA"_s, u"MO"_s, u"MY"_s, u"OM"_s, u"PH"_s,
                                    u"QA"_s, u"SA"_s, u"SG"_s, u"TH"_s, u"TW"_s, u"AE"_s, u"NZ"_s};
    return americas.contains(country) ? u"A-0004-2"_s : asia.contains(country) ? u"A-0004-3"_s : u"A-0004-1"_s;
}

/// The shops of `reference/store-locations.csv`, by the entity that runs them.
Result<QHash<QString, QJsonArray>> shops()
{
    const auto table = readCsv(u"reference/store-locations.csv"_s);
    if (!table)
        return passOn(table);
    QHash<QString, QJsonArray> byEntity;
    for (size_t i = 1; i <= table->rows.size(); ++i) {
        const QByteArrayList &fields = table->rows[i - 1].fields;
        const QString country = QString::fromUtf8(fields.value(2));
        const QString name = QString::fromUtf8(fields.value(1));
        const QString entity = nordhavenEntity(country);
        QJsonObject shop{{u"code"_s, u"NH-%1-%2"_s.arg(country, QString::fromUtf8(fields.value(0)))},
                         {u"name"_s, name},
                         {u"cost_center"_s, u"RETAIL-"_s + country},
                         {u"department"_s, i % 5 == 0 ? u"Restaurants"_s : u"Stores"_s},
                         {u"active_from"_s, u"2024-06-01"_s},
                         {u"address"_s, QJsonObject{{u"city"_s, name}, {u"country"_s, country}}}};
        if (i % 71 == 0)
            shop.insert(u"active_from"_s, u"2025-10-13"_s); // opened in the middle of a month
        if (i % 97 == 0)
            shop.insert(u"active_to"_s, u"2026-03-21"_s);
        byEntity[entity].append(shop);
    }
    return byEntity;
}

Result<QJsonArray> nordhaven()
{
    const auto byEntity = shops();
    if (!byEntity)
        return passOn(byEntity);
    QJsonArray family{QJsonObject{{u"number"_s, u"A-0004"_s},
                                  {u"name"_s, u"Nordhaven Home"_s},
                                  {u"legal_name"_s, u"Nordhaven Home AB"_s},
                                  {u"issuing_entity"_s, u"EU"_s},
                                  {u"segment"_s, u"enterprise"_s},
                                  {u"region"_s, u"EMEA"_s},
                                  {u"currency"_s, u"EUR"_s},
                                  {u"vat_id"_s, u"SE556901234501"_s},
                                  {u"address"_s, addressOf(u"Skeppsbron 12"_s, u"Göteborg"_s, {}, u"SE"_s)},
                                  {u"customer_success_manager"_s, u"csm-emea"_s},
                                  {u"payment_terms_days"_s, 30},
                                  {u"invoice_email"_s, u"faktura@nordhaven.example"_s},
                                  {u"contacts"_s, contactsFor(u"A-0004"_s, u"nordhaven"_s)}}};
    const std::pair<QString, QString> entities[] = {{u"A-0004-1"_s, u"Nordhaven Europe BV"_s},
                                                    {u"A-0004-2"_s, u"Nordhaven Americas LLC"_s},
                                                    {u"A-0004-3"_s, u"Nordhaven Asia Pacific Pte Ltd"_s}};
    for (const auto &[number, name] : entities) {
        family.append(QJsonObject{{u"number"_s, number},
                                  {u"name"_s, name},
                                  {u"legal_name"_s, name},
                                  {u"parent"_s, u"A-0004"_s},
                                  {u"payer"_s, u"A-0004"_s},
                                  {u"issuing_entity"_s, u"EU"_s},
                                  {u"segment"_s, u"enterprise"_s},
                                  {u"region"_s, u"EMEA"_s},
                                  {u"currency"_s, u"EUR"_s},
                                  {u"locations"_s, byEntity->value(number)}});
    }
    return family;
}

QJsonObject nordhavenContract()
{
    const QJsonObject site{
        {u"key"_s, u"site"_s},           {u"kind"_s, u"recurring"_s},       {u"description"_s, u"Store platform"_s},
        {u"per_location"_s, true},       {u"price"_s, perUnit(u"49.00"_s)}, {u"timing"_s, u"in_advance"_s},
        {u"ledger_account"_s, u"4010"_s}};
    QJsonObject calls = usageItem(u"calls"_s, u"API calls"_s, u"api_calls"_s, u"calls"_s, 20000, perUnit(u"0.0008"_s));
    calls.insert(u"per_location"_s, true);
    const QJsonObject byLocations{
        {u"name"_s, u"Volume discount"_s},
        {u"basis"_s, u"locations"_s},
        {u"scope"_s, u"recurring"_s},
        {u"steps"_s, QJsonArray{QJsonObject{{u"from"_s, u"50"_s}, {u"percent"_s, u"5"_s}},
                                QJsonObject{{u"from"_s, u"200"_s}, {u"percent"_s, u"12"_s}},
                                QJsonObject{{u"from"_s, u"400"_s}, {u"percent"_s, u"15"_s}}}}};
    const QJsonObject byTerm{{u"name"_s, u"Multi-year discount"_s},
                             {u"basis"_s, u"term_years"_s},
                             {u"scope"_s, u"recurring"_s},
                             {u"steps"_s, QJsonArray{QJsonObject{{u"from"_s, u"2"_s}, {u"percent"_s, u"3"_s}},
                                                     QJsonObject{{u"from"_s, u"3"_s}, {u"percent"_s, u"5"_s}}}}};
    return {
        {u"format"_s, u"accord.contract/1"_s},
        {u"number"_s, u"NH-MSA-2025"_s},
        {u"type"_s, u"enterprise_multi_year"_s},
        {u"account"_s, u"A-0004"_s},
        {u"currency"_s, u"EUR"_s},
        {u"start"_s, u"2025-02-01"_s},
        {u"end"_s, u"2028-02-01"_s},
        {u"terms"_s, QJsonObject{{u"net_days"_s, 30},
                                 {u"time_zone"_s, u"Europe/Stockholm"_s},
                                 {u"auto_renewal"_s, true},
                                 {u"notice_days"_s, 180},
                                 {u"purchase_order"_s, u"NH-2026-4410"_s}}},
        {u"items"_s, QJsonArray{site, calls}},
        {u"discounts"_s, QJsonArray{byLocations, byTerm}},
        {u"sla"_s, QJsonObject{{u"uptime_percent"_s, u"99.95"_s},
                               {u"response_time_ms"_s, 250},
                               {u"support_response_hours"_s, 1},
                               {u"dedicated_support"_s, true},
                               {u"monthly_business_review"_s, true}}},
        {u"custom_terms"_s, QJsonArray{u"Stores opened during the term join at the same price from their first day."_s,
                                       u"One consolidated invoice for all entities, in euro."_s}},
        {u"signatures"_s, bothSigned(QDate(2025, 2, 1))}};
}

} // namespace

QJsonArray bothSigned(const QDate &start)
{
    return {QJsonObject{{u"party"_s, u"customer"_s},
                        {u"name"_s, u"Dana Whitfield"_s},
                        {u"title"_s, u"Chief Information Officer"_s},
                        {u"date"_s, start.addDays(-17).toString(Qt::ISODate)}},
            QJsonObject{{u"party"_s, u"provider"_s},
                        {u"name"_s, u"Marta Lindqvist"_s},
                        {u"title"_s, u"VP Sales"_s},
                        {u"date"_s, start.addDays(-12).toString(Qt::ISODate)}}};
}

namespace {

/// A post code in the middle of \a city: electronic invoices ask for one.
QString postalCodeOf(const QString &city)
{
    static const QHash<QString, QString> codes{
        {u"Hartford"_s, u"06103"_s},    {u"Austin"_s, u"78701"_s},        {u"Seattle"_s, u"98101"_s},
        {u"Sacramento"_s, u"95814"_s},  {u"Albany"_s, u"12207"_s},        {u"Houston"_s, u"77002"_s},
        {u"Concord"_s, u"03301"_s},     {u"Los Angeles"_s, u"90012"_s},   {u"Columbus"_s, u"43215"_s},
        {u"Miami"_s, u"33131"_s},       {u"Tampa"_s, u"33602"_s},         {u"New York"_s, u"10004"_s},
        {u"Dallas"_s, u"75201"_s},      {u"San Francisco"_s, u"94105"_s}, {u"Portland"_s, u"97204"_s},
        {u"San Diego"_s, u"92101"_s},   {u"Brooklyn"_s, u"11201"_s},      {u"Spokane"_s, u"99201"_s},
        {u"Hamburg"_s, u"20095"_s},     {u"Lyon"_s, u"69002"_s},          {u"Milano"_s, u"20121"_s},
        {u"Utrecht"_s, u"3511 CE"_s},   {u"Valencia"_s, u"46002"_s},      {u"Bergen"_s, u"5003"_s},
        {u"Inverness"_s, u"IV1 1HY"_s}, {u"Stuttgart"_s, u"70173"_s},     {u"Πειραιάς"_s, u"185 35"_s},
        {u"Reykjavík"_s, u"101"_s},     {u"Joensuu"_s, u"80100"_s},       {u"Genève"_s, u"1201"_s},
        {u"Nagoya"_s, u"450-0002"_s},   {u"Perth"_s, u"6000"_s},          {u"Seoul"_s, u"04524"_s},
        {u"Singapore"_s, u"018956"_s},  {u"Adelaide"_s, u"5000"_s},       {u"Denpasar"_s, u"80113"_s},
        {u"Toronto"_s, u"M5H 2N2"_s},   {u"Calgary"_s, u"T2P 1J9"_s},     {u"Denver"_s, u"80202"_s},
        {u"Jena"_s, u"07743"_s},        {u"Shizuoka"_s, u"420-0852"_s},   {u"Boston"_s, u"02110"_s},
        {u"Oakland"_s, u"94606"_s},     {u"Chicago"_s, u"60601"_s},       {u"Göteborg"_s, u"411 03"_s}};
    return codes.value(city);
}

} // namespace

QJsonObject addressOf(const QString &line, const QString &city, const QString &state, const QString &country)
{
    return {{u"line1"_s, line},
            {u"city"_s, city},
            {u"postal_code"_s, postalCodeOf(city)},
            {u"region"_s, state},
            {u"country"_s, country}};
}

QJsonArray contactsFor(const QString &number, const QString &domain)
{
    static const QStringList names{u"Amara Nwosu"_s,   u"Benedikt Roth"_s, u"Carla Ferreira"_s, u"Daniel Osei"_s,
                                   u"Elena Petrova"_s, u"Farid Haddad"_s,  u"Greta Lund"_s,     u"Hiro Tanaka"_s,
                                   u"Ines Duarte"_s,   u"Jonas Keller"_s,  u"Kavya Rao"_s,      u"Liam Byrne"_s};
    const std::pair<QString, QString> roles[] = {{u"Accounts payable"_s, u"billing"_s},
                                                 {u"Chief Financial Officer"_s, u"executive sponsor"_s},
                                                 {u"Head of Platform"_s, u"technical"_s}};
    QJsonArray contacts;
    qsizetype next = (number.mid(2, 4).toInt() * 5 + number.right(1).toInt()) % names.size();
    for (const auto &[title, role] : roles) {
        const QString name = names[next];
        next = (next + 5) % names.size();
        contacts.append(QJsonObject{{u"name"_s, name},
                                    {u"title"_s, title},
                                    {u"role"_s, role},
                                    {u"email"_s, u"%1@%2.example"_s.arg(name.toLower().replace(u' ', u'.'), domain)}});
    }
    return contacts;
}

QJsonObject planContract(const PlanTerms &terms)
{
    const UsagePrices prices = pricesIn(terms.currency);
    const QJsonObject fee{{u"key"_s, u"platform"_s},
                          {u"kind"_s, u"recurring"_s},
                          {u"description"_s, u"Platform subscription"_s},
                          {u"price"_s, perUnit(terms.monthlyFee)},
                          {u"price_months"_s, 1},
                          {u"billing_months"_s, terms.billingMonths},
                          {u"timing"_s, u"in_advance"_s},
                          {u"ledger_account"_s, u"4010"_s}};
    QJsonObject contract{
        {u"format"_s, u"accord.contract/1"_s},
        {u"number"_s, terms.number},
        {u"type"_s, u"plan"_s},
        {u"account"_s, terms.account},
        {u"currency"_s, terms.currency},
        {u"start"_s, terms.start.toString(Qt::ISODate)},
        {u"end"_s, terms.start.addMonths(terms.months).toString(Qt::ISODate)},
        {u"terms"_s, QJsonObject{{u"net_days"_s, 30},
                                 {u"time_zone"_s, zoneOf(terms.currency)},
                                 {u"auto_renewal"_s, terms.months > 24},
                                 {u"purchase_order"_s, terms.purchaseOrder}}},
        {u"items"_s, QJsonArray{fee,
                                usageItem(u"users"_s, u"Additional users"_s, u"users"_s, u"users"_s,
                                          terms.includedUsers, perUnit(prices.user)),
                                usageItem(u"storage"_s, u"Additional storage"_s, u"storage_gb"_s, u"GB"_s,
                                          terms.includedStorage, perUnit(prices.storage)),
                                usageItem(u"calls"_s, u"Additional API calls"_s, u"api_calls"_s, u"calls"_s,
                                          terms.includedCalls, graduatedCalls(prices.call))}},
        {u"signatures"_s, bothSigned(terms.start)}};
    if (terms.percentOff > 0)
        contract.insert(u"discounts"_s, QJsonArray{QJsonObject{{u"name"_s, u"Negotiated discount"_s},
                                                               {u"basis"_s, u"percent"_s},
                                                               {u"scope"_s, u"recurring"_s},
                                                               {u"percent"_s, QString::number(terms.percentOff)}}});
    return contract;
}

Result<SpecialCustomers> specialCustomers()
{
    SpecialCustomers special;
    special.accounts = {evergreen(), brightwater()};
    for (const QJsonValue &account : globalCorp())
        special.accounts.append(account);
    const auto house = nordhaven();
    if (!house)
        return passOn(house);
    for (const QJsonValue &account : *house)
        special.accounts.append(account);
    const auto cloud = cloudAccount();
    if (!cloud)
        return passOn(cloud);
    special.accounts.append(*cloud);
    const auto annual = readResource(u"sample/contract.json"_s);
    if (!annual)
        return passOn(annual);
    QJsonObject annualContract = QJsonDocument::fromJson(*annual).object();
    annualContract.insert(u"account"_s, u"A-0002"_s);
    special.contracts
        = {evergreenContract(), annualContract, globalCorpContract(), nordhavenContract(), cloudContract()};
    special.customers = {{u"A-0001"_s, 0, {{u"storage_gb"_s, 1180}}, false, QDate(2024, 1, 1)},
                         {u"A-0002"_s,
                          3,
                          {{u"users"_s, 196}, {u"storage_gb"_s, 1950}, {u"api_calls"_s, 171000}},
                          false,
                          QDate(2025, 1, 1)},
                         {u"A-0003"_s,
                          6,
                          {{u"users"_s, 830}, {u"storage_gb"_s, 6300}, {u"api_calls"_s, 310000}},
                          false,
                          QDate(2025, 1, 1)},
                         {u"A-0004"_s, 0, {{u"api_calls"_s, 720}}, true, QDate(2025, 2, 1)},
                         {u"A-0005"_s, 4, {}, false, QDate(2024, 9, 1)}};
    return special;
}

} // namespace accord::workspace::sample
