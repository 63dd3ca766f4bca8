// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's entry. ACCORD_FUZZ_PARSER names the parser; the arguments are libFuzzer's:
//
//     ACCORD_FUZZ_PARSER=camt accord-fuzz -max_total_time=1800 CORPUS tests/core/bank/data/camt
#include "tests/fuzz/parsers.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    using namespace accord::fuzz;
    static const Parser *parser = [] {
        const QString wanted = qEnvironmentVariable("ACCORD_FUZZ_PARSER");
        for (const Parser &one : parsers())
            if (one.name == wanted)
                return &one;
        fprintf(stderr, "ACCORD_FUZZ_PARSER names no parser\n");
        exit(2);
    }();
    parser->read(QByteArray(reinterpret_cast<const char *>(bytes), qsizetype(size)));
    return 0;
}
