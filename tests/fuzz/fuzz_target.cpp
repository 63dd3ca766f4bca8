// SPDX-License-Identifier: GPL-3.0-or-later
// libFuzzer's entry. ACCORD_FUZZ_PARSER names the parser, ACCORD_FUZZ_LIST asks for all of them with their samples; the
// arguments are libFuzzer's. tests/campaign/fuzzing.py runs every parser.
//
//     ACCORD_FUZZ_PARSER=camt accord-fuzz -max_total_time=1800 CORPUS tests/core/bank/data/camt
#include "tests/fuzz/parsers.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    if (!qEnvironmentVariableIsSet("ACCORD_FUZZ_LIST"))
        return 0;
    for (const auto &one : accord::fuzz::parsers())
        printf("%s\t%s\n", qPrintable(one.name), qPrintable(one.samples.join(u'\t')));
    exit(0);
}

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
