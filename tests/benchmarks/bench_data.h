// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"

#include <QtCore/QDate>
#include <QtCore/QJsonObject>

#include <functional>
#include <map>
#include <vector>

/// The files of the benchmark data as they say it: plain numbers, nothing of Accord's rules.
namespace accord::bench {

using Row = std::vector<QByteArray>;

/// Calls \a take for each row behind the header of the file \a name. \returns Unavailable "file.unreadable".
Result<> forEachRow(const QString &folder, const QString &name, const std::function<void(const Row &)> &take);
/// `manifest.json`: row counts and expected results.
Result<QJsonObject> manifest(const QString &folder);
/// "12.345" as 12345 with three decimals; what stands behind them must be zeros.
qint64 scaled(const QByteArray &text, int decimals);

struct Account
{
    QByteArray id, name, parent, segment, status, country, region, city, currency, manager;
    QByteArray arr, locations, contractEnds, openBalance, overdueBalance, termsDays;
};

struct Fee
{
    QDate from;
    QDate to; ///< last day; null: open
    QByteArray text;
    qint64 minor = 0;
};
struct Tier
{
    qint64 fromMilli = 0;
    std::optional<qint64> toMilli;
    qint64 microPrice = 0;
    QByteArray to, price;
};
struct Site
{
    QByteArray code, name, costCentre, taxCode;
    int contract = 0;
    QDate from;
    QDate to; ///< last day; null: open
};
struct Contract
{
    QByteArray id, account, number, currency, purchaseOrder, platformText, taxCode;
    QDate starts;
    QDate ends; ///< last day
    int termsDays = 30;
    int digits = 2;
    qint64 platform = 0;
    bool exempt = false;
    std::vector<Fee> fees;
    std::map<QByteArray, std::vector<Tier>> tiers; ///< by meter
    std::vector<std::pair<int, qint64>> volumeDiscounts; ///< locations, basis points
    std::vector<int> sites;
    int activeSites = 0; ///< in the period, by rule 1
    qint64 discountBasisPoints = 0; ///< rule 2
};
struct UsageRow
{
    int site = 0;
    QByteArray meter, quantity;
    qint64 milli = 0;
};
struct TaxCode
{
    QByteArray name, percent;
    qint64 ppm = 0;
};

/// The data set "billing": January 2026.
struct BillingData
{
    std::vector<Contract> contracts;
    std::vector<Site> sites;
    std::vector<UsageRow> usage;
    std::map<QByteArray, TaxCode> taxCodes;

    static Result<BillingData> read(const QString &folder);
};

inline const QDate periodStart(2026, 1, 1);
inline const QDate periodLast(2026, 1, 31);

} // namespace accord::bench
