// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/approval_matters_sql.h"
#include "core/storage/dunning_sql.h"
#include "core/storage/invoice_queries_sql.h"
#include "core/storage/purchase_orders_sql.h"
#include "core/storage/receivables_sql.h"
#include "core/workspace/budget_check.h"
#include "core/workspace/change_desk.h"
#include "core/workspace/contract_activation.h"
#include "core/workspace/credit_control.h"
#include "core/workspace/services.h"

namespace accord::workspace {

/// What a line of an invoice rests on.
struct Clause
{
    QString contract; ///< number
    int version = 0; ///< by which it was billed
    QString item; ///< key
    QString says; ///< the price as agreed, in words
    QStringList discounts; ///< that reach the item, in words
};

/// Lines of an invoice for the same item at several locations, together.
struct LineGroup
{
    QString item; ///< what makes them the same: contract, item and kind
    QString description;
    int lines = 0;
    Money net;
    QString locationName; ///< of the only line; empty for several
    std::optional<Decimal> quantity; ///< likewise
    std::optional<Decimal> unitPrice; ///< likewise
    std::optional<Clause> clause = {}; ///< none for lines that no contract says, such as a minimum
};

/// A budget that the invoice is charged to, with this invoice in it.
struct BudgetAfter
{
    QString name; ///< entity and cost centre
    Money used; ///< by this invoice; the cap is per invoice
    Money cap;
    Money overCap; ///< what stays on the payer
    QString percent; ///< of the cap, one decimal: "82.0"
};

/// One decision that a request needs, and how far it is.
struct SeatProgress
{
    approvals::Seat seat;
    bool isOpen = false; ///< can be decided now
    std::optional<approvals::Decision> decision;
    std::optional<approvals::Delegation> leftTo; ///< of an open one
    QDateTime escalatesAt; ///< of an open one; null: never
    bool hasEscalated = false;
    QStringList canDecide; ///< display names of those who could decide an open one now
};

/// Why another document looks like this one.
enum class Likeness {
    SameTotal, ///< may be a duplicate
    SamePeriod, ///< may be a part of the same
    SplitUnderLimit ///< small enough that nobody was asked; together with this one somebody would have been
};

struct SimilarItem
{
    storage::InvoiceRow row;
    Likeness likeness = Likeness::SamePeriod;
};

/// A receivable that is to be given up, and what was done about it.
struct WriteOffEvidence
{
    storage::WriteOffRow row;
    QDate issuedOn; ///< of its invoice
    QDate due;
    int daysLate = 0; ///< > 0: past the due date
    Money total; ///< of the invoice
    Money open; ///< of it now
    Money limit; ///< in company currency: up to it nobody is asked
    std::vector<storage::DunningStepRow> steps; ///< about the invoice, newest first
    std::vector<storage::PromiseRow> promises; ///< of the payer, newest first
};

/// Another request about the same customer.
struct RelatedRequest
{
    QString title;
    Money amount; ///< in company currency
    QDate day;
    approvals::ApprovalState state = approvals::ApprovalState::Pending;
};

/// A request for approval with the evidence that a decision needs.
struct ApprovalItem
{
    approvals::Approval approval;
    std::optional<billing::Invoice> invoice; ///< what is to be approved
    std::vector<LineGroup> lines; ///< of the invoice, in its order
    std::optional<storage::PurchaseOrderBalance> purchaseOrder; ///< after this invoice
    QString purchaseOrderPercent; ///< used of it after this invoice, one decimal
    std::vector<BudgetAfter> budgets; ///< of the cost centres with a cap
    std::optional<Money> previousTotal; ///< of the account's invoice before
    std::optional<Money> change; ///< against it
    QString requestedByName; ///< display name
    std::vector<SimilarItem> similar; ///< invoices of the account: duplicate or split?
    Result<void> mayDecide; ///< for the actor; the error says why not
    std::optional<billing::CreditNote> creditNote = {}; ///< what is to be approved, of the other kind
    QHash<QString, QString> names = {}; ///< display names of those who decided, wrote and delegated
    std::optional<storage::ApprovalMatter> matter = {}; ///< what is to be approved, where it has no document
    std::vector<SeatProgress> progress = {}; ///< by stage
    std::vector<BudgetEffect> spending = {}; ///< of budgets, with this invoice in them
    std::vector<approvals::Approval> earlier = {}; ///< requests for the same subject before, newest first
    std::optional<ChangeState> recordChange = {}; ///< what is done once everybody agreed
    std::optional<AskedActivation> activation = {}; ///< the version of a contract that holds once everybody agreed
    std::optional<WriteOffEvidence> writeOff = {}; ///< what is to be approved, of that kind
    std::optional<storage::DunningStepRow> serviceAction = {}; ///< likewise
    std::optional<CreditStanding> credit = {}; ///< of the account, with this document in it
    std::vector<RelatedRequest> related = {}; ///< of the same kind and customer within a year: duplicate or split?
};

/// Fills in what is to be given up, or which service is to be cut, for requests of those kinds.
Result<> addCollection(Services &services, ApprovalItem &item);
/// Fills in other requests of the kind of a matter, about the same customer within a year.
Result<> addRelated(Services &services, ApprovalItem &item);

/// Somebody a decision can be left to.
struct Candidate
{
    QString user;
    QString name; ///< display name
};

/// One line of the queue.
struct ApprovalRow
{
    approvals::Approval approval;
    accounts::AccountId account;
    QString accountName; ///< empty when the subject is gone
    QString number; ///< of the document; empty for a draft; of a credit note, that of its invoice
    QString requestedByName; ///< display name
    Period period; ///< of the invoice
    std::optional<Money> total; ///< in the document's currency
    int exceptions = 0;
    Result<void> mayDecide; ///< for the actor; the error says why not
    QString delegatedToName = {}; ///< display name; empty when the step was left to nobody
    QString waitsFor = {}; ///< whose decision is awaited: roles and people of the open seats
    QDateTime escalatesAt = {}; ///< the earliest of its open seats; null: never
    bool hasEscalated = false;
    QString standsInForName = {}; ///< display name of whose place the actor would take; empty: their own
};

enum class ApprovalQueue { Mine, Others, Decided };

/// What somebody is asked about that has no document of its own.
struct MatterWish
{
    approvals::SubjectKind kind = approvals::SubjectKind::Discount;
    Money amount;
    std::optional<accounts::AccountId> account = {};
    QString title;
    QString reason;
    QStringList departments = {};
    QStringList costCentres = {};
    std::optional<Decimal> discountPercent = {};
    std::optional<int> netDays = {};
    QString beneficiary = {}; ///< user who gains by it; empty: nobody
};

/// The amounts of \a rows together, in company currency.
Result<Money> sumOf(const std::vector<ApprovalRow> &rows, const Currency &company);

/// A decision that could not be made.
struct RefusedDecision
{
    approvals::ApprovalId id;
    Error error;
};

/// What an approver does.
class ApprovalDesk
{
public:
    explicit ApprovalDesk(Services &services)
        : m_services(services)
    { }

    Result<std::vector<approvals::Approval>> pending() { return m_services.approvals().pending(); }
    /// What waits for the actor, for others (oldest first), or the last hundred decided (newest first).
    Result<std::vector<ApprovalRow>> queue(ApprovalQueue queue);
    /// What \a user could decide now and nobody else was left, oldest first. \returns NotFound.
    Result<std::vector<ApprovalRow>> waitingFor(const QString &user);
    /// Pending requests of which the actor is asked something, as the one who asked for or made it; oldest first.
    Result<std::vector<ApprovalRow>> questions();
    Result<ApprovalItem> item(const approvals::ApprovalId &id);
    /// Decides the next step as the actor. Nobody decides what they requested or made; a rejection needs a reason; an
    /// invoice that changed since it was submitted is not approved. The invoice moves on in the same transaction:
    /// approved when every step is, back to draft when rejected; a credit note likewise. The same \a command again
    /// gives the first answer. What a request changes is done in the same transaction once everybody agreed.
    /// \returns Conflict "approvals.change_returned" when the record was changed since: the request went back.
    Result<approvals::Approval> decide(const approvals::ApprovalId &id, approvals::Verdict verdict,
                                       const QString &reason, const std::optional<storage::CommandId> &command = {});
    /// Asks about a pending request, or answers, as the actor. \returns InvalidInput "approvals.message_missing".
    Result<> say(const approvals::ApprovalId &id, const QString &text);
    /// Asks the requester. \returns InvalidInput "approvals.ask_self" when that is the actor.
    Result<> ask(const approvals::ApprovalId &id, const QString &text);
    /// Answers what was asked. \returns Forbidden "approvals.answer_by_other" for anybody but who requested or made it,
    ///          Conflict "approvals.no_question".
    Result<> answer(const approvals::ApprovalId &id, const QString &text);
    /// Submits a matter that has no document, as the actor. Its amount is taken in company currency at today's rate.
    /// \returns the request; none when the policy asks nobody, and then it may be done.
    ///          InvalidInput "approvals.kind_has_document", "approvals.kind_by_contract",
    ///          "approvals.matter_title", "approvals.matter_reason".
    Result<std::optional<approvals::Approval>> request(const MatterWish &wish);
    /// Leaves the next step to \a user; see approvals::mayDelegate(). It goes to their queue and out of the actor's.
    Result<> delegate(const approvals::ApprovalId &id, const QString &user, const QString &note);
    /// Whom the actor could leave the next step to, by name.
    Result<std::vector<Candidate>> candidates(const approvals::ApprovalId &id);
    /// Whether the actor holds a role that decides anything at all.
    Result<bool> isApprover();
    /// Approves one after the other, each in a transaction of its own. \returns those that were refused.
    Result<std::vector<RefusedDecision>> approveAll(const std::vector<approvals::ApprovalId> &ids);

private:
    /// Of what is stored now, not of what was said to be stored.
    Result<QByteArray> digestNow(const approvals::Approval &approval);
    /// \returns Conflict "approvals.amount_differs" where the request says another amount than its document.
    Result<> checkAmount(const approvals::Approval &approval);
    /// Drops a request whose record was changed since. \returns what to say about it; none where all is well.
    Result<std::optional<Error>> returnOutdated(const approvals::Approval &approval, const approvals::Decider &decider);
    Result<ApprovalRow> rowOf(const approvals::Approval &approval, const Result<approvals::Decider> &decider);
    Result<> describe(ApprovalRow &row);
    Result<> describeCollection(ApprovalRow &row); ///< a write-off, or less service
    Services &m_services;
};

} // namespace accord::workspace
