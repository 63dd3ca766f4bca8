// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/export_right.h"

#include "core/workspace/permit.h"

namespace accord::workspace {

namespace {

const QString operation = u"list.export"_s;

/// The most rows at once for one of \a roles; none where one of them has no limit.
std::optional<int> mostRowsOf(const security::Permissions &matrix, const QStringList &roles)
{
    int most = 0;
    for (const QString &role : roles) {
        const security::Grant grant = matrix.grant(operation, role);
        if (grant.reach == security::Reach::None)
            continue;
        if (!grant.rows)
            return std::nullopt;
        most = std::max(most, *grant.rows);
    }
    return most;
}

} // namespace

Result<> mayExportList(Services &services, qint64 rows)
{
    const auto matrix = permissions();
    if (!matrix)
        return passOn(matrix);
    const auto user = services.seller().user(services.actor());
    if (!user)
        return passOn(user);
    if (auto may = (*matrix)->check(personOf(*user), {operation}); !may)
        return may;
    const auto most = mostRowsOf(**matrix, user->roles);
    if (most && rows > *most)
        return fail(ErrorKind::Forbidden, u"exports.rows_of_role"_s,
                    {{u"user"_s, user->name}, {u"rows"_s, rows}, {u"most"_s, *most}});
    return {};
}

} // namespace accord::workspace
