// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/payments/cash_page.h"

#include "core/workspace/ach_notices.h"
#include "core/workspace/cheques.h"
#include "core/workspace/export_schedules.h"
#include "core/workspace/payment_files_desk.h"
#include "core/workspace/refunds.h"
#include "ui/drafts/form_draft.h"
#include "ui/errors/error_words.h"
#include "ui/errors/left_out_words.h"

#include <QtCore/QRegularExpression>

// The forms of the cash desk: what each one asks, and what it does with the answers.
namespace accord::ui {

using workspace::Services;

namespace {

Result<Currency> currencyFor(Services &services, const QString &given, const QString &account)
{
    if (!given.isEmpty())
        return Currency::fromCode(given.toUpper());
    return services.accounts().findByReference(account).map(
        [](const accounts::Account &found) { return found.currency; });
}

QString inSentence(const workspace::PaymentFileOutcome &outcome)
{
    const storage::PaymentFileRow &file = outcome.file;
    QString said = CashPage::tr("%1: %n item(s), %2 collected, %3 paid out.", nullptr, int(file.items.size()))
                       .arg(file.reference(), moneyText(file.collected), moneyText(file.paid));
    constexpr size_t mostNamed = 3;
    for (size_t i = 0; i < std::min(outcome.leftOut.size(), mostNamed); ++i) {
        const workspace::LeftOut &one = outcome.leftOut[i];
        said += u'\n' + CashPage::tr("Left out, %1 of %2: %3").arg(one.number, one.account, leftOutInWords(one.reason));
    }
    if (outcome.leftOut.size() > mostNamed)
        said += u'\n' + CashPage::tr("And %n more.", nullptr, int(outcome.leftOut.size() - mostNamed));
    return said;
}

} // namespace

void CashPage::ask(const QString &form, const QString &title, const QString &sentence,
                   const std::vector<FieldDialog::Field> &fields, const QString &verb,
                   std::function<Result<QString>(Services &, FieldDialog::Answers)> act)
{
    m_dialog = new FieldDialog(
        title, sentence, fields, verb,
        [this, act = std::move(act)](const FieldDialog::Answers &answers,
                                     const std::function<void(const Result<> &)> &told) {
            run([act, answers](Services &services) { return act(services, answers); }, told);
        },
        window());
    std::vector<FormDraft::Field> drafted;
    for (const FieldDialog::Field &field : fields)
        drafted.push_back({field.key, m_dialog->editors().value(field.key)});
    new FormDraft(m_workspace, form, drafted, m_dialog);
    m_dialog->open();
}

void CashPage::askRefund()
{
    ask(u"refund"_s, tr("Pay back"), tr("Credit on account, or that of one invoice. Somebody else has to agree to it."),
        {{u"account"_s, tr("Customer"), {}, tr("Number or name")},
         {u"invoice"_s, tr("Credit of invoice"), {}, tr("Empty: credit on account")},
         {u"amount"_s, tr("Amount"), {}, tr("Empty: all of the invoice's credit")},
         {u"currency"_s, tr("Currency"), {}, tr("Empty: that of the customer or invoice")},
         {u"method"_s,
          tr("By"),
          u"transfer"_s,
          {},
          {{u"transfer"_s, tr("SEPA transfer")}, {u"ach"_s, tr("ACH credit")}, {u"cheque"_s, tr("Cheque")}}},
         {u"reason"_s, tr("Reason")}},
        tr("Ask for the refund"), [](Services &services, FieldDialog::Answers answers) -> Result<QString> {
            workspace::RefundWish wish{
                answers[u"account"_s], answers[u"invoice"_s], {}, answers[u"method"_s], answers[u"reason"_s]};
            if (!answers[u"amount"_s].isEmpty()) {
                auto currency = currencyFor(services, answers[u"currency"_s], wish.account);
                if (answers[u"currency"_s].isEmpty() && !wish.invoice.isEmpty())
                    currency = services.invoices().findByReference(wish.invoice).map([](const auto &invoice) {
                        return invoice.bill.currency;
                    });
                if (!currency)
                    return passOn(currency);
                const auto amount = Money::parse(answers[u"amount"_s], *currency);
                if (!amount)
                    return passOn(amount);
                wish.amount = *amount;
            }
            return workspace::requestRefund(services, wish).map([](const storage::RefundRow &refund) {
                return tr("Refund %1 of %2 waits to be approved.").arg(refund.number).arg(moneyText(refund.amount));
            });
        });
}

void CashPage::askCheque()
{
    ask(u"cheque"_s, tr("Record a cheque"),
        tr("It is deposited with the others, and settles its invoices when the bank books it."),
        {{u"account"_s, tr("Customer"), {}, tr("Number or name")},
         {u"number"_s, tr("Cheque number")},
         {u"amount"_s, tr("Amount")},
         {u"currency"_s, tr("Currency"), {}, tr("Empty: that of the customer")},
         {u"documents"_s, tr("Pays"), {}, tr("Numbers of invoices; empty: matching finds out")},
         {u"company"_s, tr("Drawn to"), {}, tr("Code of our company; empty: whose invoices it pays")}},
        tr("Record"), [](Services &services, FieldDialog::Answers answers) -> Result<QString> {
            const auto currency = currencyFor(services, answers[u"currency"_s], answers[u"account"_s]);
            if (!currency)
                return passOn(currency);
            const auto amount = Money::parse(answers[u"amount"_s], *currency);
            if (!amount)
                return passOn(amount);
            workspace::ChequeWish wish{answers[u"account"_s], answers[u"number"_s], *amount, {}, {},
                                       answers[u"company"_s]};
            static const QRegularExpression between(u"[\\s,;]+"_s);
            for (const QString &document : answers[u"documents"_s].split(between, Qt::SkipEmptyParts))
                wish.shares.push_back({document, {}});
            return workspace::recordCheque(services, wish).map([](const storage::ChequeRow &cheque) {
                return tr("Cheque %1 over %2 was recorded.").arg(cheque.chequeNumber, moneyText(cheque.amount));
            });
        });
}

void CashPage::askFile()
{
    QList<std::pair<QString, QString>> formats{{u"pain.008"_s, tr("SEPA direct debits (pain.008)")},
                                               {u"pain.001"_s, tr("SEPA refunds (pain.001)")},
                                               {u"nacha-ccd"_s, tr("ACH debits and refunds (CCD)")},
                                               {u"nacha-ctx"_s, tr("ACH with remittance (CTX)")},
                                               {u"nacha-prenote"_s, tr("ACH prenotes")},
                                               {u"positive-pay"_s, tr("Our cheques (positive pay)")}};
    ask(u"payment_file"_s, tr("Make a file for the bank"),
        tr("It holds everything that is due and stands in no other file."),
        {{u"format"_s, tr("Format"), u"pain.008"_s, {}, formats},
         {u"day"_s, tr("Settles on"), {}, tr("YYYY-MM-DD; empty: the first day that is possible")},
         {u"company"_s, tr("Company"), {}, tr("Its code, such as EU; empty: all that have no accounts of their own")}},
        tr("Make the file"), [](Services &services, FieldDialog::Answers answers) -> Result<QString> {
            const QDate day = QDate::fromString(answers[u"day"_s], Qt::ISODate);
            if (!answers[u"day"_s].isEmpty() && !day.isValid())
                return fail(ErrorKind::InvalidInput, u"date.malformed"_s,
                            {{u"path"_s, tr("Settles on")}, {u"value"_s, answers[u"day"_s]}});
            return workspace::makePaymentFile(services, {answers[u"format"_s], day, answers[u"company"_s]},
                                              workspace::Effect::Kept)
                .map(inSentence);
        });
}

void CashPage::askConsent()
{
    if (!reasonAgainstWork().isEmpty() || m_dialog)
        return;
    ask(u"debit_consent"_s, tr("Another debit"),
        tr("A payer who stopped a debit (R08) is debited again only after they agreed to that."),
        {{u"invoice"_s, tr("Invoice")},
         {u"day"_s, tr("Agreed on"), m_workspace.clock().today().toString(Qt::ISODate)},
         {u"note"_s, tr("Who agreed, and how")}},
        tr("Note"), [](Services &services, FieldDialog::Answers answers) -> Result<QString> {
            return workspace::recordDebitConsent(services, answers[u"invoice"_s],
                                                 QDate::fromString(answers[u"day"_s], Qt::ISODate), answers[u"note"_s])
                .map([&](const storage::DebitConsent &kept) {
                    return tr("%1 may be debited again: agreed on %2.")
                        .arg(answers[u"invoice"_s], dateText(kept.givenOn));
                });
        });
}

void CashPage::askSchedule()
{
    ask(u"export_schedule"_s, tr("New schedule"),
        tr("A file for each period; “accordctl export due” in a timer, or the button, writes it."),
        {{u"name"_s, tr("Name"), {}, tr("Its files begin with it")},
         {u"what"_s,
          tr("What"),
          u"journal"_s,
          {},
          {{u"journal"_s, tr("Journal")}, {u"invoices"_s, tr("Issued invoices")}, {u"payments"_s, tr("Bank entries")}}},
         {u"format"_s,
          tr("Format"),
          u"csv"_s,
          {},
          {{u"csv"_s, tr("CSV")},
           {u"xlsx"_s, tr("XLSX (lists)")},
           {u"datev"_s, tr("DATEV (journal)")},
           {u"iif"_s, tr("QuickBooks IIF (journal)")},
           {u"netsuite"_s, tr("NetSuite (journal)")}}},
         {u"folder"_s, tr("Folder"), {}, {}, {}, true},
         {u"every"_s,
          tr("Every"),
          u"month"_s,
          {},
          {{u"month"_s, tr("Month")}, {u"week"_s, tr("Week")}, {u"day"_s, tr("Day")}}},
         {u"day"_s, tr("Days after its end"), u"1"_s}},
        tr("Add"), [](Services &services, FieldDialog::Answers answers) -> Result<QString> {
            storage::ExportSchedule wish;
            wish.name = answers[u"name"_s];
            wish.what = answers[u"what"_s];
            wish.format = answers[u"format"_s];
            wish.folder = answers[u"folder"_s];
            wish.every = answers[u"every"_s];
            wish.day = answers[u"day"_s].toInt();
            return workspace::addExportSchedule(services, wish).map([](const storage::ExportSchedule &added) {
                return tr("%1 is written for each period from %2 on.").arg(added.name, dateText(added.startsOn));
            });
        });
}

} // namespace accord::ui
