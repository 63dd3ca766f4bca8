// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/usage_import_sql.h"
#include "core/workspace/sample/sample_parts.h"

#include <QtCore/QBuffer>

namespace accord::workspace::sample {

namespace {

/// A month's usage file, row by row.
class UsageFile
{
public:
    void add(const QDate &day, const QString &account, const QString &location, const QString &meter, qint64 quantity)
    {
        m_rows
            += u"%1,%2,%3,%4,%5\n"_s.arg(day.toString(Qt::ISODate), account, location, meter, QString::number(quantity))
                   .toUtf8();
    }
    QByteArray bytes() const { return "date,account,location,meter,quantity\n" + m_rows; }
    bool isEmpty() const { return m_rows.isEmpty(); }

private:
    QByteArray m_rows;
};

/// \a usual up to \a spread percent up or down.
qint64 around(qint64 usual, int spread, std::mt19937 &random)
{
    return usual * (100 - spread + qint64(random() % unsigned(2 * spread + 1))) / 100;
}

/// Grows by about 1 % a month; quieter at weekends for what is counted per call.
qint64 usualOn(const QDate &day, qint64 usual, bool isCounted)
{
    const int months = (day.year() - 2024) * 12 + day.month() - 7;
    const qint64 grown = usual * (100 + std::max(0, months)) / 100;
    return isCounted && day.dayOfWeek() > 5 ? grown * 2 / 5 : grown;
}

void addDaily(UsageFile &file, const Customer &customer, const Period &month, std::mt19937 &random)
{
    for (QDate day = std::max(month.start, customer.usageFrom); day < month.end; day = day.addDays(1)) {
        for (const auto &[meter, usual] : customer.dailyUsage) {
            const bool isCounted = meter == u"api_calls"_s;
            file.add(day, customer.number, {}, meter,
                     around(usualOn(day, usual, isCounted), isCounted ? 20 : 4, random));
        }
    }
}

/// Shops report once a week.
Result<> addPerLocation(UsageFile &file, Services &services, const Customer &customer, const Period &month,
                        std::mt19937 &random)
{
    const auto account = services.accounts().findByReference(customer.number);
    if (!account)
        return passOn(account);
    const auto locations = services.accounts().locationsPaidBy(account->id);
    if (!locations)
        return passOn(locations);
    for (const auto &[location, entity] : *locations) {
        for (int dayOfMonth = 7; dayOfMonth <= 28; dayOfMonth += 7) {
            const QDate day(month.start.year(), month.start.month(), dayOfMonth);
            if (!location.isActiveOn(day))
                continue;
            for (const auto &[meter, usual] : customer.dailyUsage)
                file.add(day, {}, location.code, meter, around(usualOn(day, usual * 7, false), 35, random));
        }
    }
    return {};
}

/// The months that the worked examples state.
bool addStated(UsageFile &file, const Customer &customer, const Period &month)
{
    if (customer.number == u"A-0001"_s && month.start == QDate(2024, 1, 1)) {
        file.add(QDate(2024, 1, 31), customer.number, {}, u"storage_gb"_s, 1250);
        return true;
    }
    return false;
}

/// Twelve months of `sample/contract-usage.csv`, which has a row a month.
Result<> addAnnualExample(UsageFile &file, const Period &month)
{
    const auto csv = readResource(u"sample/contract-usage.csv"_s);
    if (!csv)
        return passOn(csv);
    const QStringList lines = QString::fromUtf8(*csv).split(u'\n', Qt::SkipEmptyParts);
    const QStringList meters = lines.value(0).split(u',');
    for (const QString &line : lines) {
        const QStringList fields = line.split(u',');
        if (fields.value(0) != month.start.toString(u"yyyy-MM"_s))
            continue;
        for (qsizetype i = 1; i < fields.size(); ++i)
            file.add(month.start, u"A-0002"_s, {}, meters.value(i), fields[i].toLongLong());
    }
    return {};
}

} // namespace

Result<> importUsage(Services &services, const std::vector<Customer> &customers, const Period &month,
                     std::mt19937 &random)
{
    UsageFile file;
    if (const auto stated = addAnnualExample(file, month); !stated)
        return stated;
    for (const Customer &customer : customers) {
        if (addStated(file, customer, month))
            continue;
        if (!customer.perLocation) {
            addDaily(file, customer, month, random);
        } else if (customer.usageFrom < month.end) {
            if (const auto added = addPerLocation(file, services, customer, month, random); !added)
                return added;
        }
    }
    if (month.end > QDate(2026, 6, 30)) // a meter that nobody has set up yet: kept aside until somebody does
        file.add(QDate(2026, 6, 12), u"A-0106"_s, {}, u"gpu_hours"_s, 340);
    QByteArray bytes = file.bytes();
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    usage::Problems problems;
    const usage::ImportRequest request{u"metering"_s, u"usage-%1.csv"_s.arg(month.start.toString(u"yyyy-MM"_s)),
                                       services.actor()};
    const auto imported
        = storage::UsageImportSql(services.session(), services.clock()).import(buffer, request, problems);
    if (!imported)
        return passOn(imported);
    return month.start == QDate(2024, 9, 1) ? importCloudUsage(services) : Result<>();
}

} // namespace accord::workspace::sample
