// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/entry_identity.h"

#include "core/base/canonical.h"

#include <QtCore/QHash>

namespace accord::bank {

namespace {

CanonicalForm begun(const QString &account, const BankEntry &entry)
{
    CanonicalForm form;
    form.add(u"accord.bank_entry.1"_s).add(account).add(entry.amount.currency().code()).add(entry.amount.minor());
    return form;
}

CanonicalForm fromReference(const QString &account, const BankEntry &entry)
{
    CanonicalForm form = begun(account, entry);
    form.add(u"reference"_s).add(entry.bankReference);
    return form;
}

CanonicalForm fromContent(const QString &account, const BankEntry &entry)
{
    CanonicalForm form = begun(account, entry);
    form.add(u"content"_s).add(entry.bookingDate).add(entry.valueDate).add(entry.customerReference);
    form.add(entry.endToEndId).add(entry.structuredReference).add(entry.remittanceText);
    form.add(entry.counterpartyName).add(entry.counterpartyAccount).add(entry.chequeNumber);
    form.add(entry.typeCode).add(entry.returnReason).add(entry.originalTrace);
    return form;
}

CanonicalForm fromBatch(const EntryIdentity &batch, std::size_t place)
{
    CanonicalForm form;
    form.add(u"accord.bank_entry.1"_s).add(u"part"_s).add(batch.key).add(qint64(place));
    return form;
}

/// Gives equal forms different numbers.
class Numbering
{
public:
    QByteArray key(CanonicalForm form)
    {
        const QByteArray digest = form.digest();
        return form.add(qint64(++m_seen[digest])).digest();
    }

private:
    QHash<QByteArray, qint64> m_seen;
};

} // namespace

std::vector<std::vector<EntryIdentity>> entryIdentities(const std::vector<BankStatement> &statements,
                                                        const AccountKey &accountKey)
{
    Numbering numbering;
    std::vector<std::vector<EntryIdentity>> result;
    for (const BankStatement &statement : statements) {
        const QString account = accountKey(statement.account);
        std::vector<EntryIdentity> identities;
        for (std::size_t i = 0; i < statement.entries.size(); ++i) {
            const BankEntry &entry = statement.entries[i];
            const bool isFromBank = !entry.bankReference.isEmpty();
            CanonicalForm form = isFromBank ? fromReference(account, entry) : fromContent(account, entry);
            if (!isFromBank && entry.batch)
                form = fromBatch(identities[*entry.batch], i - *entry.batch);
            identities.push_back(
                {numbering.key(std::move(form)), isFromBank || (entry.batch && identities[*entry.batch].isFromBank)});
        }
        result.push_back(std::move(identities));
    }
    return result;
}

} // namespace accord::bank
