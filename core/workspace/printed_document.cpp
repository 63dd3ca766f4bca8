// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/printed_document.h"

#include "core/bank/creditor_reference.h"
#include "core/einvoice/invoice_facts.h"
#include "core/payment_files/epc_qr.h"
#include "core/payment_files/swiss_qr.h"
#include "core/storage/payment_agreements_sql.h"
#include "core/workspace/agreed_payment.h"
#include "core/workspace/cheques.h"
#include "core/workspace/payment_files_desk.h"

namespace accord::workspace {

using billing::Invoice;
using documents::EarlyPaymentOffer;
using documents::InvoiceExtras;
using documents::PaymentCode;

namespace {

constexpr qint64 mostMinor = 99'999'999'999; ///< of both codes: 999,999,999.99

/// The first account of the payment instructions that \a fits.
template<typename Fits>
Result<bank::Iban> accountOf(const billing::IssuingEntity &seller, const QString &kind, Fits fits)
{
    for (const QString &text : einvoice::ibansIn(seller.paymentInstructions.join(u'\n'))) {
        const auto iban = bank::Iban::parse(text);
        if (iban && fits(*iban))
            return *iban;
    }
    return fail(ErrorKind::InvalidInput, u"documents.payment_code_account"_s,
                {{u"company"_s, seller.legalName}, {u"kind"_s, kind}});
}

Result<PaymentCode> epcCode(const Invoice &invoice, const billing::IssuingEntity &seller)
{
    const auto account = accountOf(seller, u"EPC"_s, [](const bank::Iban &) { return true; });
    if (!account)
        return passOn(account);
    const auto text = payment_files::epcQrText(
        {{}, seller.legalName.left(70), *account, invoice.bill.amountDue(), {}, {}, invoice.number, {}});
    if (!text)
        return passOn(text);
    return PaymentCode{PaymentCode::Kind::Epc, text->toUtf8(), account->grouped(), {seller.legalName}, {}, {}, {}};
}

payment_files::SwissAddress swissAddress(const QString &name, const accounts::Address &address)
{
    return {name.left(70),
            QStringList{address.line1, address.line2}.join(u' ').trimmed().left(70),
            {},
            address.postalCode.left(16),
            address.city.left(35),
            address.country};
}

QStringList inLines(const payment_files::SwissAddress &address)
{
    const QString town = address.country == u"CH"_s
                             ? u"%1 %2"_s.arg(address.postCode, address.town)
                             : u"%1-%2 %3"_s.arg(address.country, address.postCode, address.town);
    QStringList lines{address.name, address.street, town};
    lines.removeAll(QString());
    return lines;
}

/// A QR-IBAN wants a reference of digits alone; elsewhere the number is letters and digits of ISO 11649.
Result<QString> swissReference(const QString &number, const bank::Iban &account)
{
    QString digits, kept;
    for (const QChar c : number) {
        if (c.isDigit())
            digits += c;
        if (c.unicode() < 128 && c.isLetterOrNumber())
            kept += c;
    }
    constexpr qsizetype longestRf = 21, longestQr = 26;
    return account.isQrIban() ? bank::makeQrReference(digits.right(longestQr))
                              : bank::makeRfReference(kept.right(longestRf));
}

/// "RF18 5390 0754 7034": groups of four; of a QR reference the first has two and the others five digits.
QString inGroups(const QString &reference, bool isQr)
{
    QString text = reference;
    const qsizetype size = isQr ? 5 : 4;
    for (qsizetype i = isQr ? 2 : size; i < text.size(); i += size + 1)
        text.insert(i, u' ');
    return text;
}

Result<PaymentCode> swissCode(const Invoice &invoice, const BillAssembly &assembly)
{
    const billing::IssuingEntity &seller = assembly.seller;
    const accounts::Account &payer = assembly.input.payer;
    const auto account = accountOf(seller, u"Swiss QR"_s, [](const bank::Iban &iban) {
        return iban.country() == u"CH"_s || iban.country() == u"LI"_s;
    });
    if (!account)
        return passOn(account);
    const auto reference = swissReference(invoice.number, *account);
    if (!reference)
        return passOn(reference);
    payment_files::SwissBill bill{*account,
                                  swissAddress(seller.legalName, seller.address),
                                  invoice.bill.amountDue(),
                                  invoice.bill.currency,
                                  std::nullopt,
                                  *reference,
                                  invoice.number,
                                  {},
                                  {}};
    const bool isKnown = !payer.address.postalCode.isEmpty() && !payer.address.city.isEmpty();
    if (isKnown)
        bill.debtor = swissAddress(payer.legalName.isEmpty() ? payer.name : payer.legalName, payer.address);
    auto text = payment_files::swissQrText(bill);
    if (!text && bill.debtor) { // a name in letters that the code has not: the payer writes it
        bill.debtor.reset();
        text = payment_files::swissQrText(bill);
    }
    if (!text)
        return passOn(text);
    return PaymentCode{PaymentCode::Kind::Swiss,
                       text->toUtf8(),
                       account->grouped(),
                       inLines(bill.creditor),
                       bill.debtor ? inLines(*bill.debtor) : QStringList(),
                       inGroups(*reference, account->isQrIban()),
                       invoice.number};
}

std::optional<PaymentCode> codeOf(const Invoice &invoice, const BillAssembly &assembly)
{
    const QString wanted = assembly.seller.branding.value(u"payment_code"_s).toString();
    const QString currency = invoice.bill.currency.code();
    const Money due = invoice.bill.amountDue();
    const bool isToBePaid
        = invoice.state == billing::InvoiceState::Issued && due.minor() > 0 && due.minor() <= mostMinor;
    if (!isToBePaid)
        return std::nullopt;
    const auto code = wanted == u"epc"_s && currency == u"EUR"_s ? epcCode(invoice, assembly.seller)
                      : wanted == u"swiss_qr"_s && (currency == u"CHF"_s || currency == u"EUR"_s)
                          ? swissCode(invoice, assembly)
                          : fail(ErrorKind::NotFound, u"documents.payment_code_account"_s);
    // checkPaymentCode() was asked when the company was saved; what is issued is printed in any case.
    return code ? std::optional(*code) : std::nullopt;
}

EarlyPaymentOffer offer(const Money &due, const QDate &lastDay, const Decimal &percent, const Money &discount)
{
    return {lastDay, percent, discount, Money(due.minor() - discount.minor(), due.currency())};
}

Result<std::vector<EarlyPaymentOffer>> offersOf(Services &services, const Invoice &invoice)
{
    const storage::PaymentAgreementsSql store(services.session());
    const Money due = invoice.bill.amountDue();
    std::vector<EarlyPaymentOffer> offers;
    if (invoice.state == billing::InvoiceState::Issued) {
        const auto made = store.offers(invoice.id);
        if (!made)
            return passOn(made);
        for (const storage::EarlyPaymentOffer &one : *made)
            if (one.offeredAt <= invoice.issuedAt) // what is offered later is no part of the document
                offers.push_back(offer(due, one.lastDay, one.percent, one.amount));
        return offers;
    }
    const auto agreement = store.current(invoice.account);
    if (!agreement)
        return passOn(agreement);
    if (!*agreement)
        return offers;
    for (const payments::EarlyPayment &early : (*agreement)->earlyPayments) {
        const auto discount = (Exact(due) * Exact::percent(early.percent)).toMoney(due.currency());
        if (!discount)
            return passOn(discount);
        if (discount->minor() > 0)
            offers.push_back(offer(due, payments::lastDayOf(early, invoice.issueDate), early.percent, *discount));
    }
    return offers;
}

} // namespace

Result<InvoiceExtras> invoiceExtras(Services &services, const Invoice &invoice, const BillAssembly &assembly)
{
    auto offers = offersOf(services, invoice);
    if (!offers)
        return passOn(offers);
    auto payment = agreedPaymentIn(invoice.inputs);
    // A code beside what is taken anyway would have it paid twice.
    auto code = payment && payment->isTaken() ? std::nullopt : codeOf(invoice, assembly);
    return InvoiceExtras{std::move(*offers), std::move(code), std::move(payment)};
}

Result<documents::InvoiceDocument> depositPaper(Services &services, qint64 number)
{
    const auto slip = depositSlip(services, number);
    if (!slip)
        return passOn(slip);
    const auto company = companyOfDeposit(services, *slip);
    if (!company)
        return passOn(company);
    const auto own = ownBank(services, company->id);
    if (!own)
        return passOn(own);
    documents::DepositPaper paper{
        slip->deposit.reference(), slip->deposit.dated, own->chequeAccount, {}, slip->deposit.total};
    for (const storage::ChequeRow &cheque : slip->cheques)
        paper.cheques.push_back({cheque.chequeNumber, cheque.accountName, cheque.amount});
    return documents::documentFor(paper, *company);
}

Result<> checkPaymentCode(const billing::IssuingEntity &seller)
{
    const QString wanted = seller.branding.value(u"payment_code"_s).toString();
    const auto currency = Currency::fromCode(wanted == u"swiss_qr"_s ? u"CHF"_s : u"EUR"_s);
    if (!currency || wanted.isEmpty() || wanted == u"none"_s)
        return {};
    Invoice trial;
    trial.number = u"1"_s;
    trial.bill.currency = *currency;
    trial.bill.total = Money(1'00, *currency);
    BillAssembly assembly;
    assembly.seller = seller;
    const auto code = wanted == u"epc"_s ? epcCode(trial, seller) : swissCode(trial, assembly);
    return code ? Result<>() : passOn(code);
}

} // namespace accord::workspace
