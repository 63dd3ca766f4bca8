// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/quarantine.h"

namespace accord::usage {

QString toString(QuarantineReason reason)
{
    switch (reason) {
    case QuarantineReason::UnknownAccount:
        return u"unknown_account"_s;
    case QuarantineReason::UnknownLocation:
        return u"unknown_location"_s;
    case QuarantineReason::UnknownMeter:
        return u"unknown_meter"_s;
    case QuarantineReason::LocationOfOtherAccount:
        return u"location_of_other_account"_s;
    }
    Q_UNREACHABLE();
}

Result<QuarantineReason> quarantineReasonFromString(const QString &text)
{
    using enum QuarantineReason;
    for (const auto reason : {UnknownAccount, UnknownLocation, UnknownMeter, LocationOfOtherAccount}) {
        if (toString(reason) == text)
            return reason;
    }
    return fail(ErrorKind::InvalidInput, u"usage.reason_unknown"_s, {{u"value"_s, text}});
}

} // namespace accord::usage
