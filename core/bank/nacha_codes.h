// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <optional>

namespace accord::bank {

/// What a return or change code of the ACH network means, and what is done about it.
struct NachaCode
{
    QString reason; ///< in the words of the rules, English
    QString action; ///< of a return: "retry", "stop_ask_new_account" …; of a change: in words
};

/// The code "R01" to "R85" or "C01" to "C14"; nothing for an unknown one.
std::optional<NachaCode> nachaCode(QStringView code);

} // namespace accord::bank
