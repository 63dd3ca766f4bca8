// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <vector>

namespace accord::documents {

/// A QR symbol (ISO/IEC 18004): so many modules on each side, without its quiet zone of four.
struct QrSymbol
{
    int size = 0; ///< 21 for version 1, four more for each version
    std::vector<bool> dark; ///< by rows

    bool isDark(int column, int row) const { return dark[size_t(row * size + column)]; }
    int version() const { return (size - 17) / 4; }
};

/// \a bytes as they are, with error correction level M, as payment codes ask for it.
/// \returns InvalidInput "documents.qr_too_large" for more than \a largestVersion holds.
Result<QrSymbol> qrSymbol(const QByteArray &bytes, int largestVersion);

} // namespace accord::documents
