// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/sample/sample_parts.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

namespace accord::workspace::sample {

/// What an ordinary customer agreed to: a platform fee, and prices for users, storage and calls above what is included.
struct PlanTerms
{
    QString number;
    QString account;
    QString currency;
    QDate start;
    int months = 12;
    QString monthlyFee; ///< major units
    int billingMonths = 1;
    int percentOff = 0;
    qint64 includedUsers = 0;
    qint64 includedStorage = 0;
    qint64 includedCalls = 0;
    QString purchaseOrder;
};

/// As a document of `resources/schemas/contract.schema.json`.
QJsonObject planContract(const PlanTerms &terms);
QJsonObject addressOf(const QString &line, const QString &city, const QString &state, const QString &country);
/// Two or three people of a customer, the same for the same number.
QJsonArray contactsFor(const QString &number, const QString &domain);

QJsonArray bothSigned(const QDate &start);

/// The customer of the FOCUS file, in sample_focus.cpp.
Result<QJsonObject> cloudAccount();
QJsonObject cloudContract();

/// The customers with a history of their own: the worked invoice, the annual contract, the holding with three
/// subsidiaries, and the house with 422 shops.
struct SpecialCustomers
{
    QJsonArray accounts;
    std::vector<QJsonObject> contracts;
    std::vector<Customer> customers;
};
Result<SpecialCustomers> specialCustomers();

} // namespace accord::workspace::sample
