// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/golden/golden_case.h"

#include "core/base/error.h"

#include <QtCore/QFile>
#include <QtCore/QJsonDocument>

namespace accord::testing {

namespace {

bool startsBill(const QString &section)
{
    return section.startsWith(u"Bill "_s) || section.startsWith(u"Interim "_s);
}

/// "Goodwill 12.00, Welcome 3.00" without its last cell; none when an amount cannot be read.
std::optional<std::vector<billing::FixedShare>> sharesOf(const QString &cell, const Currency &currency)
{
    std::vector<billing::FixedShare> shares;
    for (const QString &share : cell.split(u',', Qt::SkipEmptyParts)) {
        const auto amount = Money::parse(share.section(u' ', -1).trimmed(), currency);
        if (!amount)
            return std::nullopt;
        shares.push_back({share.trimmed().section(u' ', 0, -2), *amount});
    }
    return shares;
}

} // namespace

Period billOf(const billing::BilledCharge &charge)
{
    return Period::monthOf(charge.key.period.lastDay());
}

QString goldenRow(const QString &name, const QString &amount)
{
    return name.simplified() + u" | "_s + amount.simplified();
}

std::optional<std::vector<billing::BilledCharge>> billedCharges(const QStringList &rows, const QByteArray &contract)
{
    const auto currency = Currency::fromCode(QJsonDocument::fromJson(contract)[u"currency"_s].toString());
    std::vector<billing::BilledCharge> charges;
    for (const QString &row : rows) {
        QStringList cells = row.split(u'|');
        for (QString &cell : cells)
            cell = cell.trimmed();
        if (!currency || (cells.size() != 6 && cells.size() != 8 && cells.size() != 10))
            return std::nullopt;
        const auto days = cells[2].split(u'/');
        const auto period = days.size() == 2 ? Period::make(QDate::fromString(days[0], Qt::ISODate),
                                                            QDate::fromString(days[1], Qt::ISODate))
                                             : Period::parseMonth(cells[2]);
        const auto net = Money::parse(cells[4], *currency);
        const auto gross = Money::parse(cells.size() >= 8 ? cells[6] : u"0"_s, *currency);
        const auto discount = Money::parse(cells.size() >= 8 ? cells[7] : u"0"_s, *currency);
        if (!period || !net || !gross || !discount)
            return std::nullopt;
        charges.push_back({{{}, cells[0], cells[1], *period, cells[3], 0}, *net, cells[5].toInt(), *gross, *discount});
        if (cells.size() < 10)
            continue;
        const auto before = Money::parse(cells[8], *currency);
        const auto fixed = sharesOf(cells[9], *currency);
        if (!before || !fixed)
            return std::nullopt;
        charges.back().shares = {billOf(charges.back()), {*before, *fixed}};
    }
    return charges;
}

std::optional<Period> periodOf(const GoldenBill &bill)
{
    if (!isInterim(bill)) {
        const auto month = Period::parseMonth(bill.month);
        return month ? std::optional(*month) : std::nullopt;
    }
    const QDate last = QDate::fromString(bill.month, Qt::ISODate);
    return last.isValid() ? std::optional(Period{Period::monthOf(last).start, last.addDays(1)}) : std::nullopt;
}

GoldenCase readGoldenCase(const QString &path)
{
    GoldenCase read;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return read;
    QString section;
    QStringList billedBefore;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(u"# "_s)) {
            read.title = line.mid(2);
        } else if (!line.startsWith(u' ') && !line.trimmed().isEmpty()) {
            section = line.trimmed();
            if (startsBill(section))
                read.bills.push_back({section.section(u' ', 1), {}, billedBefore});
            else if (section == u"Billed before"_s)
                billedBefore.clear();
        } else if (line.trimmed().isEmpty()) {
            continue;
        } else if (section == u"Contract"_s) {
            read.contract += line.toUtf8() + '\n';
        } else if (section == u"Usage"_s) {
            read.usage += line.trimmed().toUtf8() + '\n';
        } else if (section == u"Billed before"_s) {
            billedBefore << line.trimmed();
        } else if (startsBill(section)) {
            const qsizetype bar = line.lastIndexOf(u'|');
            read.bills.back().rows << goldenRow(line.left(bar), line.mid(bar + 1));
        }
    }
    return read;
}

} // namespace accord::testing
