// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/qr_code.h"

#include <zint.h>

#include <memory>

namespace accord::documents {

namespace {

constexpr int levelM = 2;

struct Deleter
{
    void operator()(zint_symbol *symbol) const { ZBarcode_Delete(symbol); }
};

} // namespace

Result<QrSymbol> qrSymbol(const QByteArray &bytes, int largestVersion)
{
    const std::unique_ptr<zint_symbol, Deleter> symbol(ZBarcode_Create());
    if (!symbol)
        return fail(ErrorKind::Internal, u"documents.cannot_paint"_s);
    symbol->symbology = BARCODE_QRCODE;
    symbol->option_1 = levelM;
    symbol->input_mode = DATA_MODE; // what the bytes mean is said by the payment code itself
    const int done
        = ZBarcode_Encode(symbol.get(), reinterpret_cast<const unsigned char *>(bytes.constData()), int(bytes.size()));
    QrSymbol result;
    result.size = symbol->rows;
    if (done >= ZINT_ERROR || result.version() > largestVersion)
        return fail(ErrorKind::InvalidInput, u"documents.qr_too_large"_s,
                    {{u"bytes"_s, bytes.size()}, {u"version"_s, largestVersion}});
    result.dark.resize(size_t(result.size) * size_t(result.size));
    for (int row = 0; row < result.size; ++row)
        for (int column = 0; column < result.size; ++column)
            result.dark[size_t(row * result.size + column)]
                = (symbol->encoded_data[row][column / 8] >> (column % 8)) & 1;
    return result;
}

} // namespace accord::documents
