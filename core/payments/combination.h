// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace accord::payments {

/// Two or more of \a amounts that add up to \a wanted: at most \a most sets, each of ascending places; the set of the
/// first k amounts comes first where it is one.
///
/// Up to 22 amounts are searched completely (Horowitz and Sahni 1974: the sums of two halves). Of more, only the first
/// k, all but one, and every pair are tried.
/// \param amounts  of both signs, so small that they can be added
std::vector<std::vector<size_t>> combinationsOf(const std::vector<std::int64_t> &amounts, std::int64_t wanted,
                                                size_t most);

} // namespace accord::payments
