// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/camt_reader.h"

#include "core/bank/camt_entry.h"
#include "core/bank/file_text.h"
#include "core/bank/file_values.h"

#include <QtCore/QXmlStreamReader>

namespace accord::bank {

namespace {

Result<void> checkVersion(const QXmlStreamReader &reader)
{
    const QString version = reader.namespaceUri().toString();
    for (const QString &known :
         {u"053.001.02"_s, u"053.001.04"_s, u"053.001.08"_s, u"054.001.02"_s, u"054.001.04"_s, u"054.001.08"_s}) {
        if (reader.name() == u"Document" && version == u"urn:iso:std:iso:20022:tech:xsd:camt."_s + known)
            return {};
    }
    return refuse(reader.lineNumber(), u"bank.camt_version"_s, u"xmlns"_s, version,
                  u"camt.053 or camt.054, version 001.02, 001.04 or 001.08"_s);
}

/// Reads the children of one Stmt or Ntfctn, one after the other: a file may hold a hundred thousand entries.
class StatementReader
{
public:
    StatementReader(QXmlStreamReader &reader, ReadStatements &read)
        : m_reader(reader)
        , m_read(read)
    {
        m_statement.line = reader.lineNumber();
    }

    Result<void> readAll()
    {
        for (;;) {
            const auto more = nextChild(m_reader);
            if (!more)
                return passOn(more);
            if (!*more)
                return finish();
            const auto element = readElement(m_reader);
            if (!element)
                return passOn(element);
            take(*element);
        }
    }

private:
    void take(const XmlElement &element)
    {
        if (element.name == u"Acct")
            takeAccount(element);
        else if (element.name == u"Bal")
            takeBalance(element);
        else if (element.name == u"Ntry")
            takeEntry(element);
        else if (element.name == u"LglSeqNb" || (element.name == u"ElctrncSeqNb" && m_statement.number.isEmpty()))
            m_statement.number = element.text;
        else if (element.name == u"StmtPgntn" || element.name == u"NtfctnPgntn")
            m_page = element.value(u"PgNb");
        else if (element.name == u"FrToDt")
            m_statement.day = parseLongDay(element.value(u"ToDtTm"));
        else if (element.name == u"CreDtTm")
            m_statement.day = parseLongDay(element.text);
    }

    void takeAccount(const XmlElement &account)
    {
        m_statement.account = compact(account.firstValue({u"Id/IBAN", u"Id/Othr/Id"}));
        if (const auto currency = Currency::fromCodeOrFormer(account.value(u"Ccy")))
            m_statement.currency = *currency;
    }

    void takeBalance(const XmlElement &element)
    {
        const QString code = element.value(u"Tp/CdOrPrtry/Cd");
        const bool isOpening = code == u"OPBD" || (code == u"PRCD" && !m_statement.opening);
        if (!isOpening && code != u"CLBD")
            return;
        const auto amount = camtSignedAmount(element);
        if (!amount) {
            m_read.warnings.push_back(amount.error());
            return;
        }
        const Balance balance{*amount, camtDay(element.find(u"Dt"))};
        (isOpening ? m_statement.opening : m_statement.closing) = balance;
        if (!isOpening && balance.day.isValid())
            m_closed = balance.day;
    }

    void takeEntry(const XmlElement &element)
    {
        auto booking = camtBooking(element);
        if (!booking) {
            m_read.badEntries.push_back(booking.error());
            return;
        }
        m_read.warnings.insert(m_read.warnings.end(), booking->warnings.begin(), booking->warnings.end());
        if (booking->parts.empty()) {
            m_statement.entries.push_back(std::move(booking->entry));
        } else if (const auto finding
                   = addBatch(m_statement.entries, std::move(booking->entry), std::move(booking->parts))) {
            m_read.warnings.push_back(*finding);
        }
    }

    Result<void> finish()
    {
        if (m_statement.account.isEmpty())
            return refuse(m_statement.line, u"bank.missing"_s, u"Acct/Id"_s, {}, u"the account of the statement"_s);
        if (m_statement.currency.isNull() && m_statement.opening)
            m_statement.currency = m_statement.opening->amount.currency();
        if (m_statement.currency.isNull() && !m_statement.entries.empty())
            m_statement.currency = m_statement.entries.front().amount.currency();
        if (!m_page.isEmpty())
            m_statement.number += u'/' + m_page;
        if (m_closed.isValid())
            m_statement.day = m_closed;
        addStatement(m_read, std::move(m_statement));
        return {};
    }

    QXmlStreamReader &m_reader;
    ReadStatements &m_read;
    BankStatement m_statement;
    QString m_page;
    QDate m_closed;
};

/// Reads the children of the message element: BkToCstmrStmt or BkToCstmrDbtCdtNtfctn.
Result<void> readMessage(QXmlStreamReader &reader, ReadStatements &read)
{
    for (;;) {
        const auto more = nextChild(reader);
        if (!more)
            return passOn(more);
        if (!*more)
            return {};
        if (reader.name() != u"Stmt" && reader.name() != u"Ntfctn") {
            const auto skipped = readElement(reader);
            if (!skipped)
                return passOn(skipped);
        } else if (const auto statement = StatementReader(reader, read).readAll(); !statement) {
            return statement;
        }
    }
}

} // namespace

Result<ReadStatements> readCamt(const QString &text)
{
    QXmlStreamReader reader(text);
    ReadStatements read;
    const auto document = nextChild(reader);
    if (!document)
        return passOn(document);
    if (const auto version = checkVersion(reader); !version)
        return passOn(version);
    for (;;) {
        const auto message = nextChild(reader);
        if (!message)
            return passOn(message);
        if (!*message)
            break;
        if (const auto statements = readMessage(reader, read); !statements)
            return passOn(statements);
    }
    if (const auto rest = nextChild(reader); !rest) // what follows the document must be well-formed as well
        return passOn(rest);
    if (read.statements.empty())
        return refuse(1, u"bank.no_statement"_s, u"Document"_s, {}, u"at least one Stmt or Ntfctn"_s);
    return withoutRepeats(std::move(read));
}

} // namespace accord::bank
