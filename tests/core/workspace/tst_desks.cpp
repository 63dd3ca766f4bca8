// SPDX-License-Identifier: GPL-3.0-or-later
// The use cases behind the pages: what they compute ties to the documents, what they change leaves its record.
#include "tests/support/company.h"

#include "core/storage/saved_views_sql.h"
#include "core/workspace/account_desk.h"
#include "core/workspace/approval_desk.h"
#include "core/workspace/billing_desk.h"
#include "core/workspace/billing_details.h"
#include "core/workspace/company_desk.h"
#include "core/workspace/contract_record.h"
#include "core/workspace/pay_to.h"
#include "core/workspace/people_desk.h"
#include "core/workspace/daily_figures.h"
#include "core/workspace/home_desk.h"

#include <QtTest/QTest>

#include <algorithm>

using namespace accord;
using namespace accord::workspace;

class TestDesks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { m_company = std::make_unique<test::Company>(); }
    void cleanup() { m_company.reset(); }

    void receivablesAreTheOpenInvoices()
    {
        auto services = m_company->as(u"operator"_s);
        const auto sheet = AccountDesk(*services).sheet(m_company->account(u"A-0005"_s));
        QVERIFY(sheet);
        // March and April of 7,266.00 each are not paid, both are past due; May waits for approval.
        QCOMPARE(sheet->receivables.value->toString(), u"14532.00"_s);
        QCOMPARE(sheet->receivables.derivation.children.size(), 2U);
        QCOMPARE(sheet->overdue.value->toString(), u"14532.00"_s);
        QCOMPARE(sheet->receivables.derivation.rounded, u"14532.00 EUR"_s);
    }
    void arrIsTheSumOfItsSteps()
    {
        auto services = m_company->as(u"operator"_s);
        const auto sheet = AccountDesk(*services).sheet(m_company->account(u"A-0001"_s));
        QVERIFY(sheet && sheet->arr.value);
        // (600 + 32 × 620) × 12, less 5 % from 25 locations on.
        QCOMPARE(sheet->arr.value->toString(), u"233016.00"_s);
        QCOMPARE(sheet->activeLocations.value, std::optional(32));
        QCOMPARE(sheet->family.size(), 3U);
        QCOMPARE(sheet->family[1].depth, 1);
        QCOMPARE(sheet->family[1].activeLocations + sheet->family[2].activeLocations, 18);
    }
    void anAccountWithoutContractHasNoArrWhichIsNotZero()
    {
        auto services = m_company->as(u"operator"_s);
        const auto sheet = AccountDesk(*services).sheet(m_company->account(u"A-0009"_s));
        QVERIFY(sheet);
        QVERIFY(!sheet->arr.value);
        QVERIFY(!sheet->renewal.value);
        QVERIFY(sheet->contracts.empty());
    }
    void findsTheBatchThatIssuedAnInvoice()
    {
        auto services = m_company->as(u"operator"_s);
        const auto history = AccountDesk(*services).history(m_company->account(u"A-0001"_s), 100);
        QVERIFY(history);
        const auto issued = std::count_if(history->begin(), history->end(),
                                          [](const auto &r) { return r.entry.kind == u"invoice.issue"_s; });
        QCOMPARE(issued, 2);
        for (size_t i = 1; i < history->size(); ++i)
            QVERIFY((*history)[i - 1].sequence > (*history)[i].sequence);
    }
    void dailyFiguresFollowTheDayOnce()
    {
        auto services = m_company->as(u"operator"_s);
        jobs::Progress progress;
        const auto first = refreshDailyFigures(*services, progress);
        QVERIFY(first && *first);
        const auto again = refreshDailyFigures(*services, progress);
        QVERIFY(again && !*again);
        const auto company = services->companyCurrency();
        for (const QString &number : {u"A-0001"_s, u"A-0004"_s, u"A-0008"_s}) { // the list and the page say the same
            const auto id = m_company->account(number);
            const auto row
                = storage::AccountQueriesSql(services->session(), *company).row(id, services->clock().today());
            QCOMPARE(row->arr, *AccountDesk(*services).sheet(id)->arr.value);
        }
    }
    void homeCountsWhatItLists()
    {
        auto services = m_company->as(u"approver"_s);
        const auto sheet = HomeDesk(*services).sheet();
        QVERIFY(sheet);
        for (const auto &count : sheet->counts) {
            int listed = 0;
            for (const auto &item : sheet->items)
                listed += item.kind == count.kind ? item.count : 0;
            QCOMPARE(listed, count.count);
        }
        QCOMPARE(sheet->arr.value->currency().code(), u"USD"_s);
    }
    void nobodyApprovesWhatTheyMade()
    {
        auto maker = m_company->as(u"operator"_s);
        const auto mine = ApprovalDesk(*maker).queue(ApprovalQueue::Mine);
        QVERIFY(mine && mine->empty());
        const auto others = ApprovalDesk(*maker).queue(ApprovalQueue::Others);
        QCOMPARE(others->size(), 3U);
        const auto refused = ApprovalDesk(*maker).approveAll({others->front().approval.id});
        QCOMPARE(refused->size(), 1U);
        auto approver = m_company->as(u"approver"_s);
        const auto done = ApprovalDesk(*approver).approveAll({others->at(0).approval.id, others->at(1).approval.id});
        QVERIFY(done && done->empty());
        QCOMPARE(ApprovalDesk(*approver).queue(ApprovalQueue::Mine)->size(), 1U);
    }
    void groupsEqualLinesExactly()
    {
        auto services = m_company->as(u"approver"_s);
        const auto rows = ApprovalDesk(*services).queue(ApprovalQueue::Mine);
        for (const auto &row : *rows) {
            const auto item = ApprovalDesk(*services).item(row.approval.id);
            MoneySum sum(item->invoice->bill.currency);
            int lines = 0;
            for (const auto &group : item->lines) {
                sum.add(group.net);
                lines += group.lines;
            }
            QCOMPARE(*sum.total(), item->invoice->bill.subtotal);
            QCOMPARE(lines, int(item->invoice->bill.lines.size()));
        }
    }
    void onlyAnAdministratorChangesTheCompany()
    {
        auto admin = m_company->as(u"admin"_s);
        auto entity = admin->seller().entities()->front();
        entity.legalName = u"Meridian Two Inc."_s;
        auto operatorDesk = m_company->as(u"operator"_s);
        QCOMPARE(CompanyDesk(*operatorDesk).saveEntity(entity).error().id, u"permission.role_missing"_s);
        const auto saved = CompanyDesk(*admin).saveEntity(entity);
        QVERIFY(saved);
        QCOMPARE(saved->version, admin->seller().entities()->front().version);
        QCOMPARE(CompanyDesk(*admin).saveEntity(entity).error().id, u"storage.changed_meanwhile"_s);
        auto numbers = *saved;
        numbers.numberFormat = u"INV"_s;
        QCOMPARE(CompanyDesk(*admin).saveEntity(numbers).error().id, u"billing.number_format"_s);
        // Invoices of this year have their numbers: others would not sort among them.
        numbers.numberFormat = u"M-{year}-{number}"_s;
        QCOMPARE(CompanyDesk(*admin).saveEntity(numbers).error().id, u"company.number_format_begun"_s);
    }
    void twoCompaniesNeverGiveTheSameNumbers()
    {
        auto admin = m_company->as(u"admin"_s);
        auto second = admin->seller().entities()->front();
        const QString taken = second.numberFormat;
        second.id = admin->ids().next<billing::IssuingEntityId>();
        second.code = u"EU"_s;
        second.legalName = u"Meridian Europe GmbH"_s;
        second.numberFormat = u"ME-{year}-{number}"_s;
        QVERIFY(admin->seller().save(second));
        second.numberFormat = taken;
        QCOMPARE(CompanyDesk(*admin).saveEntity(second).error().id, u"company.number_format_taken"_s);
        second.numberFormat = u"EU-{year}-{number}"_s; // it has given none
        QVERIFY(CompanyDesk(*admin).saveEntity(second));
    }
    void aCompanyIsAddedAndChecked()
    {
        auto admin = m_company->as(u"admin"_s);
        billing::IssuingEntity company;
        company.code = u"EU"_s;
        company.legalName = u"Meridian Europe GmbH"_s;
        company.currency = Currency::fromCode(u"EUR"_s).value();
        company.address.country = u"DE"_s;
        company.vatId = u"DE811569869"_s;
        company.numberFormat = u"EU-{year}-{number}"_s;
        company.paymentInstructions = {u"IBAN DE89 3704 0044 0532 0130 00, BIC COBADEFFXXX"_s};
        const auto refusal = [&](auto change, const QString &who = u"admin"_s) {
            billing::IssuingEntity other = company;
            change(other);
            const auto added = CompanyDesk(*m_company->as(who)).addEntity(other);
            return added ? QString() : added.error().id;
        };
        QCOMPARE(refusal([](auto &) { }, u"operator"_s), u"permission.role_missing"_s);
        QCOMPARE(refusal([](auto &c) { c.code = u"eu west"_s; }), u"company.code"_s);
        QCOMPARE(refusal([&](auto &c) { c.code = admin->seller().entities()->front().code; }), u"company.code_taken"_s);
        QCOMPARE(refusal([](auto &c) { c.legalName = u" "_s; }), u"company.name_missing"_s);
        QCOMPARE(refusal([](auto &c) { c.address.country = u"XX"_s; }), u"company.country"_s);
        QCOMPARE(refusal([](auto &c) { c.vatId = u"QQ811569869"_s; }), u"company.vat_id"_s);
        QCOMPARE(refusal([](auto &c) { c.vatRegistrations = {u"FR"_s, u"F"_s}; }), u"company.country"_s);
        QCOMPARE(refusal([](auto &c) { c.paymentInstructions = {u"IBAN DE89 3704 0044 0532 0130 01"_s}; }),
                 u"bank.iban_check_digits"_s);
        QCOMPARE(refusal([](auto &c) { c.numberFormat = u"EU-{year}"_s; }), u"billing.number_format"_s);
        QCOMPARE(refusal([&](auto &c) { c.numberFormat = admin->seller().entities()->front().numberFormat; }),
                 u"company.number_format_taken"_s);
        const auto added = CompanyDesk(*admin).addEntity(company);
        QVERIFY2(added, added ? "" : qPrintable(added.error().id + added.error().detail));
        QCOMPARE(admin->seller().entityOf(u"EU"_s)->legalName, company.legalName);
        QCOMPARE(admin->seller().entityOf(u"EU"_s)->version, added->version);
        auto reader = m_company->as(u"controller"_s);
        const auto records
            = storage::AuditSql(reader->session()).historyOf(u"issuing_entity"_s, added->id.toString(), 0, 5);
        QVERIFY(records
                && std::ranges::any_of(*records, [](const auto &one) { return one.entry.kind == u"entity.add"_s; }));
        auto changed = *added;
        changed.paymentInstructions = {u"IBAN: DE00370400440532013000"_s};
        QCOMPARE(CompanyDesk(*admin).saveEntity(changed).error().id, u"bank.iban_check_digits"_s);
    }
    void theRecordOfAContractSaysWhatChanged()
    {
        auto services = m_company->as(u"operator"_s);
        const auto before = services->contracts().findByNumber(u"IT-2025"_s).value();
        auto after = before;
        ++after.version;
        after.terms.netDays = before.terms.netDays + 15;
        after.items.front().description = u"Team plan, renewed"_s;
        after.signatures.clear();
        const QJsonObject record = recordOf(before, after);
        QCOMPARE(record.value(u"version"_s).toInt(), before.version + 1);
        const QJsonObject changed = record.value(u"changed"_s).toObject();
        QCOMPARE(changed.keys(), (QStringList{u"items"_s, u"signatures"_s, u"terms"_s}));
        const QJsonObject terms = changed.value(u"terms"_s).toObject();
        QCOMPARE(terms.value(u"before"_s).toObject().value(u"net_days"_s).toInt(), before.terms.netDays);
        QCOMPARE(terms.value(u"after"_s).toObject().value(u"net_days"_s).toInt(), after.terms.netDays);
        const QJsonObject item = changed.value(u"items"_s).toObject().value(before.items.front().key).toObject();
        QCOMPARE(item.value(u"before"_s).toObject().value(u"description"_s).toString(),
                 before.items.front().description);
        QCOMPARE(item.value(u"after"_s).toObject().value(u"description"_s).toString(), u"Team plan, renewed"_s);
        QCOMPARE(changed.value(u"signatures"_s).toString(), u"changed"_s); // names of people are not kept
        // The first version has nothing before it.
        QVERIFY(recordOf(std::nullopt, before)
                    .value(u"changed"_s)
                    .toObject()
                    .value(u"terms"_s)
                    .toObject()
                    .value(u"before"_s)
                    .isNull());
    }
    void paymentInstructionsTakeTwoPeople()
    {
        auto admin = m_company->as(u"admin"_s);
        auto operatorDesk = m_company->as(u"operator"_s);
        const auto stored = admin->seller().entities().value().front();
        auto other = stored;
        other.paymentInstructions = {u"IBAN DE89 3704 0044 0532 0130 00"_s};
        const auto saved = CompanyDesk(*admin).saveEntity(other);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().id));
        QCOMPARE(saved->paymentInstructions, stored.paymentInstructions); // not yet
        QCOMPARE(admin->seller().entity(stored.id)->paymentInstructions, stored.paymentInstructions);
        QCOMPARE(openPayTo(*operatorDesk, stored.code).value().value().instructions, other.paymentInstructions);
        // Another wish waits until this one is decided; the same one again is no other.
        other.version = saved->version;
        other.paymentInstructions << u"SWIFT COBADEFFXXX"_s;
        QCOMPARE(CompanyDesk(*admin).saveEntity(other).error().id, u"company.pay_to_proposed_already"_s);
        QCOMPARE(decidePayTo(*admin, stored.code, true).error().id, u"permission.role_missing"_s);
        QVERIFY(decidePayTo(*operatorDesk, stored.code, true));
        QCOMPARE(admin->seller().entity(stored.id)->paymentInstructions,
                 QStringList{u"IBAN DE89 3704 0044 0532 0130 00"_s});
        QCOMPARE(decidePayTo(*operatorDesk, stored.code, true).error().id, u"company.pay_to_not_proposed"_s);
        // The database holds the same, and what was agreed to counts once.
        auto &session = admin->session();
        const auto refused = [&](const auto &done) { return done ? QString() : done.error().id; };
        QCOMPARE(refused(session.run("UPDATE issuing_entity SET payment_instructions = '[]' WHERE id = ?", stored.id)),
                 u"company.pay_to_not_agreed"_s);
        QCOMPARE(refused(session.run("DELETE FROM pay_to_proposal")), u"company.pay_to_kept"_s);
        storage::PayToSql store(session);
        const storage::PayToProposal own{
            admin->ids().next<storage::PayToProposal::Id>(), stored.id, {}, u"controller"_s, admin->clock().now()};
        QVERIFY(store.propose(own));
        QCOMPARE(store.decide(own.id, true, u"controller"_s, admin->clock().now()).error().id, u"company.pay_to_own"_s);
        QCOMPARE(store.decide(own.id, true, u"ito"_s, admin->clock().now()).error().id, u"company.pay_to_own"_s);
        QVERIFY(decidePayTo(*operatorDesk, stored.code, false));
        QCOMPARE(admin->seller().entity(stored.id)->paymentInstructions.size(), 1);
    }
    void aSecondCompanyIssuesInASeriesOfItsOwn()
    {
        auto admin = m_company->as(u"admin"_s);
        billing::IssuingEntity company;
        company.code = u"TWO"_s;
        company.legalName = u"Meridian Two Inc."_s;
        company.currency = Currency::fromCode(u"USD"_s).value();
        company.address.country = u"US"_s;
        company.numberFormat = u"TWO-{year}-{number}"_s;
        const auto added = CompanyDesk(*admin).addEntity(company);
        QVERIFY2(added, added ? "" : qPrintable(added.error().id));
        auto services = m_company->as(u"operator"_s);
        for (const QString &number : {u"A-0004"_s, u"A-0006"_s}) {
            const auto account = services->accounts().findByReference(number).value();
            BillingDetails details = billingDetailsOf(account);
            details.issuingEntity = added->id.uuid();
            QVERIFY(saveBillingDetails(*services, account.id, details, account.version));
            QCOMPARE(services->accounts().find(account.id)->issuingEntity, added->id.uuid());
        }
        const auto account = services->accounts().findByReference(u"A-0006"_s).value();
        BillingDetails nobody = billingDetailsOf(account);
        nobody.issuingEntity = QUuid::createUuid();
        QCOMPARE(saveBillingDetails(*services, account.id, nobody, account.version).error().id,
                 u"billing.entity_not_found"_s);
        const Period june = Period::monthOf(QDate(2026, 6, 1));
        jobs::Progress progress;
        QVERIFY(BillingDesk(*services).run(june, test::companyToday(), progress));
        storage::InvoiceFilter filter;
        filter.period = june;
        const auto rows = storage::InvoiceQueriesSql(services->session()).page(filter, {}, 50, test::companyToday());
        QVERIFY(rows);
        QStringList numbers;
        for (const auto &row : *rows) {
            const auto invoice = services->invoices().find(row.id).value();
            if (invoice.issuingEntity != added->id)
                continue;
            if (const auto asked = services->approvals().latestFor(approvals::SubjectKind::Invoice, row.id.uuid());
                asked && *asked)
                QVERIFY(
                    ApprovalDesk(*m_company->as(u"approver"_s)).decide((*asked)->id, approvals::Verdict::Approve, {}));
            const auto issued = BillingDesk(*services).issue({row.id}, progress);
            QVERIFY2(issued, issued ? "" : qPrintable(issued.error().id + issued.error().detail));
            QCOMPARE(issued->size(), size_t(1));
            numbers << issued->front().number;
        }
        numbers.sort();
        QVERIFY(!numbers.isEmpty());
        for (int i = 0; i < numbers.size(); ++i)
            QCOMPARE(numbers[i], u"TWO-2026-%1"_s.arg(i + 1, 6, 10, QLatin1Char('0')));
        const auto checks = verify(*services, progress).value();
        for (const auto &check : checks)
            QVERIFY2(check.violations.empty(), qPrintable(check.invariant));
    }
    void keepsOneAdministrator()
    {
        auto admin = m_company->as(u"admin"_s);
        QVERIFY(PeopleDesk(*admin).save({u"owner"_s, u"Owner"_s, {u"billing"_s}, {}}, {})); // admin is left
        QCOMPARE(PeopleDesk(*admin).save({u"admin"_s, u"Sam Reyes"_s, {}, {}}, {}).error().id,
                 u"company.last_administrator"_s);
        QCOMPARE(PeopleDesk(*admin).save({u"new"_s, {}, {}, {}}, {}).error().id, u"company.user_incomplete"_s);
    }
    void sharesViewsAndKeepsOwnOnes()
    {
        auto services = m_company->as(u"operator"_s);
        storage::SavedViewsSql views(services->session());
        QVERIFY(views.save({u"operator"_s, u"accounts"_s, u"Mine"_s, {{u"text"_s, u"a"_s}}}));
        QVERIFY(views.save({u"operator"_s, u"accounts"_s, u"Mine"_s, {{u"text"_s, u"b"_s}}})); // replaced
        QVERIFY(views.save({u"csm"_s, u"accounts"_s, u"Theirs"_s, {}}));
        QVERIFY(views.save({{}, u"accounts"_s, u"Everybody's"_s, {}}));
        const auto seen = views.of(u"operator"_s, u"accounts"_s);
        QCOMPARE(seen->size(), 2U);
        QCOMPARE(seen->front().body.value(u"text"_s).toString(), u"b"_s);
        QVERIFY(seen->back().isShared());
        QVERIFY(views.remove(u"operator"_s, u"accounts"_s, u"Mine"_s));
        QCOMPARE(views.of(u"operator"_s, u"accounts"_s)->size(), 1U);
    }
    void findsAccountsInMemoryAsInTheDatabase()
    {
        auto services = m_company->as(u"operator"_s);
        const QDate today = services->clock().today();
        const Currency company = *services->companyCurrency();
        const auto inMemory = services->accountQueries(company);
        const storage::AccountQueriesSql inDatabase(services->session(), company);
        const auto same = [&](const QString &text) {
            storage::AccountFilter filter;
            filter.text = text;
            std::optional<storage::ListPlace> after;
            for (int page = 0; page < 10; ++page) {
                const auto found = inMemory.page(filter, storage::AccountSort::Name, after, 2, today).value();
                const auto wanted = inDatabase.page(filter, storage::AccountSort::Name, after, 2, today).value();
                if (!std::ranges::equal(found, wanted, {}, &storage::AccountRow::id, &storage::AccountRow::id))
                    return false;
                if (wanted.empty())
                    break;
                after = wanted.back().place;
            }
            const auto found = inMemory.totals(filter, today).value();
            const auto wanted = inDatabase.totals(filter, today).value();
            return found.count == wanted.count && found.arr == wanted.arr;
        };
        for (const QString &text : {u"a"_s, u"A-000"_s, u"n"_s, u"ding"_s, u"zz"_s, u" "_s, u"\n"_s, u"o h"_s})
            QVERIFY2(same(text), qPrintable(text));
        auto other = m_company->as(u"operator"_s); // another session, as another program would
        auto account = *other->accounts().find(m_company->account(u"A-0001"_s));
        account.name = u"Zzyzx Works"_s;
        QVERIFY(other->accounts().save(account, other->clock().now()));
        QVERIFY(same(u"zz"_s));
        storage::AccountFilter filter;
        filter.text = u"zzyzx"_s;
        QCOMPARE(inMemory.totals(filter, today)->count, 1);
        QVERIFY(other->accounts().setFigures(account.id, Money(123456, company), {}, 1));
        QCOMPARE(inMemory.totals(filter, today)->arr, Money(123456, company));
    }
    void oneFailingPayerDoesNotUndoTheOthers()
    {
        const Period june{QDate(2026, 6, 1), QDate(2026, 7, 1)};
        auto services = m_company->as(u"operator"_s);
        // One payer's draft cannot be stored, in the middle of those that are billed with it.
        test::obstruct(
            services->session(),
            "refused BEFORE INSERT ON invoice WHEN new.account_id = (SELECT account_id FROM contract "
            "JOIN account ON account.id = account_id WHERE account.status <> 'closed' ORDER BY account.number "
            "LIMIT 1 OFFSET 1) BEGIN SELECT raise(abort, 'billing.invoice_immutable'); END;");
        jobs::Progress progress;
        const auto outcome = BillingDesk(*services).run(june, {}, progress);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().id + outcome.error().detail));
        QCOMPARE(outcome->failures.size(), 1U);
        QVERIFY(outcome->created > 1);
        test::clearTheWay(services->session(), "refused");
        const auto again = BillingDesk(*services).run(june, {}, progress);
        QCOMPARE(again->created, 1); // the one that failed, and nothing twice
    }
    void delegationNeverLiftsTheFourEyes()
    {
        const auto waiting = m_company->as(u"approver"_s)->approvals().pending();
        QVERIFY(waiting && !waiting->empty());
        const auto &approval = waiting->front();
        auto approver = m_company->as(u"approver"_s);
        workspace::ApprovalDesk desk(*approver);
        const auto toMaker = desk.delegate(approval.id, approval.requestedBy, {});
        QVERIFY(!toMaker);
        QCOMPARE(toMaker.error().id, u"approvals.own_request"_s);
        QVERIFY(!desk.delegate(approval.id, u"approver"_s, {})); // to oneself
        auto maker = m_company->as(approval.requestedBy);
        const auto byMaker = workspace::ApprovalDesk(*maker).delegate(approval.id, u"approver"_s, {});
        QVERIFY(!byMaker);
        // The database holds it as well, whatever a program says.
        const auto forged = approver->approvals().add(
            approval.id, approvals::Delegation{1, u"approver"_s, approval.requestedBy, {}, approver->clock().now()});
        QVERIFY(!forged);
        QCOMPARE(forged.error().id, u"approvals.own_request"_s);
        const auto decided = workspace::ApprovalDesk(*maker).decide(approval.id, approvals::Verdict::Approve, {});
        QVERIFY(!decided);
    }
    void snoozedItemComesBackOnItsDayOrWithANewFact()
    {
        auto services = m_company->as(u"operator"_s);
        const QDate today = services->clock().today();
        workspace::HomeDesk desk(*services);
        const auto before = desk.sheet();
        QVERIFY(before && before->items.size() > 3);
        const workspace::HomeItem item = before->items.front();
        QVERIFY(desk.putAside(item, today.addDays(3)));
        const auto snoozed = desk.sheet();
        QCOMPARE(snoozed->items.size(), before->items.size() - 1);
        QCOMPARE(snoozed->aside.size(), 1U);
        QCOMPARE(snoozed->aside.front().until, today.addDays(3));
        QCOMPARE(m_company->as(u"csm"_s)->actor(), u"csm"_s);
        auto other = m_company->as(u"csm"_s);
        QVERIFY(workspace::HomeDesk(*other).sheet()->aside.empty()); // each person their own
        const storage::HomeMark mark{item.key(), item.fact(), today.addDays(3)};
        QVERIFY(mark.hides(item.fact(), today.addDays(2)));
        QVERIFY(!mark.hides(item.fact(), today.addDays(3)));
        workspace::HomeItem changed = item;
        changed.day = changed.day.addDays(1);
        QCOMPARE(changed.key(), item.key());
        QVERIFY(!mark.hides(changed.fact(), today));
        QVERIFY(desk.bringBack(item));
        QCOMPARE(desk.sheet()->items.size(), before->items.size());
    }
    void tellsWhatChangedSinceTheLastVisit()
    {
        auto services = m_company->as(u"operator"_s);
        workspace::HomeDesk desk(*services);
        const auto now = desk.sheet();
        QVERIFY(now && now->items.size() > 3);
        storage::HomeVisit visit;
        visit.latestAt = services->clock().now().addDays(-1);
        for (const auto &item : now->items)
            visit.latest.insert(item.key(), item.fact());
        visit.latest.remove(now->items[0].key());
        visit.latest.insert(now->items[1].key(), u"something else"_s);
        storage::HomeMarksSql marks(services->session());
        QVERIFY(marks.save(u"operator"_s, visit));
        const auto later = desk.sheet();
        QCOMPARE(later->lastVisit, visit.latestAt);
        QVERIFY(later->items[0].news == workspace::HomeNews::Added);
        QVERIFY(later->items[1].news == workspace::HomeNews::Changed);
        QVERIFY(later->items[2].news == workspace::HomeNews::None);
        const auto again = desk.sheet(); // the same visit: still told
        QVERIFY(again->items[0].news == workspace::HomeNews::Added);
    }

private:
    std::unique_ptr<test::Company> m_company;
};

QTEST_GUILESS_MAIN(TestDesks)
#include "tst_desks.moc"
