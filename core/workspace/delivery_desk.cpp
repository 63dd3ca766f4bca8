// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/delivery_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::DeliveryRow;
using storage::OutboxSql;

namespace {

const QStringList states{u"waiting"_s, u"sent"_s, u"failed"_s, u"unknown"_s};

Result<> checkState(const QString &state)
{
    return states.contains(state) ? Result<>()
                                  : fail(ErrorKind::InvalidInput, u"delivery.state_unknown"_s,
                                         {{u"value"_s, state}, {u"known"_s, states.join(u", "_s)}});
}

} // namespace

Result<std::vector<DeliveryRow>> DeliveryDesk::list(const QString &state, int limit)
{
    if (!state.isEmpty()) {
        if (const auto known = checkState(state); !known)
            return passOn(known);
    }
    return OutboxSql(m_services.session()).rows(state, limit);
}

Result<std::optional<DeliveryRow>> DeliveryDesk::of(const QUuid &document)
{
    return OutboxSql(m_services.session()).ofSubject(document);
}

Result<QUuid> DeliveryDesk::documentOf(const QString &number)
{
    if (const auto invoice = m_services.invoices().findByReference(number))
        return invoice->id.uuid();
    const auto note = m_services.creditNotes().findByReference(number);
    if (note)
        return note->id.uuid();
    return note.error().kind == ErrorKind::NotFound
               ? Result<QUuid>(fail(ErrorKind::NotFound, u"delivery.not_found"_s, {{u"number"_s, number}}))
               : passOn(note);
}

Result<DeliveryRow> DeliveryDesk::mark(const QString &number, const QString &state, const QString &note)
{
    if (const auto allowed = permit(m_services, Act::MarkDelivery); !allowed)
        return passOn(allowed);
    if (const auto known = checkState(state); !known)
        return passOn(known);
    if (state == u"failed"_s && note.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"delivery.note_missing"_s);
    storage::Transaction transaction(m_services.session());
    const auto document = documentOf(number);
    if (!document)
        return passOn(document);
    OutboxSql outbox(m_services.session());
    const auto before = outbox.ofSubject(*document);
    if (!before)
        return passOn(before);
    if (!*before)
        return fail(ErrorKind::NotFound, u"delivery.not_found"_s, {{u"number"_s, number}});
    const auto marked = outbox.mark((*before)->id, state, note.trimmed(), m_services.actor(), m_services.clock().now());
    if (!marked)
        return passOn(marked);
    const auto audited = m_services.audit(u"delivery.mark"_s, (*before)->kind, document->toString(QUuid::WithoutBraces),
                                          {{u"document"_s, (*before)->number},
                                           {u"before"_s, (*before)->state},
                                           {u"after"_s, state},
                                           {u"note"_s, note.trimmed()}});
    if (!audited)
        return passOn(audited);
    const auto after = outbox.ofSubject(*document);
    if (!after)
        return passOn(after);
    return transaction.commit().map([&] { return **after; });
}

} // namespace accord::workspace
