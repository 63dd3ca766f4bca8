#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as scripts use it, on the sample company: ACCORDCTL in the environment names the program.

    ACCORDCTL=build/dev/bin/accordctl tests/app/tst_accordctl.py

With ACCORD_TEST_DATABASE=postgresql the workspaces are databases of a server that lives as long as this program.
"""
import csv
import hashlib
import io
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import uuid
import zipfile
from decimal import Decimal

ACCORDCTL = os.environ["ACCORDCTL"]
SOURCE = pathlib.Path(os.environ["ACCORD_SOURCE"])
scratch = pathlib.Path(tempfile.mkdtemp(prefix="accordctl-"))
ON_SERVER = os.environ.get("ACCORD_TEST_DATABASE") == "postgresql"


def started_server():
    """The folder of its socket. Where PostgreSQL is not installed, the program ends as skipped."""
    start = subprocess.run([SOURCE / "tests/support/postgresql_server.sh", str(os.getpid())], capture_output=True, text=True)
    if start.returncode != 0:
        print(start.stderr, file=sys.stderr)
        sys.exit(start.returncode)
    return start.stdout.strip()


SERVER = started_server() if ON_SERVER else None


def sql(database, statement):
    done = subprocess.run(["psql", "-h", SERVER, "-U", "accord", "-v", "ON_ERROR_STOP=1", "-Atqc", statement, database],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return done.stdout


def place(name, template="template1"):
    """Where a new workspace may be made: a file, or the URL of a new database."""
    if not ON_SERVER:
        return scratch / name
    database = re.sub("[^a-z0-9]+", "_", str(name).lower())
    sql("postgres", f'DROP DATABASE IF EXISTS "{database}"')
    sql("postgres", f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    return f"postgresql://accord@/{database}?host={SERVER}"


def on_files(test):
    return unittest.skipIf(ON_SERVER, "of files")(test)


SAMPLE = place("sample.accord")


def ctl(*arguments, workspace=None, exit_code=0, env=None):
    command = [ACCORDCTL]
    if workspace:
        command += ["--workspace", str(workspace)]
    done = subprocess.run(command + [str(a) for a in arguments], capture_output=True, text=True, timeout=300,
                          env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL)
    if exit_code is not None and done.returncode != exit_code:
        raise AssertionError(f"{arguments}: exit {done.returncode}, expected {exit_code}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done


def ctl_json(*arguments, **kwargs):
    return json.loads(ctl(*arguments, "--format", "json", **kwargs).stdout)


def copy_of_sample(name):
    """A workspace that may be changed: a backup of the sample, never a copy of the live file."""
    if ON_SERVER:
        return place(name, template="sample_accord")
    target = scratch / name
    ctl("workspace", "backup", target, workspace=SAMPLE)
    return target


def setUpModule():
    ctl("workspace", "sample", SAMPLE)


def tearDownModule():
    shutil.rmtree(scratch, ignore_errors=True)


def worked_invoice():
    rows = ctl_json("invoice", "list", "--account", "A-0001", workspace=SAMPLE)
    return next(row for row in rows if row["total"] == "8154.00")


def content(workspace, period):
    """What stands for a period, without the ids that differ from run to run."""
    rows = []
    for row in ctl_json("invoice", "list", "--period", period, workspace=workspace):
        shown = ctl_json("invoice", "show", row["number"] or row["id"], workspace=workspace)
        rows.append((row["account"], row["currency"], row["total"], row["status"],
                     [(l["description"], l["location"], l["quantity"], l["net"], l["tax"]) for l in shown["lines"]]))
    return sorted(rows)


class TheForms(unittest.TestCase):
    def test_lists_invoices_with_the_promised_fields(self):
        rows = ctl_json("invoice", "list", workspace=SAMPLE)
        self.assertGreater(len(rows), 400)
        for key in ("number", "account", "issue_date", "due_date", "currency", "total", "status"):
            self.assertIn(key, rows[0])
        self.assertTrue(all(isinstance(row["total"], str) for row in rows))
        statuses = {row["status"] for row in rows}
        self.assertLessEqual({"paid", "overdue", "issued", "in_approval"}, statuses)
        self.assertGreaterEqual(len({row["currency"] for row in rows}), 8)

    def test_shows_the_worked_invoice(self):
        shown = ctl_json("invoice", "show", worked_invoice()["number"], workspace=SAMPLE)
        self.assertEqual((shown["subtotal"], shown["tax"], shown["total"], shown["due_date"]), ("7550.00", "604.00", "8154.00", "2024-02-15"))
        self.assertEqual([line["net"] for line in shown["lines"]], ["800.00", "750.00", "6000.00"])
        for key in ("description", "location", "cost_center", "quantity", "unit_price", "net"):
            self.assertIn(key, shown["lines"][0])
        self.assertIsNone(shown["lines"][0]["location"])
        self.assertEqual(sum(Decimal(group["tax"]) for group in shown["tax_groups"]), Decimal("604.00"))
        for key in ("jurisdiction", "category", "rate_percent", "taxable", "tax"):
            self.assertIn(key, shown["tax_groups"][0])
        self.assertEqual(shown["purchase_order"], "ENT-2024-001")

    def test_explains_a_line_down_to_its_usage_and_clause(self):
        number = worked_invoice()["number"]
        text = ctl("invoice", "explain", number, "2", workspace=SAMPLE).stdout
        self.assertIn("1250", text)
        self.assertIn("750.00", text)
        self.assertIn("LV-ENT-2024", text)
        nodes = ctl_json("invoice", "explain", number, workspace=SAMPLE)["derivation"]
        self.assertTrue(any(node["label"] == "Total" and "8154.00" in node["rounded"] for node in nodes))

    def test_writes_the_same_pdf_whatever_the_machine(self):
        number = worked_invoice()["number"]
        files = []
        for n, env in enumerate(({"QT_HASH_SEED": "1", "TZ": "UTC"}, {"QT_HASH_SEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"})):
            path = scratch / f"worked-{n}.pdf"
            ctl("invoice", "pdf", number, "--out", path, workspace=SAMPLE, env=env)
            files.append(path.read_bytes())
        self.assertEqual(files[0], files[1])
        self.assertTrue(files[0].startswith(b"%PDF-1."))
        text = subprocess.run(["pdftotext", "-layout", scratch / "worked-0.pdf", "-"], capture_output=True, text=True, check=True).stdout
        for figure in (number, "8,154.00", "7,550.00", "ENT-2024-001", "LeanVibe"):
            self.assertIn(figure, text)

    def test_compares_the_audit_chain_with_checkpoints(self):
        own, kept = copy_of_sample("checkpoints.accord"), scratch / "checkpoints.txt"
        ctl("audit", "checkpoint", "--out", kept, workspace=own)
        ctl("einvoice", "customer", "A-0202", "--profile", "en16931", workspace=own)
        ctl("audit", "checkpoint", "--out", kept, workspace=own)
        ctl("audit", "checkpoint", "--out", kept, workspace=own)
        lines = kept.read_text().split()
        self.assertEqual(len(lines), 2)
        self.assertEqual(lines[1], ctl("audit", "checkpoint", workspace=own).stdout.strip())
        self.assertTrue(ctl_json("audit", "verify", "--checkpoints", kept, workspace=own)["sound"])
        sequence, seal = lines[0].split(":")
        kept.write_text(f"# kept by the auditor\n{sequence}:{'0' * len(seal)}\n{lines[1]}\n")
        found = ctl_json("audit", "verify", "--checkpoints", kept, workspace=own, exit_code=1)
        self.assertEqual(found["faults"], [{"sequence": int(sequence), "fault": "rewritten"}])
        ctl("audit", "verify", "--anchor", "x", workspace=own, exit_code=1)

    def test_issues_electronic_invoices_as_the_customer_wants_them(self):
        own = copy_of_sample("einvoices.accord")
        waiting = next(row for row in ctl_json("invoice", "list", "--status", "in_approval", workspace=own) if row["account"] == "Brisebois Logistique")
        ctl("einvoice", "customer", "A-0202", "--profile", "peppol", "--syntax", "cii", workspace=own, exit_code=1)
        self.assertEqual(ctl_json("einvoice", "customer", "A-0202", workspace=own), {})
        wanted = ctl_json("einvoice", "customer", "A-0202", "--profile", "peppol", workspace=own)
        self.assertEqual((wanted["profile"], wanted["syntax"]), ("peppol", "ubl"))
        missing = ctl_json("einvoice", "missing", waiting["id"], workspace=own, exit_code=1)
        self.assertIn("buyer reference", missing[0]["missing"])
        approval = next(row for row in ctl_json("approval", "list", workspace=own) if row["account"] == "Brisebois Logistique")
        ctl("--as", "approver", "approval", "approve", approval["id"], workspace=own)
        self.assertIn("einvoice.incomplete", ctl("invoice", "issue", waiting["id"], workspace=own, exit_code=1).stderr)
        ctl("einvoice", "customer", "A-0202", "--buyer-reference", "PO 7", workspace=own)
        self.assertEqual(ctl_json("einvoice", "missing", waiting["id"], workspace=own), [])
        number = ctl_json("invoice", "issue", waiting["id"], workspace=own)[0]["number"]
        issued, again = scratch / "issued.xml", scratch / "again.xml"
        ctl("invoice", "xml", number, "--out", issued, workspace=own)
        ctl("einvoice", "customer", "A-0202", "--none", workspace=own)
        ctl("invoice", "xml", number, "--out", again, workspace=own)
        self.assertEqual(issued.read_bytes(), again.read_bytes())
        self.assertEqual(ctl_json("einvoice", "check", issued)["findings"], [])
        note = ctl_json("--as", "operator", "invoice", "credit", number, "--line", "1", "--reason", "Closed", workspace=own)
        self.assertIn("einvoice.not_issued", ctl("credit-note", "xml", note["id"], workspace=own, exit_code=1).stderr)

    def test_writes_electronic_invoices_that_keep_the_rules(self):
        rows = ctl_json("invoice", "list", "--status", "overdue", workspace=SAMPLE)
        number = next(row["number"] for row in rows if row["number"].startswith("ME-") and row["currency"] == "EUR")
        ubl, cii, pdf = scratch / "e.ubl.xml", scratch / "e.cii.xml", scratch / "e.pdf"
        refused = ctl("invoice", "xml", number, "--profile", "xrechnung", "--out", ubl, workspace=SAMPLE, exit_code=1)
        self.assertIn("Leitweg-ID", refused.stderr)
        self.assertFalse(ubl.exists())
        reference = ("--buyer-reference", "04011000-12345-34", "--profile", "en16931")
        ctl("invoice", "xml", number, *reference, "--out", ubl, workspace=SAMPLE)
        ctl("invoice", "xml", number, *reference, "--syntax", "cii", "--out", cii, workspace=SAMPLE)
        ctl("invoice", "pdf", number, *reference, "--out", pdf, workspace=SAMPLE)
        checked = ctl_json("einvoice", "check", ubl)
        self.assertEqual((checked["number"], checked["profile"], checked["syntax"], checked["findings"]), (number, "en16931", "ubl", []))
        self.assertEqual(checked["total"], ctl_json("invoice", "show", number, workspace=SAMPLE)["total"])
        self.assertEqual(ctl_json("einvoice", "compare", ubl, cii), [])
        self.assertEqual(ctl_json("einvoice", "compare", cii, pdf), [])
        changed = scratch / "changed.xml"
        changed.write_text(ubl.read_text().replace("<cbc:PayableAmount currencyID=\"EUR\">", "<cbc:PayableAmount currencyID=\"EUR\">1"))
        self.assertEqual([row["term"] for row in ctl_json("einvoice", "compare", ubl, changed, exit_code=1)], ["BT-115"])
        self.assertEqual([row["rule"] for row in ctl_json("einvoice", "check", changed, exit_code=1)["findings"]], ["BR-CO-16"])
        hostile = scratch / "hostile.xml"
        hostile.write_text("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Invoice>&b;</Invoice>")
        self.assertIn("einvoice.xml_doctype", ctl("einvoice", "check", hostile, exit_code=1).stderr)
        self.assertIn("einvoice.sales_tax", ctl("invoice", "xml", worked_invoice()["number"], workspace=SAMPLE, exit_code=1).stderr)
        ctl("invoice", "xml", number, "--profile", "peppol", "--syntax", "cii", workspace=SAMPLE, exit_code=1)
        waiting = next(row for row in ctl_json("invoice", "list", "--status", "in_approval", workspace=SAMPLE) if row["currency"] == "EUR")
        self.assertIn("einvoice.not_issued", ctl("invoice", "xml", waiting["id"], workspace=SAMPLE, exit_code=1).stderr)

    def test_prices_a_quote_without_a_workspace(self):
        quote = ctl_json("quote", "--contract", SOURCE / "resources/sample/contract.json", "--usage", SOURCE / "resources/sample/contract-usage.csv",
                         "--period", "2024-04", "--explain")
        self.assertEqual(quote["total"], "20.00")
        self.assertTrue(quote["derivation"])
        finding = next(f for f in quote["findings"] if f["id"] == "contracts.stated_value_differs")
        self.assertIn("2400.00", finding["message"].replace(",", ""))

    def test_finds_records_by_the_starts_of_words(self):
        number = worked_invoice()["number"]
        hits = ctl_json("search", number.lower(), workspace=SAMPLE)
        self.assertEqual((hits[0]["kind"], hits[0]["number"], hits[0]["account"]), ("invoice", number, "Evergreen Analytics"))
        self.assertIn(number, [hit["number"] for hit in ctl_json("search", "8,154", "--kind", "invoice", workspace=SAMPLE)])
        self.assertEqual({hit["kind"] for hit in ctl_json("search", "evergreen", "analyt", "--kind", "account,invoice", workspace=SAMPLE)},
                         {"account", "invoice"})
        self.assertEqual(len(ctl_json("search", "berlin", "--kind", "location", "--limit", "2", workspace=SAMPLE)), 2)
        self.assertEqual(ctl_json("search", '"*" OR NEAR(', workspace=SAMPLE), [])
        ctl("search", "x", "--kind", "nothing", workspace=SAMPLE, exit_code=1)
        ctl("search", "x", "--limit", "0", workspace=SAMPLE, exit_code=2)

    def test_lists_what_was_done_with_a_record(self):
        acts = ctl_json("audit", "list", "--record", worked_invoice()["number"], workspace=SAMPLE)
        self.assertEqual([act["kind"] for act in acts][:1], ["invoice.issue"])
        self.assertIn("approval.decide", [act["kind"] for act in acts])
        sequences = [act["sequence"] for act in ctl_json("audit", "list", "--limit", "5", workspace=SAMPLE)]
        self.assertEqual(sequences, list(range(sequences[0], sequences[0] - 5, -1)))
        self.assertGreater(len(ctl_json("audit", "list", "--record", "A-0001", workspace=SAMPLE)), len(acts))
        ctl("audit", "list", "--record", "nothing", workspace=SAMPLE, exit_code=1)

    def test_writes_a_workbook_of_a_list(self):
        file = scratch / "invoices.xlsx"
        ctl("invoice", "list", "--format", "xlsx", "--out", file, workspace=SAMPLE)
        with zipfile.ZipFile(file) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
        self.assertEqual(sheet.count("<row "), len(ctl_json("invoice", "list", workspace=SAMPLE)) + 1)
        self.assertIn("<v>8154</v>", sheet)  # an amount is a number
        ctl("invoice", "show", "LV-2024-000001", "--format", "xlsx", "--out", file, workspace=SAMPLE, exit_code=2)

    def test_writes_csv_that_a_spreadsheet_reads(self):
        rows = list(csv.DictReader(io.StringIO(ctl("invoice", "list", "--format", "csv", workspace=SAMPLE).stdout)))
        self.assertGreater(len(rows), 400)
        self.assertIn("total", rows[0])

    def test_says_how_it_is_called(self):
        self.assertIn("invoice show NUMBER", ctl("--help").stdout)
        ctl("invoice", "fly", exit_code=2)
        ctl("invoice", "list", exit_code=2)
        ctl("invoice", "list", "--period", "2024-13", workspace=SAMPLE, exit_code=1)
        ctl("invoice", "show", "INV-0000-000000", workspace=SAMPLE, exit_code=1)


class ThePromises(unittest.TestCase):
    def test_verifies_the_sample(self):
        report = ctl_json("workspace", "verify", workspace=SAMPLE)
        self.assertTrue(report["holds"], report)
        ctl("audit", "verify", workspace=SAMPLE)

    def test_running_a_month_again_adds_nothing(self):
        workspace = copy_of_sample("again.accord")
        first = ctl_json("bill", "run", "--period", "2026-06", workspace=workspace)
        self.assertGreater(first["created"], 20)
        again = ctl_json("bill", "run", "--period", "2026-06", workspace=workspace)
        self.assertEqual(again["created"], 0)
        self.assertEqual({row["id"] for row in first["invoices"]}, {row["id"] for row in again["invoices"]})
        self.assertEqual(ctl_json("bill", "run", "--period", "2024-01", workspace=workspace)["created"], 0)

    def test_one_invoice_for_all_locations_adds_up(self):
        workspace = copy_of_sample("locations.accord")
        run = ctl_json("bill", "run", "--period", "2026-06", workspace=workspace)
        row = next(row for row in run["invoices"] if row["account"] == "Nordhaven Home")
        shown = ctl_json("invoice", "show", row["id"], workspace=workspace)
        self.assertGreater(len({line["location_code"] for line in shown["lines"]}), 400)
        self.assertEqual(sum(Decimal(line["net"]) for line in shown["lines"]), Decimal(shown["subtotal"]))
        self.assertEqual(sum(Decimal(share["amount"]) for share in shown["allocations"]), Decimal(shown["total"]))

    def test_a_policy_is_proposed_simulated_and_published_by_two(self):
        workspace = copy_of_sample("policy.accord")
        policy = ctl_json("approval", "policy", "export", workspace=workspace)
        self.assertEqual(policy["format"], "accord.approval-policy/1")
        self.assertEqual(ctl_json("approval", "policy", "show", workspace=workspace)["version"], 1)
        policy["rules"][0]["steps"].append({"mode": "any", "roles": ["controller"]})
        path = scratch / "policy.json"
        path.write_text(json.dumps(policy))
        simulated = ctl_json("approval", "policy", "simulate", path, "--from", "2026-01-01", workspace=workspace)
        self.assertGreater(simulated["asked_today"], 0)
        self.assertEqual(simulated["asked_today"], simulated["would_ask"])
        self.assertGreater(simulated["differing"], 0)
        self.assertIn("then controller", simulated["decisions"][0]["would_ask"])
        refused = ctl("--as", "controller", "approval", "policy", "publish", path, workspace=workspace, exit_code=1)
        self.assertIn("approvals.policy_not_proposed", refused.stderr)
        ctl("--as", "admin", "approval", "policy", "propose", path, workspace=workspace)
        waiting = ctl_json("approval", "list", workspace=workspace)
        moved = ctl_json("--as", "controller", "approval", "policy", "publish", path, "--dry-run", workspace=workspace)
        self.assertTrue(moved)
        self.assertEqual(ctl_json("approval", "list", workspace=workspace), waiting)
        done = ctl_json("--as", "controller", "approval", "policy", "publish", path, workspace=workspace)
        self.assertEqual(done, moved)
        again = ctl_json("approval", "list", workspace=workspace)
        self.assertEqual(len(again), len(waiting))
        self.assertEqual(sum(row["stages"] == 2 for row in again), len(moved))
        path.write_text(json.dumps({**policy, "rules": [{**policy["rules"][0], "steps": [{"mode": "some", "roles": []}]}]}))
        wrong = ctl("approval", "policy", "simulate", path, workspace=workspace, exit_code=1)
        self.assertIn("rules[0].steps[0].mode", wrong.stderr)

    def test_delegates_for_some_days_up_to_an_amount(self):
        workspace = copy_of_sample("delegation.accord")
        waiting = ctl_json("approval", "list", workspace=workspace)
        least = min(Decimal(row["amount"]) for row in waiting)
        days = ("--from", "2026-06-30", "--to", "2026-07-06")
        made = ctl_json("--as", "approver", "approval", "delegate", "csm", *days, "--limit", str(least), workspace=workspace)
        self.assertEqual(made["last_day"], "2026-07-06")
        mine = ctl_json("approval", "list", "--waiting-for", "csm", workspace=workspace)
        self.assertEqual([Decimal(row["amount"]) for row in mine], [least])
        large = next(row for row in waiting if Decimal(row["amount"]) > least)
        refused = ctl("--as", "csm", "approval", "approve", large["id"], workspace=workspace, exit_code=1)
        self.assertIn("approvals.delegation_limit", refused.stderr)
        ctl("--as", "csm", "approval", "approve", mine[0]["id"], workspace=workspace)
        shown = ctl_json("approval", "show", mine[0]["id"], workspace=workspace)
        self.assertEqual(shown["steps"][0]["on_behalf_of"], "approver")
        self.assertEqual(len(ctl_json("approval", "delegations", workspace=workspace)), 1)
        ctl("--as", "approver", "approval", "undelegate", made["id"], workspace=workspace)
        self.assertEqual(ctl_json("approval", "delegations", workspace=workspace), [])
        refused = ctl("--as", "operator", "approval", "delegate", "approver", *days, workspace=workspace, exit_code=1)
        self.assertIn("approvals.delegation_role", refused.stderr)

    def test_asks_answers_and_shows_the_evidence(self):
        workspace = copy_of_sample("evidence.accord")
        row = ctl_json("approval", "list", workspace=workspace)[0]
        ctl("--as", "approver", "approval", "ask", row["id"], "--text", "Why so much?", workspace=workspace)
        self.assertTrue(ctl_json("approval", "list", workspace=workspace)[0]["question_open"])
        ctl("--as", row["requested_by"], "approval", "answer", row["id"], "--text", "Two sites more", workspace=workspace)
        shown = ctl_json("--as", "approver", "approval", "show", row["id"], workspace=workspace)
        self.assertEqual([event["what"] for event in shown["history"]], ["requested", "asked", "answered"])
        self.assertTrue(shown["you_may_decide"])
        self.assertIn("Adrian Weiss", shown["steps"][0]["can_decide"])
        dry = ctl("--as", "approver", "approval", "approve", row["id"], "--dry-run", workspace=workspace)
        self.assertIn("together", dry.stdout)
        self.assertEqual(ctl_json("approval", "show", row["id"], workspace=workspace)["state"], "pending")

    def test_asks_about_what_has_no_document(self):
        workspace = copy_of_sample("matter.accord")
        rules = [{"name": "Discounts", "kind": "discount", "when": {"discount_above": "15"},
                  "steps": [{"mode": "any", "roles": ["controller"]}]}]
        path = scratch / "discounts.json"
        path.write_text(json.dumps({"format": "accord.approval-policy/1", "currency": "USD", "rules": rules}))
        ctl("--as", "admin", "approval", "policy", "propose", path, workspace=workspace)
        ctl("--as", "controller", "approval", "policy", "publish", "2", workspace=workspace)
        wish = ("approval", "request", "discount", "--title", "Umbra renewal", "--amount", "4000", "--reason", "Three years")
        self.assertEqual(ctl_json("--as", "rep", *wish, "--discount", "15", workspace=workspace)["state"], "not_needed")
        asked = ctl_json("--as", "rep", *wish, "--discount", "20", workspace=workspace)
        self.assertEqual(asked["state"], "pending")
        ctl("--as", "rep", "approval", "approve", asked["id"], workspace=workspace, exit_code=1)
        ctl("--as", "approver", "approval", "approve", asked["id"], workspace=workspace, exit_code=1)
        ctl("--as", "controller", "approval", "approve", asked["id"], workspace=workspace)
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_budgets_tell_and_block(self):
        workspace = copy_of_sample("budget.accord")
        preview = ctl_json("bill", "preview", "--period", "2026-06", workspace=workspace)
        row = min((row for row in preview if not row["blocked"]), key=lambda one: one["lines"])
        name = row["account"]
        days = ("--from", "2026-01-01", "--to", "2026-12-31")
        saved = ctl_json("budget", "save", name, "--amount", "1.00", *days, "--cap", "block", workspace=workspace)
        self.assertEqual(saved["cap"], "block")
        listed = ctl_json("budget", "list", workspace=workspace)
        self.assertEqual([one["entity"] for one in listed], [name])
        shown = ctl_json("budget", "show", saved["id"], "--explain", workspace=workspace)
        self.assertEqual(sum(Decimal(one["amount"]) for one in shown["documents"]), Decimal(shown["actual"]) + Decimal(shown["committed"]))
        self.assertTrue(shown["derivation"])
        blocked = ctl_json("bill", "preview", "--period", "2026-06", workspace=workspace)
        again = next(one for one in blocked if one["account"] == row["account"])
        self.assertTrue(again["blocked"])
        self.assertIn("raise the budget first", again["exceptions"])
        ctl("budget", "save", name, "--amount", "-1", *days, workspace=workspace, exit_code=1)
        ctl("budget", "remove", saved["id"], workspace=workspace)
        self.assertEqual(ctl_json("budget", "list", workspace=workspace), [])

    def test_nobody_approves_what_they_made(self):
        workspace = copy_of_sample("eyes.accord")
        waiting = ctl_json("approval", "list", workspace=workspace)
        self.assertTrue(waiting)
        refused = ctl("--as", "operator", "approval", "approve", waiting[0]["id"], workspace=workspace, exit_code=1)
        self.assertIn("approvals.", refused.stderr)
        ctl("invoice", "issue", waiting[0]["subject"], workspace=workspace, exit_code=1)
        ctl("--as", "approver", "approval", "reject", waiting[0]["id"], workspace=workspace, exit_code=1)
        ctl("--as", "approver", "approval", "reject", waiting[0]["id"], "--reason", "PO missing", workspace=workspace)
        ctl("--as", "approver", "approval", "approve", waiting[1]["id"], workspace=workspace)
        issued = ctl_json("invoice", "issue", waiting[1]["subject"], workspace=workspace)
        self.assertTrue(issued[0]["number"])
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_a_killed_run_resumes_to_the_same_bills(self):
        undisturbed = copy_of_sample("undisturbed.accord")
        ctl("bill", "run", "--period", "2026-06", workspace=undisturbed)
        expected = content(undisturbed, "2026-06")
        seed = int(os.environ.get("ACCORD_SEED", "20260630"))
        chance = random.Random(seed)
        for attempt in range(4):
            workspace = copy_of_sample(f"killed-{attempt}.accord")
            kills = 0
            for _ in range(3):
                process = subprocess.Popen([ACCORDCTL, "--workspace", str(workspace), "bill", "run", "--period", "2026-06"],
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(chance.uniform(0.02, 0.9))
                if process.poll() is None:
                    process.send_signal(signal.SIGKILL)
                    kills += 1
                process.wait()
            resumed = ctl("bill", "resume", "--period", "2026-06", workspace=workspace, exit_code=None)
            if resumed.returncode != 0:
                ctl("bill", "run", "--period", "2026-06", workspace=workspace)
            self.assertEqual(content(workspace, "2026-06"), expected, f"seed {seed}, attempt {attempt}, {kills} kills")
            self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_a_repeated_command_gives_its_first_outcome(self):
        workspace = copy_of_sample("repeated.accord")
        command, other = str(uuid.uuid4()), str(uuid.uuid4())
        run = ("bill", "run", "--period", "2026-06", "--command-id", command)
        first = ctl_json(*run, workspace=workspace)
        self.assertGreater(first["created"], 0)
        acts = ctl_json("audit", "list", workspace=workspace)
        self.assertEqual(ctl_json(*run, workspace=workspace), first)
        self.assertEqual(ctl_json("audit", "list", workspace=workspace), acts)
        refused = ctl("bill", "run", "--period", "2026-05", "--command-id", command, workspace=workspace, exit_code=1)
        self.assertIn("command.reused", refused.stderr)
        ctl(*run, "--issue", workspace=workspace, exit_code=2)
        waiting = ctl_json("approval", "list", workspace=workspace)[0]
        approve = ("--as", "approver", "approval", "approve", waiting["id"], "--command-id", other)
        self.assertEqual(ctl_json(*approve, workspace=workspace), ctl_json(*approve, workspace=workspace))
        issue = ("invoice", "issue", waiting["subject"], "--command-id", str(uuid.uuid4()))
        issued = ctl_json(*issue, workspace=workspace)
        self.assertEqual(ctl_json(*issue, workspace=workspace), issued)
        ctl("invoice", "issue", waiting["subject"], workspace=workspace, exit_code=1)
        ctl("--as", "approver", *issue, workspace=workspace, exit_code=1)
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_a_command_killed_at_any_point_ends_as_one_act(self):
        undisturbed = copy_of_sample("once.accord")
        ctl("bill", "run", "--period", "2026-06", workspace=undisturbed)
        expected = content(undisturbed, "2026-06")
        seed = int(os.environ.get("ACCORD_SEED", "20260630"))
        chance = random.Random(seed)
        workspace, command = copy_of_sample("killed-command.accord"), str(uuid.uuid4())
        run = ("bill", "run", "--period", "2026-06", "--command-id", command)
        for _ in range(4):
            process = subprocess.Popen([ACCORDCTL, "--workspace", str(workspace), *run], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.02, 0.9))
            process.kill()
            process.wait()
        answer = ctl_json(*run, workspace=workspace)
        self.assertEqual(content(workspace, "2026-06"), expected, f"seed {seed}")
        self.assertEqual(ctl_json(*run, workspace=workspace), answer)
        runs = [act for act in ctl_json("audit", "list", workspace=workspace) if act["kind"] == "bill_run.finish" and act["body"]["period"].startswith("2026-06")]
        self.assertEqual(len(runs), 1)

    def test_an_import_repeated_under_its_command_says_what_it_said(self):
        workspace, command = copy_of_sample("imported.accord"), str(uuid.uuid4())
        path = scratch / "command-usage.csv"
        path.write_text("date,account,location,meter,quantity\n2026-06-01,A-0101,,users,5\n")
        load = ("usage", "import", path, "--source", "command", "--command-id", command)
        first = ctl_json(*load, workspace=workspace)
        self.assertEqual((first["added"], first["repeated"]), (1, 0))
        self.assertEqual(ctl_json(*load, workspace=workspace), first)
        path.write_text("date,account,location,meter,quantity\n2026-06-01,A-0101,,users,6\n")
        self.assertIn("command.reused", ctl(*load, workspace=workspace, exit_code=1).stderr)

    def test_two_programs_bill_the_same_month_without_billing_twice(self):
        workspace = copy_of_sample("two.accord")
        both = [subprocess.Popen([ACCORDCTL, "--workspace", str(workspace), "bill", "run", "--period", "2026-06"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
        for process in both:
            process.communicate(timeout=300)
        ctl("bill", "run", "--period", "2026-06", workspace=workspace)
        expected = copy_of_sample("one.accord")
        ctl("bill", "run", "--period", "2026-06", workspace=expected)
        self.assertEqual(content(workspace, "2026-06"), content(expected, "2026-06"))

    def prepaid(self, name):
        """A workspace with a contract that has a prepaid credit of 1,000.00 and pays 800.00 a month."""
        workspace = copy_of_sample(name)
        contract = {"format": "accord.contract/1", "number": "PRE-1", "account": "A-0001", "currency": "USD",
                    "start": "2026-06-01", "end": "2027-06-01", "terms": {"consolidated": False},
                    "items": [{"key": "base", "description": "Prepaid base", "price": {"model": "flat", "amount": "800.00"}}],
                    "prepaid_credits": [{"name": "Prepayment", "amount": "1000.00"}],
                    "service_credits": {"uptime": [{"below": "99.9", "credit_percent": "10"}]}}
        path = scratch / f"{name}.json"
        path.write_text(json.dumps(contract))
        ctl("contract", "import", path, workspace=workspace)
        return workspace

    def bills_of(self, workspace, period):
        rows = ctl_json("invoice", "list", "--period", period, "--account", "A-0001", workspace=workspace)
        shown = [ctl_json("invoice", "show", row["number"] or row["id"], workspace=workspace) for row in rows]
        return [bill for bill in shown if bill["lines"][0]["contract"] == "PRE-1"]

    def test_runs_killed_and_at_once_draw_a_credit_down_once(self):
        workspace = self.prepaid("prepaid.accord")
        chance = random.Random(int(os.environ.get("ACCORD_SEED", "20260630")))
        periods = ("2026-06", "2026-07")
        for _ in range(2):
            both = [subprocess.Popen([ACCORDCTL, "--workspace", str(workspace), "bill", "run", "--period", period],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for period in periods]
            time.sleep(chance.uniform(0.1, 0.8))
            for process in both:
                process.kill()
                process.wait()
        both = [subprocess.Popen([ACCORDCTL, "--workspace", str(workspace), "bill", "run", "--period", period],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for period in periods]
        for process in both:
            process.wait(timeout=300)
        for period in periods:
            ctl("bill", "run", "--period", period, workspace=workspace)
        bills = [bill for period in periods for bill in self.bills_of(workspace, period)]
        self.assertEqual(len(bills), 2)
        drawn = [Decimal(credit["amount"]) for bill in bills for credit in bill["credits"]]
        self.assertEqual(sum(drawn), Decimal("1000.00"))
        for bill in bills:
            paid = sum(Decimal(credit["amount"]) for credit in bill["credits"])
            self.assertEqual(Decimal(bill["amount_due"]), Decimal(bill["total"]) - paid)
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_a_service_report_gives_back_on_the_next_bill(self):
        workspace = self.prepaid("report.accord")
        ctl("bill", "run", "--period", "2026-06", workspace=workspace)
        report = ctl_json("contract", "service-report", "PRE-1", "--period", "2026-06", "--down-minutes", "100",
                          workspace=workspace)
        self.assertEqual(report["total_minutes"], 43200)
        ctl("bill", "run", "--period", "2026-07", workspace=workspace)
        (bill,) = self.bills_of(workspace, "2026-07")
        self.assertEqual([line["net"] for line in bill["lines"]], ["800.00", "-80.00"])
        self.assertIn("billing.service_report_billed",
                      ctl("contract", "service-report", "PRE-1", "--period", "2026-06", "--down-minutes", "1",
                          workspace=workspace, exit_code=1).stderr)
        ctl("contract", "service-report", "PRE-1", "--period", "2026-07", "--breach", "P1", workspace=workspace, exit_code=1)

    def test_revenue_and_statements_are_printed(self):
        workspace = self.prepaid("revenue.accord")
        revenue = ctl_json("contract", "recognition", "PRE-1", "--explain", workspace=workspace)
        self.assertEqual(revenue["transaction_price"], "9600.00")
        self.assertEqual(sum(Decimal(month["recognised"]) for month in revenue["months"]), Decimal("9600.00"))
        self.assertTrue(revenue["derivation"])
        statements = ctl_json("account", "statement", "A-0001", "--period", "2024-01", workspace=workspace)["statements"]
        self.assertEqual([(one["total"], one["currency"]) for one in statements], [("8154.00", "USD")])

    @on_files
    def test_a_backup_can_be_restored(self):
        workspace = copy_of_sample("restored.accord")
        ctl("bill", "run", "--period", "2026-06", workspace=workspace)
        ctl("workspace", "restore", SAMPLE, workspace, exit_code=None)
        backup = scratch / "kept.accord"
        ctl("workspace", "backup", backup, workspace=SAMPLE)
        ctl("workspace", "restore", backup, workspace)
        self.assertEqual(ctl_json("invoice", "list", "--period", "2026-06", workspace=workspace),
                         ctl_json("invoice", "list", "--period", "2026-06", workspace=SAMPLE))

    def test_exports_can_be_imported_and_change_nothing(self):
        workspace = copy_of_sample("exported.accord")
        accounts, book, contract = (scratch / name for name in ("accounts.json", "book.json", "contract.json"))
        ctl("account", "export", "--out", accounts, workspace=workspace)
        count = ctl_json("account", "import", accounts, workspace=workspace)
        self.assertEqual((count["added"], count["changed"]), (0, 0))
        self.assertGreater(count["unchanged"], 40)
        ctl("contract", "export", "NH-MSA-2025", "--out", contract, workspace=workspace)
        ctl("contract", "import", contract, workspace=workspace)
        self.assertEqual(ctl_json("contract", "show", "NH-MSA-2025", workspace=workspace)["version"], 1)
        ctl("price-book", "export", "--out", book, workspace=workspace)
        ctl("price-book", "import", book, workspace=workspace)
        empty = place("empty.accord")
        ctl("workspace", "create", empty)
        self.assertEqual(ctl_json("account", "import", accounts, workspace=empty)["added"], count["unchanged"])

    def test_amends_a_contract_after_showing_the_next_invoices(self):
        workspace = copy_of_sample("amended.accord")
        shown = ctl_json("contract", "show", "NH-MSA-2025", workspace=workspace)
        item = next(i for i in shown["items"] if i["kind"] == "recurring" and i["price"]["model"] == "per_unit")
        amend = ("contract", "amend", "NH-MSA-2025", "--from", "2026-05-01", "--reason", "Another price",
                 "--set", f"{item['key']}.price={Decimal(item['price']['unit_price']) + 100}")
        preview = ctl_json(*amend, "--preview", workspace=workspace)
        self.assertEqual((preview["version"], preview["saved"], len(preview["invoices"])), (2, False, 3))
        first = preview["invoices"][0]
        self.assertEqual(Decimal(first["total_before"]) + Decimal(first["difference"]), Decimal(first["total_after"]))
        self.assertGreater(Decimal(first["difference"]), 0)
        self.assertTrue(any(line["adjustment"] for line in first["lines"]))
        self.assertEqual(ctl_json("contract", "show", "NH-MSA-2025", workspace=workspace)["version"], 1)
        self.assertEqual(ctl_json(*amend, workspace=workspace)["version"], 2)
        saved = ctl_json("contract", "show", "NH-MSA-2025", workspace=workspace)
        self.assertEqual((saved["version"], saved["effective_from"], saved["change_reason"]), (2, "2026-05-01", "Another price"))
        ctl("contract", "amend", "NH-MSA-2025", "--from", "2026-05-01", "--reason", "x", "--remove", "gone",
            workspace=workspace, exit_code=1)
        ctl("contract", "amend", "NH-MSA-2025", "--from", "2026-05-01", "--pause", "2026-08-01..2026-08-31",
            workspace=workspace, exit_code=1)
        ended = ctl_json("contract", "amend", "NH-MSA-2025", "--cancel", "2026-09-15", "--reason", "Notice given",
                         workspace=workspace)
        self.assertEqual((ended["version"], ended["effective_from"]), (3, "2026-09-15"))
        self.assertEqual(ctl_json("contract", "show", "NH-MSA-2025", workspace=workspace)["end"], "2026-09-15")

    def test_the_sample_is_the_same_every_time(self):
        second = scratch / "second.accord"
        ctl("workspace", "sample", second, env={"QT_HASH_SEED": "99", "TZ": "America/New_York"})
        for command in (("invoice", "list"), ("account", "list"), ("approval", "list"), ("usage", "list")):
            self.assertEqual(ctl_json(*command, workspace=second), ctl_json(*command, workspace=SAMPLE))


@unittest.skipUnless(ON_SERVER, "of the database of a team")
class TheTeam(unittest.TestCase):
    """What a company on a server promises beside all that a file does."""

    def documents(self, workspace, period):
        """The printed invoices of a period by their digests."""
        digests = {}
        for row in ctl_json("invoice", "list", "--period", period, workspace=workspace):
            path = scratch / "document.pdf"
            if row["number"]:
                ctl("invoice", "pdf", row["number"], "--out", path, workspace=workspace)
                digests[row["number"]] = hashlib.sha256(path.read_bytes()).hexdigest()
        return digests

    def bill_and_issue(self, workspace):
        ctl("bill", "run", "--period", "2026-06", workspace=workspace)
        for waiting in ctl_json("approval", "list", workspace=workspace):
            ctl("--as", "approver", "approval", "approve", waiting["id"], workspace=workspace)
        ready = [row["id"] for row in ctl_json("invoice", "list", "--period", "2026-06", workspace=workspace) if row["status"] == "approved"]
        self.assertGreater(len(ready), 10)
        return ctl_json("invoice", "issue", *ready, workspace=workspace)

    def test_a_month_comes_out_as_on_a_file_to_the_last_byte(self):
        workspace, file = copy_of_sample("month.accord"), scratch / "month.accord"
        told = ctl_json("workspace", "copy", workspace, file)
        self.assertGreater(told["rows"], 10000)
        for company in (workspace, file):
            self.bill_and_issue(company)
            self.assertTrue(ctl_json("workspace", "verify", workspace=company)["holds"])
        self.assertEqual(content(workspace, "2026-06"), content(file, "2026-06"))
        of_last_year = self.documents(workspace, "2024-01")
        self.assertEqual(of_last_year, self.documents(file, "2024-01"))
        self.assertIn(worked_invoice()["number"], of_last_year)

    def test_a_company_moves_to_the_server_and_back(self):
        file, again = scratch / "moved.accord", place("moved.accord")
        there = ctl_json("workspace", "copy", SAMPLE, file)
        back = ctl_json("workspace", "copy", file, again)
        self.assertEqual((there["rows"], there["tables"]), (back["rows"], back["tables"]))
        head = [ctl_json("audit", "verify", workspace=company) for company in (SAMPLE, file, again)]
        self.assertEqual(head[0], head[1])
        self.assertEqual(head[0], head[2])
        self.assertIn("storage.workspace_exists", ctl("workspace", "copy", file, again, exit_code=None).stderr)
        self.assertTrue(ctl_json("search", "evergreen", workspace=again))
        ctl("bill", "run", "--period", "2026-06", workspace=again)  # numbers that the database gives go on behind the copied

    def test_a_backup_is_a_file_that_verifies(self):
        backup = scratch / "team.backup.accord"
        ctl("workspace", "backup", backup, workspace=SAMPLE)
        self.assertTrue(ctl_json("workspace", "verify", workspace=backup)["holds"])
        refused = ctl("workspace", "restore", backup, SAMPLE, exit_code=None)
        self.assertIn("storage.restore_on_server", refused.stderr)

    def test_a_password_is_never_taken_from_an_address(self):
        refused = ctl("invoice", "list", workspace="postgresql://ann:secret@127.0.0.1/firm", exit_code=None)
        self.assertIn("storage.password_in_url", refused.stderr)
        self.assertNotIn("secret", refused.stderr)

    def test_a_run_whose_connection_is_cut_ends_named_and_is_continued(self):
        undisturbed, workspace = copy_of_sample("uncut.accord"), copy_of_sample("cut.accord")
        ctl("bill", "run", "--period", "2026-06", workspace=undisturbed)
        seed = int(os.environ.get("ACCORD_SEED", "20260630"))
        chance = random.Random(seed)
        cuts = 0
        for _ in range(6):
            process = subprocess.Popen([ACCORDCTL, "--workspace", str(workspace), "bill", "run", "--period", "2026-06"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            time.sleep(chance.uniform(0.1, 1.0))
            sql("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut_accord'")
            _, said = process.communicate(timeout=300)
            if process.returncode != 0:
                cuts += 1
                self.assertRegex(said, r"storage\.(connection_lost|commit_unknown|server_refused)", f"seed {seed}")
        ctl("bill", "run", "--period", "2026-06", workspace=workspace)
        self.assertEqual(content(workspace, "2026-06"), content(undisturbed, "2026-06"), f"seed {seed}, {cuts} cuts")
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])


class TheDeals(unittest.TestCase):
    """Contracts in two currencies, milestones and purchase orders."""

    CONTRACT = {
        "format": "accord.contract/1", "number": "FX-1", "account": "A-0001", "currency": "USD",
        "billing_currency": {"currency": "EUR", "locked_rate": "0.9137"}, "start": "2026-01-01", "end": "2027-01-01",
        "items": [
            {"key": "fee", "description": "Platform", "price": {"model": "per_unit", "unit_price": "1000.00"}},
            {"key": "calls", "kind": "usage", "meter": "api_calls", "description": "Calls",
             "price": {"model": "per_unit", "unit_price": "0.50"}},
            {"key": "design", "kind": "one_time", "description": "Design", "milestone": "Signed off",
             "start": "2026-12-01", "price": {"model": "flat", "amount": "5000.00"}}]}

    def write(self, name, text):
        path = scratch / name
        path.write_text(text if isinstance(text, str) else json.dumps(text))
        return path

    def test_a_quote_looks_back_at_the_bill_it_printed(self):
        contract = self.write("fx.json", self.CONTRACT)
        early = self.write("early.csv", "date,meter,quantity\n2026-01-05,api_calls,75\n")
        late = self.write("late.csv", "date,meter,quantity\n2026-01-05,api_calls,75\n2026-01-31,api_calls,25\n"
                                      "2026-02-03,api_calls,10\n")
        january = ctl("quote", "--contract", contract, "--usage", early, "--period", "2026-01", "--format", "json").stdout
        self.assertEqual(json.loads(january)["currency"], "EUR")
        self.assertEqual(json.loads(january)["conversion"]["rate"], "0.9137")
        billed = self.write("january.json", january)
        again = ctl_json("quote", "--contract", contract, "--usage", early, "--period", "2026-01", "--billed", billed)
        self.assertEqual(again["lines"], [])
        february = ctl_json("quote", "--contract", contract, "--usage", late, "--period", "2026-02", "--billed", billed)
        nets = {line["description"]: line["net"] for line in february["lines"]}
        # 25 × 0.50 = 12.50 USD more for January, × 0.9137 = 11.42125
        self.assertEqual(nets["Adjustment: Calls, January 2026"], "11.42")
        self.assertEqual(nets["Platform - February 2026"], "913.70")

    def test_what_no_bill_is_refused_with_its_place(self):
        contract = self.write("fx2.json", self.CONTRACT)
        broken = self.write("broken.json", {"lines": [{"item": "fee", "kind": "recurring", "net": "1.00"}]})
        done = ctl("quote", "--contract", contract, "--period", "2026-01", "--billed", broken, exit_code=1)
        self.assertIn("period", done.stderr)

    def test_a_milestone_is_listed_told_and_billed(self):
        workspace = copy_of_sample("milestones.accord")
        ctl("contract", "import", self.write("deal.json", {**self.CONTRACT, "number": "FX-2"}), workspace=workspace)
        self.assertIsNone(ctl_json("contract", "milestones", "FX-2", workspace=workspace)[0]["reached"])
        done = ctl("contract", "milestone", "FX-2", "Signed", "--reached", "2026-06-12", workspace=workspace, exit_code=1)
        self.assertIn("Signed off", done.stderr)
        ctl("contract", "milestone", "FX-2", "Signed off", "--reached", "2026-06-12", workspace=workspace)
        self.assertEqual(ctl_json("contract", "milestones", "FX-2", workspace=workspace)[0]["reached"], "2026-06-12")

    def test_purchase_orders_are_balanced_changed_and_explained(self):
        workspace = copy_of_sample("orders.accord")
        listed = ctl_json("purchase-order", "list", workspace=workspace)
        self.assertIn("ENT-2024-001", {order["number"] for order in listed})
        shown = ctl_json("purchase-order", "show", "ENT-2024-001", "--explain", workspace=workspace)
        order = shown["orders"][0]
        issued = sum(Decimal(document["amount"]) for document in order["documents"] if document["issued"])
        self.assertEqual(Decimal(order["consumed"]), issued)
        self.assertEqual(Decimal(order["remaining"]), Decimal(order["amount"]) - issued)
        self.assertTrue(shown["derivation"])
        ctl("purchase-order", "save", "ENT-2024-001", "--account", order["account"], "--amount", "90000.00", workspace=workspace)
        changed = ctl_json("purchase-order", "show", "ENT-2024-001", workspace=workspace)["orders"][0]
        self.assertEqual(changed["amount"], "90000.00")
        self.assertEqual(changed["consumed"], order["consumed"])
        ctl("purchase-order", "show", "PO-0", workspace=workspace, exit_code=1)
        ctl("workspace", "verify", workspace=workspace)


class TheCorrections(unittest.TestCase):
    def usage(self, workspace, row, source):
        path = scratch / f"{source}.csv"
        path.write_text(f"date,account,location,meter,quantity\n{row}\n")
        ctl("usage", "import", path, "--source", source, workspace=workspace)

    def june_of_boreal(self, workspace):
        ctl("bill", "run", "--period", "2026-06", workspace=workspace)
        row = ctl_json("invoice", "list", "--account", "A-0402", "--period", "2026-06", workspace=workspace)[0]
        return ctl_json("invoice", "show", row["id"], workspace=workspace), ctl("invoice", "explain", row["id"], workspace=workspace).stdout

    def test_late_usage_is_billed_by_an_adjustment_and_once(self):
        # May had 7,983 calls above what is included: 7,983 x 0.0045 = 35.92. 1,000 more are 8,983 x 0.0045 = 40.42.
        workspace = copy_of_sample("late.accord")
        self.usage(workspace, "2026-05-10,A-0402,,api_calls,1000", "late")
        invoice, explained = self.june_of_boreal(workspace)
        adjustments = [(l["description"], l["net"]) for l in invoice["lines"] if l["description"].startswith("Adjustment")]
        self.assertEqual(adjustments, [("Adjustment: Additional API calls, May 2026", "4.50")])
        self.assertEqual(explained.count("Adjustment of"), 1)
        self.assertIn("Billed = 35.92", explained)
        self.assertEqual(ctl_json("bill", "run", "--period", "2026-06", workspace=workspace)["created"], 0)
        ctl("workspace", "verify", workspace=workspace)

    def test_an_amendment_gives_back_what_was_billed_too_much(self):
        # From 1 May on the subscription costs 2,000.00 instead of 2,300.00; May was billed by the old price.
        workspace = copy_of_sample("amended.accord")
        path = scratch / "amended.json"
        ctl("contract", "export", "MC-2025-0402", "--out", path, workspace=workspace)
        contract = json.loads(path.read_text())
        base = next(item for item in contract["items"] if item["kind"] == "recurring")
        base["ramp"] = [{"from": "2026-05-01", "price": {"model": "per_unit", "unit_price": "2000.00"}}]
        contract.update(version=2, effective_from="2026-05-01", change_reason="Price agreed for the renewal")
        path.write_text(json.dumps(contract))
        ctl("contract", "import", path, workspace=workspace)
        invoice, _ = self.june_of_boreal(workspace)
        nets = {line["description"]: line["net"] for line in invoice["lines"]}
        self.assertEqual(nets["Platform subscription - June 2026"], "2000.00")
        self.assertEqual(nets["Adjustment: Platform subscription, May 2026"], "-300.00")
        ctl("workspace", "verify", workspace=workspace)


class TheCredits(unittest.TestCase):
    def test_a_credit_note_from_the_request_to_the_document(self):
        workspace = copy_of_sample("credited.accord")
        number = worked_invoice()["number"]
        credit = ("invoice", "credit", number, "--line", "2", "--line", "3", "--amount", "1000.00", "--reason", "Outage in January")
        dry = ctl_json(*credit, "--dry-run", workspace=workspace)
        self.assertEqual((dry["net"], dry["tax"], dry["total"]), ("1000.00", "80.00", "1080.00"))
        self.assertEqual(Decimal(dry["open_before"]) - Decimal(dry["open_after"]), Decimal("1080.00"))
        self.assertEqual(ctl_json("credit-note", "list", workspace=workspace), [])
        asked = ctl_json(*credit, workspace=workspace)
        self.assertEqual((asked["status"], asked["total"], asked["number"]), ("approved", "1080.00", None))
        before = ctl_json("invoice", "show", number, workspace=workspace)
        issue = ("credit-note", "issue", asked["id"], "--command-id", str(uuid.uuid4()))
        issued = ctl_json(*issue, workspace=workspace)
        self.assertRegex(issued["number"], r"^CN-.*000001$")
        self.assertEqual(ctl_json(*issue, workspace=workspace), issued)
        after = ctl_json("invoice", "show", number, workspace=workspace)
        self.assertEqual(Decimal(before["open"]) - Decimal(after["open"]), Decimal("1080.00"))
        self.assertEqual(after["credited"], "1080.00")
        files = []
        for n, env in enumerate(({"QT_HASH_SEED": "1", "TZ": "UTC"}, {"QT_HASH_SEED": "77", "TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8"})):
            path = scratch / f"credit-{n}.pdf"
            ctl("credit-note", "pdf", issued["number"], "--out", path, workspace=workspace, env=env)
            files.append(path.read_bytes())
        self.assertEqual(files[0], files[1])
        text = subprocess.run(["pdftotext", "-layout", scratch / "credit-0.pdf", "-"], capture_output=True, text=True, check=True).stdout
        for figure in ("Credit note", issued["number"], number, "1,080.00", "1,000.00", "Outage in January"):
            self.assertIn(figure, text)
        self.assertNotIn("-1,080.00", text)
        acts = ctl_json("audit", "list", "--record", issued["number"], workspace=workspace)
        self.assertEqual({act["kind"] for act in acts}, {"credit_note.request", "credit_note.issue"})
        self.assertEqual([row["number"] for row in ctl_json("credit-note", "list", "--invoice", number, workspace=workspace)], [issued["number"]])
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_nothing_is_credited_twice_nor_beyond_what_was_billed(self):
        workspace = copy_of_sample("over-credited.accord")
        number = worked_invoice()["number"]
        for wrong, word in ((("--amount", "7550.01"), "billing.credit_exceeds"), (("--amount", "0"), "billing.credit_amount"),
                            (("--percent", "101"), "billing.credit_percent"), (("--line", "4"), "billing.no_such_line"),
                            (("--line", "one"), "usage.option_line"), (("--amount", "1", "--percent", "1"), "billing.credit_wish")):
            refused = ctl("invoice", "credit", number, *wrong, "--reason", "x", workspace=workspace, exit_code=None)
            self.assertIn(word, refused.stderr)
            self.assertNotEqual(refused.returncode, 0)
        self.assertIn("billing.credit_reason", ctl("invoice", "credit", number, workspace=workspace, exit_code=1).stderr)
        whole = ctl_json("invoice", "credit", number, "--reason", "Wrong customer", workspace=workspace)
        again = ctl("invoice", "credit", number, "--reason", "Wrong customer", workspace=workspace, exit_code=1)
        self.assertIn("billing.credit_nothing", again.stderr)
        ctl("credit-note", "void", whole["id"], workspace=workspace, exit_code=1)
        self.assertEqual(ctl_json("credit-note", "void", whole["id"], "--reason", "Asked twice", workspace=workspace)["status"], "void")
        whole = ctl_json("invoice", "credit", number, "--reason", "Wrong customer", workspace=workspace)
        ctl("credit-note", "issue", whole["id"], workspace=workspace)
        self.assertEqual(ctl_json("invoice", "show", number, workspace=workspace)["status"], "credited")
        self.assertIn(number, [row["number"] for row in ctl_json("invoice", "list", "--status", "credited", workspace=workspace)])
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_a_correction_bills_anew_once(self):
        workspace = copy_of_sample("corrected.accord")
        row = next(row for row in ctl_json("invoice", "list", "--status", "issued", workspace=workspace))
        shown = ctl_json("invoice", "show", row["number"], workspace=workspace)
        correct = ("invoice", "credit", row["number"], "--correct", "--reason", "Wrong price", "--command-id", str(uuid.uuid4()))
        ctl(*correct, "--line", "1", workspace=workspace, exit_code=2)
        done = ctl_json(*correct, workspace=workspace)
        self.assertEqual((done["total"], done["status"]), (shown["total"], "issued"))
        self.assertEqual(len(done["corrected"]), 1)
        self.assertEqual(ctl_json(*correct, workspace=workspace), done)
        draft = ctl_json("invoice", "show", done["corrected"][0]["id"], workspace=workspace)
        self.assertEqual([line["description"] for line in draft["lines"]], [line["description"] for line in shown["lines"]])
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_numbers_stay_gapless_when_issuing_is_killed(self):
        workspace = copy_of_sample("killed-credits.accord")
        seed = int(os.environ.get("ACCORD_SEED", "20260630"))
        chance = random.Random(seed)
        number = worked_invoice()["number"]
        for attempt in range(6):
            asked = ctl_json("invoice", "credit", number, "--amount", "10.00", "--reason", f"Part {attempt}", workspace=workspace)
            command = ("credit-note", "issue", asked["id"], "--command-id", str(uuid.uuid4()))
            process = subprocess.Popen([ACCORDCTL, "--workspace", str(workspace), *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.0, 0.2))
            process.kill()
            process.wait()
            issued = ctl_json(*command, workspace=workspace)
            self.assertTrue(issued["number"].endswith(f"{attempt + 1:06}"), f"seed {seed}: {issued['number']}")
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])


class TheBank(unittest.TestCase):
    def bank_file(self, name, currency, bookings):
        """An MT940 statement of (bank reference, amount, text): the entries count, its balances do not agree."""
        lines = [":20:STARTUMSE", ":25:DE89370400440532013000", ":28C:1/1", f":60F:C260614{currency}100,00"]
        for reference, amount, text in bookings:
            lines += [f":61:2606150615C{amount.replace('.', ',')}NTRFNONREF//{reference}", f":86:166?00GUTSCHRIFT?20SVWZ+{text}?32Somebody"]
        path = scratch / name
        path.write_bytes("\r\n".join(lines + [f":62F:C260615{currency}100,00", "-", ""]).encode())
        return path

    def test_a_bank_file_pays_invoices_and_can_be_taken_back(self):
        workspace = copy_of_sample("bank.accord")
        invoice = next(row for row in ctl_json("invoice", "list", workspace=workspace) if row["status"] in ("overdue", "issued"))
        number, currency, due = invoice["number"], invoice["currency"], Decimal(invoice["total"])
        status = lambda: ctl_json("invoice", "show", number, workspace=workspace)["status"]
        before = status()
        path = self.bank_file("statement.sta", currency, [("B1", str(due), f"Invoice {number}"), ("B2", "12.34", "thanks")])
        shown = ctl_json("bank", "import", path, "--dry-run", workspace=workspace)
        self.assertEqual((shown["added"], shown["known_file"]), (2, False))
        self.assertEqual(ctl_json("bank", "entries", workspace=workspace), [])
        self.assertEqual(ctl_json("bank", "import", path, workspace=workspace)["warnings"][0]["id"], "bank.does_not_reconcile")
        self.assertTrue(ctl_json("bank", "import", path, workspace=workspace)["known_file"])
        self.assertEqual([row["amount"] for row in ctl_json("bank", "entries", "--state", "new", workspace=workspace)], ["12.34", str(due)])
        self.assertEqual(ctl_json("payment", "match", "--dry-run", workspace=workspace)[0]["verdict"], "automatic")
        self.assertEqual(status(), before)
        matched = ctl_json("payment", "match", workspace=workspace)
        self.assertEqual([row["verdict"] for row in matched], ["automatic", "unapplied"])
        self.assertIn("number_in_text", matched[0]["reasons"])
        self.assertEqual(status(), "paid")
        shown = ctl_json("payment", "unapply", "1", "--reason", "typed twice", workspace=workspace)
        self.assertEqual([d["decision"] for d in shown["decisions"]], ["applied", "undone"])
        self.assertEqual(status(), before)
        self.assertEqual(ctl_json("payment", "accept", "1", number, workspace=workspace)["state"], "applied")
        self.assertEqual(status(), "paid")
        self.assertIn("payments.not_open", ctl("payment", "accept", "1", number, workspace=workspace, exit_code=1).stderr)
        self.assertIn("bank.entry_not_found", ctl("payment", "leave", "77", workspace=workspace, exit_code=1).stderr)
        self.assertIn("bank.state_unknown", ctl("bank", "entries", "--state", "lost", workspace=workspace, exit_code=1).stderr)
        self.assertEqual(ctl_json("payment", "leave", "2", workspace=workspace)["decisions"][-1]["decision"], "left")
        self.assertIn("payments.nothing_to_write_off", ctl("payment", "write-off", "1", workspace=workspace, exit_code=1).stderr)
        self.assertEqual(ctl_json("payment", "limit", "2.50", workspace=workspace)["write_off_limit"], "2.50")
        ctl("workspace", "verify", workspace=workspace)

    def test_the_ledger_is_closed_exported_and_verified(self):
        w = copy_of_sample("ledger.accord")
        checks = ctl_json("ledger", "verify", workspace=w)
        self.assertTrue(all(check["result"] == "holds" for check in checks))
        balance = ctl_json("ledger", "trial-balance", "--on", "2026-05-31", workspace=w)
        self.assertEqual(sum(Decimal(row["base_balance"]) for row in balance), 0)
        self.assertIn("ledger.close_role", ctl("ledger", "close", "--period", "2026-05", workspace=w, exit_code=1).stderr)
        shown = ctl_json("ledger", "close", "--period", "2026-05", "--dry-run", workspace=w)
        self.assertTrue(shown["can_close"])
        closed = ctl_json("--as", "controller", "ledger", "close", "--period", "2026-05", workspace=w)
        self.assertEqual(closed["recognised"], shown["recognised"])
        self.assertIn("ledger.reopen_own", ctl("--as", "controller", "ledger", "reopen", "--period", "2026-05",
                                               "--reason", "late bill", workspace=w, exit_code=1).stderr)
        for form, start in (("csv", b"batch,entry,"), ("iif", b"!TRNS\t"), ("netsuite", b"External ID,"),
                            ("datev", b'"EXTF";700;21;')):
            files = []
            for name in ("a", "b"):
                file = scratch / f"{name}.{form}"
                ctl("ledger", "export", "--period", "2026-05", "--format", form, "--out", file, workspace=w)
                files.append(file.read_bytes())
            self.assertTrue(files[0].startswith(start))
            self.assertEqual(files[0], files[1])
        rows = list(csv.DictReader(io.StringIO((scratch / "a.csv").read_text())))
        self.assertEqual(sum(Decimal(row["base_debit"] or 0) - Decimal(row["base_credit"] or 0) for row in rows), 0)
        self.assertIn("exports.format_unknown", ctl("ledger", "export", "--period", "2026-05", "--format", "sap",
                                                    workspace=w, exit_code=1).stderr)
        ctl("ledger", "verify", workspace=w)
        ctl("workspace", "verify", workspace=w)

    def test_late_payers_are_dunned_once_and_receivables_given_up(self):
        w = copy_of_sample("dunning.accord")
        ageing = ctl_json("receivables", "ageing", workspace=w)
        balance = ctl_json("ledger", "trial-balance", workspace=w)
        owed = sum(Decimal(row["base_balance"]) for row in balance if row["ledger_account"] == "receivable")
        self.assertEqual(Decimal(ageing["receivables"]), owed)
        self.assertGreater(Decimal(ageing["days_sales_outstanding"]), 0)
        late = ctl_json("dunning", "list", workspace=w)
        self.assertGreater(late[0]["days_late"], 30)
        shown = ctl_json("dunning", "run", "--dry-run", workspace=w)
        taken = ctl_json("dunning", "run", workspace=w)
        self.assertEqual(shown, taken)
        self.assertEqual(ctl_json("dunning", "run", workspace=w), [])
        cuts = [row for row in taken if row["step"] in ("degrade", "suspend")]
        self.assertTrue(cuts and all(row["state"] == "in_approval" for row in cuts))
        account, invoice = late[0]["account"], late[0]["invoices"][0]
        self.assertIn("Sehr geehrte", ctl("dunning", "preview", account, "--language", "de", workspace=w).stdout)
        for name in ("a.pdf", "b.pdf"):
            ctl("dunning", "preview", invoice, "--out", scratch / name, workspace=w)
            ctl("account", "statement", account, "--out", scratch / ("s" + name), workspace=w)
        self.assertEqual((scratch / "a.pdf").read_bytes(), (scratch / "b.pdf").read_bytes())
        self.assertEqual((scratch / "sa.pdf").read_bytes(), (scratch / "sb.pdf").read_bytes())
        ctl("dispute", "open", invoice, "--line", "1", "--reason", "wrong rate", workspace=w)
        self.assertEqual(ctl_json("dispute", "list", workspace=w)[0]["line"], 1)
        ctl("dispute", "resolve", invoice, "--line", "1", "--reason", "agreed", workspace=w)
        ctl("dunning", "promise", account, "--amount", "100", "--by", "2026-07-03", workspace=w)
        self.assertEqual(next(row for row in ctl_json("dunning", "list", workspace=w)
                              if row["account"] == account)["pause"], "promise")
        row = ctl_json("receivables", "write-off", invoice, "--reason", "insolvent", workspace=w)
        self.assertEqual(row["state"], "in_approval")
        ctl("--as", "approver", "approval", "approve", row["id"], workspace=w)
        self.assertEqual(ctl_json("receivables", "write-offs", workspace=w)[0]["state"], "done")
        ctl("ledger", "verify", workspace=w)
        ctl("workspace", "verify", workspace=w)

    def test_a_bank_file_with_a_bad_entry_is_partly_imported(self):
        workspace = copy_of_sample("bank-bad.accord")
        path = self.bank_file("bad.sta", "EUR", [("B1", "10.00", "good"), ("B2", "1x.00", "bad")])
        done = ctl("bank", "import", path, workspace=workspace, exit_code=4)
        self.assertIn("left out", done.stderr)
        self.assertIn("1x,00", done.stderr)
        self.assertEqual([row["amount"] for row in ctl_json("bank", "entries", workspace=workspace)], ["10.00"])
        path.write_bytes(b"hello")
        self.assertIn("bank.format_unknown", ctl("bank", "import", path, workspace=workspace, exit_code=1).stderr)


class TheMonthEnd(unittest.TestCase):
    """What a billing operator, an approver and a controller do at the end of June, from usage to the closed month."""

    def test_from_usage_to_the_closed_month(self):
        w = copy_of_sample("month-end.accord")
        # Late usage of a place that nobody knows waits, and everything else counts once.
        late = scratch / "late.csv"
        late.write_text("date,location,meter,quantity\n2026-06-29,NOWHERE-1,api_calls,120\n")
        ctl("usage", "import", late, workspace=w, exit_code=4)
        self.assertTrue(ctl_json("usage", "quarantine", workspace=w))
        # One customer wants electronic invoices and says how.
        ctl("einvoice", "customer", "A-0202", "--profile", "peppol", "--buyer-reference", "PO 7", workspace=w)
        # The run shows what has to be looked at before anything is written.
        preview = ctl_json("bill", "preview", "--period", "2026-06", "--issue-date", "2026-06-30", workspace=w)
        rows = preview["rows"] if isinstance(preview, dict) else preview
        named = [row for row in rows if row["exceptions"]]
        self.assertGreaterEqual(len(named), 6, "six exceptions")
        said = " ".join(row["exceptions"] for row in named)
        for kind in ("Billing is on hold", "Purchase order", "budget cap", "More than 20 %", "Exemption certificate"):
            self.assertIn(kind, said)
        before = len(ctl_json("invoice", "list", workspace=w))
        ctl("bill", "run", "--period", "2026-06", "--issue-date", "2026-06-30", workspace=w)
        drafts = ctl_json("invoice", "list", "--period", "2026-06", workspace=w)
        self.assertGreater(len(ctl_json("invoice", "list", workspace=w)), before)
        ctl("bill", "run", "--period", "2026-06", "--issue-date", "2026-06-30", workspace=w)
        self.assertEqual(len(ctl_json("invoice", "list", "--period", "2026-06", workspace=w)), len(drafts))
        # Somebody else approves; who made them cannot.
        waiting = [row["id"] for row in ctl_json("approval", "list", workspace=w)]
        self.assertTrue(waiting)
        ctl("--as", "operator", "approval", "approve", waiting[0], workspace=w, exit_code=1)
        for identifier in waiting:
            ctl("--as", "approver", "approval", "approve", identifier, workspace=w)
        # Everything that is approved is issued, without a gap.
        approved = [row["id"] for row in ctl_json("invoice", "list", "--status", "approved", workspace=w)]
        issued = ctl_json("invoice", "issue", *approved, workspace=w)
        self.assertEqual(len(issued), len(approved))
        electronic = [row["number"] for row in issued if row["account"] == "Brisebois Logistique"]
        for number in electronic:
            file = scratch / f"{number}.xml"
            ctl("invoice", "xml", number, "--out", file, workspace=w)
            self.assertEqual(ctl_json("einvoice", "check", file)["findings"], [])
        self.assertTrue(electronic)
        # The bank pays one invoice in full and another one short.
        open_rows = [row for row in ctl_json("invoice", "list", "--status", "overdue", workspace=w) if row["currency"] == "EUR"][:2]
        full, short = open_rows
        less = str(Decimal(short["total"]) - Decimal("100.00"))
        statement = TheBank.bank_file(self, "june.sta", "EUR", [("M1", full["total"], f"Invoice {full['number']}"),
                                                                ("M2", less, f"Invoice {short['number']}")])
        ctl("bank", "import", statement, workspace=w)
        self.assertEqual(ctl_json("payment", "match", workspace=w)[0]["verdict"], "automatic")
        self.assertEqual(ctl_json("invoice", "show", full["number"], workspace=w)["status"], "paid")
        # Who is late is written to, each step once; what came in on account is not dunned.
        owed = ctl_json("dunning", "list", workspace=w)
        self.assertTrue(owed)
        self.assertNotIn(full["number"], json.dumps(owed))
        taken = ctl_json("dunning", "run", workspace=w)
        self.assertTrue(taken)
        self.assertEqual(ctl_json("dunning", "run", workspace=w), [])
        # The month before is closed by a controller; the books hold.
        ctl("--as", "controller", "ledger", "close", "--period", "2026-05", workspace=w)
        self.assertTrue(all(check["result"] == "holds" for check in ctl_json("ledger", "verify", workspace=w)))
        balance = ctl_json("ledger", "trial-balance", "--on", "2026-06-30", workspace=w)
        self.assertEqual(sum(Decimal(row["base_balance"]) for row in balance), 0)
        ctl("workspace", "verify", workspace=w)


class BadInput(unittest.TestCase):
    def refused(self, name, data, *command, words=(), workspace=None):
        path = scratch / name
        path.write_bytes(data)
        done = ctl(*command, path, workspace=workspace, exit_code=1)
        self.assertTrue(done.stderr.strip())
        for word in words:
            self.assertIn(word, done.stderr)
        return done

    def test_usage_files_are_refused_whole_with_every_bad_row(self):
        workspace = copy_of_sample("bad-usage.accord")
        before = ctl_json("usage", "list", workspace=workspace)
        good = "date,account,location,meter,quantity\n2026-06-01,A-0101,,users,5\n"
        self.refused("rows.csv", (good + "2026-06-31,A-0101,,users,5\n2026-06-02,A-0101,,users,many\n").encode(), "usage", "import",
                     words=(":3:", ":4:", "many"), workspace=workspace)
        self.refused("latin.csv", (good + "2026-06-02,Jökull,,users,5\n").encode("latin-1"), "usage", "import", workspace=workspace)
        self.refused("utf16.csv", good.encode("utf-16"), "usage", "import", workspace=workspace)
        self.refused("huge.csv", (good + "2026-06-02,A-0101,,users,1" + "0" * 40 + "\n").encode(), "usage", "import", words=(":3:",), workspace=workspace)
        self.refused("quote.csv", (good + '2026-06-02,"A-0101,,users,5\n').encode(), "usage", "import", workspace=workspace)
        self.refused("empty.csv", b"", "usage", "import", workspace=workspace)
        self.refused("binary.csv", bytes(range(256)) * 40, "usage", "import", workspace=workspace)
        self.assertEqual(before, ctl_json("usage", "list", workspace=workspace))

    def test_contracts_are_refused_with_the_field_and_what_would_be_right(self):
        good = json.loads((SOURCE / "resources/sample/contract.json").read_text())
        def quote(change, *words):
            broken = json.loads(json.dumps(good))
            change(broken)
            path = scratch / "broken.json"
            path.write_text(json.dumps(broken))
            done = ctl("quote", "--contract", path, "--period", "2024-01", exit_code=1)
            for word in words:
                self.assertIn(word, done.stderr)
        quote(lambda c: c.update(currency="XXQ"), "XXQ")
        quote(lambda c: c.update(start="2024-02-30"), "start")
        quote(lambda c: c.update(surprise=1), "surprise")
        quote(lambda c: c["items"][0].pop("price"), "price")
        quote(lambda c: c["items"][0]["price"].update(unit_price="1e9"), "unit_price")
        quote(lambda c: c["items"].clear(), "items")
        for data in (b"{", b"[]", b"\xff\xfe{}", b"[" * 100000, b'{"format":"accord.contract/1","format":"x"}'):
            self.refused("contract.json", data, "quote", "--period", "2024-01", "--contract")

    def test_a_file_that_is_no_workspace_is_left_alone(self):
        path = scratch / "not.accord"
        path.write_bytes(b"SQLite format 3\0" + bytes(4000))
        ctl("invoice", "list", workspace=path, exit_code=None)
        self.assertEqual(path.read_bytes(), b"SQLite format 3\0" + bytes(4000))
        self.assertNotEqual(ctl("invoice", "list", workspace=scratch / "missing.accord", exit_code=None).returncode, 0)
        self.assertFalse((scratch / "missing.accord").exists())

    def test_formulas_are_neutralised_in_csv(self):
        workspace = place("formula.accord")
        ctl("workspace", "create", workspace)
        path = scratch / "accounts.json"
        path.write_text(json.dumps({"format": "accord.accounts/1", "accounts": [{"number": "A-1", "name": "=HYPERLINK(\"http://x\")", "currency": "USD"}]}))
        ctl("account", "import", path, workspace=workspace)
        ctl("account", "import", path, workspace=workspace)
        rows = list(csv.DictReader(io.StringIO(ctl("account", "list", "--format", "csv", workspace=workspace).stdout)))
        self.assertEqual([row["name"] for row in rows], ["'=HYPERLINK(\"http://x\")"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
