// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/company.h"

#include "core/storage/approval_policies_sql.h"
#include "core/storage/pay_to_sql.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/approval_policies.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/exemptions.h"
#include "core/workspace/master_data.h"
#include "core/workspace/people_desk.h"

#include <QtCore/QJsonDocument>

namespace accord::test {

using workspace::Services;
using workspace::Workspace;

namespace {

template<typename T> T must(Result<T> result, const char *what)
{
    if (!result)
        qFatal(
            "%s: %s %s", what, qPrintable(result.error().id),
            (result.error().detail.toUtf8() + QJsonDocument(QJsonObject::fromVariantMap(result.error().args)).toJson())
                .constData());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

QJsonObject accountObject(const QString &number, const QString &name, const QString &segment, const QString &region,
                          const QString &currency, const QString &manager, const QJsonObject &address)
{
    return {{u"number"_s, number},  {u"name"_s, name},         {u"segment"_s, segment},
            {u"region"_s, region},  {u"currency"_s, currency}, {u"customer_success_manager"_s, manager},
            {u"address"_s, address}};
}

QJsonObject address(const QString &city, const QString &region, const QString &code, const QString &country)
{
    return {{u"line1"_s, u"1 Market Street"_s},
            {u"city"_s, city},
            {u"region"_s, region},
            {u"postal_code"_s, code},
            {u"country"_s, country}};
}

QJsonArray locations(const QString &code, int count, const QJsonObject &where)
{
    QJsonArray array;
    for (int i = 1; i <= count; ++i)
        array.append(QJsonObject{{u"code"_s, u"%1-%2"_s.arg(code).arg(i, 2, 10, QLatin1Char('0'))},
                                 {u"name"_s, u"%1 site %2"_s.arg(code).arg(i)},
                                 {u"active_from"_s, u"2024-01-01"_s},
                                 {u"cost_center"_s, i % 2 ? u"Operations"_s : u"IT"_s},
                                 {u"address"_s, where}});
    return array;
}

QJsonObject item(const QString &key, const QString &description, const QString &price, bool perLocation = false,
                 int priceMonths = 1)
{
    return {{u"key"_s, key},
            {u"kind"_s, u"recurring"_s},
            {u"description"_s, description},
            {u"per_location"_s, perLocation},
            {u"price_months"_s, priceMonths},
            {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, price}}}};
}

QJsonObject contract(const QString &number, const QString &account, const QString &currency, const QString &start,
                     const QString &end, const QJsonArray &items)
{
    return {{u"format"_s, u"accord.contract/1"_s},
            {u"number"_s, number},
            {u"account"_s, account},
            {u"type"_s, u"enterprise_annual"_s},
            {u"currency"_s, currency},
            {u"start"_s, start},
            {u"end"_s, end},
            {u"items"_s, items},
            {u"terms"_s, QJsonObject{{u"net_days"_s, 30}, {u"auto_renewal"_s, true}, {u"notice_days"_s, 60}}},
            {u"signatures"_s, QJsonArray{QJsonObject{{u"party"_s, u"customer"_s},
                                                     {u"name"_s, u"Dana Fields"_s},
                                                     {u"title"_s, u"CFO"_s},
                                                     {u"date"_s, u"2024-12-01"_s}},
                                         QJsonObject{{u"party"_s, u"provider"_s},
                                                     {u"name"_s, u"Marta Lindqvist"_s},
                                                     {u"title"_s, u"VP Sales"_s},
                                                     {u"date"_s, u"2024-12-03"_s}}}}};
}

} // namespace

approvals::Policy policyOf(const std::vector<std::pair<approvals::SubjectKind, qint64>> &aboveMinor)
{
    approvals::Policy policy;
    policy.currency = Currency::fromCode(u"USD"_s).value();
    for (const auto &[kind, above] : aboveMinor) {
        approvals::PolicyRule rule;
        rule.name = u"%1 above %2"_s.arg(approvals::toString(kind)).arg(above);
        rule.kind = kind;
        rule.when.above = Money(above, policy.currency);
        rule.steps = {{approvals::StepMode::Any, {{u"approver"_s}, {}}, {}}};
        policy.rules.push_back(rule);
    }
    return policy;
}

void Company::use(const approvals::Policy &policy)
{
    auto admin = as(u"admin"_s);
    const int version = must(workspace::ApprovalPolicies(*admin).propose(policy), "proposal");
    auto controller = as(u"controller"_s);
    must(workspace::ApprovalPolicies(*controller).publish(version), "policy");
}

void Company::addPerson(const QString &name, const QStringList &roles, const QString &region)
{
    auto admin = as(u"admin"_s);
    auto controller = as(u"controller"_s);
    must(workspace::PeopleDesk(*admin).add({name, name, {}, {}}, {region, {}, {}}), "person");
    if (!region.isEmpty())
        must(workspace::PeopleDesk(*controller).decideScope(name, true), "scope");
    for (const QString &role : roles) {
        must(workspace::PeopleDesk(*admin).propose(name, role), "role");
        must(workspace::PeopleDesk(*controller).decide(name, role, true), "role");
    }
}

void Company::save(const billing::IssuingEntity &seller)
{
    auto admin = as(u"admin"_s);
    billing::IssuingEntity first = seller;
    first.paymentInstructions = must(admin->seller().entity(seller.id), "seller").paymentInstructions;
    must(admin->seller().save(first), "seller");
    if (first.paymentInstructions == seller.paymentInstructions)
        return;
    storage::PayToSql payTo(admin->session());
    const auto id = admin->ids().next<storage::PayToProposal::Id>();
    must(payTo.propose({id, seller.id, seller.paymentInstructions, u"admin"_s, m_clock->now()}), "pay to");
    must(payTo.decide(id, true, u"operator"_s, m_clock->now()), "pay to");
}

Company::Company()
    : m_clock(std::make_shared<FixedClock>(QDate(2026, 3, 31)))
    , m_ids(std::make_shared<IdSource>(*m_clock, 20260630))
    , m_reference(must(workspace::ReferenceData::load(), "reference data"))
{
    build();
}

std::unique_ptr<Services> Company::as(const QString &user)
{
    return std::make_unique<Services>(must(storage::openCheckedWorkspace(path(), storage::Access::ReadWrite), "open"),
                                      m_clock, m_ids, m_reference, user);
}

accounts::AccountId Company::account(const QString &number)
{
    return must(as(u"operator"_s)->accounts().findByReference(number), "account").id;
}

void Company::build()
{
    must(Workspace::create(path(), u"Meridian Cloud Inc."_s, Currency::fromCode(u"USD"_s).value(), u"US"_s), "create");
    auto owner = as(u"owner"_s);
    auto seller = owner->seller();
    must(seller.setSetting(u"fixed_today"_s, companyToday().toString(Qt::ISODate)), "setting");
    must(seller.setSetting(u"default_user"_s, u"approver"_s), "setting");
    const storage::User users[] = {{u"operator"_s, u"Olivia Park"_s, {u"billing"_s}, {}},
                                   {u"approver"_s, u"Adrian Weiss"_s, {u"approver"_s}, {}},
                                   {u"controller"_s, u"Chiara Moretti"_s, {u"controller"_s, u"approver"_s}, {}},
                                   {u"ito"_s, u"Kenji Ito"_s, {u"csm"_s}, u"AMER"_s},
                                   {u"okafor"_s, u"Ngozi Okafor"_s, {u"csm"_s}, u"EMEA"_s},
                                   {u"admin"_s, u"Sam Reyes"_s, {u"admin"_s}, {}}};
    for (const auto &user : users)
        must(seller.save(user), "user");
    const catalog::Meter meters[] = {
        {owner->ids().next<catalog::MeterId>(), u"storage_gb"_s, u"Storage"_s, u"GB"_s, catalog::Aggregation::Maximum},
        {owner->ids().next<catalog::MeterId>(), u"api_calls"_s, u"API calls"_s, u"calls"_s, catalog::Aggregation::Sum}};
    for (const auto &meter : meters)
        must(seller.save(meter), "meter");
    must(storage::ApprovalPoliciesSql(owner->session())
             .begin(policyOf({{approvals::SubjectKind::Invoice, 500000}}), u"owner"_s, m_clock->now()),
         "policy");
    owner.reset();
    importAccounts();
    importContracts();
    const Period march = Period::monthOf(QDate(2026, 3, 1));
    billMonth(march, true);
    billMonth(Period::monthOf(march.end), true);
    billMonth(Period::monthOf(QDate(2026, 5, 1)), false);
    pay();
    m_clock->moveTo(companyToday());
    m_workspace = must(Workspace::open(path()), "open");
}

void Company::importAccounts()
{
    const auto sanFrancisco = address(u"San Francisco"_s, u"CA"_s, u"94107"_s, u"US"_s);
    const auto berlin = address(u"Berlin"_s, {}, u"10115"_s, u"DE"_s);
    const auto paris = address(u"Paris"_s, {}, u"75002"_s, u"FR"_s);
    QJsonObject northwind = accountObject(u"A-0001"_s, u"Northwind Clinics"_s, u"enterprise"_s, u"AMER"_s, u"USD"_s,
                                          u"ito"_s, sanFrancisco);
    northwind.insert(u"locations"_s, locations(u"NW"_s, 14, sanFrancisco));
    northwind.insert(u"contacts"_s, QJsonArray{QJsonObject{{u"name"_s, u"Dana Fields"_s},
                                                           {u"title"_s, u"CFO"_s},
                                                           {u"role"_s, u"executive sponsor"_s},
                                                           {u"email"_s, u"dana.fields@northwind.example"_s}},
                                               QJsonObject{{u"name"_s, u"Lee Okoro"_s},
                                                           {u"title"_s, u"Accounts payable"_s},
                                                           {u"role"_s, u"billing"_s},
                                                           {u"email"_s, u"ap@northwind.example"_s},
                                                           {u"phone"_s, u"+1 555 0100"_s}}});
    northwind.insert(u"certificates"_s, QJsonArray{QJsonObject{{u"jurisdiction"_s, u"US-CA"_s},
                                                               {u"number"_s, u"CA-88123"_s},
                                                               {u"reason"_s, u"non_profit"_s},
                                                               {u"valid_from"_s, u"2024-01-01"_s},
                                                               {u"valid_to"_s, u"2026-06-01"_s}},
                                                   QJsonObject{{u"jurisdiction"_s, u"US-NY"_s},
                                                               {u"number"_s, u"NY-40117"_s},
                                                               {u"reason"_s, u"non_profit"_s},
                                                               {u"valid_from"_s, u"2025-08-01"_s},
                                                               {u"valid_to"_s, u"2026-08-15"_s}}});
    QJsonArray accounts{northwind};
    const std::pair<QString, QString> clinics[]
        = {{u"A-0002"_s, u"Clinics North"_s}, {u"A-0003"_s, u"Clinics South"_s}};
    for (const auto &[number, name] : clinics) {
        QJsonObject clinic = accountObject(number, name, u"enterprise"_s, u"AMER"_s, u"USD"_s, u"ito"_s, sanFrancisco);
        clinic.insert(u"parent"_s, u"A-0001"_s);
        clinic.insert(u"payer"_s, u"A-0001"_s);
        clinic.insert(u"locations"_s, locations(number == u"A-0002"_s ? u"CN"_s : u"CS"_s, 9, sanFrancisco));
        accounts.append(clinic);
    }
    QJsonObject globex
        = accountObject(u"A-0004"_s, u"Globex Retail"_s, u"enterprise"_s, u"EMEA"_s, u"EUR"_s, u"okafor"_s, berlin);
    globex.insert(u"vat_id"_s, u"DE129273398"_s);
    globex.insert(u"locations"_s, locations(u"GX"_s, 52, berlin));
    accounts.append(globex);
    accounts.append(
        accountObject(u"A-0005"_s, u"Umbra Hotels"_s, u"enterprise"_s, u"EMEA"_s, u"EUR"_s, u"okafor"_s, paris));
    accounts.append(accountObject(u"A-0006"_s, u"Initech"_s, u"team"_s, u"AMER"_s, u"USD"_s, u"ito"_s, sanFrancisco));
    QJsonObject contoso
        = accountObject(u"A-0007"_s, u"Contoso Logistics"_s, u"enterprise"_s, u"AMER"_s, u"USD"_s, {}, sanFrancisco);
    contoso.insert(u"billing_hold_reason"_s, u"Contract change under negotiation"_s);
    accounts.append(contoso);
    accounts.append(
        accountObject(u"A-0008"_s, u"Übergrün GmbH"_s, u"team"_s, u"EMEA"_s, u"EUR"_s, u"okafor"_s, berlin));
    QJsonObject prospect = accountObject(u"A-0009"_s, u"Stark <b>Industries</b> & Sons"_s, u"developer"_s, u"AMER"_s,
                                         u"USD"_s, {}, sanFrancisco);
    prospect.insert(u"status"_s, u"prospect"_s);
    accounts.append(prospect);
    auto services = as(u"operator"_s);
    const QJsonObject document{{u"format"_s, u"accord.accounts/1"_s}, {u"accounts"_s, accounts}};
    must(workspace::MasterData(*services).importAccounts(QJsonDocument(document).toJson()), "accounts");
    auto controller = as(u"controller"_s); // the second person who stands for what takes tax away
    for (const QString &number : {u"CA-88123"_s, u"NY-40117"_s})
        must(workspace::ExemptionDesk(*controller).agree(u"A-0001"_s, number), "certificate");
    const auto usd = Currency::fromCode(u"USD"_s).value();
    const auto northwindId = must(services->accounts().findByReference(u"A-0001"_s), "account").id;
    storage::PurchaseOrdersSql orders(services->session());
    must(orders.save({services->ids().next<purchasing::PurchaseOrderId>(),
                      northwindId,
                      u"ENT-2026-001"_s,
                      purchasing::OrderScope::Blanket,
                      {},
                      Money(7500000, usd),
                      QDate(2026, 1, 1),
                      QDate(2026, 12, 31)}),
         "order");
    const auto initech = must(services->accounts().findByReference(u"A-0006"_s), "account").id;
    must(orders.save({services->ids().next<purchasing::PurchaseOrderId>(),
                      initech,
                      u"PO-77"_s,
                      purchasing::OrderScope::Blanket,
                      {},
                      Money(150000, usd),
                      QDate(2026, 1, 1),
                      {}}),
         "order");
}

void Company::importContracts()
{
    QJsonObject northwind = contract(
        u"NW-2025"_s, u"A-0001"_s, u"USD"_s, u"2025-01-01"_s, u"2026-09-01"_s,
        {item(u"base"_s, u"Enterprise platform"_s, u"600.00"_s), item(u"site"_s, u"Site licence"_s, u"620.00"_s, true),
         QJsonObject{
             {u"key"_s, u"storage"_s},
             {u"kind"_s, u"usage"_s},
             {u"description"_s, u"Storage"_s},
             {u"meter"_s, u"storage_gb"_s},
             {u"unit"_s, u"GB"_s},
             {u"included"_s, u"2000"_s},
             {u"price"_s,
              QJsonObject{
                  {u"model"_s, u"graduated"_s},
                  {u"tiers"_s, QJsonArray{QJsonObject{{u"up_to"_s, u"500"_s}, {u"unit_price"_s, u"3.00"_s}},
                                          QJsonObject{{u"up_to"_s, u"2000"_s}, {u"unit_price"_s, u"2.50"_s}},
                                          QJsonObject{{u"up_to"_s, QJsonValue()}, {u"unit_price"_s, u"2.00"_s}}}}}}},
         QJsonObject{{u"key"_s, u"api"_s},
                     {u"kind"_s, u"usage"_s},
                     {u"description"_s, u"API calls"_s},
                     {u"meter"_s, u"api_calls"_s},
                     {u"unit"_s, u"calls"_s},
                     {u"included"_s, QJsonValue()},
                     {u"price"_s, QJsonObject{{u"model"_s, u"per_unit"_s}, {u"unit_price"_s, u"0.005"_s}}}}});
    QJsonObject terms = northwind.value(u"terms"_s).toObject();
    terms.insert(u"purchase_order"_s, u"ENT-2026-001"_s);
    northwind.insert(u"terms"_s, terms);
    northwind.insert(u"stated_annual_value"_s, u"250000.00"_s);
    northwind.insert(
        u"discounts"_s,
        QJsonArray{QJsonObject{{u"name"_s, u"Locations discount"_s},
                               {u"basis"_s, u"locations"_s},
                               {u"scope"_s, u"recurring"_s},
                               {u"steps"_s, QJsonArray{QJsonObject{{u"from"_s, u"25"_s}, {u"percent"_s, u"5"_s}},
                                                       QJsonObject{{u"from"_s, u"50"_s}, {u"percent"_s, u"10"_s}}}}}});
    northwind.insert(u"sla"_s, QJsonObject{{u"uptime_percent"_s, u"99.95"_s},
                                           {u"support_response_hours"_s, 1},
                                           {u"dedicated_support"_s, true}});
    northwind.insert(u"custom_terms"_s, QJsonArray{u"Either party may audit the usage records once a year."_s});
    QJsonObject initech = contract(u"IT-2025"_s, u"A-0006"_s, u"USD"_s, u"2025-07-01"_s, u"2026-07-15"_s,
                                   {item(u"plan"_s, u"Team plan"_s, u"640.00"_s)});
    QJsonObject initechTerms = initech.value(u"terms"_s).toObject();
    initechTerms.insert(u"purchase_order"_s, u"PO-77"_s);
    initech.insert(u"terms"_s, initechTerms);
    QJsonObject unsigned_ = contract(u"UG-2026"_s, u"A-0008"_s, u"EUR"_s, u"2026-01-01"_s, u"2027-01-01"_s,
                                     {item(u"plan"_s, u"Team plan"_s, u"420.00"_s)});
    unsigned_.remove(u"signatures"_s);
    auto services = as(u"operator"_s);
    for (const QJsonObject &one : {northwind,
                                   contract(u"GX-2024"_s, u"A-0004"_s, u"EUR"_s, u"2024-09-01"_s, u"2026-09-01"_s,
                                            {item(u"site"_s, u"Store licence"_s, u"240.00"_s, true),
                                             item(u"base"_s, u"Platform"_s, u"1400.00"_s)}),
                                   contract(u"UM-2026"_s, u"A-0005"_s, u"EUR"_s, u"2026-01-01"_s, u"2027-01-01"_s,
                                            {item(u"base"_s, u"Hotel platform"_s, u"7266.00"_s)}),
                                   initech,
                                   contract(u"CO-2026"_s, u"A-0007"_s, u"USD"_s, u"2026-02-01"_s, u"2027-02-01"_s,
                                            {item(u"base"_s, u"Logistics platform"_s, u"9100.00"_s)}),
                                   unsigned_})
        must(workspace::MasterData(*services).importContract(QJsonDocument(one).toJson()), "contract");
}

void Company::billMonth(const Period &month, bool approve)
{
    m_clock->moveTo(month.lastDay());
    auto operatorDesk = as(u"operator"_s);
    auto approver = as(u"approver"_s);
    jobs::Progress progress;
    workspace::BillingDesk billing(*operatorDesk);
    must(billing.run(month, month.lastDay(), progress), "run");
    workspace::ApprovalDesk approvals(*approver);
    if (approve) {
        for (const auto &request : must(approvals.pending(), "pending"))
            must(approvals.decide(request.id, approvals::Verdict::Approve, {}), "approve");
    }
    const auto rows
        = must(storage::InvoiceQueriesSql(operatorDesk->session()).page({}, {}, 200, month.lastDay()), "invoices");
    std::vector<billing::InvoiceId> ready;
    for (const auto &row : rows) {
        if (row.state == billing::InvoiceState::Approved)
            ready.push_back(row.id);
    }
    must(billing.issue(ready, progress), "issue");
}

void Company::pay()
{
    auto services = as(u"operator"_s);
    const auto rows
        = must(storage::InvoiceQueriesSql(services->session()).page({}, {}, 200, companyToday()), "invoices");
    for (const auto &row : rows) {
        if (row.state != billing::InvoiceState::Issued || row.period.start.month() != 3
            || row.account.startsWith(u"Umbra"_s))
            continue;
        const storage::Payment payment{services->ids().next<Id<storage::Payment>>().uuid(),
                                       row.accountId,
                                       QDate(2026, 4, 28),
                                       row.total,
                                       u"wire"_s,
                                       row.number};
        must(services->ledger().receive(payment, row.id, services->ids().next<ledger::EntryId>(), m_clock->now()),
             "payment");
    }
}

} // namespace accord::test
