// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/company.h"

#include "core/storage/exemption_agreements_sql.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/exemptions.h"
#include "core/workspace/workspace.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

namespace accord::bench {

using workspace::Services;

namespace {

QString text(const QByteArray &utf8)
{
    return QString::fromUtf8(utf8);
}

Decimal decimal(const QByteArray &digits)
{
    return Decimal::parse(text(digits)).value();
}

accounts::Address taxedIn(const QByteArray &taxCode)
{
    accounts::Address address;
    address.region = text(taxCode);
    address.country = u"US"_s;
    return address;
}

/// Saves the accounts, parents first.
class AccountLoad
{
public:
    AccountLoad(Services &services, const BillingData &data, const QString &folder)
        : m_services(services)
        , m_data(data)
        , m_folder(folder)
    {
        for (size_t c = 0; c < data.contracts.size(); ++c)
            m_contractOf.insert(data.contracts[c].account, int(c));
    }

    Result<QHash<QByteArray, accounts::AccountId>> run()
    {
        const auto entities = m_services.seller().entities();
        if (!entities)
            return passOn(entities);
        m_entity = entities->front();
        if (const auto known = readRows(); !known)
            return passOn(known);
        for (const auto &row : m_rows) {
            if (const auto saved = save(row[0]); !saved)
                return passOn(saved);
        }
        return m_ids;
    }

private:
    Result<> readRows()
    {
        QSet<QByteArray> managers;
        const auto read = forEachRow(m_folder, u"accounts.csv"_s, [&](const Row &row) {
            m_places.insert(row[0], m_rows.size());
            m_rows.push_back(row);
            managers.insert(row[10]);
        });
        if (!read)
            return read;
        for (const QByteArray &manager : std::as_const(managers)) {
            if (const auto saved
                = m_services.seller().save(storage::User{text(manager), text(manager), {u"csm"_s}, {}});
                !saved)
                return saved;
        }
        for (const auto &[code, tax] : m_data.taxCodes)
            m_entity.nexusStates << text(code);
        return m_services.seller().save(m_entity);
    }

    Result<> save(const QByteArray &id)
    {
        if (id.isEmpty() || m_ids.contains(id))
            return {};
        const Row &row = m_rows[m_places.value(id)];
        if (const auto parent = save(row[2]); !parent)
            return parent;
        accounts::Account account;
        account.id = m_services.ids().next<accounts::AccountId>();
        account.number = text(row[0]);
        account.name = account.legalName = text(row[1]);
        if (!row[2].isEmpty())
            account.parent = m_ids.value(row[2]);
        account.issuingEntity = m_entity.id.uuid();
        // The benchmark bills every contract; Accord bills nothing of an account that is closed.
        account.status = row[4] == "churned" && !m_contractOf.contains(id) ? accounts::AccountStatus::Closed
                                                                           : accounts::AccountStatus::Active;
        account.segment = text(row[3]);
        account.region = text(row[6]);
        account.currency = Currency::fromCode(text(row[9])).value();
        const auto contract = m_contractOf.constFind(id);
        account.address = contract == m_contractOf.constEnd()
                              ? accounts::Address{{}, {}, text(row[8]), text(row[7]), {}, text(row[6])}
                              : taxedIn(m_data.contracts[size_t(*contract)].taxCode);
        account.customerSuccessManager = text(row[10]);
        account.paymentTermsDays = row[17].toInt();
        if (const auto saved = m_services.accounts().save(account, m_services.clock().now()); !saved)
            return passOn(saved);
        m_ids.insert(id, account.id);
        const auto company = m_services.companyCurrency();
        if (!company)
            return passOn(company);
        return m_services.accounts().setFigures(account.id,
                                                Money::parse(text(row[11]), *company).value_or(Money::zero(*company)),
                                                QDate::fromString(text(row[14]), Qt::ISODate), row[13].toInt());
    }

    Services &m_services;
    const BillingData &m_data;
    QString m_folder;
    billing::IssuingEntity m_entity;
    std::vector<Row> m_rows;
    QHash<QByteArray, size_t> m_places;
    QHash<QByteArray, int> m_contractOf;
    QHash<QByteArray, accounts::AccountId> m_ids;
};

contracts::PriceItem baseFee(const Fee &fee, size_t n)
{
    contracts::PriceItem item;
    item.key = u"base-%1"_s.arg(n + 1);
    item.description = u"Location fee"_s;
    item.model = pricing::PerUnit{decimal(fee.text)};
    item.perLocation = true;
    item.start = fee.from;
    item.end = fee.to.isValid() ? fee.to.addDays(1) : QDate();
    return item;
}

/// The first tier is the included quantity at price zero.
contracts::PriceItem usageItem(const QByteArray &meter, const std::vector<Tier> &tiers)
{
    std::vector<pricing::Tier> steps;
    for (const Tier &tier : tiers)
        steps.push_back(
            {tier.to.isEmpty() ? std::nullopt : std::optional(decimal(tier.to)), decimal(tier.price), Decimal(0)});
    contracts::PriceItem item;
    item.key = item.meter = item.description = text(meter);
    item.kind = contracts::ItemKind::Usage;
    item.timing = contracts::Timing::InArrears;
    item.model = pricing::Graduated{pricing::Tiers::make(std::move(steps)).value(), false};
    item.perLocation = true;
    item.included = Decimal(0);
    return item;
}

/// Due once in the period and reached by no discount (rule 5), as one-time charges are.
contracts::PriceItem platformFee(const Contract &contract)
{
    contracts::PriceItem item;
    item.key = u"platform"_s;
    item.kind = contracts::ItemKind::OneTime;
    item.description = u"Platform"_s;
    item.model = pricing::PerUnit{decimal(contract.platformText)};
    item.start = std::max(periodStart, contract.starts);
    return item;
}

contracts::Contract contractOf(const Contract &contract, const accounts::AccountId &account, IdSource &ids)
{
    contracts::Contract made;
    made.id = ids.next<contracts::ContractId>();
    made.account = account;
    made.number = text(contract.number);
    made.type = u"enterprise_annual"_s;
    made.currency = Currency::fromCode(text(contract.currency)).value();
    made.term = {contract.starts, std::max(contract.ends, periodLast).addDays(1)};
    made.terms.netDays = contract.termsDays;
    made.terms.anchorDay = 1;
    made.terms.purchaseOrder = text(contract.purchaseOrder);
    for (size_t n = 0; n < contract.fees.size(); ++n)
        made.items.push_back(baseFee(contract.fees[n], n));
    for (const auto &[meter, tiers] : contract.tiers)
        made.items.push_back(usageItem(meter, tiers));
    made.items.push_back(platformFee(contract));
    // Accord counts locations on the last day of the period, the benchmark those of any day in it: the rate is handed
    // over.
    if (contract.discountBasisPoints > 0) {
        pricing::Discount discount;
        discount.name = u"Locations discount"_s;
        discount.percent = Decimal::make(contract.discountBasisPoints, 2).value();
        made.discounts.push_back(discount);
    }
    for (const QString &party : {u"customer"_s, u"provider"_s})
        made.signatures.push_back({party, u"Dana Fields"_s, u"CFO"_s, contract.starts});
    return made;
}

Result<> saveSites(Services &services, const BillingData &data, const QHash<QByteArray, accounts::AccountId> &ids)
{
    for (const Site &site : data.sites) {
        accounts::Location location;
        location.id = services.ids().next<accounts::LocationId>();
        location.account = ids.value(data.contracts[size_t(site.contract)].account);
        location.code = text(site.code);
        location.name = text(site.name);
        location.address = taxedIn(site.taxCode);
        location.costCentre = text(site.costCentre);
        location.activeFrom = site.from;
        location.activeTo = site.to.isValid() ? site.to.addDays(1) : QDate();
        if (const auto saved = services.accounts().save(location); !saved)
            return passOn(saved);
    }
    return {};
}

Result<> saveContracts(Services &services, const BillingData &data, const QHash<QByteArray, accounts::AccountId> &ids)
{
    for (const Contract &contract : data.contracts) {
        const accounts::AccountId account = ids.value(contract.account);
        if (const auto saved = services.contracts().addVersion(contractOf(contract, account, services.ids()),
                                                               services.actor(), services.clock().now());
            !saved)
            return saved;
        if (!contract.exempt)
            continue;
        accounts::ExemptionCertificate certificate;
        certificate.id = services.ids().next<accounts::CertificateId>();
        certificate.account = account;
        certificate.jurisdiction = u"US"_s;
        certificate.number = u"EX-1"_s;
        certificate.reason = u"non_profit"_s;
        certificate.validFrom = contract.starts;
        if (const auto kept = workspace::keepExemption(services, certificate); !kept)
            return passOn(kept);
        constexpr int theFirstRecord = 1;
        if (const auto agreed = storage::ExemptionAgreementsSql(services.session())
                                    .agree(certificate.id, theFirstRecord, u"second"_s, services.clock().now());
            !agreed)
            return agreed;
    }
    return {};
}

Result<> saveMeters(Services &services, const BillingData &data)
{
    QSet<QByteArray> meters;
    for (const Contract &contract : data.contracts) {
        for (const auto &[meter, tiers] : contract.tiers)
            meters.insert(meter);
    }
    for (const QByteArray &meter : std::as_const(meters)) {
        const catalog::Meter made{services.ids().next<catalog::MeterId>(), text(meter), text(meter), text(meter),
                                  catalog::Aggregation::Sum};
        if (const auto saved = services.seller().save(made); !saved)
            return saved;
    }
    return {};
}

} // namespace

Result<std::shared_ptr<const workspace::ReferenceData>> referenceData(const QString &folder)
{
    workspace::ReferenceData reference;
    const auto taxes = forEachRow(folder, u"tax_rates.csv"_s, [&](const Row &row) {
        reference.taxRates.add({u"US-"_s + text(row[0]), text(row[1]), tax::Regime::SalesTax, decimal(row[2]), {}, {}});
    });
    if (!taxes)
        return passOn(taxes);
    QByteArray names = "date";
    QByteArray rates = "2025-01-01";
    qint64 euro = 1;
    std::vector<std::pair<QByteArray, qint64>> perDollar; // millionths of a dollar
    const auto read = forEachRow(folder, u"fx_rates.csv"_s, [&](const Row &row) {
        if (row[0] == "EUR")
            euro = scaled(row[1], 6);
        else
            perDollar.emplace_back(row[0], scaled(row[1], 6));
    });
    if (!read)
        return passOn(read);
    for (const auto &[currency, dollars] : perDollar) {
        names += ',' + currency;
        rates += ',' + Decimal::make((euro * 1'000'000 + dollars / 2) / dollars, 6).value().toString().toLatin1();
    }
    auto exchange = ExchangeRates::fromCsv(names + '\n' + rates + '\n');
    if (!exchange)
        return passOn(exchange);
    reference.exchangeRates = std::move(*exchange);
    return std::make_shared<const workspace::ReferenceData>(std::move(reference));
}

Result<std::unique_ptr<Services>> open(const QString &path, const QString &folder, const QDate &day)
{
    auto session = storage::openCheckedWorkspace(path, storage::Access::ReadWrite);
    if (!session)
        return passOn(session);
    auto reference = referenceData(folder);
    if (!reference)
        return passOn(reference);
    const auto clock = std::make_shared<const FixedClock>(day);
    return std::make_unique<Services>(std::move(*session), clock, std::make_shared<IdSource>(*clock),
                                      std::move(*reference), u"owner"_s);
}

Result<> makeCompany(const QString &path, const QString &folder)
{
    const auto data = BillingData::read(folder);
    if (!data)
        return passOn(data);
    if (const auto made = workspace::Workspace::create(path, u"Accord Demo Seller Inc."_s,
                                                       Currency::fromCode(u"USD"_s).value(), u"US"_s);
        !made)
        return passOn(made);
    const auto services = open(path, folder, today);
    if (!services)
        return passOn(services);
    storage::Transaction transaction((*services)->session());
    const auto ids = AccountLoad(**services, *data, folder).run();
    if (!ids)
        return passOn(ids);
    for (const auto &saved :
         {saveMeters(**services, *data), saveSites(**services, *data, *ids), saveContracts(**services, *data, *ids),
          (*services)->seller().setSetting(u"fixed_today"_s, today.toString(Qt::ISODate)),
          (*services)->seller().setSetting(u"default_user"_s, u"owner"_s),
          (*services)->seller().setSetting(u"figures_on"_s, today.toString(Qt::ISODate))}) {
        if (!saved)
            return saved;
    }
    return transaction.commit();
}

} // namespace accord::bench
