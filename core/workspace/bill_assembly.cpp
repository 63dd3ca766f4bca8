// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/bill_assembly.h"

#include "core/base/canonical.h"
#include "core/billing/discount_shares.h"
#include "core/billing/opening_receivable.h"
#include "core/billing/prepayment.h"
#include "core/contracts/findings.h"
#include "core/storage/milestones_sql.h"
#include "core/storage/prepayments_sql.h"
#include "core/storage/sql_values.h"
#include "core/storage/usage_queries_sql.h"
#include "core/workspace/billed_charges.h"
#include "core/workspace/carried_bills.h"
#include "core/workspace/discount_shares.h"
#include "core/workspace/exemptions.h"
#include "core/workspace/invoice_groups.h"
#include "core/workspace/milestones.h"
#include "core/workspace/order_use.h"
#include "core/workspace/own_bank.h"
#include "core/workspace/payment_facts.h"
#include "core/workspace/stored_usage.h"

namespace accord::workspace {

using billing::BillException;
using contracts::Contract;
using contracts::Severity;
using storage::CarriedBill;

namespace {

const QString publishedRates = u"European Central Bank"_s;
constexpr int printedRateDigits = 10;

/// Contracts that go on one invoice: same currencies, and consolidated.
std::vector<std::vector<Contract>> invoiceGroups(std::vector<Contract> contracts, const Period &period,
                                                 const std::vector<CarriedBill> &carried)
{
    std::vector<std::vector<Contract>> groups;
    for (Contract &contract : contracts) {
        const bool waits = std::ranges::any_of(carried, [&](const auto &bill) { return bill.contract == contract.id; });
        if (!contract.term.overlaps(period) && contract.term.end != period.start && !waits)
            continue;
        const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto &members) {
            return members.front().currency == contract.currency
                   && members.front().billingCurrency == contract.billingCurrency && members.front().terms.consolidated
                   && contract.terms.consolidated && members.front().terms.invoiceBy == contract.terms.invoiceBy;
        });
        if (group == groups.end())
            groups.push_back({std::move(contract)});
        else
            group->push_back(std::move(contract));
    }
    return groups;
}

/// Those of \a carried that are of one of \a contracts.
std::vector<CarriedBill> carriedOf(const std::vector<Contract> &contracts, std::vector<CarriedBill> carried)
{
    std::erase_if(carried, [&](const CarriedBill &bill) {
        return std::ranges::none_of(contracts, [&](const Contract &contract) { return contract.id == bill.contract; });
    });
    return carried;
}

/// What falls due since the first of \a carried.
Period dueSince(const std::vector<CarriedBill> &carried, Period period)
{
    for (const CarriedBill &bill : carried)
        period.start = std::min(period.start, bill.period.start);
    return period;
}

std::vector<BillException> findingExceptions(const std::vector<Contract> &contracts,
                                             const std::vector<billing::BilledLocation> &locations, const QDate &day)
{
    std::vector<BillException> exceptions;
    for (const Contract &contract : contracts) {
        for (const contracts::Finding &finding :
             contracts::findingsOf(contract, billing::servedOn(contract, locations, day))) {
            if (finding.severity != Severity::Blocking)
                continue;
            QVariantMap args = finding.args;
            args.insert(u"contract"_s, contract.number);
            exceptions.push_back({Severity::Blocking, finding.id, args});
        }
    }
    return exceptions;
}

/// The milestones of \a contract that were reached. What was billed of one that was reached before \a period goes to
/// \a billedKeys.
Result<std::vector<contracts::ReachedMilestone>> milestonesFor(Services &services, const Contract &contract,
                                                               const Period &period, QSet<QString> &billedKeys)
{
    if (contracts::milestonesOf(contract).isEmpty())
        return std::vector<contracts::ReachedMilestone>();
    auto reached = storage::MilestonesSql(services.session()).reached(contract.id);
    if (!reached)
        return reached;
    for (const contracts::ReachedMilestone &milestone : *reached) {
        if (milestone.day >= period.start)
            continue;
        const auto billed = services.invoices().billedKeys({contract.id}, {milestone.day, milestone.day.addDays(1)});
        if (!billed)
            return passOn(billed);
        billedKeys.unite(*billed);
    }
    return reached;
}

/// Certificates that were valid once and are not any more on the day of tax, and those that nobody agreed to yet.
std::vector<BillException> certificateExceptions(const std::vector<accounts::ExemptionCertificate> &certificates,
                                                 const std::vector<accounts::ExemptionCertificate> &counting,
                                                 const QDate &day)
{
    std::vector<BillException> exceptions;
    for (const auto &certificate : certificates) {
        const bool replaced = std::ranges::any_of(counting, [&](const auto &other) {
            return other.isValidOn(day) && other.covers(certificate.jurisdiction);
        });
        if (certificate.validTo.isValid() && certificate.validTo <= day && !replaced)
            exceptions.push_back({Severity::Warning,
                                  u"billing.certificate_expired"_s,
                                  {{u"jurisdiction"_s, certificate.jurisdiction},
                                   {u"number"_s, certificate.number},
                                   {u"since"_s, certificate.validTo.toString(Qt::ISODate)}}});
        const bool counts
            = std::ranges::find(counting, certificate.id, &accounts::ExemptionCertificate::id) != counting.end();
        if (!counts && certificate.isValidOn(day) && !replaced)
            exceptions.push_back({Severity::Warning,
                                  u"billing.certificate_waits"_s,
                                  {{u"jurisdiction"_s, certificate.jurisdiction}, {u"number"_s, certificate.number}}});
    }
    return exceptions;
}

/// Usage of \a payer that waits in quarantine, as its meter or location is not known, and so is not billed.
Result<std::optional<BillException>> waitingUsage(Services &services, const accounts::Account &payer)
{
    const auto waiting = storage::UsageQueriesSql(services.session()).waitingOf(payer.number);
    if (!waiting)
        return passOn(waiting);
    const auto &[events, meters] = *waiting;
    if (events == 0)
        return std::nullopt;
    return BillException{Severity::Warning, u"billing.usage_waits"_s, {{u"events"_s, events}, {u"meters"_s, meters}}};
}

/// \a candidate in place of the version of the same contract, or at the end of \a contracts.
void putInPlace(std::vector<Contract> &contracts, const Contract &candidate)
{
    const auto saved = std::find_if(contracts.begin(), contracts.end(),
                                    [&](const Contract &contract) { return contract.id == candidate.id; });
    if (saved == contracts.end())
        contracts.push_back(candidate);
    else
        *saved = candidate;
}

QJsonArray locationsToJson(const std::vector<billing::BilledLocation> &locations)
{
    QJsonArray array;
    for (const auto &[l, entityName] : locations)
        array.append(QJsonArray{l.id.toString(), l.account.toString(), entityName, l.code, l.name, l.costCentre,
                                l.department, l.activeFrom.toString(Qt::ISODate), l.activeTo.toString(Qt::ISODate),
                                l.address.country, l.address.region, l.address.city});
    return array;
}

std::vector<billing::BilledLocation> locationsFromJson(const QJsonArray &array)
{
    std::vector<billing::BilledLocation> locations;
    for (const QJsonValue &value : array) {
        const QJsonArray a = value.toArray();
        const auto text = [&](int i) { return a.at(i).toString(); };
        accounts::Location l;
        l.id = accounts::LocationId(QUuid::fromString(text(0)));
        l.account = accounts::AccountId(QUuid::fromString(text(1)));
        l.code = text(3);
        l.name = text(4);
        l.costCentre = text(5);
        l.department = text(6);
        l.activeFrom = QDate::fromString(text(7), Qt::ISODate);
        l.activeTo = QDate::fromString(text(8), Qt::ISODate);
        l.address.country = text(9);
        l.address.region = text(10);
        l.address.city = text(11);
        locations.push_back({l, text(2)});
    }
    return locations;
}

QJsonArray certificatesToJson(const std::vector<accounts::ExemptionCertificate> &certificates)
{
    QJsonArray array;
    for (const auto &c : certificates)
        array.append(QJsonArray{c.jurisdiction, c.number, c.reason, c.validFrom.toString(Qt::ISODate),
                                c.validTo.toString(Qt::ISODate)});
    return array;
}

std::vector<accounts::ExemptionCertificate> certificatesFromJson(const QJsonArray &array)
{
    std::vector<accounts::ExemptionCertificate> certificates;
    for (const QJsonValue &value : array) {
        const QJsonArray a = value.toArray();
        accounts::ExemptionCertificate c;
        c.jurisdiction = a.at(0).toString();
        c.number = a.at(1).toString();
        c.reason = a.at(2).toString();
        c.validFrom = QDate::fromString(a.at(3).toString(), Qt::ISODate);
        c.validTo = QDate::fromString(a.at(4).toString(), Qt::ISODate);
        certificates.push_back(c);
    }
    return certificates;
}

} // namespace

Result<std::optional<Conversion>> conversionOf(const std::vector<Contract> &contracts, const ExchangeRates &rates,
                                               const QDate &day)
{
    if (contracts.empty() || !contracts.front().billingCurrency)
        return std::nullopt;
    const Contract &contract = contracts.front();
    const contracts::BillingCurrency &billing = *contract.billingCurrency;
    if (billing.lockedRate)
        return Conversion{
            contract.currency, billing.currency, *billing.lockedRate, {}, u"contract "_s + contract.number};
    const auto quote = rates.quote(contract.currency, billing.currency, day);
    if (!quote)
        return passOn(quote);
    const auto rate = quote->rate.rounded(printedRateDigits);
    if (!rate)
        return passOn(rate);
    return Conversion{contract.currency, billing.currency, *rate, quote->day, publishedRates};
}

Result<std::vector<BillAssembly>> assemble(Services &services, const accounts::AccountId &payerId, const Period &period,
                                           const QDate &taxDay, const Contract *candidate,
                                           const std::vector<CarriedBill> &carried, bool isInterim)
{
    const auto payer = services.accounts().find(payerId);
    if (!payer)
        return passOn(payer);
    auto contracts = services.contracts().ofAccount(payerId);
    if (!contracts)
        return passOn(contracts);
    if (candidate)
        putInPlace(*contracts, *candidate);
    const auto locations = services.accounts().locationsPaidBy(payerId);
    if (!locations)
        return passOn(locations);
    const auto certificates = services.accounts().certificatesOf(payerId);
    if (!certificates)
        return passOn(certificates);
    const auto counting = countingExemptions(services, payerId);
    if (!counting)
        return passOn(counting);
    const auto seller
        = services.seller().entity(billing::IssuingEntityId(payer->issuingEntity)).and_then([&](const auto &stored) {
              return withOwnAccount(services, stored);
          });
    if (!seller)
        return passOn(seller);
    const auto usage = StoredUsage::ofPayer(services.session(), payerId);
    if (!usage)
        return passOn(usage);

    const auto waiting = waitingUsage(services, *payer);
    if (!waiting)
        return passOn(waiting);
    const auto orders = availableOrders(services, payerId);
    if (!orders)
        return passOn(orders);

    std::vector<BillAssembly> assemblies;
    for (std::vector<Contract> &group : invoiceGroups(std::move(*contracts), period, carried)) {
        BillAssembly assembly;
        assembly.carried = carriedOf(group, carried);
        const Period due = dueSince(assembly.carried, period);
        std::vector<contracts::ContractId> ids;
        for (const Contract &contract : group)
            ids.push_back(contract.id);
        const auto billed = services.invoices().billedKeys(ids, due);
        if (!billed)
            return passOn(billed);
        assembly.exceptions = findingExceptions(group, *locations, period.lastDay());
        const auto expired = certificateExceptions(*certificates, *counting, taxDay);
        assembly.exceptions.insert(assembly.exceptions.end(), expired.begin(), expired.end());
        if (*waiting)
            assembly.exceptions.push_back(**waiting);
        if (!payer->billingHoldReason.isEmpty())
            assembly.exceptions.push_back(
                {Severity::Blocking, u"billing.on_hold"_s, {{u"reason"_s, payer->billingHoldReason}}});
        std::vector<billing::BilledCharge> again, spent;
        std::vector<billing::FixedTaken> fixedTaken;
        std::vector<billing::CreditUsed> creditsUsed;
        std::vector<billing::ServiceReport> serviceReports;
        std::vector<contracts::ReachedMilestone> milestones;
        std::vector<billing::PrepaidPart> prepaid;
        QSet<QString> billedKeys = *billed;
        for (const Contract &contract : group) {
            const auto reached = milestonesFor(services, contract, due, billedKeys);
            if (!reached)
                return passOn(reached);
            milestones.insert(milestones.end(), reached->begin(), reached->end());
            const auto early = chargesBilledEarly(services, contract, due, *billed);
            if (!early)
                return passOn(early);
            again.insert(again.end(), early->begin(), early->end());
            const auto charges = isInterim
                                     ? Result<std::vector<billing::BilledCharge>>(std::vector<billing::BilledCharge>())
                                     : chargesToLookAtAgain(services, contract, *locations, due);
            if (!charges)
                return passOn(charges);
            for (const billing::BilledCharge &charge : *charges)
                if (std::ranges::find(*early, charge.key, &billing::BilledCharge::key) == early->end())
                    again.push_back(charge);
            auto counted = chargesSpent(services, contract, due, again);
            if (!counted)
                return passOn(counted);
            const auto taken = noteDiscountShares(services, contract, due, again, *counted);
            if (!taken)
                return passOn(taken);
            fixedTaken.insert(fixedTaken.end(), taken->begin(), taken->end());
            spent.insert(spent.end(), counted->begin(), counted->end());
            const auto used = creditsUsedOf(services, contract);
            if (!used)
                return passOn(used);
            creditsUsed.insert(creditsUsed.end(), used->begin(), used->end());
            const auto left = storage::PrepaymentsSql(services.session()).left(contract.id);
            if (!left)
                return passOn(left);
            prepaid.insert(prepaid.end(), left->begin(), left->end());
            if (isInterim)
                continue; // what service levels give back is settled with the bill of the period
            auto reports = serviceReportsOf(services, contract, due);
            if (!reports)
                return passOn(reports);
            std::move(reports->begin(), reports->end(), std::back_inserter(serviceReports));
        }
        assembly.input = {*payer,
                          std::move(group),
                          *locations,
                          due,
                          seller->taxFacts(),
                          *counting,
                          std::move(billedKeys),
                          taxDay,
                          true,
                          std::move(again),
                          std::move(spent),
                          std::move(creditsUsed),
                          std::move(serviceReports)};
        auto conversion = conversionOf(assembly.input.contracts, services.reference().exchangeRates, taxDay);
        if (!conversion)
            return passOn(conversion);
        assembly.input.conversion = std::move(*conversion);
        assembly.input.milestones = std::move(milestones);
        assembly.input.fixedTaken = std::move(fixedTaken);
        assembly.input.isInterim = isInterim;
        assembly.seller = *seller;
        assembly.usage = *usage;
        assembly.usageWatermark = (*usage)->watermark();
        assembly.entities = (*usage)->accounts();
        assembly.orders = *orders;
        // How the charges are divided does not depend on what was prepaid for them.
        for (BillAssembly &part : dividedByGroup(std::move(assembly), services.reference().taxRates)) {
            part.input.prepayments = prepaid;
            assemblies.push_back(std::move(part));
        }
    }
    return assemblies;
}

QJsonObject frozenInputs(const BillAssembly &assembly, const Currency &companyCurrency,
                         const ExchangeRates::Quote &rate)
{
    const billing::BillInput &input = assembly.input;
    const accounts::Account &payer = input.payer;
    QJsonArray contractVersions;
    for (const Contract &contract : input.contracts)
        contractVersions.append(QJsonObject{
            {u"id"_s, contract.id.toString()}, {u"number"_s, contract.number}, {u"version"_s, contract.version}});
    QJsonArray entities;
    for (const accounts::AccountId &entity : assembly.entities)
        entities.append(entity.toString());
    const billing::IssuingEntity &seller = assembly.seller;
    QJsonObject inputs
        = {{u"buyer"_s, QJsonObject{{u"number"_s, payer.number},
                                    {u"name"_s, payer.name},
                                    {u"legal_name"_s, payer.legalName},
                                    {u"address"_s, storage::toJson(payer.address)},
                                    {u"vat_id"_s, payer.vatId},
                                    {u"tax_standing"_s, accounts::toString(payer.taxStanding)}}},
           {u"seller"_s,
            QJsonObject{{u"code"_s, seller.code},
                        {u"legal_name"_s, seller.legalName},
                        {u"address"_s, storage::toJson(seller.address)},
                        {u"vat_id"_s, seller.vatId},
                        {u"version"_s, seller.version},
                        {u"branding"_s, seller.branding},
                        {u"logo_sha256"_s,
                         seller.logoPng.isEmpty() ? QString() : QString::fromLatin1(sha256Hex(seller.logoPng))},
                        {u"payment_instructions"_s, QJsonArray::fromStringList(seller.paymentInstructions)},
                        {u"nexus_states"_s, QJsonArray::fromStringList(input.seller.nexusStates)},
                        {u"economic_nexus"_s, storage::toJson(input.seller.economicNexus)},
                        {u"vat_registrations"_s, QJsonArray::fromStringList(input.seller.vatRegistrations)},
                        {u"one_stop_shop"_s, input.seller.oneStopShop},
                        {u"tax_rounding"_s, tax::toString(input.seller.rounding)},
                        {u"compound_taxes"_s, QJsonArray::fromStringList(input.seller.compoundTaxes)}}},
           {u"contracts"_s, contractVersions},
           {u"locations"_s, locationsToJson(input.locations)},
           {u"certificates"_s, certificatesToJson(input.certificates)},
           {u"usage_entities"_s, entities},
           {u"billed_before"_s, billedToJson(input.billed)},
           {u"spent_before"_s, billedToJson(input.spent)},
           {u"credits_used"_s, toJson(input.creditsUsed)},
           {u"service_reports"_s, toJson(input.serviceReports)},
           {u"prepayments"_s, billing::toJson(input.prepayments)},
           {u"milestones"_s, toJson(input.milestones.value_or(std::vector<contracts::ReachedMilestone>()))},
           {u"tax_day"_s, input.taxDay.toString(Qt::ISODate)},
           {u"company_currency"_s, companyCurrency.code()},
           {u"exchange_rate"_s, rate.rate.toString()},
           {u"exchange_rate_day"_s, rate.day.toString(Qt::ISODate)},
           {u"exchange_rate_source"_s, publishedRates}};
    if (!assembly.carried.empty())
        inputs.insert(u"carried"_s, carriedToJson(assembly.carried));
    if (!input.fixedTaken.empty())
        inputs.insert(u"fixed_taken"_s, billing::toJson(input.fixedTaken));
    if (!input.elsewhere.empty())
        inputs.insert(u"elsewhere"_s, billedToJson(input.elsewhere));
    if (input.isInterim)
        inputs.insert(u"interim"_s, true);
    if (input.conversion)
        inputs.insert(u"conversion"_s, storage::toJson(*input.conversion));
    return inputs;
}

Result<BillAssembly> assembleFromInvoice(Services &services, const billing::Invoice &invoice)
{
    if (const auto origin = billing::takenOverFrom(invoice))
        return fail(ErrorKind::Conflict, u"billing.issued_elsewhere"_s,
                    {{u"number"_s, invoice.number}, {u"source"_s, origin->source}});
    BillAssembly assembly;
    auto payer = services.accounts().find(invoice.account);
    if (!payer)
        return passOn(payer);
    const QJsonObject buyer = invoice.inputs.value(u"buyer"_s).toObject();
    const QJsonObject seller = invoice.inputs.value(u"seller"_s).toObject();
    payer->name = buyer.value(u"name"_s).toString();
    payer->legalName = buyer.value(u"legal_name"_s).toString();
    payer->address = storage::addressFromJson(buyer.value(u"address"_s).toObject());
    payer->vatId = buyer.value(u"vat_id"_s).toString();
    payer->taxStanding
        = accounts::taxStandingFromString(buyer.value(u"tax_standing"_s).toString()).value_or(payer->taxStanding);
    auto entity = services.seller().entity(invoice.issuingEntity);
    if (!entity)
        return passOn(entity);
    entity->legalName = seller.value(u"legal_name"_s).toString();
    entity->address = storage::addressFromJson(seller.value(u"address"_s).toObject());
    entity->vatId = seller.value(u"vat_id"_s).toString();
    entity->branding = seller.value(u"branding"_s).toObject();
    const auto logo = services.seller().asset(seller.value(u"logo_sha256"_s).toString());
    if (!logo)
        return passOn(logo);
    entity->logoPng = *logo;
    entity->paymentInstructions = storage::toStringList(seller.value(u"payment_instructions"_s).toArray());
    entity->nexusStates = storage::toStringList(seller.value(u"nexus_states"_s).toArray());
    entity->economicNexus = storage::collectsFromJson(seller.value(u"economic_nexus"_s).toObject());
    entity->vatRegistrations = storage::toStringList(seller.value(u"vat_registrations"_s).toArray());
    entity->oneStopShop = seller.value(u"one_stop_shop"_s).toBool();
    entity->taxRounding
        = tax::roundingFromString(seller.value(u"tax_rounding"_s).toString()).value_or(tax::Rounding::RateGroup);
    entity->compoundTaxes = storage::toStringList(seller.value(u"compound_taxes"_s).toArray());

    for (const QJsonValue &value : invoice.inputs.value(u"contracts"_s).toArray()) {
        const QJsonObject object = value.toObject();
        const auto contract = services.contracts().findVersion(
            contracts::ContractId(QUuid::fromString(object.value(u"id"_s).toString())),
            object.value(u"version"_s).toInt());
        if (!contract)
            return passOn(contract);
        assembly.input.contracts.push_back(*contract);
    }
    assembly.input.engine = invoice.engine;
    assembly.input.isInterim = invoice.inputs.value(u"interim"_s).toBool();
    assembly.input.payer = *payer;
    assembly.input.locations = locationsFromJson(invoice.inputs.value(u"locations"_s).toArray());
    assembly.input.certificates = certificatesFromJson(invoice.inputs.value(u"certificates"_s).toArray());
    assembly.input.conversion = invoice.bill.conversion;
    const Currency prices = invoice.bill.conversion ? invoice.bill.conversion->from : invoice.bill.currency;
    const auto before
        = [&](const QString &name) { return billedFromJson(invoice.inputs.value(name).toArray(), prices); };
    assembly.input.billed = before(u"billed_before"_s);
    assembly.input.spent = before(u"spent_before"_s);
    assembly.input.elsewhere = before(u"elsewhere"_s);
    assembly.input.fixedTaken = billing::fixedTakenFromJson(invoice.inputs.value(u"fixed_taken"_s).toArray(), prices);
    assembly.input.creditsUsed
        = creditsUsedFromJson(invoice.inputs.value(u"credits_used"_s).toArray(), invoice.bill.currency);
    assembly.input.serviceReports
        = serviceReportsFromJson(invoice.inputs.value(u"service_reports"_s).toArray(), prices);
    assembly.input.milestones = reachedFromJson(invoice.inputs.value(u"milestones"_s).toArray());
    assembly.input.prepayments
        = billing::prepaidFromJson(invoice.inputs.value(u"prepayments"_s).toArray(), invoice.bill.currency);
    assembly.input.period = invoice.bill.period;
    assembly.input.seller = entity->taxFacts();
    assembly.input.taxDay = QDate::fromString(invoice.inputs.value(u"tax_day"_s).toString(), Qt::ISODate);
    assembly.seller = *entity;
    assembly.usageWatermark = invoice.usageWatermark;
    for (const QJsonValue &one : invoice.inputs.value(u"usage_entities"_s).toArray())
        assembly.entities.push_back(accounts::AccountId(QUuid::fromString(one.toString())));
    auto usage = StoredUsage::load(services.session(), assembly.entities, invoice.usageWatermark);
    if (!usage)
        return passOn(usage);
    assembly.usage = *usage;
    return assembly;
}

} // namespace accord::workspace
