// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever is done in whatever order, through a real store: the ledger balances, each balance is the sum of its
// entries, and receivables are what is open. A row fails with its seed, which repeats it.
#include "tests/support/bank_files.h"
#include "tests/support/company.h"

#include "core/storage/bank_payments_sql.h"
#include "core/storage/invariants_sql.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/credit_desk.h"
#include "core/workspace/dunning_desk.h"
#include "core/workspace/ledger_desk.h"
#include "core/workspace/prepayments.h"
#include "core/workspace/write_offs.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <map>

using namespace accord;
using namespace accord::test;
using namespace accord::workspace;

namespace {

constexpr int seeds = 6;
constexpr int actsEach = 30;
const Period may{QDate(2026, 5, 1), QDate(2026, 6, 1)};
const Period june{QDate(2026, 6, 1), QDate(2026, 7, 1)};

/// A company to which things happen.
class World
{
public:
    explicit World(quint32 seed)
        : m_random(seed)
        , m_operator(m_company.as(u"operator"_s))
        , m_controller(m_company.as(u"controller"_s))
    {
        m_company.addPerson(u"controller2"_s, {u"controller"_s});
        m_other = m_company.as(u"controller2"_s);
    }

    /// Does something, and says what; refusals by a rule are as good as anything.
    QString act()
    {
        static const std::pair<const char16_t *, QString (World::*)()> acts[]{
            {u"bill", &World::bill},        {u"issue", &World::issue},     {u"pay", &World::pay},
            {u"prepay", &World::prepay},    {u"issue", &World::issue},     {u"pay", &World::pay},
            {u"credit", &World::credit},    {u"return", &World::giveBack}, {u"unapply", &World::unapply},
            {u"write off", &World::giveUp}, {u"decide", &World::decide},   {u"close", &World::close},
            {u"reopen", &World::reopen},    {u"dun", &World::dun}};
        const auto &[name, run] = acts[m_random.bounded(quint32(std::size(acts)))];
        return QString::fromUtf16(name) + u": "_s + (this->*run)();
    }

    /// What does not hold; empty when everything does.
    QString broken()
    {
        QStringList found;
        const auto checks = storage::checkInvariants(m_operator->session());
        if (!checks)
            return checks.error().id + checks.error().detail;
        for (const auto &check : *checks) {
            for (const auto &violation : check.violations)
                found << check.invariant + u": "_s + violation.subject;
        }
        // Each balance is the sum of its entries, read one by one.
        std::map<QString, qint64> sums;
        qint64 base = 0;
        LedgerDesk desk(*m_operator);
        const auto postings = desk.postings({}, 1'000'000);
        const auto balance = desk.trialBalance(QDate(2999, 1, 1));
        if (!postings || !balance)
            return u"the ledger cannot be read"_s;
        for (const auto &posting : *postings) {
            sums[posting.account + u' ' + posting.amount.currency().code()] += posting.amount.minor();
            base += posting.base.minor();
        }
        for (const auto &row : balance->rows) {
            if (sums[row.account + u' ' + row.currency.code()] != row.balance.minor())
                found << u"balance of "_s + row.account;
        }
        if (base != 0)
            found << u"company currency"_s;
        // Ageing and statements say the same as the ledger.
        const auto ageing = ReceivablesDesk(*m_operator).ageing(companyToday());
        const auto today = desk.trialBalance(companyToday());
        if (!ageing || !today)
            return u"receivables cannot be read"_s;
        for (const auto &total : ageing->totals) {
            if (total.net != today->of(u"receivable"_s, total.net.currency()))
                found << u"ageing in "_s + total.net.currency().code();
        }
        return found.join(u", "_s);
    }

private:
    /// The words for an outcome; a fault of the program is one of the test.
    template<typename Outcome> QString said(const Outcome &outcome)
    {
        if (outcome)
            return u"done"_s;
        if (outcome.error().kind == ErrorKind::Internal)
            qFatal("%s", qPrintable(outcome.error().id + outcome.error().detail));
        return outcome.error().id;
    }

    std::optional<storage::OpenInvoiceRow> anyOpen()
    {
        const auto all = storage::BankPaymentsSql(m_operator->session()).invoices();
        std::vector<storage::OpenInvoiceRow> open;
        for (const auto &row : *all) {
            if (row.paid.minor() < row.due.minor())
                open.push_back(row);
        }
        if (open.empty())
            return std::nullopt;
        return open[m_random.bounded(quint32(open.size()))];
    }

    QString bill()
    {
        jobs::Progress progress;
        return said(BillingDesk(*m_operator).run(june, june.lastDay(), progress));
    }

    /// Asks for money before delivery: more than a bill comes to now and then.
    QString prepay()
    {
        static const QString accounts[]{u"A-0001"_s, u"A-0004"_s, u"A-0005"_s};
        const auto account = m_company.account(accounts[m_random.bounded(3)]);
        const auto contracts = m_operator->contracts().ofAccount(account);
        if (!contracts || contracts->empty())
            return u"nothing"_s;
        PrepaymentRequest request;
        const auto &contract = (*contracts)[m_random.bounded(quint32(contracts->size()))];
        request.contract = contract.number;
        request.period = june;
        request.wish.amount = Money(1 + m_random.bounded(2'000'000), contract.billedIn());
        return said(askPrepayment(*m_operator, request));
    }

    QString issue()
    {
        jobs::Progress progress;
        const auto rows = storage::InvoiceQueriesSql(m_operator->session()).page({}, {}, 200, companyToday());
        for (const auto &row : *rows) {
            if (row.state == billing::InvoiceState::Approved)
                return said(BillingDesk(*m_operator).issue({row.id}, progress));
        }
        return u"nothing"_s;
    }

    QString pay()
    {
        const auto invoice = anyOpen();
        if (!invoice)
            return u"nothing"_s;
        const Currency currency = invoice->due.currency();
        const qint64 open = invoice->due.minor() - invoice->paid.minor();
        const qint64 amounts[]{open, std::max<qint64>(open / 2, 1), open + 1234, std::max<qint64>(open - 1, 1)};
        const Money amount(amounts[m_random.bounded(4)], currency);
        const QString id = u"E2E-%1"_s.arg(++m_payments);
        const auto imported
            = importBankFile(*m_operator,
                             camtOf(currency.code(), {{u"P%1"_s.arg(m_payments), amount.toString(), invoice->number,
                                                       u"Somebody"_s, id, QDate(2026, 5, 10 + m_payments % 20)}}),
                             id);
        if (!imported)
            return said(imported);
        m_sent.push_back({id, amount});
        return m_random.bounded(2) == 0
                   ? said(PaymentsDesk(*m_operator).match())
                   : said(PaymentsDesk(*m_operator).accept(m_payments + m_returns, {invoice->number}));
    }

    QString giveBack()
    {
        if (m_sent.empty())
            return u"nothing"_s;
        const auto [id, amount] = m_sent.back();
        m_sent.pop_back();
        const auto imported = importBankFile(
            *m_operator,
            camtOf(amount.currency().code(), {{u"R%1"_s.arg(++m_returns), amount.negated().toString(), u"Returned"_s,
                                               u"Somebody"_s, id, QDate(2026, 6, 20), u"BOOK"_s, u"AC04"_s}}),
            id);
        return imported ? said(PaymentsDesk(*m_operator).match()) : said(imported);
    }

    QString unapply()
    {
        return said(PaymentsDesk(*m_other).unapply(1 + qint64(m_random.bounded(quint32(m_payments + m_returns + 1)))));
    }

    QString credit()
    {
        const auto invoice = anyOpen();
        if (!invoice)
            return u"nothing"_s;
        const auto note = CreditDesk(*m_operator)
                              .request(invoice->id, {{}, {}, Decimal(qint64(1 + m_random.bounded(60)))}, u"Goodwill"_s);
        return note ? said(CreditDesk(*m_operator).issue(note->id)) : said(note);
    }

    QString giveUp()
    {
        const auto invoice = anyOpen();
        if (!invoice)
            return u"nothing"_s;
        (void)PaymentsDesk(*m_company.as(u"controller"_s))
            .setWriteOffLimit(Money(m_random.bounded(2) == 0 ? 0 : 50'000'000, *m_operator->companyCurrency()));
        const qint64 open = invoice->due.minor() - invoice->paid.minor();
        const bool isPart = m_random.bounded(2) == 0 && open > 2;
        return said(writeOff(*m_operator, invoice->number,
                             isPart ? std::optional(Money(open / 3 + 1, invoice->due.currency())) : std::nullopt,
                             u"Insolvent"_s));
    }

    QString decide()
    {
        auto approver = m_company.as(u"approver"_s);
        ApprovalDesk desk(*approver);
        const auto pending = desk.pending();
        if (!pending || pending->empty())
            return u"nothing"_s;
        const auto &one = (*pending)[m_random.bounded(quint32(pending->size()))];
        const bool isApproved = m_random.bounded(4) > 0;
        return said(desk.decide(one.id, isApproved ? approvals::Verdict::Approve : approvals::Verdict::Reject,
                                isApproved ? QString() : u"No"_s));
    }

    QString close() { return said(LedgerDesk(*m_controller).close(may)); }
    QString reopen() { return said(LedgerDesk(*m_other).reopen(may, u"A bill was late"_s)); }
    QString dun() { return said(DunningDesk(*m_operator).run()); }

    QRandomGenerator m_random;
    Company m_company;
    std::unique_ptr<Services> m_operator;
    std::unique_ptr<Services> m_controller;
    std::unique_ptr<Services> m_other;
    std::vector<std::pair<QString, Money>> m_sent; ///< end-to-end id and amount of what came in
    int m_payments = 0;
    int m_returns = 0;
};

} // namespace

class TestBookProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anySequenceKeepsTheBooks_data()
    {
        QTest::addColumn<quint32>("seed");
        const int wanted = qEnvironmentVariableIntValue("ACCORD_SEEDS");
        for (int seed = 1; seed <= (wanted > 0 ? wanted : seeds); ++seed)
            QTest::newRow(qPrintable(u"seed %1"_s.arg(seed))) << quint32(seed);
    }
    void anySequenceKeepsTheBooks()
    {
        QFETCH(quint32, seed);
        World world(seed);
        QStringList history;
        for (int i = 0; i < actsEach; ++i) {
            history << world.act();
            const QString broken = world.broken();
            QVERIFY2(broken.isEmpty(), qPrintable(broken + u" after "_s + history.join(u"; "_s)));
        }
        if (qEnvironmentVariableIsSet("ACCORD_TELL"))
            qInfo().noquote() << history.join(u"; "_s);
    }
};

QTEST_GUILESS_MAIN(TestBookProperties)
#include "tst_book_properties.moc"
