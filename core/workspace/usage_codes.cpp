// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/usage_codes.h"

#include "core/storage/transaction.h"
#include "core/storage/usage_import_sql.h"
#include "core/workspace/permit.h"

namespace accord::workspace {

using storage::UsageCodeRow;
using storage::UsageCodesSql;
using usage::CodeKind;

namespace {

QVariantMap argumentsOf(const usage::Code &code)
{
    return {{u"kind"_s, toString(code.kind)}, {u"code"_s, code.text}};
}

Result<QUuid> targetOf(Services &services, CodeKind kind, const QString &reference)
{
    if (kind == CodeKind::Account) {
        const auto account = services.accounts().findByReference(reference);
        return account ? Result<QUuid>(account->id.uuid()) : passOn(account);
    }
    const auto target = UsageCodesSql(services.session()).known({kind, reference});
    if (!target)
        return passOn(target);
    if (*target)
        return **target;
    return kind == CodeKind::Location
               ? fail(ErrorKind::NotFound, u"usage.location_not_found"_s, {{u"location"_s, reference}})
               : fail(ErrorKind::NotFound, u"catalog.meter_not_found"_s, {{u"meter"_s, reference}});
}

Result<> checkFree(const UsageCodesSql &codes, const usage::Code &code)
{
    if (code.text.isEmpty())
        return fail(ErrorKind::InvalidInput, u"usage.code_missing"_s);
    const auto known = codes.known(code);
    if (!known)
        return passOn(known);
    if (*known)
        return fail(ErrorKind::Conflict, u"usage.code_known"_s, argumentsOf(code));
    const auto mapped = codes.find(code);
    if (!mapped)
        return passOn(mapped);
    if (*mapped) {
        QVariantMap arguments = argumentsOf(code);
        arguments.insert(u"to"_s, (*mapped)->targetCode);
        return fail(ErrorKind::Conflict, u"usage.code_mapped"_s, arguments);
    }
    return {};
}

} // namespace

Result<usage::ImportReport> mapUsageCode(Services &services, const usage::Code &code, const QString &reference)
{
    if (const auto may = permit(services, Act::ImportUsage); !may)
        return passOn(may);
    storage::Transaction transaction(services.session());
    UsageCodesSql codes(services.session());
    if (const auto isFree = checkFree(codes, code); !isFree)
        return passOn(isFree);
    const auto target = targetOf(services, code.kind, reference);
    if (!target)
        return passOn(target);
    const UsageCodeRow row{code, *target, {}, {}, services.actor(), services.clock().now()};
    if (const auto added = codes.add(row); !added)
        return passOn(added);
    const auto audited = services.audit(u"usage.map_code"_s, u"usage_code"_s, code.text,
                                        {{u"kind"_s, toString(code.kind)},
                                         {u"code"_s, code.text},
                                         {u"target"_s, target->toString(QUuid::WithoutBraces)}});
    if (!audited)
        return passOn(audited);
    const auto report = storage::UsageImportSql(services.session(), services.clock()).adopt(services.actor());
    if (!report)
        return passOn(report);
    return transaction.commit().map([&] { return *report; });
}

Result<> unmapUsageCode(Services &services, const usage::Code &code)
{
    if (const auto may = permit(services, Act::ImportUsage); !may)
        return passOn(may);
    storage::Transaction transaction(services.session());
    UsageCodesSql codes(services.session());
    const auto mapped = codes.find(code);
    if (!mapped)
        return passOn(mapped);
    if (!*mapped)
        return fail(ErrorKind::NotFound, u"usage.code_not_mapped"_s, argumentsOf(code));
    if (const auto removed = codes.remove(code); !removed)
        return passOn(removed);
    const auto audited = services.audit(u"usage.unmap_code"_s, u"usage_code"_s, code.text,
                                        {{u"kind"_s, toString(code.kind)}, {u"code"_s, code.text}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

} // namespace accord::workspace
