// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/pricing/derivation.h"
#include "core/tax/rate_table.h"
#include "core/tax/tax_rounding.h"

namespace accord::tax {

/// Tax category of UNCL 5305 as EN 16931 uses it.
enum class Category {
    Standard, ///< S
    ZeroRated, ///< Z
    Exempt, ///< E, with a certificate or by the customer's standing
    ReverseCharge, ///< AE, the customer accounts for the VAT (Directive 2006/112/EC, art. 196)
    Export, ///< G, outside the European Union
    NotSubject ///< O, no nexus or no tax where the service is received
};

/// A US state where the seller passed the threshold of economic nexus and has to collect from a day on.
struct CollectsFrom
{
    QString state; ///< "TX"
    QDate day; ///< the first day on which sales tax is collected
};

/// The issuing entity: where it is and where it must collect.
struct SellerFacts
{
    QString country; ///< ISO 3166-1 alpha-2
    QStringList nexusStates; ///< "CA", "NY": where sales tax is collected
    QStringList vatRegistrations; ///< countries with a local VAT registration
    bool oneStopShop = false; ///< collects consumers' VAT of every EU country
    std::vector<CollectsFrom> economicNexus = {}; ///< beside \c nexusStates; see core/tax/nexus.h
    Rounding rounding = Rounding::RateGroup; ///< of taxes that are added to a price
    QStringList compoundTaxes = {}; ///< jurisdictions whose tax is levied on the other taxes of a line as well

    /// Whether sales tax of \a state is collected on \a day.
    bool collectsIn(const QString &state, const QDate &day) const;
};

/// The buyer as tax sees it.
struct BuyerFacts
{
    accounts::Address placeOfSupply; ///< of the location that is served, or of the customer
    accounts::TaxStanding standing = accounts::TaxStanding::Business;
    QString vatId;
    std::vector<accounts::ExemptionCertificate> certificates;
};

/// One tax on one line.
struct Component
{
    QString jurisdiction;
    Category category = Category::Standard;
    Decimal percent;
    QString name; ///< as printed: "California state tax"
    QString reasonCode; ///< VATEX code where the category needs one: "VATEX-EU-AE"
    QString reason; ///< why nothing is charged, as printed
    bool compound = false; ///< a tax on tax: levied on the net and the line's taxes before it

    bool operator==(const Component &) const = default;
};

/// The taxes that a supply on \a day carries; never empty: "no tax" is a component at zero with its reason.
///
/// US: state and local rate of the place of supply where the seller has nexus, unless a valid certificate covers it; a
/// certificate for a city ("US-CA/San Francisco") takes away the local rate only.
/// EU: the seller's own rate at home; reverse charge for a business with a VAT id in another member state; a consumer's
/// rate by one-stop shop; export outside the union.
/// A tax that the seller levies on the others comes after them and is compound.
/// \returns InvalidInput "tax.rate_missing" when a tax is due and the table has no rate for it.
Result<std::vector<Component>> componentsFor(const SellerFacts &seller, const BuyerFacts &buyer, const QDate &day,
                                             const RateTable &rates);

/// "S", "Z", "E", "AE", "G", "O".
QString code(Category category);
Result<Category> categoryFromCode(const QString &code);

} // namespace accord::tax
