// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/account.h"

namespace accord::payments {

/// One line of a remittance advice: X12 820 RMR in the addenda of a CTX entry, or a structured camt document.
struct RemittanceLine
{
    QString number; ///< of the document
    std::optional<Money> paid; ///< of the payment, for this one; below zero where a credit note is used up
};

/// An entry of a bank account, as every format of statements is mapped to it.
struct IncomingPayment
{
    QString id; ///< identity of the entry, the same whenever it is imported again
    QDate bookedOn;
    QDate valueDate; ///< decides about early-payment discounts
    Money amount; ///< money in is above zero, a return or reversal below
    std::optional<Money> instructed = {}; ///< what the payer ordered, where it was in another currency
    std::optional<Money> charges = {}; ///< >= 0: bank charges that the statement documents as taken off
    QString structuredReference = {}; ///< RF (ISO 11649), QRR or another one that we printed
    QString endToEndId = {}; ///< "NOTPROVIDED" counts as none
    QString traceNumber = {}; ///< NACHA
    QStringList texts = {}; ///< free text, in the order of the statement
    std::vector<RemittanceLine> advice = {};
    QString payerName = {};
    QString payerAccount = {}; ///< IBAN or account number, in any grouping
    QUuid company = {}; ///< of the seller, whose own account it came to; null: an account of all of them
};

/// A discount that a document offers for being paid early.
struct DiscountOffer
{
    QDate lastDay;
    Money amount; ///< > 0, with its share of tax
};

/// An invoice or credit note that cash can be applied to; documents that are settled stay in, to tell what is paid
/// twice.
struct OpenDocument
{
    QString number; ///< as printed: "INV-2026-000103"
    accounts::AccountId payer; ///< who owes it
    accounts::AccountId parent = {}; ///< who may pay for it with explicit numbers; null: nobody else
    Money total; ///< with tax; a credit note is below zero
    Money open; ///< what is left of the total, of its sign
    QDate due;
    std::vector<DiscountOffer> discounts = {}; ///< by day, ascending
    std::optional<Money> withholding = {}; ///< tax that the customer is expected to keep back
    QString structuredReference = {}; ///< as printed on it
    QString purchaseOrder = {}; ///< of the customer
    QDate settledOn = {}; ///< when money last closed it or a part of it; invalid: never
    QString lateFor = {}; ///< number of the document whose late payment it charges; empty: none
    QUuid company = {}; ///< of the seller, that issued it; null: any
    QStringList collectionIds = {}; ///< end-to-end ids and trace numbers of our own collections of it
};

/// By what a payer is known.
struct KnownPayer
{
    accounts::AccountId account;
    QStringList names;
    QStringList bankAccounts;
};

} // namespace accord::payments
