// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/cash_book.h"

#include "core/payments/reference_check.h"
#include "core/storage/payment_agreements_sql.h"
#include "core/storage/payment_files_sql.h"
#include "core/workspace/bank_rows.h"

#include <QtCore/QSet>

#include <algorithm>
#include <map>

namespace accord::workspace {

using payments::Application;
using payments::Decision;
using payments::Match;
using payments::OpenDocument;
using storage::BankEntriesSql;
using storage::BankPayment;
using storage::BankPaymentsSql;
using storage::OpenInvoiceRow;

namespace {

/// An entry that is decided about, and what it is applied as.
struct Decided
{
    std::optional<BankPayment> payment; ///< none: a person left it unapplied
    payments::IncomingPayment incoming;
};

/// By what money that went out names what it takes back.
QSet<QString> referencesOf(const std::vector<payments::IncomingPayment> &moneyOut)
{
    QSet<QString> references;
    for (const payments::IncomingPayment &payment : moneyOut) {
        for (const QString &reference : {payment.endToEndId, payment.traceNumber}) {
            if (payment.amount.isNegative() && !reference.isEmpty())
                references << payments::electronicForm(reference);
        }
    }
    return references;
}

Result<Decided> readDecided(Services &services, const storage::BankEntryId &id)
{
    const auto payment = BankPaymentsSql(services.session()).appliedAs(id);
    const auto entry = BankEntriesSql(services.session()).find(id);
    if (!payment)
        return passOn(payment);
    if (!entry)
        return passOn(entry);
    return Decided{*payment, incomingFrom(*entry)};
}

/// What \a moneyOut may take back. What else was decided stays unread: it grows with the years.
Result<std::vector<Decided>> returnable(Services &services, const std::vector<payments::IncomingPayment> &moneyOut)
{
    const QSet<QString> wanted = referencesOf(moneyOut);
    if (wanted.isEmpty())
        return std::vector<Decided>();
    const auto entries = BankPaymentsSql(services.session()).returnable();
    if (!entries)
        return passOn(entries);
    std::vector<Decided> list;
    for (const storage::ReturnableEntry &entry : *entries) {
        if (!wanted.contains(payments::electronicForm(entry.endToEndId))
            && !wanted.contains(payments::electronicForm(entry.traceNumber)))
            continue;
        auto decided = readDecided(services, entry.id);
        if (!decided)
            return passOn(decided);
        list.push_back(std::move(*decided));
    }
    return list;
}

std::vector<payments::KnownPayer> payersFrom(const std::vector<storage::PayerMark> &marks)
{
    std::vector<payments::KnownPayer> payers;
    for (const storage::PayerMark &mark : marks) {
        if (payers.empty() || payers.back().account != mark.account)
            payers.push_back({mark.account, {}, {}});
        if (!mark.name.isEmpty())
            payers.back().names << mark.name;
        if (!mark.bankAccount.isEmpty())
            payers.back().bankAccounts << mark.bankAccount;
    }
    return payers;
}

/// Which document an application is to: that of what an invoice owes, or that of what it gives back.
using Places = std::map<std::pair<QUuid, bool>, std::uint32_t>;

std::uint32_t placeOf(const storage::BankApplication &application, const Places &places)
{
    return places.at({application.invoice.uuid(), application.amount.isNegative()});
}

/// Makes the documents of the book.
class BookWriter
{
public:
    explicit BookWriter(std::vector<OpenInvoiceRow> rows)
    {
        for (OpenInvoiceRow &row : rows)
            add(std::move(row));
    }

    /// Discounts of what is due now: a part that was given back bears none.
    Result<> addTerms(Services &services)
    {
        storage::PaymentAgreementsSql store(services.session());
        const auto offers = store.offers();
        const auto withholdings = store.withholdings();
        if (!offers)
            return passOn(offers);
        if (!withholdings)
            return passOn(withholdings);
        for (const storage::EarlyPaymentOffer &offer : *offers) {
            OpenDocument *document = owed(offer.invoice);
            if (!document)
                continue;
            const Money due = m_rows[m_places.at({offer.invoice.uuid(), false})].due;
            const auto amount = (Exact(due) * Exact::percent(offer.percent)).toMoney(due.currency());
            if (!amount)
                return passOn(amount);
            if (amount->minor() > 0)
                document->discounts.push_back(
                    {offer.lastDay, Money(std::min(amount->minor(), offer.amount.minor()), due.currency())});
        }
        for (const storage::ExpectedWithholding &one : *withholdings) {
            if (OpenDocument *document = owed(one.invoice))
                document->withholding = one.amount;
        }
        return {};
    }

    /// By which references our own collections of an invoice come.
    Result<> addCollections(Services &services)
    {
        const auto collections = storage::PaymentFilesSql(services.session()).collections();
        if (!collections)
            return passOn(collections);
        for (const auto &[invoice, reference] : *collections) {
            OpenDocument *document = owed(invoice);
            if (document && !document->collectionIds.contains(reference))
                document->collectionIds << reference;
        }
        return {};
    }

    /// What may come back is open at first, and then applied as it was.
    void open(const BankPayment &payment)
    {
        for (const storage::BankApplication &application : payment.applications) {
            Money &open = m_documents[placeOf(application, m_places)].open;
            open = Money(open.minor() + application.amount.minor(), open.currency());
        }
    }

    std::vector<OpenDocument> takeDocuments() { return std::move(m_documents); }
    std::vector<OpenInvoiceRow> takeRows() { return std::move(m_rows); }
    const Places &places() const { return m_places; }

private:
    void add(OpenInvoiceRow row)
    {
        const qint64 due = row.due.minor(), net = row.paid.minor(), used = row.used.minor();
        const auto money = [&](qint64 minor) { return Money(minor, row.due.currency()); };
        const qint64 owed = std::max<qint64>({due + used, net + used, 0});
        const qint64 back = std::max<qint64>(net - due, 0);
        if (owed > 0)
            push(row, row.number, money(owed), money(std::max<qint64>(due - net, 0)), false);
        if (back + used > 0)
            push(row, row.creditNote.isEmpty() ? row.number : row.creditNote, money(-back - used), money(-back), true);
    }

    void push(OpenInvoiceRow row, const QString &number, const Money &total, const Money &open, bool isCredit)
    {
        m_places[{row.id.uuid(), isCredit}] = std::uint32_t(m_documents.size());
        OpenDocument document;
        document.number = row.number = number;
        document.payer = row.payer;
        document.parent = row.parent.value_or(accounts::AccountId());
        document.total = total;
        document.open = open;
        document.due = row.dueOn;
        document.settledOn = row.paidOn;
        document.company = row.company;
        if (!isCredit)
            document.purchaseOrder = row.purchaseOrder;
        document.lateFor = row.lateFor;
        m_documents.push_back(std::move(document));
        m_rows.push_back(std::move(row));
    }

    OpenDocument *owed(const billing::InvoiceId &invoice)
    {
        const auto place = m_places.find({invoice.uuid(), false});
        return place == m_places.end() ? nullptr : &m_documents[place->second];
    }

    std::vector<OpenDocument> m_documents;
    std::vector<OpenInvoiceRow> m_rows;
    Places m_places;
};

Match matchFrom(const BankPayment &payment, const Places &places)
{
    Match match{payment.amount, {}, payment.fee, payment.credit, 0, {}};
    for (const storage::BankApplication &application : payment.applications) {
        match.applications.push_back({placeOf(application, places), application.cash(), application.discount,
                                      application.withheld, application.writtenOff});
        if (!application.certificate.isEmpty())
            match.certificate = application.certificate;
    }
    return match;
}

Decision decisionFrom(const Decided &decided, const Places &places)
{
    Decision decision;
    decision.payment = decided.incoming.id;
    decision.received = decided.incoming.amount;
    decision.returnFee = Money::zero(decided.incoming.amount.currency());
    if (decided.payment) {
        decision.verdict = payments::Verdict::Automatic;
        decision.matches = {matchFrom(*decided.payment, places)};
        decision.payers = {decided.payment->customer};
    }
    return decision;
}

} // namespace

Result<CashBook> readCashBook(Services &services, const std::vector<payments::IncomingPayment> &moneyOut)
{
    BankPaymentsSql store(services.session());
    auto invoices = store.invoices();
    const auto marks = store.payers();
    const auto decided = returnable(services, moneyOut);
    if (!invoices)
        return passOn(invoices);
    if (!marks)
        return passOn(marks);
    if (!decided)
        return passOn(decided);
    BookWriter writer(std::move(*invoices));
    if (const auto added = writer.addTerms(services); !added)
        return passOn(added);
    if (const auto added = writer.addCollections(services); !added)
        return passOn(added);
    for (const Decided &one : *decided) {
        if (one.payment)
            writer.open(*one.payment);
    }
    auto book = payments::MatchBook::make(writer.takeDocuments(), payersFrom(*marks));
    if (!book)
        return passOn(book);
    for (const Decided &one : *decided) {
        const Decision decision = decisionFrom(one, writer.places());
        if (const auto replayed = book->apply(decision, one.incoming); !replayed)
            return passOn(replayed);
    }
    return CashBook{std::move(*book), writer.takeRows()};
}

Result<std::int64_t> writeOffLimit(Services &services)
{
    const auto setting = services.seller().setting(u"write_off_limit_minor"_s, u"0"_s);
    if (!setting)
        return passOn(setting);
    return std::max<std::int64_t>(0, setting->toLongLong());
}

QJsonObject toJson(const Match &match, const CashBook &book)
{
    QJsonArray reasons, applications;
    for (const payments::MatchReason reason : match.reasons)
        reasons.append(payments::toString(reason));
    for (const Application &application : match.applications)
        applications.append(QJsonObject{{u"invoice"_s, book.invoices[application.document].number},
                                        {u"amount"_s, application.settled().toString()},
                                        {u"written_off"_s, application.writtenOff.toString()},
                                        {u"discount"_s, application.discount.toString()},
                                        {u"withheld"_s, application.withheld.toString()}});
    QJsonArray before;
    for (const std::uint32_t place : match.settledBefore)
        before.append(QJsonObject{{u"invoice"_s, book.invoices[place].number},
                                  {u"on"_s, book.book.document(place).settledOn.toString(Qt::ISODate)}});
    return {{u"score"_s, match.score},
            {u"reasons"_s, reasons},
            {u"currency"_s, match.cash.currency().code()},
            {u"fee"_s, match.fee.toString()},
            {u"credit"_s, match.credit.toString()},
            {u"certificate"_s, match.certificate},
            {u"settled_before"_s, before},
            {u"applications"_s, applications}};
}

BankPayment bankPayment(const Match &match, const CashBook &book, const storage::BankEntryRow &entry,
                        const accounts::AccountId &customer, const QUuid &id)
{
    BankPayment payment{id, entry.id, customer, entry.bookedOn, entry.amount, match.fee, match.credit, {}};
    for (const Application &application : match.applications)
        payment.applications.push_back({book.invoices[application.document].id,
                                        book.invoices[application.document].number, application.settled(),
                                        application.writtenOff, application.discount, application.withheld,
                                        application.withheld.isZero() ? QString() : match.certificate});
    return payment;
}

} // namespace accord::workspace
