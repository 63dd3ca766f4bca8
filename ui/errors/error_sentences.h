// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace accord::ui {

/// Sentences with {names} that stand for the error's arguments. A null \c safe says that nothing was changed. They are
/// marked for translation in the context "Errors".
struct Sentences
{
    const char *id;
    const char *happened;
    const char *advice;
    const char *safe = nullptr;
};

/// Bank files, their entries, and the payments made of them.
std::span<const Sentences> bankSentences();
/// Closed periods, exported journals, write-offs, disputes and dunning.
std::span<const Sentences> collectionSentences();

} // namespace accord::ui
