// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/bank/bank_file.h"
#include "core/workspace/effect.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What came of importing a bank file.
struct BankImportOutcome
{
    QString format; ///< "camt", "mt940", …
    bool isKnownFile = false; ///< the same file was imported before: nothing was changed
    int added = 0; ///< entries that are new
    int repeated = 0; ///< entries that are known from this or another file
    int booked = 0; ///< of the known ones: were pending and are booked now
    bank::Findings warnings; ///< totals that do not agree and the like; the entries are used
    bank::Findings bad; ///< entries left out
    bank::Findings conflicts; ///< known entries of which this file says something else; what was stored stays
};

/// Imports a bank file: good entries are kept, bad ones and conflicts are listed. Booked money that came in is posted
/// as unapplied cash at once, so that cash in the books is what the bank says. One audit record, unless nothing is
/// changed because the file is known.
/// \returns the errors of bank::readBankFile(); nothing is changed then.
Result<BankImportOutcome> importBankFile(Services &services, const QByteArray &bytes, const QString &fileName,
                                         Effect effect = Effect::Kept);

} // namespace accord::workspace
