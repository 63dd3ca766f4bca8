// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/measures.h"

#include <sys/resource.h>

#include <algorithm>

namespace accord::bench {

double peakMegabytes()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return double(used.ru_maxrss) / 1024;
}

void countPercentiles(benchmark::State &state, std::vector<double> seconds)
{
    if (seconds.empty())
        return;
    std::sort(seconds.begin(), seconds.end());
    state.counters["median_ms"] = seconds[seconds.size() / 2] * 1000;
    state.counters["p95_ms"] = seconds[seconds.size() * 95 / 100] * 1000;
    state.counters["max_ms"] = seconds.back() * 1000;
}

} // namespace accord::bench
