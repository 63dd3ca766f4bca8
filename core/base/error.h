// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QVariantMap>

#include <tl/expected.hpp>

#include <utility>

namespace accord {

using namespace Qt::Literals::StringLiterals;

/// What a caller can do about a failure.
enum class ErrorKind { InvalidInput, NotFound, Conflict, Forbidden, Cancelled, Unavailable, Internal };

/// A failure that a correct program can meet. Says \e which failure it is; the words for a person are made by
/// `ui/errors` and `accordctl` from \c id and \c args.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString id; ///< stable, never translated: "pricing.tier_duplicate"; scripts match on it
    QVariantMap args; ///< values for the sentence: {{"from", 50}}
    QString detail; ///< for the log only: driver message, SQLSTATE

    bool operator==(const Error &) const = default;
};

template<typename T = void> using Result = tl::expected<T, Error>;

/// Makes the failing result of any \c Result: `return fail(ErrorKind::NotFound, u"contracts.not_found"_s);`
[[nodiscard]] tl::unexpected<Error> fail(ErrorKind kind, const QString &id, const QVariantMap &args = {},
                                         const QString &detail = {});

/// Hands the error of one result on as the error of another.
template<typename T> [[nodiscard]] tl::unexpected<Error> passOn(const Result<T> &failed)
{
    return tl::unexpected<Error>(failed.error());
}

} // namespace accord
