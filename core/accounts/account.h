// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/period.h"
#include "core/money/money.h"

#include <optional>
#include <vector>

namespace accord::accounts {

struct Account;
struct Location;
struct Contact;
struct ExemptionCertificate;
using AccountId = Id<Account>;
using LocationId = Id<Location>;
using ContactId = Id<Contact>;
using CertificateId = Id<ExemptionCertificate>;

/// A postal address. \c country is an ISO 3166-1 alpha-2 code, \c region a state or province code without the country
/// ("CA"), \c locality the name that local taxes go by (a city).
struct Address
{
    QString line1;
    QString line2;
    QString city;
    QString region;
    QString postalCode;
    QString country;

    /// The lines as printed, without empty ones.
    QStringList lines() const;
    bool operator==(const Address &) const = default;
};

/// How a customer stands to sales tax and VAT.
enum class TaxStanding {
    Business, ///< buys for a business; reverse charge where a valid VAT id says so
    Consumer,
    Government, ///< exempt in the US
    NonProfit ///< exempt in the US with a certificate
};

enum class AccountStatus { Prospect, Active, Closed };

/// What happens to an invoice that comes out at zero.
enum class ZeroInvoicePolicy { Issue, Skip };

/// A company or a part of one. The billing parent pays for its subsidiaries when \c payer says so.
struct Account
{
    AccountId id;
    QString number; ///< unique, given by people or the sample: "A-0012"
    QString name; ///< as shown in lists
    QString legalName; ///< as printed on documents
    std::optional<AccountId> parent;
    std::optional<AccountId> payer; ///< who receives the invoices; none: the account itself
    QUuid issuingEntity; ///< the company of the seller that invoices it
    AccountStatus status = AccountStatus::Active;
    QString segment; ///< "enterprise", "team", "developer"
    QString region; ///< the sales region that owns it: "AMER", "EMEA", "APAC"
    Currency currency; ///< of its contracts and invoices unless they say otherwise
    Address address;
    QString vatId; ///< VAT identification number with country prefix, or empty
    TaxStanding taxStanding = TaxStanding::Business;
    QString customerSuccessManager; ///< user name, or empty
    int paymentTermsDays = 30;
    QString billingHoldReason; ///< not empty: nothing is billed until it is lifted
    ZeroInvoicePolicy zeroInvoices = ZeroInvoicePolicy::Issue;
    QString invoiceEmail;
    QString portalReference;
    bool needsPurchaseOrder = false; ///< no purchase order, no invoice: none is issued before its order is named
    int version = 0; ///< optimistic lock; 0 before the first save

    AccountId payingAccount() const { return payer.value_or(id); }
    bool operator==(const Account &) const = default;
};

/// A site of an account, active on the days of [activeFrom, activeTo).
struct Location
{
    LocationId id;
    AccountId account; ///< the entity that runs it
    QString code; ///< unique within the workspace; what usage files call it
    QString name;
    Address address;
    QString costCentre;
    QString department;
    QDate activeFrom;
    QDate activeTo; ///< first day it is no longer active; null: open

    bool isActiveOn(const QDate &day) const;
    /// The days of \a period on which it is active; empty when there are none.
    Period activeWithin(const Period &period) const;
};

struct CostCentre
{
    AccountId account; ///< the entity that owns it
    QString code;
    QString name;
};

struct Contact
{
    ContactId id;
    AccountId account;
    QString name;
    QString title;
    QString email;
    QString phone;
    QString role; ///< "billing", "executive sponsor", "technical"
};

/// A document by which a customer need not pay sales tax in one jurisdiction.
struct ExemptionCertificate
{
    CertificateId id;
    AccountId account;
    QString jurisdiction; ///< "US-CA", or "US" for every state
    QString number;
    QString reason; ///< "non_profit", "government", "reseller"
    QDate validFrom;
    QDate validTo; ///< first day it is no longer valid; null: no end

    bool isValidOn(const QDate &day) const;
    bool covers(const QString &wantedJurisdiction) const;
};

/// How much of a consolidated invoice one entity bears.
struct CostShare
{
    AccountId entity;
    QString entityName;
    QString costCentre;
    Decimal percent; ///< of the whole, 0 to 100
    std::optional<Money> budgetCap; ///< per invoice; what lies above stays on the payer
    std::optional<Decimal> headcount = {}; ///< of a split by heads, >= 0
};

QString toString(TaxStanding standing);
QString toString(AccountStatus status);
Result<TaxStanding> taxStandingFromString(const QString &text);
Result<AccountStatus> accountStatusFromString(const QString &text);

} // namespace accord::accounts
