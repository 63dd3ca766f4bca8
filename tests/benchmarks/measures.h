// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <benchmark/benchmark.h>

#include <chrono>
#include <vector>

/// What all benchmarks measure alike.
namespace accord::bench {

/// Peak resident memory of this process in MB; each figure runs in a process of its own.
double peakMegabytes();

/// Seconds since it was made.
class Stopwatch
{
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// Puts median, 95th percentile and slowest of \a seconds among the counters, in milliseconds.
void countPercentiles(benchmark::State &state, std::vector<double> seconds);

} // namespace accord::bench
