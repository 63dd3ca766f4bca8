// SPDX-License-Identifier: GPL-3.0-or-later
// DATEV format, "EXTF" header version 700, booking batch (category 21, version 13).
#include "core/exports/cell.h"
#include "core/exports/journal_parts.h"
#include "core/money/exact.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <map>

namespace accord::exports {

namespace {

constexpr int columnCount = 116; ///< of a booking in version 13
constexpr int usualConsultant = 1001; ///< the first that DATEV gives
constexpr int costCentreColumn = 36; ///< KOST1, counted from 0
constexpr int departmentColumn = 37; ///< KOST2
constexpr int mostText = 60;
constexpr int mostField = 36;

QString quoted(QString text, int most)
{
    text.replace(u'\n', u' ').replace(u'\r', u' ').replace(u'\t', u' ');
    text = withoutFormula(text).left(most);
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

/// Document field 1: letters, digits and $ & % * + - /, at most 36.
QString documentField(const QString &text)
{
    static const QRegularExpression bad(u"[^A-Za-z0-9$&%*+\\-/]"_s);
    QString field = text;
    return field.remove(bad).left(mostField);
}

QString withComma(const Money &amount)
{
    return amount.toString().replace(u'.', u',');
}

/// Money that goes from one account to another.
struct Booking
{
    const JournalLine *debit;
    const JournalLine *credit;
    Money amount; ///< > 0
    QString costCentre;
    QString department;
    QString party;
    QString document;
    QString rate; ///< units of the document's currency for one of the books; empty: it is that of the books
};

/// A side of an entry while it is dealt out.
struct Side
{
    const JournalLine *line;
    std::int64_t left;
    QString department;
};

/// The sides that \a line has: one for each of its departments.
std::vector<std::pair<QString, Money>> partsOf(const JournalLine &line)
{
    return line.departments.empty() ? std::vector{std::pair(QString(), line.amount)} : line.departments;
}

QString datevRate(const JournalLine &line, const Currency &base)
{
    if (line.amount.currency() == base || line.base.currency() != base || line.base.isZero())
        return {};
    const auto rate = (Exact(line.amount) / Exact(line.base)).rounded(6);
    return rate ? rate->toString().replace(u'.', u',') : QString();
}

/// Books \a debit over \a credits in their order, as far as \a isMeant says so of them.
template<typename IsMeant> void deal(const JournalEntry &entry, const Currency &base, Side &debit,
                                     std::vector<Side> &credits, std::vector<Booking> &bookings, const IsMeant &isMeant)
{
    for (Side &credit : credits) {
        if (debit.left == 0)
            return;
        const std::int64_t part = std::min(debit.left, credit.left);
        if (part == 0 || !isMeant(*debit.line, *credit.line))
            continue;
        const JournalLine &named = debit.line->document.isEmpty() ? *credit.line : *debit.line;
        bookings.push_back({debit.line, credit.line, Money(part, debit.line->amount.currency()),
                            debit.line->costCentre.isEmpty() ? credit.line->costCentre : debit.line->costCentre,
                            debit.department.isEmpty() ? credit.department : debit.department, named.party,
                            named.document.isEmpty() ? entry.document : named.document, datevRate(*debit.line, base)});
        debit.left -= part;
        credit.left -= part;
    }
}

/// Whether both sides are of one code and cost centre, as when deferred revenue is recognised.
bool isOfOneCode(const JournalLine &debit, const JournalLine &credit)
{
    const bool saysSomething = !debit.ledgerCode.isEmpty() || !debit.costCentre.isEmpty();
    return saysSomething && debit.ledgerCode == credit.ledgerCode && debit.costCentre == credit.costCentre;
}

/// The entry as bookings from one account to another, for each currency by itself: each debit is dealt over the
/// credits in their order, those of its own code and cost centre first.
std::vector<Booking> bookingsOf(const JournalEntry &entry, const Currency &base)
{
    std::map<QString, std::pair<std::vector<Side>, std::vector<Side>>> sides;
    for (const JournalLine &line : entry.lines) {
        auto &[debits, credits] = sides[line.amount.currency().code()];
        for (const auto &[department, part] : partsOf(line)) {
            if (part.minor() > 0)
                debits.push_back({&line, part.minor(), department});
            else if (part.minor() < 0)
                credits.push_back({&line, -part.minor(), department});
        }
    }
    std::vector<Booking> bookings;
    for (auto &[code, both] : sides) {
        auto &[debits, credits] = both;
        for (Side &debit : debits)
            deal(entry, base, debit, credits, bookings, isOfOneCode);
        for (Side &debit : debits)
            deal(entry, base, debit, credits, bookings, [](const auto &, const auto &) { return true; });
    }
    return bookings;
}

class DatevFile
{
public:
    DatevFile(const Journal &journal, const JournalOptions &options)
        : m_journal(journal)
        , m_options(options)
    { }

    Result<QByteArray> write()
    {
        for (const JournalEntry &entry : m_journal.entries) {
            for (const Booking &booking : bookingsOf(entry, m_journal.base))
                addBooking(entry, booking);
        }
        if (!m_status)
            return passOn(m_status);
        return windowsText(head()) + windowsText(columns()) + m_lines;
    }

private:
    QString head() const
    {
        QDate year(m_journal.period.start.year(), m_options.firstMonth.value_or(1), 1);
        if (year > m_journal.period.start)
            year = year.addYears(-1);
        const QString day = u"yyyyMMdd"_s;
        // Made at the end of the period as far as the file says: the same journal is the same file.
        const QString created = m_journal.period.lastDay().toString(day) + u"000000000"_s;
        const QStringList fields{u"\"EXTF\""_s,
                                 u"700"_s,
                                 u"21"_s,
                                 u"\"Buchungsstapel\""_s,
                                 u"13"_s,
                                 created,
                                 {},
                                 u"\"AC\""_s,
                                 u"\"\""_s,
                                 u"\"\""_s,
                                 QString::number(m_options.consultant.value_or(usualConsultant)),
                                 QString::number(m_options.client.value_or(1)),
                                 year.toString(day),
                                 QString::number(m_length),
                                 m_journal.period.start.toString(day),
                                 m_journal.period.lastDay().toString(day),
                                 quoted(m_journal.batch, 30),
                                 u"\"\""_s,
                                 u"1"_s,
                                 u"0"_s,
                                 u"0"_s,
                                 quoted(m_journal.base.code(), 3),
                                 {},
                                 u"\"\""_s,
                                 {},
                                 {},
                                 u"\"\""_s,
                                 {},
                                 {},
                                 u"\"\""_s,
                                 u"\"\""_s};
        return fields.join(u';') + u"\r\n"_s;
    }

    static QString columns()
    {
        QStringList names{u"Umsatz (ohne Soll/Haben-Kz)"_s,
                          u"Soll/Haben-Kennzeichen"_s,
                          u"WKZ Umsatz"_s,
                          u"Kurs"_s,
                          u"Basis-Umsatz"_s,
                          u"WKZ Basis-Umsatz"_s,
                          u"Konto"_s,
                          u"Gegenkonto (ohne BU-Schlüssel)"_s,
                          u"BU-Schlüssel"_s,
                          u"Belegdatum"_s,
                          u"Belegfeld 1"_s,
                          u"Belegfeld 2"_s,
                          u"Skonto"_s,
                          u"Buchungstext"_s,
                          u"Postensperre"_s,
                          u"Diverse Adressnummer"_s,
                          u"Geschäftspartnerbank"_s,
                          u"Sachverhalt"_s,
                          u"Zinssperre"_s,
                          u"Beleglink"_s};
        for (int i = 1; i <= 8; ++i)
            names << u"Beleginfo - Art %1"_s.arg(i) << u"Beleginfo - Inhalt %1"_s.arg(i);
        names << u"KOST1 - Kostenstelle"_s << u"KOST2 - Kostenstelle"_s;
        return names.join(u';') + QString(columnCount - names.size(), u';') + u"\r\n"_s;
    }

    QString number(const JournalLine &line)
    {
        const QString own = accountName(JournalFormat::Datev, line, m_options.accounts);
        if (m_status)
            m_status = checkAccountName(JournalFormat::Datev, codedAccount(line), own);
        m_length = std::max(m_length, int(own.size()));
        return own;
    }

    void addBooking(const JournalEntry &entry, const Booking &booking)
    {
        QStringList fields(columnCount);
        fields[0] = withComma(booking.amount);
        fields[1] = u"\"S\""_s;
        fields[2] = quoted(booking.amount.currency().code(), 3);
        fields[3] = booking.rate;
        fields[6] = number(*booking.debit);
        fields[7] = number(*booking.credit);
        fields[8] = u"\"\""_s;
        fields[9] = entry.date.toString(u"ddMM"_s);
        fields[10] = quoted(documentField(booking.document.isEmpty() ? entry.id : booking.document), mostField);
        fields[13] = quoted(u"%1 %2"_s.arg(entry.kind, booking.party).trimmed(), mostText);
        if (!booking.costCentre.isEmpty())
            fields[costCentreColumn] = quoted(booking.costCentre, mostField);
        if (!booking.department.isEmpty())
            fields[departmentColumn] = quoted(booking.department, mostField);
        m_lines += windowsText(fields.join(u';')) + "\r\n";
    }

    const Journal &m_journal;
    const JournalOptions &m_options;
    int m_length = 4; ///< digits of an account
    QByteArray m_lines;
    Result<> m_status;
};

} // namespace

QString standardAccount(const QString &account)
{
    static const QHash<QString, QString> known{{u"receivable"_s, u"1400"_s},
                                               {u"cash"_s, u"1200"_s},
                                               {u"unapplied_cash"_s, u"1590"_s},
                                               {u"prepaid_credit"_s, u"1710"_s},
                                               {u"customer_prepayments"_s, u"1718"_s},
                                               {u"revenue"_s, u"8400"_s},
                                               {u"deferred_revenue"_s, u"0990"_s},
                                               {u"tax_payable"_s, u"1776"_s},
                                               {u"late_charges"_s, u"2650"_s},
                                               {u"discounts_allowed"_s, u"8730"_s},
                                               {u"bad_debt"_s, u"2400"_s},
                                               {u"small_differences"_s, u"2309"_s},
                                               {u"bank_fees"_s, u"4970"_s},
                                               {u"withheld_tax"_s, u"1549"_s},
                                               {u"exchange_difference"_s, u"2660"_s},
                                               {u"unrealised_exchange"_s, u"2661"_s},
                                               {u"receivable_revaluation"_s, u"1409"_s},
                                               // Until the next day the item's own account is worth more or less.
                                               {u"cash_revaluation"_s, u"1200"_s},
                                               {u"unapplied_cash_revaluation"_s, u"1590"_s},
                                               {u"tax_payable_revaluation"_s, u"1776"_s},
                                               {u"withheld_tax_revaluation"_s, u"1549"_s},
                                               {u"exchange_clearing"_s, u"1360"_s},
                                               {u"opening_balance"_s, u"9000"_s},
                                               {u"retained_earnings"_s, u"0860"_s}};
    return known.value(account.section(u'/', 0, 0));
}

Result<QByteArray> writeDatev(const Journal &journal, const JournalOptions &options)
{
    return DatevFile(journal, options).write();
}

} // namespace accord::exports
