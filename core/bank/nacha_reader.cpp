// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/nacha_reader.h"

#include "core/bank/file_text.h"
#include "core/bank/nacha_codes.h"
#include "core/bank/remittance_820.h"
#include "core/bank/routing_number.h"

#include <QtCore/QHash>

namespace accord::bank {

namespace {

const NachaAddenda *addendaOf(const NachaEntry &entry, QStringView type)
{
    const auto first = std::find_if(entry.addenda.begin(), entry.addenda.end(),
                                    [type](const NachaAddenda &addenda) { return addenda.type() == type; });
    return first == entry.addenda.end() ? nullptr : &*first;
}

bool comesBack(const NachaEntry &entry)
{
    return addendaOf(entry, u"99") || addendaOf(entry, u"98");
}

Checked<QString> originalTrace(const NachaAddenda &addenda)
{
    const QString trace = addenda.field(7, 21);
    if (trace.size() != 15 || !isDigits(trace))
        return tl::unexpected(found(addenda.line, u"bank.nacha_trace"_s, u"original trace number"_s, trace,
                                    u"15 digits in columns 7 to 21"_s));
    return trace;
}

class Reader
{
public:
    explicit Reader(const NachaFile &file)
        : m_file(file)
    { }

    ReadStatements read()
    {
        for (const NachaBatch &batch : m_file.batches) {
            std::vector<BankStatement> statements;
            m_places.clear();
            for (const NachaEntry &entry : batch.entries) {
                auto read = comesBack(entry) ? returned(batch, entry) : received(batch, entry);
                if (!read)
                    m_read.badEntries.push_back(read.error());
                else
                    statementFor(statements, batch, comesBack(entry) ? batch.companyId : compact(entry.account))
                        .entries.push_back(std::move(*read));
            }
            for (BankStatement &statement : statements)
                addStatement(m_read, std::move(statement));
        }
        m_read.warnings.insert(m_read.warnings.end(), m_file.warnings.begin(), m_file.warnings.end());
        return std::move(m_read);
    }

private:
    BankStatement &statementFor(std::vector<BankStatement> &statements, const NachaBatch &batch, const QString &account)
    {
        if (const auto place = m_places.constFind(account); place != m_places.constEnd())
            return statements[*place];
        m_places.insert(account, statements.size());
        BankStatement statement;
        statement.line = batch.line;
        statement.account = account;
        statement.currency = Currency::fromCode(u"USD").value();
        statement.number = batch.number;
        statement.day = m_file.created;
        return statements.emplace_back(std::move(statement));
    }

    BankEntry common(const NachaBatch &batch, const NachaEntry &entry) const
    {
        BankEntry result;
        result.line = entry.line;
        result.amount = entry.isDebit() ? entry.amount.negated() : entry.amount;
        result.status = entry.amount.isZero() ? EntryStatus::Information : EntryStatus::Booked;
        result.bookingDate = m_file.created;
        result.valueDate = batch.effectiveDate.isValid() ? batch.effectiveDate : m_file.created;
        result.bankReference = u"%1%2/%3/%4"_s.arg(m_file.created.toString(u"yyMMdd"_s), m_file.modifier, batch.number,
                                                   entry.traceNumber);
        result.customerReference = entry.individualId;
        result.typeCode = batch.secCode + u'/' + entry.transactionCode;
        result.typeText = batch.description;
        return result;
    }

    Checked<BankEntry> returned(const NachaBatch &batch, const NachaEntry &entry) const
    {
        BankEntry result = common(batch, entry);
        result.counterpartyName = entry.name;
        result.counterpartyAccount = compact(entry.account);
        result.counterpartyBank = entry.routingNumber;
        result.valueDate = m_file.created; // the effective date of a return batch is that of the first entry, or none
        const NachaAddenda *change = addendaOf(entry, u"98");
        const NachaAddenda &addenda = change ? *change : *addendaOf(entry, u"99");
        const auto trace = originalTrace(addenda);
        if (!trace)
            return tl::unexpected(trace.error());
        result.originalTrace = *trace;
        if (change) {
            const auto data = correctedBankData(*change);
            if (!data)
                return tl::unexpected(data.error());
            result.correction = *data;
            return result;
        }
        result.isReturn = true;
        result.returnReason = addenda.field(4, 6);
        const auto code = nachaCode(result.returnReason);
        if (!code || !result.returnReason.startsWith(u'R'))
            return tl::unexpected(found(addenda.line, u"bank.nacha_return"_s, u"return reason code"_s,
                                        result.returnReason, u"a code R01 to R85"_s));
        result.returnText = code->reason;
        result.remittanceText = tidy(addenda.field(36, 79));
        return result;
    }

    Checked<BankEntry> received(const NachaBatch &batch, const NachaEntry &entry)
    {
        BankEntry result = common(batch, entry);
        result.counterpartyName = batch.companyName;
        result.counterpartyAccount = batch.companyId;
        result.counterpartyBank = batch.originatingBank;
        QString payload;
        for (const NachaAddenda &addenda : entry.addenda) {
            if (addenda.type() == u"05")
                payload += addenda.record.mid(3, 80); // with its blanks: a segment may go on in the next record
        }
        result.remittanceText = tidy(payload);
        result.remittanceItems = remittanceItems820(payload, result.amount.currency(), entry.line, m_read.warnings);
        return result;
    }

    const NachaFile &m_file;
    ReadStatements m_read;
    QHash<QString, std::size_t> m_places; ///< of the statements of a batch, by account
};

} // namespace

Checked<CorrectedBankData> correctedBankData(const NachaAddenda &addenda)
{
    CorrectedBankData data;
    data.code = addenda.field(4, 6);
    const QString text = addenda.field(36, 64); // NACHA Operating Rules, appendix 5: fields at fixed places in it
    const auto part = [&text](qsizetype from, qsizetype size) { return text.mid(from, size).trimmed(); };
    if (data.code == u"C01") {
        data.account = part(0, 17);
    } else if (data.code == u"C02") {
        data.routingNumber = part(0, 9);
    } else if (data.code == u"C03") {
        data.routingNumber = part(0, 9);
        data.account = part(12, 17);
    } else if (data.code == u"C04") {
        data.name = part(0, 22);
    } else if (data.code == u"C05") {
        data.transactionCode = part(0, 2);
    } else if (data.code == u"C06") {
        data.account = part(0, 17);
        data.transactionCode = part(20, 2);
    } else if (data.code == u"C07") {
        data.routingNumber = part(0, 9);
        data.account = part(9, 17);
        data.transactionCode = part(26, 2);
    } else if (data.code == u"C09") {
        data.individualId = part(0, 22);
    } else if (!data.code.startsWith(u'C') || !nachaCode(data.code)) {
        return tl::unexpected(
            found(addenda.line, u"bank.nacha_change"_s, u"change code"_s, data.code, u"a code C01 to C14"_s));
    }
    if (!data.routingNumber.isEmpty() && !isRoutingNumber(data.routingNumber))
        return tl::unexpected(found(addenda.line, u"bank.routing_number"_s, u"corrected data"_s, data.routingNumber,
                                    u"nine digits with a right check digit"_s));
    return data;
}

Result<ReadStatements> readNacha(const QString &text)
{
    const auto file = parseNacha(text);
    return file ? Reader(*file).read() : Result<ReadStatements>(passOn(file));
}

} // namespace accord::bank
