// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of receivables, matching, orders and the ledger for every input, with thousands of random ones. A
// failure prints the line that repeats it (RC_PARAMS="reproduce=…").
#include "tests/support/contracts.h"

#include "core/billing/late_charge.h"
#include "core/ledger/chart.h"
#include "core/ledger/closing.h"
#include "core/ledger/document_entries.h"
#include "core/ledger/receipt_entries.h"
#include "core/ledger/revaluation.h"
#include "core/payments/combination.h"
#include "core/payments/matching.h"
#include "core/purchasing/order_split.h"
#include "core/receivables/ageing.h"

#include <QtTest/QTest>
#include <numeric>
#include <rapidcheck.h>

using namespace accord;
using namespace accord::testing;

namespace {

const QDate firstDay(2026, 1, 1);

std::int64_t between(std::int64_t low, std::int64_t high)
{
    return *rc::gen::inRange<std::int64_t>(low, high + 1);
}

Money dollars(std::int64_t minor)
{
    return Money(minor, currency(u"USD"_s));
}

Money euros(std::int64_t minor)
{
    return Money(minor, currency(u"EUR"_s));
}

accounts::AccountId account(std::int64_t number)
{
    return accounts::AccountId(QUuid(uint(number), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
}

// ---- matching

struct Cash
{
    std::vector<payments::OpenDocument> documents;
    std::vector<payments::KnownPayer> payers;
    std::vector<payments::IncomingPayment> payments;
};

payments::OpenDocument anyDocument(size_t place)
{
    const bool isCreditNote = between(0, 7) == 0;
    const std::int64_t total = between(1, 4) * 100 * (isCreditNote ? -1 : 1) + between(0, 1);
    payments::OpenDocument document{
        u"%1-2026-%2"_s.arg(isCreditNote ? u"CN"_s : u"INV"_s).arg(place, 6, 10, QChar(u'0')),
        account(between(1, 3)),
        {},
        dollars(total),
        dollars(total),
        firstDay.addDays(between(0, 60))};
    if (between(0, 3) == 0)
        document.discounts = {{firstDay.addDays(between(0, 90)), dollars(1)}};
    if (between(0, 5) == 0)
        document.withholding = dollars(1);
    if (between(0, 3) == 0)
        document.collectionIds = {u"E2E-%1"_s.arg(place)};
    return document;
}

/// A payment that names one to three documents, mostly by what is open of them.
payments::IncomingPayment anyPayment(const std::vector<payments::OpenDocument> &documents, size_t place)
{
    payments::IncomingPayment payment;
    payment.id = u"bank-%1"_s.arg(place);
    payment.bookedOn = payment.valueDate = firstDay.addDays(between(0, 90));
    std::int64_t sum = 0;
    const auto named = between(0, 3);
    for (std::int64_t i = 0; i < named; ++i) {
        const auto &document = documents[size_t(between(0, std::int64_t(documents.size()) - 1))];
        payment.texts += document.number;
        sum += document.open.minor();
        if (i == 0 && !document.collectionIds.isEmpty() && between(0, 1) == 0)
            payment.endToEndId = document.collectionIds.front();
    }
    payment.amount = dollars(std::max<std::int64_t>(sum + (between(0, 2) == 0 ? between(-150, 150) : 0), 1));
    if (between(0, 3) == 0)
        payment.charges = dollars(between(0, 5));
    if (between(0, 1) == 0)
        payment.payerName = u"Payer %1"_s.arg(between(1, 4));
    if (payment.endToEndId.isEmpty())
        payment.endToEndId = u"OWN-%1"_s.arg(place);
    return payment;
}

Cash anyCash()
{
    Cash cash;
    const auto documents = between(1, 10), payments = between(1, 12);
    for (std::int64_t i = 0; i < documents; ++i)
        cash.documents.push_back(anyDocument(size_t(i)));
    for (std::int64_t i = 1; i <= 3; ++i)
        cash.payers.push_back({account(i), {u"Payer %1"_s.arg(i)}, {}});
    for (std::int64_t i = 0; i < payments; ++i) {
        cash.payments.push_back(anyPayment(cash.documents, size_t(i)));
        if (between(0, 4) != 0)
            continue;
        auto back = cash.payments.back(); // and comes back later
        back.id += u"-return"_s;
        back.amount = back.amount.negated();
        back.charges.reset();
        back.valueDate = back.bookedOn = firstDay.addDays(between(91, 120));
        cash.payments.push_back(back);
    }
    return cash;
}

payments::MatchBook bookOf(const Cash &cash)
{
    return payments::MatchBook::make(cash.documents, cash.payers).value();
}

payments::MatchPolicy anyPolicy()
{
    return {between(0, 3)};
}

std::vector<Money> openAmounts(const payments::MatchBook &book)
{
    std::vector<Money> open;
    for (const auto &document : book.documents())
        open.push_back(document.open);
    return open;
}

/// By payment, so that the order of the answers does not matter.
std::map<QString, payments::Decision> byPayment(const std::vector<payments::Decision> &decisions)
{
    std::map<QString, payments::Decision> map;
    for (const auto &decision : decisions)
        map.emplace(decision.payment, decision);
    return map;
}

// ---- ledger

/// Documents in euros and books in dollars, changed by random acts; what is expected is kept beside the entries.
class Books
{
public:
    void act()
    {
        switch (between(0, 8)) {
        case 0:
        case 1:
            return issue();
        case 2:
        case 3:
            return pay();
        case 4:
            return creditOrWriteOff();
        case 5:
            return takeBack();
        case 6:
            return chargeLate();
        case 7:
            return waive();
        default:
            return refund();
        }
    }

    void checkAll() const
    {
        MoneySum owed(currency(u"EUR"_s)), carried(currency(u"USD"_s)), own(currency(u"USD"_s));
        for (const Document &document : m_documents) {
            RC_ASSERT(document.open.minor() >= 0 && document.open.minor() <= document.total.minor());
            RC_ASSERT(!document.open.isZero() || document.carrying.isZero());
            owed.add(document.open);
            carried.add(document.carrying);
        }
        owed.subtract(m_credit);
        carried.subtract(m_creditCarrying);
        RC_ASSERT(ledger::balanceOf(account(1), m_entries, currency(u"EUR"_s)).value() == owed.total().value());
        const auto balance = ledger::trialBalance(m_entries, firstDay.addDays(10'000)).value();
        std::map<QString, std::int64_t> sums;
        std::int64_t base = 0, clearing = 0;
        for (const auto &row : balance.rows) {
            RC_ASSERT(row.debit.minor() - row.credit.minor() == row.balance.minor());
            sums[row.currency.code()] += row.balance.minor();
            base += row.base.minor();
            if (row.account == ledger::chart::receivable)
                own.add(row.base);
            if (row.account == ledger::chart::exchangeClearing)
                clearing += row.base.minor();
        }
        for (const auto &[code, sum] : sums)
            RC_ASSERT(sum == 0);
        RC_ASSERT(base == 0 && clearing == 0);
        std::int64_t charged = 0;
        for (const auto &row : balance.rows)
            charged += row.account == ledger::chart::lateCharges ? row.balance.minor() : 0;
        RC_ASSERT(charged == m_waived - m_charged);
        RC_ASSERT(own.total().value() == carried.total().value());
    }

    void checkClose() const
    {
        const QDate last = firstDay.addDays(10'000);
        auto entries = m_entries;
        entries.push_back(ledger::entryForPeriodClose(m_entries, last, {}).value());
        const auto balance = ledger::trialBalance(entries, last).value();
        for (const auto &row : balance.rows)
            RC_ASSERT(!ledger::chart::isOfResult(row.account) || (row.balance.isZero() && row.base.isZero()));
    }

private:
    struct Document
    {
        Money total;
        Money open;
        Money carrying; ///< of what is open
        std::optional<billing::Invoice> lateCharge = {}; ///< that it is; none: another document
        std::int64_t waived = 0; ///< of a late charge
    };
    struct Receipt
    {
        ledger::Entry entry;
        std::vector<Document> documents; ///< before it
        Money credit;
        Money creditCarrying;
    };

    ledger::BookRate anyRate() const { return {currency(u"USD"_s), Exact::ratio(between(80, 130), 100)}; }

    void post(const Result<ledger::Entry> &entry)
    {
        RC_ASSERT(entry.has_value());
        RC_ASSERT(ledger::checkBalanced(*entry).has_value());
        m_entries.push_back(*entry);
    }

    static Money carriedBy(const ledger::Entry &entry)
    {
        MoneySum sum(currency(u"USD"_s));
        for (const auto &posting : entry.postings) {
            if (posting.account == ledger::chart::receivable)
                sum.add(posting.base);
        }
        return sum.total().value();
    }

    void issue()
    {
        billing::Invoice invoice;
        invoice.account = account(1);
        invoice.issueDate = firstDay;
        invoice.bill.currency = currency(u"EUR"_s);
        const std::int64_t advance = between(0, 5'000), arrears = between(0, 5'000), tax = between(1, 1'900);
        for (const auto &[net, inAdvance] : {std::pair(advance, true), std::pair(arrears, false)}) {
            billing::BillLine line;
            line.net = euros(net);
            line.inAdvance = inAdvance;
            invoice.bill.lines.push_back(line);
        }
        tax::Component component;
        component.jurisdiction = u"DE"_s;
        invoice.bill.taxGroups = {{component, euros(advance + arrears), euros(tax)}};
        invoice.bill.total = euros(advance + arrears + tax);
        const auto entry = ledger::entryForInvoice(invoice, anyRate());
        post(entry);
        m_documents.push_back({invoice.bill.total, invoice.bill.total, carriedBy(*entry)});
        m_receipts.clear(); // an older receipt can no longer be told by what was before it
    }

    void chargeLate()
    {
        billing::Invoice invoice;
        invoice.account = account(1);
        invoice.issueDate = firstDay;
        const std::int64_t interest = between(0, 900), fee = interest == 0 ? 4'000 : between(0, 1) * 4'000;
        invoice.bill
            = billing::lateChargeBill(
                  {{}, {}, account(1), {}, firstDay.addDays(-between(1, 90)), firstDay, euros(interest), euros(fee)})
                  .value();
        const auto entry = ledger::entryForInvoice(invoice, anyRate());
        post(entry);
        m_charged += interest + fee;
        m_documents.push_back({invoice.bill.total, invoice.bill.total, carriedBy(*entry), invoice});
        m_receipts.clear();
    }

    /// Gives back of the first late charge what is open of it, or a part of that.
    void waive()
    {
        for (Document &document : m_documents) {
            if (!document.lateCharge || document.open.isZero())
                continue;
            const std::int64_t amount = between(1, document.open.minor());
            const Money carrying = ledger::carryingOf(euros(amount), document.open, document.carrying).value();
            if (carrying.isZero())
                return;
            const ledger::BookRate rate{currency(u"USD"_s), Exact(carrying) / Exact(euros(amount))};
            // Over its lines, from the first on.
            billing::CreditNote note;
            note.account = account(1);
            note.issueDate = firstDay;
            note.currency = currency(u"EUR"_s);
            note.total = euros(amount);
            std::int64_t left = amount, passed = document.waived;
            const auto &lines = document.lateCharge->bill.lines;
            for (size_t i = 0; i < lines.size(); ++i) {
                const std::int64_t before = std::min(passed, lines[i].net.minor());
                const std::int64_t part = std::min(left, lines[i].net.minor() - before);
                passed -= before;
                left -= part;
                if (part > 0)
                    note.lines.push_back({int(i + 1), {}, euros(part), {}, euros(0), euros(before), {}});
            }
            post(ledger::withBase(ledger::entryForCreditNote(note, *document.lateCharge).value(), rate));
            document.waived += amount;
            m_waived += amount;
            document.open = euros(document.open.minor() - amount);
            document.carrying = document.carrying.minus(carrying).value();
            m_receipts.clear();
            return;
        }
    }

    /// Cash for the open documents in turn, with a discount, fee or credit now and then.
    void pay()
    {
        Receipt receipt{{}, m_documents, m_credit, m_creditCarrying};
        const bool isInDollars = between(0, 2) == 0;
        const std::int64_t fee = between(0, 2) == 0 ? between(1, 20) : 0,
                           credit = between(0, 2) == 0 ? between(1, 500) : 0;
        ledger::ReceiptPosting posting{{}, firstDay, {}, anyRate(), {}, euros(fee), euros(credit), account(1)};
        std::int64_t cash = credit - fee;
        for (Document &document : m_documents) {
            if (document.open.isZero() || between(0, 1) == 0)
                continue;
            const std::int64_t settled = between(1, document.open.minor());
            const std::int64_t discount = between(0, 2) == 0 ? between(0, settled - 1) : 0;
            const std::int64_t written = between(0, std::min<std::int64_t>(settled - discount - 1, 2));
            const Money carrying = ledger::carryingOf(euros(settled), document.open, document.carrying).value();
            ledger::ReceiptApplication application{
                account(1), euros(settled - discount - written), {}, {}, euros(written), carrying};
            if (discount > 0)
                application.discount = payments::DiscountTaken{euros(discount), euros(discount), {}, euros(0)};
            posting.applications.push_back(application);
            cash += settled - discount - written;
            document.open = euros(document.open.minor() - settled);
            document.carrying = document.carrying.minus(carrying).value();
        }
        if (cash <= 0) {
            m_documents = receipt.documents;
            return;
        }
        posting.received
            = isInDollars ? dollars(std::max<std::int64_t>(cash * between(80, 130) / 100, 1)) : euros(cash);
        if (isInDollars)
            posting.rate.rate = Exact(1);
        const auto entry = ledger::entryForReceipt(posting);
        post(entry);
        m_credit = euros(m_credit.minor() + credit);
        std::int64_t relieved = 0;
        for (const auto &application : posting.applications)
            relieved += application.carrying.minor();
        m_creditCarrying = dollars(m_creditCarrying.minor() - carriedBy(*entry).minor() - relieved);
        receipt.entry = *entry;
        m_receipts = {receipt};
    }

    void creditOrWriteOff()
    {
        for (Document &document : m_documents) {
            if (document.open.isZero())
                continue;
            const std::int64_t amount = between(1, document.open.minor()), tax = between(0, amount - 1);
            // The books carry it at one rate: what is settled is relieved at that.
            const Money carrying = ledger::carryingOf(euros(amount), document.open, document.carrying).value();
            if (carrying.isZero())
                return;
            const ledger::BookRate rate{currency(u"USD"_s), Exact(carrying) / Exact(euros(amount))};
            const tax::TaxGroup group{tax::Component{}, euros(0), euros(tax)};
            if (between(0, 1) == 0)
                post(ledger::entryForCreditNote({{}, account(1), firstDay, euros(amount - tax), euros(0), {group}},
                                                rate));
            else
                post(ledger::entryForWriteOff({{}, account(1), firstDay, euros(amount), {group}}, rate));
            document.open = euros(document.open.minor() - amount);
            document.carrying = document.carrying.minus(carrying).value();
            m_receipts.clear();
            return;
        }
    }

    void takeBack()
    {
        if (m_receipts.empty())
            return;
        const Receipt receipt = m_receipts.back();
        const bool isFree = between(0, 1) == 0;
        post(ledger::entryForReturn(receipt.entry, firstDay, dollars(isFree ? 0 : between(1, 20)),
                                    {currency(u"USD"_s)}));
        m_documents = receipt.documents;
        m_credit = receipt.credit;
        m_creditCarrying = receipt.creditCarrying;
        m_receipts.clear();
    }

    void refund()
    {
        if (m_credit.isZero())
            return;
        const Money amount = euros(between(1, m_credit.minor()));
        const Money carrying = ledger::carryingOf(amount, m_credit, m_creditCarrying).value();
        post(ledger::entryForRefund({}, account(1), amount, carrying, firstDay, anyRate()));
        m_credit = m_credit.minus(amount).value();
        m_creditCarrying = m_creditCarrying.minus(carrying).value();
        m_receipts.clear();
    }

    std::vector<Document> m_documents;
    std::vector<ledger::Entry> m_entries;
    std::vector<Receipt> m_receipts; ///< the last one, as long as nothing followed it
    std::int64_t m_charged = 0;
    std::int64_t m_waived = 0;
    Money m_credit = euros(0); ///< on account
    Money m_creditCarrying = dollars(0);
};

// ---- dimensions

/// A bill of a few lines with two codes and three cost centres, now and then split by shares.
billing::Invoice anyAnalysed()
{
    billing::Invoice invoice;
    invoice.account = account(1);
    invoice.issueDate = firstDay;
    invoice.bill.currency = currency(u"EUR"_s);
    std::int64_t total = 0;
    const std::int64_t count = between(1, 6);
    for (std::int64_t i = 0; i < count; ++i) {
        billing::BillLine line;
        line.net = euros(between(1, 20'000));
        line.tax = euros(0);
        line.ledgerAccount = *rc::gen::element(QString(), u"4010"_s, u"4020"_s);
        line.costCentre = *rc::gen::element(QString(), u"North"_s, u"South"_s, u"West"_s);
        line.inAdvance = between(0, 1) == 0;
        line.key.period = {firstDay, firstDay.addDays(between(1, 365))};
        total += line.net.minor();
        invoice.bill.lines.push_back(line);
    }
    invoice.bill.total = euros(total);
    if (between(0, 1) == 0) {
        const std::int64_t part = between(0, total);
        invoice.bill.allocations = {{account(1), {}, u"A"_s, {}, euros(part), {}, euros(0), false},
                                    {account(2), {}, u"B"_s, {}, euros(total - part), {}, euros(0), false}};
    }
    return invoice;
}

using AccountSums = std::map<std::pair<QString, ledger::Dimensions>, std::int64_t>;

void addTo(AccountSums &sums, const ledger::Entry &entry)
{
    for (const auto &posting : entry.postings)
        sums[{posting.account, posting.dimensions}] += posting.amount.minor();
}

// ---- revaluation

ledger::ForeignBalance anyBalance(std::int64_t place)
{
    ledger::ForeignBalance balance;
    balance.account = *rc::gen::element(u"receivable"_s, u"cash"_s, u"unapplied_cash"_s, u"withheld_tax"_s,
                                        u"tax_payable/DE"_s, u"tax_payable/FR"_s);
    if (balance.account == ledger::chart::receivable)
        balance.customer = account(place);
    const std::int64_t minor = between(-100'000, 100'000);
    balance.open = between(0, 1) == 0 ? euros(minor) : Money(minor, currency(u"GBP"_s));
    balance.carrying = dollars(minor * between(80, 130) / 100);
    return balance;
}

} // namespace

class TestReceivableProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void creditsOfAllOfAnInvoiceLeaveNothingOnAnyCode()
    {
        QVERIFY(rc::check("an invoice and credit notes of its lines in any parts: nothing is left by code and cost "
                          "centre",
                          [] {
                              const auto invoice = anyAnalysed();
                              AccountSums sums;
                              addTo(sums, ledger::entryForInvoice(invoice).value());
                              for (size_t i = 0; i < invoice.bill.lines.size(); ++i) {
                                  std::int64_t before = 0;
                                  const std::int64_t net = invoice.bill.lines[i].net.minor();
                                  while (before < net) {
                                      const std::int64_t now = between(1, net - before);
                                      billing::CreditNote note;
                                      note.account = invoice.account;
                                      note.currency = invoice.bill.currency;
                                      note.total = note.net = euros(now);
                                      note.lines = {{int(i) + 1, {}, euros(now), {}, {}, euros(before), {}}};
                                      const auto entry = ledger::entryForCreditNote(note, invoice);
                                      RC_ASSERT(entry.has_value());
                                      const ledger::BookRate rate{currency(u"USD"_s), Exact::ratio(110, 100)};
                                      RC_ASSERT(ledger::checkBalanced(ledger::withBase(*entry, rate).value()));
                                      addTo(sums, *entry);
                                      before += now;
                                  }
                              }
                              for (const auto &[key, sum] : sums) {
                                  const bool isIncome = key.first != ledger::chart::receivable;
                                  RC_ASSERT(!isIncome || sum == 0);
                              }
                          }));
    }
    void whatIsServedAndWhatIsNotIsAllThatWasDeferred()
    {
        QVERIFY(rc::check("recognition by code: each line once, all of it in the end, the sum as without codes", [] {
            const auto invoice = anyAnalysed();
            const auto posted = ledger::entryForInvoice(invoice).value();
            const QDate through = firstDay.addDays(between(0, 400));
            std::vector<ledger::DeferredBalance> balances;
            std::int64_t deferred = 0, unserved = 0;
            for (const auto &posting : posted.postings) {
                if (posting.account != ledger::chart::deferredRevenue)
                    continue;
                const Money open = posting.amount.negated();
                balances.push_back({invoice.id.uuid(), invoice.account, open, {}, {}, posting.dimensions});
                deferred += open.minor();
            }
            std::vector<ledger::DimensionPart> lines;
            for (const auto &line : invoice.bill.lines) {
                if (!line.inAdvance)
                    continue;
                const Money served = ledger::servedPart(line.net, line.key.period, through).value();
                lines.push_back({{line.ledgerAccount, line.costCentre}, line.net.minus(served).value()});
                unserved += lines.back().amount.minor();
            }
            RC_ASSERT(ledger::setUnserved(balances, lines).has_value());
            std::int64_t dealt = 0;
            for (const auto &balance : balances)
                dealt += balance.unserved.minor();
            RC_ASSERT(dealt == (balances.empty() ? 0 : unserved));
            const auto entry = ledger::entryForServedPeriod(balances, through, {}).value();
            std::int64_t recognised = 0;
            std::map<ledger::Dimensions, std::int64_t> sums;
            for (const auto &posting : entry.postings) {
                sums[posting.dimensions] += posting.amount.minor();
                if (posting.account == ledger::chart::revenue)
                    recognised -= posting.amount.minor();
            }
            RC_ASSERT(recognised == deferred - dealt);
            for (const auto &[dimensions, sum] : sums)
                RC_ASSERT(sum == 0);
        }));
    }
    void revaluationBringsEveryItemToItsClosingRate()
    {
        QVERIFY(rc::check("carrying amount and what stands beside it are what the item is worth, then nothing is", [] {
            std::vector<ledger::ForeignBalance> balances;
            const std::int64_t count = between(0, 8);
            for (std::int64_t i = 1; i <= count; ++i)
                balances.push_back(anyBalance(i));
            const QHash<QString, Exact> closing{{u"EUR"_s, Exact::ratio(between(80, 130), 100)},
                                                {u"GBP"_s, Exact::ratio(between(80, 160), 100)}};
            const Currency base = currency(u"USD"_s);
            const auto done = ledger::revalue(balances, closing, base, firstDay, {}).value();
            RC_ASSERT(ledger::checkBalanced(done.atClose).has_value());
            std::map<QString, std::int64_t> worth, carried, beside;
            std::int64_t gain = 0;
            for (const auto &balance : balances) {
                const auto rate = closing.value(balance.open.currency().code());
                const QString contra = ledger::chart::revaluationOf(balance.account);
                worth[contra] += ledger::BookRate{base, rate}.toBase(balance.open)->minor();
                carried[contra] += balance.carrying.minor();
            }
            for (const auto &posting : done.atClose.postings) {
                if (posting.account == ledger::chart::unrealisedExchange)
                    gain -= posting.base.minor();
                else
                    beside[posting.account] += posting.base.minor();
            }
            for (const auto &[contra, minor] : worth)
                RC_ASSERT(carried[contra] + beside[contra] == minor);
            RC_ASSERT(gain == done.difference.minor());
            std::int64_t listed = 0;
            for (const auto &one : done.accounts)
                listed += one.difference.minor();
            RC_ASSERT(listed == gain);
            for (size_t i = 0; i < done.reversal.postings.size(); ++i)
                RC_ASSERT(done.reversal.postings[i].base == done.atClose.postings[i].base.negated());
        }));
    }
    void booksStayBalancedThroughAnySequence()
    {
        QVERIFY(rc::check("issue, pay, credit, charge late, waive, write off, return, refund: balanced, and balances "
                          "are the open amounts",
                          [] {
                              Books books;
                              const auto acts = between(1, 25);
                              for (std::int64_t i = 0; i < acts; ++i)
                                  books.act();
                              books.checkAll();
                              books.checkClose();
                          }));
    }

    void cashIsAccountedForToTheCent()
    {
        QVERIFY(rc::check("Σ applications + credit = cash + fee, for every match that is proposed or made", [] {
            const Cash cash = anyCash();
            auto book = bookOf(cash);
            const auto decisions = payments::matchAll(book, cash.payments, anyPolicy()).value();
            for (const auto &decision : decisions) {
                for (const auto &match : decision.matches) {
                    std::int64_t parts = match.credit.minor();
                    for (const auto &application : match.applications)
                        parts += application.cash.minor();
                    RC_ASSERT(parts == match.cash.minor() + match.fee.minor());
                    RC_ASSERT(!match.credit.isNegative() && !match.fee.isNegative());
                    RC_ASSERT(match.cash == decision.received);
                }
                RC_ASSERT(decision.verdict != payments::Verdict::Automatic || decision.matches.size() == 1);
            }
        }));
    }

    void noDocumentIsOverApplied()
    {
        QVERIFY(rc::check("what is open lies between nothing and the total, and falls by what was applied", [] {
            const Cash cash = anyCash();
            auto book = bookOf(cash);
            const auto decisions = payments::matchAll(book, cash.payments, anyPolicy()).value();
            std::map<QString, payments::Decision> standing = byPayment(decisions);
            for (const auto &decision : decisions) {
                if (decision.verdict == payments::Verdict::Returned)
                    standing.erase(decision.returned);
            }
            std::vector<std::int64_t> left;
            for (const auto &document : cash.documents)
                left.push_back(document.open.minor());
            for (const auto &[id, decision] : standing) {
                if (decision.verdict != payments::Verdict::Automatic)
                    continue;
                for (const auto &application : decision.matches.front().applications)
                    left[application.document] -= application.settled().minor();
            }
            for (size_t i = 0; i < left.size(); ++i) {
                const std::int64_t total = cash.documents[i].total.minor(),
                                   open = book.document(std::uint32_t(i)).open.minor();
                RC_ASSERT(open == left[i]);
                RC_ASSERT((total < 0 ? open <= 0 && open >= total : open >= 0 && open <= total));
            }
        }));
    }

    void undoRestoresTheState()
    {
        QVERIFY(rc::check("an import that is undone has left nothing, and happens again alike", [] {
            const Cash cash = anyCash();
            const auto policy = anyPolicy();
            auto book = bookOf(cash);
            const auto before = openAmounts(book);
            const auto decisions = payments::matchAll(book, cash.payments, policy).value();
            const auto after = openAmounts(book);
            RC_ASSERT(book.mark() > 0);
            RC_ASSERT(book.undoSince(0).has_value());
            RC_ASSERT(openAmounts(book) == before);
            RC_ASSERT(payments::matchAll(book, cash.payments, policy).value() == decisions);
            RC_ASSERT(openAmounts(book) == after);
        }));
    }

    void theOrderOfPaymentsChangesNothing()
    {
        QVERIFY(rc::check("a permutation of the payments gives the same decisions and the same open amounts", [] {
            Cash cash = anyCash();
            const auto policy = anyPolicy();
            auto book = bookOf(cash), other = bookOf(cash);
            const auto decisions = payments::matchAll(book, cash.payments, policy).value();
            const auto turn = between(0, std::int64_t(cash.payments.size()) - 1);
            std::rotate(cash.payments.begin(), cash.payments.begin() + turn, cash.payments.end());
            if (between(0, 1) == 0)
                std::reverse(cash.payments.begin(), cash.payments.end());
            const auto turned = payments::matchAll(other, cash.payments, policy).value();
            RC_ASSERT(byPayment(turned) == byPayment(decisions));
            RC_ASSERT(openAmounts(other) == openAmounts(book));
        }));
    }

    void theSameImportAgainChangesNothing()
    {
        QVERIFY(rc::check("every entry of a second import is a repetition", [] {
            const Cash cash = anyCash();
            auto book = bookOf(cash);
            RC_ASSERT(payments::matchAll(book, cash.payments).has_value());
            const auto open = openAmounts(book);
            const auto again = payments::matchAll(book, cash.payments).value();
            for (const auto &decision : again)
                RC_ASSERT(decision.verdict == payments::Verdict::Repeated);
            RC_ASSERT(openAmounts(book) == open);
        }));
    }

    void combinationsAddUp()
    {
        QVERIFY(
            rc::check("every set of a combination comes to what is wanted, and one is found where there is one", [] {
                std::vector<std::int64_t> amounts;
                const auto count = between(2, 14);
                for (std::int64_t i = 0; i < count; ++i)
                    amounts.push_back(between(-50, 200));
                std::int64_t wanted = 0;
                int members = 0;
                for (const std::int64_t amount : amounts) {
                    const bool isMember = between(0, 2) == 0;
                    wanted += isMember ? amount : 0;
                    members += isMember;
                }
                const auto sets = payments::combinationsOf(amounts, wanted, 5);
                for (const auto &set : sets) {
                    std::int64_t sum = 0;
                    for (const size_t place : set)
                        sum += amounts[place];
                    RC_ASSERT(sum == wanted && set.size() >= 2 && std::is_sorted(set.begin(), set.end()));
                }
                RC_ASSERT(members < 2 || !sets.empty());
            }));
    }

    void bucketsAddUpToWhatIsOpen()
    {
        QVERIFY(rc::check("Σ buckets = total; total − credit = Σ open; payers add up to all", [] {
            std::vector<receivables::OpenItem> items;
            const auto count = between(0, 12);
            std::int64_t open = 0;
            for (std::int64_t i = 0; i < count; ++i) {
                const std::int64_t total = between(0, 900), paid = between(0, 900), credited = between(0, 300);
                items.push_back({QString::number(i), account(between(1, 3)), firstDay.addDays(between(-120, 120)),
                                 dollars(total), dollars(paid), dollars(credited), between(0, 4) == 0});
                open += total - paid - credited;
            }
            const Money unapplied = dollars(between(0, 100));
            const auto all = receivables::ageingOf(items, firstDay, unapplied).value();
            std::int64_t sum = 0, byPayer = 0;
            for (const Money &amount : all.amounts)
                sum += amount.minor();
            const auto rows = receivables::ageingByPayer(items, firstDay, currency(u"USD"_s)).value();
            for (const auto &row : rows)
                byPayer += row.ageing.net.minor();
            RC_ASSERT(sum == all.total.minor());
            RC_ASSERT(all.total.minor() - all.credit.minor() == open);
            RC_ASSERT(all.net.minor() == open - unapplied.minor());
            RC_ASSERT(all.disputed.minor() + all.collectable.minor() == all.total.minor());
            RC_ASSERT(byPayer == open);
        }));
    }

    void ordersCoverLinesExactly()
    {
        QVERIFY(rc::check("shares + uncovered = lines; no order gives more than it has", [] {
            std::vector<purchasing::AvailableOrder> orders;
            const auto count = between(0, 5);
            for (std::int64_t i = 0; i < count; ++i) {
                const auto scope = purchasing::OrderScope(between(0, 2));
                const bool isBlanket = scope == purchasing::OrderScope::Blanket;
                purchasing::PurchaseOrder order{{},
                                                {},
                                                u"PO-%1"_s.arg(i),
                                                scope,
                                                isBlanket ? QStringList() : QStringList(QString::number(between(0, 2))),
                                                dollars(1'000),
                                                {},
                                                firstDay.addDays(between(-1, 30))};
                orders.push_back({order, dollars(between(-50, 300))});
            }
            std::vector<purchasing::OrderableLine> lines;
            const auto lineCount = between(0, 8);
            for (std::int64_t i = 0; i < lineCount; ++i)
                lines.push_back({QString::number(between(0, 2)), QString::number(between(0, 2)),
                                 between(0, 4) == 0 ? u"PO-%1"_s.arg(between(0, 5)) : QString(),
                                 dollars(between(0, 200))});
            const auto split = purchasing::splitOverOrders(lines, orders, firstDay).value();
            std::vector<std::int64_t> ofLine(lines.size()), ofOrder(orders.size());
            for (const auto &share : split.shares) {
                ofLine[share.line] += share.amount.minor();
                ofOrder[share.order] += share.amount.minor();
                RC_ASSERT(orders[share.order].order.isValidOn(firstDay));
            }
            for (const auto &left : split.uncovered)
                ofLine[left.line] += left.amount.minor();
            for (size_t i = 0; i < lines.size(); ++i)
                RC_ASSERT(ofLine[i] == lines[i].amount.minor());
            for (size_t i = 0; i < orders.size(); ++i)
                RC_ASSERT(ofOrder[i] <= std::max<std::int64_t>(orders[i].available.minor(), 0));
        }));
    }

    void discountsAreNetAndTax()
    {
        QVERIFY(rc::check("net + tax = gross = percent of the total, rounded; groups add up", [] {
            std::vector<tax::TaxGroup> groups;
            std::int64_t net = 0, total = 0;
            const auto count = between(0, 3);
            for (std::int64_t i = 0; i < count; ++i) {
                const std::int64_t taxable = between(1, 50'000), tax = between(0, taxable / 4);
                groups.push_back({tax::Component{}, dollars(taxable), dollars(tax)});
                net += taxable;
                total += taxable + tax;
            }
            if (count == 0)
                net = total = between(1, 50'000);
            const Decimal percent = Decimal::make(between(1, 10'000), 2).value();
            const auto taken = payments::discountTaken(dollars(net), groups, percent).value();
            RC_ASSERT(taken.gross
                      == (Exact(dollars(total)) * Exact::percent(percent)).toMoney(currency(u"USD"_s)).value());
            RC_ASSERT(taken.net.minor() + taken.tax.minor() == taken.gross.minor());
            std::int64_t nets = 0, taxes = 0;
            for (const auto &group : taken.taxGroups) {
                nets += group.taxable.minor();
                taxes += group.tax.minor();
                RC_ASSERT(!group.tax.isNegative() && !group.taxable.isNegative());
            }
            RC_ASSERT(nets == taken.net.minor() && taxes == taken.tax.minor());
        }));
    }
};

QTEST_GUILESS_MAIN(TestReceivableProperties)
#include "tst_receivable_properties.moc"
