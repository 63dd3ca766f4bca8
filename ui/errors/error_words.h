// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

namespace accord::ui {

/// A failure in words: what happened, what is safe, what to do, and a reference to copy.
struct ErrorWords
{
    QString happened;
    QString safe;
    QString advice;
    QString reference; ///< the error's id; for support, never alone

    /// The three sentences as one paragraph of plain text.
    QString paragraph() const;
};

/// \a error in the words of the user's language. An id without sentence of its own is described by its kind.
ErrorWords inWords(const Error &error);

} // namespace accord::ui
