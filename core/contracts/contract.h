// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/contracts/billing_terms.h"
#include "core/contracts/location_terms.h"
#include "core/contracts/service_level_credit.h"
#include "core/pricing/charge_model.h"
#include "core/pricing/discount.h"
#include "core/pricing/escalator.h"
#include "core/pricing/period_charge.h"
#include "core/pricing/proration.h"
#include "core/pricing/ramp.h"

#include <QtCore/QJsonObject>

namespace accord::contracts {

struct Contract;
using ContractId = Id<Contract>;

enum class ItemKind {
    Recurring, ///< a price per period
    Usage, ///< a meter's quantity of a period
    OneTime ///< once, on a date: services, set-up
};

enum class Timing { InAdvance, InArrears };

/// An index as published: it holds from a day on.
struct IndexValue
{
    QDate from;
    Decimal value;
    bool operator==(const IndexValue &) const = default;
};

/// How the price of an item rises over the term. Every new price is rounded to the digits that the price itself is
/// written with.
struct Escalation
{
    pricing::EscalationKind kind = pricing::EscalationKind::Percent;
    Decimal percent; ///< of Percent and IndexPlusPercent
    int everyMonths = 12; ///< of Percent: months from one rise to the next, from the start of the term
    Decimal baseIndex; ///< of the index kinds
    std::vector<IndexValue> indices; ///< of the index kinds, ascending: the days of the rises
    std::optional<Decimal> floorPercent; ///< a rise is at least this
    std::optional<Decimal> capPercent; ///< and at most this

    bool operator==(const Escalation &) const = default;
};

/// One priced line of a contract.
struct PriceItem
{
    QString key; ///< stable over versions: "base", "storage"; part of the line key
    ItemKind kind = ItemKind::Recurring;
    QString description; ///< as printed
    pricing::ChargeModel model;
    Decimal quantity = 1; ///< of recurring and one-time items
    bool perLocation = false; ///< once for each active location; usage: each location has its own tiers and inclusion
    int priceMonths = 1; ///< the model's price is for so many months (recurring only)
    int billingMonths = 1; ///< 1 monthly, 3 quarterly, 6 semi-annual, 12 annual
    Timing timing = Timing::InAdvance;
    QString meter; ///< of usage items
    std::optional<Decimal> included; ///< of usage items: free units per period; none: unlimited, never billed
    QDate start; ///< null: the contract's; one-time items: the day they fall due
    QDate end; ///< null: the contract's
    QString milestone; ///< of one-time items: they fall due on the day it is reached, \c start is when that is expected
    QString unit; ///< as printed behind the quantity
    QString ledgerAccount; ///< general-ledger code for exports
    bool taxIncluded = false; ///< the price contains the tax
    QString purchaseOrder; ///< overrides the contract's
    std::vector<pricing::RampStep> ramp; ///< dated changes of price, quantity and discount, ascending
    std::optional<Escalation> escalation;
    std::optional<pricing::UnitConversion> conversion; ///< of usage items: measured into priced units
    std::optional<Decimal> minimumSpend; ///< in a billing period, major units; prorated with it
    std::optional<Decimal> maximumSpend; ///< in a billing period, major units
    std::map<QString, pricing::ChargeModel> locationPrices; ///< by location code, instead of the model
    std::map<QString, pricing::ChargeModel> dimensionPrices; ///< of usage items: by what stands behind the meter's
                                                             ///< code and a slash; "eu" prices the meter "sms/eu"
    std::optional<ObligationTerm> obligation; ///< how it is recognised; none: over time, by its days

    bool operator==(const PriceItem &) const = default;
};

struct Terms
{
    int netDays = 30;
    QString timeZone = u"UTC"_s; ///< IANA name; days of usage are local days there
    int anchorDay = 0; ///< 1 to 31; 0: the day of the start
    bool autoRenewal = false;
    int renewalMonths = 12;
    int noticeDays = 90;
    QString purchaseOrder;
    bool consolidated = true; ///< one invoice for the payer and all its entities
    pricing::ProrationBasis proration = pricing::ProrationBasis::Days;
    std::vector<Period> pauses; ///< days on which no recurring item is charged, ascending
    InvoiceBy invoiceBy = InvoiceBy::Payer; ///< what gets an invoice of its own
    QDate billedThrough; ///< the last day that another system billed (cut-over); null: everything is billed here
    std::vector<Period> gaps; ///< days between an end and the reactivation, on which nothing is served, ascending
    UnusedTime unusedTime = UnusedTime::Credited; ///< what is given back of billed days that are not served
    CreditCap creditCap = CreditCap::Billed;
    int priceNoticeDays = 0; ///< from the notice of another price to the day from which it holds, at least

    bool operator==(const Terms &) const = default;
};

/// A spend that the customer commits to; what is missing is billed when the commitment's period is over.
struct SpendCommitment
{
    QString key; ///< stable over versions; part of the line key
    QString description;
    Money amount; ///< for each period of the commitment
    int months = 12; ///< length of its periods, counted from the contract's anchor
    QStringList items; ///< keys of the items that count; empty: all of them

    bool operator==(const SpendCommitment &) const = default;
};

struct ServiceLevel
{
    Decimal uptimePercent;
    int responseTimeMilliseconds = 0;
    int supportResponseHours = 0;
    bool dedicatedSupport = false;
    bool monthlyBusinessReview = false;

    bool operator==(const ServiceLevel &) const = default;
};

struct Signature
{
    QString party; ///< "customer" or "provider"
    QString name;
    QString title;
    QDate signedOn;

    bool operator==(const Signature &) const = default;
};

/// One version of a contract. A saved version never changes: a change is the next version.
struct Contract
{
    ContractId id;
    accounts::AccountId account; ///< who pays
    QString number; ///< unique: "ENT-ANNUAL-2024"
    int version = 1;
    QString type; ///< "enterprise_annual", "plan"
    Currency currency; ///< of the prices
    std::optional<BillingCurrency> billingCurrency; ///< none: bills are written in the currency of the prices
    Period term;
    QDate effectiveFrom; ///< of an amendment: the day from which this version holds; null: the start of the term
    QString changeReason; ///< of an amendment, as printed: "12 locations added"
    std::optional<Money> statedAnnualValue; ///< what the paper says; compared with what the items come to
    Terms terms;
    std::vector<PriceItem> items;
    std::vector<pricing::Discount> discounts; ///< in the order they are taken
    std::vector<SpendCommitment> commitments;
    std::vector<accounts::CostShare> shares; ///< empty: no split
    Split split; ///< how the shares are weighed
    std::vector<PrepaidCreditTerm> prepaidCredits;
    std::optional<InstalmentAgreement> instalments; ///< none: each invoice is paid at once
    std::optional<ServiceLevelTable> serviceCredits; ///< what missed service levels give back
    std::optional<ServiceLevel> serviceLevel;
    std::vector<Signature> signatures;
    QStringList customTerms;
    LocationTerms locations;

    const PriceItem *item(const QString &key) const;
    bool isInForce(const QDate &day) const { return term.contains(day) && !isInGap(day); }
    /// What pays or splits a bill is agreed in this currency: prepaid credits, instalments, budget caps.
    Currency billedIn() const { return billingCurrency ? billingCurrency->currency : currency; }
    bool isSigned() const;
    int anchorDay() const { return terms.anchorDay > 0 ? terms.anchorDay : term.start.day(); }
    /// The days on which \a item is served, within the contract's term.
    Period serviceOf(const PriceItem &item) const;
    /// The part of \a served after the days that another system billed; empty where it billed all of them.
    Period billedHere(const Period &served) const;
    /// \a served without the days between an end and the reactivation, ascending.
    std::vector<Period> withoutGaps(const Period &served) const;
    /// Whether \a day lies between an end and the reactivation.
    bool isInGap(const QDate &day) const;
    /// The day from which it is in force again, where \a day lies in such a gap; otherwise null.
    QDate inForceAgain(const QDate &day) const;
};

/// What remains of \a whole without \a taken, which are ascending and do not overlap.
std::vector<Period> without(const Period &whole, const std::vector<Period> &taken);

QString toString(ItemKind kind);
QString toString(Timing timing);

} // namespace accord::contracts
