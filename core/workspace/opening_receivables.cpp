// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/opening_receivables.h"

#include "core/ledger/document_entries.h"
#include "core/storage/opening_receivables_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/books.h"
#include "core/workspace/opening_receivables_file.h"
#include "core/workspace/permit.h"
#include "core/workspace/soundness.h"

#include <QtCore/QHash>

namespace accord::workspace {

namespace {

/// Whoever the matrix lets; before there is a controller, whoever sets the company up.
Result<> mayTakeOver(Services &services)
{
    const auto users = services.seller().users();
    if (!users)
        return passOn(users);
    const auto has = [](const storage::User &user, const QString &role) { return user.roles.contains(role); };
    const bool isBeingSetUp = std::ranges::none_of(*users, [&](const auto &one) { return has(one, u"controller"_s); })
                              && std::ranges::any_of(*users, [&](const auto &one) {
                                     return one.name == services.actor() && has(one, u"admin"_s);
                                 });
    return isBeingSetUp ? Result<>() : permit(services, Act::TakeOverReceivables);
}

/// Takes the rows of one file over, in the caller's transaction.
class RowKeeper
{
public:
    RowKeeper(Services &services, const QString &source, const QDate &on)
        : m_services(services)
        , m_books(services)
        , m_source(source)
        , m_on(on)
    { }

    Result<> keep(const OpeningRow &row)
    {
        const auto account = m_services.accounts().findByReference(row.account);
        if (!account)
            return account.error().kind == ErrorKind::NotFound
                       ? report(row, u"account"_s, row.account, u"the number of an account"_s)
                       : passOn(account);
        const billing::OpeningHolder holder{m_services.ids().next<billing::InvoiceId>(),
                                            billing::IssuingEntityId(account->issuingEntity), account->id,
                                            account->name};
        auto invoice = billing::openingInvoice(row.receivable, holder, m_source, m_on);
        if (!invoice)
            return reportRefused(row, invoice.error());
        if (const auto valued = value(*invoice); !valued)
            return valued;
        return store(row, *invoice);
    }

    TakeOver outcome() const
    {
        TakeOver outcome{m_documents, {}, m_findings};
        for (const MoneySum &sum : m_totals)
            outcome.totals.push_back(sum.total().value_or(Money()));
        return outcome;
    }
    const QJsonArray &records() const { return m_records; }

private:
    /// The total in company currency, and what identifies the document.
    Result<> value(billing::Invoice &invoice)
    {
        const auto rate = m_books.rateOn(invoice.bill.currency, m_on);
        if (!rate)
            return passOn(rate);
        const auto company = rate->toBase(invoice.bill.total);
        if (!company)
            return passOn(company);
        invoice.companyTotal = *company;
        invoice.inputs.insert(u"company_currency"_s, rate->base.code());
        invoice.createdBy = m_services.actor();
        invoice.createdAt = invoice.issuedAt = m_services.clock().now();
        invoice.digest = billing::digestOf(invoice);
        return {};
    }

    Result<> store(const OpeningRow &row, const billing::Invoice &invoice)
    {
        const auto origin = billing::takenOverFrom(invoice);
        const auto added = storage::OpeningReceivablesSql(m_services.session())
                               .add(invoice, *origin, m_services.actor(), m_services.clock().now());
        if (!added)
            return passOn(added);
        const auto entry = ledger::entryForOpening(invoice, m_on).and_then([&](const ledger::Entry &one) {
            return m_books.inBase(one, m_on);
        });
        if (!entry)
            return passOn(entry);
        if (const auto posted = m_books.post(*entry); !posted)
            return posted;
        ++m_documents;
        count(invoice.bill.total);
        m_records.append(QJsonObject{{u"id"_s, invoice.id.toString()},
                                     {u"number"_s, invoice.number},
                                     {u"digest"_s, QString::fromLatin1(invoice.digest)},
                                     {u"total"_s, invoice.bill.total.toString()},
                                     {u"currency"_s, invoice.bill.currency.code()},
                                     {u"line"_s, row.line}});
        return {};
    }

    void count(const Money &amount)
    {
        auto sum = std::ranges::find_if(m_totals, [&](const MoneySum &one) {
            return one.total().value_or(Money()).currency() == amount.currency();
        });
        if (sum == m_totals.end())
            sum = m_totals.insert(m_totals.end(), MoneySum(amount.currency()));
        sum->add(amount);
    }

    Result<> report(const OpeningRow &row, const QString &field, const QString &value, const QString &expected)
    {
        m_findings.push_back(bank::found(row.line, u"billing.opening_row"_s, field, value, expected));
        return {};
    }

    Result<> reportRefused(const OpeningRow &row, const Error &error)
    {
        if (error.id == u"billing.opening_amount"_s)
            return report(row, u"open"_s, row.receivable.open.toString(),
                          u"more than zero and at most the total billed, %1"_s.arg(row.receivable.billed.toString()));
        if (error.id == u"billing.opening_dates"_s)
            return report(row, u"issued_on"_s, row.receivable.issuedOn.toString(Qt::ISODate),
                          u"a day up to %1 and not after the due date"_s.arg(m_on.toString(Qt::ISODate)));
        return tl::unexpected(error);
    }

    Services &m_services;
    Books m_books;
    QString m_source;
    QDate m_on;
    int m_documents = 0;
    std::vector<MoneySum> m_totals;
    QJsonArray m_records;
    bank::Findings m_findings;
};

/// Numbers that are twice in the file, or that were given here already.
Result<> checkNumbers(Services &services, const std::vector<OpeningRow> &rows, bank::Findings &findings)
{
    QHash<QString, qint64> seen;
    for (const OpeningRow &row : rows) {
        const QString &number = row.receivable.number;
        if (const auto earlier = seen.constFind(number); earlier != seen.cend())
            findings.push_back(bank::found(row.line, u"billing.opening_row"_s, u"number"_s, number,
                                           u"a number of its own: line %1 has the same"_s.arg(*earlier)));
        seen.insert(number, row.line);
        const auto here = services.invoices().findByReference(number);
        if (here)
            findings.push_back(bank::found(row.line, u"billing.opening_row"_s, u"number"_s, number,
                                           u"a number that is not here yet"_s));
        else if (here.error().kind != ErrorKind::NotFound)
            return passOn(here);
    }
    return {};
}

QJsonObject toJson(const TakeOver &outcome)
{
    QJsonArray totals;
    for (const Money &total : outcome.totals)
        totals.append(QJsonObject{{u"amount"_s, total.toString()}, {u"currency"_s, total.currency().code()}});
    return {{u"documents"_s, outcome.documents}, {u"totals"_s, totals}};
}

Result<TakeOver> fromJson(const QJsonObject &object)
{
    TakeOver outcome{object.value(u"documents"_s).toInt(), {}, {}};
    for (const QJsonValue &value : object.value(u"totals"_s).toArray()) {
        const auto total = Currency::fromCode(value[u"currency"].toString()).and_then([&](const Currency &currency) {
            return Money::parse(value[u"amount"].toString(), currency);
        });
        if (!total)
            return passOn(total);
        outcome.totals.push_back(*total);
    }
    return outcome;
}

Result<TakeOver> keepAll(Services &services, const OpeningFile &file, const QString &source, const QDate &on)
{
    bank::Findings findings = file.findings;
    if (const auto checked = checkNumbers(services, file.rows, findings); !checked)
        return passOn(checked);
    if (!findings.empty())
        return TakeOver{0, {}, findings};
    RowKeeper keeper(services, source, on);
    for (const OpeningRow &row : file.rows) {
        if (const auto kept = keeper.keep(row); !kept)
            return passOn(kept);
    }
    TakeOver outcome = keeper.outcome();
    if (!outcome.findings.empty() || outcome.documents == 0)
        return outcome;
    const auto audited = services.audit(
        u"invoice.take_over"_s, u"invoice"_s, QString(),
        {{u"source"_s, source}, {u"on"_s, on.toString(Qt::ISODate)}, {u"documents"_s, keeper.records()}});
    return audited ? Result<TakeOver>(std::move(outcome)) : passOn(audited);
}

} // namespace

Result<TakeOver> takeOverReceivables(Services &services, const QByteArray &file, const QString &source, const QDate &on,
                                     const std::optional<storage::CommandId> &command, bool isTrial)
{
    if (const auto allowed = mayTakeOver(services); !allowed)
        return passOn(allowed);
    if (auto ready = readyForRun(services); !ready)
        return passOn(ready);
    if (source.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"billing.opening_source"_s);
    const auto read = readOpeningFile(file);
    if (!read)
        return passOn(read);
    CanonicalForm form;
    form.add(QString::fromLatin1(sha256Hex(file))).add(source.trimmed()).add(on.toString(Qt::ISODate));
    const auto request = services.request(command, u"invoice.take_over"_s, form);
    storage::Transaction transaction(services.session());
    const auto earlier = services.commands().outcomeOf(request);
    if (!earlier)
        return passOn(earlier);
    if (*earlier)
        return fromJson(**earlier);
    auto outcome = keepAll(services, *read, source.trimmed(), on);
    if (!outcome)
        return outcome;
    if (isTrial || !outcome->findings.empty()) {
        outcome->documents = outcome->findings.empty() ? outcome->documents : 0;
        return outcome; // the transaction ends without commit: nothing is kept
    }
    if (const auto kept = services.commands().keep(request, toJson(*outcome), services.clock().now()); !kept)
        return passOn(kept);
    return transaction.commit().map([&] { return std::move(*outcome); });
}

} // namespace accord::workspace
