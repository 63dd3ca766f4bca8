// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>
#include <QtCore/QUuid>

#include <vector>

namespace accord::sync {

/// What the server did with a command.
enum class Verdict {
    Applied,
    Unchanged, ///< what it wants was there already
    Conflict, ///< at least a part of it waits in a conflict; the rest is applied
    Rejected ///< nothing of it is applied; \c reason says why, and its content is kept
};
QString toString(Verdict verdict);

/// The one answer that a command gets, the first time and every time after.
struct Outcome
{
    Verdict verdict = Verdict::Applied;
    QString reason = {}; ///< an error id: "sync.left_region"
    std::vector<QUuid> conflicts = {}; ///< in which its content waits
    QString scope = {}; ///< whose feed carries what it did
    qint64 clock = 0; ///< there; 0: it did nothing

    bool operator==(const Outcome &) const = default;
};

/// The hash over all answers that a machine got, after one more: two who agree on it agree on every answer before.
QByteArray answersWith(const QByteArray &before, const QUuid &command, const Outcome &outcome);

QJsonObject toJson(const Outcome &outcome);
/// \returns InvalidInput "sync.outcome_malformed".
Result<Outcome> outcomeFromJson(const QJsonObject &json);

} // namespace accord::sync
