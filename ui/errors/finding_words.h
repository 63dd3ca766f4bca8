// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QVariantMap>

namespace accord::ui {

/// What a contract finding or a bill exception says, in a sentence of the user's language. \a id as in
/// `contracts::Finding` and `billing::BillException`; one without a sentence of its own is described as an error is.
QString findingInWords(const QString &id, const QVariantMap &args);

} // namespace accord::ui
