// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bank/nacha_codes.h"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace accord::bank {

namespace {

struct CodeRow
{
    std::string_view code;
    std::string_view reason;
    std::string_view action;
};
constexpr CodeRow codeTable[] = {
#include "nacha_code_table.inc"
};

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

std::optional<NachaCode> nachaCode(QStringView code)
{
    const auto row = std::find_if(std::begin(codeTable), std::end(codeTable), [code](const CodeRow &candidate) {
        return code == QLatin1StringView(candidate.code.data(), qsizetype(candidate.code.size()));
    });
    return row == std::end(codeTable) ? std::nullopt : std::optional(NachaCode{text(row->reason), text(row->action)});
}

} // namespace accord::bank
