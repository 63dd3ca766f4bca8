// SPDX-License-Identifier: GPL-3.0-or-later
// QuickBooks IIF (Intuit, "IIF import kit") and NetSuite's CSV import of journal entries.
#include "core/exports/cell.h"
#include "core/exports/journal_parts.h"

#include <map>

namespace accord::exports {

namespace {

/// A field of an IIF file: no tabulators, line feeds or quotation marks.
QString field(QString text)
{
    for (const QChar bad : {u'\t', u'\r', u'\n', u'"'})
        text.replace(bad, u' ');
    return withoutFormula(text.trimmed());
}

QByteArray iifLine(const QStringList &fields)
{
    return windowsText(fields.join(u'\t')) + "\r\n";
}

/// How QuickBooks names what is behind an entry.
QString transactionType(const QString &kind)
{
    if (kind == u"invoice"_s)
        return u"INVOICE"_s;
    return kind == u"credit_note"_s ? u"CREDIT MEMO"_s : u"GENERAL JOURNAL"_s;
}

/// The line that leads a transaction: receivable where there is one.
size_t leading(const JournalEntry &entry)
{
    for (size_t i = 0; i < entry.lines.size(); ++i) {
        if (entry.lines[i].account == u"receivable"_s)
            return i;
    }
    return 0;
}

} // namespace

Result<QByteArray> writeIif(const Journal &journal, const JournalOptions &options)
{
    const QStringList columns{u"TRNSTYPE"_s, u"DATE"_s,  u"ACCNT"_s,  u"NAME"_s,
                              u"AMOUNT"_s,   u"CLASS"_s, u"DOCNUM"_s, u"MEMO"_s};
    QByteArray bytes = iifLine(QStringList{u"!TRNS"_s} + columns) + iifLine(QStringList{u"!SPL"_s} + columns)
                       + iifLine({u"!ENDTRNS"_s});
    for (const JournalEntry &entry : journal.entries) {
        const size_t first = leading(entry);
        const auto line = [&](const QString &mark, const JournalLine &one) {
            return iifLine({mark, transactionType(entry.kind), entry.date.toString(u"MM/dd/yyyy"_s),
                            field(accountName(JournalFormat::Iif, one, options.accounts)), field(one.party),
                            one.base.toString(), field(one.costCentre), field(entry.document),
                            field(u"%1 %2"_s.arg(entry.kind, one.document))});
        };
        QByteArray splits;
        for (size_t i = 0; i < entry.lines.size(); ++i) {
            if (entry.lines[i].base.currency() != journal.base)
                return fail(ErrorKind::InvalidInput, u"exports.base_missing"_s,
                            {{u"entry"_s, entry.id}, {u"document"_s, entry.document}});
            if (i != first)
                splits += line(u"SPL"_s, entry.lines[i]);
        }
        bytes += line(u"TRNS"_s, entry.lines[first]) + splits + iifLine({u"ENDTRNS"_s});
    }
    return bytes;
}

Result<QByteArray> writeNetSuite(const Journal &journal, const JournalOptions &options)
{
    const QString subsidiary = options.subsidiary.isEmpty() ? journal.company : options.subsidiary;
    QByteArray bytes = csvLine({u"External ID"_s, u"Subsidiary"_s, u"Currency"_s, u"Date"_s, u"Account"_s, u"Debit"_s,
                                u"Credit"_s, u"Name"_s, u"Department"_s, u"Memo"_s});
    for (const JournalEntry &entry : journal.entries) {
        // A journal entry of NetSuite has one currency; those of an entry balance each by itself.
        std::map<QString, QByteArray> byCurrency;
        for (const JournalLine &line : entry.lines)
            byCurrency[line.amount.currency().code()];
        for (const JournalLine &line : entry.lines) {
            const QString code = line.amount.currency().code();
            const bool isDebit = line.amount.minor() > 0;
            byCurrency[code] += csvLine(
                {byCurrency.size() == 1 ? entry.id : entry.id + u'-' + code, subsidiary, code,
                 entry.date.toString(u"MM/dd/yyyy"_s), accountName(JournalFormat::NetSuite, line, options.accounts),
                 isDebit ? line.amount.toString() : QString(), isDebit ? QString() : line.amount.negated().toString(),
                 line.party, line.costCentre, u"%1 %2"_s.arg(entry.kind, entry.document).trimmed()});
        }
        for (const auto &[code, lines] : byCurrency)
            bytes += lines;
    }
    return bytes;
}

} // namespace accord::exports
