// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <vector>

namespace accord::bank {

/// Something about a bank file that a person should know: an entry that could not be read, or a total that does not
/// agree. Lines are counted from 1.
struct Finding
{
    qint64 line = 0;
    QString id; ///< stable: "bank.amount", "bank.does_not_reconcile"
    QString field; ///< the tag, column or element
    QString value; ///< what stands there, shortened to 80 characters
    QString expected; ///< what would be right, in words, English

    bool operator==(const Finding &) const = default;
};
using Findings = std::vector<Finding>;

/// A finding with its value shortened.
Finding found(qint64 line, const QString &id, const QString &field, QStringView value, const QString &expected);

/// The error that refuses a whole file: InvalidInput \a id with line, field, value and expected.
[[nodiscard]] tl::unexpected<Error> refuse(qint64 line, const QString &id, const QString &field, QStringView value,
                                           const QString &expected);
[[nodiscard]] tl::unexpected<Error> refuse(const Finding &finding);

/// What a reader found out about one entry: the value, or why the entry cannot be read.
template<typename T> using Checked = tl::expected<T, Finding>;

} // namespace accord::bank
