// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/transaction.h"
#include "core/storage/usage_import_sql.h"
#include "tests/benchmarks/company.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QHash>

namespace accord::bench {

using workspace::Services;

namespace {

Result<> importAll(Services &services, QIODevice &file, const QString &source)
{
    usage::Problems problems;
    const auto report = storage::UsageImportSql(services.session(), services.clock())
                            .import(file, {source, source, u"bench"_s}, problems);
    if (!report)
        return passOn(report);
    if (report->quarantined > 0)
        return fail(ErrorKind::Internal, u"bench.quarantined"_s, {{u"events"_s, report->quarantined}});
    return {};
}

QDate dateOf(const QByteArray &text)
{
    return QDate::fromString(QString::fromLatin1(text), Qt::ISODate);
}

/// Issued invoices of one line each.
class InvoiceLoad
{
public:
    explicit InvoiceLoad(Services &services)
        : m_services(services)
    { }

    Result<> run(const QString &folder)
    {
        const auto entities = m_services.seller().entities();
        const auto all = m_services.accounts().all();
        const auto company = m_services.companyCurrency();
        if (!entities)
            return passOn(entities);
        if (!all)
            return passOn(all);
        if (!company)
            return passOn(company);
        m_entity = entities->front().id;
        m_company = *company;
        for (const accounts::Account &account : *all)
            m_accounts.insert(account.number.toUtf8(), {account, m_services.ids().next<contracts::ContractId>()});
        Result<> stored;
        const auto read = forEachRow(folder, u"invoices_history.csv"_s, [&](const Row &row) {
            if (stored)
                stored = add(row);
        });
        return read ? stored : read;
    }

private:
    struct Customer
    {
        accounts::Account account;
        contracts::ContractId contract;
    };

    Result<> add(const Row &row)
    {
        const Customer &customer = m_accounts[row[2]];
        const Currency currency = Currency::fromCode(QString::fromLatin1(row[5])).value();
        const Money amount = Money::parse(QString::fromLatin1(row[6]), currency).value();
        billing::Invoice invoice;
        invoice.id = m_services.ids().next<billing::InvoiceId>();
        invoice.issuingEntity = m_entity;
        invoice.account = invoice.bill.payer = customer.account.id;
        invoice.accountName = customer.account.name;
        invoice.number = QString::fromLatin1(row[1]);
        invoice.state = billing::InvoiceState::Approved;
        invoice.issueDate = dateOf(row[3]);
        invoice.dueDate = dateOf(row[4]);
        invoice.companyTotal = Money(amount.minor(), m_company);
        invoice.createdBy = m_services.actor();
        invoice.createdAt = invoice.issuedAt = m_services.clock().now();
        invoice.bill.currency = currency;
        invoice.bill.period = Period::monthOf(invoice.issueDate);
        invoice.bill.subtotal = invoice.bill.total = amount;
        invoice.bill.tax = Money::zero(currency);
        invoice.bill.lines.push_back(lineOf(customer, invoice.bill.period, amount));
        invoice.digest = billing::digestOf(invoice);
        auto invoices = m_services.invoices();
        if (const auto added = invoices.add(invoice); !added)
            return added;
        if (const auto issued = invoices.markIssued(invoice); !issued)
            return issued;
        if (row[7].isEmpty() || amount.isZero())
            return {};
        const storage::Payment payment{m_services.ids().next(), customer.account.id, dateOf(row[7]), amount, u"wire"_s,
                                       invoice.number};
        return m_services.ledger().receive(payment, invoice.id, m_services.ids().next<ledger::EntryId>(),
                                           m_services.clock().now());
    }

    billing::BillLine lineOf(const Customer &customer, const Period &period, const Money &amount) const
    {
        billing::BillLine line;
        line.key = {customer.contract, u"plan"_s, {}, period, u"recurring"_s, 0};
        line.description = u"Plan"_s;
        line.entity = customer.account.id;
        line.entityName = customer.account.name;
        line.quantity = 1;
        line.gross = line.net = amount;
        line.discount = line.tax = Money::zero(amount.currency());
        return line;
    }

    Services &m_services;
    billing::IssuingEntityId m_entity;
    Currency m_company;
    QHash<QByteArray, Customer> m_accounts;
};

} // namespace

Result<> addMonthlyUsage(Services &services, const QString &folder)
{
    const auto data = BillingData::read(folder);
    if (!data)
        return passOn(data);
    QByteArray csv = "date,location,meter,quantity\n";
    for (const UsageRow &row : data->usage) {
        const Site &site = data->sites[size_t(row.site)];
        csv += std::max(site.from, periodStart).toString(Qt::ISODate).toLatin1() + ',' + site.code + ',' + row.meter
               + ',' + row.quantity + '\n';
    }
    QBuffer file(&csv);
    file.open(QIODevice::ReadOnly);
    return importAll(services, file, u"usage_monthly"_s);
}

Result<> addHistory(Services &services, const QString &folder)
{
    QFile usage(folder + u"/usage_history.csv"_s);
    if (!usage.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Unavailable, u"file.unreadable"_s, {{u"path"_s, usage.fileName()}}, usage.errorString());
    if (const auto imported = importAll(services, usage, u"usage_history"_s); !imported)
        return imported;
    storage::Transaction transaction(services.session());
    if (const auto stored = InvoiceLoad(services).run(folder); !stored)
        return stored;
    return transaction.commit();
}

} // namespace accord::bench
