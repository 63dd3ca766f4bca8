// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/credit_notes_sql.h"

#include "core/storage/outbox_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/transaction.h"

namespace accord::storage {

using namespace billing;

namespace {

#define NOTE_COLUMNS                                                                                                   \
    "SELECT note.id, note.invoice_id, invoice.number, invoice.issue_date, note.issuing_entity_id, note.account_id, "   \
    "invoice.account_name, note.number, note.state, note.issue_date, note.currency, note.net_minor, note.tax_minor, "  \
    "note.total_minor, note.company_currency, note.company_total_minor, note.reason, note.corrects, "                  \
    "note.requested_by, note.requested_at, note.engine_version, note.digest, note.seal, note.issued_at, "              \
    "note.void_reason, note.voids FROM credit_note AS note JOIN invoice ON invoice.id = note.invoice_id "

QJsonArray toJson(const std::vector<Money> &amounts)
{
    QJsonArray array;
    for (const Money &amount : amounts)
        array.append(qint64(amount.minor()));
    return array;
}

std::vector<Money> amountsFromJson(const QJsonArray &array, const Currency &currency)
{
    std::vector<Money> amounts;
    for (const QJsonValue &value : array)
        amounts.emplace_back(value.toInteger(), currency);
    return amounts;
}

CreditNote readHeader(Statement &row)
{
    CreditNote note;
    note.id = row.read<CreditNoteId>();
    note.invoice = row.read<InvoiceId>();
    note.invoiceNumber = row.read<QString>();
    note.invoiceIssueDate = row.read<QDate>();
    note.issuingEntity = row.read<IssuingEntityId>();
    note.account = row.read<accounts::AccountId>();
    note.accountName = row.read<QString>();
    note.number = row.read<QString>();
    note.state = creditNoteStateFromString(row.read<QString>()).value_or(CreditNoteState::Draft);
    note.issueDate = row.read<QDate>();
    note.currency = row.read<Currency>();
    note.net = row.readMoney(note.currency);
    note.tax = row.readMoney(note.currency);
    note.total = row.readMoney(note.currency);
    const auto company = row.read<Currency>();
    note.companyTotal = row.readMoney(company);
    note.reason = row.read<QString>();
    note.corrects = row.read<bool>();
    note.requestedBy = row.read<QString>();
    note.requestedAt = row.read<QDateTime>();
    note.engine = row.read<int>();
    note.digest = row.read<QString>().toLatin1();
    note.seal = row.read<QString>();
    note.issuedAt = row.read<QDateTime>();
    note.voidReason = row.read<QString>();
    note.voids = row.read<bool>();
    return note;
}

CreditNoteLine readLine(Statement &row, const Currency &currency)
{
    CreditNoteLine line;
    line.invoiceLine = row.read<int>();
    line.description = row.read<QString>();
    line.net = row.readMoney(currency);
    line.tax = row.readMoney(currency);
    line.taxes = amountsFromJson(row.read<QJsonArray>(), currency);
    line.creditedNet = row.readMoney(currency);
    line.creditedTaxes = amountsFromJson(row.read<QJsonArray>(), currency);
    return line;
}

tax::TaxGroup readGroup(Statement &row, const Currency &currency)
{
    tax::TaxGroup group;
    group.component.jurisdiction = row.read<QString>();
    group.component.category = tax::categoryFromCode(row.read<QString>()).value_or(tax::Category::Standard);
    group.component.percent = row.read<Decimal>();
    group.component.name = row.read<QString>();
    group.component.reasonCode = row.read<QString>();
    group.component.reason = row.read<QString>();
    group.taxable = row.readMoney(currency);
    group.tax = row.readMoney(currency);
    return group;
}

template<typename Value> Result<> nothing(const Result<Value> &result)
{
    return result ? Result<>() : passOn(result);
}

tl::unexpected<Error> notFound(const QString &reference)
{
    return fail(ErrorKind::NotFound, u"billing.credit_note_not_found"_s, {{u"credit_note"_s, reference}});
}

} // namespace

Result<> CreditNotesSql::add(const CreditNote &note)
{
    Transaction transaction(m_session);
    const auto added = m_session.run(
        "INSERT INTO credit_note (id, invoice_id, issuing_entity_id, account_id, state, currency, net_minor, "
        "tax_minor, "
        "total_minor, company_total_minor, company_currency, reason, corrects, requested_by, requested_at, "
        "engine_version, digest, voids) VALUES (?,?,?,?,'draft',?,?,?,?,?,?,?,?,?,?,?,?,?)",
        note.id, note.invoice, note.issuingEntity, note.account, note.currency, note.net, note.tax, note.total,
        note.companyTotal, note.companyTotal.currency(), notNull(note.reason), note.corrects, notNull(note.requestedBy),
        note.requestedAt, note.engine, QString::fromLatin1(note.digest), note.voids);
    if (!added)
        return passOn(added);
    if (const auto parts = addParts(note); !parts)
        return parts;
    return transaction.commit();
}

Result<> CreditNotesSql::addParts(const CreditNote &note)
{
    auto lines = m_session.statement(
        "INSERT INTO credit_note_line (credit_note_id, n, invoice_id, invoice_line, description, net_minor, tax_minor, "
        "taxes, before_net_minor, before_taxes) VALUES (?,?,?,?,?,?,?,?,?,?)");
    int n = 0;
    for (const CreditNoteLine &line : note.lines) {
        lines.bind(note.id, ++n, note.invoice, line.invoiceLine, notNull(line.description), line.net, line.tax,
                   toJson(line.taxes), line.creditedNet, toJson(line.creditedTaxes));
        if (const auto run = lines.run(); !run)
            return passOn(run);
    }
    auto groups = m_session.statement(
        "INSERT INTO credit_note_tax_group (credit_note_id, n, jurisdiction, category, percent, name, reason_code, "
        "reason, taxable_minor, tax_minor) VALUES (?,?,?,?,?,?,?,?,?,?)");
    n = 0;
    for (const tax::TaxGroup &group : note.taxGroups) {
        const tax::Component &c = group.component;
        groups.bind(note.id, ++n, notNull(c.jurisdiction), tax::code(c.category), c.percent, notNull(c.name),
                    notNull(c.reasonCode), notNull(c.reason), group.taxable, group.tax);
        if (const auto run = groups.run(); !run)
            return passOn(run);
    }
    return {};
}

Result<> CreditNotesSql::setState(const CreditNoteId &id, CreditNoteState state)
{
    return nothing(m_session.run("UPDATE credit_note SET state = ? WHERE id = ?", toString(state), id));
}

Result<> CreditNotesSql::markIssued(const CreditNote &note)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, headerOf(note.invoice.uuid()));
    const auto marked = m_session.run(
        "UPDATE credit_note SET state = 'issued', number = ?, issue_date = ?, seal = ?, issued_at = ? WHERE id = ?",
        note.number, note.issueDate, notNull(note.seal), note.issuedAt, note.id);
    if (!marked)
        return passOn(marked);
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<> CreditNotesSql::markVoid(const CreditNoteId &id, const QString &reason, const QString &by)
{
    return nothing(m_session.run("UPDATE credit_note SET state = 'void', void_reason = ?, voided_by = ? WHERE id = ?",
                                 notNull(reason), by, id));
}

Result<> CreditNotesSql::queueForSending(const QUuid &id, const CreditNote &note)
{
    const auto queued = m_session.run("INSERT INTO outbox (id, kind, subject_id, body, state, created_at) "
                                      "VALUES (?,'credit_note.send',?,?,'waiting',?)",
                                      id, note.id, QJsonObject{{u"number"_s, note.number}}, note.issuedAt);
    return queued ? OutboxSql(m_session).address(id, note.account, u"credit_note"_s) : passOn(queued);
}

Result<CreditNote> CreditNotesSql::find(const CreditNoteId &id) const
{
    auto found = m_session.statement(NOTE_COLUMNS "WHERE note.id = ?").bind(id).first(readHeader);
    if (!found)
        return passOn(found);
    if (!*found)
        return notFound(id.toString());
    CreditNote note = std::move(**found);
    if (const auto parts = readParts(note); !parts)
        return passOn(parts);
    return note;
}

Result<CreditNote> CreditNotesSql::findByReference(const QString &reference) const
{
    auto select = m_session.statement("SELECT id FROM credit_note WHERE number = ?");
    const auto id = select.bind(notNull(reference)).first([](Statement &row) { return row.read<CreditNoteId>(); });
    if (!id)
        return passOn(id);
    if (*id)
        return find(**id);
    if (const auto draft = CreditNoteId::parse(reference))
        return find(*draft);
    return notFound(reference);
}

Result<std::vector<CreditNote>> CreditNotesSql::ofInvoice(const InvoiceId &invoice) const
{
    auto notes = m_session.statement(NOTE_COLUMNS "WHERE note.invoice_id = ? ORDER BY note.requested_at, note.id")
                     .bind(invoice)
                     .all(readHeader);
    if (!notes)
        return notes;
    for (CreditNote &note : *notes) {
        if (const auto parts = readParts(note); !parts)
            return passOn(parts);
    }
    return notes;
}

Result<> CreditNotesSql::readParts(CreditNote &note) const
{
    auto lines = m_session.statement("SELECT invoice_line, description, net_minor, tax_minor, taxes, before_net_minor, "
                                     "before_taxes FROM credit_note_line WHERE credit_note_id = ? ORDER BY n");
    auto read = lines.bind(note.id).all([&](Statement &row) { return readLine(row, note.currency); });
    if (!read)
        return passOn(read);
    note.lines = std::move(*read);
    auto groups = m_session.statement(
        "SELECT jurisdiction, category, percent, name, reason_code, reason, taxable_minor, tax_minor "
        "FROM credit_note_tax_group WHERE credit_note_id = ? ORDER BY n");
    auto taxGroups = groups.bind(note.id).all([&](Statement &row) { return readGroup(row, note.currency); });
    if (!taxGroups)
        return passOn(taxGroups);
    note.taxGroups = std::move(*taxGroups);
    return {};
}

Result<std::vector<CreditNoteRow>> CreditNotesSql::list(const CreditNoteFilter &filter) const
{
    const QString state = filter.state ? toString(*filter.state) : u""_s;
    return m_session
        .statement("SELECT note.id, note.number, note.invoice_id, invoice.number, invoice.account_name, note.state, "
                   "note.issue_date, note.currency, note.net_minor, note.tax_minor, note.total_minor, note.reason, "
                   "note.requested_by, note.requested_at "
                   "FROM credit_note AS note JOIN invoice ON invoice.id = note.invoice_id "
                   "WHERE (?1 IS NULL OR note.invoice_id = ?1) AND (?2 IS NULL OR note.account_id = ?2) "
                   "AND (?3 = '' OR note.state = ?3) ORDER BY note.requested_at DESC, note.id DESC")
        .bind(filter.invoice, filter.account, state)
        .all([](Statement &row) {
            CreditNoteRow note;
            note.id = row.read<CreditNoteId>();
            note.number = row.read<QString>();
            note.invoice = row.read<InvoiceId>();
            note.invoiceNumber = row.read<QString>();
            note.account = row.read<QString>();
            note.state = creditNoteStateFromString(row.read<QString>()).value_or(CreditNoteState::Draft);
            note.issueDate = row.read<QDate>();
            const auto currency = row.read<Currency>();
            note.net = row.readMoney(currency);
            note.tax = row.readMoney(currency);
            note.total = row.readMoney(currency);
            note.reason = row.read<QString>();
            note.requestedBy = row.read<QString>();
            note.requestedAt = row.read<QDateTime>();
            return note;
        });
}

Result<std::vector<CreditNoteId>> CreditNotesSql::ids() const
{
    return m_session.statement("SELECT id FROM credit_note ORDER BY id").bind().all([](Statement &row) {
        return row.read<CreditNoteId>();
    });
}

Result<QDate> CreditNotesSql::lastIssueDate(const IssuingEntityId &entity) const
{
    auto select = m_session.statement("SELECT issue_date FROM credit_note WHERE issuing_entity_id = ? "
                                      "AND state = 'issued' ORDER BY issue_date DESC LIMIT 1");
    const auto date = select.bind(entity).first([](Statement &row) { return row.read<QDate>(); });
    if (!date)
        return passOn(date);
    return date->value_or(QDate());
}

Result<QString> CreditNotesSql::adjustedOn(const InvoiceId &invoice, const std::vector<int> &lines) const
{
    auto select = m_session.statement(
        "SELECT coalesce(invoice.number, hex(invoice.id)) FROM invoice_line AS own JOIN invoice_line AS later "
        "ON later.contract_id = own.contract_id AND later.item = own.item AND later.dimension = own.dimension "
        "AND later.kind = own.kind AND later.period_start = own.period_start AND later.period_end = own.period_end "
        "AND later.sequence > own.sequence AND NOT later.credited AND later.invoice_id <> own.invoice_id "
        "JOIN invoice ON invoice.id = later.invoice_id WHERE own.invoice_id = ? AND own.n = ? LIMIT 1");
    for (const int line : lines) {
        const auto number = select.bind(invoice, line).first([](Statement &row) { return row.read<QString>(); });
        if (!number)
            return passOn(number);
        if (*number)
            return **number;
    }
    return QString();
}

Result<> CreditNotesSql::confirmDocument(const CreditNoteId &id, const QByteArray &sha256, qint64 size,
                                         const QDateTime &now)
{
    auto select = m_session.statement("SELECT sha256 FROM credit_note_document WHERE credit_note_id = ?");
    const auto kept = select.bind(id).first([](Statement &row) { return row.read<QString>(); });
    if (!kept)
        return passOn(kept);
    if (!*kept) {
        if (m_session.isReadOnly())
            return {};
        // Who only reads documents compares them; the first digest is noted by who issues.
        const auto noted = nothing(m_session.run(
            "INSERT INTO credit_note_document (credit_note_id, sha256, size, rendered_at) VALUES (?,?,?,?)", id,
            QString::fromLatin1(sha256), size, now));
        return !noted && noted.error().kind == ErrorKind::Forbidden ? Result<>() : noted;
    }
    if (**kept != QString::fromLatin1(sha256))
        return fail(ErrorKind::Internal, u"documents.bytes_differ"_s,
                    {{u"kept"_s, **kept}, {u"now"_s, QString::fromLatin1(sha256)}});
    return {};
}

} // namespace accord::storage
