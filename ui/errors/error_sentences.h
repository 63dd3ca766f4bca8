// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace accord::ui {

/// Sentences with {names} that stand for the error's arguments. A null \c safe says that nothing was changed. They are
/// marked for translation in the context "Errors".
struct Sentences
{
    const char *id;
    const char *happened;
    const char *advice;
    const char *safe = nullptr;
};

/// Files, databases, backups and copies.
std::span<const Sentences> workspaceSentences();
/// People, roles, and records of customers.
std::span<const Sentences> peopleSentences();
/// What is read: files, numbers, days, usage.
std::span<const Sentences> inputSentences();
/// Contracts, prices and revenue.
std::span<const Sentences> contractSentences();
/// Bills, taxes, documents, orders and budgets.
std::span<const Sentences> billingSentences();
/// Approvals and what is asked for.
std::span<const Sentences> approvalSentences();
/// Applying payments, exports and the books.
std::span<const Sentences> settlementSentences();
/// Electronic invoices.
std::span<const Sentences> einvoiceSentences();
/// Bank files, their entries, and the payments made of them.
std::span<const Sentences> bankSentences();
/// The company's own bank accounts, codes of banks, and debits.
std::span<const Sentences> paymentSentences();
/// Closed periods, exported journals, write-offs, disputes and dunning.
std::span<const Sentences> collectionSentences();

} // namespace accord::ui
