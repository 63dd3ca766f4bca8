// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tax/tax_rules.h"

#include <QtCore/QJsonObject>

namespace accord::billing {

struct IssuingEntity;
using IssuingEntityId = Id<IssuingEntity>;

/// A company of the seller that issues invoices in its own name and numbers them itself.
struct IssuingEntity
{
    IssuingEntityId id;
    QString code; ///< "US", "DE"
    QString legalName;
    Currency currency; ///< of its books
    accounts::Address address;
    QString vatId;
    QStringList nexusStates;
    std::vector<tax::CollectsFrom> economicNexus; ///< states where sales alone made it collect, from a day on
    QStringList vatRegistrations;
    bool oneStopShop = false;
    tax::Rounding taxRounding = tax::Rounding::RateGroup; ///< of the taxes that its invoices add
    QStringList compoundTaxes; ///< jurisdictions whose tax is levied on the other taxes of a line: "US-CA/Alameda"
    QJsonObject branding; ///< colours, contact; form of `resources/schemas/branding.schema.json`
    QByteArray logoPng;
    QStringList paymentInstructions;
    QString numberFormat = u"INV-{year}-{number}"_s; ///< {number} has six digits
    int version = 0;

    tax::SellerFacts taxFacts() const
    {
        return {address.country, nexusStates, vatRegistrations, oneStopShop, economicNexus, taxRounding, compoundTaxes};
    }
};

/// The document number \a number of \a year under \a format. \returns InvalidInput "billing.number_format" when a
/// placeholder is missing.
Result<QString> formatNumber(const QString &format, int year, qint64 number);

} // namespace accord::billing
