// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger/entry.h"

#include <map>

namespace accord::ledger {

Result<Entry> entryForInvoice(const billing::Invoice &invoice)
{
    const Currency currency = invoice.bill.currency;
    std::map<QString, MoneySum> credits;
    const auto credit = [&](const QString &account, const Money &amount) {
        credits.try_emplace(account, currency).first->second.subtract(amount);
    };
    for (const billing::BillLine &line : invoice.bill.lines)
        credit(line.inAdvance ? u"deferred_revenue"_s : u"revenue"_s, line.net);
    for (const tax::TaxGroup &group : invoice.bill.taxGroups)
        credit(u"tax_payable/"_s + group.component.jurisdiction, group.tax);

    Entry entry{{}, invoice.issueDate, u"invoice"_s, invoice.id.uuid(), {}};
    const Money due = invoice.bill.amountDue();
    const auto prepaid = invoice.bill.total.minus(due);
    if (!prepaid)
        return passOn(prepaid);
    if (!due.isZero())
        entry.postings.push_back({u"receivable"_s, invoice.account, due});
    if (!prepaid->isZero())
        entry.postings.push_back({u"prepaid_credit"_s, invoice.account, *prepaid});
    for (const auto &[account, sum] : credits) {
        if (!sum.total())
            return passOn(sum.total());
        if (!sum.total()->isZero())
            entry.postings.push_back({account, invoice.account, *sum.total()});
    }
    return entry;
}

Entry entryForPayment(const QUuid &payment, const accounts::AccountId &customer, const Money &amount,
                      const QDate &received)
{
    return {{},
            received,
            u"payment"_s,
            payment,
            {{u"cash"_s, std::nullopt, amount}, {u"receivable"_s, customer, amount.negated()}}};
}

} // namespace accord::ledger
