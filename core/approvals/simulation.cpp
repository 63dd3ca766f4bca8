// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/approvals/simulation.h"

namespace accord::approvals {

Result<std::vector<Simulated>> simulate(const std::vector<std::vector<Subject>> &subjects, const Policy &before,
                                        const Policy &after)
{
    std::vector<Simulated> simulated;
    for (const std::vector<Subject> &one : subjects) {
        auto now = demandOf(one, before);
        auto then = demandOf(one, after);
        if (!now || !then)
            return now ? passOn(then) : passOn(now);
        simulated.push_back({simulated.size(), std::move(*now), std::move(*then)});
    }
    return simulated;
}

QString inWords(const std::vector<Seat> &seats)
{
    QString said;
    int stage = 0;
    for (const Seat &seat : seats) {
        if (stage != 0)
            said += seat.stage == stage ? u" and "_s : u"; then "_s;
        said += seat.asked.roles.size() + seat.asked.people.size() > 1 ? u"one of "_s + seat.asked.inWords()
                                                                       : seat.asked.inWords();
        stage = seat.stage;
    }
    return said;
}

} // namespace accord::approvals
