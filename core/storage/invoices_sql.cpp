// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/invoices_sql.h"

#include "core/billing/discount_shares.h"
#include "core/storage/number_series_sql.h"
#include "core/storage/outbox_sql.h"
#include "core/storage/row_batch.h"
#include "core/storage/search_sql.h"
#include "core/storage/session.h"
#include "core/storage/sql_values.h"
#include "core/storage/synced_change.h"
#include "core/storage/synced_invoices_sql.h"
#include "core/storage/transaction.h"

#include <tuple>
#include <utility>

namespace accord::storage {

using namespace billing;

namespace {

#define INVOICE_COLUMNS                                                                                                \
    "id, issuing_entity_id, account_id, account_name, number, state, period_start, period_end, issue_date, due_date, " \
    "currency, subtotal_minor, tax_minor, total_minor, company_total_minor, purchase_order, revision, created_by, "    \
    "created_at, run_id, usage_watermark, engine_version, inputs, exceptions, digest, seal, issued_at, "               \
    "(SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = invoice.id), "                 \
    "(SELECT coalesce(sum(total_minor), 0) FROM credit_note WHERE invoice_id = invoice.id AND credit_note.state = "    \
    "'issued'), "                                                                                                      \
    "(SELECT coalesce(sum(amount_minor), 0) FROM write_off WHERE invoice_id = invoice.id AND write_off.state = "       \
    "'done'), "                                                                                                        \
    "EXISTS (SELECT 1 FROM credit_note WHERE invoice_id = invoice.id AND credit_note.state = 'issued' "                \
    "AND credit_note.voids) "

QJsonArray toJson(const std::vector<BillException> &exceptions)
{
    QJsonArray array;
    for (const BillException &exception : exceptions)
        array.append(QJsonObject{{u"severity"_s, contracts::toString(exception.severity)},
                                 {u"id"_s, exception.id},
                                 {u"args"_s, QJsonObject::fromVariantMap(exception.args)}});
    return array;
}

std::vector<BillException> exceptionsFromJson(const QJsonArray &array)
{
    std::vector<BillException> exceptions;
    for (const QJsonValue &value : array) {
        const QJsonObject object = value.toObject();
        const QString severity = object.value(u"severity"_s).toString();
        exceptions.push_back({severity == u"blocking"_s ? contracts::Severity::Blocking
                              : severity == u"note"_s   ? contracts::Severity::Note
                                                        : contracts::Severity::Warning,
                              object.value(u"id"_s).toString(), object.value(u"args"_s).toObject().toVariantMap()});
    }
    return exceptions;
}

Invoice readHeader(Statement &row)
{
    Invoice invoice;
    Bill &bill = invoice.bill;
    invoice.id = row.read<InvoiceId>();
    invoice.issuingEntity = row.read<IssuingEntityId>();
    invoice.account = bill.payer = row.read<accounts::AccountId>();
    invoice.accountName = row.read<QString>();
    invoice.number = row.read<QString>();
    invoice.state = invoiceStateFromString(row.read<QString>()).value_or(InvoiceState::Draft);
    bill.period.start = row.read<QDate>();
    bill.period.end = row.read<QDate>();
    invoice.issueDate = row.read<QDate>();
    invoice.dueDate = row.read<QDate>();
    bill.netDays = int(invoice.issueDate.daysTo(invoice.dueDate));
    bill.currency = row.read<Currency>();
    bill.subtotal = row.readMoney(bill.currency);
    bill.tax = row.readMoney(bill.currency);
    bill.total = row.readMoney(bill.currency);
    const auto companyMinor = row.read<qint64>();
    bill.purchaseOrder = row.read<QString>();
    invoice.revision = row.read<int>();
    invoice.createdBy = row.read<QString>();
    invoice.createdAt = row.read<QDateTime>();
    invoice.run = row.read<std::optional<BillRunId>>();
    invoice.usageWatermark = row.read<qint64>();
    invoice.engine = row.read<int>();
    invoice.inputs = row.read<QJsonObject>();
    bill.conversion = conversionFromJson(invoice.inputs.value(u"conversion"_s).toObject());
    bill.exceptions = exceptionsFromJson(row.read<QJsonArray>());
    invoice.digest = row.read<QString>().toLatin1();
    invoice.seal = row.read<QString>();
    invoice.issuedAt = row.read<QDateTime>();
    invoice.paid = row.readMoney(bill.currency);
    invoice.credited = row.readMoney(bill.currency);
    invoice.writtenOff = row.readMoney(bill.currency);
    invoice.isVoid = row.read<bool>();
    const auto company = Currency::fromCode(invoice.inputs.value(u"company_currency"_s).toString());
    invoice.companyTotal = Money(companyMinor, company.value_or(bill.currency));
    return invoice;
}

std::optional<PricedAmounts> readPriced(Statement &row, const Bill &bill)
{
    const auto gross = row.read<std::optional<qint64>>();
    const auto discount = row.read<std::optional<qint64>>();
    const auto net = row.read<std::optional<qint64>>();
    if (!bill.conversion || !gross || !discount || !net)
        return std::nullopt;
    const Currency currency = bill.conversion->from;
    return PricedAmounts{Money(*gross, currency), Money(*discount, currency), Money(*net, currency)};
}

BillLine readLine(Statement &row, const Bill &bill)
{
    const Currency currency = bill.currency;
    const std::vector<tax::TaxGroup> &groups = bill.taxGroups;
    BillLine line;
    line.key.contract = row.read<contracts::ContractId>();
    line.key.item = row.read<QString>();
    line.key.dimension = line.locationCode = row.read<QString>();
    line.key.period.start = row.read<QDate>();
    line.key.period.end = row.read<QDate>();
    line.key.kind = row.read<QString>();
    line.key.sequence = row.read<int>();
    line.contractNumber = row.read<QString>();
    line.contractVersion = row.read<int>();
    line.description = row.read<QString>();
    line.location = row.read<std::optional<accounts::LocationId>>();
    line.locationName = row.read<QString>();
    line.entity = row.read<accounts::AccountId>();
    line.entityName = row.read<QString>();
    line.costCentre = row.read<QString>();
    line.department = row.read<QString>();
    line.quantity = row.read<Decimal>();
    line.unit = row.read<QString>();
    line.unitPrice = row.read<std::optional<Decimal>>();
    line.used = row.read<std::optional<Decimal>>();
    line.included = row.read<std::optional<Decimal>>();
    line.gross = row.readMoney(currency);
    line.discount = row.readMoney(currency);
    line.net = row.readMoney(currency);
    line.tax = row.readMoney(currency);
    line.taxIncluded = row.read<bool>();
    for (const QString &n : row.read<QString>().split(u',', Qt::SkipEmptyParts)) {
        const qsizetype index = n.toLongLong() - 1;
        if (index >= 0 && size_t(index) < groups.size())
            line.taxes.push_back(groups[size_t(index)].component);
    }
    line.purchaseOrder = row.read<QString>();
    line.ledgerAccount = row.read<QString>();
    line.inAdvance = row.read<bool>();
    line.priced = readPriced(row, bill);
    return line;
}

/// Which of the invoice's tax groups a line belongs to: "1,2".
QString groupNumbers(const BillLine &line, const std::vector<tax::TaxGroup> &groups)
{
    QStringList numbers;
    for (const tax::Component &component : line.taxes) {
        for (size_t i = 0; i < groups.size(); ++i) {
            const tax::Component &group = groups[i].component;
            if (group.jurisdiction == component.jurisdiction && group.category == component.category
                && group.percent == component.percent)
                numbers << QString::number(i + 1);
        }
    }
    return notNull(numbers.join(u','));
}

template<typename Value> Result<> nothing(const Result<Value> &result)
{
    return result ? Result<>() : passOn(result);
}

Result<Invoice> one(Result<std::optional<Invoice>> invoice, const QString &reference)
{
    if (!invoice)
        return passOn(invoice);
    if (!*invoice)
        return fail(ErrorKind::NotFound, u"billing.invoice_not_found"_s, {{u"invoice"_s, reference}});
    return **invoice;
}

} // namespace

namespace {

#define LINE_COLUMNS                                                                                                   \
    "invoice_id, n, contract_id, item, dimension, period_start, period_end, kind, sequence, contract_number, "         \
    "contract_version, description, location_id, location_name, entity_id, entity_name, cost_centre, department, "     \
    "quantity, unit, unit_price, used, included, gross_minor, discount_minor, net_minor, tax_minor, tax_inclusive, "   \
    "tax_groups, purchase_order, ledger_account, in_advance, priced_gross_minor, priced_discount_minor, "              \
    "priced_net_minor"

/// Hands the values of LINE_COLUMNS to \a take.
template<typename Take> auto withLine(const Invoice &invoice, int n, const Take &take)
{
    const BillLine &line = invoice.bill.lines[size_t(n) - 1];
    const auto priced = [&](Money PricedAmounts::*amount) {
        return line.priced ? std::optional(*line.priced.*amount) : std::nullopt;
    };
    return take(
        invoice.id, n, line.key.contract, notNull(line.key.item), notNull(line.key.dimension), line.key.period.start,
        line.key.period.end, notNull(line.key.kind), line.key.sequence, notNull(line.contractNumber),
        line.contractVersion, notNull(line.description), line.location, notNull(line.locationName), line.entity,
        notNull(line.entityName), notNull(line.costCentre), notNull(line.department), line.quantity, notNull(line.unit),
        line.unitPrice, line.used, line.included, line.gross, line.discount, line.net, line.tax, line.taxIncluded,
        groupNumbers(line, invoice.bill.taxGroups), notNull(line.purchaseOrder), notNull(line.ledgerAccount),
        line.inAdvance, priced(&PricedAmounts::gross), priced(&PricedAmounts::discount), priced(&PricedAmounts::net));
}

#define LINE_VALUES "(false,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"

#define FIVE_OF(VALUES) VALUES "," VALUES "," VALUES "," VALUES "," VALUES

/// Stores \a together lines at a time from line \a n on, as long as so many are left. A statement that takes many saves
/// more than half of the work: SQLite copies the pages that it changes once for it, as a trigger may undo it, and makes
/// the triggers' programs ready once.
Result<> storeLines(Session &session, Sql sql, int together, const Invoice &invoice, int &n)
{
    const int count = int(invoice.bill.lines.size());
    if (n + together - 1 > count)
        return {};
    auto insert = session.statement(sql);
    while (n + together - 1 <= count) {
        for (const int next = n + together; n < next; ++n)
            withLine(invoice, n, [&](const auto &...values) { insert.bindMore(values...); });
        if (const auto run = insert.run(); !run)
            return passOn(run);
    }
    return {};
}

Result<> addLines(Session &session, const Invoice &invoice)
{
    const int count = int(invoice.bill.lines.size());
    if (RowBatch::suits(session)) {
        RowBatch rows{"invoice_id",         "n",
                      "contract_id",        "item",
                      "dimension",          "period_start",
                      "period_end",         "kind",
                      "sequence",           "contract_number",
                      "contract_version",   "description",
                      "location_id",        "location_name",
                      "entity_id",          "entity_name",
                      "cost_centre",        "department",
                      "quantity",           "unit",
                      "unit_price",         "used",
                      "included",           "gross_minor",
                      "discount_minor",     "net_minor",
                      "tax_minor",          "tax_inclusive",
                      "tax_groups",         "purchase_order",
                      "ledger_account",     "in_advance",
                      "priced_gross_minor", "priced_discount_minor",
                      "priced_net_minor"};
        constexpr int mostTogether = 1'000;
        for (int n = 1; n <= count; ++n) {
            withLine(invoice, n, [&](const auto &...values) { rows.add(values...); });
            if (rows.size() < mostTogether && n < count)
                continue;
            const auto stored = rows.store(session, "INSERT INTO invoice_line (credited, " LINE_COLUMNS
                                                    ") SELECT false, " LINE_COLUMNS
                                                    " FROM json_populate_recordset(NULL::acc.invoice_line, ?::json)");
            if (!stored)
                return stored;
        }
        return {};
    }
    int n = 1;
    for (const auto &[together, sql] :
         {std::pair(50, Sql("INSERT INTO invoice_line (credited, " LINE_COLUMNS
                            ") VALUES " FIVE_OF(FIVE_OF(LINE_VALUES)) "," FIVE_OF(FIVE_OF(LINE_VALUES)))),
          std::pair(5, Sql("INSERT INTO invoice_line (credited, " LINE_COLUMNS ") VALUES " FIVE_OF(LINE_VALUES))),
          std::pair(1, Sql("INSERT INTO invoice_line (credited, " LINE_COLUMNS ") VALUES " LINE_VALUES))}) {
        if (const auto stored = storeLines(session, sql, together, invoice, n); !stored)
            return stored;
    }
    return {};
}

} // namespace

Result<> InvoicesSql::add(const Invoice &invoice)
{
    Transaction transaction(m_session);
    const Bill &bill = invoice.bill;
    const auto added = m_session.run(
        "INSERT INTO invoice (id, issuing_entity_id, account_id, account_name, number, state, period_start, "
        "period_end, issue_date, "
        "due_date, currency, subtotal_minor, tax_minor, total_minor, amount_due_minor, company_total_minor, "
        "purchase_order, revision, created_by, created_at, run_id, usage_watermark, engine_version, inputs, "
        "exceptions, digest) "
        "VALUES (?,?,?,?,NULL,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        invoice.id, invoice.issuingEntity, invoice.account, notNull(invoice.accountName), toString(invoice.state),
        bill.period.start, bill.period.end, invoice.issueDate, invoice.dueDate, bill.currency, bill.subtotal, bill.tax,
        bill.total, bill.amountDue(), invoice.companyTotal, notNull(bill.purchaseOrder), invoice.revision,
        notNull(invoice.createdBy), invoice.createdAt, invoice.run, invoice.usageWatermark, invoice.engine,
        invoice.inputs, toJson(bill.exceptions), QString::fromLatin1(invoice.digest));
    if (!added)
        return passOn(added);
    if (const auto parts = addParts(invoice); !parts)
        return parts;
    if (const auto entered = SearchSql(m_session).put(searchEntryOf(invoice)); !entered)
        return entered;
    return transaction.commit();
}

Result<> InvoicesSql::addParts(const Invoice &invoice)
{
    const Bill &bill = invoice.bill;
    auto groups = m_session.statement(
        "INSERT INTO invoice_tax_group (invoice_id, n, jurisdiction, category, percent, name, reason_code, "
        "reason, taxable_minor, tax_minor) VALUES (?,?,?,?,?,?,?,?,?,?)");
    int n = 0;
    for (const tax::TaxGroup &group : bill.taxGroups) {
        const tax::Component &c = group.component;
        if (const auto run
            = groups
                  .bind(invoice.id, ++n, notNull(c.jurisdiction), tax::code(c.category), c.percent, notNull(c.name),
                        notNull(c.reasonCode), notNull(c.reason), group.taxable, group.tax)
                  .run();
            !run)
            return passOn(run);
    }
    if (const auto lines = addLines(m_session, invoice); !lines)
        return lines;
    auto discounts
        = m_session.statement("INSERT INTO invoice_discount (invoice_id, n, name, amount_minor) VALUES (?,?,?,?)");
    n = 0;
    for (const DiscountTotal &discount : bill.discounts) {
        if (const auto run = discounts.bind(invoice.id, ++n, notNull(discount.name), discount.amount).run(); !run)
            return passOn(run);
    }
    auto allocations = m_session.statement(
        "INSERT INTO invoice_allocation (invoice_id, n, entity_id, entity_name, cost_centre, percent, "
        "amount_minor, cap_minor, over_cap_minor, is_over_cap) VALUES (?,?,?,?,?,?,?,?,?,?)");
    n = 0;
    for (const CostAllocation &row : bill.allocations) {
        if (const auto run = allocations
                                 .bind(invoice.id, ++n, row.entity, notNull(row.entityName), notNull(row.costCentre),
                                       row.percent, row.amount, row.budgetCap, row.overCap, row.isOverCapRow)
                                 .run();
            !run)
            return passOn(run);
    }
    return addPayment(invoice);
}

Result<> InvoicesSql::addPayment(const Invoice &invoice)
{
    auto credits = m_session.statement("INSERT INTO invoice_credit (invoice_id, n, contract_id, name, granted_minor, "
                                       "before_minor, amount_minor) VALUES (?,?,?,?,?,?,?)");
    int n = 0;
    for (const CreditApplied &credit : invoice.bill.credits) {
        credits.bind(invoice.id, ++n, credit.contract, notNull(credit.name), credit.granted, credit.before,
                     credit.amount);
        if (const auto run = credits.run(); !run)
            return passOn(run);
    }
    auto instalments = m_session.statement(
        "INSERT INTO invoice_instalment (invoice_id, n, name, due_on, milestone, amount_minor) VALUES (?,?,?,?,?,?)");
    n = 0;
    for (const Instalment &part : invoice.bill.instalments) {
        instalments.bind(invoice.id, ++n, notNull(part.name), part.due, notNull(part.milestone), part.amount);
        if (const auto run = instalments.run(); !run)
            return passOn(run);
    }
    return {};
}

Result<> InvoicesSql::remove(const InvoiceId &id)
{
    Transaction transaction(m_session);
    for (const auto &removed : {m_session.run("DELETE FROM prepayment WHERE invoice_id = ?", id),
                                m_session.run("DELETE FROM invoice_line WHERE invoice_id = ?", id),
                                m_session.run("DELETE FROM invoice_tax_group WHERE invoice_id = ?", id),
                                m_session.run("DELETE FROM invoice_discount WHERE invoice_id = ?", id),
                                m_session.run("DELETE FROM invoice_allocation WHERE invoice_id = ?", id),
                                m_session.run("DELETE FROM invoice_credit WHERE invoice_id = ?", id),
                                m_session.run("DELETE FROM invoice_instalment WHERE invoice_id = ?", id),
                                m_session.run("UPDATE bill_run_account SET invoice_id = NULL WHERE invoice_id = ?", id),
                                m_session.run("DELETE FROM invoice WHERE id = ?", id)}) {
        if (!removed)
            return passOn(removed);
    }
    if (const auto left = SearchSql(m_session).remove(SearchKind::Invoice, id.uuid()); !left)
        return left;
    return transaction.commit();
}

Result<> InvoicesSql::setState(const InvoiceId &id, InvoiceState state)
{
    return nothing(m_session.run("UPDATE invoice SET state = ? WHERE id = ?", toString(state), id));
}

Result<> InvoicesSql::saveOrder(const Invoice &invoice)
{
    Transaction transaction(m_session);
    const auto changed = m_session.run(
        "UPDATE invoice SET purchase_order = ?, revision = ?, digest = ?, exceptions = ?, state = 'draft' WHERE id = ?",
        notNull(invoice.bill.purchaseOrder), invoice.revision, QString::fromLatin1(invoice.digest),
        toJson(invoice.bill.exceptions), invoice.id);
    if (!changed)
        return passOn(changed);
    auto update = m_session.statement("UPDATE invoice_line SET purchase_order = ? WHERE invoice_id = ? AND n = ?");
    for (size_t i = 0; i < invoice.bill.lines.size(); ++i) {
        update.bind(notNull(invoice.bill.lines[i].purchaseOrder), invoice.id, int(i) + 1);
        if (const auto run = update.run(); !run)
            return passOn(run);
    }
    return transaction.commit();
}

Result<> InvoicesSql::saveDates(const Invoice &invoice)
{
    return nothing(
        m_session.run("UPDATE invoice SET issue_date = ?, due_date = ?, company_total_minor = ?, inputs = ?, "
                      "revision = ?, digest = ?, state = 'draft' WHERE id = ?",
                      invoice.issueDate, invoice.dueDate, invoice.companyTotal, invoice.inputs, invoice.revision,
                      QString::fromLatin1(invoice.digest), invoice.id));
}

Result<> InvoicesSql::markIssued(const Invoice &invoice)
{
    Transaction transaction(m_session);
    SyncedChange change(m_session, headerOf(invoice.id.uuid()));
    const auto marked
        = m_session.run("UPDATE invoice SET state = 'issued', number = ?, seal = ?, issued_at = ? WHERE id = ?",
                        invoice.number, notNull(invoice.seal), invoice.issuedAt, invoice.id);
    if (!marked)
        return passOn(marked);
    if (const auto entered = SearchSql(m_session).put(searchEntryOf(invoice)); !entered)
        return entered;
    if (auto told = change.tell(); !told)
        return told;
    return transaction.commit();
}

Result<> InvoicesSql::queueForSending(const QUuid &id, const Invoice &invoice)
{
    const auto queued = m_session.run(
        "INSERT INTO outbox (id, kind, subject_id, body, state, created_at) VALUES (?,'invoice.send',?,?,'waiting',?)",
        id, invoice.id, QJsonObject{{u"number"_s, invoice.number}}, invoice.issuedAt);
    return queued ? OutboxSql(m_session).address(id, invoice.account, u"invoice"_s) : passOn(queued);
}

/// In a copy the header of an invoice may be there where the whole of it is not.
Result<Invoice> InvoicesSql::orWithServer(Result<Invoice> invoice, const QString &reference) const
{
    if (invoice || invoice.error().kind != ErrorKind::NotFound)
        return invoice;
    const auto number = SyncedInvoicesSql(m_session).numberOf(reference);
    if (!number)
        return passOn(number);
    return *number ? fail(ErrorKind::Forbidden, u"sync.invoice_with_server"_s, {{u"invoice"_s, **number}}) : invoice;
}

Result<Invoice> InvoicesSql::find(const InvoiceId &id) const
{
    auto select = m_session.statement("SELECT " INVOICE_COLUMNS "FROM invoice WHERE id = ?");
    auto invoice = one(select.bind(id).first(readHeader), id.toString());
    if (!invoice)
        return orWithServer(std::move(invoice), id.toString());
    if (const auto parts = readParts(*invoice); !parts)
        return passOn(parts);
    return invoice;
}

Result<Invoice> InvoicesSql::findByReference(const QString &reference) const
{
    auto select = m_session.statement("SELECT id FROM invoice WHERE number = ?");
    const auto id = select.bind(notNull(reference)).first([](Statement &row) { return row.read<InvoiceId>(); });
    if (!id)
        return passOn(id);
    if (*id)
        return find(**id);
    if (const auto draft = InvoiceId::parse(reference))
        return find(*draft);
    return orWithServer(fail(ErrorKind::NotFound, u"billing.invoice_not_found"_s, {{u"invoice"_s, reference}}),
                        reference);
}

Result<> InvoicesSql::readParts(Invoice &invoice) const
{
    Bill &bill = invoice.bill;
    auto groups = m_session.statement(
        "SELECT jurisdiction, category, percent, name, reason_code, reason, taxable_minor, tax_minor "
        "FROM invoice_tax_group WHERE invoice_id = ? ORDER BY n");
    auto taxGroups = groups.bind(invoice.id).all([&](Statement &row) {
        tax::TaxGroup group;
        group.component.jurisdiction = row.read<QString>();
        group.component.category = tax::categoryFromCode(row.read<QString>()).value_or(tax::Category::Standard);
        group.component.percent = row.read<Decimal>();
        group.component.name = row.read<QString>();
        group.component.reasonCode = row.read<QString>();
        group.component.reason = row.read<QString>();
        group.taxable = row.readMoney(bill.currency);
        group.tax = row.readMoney(bill.currency);
        return group;
    });
    if (!taxGroups)
        return passOn(taxGroups);
    bill.taxGroups = std::move(*taxGroups);
    auto lines = m_session.statement(
        "SELECT contract_id, item, dimension, period_start, period_end, kind, sequence, contract_number, "
        "contract_version, description, "
        "location_id, location_name, entity_id, entity_name, cost_centre, department, quantity, unit, unit_price, "
        "used, included, "
        "gross_minor, discount_minor, net_minor, tax_minor, tax_inclusive, tax_groups, "
        "purchase_order, ledger_account, in_advance, priced_gross_minor, priced_discount_minor, priced_net_minor "
        "FROM invoice_line WHERE invoice_id = ? ORDER BY n");
    auto read = lines.bind(invoice.id).all([&](Statement &row) { return readLine(row, bill); });
    if (!read)
        return passOn(read);
    bill.lines = std::move(*read);
    billing::restoreShares(bill.lines, invoice.inputs.value(u"discount_shares"_s).toArray(),
                           bill.conversion ? bill.conversion->from : bill.currency);
    auto discounts
        = m_session.statement("SELECT name, amount_minor FROM invoice_discount WHERE invoice_id = ? ORDER BY n");
    auto discountRows = discounts.bind(invoice.id).all([&](Statement &row) {
        QString name = row.read<QString>();
        return DiscountTotal{name, row.readMoney(bill.currency)};
    });
    if (!discountRows)
        return passOn(discountRows);
    bill.discounts = std::move(*discountRows);
    auto allocations = m_session.statement(
        "SELECT entity_id, entity_name, cost_centre, percent, amount_minor, cap_minor, over_cap_minor, "
        "is_over_cap FROM invoice_allocation WHERE invoice_id = ? ORDER BY n");
    auto rows = allocations.bind(invoice.id).all([&](Statement &row) {
        CostAllocation allocation;
        allocation.entity = row.read<accounts::AccountId>();
        allocation.entityName = row.read<QString>();
        allocation.costCentre = row.read<QString>();
        allocation.percent = row.read<std::optional<Decimal>>();
        allocation.amount = row.readMoney(bill.currency);
        if (const auto cap = row.read<std::optional<qint64>>())
            allocation.budgetCap = Money(*cap, bill.currency);
        allocation.overCap = row.readMoney(bill.currency);
        allocation.isOverCapRow = row.read<bool>();
        return allocation;
    });
    if (!rows)
        return passOn(rows);
    bill.allocations = std::move(*rows);
    return readPayment(bill, invoice.id);
}

Result<> InvoicesSql::readPayment(Bill &bill, const InvoiceId &id) const
{
    auto credits = m_session.statement("SELECT contract_id, name, granted_minor, before_minor, amount_minor "
                                       "FROM invoice_credit WHERE invoice_id = ? ORDER BY n");
    auto applied = credits.bind(id).all([&](Statement &row) {
        CreditApplied credit;
        credit.contract = row.read<contracts::ContractId>();
        credit.name = row.read<QString>();
        credit.granted = row.readMoney(bill.currency);
        credit.before = row.readMoney(bill.currency);
        credit.amount = row.readMoney(bill.currency);
        return credit;
    });
    if (!applied)
        return passOn(applied);
    bill.credits = std::move(*applied);
    auto instalments = m_session.statement(
        "SELECT name, due_on, milestone, amount_minor FROM invoice_instalment WHERE invoice_id = ? ORDER BY n");
    auto parts = instalments.bind(id).all([&](Statement &row) {
        Instalment part;
        part.name = row.read<QString>();
        part.due = row.read<QDate>();
        part.milestone = row.read<QString>();
        part.amount = row.readMoney(bill.currency);
        return part;
    });
    if (!parts)
        return passOn(parts);
    bill.instalments = std::move(*parts);
    return {};
}

Result<std::vector<CreditUsed>> InvoicesSql::creditsUsed(const contracts::ContractId &contract,
                                                         const Currency &currency) const
{
    return m_session
        .statement(
            "SELECT name, sum(amount_minor) FROM invoice_credit WHERE contract_id = ? GROUP BY name ORDER BY name")
        .bind(contract)
        .all([&](Statement &row) {
            QString name = row.read<QString>();
            return CreditUsed{contract, name, row.readMoney(currency)};
        });
}

Result<QString> InvoicesSql::sealOf(const InvoiceId &id) const
{
    auto select = m_session.statement("SELECT seal FROM invoice WHERE id = ?");
    const auto seal = select.bind(id).first([](Statement &row) { return row.read<QString>(); });
    if (!seal)
        return passOn(seal);
    return seal->value_or(QString());
}

Result<std::vector<InvoiceId>> InvoicesSql::ids() const
{
    return m_session.statement("SELECT id FROM invoice ORDER BY id").bind().all([](Statement &row) {
        return row.read<InvoiceId>();
    });
}

Result<QSet<QString>> InvoicesSql::billedKeys(const std::vector<contracts::ContractId> &contracts,
                                              const Period &period) const
{
    QSet<QString> keys;
    auto select
        = m_session.statement("SELECT item, dimension, period_start, period_end, kind, sequence FROM invoice_line "
                              "WHERE contract_id = ? AND NOT credited "
                              "AND ((period_start >= ? AND period_start < ?) OR (period_end > ? AND period_end <= ?))");
    for (const auto &contract : contracts) {
        select.bind(contract, period.start, period.end, period.start, period.end);
        while (select.next()) {
            LineKey key;
            key.contract = contract;
            key.item = select.read<QString>();
            key.dimension = select.read<QString>();
            key.period.start = select.read<QDate>();
            key.period.end = select.read<QDate>();
            key.kind = select.read<QString>();
            key.sequence = select.read<int>();
            keys.insert(key.toString());
        }
        if (const auto read = select.finish(); !read)
            return passOn(read);
    }
    return keys;
}

Result<qint64> InvoicesSql::takeNumber(const IssuingEntityId &entity, const QString &series, int year)
{
    return NumberSeriesSql(m_session).take({entity, series, year});
}

Result<QDate> InvoicesSql::lastIssueDate(const IssuingEntityId &entity) const
{
    auto select = m_session.statement(
        "SELECT issue_date FROM invoice WHERE issuing_entity_id = ? AND state = 'issued' "
        "AND NOT EXISTS (SELECT 1 FROM opening_receivable WHERE invoice_id = invoice.id) "
        "ORDER BY issue_date DESC, id LIMIT 1"); // by its index from the newest on; max() reads them all
    const auto date = select.bind(entity).first([](Statement &row) { return row.read<QDate>(); });
    if (!date)
        return passOn(date);
    return date->value_or(QDate());
}

Result<std::optional<Money>> InvoicesSql::previousTotal(const accounts::AccountId &account, const QDate &before) const
{
    auto select
        = m_session.statement("SELECT currency, total_minor FROM invoice WHERE account_id = ? AND period_start < ? "
                              "AND NOT EXISTS (SELECT 1 FROM opening_receivable WHERE invoice_id = invoice.id) "
                              "AND NOT EXISTS (SELECT 1 FROM prepayment WHERE invoice_id = invoice.id) "
                              "AND NOT EXISTS (SELECT 1 FROM late_charge WHERE note_id = invoice.id) "
                              "ORDER BY period_start DESC, id DESC LIMIT 1");
    return select.bind(account, before).first([](Statement &row) {
        const auto currency = row.read<Currency>();
        return row.readMoney(currency);
    });
}

Result<> InvoicesSql::confirmDocument(const InvoiceId &id, const QByteArray &sha256, qint64 size, const QDateTime &now)
{
    auto select = m_session.statement("SELECT sha256 FROM issued_document WHERE invoice_id = ?");
    const auto kept = select.bind(id).first([](Statement &row) { return row.read<QString>(); });
    if (!kept)
        return passOn(kept);
    if (!*kept) {
        if (m_session.isReadOnly())
            return {};
        // Who only reads documents compares them; the first digest is noted by who issues.
        const auto noted = nothing(
            m_session.run("INSERT INTO issued_document (invoice_id, sha256, size, rendered_at) VALUES (?,?,?,?)", id,
                          QString::fromLatin1(sha256), size, now));
        return !noted && noted.error().kind == ErrorKind::Forbidden ? Result<>() : noted;
    }
    if (**kept != QString::fromLatin1(sha256))
        return fail(ErrorKind::Internal, u"documents.bytes_differ"_s,
                    {{u"kept"_s, **kept}, {u"now"_s, QString::fromLatin1(sha256)}});
    return {};
}

} // namespace accord::storage
