// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/benchmarks/matching_world.h"
#include "tests/benchmarks/measures.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <unordered_map>

// Workload 8: cash to invoices. 50,000 payments against 100,000 open documents, of which it is known what each is for.
//
//     bench_matching [DOCUMENTS PAYMENTS]
//
// The floor is told every document by its number and only looks it up and subtracts. A wrong automatic decision fails
// the benchmark: what is applied without a person has to be right.

using namespace accord;
using namespace accord::bench;

namespace {

MatchingWorld theWorld;

const MatchingWorld &world()
{
    return theWorld;
}

/// The least: the numbers are known, each is looked up as printed and its amount taken off.
void floorLookUp(benchmark::State &state)
{
    const MatchingWorld &in = world();
    std::int64_t left = 0;
    for (auto _ : state) {
        std::unordered_map<QString, size_t> places;
        std::vector<std::int64_t> open;
        places.reserve(in.documents.size());
        for (size_t i = 0; i < in.documents.size(); ++i) {
            places.emplace(in.documents[i].number, i);
            open.push_back(in.documents[i].open.minor());
        }
        for (const Truth &truth : in.truths) {
            for (const auto &[place, minor] : truth.cash)
                open[places.find(in.documents[place].number)->second] -= minor;
        }
        for (const std::int64_t one : open)
            left += one;
        benchmark::DoNotOptimize(left);
    }
    state.counters["peak_mb"] = peakMegabytes();
}

struct Tally
{
    int payments = 0;
    int certain = 0;
    int automatic = 0;
    int right = 0; ///< of the automatic ones
    int proposed = 0;
    int rightFirst = 0; ///< of the proposed ones, the first proposal
    int rightAmong = 0;
    std::array<int, 2> pairs{}; ///< payment and document, made automatically; and with clear first proposals
    std::array<int, 2> rightPairs{};
    int wantedPairs = 0;
};

void countPairs(Tally &tally, const payments::Match &match, const Truth &truth, bool isAutomatic)
{
    for (const payments::Application &application : match.applications) {
        const bool isRightPair = std::any_of(truth.cash.begin(), truth.cash.end(),
                                             [&](const auto &pair) { return pair.first == application.document; });
        for (const size_t place : {size_t(0), size_t(1)}) {
            tally.pairs[place] += isAutomatic || place == 1;
            tally.rightPairs[place] += isRightPair && (isAutomatic || place == 1);
        }
    }
}

void count(Tally &tally, const payments::Decision &decision, const Truth &truth)
{
    using payments::Verdict;
    ++tally.payments;
    tally.certain += truth.isCertain;
    tally.wantedPairs += int(truth.cash.size());
    if (decision.verdict == Verdict::Returned) {
        ++tally.automatic;
        tally.right += truth.cash.empty() && decision.returned == world().payments[truth.returned].id;
    } else if (decision.verdict == Verdict::Automatic) {
        ++tally.automatic;
        tally.right += isRight(decision.matches.front(), truth);
        countPairs(tally, decision.matches.front(), truth, true);
    } else if (decision.verdict == Verdict::Proposed) {
        ++tally.proposed;
        const auto &matches = decision.matches;
        tally.rightFirst += isRight(matches.front(), truth);
        tally.rightAmong += std::any_of(matches.begin(), matches.end(),
                                        [&](const payments::Match &match) { return isRight(match, truth); });
        if (matches[0].score >= 60 && (matches.size() == 1 || matches[0].score > matches[1].score))
            countPairs(tally, matches.front(), truth, false);
    }
}

void report(benchmark::State &state, const std::vector<payments::Decision> &decisions)
{
    Tally all;
    std::vector<Tally> byKind(world().kinds.size());
    for (size_t i = 0; i < decisions.size(); ++i) {
        count(all, decisions[i], world().truths[i]);
        count(byKind[size_t(world().truths[i].kind)], decisions[i], world().truths[i]);
    }
    for (size_t i = 0; i < byKind.size(); ++i) {
        const Tally &one = byKind[i];
        std::fprintf(stderr, "%-12s %6d payments: automatic %6d, right %6d; proposed %5d, right first %5d, among %5d\n",
                     world().kinds[i].constData(), one.payments, one.automatic, one.right, one.proposed, one.rightFirst,
                     one.rightAmong);
    }
    state.counters["precision"] = double(all.rightPairs[0]) / std::max(all.pairs[0], 1);
    state.counters["recall"] = double(all.rightPairs[0]) / std::max(all.wantedPairs, 1);
    state.counters["precision_proposed"] = double(all.rightPairs[1]) / std::max(all.pairs[1], 1);
    state.counters["recall_proposed"] = double(all.rightPairs[1]) / std::max(all.wantedPairs, 1);
    if (all.certain > 0)
        state.counters["certain_done"] = double(all.right) / all.certain;
    state.counters["peak_mb"] = peakMegabytes();
    if (all.right < int(0.999 * all.automatic))
        state.SkipWithError("too many payments were applied to what they were not for");
}

void accordMatching(benchmark::State &state)
{
    const MatchingWorld &in = world();
    std::vector<payments::Decision> decisions;
    for (auto _ : state) {
        auto book = payments::MatchBook::make(in.documents, in.payers).value();
        decisions = payments::matchAll(book, in.payments).value();
    }
    report(state, decisions);
}

BENCHMARK(floorLookUp)->Unit(benchmark::kMillisecond)->Iterations(5);
BENCHMARK(accordMatching)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (argc == 2) {
        const auto read = readWorld(QString::fromLocal8Bit(argv[1]));
        if (!read) {
            std::fprintf(stderr, "%s: %s\n", argv[1], qPrintable(read.error().id));
            return 1;
        }
        theWorld = *read;
    } else {
        const bool isSized = argc == 3;
        theWorld = makeWorld(isSized ? size_t(std::atoll(argv[1])) : 100'000,
                             isSized ? size_t(std::atoll(argv[2])) : 50'000, 20260630);
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
