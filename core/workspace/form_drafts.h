// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/services.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonObject>

namespace accord::workspace {

/// What somebody was typing into a form that was left neither saved nor cancelled.
struct FormDraft
{
    QJsonObject fields; ///< the text of each field that was changed, by its name
    QDateTime keptAt; ///< UTC
};

/// Drafts of forms stand among the saved views of the page "form-draft", each for its writer alone.
/// \param form  which form of which record: "billing_details/A-0001"
Result<std::optional<FormDraft>> formDraft(Services &services, const QString &form);
/// Keeps \a fields instead of what was kept of \a form before; without a field nothing is kept any more.
Result<> keepFormDraft(Services &services, const QString &form, const QJsonObject &fields);

} // namespace accord::workspace
