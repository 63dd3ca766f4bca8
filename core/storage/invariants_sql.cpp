// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/invariants_sql.h"

#include "core/storage/session.h"

namespace accord::storage {

namespace {

struct Rule
{
    const char16_t *invariant;
    const char16_t *inWords;
    Sql violations; ///< a row for each violation, its first column names the subject
    const char16_t *reads = u"invoice.read"; ///< operations whose rows must all be seen; empty: any part can be judged
};

// How many numbers of a series were given to documents: from its first one on, without those that are reserved.
#define FIRST_NUMBER                                                                                                   \
    "coalesce((SELECT first_number FROM number_series_start AS begun WHERE begun.issuing_entity_id = "                 \
    "number_series.issuing_entity_id AND begun.series = number_series.series AND begun.year = number_series.year), 1)"
#define GIVEN_NUMBERS                                                                                                  \
    "next_number - " FIRST_NUMBER " - (SELECT coalesce(sum(last_number - first_number + 1), 0) FROM "                  \
    "number_reservation AS kept WHERE kept.issuing_entity_id = number_series.issuing_entity_id "                       \
    "AND kept.series = number_series.series AND kept.year = number_series.year "                                       \
    "AND kept.last_number < number_series.next_number AND kept.first_number >= " FIRST_NUMBER ")"

// Invoices that were taken over have numbers, dates and records of their own.
#define ISSUED_HERE "state = 'issued' AND NOT EXISTS (SELECT 1 FROM opening_receivable WHERE invoice_id = invoice.id) "

// A request that was dropped although neither a later policy asks otherwise nor, with the same digest, the document
// changed.
#define DROPPED_WITHOUT_REASON                                                                                         \
    "NOT EXISTS (SELECT 1 FROM approval_policy WHERE published_at >= approval.requested_at) AND approval."

const Rule rules[] = {
    {u"ledger.balanced", u"postings of each entry add up to zero in each currency",
     "SELECT hex(entry_id) FROM posting GROUP BY entry_id, currency HAVING sum(amount_minor) <> 0 LIMIT 100"},
    {u"ledger.two_sides", u"each entry has two postings or more",
     "SELECT hex(id) FROM ledger_entry WHERE (SELECT count(*) FROM posting WHERE entry_id = ledger_entry.id) < 2 LIMIT "
     "100"},
    {u"ledger.receivables",
     u"receivables equal the open amounts of issued invoices less credit on account, per customer and currency",
     "SELECT coalesce((SELECT name FROM account WHERE id = account_id), hex(account_id)) || ': the documents come to ' "
     "|| difference || ' minor units of ' || currency || ' more than the ledger' FROM ("
     "SELECT account_id, currency, sum(amount) AS difference FROM ("
     "SELECT account_id, currency, amount_due_minor - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application "
     "WHERE invoice_id = invoice.id) - (SELECT coalesce(sum(total_minor), 0) FROM credit_note WHERE invoice_id = "
     "invoice.id AND credit_note.state = 'issued') AS amount FROM invoice WHERE state = 'issued' "
     "UNION ALL SELECT account_id, currency, -credit_minor FROM bank_payment JOIN payment ON payment.id = payment_id "
     "WHERE undone_at IS NULL "
     "UNION ALL SELECT account_id, currency, interest_minor + fee_minor FROM late_charge "
     "WHERE note_id IS NULL "
     "UNION ALL SELECT account_id, currency, amount_minor FROM refund WHERE state = 'done' AND invoice_id IS NULL "
     "UNION ALL SELECT customer_id, currency, -amount_minor FROM posting WHERE account = 'receivable') AS amounts "
     "GROUP BY account_id, currency) AS sums WHERE difference <> 0 LIMIT 100"},
    {u"ledger.unapplied_cash", u"unapplied cash is what the bank booked and nobody applied, per currency",
     "SELECT currency FROM (SELECT currency, amount_minor AS amount FROM bank_entry WHERE booking = 'booked' "
     "AND amount_minor > 0 AND state IN ('new', 'proposed', 'unapplied') "
     "UNION ALL SELECT currency, amount_minor FROM posting WHERE account = 'unapplied_cash') AS amounts "
     "GROUP BY currency HAVING sum(amount) <> 0 LIMIT 100",
     u"invoice.read bank.read"},
    {u"ledger.base", u"postings of each entry add up to zero in company currency, where they are worth the same in it",
     "SELECT hex(entry_id) FROM posting GROUP BY entry_id HAVING coalesce(sum(base_minor), 0) <> 0 "
     "OR count(base_minor) NOT IN (0, count(*)) UNION ALL SELECT hex(entry_id) FROM posting "
     "WHERE currency = coalesce((SELECT value FROM workspace_setting WHERE key = 'company_currency'), 'USD') "
     "AND base_minor <> amount_minor LIMIT 100"},
    {u"ledger.documents", u"the receivable of each issued invoice is what is open of it",
     "SELECT number || ': open ' || open || ', in the ledger ' || posted || ' minor units' FROM (SELECT number, "
     "amount_due_minor - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = "
     "invoice.id) - (SELECT coalesce(sum(total_minor), 0) FROM credit_note WHERE invoice_id = invoice.id AND "
     "credit_note.state = 'issued') AS open, (SELECT coalesce(sum(amount_minor), 0) FROM posting WHERE document_id = "
     "invoice.id AND account = 'receivable') AS posted FROM invoice WHERE state = 'issued') AS sums WHERE open <> "
     "posted LIMIT 100"},
    {u"ledger.closed", u"nothing was posted into a period after it was closed",
     "SELECT 'closed through ' || through || ': ' || (SELECT count(*) FROM ledger_entry WHERE dated <= through) || "
     "' entries, ' || json_extract(checks, '$[0].entries') || ' when it was closed' FROM ledger_close "
     "WHERE reopened_at IS NULL AND (SELECT CAST(count(*) AS TEXT) FROM ledger_entry WHERE dated <= through) "
     "<> CAST(json_extract(checks, '$[0].entries') AS TEXT) LIMIT 100"},
    {u"ledger.codes", u"income is posted to the codes of the lines that it comes from",
     "SELECT coalesce((SELECT number FROM invoice WHERE id = subject), (SELECT number FROM credit_note WHERE id = "
     "subject)) || ': code ' || CASE WHEN code = '' THEN '(none)' ELSE code END FROM ("
     "SELECT invoice_id AS subject, ledger_account AS code, net_minor AS amount FROM invoice_line "
     "WHERE kind NOT IN ('prepayment', 'deduction', 'late_charge') "
     "UNION ALL SELECT credit_note_id, billed.ledger_account, -given.net_minor FROM credit_note_line AS given "
     "JOIN invoice_line AS billed ON billed.invoice_id = given.invoice_id AND billed.n = given.invoice_line "
     "WHERE billed.kind NOT IN ('prepayment', 'deduction', 'late_charge') "
     "UNION ALL SELECT subject_id, coalesce(ledger_code, ''), amount_minor FROM posting "
     "JOIN ledger_entry ON ledger_entry.id = entry_id WHERE kind IN ('invoice', 'credit_note') "
     "AND account IN ('revenue', 'deferred_revenue')) AS amounts "
     // Entries of before there were codes have none.
     "WHERE EXISTS (SELECT 1 FROM ledger_entry JOIN posting ON entry_id = ledger_entry.id "
     "WHERE kind IN ('invoice', 'credit_note') AND subject_id = subject AND ledger_code IS NOT NULL) "
     "GROUP BY subject, code HAVING sum(amount) <> 0 LIMIT 100"},
    {u"receivables.write_offs", u"each receivable that was given up settled its invoice and stands in the ledger",
     "SELECT (SELECT number FROM invoice WHERE id = invoice_id) FROM write_off WHERE (state = 'done') <> "
     "(EXISTS (SELECT 1 FROM payment_application WHERE payment_id = write_off.id AND invoice_id = "
     "write_off.invoice_id AND amount_minor = write_off.amount_minor) AND EXISTS (SELECT 1 FROM ledger_entry "
     "WHERE kind = 'write_off' AND subject_id = write_off.id)) LIMIT 100"},
    {u"payments.refunds", u"each refund that was agreed to stands in the ledger once, and no other does",
     "SELECT CAST(number AS TEXT) FROM refund WHERE (state = 'done') <> EXISTS (SELECT 1 FROM ledger_entry "
     "WHERE kind = 'refund' AND subject_id = refund.id) OR (state = 'done' AND NOT EXISTS (SELECT 1 FROM approval "
     "WHERE kind = 'refund' AND subject_id = refund.id AND approval.state = 'approved' AND digest = refund.digest)) "
     "LIMIT 100"},
    {u"receivables.late_charges", u"each late charge that has a document comes to its total",
     "SELECT (SELECT coalesce(number, hex(id)) FROM invoice WHERE id = late_charge.invoice_id) FROM late_charge "
     "WHERE note_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoice WHERE id = note_id AND state = 'issued' "
     "AND total_minor = interest_minor + fee_minor) "
     "UNION ALL SELECT number FROM invoice JOIN invoice_line ON invoice_line.invoice_id = invoice.id "
     "WHERE state = 'issued' AND kind = 'late_charge' AND NOT EXISTS (SELECT 1 FROM late_charge WHERE note_id = "
     "invoice.id) LIMIT 100"},
    {u"dunning.service", u"no service was cut without the decision of another person",
     "SELECT hex(id) FROM dunning_step WHERE kind IN ('degrade', 'suspend') AND state = 'done' AND NOT EXISTS "
     "(SELECT 1 FROM approval WHERE kind = 'service_action' AND subject_id = dunning_step.id AND state = 'approved') "
     "LIMIT 100"},
    {u"payments.add_up", u"what an entry is applied to, with its credit, comes to its amount and the fee",
     "SELECT CAST(number AS TEXT) FROM bank_entry JOIN bank_payment ON entry_id = bank_entry.id "
     "WHERE undone_at IS NULL AND bank_entry.amount_minor + fee_minor - credit_minor <> (SELECT "
     "coalesce(sum(amount_minor - written_off_minor - discount_minor - withheld_minor), 0) FROM payment_application "
     "WHERE payment_application.payment_id = bank_payment.payment_id) LIMIT 100",
     u"invoice.read bank.read"},
    {u"payments.not_over_applied", u"no invoice is paid more than was to be paid",
     "SELECT number FROM invoice WHERE amount_due_minor < (SELECT coalesce(sum(amount_minor), 0) "
     "FROM payment_application WHERE invoice_id = invoice.id) AND amount_due_minor >= 0 LIMIT 100"},
    {u"payments.state", u"an entry is applied exactly when it has a payment",
     "SELECT CAST(number AS TEXT) FROM bank_entry WHERE (state = 'applied') <> EXISTS (SELECT 1 FROM bank_payment "
     "WHERE entry_id = bank_entry.id AND undone_at IS NULL) LIMIT 100",
     u"invoice.read bank.read"},
    {u"numbers.gapless", u"each series counts from its first number without a gap",
     "SELECT series || ' ' || year FROM number_series WHERE series = 'invoice' AND " GIVEN_NUMBERS
     " <> (SELECT count(*) "
     "FROM invoice WHERE invoice.issuing_entity_id = number_series.issuing_entity_id AND " ISSUED_HERE
     "AND substr(issue_date, 1, 4) = CAST(number_series.year AS TEXT)) LIMIT 100"},
    // Within a year numbers are alike, so that the longer of two is the higher: 1000000 comes after 999999.
    {u"numbers.dates", u"issue dates do not fall while numbers rise",
     "SELECT number FROM (SELECT number, issue_date, lag(issue_date) OVER (PARTITION BY issuing_entity_id, "
     "substr(issue_date, 1, 4) "
     "ORDER BY length(number), number) AS before FROM invoice WHERE " ISSUED_HERE
     ") AS numbered WHERE issue_date < before LIMIT 100"},
    {u"invoice.lines", u"the subtotal is the sum of the line nets",
     "SELECT coalesce(number, hex(id)) FROM invoice WHERE subtotal_minor <> (SELECT coalesce(sum(net_minor), 0) FROM "
     "invoice_line "
     "WHERE invoice_id = invoice.id) LIMIT 100",
     u""},
    {u"invoice.tax", u"the tax is the sum of the tax groups, and of the lines' shares",
     "SELECT coalesce(number, hex(id)) FROM invoice WHERE tax_minor <> (SELECT coalesce(sum(tax_minor), 0) FROM "
     "invoice_tax_group "
     "WHERE invoice_id = invoice.id) OR tax_minor <> (SELECT coalesce(sum(tax_minor), 0) FROM invoice_line WHERE "
     "invoice_id = invoice.id) LIMIT 100",
     u""},
    {u"invoice.allocations", u"cost shares add up to the total",
     "SELECT coalesce(number, hex(id)) FROM invoice WHERE EXISTS (SELECT 1 FROM invoice_allocation WHERE invoice_id = "
     "invoice.id) "
     "AND total_minor <> (SELECT sum(amount_minor) FROM invoice_allocation WHERE invoice_id = invoice.id) LIMIT 100",
     u""},
    {u"invoice.amount_due", u"the amount due is the total less the prepaid credit that paid of it",
     "SELECT coalesce(number, hex(id)) FROM invoice WHERE total_minor - amount_due_minor <> "
     "(SELECT coalesce(sum(amount_minor), 0) FROM invoice_credit WHERE invoice_id = invoice.id) LIMIT 100",
     u""},
    {u"invoice.instalments", u"instalments add up to the amount due",
     "SELECT coalesce(number, hex(id)) FROM invoice WHERE amount_due_minor <> (SELECT coalesce(sum(amount_minor), "
     "invoice.amount_due_minor) FROM invoice_instalment WHERE invoice_id = invoice.id) LIMIT 100",
     u""},
    {u"credits.within_grant", u"what invoices took of a prepaid credit stays within what the contract granted",
     "SELECT (SELECT number FROM contract WHERE contract.id = invoice_credit.contract_id) || ' ' || name "
     "FROM invoice_credit GROUP BY contract_id, name HAVING sum(amount_minor) > max(granted_minor) LIMIT 100",
     u"invoice.read account.read"},
    {u"prepayments.within_asked",
     u"what invoices deduct and credit notes give back of a prepayment is what it asked for at most",
     "SELECT (SELECT number FROM invoice WHERE invoice.id = invoice_id) || ' ' || key FROM prepayment_line "
     "WHERE asked_minor < credited_minor + deducted_minor OR deducted_minor < 0 LIMIT 100"},
    {u"prepayments.ledger", u"what the books owe for prepayments is what issued documents leave of them",
     "SELECT hex(account_id) FROM (SELECT account_id, currency, line.net_minor - (SELECT "
     "coalesce(sum(given.net_minor), 0) "
     "FROM credit_note_line AS given JOIN credit_note ON credit_note.id = given.credit_note_id "
     "WHERE credit_note.state = 'issued' AND given.invoice_id = line.invoice_id AND given.invoice_line = line.n) AS "
     "net "
     "FROM invoice_line AS line JOIN invoice ON invoice.id = line.invoice_id "
     "WHERE invoice.state = 'issued' AND line.kind IN ('prepayment', 'deduction')) AS owed "
     "GROUP BY account_id, currency HAVING sum(net) <> -(SELECT coalesce(sum(amount_minor), 0) FROM posting "
     "WHERE posting.account = 'customer_prepayments' AND posting.customer_id = account_id "
     "AND posting.currency = owed.currency) LIMIT 100"},
    {u"invoice.billed_once", u"no charge stands on two invoices, no two periods of a charge overlap",
     "SELECT a.contract_number || '/' || a.item || '/' || a.dimension || ' ' || a.period_start FROM invoice_line AS a "
     "JOIN invoice_line AS b ON b.contract_id = a.contract_id AND b.item = a.item AND b.dimension = a.dimension AND "
     "b.kind = a.kind "
     "AND b.sequence = a.sequence AND NOT b.credited AND b.period_start > a.period_start AND b.period_start < "
     "a.period_end "
     "WHERE NOT a.credited LIMIT 100"},
    {u"invoice.ledger", u"each issued invoice has exactly one ledger entry",
     "SELECT number FROM invoice WHERE state = 'issued' AND total_minor <> 0 "
     "AND (SELECT count(*) FROM ledger_entry WHERE kind IN ('invoice', 'opening_receivable') AND subject_id = "
     "invoice.id) <> 1 LIMIT 100"},
    {u"invoice.audit", u"each issued invoice is named with its digest in exactly one audit record",
     "SELECT number FROM invoice LEFT JOIN (SELECT json_extract(document.value, '$.number') AS named, "
     "json_extract(document.value, '$.digest') AS named_digest FROM audit_record, json_each(audit_record.body, "
     "'$.documents') AS document "
     "WHERE audit_record.kind IN ('invoice.issue', 'invoice.take_over')) AS record ON named = number AND named_digest "
     "= digest "
     "WHERE state = 'issued' GROUP BY invoice.id HAVING count(named) <> 1 LIMIT 100",
     u"invoice.read audit.read"},
    {u"credit_numbers.gapless", u"each series of credit notes counts from its first number without a gap",
     "SELECT series || ' ' || year FROM number_series WHERE series = 'credit_note' AND " GIVEN_NUMBERS " <> "
     "(SELECT count(*) FROM credit_note WHERE credit_note.issuing_entity_id = number_series.issuing_entity_id "
     "AND state = 'issued' AND substr(issue_date, 1, 4) = CAST(number_series.year AS TEXT)) LIMIT 100"},
    {u"credit_numbers.dates", u"dates of credit notes do not fall while their numbers rise",
     "SELECT number FROM (SELECT number, issue_date, lag(issue_date) OVER (PARTITION BY issuing_entity_id, "
     "substr(issue_date, 1, 4) ORDER BY length(number), number) AS before FROM credit_note WHERE state = 'issued') AS "
     "numbered "
     "WHERE issue_date < before LIMIT 100"},
    {u"credit_note.lines", u"a credit note is the sum of its lines, its tax that of its tax groups",
     "SELECT coalesce(number, hex(id)) FROM credit_note WHERE state IN ('in_approval', 'approved', 'issued') AND ("
     "net_minor <> (SELECT coalesce(sum(net_minor), 0) FROM credit_note_line WHERE credit_note_id = credit_note.id) "
     "OR tax_minor <> (SELECT coalesce(sum(tax_minor), 0) FROM credit_note_line WHERE credit_note_id = credit_note.id) "
     "OR tax_minor <> (SELECT coalesce(sum(tax_minor), 0) FROM credit_note_tax_group WHERE credit_note_id = "
     "credit_note.id)) LIMIT 100",
     u""},
    {u"credit_note.within_invoice", u"credit notes never give back more than was billed, by line and in total",
     "SELECT number FROM invoice WHERE total_minor < (SELECT sum(total_minor) FROM credit_note WHERE invoice_id = "
     "invoice.id AND credit_note.state <> 'void') "
     "UNION ALL SELECT (SELECT number FROM invoice WHERE id = line.invoice_id) || ' line ' || line.n FROM ("
     "SELECT given.invoice_id, given.invoice_line, sum(given.net_minor) AS net, sum(given.tax_minor) AS tax "
     "FROM credit_note_line AS given JOIN credit_note ON credit_note.id = given.credit_note_id "
     "WHERE credit_note.state <> 'void' GROUP BY given.invoice_id, given.invoice_line) AS given "
     "JOIN invoice_line AS line ON line.invoice_id = given.invoice_id AND line.n = given.invoice_line "
     "WHERE given.net NOT BETWEEN min(0, line.net_minor) AND max(0, line.net_minor) "
     "OR given.tax NOT BETWEEN min(0, line.tax_minor) AND max(0, line.tax_minor) LIMIT 100"},
    {u"credit_note.marks", u"exactly the lines that were credited in full are marked to be billed again",
     "SELECT (SELECT number FROM invoice WHERE id = line.invoice_id) || ' line ' || line.n FROM invoice_line AS line "
     "LEFT JOIN (SELECT given.invoice_id, given.invoice_line, sum(given.net_minor) AS net, sum(given.tax_minor) AS tax "
     "FROM credit_note_line AS given JOIN credit_note ON credit_note.id = given.credit_note_id "
     "WHERE credit_note.state = 'issued' GROUP BY given.invoice_id, given.invoice_line) AS given "
     "ON given.invoice_id = line.invoice_id AND given.invoice_line = line.n "
     "WHERE line.credited <> coalesce(given.net = line.net_minor AND given.tax = line.tax_minor, false) LIMIT 100"},
    {u"credit_note.ledger", u"each issued credit note has exactly one ledger entry",
     "SELECT number FROM credit_note WHERE state = 'issued' AND total_minor <> 0 "
     "AND (SELECT count(*) FROM ledger_entry WHERE kind = 'credit_note' AND subject_id = credit_note.id) <> 1 "
     "LIMIT 100"},
    {u"credit_note.audit", u"each issued credit note is named with its date and digest in exactly one audit record",
     "SELECT number FROM credit_note LEFT JOIN (SELECT json_extract(document.value, '$.number') AS named, "
     "json_extract(document.value, '$.digest') AS named_digest, json_extract(document.value, '$.issue_date') AS dated "
     "FROM audit_record, json_each(audit_record.body, '$.documents') AS document "
     "WHERE audit_record.kind = 'credit_note.issue') AS record ON named = number AND named_digest = digest AND dated = "
     "CAST(issue_date AS TEXT) "
     "WHERE state = 'issued' GROUP BY credit_note.id HAVING count(named) <> 1 LIMIT 100",
     u"invoice.read audit.read"},
    {u"credit_note.approved", u"a credit note that somebody had to approve was issued as it was approved",
     "SELECT number FROM credit_note WHERE state = 'issued' AND EXISTS (SELECT 1 FROM approval WHERE kind = "
     "'credit_note' AND subject_id = credit_note.id AND (state <> 'superseded' OR " DROPPED_WITHOUT_REASON
     "digest = credit_note.digest)) "
     "AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'credit_note' AND subject_id = credit_note.id "
     "AND state = 'approved' AND digest = credit_note.digest) LIMIT 100"},
    {u"approvals.four_eyes", u"nobody decided what they requested or made",
     "SELECT hex(approval.id) FROM approval JOIN decision ON approval_id = approval.id "
     "WHERE coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced' "
     "AND (decided_by IN (requested_by, created_by) OR on_behalf_of IN (requested_by, created_by) "
     "OR (beneficiary <> '' AND beneficiary IN (decided_by, on_behalf_of))) LIMIT 100"},
    {u"approvals.limits", u"what was approved was agreed to by somebody whose limit covers it",
     "SELECT hex(id) FROM approval WHERE state = 'approved' AND NOT EXISTS (SELECT 1 FROM approval_seat AS seat "
     "JOIN decision ON decision.approval_id = seat.approval_id AND decision.step = seat.step "
     "WHERE seat.approval_id = approval.id AND decision.verdict = 'approve' "
     "AND (seat.limit_minor IS NULL OR seat.limit_minor >= approval.amount_minor)) LIMIT 100"},
    {u"approvals.stages", u"no step was decided before those it follows",
     "SELECT hex(later.approval_id) FROM decision AS later "
     "JOIN approval_seat AS own ON own.approval_id = later.approval_id AND own.step = later.step "
     "JOIN approval_seat AS earlier ON earlier.approval_id = own.approval_id AND earlier.stage < own.stage "
     "WHERE NOT EXISTS (SELECT 1 FROM decision WHERE decision.approval_id = earlier.approval_id "
     "AND decision.step = earlier.step AND decision.verdict = 'approve') LIMIT 100"},
    {u"approvals.delegations", u"who decided in another's place was allowed to on that day and for that amount",
     "SELECT hex(approval.id) FROM decision JOIN approval ON approval.id = approval_id WHERE on_behalf_of <> '' "
     "AND NOT EXISTS (SELECT 1 FROM approval_delegation AS left_to WHERE left_to.approval_id = approval.id "
     "AND left_to.step = decision.step AND left_to.from_user = on_behalf_of AND left_to.to_user = decided_by) "
     "AND NOT EXISTS (SELECT 1 FROM standing_delegation AS held WHERE held.from_user = on_behalf_of "
     "AND held.to_user = decided_by AND decided_at >= held.starts_on AND decided_at < held.ends_before "
     "AND (held.ended_at IS NULL OR decided_at < held.ended_at) "
     "AND (held.limit_minor IS NULL OR approval.amount_minor <= held.limit_minor)) LIMIT 100"},
    {u"approvals.before_issue", u"an invoice that somebody had to approve was issued as it was approved",
     "SELECT number FROM invoice WHERE state = 'issued' AND EXISTS (SELECT 1 FROM approval WHERE subject_id = "
     "invoice.id AND (state <> 'superseded' OR " DROPPED_WITHOUT_REASON "digest = invoice.digest)) "
     "AND NOT EXISTS (SELECT 1 FROM approval WHERE subject_id = invoice.id AND state = 'approved' AND digest = "
     "invoice.digest) LIMIT 100"},
    {u"approvals.amount", u"what was asked for an invoice or credit note is what it comes to",
     "SELECT 'asked for ' || amount_minor || ', it comes to ' || company_total_minor || ' minor units: ' || "
     "coalesce(number, hex(document_id)) FROM approval JOIN (SELECT id AS document_id, number, digest AS of_document, "
     "company_total_minor FROM invoice UNION ALL SELECT id, number, digest, company_total_minor FROM credit_note) "
     "AS document ON document_id = subject_id WHERE kind IN ('invoice', 'credit_note') AND digest = of_document AND "
     "state IN ('pending', 'approved') "
     "AND amount_minor <> company_total_minor LIMIT 100"},
    // A role that was taken away again was given by a proposal, or is named by the record of its end.
    {u"approvals.seats", u"each decision was made by who held the seat that was asked",
     "SELECT decided_by || ': ' || hex(decision.approval_id) FROM decision WHERE NOT EXISTS (SELECT 1 FROM "
     "approval_holder AS holder WHERE holder.approval_id = decision.approval_id AND holder.step = decision.step AND ("
     "(holder.kind = 'person' AND holder.name IN (decided_by, on_behalf_of)) OR (holder.kind = 'role' AND ("
     "EXISTS (SELECT 1 FROM app_user_role WHERE user_name IN (decided_by, on_behalf_of) AND role = holder.name) OR "
     "EXISTS (SELECT 1 FROM role_proposal WHERE user_name IN (decided_by, on_behalf_of) AND role = holder.name "
     "AND verdict = 'approve') OR EXISTS (SELECT 1 FROM audit_record WHERE audit_record.kind = 'user.revoke_role' "
     "AND subject_id IN (decided_by, on_behalf_of)))))) AND NOT EXISTS (SELECT 1 FROM approval_delegation AS left_to "
     "WHERE left_to.approval_id = decision.approval_id AND left_to.step = decision.step "
     "AND left_to.to_user = decided_by) LIMIT 100",
     u"invoice.read audit.read"},
    {u"approvals.separation", u"separation of duties is enforced, as it is when a company is made",
     "SELECT coalesce(max(value), 'nothing') FROM workspace_setting WHERE key = 'separation' "
     "HAVING coalesce(max(value), '') <> 'enforced'",
     u""},
    // Those who came with the company were given their roles and scopes with it.
    {u"people.roles", u"who joined later holds the roles that they were given, and no other",
     "SELECT user_name || ': ' || role FROM app_user_role AS held WHERE EXISTS (SELECT 1 FROM audit_record WHERE "
     "audit_record.kind = 'user.add' AND subject_id = held.user_name) AND NOT EXISTS (SELECT 1 FROM role_proposal AS "
     "asked WHERE asked.user_name = held.user_name AND asked.role = held.role AND verdict = 'approve') "
     "AND NOT EXISTS (SELECT 1 FROM audit_record WHERE audit_record.kind = 'user.give_role' AND subject_id = "
     "held.user_name AND json_extract(body, '$.role') = held.role) LIMIT 100",
     u"audit.read"},
    {u"people.scopes", u"who joined later works for what they were given, and for nothing else",
     "SELECT name FROM app_user AS person WHERE (region <> '' OR CAST(entities AS TEXT) <> '[]' OR CAST(cost_centres "
     "AS "
     "TEXT) <> '[]') AND EXISTS (SELECT 1 FROM audit_record WHERE audit_record.kind = 'user.add' AND subject_id = "
     "person.name) AND NOT EXISTS (SELECT 1 FROM scope_proposal AS asked WHERE asked.user_name = person.name "
     "AND asked.region = person.region AND CAST(asked.entities AS TEXT) = CAST(person.entities AS TEXT) "
     "AND CAST(asked.cost_centres AS TEXT) = CAST(person.cost_centres AS TEXT) AND verdict = 'approve') "
     "AND NOT EXISTS (SELECT 1 FROM audit_record WHERE audit_record.kind = 'user.give_scope' AND subject_id = "
     "person.name) LIMIT 100",
     u"audit.read"},
    {u"payments.customer", u"each payment is posted to the customer whose it is, on the day on which it came",
     "SELECT method || ' ' || received_on || ' ' || reference FROM payment JOIN ledger_entry ON subject_id = "
     "payment.id "
     "WHERE ledger_entry.kind = 'payment' AND (dated <> received_on OR NOT EXISTS (SELECT 1 FROM posting WHERE "
     "entry_id = ledger_entry.id AND customer_id = payment.account_id)) LIMIT 100",
     u"invoice.read bank.read"},
    {u"ledger.dated", u"invoices are posted on the day of their issue",
     "SELECT number FROM invoice JOIN ledger_entry ON subject_id = invoice.id WHERE ledger_entry.kind = 'invoice' "
     "AND dated <> issue_date LIMIT 100"},
    {u"invoice.company_total", u"in company currency an invoice comes to its total",
     "SELECT coalesce(number, hex(id)) FROM invoice WHERE company_total_minor <> total_minor AND currency = "
     "coalesce((SELECT value FROM workspace_setting WHERE key = 'company_currency'), 'USD') LIMIT 100"},
    {u"usage.counted", u"what each import added is what the days hold of it, and each day names its import",
     "SELECT 'import ' || sequence FROM usage_import WHERE added <> (SELECT coalesce(sum(events), 0) FROM usage_daily "
     "WHERE import_sequence = usage_import.sequence) "
     "UNION ALL SELECT 'import ' || import_sequence || ', which there is not' FROM usage_daily WHERE NOT EXISTS "
     "(SELECT 1 FROM usage_import WHERE sequence = usage_daily.import_sequence) LIMIT 100",
     u"account.read"},
};

} // namespace

Result<std::vector<InvariantCheck>> checkInvariants(Session &session, const SeesAll &seesAll)
{
    const auto isPartial = [&](const Rule &rule) {
        const QStringList operations = QString::fromUtf16(rule.reads).split(u' ', Qt::SkipEmptyParts);
        return seesAll && !std::all_of(operations.begin(), operations.end(), seesAll);
    };
    std::vector<InvariantCheck> checks;
    for (const Rule &rule : rules) {
        InvariantCheck check{QString::fromUtf16(rule.invariant), QString::fromUtf16(rule.inWords), {}, isPartial(rule)};
        if (check.isLeftOut) {
            checks.push_back(std::move(check));
            continue;
        }
        const auto subjects
            = session.statement(rule.violations).bind().all([](Statement &row) { return row.read<QString>(); });
        if (!subjects)
            return passOn(subjects);
        for (const QString &subject : *subjects)
            check.violations.push_back({check.invariant, subject});
        checks.push_back(std::move(check));
    }
    return checks;
}

} // namespace accord::storage
