// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/master_data.h"
#include "core/workspace/sample/sample_parts.h"

#include "core/storage/approval_policies_sql.h"

#include <QtCore/QJsonDocument>

namespace accord::workspace::sample {

namespace {

billing::IssuingEntity entity(Services &services, const QString &code, const QString &legalName,
                              const QString &currency, const accounts::Address &address)
{
    billing::IssuingEntity result;
    result.id = services.ids().next<billing::IssuingEntityId>();
    result.code = code;
    result.legalName = legalName;
    result.currency = Currency::fromCode(currency).value_or(Currency());
    result.address = address;
    return result;
}

QJsonObject meridianBranding(const accounts::Address &address, const QString &email)
{
    return {{u"company_name"_s, u"Meridian Cloud"_s},
            {u"primary_color"_s, u"#2457C5"_s},
            {u"logo"_s, u"meridian"_s},
            {u"address"_s, QJsonObject{{u"line1"_s, address.line1},
                                       {u"city"_s, address.city},
                                       {u"postal_code"_s, address.postalCode},
                                       {u"country"_s, address.country}}},
            {u"contact"_s, QJsonObject{{u"email"_s, email},
                                       {u"phone"_s, u"+1 (555) 010-2200"_s},
                                       {u"website"_s, u"https://meridian.example"_s}}}};
}

Result<> saveEntities(Services &services)
{
    auto us = entity(services, u"US"_s, u"Meridian Cloud Inc."_s, u"USD"_s,
                     {u"400 Harbor Street"_s, u"Floor 9"_s, u"San Francisco"_s, u"CA"_s, u"94107"_s, u"US"_s});
    us.nexusStates = {u"CA"_s, u"NY"_s, u"TX"_s, u"WA"_s, u"FL"_s};
    us.branding = meridianBranding(us.address, u"billing@meridian.example"_s);
    us.paymentInstructions = {u"Wire or ACH: First Harbor Bank, routing 021000021, account ending 4417"_s,
                              u"Cheques payable to Meridian Cloud Inc."_s, u"Please quote the invoice number"_s};
    auto europe = entity(services, u"EU"_s, u"Meridian Cloud Europe GmbH"_s, u"EUR"_s,
                         {u"Mainkai 18"_s, {}, u"Frankfurt am Main"_s, {}, u"60311"_s, u"DE"_s});
    europe.vatId = u"DE811907980"_s;
    europe.oneStopShop = true;
    europe.branding = meridianBranding(europe.address, u"rechnung@meridian.example"_s);
    europe.paymentInstructions
        = {u"SEPA transfer: Hafenbank Frankfurt, IBAN DE02 1203 0000 0000 2020 51, BIC BYLADEM1001"_s,
           u"Please quote the invoice number"_s};
    europe.numberFormat = u"ME-{year}-{number}"_s;
    auto leanVibe
        = entity(services, u"LV"_s, u"LeanVibe Technologies Inc."_s, u"USD"_s,
                 {u"123 Technology Drive"_s, u"Suite 100"_s, u"San Francisco"_s, u"CA"_s, u"94105"_s, u"US"_s});
    leanVibe.nexusStates = us.nexusStates;
    leanVibe.numberFormat = u"LV-{year}-{number}"_s;
    const auto branding = readResource(u"sample/branding-leanvibe.json"_s);
    if (!branding)
        return passOn(branding);
    leanVibe.branding = QJsonDocument::fromJson(*branding).object();
    for (const QJsonValue &line : leanVibe.branding.value(u"payment_instructions"_s).toArray())
        leanVibe.paymentInstructions << line.toString();
    for (billing::IssuingEntity *one : {&us, &europe, &leanVibe}) {
        const auto logo = readResource(u"branding/%1-logo.png"_s.arg(one == &leanVibe ? u"leanvibe"_s : u"meridian"_s));
        one->logoPng = logo.value_or(QByteArray());
        if (const auto saved = services.seller().save(*one); !saved)
            return saved;
    }
    return {};
}

Result<> savePeople(Services &services)
{
    const storage::User users[] = {{u"operator"_s, u"Olivia Park"_s, {u"billing"_s}, {}},
                                   {u"approver"_s, u"Adrian Weiss"_s, {u"approver"_s}, {}},
                                   {u"controller"_s, u"Chiara Moretti"_s, {u"controller"_s}, {}},
                                   {u"csm"_s, u"Kenji Ito"_s, {u"csm"_s}, u"AMER"_s},
                                   {u"csm-emea"_s, u"Ngozi Okafor"_s, {u"csm"_s}, u"EMEA"_s},
                                   {u"csm-apac"_s, u"Linh Tran"_s, {u"csm"_s}, u"APAC"_s},
                                   {u"rep"_s, u"Marta Lindqvist"_s, {u"rep"_s}, u"EMEA"_s},
                                   {u"admin"_s, u"Sam Reyes"_s, {u"admin"_s}, {}},
                                   {u"manager"_s, u"Priya Raman"_s, {u"manager"_s}, u"AMER,EMEA"_s},
                                   {u"legal"_s, u"Jonas Brandt"_s, {u"legal"_s}, {}},
                                   {u"auditor"_s, u"Mei Nakamura"_s, {u"auditor"_s}, {}},
                                   {u"controller2"_s, u"Tomás Vidal"_s, {u"controller"_s}, {}},
                                   {u"worker"_s, u"Night worker"_s, {u"worker"_s}, {}}};
    for (const auto &user : users) {
        if (const auto saved = services.seller().save(user); !saved)
            return saved;
    }
    return {};
}

Result<> saveSettings(Services &services)
{
    const std::pair<QString, QString> settings[] = {{u"company_name"_s, u"Meridian Cloud Inc."_s},
                                                    {u"company_currency"_s, u"USD"_s},
                                                    {u"separation"_s, u"enforced"_s},
                                                    {u"fixed_today"_s, u"2026-06-30"_s},
                                                    {u"default_user"_s, u"operator"_s},
                                                    {u"csm_threshold_minor"_s, u"5000000"_s}};
    for (const auto &[key, value] : settings) {
        if (const auto saved = services.seller().setSetting(key, value); !saved)
            return saved;
    }
    return {};
}

Result<> saveMeters(Services &services)
{
    using catalog::Aggregation;
    const catalog::Meter meters[]
        = {{{}, u"users"_s, u"Users"_s, u"users"_s, Aggregation::Maximum},
           {{}, u"projects"_s, u"Projects"_s, u"projects"_s, Aggregation::Maximum},
           {{}, u"api_calls"_s, u"API calls"_s, u"calls"_s, Aggregation::Sum},
           {{}, u"storage_gb"_s, u"Storage"_s, u"GB"_s, Aggregation::Maximum},
           {{}, u"ai_requests"_s, u"AI requests"_s, u"requests"_s, Aggregation::Sum},
           {{}, u"concurrent_sessions"_s, u"Concurrent sessions"_s, u"sessions"_s, Aggregation::Maximum}};
    for (catalog::Meter meter : meters) {
        meter.id = services.ids().next<catalog::MeterId>();
        if (const auto saved = services.seller().save(meter); !saved)
            return saved;
    }
    return {};
}

/// The first policy: only invoices are asked about.
Result<> savePolicy(Services &services)
{
    const auto usd = services.companyCurrency();
    if (!usd)
        return passOn(usd);
    approvals::Policy policy;
    policy.currency = *usd;
    const auto rule = [&](const QString &name, approvals::SubjectKind kind, qint64 above, const QString &costCentre) {
        approvals::PolicyRule one;
        one.name = name;
        one.kind = kind;
        one.when.above = Money(above, *usd);
        one.when.costCentre = costCentre;
        one.steps = {{approvals::StepMode::Any, {{u"approver"_s}, {}}, {}}};
        policy.rules.push_back(one);
    };
    rule(u"Large invoices"_s, approvals::SubjectKind::Invoice, 500000, {});
    rule(u"EU operations"_s, approvals::SubjectKind::Invoice, 200000, u"EU-Operations"_s);
    return storage::ApprovalPoliciesSql(services.session()).begin(policy, u"controller"_s, services.clock().now());
}

} // namespace

Result<> makeSeller(Services &services, Services &approver)
{
    for (const auto &step : {saveSettings, saveEntities, savePeople, saveMeters, addCloudMeters, savePolicy}) {
        if (const auto done = step(services); !done)
            return done;
    }
    const auto book = readResource(u"sample/price-book.json"_s);
    if (!book)
        return passOn(book);
    const auto published = MasterData(approver).importPriceBook(*book);
    return published ? Result<>() : passOn(published);
}

} // namespace accord::workspace::sample
