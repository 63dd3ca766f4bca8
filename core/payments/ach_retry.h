// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDate>
#include <QtCore/QString>

#include <vector>

namespace accord::payments {

/// A debit of an account that came back.
struct AchReturn
{
    QString code; ///< "R01"; empty: the bank gave none
    QDate settledOn; ///< of the entry that came back
};

/// Whether a debit that came back may be sent again to the same account.
enum class AchRetry {
    Allowed,
    TooOften, ///< it was reinitiated twice
    TooLate, ///< more than 180 days after the first entry settled
    NeedsConsent, ///< the payer stopped it and did not agree to another one since
    Stopped ///< the code says that this account is not to be debited again
};

/// The rule of the ACH network about \a returns of one debit, oldest first, for an entry that settles on \a settlesOn.
/// NACHA Operating Rules, subsection 2.12.4: what came back for insufficient (R01) or uncollected (R09) funds may be
/// reinitiated up to two times within 180 days of the settlement date of the original entry. Any other code, and none,
/// needs the customer: other bank data, or another way to pay. None came back: allowed.
/// \param consentOn  the day on which the payer last agreed to another debit; null: never. What came back because the
///                   payer stopped it (R08) may be reinitiated once they authorised that after the return.
AchRetry achRetry(const std::vector<AchReturn> &returns, const QDate &settlesOn, const QDate &consentOn = {});

} // namespace accord::payments
