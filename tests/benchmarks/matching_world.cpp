// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/matching_world.h"

#include <QtCore/QFile>
#include <QtCore/QSet>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <random>

namespace accord::bench {

using namespace payments;

namespace {

const QDate today(2026, 6, 30);

/// Per thousand payments.
constexpr std::array<int, kinds> shares{300, 120, 80, 100, 50, 30, 30, 40, 30, 30, 60, 30, 30, 20, 30, 20};

class Maker
{
public:
    Maker(size_t documents, size_t payments, std::uint64_t seed)
        : m_random(seed)
        , m_dollars(Currency::fromCode(u"USD"_s).value())
        , m_euros(Currency::fromCode(u"EUR"_s).value())
    {
        m_world.kinds
            = {"printed",  "spelling", "list",        "reference",   "collection", "charges",  "discount", "partial",
               "overpaid", "twice",    "amount_only", "two_amounts", "typo",       "currency", "stranger", "returned"};
        makePayers(std::max<size_t>(documents / 20, 1));
        for (size_t i = 0; i < documents; ++i)
            makeDocument(i);
        m_free.resize(documents);
        std::iota(m_free.begin(), m_free.end(), std::uint32_t(0));
        std::shuffle(m_free.begin(), m_free.end(), m_random);
        for (size_t i = 0; i < payments; ++i)
            makePayment(i);
    }
    MatchingWorld take() { return std::move(m_world); }

private:
    int below(int end) { return int(m_random() % std::uint64_t(end)); }
    QUuid uuid(int n) const { return QUuid(uint(n), 7, 7, 1, 2, 3, 4, 5, 6, 7, 8); }

    void makePayers(size_t count)
    {
        for (size_t i = 0; i < count; ++i)
            m_world.payers.push_back({accounts::AccountId(uuid(int(i))),
                                      {u"Customer %1 Industries GmbH"_s.arg(i)},
                                      {u"DE%1"_s.arg(i, 20, 10, QChar(u'0'))}});
    }

    void makeDocument(size_t place)
    {
        constexpr std::array prices{80'00, 120'00, 250'00, 800'00, 950'00, 1'200'00, 2'400'00, 7'200'00};
        const auto payer = size_t(below(int(m_world.payers.size())));
        const bool isSecondSeries = payer % 10 == 0;
        const std::int64_t total = below(3) == 0 ? prices[size_t(below(int(prices.size())))] : 10'00 + below(5'000'00);
        const QString number = u"%1-2026-%2"_s.arg(isSecondSeries ? u"LV"_s : u"INV"_s)
                                   .arg(isSecondSeries ? int(place % 5000) : int(place), 6, 10, QChar(u'0'));
        const bool isForeign = place % 50 == 7;
        const Money amount(total, isForeign ? m_euros : m_dollars);
        // In the second series numbers repeat with growing companies; a suffix keeps them apart.
        OpenDocument document{isSecondSeries && place >= 5000 ? number + u"-%1"_s.arg(place / 5000) : number,
                              m_world.payers[payer].account,
                              {},
                              amount,
                              amount,
                              today.addDays(below(60) - 30)};
        document.structuredReference = creditorReference(place);
        document.collectionIds = {u"ACCORD-%1"_s.arg(place)};
        if (below(4) == 0)
            document.discounts = {{today, Money(std::max<std::int64_t>(total / 50, 1), amount.currency())}};
        m_world.documents.push_back(std::move(document));
    }

    /// ISO 11649 over our own running number.
    static QString creditorReference(size_t place)
    {
        const QString body = u"9%1"_s.arg(place, 8, 10, QChar(u'0'));
        int remainder = 0;
        for (const QChar digit : body + u"271500"_s) // "RF00" as numbers
            remainder = (remainder * 10 + digit.digitValue()) % 97;
        return u"RF%1%2"_s.arg(98 - remainder, 2, 10, QChar(u'0')).arg(body);
    }

    /// The next document that \a fits and that no payment was made for.
    template<typename Fits> std::uint32_t next(Fits &&fits)
    {
        for (auto place = m_free.rbegin(); place != m_free.rend(); ++place) {
            if (fits(m_world.documents[*place])) {
                const std::uint32_t found = *place;
                m_free.erase(std::next(place).base());
                return found;
            }
        }
        return 0;
    }

    QString spelled(const QString &number)
    {
        switch (below(5)) {
        case 0:
            return number.toLower();
        case 1:
            return QString(number).remove(u'-');
        case 2:
            return QString(number).replace(u'-', u' ');
        case 3:
            return QString(number).insert(number.size() - 2, u' ');
        default:
            return QString(number).replace(u"-0"_s, u"-"_s).replace(u"-0"_s, u"-"_s).replace(u'-', u'/');
        }
    }

    QString noise()
    {
        const QStringList words{u"payment for services"_s, u"Rechnung vom 15.06.2026"_s, u"thanks"_s,
                                u"KD-NR 88213 RG"_s,       u"cost centre 4711 ref"_s,    u"SVWZ"_s};
        return words[below(int(words.size()))];
    }

    Kind anyKind()
    {
        int at = below(1000);
        for (size_t i = 0; i < shares.size(); ++i) {
            if ((at -= shares[i]) < 0)
                return Kind(i);
        }
        return Kind::Printed;
    }

    void makePayment(size_t place)
    {
        IncomingPayment payment;
        payment.id = u"bank-%1"_s.arg(place);
        payment.bookedOn = payment.valueDate = today.addDays(-30 + int(place % 30));
        payment.amount = Money::zero(m_dollars);
        Truth truth;
        Kind kind = anyKind();
        const bool needsEarlier = kind == Kind::Twice || kind == Kind::Returned;
        if (needsEarlier && m_settled.empty())
            kind = Kind::Printed;
        truth.kind = int(kind);
        if (kind == Kind::Twice)
            payAgain(payment, truth);
        else if (kind == Kind::Returned)
            comeBack(payment, truth);
        else if (kind == Kind::Stranger)
            stray(payment);
        else
            payDocument(payment, truth);
        if (kind == Kind::Printed && !payment.endToEndId.isEmpty())
            m_settled.push_back(place);
        m_world.payments.push_back(std::move(payment));
        m_world.truths.push_back(std::move(truth));
    }

    void from(IncomingPayment &payment, const OpenDocument &document)
    {
        const KnownPayer &payer = m_world.payers[size_t(document.payer.uuid().data1)];
        payment.payerAccount = payer.bankAccounts.front();
        payment.payerName = payer.names.front().toUpper();
    }

    void payDocument(IncomingPayment &payment, Truth &truth)
    {
        const auto kind = Kind(truth.kind);
        const bool isForeign = kind == Kind::OtherCurrency;
        const std::uint32_t place = next([&](const OpenDocument &document) {
            return (document.total.currency() == m_euros) == isForeign
                   && (kind != Kind::Discount || !document.discounts.empty());
        });
        const OpenDocument &document = m_world.documents[place];
        const std::int64_t total = document.total.minor();
        truth.cash = {{place, total}};
        truth.isCertain = true;
        payment.amount = document.total;
        payment.texts = {noise(), document.number};
        if (below(2) == 0)
            from(payment, document);
        vary(payment, truth, document, place);
    }

    void vary(IncomingPayment &payment, Truth &truth, const OpenDocument &document, std::uint32_t place)
    {
        const std::int64_t total = document.total.minor();
        const auto pays = [&](std::int64_t minor) { payment.amount = Money(minor, m_dollars); };
        switch (Kind(truth.kind)) {
        case Kind::Printed:
            payment.endToEndId = u"CUST-%1-E"_s.arg(payment.id);
            return;
        case Kind::OddSpelling:
            payment.texts = {noise(), spelled(document.number)};
            return;
        case Kind::List:
            return list(payment, truth);
        case Kind::Reference:
            payment.texts = {noise()};
            payment.structuredReference = document.structuredReference;
            return;
        case Kind::Collection:
            payment.texts = {noise()};
            payment.endToEndId = document.collectionIds.front();
            return;
        case Kind::Charges:
            payment.charges = Money(std::min<std::int64_t>(15'00, total / 2), m_dollars);
            return pays(total - payment.charges->minor());
        case Kind::Discount:
            truth.cash = {{place, total - document.discounts.front().amount.minor()}};
            return pays(truth.cash.front().second);
        case Kind::Partial:
            truth = {truth.kind, {{place, total / 3}}, 0, 0, false};
            return pays(total / 3);
        case Kind::Overpaid:
            truth.credit = 77'77;
            truth.isCertain = false;
            return pays(total + 77'77);
        case Kind::AmountOnly:
        case Kind::Typo:
            payment.texts = {noise()};
            if (Kind(truth.kind) == Kind::Typo)
                payment.texts += QString(document.number).replace(document.number.size() - 5, 1, u'O');
            truth.isCertain = false;
            return from(payment, document);
        case Kind::TwoAmounts:
            return two(payment, truth, document);
        case Kind::OtherCurrency:
            payment.instructed = document.total;
            return pays(total * 108 / 100);
        case Kind::Twice:
        case Kind::Stranger:
        case Kind::Returned:
            return;
        }
    }

    /// Takes two more documents whose numbers follow the first, as far as they exist and are of its kind.
    void list(IncomingPayment &payment, Truth &truth)
    {
        const std::uint32_t first = truth.cash.front().first;
        std::int64_t sum = truth.cash.front().second;
        const QString &number = m_world.documents[first].number;
        QString text = number;
        for (const std::uint32_t place : {first + 1, first + 2}) {
            const bool isLast = place >= m_world.documents.size();
            const auto free = isLast ? m_free.end() : std::find(m_free.begin(), m_free.end(), place);
            const bool fits = !isLast && free != m_free.end()
                              && m_world.documents[place].number.startsWith(number.left(4))
                              && m_world.documents[place].number.size() == number.size()
                              && m_world.documents[place].total.currency() == m_dollars;
            if (!fits)
                continue;
            m_free.erase(free);
            text += u'/' + m_world.documents[place].number.right(3);
            truth.cash.emplace_back(place, m_world.documents[place].total.minor());
            sum += truth.cash.back().second;
        }
        payment.texts = {noise(), text};
        payment.amount = Money(sum, m_dollars);
    }

    void two(IncomingPayment &payment, Truth &truth, const OpenDocument &document)
    {
        const auto other = std::find_if(m_free.rbegin(), m_free.rend(), [&](std::uint32_t place) {
            return m_world.documents[place].payer == document.payer
                   && m_world.documents[place].total.currency() == m_dollars;
        });
        truth.isCertain = false;
        from(payment, document);
        payment.texts = {noise()};
        if (other == m_free.rend())
            return;
        truth.cash.emplace_back(*other, m_world.documents[*other].total.minor());
        payment.amount = Money(truth.cash.front().second + truth.cash.back().second, m_dollars);
        m_free.erase(std::next(other).base());
    }

    void payAgain(IncomingPayment &payment, Truth &truth)
    {
        const IncomingPayment &earlier = m_world.payments[m_settled[size_t(below(int(m_settled.size())))]];
        payment.amount = earlier.amount;
        payment.texts = earlier.texts;
        payment.valueDate = payment.bookedOn = today;
        truth.credit = payment.amount.minor();
        truth.isCertain = true;
    }

    void comeBack(IncomingPayment &payment, Truth &truth)
    {
        // The last that was settled, so that nothing pays its document a second time before.
        truth.returned = m_settled.back();
        m_settled.pop_back();
        const IncomingPayment &earlier = m_world.payments[truth.returned];
        payment.amount = earlier.amount.negated();
        payment.endToEndId = earlier.endToEndId;
        payment.valueDate = payment.bookedOn = today.addDays(1);
        truth.isCertain = true;
    }

    void stray(IncomingPayment &payment)
    {
        payment.amount = Money(10'00 + below(5'000'00), m_dollars);
        payment.texts = {noise(), u"order 55%1"_s.arg(below(1'000'000))};
        payment.payerName = u"Somebody Else"_s;
    }

    std::mt19937_64 m_random;
    Currency m_dollars;
    Currency m_euros;
    std::vector<std::uint32_t> m_free; ///< documents that no payment was made for
    std::vector<size_t> m_settled; ///< payments with the number as printed
    MatchingWorld m_world;
};

} // namespace

namespace {

QStringList cellsOf(const QString &line)
{
    QStringList cells{QString()};
    bool isQuoted = false;
    for (const QChar character : line) {
        if (character == u'"')
            isQuoted = !isQuoted;
        else if (character == u',' && !isQuoted)
            cells += QString();
        else
            cells.last() += character;
    }
    return cells;
}

} // namespace

MatchingWorld makeWorld(size_t documents, size_t payments, std::uint64_t seed)
{
    return Maker(documents, payments, seed).take();
}

namespace {

/// The rows of a file with one line a record, by column.
Result<std::vector<QHash<QString, QString>>> rowsOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, u"file.unreadable"_s, {{u"path"_s, path}});
    const QStringList names = QString::fromUtf8(file.readLine()).trimmed().split(u',');
    std::vector<QHash<QString, QString>> rows;
    while (!file.atEnd()) {
        const QStringList cells = cellsOf(QString::fromUtf8(file.readLine()).chopped(1));
        if (cells.size() != names.size())
            return fail(ErrorKind::InvalidInput, u"csv.columns"_s,
                        {{u"path"_s, path}, {u"row"_s, qulonglong(rows.size())}});
        QHash<QString, QString> row;
        for (qsizetype i = 0; i < names.size(); ++i)
            row.insert(names[i], cells[i]);
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<Money> moneyOf(const QHash<QString, QString> &row, const QString &column)
{
    const auto currency = Currency::fromCode(row[u"currency"_s]);
    return currency ? Money::parse(row[column], *currency) : Result<Money>(passOn(currency));
}

accounts::AccountId accountOf(const QString &id)
{
    return accounts::AccountId(QUuid::createUuidV5(QUuid(), id));
}

Result<void> readDocuments(MatchingWorld &world, QHash<QString, std::uint32_t> &places, const QString &folder)
{
    const auto rows = rowsOf(folder + u"/open_invoices.csv"_s);
    if (!rows)
        return passOn(rows);
    QSet<QString> payers;
    for (const auto &row : *rows) {
        const auto amount = moneyOf(row, u"amount_due"_s);
        if (!amount)
            return passOn(amount);
        places.insert(row[u"invoice_id"_s], std::uint32_t(world.documents.size()));
        OpenDocument document{row[u"number"_s],
                              accountOf(row[u"account_id"_s]),
                              {},
                              *amount,
                              *amount,
                              QDate::fromString(row[u"due_on"_s], Qt::ISODate)};
        document.purchaseOrder = row[u"po_number"_s];
        if (!payers.contains(row[u"account_id"_s]))
            world.payers.push_back({document.payer, {row[u"customer_name"_s]}, {}});
        payers.insert(row[u"account_id"_s]);
        world.documents.push_back(std::move(document));
    }
    return {};
}

Result<void> readPayments(MatchingWorld &world, QHash<QString, size_t> &places, const QString &folder)
{
    const auto rows = rowsOf(folder + u"/payments.csv"_s);
    if (!rows)
        return passOn(rows);
    for (const auto &row : *rows) {
        const auto amount = moneyOf(row, u"amount"_s);
        if (!amount)
            return passOn(amount);
        IncomingPayment payment;
        payment.id = row[u"payment_id"_s];
        payment.bookedOn = payment.valueDate = QDate::fromString(row[u"booked_on"_s], Qt::ISODate);
        payment.amount = *amount;
        payment.texts = {row[u"remittance"_s]};
        payment.payerName = row[u"payer_name"_s];
        payment.payerAccount = row[u"payer_account"_s];
        places.insert(payment.id, world.payments.size());
        world.payments.push_back(std::move(payment));
    }
    return {};
}

} // namespace

Result<MatchingWorld> readWorld(const QString &folder)
{
    MatchingWorld world;
    QHash<QString, std::uint32_t> documents;
    QHash<QString, size_t> payments;
    if (const auto read = readDocuments(world, documents, folder); !read)
        return passOn(read);
    if (const auto read = readPayments(world, payments, folder); !read)
        return passOn(read);
    const auto rows = rowsOf(folder + u"/payments_truth.csv"_s);
    if (!rows)
        return passOn(rows);
    world.truths.resize(world.payments.size());
    for (const auto &row : *rows) {
        const size_t place = payments.value(row[u"payment_id"_s]);
        const QByteArray kind = row[u"kind"_s].toUtf8();
        auto known = std::find(world.kinds.begin(), world.kinds.end(), kind);
        if (known == world.kinds.end())
            known = world.kinds.insert(known, kind);
        Truth &truth = world.truths[place];
        truth.kind = int(known - world.kinds.begin());
        if (row[u"invoice_id"_s].isEmpty())
            continue;
        const auto applied = Money::parse(row[u"amount_applied"_s], world.payments[place].amount.currency());
        if (!applied)
            return passOn(applied);
        truth.cash.emplace_back(documents.value(row[u"invoice_id"_s]), applied->minor());
    }
    return world;
}

bool isRight(const Match &match, const Truth &truth)
{
    std::map<std::uint32_t, std::int64_t> got, want;
    for (const Application &application : match.applications)
        got[application.document] += application.cash.minor();
    for (const auto &[place, minor] : truth.cash)
        want[place] += minor;
    return got == want && match.credit.minor() == truth.credit;
}

} // namespace accord::bench
