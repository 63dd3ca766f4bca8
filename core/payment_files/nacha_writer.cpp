// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/payment_files/nacha_writer.h"

#include "core/bank/file_text.h"
#include "core/bank/routing_number.h"
#include "core/payment_files/banking_days.h"
#include "core/payment_files/field_error.h"
#include "core/payment_files/latin_text.h"

namespace accord::payment_files {

namespace {

constexpr qsizetype recordLength = 94;
constexpr qsizetype blockingFactor = 10;
constexpr qsizetype addendaText = 80;
constexpr qsizetype mostAddenda = 9999;
constexpr qint64 largestTrace = 9'999'999;
constexpr qint64 hashModulus = 10'000'000'000;
constexpr std::int64_t largestEntry = 9'999'999'999; // ten digits, in cents
constexpr std::int64_t largestTotal = 999'999'999'999; // twelve digits

QString numeric(qint64 number, int width)
{
    return QString::number(number).rightJustified(width, u'0');
}

QString code(AchEntryClass entryClass)
{
    switch (entryClass) {
    case AchEntryClass::Ccd:
        return u"CCD"_s;
    case AchEntryClass::Ctx:
        return u"CTX"_s;
    case AchEntryClass::Ppd:
        return u"PPD"_s;
    }
    Q_UNREACHABLE();
}

QString transactionCode(const AchPayment &payment)
{
    const int account = payment.accountType == AchAccountType::Checking ? 20 : 30;
    const int direction = payment.direction == AchDirection::Credit ? 2 : 7;
    return QString::number(account + direction + (payment.isPrenote ? 1 : 0));
}

/// Collects records and the first thing that is wrong.
class Writer
{
public:
    explicit Writer(const AchFile &file)
        : m_file(file)
        , m_trace(file.firstTrace)
    { }

    Result<AchDocument> write()
    {
        if (m_file.batches.empty())
            fail(wrongField(u"payment_files.nothing_to_write"_s, u"batches"_s, {}, u"at least one batch"_s));
        writeFileHeader();
        qint64 number = 0;
        for (const AchBatch &batch : m_file.batches)
            writeBatch(batch, ++number);
        writeFileControl();
        if (m_error)
            return tl::unexpected(*m_error);
        const Currency usd = Currency::fromCode(u"USD").value();
        m_document.debits = Money(m_all.debits, usd);
        m_document.credits = Money(m_all.credits, usd);
        for (const QString &record : m_records)
            m_document.bytes += record.toLatin1() + '\n';
        return std::move(m_document);
    }

private:
    struct Totals
    {
        qint64 count = 0; ///< entries and addenda
        qint64 hash = 0;
        std::int64_t debits = 0;
        std::int64_t credits = 0;
    };

    void fail(tl::unexpected<Error> error)
    {
        if (!m_error)
            m_error = std::move(error).value();
    }

    void add(const QString &record)
    {
        Q_ASSERT(m_error || record.size() == recordLength);
        m_records.append(record);
    }

    /// Text of \a field in \a width characters; longer text is an error.
    QString fixed(const QString &field, const QString &value, int width, bool isNeeded = true)
    {
        const auto text = asciiText(field, value, width);
        if (!text)
            fail(passOn(text));
        else if (isNeeded && text->isEmpty())
            fail(wrongField(u"payment_files.missing"_s, field, {}, u"1 to %1 characters"_s.arg(width)));
        return text.value_or(QString()).leftJustified(width);
    }

    /// A name, cut where the record has no more room.
    QString cut(const QString &field, const QString &value, int width)
    {
        const auto text = asciiText(field, value, 1000);
        return fixed(field, text ? text->left(width).trimmed() : value, width);
    }

    QString routing(const QString &field, const QString &value)
    {
        const auto number = bank::checkedRoutingNumber(value);
        if (!number)
            fail(wrongField(number.error().id, field, value, number.error().args[u"expected"_s].toString()));
        return number.value_or(QString()).leftJustified(9);
    }

    void writeFileHeader()
    {
        const QString destination = routing(u"immediate destination"_s, m_file.destinationRouting);
        const QString origin = bank::isRoutingNumber(m_file.originId)
                                   ? u' ' + m_file.originId
                                   : fixed(u"immediate origin"_s, m_file.originId, 10);
        const bool isModifier = (m_file.modifier >= u'A' && m_file.modifier <= u'Z')
                                || (m_file.modifier >= u'0' && m_file.modifier <= u'9');
        if (!isModifier)
            fail(wrongField(u"payment_files.modifier"_s, u"file id modifier"_s, QString(m_file.modifier),
                            u"A to Z or 0 to 9"_s));
        if (!m_file.created.isValid())
            fail(wrongField(u"payment_files.date"_s, u"created"_s, {}, u"when the file is made"_s));
        m_originatingBank = routing(u"originating bank"_s, m_file.originatingRouting).left(8);
        add(u"101 "_s + destination + origin + m_file.created.toString(u"yyMMddHHmm"_s) + m_file.modifier + u"094101"_s
            + fixed(u"destination name"_s, m_file.destinationName, 23, false)
            + fixed(u"origin name"_s, m_file.originName, 23, false) + QString(8, u' '));
    }

    QString serviceClass(const AchBatch &batch) const
    {
        const auto isDebit = [](const AchPayment &payment) { return payment.direction == AchDirection::Debit; };
        if (std::all_of(batch.payments.begin(), batch.payments.end(), isDebit))
            return u"225"_s;
        return std::none_of(batch.payments.begin(), batch.payments.end(), isDebit) ? u"220"_s : u"200"_s;
    }

    void checkEffectiveDate(const QDate &day)
    {
        const QString written = day.toString(Qt::ISODate);
        if (!day.isValid() || day < m_file.created.date())
            fail(wrongField(u"payment_files.date"_s, u"effective date"_s, written,
                            u"%1 or later"_s.arg(m_file.created.date().toString(Qt::ISODate))));
        else if (!isBankingDay(day, BankingCalendar::FederalReserve))
            fail(wrongField(u"payment_files.not_a_banking_day"_s, u"effective date"_s, written,
                            u"%1, the next banking day"_s.arg(
                                bankingDayFrom(day, BankingCalendar::FederalReserve).toString(Qt::ISODate))));
    }

    void writeBatch(const AchBatch &batch, qint64 number)
    {
        if (batch.payments.empty())
            fail(wrongField(u"payment_files.nothing_to_write"_s, u"payments"_s, {}, u"at least one payment"_s));
        checkEffectiveDate(batch.effectiveDate);
        const QString company = fixed(u"company id"_s, batch.companyId, 10);
        const QString tail = m_originatingBank + numeric(number, 7);
        add(u"5"_s + serviceClass(batch) + fixed(u"company name"_s, batch.companyName, 16) + QString(20, u' ') + company
            + code(batch.entryClass) + fixed(u"entry description"_s, batch.description, 10) + QString(6, u' ')
            + batch.effectiveDate.toString(u"yyMMdd"_s) + QString(3, u' ') + u'1' + tail);
        m_document.traceNumbers.emplace_back();
        m_batch = Totals();
        for (const AchPayment &payment : batch.payments)
            writeEntry(batch.entryClass, payment);
        add(u"8"_s + serviceClass(batch) + totals(m_batch, 6) + company + QString(25, u' ') + tail);
        m_all.count += m_batch.count;
        m_all.hash += m_batch.hash % hashModulus;
        m_all.debits += m_batch.debits;
        m_all.credits += m_batch.credits;
    }

    void checkAmount(const AchPayment &payment)
    {
        const QString written = payment.amount.toString();
        if (payment.amount.currency().code() != u"USD")
            fail(wrongField(u"payment_files.currency"_s, u"amount"_s, payment.amount.currency().code(), u"USD"_s));
        else if (payment.isPrenote && !payment.amount.isZero())
            fail(
                wrongField(u"payment_files.amount"_s, u"amount"_s, written, u"0.00, since a prenote moves no money"_s));
        else if (!payment.isPrenote && (payment.amount.minor() < 1 || payment.amount.minor() > largestEntry))
            fail(wrongField(u"payment_files.amount"_s, u"amount"_s, written, u"0.01 to 99999999.99"_s));
    }

    void writeEntry(AchEntryClass entryClass, const AchPayment &payment)
    {
        checkAmount(payment);
        if (m_trace < 1 || m_trace > largestTrace)
            fail(wrongField(u"payment_files.trace"_s, u"trace number"_s, QString::number(m_trace), u"1 to 9999999"_s));
        const QStringList addenda = addendaTexts(entryClass, payment.addenda);
        const QString trace = m_originatingBank + numeric(m_trace, 7);
        const QString receiver = entryClass == AchEntryClass::Ctx
                                     ? numeric(addenda.size(), 4) + cut(u"name"_s, payment.name, 16) + u"  "_s
                                     : cut(u"name"_s, payment.name, 22);
        const QString number = routing(u"routing number"_s, payment.routingNumber);
        add(u'6' + transactionCode(payment) + number + fixed(u"account"_s, payment.account, 17)
            + numeric(payment.amount.minor(), 10) + fixed(u"id"_s, payment.id, 15, entryClass != AchEntryClass::Ppd)
            + receiver + u"  "_s + (addenda.isEmpty() ? u'0' : u'1') + trace);
        for (qsizetype i = 0; i < addenda.size(); ++i)
            add(u"705"_s + addenda[i].leftJustified(addendaText) + numeric(i + 1, 4) + numeric(m_trace, 7));
        m_batch.count += 1 + addenda.size();
        m_batch.hash += number.left(8).toLongLong();
        (payment.direction == AchDirection::Debit ? m_batch.debits : m_batch.credits) += payment.amount.minor();
        m_document.traceNumbers.back().push_back(trace);
        ++m_trace;
    }

    QStringList addendaTexts(AchEntryClass entryClass, const QString &text)
    {
        const qsizetype most = entryClass == AchEntryClass::Ctx ? mostAddenda : 1;
        const auto plain = asciiText(u"addenda"_s, text, most * addendaText);
        if (!plain) {
            fail(passOn(plain));
            return {};
        }
        QStringList parts;
        for (qsizetype at = 0; at < plain->size(); at += addendaText)
            parts.append(plain->mid(at, addendaText));
        return parts;
    }

    /// Count, hash, debits and credits as batch and file control have them.
    QString totals(const Totals &totals, int countWidth)
    {
        if (totals.debits > largestTotal || totals.credits > largestTotal)
            fail(wrongField(u"payment_files.amount"_s, u"total"_s,
                            QString::number(std::max(totals.debits, totals.credits)),
                            u"at most 9999999999.99 in a batch and in the file"_s));
        return numeric(totals.count, countWidth) + numeric(totals.hash % hashModulus, 10) + numeric(totals.debits, 12)
               + numeric(totals.credits, 12);
    }

    void writeFileControl()
    {
        const qsizetype blocks = (m_records.size() + 1 + blockingFactor - 1) / blockingFactor;
        add(u'9' + numeric(qint64(m_file.batches.size()), 6) + numeric(blocks, 6) + totals(m_all, 8)
            + QString(39, u' '));
        while (m_records.size() % blockingFactor != 0)
            add(QString(recordLength, u'9'));
    }

    const AchFile &m_file;
    AchDocument m_document;
    QStringList m_records;
    QString m_originatingBank;
    qint64 m_trace;
    Totals m_batch;
    Totals m_all;
    std::optional<Error> m_error;
};

} // namespace

Result<AchDocument> writeAch(const AchFile &file)
{
    return Writer(file).write();
}

Result<QString> remittanceSegments(const std::vector<bank::RemittanceItem> &items)
{
    QString segments;
    for (const bank::RemittanceItem &item : items) {
        const auto reference = asciiText(u"reference"_s, item.reference, 50);
        if (!reference)
            return passOn(reference);
        if (reference->isEmpty() || reference->contains(u'*') || reference->contains(u'\\')
            || reference->contains(u'~'))
            return wrongField(u"payment_files.addenda"_s, u"reference"_s, *reference,
                              u"a reference without * \\ and ~"_s);
        const auto amount = [](const std::optional<Money> &money) { return money ? money->toString() : QString(); };
        QStringList elements{u"RMR"_s,
                             item.kind.isEmpty() ? u"IV"_s : item.kind,
                             *reference,
                             QString(),
                             amount(item.paid),
                             amount(item.total),
                             amount(item.discount)};
        while (elements.back().isEmpty())
            elements.removeLast();
        segments += elements.join(u'*') + u'\\';
    }
    return segments;
}

} // namespace accord::payment_files
