// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QVariantMap>

namespace accord::ui {

/// A finding about a contract, or an exception on a bill, as a sentence. \a id and \a args are those that `core` gives;
/// an id without sentence of its own is shown with its reference.
QString findingInWords(const QString &id, const QVariantMap &args);

} // namespace accord::ui
