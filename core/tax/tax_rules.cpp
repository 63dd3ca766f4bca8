// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tax/tax_rules.h"

#include <functional>

namespace accord::tax {

namespace {

using Components = std::vector<Component>;

Component zero(const QString &jurisdiction, Category category, const QString &name, const QString &reason,
               const QString &code = {})
{
    return {jurisdiction, category, Decimal(0), name, code, reason};
}

tl::unexpected<Error> rateMissing(const QString &jurisdiction, const QDate &day)
{
    return fail(ErrorKind::InvalidInput, u"tax.rate_missing"_s,
                {{u"jurisdiction"_s, jurisdiction}, {u"day"_s, day.toString(Qt::ISODate)}});
}

const accounts::ExemptionCertificate *certificateFor(const BuyerFacts &buyer, const QString &jurisdiction,
                                                     const QDate &day)
{
    const auto found = std::find_if(buyer.certificates.begin(), buyer.certificates.end(), [&](const auto &certificate) {
        return certificate.isValidOn(day) && certificate.covers(jurisdiction);
    });
    return found == buyer.certificates.end() ? nullptr : &*found;
}

Result<Components> salesTax(const SellerFacts &seller, const BuyerFacts &buyer, const QDate &day,
                            const RateTable &rates)
{
    const QString state = buyer.placeOfSupply.region;
    const QString jurisdiction = u"US-"_s + state;
    if (!seller.collectsIn(state, day))
        return Components{zero(jurisdiction, Category::NotSubject, u"Sales tax"_s, u"no nexus in %1"_s.arg(state))};
    if (buyer.standing == accounts::TaxStanding::Government)
        return Components{zero(jurisdiction, Category::Exempt, u"Sales tax"_s, u"government customer"_s)};
    if (const auto *certificate = certificateFor(buyer, jurisdiction, day))
        return Components{zero(jurisdiction, Category::Exempt, u"Sales tax"_s,
                               u"exemption certificate %1"_s.arg(certificate->number))};
    const auto stateRate = rates.find(jurisdiction, day);
    if (!stateRate)
        return rateMissing(jurisdiction, day);
    Components components{{jurisdiction, Category::Standard, stateRate->percent, stateRate->name, {}, {}}};
    const QString local = jurisdiction + u'/' + buyer.placeOfSupply.city;
    const auto localRate = rates.find(local, day);
    const auto *localCertificate = localRate ? certificateFor(buyer, local, day) : nullptr;
    if (localCertificate)
        components.push_back(zero(local, Category::Exempt, localRate->name,
                                  u"exemption certificate %1"_s.arg(localCertificate->number)));
    else if (localRate)
        components.push_back({local, Category::Standard, localRate->percent, localRate->name, {}, {}});
    return components;
}

Result<Components> vatAt(const QString &country, const QDate &day, const RateTable &rates)
{
    const auto rate = rates.find(country, day);
    if (!rate)
        return rateMissing(country, day);
    return Components{{country, Category::Standard, rate->percent, rate->name, {}, {}}};
}

Result<Components> europeanVat(const SellerFacts &seller, const BuyerFacts &buyer, const QDate &day,
                               const RateTable &rates)
{
    const QString country = buyer.placeOfSupply.country;
    if (country == seller.country || seller.vatRegistrations.contains(country))
        return vatAt(country, day, rates);
    if (!buyer.vatId.isEmpty() && buyer.standing != accounts::TaxStanding::Consumer)
        return Components{zero(country, Category::ReverseCharge, u"VAT"_s,
                               u"Reverse charge: VAT is due by the customer (%1)"_s.arg(buyer.vatId),
                               u"VATEX-EU-AE"_s)};
    if (seller.oneStopShop)
        return vatAt(country, day, rates);
    return Components{zero(country, Category::NotSubject, u"VAT"_s, u"seller is not registered in %1"_s.arg(country),
                           u"VATEX-EU-O"_s)};
}

/// \a components with those last that are levied on the others.
Components inOrderOfLevy(Components components, const SellerFacts &seller)
{
    const auto isOnOthers
        = [&](const Component &component) { return seller.compoundTaxes.contains(component.jurisdiction); };
    std::stable_partition(components.begin(), components.end(), std::not_fn(isOnOthers));
    for (size_t i = 1; i < components.size(); ++i)
        components[i].compound = isOnOthers(components[i]) && !components[i].percent.isZero();
    return components;
}

Result<Components> taxesOf(const SellerFacts &seller, const BuyerFacts &buyer, const QDate &day, const RateTable &rates)
{
    const QString country = buyer.placeOfSupply.country;
    if (country == u"US"_s && seller.country == u"US"_s)
        return salesTax(seller, buyer, day, rates);
    const auto rate = rates.find(country, day);
    const auto home = rates.find(seller.country, day);
    const bool sellerInUnion = home && home->regime == Regime::VatInEuropeanUnion;
    if (rate && rate->regime == Regime::VatInEuropeanUnion)
        return europeanVat(seller, buyer, day, rates);
    if (country == seller.country || seller.vatRegistrations.contains(country))
        return vatAt(country, day, rates);
    if (sellerInUnion)
        return Components{
            zero(country, Category::Export, u"VAT"_s, u"Export outside the European Union"_s, u"VATEX-EU-G"_s)};
    return Components{zero(country, Category::NotSubject, u"Tax"_s,
                           u"received in %1, where the seller is not registered"_s.arg(country))};
}

} // namespace

bool SellerFacts::collectsIn(const QString &state, const QDate &day) const
{
    return nexusStates.contains(state)
           || std::any_of(economicNexus.begin(), economicNexus.end(),
                          [&](const CollectsFrom &nexus) { return nexus.state == state && nexus.day <= day; });
}

Result<Components> componentsFor(const SellerFacts &seller, const BuyerFacts &buyer, const QDate &day,
                                 const RateTable &rates)
{
    return taxesOf(seller, buyer, day, rates).map([&](Components components) {
        return inOrderOfLevy(std::move(components), seller);
    });
}

QString code(Category category)
{
    switch (category) {
    case Category::Standard:
        return u"S"_s;
    case Category::ZeroRated:
        return u"Z"_s;
    case Category::Exempt:
        return u"E"_s;
    case Category::ReverseCharge:
        return u"AE"_s;
    case Category::Export:
        return u"G"_s;
    case Category::NotSubject:
        return u"O"_s;
    }
    Q_UNREACHABLE();
}

Result<Category> categoryFromCode(const QString &wanted)
{
    for (const auto category : {Category::Standard, Category::ZeroRated, Category::Exempt, Category::ReverseCharge,
                                Category::Export, Category::NotSubject}) {
        if (code(category) == wanted)
            return category;
    }
    return fail(ErrorKind::InvalidInput, u"tax.category_unknown"_s, {{u"value"_s, wanted}});
}

} // namespace accord::tax
