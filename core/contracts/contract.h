// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"
#include "core/pricing/charge_model.h"
#include "core/pricing/discount.h"

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
    QString unit; ///< as printed behind the quantity
    QString ledgerAccount; ///< general-ledger code for exports
    bool taxIncluded = false; ///< the price contains the tax
    QString purchaseOrder; ///< overrides the contract's

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

    bool operator==(const Terms &) const = default;
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
    Currency currency;
    Period term;
    std::optional<Money> statedAnnualValue; ///< what the paper says; compared with what the items come to
    Terms terms;
    std::vector<PriceItem> items;
    std::vector<pricing::Discount> discounts; ///< in the order they are taken
    std::vector<accounts::CostShare> shares; ///< empty: no split
    std::optional<ServiceLevel> serviceLevel;
    std::vector<Signature> signatures;
    QStringList customTerms;

    const PriceItem *item(const QString &key) const;
    bool isInForce(const QDate &day) const { return term.contains(day); }
    bool isSigned() const;
    int anchorDay() const { return terms.anchorDay > 0 ? terms.anchorDay : term.start.day(); }
    /// The days on which \a item is served, within the contract's term.
    Period serviceOf(const PriceItem &item) const;
};

QString toString(ItemKind kind);
QString toString(Timing timing);

} // namespace accord::contracts
