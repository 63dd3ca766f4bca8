// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/delivery_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <algorithm>

namespace accord::workspace {

using storage::DeliveryRecipient;
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

/// What became of a document as a whole.
QString stateOf(const std::vector<DeliveryRecipient> &recipients)
{
    for (const QString &state : {u"failed"_s, u"unknown"_s, u"waiting"_s}) {
        if (std::ranges::find(recipients, state, &DeliveryRecipient::state) != recipients.end())
            return state;
    }
    return u"sent"_s;
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
    if (const QUuid step = QUuid::fromString(number); !step.isNull())
        return step;
    return note.error().kind == ErrorKind::NotFound
               ? Result<QUuid>(fail(ErrorKind::NotFound, u"delivery.not_found"_s, {{u"number"_s, number}}))
               : passOn(note);
}

Result<> DeliveryDesk::markRecipients(DeliveryRow &row, const DeliveryRecipient &as, const QString &to)
{
    OutboxSql outbox(m_services.session());
    const bool isKnown = std::ranges::any_of(row.recipients, [&](const auto &one) { return one.address == to; });
    if (!to.isEmpty() && !isKnown)
        return fail(ErrorKind::NotFound, u"delivery.recipient_unknown"_s,
                    {{u"address"_s, to}, {u"number"_s, row.number}});
    for (DeliveryRecipient &one : row.recipients) {
        // What was sent is not sent again because others did not get it; afterwards nobody may know whether it was.
        const bool isMeant = to.isEmpty() ? one.state != u"sent" || as.state == u"unknown" : one.address == to;
        if (!isMeant)
            continue;
        one = {one.role, one.address, as.state, as.note, as.changedAt, as.changedBy};
        if (const auto marked = outbox.mark(row.id, one); !marked)
            return marked;
    }
    return {};
}

Result<DeliveryRow> DeliveryDesk::mark(const QString &number, const QString &state, const QString &note,
                                       const QString &to)
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
    DeliveryRow row = **before;
    const QDateTime now = m_services.clock().now();
    if (const auto done = markRecipients(row, {{}, {}, state, note.trimmed(), now, m_services.actor()}, to); !done)
        return passOn(done);
    // Where it reached everybody before, it is the document that refuses to be anything else.
    const bool isDone = row.recipients.empty() || (to.isEmpty() && (*before)->state == u"sent");
    const auto marked
        = outbox.mark((*before)->id, isDone ? state : stateOf(row.recipients), note.trimmed(), m_services.actor(), now);
    if (!marked)
        return passOn(marked);
    const auto audited = m_services.audit(u"delivery.mark"_s, (*before)->kind, document->toString(QUuid::WithoutBraces),
                                          {{u"document"_s, (*before)->number},
                                           {u"before"_s, (*before)->state},
                                           {u"after"_s, state},
                                           {u"to"_s, to},
                                           {u"note"_s, note.trimmed()}});
    if (!audited)
        return passOn(audited);
    const auto after = outbox.ofSubject(*document);
    if (!after)
        return passOn(after);
    return transaction.commit().map([&] { return **after; });
}

} // namespace accord::workspace
