// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/sync_desk.h"
#include "ui/widgets/values.h"

#include <chrono>
#include <optional>

namespace accord::ui {

/// "synced 14:02", "3 changes waiting", "2 conflicts", "offline": what is most in need of attention. Empty for a
/// workspace that is nobody's copy and has no conflict.
QString shortStateOf(const workspace::SyncState &state);
/// What the copy holds: "Holds EMEA: 12 accounts, …"; empty where there is no copy.
QString contentInWords(const workspace::SyncState &state);
/// The same in whole sentences, with the age of the last contact.
QString stateInWords(const workspace::SyncState &state, const QDateTime &now);
/// What a copy does by itself: "It is exchanging now.", "It looks for the team again in 40 seconds."
QString automaticInWords(bool isRunning, const std::optional<std::chrono::milliseconds> &untilNext);
/// "note", "contact", as people call them.
QString nameOfEntity(const QString &entity);
/// "customer success manager" for "customer_success_manager".
QString nameOfField(const QString &field);
/// A value of a field as text; "—" for none.
QString valueInWords(const QJsonValue &value);
/// "changes name, phone"; "is new"; "is taken away".
QString actInWords(const sync::Command &command);
/// Whether a machine is in use: heard of within the time after which copies lock.
Badge badgeOf(const storage::SyncedDevice &device, const QDateTime &now);
QString kindInWords(sync::Conflict::Kind kind);

} // namespace accord::ui
