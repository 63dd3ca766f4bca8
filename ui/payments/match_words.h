// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/payments_desk.h"
#include "ui/widgets/values.h"

namespace accord::ui {

/// What became of a bank entry, as a word with a tone.
Badge stateOfEntry(const storage::BankEntryRow &entry);
/// A reason of a match as it is stored, in words: "number in the text".
QString reasonInWords(const QString &reason);
/// The reasons of \a match in words, with the day on which what it names was settled before.
QString reasonsInWords(const QJsonObject &match);
/// What a match settles, shortly: "INV-2026-000004", "3 invoices"; empty where it settles none.
QString documentsInWords(const QJsonObject &match);
/// A stored amount in major units, with its currency; "—" where it is none.
QString storedMoneyText(const QJsonValue &amount, const QString &currency);
/// What was decided, in words: "Applied at once", "Undone".
QString decisionInWords(const QString &kind);

} // namespace accord::ui
