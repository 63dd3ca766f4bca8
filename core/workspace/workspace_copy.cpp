// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_copy.h"

#include "core/storage/unfinished_workspace.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/verification.h"
#include "core/workspace/workspace.h"

namespace accord::workspace {

namespace {

/// What does not hold in the copy but does in the original cannot happen; what holds in neither is copied as it is, and
/// the person is told.
Result<> verifyCopy(const QString &target, jobs::Progress &progress)
{
    const auto workspace = Workspace::open(target, Mode::ReadOnly);
    if (!workspace)
        return passOn(workspace);
    const auto services = (*workspace)->services();
    if (!services)
        return passOn(services);
    const auto checks = verify(**services, progress);
    if (!checks)
        return passOn(checks);
    for (const auto &check : *checks) {
        if (!check.violations.empty())
            return fail(ErrorKind::Internal, u"workspace.copy_broken"_s,
                        {{u"invariant"_s, check.inWords}, {u"subject"_s, check.violations.front().subject}});
    }
    return {};
}

Result<storage::CopiedContents> copyTo(storage::Session &from, const QString &place, const Clock &clock,
                                       jobs::Progress &progress)
{
    auto to = storage::createWorkspace(place, clock);
    if (!to)
        return passOn(to);
    auto copied = storage::copyContents(from, **to, [&](qint64 rows) {
        progress.setMessage(QString::number(rows));
        return !progress.cancelled();
    });
    to->reset();
    if (copied) {
        if (const auto sound = verifyCopy(place, progress); !sound)
            return passOn(sound);
    }
    return copied;
}

} // namespace

Result<storage::CopiedContents> copyWorkspace(const QString &source, const QString &target, jobs::Progress &progress)
{
    const SystemClock clock;
    auto from = storage::openWorkspace(source, storage::Access::ReadOnly, clock);
    if (!from)
        return passOn(from);
    const auto place = storage::placeToMake(target);
    if (!place)
        return passOn(place);
    auto copied = copyTo(**from, *place, clock, progress);
    if (copied) {
        if (const auto placed = storage::putInPlace(*place, target); !placed)
            copied = passOn(placed);
    }
    if (!copied)
        storage::discardWorkspace(*place);
    return copied;
}

} // namespace accord::workspace
