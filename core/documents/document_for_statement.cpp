// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document_for_statement.h"

#include "core/documents/document_words.h"
#include "core/documents/figures.h"

namespace accord::documents {

namespace {

using receivables::Bucket;
using receivables::CustomerStatement;
using receivables::StatementItem;

const QString noValue = u"—"_s;

PlainTable openItems(const CustomerStatement &statement, const Speaker &say, const QLocale &locale)
{
    PlainTable table{{},
                     {say(QT_TRANSLATE_NOOP("Document", "Invoice")), say(QT_TRANSLATE_NOOP("Document", "Issue date")),
                      say(QT_TRANSLATE_NOOP("Document", "Due date")), say(QT_TRANSLATE_NOOP("Document", "Status")),
                      say(QT_TRANSLATE_NOOP("Document", "Billed")), say(QT_TRANSLATE_NOOP("Document", "Open"))},
                     4,
                     {},
                     true};
    MoneySum open(statement.ageing.total.currency());
    for (const StatementItem &item : statement.items) {
        QString status = say(QT_TRANSLATE_NOOP("Document", "not due yet"));
        if (item.isDisputed)
            status = say(QT_TRANSLATE_NOOP("Document", "disputed"));
        else if (item.open.isNegative())
            status = say(QT_TRANSLATE_NOOP("Document", "credit"));
        else if (item.daysLate > 0)
            status = say(QT_TRANSLATE_NOOP("Document", "%1 days late")).arg(item.daysLate);
        const QString name = item.number.isEmpty()
                                 ? say(QT_TRANSLATE_NOOP("Document", "Interest and fees for late payment"))
                                 : item.number;
        table.rows.push_back({name, dateText(item.issuedOn, locale), dateText(item.due, locale), status,
                              figure(item.total, locale), figure(item.open, locale)});
        open.add(item.open);
    }
    if (table.rows.empty())
        table.rows.push_back({say(QT_TRANSLATE_NOOP("Document", "Nothing is open.")), {}, {}, {}, {}, noValue});
    for (const StatementItem &item : statement.voided)
        table.rows.push_back({item.number, dateText(item.issuedOn, locale), dateText(item.due, locale),
                              say(QT_TRANSLATE_NOOP("Document", "void")), figure(item.total, locale),
                              figure(item.open, locale)});
    table.rows.push_back({say(QT_TRANSLATE_NOOP("Document", "Total")),
                          {},
                          {},
                          {},
                          {},
                          open.total() ? figure(*open.total(), locale) : noValue});
    return table;
}

PlainTable payments(const CustomerStatement &statement, const Speaker &say, const QLocale &locale)
{
    PlainTable table{
        say(QT_TRANSLATE_NOOP("Document", "Payments since %1")).arg(dateText(statement.paymentsFrom, locale)),
        {say(QT_TRANSLATE_NOOP("Document", "Applied to")), say(QT_TRANSLATE_NOOP("Document", "Received")),
         say(QT_TRANSLATE_NOOP("Document", "Amount"))},
        2,
        {},
        false};
    for (const auto &payment : statement.payments)
        table.rows.push_back({payment.invoices.isEmpty() ? noValue : payment.invoices.join(u", "_s),
                              dateText(payment.receivedOn, locale), figure(payment.amount, locale)});
    if (table.rows.empty())
        table.rows.push_back({say(QT_TRANSLATE_NOOP("Document", "Nothing was received.")), {}, noValue});
    return table;
}

PlainTable ageing(const CustomerStatement &statement, const Speaker &say, const QLocale &locale)
{
    const auto amount = [&](Bucket bucket) { return figure(statement.ageing.in(bucket), locale); };
    return {say(QT_TRANSLATE_NOOP("Document", "By age")),
            {say(QT_TRANSLATE_NOOP("Document", "Days past due")), say(QT_TRANSLATE_NOOP("Document", "not due yet")),
             u"1–30"_s, u"31–60"_s, u"61–90"_s, say(QT_TRANSLATE_NOOP("Document", "over 90")),
             say(QT_TRANSLATE_NOOP("Document", "Total"))},
            1,
            {{statement.ageing.total.currency().code(), amount(Bucket::Current), amount(Bucket::Days1To30),
              amount(Bucket::Days31To60), amount(Bucket::Days61To90), amount(Bucket::Over90),
              figure(statement.ageing.total, locale)}},
            false};
}

} // namespace

InvoiceDocument letterhead(const Currency &currency, const QDate &day, const billing::IssuingEntity &seller,
                           const accounts::Account &payer, const DocumentLanguage &language)
{
    billing::Invoice nothing;
    nothing.state = billing::InvoiceState::Issued;
    nothing.issueDate = day;
    nothing.bill.currency = currency;
    nothing.bill.subtotal = nothing.bill.tax = nothing.bill.total = Money::zero(currency);
    InvoiceDocument document = documentFor(nothing, seller, payer, language);
    document.facts.clear();
    document.totals.clear();
    document.entities.clear();
    document.taxes.clear();
    document.words.dueBy.clear();
    return document;
}

InvoiceDocument documentFor(const CustomerStatement &statement, const billing::IssuingEntity &seller,
                            const accounts::Account &payer, const DocumentLanguage &language)
{
    const Currency currency = statement.ageing.total.currency();
    InvoiceDocument document = letterhead(currency, statement.day, seller, payer, language);
    const Speaker say(language.translator);
    const QLocale &locale = document.locale;
    document.words.title = say(QT_TRANSLATE_NOOP("Document", "Statement of account"));
    document.words.billTo = say(QT_TRANSLATE_NOOP("Document", "Customer"));
    document.words.totalDue = say(QT_TRANSLATE_NOOP("Document", "Balance"));
    document.number = payer.number;
    document.facts = {{say(QT_TRANSLATE_NOOP("Document", "As of")), dateText(statement.day, locale)},
                      {say(QT_TRANSLATE_NOOP("Document", "Customer number")), payer.number},
                      {say(QT_TRANSLATE_NOOP("Document", "Currency")), currency.code()}};
    const auto total = [&](const char *label, const Money &amount) {
        if (!amount.isZero())
            document.totals.push_back({say(label), {}, amount});
    };
    total(QT_TRANSLATE_NOOP("Document", "Open"), statement.ageing.total);
    total(QT_TRANSLATE_NOOP("Document", "Of that disputed"), statement.ageing.disputed);
    total(QT_TRANSLATE_NOOP("Document", "Credited or paid too much"), statement.ageing.credit.negated());
    total(QT_TRANSLATE_NOOP("Document", "On account, not applied yet"), statement.ageing.unapplied.negated());
    document.total = document.due = statement.ageing.net;
    document.tables
        = {openItems(statement, say, locale), ageing(statement, say, locale), payments(statement, say, locale)};
    return document;
}

namespace {

PlainTable entities(const BilledPeriod &billed, const Speaker &say, const QLocale &locale)
{
    PlainTable table{{},
                     {say(QT_TRANSLATE_NOOP("Document", "Billed for")), say(QT_TRANSLATE_NOOP("Document", "Amount"))},
                     1,
                     {},
                     true};
    for (const billing::ChildSum &child : billed.statement.children)
        table.rows.push_back({child.child, figure(child.amount, locale)});
    table.rows.push_back({say(QT_TRANSLATE_NOOP("Document", "Total")), figure(billed.statement.total, locale)});
    return table;
}

PlainTable invoices(const BilledPeriod &billed, const Speaker &say)
{
    PlainTable table{{}, {say(QT_TRANSLATE_NOOP("Document", "Invoice"))}, 1, {}, false};
    for (const QString &number : billed.invoices)
        table.rows.push_back({number});
    return table;
}

} // namespace

InvoiceDocument documentFor(const BilledPeriod &billed, const billing::IssuingEntity &seller,
                            const accounts::Account &payer, const DocumentLanguage &language)
{
    const Currency currency = billed.statement.total.currency();
    InvoiceDocument document = letterhead(currency, billed.day, seller, payer, language);
    const Speaker say(language.translator);
    const QLocale &locale = document.locale;
    document.words.title = say(QT_TRANSLATE_NOOP("Document", "Statement of account"));
    document.words.billTo = say(QT_TRANSLATE_NOOP("Document", "Customer"));
    document.words.totalDue = say(QT_TRANSLATE_NOOP("Document", "Balance"));
    document.number = payer.number;
    document.facts = {{say(QT_TRANSLATE_NOOP("Document", "Billing period")),
                       say(QT_TRANSLATE_NOOP("Document", "%1 – %2"))
                           .arg(dateText(billed.period.start, locale), dateText(billed.period.lastDay(), locale))},
                      {say(QT_TRANSLATE_NOOP("Document", "As of")), dateText(billed.day, locale)},
                      {say(QT_TRANSLATE_NOOP("Document", "Customer number")), payer.number},
                      {say(QT_TRANSLATE_NOOP("Document", "Currency")), currency.code()}};
    document.totals = {{say(QT_TRANSLATE_NOOP("Document", "Billed")), {}, billed.statement.total},
                       {say(QT_TRANSLATE_NOOP("Document", "Paid and credited")), {}, billed.statement.paid.negated()}};
    document.total = document.due = billed.statement.due;
    document.tables = {entities(billed, say, locale), invoices(billed, say)};
    return document;
}

} // namespace accord::documents
