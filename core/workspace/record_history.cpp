// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/record_history.h"

#include "core/workspace/account_desk.h"
#include "core/workspace/audit_reading.h"

namespace accord::workspace {

using security::AuditRecord;

namespace {

bool isMissing(const Error &error)
{
    return error.kind == ErrorKind::NotFound;
}

/// Those that who asks may read.
Result<std::vector<AuditRecord>> readable(Services &services, const Result<std::vector<AuditRecord>> &records)
{
    if (!records)
        return records;
    auto reading = AuditReading::of(services);
    return reading ? reading->readable(*records) : passOn(reading);
}

Result<std::vector<AuditRecord>> allOf(Services &services, const billing::InvoiceId &id, int limit)
{
    storage::AuditSql audit(services.session());
    auto records = audit.historyOf(u"invoice"_s, id.toString(), 0, limit);
    if (!records)
        return records;
    const auto seal = services.invoices().sealOf(id);
    if (!seal)
        return passOn(seal);
    const auto issued = security::AuditSeal::parse(*seal);
    if (!issued)
        return records; // a draft
    // Issued in a batch: the record stands right behind the seal that the invoice carries.
    const auto visited = audit.visit(issued->sequence + 1, [&](const AuditRecord &record) {
        const auto place = std::find_if(records->begin(), records->end(),
                                        [&](const AuditRecord &other) { return other.sequence <= record.sequence; });
        if (place == records->end() || place->sequence != record.sequence)
            records->insert(place, record);
        return false;
    });
    if (!visited)
        return passOn(visited);
    if (records->size() > size_t(limit))
        records->resize(size_t(limit));
    return records;
}

} // namespace

Result<std::vector<AuditRecord>> historyOf(Services &services, const billing::InvoiceId &id, int limit)
{
    return readable(services, allOf(services, id, limit));
}

Result<std::vector<AuditRecord>> historyOf(Services &services, const QString &reference, int limit)
{
    const auto invoice = services.invoices().findByReference(reference);
    if (invoice)
        return historyOf(services, invoice->id, limit);
    if (!isMissing(invoice.error()))
        return passOn(invoice);
    const auto note = services.creditNotes().findByReference(reference);
    if (note)
        return readable(
            services, storage::AuditSql(services.session()).historyOf(u"credit_note"_s, note->id.toString(), 0, limit));
    if (!isMissing(note.error()))
        return passOn(note);
    const auto contract = services.contracts().findByNumber(reference);
    if (contract)
        return readable(
            services,
            storage::AuditSql(services.session()).historyOf(u"contract"_s, contract->id.toString(), 0, limit));
    if (!isMissing(contract.error()))
        return passOn(contract);
    const auto account = services.accounts().findByReference(reference);
    if (account)
        return AccountDesk(services).history(account->id, limit);
    if (!isMissing(account.error()))
        return passOn(account);
    const auto others = storage::AuditSql(services.session()).historyOf(reference, limit);
    if (others && others->empty())
        return fail(ErrorKind::NotFound, u"audit.record_not_found"_s, {{u"record"_s, reference}});
    return readable(services, others);
}

} // namespace accord::workspace
