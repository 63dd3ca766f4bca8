// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document_for_deposit.h"

#include "core/documents/document_for_statement.h"
#include "core/documents/figures.h"

namespace accord::documents {

InvoiceDocument documentFor(const DepositPaper &deposit, const billing::IssuingEntity &seller)
{
    accounts::Account bank; // the paper has no customer: it goes to the seller's bank
    bank.name = bank.legalName = u"To the bank"_s;
    bank.address.country = seller.address.country; // decides about the paper
    InvoiceDocument document = letterhead(deposit.total.currency(), deposit.dated, seller, bank);
    const QLocale &locale = document.locale;
    document.words.title = u"Deposit slip"_s;
    document.words.billTo = u"To"_s;
    document.words.totalDue = u"Total"_s;
    document.words.dueBy.clear();
    document.buyer = {u"The bank"_s, {}, {}};
    document.number = deposit.reference;
    document.paymentInstructions.clear();
    document.facts = {{u"Deposit"_s, deposit.reference},
                      {u"Date"_s, dateText(deposit.dated, locale)},
                      {u"Currency"_s, deposit.total.currency().code()},
                      {u"Cheques"_s, QString::number(deposit.cheques.size())}};
    if (!deposit.account.isEmpty())
        document.facts.push_back({u"Account"_s, deposit.account});
    PlainTable table{{}, {u"Cheque"_s, u"Drawn by"_s, u"Amount"_s}, 2, {}, false};
    for (const DepositedCheque &cheque : deposit.cheques)
        table.rows.push_back({cheque.number, cheque.drawnBy, figure(cheque.amount, locale)});
    document.tables = {table};
    document.total = document.due = deposit.total;
    return document;
}

} // namespace accord::documents
