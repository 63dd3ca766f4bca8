// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/ledger_desk.h"

#include "core/ledger/chart.h"
#include "core/money/allocation.h"
#include "core/storage/transaction.h"
#include "core/workspace/journal_names.h"
#include "core/workspace/permit.h"
#include "core/workspace/seen_rows.h"

namespace accord::workspace {

using ledger::Entry;
using storage::CloseRow;
using storage::LedgerQueriesSql;
using storage::PostingRow;

namespace {

constexpr int lastMonthOfYear = 12;
const QString closingKinds[]{u"recognition"_s, u"revaluation"_s, u"revaluation_reversal"_s, u"period_close"_s};

QJsonArray toJson(const std::vector<CloseCheck> &checks, qint64 entries)
{
    QJsonArray array{QJsonObject{{u"entries"_s, entries}}};
    for (const CloseCheck &check : checks)
        array.append(QJsonObject{{u"check"_s, check.id}, {u"found"_s, QJsonArray::fromStringList(check.found)}});
    return array;
}

QStringList foundIn(const std::vector<storage::InvariantCheck> &checks)
{
    QStringList found;
    for (const auto &check : checks) {
        for (const auto &violation : check.violations)
            found << u"%1: %2"_s.arg(violation.invariant, violation.subject);
    }
    return found;
}

exports::JournalEntry entryFrom(const PostingRow &row)
{
    exports::JournalEntry entry;
    entry.id = row.entry.toString();
    entry.date = row.dated;
    entry.kind = row.kind;
    entry.document = row.document.isEmpty() ? row.invoiceNumber : row.document;
    entry.party = row.customerName;
    return entry;
}

using DepartmentParts = std::vector<std::pair<QString, Money>>;

/// What each department has of \a amount, in proportion to \a shares; nothing where that cannot be said.
DepartmentParts partsOf(const Money &amount, const std::vector<std::pair<QString, qint64>> &shares)
{
    qint64 whole = 0;
    std::vector<Exact> weights;
    for (const auto &[department, minor] : shares) {
        whole += minor;
        weights.push_back(Exact(Money(minor, amount.currency())));
    }
    const bool isWhole = std::abs(whole) == std::abs(amount.minor()); // charges and credits of lines, as they are
    const qint64 sign = whole == amount.minor() ? 1 : -1;
    const auto allocated = isWhole ? Result<std::vector<Money>>({}) : allocate(amount, weights);
    DepartmentParts parts;
    for (size_t i = 0; allocated && i < shares.size(); ++i)
        parts.emplace_back(shares[i].first,
                           isWhole ? Money(sign * shares[i].second, amount.currency()) : (*allocated)[i]);
    return parts;
}

/// Of income, earned or deferred: by the lines of the credit note, or else of the invoice, that it is about.
DepartmentParts departmentsOf(const PostingRow &row, const storage::Departments &departments)
{
    if (!ledger::chart::hasCodes(ledger::chart::mainAccount(row.account)))
        return {};
    const auto &[code, centre] = row.dimensions;
    auto found = departments.find({row.subject, code, centre});
    if (found == departments.end())
        found = departments.find({row.invoice, code, centre});
    if (found == departments.end() || (found->second.size() == 1 && found->second.front().first.isEmpty()))
        return {};
    return partsOf(row.amount, found->second);
}

std::vector<exports::JournalEntry> entriesFrom(const std::vector<PostingRow> &rows,
                                               const storage::Departments &departments)
{
    std::vector<exports::JournalEntry> entries;
    for (const PostingRow &row : rows) {
        if (entries.empty() || entries.back().id != row.entry.toString())
            entries.push_back(entryFrom(row));
        exports::JournalEntry &entry = entries.back();
        if (entry.party.isEmpty())
            entry.party = row.customerName;
        if (entry.document.isEmpty())
            entry.document = row.invoiceNumber;
        entry.lines.push_back({row.account, row.amount, row.base, row.customerName, row.invoiceNumber,
                               row.dimensions.ledgerCode, row.dimensions.costCentre, departmentsOf(row, departments)});
    }
    return entries;
}

} // namespace

bool ClosePreview::canClose() const
{
    return std::none_of(checks.begin(), checks.end(),
                        [](const CloseCheck &check) { return check.isInTheWay && !check.found.isEmpty(); });
}

Result<LedgerQueriesSql> LedgerDesk::queries()
{
    return m_services.companyCurrency().map(
        [&](const Currency &company) { return LedgerQueriesSql(m_services.session(), company); });
}

Result<ledger::TrialBalance> LedgerDesk::trialBalance(const QDate &day)
{
    return queries().and_then([&](const auto &store) { return store.trialBalance(day); });
}

Result<std::vector<PostingRow>> LedgerDesk::postings(const storage::PostingFilter &filter, int limit)
{
    return queries().and_then([&](const auto &store) { return store.postings(filter, limit); });
}

Result<std::vector<CloseRow>> LedgerDesk::closes()
{
    return queries().and_then([&](const auto &store) { return store.closes(); });
}

Result<std::vector<storage::InvariantCheck>> LedgerDesk::verify()
{
    auto checks = seenRows(m_services).and_then([&](const auto &seesAll) {
        return storage::checkInvariants(m_services.session(), seesAll);
    });
    if (!checks)
        return checks;
    std::erase_if(*checks, [](const storage::InvariantCheck &check) {
        return !check.invariant.startsWith(u"ledger."_s) && check.invariant != u"invoice.ledger"_s
               && check.invariant != u"receivables.write_offs"_s;
    });
    return checks;
}

Result<std::vector<CloseCheck>> LedgerDesk::checks(const Period &period, const QDate &closedThrough)
{
    const auto store = queries();
    if (!store)
        return passOn(store);
    const auto verified = verify();
    const auto unissued = store->unissuedDocuments(period);
    const auto undecided = store->undecidedEntries(period);
    if (!verified)
        return passOn(verified);
    if (!unissued)
        return passOn(unissued);
    if (!undecided)
        return passOn(undecided);
    QStringList days;
    if (period.lastDay() >= m_services.clock().today())
        days << period.lastDay().toString(Qt::ISODate);
    QStringList closed;
    if (closedThrough.isValid() && period.lastDay() <= closedThrough)
        closed << closedThrough.toString(Qt::ISODate);
    return std::vector<CloseCheck>{{u"open"_s, closed, true},
                                   {u"over"_s, days, true},
                                   {u"verified"_s, foundIn(*verified), true},
                                   {u"issued"_s, *unissued, false},
                                   {u"cash"_s, *undecided, false}};
}

Result<ledger::Revaluation> LedgerDesk::revaluation(const QDate &day)
{
    return revaluationOf(day, {});
}

Result<ledger::Revaluation> LedgerDesk::revaluationOf(const QDate &lastDay, const QUuid &close)
{
    const auto store = queries();
    const auto company = m_services.companyCurrency();
    if (!store)
        return passOn(store);
    if (!company)
        return passOn(company);
    const auto balances = store->foreignBalances(lastDay);
    if (!balances)
        return passOn(balances);
    QHash<QString, Exact> closing;
    Books books(m_services);
    for (const ledger::ForeignBalance &balance : *balances) {
        const auto rate = books.rateOn(balance.open.currency(), lastDay);
        if (!rate)
            return passOn(rate);
        closing.insert(balance.open.currency().code(), rate->rate);
    }
    return ledger::revalue(*balances, closing, *company, lastDay, close);
}

Result<ClosePreview> LedgerDesk::preview(const Period &month)
{
    Books books(m_services);
    const auto closed = books.closedThrough();
    const auto company = m_services.companyCurrency();
    const auto store = queries();
    if (!closed)
        return passOn(closed);
    if (!company)
        return passOn(company);
    if (!store)
        return passOn(store);
    const bool isFirst = !closed->isValid() || *closed >= month.lastDay();
    ClosePreview preview{
        isFirst ? month : Period{std::min(closed->addDays(1), month.start), month.end}, {}, {}, {}, {}, false};
    auto found = checks(preview.period, *closed);
    const auto deferred = store->deferredBalances(month.lastDay());
    const auto revaluation = revaluationOf(month.lastDay(), {});
    if (!found)
        return passOn(found);
    if (!deferred)
        return passOn(deferred);
    if (!revaluation)
        return passOn(revaluation);
    const auto served = ledger::entryForServedPeriod(*deferred, month.lastDay(), {});
    if (!served)
        return passOn(served);
    MoneySum recognised(*company);
    for (const ledger::Posting &posting : served->postings) {
        if (posting.account == ledger::chart::revenue && posting.base.currency() == *company)
            recognised.subtract(posting.base);
    }
    if (!recognised.total())
        return passOn(recognised.total());
    preview.checks = std::move(*found);
    preview.recognised = *recognised.total();
    preview.revalued = revaluation->difference;
    preview.revaluedAccounts = revaluation->accounts;
    preview.carriesResult = month.lastDay().month() == lastMonthOfYear;
    return preview;
}

Result<> LedgerDesk::postClosing(const Period &period, const QUuid &id)
{
    const auto store = queries();
    if (!store)
        return passOn(store);
    Books books(m_services);
    const QDate lastDay = period.lastDay();
    const auto served = store->deferredBalances(lastDay).and_then(
        [&](const auto &balances) { return ledger::entryForServedPeriod(balances, lastDay, id); });
    if (!served)
        return passOn(served);
    if (const auto posted = books.post(*served); !posted)
        return posted;
    const auto revaluation = revaluationOf(lastDay, id);
    if (!revaluation)
        return passOn(revaluation);
    for (const Entry *entry : {&revaluation->atClose, &revaluation->reversal}) {
        if (const auto posted = books.post(*entry); !posted)
            return posted;
    }
    if (lastDay.month() != lastMonthOfYear)
        return {};
    const auto result = store->resultBalances(lastDay).and_then(
        [&](const auto &balances) { return ledger::entryForResult(balances, lastDay, id); });
    return result ? books.post(*result) : passOn(result);
}

Result<CloseRow> LedgerDesk::close(const Period &month)
{
    if (auto may = permit(m_services, Act::ClosePeriod); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    const auto looked = preview(month);
    if (!looked)
        return passOn(looked);
    if (!looked->canClose()) {
        QStringList found;
        for (const CloseCheck &check : looked->checks) {
            if (check.isInTheWay)
                found << check.found;
        }
        const bool isClosed = !looked->checks.front().found.isEmpty();
        return fail(ErrorKind::Conflict, isClosed ? u"ledger.closed_already"_s : u"ledger.close_checks"_s,
                    {{u"period"_s, month.start.toString(u"yyyy-MM"_s)}, {u"found"_s, found.join(u"; "_s)}});
    }
    auto store = queries();
    if (!store)
        return passOn(store);
    CloseRow close{
        m_services.ids().next(), month.lastDay(), m_services.actor(), m_services.clock().now(), {}, {}, {}, {}};
    if (const auto posted = postClosing(month, close.id); !posted)
        return passOn(posted);
    const auto entries = store->entriesThrough(close.through);
    if (!entries)
        return passOn(entries);
    close.checks = toJson(looked->checks, *entries);
    if (const auto added = store->add(close); !added)
        return passOn(added);
    const auto audited = m_services.audit(u"ledger.close"_s, u"ledger_close"_s, close.id.toString(QUuid::WithoutBraces),
                                          {{u"through"_s, close.through.toString(Qt::ISODate)},
                                           {u"checks"_s, close.checks},
                                           {u"recognised"_s, looked->recognised.toString()},
                                           {u"revalued"_s, looked->revalued.toString()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return close; });
}

Result<> LedgerDesk::takeBack(const QString &kind, const QUuid &close)
{
    const auto posted = m_services.ledger().entryOf(kind, close);
    if (!posted)
        return posted.error().kind == ErrorKind::NotFound ? Result<>() : passOn(posted);
    return Books(m_services).post(ledger::reversalOf(*posted, posted->dated, kind + u"_undone"_s));
}

Result<> LedgerDesk::reopen(const Period &month, const QString &reason)
{
    if (auto may = permit(m_services, Act::ReopenPeriod); !may)
        return may;
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::InvalidInput, u"ledger.reopen_reason"_s);
    storage::Transaction transaction(m_services.session());
    auto store = queries();
    if (!store)
        return passOn(store);
    const auto all = store->closes();
    const auto separation = m_services.seller().setting(u"separation"_s, u"enforced"_s);
    if (!all)
        return passOn(all);
    if (!separation)
        return passOn(separation);
    const auto close = std::find_if(all->begin(), all->end(), [&](const CloseRow &row) {
        return row.isClosed() && row.through == month.lastDay();
    });
    if (close == all->end())
        return fail(ErrorKind::NotFound, u"ledger.not_closed"_s, {{u"period"_s, month.start.toString(u"yyyy-MM"_s)}});
    if (*separation == u"enforced"_s && close->closedBy == m_services.actor())
        return fail(ErrorKind::Forbidden, u"ledger.reopen_own"_s);
    const auto done = store->reopen(close->id, m_services.actor(), m_services.clock().now(), reason.trimmed());
    if (!done)
        return done;
    for (const QString &kind : closingKinds) {
        if (const auto back = takeBack(kind, close->id); !back)
            return back;
    }
    const auto audited
        = m_services.audit(u"ledger.reopen"_s, u"ledger_close"_s, close->id.toString(QUuid::WithoutBraces),
                           {{u"through"_s, close->through.toString(Qt::ISODate)}, {u"reason"_s, reason.trimmed()}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<ExportedJournal> LedgerDesk::exportJournal(exports::JournalFormat format, const Period &period,
                                                  const exports::JournalOptions &options)
{
    if (auto may = permit(m_services, Act::ExportJournal); !may)
        return passOn(may);
    storage::Transaction transaction(m_services.session());
    auto store = queries();
    const auto company = m_services.companyCurrency();
    const auto name = m_services.seller().setting(u"company_name"_s);
    if (!store)
        return passOn(store);
    if (!company)
        return passOn(company);
    if (!name)
        return passOn(name);
    const auto rows = store->journal(period);
    if (!rows)
        return passOn(rows);
    const auto departments
        = format == exports::JournalFormat::Datev ? store->departments(period) : Result<storage::Departments>({});
    if (!departments)
        return passOn(departments);
    const exports::Journal journal{u"%1-%2"_s.arg(period.start.toString(u"yyyy-MM"_s), exports::toString(format)),
                                   *name, period, *company, entriesFrom(*rows, *departments)};
    const auto named = JournalNames(m_services).with(format, options);
    if (!named)
        return passOn(named);
    const auto bytes = exports::writeJournal(format, journal, *named);
    if (!bytes)
        return passOn(bytes);
    const QString digest = QString::fromLatin1(sha256Hex(*bytes));
    const auto before = store->exports();
    if (!before)
        return passOn(before);
    ExportedJournal exported{*bytes, int(journal.entries.size()), false};
    exported.isRepeated = std::any_of(before->begin(), before->end(), [&](const auto &row) {
        return row.sha256 == digest && row.period == period && row.format == exports::toString(format);
    });
    if (exported.isRepeated)
        return transaction.commit().map([&] { return exported; });
    const auto added
        = store->add(storage::ExportRow{m_services.ids().next(), exports::toString(format), period, exported.entries,
                                        digest, m_services.actor(), m_services.clock().now()});
    if (!added)
        return passOn(added);
    const auto audited = m_services.audit(
        u"ledger.export"_s, u"ledger"_s, period.toString(),
        {{u"format"_s, exports::toString(format)}, {u"entries"_s, exported.entries}, {u"sha256"_s, digest}});
    if (!audited)
        return passOn(audited);
    return transaction.commit().map([&] { return exported; });
}

} // namespace accord::workspace
