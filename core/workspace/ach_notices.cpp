// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/ach_notices.h"

#include "core/storage/payment_files_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QTimeZone>

namespace accord::workspace {

namespace {

Result<bool> noteChange(Services &services, const bank::BankEntry &entry)
{
    storage::AchNoticesSql store(services.session());
    const auto detail = store.detailOf(entry.originalTrace);
    if (!detail)
        return passOn(detail);
    if (!*detail)
        return false; // of another originator at the same bank
    const bank::CorrectedBankData &data = *entry.correction;
    return store.add({services.ids().next(),
                      **detail,
                      {},
                      entry.originalTrace,
                      data.code,
                      data.routingNumber,
                      data.account,
                      data.transactionCode,
                      data.name,
                      services.actor(),
                      services.clock().now()});
}

} // namespace

Result<AchNotices> noteAchNotices(Services &services, const std::vector<bank::BankStatement> &statements)
{
    AchNotices notices;
    for (const bank::BankStatement &statement : statements) {
        for (const bank::BankEntry &entry : statement.entries) {
            if (entry.originalTrace.isEmpty())
                continue;
            if (entry.correction) {
                const auto noted = noteChange(services, entry);
                if (!noted)
                    return passOn(noted);
                notices.changes += *noted;
            } else if (entry.isReturn && entry.amount.isZero()) {
                const auto marked = storage::PaymentFilesSql(services.session()).markReturned(entry.originalTrace);
                if (!marked)
                    return passOn(marked);
                ++notices.prenotesReturned;
            }
        }
    }
    return notices;
}

Result<storage::DebitConsent> recordDebitConsent(Services &services, const QString &reference, const QDate &day,
                                                 const QString &note)
{
    if (auto may = permit(services, Act::SaveBankData); !may)
        return passOn(may);
    storage::Transaction transaction(services.session());
    const auto invoice = services.invoices().findByReference(reference);
    if (!invoice)
        return passOn(invoice);
    storage::AchNoticesSql store(services.session());
    const auto returns = store.returnsOf(invoice->id, QDateTime(QDate(1970, 1, 1), QTime(0, 0), QTimeZone::utc()));
    if (!returns)
        return passOn(returns);
    const auto stopped
        = std::find_if(returns->rbegin(), returns->rend(), [](const auto &one) { return one.code == u"R08"; });
    if (stopped == returns->rend())
        return fail(ErrorKind::Conflict, u"payments.consent_needless"_s, {{u"invoice"_s, invoice->number}});
    if (!day.isValid() || day < stopped->settledOn || day > services.clock().today())
        return fail(ErrorKind::InvalidInput, u"payments.consent_day"_s,
                    {{u"from"_s, stopped->settledOn.toString(Qt::ISODate)}});
    if (note.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"payments.consent_note"_s);
    const storage::DebitConsent consent{services.ids().next(), invoice->id,      day,
                                        note.trimmed(),        services.actor(), services.clock().now()};
    if (const auto added = store.add(consent); !added)
        return passOn(added);
    const auto audited = services.audit(u"payment_file.consent"_s, u"invoice"_s, invoice->id.toString(),
                                        {{u"invoice"_s, invoice->number}, {u"given_on"_s, day.toString(Qt::ISODate)}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return consent; });
}

} // namespace accord::workspace
