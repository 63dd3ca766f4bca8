// SPDX-License-Identifier: GPL-3.0-or-later
// What lacks of invoices and is given up, within a limit.
#include "core/workspace/payments_desk.h"

#include "core/storage/transaction.h"
#include "core/workspace/payments_desk_parts.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::BankEntriesSql;
using storage::BankEntryRow;
using storage::BankPayment;
using storage::BankPaymentsSql;

Result<> PaymentsDesk::writeOff(qint64 number)
{
    if (auto may = mayBook(m_services, Act::MatchPayments); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    const auto entry = BankEntriesSql(m_services.session()).find(number);
    if (!entry)
        return passOn(entry);
    const auto payment = BankPaymentsSql(m_services.session()).appliedAs(entry->id);
    if (!payment)
        return passOn(payment);
    const auto done = *payment ? writeOffRest(*entry, **payment) : waiting(number).and_then([&](const auto &open) {
        return acceptAs(open, {}, true, {}, u"written_off"_s);
    });
    if (!done)
        return done;
    return transaction.commit();
}

Result<> PaymentsDesk::writeOffRest(const BankEntryRow &entry, const BankPayment &payment)
{
    const auto book = readCashBook(m_services);
    if (!book)
        return passOn(book);
    QStringList owed;
    for (const storage::BankApplication &application : payment.applications) {
        if (!application.amount.isNegative())
            owed << application.invoiceNumber;
    }
    const auto places = placesOf(owed, *book);
    if (!places)
        return passOn(places);
    if (restOf({}, *places, *book) == 0 || owed.isEmpty())
        return fail(ErrorKind::Conflict, u"payments.nothing_to_write_off"_s, {{u"entry"_s, entry.number}});
    // The payment is applied once more, now with all that is open of its invoices.
    const auto said = applyAgain(entry, {{}, {}, true, {}}, payment);
    if (!said)
        return passOn(said);
    if (const auto noted = note(entry, u"written_off"_s, {*said}); !noted)
        return noted;
    return audit(u"payment.write_off"_s, entry, {{u"match"_s, *said}});
}

Result<> PaymentsDesk::setWriteOffLimit(const Money &limit)
{
    if (auto may = permit(m_services, Act::ChangeWriteOffLimit); !may)
        return may;
    if (limit.isNegative())
        return fail(ErrorKind::InvalidInput, u"payments.limit_negative"_s, {{u"amount"_s, limit.toString()}});
    storage::Transaction transaction(m_services.session());
    const auto before = writeOffLimit(m_services);
    if (!before)
        return passOn(before);
    const auto kept = m_services.seller().setSetting(u"write_off_limit_minor"_s, QString::number(limit.minor()));
    if (!kept)
        return kept;
    const auto audited
        = m_services.audit(u"payment.limit"_s, u"workspace_setting"_s, u"write_off_limit_minor"_s,
                           {{u"before"_s, QString::number(*before)}, {u"after"_s, QString::number(limit.minor())}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace accord::workspace
