// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/journal.h"

#include "core/exports/cell.h"
#include "core/exports/journal_parts.h"
#include "core/money/exact.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>

#include <array>

namespace accord::exports {

namespace {

constexpr std::array formats{JournalFormat::Csv, JournalFormat::Iif, JournalFormat::NetSuite, JournalFormat::Datev};

QString amountOf(const Money &amount)
{
    return amount.currency().isNull() ? QString() : amount.toString();
}

/// What one unit is worth, with as many digits as say it exactly, at most ten.
QString rateOf(const JournalLine &line)
{
    if (line.base.currency().isNull())
        return {};
    const auto rate = (Exact(line.base) / Exact(line.amount)).rounded(10);
    return rate ? rate->toShortString() : QString();
}

Result<QByteArray> writeCsv(const Journal &journal, const JournalOptions &options)
{
    // The tax code is the jurisdiction of the account.
    QByteArray bytes
        = csvLine({u"batch"_s, u"entry"_s, u"date"_s, u"kind"_s, u"account"_s, u"ledger_code"_s, u"debit"_s,
                   u"credit"_s, u"currency"_s, u"base_debit"_s, u"base_credit"_s, u"base_currency"_s, u"rate"_s,
                   u"party"_s, u"document"_s, u"invoice"_s, u"cost_center"_s, u"tax_code"_s, u"text"_s});
    for (const JournalEntry &entry : journal.entries) {
        for (const JournalLine &line : entry.lines) {
            const bool isDebit = line.amount.minor() > 0;
            const QString base = amountOf(isDebit ? line.base : line.base.negated());
            bytes += csvLine({journal.batch, entry.id, entry.date.toString(Qt::ISODate), entry.kind,
                              accountName(JournalFormat::Csv, line, options.accounts), line.ledgerCode,
                              isDebit ? line.amount.toString() : QString(),
                              isDebit ? QString() : line.amount.negated().toString(), line.amount.currency().code(),
                              isDebit ? base : QString(), isDebit ? QString() : base,
                              base.isEmpty() ? QString() : journal.base.code(), rateOf(line), line.party,
                              entry.document, line.document, line.costCentre, line.account.section(u'/', 1),
                              u"%1 %2"_s.arg(entry.kind, entry.document).trimmed()});
        }
    }
    return bytes;
}

} // namespace

QString toString(JournalFormat format)
{
    switch (format) {
    case JournalFormat::Csv:
        return u"csv"_s;
    case JournalFormat::Iif:
        return u"iif"_s;
    case JournalFormat::NetSuite:
        return u"netsuite"_s;
    case JournalFormat::Datev:
        return u"datev"_s;
    }
    Q_UNREACHABLE();
}

std::span<const JournalFormat> journalFormats()
{
    return formats;
}

Result<JournalFormat> journalFormatFromString(const QString &text)
{
    for (const JournalFormat format : formats) {
        if (toString(format) == text)
            return format;
    }
    return fail(ErrorKind::InvalidInput, u"exports.format_unknown"_s,
                {{u"value"_s, text}, {u"known"_s, u"csv, iif, netsuite, datev"_s}});
}

QString codedAccount(const JournalLine &line)
{
    return line.ledgerCode.isEmpty() ? line.account : line.account + u'/' + line.ledgerCode;
}

QString accountName(JournalFormat format, const JournalLine &line, const QHash<QString, QString> &names)
{
    if (const auto own = names.constFind(codedAccount(line)); own != names.constEnd())
        return *own;
    if (line.account == u"revenue"_s && !line.ledgerCode.isEmpty())
        return line.ledgerCode;
    const QString otherwise = format == JournalFormat::Datev ? standardAccount(line.account) : line.account;
    return names.value(line.account, names.value(line.account.section(u'/', 0, 0), otherwise));
}

Result<> checkAccountName(JournalFormat format, const QString &account, const QString &name)
{
    static const QRegularExpression number(u"^\\d{4,8}$"_s);
    if (format != JournalFormat::Datev || number.match(name).hasMatch())
        return {};
    return fail(ErrorKind::InvalidInput, u"exports.account_number"_s, {{u"account"_s, account}, {u"number"_s, name}});
}

Result<> checkOptions(const JournalOptions &options)
{
    struct Range
    {
        QString error;
        std::optional<int> value;
        int least;
        int most;
    };
    const Range ranges[]{{u"exports.consultant"_s, options.consultant, 1001, 9'999'999},
                         {u"exports.client"_s, options.client, 1, 99'999},
                         {u"exports.first_month"_s, options.firstMonth, 1, 12}};
    for (const auto &[error, value, least, most] : ranges) {
        if (value && (*value < least || *value > most))
            return fail(ErrorKind::InvalidInput, error, {{u"value"_s, *value}, {u"least"_s, least}, {u"most"_s, most}});
    }
    return {};
}

Result<QByteArray> writeJournal(JournalFormat format, const Journal &journal, const JournalOptions &options)
{
    if (const auto fine = checkOptions(options); !fine)
        return passOn(fine);
    switch (format) {
    case JournalFormat::Csv:
        return writeCsv(journal, options);
    case JournalFormat::Iif:
        return writeIif(journal, options);
    case JournalFormat::NetSuite:
        return writeNetSuite(journal, options);
    case JournalFormat::Datev:
        return writeDatev(journal, options);
    }
    Q_UNREACHABLE();
}

Result<QHash<QString, QString>> readAccountNames(const QByteArray &utf8)
{
    QJsonParseError problem;
    const auto document = QJsonDocument::fromJson(utf8, &problem);
    if (!document.isObject())
        return fail(ErrorKind::InvalidInput, u"exports.accounts_malformed"_s, {{u"problem"_s, problem.errorString()}});
    QHash<QString, QString> names;
    const QJsonObject object = document.object();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!it->isString() || it->toString().isEmpty())
            return fail(ErrorKind::InvalidInput, u"exports.accounts_malformed"_s, {{u"problem"_s, it.key()}});
        names.insert(it.key(), it->toString());
    }
    return names;
}

} // namespace accord::exports
