// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/account_desk.h"

#include "core/workspace/audit_reading.h"
#include "core/workspace/counted_locations.h"
#include "core/workspace/record_history.h"

#include "core/contracts/contract_value.h"
#include "core/storage/sync_client_sql.h"
#include "core/storage/transaction.h"
#include "core/workspace/permit.h"

#include <QtCore/QSet>

namespace accord::workspace {

using accounts::Account;
using accounts::AccountId;
using pricing::Derivation;
using storage::InvoiceRow;

namespace {

constexpr int latestShown = 8;
constexpr int deepestFamily = 6;

QString words(const Money &amount)
{
    return amount.toString() + u' ' + amount.currency().code();
}

/// Adds \a open to \a sum and names the invoice it is owed on.
void addOpen(MoneySum &sum, Derivation &derivation, const InvoiceRow &row)
{
    sum.add(row.open());
    Derivation child;
    child.label = u"%1, due %2"_s.arg(row.number, row.dueDate.toString(Qt::ISODate));
    const Money received = row.settlement().received();
    if (!received.isZero())
        child.rule = u"amount due %1 less payments of %2"_s.arg(row.amountDue.toString(), received.toString());
    if (!row.credited.isZero())
        child.rule = u"amount due %1 less payments of %2 and credit notes of %3"_s.arg(
            row.amountDue.toString(), received.toString(), row.credited.toString());
    if (!row.writtenOff.isZero())
        child.rule += u"%1 given up: %2"_s.arg(child.rule.isEmpty() ? QString() : u"; "_s, row.writtenOff.toString());
    child.rounded = words(row.open());
    child.source = u"invoice %1"_s.arg(row.number);
    derivation.children.push_back(std::move(child));
}

void finish(Explained<Money> &figure, const MoneySum &sum)
{
    if (!sum.total())
        return;
    figure.value = *sum.total();
    figure.derivation.rounded = words(*sum.total());
}

/// That \a contract, which is in force, ends some day.
void addRenewal(AccountSheet &sheet, const contracts::Contract &contract)
{
    sheet.renewal.derivation.children.push_back({contract.number,
                                                 {},
                                                 {},
                                                 contract.term.end.toString(Qt::ISODate),
                                                 u"contract %1 v%2"_s.arg(contract.number).arg(contract.version),
                                                 {}});
    sheet.renewal.value = sheet.renewal.value ? std::min(*sheet.renewal.value, contract.term.end) : contract.term.end;
}

} // namespace

Result<AccountSums> AccountDesk::sums(const storage::AccountFilter &filter)
{
    const auto company = m_services.companyCurrency();
    if (!company)
        return passOn(company);
    const storage::AccountQueriesSql queries = m_services.accountQueries(*company);
    const QDate today = m_services.clock().today();
    const auto totals = queries.totals(filter, today);
    const auto receivables = queries.receivables(filter, today);
    if (!totals)
        return passOn(totals);
    if (!receivables)
        return passOn(receivables);
    MoneySum open(*company);
    MoneySum overdue(*company);
    for (const auto &total : *receivables) {
        for (const auto &[sum, amount] : {std::pair(&open, total.open), std::pair(&overdue, total.overdue)}) {
            const auto converted = m_services.reference().exchangeRates.convert(amount, *company, today);
            if (!converted)
                return passOn(converted);
            sum->add(*converted);
        }
    }
    if (!open.total())
        return passOn(open.total());
    if (!overdue.total())
        return passOn(overdue.total());
    return AccountSums{*totals, *receivables, *open.total(), *overdue.total()};
}

Result<AccountSheet> AccountDesk::sheet(const AccountId &id)
{
    const auto account = m_services.accounts().find(id);
    const auto company = m_services.companyCurrency();
    if (!account)
        return passOn(account);
    if (!company)
        return passOn(company);
    AccountSheet sheet;
    sheet.account = *account;
    sheet.today = m_services.clock().today();
    const auto inCopy = storage::isCopy(m_services.session());
    if (!inCopy)
        return passOn(inCopy);
    sheet.isCopy = *inCopy;
    if (const auto manager = m_services.seller().user(account->customerSuccessManager); manager)
        sheet.managerName = manager->displayName;
    else
        sheet.managerName = account->customerSuccessManager;
    if (account->payingAccount() != account->id) {
        const auto payer = m_services.accounts().find(account->payingAccount());
        if (!payer)
            return passOn(payer);
        sheet.payerName = payer->name;
    }
    auto repository = m_services.accounts();
    auto family = familyOf(*account, storage::AccountQueriesSql(m_services.session(), *company));
    auto locations = repository.locationsPaidBy(account->id);
    auto contacts = repository.contactsOf(account->id);
    auto certificates = ExemptionDesk(m_services).of(account->id.toString());
    auto orders = storage::PurchaseOrdersSql(m_services.session()).ofAccount(account->id);
    if (!family)
        return passOn(family);
    if (!locations)
        return passOn(locations);
    if (!contacts)
        return passOn(contacts);
    if (!certificates)
        return passOn(certificates);
    if (!orders)
        return passOn(orders);
    sheet.family = std::move(*family);
    sheet.locations = std::move(*locations);
    sheet.contacts = std::move(*contacts);
    sheet.certificates = std::move(*certificates);
    sheet.purchaseOrders = std::move(*orders);
    if (const auto read = readContracts(sheet); !read)
        return passOn(read);
    if (const auto read = readMoney(sheet); !read)
        return passOn(read);
    if (const auto proposed = proposeManager(sheet); !proposed)
        return passOn(proposed);
    auto credit = creditStanding(m_services, id, sheet.today);
    if (!credit)
        return passOn(credit);
    sheet.credit = std::move(*credit);
    return sheet;
}

Result<> AccountDesk::proposeManager(AccountSheet &sheet)
{
    const auto company = m_services.companyCurrency();
    const auto setting = m_services.seller().setting(u"csm_threshold_minor"_s, u"5000000"_s);
    if (!company)
        return passOn(company);
    if (!setting)
        return passOn(setting);
    const Money threshold(setting->toLongLong(), *company);
    if (!sheet.arr.value || !accounts::needsCustomerSuccessManager(sheet.account, *sheet.arr.value, threshold))
        return {};
    const auto loads = m_services.accounts().managerLoads();
    if (!loads)
        return passOn(loads);
    sheet.proposedManager = accounts::proposeCustomerSuccessManager(sheet.account, *loads);
    const auto user = m_services.seller().user(sheet.proposedManager);
    sheet.proposedManagerName = user ? user->displayName : sheet.proposedManager;
    return {};
}

Result<> AccountDesk::assignManager(const AccountId &id, const QString &user)
{
    if (auto may = permitFor(m_services, Act::AssignManager, id); !may)
        return may;
    storage::Transaction transaction(m_services.session());
    auto account = m_services.accounts().find(id);
    if (!account)
        return passOn(account);
    const auto manager = m_services.seller().user(user);
    if (!manager)
        return passOn(manager);
    const QString before = std::exchange(account->customerSuccessManager, manager->name);
    if (const auto saved = m_services.accounts().save(*account, m_services.clock().now()); !saved)
        return passOn(saved);
    const auto audited = m_services.audit(u"account.assign_manager"_s, u"account"_s, id.toString(),
                                          {{u"before"_s, before}, {u"after"_s, manager->name}});
    if (!audited)
        return passOn(audited);
    return transaction.commit();
}

Result<> AccountDesk::readContracts(AccountSheet &sheet)
{
    const auto company = m_services.companyCurrency();
    const auto contracts = m_services.contracts().ofAccount(sheet.account.id);
    if (!company)
        return passOn(company);
    if (!contracts)
        return passOn(contracts);
    const auto active = std::count_if(sheet.locations.begin(), sheet.locations.end(),
                                      [&](const auto &l) { return l.location.isActiveOn(sheet.today); });
    sheet.activeLocations
        = {sheet.isCopy ? std::optional<int>() : int(active),
           {u"Active locations"_s,
            u"locations that the account pays for and that are active on %1"_s.arg(sheet.today.toString(Qt::ISODate)),
            {},
            QString::number(active),
            {},
            {}}};
    sheet.arr.derivation
        = {u"Annual recurring revenue"_s,
           u"sum of the contracts in force on %1, in %2"_s.arg(sheet.today.toString(Qt::ISODate), company->code()),
           {},
           {},
           {},
           {}};
    sheet.renewal.derivation = {u"Renewal"_s, u"the earliest end of a contract in force"_s, {}, {}, {}, {}};
    MoneySum arr(*company);
    bool anyInForce = false;
    bool allCounted = true;
    for (const contracts::Contract &contract : *contracts) {
        const auto served = countedLocations(m_services, contract, sheet.locations, sheet.today);
        if (!served)
            return passOn(served);
        ContractSheet one{contract, {}, {}, {}};
        one.isUncounted = !served->has_value();
        const auto versions = m_services.contracts().versionsOf(contract.id);
        if (!versions)
            return passOn(versions);
        one.versions = *versions;
        for (const auto &version : *versions) {
            if (versions->size() < 2)
                break;
            const auto then = m_services.contracts().findVersion(contract.id, version.version);
            if (!then)
                return passOn(then);
            one.history.push_back(*then);
        }
        std::ranges::sort(one.history, {}, &contracts::Contract::version);
        if (*served) {
            one.findings = contracts::findingsOf(contract, **served);
            if (const auto committed = contracts::committedAnnualValue(contract, **served))
                one.committed = *committed;
        }
        sheet.contracts.push_back(std::move(one));
        if (!contract.isInForce(sheet.today))
            continue;
        anyInForce = true;
        if (!*served) {
            allCounted = false;
            addRenewal(sheet, contract);
            continue;
        }
        pricing::Recorder recorder;
        const auto own = contracts::annualRecurringRevenue(contract, **served, sheet.today, &recorder);
        if (!own)
            continue; // its findings say why
        const auto converted = m_services.reference().exchangeRates.convert(*own, *company, sheet.today);
        if (!converted)
            return passOn(converted);
        arr.add(*converted);
        auto steps = recorder.take();
        if (own->currency() != *company && !steps.empty()) {
            Derivation exchanged{u"%1 in %2"_s.arg(contract.number, company->code()),
                                 u"at the rate of %1"_s.arg(sheet.today.toString(Qt::ISODate)),
                                 {},
                                 words(*converted),
                                 {},
                                 std::move(steps)};
            steps = {std::move(exchanged)};
        }
        std::move(steps.begin(), steps.end(), std::back_inserter(sheet.arr.derivation.children));
        addRenewal(sheet, contract);
    }
    if (anyInForce && allCounted)
        finish(sheet.arr, arr);
    if (sheet.renewal.value)
        sheet.renewal.derivation.rounded = sheet.renewal.value->toString(Qt::ISODate);
    return {};
}

Result<> AccountDesk::readMoney(AccountSheet &sheet)
{
    storage::InvoiceFilter filter;
    filter.account = sheet.account.id;
    const storage::InvoiceQueriesSql queries(m_services.session());
    const auto latest = queries.page(filter, {}, latestShown, sheet.today);
    if (!latest)
        return passOn(latest);
    sheet.latestInvoices = *latest;
    const Currency &currency = sheet.account.currency;
    sheet.receivables.derivation
        = {u"Open receivables"_s,
           u"issued invoices in %1 less what was paid on them and credited"_s.arg(currency.code()),
           {},
           {},
           {},
           {}};
    sheet.overdue.derivation
        = {u"Overdue"_s, u"open receivables due before %1"_s.arg(sheet.today.toString(Qt::ISODate)), {}, {}, {}, {}};
    MoneySum open(currency);
    MoneySum overdue(currency);
    std::optional<storage::ListPlace> after;
    constexpr int pageSize = 200;
    for (;;) {
        const auto page = queries.page(filter, after, pageSize, sheet.today);
        if (!page)
            return passOn(page);
        for (const InvoiceRow &row : *page) {
            if (row.state != billing::InvoiceState::Issued || row.open().isZero() || row.total.currency() != currency)
                continue;
            addOpen(open, sheet.receivables.derivation, row);
            if (row.dueDate < sheet.today)
                addOpen(overdue, sheet.overdue.derivation, row);
        }
        if (int(page->size()) < pageSize)
            break;
        after = page->back().place;
    }
    finish(sheet.receivables, open);
    finish(sheet.overdue, overdue);
    return {};
}

Result<std::vector<FamilyMember>> AccountDesk::familyOf(const Account &account,
                                                        const storage::AccountQueriesSql &queries)
{
    const QDate today = m_services.clock().today();
    Account top = account;
    for (int i = 0; i < deepestFamily && (top.parent || top.payingAccount() != top.id); ++i) {
        const auto above = m_services.accounts().find(top.parent.value_or(top.payingAccount()));
        if (!above)
            return passOn(above);
        top = *above;
    }
    const auto locations = m_services.accounts().locationsPaidBy(top.id);
    if (!locations)
        return passOn(locations);
    std::vector<FamilyMember> family;
    QSet<QUuid> seen;
    struct Waiting
    {
        Account account;
        int depth;
    };
    std::vector<Waiting> waiting{{top, 0}};
    while (!waiting.empty()) {
        const Waiting next = waiting.back();
        waiting.pop_back();
        if (seen.contains(next.account.id.uuid()) || next.depth > deepestFamily)
            continue;
        seen.insert(next.account.id.uuid());
        const auto row = queries.row(next.account.id, today);
        const auto below = m_services.accounts().familyOf(next.account.id);
        if (!row)
            return passOn(row);
        if (!below)
            return passOn(below);
        const auto own = std::count_if(locations->begin(), locations->end(), [&](const auto &l) {
            return l.location.account == next.account.id && l.location.isActiveOn(today);
        });
        family.push_back({*row, next.depth, next.account.payingAccount() == next.account.id, int(own)});
        for (auto child = below->rbegin(); child != below->rend(); ++child)
            waiting.push_back({*child, next.depth + 1});
    }
    return family;
}

Result<std::vector<security::AuditRecord>> AccountDesk::history(const AccountId &id, int limit)
{
    storage::AuditSql audit(m_services.session());
    std::map<qint64, security::AuditRecord> records; // by sequence: a batch is one record for several invoices
    const auto take = [&](const QString &kind, const QString &subject) -> Result<> {
        const auto found = audit.historyOf(kind, subject, 0, limit);
        if (!found)
            return passOn(found);
        for (const auto &record : *found)
            records.emplace(record.sequence, record);
        return {};
    };
    if (const auto taken = take(u"account"_s, id.toString()); !taken)
        return passOn(taken);
    const auto contracts = m_services.contracts().ofAccount(id);
    if (!contracts)
        return passOn(contracts);
    for (const auto &contract : *contracts) {
        if (const auto taken = take(u"contract"_s, contract.id.toString()); !taken)
            return passOn(taken);
    }
    storage::InvoiceFilter filter;
    filter.account = id;
    const auto invoices
        = storage::InvoiceQueriesSql(m_services.session()).page(filter, {}, limit, m_services.clock().today());
    if (!invoices)
        return passOn(invoices);
    for (const InvoiceRow &row : *invoices) {
        const auto ofInvoice = historyOf(m_services, row.id, limit);
        if (!ofInvoice)
            return passOn(ofInvoice);
        for (const auto &record : *ofInvoice)
            records.emplace(record.sequence, record);
    }
    storage::CreditNoteFilter credited;
    credited.account = id;
    const auto notes = m_services.creditNotes().list(credited);
    if (!notes)
        return passOn(notes);
    for (const auto &note : *notes) {
        if (const auto taken = take(u"credit_note"_s, note.id.toString()); !taken)
            return passOn(taken);
    }
    std::vector<security::AuditRecord> newestFirst;
    for (auto record = records.rbegin(); record != records.rend() && int(newestFirst.size()) < limit; ++record)
        newestFirst.push_back(record->second);
    auto reading = AuditReading::of(m_services);
    return reading ? reading->readable(std::move(newestFirst)) : passOn(reading);
}

} // namespace accord::workspace
