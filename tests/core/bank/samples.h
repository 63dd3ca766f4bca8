// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/read_statements.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace accord::bank::test {

/// A file of the folder `data`, whose README says where each comes from.
inline QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(ACCORD_BANK_DATA "/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What `data/index.json` expects of the sample \a name.
inline QJsonObject expectedOf(const QString &name)
{
    for (const QJsonValue &row : QJsonDocument::fromJson(sample(u"index.json"_s)).array()) {
        if (row[u"file"].toString() == name)
            return row.toObject();
    }
    return {};
}

inline Money money(QStringView text, QStringView code)
{
    return Money::parse(text, Currency::fromCodeOrFormer(code).value()).value();
}
inline Money eur(QStringView text)
{
    return money(text, u"EUR");
}
inline Money usd(QStringView text)
{
    return money(text, u"USD");
}

/// The bookings of a statement: its entries without the transactions of batches.
inline std::vector<BankEntry> bookings(const BankStatement &statement)
{
    std::vector<BankEntry> list;
    std::copy_if(statement.entries.begin(), statement.entries.end(), std::back_inserter(list),
                 [](const BankEntry &entry) { return !entry.batch; });
    return list;
}

inline QStringList ids(const Findings &findings)
{
    QStringList list;
    for (const Finding &finding : findings)
        list.append(finding.id);
    return list;
}

} // namespace accord::bank::test
