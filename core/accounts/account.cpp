// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/account.h"

namespace accord::accounts {

QStringList Address::lines() const
{
    QStringList result;
    for (const QString &line : {line1, line2}) {
        if (!line.isEmpty())
            result << line;
    }
    const QString place = QStringList{postalCode, city, region}.join(u' ').simplified();
    if (!place.isEmpty())
        result << place;
    if (!country.isEmpty())
        result << country;
    return result;
}

bool Location::isActiveOn(const QDate &day) const
{
    return activeFrom <= day && (activeTo.isNull() || day < activeTo);
}

Period Location::activeWithin(const Period &period) const
{
    const Period active{activeFrom, activeTo.isNull() ? std::max(period.end, activeFrom) : activeTo};
    return active.intersected(period);
}

bool ExemptionCertificate::isValidOn(const QDate &day) const
{
    return validFrom <= day && (validTo.isNull() || day < validTo);
}

bool ExemptionCertificate::covers(const QString &wantedJurisdiction) const
{
    return wantedJurisdiction == jurisdiction || wantedJurisdiction.startsWith(jurisdiction + u'-');
}

QString toString(TaxStanding standing)
{
    switch (standing) {
    case TaxStanding::Business:
        return u"business"_s;
    case TaxStanding::Consumer:
        return u"consumer"_s;
    case TaxStanding::Government:
        return u"government"_s;
    case TaxStanding::NonProfit:
        return u"non_profit"_s;
    }
    Q_UNREACHABLE();
}

QString toString(AccountStatus status)
{
    switch (status) {
    case AccountStatus::Prospect:
        return u"prospect"_s;
    case AccountStatus::Active:
        return u"active"_s;
    case AccountStatus::Closed:
        return u"closed"_s;
    }
    Q_UNREACHABLE();
}

Result<TaxStanding> taxStandingFromString(const QString &text)
{
    for (const auto value :
         {TaxStanding::Business, TaxStanding::Consumer, TaxStanding::Government, TaxStanding::NonProfit}) {
        if (toString(value) == text)
            return value;
    }
    return fail(ErrorKind::InvalidInput, u"accounts.tax_standing_unknown"_s, {{u"value"_s, text}});
}

Result<AccountStatus> accountStatusFromString(const QString &text)
{
    for (const auto value : {AccountStatus::Prospect, AccountStatus::Active, AccountStatus::Closed}) {
        if (toString(value) == text)
            return value;
    }
    return fail(ErrorKind::InvalidInput, u"accounts.status_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::accounts
