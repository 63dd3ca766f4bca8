// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/cash_company.h"

#include "core/ledger/entry.h"
#include "core/storage/transaction.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/books.h"
#include "core/workspace/master_data.h"
#include "core/workspace/workspace.h"

#include <QtCore/QHash>
#include <QtCore/QJsonDocument>
#include <QtCore/QXmlStreamWriter>

namespace accord::bench {

using workspace::Services;

namespace {

QString numberOf(size_t payer)
{
    return u"C-%1"_s.arg(payer, 6, 10, QLatin1Char('0'));
}

QByteArray accountsOf(const MatchingWorld &world)
{
    QJsonArray accounts;
    for (size_t i = 0; i < world.payers.size(); ++i)
        accounts.append(QJsonObject{
            {u"number"_s, numberOf(i)},
            {u"name"_s, world.payers[i].names.front()},
            {u"segment"_s, u"enterprise"_s},
            {u"currency"_s, u"USD"_s},
            {u"address"_s, QJsonObject{{u"city"_s, u"Austin"_s}, {u"region"_s, u"TX"_s}, {u"country"_s, u"US"_s}}}});
    return QJsonDocument(QJsonObject{{u"format"_s, u"accord.accounts/1"_s}, {u"accounts"_s, accounts}}).toJson();
}

/// Issued invoices of one line each, posted as Accord posts them.
class InvoiceLoad
{
public:
    InvoiceLoad(Services &services, const MatchingWorld &world)
        : m_services(services)
        , m_world(world)
        , m_books(services)
    { }

    Result<> run()
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
        QHash<QString, accounts::Account> byNumber;
        for (const accounts::Account &account : *all)
            byNumber.insert(account.number, account);
        for (size_t i = 0; i < m_world.payers.size(); ++i)
            m_accounts.insert(m_world.payers[i].account.uuid(), byNumber.value(numberOf(i)));
        for (const payments::OpenDocument &document : m_world.documents) {
            if (const auto added = add(document); !added)
                return added;
        }
        return {};
    }

private:
    Result<> add(const payments::OpenDocument &document)
    {
        const accounts::Account &account = m_accounts[document.payer.uuid()];
        billing::Invoice invoice;
        invoice.id = m_services.ids().next<billing::InvoiceId>();
        invoice.issuingEntity = m_entity;
        invoice.account = invoice.bill.payer = account.id;
        invoice.accountName = account.name;
        invoice.number = document.number;
        invoice.state = billing::InvoiceState::Approved;
        invoice.dueDate = document.due;
        invoice.issueDate = document.due.addDays(-30);
        invoice.companyTotal = Money(document.open.minor(), m_company);
        invoice.createdBy = m_services.actor();
        invoice.createdAt = invoice.issuedAt = m_services.clock().now();
        invoice.bill.currency = document.open.currency();
        invoice.bill.period = Period::monthOf(invoice.issueDate);
        invoice.bill.subtotal = invoice.bill.total = document.open;
        invoice.bill.tax = Money::zero(document.open.currency());
        invoice.bill.lines.push_back(lineOf(account, invoice.bill.period, document.open));
        invoice.digest = billing::digestOf(invoice);
        auto invoices = m_services.invoices();
        if (const auto added = invoices.add(invoice); !added)
            return added;
        if (const auto issued = invoices.markIssued(invoice); !issued)
            return issued;
        return post(invoice);
    }

    Result<> post(const billing::Invoice &invoice)
    {
        const auto entry = ledger::entryForInvoice(invoice).and_then(
            [&](const ledger::Entry &one) { return m_books.inBase(one, invoice.issueDate); });
        return entry ? m_books.post(*entry) : passOn(entry);
    }

    billing::BillLine lineOf(const accounts::Account &account, const Period &period, const Money &amount)
    {
        billing::BillLine line;
        line.key = {m_services.ids().next<contracts::ContractId>(), u"plan"_s, {}, period, u"recurring"_s, 0};
        line.description = u"Plan"_s;
        line.entity = account.id;
        line.entityName = account.name;
        line.quantity = 1;
        line.gross = line.net = amount;
        line.discount = line.tax = Money::zero(amount.currency());
        return line;
    }

    Services &m_services;
    const MatchingWorld &m_world;
    workspace::Books m_books;
    billing::IssuingEntityId m_entity;
    Currency m_company;
    QHash<QUuid, accounts::Account> m_accounts;
};

/// Writes one statement of a bank.
class CamtWriter
{
public:
    explicit CamtWriter(QByteArray &bytes)
        : m_xml(&bytes)
    {
        m_xml.writeStartDocument();
        m_xml.writeStartElement(u"Document"_s);
        m_xml.writeDefaultNamespace(u"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"_s);
        m_xml.writeStartElement(u"BkToCstmrStmt"_s);
        in(u"GrpHdr"_s, [&] {
            m_xml.writeTextElement(u"MsgId"_s, u"CASH"_s);
            m_xml.writeTextElement(u"CreDtTm"_s, u"2026-06-30T06:00:00"_s);
        });
    }
    ~CamtWriter() { m_xml.writeEndDocument(); }
    Q_DISABLE_COPY_MOVE(CamtWriter)

    void statement(const MatchingWorld &world, const Currency &currency)
    {
        in(u"Stmt"_s, [&] {
            m_xml.writeTextElement(u"Id"_s, u"ST-"_s + currency.code());
            m_xml.writeTextElement(u"CreDtTm"_s, u"2026-06-30T06:00:00"_s);
            in(u"Acct"_s, [&] {
                in(u"Id"_s, [&] { m_xml.writeTextElement(u"IBAN"_s, u"DE89370400440532013000"_s); });
                m_xml.writeTextElement(u"Ccy"_s, currency.code());
            });
            for (const payments::IncomingPayment &payment : world.payments) {
                if (payment.amount.currency() == currency && payment.amount.minor() > 0)
                    entry(payment);
            }
        });
    }

private:
    template<typename Content> void in(const QString &element, Content content)
    {
        m_xml.writeStartElement(element);
        content();
        m_xml.writeEndElement();
    }

    void entry(const payments::IncomingPayment &payment)
    {
        in(u"Ntry"_s, [&] {
            m_xml.writeTextElement(u"NtryRef"_s, payment.id);
            m_xml.writeStartElement(u"Amt"_s);
            m_xml.writeAttribute(u"Ccy"_s, payment.amount.currency().code());
            m_xml.writeCharacters(payment.amount.toString());
            m_xml.writeEndElement();
            m_xml.writeTextElement(u"CdtDbtInd"_s, u"CRDT"_s);
            in(u"Sts"_s, [&] { m_xml.writeTextElement(u"Cd"_s, u"BOOK"_s); });
            for (const QString &day : {u"BookgDt"_s, u"ValDt"_s})
                in(day, [&] { m_xml.writeTextElement(u"Dt"_s, payment.valueDate.toString(Qt::ISODate)); });
            m_xml.writeTextElement(u"AcctSvcrRef"_s, payment.id);
            in(u"BkTxCd"_s, [&] { in(u"Prtry"_s, [&] { m_xml.writeTextElement(u"Cd"_s, u"NTRF"_s); }); });
            in(u"NtryDtls"_s, [&] { in(u"TxDtls"_s, [&] { details(payment); }); });
        });
    }

    void details(const payments::IncomingPayment &payment)
    {
        in(u"Refs"_s, [&] { m_xml.writeTextElement(u"EndToEndId"_s, payment.endToEndId); });
        in(u"RltdPties"_s,
           [&] { in(u"Dbtr"_s, [&] { in(u"Pty"_s, [&] { m_xml.writeTextElement(u"Nm"_s, payment.payerName); }); }); });
        in(u"RmtInf"_s, [&] {
            for (const QString &text : payment.texts)
                m_xml.writeTextElement(u"Ustrd"_s, text);
        });
    }

    QXmlStreamWriter m_xml;
};

/// \param ids  which identifiers are given: others for each time that the workspace is opened
Result<std::unique_ptr<Services>> opened(const QString &path, quint32 ids)
{
    auto session = storage::openCheckedWorkspace(path, storage::Access::ReadWrite);
    auto reference = workspace::ReferenceData::load();
    if (!session)
        return passOn(session);
    if (!reference)
        return passOn(reference);
    const auto clock = std::make_shared<const FixedClock>(cashDay);
    return std::make_unique<Services>(std::move(*session), clock, std::make_shared<IdSource>(*clock, ids),
                                      std::move(*reference), u"owner"_s);
}

} // namespace

Result<std::unique_ptr<Services>> openCash(const QString &path)
{
    return opened(path, 9);
}

Result<> makeCashCompany(const QString &path, const MatchingWorld &world)
{
    const auto made = workspace::Workspace::create(path, u"Accord Demo Seller Inc."_s,
                                                   Currency::fromCode(u"USD"_s).value(), u"US"_s);
    if (!made)
        return passOn(made);
    auto services = opened(path, 8);
    if (!services)
        return passOn(services);
    if (const auto imported = workspace::MasterData(**services).importAccounts(accountsOf(world)); !imported)
        return passOn(imported);
    storage::Transaction transaction((*services)->session());
    if (const auto stored = InvoiceLoad(**services, world).run(); !stored)
        return stored;
    return transaction.commit();
}

QByteArray camtOf(const MatchingWorld &world)
{
    QByteArray bytes;
    CamtWriter writer(bytes);
    for (const QString &code : {u"USD"_s, u"EUR"_s})
        writer.statement(world, Currency::fromCode(code).value());
    return bytes;
}

} // namespace accord::bench
