// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/error_sentences.h"
#include "ui/errors/left_out_words.h"

#include <QtCore/QCoreApplication>

namespace accord::ui {
namespace {

#define S(text) QT_TRANSLATE_NOOP("Errors", text)

constexpr Sentences sentences[] = {
    {"payments.without_ground", S("The payment stands for no entry of the bank, write-off or refund."),
     S("Import the statement of the bank and match it; nothing was stored.")},
    // ---- codes of banks
    {"bank.bic_length", S("“{value}” has {expected} characters; a BIC has 8 or 11."),
     S("Copy it from the letter of the bank.")},
    {"bank.bic_bank", S("The BIC “{value}” begins with “{expected}”, and a bank has four letters."),
     S("Copy it from the letter of the bank.")},
    {"bank.bic_country", S("“{expected}”, the fifth and sixth character of the BIC “{value}”, is no country."),
     S("Copy it from the letter of the bank.")},
    {"bank.bic_place", S("“{expected}”, the end of the BIC “{value}”, holds more than letters and digits."),
     S("Copy it from the letter of the bank.")},
    // ---- the company's own accounts
    {"payments.own_bank_own", S("You recorded the company's bank accounts yourself."),
     S("Somebody else with the same right agrees to them: accordctl bank agree-own, or Our own bank accounts.")},
    {"payments.own_bank_agreed", S("No bank accounts of the company wait to be agreed to."),
     S("Nothing is left to do.")},
    {"payments.own_bank_waits", S("Nobody agreed yet to the bank accounts of the company that {person} recorded."),
     S("Somebody else agrees to them first: accordctl bank agree-own, or Our own bank accounts.")},
    {"payments.bank_data_hidden", S("The file holds bank data that your roles may not read."),
     S("Somebody in billing, or a controller, saves it.")},
    // ---- invoices that should never have been
    {"billing.void_settled",
     S("Of {number}, {paid} {currency} is paid or given up and {credited} {currency} credited: it cannot be made "
       "void."),
     S("Take the payment back first, or ask for a credit note.")},
    // ---- how customers pay
    {"payments.method_unknown", S("“{value}” is no way to pay."), S("Use one of {known}.")},
    {"payments.card_number", S("A card's number is never kept here."),
     S("Enter the reference that the payment provider gave for the card, or its last four digits.")},
    {"payments.card_reference", S("Only a customer who pays by card has a card."),
     S("Choose the card as the way to pay, or leave its reference empty.")},
    // ---- debits that the payer stopped
    {"payments.consent_needless", S("No debit of {invoice} came back because its payer stopped it."),
     S("Note a consent only for what came back with R08.")},
    {"payments.consent_day", S("The consent was not given on a day from {from} up to today."),
     S("Enter the day on which the payer agreed, after the debit that they stopped.")},
    {"payments.consent_note", S("Nothing says how the payer agreed."), S("Write who agreed, and how.")},
};

struct Reason
{
    const char *id;
    const char *sentence;
};
constexpr Reason reasons[] = {
    {"no_bank_detail", S("no bank account is known.")},
    {"detail_waits", S("somebody else has to agree to the bank account first.")},
    {"no_mandate", S("there is no mandate.")},
    {"prenote_missing", S("the account was not tried by a prenote yet.")},
    {"prenote_waits", S("three banking days after the prenote are not over.")},
    {"bank_changed", S("the bank notified another account; record it first.")},
    {"return_stops", S("a debit came back for good; record another account, or ask for a transfer.")},
    {"return_needs_consent",
     S("the payer stopped the debit (R08); it may be sent again once they agreed to that, and that is noted.")},
    {"retried_twice", S("it was sent again twice already, and no more is allowed.")},
    {"other_method", S("the customer pays in another way.")},
    {"other_company", S("its company has bank accounts of its own; make a file of that company.")},
    {"retry_late", S("the first debit is more than 180 days old.")},
};

#undef S

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(Errors)
};

} // namespace

std::span<const Sentences> paymentSentences()
{
    return sentences;
}

QString leftOutInWords(const QString &reason)
{
    for (const Reason &one : reasons)
        if (reason == QLatin1StringView(one.id))
            return Tr::tr(one.sentence);
    return reason;
}

} // namespace accord::ui
