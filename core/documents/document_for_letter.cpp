// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document_for_letter.h"

#include "core/documents/document_for_statement.h"
#include "core/documents/document_translator.h"
#include "core/documents/document_words.h"
#include "core/documents/figures.h"

namespace accord::documents {

namespace {

using receivables::DunningLetter;

constexpr int lastFriendlyLevel = 2;
constexpr int lastPatientLevel = 4;

const char *titleOf(int level)
{
    if (level <= lastFriendlyLevel)
        return QT_TRANSLATE_NOOP("Document", "Payment reminder");
    return level <= lastPatientLevel ? QT_TRANSLATE_NOOP("Document", "Second reminder")
                                     : QT_TRANSLATE_NOOP("Document", "Final notice");
}

const char *textOf(int level)
{
    if (level <= lastFriendlyLevel)
        return QT_TRANSLATE_NOOP("Document",
                                 "perhaps our invoices were overlooked: the amounts below are due. Please pay them by "
                                 "%1. If your payment is on its way, please take this letter as settled.");
    return level <= lastPatientLevel
               ? QT_TRANSLATE_NOOP("Document", "in spite of our reminder the amounts below are still open. Please pay "
                                               "them by %1, or tell us what keeps you from it.")
               : QT_TRANSLATE_NOOP("Document",
                                   "the amounts below are long overdue and several letters were not answered. Please "
                                   "pay them by %1. Otherwise we shall have to restrict our services and to claim "
                                   "what is owed.");
}

PlainTable lateItems(const DunningLetter &letter, const Speaker &say, const QLocale &locale)
{
    PlainTable table{{},
                     {say(QT_TRANSLATE_NOOP("Document", "Invoice")), say(QT_TRANSLATE_NOOP("Document", "Due date")),
                      say(QT_TRANSLATE_NOOP("Document", "Status")), say(QT_TRANSLATE_NOOP("Document", "Open"))},
                     3,
                     {},
                     false};
    for (const auto &item : letter.items)
        table.rows.push_back({item.number, dateText(item.due, locale),
                              item.daysLate == 0
                                  ? say(QT_TRANSLATE_NOOP("Document", "due today"))
                                  : say(QT_TRANSLATE_NOOP("Document", "%1 days late")).arg(item.daysLate),
                              figure(item.open, locale)});
    return table;
}

} // namespace

InvoiceDocument documentFor(const DunningLetter &letter, const billing::IssuingEntity &seller,
                            const accounts::Account &payer)
{
    const DocumentTranslator translator(letter.language);
    const DocumentLanguage language{documentLocale(letter.language, payer.address.country), &translator};
    InvoiceDocument document = letterhead(letter.due.currency(), letter.day, seller, payer, language);
    const Speaker say(&translator);
    const QLocale &locale = document.locale;
    document.words.title = say(titleOf(letter.level));
    document.words.billTo = say(QT_TRANSLATE_NOOP("Document", "To"));
    document.words.totalDue = say(QT_TRANSLATE_NOOP("Document", "To be paid"));
    document.words.dueBy = say(QT_TRANSLATE_NOOP("Document", "by %1")).arg(dateText(letter.payBy, locale));
    document.facts = {{say(QT_TRANSLATE_NOOP("Document", "Date")), dateText(letter.day, locale)},
                      {say(QT_TRANSLATE_NOOP("Document", "Customer number")), payer.number}};
    document.letter = {say(QT_TRANSLATE_NOOP("Document", "Dear %1,")).arg(document.buyer.name),
                       say(textOf(letter.level)).arg(dateText(letter.payBy, locale))};
    if (!letter.received.isZero())
        document.totals.push_back(
            {say(QT_TRANSLATE_NOOP("Document", "Received, not applied yet")), {}, letter.received.negated()});
    if (!letter.charges.isZero())
        document.totals.push_back(
            {say(QT_TRANSLATE_NOOP("Document", "Interest and fees for late payment")), {}, letter.charges});
    document.total = document.due = letter.due;
    document.tables = {lateItems(letter, say, locale)};
    return document;
}

QString textOf(const DunningLetter &letter, const billing::IssuingEntity &seller, const accounts::Account &payer)
{
    const InvoiceDocument document = documentFor(letter, seller, payer);
    QStringList lines{document.words.title, {}};
    for (const QString &paragraph : document.letter)
        lines << paragraph << QString();
    for (const QStringList &row : document.tables.front().rows)
        lines << row.join(u"  ·  "_s);
    for (const TotalRow &row : document.totals)
        lines << u"%1: %2"_s.arg(row.label, figureWithCurrency(row.amount, document.locale));
    lines << QString()
          << u"%1: %2, %3"_s.arg(document.words.totalDue, figureWithCurrency(document.due, document.locale),
                                 document.words.dueBy)
          << QString();
    lines << document.paymentInstructions << QString() << document.seller.name;
    return lines.join(u'\n');
}

} // namespace accord::documents
