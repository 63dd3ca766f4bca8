// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/finding.h"
#include "core/money/money.h"

#include <QtCore/QDate>

#include <optional>
#include <vector>

namespace accord::bank {

/// Only booked entries are money that moved; the others are shown and never applied.
enum class EntryStatus { Booked, Pending, Information };

/// One document that a payer says they pay: from an ISO 20022 structured remittance, an X12 820 RMR segment or a
/// lockbox row.
struct RemittanceItem
{
    QString reference; ///< the document number as the payer wrote it
    QString kind; ///< as in the file: "IV", "CINV", "CREN", "SCOR"; may be empty
    std::optional<Money> paid; ///< negative for a credit note that is netted
    std::optional<Money> total; ///< of the document
    std::optional<Money> discount; ///< taken by the payer, >= 0

    bool operator==(const RemittanceItem &) const = default;
};

/// New bank data that the payer's bank notifies (NACHA C01 …); only what the code says has changed is filled.
struct CorrectedBankData
{
    QString code; ///< "C01"
    QString routingNumber;
    QString account;
    QString transactionCode; ///< "27": checking, "37": savings
    QString name;
    QString individualId;

    bool operator==(const CorrectedBankData &) const = default;
};

/// One booking on an account, or one transaction of a booking that the bank made for several at once.
struct BankEntry
{
    qint64 line = 0; ///< where it starts in the file, from 1
    QDate bookingDate;
    QDate valueDate; ///< the booking date where the file has none
    Money amount; ///< > 0: money came in
    EntryStatus status = EntryStatus::Booked;
    bool isReversal = false; ///< undoes an earlier booking; the sign of the amount already says so
    bool isReturn = false; ///< a payment, ours or theirs, came back; returnReason says why where the bank does
    QString bankReference; ///< given by the account's bank; empty when it gives none
    QString customerReference; ///< of whoever ordered the payment
    QString endToEndId; ///< empty for NOTPROVIDED
    QString mandateId; ///< of a direct debit
    QString orderId; ///< of our own order that the bank booked: payment information or file id
    QString structuredReference; ///< RF, QRR, ISR or national creditor reference, without blanks
    QString remittanceText;
    std::vector<RemittanceItem> remittanceItems;
    QString counterpartyName;
    QString counterpartyAccount; ///< IBAN or national number, without blanks
    QString counterpartyBank; ///< BIC or routing number
    QString ultimatePartyName; ///< on whose behalf the counterparty pays
    QString chequeNumber;
    QString typeCode; ///< of the format: "PMNT/RCDT/ESCT", "NTRF", "142", "CREDIT", "27"
    QString typeText; ///< the bank's words for it
    QString returnReason; ///< of a return: "AC01", "R01"
    QString returnText;
    QString originalTrace; ///< NACHA: trace number of the entry that comes back or is corrected
    std::optional<CorrectedBankData> correction;
    std::optional<Money> charges; ///< deducted by banks, > 0
    std::optional<Money> instructedAmount; ///< >= 0, what the payer ordered, in the payer's currency
    std::optional<Decimal> exchangeRate; ///< as the bank writes it
    /// Of a transaction: the index of the booking it belongs to, in the same statement and before it.
    std::optional<std::size_t> batch;
    std::size_t parts = 0; ///< of a booking: how many transactions follow; they add up to it exactly

    bool operator==(const BankEntry &) const = default;
};

struct Balance
{
    Money amount;
    QDate day;

    bool operator==(const Balance &) const = default;
};

/// The entries of one account as one message of the bank tells them.
struct BankStatement
{
    qint64 line = 0;
    QString account; ///< as in the file, without blanks
    Currency currency;
    QString number; ///< statement and page: "00004/00001"; may be empty
    QDate day; ///< of the closing balance, else of the message; may be invalid
    std::optional<Balance> opening; ///< booked; notifications have none
    std::optional<Balance> closing;
    std::vector<BankEntry> entries;

    bool operator==(const BankStatement &) const = default;
};

/// Sum of the booked entries; a batch counts once, not with its parts.
/// \returns InvalidInput "money.currency_mix", "number.overflow".
Result<Money> bookedTotal(const BankStatement &statement);

/// A finding when opening + booked does not make closing, or cannot be added; nothing when a balance is missing.
std::optional<Finding> reconcile(const BankStatement &statement);

/// Puts \a booking and its transactions behind \a entries. When the transactions do not add up to the booking, it is
/// kept whole with their texts, and the finding says so: what is applied can never differ from what was booked.
std::optional<Finding> addBatch(std::vector<BankEntry> &entries, BankEntry booking, std::vector<BankEntry> parts);

} // namespace accord::bank
