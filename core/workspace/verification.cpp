// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/verification.h"

#include "core/storage/attachment_contents_sql.h"
#include "core/storage/search_sql.h"
#include "core/storage/sync_feed_sql.h"
#include "core/storage/term_digests_sql.h"
#include "core/storage/usage_check_sql.h"
#include "core/storage/workspace_file.h"
#include "core/workspace/audit_anchors.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/seen_rows.h"

namespace accord::workspace {

using storage::InvariantCheck;

namespace {

InvariantCheck fileCheck(Services &services)
{
    InvariantCheck check{u"file.undamaged"_s, u"the file is whole and its references hold"_s, {}};
    if (const auto whole = storage::checkDamage(services.session(), false); !whole)
        check.violations.push_back({check.invariant, whole.error().args.value(u"findings"_s).toString()});
    return check;
}

Result<InvariantCheck> auditCheck(Services &services, const storage::SeesAll &seesAll)
{
    InvariantCheck check{
        u"audit.chain"_s, u"the audit chain has no hole, edit or reorder"_s, {}, !seesAll(u"audit.read"_s)};
    if (check.isLeftOut)
        return check;
    const auto seals = knownSeals(services);
    if (!seals)
        return passOn(seals);
    storage::AuditSql store(services.session());
    const auto report = security::AuditChain(store, services.clock()).verify(*seals);
    if (!report)
        return passOn(report);
    for (const auto &fault : report->faults)
        check.violations.push_back({check.invariant, u"record %1"_s.arg(fault.sequence)});
    return check;
}

/// Price books, contract versions and policies of approval are what their digests were taken of.
Result<InvariantCheck> termChecks(Services &services, const storage::SeesAll &seesAll)
{
    InvariantCheck check{u"terms.digest"_s,
                         u"price books, contracts and approval policies are what their digests were taken of"_s,
                         {},
                         !seesAll(u"account.read"_s)};
    if (check.isLeftOut)
        return check;
    const auto changed = storage::changedTerms(services.session());
    if (!changed)
        return passOn(changed);
    for (const QString &subject : *changed)
        check.violations.push_back({check.invariant, subject});
    return check;
}

/// Those of \a checks that were made where all rows were seen; otherwise without what they found.
std::vector<InvariantCheck> judged(std::vector<InvariantCheck> checks, bool allSeen)
{
    for (InvariantCheck &check : checks) {
        if (allSeen)
            continue;
        check.violations.clear();
        check.isLeftOut = true;
    }
    return checks;
}

Result<std::pair<InvariantCheck, InvariantCheck>> documentChecks(Services &services, jobs::Progress &progress)
{
    InvariantCheck digests{u"invoice.digest"_s, u"each invoice is what its digest was taken of"_s, {}};
    InvariantCheck arithmetic{
        u"invoice.recomputed"_s, u"each invoice comes out the same when it is computed again from its inputs"_s, {}};
    const auto ids = services.invoices().ids();
    if (!ids)
        return passOn(ids);
    progress.setTotal(qint64(ids->size()));
    BillingDesk desk(services);
    for (const auto &id : *ids) {
        if (progress.cancelled())
            return fail(ErrorKind::Cancelled, u"jobs.cancelled"_s);
        const auto invoice = services.invoices().find(id);
        if (!invoice)
            return passOn(invoice);
        const QString name = invoice->number.isEmpty() ? id.toString() : invoice->number;
        if (billing::digestOf(*invoice) != invoice->digest)
            digests.violations.push_back({digests.invariant, name});
        if (const auto explained = desk.explain(*invoice); !explained)
            arithmetic.violations.push_back({arithmetic.invariant, name + u": "_s + explained.error().id});
        progress.advance();
    }
    return std::pair(digests, arithmetic);
}

Result<std::pair<InvariantCheck, InvariantCheck>> creditNoteChecks(Services &services)
{
    InvariantCheck digests{u"credit_note.digest"_s, u"each credit note is what its digest was taken of"_s, {}};
    InvariantCheck arithmetic{
        u"credit_note.recomputed"_s, u"each credit note comes out the same when it is computed again"_s, {}};
    const auto ids = services.creditNotes().ids();
    if (!ids)
        return passOn(ids);
    for (const auto &id : *ids) {
        const auto note = services.creditNotes().find(id);
        if (!note)
            return passOn(note);
        const auto invoice = services.invoices().find(note->invoice);
        if (!invoice)
            return passOn(invoice);
        const QString name = note->number.isEmpty() ? id.toString() : note->number;
        if (billing::digestOf(*note) != note->digest)
            digests.violations.push_back({digests.invariant, name});
        if (const auto again = billing::recompute(*note, *invoice); !again)
            arithmetic.violations.push_back({arithmetic.invariant, name + u": "_s + again.error().id});
    }
    return std::pair(digests, arithmetic);
}

} // namespace

Result<std::vector<InvariantCheck>> verify(Services &services, jobs::Progress &progress)
{
    const auto seesAll = seenRows(services);
    if (!seesAll)
        return passOn(seesAll);
    std::vector<InvariantCheck> checks{fileCheck(services)};
    auto invariants = storage::checkInvariants(services.session(), *seesAll);
    if (!invariants)
        return passOn(invariants);
    std::move(invariants->begin(), invariants->end(), std::back_inserter(checks));
    auto search = storage::SearchSql(services.session()).check();
    if (!search)
        return passOn(search);
    const bool seesRecords = (*seesAll)(u"account.read"_s) && (*seesAll)(u"invoice.read"_s);
    *search = judged(std::move(*search), seesRecords);
    std::move(search->begin(), search->end(), std::back_inserter(checks));
    auto exchanged = storage::SyncFeedSql(services.session()).check();
    if (!exchanged)
        return passOn(exchanged);
    *exchanged = judged(std::move(*exchanged), seesRecords);
    std::move(exchanged->begin(), exchanged->end(), std::back_inserter(checks));
    auto used = storage::UsageCheckSql(services.session()).check();
    if (!used)
        return passOn(used);
    checks.push_back(judged({std::move(*used)}, (*seesAll)(u"account.read"_s)).front());
    auto attached
        = storage::AttachmentContentsSql(services.session(), services.actor(), services.clock().now()).check();
    if (!attached)
        return passOn(attached);
    checks.push_back(std::move(*attached));
    auto audit = auditCheck(services, *seesAll);
    if (!audit)
        return passOn(audit);
    checks.push_back(std::move(*audit));
    auto terms = termChecks(services, *seesAll);
    if (!terms)
        return passOn(terms);
    checks.push_back(std::move(*terms));
    auto documents = documentChecks(services, progress);
    if (!documents)
        return passOn(documents);
    checks.push_back(std::move(documents->first));
    checks.push_back(std::move(documents->second));
    auto credits = creditNoteChecks(services);
    if (!credits)
        return passOn(credits);
    checks.push_back(std::move(credits->first));
    checks.push_back(std::move(credits->second));
    return checks;
}

} // namespace accord::workspace
