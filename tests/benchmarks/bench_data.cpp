// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/bench_data.h"

#include <QtCore/QFile>
#include <QtCore/QHash>
#include <QtCore/QJsonDocument>

namespace accord::bench {

namespace {

QDate dateOf(const QByteArray &text)
{
    return QDate::fromString(QString::fromLatin1(text), Qt::ISODate);
}

Row fieldsOf(const QByteArray &line)
{
    Row fields(1);
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"') {
            const bool doubled = quoted && i + 1 < line.size() && line[i + 1] == '"';
            if (doubled)
                fields.back().append(line[++i]);
            else
                quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields.emplace_back();
        } else {
            fields.back().append(c);
        }
    }
    return fields;
}

using Index = QHash<QByteArray, int>;

Result<Index> readContracts(const QString &folder, BillingData &data)
{
    Index index;
    const auto read = forEachRow(folder, u"contracts.csv"_s, [&](const Row &row) {
        Contract contract;
        contract.id = row[0];
        contract.account = row[1];
        contract.number = row[2];
        contract.starts = dateOf(row[4]);
        contract.ends = dateOf(row[5]);
        contract.currency = row[6];
        contract.digits = row[6] == "JPY" ? 0 : row[6] == "KWD" ? 3 : 2;
        contract.termsDays = row[8].toInt();
        contract.purchaseOrder = row[9];
        contract.platformText = row[10];
        contract.platform = scaled(row[10], contract.digits);
        contract.taxCode = row[11];
        contract.exempt = row[12] == "1";
        index.insert(contract.id, int(data.contracts.size()));
        data.contracts.push_back(std::move(contract));
    });
    return read.map([&] { return index; });
}

Result<> readPrices(const QString &folder, const Index &index, BillingData &data)
{
    const auto fees = forEachRow(folder, u"base_fees.csv"_s, [&](const Row &row) {
        Contract &contract = data.contracts[size_t(index.value(row[0]))];
        contract.fees.push_back({dateOf(row[1]), dateOf(row[2]), row[3], scaled(row[3], contract.digits)});
    });
    if (!fees)
        return fees;
    const auto rates = forEachRow(folder, u"rates.csv"_s, [&](const Row &row) {
        const auto to = row[4].isEmpty() ? std::nullopt : std::optional(scaled(row[4], 3));
        data.contracts[size_t(index.value(row[0]))].tiers[row[1]].push_back(
            {scaled(row[3], 3), to, scaled(row[5], 6), row[4], row[5]});
    });
    if (!rates)
        return rates;
    const auto discounts = forEachRow(folder, u"volume_discounts.csv"_s, [&](const Row &row) {
        data.contracts[size_t(index.value(row[0]))].volumeDiscounts.emplace_back(row[1].toInt(), scaled(row[2], 2));
    });
    if (!discounts)
        return discounts;
    return forEachRow(folder, u"tax_rates.csv"_s,
                      [&](const Row &row) { data.taxCodes[row[0]] = {row[1], row[2], scaled(row[2], 4)}; });
}

Result<> readSites(const QString &folder, const Index &index, BillingData &data)
{
    Index sites;
    const auto read = forEachRow(folder, u"locations.csv"_s, [&](const Row &row) {
        const int contract = index.value(row[1]);
        const int n = int(data.sites.size());
        sites.insert(row[0], n);
        data.contracts[size_t(contract)].sites.push_back(n);
        data.sites.push_back({row[0], row[3], row[8], row[7], contract, dateOf(row[9]), dateOf(row[10])});
    });
    if (!read)
        return read;
    return forEachRow(folder, u"usage_monthly.csv"_s, [&](const Row &row) {
        data.usage.push_back({sites.value(row[2]), row[3], row[4], scaled(row[4], 3)});
    });
}

void settleDiscounts(BillingData &data)
{
    for (Contract &contract : data.contracts) {
        contract.activeSites = int(std::count_if(contract.sites.begin(), contract.sites.end(), [&](int n) {
            const Site &site = data.sites[size_t(n)];
            return site.from <= periodLast && (site.to.isNull() || site.to >= periodStart);
        }));
        for (const auto &[locations, basisPoints] : contract.volumeDiscounts) {
            if (locations <= contract.activeSites)
                contract.discountBasisPoints = std::max(contract.discountBasisPoints, basisPoints);
        }
    }
}

} // namespace

Result<> forEachRow(const QString &folder, const QString &name, const std::function<void(const Row &)> &take)
{
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Unavailable, u"file.unreadable"_s, {{u"path"_s, file.fileName()}}, file.errorString());
    file.readLine();
    while (!file.atEnd()) {
        QByteArray line = file.readLine();
        if (line.endsWith('\n'))
            line.chop(1);
        take(fieldsOf(line));
    }
    return {};
}

Result<QJsonObject> manifest(const QString &folder)
{
    QFile file(folder + u"/manifest.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Unavailable, u"file.unreadable"_s, {{u"path"_s, file.fileName()}}, file.errorString());
    return QJsonDocument::fromJson(file.readAll()).object();
}

qint64 scaled(const QByteArray &text, int decimals)
{
    const auto point = text.indexOf('.');
    const QByteArray whole = point < 0 ? text : text.left(point);
    QByteArray part = point < 0 ? QByteArray() : text.mid(point + 1);
    part = part.leftJustified(decimals, '0', false);
    Q_ASSERT(part.mid(decimals).count('0') == part.size() - decimals);
    return (whole + part.left(decimals)).toLongLong();
}

Result<BillingData> BillingData::read(const QString &folder)
{
    BillingData data;
    const auto index = readContracts(folder, data);
    if (!index)
        return passOn(index);
    if (const auto read = readPrices(folder, *index, data); !read)
        return passOn(read);
    if (const auto read = readSites(folder, *index, data); !read)
        return passOn(read);
    settleDiscounts(data);
    return data;
}

} // namespace accord::bench
