// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/document_recipients.h"

#include "core/storage/transaction.h"
#include "core/workspace/billing_details.h"
#include "core/workspace/permit.h"

#include <QtCore/QJsonArray>

#include <algorithm>

namespace accord::workspace {

using storage::DocumentRecipient;
using storage::DocumentRecipientsSql;

namespace {

Result<> check(const DocumentRecipient &recipient)
{
    if (!recipientRoles().contains(recipient.role))
        return fail(ErrorKind::InvalidInput, u"delivery.recipient_role"_s,
                    {{u"value"_s, recipient.role}, {u"known"_s, recipientRoles().join(u", "_s)}});
    const bool isKnown
        = std::ranges::all_of(recipient.kinds, [](const QString &kind) { return documentKinds().contains(kind); });
    if (recipient.kinds.isEmpty() || !isKnown)
        return fail(ErrorKind::InvalidInput, u"delivery.recipient_kinds"_s,
                    {{u"address"_s, recipient.address}, {u"known"_s, documentKinds().join(u", "_s)}});
    if (recipient.role == u"portal")
        return recipient.address.isEmpty() ? fail(ErrorKind::InvalidInput, u"delivery.recipient_portal"_s) : Result<>();
    return isEmailAddress(recipient.address)
               ? Result<>()
               : fail(ErrorKind::InvalidInput, u"accounts.email"_s, {{u"value"_s, recipient.address}});
}

/// Each kind once, in the order of documentKinds().
QStringList inOrder(const QStringList &kinds)
{
    QStringList ordered;
    for (const QString &kind : documentKinds())
        if (kinds.contains(kind))
            ordered << kind;
    for (const QString &kind : kinds)
        if (!ordered.contains(kind))
            ordered << kind;
    return ordered;
}

QJsonArray toJson(const std::vector<DocumentRecipient> &recipients)
{
    QJsonArray array;
    for (const DocumentRecipient &one : recipients)
        array.append(QJsonObject{
            {u"role"_s, one.role}, {u"address"_s, one.address}, {u"kinds"_s, QJsonArray::fromStringList(one.kinds)}});
    return array;
}

} // namespace

const QStringList &recipientRoles()
{
    static const QStringList roles{u"to"_s, u"copy"_s, u"portal"_s};
    return roles;
}

const QStringList &documentKinds()
{
    static const QStringList kinds{u"invoice"_s, u"credit_note"_s, u"reminder"_s, u"statement"_s};
    return kinds;
}

Result<std::vector<DocumentRecipient>> documentRecipientsOf(Services &services, const accounts::AccountId &account)
{
    return DocumentRecipientsSql(services.session()).of(account);
}

Result<> setDocumentRecipients(Services &services, const accounts::AccountId &account,
                               std::vector<DocumentRecipient> recipients)
{
    if (const auto allowed = permitFor(services, Act::SaveBillingDetails, account); !allowed)
        return allowed;
    for (DocumentRecipient &one : recipients) {
        one.address = one.address.trimmed();
        one.kinds = inOrder(one.kinds);
        if (const auto usable = check(one); !usable)
            return usable;
        const auto same = [&](const DocumentRecipient &other) {
            return other.role == one.role && other.address.trimmed() == one.address;
        };
        if (std::ranges::count_if(recipients, same) > 1)
            return fail(ErrorKind::InvalidInput, u"delivery.recipient_twice"_s, {{u"address"_s, one.address}});
    }
    std::ranges::sort(recipients, {}, [](const DocumentRecipient &one) {
        return std::pair(recipientRoles().indexOf(one.role), one.address);
    });
    storage::Transaction transaction(services.session());
    DocumentRecipientsSql store(services.session());
    const auto before = store.of(account);
    if (!before)
        return passOn(before);
    if (*before == recipients)
        return transaction.commit();
    if (const auto saved = store.save(account, recipients, services.actor(), services.clock().now()); !saved)
        return saved;
    const auto audited = services.audit(u"account.document_recipients"_s, u"account"_s, account.toString(),
                                        {{u"before"_s, toJson(*before)}, {u"after"_s, toJson(recipients)}});
    return audited ? transaction.commit() : passOn(audited);
}

} // namespace accord::workspace
