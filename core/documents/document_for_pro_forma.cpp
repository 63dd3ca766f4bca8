// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document_for_pro_forma.h"

#include "core/documents/document_words.h"

namespace accord::documents {

Result<InvoiceDocument> proFormaFor(const billing::Invoice &invoice, const billing::IssuingEntity &seller,
                                    const accounts::Account &payer, const DocumentLanguage &language,
                                    const InvoiceExtras &extras)
{
    if (invoice.state == billing::InvoiceState::Issued)
        return fail(ErrorKind::Conflict, u"documents.pro_forma_issued"_s, {{u"number"_s, invoice.number}});
    billing::Invoice draft = invoice;
    draft.dueDate = {};
    InvoiceDocument document = documentFor(draft, seller, payer, language, extras);
    const Speaker say(language.translator);
    document.words.title = say(QT_TRANSLATE_NOOP("Document", "Pro forma invoice"));
    document.words.watermark = say(QT_TRANSLATE_NOOP("Document", "PRO FORMA"));
    document.words.totalDue = say(QT_TRANSLATE_NOOP("Document", "Will be invoiced"));
    document.words.dueBy.clear();
    document.earlyPayment.clear(); // its days count from the issue
    document.code.reset();
    document.paymentInstructions
        = {say(QT_TRANSLATE_NOOP("Document", "This is not an invoice: it asks for no payment and gives no right to "
                                             "deduct tax. The invoice follows."))};
    return document;
}

} // namespace accord::documents
