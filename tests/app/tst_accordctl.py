#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line as scripts use it, on the sample company: ACCORDCTL in the environment names the program.

    ACCORDCTL=build/dev/bin/accordctl tests/app/tst_accordctl.py

With ACCORD_TEST_DATABASE=postgresql the workspaces are databases of a server that lives as long as this program.
"""
import contextlib
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
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
import uuid
import zipfile
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

ACCORDCTL = os.environ["ACCORDCTL"]
SOURCE = pathlib.Path(os.environ["ACCORD_SOURCE"])
sys.path.insert(0, str(SOURCE / "tests/campaign"))
import hostile_words  # noqa: E402
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
                          env={**os.environ, "XDG_DATA_HOME": str(scratch / "data"), **(env or {})}, stdin=subprocess.DEVNULL)
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
    for suffix in ("", "-wal", "-shm"):  # of an earlier test that took the same name
        pathlib.Path(f"{target}{suffix}").unlink(missing_ok=True)
    ctl("workspace", "backup", target, workspace=SAMPLE)
    return target


def let_it_be(day, workspace):
    """Moves the day on which a copy of the sample stands still."""
    change = f"UPDATE workspace_setting SET value = '{day}' WHERE key = 'fixed_today'"
    if ON_SERVER:
        sql(re.search(r"/(\w+)\?", workspace).group(1), f"SET search_path = acc, public; {change}")
        return
    with contextlib.closing(sqlite3.connect(workspace)) as file, file:
        file.execute(change)


def first_value(statement, workspace):
    if ON_SERVER:
        return sql(re.search(r"/(\w+)\?", workspace).group(1), f"SET search_path = acc, public; {statement}").strip()
    with contextlib.closing(sqlite3.connect(workspace)) as file:
        return file.execute(statement).fetchone()[0]


def tamper(workspace, statements):
    """As somebody does who owns the file: without its triggers, which stand there again afterwards."""
    with contextlib.closing(sqlite3.connect(workspace, isolation_level=None)) as file:
        triggers = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").fetchall()
        for name, _ in triggers:
            file.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            file.execute(statement)
        for _, made in triggers:
            file.execute(made)


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

    def test_refuses_acts_while_the_clock_is_set_back(self):
        own = copy_of_sample("clock.accord")
        act = ("einvoice", "customer", "A-0202", "--profile", "en16931")
        let_it_be("2026-06-20", own)
        refused = ctl(*act, workspace=own, exit_code=1).stderr
        self.assertIn("The clock of this machine says 2026-06-20", refused)
        numbers = [[row["number"] for row in ctl_json("invoice", "list", workspace=one)] for one in (own, SAMPLE)]
        self.assertEqual(*numbers)
        self.assertIn("--reason", ctl("--as", "admin", "audit", "accept-clock", workspace=own, exit_code=1).stderr)
        ctl("--as", "rep", "audit", "accept-clock", "--reason", "dead battery", workspace=own, exit_code=1)
        ctl("--as", "admin", "audit", "accept-clock", "--reason", "dead battery", workspace=own)
        ctl(*act, workspace=own)
        self.assertIn("not behind", ctl("--as", "admin", "audit", "accept-clock", "--reason", "again", workspace=own, exit_code=1).stderr)
        self.assertTrue(ctl_json("audit", "verify", workspace=own)["sound"])

    def test_gives_a_role_by_two_people(self):
        own = copy_of_sample("people.accord")
        people = {row["name"]: row for row in ctl_json("person", "list", workspace=own)}
        self.assertLessEqual({"rep", "csm", "manager", "operator", "approver", "controller", "legal", "auditor", "admin", "worker"}, set(people))
        self.assertIn("permission.role_missing", ctl("person", "add", "nora", workspace=own, exit_code=1).stderr)
        ctl("--as", "admin", "person", "add", "nora", "--display-name", "Nora Lind", "--region", "EMEA", workspace=own)
        self.assertEqual(ctl_json("--as", "admin", "person", "propose-role", "nora", "csm", workspace=own)["state"], "proposed")
        self.assertIn("permission.roles_conflict", ctl("--as", "admin", "person", "propose-role", "admin", "billing", workspace=own, exit_code=1).stderr)
        self.assertIn("permission.role_missing", ctl("--as", "admin", "person", "approve-role", "nora", "csm", workspace=own, exit_code=1).stderr)
        ctl("--as", "controller", "person", "approve-role", "nora", "csm", workspace=own)
        self.assertEqual(next(row["roles"] for row in ctl_json("person", "list", workspace=own) if row["name"] == "nora"), "csm")
        ctl("--as", "admin", "person", "revoke", "nora", "csm", workspace=own)
        self.assertIn("company.last_administrator", ctl("--as", "admin", "person", "revoke", "admin", "admin", workspace=own, exit_code=1).stderr)
        kinds = [row["kind"] for row in ctl_json("--as", "controller", "audit", "list", "--limit", "7", workspace=own)]
        self.assertEqual(sorted(kinds), 2 * ["permission.refused"] + ["user.add", "user.approve_role", "user.propose_role", "user.propose_scope", "user.revoke_role"])
        self.assertIn("storage.read_only", ctl("--as", "admin", "--read-only", "person", "add", "x", workspace=own, exit_code=3).stderr)

    def test_records_what_leaves_and_what_is_refused(self):
        own = copy_of_sample("access.accord")
        latest = lambda: ctl_json("--as", "controller", "audit", "list", "--limit", "1", workspace=own)[0]
        before = latest()["sequence"]
        ctl_json("--as", "rep", "invoice", "list", workspace=own) # looked at
        self.assertEqual(latest()["sequence"], before)
        rows = len(ctl("--as", "rep", "--format", "csv", "invoice", "list", workspace=own).stdout.splitlines()) - 1
        left = latest()
        self.assertEqual((left["sequence"], left["actor"], left["kind"]), (before + 1, "rep", "list.export"))
        self.assertEqual(left["body"], {"list": "invoice list", "rows": rows, "form": "csv"})
        ctl("--as", "auditor", "account", "export", workspace=own)
        self.assertEqual((latest()["actor"], latest()["body"]["list"]), ("auditor", "account export"))
        ctl("--as", "auditor", "account", "edit", "A-0001", "--segment", "team", workspace=own, exit_code=1)
        refused = latest()
        self.assertEqual((refused["sequence"], refused["actor"], refused["kind"]), (before + 3, "auditor", "permission.refused"))
        self.assertEqual((refused["body"]["act"], refused["body"]["refused"]), ("account edit", "permission.role_missing"))
        ctl("--as", "rep", "--read-only", "--format", "csv", "invoice", "list", workspace=own)
        self.assertEqual(latest()["sequence"], before + 3)
        self.assertTrue(ctl_json("audit", "verify", workspace=own)["sound"])

    def test_gives_a_scope_by_two_people(self):
        own = copy_of_sample("scopes.accord")
        row = lambda name: next(one for one in ctl_json("person", "list", workspace=own) if one["name"] == name)
        wish = ("person", "propose-scope", "rep", "--region", "EMEA,AMER", "--entities", "LV", "--cost-centers", "IT,Operations")
        self.assertIn("permission.role_missing", ctl("--as", "operator", *wish, workspace=own, exit_code=1).stderr)
        self.assertEqual(ctl_json("--as", "admin", *wish, workspace=own)["state"], "proposed")
        self.assertEqual((row("rep")["region"], row("rep")["entities"]), ("EMEA", ""))
        self.assertEqual(row("rep")["proposed_scope"], "regions: EMEA,AMER; entities: LV; cost centers: IT, Operations")
        self.assertIn("identity.scope_proposed_already", ctl("--as", "admin", *wish[:-1], "IT", workspace=own, exit_code=1).stderr)
        self.assertIn("permission.role_missing", ctl("--as", "admin", "person", "approve-scope", "rep", workspace=own, exit_code=1).stderr)
        ctl("--as", "controller", "person", "approve-scope", "rep", workspace=own)
        self.assertEqual((row("rep")["region"], row("rep")["entities"], row("rep")["cost_centers"]), ("EMEA,AMER", "LV", "IT, Operations"))
        # What is not said stays, and what is empty is all of them.
        ctl("--as", "admin", "person", "propose-scope", "rep", "--cost-centers", "", workspace=own)
        self.assertEqual(row("rep")["proposed_scope"], "regions: EMEA,AMER; entities: LV; cost centers: all")
        ctl("--as", "controller", "person", "reject-scope", "rep", workspace=own)
        self.assertEqual(row("rep")["cost_centers"], "IT, Operations")
        self.assertIn("identity.scope_not_proposed", ctl("--as", "controller", "person", "reject-scope", "rep", workspace=own, exit_code=1).stderr)
        self.assertIn("company.unknown", ctl("--as", "admin", "person", "propose-scope", "csm", "--entities", "XX", workspace=own, exit_code=1).stderr)
        other = next(one["number"] for one in ctl_json("account", "list", "--region", "EMEA", workspace=own)
                     if ctl_json("account", "billing", one["number"], workspace=own)["company"] != "LV")
        self.assertIn("permission.other_entity", ctl("--as", "rep", "note", "add", other, "hello", workspace=own, exit_code=1).stderr)

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
        agreed = ctl_json("einvoice", "match", cii, workspace=SAMPLE, exit_code=1)
        self.assertEqual((agreed["document"], agreed["kind"], agreed["differing"]), (number, "invoice", 1))
        self.assertEqual([(row["term"], row["received"], row["ours"], row["equal"]) for row in agreed["terms"]],
                         [("BT-10", "04011000-12345-34", "", False)])
        every = ctl_json("einvoice", "match", pdf, "--all", workspace=SAMPLE, exit_code=1)
        self.assertEqual(len(every["terms"]), every["compared"])
        self.assertEqual({row["term"] for row in ctl_json("einvoice", "match", changed, workspace=SAMPLE, exit_code=1)["terms"]}, {"BT-10", "BT-115"})
        strange = scratch / "strange.xml"
        strange.write_text(ubl.read_text().replace(f"<cbc:ID>{number}</cbc:ID>", "<cbc:ID>X-1</cbc:ID>"))
        self.assertIn("einvoice.names_none", ctl("einvoice", "match", strange, workspace=SAMPLE, exit_code=1).stderr)
        hostile = scratch / "hostile.xml"
        hostile.write_text("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Invoice>&b;</Invoice>")
        self.assertIn("einvoice.xml_doctype", ctl("einvoice", "check", hostile, exit_code=1).stderr)
        self.assertIn("einvoice.sales_tax", ctl("invoice", "xml", worked_invoice()["number"], workspace=SAMPLE, exit_code=1).stderr)
        ctl("invoice", "xml", number, "--profile", "peppol", "--syntax", "cii", workspace=SAMPLE, exit_code=1)
        waiting = next(row for row in ctl_json("invoice", "list", "--status", "in_approval", workspace=SAMPLE) if row["currency"] == "EUR")
        self.assertIn("einvoice.not_issued", ctl("invoice", "xml", waiting["id"], workspace=SAMPLE, exit_code=1).stderr)

    def test_keeps_certificates_of_exemption_with_their_documents(self):
        own = copy_of_sample("exemptions.accord")
        document = scratch / "certificate.pdf"
        document.write_bytes(b"%PDF-1.7\n%%EOF\n")
        wish = ("account", "exemption", "add", "A-0002", "--number", "X-1", "--kind", "reseller", "--from", "2026-01-01", "--through", "2026-12-31")
        self.assertIn("exemptions.jurisdiction", ctl(*wish, "--for", "California", workspace=own, exit_code=1).stderr)
        added = ctl_json(*wish, "--for", "US-CA", "--for", "US-NY", "--file", document, workspace=own)
        self.assertEqual([(row["jurisdiction"], row["state"], row["document"]) for row in added],
                         [("US-CA", "waits", "certificate.pdf"), ("US-NY", "waits", "certificate.pdf")])
        # It counts once another person agreed.
        recorder = added[0]["recorded_by"]
        self.assertIn("exemptions.own", ctl("--as", recorder, "account", "exemption", "agree", "A-0002", "--number", "X-1", workspace=own, exit_code=1).stderr)
        agreed = ctl_json("--as", "controller2", "account", "exemption", "agree", "A-0002", "--number", "X-1", workspace=own)
        self.assertEqual({(row["state"], row["counts"], row["agreed_by"]) for row in agreed}, {("valid", True, "controller2")})
        self.assertEqual(added[0]["sha256"], hashlib.sha256(document.read_bytes()).hexdigest())
        self.assertIn("exemptions.known", ctl(*wish, "--for", "US-CA", workspace=own, exit_code=1).stderr)
        copy = scratch / "copy.pdf"
        ctl("account", "exemption", "save", "A-0002", "--number", "X-1", "--out", copy, workspace=own)
        self.assertEqual(copy.read_bytes(), document.read_bytes())
        picture = scratch / "page.html"
        picture.write_text("<html></html>")
        self.assertIn("exemptions.document_type",
                      ctl("account", "exemption", "attach", "A-0002", "--number", "X-1", "--file", picture, workspace=own, exit_code=1).stderr)
        end = ("account", "exemption", "end", "A-0002", "--number", "X-1", "--through", "2026-05-31")
        self.assertIn("exemptions.end_reason", ctl(*end, workspace=own, exit_code=1).stderr)
        ctl(*end, "--reason", "Moved", workspace=own)
        listed = [row for row in ctl_json("account", "exemption", "list", "A-0002", workspace=own) if row["number"] == "X-1"]
        self.assertEqual({(row["last_day"], row["state"]) for row in listed}, {("2026-05-31", "ended")})
        self.assertIn("add, agree, end", ctl("account", "exemption", "forget", "A-0002", workspace=own, exit_code=2).stderr.replace("list, ", ""))

    def test_adds_a_company_that_numbers_its_documents_itself(self):
        own = copy_of_sample("companies.accord")
        before = [row["code"] for row in ctl_json("company", "list", workspace=own)]
        add = ("company", "add", "FR", "--name", "Meridian Cloud SAS", "--currency", "EUR", "--country", "fr", "--vat-id", "FR40303265045",
               "--city", "Paris", "--pay-to", "IBAN FR14 2004 1010 0505 0001 3M02 606")
        self.assertIn("permission.role_missing", ctl("--as", "operator", *add, workspace=own, exit_code=1).stderr)
        self.assertIn("bank.iban_check_digits", ctl("--as", "admin", *add[:-1], "IBAN FR15 2004 1010 0505 0001 3M02 606", workspace=own, exit_code=1).stderr)
        added = ctl_json("--as", "admin", *add, workspace=own)
        self.assertEqual((added["country"], added["number_format"], added["version"]), ("FR", "FR-{year}-{number}", 1))
        self.assertIn("company.code_taken", ctl("--as", "admin", *add, workspace=own, exit_code=1).stderr)
        self.assertEqual(sorted(before + ["FR"]), sorted(row["code"] for row in ctl_json("company", "list", workspace=own)))
        changed = ctl_json("--as", "admin", "company", "set", "FR", "--line1", "1 rue de Rivoli", "--one-stop-shop", "yes", "--vat-registrations", "DE,IT", workspace=own)
        self.assertEqual((changed["address"]["line1"], changed["one_stop_shop"], changed["vat_registrations"]), ("1 rue de Rivoli", True, ["DE", "IT"]))
        for countries, error in (("DE,FR", "company.vat_seat"), ("DE,ES,ES", "company.vat_registered"), ("XX", "company.country")):
            self.assertIn(error, ctl("--as", "admin", "company", "set", "FR", "--vat-registrations", countries, workspace=own, exit_code=1).stderr)
        ended = ctl_json("--as", "admin", "company", "set", "FR", "--vat-registrations", "IT", workspace=own)
        self.assertEqual(ended["vat_registrations"], ["IT"])
        before, other = ["IBAN FR14 2004 1010 0505 0001 3M02 606"], ["IBAN DE89 3704 0044 0532 0130 00"]
        wished = ctl_json("--as", "admin", "company", "set", "FR", "--pay-to", other[0], workspace=own)
        self.assertEqual((wished["payment_instructions"], wished["proposed_payment_instructions"]), (before, other))
        self.assertIn("permission.role_missing", ctl("--as", "admin", "company", "agree-pay-to", "FR", workspace=own, exit_code=1).stderr)
        agreed = ctl_json("--as", "operator", "company", "agree-pay-to", "FR", workspace=own)
        self.assertEqual((agreed["payment_instructions"], agreed["proposed_payment_instructions"]), (other, None))
        ctl("--as", "admin", "company", "set", "FR", "--pay-to", before[0], workspace=own)
        self.assertEqual(ctl_json("--as", "controller", "company", "reject-pay-to", "FR", workspace=own)["payment_instructions"], other)
        self.assertIn("company.pay_to_not_proposed", ctl("--as", "controller", "company", "reject-pay-to", "FR", workspace=own, exit_code=1).stderr)
        self.assertIn("company.vat_id", ctl("--as", "admin", "company", "set", "FR", "--vat-id", "QQ1", workspace=own, exit_code=1).stderr)
        self.assertIn("billing.number_format", ctl("--as", "admin", "company", "format", "FR", "FR", workspace=own, exit_code=1).stderr)
        self.assertEqual(ctl_json("--as", "admin", "company", "format", "FR", "F{year}/{number}", workspace=own)["number_format"], "F{year}/{number}")
        series = {row["entity"]: row for row in ctl_json("number-series", "list", workspace=own) if row["series"] == "invoice" and row["year"] == 2026}
        self.assertEqual(series["FR"]["next_number"], "F2026/000001")
        self.assertEqual(ctl_json("--as", "operator", "account", "billing", "A-0202", "--company", "FR", workspace=own)["company"], "FR")
        self.assertIn("company.unknown", ctl("--as", "operator", "account", "billing", "A-0202", "--company", "XX", workspace=own, exit_code=1).stderr)
        self.assertEqual(ctl_json("account", "billing", "A-0202", workspace=own)["company"], "FR")

    def test_counts_sales_by_state_and_taxes_nothing_by_itself(self):
        own = copy_of_sample("nexus.accord")
        rows = {(row["entity"], row["state"]): row for row in ctl_json("tax", "nexus", workspace=own)}
        ohio = rows["US", "OH"]
        self.assertEqual((ohio["status"], ohio["registered"], ohio["threshold_sales"], ohio["threshold_transactions"]), ("below", False, "100000", 200))
        self.assertEqual(rows["US", "CA"]["status"], "registered")
        derivation = ctl("tax", "explain-nexus", "oh", "--entity", "US", workspace=own).stdout.splitlines()
        self.assertIn(ohio["sales"], derivation[0])
        self.assertEqual(sum(Decimal(line.split(" = ")[1].split(" ")[0]) for line in derivation[1:]), Decimal(ohio["sales"]))
        limits = scratch / "limits.csv"
        limits.write_text("state,name,sales,transactions,reached_by,period,valid_from,note\nOH,Ohio,60000,0,either,calendar_year,,\n")
        self.assertIn("permission.role_missing", ctl("--as", "operator", "tax", "thresholds", limits, workspace=own, exit_code=1).stderr)
        ctl("--as", "admin", "tax", "thresholds", limits, workspace=own)
        near = ctl_json("tax", "nexus", workspace=own)
        self.assertEqual([(row["state"], row["status"]) for row in near], [("OH", "near")])
        limits.write_text(limits.read_text().replace("60000", "many"))
        self.assertIn("line=2", ctl("--as", "admin", "tax", "thresholds", limits, workspace=own, exit_code=1).stderr)
        ctl("--as", "admin", "tax", "thresholds", "--none", workspace=own)
        ctl("--as", "admin", "tax", "register", "OH", "--entity", "US", "--from", "2026-06-01", workspace=own)
        since = {(row["entity"], row["state"]): row["registered_since"] for row in ctl_json("tax", "nexus", workspace=own)}
        self.assertEqual(since["US", "OH"], "2026-06-01")
        self.assertIn("tax.nexus_registered", ctl("--as", "admin", "tax", "register", "OH", "--entity", "US", "--from", "2026-06-01", workspace=own, exit_code=1).stderr)
        self.assertIn("tax.nexus_no_threshold", ctl("tax", "explain-nexus", "MT", "--entity", "US", workspace=own, exit_code=1).stderr)

    def test_prices_a_quote_without_a_workspace(self):
        quote = ctl_json("quote", "--contract", SOURCE / "resources/sample/contract.json", "--usage", SOURCE / "resources/sample/contract-usage.csv",
                         "--period", "2024-04", "--explain")
        self.assertEqual(quote["total"], "20.00")
        self.assertTrue(quote["derivation"])
        finding = next(f for f in quote["findings"] if f["id"] == "contracts.stated_value_differs")
        self.assertIn("2400.00", finding["message"].replace(",", ""))

    def test_a_quote_says_what_is_in_no_line(self):
        item = {"key": "fee", "description": "Fee", "price": {"model": "per_unit", "unit_price": "100.00"}}
        calls = {"key": "calls", "kind": "usage", "description": "Calls", "meter": "calls", "price": {"model": "per_unit", "unit_price": "1.00"}}
        document = {"format": "accord.contract/1", "number": "Q-1", "currency": "EUR", "start": "2024-01-01", "end": "2025-01-01",
                    "items": [item, calls], "seller": {"name": "S", "country": "DE", "vat_registrations": ["DE"]},
                    "customer": {"name": "K", "address": {"country": "FR"}, "tax_standing": "business", "vat_id": "FR40303265045"},
                    "shares": [{"entity": "A", "percent": "33.33", "budget_cap": "10"}, {"entity": "B", "percent": "66.67"}],
                    "prepaid_credits": [{"name": "Grant", "amount": "20"}],
                    "instalments": {"basis": "equal", "parts": [{"name": "First", "days": 0}, {"name": "Second", "milestone": "Done"}]}}
        path = scratch / "beside.json"
        path.write_text(json.dumps(document))
        done = ctl("quote", "--contract", path, "--period", "2024-04")
        said = done.stdout + done.stderr
        for words in ("Reverse charge: VAT is due by the customer (FR40303265045)", "share: A bears 10.00", "share: B bears 66.67",
                      "over cap bears 23.33", "prepaid credit: Grant pays 20.00 of its 20.00", "amount due: 80.00",
                      "instalment: First, 40.00, due 2024-04-30", "instalment: Second, 40.00, when reached: Done",
                      "warning: No usage of calls was reported"):
            self.assertIn(words, said)

    def test_a_contract_that_cannot_be_billed_has_no_price(self):
        broken = json.loads((SOURCE / "resources/sample/contract.json").read_text())
        broken.setdefault("terms", {})["time_zone"] = "Mars/Olympus"
        path = scratch / "mars.json"
        path.write_text(json.dumps(broken))
        done = ctl("quote", "--contract", path, "--period", "2024-04", exit_code=1)
        said = done.stdout + done.stderr
        self.assertIn("Mars/Olympus", said)
        self.assertIn("it has no price", said)
        self.assertNotIn("Subtotal", said)
        shown = json.loads(ctl("quote", "--contract", path, "--period", "2024-04", "--format", "json", exit_code=1).stdout)
        self.assertTrue(shown["blocked"])
        # The same where it is only tried out.
        sound = SOURCE / "resources/sample/contract.json"
        tried = ("quote", "--contract", sound, "--period", "2024-04", "--set", "terms.time_zone=Mars/Olympus")
        said = ctl(*tried, exit_code=1)
        self.assertIn("it has no price", said.stdout + said.stderr)
        self.assertNotIn("Bill ", said.stdout + said.stderr)
        shown = json.loads(ctl(*tried, "--format", "json", exit_code=1).stdout)
        self.assertTrue(shown["then"]["blocked"])
        self.assertNotIn("total", shown["then"])
        self.assertNotIn("lines", shown)
        self.assertIn("total", shown["now"])

    def test_a_quote_names_meters_that_nobody_bills(self):
        usage = scratch / "two-meters.csv"
        usage.write_text("date,meter,quantity\n2024-04-02,users,201\n2024-04-03,fax_pages,12\n2024-05-01,telex,1\n")
        quote = ctl_json("quote", "--contract", SOURCE / "resources/sample/contract.json", "--usage", usage,
                         "--period", "2024-04")
        self.assertEqual(quote["total"], "20.00")
        said = [f["message"] for f in quote["findings"] if f["id"] == "contracts.meter_unbilled"]
        self.assertEqual(said, ["No item prices the meter “fax_pages”; its usage is in no amount."])

    def test_an_invoice_says_at_which_rate_the_books_take_it(self):
        row = next(r for r in ctl_json("invoice", "list", "--status", "paid", workspace=SAMPLE) if r["currency"] == "EUR")
        shown = ctl_json("invoice", "show", row["number"], workspace=SAMPLE)
        books = shown["books"]
        self.assertEqual((books["from"], books["to"], books["currency"]), ("EUR", "USD", "USD"))
        self.assertTrue(books["day"] and books["source"])
        # The total in the company's currency, rounded half away from zero by an arithmetic of its own.
        exact = Fraction(shown["total"]) * Fraction(books["rate"])
        self.assertEqual(books["total"], f"{(int(exact * 100 + Fraction(1, 2)) / Decimal(100)):.2f}")
        text = ctl("invoice", "show", row["number"], workspace=SAMPLE)
        self.assertIn(f"In the books {books['total']} USD, at 1 EUR = {books['rate']} USD ({books['source']}, {books['day']})",
                      text.stdout + text.stderr)
        last = ctl_json("invoice", "explain", row["number"], workspace=SAMPLE)["derivation"][-1]
        self.assertEqual((last["label"], last["rounded"]), ("Total in the books, USD", f"{books['total']} USD"))
        dollars = next(r for r in ctl_json("invoice", "list", "--status", "paid", workspace=SAMPLE) if r["currency"] == "USD")
        self.assertNotIn("rate", ctl_json("invoice", "show", dollars["number"], workspace=SAMPLE)["books"])

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
        self.assertEqual(ctl("search", "--", "--kind", workspace=SAMPLE).stderr, "", "what follows -- are words")
        ctl("search", "x", "--limit", "0", workspace=SAMPLE, exit_code=2)

    def test_lists_what_was_done_with_a_record(self):
        everything = ("--as", "controller", "audit", "list")
        acts = ctl_json(*everything, "--record", worked_invoice()["number"], workspace=SAMPLE)
        self.assertEqual([act["kind"] for act in acts][:1], ["invoice.issue"])
        self.assertIn("approval.decide", [act["kind"] for act in acts])
        sequences = [act["sequence"] for act in ctl_json(*everything, "--limit", "5", workspace=SAMPLE)]
        self.assertEqual(sequences, list(range(sequences[0], sequences[0] - 5, -1)))
        self.assertGreater(len(ctl_json(*everything, "--record", "A-0001", workspace=SAMPLE)), len(acts))
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
        self.assertEqual(ctl_json("approval", "policy", "show", workspace=workspace)["version"], 2)
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
        ctl("--as", "controller", "approval", "policy", "publish", "3", workspace=workspace)
        wish = ("approval", "request", "discount", "--title", "Umbra renewal", "--amount", "4000", "--reason", "Three years")
        self.assertEqual(ctl_json("--as", "rep", *wish, "--discount", "15", workspace=workspace)["state"], "not_needed")
        asked = ctl_json("--as", "rep", *wish, "--discount", "20", workspace=workspace)
        self.assertEqual(asked["state"], "pending")
        ctl("--as", "rep", "approval", "approve", asked["id"], workspace=workspace, exit_code=1)
        ctl("--as", "approver", "approval", "approve", asked["id"], workspace=workspace, exit_code=1)
        ctl("--as", "controller", "approval", "approve", asked["id"], workspace=workspace)
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_an_agreed_change_is_done_exactly_and_only_so(self):
        w = copy_of_sample("changes.accord")
        rules = [{"name": kind, "kind": kind, "steps": [{"mode": "any", "roles": ["approver"]}]}
                 for kind in ("credit_terms", "discount", "price_change", "instalment_plan")]
        path = scratch / "changes.json"
        path.write_text(json.dumps({"format": "accord.approval-policy/1", "currency": "USD", "rules": rules}))
        ctl("--as", "admin", "approval", "policy", "propose", path, workspace=w)
        ctl("--as", "controller", "approval", "policy", "publish", "3", workspace=w)
        wish = ("approval", "change", "payment-terms", "A-0001", "--to", "60", "--reason", "Renewal")
        looked = ctl_json(*wish, "--dry-run", workspace=w)
        self.assertEqual((looked["before"], looked["after"], looked["asks"]), ("15", "60", "approver"))
        asked = ctl_json("--as", "rep", *wish, workspace=w)
        self.assertEqual(asked["state"], "pending")
        self.assertEqual(ctl_json("account", "show", "A-0001", workspace=w)["payment_terms_days"], 15)
        shown = ctl_json("approval", "show", asked["id"], workspace=w)
        self.assertEqual(shown["change"]["after_in_words"], "60 days")
        ctl("--as", "approver", "approval", "approve", asked["id"], workspace=w)
        self.assertEqual(ctl_json("account", "show", "A-0001", workspace=w)["payment_terms_days"], 60)
        self.assertIsNotNone(ctl_json("approval", "show", asked["id"], workspace=w)["change"]["done_at"])
        # Past the request nothing changes it.
        ctl("account", "export", "--out", scratch / "accounts.json", workspace=w)
        accounts = json.loads((scratch / "accounts.json").read_text())
        accounts["accounts"] = [{**one, "payment_terms_days": 90} for one in accounts["accounts"] if one["number"] == "A-0002"]
        (scratch / "accounts.json").write_text(json.dumps(accounts))
        refused = ctl("account", "import", scratch / "accounts.json", workspace=w, exit_code=1)
        self.assertIn("approval change payment-terms A-0002", refused.stderr)
        # A contract that was changed meanwhile sends the request back, and it can be asked again.
        contract = ctl_json("account", "show", "A-0001", workspace=w)["contracts"][0]["number"]
        price = ctl_json("--as", "rep", "approval", "change", "price", contract, "plan", "--to", "650", "--from", "2026-07-01",
                         "--reason", "Index", workspace=w)
        discount = ctl_json("--as", "rep", "approval", "change", "discount", contract, "plan", "--to", "10", "--from",
                            "2026-07-01", "--reason", "Loyal", workspace=w)
        ctl("--as", "approver", "approval", "approve", price["id"], workspace=w)
        back = ctl("--as", "approver", "approval", "approve", discount["id"], workspace=w, exit_code=1)
        self.assertIn("approvals.change_returned", back.stderr)
        self.assertIn(discount["id"], [row["id"] for row in ctl_json("approval", "list", "--decided", workspace=w)])
        again = ctl_json("--as", "rep", "approval", "again", discount["id"], workspace=w)
        self.assertEqual(again["revision"], price["revision"] + 1)
        ctl("--as", "approver", "approval", "approve", again["id"], workspace=w)
        limit = ctl_json("--as", "rep", "approval", "change", "credit-limit", "A-0001", "--to", "25000", "--reason", "Grows",
                         workspace=w)
        ctl("--as", "approver", "approval", "reject", limit["id"], "--reason", "Late payer", workspace=w)
        self.assertIsNone(ctl_json("account", "show", "A-0001", workspace=w)["credit_limit"])
        self.assertTrue(ctl_json("workspace", "verify", workspace=w)["holds"])

    def test_a_run_names_what_to_look_at(self):
        w = copy_of_sample("run-exceptions.accord")
        ctl("account", "export", "--out", scratch / "emoji.json", workspace=w)
        accounts = json.loads((scratch / "emoji.json").read_text())
        accounts["accounts"] = [{**one, "legal_name": one["legal_name"] + " \U0001F389"}
                                for one in accounts["accounts"] if one["number"] == "A-0001"]
        (scratch / "emoji.json").write_text(json.dumps(accounts))
        ctl("account", "import", scratch / "emoji.json", workspace=w)
        run = ctl_json("bill", "run", "--period", "2026-06", workspace=w)
        found = [one for one in run["exceptions"] if one["id"] == "billing.glyph_missing"]
        self.assertEqual([one["details"]["number"] for one in found], ["A-0001"])
        self.assertIn("U+1F389", found[0]["message"])
        self.assertFalse(found[0]["billed"])

    def test_the_sample_has_budgets(self):
        caps = {row["cap"] for row in ctl_json("budget", "list", workspace=SAMPLE)}
        self.assertEqual(caps, {"notify", "approve", "block"})

    def test_budgets_tell_and_block(self):
        workspace = copy_of_sample("budget.accord")
        preview = ctl_json("bill", "preview", "--period", "2026-06", workspace=workspace)
        row = min((row for row in preview if not row["blocked"]), key=lambda one: one["lines"])
        name = row["account"]
        days = ("--from", "2026-01-01", "--to", "2026-12-31")
        saved = ctl_json("budget", "save", name, "--amount", "1.00", *days, "--cap", "block", workspace=workspace)
        self.assertEqual(saved["cap"], "block")
        listed = ctl_json("budget", "list", workspace=workspace)
        self.assertIn(name, [one["entity"] for one in listed])
        shown = ctl_json("budget", "show", saved["id"], "--explain", workspace=workspace)
        self.assertEqual(sum(Decimal(one["amount"]) for one in shown["documents"]), Decimal(shown["actual"]) + Decimal(shown["committed"]))
        self.assertTrue(shown["derivation"])
        blocked = ctl_json("bill", "preview", "--period", "2026-06", workspace=workspace)
        again = next(one for one in blocked if one["account"] == row["account"])
        self.assertTrue(again["blocked"])
        self.assertIn("raise the budget first", again["exceptions"])
        ctl("budget", "save", name, "--amount", "-1", *days, workspace=workspace, exit_code=1)
        ctl("budget", "remove", saved["id"], workspace=workspace, exit_code=1)
        ctl("--as", "controller", "budget", "remove", saved["id"], workspace=workspace)
        self.assertNotIn(saved["id"], [one["id"] for one in ctl_json("budget", "list", workspace=workspace)])

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

    def test_shows_of_the_audit_trail_what_somebody_may_read(self):
        def actors(person):
            return {act["actor"] for act in ctl_json("--as", person, "audit", "list", "--limit", "2000", workspace=SAMPLE)}

        everybody = actors("controller")
        self.assertEqual(everybody, {"operator", "approver"} | everybody)
        self.assertEqual(actors("auditor"), everybody)
        self.assertEqual(actors("operator"), {"operator"})  # their own acts
        self.assertEqual(actors("approver"), {"approver"})
        self.assertEqual(actors("rep"), set())
        of_the_manager = ctl_json("--as", "manager", "audit", "list", "--limit", "2000", workspace=SAMPLE)
        self.assertGreater(len(of_the_manager), 0)  # accounts of their regions
        self.assertLess(len(of_the_manager), len(ctl_json("--as", "controller", "audit", "list", "--limit", "2000", workspace=SAMPLE)))
        bare = [act for act in ctl_json("--as", "admin", "audit", "list", workspace=SAMPLE) if act["actor"] != "admin"]
        self.assertTrue(bare and all(act["body"] == {} for act in bare))
        # What was done with a record says no more.
        acts = ctl_json("--as", "operator", "audit", "list", "--record", worked_invoice()["number"], workspace=SAMPLE)
        self.assertEqual({act["actor"] for act in acts}, {"operator"})

    def test_keeps_files_beside_an_account(self):
        workspace = copy_of_sample("files.accord")
        file = scratch / "Terms of 2026.pdf"
        file.write_bytes(b"%PDF-1.7\n" + random.Random(3).randbytes(600_000))
        kept = ctl_json("attachment", "add", "A-0001", file, workspace=workspace)
        self.assertEqual((kept["file"], kept["media_type"], kept["size"]), (file.name, "application/pdf", file.stat().st_size))
        self.assertEqual(kept["sha256"], hashlib.sha256(file.read_bytes()).hexdigest())
        self.assertEqual([row["id"] for row in ctl_json("attachment", "list", "A-0001", workspace=workspace)], [kept["id"]])
        out = scratch / "saved.pdf"
        ctl("attachment", "save", kept["id"], "--out", out, workspace=workspace)
        self.assertEqual(out.read_bytes(), file.read_bytes())
        named = ctl_json("attachment", "add", "A-0001", file, "--name", "../../etc/passwd.pdf", workspace=workspace)
        self.assertEqual(named["file"], "passwd.pdf")
        empty = scratch / "empty.txt"
        empty.touch()
        self.assertIn("attachments.empty", ctl("attachment", "add", "A-0001", empty, workspace=workspace, exit_code=1).stderr)
        self.assertIn("file.unreadable", ctl("attachment", "add", "A-0001", scratch / "nowhere", workspace=workspace, exit_code=1).stderr)
        self.assertIn("permission.role_missing", ctl("--as", "auditor", "attachment", "add", "A-0001", file, workspace=workspace, exit_code=1).stderr)
        ctl("attachment", "remove", kept["id"], workspace=workspace)
        self.assertIn("attachments.removed", ctl("attachment", "save", kept["id"], workspace=workspace, exit_code=1).stderr)
        checks = {check["invariant"]: check["holds"] for check in ctl_json("workspace", "verify", workspace=workspace)["checks"]}
        self.assertTrue(checks["attachment.content"])

    def test_hands_lists_out_as_far_as_a_role_may_export(self):
        for form in ("csv", "json"):
            refused = ctl("--as", "admin", "--format", form, "account", "list", workspace=SAMPLE, exit_code=1)
            self.assertEqual(refused.stdout, "")
            self.assertIn("permission.role_missing", refused.stderr)
        self.assertIn("A-0001", ctl("--as", "admin", "account", "list", workspace=SAMPLE).stdout)  # on the screen
        self.assertTrue(ctl_json("--as", "admin", "person", "list", workspace=SAMPLE))  # of the workspace, not of customers
        self.assertTrue(ctl_json("--as", "rep", "account", "list", workspace=SAMPLE))

    @on_files
    def test_a_rep_takes_out_as_many_rows_as_the_matrix_says(self):
        workspace = copy_of_sample("rows.accord")
        with sqlite3.connect(workspace) as db:
            account, = db.execute("SELECT id FROM account WHERE number = 'A-0001'").fetchone()
            db.executemany("INSERT INTO note (id, account_id, author, text, written_at) VALUES (?, ?, 'rep', 'x', '2026-06-01T08:00:00.000Z')",
                           [(uuid.uuid4().bytes, account) for _ in range(5001)])
        for form in ("csv", "json", "table"):
            refused = ctl("--as", "rep", "--format", form, "note", "list", "A-0001", workspace=workspace, exit_code=1)
            self.assertEqual(refused.stdout, "")
            self.assertIn("exports.rows_of_role", refused.stderr)
        self.assertEqual(len(ctl_json("--as", "csm", "note", "list", "A-0001", workspace=workspace)), 5001)

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
        paper = scratch / "statement-of-a-month.pdf"
        ctl("account", "statement", "A-0001", "--period", "2024-01", "--out", paper, workspace=workspace)
        self.assertTrue(paper.read_bytes().startswith(b"%PDF-"))
        self.assertIn("receivables.no_statement", ctl("account", "statement", "A-0001", "--period", "2019-01", "--out", paper,
                                                      workspace=workspace, exit_code=1).stderr)
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

    @on_files
    def test_no_company_file_is_written_over(self):
        workspace, other = copy_of_sample("writes.accord"), copy_of_sample("written-over.accord")
        digest = hashlib.sha256(other.read_bytes()).hexdigest()
        invoice = worked_invoice()["id"]
        writers = [("account", "export", "--out"), ("contract", "export", "NH-MSA-2025", "--out"), ("price-book", "export", "--out"),
                   ("approval", "policy", "export", "--out"), ("ledger", "export", "--period", "2026-05", "--out"),
                   ("audit", "checkpoint", "--out"), ("invoice", "pdf", invoice, "--out"),
                   ("invoice", "xml", "ME-2026-000049", "--profile", "xrechnung", "--buyer-reference", "04011000-12345-34", "--out"),
                   ("--format", "xlsx", "invoice", "list", "--out"), ("workspace", "backup")]
        for target in (workspace, other):
            for writer in writers:
                refused = ctl(*writer, target, workspace=workspace, exit_code=1).stderr
                self.assertIn("[file.is_database]", refused, writer)
                self.assertIn(str(target), refused)
        self.assertEqual(hashlib.sha256(other.read_bytes()).hexdigest(), digest)
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_an_answer_that_does_not_fit_on_the_disk_is_told(self):
        for form in ("table", "json", "csv", "xlsx"):
            with open("/dev/full", "w") as full:
                done = subprocess.run([ACCORDCTL, "--workspace", str(SAMPLE), "--format", form, "invoice", "list"], stdout=full,
                                      stderr=subprocess.PIPE, text=True, timeout=60)
            self.assertEqual(done.returncode, 3, form)
            self.assertIn("[output.disk_full]", done.stderr)
        with open("/dev/full", "w") as full:
            self.assertEqual(subprocess.run([ACCORDCTL, "--help"], stdout=full, stderr=subprocess.PIPE, timeout=60).returncode, 3)

    @on_files
    def test_a_file_that_does_not_fit_on_the_disk_is_not_begun(self):
        faults = pathlib.Path(ACCORDCTL).parent / "libaccord_fault_injector.so"
        if not faults.exists():
            self.skipTest("built without the campaign")
        folder = scratch / "small"
        folder.mkdir()
        target = folder / "accounts.json"
        target.write_text("before")
        for at in ("1", "3"):  # the file cannot be made; what it holds does not fit
            env = {"LD_PRELOAD": str(faults.resolve()), "ACCORD_FAULT_PATH": str(folder), "ACCORD_FAULT_AT": at,
                   "ACCORD_FAULT_KIND": "enospc"}
            for writer in (["account", "export", "--out"], ["--format", "xlsx", "invoice", "list", "--out"]):
                done = ctl(*writer, target, workspace=SAMPLE, exit_code=3, env=env)
                self.assertIn("[file.disk_full]", done.stderr)
                self.assertEqual(target.read_text(), "before")
                self.assertEqual([path.name for path in folder.iterdir()], [target.name])

    @on_files
    def test_a_file_on_a_full_disk_can_be_read(self):
        folder, copy = scratch / "full", copy_of_sample("on-full-disk.accord")
        folder.mkdir()
        commands = f"""mount -t tmpfs -o size=48m none {folder} || exit 77
            cp {copy} {folder}/f.accord; cat /dev/zero > {folder}/filler 2>/dev/null
            {ACCORDCTL} --format json --read-only --workspace {folder}/f.accord account list; echo "exit $?" >&2
            {ACCORDCTL} --workspace {folder}/f.accord account list; echo "exit $?" >&2
            rm {folder}/filler; head -c 8m /dev/zero > {folder}/filler
            {ACCORDCTL} --as operator --workspace {folder}/f.accord bill run --period 2026-07; echo "exit $?" >&2"""
        done = subprocess.run(["unshare", "-rm", "sh", "-c", commands], capture_output=True, text=True, timeout=120,
                              env={**os.environ, "XDG_DATA_HOME": str(scratch / "data")})
        if done.returncode == 77 or "unshare" in done.stderr:
            self.skipTest("no file system may be mounted here")
        self.assertGreater(len(json.loads(done.stdout)), 40)
        self.assertEqual(re.findall(r"exit \d|\[storage\.\w+\]", done.stderr),
                         ["exit 0", "[storage.disk_full_to_write]", "exit 3", "[storage.no_room]", "exit 3"])

    @on_files
    def test_a_damaged_file_is_read_and_never_written(self):
        folder = scratch / "backups-of-damaged"
        folder.mkdir()
        workspace = copy_of_sample("damaged.accord")
        ctl("--as", "admin", "backup", "plan", "--folder", folder, "--keep", "3", workspace=workspace)
        backup = ctl_json("backup", "run", "--force", workspace=workspace)["file"]
        with contextlib.closing(sqlite3.connect(workspace)) as file:
            page = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'invoice_line_key'").fetchone() or \
                file.execute("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'invoice_line' AND type = 'index'").fetchone()
            size = file.execute("PRAGMA page_size").fetchone()[0]
        with open(workspace, "r+b") as file:
            file.seek((page[0] - 1) * size)
            file.write(b"\xff" * size)
        before = workspace.read_bytes()
        for act in (("bill", "run", "--period", "2026-07"), ("account", "edit", "A-0002", "--name", "Other")):
            refused = ctl("--as", "operator", *act, workspace=workspace, exit_code=1).stderr
            self.assertIn("[storage.damaged_with_backup]", refused, act)
            for named in (str(workspace), backup, str(page[0]), "workspace restore"):
                self.assertIn(named, refused)
        listed = ctl("--format", "json", "account", "list", workspace=workspace)
        self.assertGreater(len(json.loads(listed.stdout)), 40)
        self.assertIn("is damaged", listed.stderr)
        self.assertTrue(workspace.read_bytes() == before)
        ctl("workspace", "restore", backup, workspace)
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_what_an_import_or_edit_changed_stands_in_the_history(self):
        workspace = copy_of_sample("history.accord")
        exported = scratch / "history.json"
        ctl("account", "export", "--out", exported, workspace=workspace)
        document = json.loads(exported.read_text())
        document["accounts"] = [one for one in document["accounts"] if one["number"] == "A-0002"]
        before = document["accounts"][0]["invoice_email"]
        document["accounts"][0]["invoice_email"] = "new@customer.example"
        exported.write_text(json.dumps(document))
        ctl("--as", "operator", "account", "import", exported, workspace=workspace)
        ctl("--as", "operator", "account", "edit", "A-0002", "--name", "Another Name", workspace=workspace)
        edit, change = (one["body"] for one in ctl_json("--as", "controller", "audit", "list", "--record", "A-0002",
                                                        workspace=workspace)[:2])
        self.assertEqual((change["before"], change["after"]),
                         ({"invoice_email": before}, {"invoice_email": "new@customer.example"}))
        self.assertEqual(edit["after"], {"name": "Another Name"})
        self.assertEqual(list(edit["before"]), ["name"])

    def test_a_name_that_nobody_can_see_or_read_is_refused(self):
        workspace = copy_of_sample("names.accord")
        for name, error in (("", "empty"), (" \t ", "empty"), ("\u200b\u200d", "empty"), ("x" * 100_000, "long"),
                            ("red \x1b[31m", "control"), ("two\nlines", "control")):
            refused = ctl("--as", "operator", "account", "edit", "A-0002", "--name", name, workspace=workspace, exit_code=1)
            self.assertIn(f"[accounts.name_{error}]", refused.stderr)

    def test_a_file_with_characters_that_move_a_terminal_is_refused_with_their_place(self):
        workspace, file = copy_of_sample("controls.accord"), scratch / "controls.json"
        for name, control in (("red \x1b[31m", "001b"), ("C1 \x9b31m", "009b"), ("no end\x00", "0000")):
            file.write_text(json.dumps({"format": "accord.accounts/1", "accounts": [{"number": "A-1", "name": "A", "currency": "USD", "address": {"city": name}}]}))
            refused = ctl("--as", "operator", "account", "import", file, workspace=workspace, exit_code=1)
            self.assertRegex(refused.stderr, rf"accounts\[0\]\.address\.city: .* U\+{control}")
            self.assertNotRegex(refused.stderr, "[\x00-\x08\x0b-\x1f\x7f-\x9f]")

    def test_a_remark_of_a_payer_moves_no_terminal_and_stays_what_it_is(self):
        workspace, file = copy_of_sample("remark.accord"), scratch / "remark.xml"
        file.write_bytes(hostile_words.statement(7, "paid \x9b31m in full"))
        ctl("--as", "operator", "bank", "import", file, workspace=workspace)
        said = ctl("--as", "operator", "--format", "json", "bank", "entries", workspace=workspace).stdout
        self.assertNotRegex(said, "[\x00-\x08\x0b-\x1f\x7f-\x9f]")
        self.assertIn("paid \x9b31m in full", [value for entry in json.loads(said) for value in entry.values()])
        self.assertNotRegex(ctl("--as", "operator", "--format", "csv", "bank", "entries", workspace=workspace).stdout, "[\x00-\x08\x0b-\x1f\x7f-\x9f]")

    @unittest.skipUnless(sys.platform == "linux", "as Linux tells of it")
    def test_a_crash_leaves_no_customers_in_a_core_file(self):
        program = subprocess.Popen([ACCORDCTL, "workspace", "sample", scratch / "hardened.accord"], stdout=subprocess.DEVNULL,
                                   env={**os.environ, "XDG_DATA_HOME": str(scratch / "data")})
        try:
            deadline, limits = time.monotonic() + 20, ""
            while program.poll() is None and time.monotonic() < deadline and not re.search(r"core file size +0 +0", limits):
                limits = pathlib.Path(f"/proc/{program.pid}/limits").read_text()
                time.sleep(0.05)
        finally:
            program.kill()
            program.wait()
        self.assertRegex(limits, r"Max core file size +0 +0")

    @on_files
    def test_edits_behind_the_back_of_the_program_are_found(self):
        workspace = copy_of_sample("edited.accord")
        edits = {
            "payments.customer": "UPDATE payment SET account_id = (SELECT id FROM account WHERE id <> payment.account_id LIMIT 1) "
                                 "WHERE id = (SELECT min(id) FROM payment)",
            "approvals.seats": "UPDATE decision SET decided_by = 'csm' WHERE approval_id = (SELECT min(approval_id) FROM decision)",
            "approvals.amount": "UPDATE approval SET amount_minor = 1 WHERE id = (SELECT max(id) FROM approval WHERE state = 'approved')",
            "terms.digest": "UPDATE contract_version SET body = replace(body, 'USD', 'EUR') WHERE rowid = 1",
            "ledger.dated": "UPDATE ledger_entry SET dated = '2020-01-01' WHERE id = (SELECT min(id) FROM ledger_entry "
                            "WHERE kind = 'invoice')",
            "invoice.company_total": "UPDATE invoice SET company_total_minor = 1 WHERE id = (SELECT max(id) FROM invoice "
                                     "WHERE currency = 'USD')",
            "usage.counted": "UPDATE usage_daily SET events = events + 1 WHERE import_sequence = 1",
        }
        tamper(workspace, edits.values())
        told = ctl("--as", "controller", "workspace", "verify", workspace=workspace, exit_code=1).stderr
        self.assertEqual([name for name in edits if f"{name} does not hold" not in told], [])

    @on_files
    def test_a_price_book_or_policy_that_was_edited_is_named(self):
        workspace = copy_of_sample("terms.accord")
        tamper(workspace, ["UPDATE price_book SET body = replace(body, 'USD', 'EUR')",
                           "UPDATE approval_policy SET body = replace(body, '5000', '9000')"])
        told = ctl("--as", "controller", "workspace", "verify", workspace=workspace, exit_code=1).stderr
        self.assertIn("terms.digest does not hold: price book 1", told)

    @on_files
    def test_a_chain_that_was_cut_contradicts_the_seals_of_the_documents(self):
        workspace = copy_of_sample("cut.accord")
        self.assertIn("The chain is sound", ctl("--as", "controller", "audit", "verify", workspace=workspace).stdout)
        tamper(workspace, ["DELETE FROM audit_record WHERE sequence > 300"])
        told = ctl_json("--as", "controller", "audit", "verify", workspace=workspace, exit_code=1)
        self.assertFalse(told["sound"])
        self.assertEqual({fault["fault"] for fault in told["faults"]}, {"truncated"})

    @on_files
    def test_files_of_others_are_left_as_they_are(self):
        for name, content in (("empty.accord", b""), ("words.txt", b"root:x:0:0\n" * 200)):
            path = scratch / name
            path.write_bytes(content)
            refused = ctl("account", "list", workspace=path, exit_code=1).stderr
            self.assertIn("[storage.not_a_workspace]", refused)
            self.assertIn(str(path), refused)
            self.assertEqual(path.read_bytes(), content)

    @on_files
    def test_a_sample_that_was_killed_is_no_company(self):
        target = scratch / "killed-sample.accord"
        program = subprocess.Popen([ACCORDCTL, "workspace", "sample", target], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not list(scratch.glob("killed-sample.accord*")) and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.5)
        program.kill()
        program.wait()
        self.assertFalse(target.exists())
        ctl("workspace", "sample", target)
        self.assertEqual(ctl_json("account", "list", workspace=target), ctl_json("account", "list", workspace=SAMPLE))

    @on_files
    def test_a_company_whose_making_was_killed_can_be_made_again(self):
        faults = pathlib.Path(ACCORDCTL).parent / "libaccord_fault_injector.so"
        if not faults.exists():
            self.skipTest("built without the campaign")
        target = scratch / "killed-create.accord"
        for at in ("2", "20", "60"):
            killed = ctl("workspace", "create", target, exit_code=-signal.SIGKILL,
                         env={"LD_PRELOAD": str(faults.resolve()), "ACCORD_FAULT_PATH": target.name, "ACCORD_FAULT_AT": at,
                              "ACCORD_FAULT_KIND": "kill"})
            self.assertEqual((killed.stdout, target.exists()), ("", False))
        ctl("workspace", "create", target)
        self.assertTrue(ctl_json("workspace", "verify", workspace=target)["holds"])

    @on_files
    def test_making_the_sample_again_keeps_what_was_there(self):
        workspace = scratch / "forced.accord"
        ctl("workspace", "create", workspace, "--company", "Somebody Else")
        said = ctl("workspace", "sample", workspace, "--force").stdout
        kept = workspace.with_name("forced.accord.replaced-1")
        self.assertIn(str(kept), said)
        self.assertEqual([one["name"] for one in ctl_json("company", "list", workspace=kept)], ["Somebody Else"])

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
        ctl("--as", "controller", "price-book", "import", book, workspace=workspace)
        empty = place("empty.accord")
        ctl("workspace", "create", empty)
        self.assertIn("no issuing company", ctl("account", "import", accounts, workspace=empty, exit_code=1).stderr)
        for company in ctl_json("company", "list", workspace=workspace):
            if company["code"] != "MAIN":
                ctl("company", "add", company["code"], "--name", company["name"], "--currency", company["currency"], "--country",
                    company["country"], workspace=empty)
        self.assertEqual(ctl_json("account", "import", accounts, workspace=empty)["added"], count["unchanged"])

    def test_amends_a_contract_after_showing_the_next_invoices(self):
        workspace = copy_of_sample("amended.accord")
        shown = ctl_json("contract", "show", "NH-MSA-2025", workspace=workspace)
        item = next(i for i in shown["items"] if i["kind"] == "recurring" and i["price"]["model"] == "per_unit")
        amend = ("contract", "amend", "NH-MSA-2025", "--from", "2026-05-01", "--reason", "Another price",
                 "--set", f"{item['key']}.price={Decimal(item['price']['unit_price']) + Decimal('0.1')}")
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
        # In force again from 1 November: nothing of the days between is billed.
        again = ("contract", "amend", "NH-MSA-2025", "--from", "2026-11-01", "--reactivate-to", "2027-10-31", "--reason", "Back")
        preview = ctl_json(*again, "--preview", "--months", "1", workspace=workspace)["invoices"]
        self.assertEqual(preview[0]["period"][:7], "2026-11")
        self.assertEqual(Decimal(preview[0]["net_before"]), 0)
        self.assertGreater(Decimal(preview[0]["net_after"]), 0)
        self.assertEqual(ctl_json(*again, workspace=workspace)["version"], 4)
        back = ctl_json("contract", "show", "NH-MSA-2025", workspace=workspace)
        self.assertEqual((back["end"], back["terms"]["gaps"]), ("2027-11-01", [{"start": "2026-09-15", "end": "2026-11-01"}]))
        far = ctl("contract", "amend", "NH-MSA-2025", "--from", "2026-12-01", "--renew-to", "9999-12-31", "--reason", "x",
                  workspace=workspace, exit_code=1).stderr
        self.assertIn("date.range", far)
        self.assertNotIn("is no day", far)

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

    def killed_when(self, arguments, database, question):
        """Runs the program and kills it as soon as the database answers the question with something."""
        process = subprocess.Popen([ACCORDCTL, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not sql(database, question).strip():
            time.sleep(0.01)
        process.kill()
        self.assertEqual(process.wait(), -signal.SIGKILL, "it was done before it could be killed")
        while sql("postgres", f"SELECT 1 FROM pg_stat_activity WHERE datname = '{database}'").strip():
            time.sleep(0.05)

    def test_what_a_killed_program_left_unfinished_is_named_and_made_anew(self):
        file = scratch / "whole.accord"
        ctl("workspace", "copy", SAMPLE, file)
        for told, arguments in {"copy": ["workspace", "copy", file], "sample": ["workspace", "sample"]}.items():
            with self.subTest(told):
                url = place(f"killed {told}")
                database = f"killed_{told}"
                # The tables are there then, the company is not.
                self.killed_when([*arguments, url], database, "SELECT 1 FROM pg_tables WHERE schemaname = 'acc' AND tablename = 'invoice'")
                refused = ctl("account", "list", workspace=url, exit_code=None)
                self.assertIn("storage.unfinished", refused.stderr)
                self.assertRegex(refused.stderr, r"process \d+ on ")
                ctl(*arguments, url)
                self.assertEqual(ctl("account", "list", workspace=url).stdout, ctl("account", "list", workspace=SAMPLE).stdout)
                self.assertIn("storage.workspace_exists", ctl(*arguments, url, exit_code=None).stderr)

    def test_two_programs_do_not_make_a_company_in_one_database(self):
        url = place("made twice")
        first = subprocess.Popen([ACCORDCTL, "workspace", "sample", url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not sql("made_twice", "SELECT 1 FROM pg_tables WHERE schemaname = 'acc' AND tablename = 'invoice'").strip():
            time.sleep(0.01)
        self.assertIn("storage.being_made", ctl("workspace", "sample", url, exit_code=None).stderr)
        self.assertEqual(first.wait(), 0)
        self.assertTrue(ctl_json("workspace", "verify", workspace=url)["holds"])

    def test_a_killed_copy_to_a_file_leaves_none(self):
        target = scratch / "half.accord"
        process = subprocess.Popen([ACCORDCTL, "workspace", "copy", SAMPLE, str(target)], stdout=subprocess.DEVNULL)
        while not list(scratch.glob("half.accord.partial-*")):
            time.sleep(0.01)
        process.kill()
        self.assertEqual(process.wait(), -signal.SIGKILL)
        self.assertFalse(target.exists())
        ctl("workspace", "copy", SAMPLE, target)
        self.assertTrue(ctl_json("workspace", "verify", workspace=target)["holds"])

    def test_a_backup_is_a_file_that_verifies(self):
        backup = scratch / "team.backup.accord"
        ctl("workspace", "backup", backup, workspace=SAMPLE)
        self.assertTrue(ctl_json("workspace", "verify", workspace=backup)["holds"])
        refused = ctl("workspace", "restore", backup, SAMPLE, exit_code=None)
        self.assertIn("storage.workspace_exists", refused.stderr)

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


class TheWorkers(unittest.TestCase):
    def test_they_share_a_run(self):
        alone, shared = copy_of_sample("alone.accord"), copy_of_sample("shared.accord")
        ctl("--as", "operator", "bill", "run", "--period", "2026-06", workspace=alone)
        opened = ctl_json("--as", "operator", "bill", "run", "--period", "2026-06", "--share", "--batch", "4", workspace=shared)
        self.assertEqual(opened["state"], "running")
        self.assertGreater(opened["batches"], 3)
        self.assertIn("billing.run_is_shared", ctl("--as", "operator", "bill", "run", "--period", "2026-06", workspace=shared,
                                                   exit_code=1).stderr)
        self.assertIn("permission.role_missing", ctl("--as", "rep", "bill", "run", "--period", "2026-06", "--share",
                                                     workspace=shared, exit_code=1).stderr)
        workers = [subprocess.Popen([ACCORDCTL, "--workspace", str(shared), "--as", "worker", "--format", "json", "worker", "--once"],
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
        told = [json.loads(worker.communicate(timeout=300)[0]) for worker in workers]
        self.assertEqual(sum(one["batches"] for one in told), opened["batches"])
        self.assertEqual(sum(one["lost"] + one["failed"] for one in told), 0)
        (state,) = ctl_json("worker", "status", workspace=shared)
        self.assertEqual((state["kind"], state["subject"], state["done"]), ("bill_run", "2026-06", opened["batches"]))
        self.assertEqual((state["waiting"], state["taken"], state["failed"]), (0, 0, 0))
        self.assertEqual(content(shared, "2026-06"), content(alone, "2026-06"))
        ctl("workspace", "verify", workspace=shared)

    def test_they_write_exports_and_import_files(self):
        workspace = copy_of_sample("errands.accord")
        folder = scratch / "errands"
        folder.mkdir()
        ctl("--as", "controller", "export", "schedule", "Bills", "--what", "invoices", "--format", "csv", "--folder", folder,
            "--from", "2026-04-01", workspace=workspace)
        self.assertEqual(ctl_json("--as", "controller", "export", "due", "--share", workspace=workspace)["batches"], 2)
        usage = folder / "more usage.csv"
        usage.write_text("event_id,timestamp,meter,account,quantity\nw1,2026-06-01T10:00:00Z,api_calls,A-0001,7\n")
        ctl("--as", "operator", "usage", "import", usage, "--source", "errand", "--share", workspace=workspace)
        ctl("--as", "worker", "worker", "--once", "--kinds", "export", workspace=workspace)
        self.assertEqual(len(list(folder.glob("Bills*.csv"))), 2)
        waiting = {row["kind"]: row["waiting"] for row in ctl_json("worker", "status", workspace=workspace)}
        self.assertEqual(waiting, {"export": 0, "usage_import": 1})
        ctl("--as", "worker", "worker", "--once", workspace=workspace)
        self.assertEqual([row["file"] for row in ctl_json("usage", "list", workspace=workspace) if row["source"] == "errand"],
                         ["more usage.csv"])

    def test_bad_words_are_named(self):
        self.assertIn("work.kind_unknown", ctl("worker", "--once", "--kinds", "dance", workspace=SAMPLE, exit_code=1).stderr)
        self.assertIn("usage.option_number", ctl("worker", "--once", "--lease", "x", workspace=SAMPLE, exit_code=2).stderr)
        self.assertIn("usage.option_share_issue", ctl("bill", "run", "--period", "2026-06", "--share", "--issue", workspace=SAMPLE,
                                                      exit_code=2).stderr)


class TheServers(unittest.TestCase):
    def test_a_name_opens_the_database(self):
        env = {"XDG_CONFIG_HOME": str(scratch / "settings")}
        address = str(SAMPLE) if ON_SERVER else "postgresql://ann@db.example/accord"
        ctl("server", "add", "team", address, env=env)
        self.assertEqual(ctl_json("server", "list", env=env), [{"server": "team", "address": address}])
        self.assertIn("storage.password_in_url", ctl("server", "add", "other", "postgresql://ann:secret@db.example/accord", env=env,
                                                     exit_code=1).stderr)
        if ON_SERVER:
            self.assertEqual(ctl_json("account", "list", workspace="team", env=env), ctl_json("account", "list", workspace=SAMPLE))
            ctl("account", "list", workspace="team", exit_code=1)  # without the settings it is a file that is not there
        ctl("server", "remove", "team", env=env)
        self.assertEqual(ctl_json("server", "list", env=env), [])
        self.assertIn("servers.unknown", ctl("server", "remove", "team", env=env, exit_code=1).stderr)


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

    def test_a_contract_that_the_policy_asks_about_waits(self):
        workspace = copy_of_sample("activation.accord")
        policy = ctl_json("approval", "policy", "export", workspace=workspace)
        policy["rules"].append({"name": "Contracts", "kind": "contract", "steps": [{"mode": "any", "roles": ["approver"]}]})
        path = self.write("asks.json", policy)
        ctl("--as", "admin", "approval", "policy", "propose", path, workspace=workspace)
        ctl("--as", "controller", "approval", "policy", "publish", path, workspace=workspace)
        deal = self.write("deal.json", {**self.CONTRACT, "number": "FX-2"})
        count = ctl_json("--as", "operator", "contract", "import", deal, workspace=workspace)
        self.assertEqual((count["added"], count["waiting"]), (0, 1))
        ctl("contract", "show", "FX-2", workspace=workspace, exit_code=1)
        shown = ctl_json("--as", "approver", "approval", "show", count["approval"], workspace=workspace)
        self.assertEqual((shown["kind"], shown["contract"]["number"], shown["contract"]["holds"]), ("contract", "FX-2", False))
        self.assertTrue(shown["contract"]["changes"])
        ctl("--as", "approver", "approval", "reject", count["approval"], "--reason", "Too cheap", workspace=workspace)
        waiting = ctl_json("contract", "waiting", workspace=workspace)
        self.assertEqual([(row["number"], row["version"], row["state"], row["reason"]) for row in waiting], [("FX-2", 1, "rejected", "Too cheap")])
        again = ctl_json("--as", "operator", "contract", "import", deal, workspace=workspace)
        ctl("--as", "approver", "approval", "approve", again["approval"], workspace=workspace)
        self.assertEqual(ctl_json("contract", "show", "FX-2", workspace=workspace)["version"], 1)
        self.assertEqual(ctl_json("contract", "waiting", workspace=workspace), [])
        asked = ("approval", "request", "contract", "--amount", "1.00", "--currency", "USD", "--title", "x", "--reason", "x")
        self.assertIn("approvals.kind_by_contract", ctl("--as", "operator", *asked, workspace=workspace, exit_code=1).stderr)
        offer = ("approval", "request", "proposal", "--amount", "9000.00", "--title", "Offer", "--reason", "x", "--net-days")
        self.assertIn("approvals.change_days", ctl("--as", "operator", *offer, "soon", workspace=workspace, exit_code=1).stderr)
        self.assertEqual(ctl_json("--as", "operator", *offer, "30", "--discount", "20", workspace=workspace)["state"], "not_needed")
        asks = ctl_json("--as", "operator", *offer, "30", "--discount", "20.5", workspace=workspace)
        self.assertEqual((asks["kind"], asks["state"]), ("proposal", "pending"))
        simulated = ctl_json("approval", "policy", "simulate", self.write("asks.json", policy), workspace=workspace)
        self.assertIn("proposal", json.dumps(simulated))
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

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
        kept = ("consumed", "valid_from", "expires_on", "scope")
        self.assertEqual([changed[key] for key in kept], [order[key] for key in kept])
        ctl("purchase-order", "save", "ENT-2024-001", "--account", order["account"], "--until", "2027-03-31", workspace=workspace)
        later = ctl_json("purchase-order", "show", "ENT-2024-001", workspace=workspace)["orders"][0]
        self.assertEqual((later["amount"], later["expires_on"]), ("90000.00", "2027-03-31"))
        ctl("purchase-order", "save", "ENT-2024-001", "--account", order["account"], "--until", "none", workspace=workspace)
        self.assertFalse(ctl_json("purchase-order", "show", "ENT-2024-001", workspace=workspace)["orders"][0]["expires_on"])
        ctl("purchase-order", "save", "PO-77", "--account", order["account"], workspace=workspace, exit_code=2)
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

    def test_locations_are_added_and_closed_by_amendments(self):
        workspace = copy_of_sample("locations.accord")
        number = "NH-MSA-2025"
        amend = ("contract", "amend", number, "--reason", "Shops")
        shown = ctl_json("contract", "show", number, workspace=workspace)
        payer = f"(SELECT account_id FROM contract WHERE number = '{number}')"
        code = first_value(f"SELECT code FROM location WHERE account_id IN (SELECT id FROM account WHERE id = {payer} OR payer_id = {payer}) "
                           "ORDER BY code LIMIT 1", workspace)
        refused = ctl(*amend, "--from", "2026-07-16", "--add-location", code, workspace=workspace, exit_code=1)
        self.assertIn(f"serves location {code} on 2026-07-16 already", refused.stderr)
        refused = ctl(*amend, "--from", "2026-07-16", "--close-location", "NOWHERE", workspace=workspace, exit_code=1)
        self.assertIn("NOWHERE", refused.stderr)
        preview = ctl_json(*amend, "--from", "2026-07-16", "--close-location", code, "--preview", "--months", "2",
                           workspace=workspace)
        self.assertLess(Decimal(preview["invoices"][1]["difference"]), Decimal(preview["invoices"][0]["difference"]))
        closed = ctl_json(*amend, "--from", "2026-07-16", "--close-location", code, workspace=workspace)
        self.assertEqual(closed["version"], shown["version"] + 1)
        again = ctl_json(*amend, "--from", "2026-09-01", "--add-location", code, workspace=workspace)
        self.assertEqual(again["version"], shown["version"] + 2)
        self.assertEqual(ctl_json("contract", "show", number, workspace=workspace)["location_services"],
                         [{"location": code, "end": "2026-07-16"}, {"location": code, "start": "2026-09-01"}])

    def test_another_price_for_every_contract_is_told_in_time(self):
        workspace = copy_of_sample("announced.accord")
        change = ("contract", "change-price", "--item", "platform", "--percent", "3", "--from", "2026-09-16",
                  "--reason", "Price list 2027", "--contracts", "MC-2025-0402")
        before = ctl_json("contract", "show", "MC-2025-0402", workspace=workspace)
        price = Decimal(before["items"][0]["price"]["unit_price"])
        row = ctl_json(*change, "--preview", workspace=workspace)[0]
        # 15 of 30 days of September are left; both prices are rounded by themselves.
        half = lambda amount: (amount / 2).quantize(Decimal("0.01"), ROUND_HALF_UP)
        dearer = (price * Decimal("1.03")).quantize(Decimal("0.01"), ROUND_HALF_UP)
        self.assertEqual((Decimal(row["credit"]), Decimal(row["charge"])), (-half(price), half(dearer)))
        self.assertEqual(ctl_json("contract", "show", "MC-2025-0402", workspace=workspace)["version"], before["version"])
        ctl("contract", "amend", "MC-2025-0402", "--from", "2026-07-01", "--reason", "x", "--set", "platform.price=1",
            "--set", "platform.price=2", "--preview", workspace=workspace)
        path = scratch / "notice.json"
        ctl("contract", "export", "MC-2025-0402", "--out", path, workspace=workspace)
        document = json.loads(path.read_text())
        document["terms"]["price_notice_days"] = 90
        path.write_text(json.dumps(document))
        ctl("contract", "import", path, workspace=workspace)
        refused = ctl(*change, workspace=workspace, exit_code=1)
        self.assertIn("90 days of notice", refused.stderr)
        self.assertIn("2026-09-28", refused.stderr)
        # An amendment of the price alone is told, not refused.
        amend = ("contract", "amend", "MC-2025-0402", "--from", "2026-08-01", "--reason", "Dearer", "--set", f"platform.price={price + 1}", "--preview")
        finding = ctl_json(*amend, workspace=workspace)["findings"][0]
        self.assertEqual(finding["id"], "contracts.price_without_notice")
        self.assertIn("90 days of notice: from 2026-09-28 on", finding["message"])
        cheaper = (*amend[:-2], f"platform.price={price - 1}", "--preview")
        self.assertNotIn("findings", ctl_json(*cheaper, workspace=workspace))
        change = (*change[:7], "2026-10-01", *change[8:])
        saved = ctl_json(*change, workspace=workspace)[0]
        self.assertEqual((saved["contract"], saved["effective_from"]), ("MC-2025-0402", "2026-10-01"))

    def test_coupons_are_published_taken_up_and_ended(self):
        workspace = copy_of_sample("coupons.accord")
        added = ctl_json("--as", "controller", "coupon", "add", "AUTUMN-26", "--percent", "25", "--from", "2026-06-01",
                         "--months", "2", "--uses", "1", workspace=workspace)
        self.assertEqual((added["percent"], added["used"], added["uses"]), ("25", 0, 1))
        contract = scratch / "couponed.json"
        ctl("contract", "export", "MC-2025-0402", "--out", contract, workspace=workspace)
        plain = ctl_json("quote", "--contract", contract, "--period", "2026-07")
        cheaper = ctl_json("quote", "--contract", contract, "--period", "2026-07", "--coupon", "AUTUMN-26",
                           workspace=workspace)
        self.assertEqual(Decimal(cheaper["subtotal"]), (Decimal(plain["subtotal"]) * Decimal("0.75")).quantize(Decimal("0.01")))
        ctl("quote", "--contract", contract, "--period", "2026-07", "--coupon", "NOBODY", workspace=workspace, exit_code=1)
        ctl("--as", "controller", "coupon", "add", "AUTUMN-26", "--percent", "25", workspace=workspace, exit_code=1)
        ctl("--as", "controller", "coupon", "add", "BOTH", "--percent", "25", "--amount", "5.00", workspace=workspace, exit_code=1)
        ctl("--as", "controller", "coupon", "end", "AUTUMN-26", "--last", "2026-05-01", workspace=workspace, exit_code=1)
        ended = ctl_json("--as", "controller", "coupon", "end", "AUTUMN-26", "--last", "2026-06-29", workspace=workspace)
        self.assertEqual(ended["valid_to"], "2026-06-30")
        ctl("contract", "amend", "MC-2025-0402", "--from", "2026-07-01", "--reason", "Coupon", "--coupon", "AUTUMN-26",
            workspace=workspace, exit_code=1)

    def test_a_contract_between_two_terms_says_so(self):
        workspace = copy_of_sample("between.accord")
        amend = ("contract", "amend", "MC-2025-0402", "--reason", "Break")
        ctl(*amend, "--cancel", "2026-06-11", workspace=workspace)
        state = lambda: next(r for r in ctl_json("contract", "list", workspace=workspace) if r["number"] == "MC-2025-0402")
        self.assertEqual((state()["in_force"], state()["state"]), (False, "ended"))
        ctl(*amend, "--from", "2026-09-01", "--reactivate-to", "2027-08-31", workspace=workspace)
        self.assertEqual((state()["in_force"], state()["state"]), (False, "between terms until 2026-09-01"))

    def test_an_early_renewal_blends_the_price(self):
        workspace = copy_of_sample("blended.accord")
        shown = ctl_json("contract", "show", "MC-2025-0402", workspace=workspace)
        item = next(i for i in shown["items"] if i["kind"] == "recurring")
        present, first = Decimal(item["price"]["unit_price"]), date(2026, 7, 1)
        end = date.fromisoformat(shown["end"])
        renewed = date(end.year + 2, end.month, end.day)
        ctl("contract", "amend", "MC-2025-0402", "--from", "2026-07-01", "--reason", "Early renewal",
            "--blend-and-extend", f"{item['key']}=2000.00", workspace=workspace, exit_code=2)
        ctl("contract", "amend", "MC-2025-0402", "--from", "2026-07-01", "--reason", "Early renewal",
            "--blend-and-extend", f"{item['key']}=2000.00", "--renew-to", renewed - timedelta(days=1),
            workspace=workspace)
        after = ctl_json("contract", "show", "MC-2025-0402", workspace=workspace)
        old_days, new_days = (end - first).days, (renewed - end).days
        exact = (present * old_days + 2000 * new_days) / (old_days + new_days)
        step = next(i for i in after["items"] if i["key"] == item["key"])["ramp"][-1]
        self.assertEqual(after["end"], renewed.isoformat())
        self.assertEqual((step["from"], Decimal(step["price"]["unit_price"])),
                         ("2026-07-01", exact.quantize(Decimal("0.01"), ROUND_HALF_UP)))

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
    def agree(self, w, person="approver"):
        """The person whom the policy of the sample asks about a credit note agrees to the one that waits."""
        asked = next(row for row in ctl_json("approval", "list", workspace=w) if row["kind"] == "credit_note")
        ctl("--as", person, "approval", "approve", asked["id"], workspace=w)

    def test_a_credit_note_from_the_request_to_the_document(self):
        workspace = copy_of_sample("credited.accord")
        number = worked_invoice()["number"]
        credit = ("invoice", "credit", number, "--line", "2", "--line", "3", "--amount", "1000.00", "--reason", "Outage in January")
        dry = ctl_json(*credit, "--dry-run", workspace=workspace)
        self.assertEqual((dry["net"], dry["tax"], dry["total"]), ("1000.00", "80.00", "1080.00"))
        self.assertEqual(Decimal(dry["open_before"]) - Decimal(dry["open_after"]), Decimal("1080.00"))
        self.assertEqual(ctl_json("credit-note", "list", workspace=workspace), [])
        asked = ctl_json(*credit, workspace=workspace)
        self.assertEqual((asked["status"], asked["total"], asked["number"]), ("in_approval", "1080.00", None))
        self.assertIn("billing.credit_not_approved", ctl("credit-note", "issue", asked["id"], workspace=workspace, exit_code=1).stderr)
        self.agree(workspace)
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
        self.agree(workspace)
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
        self.assertEqual((done["total"], done["status"]), (shown["total"], "in_approval"))
        self.assertEqual(ctl_json(*correct, workspace=workspace), done)
        self.agree(workspace)
        done = ctl_json("credit-note", "issue", done["id"], workspace=workspace)
        self.assertEqual(done["status"], "issued")
        self.assertEqual(len(done["corrected"]), 1)
        draft = ctl_json("invoice", "show", done["corrected"][0]["id"], workspace=workspace)
        self.assertEqual([line["description"] for line in draft["lines"]], [line["description"] for line in shown["lines"]])
        self.assertTrue(ctl_json("workspace", "verify", workspace=workspace)["holds"])

    def test_a_void_invoice_keeps_its_number(self):
        w = copy_of_sample("void.accord")
        row = next(r for r in ctl_json("invoice", "list", "--status", "issued", workspace=w))
        self.assertIn("billing.credit_reason", ctl("invoice", "void", row["number"], workspace=w, exit_code=1).stderr)
        note = ctl_json("invoice", "void", row["number"], "--reason", "Billed to the wrong company", workspace=w)
        if note["status"] != "issued":
            self.agree(w)
            ctl("credit-note", "issue", note["id"], workspace=w)
        after = ctl_json("invoice", "show", row["number"], workspace=w)
        self.assertEqual((after["number"], after["status"]), (row["number"], "void"))
        listed = ctl_json("invoice", "list", "--status", "void", workspace=w)
        self.assertEqual([r["number"] for r in listed], [row["number"]])
        self.assertNotIn(row["number"], [r["number"] for r in ctl_json("invoice", "list", "--status", "credited", workspace=w)])
        statements = ctl_json("account", "statement", row["account_id"], workspace=w)["statements"]
        self.assertIn((row["number"], "void"), [(v["invoice"], v["status"]) for s in statements for v in s["voided"]])
        ctl("workspace", "verify", workspace=w)

    def test_a_customer_pays_in_one_way_and_a_card_by_reference(self):
        w = copy_of_sample("method.accord")
        self.assertIsNone(ctl_json("account", "billing", "A-0005", workspace=w)["payment_method"])
        self.assertEqual(ctl_json("account", "billing", "A-0005", "--method", "card", "--card", "4242", workspace=w)["card_reference"], "4242")
        self.assertIn("payments.card_number", ctl("account", "billing", "A-0005", "--card", "4111111111111111", workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("account", "billing", "A-0005", "--method", "cheque", workspace=w)["payment_method"], "cheque")
        self.assertIsNone(ctl_json("account", "billing", "A-0005", "--method", "none", workspace=w)["payment_method"])

    def test_a_draft_is_dated_anew_and_agreed_to_again(self):
        w = copy_of_sample("redated.accord")
        waiting = ctl_json("invoice", "list", "--status", "in_approval", workspace=w)
        draft = next(row for row in waiting if [other["account"] for other in waiting].count(row["account"]) == 1)

        def request():
            return next(row for row in ctl_json("approval", "list", workspace=w)
                        if row["kind"] == "invoice" and row["account"] == draft["account"])

        asked = request()
        ctl("--as", "approver", "approval", "approve", asked["id"], workspace=w)
        early = ctl("invoice", "redate", draft["id"], "--to", "2026-01-05", workspace=w, exit_code=1).stderr
        self.assertIn("billing.redate_early", early)
        self.assertRegex(early, r"earliest=2026-0[56]-\d\d")
        self.assertIn("date.malformed", ctl("invoice", "redate", draft["id"], "--to", "soon", workspace=w, exit_code=None).stderr)
        self.assertIn("permission.role_missing",
                      ctl("--as", "approver", "invoice", "redate", draft["id"], "--to", "2026-06-30", workspace=w, exit_code=1).stderr)
        dated = ctl_json("invoice", "redate", draft["id"], "--to", "2026-06-30", workspace=w)
        before = ctl_json("invoice", "show", draft["id"], workspace=w)
        self.assertEqual((dated["issue_date"], dated["state"]), ("2026-06-30", "in_approval"))
        self.assertGreater(dated["due_date"], dated["issue_date"])
        self.assertEqual(before["total"], draft["total"])
        self.assertIn("billing.not_approved", ctl("invoice", "issue", draft["id"], workspace=w, exit_code=1).stderr)
        again = request()
        self.assertNotEqual(again["id"], asked["id"])
        ctl("--as", "approver", "approval", "approve", again["id"], workspace=w)
        number = ctl_json("invoice", "issue", draft["id"], workspace=w)[0]["number"]
        self.assertIn("billing.invoice_immutable", ctl("invoice", "redate", number, "--to", "2026-07-01", workspace=w, exit_code=1).stderr)

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


class TheBillingDesk(unittest.TestCase):
    """Money before delivery, credit limits and payment codes."""

    CONTRACT = {
        "format": "accord.contract/1", "number": "PRE-9", "account": "A-0001", "currency": "USD",
        "start": "2026-06-01", "end": "2027-06-01", "items": [
            {"key": "fee", "description": "Platform", "price": {"model": "flat", "amount": "1000.00"}},
            {"key": "design", "kind": "one_time", "description": "Design", "start": "2026-06-15",
             "price": {"model": "flat", "amount": "5000.00"}}]}

    def prepared(self, name):
        w = copy_of_sample(name)
        path = scratch / "prepaid.json"
        path.write_text(json.dumps(self.CONTRACT))
        ctl("contract", "import", path, workspace=w)
        return w

    def approved(self, w, invoice):
        if invoice["status"] == "in_approval":
            ctl("--as", "approver", "approval", "approve", invoice["id"], workspace=w)

    def test_a_prepayment_is_asked_for_issued_deducted_and_verified(self):
        w = self.prepared("prepayment.accord")
        shown = ctl_json("invoice", "prepayment", "PRE-9", "--item", "design", "--percent", "30", "--dry-run", workspace=w)
        self.assertEqual((shown["value"], shown["net"]), ("5000.00", "1500.00"))
        command = str(uuid.uuid4())
        asked = ctl_json("invoice", "prepayment", "PRE-9", "--item", "design", "--percent", "30", "--command-id", command, workspace=w)
        again = ctl_json("invoice", "prepayment", "PRE-9", "--item", "design", "--percent", "30", "--command-id", command, workspace=w)
        self.assertEqual(asked["id"], again["id"])
        self.approved(w, asked)
        issued = ctl_json("invoice", "issue", asked["id"], workspace=w)[0]
        self.assertIn("Prepayment for", ctl("invoice", "explain", issued["number"], workspace=w).stdout.replace("of 30 % ", ""))
        ctl("invoice", "pdf", issued["number"], "--out", scratch / "prepayment.pdf", workspace=w)
        ctl("bill", "run", "--period", "2026-06", workspace=w)
        drafts = [row for row in ctl_json("invoice", "list", "--account", "A-0001", "--period", "2026-06", workspace=w)
                  if row["number"] is None]
        lines = [line for row in drafts for line in ctl_json("invoice", "show", row["id"], workspace=w)["lines"]]
        deductions = [line for line in lines if line["kind"] == "deduction"]
        self.assertEqual([line["net"] for line in deductions], ["-1500.00"])
        self.assertIn(issued["number"], deductions[0]["description"])
        row = ctl_json("invoice", "prepayments", "A-0001", workspace=w)[0]
        self.assertEqual((row["net"], row["deducted"], row["left"]), ("1500.00", "1500.00", "0.00"))
        self.assertIn("billing.prepayment_deducted",
                      ctl("invoice", "credit", issued["number"], "--reason", "Cancelled", workspace=w, exit_code=1).stderr)
        self.assertTrue(ctl_json("workspace", "verify", workspace=w)["holds"])

    def tiny(self, name):
        w = copy_of_sample(name)
        path = scratch / "tiny.json"
        path.write_text(json.dumps({
            "format": "accord.contract/1", "number": "TINY-9", "account": "A-0001", "currency": "USD",
            "start": "2026-04-01", "end": "2027-04-01", "terms": {"consolidated": False},
            "items": [{"key": "line", "description": "Line", "price": {"model": "flat", "amount": "4.00"}}]}))
        ctl("contract", "import", path, workspace=w)
        return w

    def test_a_bill_below_the_minimum_is_carried_forward_once(self):
        w = self.tiny("minimum.accord")
        self.assertIn("billing.minimum_invoice",
                      ctl("account", "billing", "A-0001", "--minimum", "0", workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("account", "billing", "A-0001", "--minimum", "7.50", workspace=w)["minimum_invoice"], "7.50")
        for _ in range(2):
            run = ctl_json("bill", "run", "--period", "2026-04", workspace=w)
            self.assertEqual((run["created"], run["carried"]), (0, 1))
            self.assertEqual([c["contract"] for c in run["carried_forward"]], ["TINY-9"])
            carried = next(e for e in run["exceptions"] if e["id"] == "billing.carried_forward")
            self.assertIn("7.50", carried["message"])
        waiting = ctl_json("bill", "carried", workspace=w)
        self.assertEqual([(c["contract"], c["since"], c["minimum"]) for c in waiting], [("TINY-9", "2026-04-01", "7.50")])
        run = ctl_json("bill", "run", "--period", "2026-05", workspace=w)
        self.assertEqual(run["created"], 1)
        again = ctl_json("bill", "run", "--period", "2026-05", workspace=w)
        self.assertEqual((again["created"], again["carried"]), (0, 0))
        made = next(i for i in again["invoices"] if i["number"] is None)
        shown = ctl_json("invoice", "show", made["id"], workspace=w)
        self.assertEqual([line["period"]["start"] for line in shown["lines"]], ["2026-04-01", "2026-05-01"])
        self.assertIn("Carried forward to this invoice", ctl("invoice", "explain", made["id"], workspace=w).stdout)
        self.assertEqual(ctl_json("bill", "carried", workspace=w), [])
        self.assertTrue(ctl_json("workspace", "verify", workspace=w)["holds"])

    def test_a_person_bills_what_is_carried_forward(self):
        w = self.tiny("carried.accord")
        ctl("account", "billing", "A-0001", "--minimum", "50", workspace=w)
        ctl("bill", "run", "--period", "2026-04", workspace=w)
        command = str(uuid.uuid4())
        made = ctl_json("bill", "carried", "--bill", "A-0001", "--command-id", command, workspace=w)
        self.assertEqual(len(made), 1)
        again = ctl_json("bill", "carried", "--bill", "A-0001", "--period", "2026-04", "--command-id", command, workspace=w)
        self.assertEqual([i["id"] for i in again], [i["id"] for i in made])
        self.assertIn("billing.nothing_carried",
                      ctl("bill", "carried", "--bill", "A-0001", "--period", "2026-04", workspace=w, exit_code=1).stderr)
        self.assertIsNone(ctl_json("account", "billing", "A-0001", "--minimum", "none", workspace=w)["minimum_invoice"])

    def test_each_recipient_of_a_document_is_told_apart(self):
        w = self.prepared("recipients.accord")
        account = "A-0001"
        row = ctl_json("invoice", "prepayment", "PRE-9", "--amount", "100", workspace=w)
        self.approved(w, row)
        self.assertIn("delivery.recipient_kinds",
                      ctl("account", "billing", account, "--add-recipient", "a@b.example", "--kinds", "letter", workspace=w, exit_code=1).stderr)
        ctl("account", "billing", account, "--add-recipient", "ap@buyer.example", workspace=w)
        after = ctl_json("account", "billing", account, "--add-recipient", "audit@buyer.example", "--role", "copy",
                         "--kinds", "invoice", workspace=w)
        self.assertEqual([(r["role"], r["address"]) for r in after["recipients"]],
                         [("to", "ap@buyer.example"), ("copy", "audit@buyer.example")])
        number = ctl_json("invoice", "issue", row["id"], workspace=w)[0]["number"]
        ctl("delivery", "mark", number, "--to", "ap@buyer.example", workspace=w)
        told = ctl_json("delivery", "mark", number, "--to", "audit@buyer.example", "--state", "failed", "--note", "No mailbox", workspace=w)
        self.assertEqual(told["state"], "failed")
        self.assertEqual({r["address"]: r["state"] for r in told["recipients"] if r["role"] != "portal"},
                         {"ap@buyer.example": "sent", "audit@buyer.example": "failed"})
        self.assertIn("delivery.recipient_unknown",
                      ctl("delivery", "mark", number, "--to", "x@y.example", workspace=w, exit_code=1).stderr)
        left = ctl_json("account", "billing", account, "--remove-recipient", "audit@buyer.example", workspace=w)
        self.assertEqual(len(left["recipients"]), 1)

    def test_more_than_an_item_is_worth_is_refused(self):
        w = self.prepared("prepaid-too-much.accord")
        done = ctl("invoice", "prepayment", "PRE-9", "--item", "design", "--amount", "5000.01", workspace=w, exit_code=1)
        self.assertIn("5000.00", done.stderr)
        done = ctl("invoice", "prepayment", "PRE-9", "--item", "fee", "--amount", "1", workspace=w, exit_code=1)
        self.assertIn("design", done.stderr)

    def test_a_credit_limit_is_shown_asked_for_and_held(self):
        w = self.prepared("credit.accord")
        before = ctl_json("account", "credit", "A-0001", workspace=w)
        self.assertIsNone(before["limit"])
        asked = ctl_json("account", "credit", "A-0001", "--limit", "1.00", "--reason", "New customer", workspace=w)
        if asked["state"] == "pending":
            ctl("--as", "approver", "approval", "approve", asked["id"], workspace=w)
        after = ctl_json("account", "credit", "A-0001", workspace=w)
        self.assertEqual((before["exposure"], after["limit"]), (after["exposure"], "1.00"))
        invoice = ctl_json("invoice", "prepayment", "PRE-9", "--amount", "100", workspace=w)
        self.approved(w, invoice)
        done = ctl("invoice", "issue", invoice["id"], workspace=w, exit_code=1)
        self.assertIn("billing.credit_exceeded", done.stderr)
        self.assertIn("1.00", done.stderr)
        passed = ctl_json("account", "credit", "A-0001", "--pass", invoice["id"], "--reason", "Agreed by phone", workspace=w)
        if passed["state"] == "pending":
            ctl("--as", "approver", "approval", "approve", passed["id"], workspace=w)
        ctl("invoice", "issue", invoice["id"], workspace=w)

    def test_a_payment_code_wants_an_account(self):
        w = copy_of_sample("payment-code.accord")
        self.assertEqual(ctl_json("--as", "admin", "invoice", "payment-code", "US", workspace=w)["payment_code"], "none")
        self.assertIn("documents.payment_code_unknown",
                      ctl("--as", "admin", "invoice", "payment-code", "US", "fax", workspace=w, exit_code=1).stderr)
        self.assertIn("documents.payment_code_account",
                      ctl("--as", "admin", "invoice", "payment-code", "US", "swiss_qr", workspace=w, exit_code=1).stderr)
        # An account of its own is enough, also for an administrator, who sees four of its characters.
        ctl("--as", "controller", "bank", "own", "--company", "US", "--name", "Meridian Cloud Inc.", "--iban", "DE89370400440532013000", workspace=w)
        self.assertIn("documents.payment_code_account",
                      ctl("--as", "admin", "invoice", "payment-code", "US", "epc", workspace=w, exit_code=1).stderr)
        ctl("--as", "controller2", "bank", "agree-own", "--company", "US", workspace=w)
        self.assertEqual(ctl_json("--as", "admin", "invoice", "payment-code", "US", "epc", workspace=w)["payment_code"], "epc")
        self.assertEqual(ctl_json("--as", "admin", "bank", "own", "--company", "US", workspace=w)["iban"], "…3000")
        self.assertIn("Use one of US, EU, LV.", ctl("--as", "admin", "invoice", "payment-code", "XX", workspace=w, exit_code=1).stderr)


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
        shown = ctl_json("--as", "controller", "payment", "unapply", "1", "--reason", "typed twice", workspace=workspace)
        self.assertEqual([d["decision"] for d in shown["decisions"]], ["applied", "undone"])
        self.assertEqual(status(), before)
        self.assertEqual(ctl_json("payment", "accept", "1", number, workspace=workspace)["state"], "applied")
        self.assertEqual(status(), "paid")
        self.assertIn("payments.not_open", ctl("payment", "accept", "1", number, workspace=workspace, exit_code=1).stderr)
        self.assertIn("bank.entry_not_found", ctl("payment", "leave", "77", workspace=workspace, exit_code=1).stderr)
        self.assertIn("bank.state_unknown", ctl("bank", "entries", "--state", "lost", workspace=workspace, exit_code=1).stderr)
        self.assertEqual(ctl_json("payment", "leave", "2", workspace=workspace)["decisions"][-1]["decision"], "left")
        self.assertIn("payments.nothing_to_write_off", ctl("payment", "write-off", "1", workspace=workspace, exit_code=1).stderr)
        self.assertIn("permission.role_missing", ctl("payment", "limit", "2.50", workspace=workspace, exit_code=1).stderr)
        self.assertEqual(ctl_json("--as", "controller", "payment", "limit", "2.50", workspace=workspace)["write_off_limit"], "2.50")
        ctl("workspace", "verify", workspace=workspace)

    def test_the_ledger_is_closed_exported_and_verified(self):
        w = copy_of_sample("ledger.accord")
        checks = ctl_json("ledger", "verify", workspace=w)
        self.assertTrue(all(check["result"] == "holds" for check in checks))
        balance = ctl_json("ledger", "trial-balance", "--on", "2026-05-31", workspace=w)
        self.assertEqual(sum(Decimal(row["base_balance"]) for row in balance), 0)
        self.assertIn("permission.role_missing", ctl("ledger", "close", "--period", "2026-05", workspace=w, exit_code=1).stderr)
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

    def test_codes_and_cost_centres_reach_the_books_and_their_names_the_exports(self):
        w = copy_of_sample("codes.accord")
        entries = [row for account in ("revenue", "deferred_revenue")
                   for row in ctl_json("ledger", "entries", "--account", account, "--from", "2026-05-01", "--to",
                                       "2026-05-31", workspace=w)]
        codes = {row["ledger_code"] for row in entries}
        self.assertTrue({"4010", "4020"} <= codes, codes)
        number = next(row["invoice"] for row in entries if row["ledger_code"] == "4010" and row["cost_center"])
        shown = ctl_json("invoice", "show", number, workspace=w)
        of_code = sum(Decimal(line["net"]) for line in shown["lines"] if line["ledger_account"] == "4010")
        posted = [row for account in ("revenue", "deferred_revenue")
                  for row in ctl_json("ledger", "entries", "--account", account, "--invoice", number, workspace=w)]
        self.assertEqual(sum(Decimal(row["amount"]) for row in posted
                             if row["kind"] == "invoice" and row["ledger_code"] == "4010"), -of_code)
        self.assertTrue(any(row["cost_center"] for row in posted))
        accounts = {row["ledger_account"]: row for row in ctl_json("ledger", "accounts", workspace=w)}
        self.assertEqual((accounts["revenue/4010"]["datev"], accounts["revenue/4010"]["named"]), ("4010", []))
        self.assertEqual(accounts["deferred_revenue"]["datev"], "0990")
        name = ["ledger", "name-account", "revenue/4020", "iif", "Sales:Usage"]
        self.assertIn("permission.role_missing", ctl(*name, workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("--as", "controller", *name, workspace=w)["name"], "Sales:Usage")
        self.assertIn("exports.account_number", ctl("--as", "controller", "ledger", "name-account", "cash", "datev",
                                                    "Bank", workspace=w, exit_code=1).stderr)
        self.assertIn("exports.account_unknown", ctl("--as", "controller", "ledger", "name-account", "casch", "csv",
                                                     "Bank", workspace=w, exit_code=1).stderr)
        self.assertIn("exports.account_name", ctl("--as", "controller", "ledger", "name-account", "cash", "csv",
                                                  workspace=w, exit_code=1).stderr)
        file = scratch / "codes.iif"
        ctl("ledger", "export", "--period", "2026-05", "--format", "iif", "--out", file, workspace=w)
        text = file.read_bytes().decode("cp1252")
        self.assertTrue("\tSales:Usage\t" in text and "\t4020\t" not in text)
        ctl("--as", "controller", "ledger", "name-account", "revenue/4020", "iif", "--none", workspace=w)
        said = ("ledger", "programs", "--subsidiary", "Parent : Europe", "--consultant", "29098", "--client", "55003", "--first-month", "7")
        self.assertIn("permission.role_missing", ctl(*said, workspace=w, exit_code=1).stderr)
        self.assertIn("exports.first_month", ctl("--as", "controller", *said[:-1], "13", workspace=w, exit_code=1).stderr)
        kept = {"subsidiary": "Parent : Europe", "consultant": 29098, "client": 55003, "first_month": 7}
        self.assertEqual(ctl_json("--as", "controller", *said, workspace=w), kept)
        self.assertEqual(ctl_json("ledger", "programs", workspace=w), kept)
        for more, head in (((), ";29098;55003;20250701;"), (("--client", "7"), ";29098;7;20250701;")):
            batch = scratch / "codes-datev.csv"
            ctl("ledger", "export", "--period", "2026-05", "--format", "datev", "--out", batch, *more, workspace=w)
            self.assertIn(head, batch.read_bytes().decode("cp1252").splitlines()[0])
        self.assertIsNone(ctl_json("--as", "controller", "ledger", "programs", "--client", "", workspace=w)["client"])
        ctl("ledger", "export", "--period", "2026-05", "--format", "iif", "--out", file, workspace=w)
        self.assertFalse(b"Sales:Usage" in file.read_bytes())
        file = scratch / "codes.csv"
        ctl("ledger", "export", "--period", "2026-05", "--out", file, workspace=w)
        rows = list(csv.DictReader(io.StringIO(file.read_text())))
        for row in rows:
            if row["ledger_code"]:
                self.assertIn(row["account"], (row["ledger_code"], "deferred_revenue"))
        for entry in {row["entry"] for row in rows}:
            own = [row for row in rows if row["entry"] == entry]
            for debit, credit in (("debit", "credit"), ("base_debit", "base_credit")):
                self.assertEqual(sum(Decimal(row[debit] or 0) - Decimal(row[credit] or 0) for row in own
                                     if debit == "base_debit" or len({one["currency"] for one in own}) == 1), 0)

    def test_what_is_owed_and_owned_in_other_currencies_is_told_by_account(self):
        w = copy_of_sample("revaluation.accord")
        told = ctl_json("ledger", "revaluation", "--on", "2026-05-31", workspace=w)
        balance = ctl_json("ledger", "trial-balance", "--on", "2026-05-31", workspace=w)
        monetary = ("receivable", "cash", "unapplied_cash", "withheld_tax", "tax_payable")
        self.assertTrue(all(row["ledger_account"].split("/")[0] in monetary for row in told))
        self.assertGreater(len({row["ledger_account"] for row in told}), 1)
        for row in told:
            books = next(one for one in balance if (one["ledger_account"], one["currency"]) ==
                         (row["ledger_account"], row["currency"]))
            self.assertEqual((row["balance"], row["base_balance"]), (books["balance"], books["base_balance"]))
        shown = ctl_json("ledger", "close", "--period", "2026-05", "--dry-run", workspace=w)
        self.assertEqual(shown["revalued_accounts"], told)
        self.assertEqual(sum(Decimal(row["difference"]) for row in told), Decimal(shown["revalued"]))

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
        given = ctl_json("invoice", "show", invoice, workspace=w)
        self.assertEqual(given["status"], "written_off")
        self.assertEqual(given["written_off"], row["amount"])
        self.assertIn(invoice, [one["number"] for one in ctl_json("invoice", "list", "--status", "written_off", workspace=w)])
        ctl("ledger", "verify", workspace=w)
        ctl("workspace", "verify", workspace=w)

    def test_a_late_charge_is_a_document_and_is_waived(self):
        w = copy_of_sample("late.accord")
        owed = next(row for row in ctl_json("dunning", "list", workspace=w) if row["currency"] == "USD")["invoices"][0]
        ctl("receivables", "late-rule", "--percent", "9", "--fee", "40", "--currency", "USD", workspace=w)
        charged = ctl_json("receivables", "charge", owed, workspace=w)
        number = charged["number"]
        cost = Decimal(charged["interest"]) + Decimal(charged["fee"])
        self.assertEqual(charged["fee"], "40.00")
        shown = ctl_json("invoice", "show", number, workspace=w)
        self.assertEqual(Decimal(shown["open"]), cost)
        self.assertIn(owed, json.dumps(ctl_json("invoice", "explain", number, workspace=w)))
        ctl("invoice", "pdf", number, "--out", scratch / "late.pdf", workspace=w)
        text = subprocess.run(["pdftotext", scratch / "late.pdf", "-"], capture_output=True, text=True, check=True).stdout
        self.assertIn("Late charge", text)
        self.assertIn(owed, text)
        self.assertIn("receivables.not_a_late_charge",
                      ctl("receivables", "waive", owed, "--reason", "goodwill", workspace=w, exit_code=1).stderr)
        waits = ctl_json("receivables", "waive", number, "--amount", "1.00", "--reason", "goodwill", workspace=w)
        self.assertEqual(waits["state"], "in_approval")  # without a limit somebody has to agree
        ctl("--as", "approver", "approval", "approve", waits["credit_note"], workspace=w)
        ctl("--as", "controller", "payment", "limit", "1000", workspace=w)
        done = ctl_json("receivables", "waive", number, "--amount", "2.00", "--reason", "goodwill", workspace=w)
        self.assertEqual(done["state"], "issued")
        row = ctl_json("receivables", "charges", workspace=w)[0]
        self.assertEqual((row["number"], row["invoice"], row["waived"], Decimal(row["open"])), (number, owed, "2.00", cost - 2))
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


class ThePayments(unittest.TestCase):
    """Each reason for which a payment is matched, and what people do by hand, on the open invoices of the sample."""

    def statement(self, name, currency, *bookings):
        """An MT940 statement; a booking is a dictionary of ref, amount (money out below zero), text, payer, iban, e2e, fee, day."""
        lines = [":20:STARTUMSE", ":25:DE89370400440532013000", ":28C:1/1", f":60F:C260614{currency}100,00"]
        for one in bookings:
            amount, day = Decimal(one["amount"]), one.get("day", "260615")
            info = [f"?20EREF+{one['e2e']}"] if "e2e" in one else []
            info += [f"?22COAM+{currency}{one['fee'].replace('.', ',')}"] if "fee" in one else []
            text = one["text"]
            info += [f"?{23 + i}{'SVWZ+' if i == 0 else ''}{text[27 * i:27 * i + 27]}" for i in range((len(text) + 26) // 27)]
            info += [f"?31{one['iban']}"] if "iban" in one else []
            info += [f"?32{one.get('payer', 'Somebody')}"]
            lines += [f":61:{day}{day[2:]}{'D' if amount < 0 else 'C'}{str(abs(amount)).replace('.', ',')}NTRFNONREF//{one['ref']}",
                      ":86:166?00GUTSCHRIFT" + "".join(info)]
        path = scratch / name
        path.write_bytes("\r\n".join(lines + [f":62F:C260615{currency}100,00", "-", ""]).encode())
        return path

    def open_invoices(self, workspace, currency="EUR"):
        rows = ctl_json("invoice", "list", workspace=workspace)
        return sorted((row for row in rows if row["status"] in ("overdue", "issued") and row["currency"] == currency),
                      key=lambda row: row["number"])

    def matched(self, workspace, name, currency, *bookings):
        ctl("bank", "import", self.statement(name, currency, *bookings), workspace=workspace)
        return ctl_json("payment", "match", workspace=workspace)

    def status(self, workspace, number):
        return ctl_json("invoice", "show", number, workspace=workspace)["status"]

    def test_every_reason_settles_or_proposes(self):
        for reason in ("number", "spelling", "several", "fee", "discount", "withholding", "partial", "over", "twice", "payer",
                       "account", "combination", "order", "return"):
            with self.subTest(reason=reason):
                w = copy_of_sample(f"reason-{reason}.accord")
                getattr(self, "reason_" + reason)(w, f"{reason}.sta")
                ctl("workspace", "verify", workspace=w)

    def reason_number(self, w, file):
        row = self.open_invoices(w)[0]
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": row["total"], "text": f"Invoice {row['number']}"})[0]
        self.assertEqual(done["verdict"], "automatic")
        self.assertIn("number_in_text", done["reasons"])
        self.assertIn("amount_equals_sum", done["reasons"])
        self.assertEqual(self.status(w, row["number"]), "paid")

    def reason_spelling(self, w, file):
        row = self.open_invoices(w)[0]
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": row["total"], "text": "re " + row["number"].lower().replace("-", "")})[0]
        self.assertEqual((done["verdict"], self.status(w, row["number"])), ("automatic", "paid"), done)

    def reason_several(self, w, file):
        first, second = self.open_invoices(w)[:2]
        total = Decimal(first["total"]) + Decimal(second["total"])
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": str(total), "text": f"{first['number']} {second['number']}"})[0]
        self.assertEqual(done["verdict"], "automatic")
        self.assertEqual({self.status(w, row["number"]) for row in (first, second)}, {"paid"})

    def reason_fee(self, w, file):
        row = self.open_invoices(w)[0]
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": str(Decimal(row["total"]) - Decimal("12.50")), "fee": "12.50",
                                             "text": f"Invoice {row['number']}"})[0]
        self.assertEqual(done["verdict"], "automatic")
        self.assertIn("bank_charges", done["reasons"])
        balance = ctl_json("ledger", "trial-balance", workspace=w)
        self.assertTrue(any(one["ledger_account"] == "bank_fees" for one in balance))

    def reason_discount(self, w, file):
        row = self.open_invoices(w)[0]
        wish = ("payment", "offer", row["number"], "--percent", "2", "--through", "2026-07-15")
        shown = ctl_json(*wish, "--dry-run", workspace=w)
        offer = ctl_json(*wish, workspace=w)
        self.assertEqual(shown, offer)
        self.assertIn("payments.offered_already", ctl(*wish, "--dry-run", workspace=w, exit_code=1).stderr)
        less = str(Decimal(row["total"]) - Decimal(offer["discount"]))
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": less, "text": f"Invoice {row['number']}"})[0]
        self.assertEqual(done["verdict"], "automatic")
        self.assertIn("early_discount", done["reasons"])
        self.assertEqual(self.status(w, row["number"]), "paid")
        agreed = ctl_json("payment", "terms", row["account_id"], "--discount", "7=3", "--discount", "14=2", workspace=w)
        self.assertEqual(agreed["early_payment"], "3 % within 7 days, 2 % within 14 days")
        self.assertIn("payments.early_payment", ctl("payment", "terms", row["account_id"], "--discount", "7=2", "--discount", "14=3",
                                                    workspace=w, exit_code=1).stderr)

    def reason_withholding(self, w, file):
        row = self.open_invoices(w)[0]
        kept = ctl_json("payment", "withhold", row["number"], "--percent", "10", workspace=w)["withheld"]
        less = str(Decimal(row["total"]) - Decimal(kept))
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": less, "text": f"Invoice {row['number']}"})[0]
        self.assertEqual(done["verdict"], "proposed")
        self.assertIn("withholding", done["reasons"])
        self.assertIn("payments.certificate_missing", ctl("payment", "accept", "1", workspace=w, exit_code=1).stderr)
        ctl("payment", "accept", "1", "--certificate", "TDS-77", workspace=w)
        self.assertEqual(self.status(w, row["number"]), "paid")

    def reason_partial(self, w, file):
        row = self.open_invoices(w)[0]
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": str(Decimal(row["total"]) - 1), "text": f"Invoice {row['number']}"})[0]
        self.assertEqual(done["verdict"], "proposed")
        self.assertIn("partial", done["reasons"])
        ctl("payment", "accept", "1", workspace=w)
        self.assertNotEqual(self.status(w, row["number"]), "paid")

    def reason_over(self, w, file):
        row = self.open_invoices(w)[0]
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": str(Decimal(row["total"]) + 5), "text": f"Invoice {row['number']}"})[0]
        self.assertIn("overpaid", done["reasons"])
        self.assertEqual(done["matches"][0]["credit"], "5.00")

    def reason_twice(self, w, file):
        row = self.open_invoices(w)[0]
        booking = {"ref": "B1", "amount": row["total"], "text": f"Invoice {row['number']}"}
        self.matched(w, file, "EUR", booking)
        self.assertTrue(ctl_json("bank", "import", scratch / file, workspace=w)["known_file"])
        done = self.matched(w, "again-" + file, "EUR", booking, {**booking, "ref": "B2", "day": "260616"})
        self.assertEqual(len(done), 1)
        self.assertEqual(done[0]["verdict"], "proposed")
        self.assertIn("paid_twice", done[0]["reasons"])
        self.assertEqual(done[0]["matches"][0]["credit"], row["total"])
        self.assertEqual(done[0]["invoices"], f"{row['number']} paid on 2026-06-15")
        self.assertIn("payments.refund_reason", ctl("payment", "pay-back", "2", workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("payment", "show", "2", workspace=w)["state"], "proposed")
        back = ctl_json("payment", "pay-back", "2", "--reason", "paid twice", workspace=w)
        self.assertEqual(back["state"], "applied")
        refund = ctl_json("refund", "list", workspace=w)[0]
        self.assertEqual((refund["amount"], refund["state"]), (row["total"], "in_approval"))

    def reason_payer(self, w, file):
        row = self.open_invoices(w)[0]
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": row["total"], "text": "thank you", "payer": row["account"]})[0]
        self.assertEqual(done["verdict"], "proposed")
        self.assertIn("payer_name", done["reasons"])

    def reason_account(self, w, file):
        row = self.open_invoices(w)[0]
        iban = "DE75512108001245126199"
        self.matched(w, file, "EUR", {"ref": "B1", "amount": "10.00", "text": "thanks", "iban": iban})
        ctl("payment", "apply", "1", "--account", row["account_id"], workspace=w)
        done = self.matched(w, "again-" + file, "EUR", {"ref": "B2", "amount": row["total"], "text": "thanks", "iban": iban})[0]
        self.assertIn("payer_account", done["reasons"])

    def reason_combination(self, w, file):
        rows = self.open_invoices(w)
        pair = next([a, b] for a in rows for b in rows if a["number"] < b["number"] and a["account_id"] == b["account_id"])
        total = sum(Decimal(row["total"]) for row in pair)
        done = self.matched(w, file, "EUR", {"ref": "B1", "amount": str(total), "text": "thanks", "payer": pair[0]["account"]})[0]
        self.assertEqual(done["verdict"], "proposed")
        self.assertTrue("combination" in done["reasons"] or "single_open_amount" in done["reasons"], done["reasons"])

    def reason_order(self, w, file):
        for currency in ("EUR", "USD"):
            for row in self.open_invoices(w, currency):
                order = ctl_json("invoice", "show", row["number"], workspace=w).get("purchase_order")
                if order:
                    done = self.matched(w, file, currency, {"ref": "B1", "amount": row["total"], "text": f"your order {order}"})[0]
                    self.assertIn("purchase_order", done["reasons"])
                    return
        self.fail("no open invoice has a purchase order")

    def reason_return(self, w, file):
        row = self.open_invoices(w)[0]
        before = row["status"]
        self.matched(w, file, "EUR", {"ref": "B1", "amount": row["total"], "text": f"Invoice {row['number']}", "e2e": "E2E-9"})
        self.assertEqual(self.status(w, row["number"]), "paid")
        done = self.matched(w, "back-" + file, "EUR", {"ref": "B2", "amount": "-" + row["total"], "text": "returned", "e2e": "E2E-9",
                                                       "day": "260620"})[0]
        self.assertEqual((done["verdict"], done["returned"]), ("returned", 1))
        self.assertEqual(self.status(w, row["number"]), before)

    def test_a_payment_is_split_by_hand_moved_and_taken_back(self):
        w = copy_of_sample("by-hand.accord")
        first, second = self.open_invoices(w)[:2]
        amount = Decimal(first["total"]) + 100
        self.matched(w, "hand.sta", "EUR", {"ref": "B1", "amount": str(amount), "text": "thanks"})
        documents = ctl_json("payment", "documents", "1", "--account", first["account_id"], workspace=w)
        self.assertIn(first["number"], [row["document"] for row in documents])
        shown = ctl_json("payment", "apply", "1", "--to", first["number"], "--to", f"{second['number']}=40", "--dry-run", workspace=w)
        self.assertEqual(shown["credit"], "60.00")
        done = ctl_json("payment", "apply", "1", "--to", first["number"], "--to", f"{second['number']}=40", workspace=w)
        self.assertEqual(done["state"], "applied")
        self.assertIn("by_hand", done["decisions"][-1]["reasons"])
        self.assertEqual(self.status(w, first["number"]), "paid")
        rest = {row["document"]: Decimal(row["open"]) for row in ctl_json("payment", "documents", "1", "--account", second["account_id"], workspace=w)}
        self.assertEqual(rest[second["number"]], Decimal(second["total"]) - 40)
        ctl("payment", "apply", "1", "--to", f"{second['number']}=60", workspace=w)
        self.assertIn("payments.beyond_entry", ctl("payment", "apply", "1", "--to", f"{second['number']}=1", workspace=w, exit_code=1).stderr)
        ctl("--as", "controller", "payment", "unapply", "1", workspace=w)
        self.assertEqual(self.status(w, first["number"]), first["status"])
        ctl("workspace", "verify", workspace=w)

    def test_credit_is_refunded_by_somebody_else_and_goes_out_in_a_file(self):
        w = copy_of_sample("refund.accord")
        account = self.open_invoices(w)[0]["account_id"]
        self.matched(w, "refund.sta", "EUR", {"ref": "B1", "amount": "50.00", "text": "thanks"})
        ctl("payment", "apply", "1", "--account", account, workspace=w)
        self.assertIn("payments.no_credit", ctl("refund", "request", account, "--amount", "5000", "--currency", "EUR", "--reason", "over",
                                                workspace=w, exit_code=1).stderr)
        asked = ctl_json("refund", "request", account, "--amount", "50", "--currency", "EUR", "--reason", "overpaid", workspace=w)
        self.assertIn("approvals.own_request", ctl("approval", "approve", asked["id"], workspace=w, exit_code=1).stderr)
        ctl("--as", "approver", "approval", "approve", asked["id"], workspace=w)
        self.assertEqual(ctl_json("refund", "list", workspace=w)[0]["state"], "done")
        ctl("bank", "own", "--name", "Meridian Cloud Inc.", "--iban", "DE89370400440532013000", "--creditor-id", "DE98ZZZ09999999999", workspace=w)
        self.assertIn("payments.own_bank_waits", ctl("payment-file", "create", "--format", "pain.001", workspace=w, exit_code=1).stderr)
        self.assertIn("payments.own_bank_own", ctl("bank", "agree-own", workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("--as", "controller", "bank", "agree-own", workspace=w)["agreed_by"], "controller")
        self.assertEqual(ctl_json("--as", "approver", "bank", "own", workspace=w)["iban"], "…3000")
        # A company with accounts of its own has files of its own.
        unknown = ctl("bank", "own", "--company", "XX", workspace=w, exit_code=1).stderr
        self.assertIn("There is no company XX that issues invoices. Nothing was changed. Use one of US, EU, LV.", unknown)
        europe = ctl_json("bank", "own", "--company", "EU", "--name", "Meridian Cloud Europe GmbH", "--iban", "AT611904300234573201", workspace=w)
        self.assertEqual((europe["company"], europe["iban"], europe["agreed_by"]), ("EU", "AT611904300234573201", None))
        self.assertEqual(ctl_json("bank", "own", workspace=w)["iban"], "DE89370400440532013000")
        self.assertEqual(ctl_json("--as", "controller", "bank", "agree-own", "--company", "EU", workspace=w)["agreed_by"], "controller")
        ctl("bank", "own", "--company", "EU", "--name", "", "--iban", "", workspace=w)
        ctl("--as", "controller", "bank", "agree-own", "--company", "EU", workspace=w) # it uses those for all again
        numbers = [row["payer_account"] for row in ctl_json("bank", "entries", workspace=w) if row["payer_account"]]
        hidden = [row["payer_account"] for row in ctl_json("--as", "approver", "bank", "entries", workspace=w) if row["payer_account"]]
        self.assertEqual(hidden, ["…" + number[-4:] for number in numbers])
        self.assertIn("no_bank_detail", ctl("payment-file", "create", "--format", "pain.001", workspace=w, exit_code=1).stderr)
        ctl("bank", "detail", account, "--iban", "DE75512108001245126199", "--mandate", "M-1", "--signed", "2026-01-05", workspace=w)
        self.assertEqual(ctl_json("bank", "details", workspace=w)[0]["number"], "…6199")
        self.assertIn("payments.detail_own", ctl("bank", "agree", account, workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("--as", "controller", "bank", "agree", account, workspace=w)["agreed_by"], "controller")
        out = scratch / "refund.xml"
        command = str(uuid.uuid4())
        ctl("payment-file", "create", "--format", "pain.001", "--out", out, "--command-id", command, workspace=w)
        again = scratch / "again.xml"
        ctl("payment-file", "create", "--format", "pain.001", "--out", again, "--command-id", command, workspace=w)
        self.assertEqual(out.read_bytes(), again.read_bytes())
        self.assertIn("payments.bank_data_hidden", ctl("--as", "approver", "payment-file", "save", "1", workspace=w, exit_code=1).stderr)
        self.assertIn("payments.nothing_for_file", ctl("payment-file", "create", "--format", "pain.001", workspace=w, exit_code=1).stderr)
        ctl("payment-file", "create", "--format", "pain.008", "--out", scratch / "debit.xml", workspace=w)
        files = ctl_json("payment-file", "list", workspace=w)
        self.assertEqual([file["made_as"] for file in files], ["pain.008", "pain.001"])
        self.assertEqual(hashlib.sha256(out.read_bytes()).hexdigest(), files[1]["sha256"])
        self.assertNotIn("1245126199", json.dumps(ctl_json("audit", "list", workspace=w)))
        ctl("workspace", "verify", workspace=w)

    def test_cheques_are_deposited_under_a_number_and_bounce_alone(self):
        w = copy_of_sample("cheques.accord")
        rows = self.open_invoices(w)[:2]
        for number, row in zip(("4711", "4712"), rows):
            ctl("cheque", "record", row["account_id"], number, "--amount", row["total"], "--currency", "EUR", "--to", row["number"], workspace=w)
        deposit = ctl_json("cheque", "deposit", "--currency", "EUR", workspace=w)
        self.assertEqual(deposit["reference"], "DEP-000001")
        slip = ctl("cheque", "slip", "1", workspace=w).stdout
        self.assertIn("DEPOSIT SLIP DEP-000001", slip)
        self.assertIn(deposit["company"], ("EU", "US"))
        self.assertIn({"EU": "Meridian Cloud Europe GmbH", "US": "Meridian Cloud Inc."}[deposit["company"]], slip)
        for number, company in (("5001", "EU"), ("5002", "LV")):
            ctl("cheque", "record", rows[0]["account_id"], number, "--amount", "1.00", "--currency", "EUR", "--company", company, workspace=w)
        several = ctl("cheque", "deposit", "--currency", "EUR", workspace=w, exit_code=1).stderr
        self.assertIn("These cheques are drawn to EU, LV", several)
        other = ctl_json("cheque", "deposit", "--currency", "EUR", "--company", "LV", workspace=w)
        self.assertEqual((other["company"], other["total"]), ("LV", "1.00"))
        self.assertIn("LeanVibe Technologies Inc.", ctl("cheque", "slip", "2", workspace=w).stdout)
        self.assertIn("4712", slip)
        self.matched(w, "deposit.sta", "EUR", {"ref": "B1", "amount": deposit["total"], "text": "Deposit DEP-000001"})
        self.assertEqual({self.status(w, row["number"]) for row in rows}, {"paid"})
        back = Decimal(rows[0]["total"]) + Decimal("9.50")
        self.matched(w, "bounced.sta", "EUR", {"ref": "B2", "amount": f"-{back}", "text": "cheque returned", "day": "260620"})
        cheques = {row["number"]: row for row in ctl_json("cheque", "list", workspace=w)}
        ctl("payment", "return", "4", "--of", cheques["4711"]["entry"], workspace=w)
        self.assertEqual(self.status(w, rows[0]["number"]), rows[0]["status"])
        self.assertEqual(self.status(w, rows[1]["number"]), "paid")
        states = {row["number"]: row["state"] for row in ctl_json("cheque", "list", workspace=w)}
        self.assertEqual(states, {"4711": "bounced", "4712": "applied", "5001": "received", "5002": "deposited"})
        ctl("workspace", "verify", workspace=w)

    def test_exports_are_written_once_whoever_kills_them(self):
        w = copy_of_sample("exports.accord")
        folder = scratch / "exports"
        folder.mkdir()
        ctl("export", "schedule", "Daily list", "--what", "invoices", "--format", "xlsx", "--folder", folder, "--every", "day",
            "--from", "2026-05-25", workspace=w)
        ctl("export", "schedule", "Journal", "--what", "journal", "--format", "datev", "--folder", folder, "--from", "2026-03-01", workspace=w)
        chance = random.Random(7)
        for attempt in range(4):
            process = subprocess.Popen([ACCORDCTL, "--workspace", str(w), "export", "due"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.0, 0.3))
            process.kill()
            process.wait()
        ctl("export", "due", workspace=w)
        self.assertEqual(ctl_json("export", "due", workspace=w), [])
        rows = {row["schedule"]: row for row in ctl_json("export", "list", workspace=w)}
        self.assertEqual(rows["Daily list"]["files"], 36)
        self.assertEqual(rows["Journal"]["files"], 3)
        names = sorted(path.name for path in folder.iterdir() if path.suffix in (".xlsx", ".csv"))
        self.assertEqual(len(names), 39, names)
        for path in folder.glob("*.xlsx"):
            self.assertTrue(zipfile.is_zipfile(path), path)
        runs = [row for row in ctl_json("audit", "list", "--limit", "1000", workspace=w) if row["kind"] == "export.run"]
        self.assertEqual(len(runs), 39)
        self.assertIn("exports.schedule_folder", ctl("export", "schedule", "x", "--folder", "nowhere", "--format", "csv", workspace=w, exit_code=1).stderr)
        ctl("workspace", "verify", workspace=w)


class TheMonthEnd(unittest.TestCase):
    """What a billing operator, an approver and a controller do at the end of June, from usage to the closed month."""

    def exceptions(self, w):
        """What the preview of June says of each account."""
        preview = ctl_json("bill", "preview", "--period", "2026-06", "--issue-date", "2026-06-30", workspace=w)
        rows = preview["rows"] if isinstance(preview, dict) else preview
        return {row["account"]: row["exceptions"] for row in rows if row["exceptions"]}

    def resolve(self, w):
        """Ends the hold of one customer, and raises the purchase orders that do not suffice."""
        ctl("account", "billing", "A-0306", "--release", workspace=w)
        for account, order, amount in (("A-0004", "NH-2026-4410", "310000"), ("A-0001", "ENT-2024-001", "70000"),
                                       ("A-0108", "PO-0108-77", "200000"), ("A-0302", "PO-0302-77", "400000")):
            ctl("purchase-order", "save", order, "--account", account, "--amount", amount, workspace=w)

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
        named = self.exceptions(w)
        self.assertGreaterEqual(len(named), 6, "six exceptions")
        said = " ".join(named.values())
        for kind in ("Billing is on hold", "Purchase order", "budget cap", "More than 20 %", "Exemption certificate"):
            self.assertIn(kind, said)
        self.resolve(w)
        left = self.exceptions(w)
        self.assertNotIn("Frangipani Resorts", left)
        self.assertNotIn("Nordhaven Home", left)
        self.assertNotIn("Purchase order", " ".join(left.values()))
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
        # In July a controller closes the month that was billed, once; the books hold.
        let_it_be("2026-07-03", w)
        self.assertEqual(ctl_json("invoice", "list", "--status", "draft", "--period", "2026-06", workspace=w), [])
        closed = ctl_json("--as", "controller", "ledger", "close", "--period", "2026-06", workspace=w)
        found = {check["check"]: check["found"] for check in closed["checks"]}
        self.assertEqual((closed["through"], found["issued"], found["verified"]), ("2026-06-30", [], []))
        again = ctl("--as", "controller", "ledger", "close", "--period", "2026-06", workspace=w, exit_code=1)
        self.assertIn("ledger.closed_already", again.stderr)
        self.assertTrue(all(check["result"] == "holds" for check in ctl_json("ledger", "verify", workspace=w)))
        balance = ctl_json("ledger", "trial-balance", "--on", "2026-06-30", workspace=w)
        self.assertEqual(sum(Decimal(row["base_balance"]) for row in balance), 0)
        ctl("workspace", "verify", workspace=w)


class TheMeters(unittest.TestCase):
    """What a company measures is said by itself, and usage that came before it waits and is billed once it is known."""

    def test_usage_of_an_unknown_meter_is_shown_named_and_billed_once(self):
        w = copy_of_sample("meters.accord")

        def said():
            preview = ctl_json("bill", "preview", "--period", "2026-06", workspace=w)
            rows = preview["rows"] if isinstance(preview, dict) else preview
            return next(row["exceptions"] for row in rows if row["account"] == "Fairwind Energy")

        self.assertIn("wait in quarantine and are not billed: gpu_hours", said())
        self.assertIn("catalog.meter_code", ctl("meter", "save", "GPU hours", "--name", "x", "--unit", "x", workspace=w, exit_code=1).stderr)
        self.assertIn("catalog.meter_name", ctl("meter", "save", "gpu_hours", "--name", "GPU hours", workspace=w, exit_code=1).stderr)
        self.assertIn("permission.role_missing",
                      ctl("--as", "csm", "meter", "save", "gpu_hours", "--name", "x", "--unit", "h", workspace=w, exit_code=1).stderr)
        ctl("meter", "save", "gpu_hours", "--name", "GPU hours", "--unit", "hours", workspace=w)
        ctl("usage", "adopt", workspace=w)
        self.assertEqual(ctl_json("usage", "quarantine", workspace=w), [])
        self.assertNotIn("quarantine", said())
        listed = {row["code"]: row for row in ctl_json("meter", "list", workspace=w)}
        self.assertEqual((listed["gpu_hours"]["unit"], listed["gpu_hours"]["aggregation"]), ("hours", "sum"))
        self.assertIn("catalog.meter_in_use", ctl("meter", "save", "gpu_hours", "--aggregation", "max", workspace=w, exit_code=1).stderr)
        ctl("meter", "save", "gpu_hours", "--unit", "h", workspace=w)
        ctl("workspace", "verify", workspace=w)

    def test_a_foreign_code_is_mapped_and_billed_once(self):
        w = copy_of_sample("codes.accord")
        before = len(ctl_json("usage", "quarantine", workspace=w))
        late = scratch / "foreign.csv"
        late.write_text("date,account,meter,quantity\n2026-06-29,CRM-77,api_calls,120\n2026-06-29,CRM-77,Storage/GB,7\n")
        ctl("usage", "import", late, workspace=w, exit_code=4)
        self.assertEqual(len(ctl_json("usage", "quarantine", workspace=w)), before + 2)
        self.assertIn("usage.code_kind", ctl("usage", "map", "shop", "CRM-77", "A-0101", workspace=w, exit_code=1).stderr)
        self.assertIn("permission.role_missing",
                      ctl("--as", "csm", "usage", "map", "account", "CRM-77", "A-0101", workspace=w, exit_code=1).stderr)
        mapped = ctl_json("usage", "map", "account", "CRM-77", "A-0101", workspace=w)
        self.assertEqual((mapped["added"], mapped["code"]), (1, "CRM-77"))
        self.assertIn("usage.code_mapped", ctl("usage", "map", "account", "CRM-77", "A-0202", workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("usage", "map", "meter", "Storage/GB", "storage_gb", workspace=w)["added"], 1)
        self.assertEqual(len(ctl_json("usage", "quarantine", workspace=w)), before)
        self.assertEqual([(row["kind"], row["code"], row["stands_for"]) for row in ctl_json("usage", "codes", workspace=w)],
                         [("account", "CRM-77", "A-0101"), ("meter", "Storage/GB", "storage_gb")])
        ctl("usage", "unmap", "account", "CRM-77", workspace=w)
        self.assertEqual(len(ctl_json("usage", "codes", workspace=w)), 1)
        listed = {row["code"]: row for row in ctl_json("meter", "list", workspace=w)}
        self.assertGreater(listed["api_calls"]["contracts"], 0)
        self.assertEqual(listed["api_calls"]["last_reading"], "2026-06-30")
        ctl("workspace", "verify", workspace=w)

    def test_a_draft_is_discarded_and_billed_anew(self):
        w = copy_of_sample("discard.accord")
        ctl("bill", "run", "--period", "2026-06", "--issue-date", "2026-06-30", workspace=w)
        draft = next(row for row in ctl_json("invoice", "list", "--period", "2026-06", workspace=w) if row["status"] == "approved")
        ctl("invoice", "discard", draft["id"], workspace=w)
        ctl("invoice", "show", draft["id"], workspace=w, exit_code=1)
        self.assertEqual(ctl_json("bill", "run", "--period", "2026-06", "--issue-date", "2026-06-30", workspace=w)["created"], 1)
        issued = next(row for row in ctl_json("invoice", "list", workspace=w) if row["number"])
        ctl("invoice", "discard", issued["number"], workspace=w, exit_code=1)


class TheCutOver(unittest.TestCase):
    """A company moves here in the middle of its contracts, with invoices that another system issued."""

    def test_from_the_other_system_to_the_first_bill(self):
        w = place("cut-over.accord")
        ctl("workspace", "create", w, "--company", "Movers Inc.", "--currency", "USD", "--country", "US")
        accounts = scratch / "movers-accounts.json"
        accounts.write_text(json.dumps({"format": "accord.accounts/1", "accounts": [
            {"number": "M-1", "name": "Tailspin Toys", "segment": "enterprise", "region": "AMER", "currency": "USD",
             "address": {"line1": "1 Main Street", "city": "Portland", "region": "OR", "postal_code": "97201", "country": "US"}}]}))
        ctl("account", "import", accounts, workspace=w)
        contract = scratch / "movers-contract.json"
        contract.write_text(json.dumps({
            "format": "accord.contract/1", "number": "TT-2026", "account": "M-1", "currency": "USD",
            "start": "2026-01-01", "end": "2027-01-01", "terms": {"billed_through": "2026-05-15", "net_days": 30},
            "items": [{"key": "seats", "kind": "recurring", "description": "Seats", "quantity": "31",
                       "price": {"model": "per_unit", "unit_price": "10.00"}}]}))
        ctl("contract", "import", contract, workspace=w)
        # Billing details are looked at and changed without a document; the hold holds.
        held = ctl_json("account", "billing", "M-1", "--hold", "Moving", "--email", "ap@tailspin.example", workspace=w)
        self.assertEqual((held["hold_reason"], held["invoice_email"]), ("Moving", "ap@tailspin.example"))
        self.assertIn("Moving", ctl("bill", "preview", "--period", "2026-06", workspace=w).stdout)
        ctl("account", "billing", "M-1", "--email", "not an address", workspace=w, exit_code=1)
        self.assertEqual(ctl_json("account", "billing", "M-1", "--release", workspace=w)["hold_reason"], "")
        entity = ctl_json("number-series", "list", workspace=w)[0]["entity"]
        ctl("number-series", "begin", entity, "--at", "731", "--year", "2026", "--reason", "After the old system", workspace=w)
        # What was billed there is owed here; a file with a bad row changes nothing and names it.
        opening = scratch / "opening.csv"
        head = "number,account,issued_on,due_on,currency,billed,open\n"
        opening.write_text(head + "OLD-730,M-1,2026-05-01,2026-05-31,USD,310.00,310.00\nOLD-712,M-1,2026-03-01,2026-03-31,USD,310.00,400.00\n")
        refused = ctl("receivables", "take-over", opening, "--source", "Old Books", "--on", "2026-05-31", workspace=w, exit_code=1)
        self.assertIn("opening.csv:3: open: found '400.00'", refused.stderr)
        self.assertEqual(ctl_json("invoice", "list", workspace=w), [])
        opening.write_text(head + "OLD-730,M-1,2026-05-01,2026-05-31,USD,310.00,310.00\nOLD-712,M-1,2026-03-01,2026-03-31,USD,310.00,40.00\n")
        taken = ctl_json("receivables", "take-over", opening, "--source", "Old Books", "--on", "2026-05-31", workspace=w)
        self.assertEqual(taken, {"documents": 2, "totals": [{"currency": "USD", "open": "350.00"}]})
        ctl("receivables", "take-over", opening, "--source", "Old Books", "--on", "2026-05-31", workspace=w, exit_code=1)
        self.assertEqual(ctl_json("receivables", "ageing", workspace=w)["receivables"], "350.00")
        explained = ctl("invoice", "explain", "OLD-712", workspace=w).stdout
        self.assertIn("Old Books", explained)
        self.assertIn("310.00", explained)
        self.assertIn("Old Books", ctl("invoice", "pdf", "OLD-712", "--out", scratch / "old.pdf", workspace=w, exit_code=1).stderr)
        # The first bills here: the rest of May, then June whole; numbers go on where the other system ended.
        for month, day, amount in (("2026-05", "2026-05-31", "160.00"), ("2026-06", "2026-06-30", "310.00")):
            ctl("bill", "run", "--period", month, "--issue-date", day, workspace=w)
            drafts = [row for row in ctl_json("invoice", "list", "--period", month, workspace=w) if not (row["number"] or "").startswith("OLD")]
            self.assertEqual([row["total"] for row in drafts], [amount])
            ctl("invoice", "pro-forma", drafts[0]["id"], "--out", scratch / "pro-forma.pdf", workspace=w)
            self.assertTrue((scratch / "pro-forma.pdf").read_bytes().startswith(b"%PDF"))
            issued = ctl_json("invoice", "issue", *[row["id"] for row in drafts], workspace=w)
            self.assertEqual(issued[0]["number"][-6:], "000731" if month == "2026-05" else "000732")
            ctl("invoice", "pro-forma", issued[0]["number"], workspace=w, exit_code=1)
        # What was issued waits to be sent until somebody says what became of it.
        waiting = ctl_json("delivery", "list", "--state", "waiting", workspace=w)
        self.assertEqual([row["document"] for row in waiting], [issued[0]["number"], issued[0]["number"][:-1] + "1"])
        self.assertEqual(waiting[0]["email"], "ap@tailspin.example")
        ctl("delivery", "mark", issued[0]["number"], "--state", "failed", workspace=w, exit_code=1)
        sent = ctl_json("delivery", "mark", issued[0]["number"], "--note", "ap@tailspin.example", workspace=w)
        self.assertEqual((sent["state"], sent["note"]), ("sent", "ap@tailspin.example"))
        ctl("delivery", "mark", issued[0]["number"], "--state", "waiting", workspace=w, exit_code=1)
        self.assertTrue(all(check["result"] == "holds" for check in ctl_json("ledger", "verify", workspace=w)))
        ctl("workspace", "verify", workspace=w)


class TheTermsOfBilling(unittest.TestCase):
    """Terms that a contract or a company has, from the document to the invoice, its explanation and its verification."""

    ITEMS = [{"key": "seats", "kind": "recurring", "description": "Seats", "price": {"model": "per_unit", "unit_price": "100.00"}}]

    def company(self, name, currency="USD", country="US"):
        w = place(name)
        ctl("workspace", "create", w, "--company", "Terms Inc.", "--currency", currency, "--country", country)
        accounts = scratch / "terms-accounts.json"
        accounts.write_text(json.dumps({"format": "accord.accounts/1", "accounts": [
            {"number": "T-%d" % n, "name": "Customer %d" % n, "segment": "enterprise", "region": "AMER", "currency": currency,
             "address": {"line1": "1 Main Street", "city": "Hamburg", "postal_code": "20095", "country": "DE"}} for n in (1, 2, 3)]}))
        ctl("account", "import", accounts, workspace=w)
        return w

    def sign(self, w, account="T-1", items=None, currency="USD", exit_code=0, **terms):
        document = scratch / "terms-contract.json"
        document.write_text(json.dumps({
            "format": "accord.contract/1", "number": "C-" + account, "account": account, "currency": currency,
            "start": "2026-01-01", "end": "2027-01-01", "items": items or self.ITEMS, **terms}))
        return ctl("contract", "import", document, workspace=w, exit_code=exit_code)

    def bill(self, w, month, day):
        ctl("bill", "run", "--period", month, "--issue-date", day, workspace=w)
        rows = [row for row in ctl_json("invoice", "list", "--period", month, workspace=w) if not row["number"]]
        return ctl_json("invoice", "issue", *[row["id"] for row in rows], workspace=w) if rows else []

    def use(self, w, name, rows):
        path = scratch / name
        path.write_text("event_id,timestamp,meter,account,quantity\n" + "".join(
            "%s-%d,%s,%s,%s,%s\n" % (name, n, day + "T12:00:00Z", meter, account, quantity)
            for n, (day, meter, account, quantity) in enumerate(rows)))
        ctl("usage", "import", path, workspace=w)

    def holds(self, w, *invoices):
        for invoice in invoices:
            ctl("invoice", "explain", invoice["number"], workspace=w)
        ctl("workspace", "verify", workspace=w)

    def test_discounts_are_taken_in_the_order_stored(self):
        w = self.company("order.accord")
        fixed = {"name": "Goodwill", "basis": "fixed", "scope": "everything", "amount": "15.00"}
        percent = {"name": "Frame", "basis": "percent", "scope": "everything", "percent": "10"}
        self.sign(w, "T-1", discounts=[fixed, percent])
        self.sign(w, "T-2", discounts=[percent, fixed])
        issued = {row["account"]: row for row in self.bill(w, "2026-01", "2026-01-31")}
        self.assertEqual((issued["Customer 1"]["total"], issued["Customer 2"]["total"]), ("76.50", "75.00"))
        self.assertIn("10 % of what is left", ctl("invoice", "explain", issued["Customer 1"]["number"], workspace=w).stdout)
        self.holds(w, *issued.values())
        preview = ctl("contract", "what-if", "C-T-1", "--period", "2026-02", "--set", "discount=50", workspace=w, exit_code=None)
        self.assertEqual(preview.returncode, 0, preview.stderr)

    def test_a_company_says_where_its_tax_is_rounded(self):
        w = self.company("rounding.accord", "EUR", "DE")
        code = ctl_json("company", "list", workspace=w)[0]["code"]
        three = [{**self.ITEMS[0], "key": key, "price": {"model": "per_unit", "unit_price": "10.03"}} for key in "abc"]
        self.sign(w, items=three, currency="EUR")
        # 10.03 × 19 % = 1.9057 → 1.91 each: 5.73. Once for the rate, 30.09 × 19 % = 5.7171 → 5.72.
        by_rate = self.bill(w, "2026-01", "2026-01-31")[0]
        self.assertEqual(by_rate["total"], "35.81")
        self.assertIn("tax.rounding_unknown", ctl("company", "set", code, "--tax-rounding", "cent", workspace=w, exit_code=1).stderr)
        self.assertIn("company.compound_tax", ctl("company", "set", code, "--compound-tax", "Nowhere", workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("company", "set", code, "--tax-rounding", "line", workspace=w)["tax_rounding"], "line")
        by_line = self.bill(w, "2026-02", "2026-02-28")[0]
        self.assertEqual(by_line["total"], "35.82")
        self.assertIn("rounded for each line", ctl("invoice", "explain", by_line["number"], workspace=w).stdout)
        self.assertIn("EN 16931", ctl("invoice", "xml", by_line["number"], "--out", scratch / "line.xml", workspace=w, exit_code=1).stderr)
        # What was billed before is computed as it was then.
        self.holds(w, by_rate, by_line)

    def test_an_interim_bill_and_the_rest_are_the_whole(self):
        w = self.company("interim.accord")
        ctl("meter", "save", "calls", "--name", "Calls", "--unit", "calls", workspace=w)
        tiers = {"model": "graduated", "tiers": [{"up_to": "100", "unit_price": "1.00"}, {"up_to": None, "unit_price": "0.50"}]}
        self.sign(w, items=self.ITEMS + [{"key": "calls", "kind": "usage", "description": "Calls", "meter": "calls", "price": tiers}])
        self.use(w, "first.csv", [("2026-01-05", "calls", "T-1", "80")])
        early = ctl_json("bill", "interim", "T-1", "--through", "2026-01-15", "--issue-date", "2026-01-15", workspace=w)
        self.assertEqual([row["total"] for row in early], ["80.00"])
        self.assertIn("billing.nothing_interim", ctl("bill", "interim", "T-1", "--through", "2026-01-15", workspace=w, exit_code=1).stderr)
        early = ctl_json("invoice", "issue", early[0]["id"], workspace=w)
        # 20 calls of the first half come late, 40 more are made: 140 calls are 120.00, of which 80.00 were billed.
        self.use(w, "second.csv", [("2026-01-06", "calls", "T-1", "20"), ("2026-01-20", "calls", "T-1", "40")])
        rest = self.bill(w, "2026-01", "2026-01-31")
        self.assertEqual([row["total"] for row in rest], ["140.00"])
        of_the_month = ctl_json("invoice", "list", "--period", "2026-01", workspace=w)
        self.assertEqual(sorted(Decimal(row["total"]) for row in of_the_month), [Decimal("80.00"), Decimal("140.00")])
        self.assertEqual(ctl_json("invoice", "list", "--period", "2026-02", workspace=w), [])
        lines = {line["description"]: line["net"] for line in ctl_json("invoice", "show", rest[0]["number"], workspace=w)["lines"]}
        self.assertEqual(lines["Calls - 40 calls"] if "Calls - 40 calls" in lines else lines["Calls - 40"], "20.00")
        self.assertEqual(sum(float(net) for net in lines.values()), 140.0)
        # More of the first half after the month: both parts are looked at again, and come to 150 calls: 125.00.
        self.use(w, "third.csv", [("2026-01-07", "calls", "T-1", "10")])
        later = self.bill(w, "2026-02", "2026-02-28")
        self.assertEqual([row["total"] for row in later], ["105.00"])
        self.assertEqual(self.bill(w, "2026-02", "2026-02-28"), [])
        self.holds(w, *early, *rest, *later)

    def test_a_fixed_discount_is_taken_of_a_month_once(self):
        w = self.company("interim-fixed.accord")
        ctl("meter", "save", "calls", "--name", "Calls", "--unit", "calls", workspace=w)
        self.sign(w, items=[{"key": "calls", "kind": "usage", "description": "Calls", "meter": "calls", "price": {"model": "per_unit", "unit_price": "1.00"}}],
                  discounts=[{"name": "Goodwill", "basis": "fixed", "scope": "usage", "amount": "50.00"}])
        self.use(w, "first.csv", [("2026-01-05", "calls", "T-1", "80")])
        early = ctl_json("bill", "interim", "T-1", "--through", "2026-01-15", "--issue-date", "2026-01-15", workspace=w)
        self.assertEqual([row["total"] for row in early], ["30.00"])
        early = ctl_json("invoice", "issue", early[0]["id"], workspace=w)
        self.use(w, "second.csv", [("2026-01-06", "calls", "T-1", "5"), ("2026-01-20", "calls", "T-1", "40")])
        rest = self.bill(w, "2026-01", "2026-01-31")
        self.assertEqual([row["total"] for row in rest], ["45.00"]) # 125 calls − 50.00 − 30.00
        self.holds(w, *early, *rest)

    def test_dimensions_of_usage_have_prices_of_their_own(self):
        w = self.company("dimensions.accord")
        for code in ("sms", "sms/eu", "sms/us"):
            ctl("meter", "save", code, "--name", code, "--unit", "messages", workspace=w)
        self.sign(w, items=[{"key": "sms", "kind": "usage", "description": "SMS", "meter": "sms", "unit": "messages",
                             "price": {"model": "per_unit", "unit_price": "0.10"},
                             "dimension_prices": {"eu": {"model": "per_unit", "unit_price": "0.08"}}}])
        self.use(w, "sms.csv", [("2026-01-05", "sms/eu", "T-1", "1000"), ("2026-01-05", "sms/us", "T-1", "50"), ("2026-01-06", "sms", "T-1", "50")])
        issued = self.bill(w, "2026-01", "2026-01-31")
        self.assertEqual([row["total"] for row in issued], ["90.00"]) # 80.00 + 100 × 0.10
        self.assertIn("Used in January 2026, eu", ctl("invoice", "explain", issued[0]["number"], workspace=w).stdout)
        self.holds(w, *issued)

    def test_coupons_are_taken_up_while_they_last(self):
        w = copy_of_sample("coupons.accord")
        book = scratch / "coupon-book.json"
        ctl("price-book", "export", "--out", book, workspace=w)
        document = json.loads(book.read_text())
        coupon = {"code": "SPRING-26", "name": "Spring", "basis": "percent", "scope": "recurring", "percent": "15",
                  "valid_from": "2026-01-01", "valid_to": "2026-04-01", "months": 2, "uses": 2}
        document.update(version=document["version"] + 1, coupons=[coupon, coupon])
        book.write_text(json.dumps(document))
        publish = ("--as", "controller", "price-book", "import", book)
        self.assertIn("coupons.code_taken", ctl(*publish, workspace=w, exit_code=1).stderr)
        self.assertEqual(ctl_json("coupon", "list", workspace=w), [])
        document["coupons"] = [coupon]
        book.write_text(json.dumps(document))
        ctl(*publish, workspace=w)
        granted = {"name": "Spring", "basis": "percent", "scope": "recurring", "percent": "15", "coupon": "SPRING-26",
                   "start": "2026-01-01", "end": "2026-03-01"}
        for wrong, error in (({"percent": "25"}, "coupons.differs"), ({"end": "2026-06-01"}, "coupons.differs"),
                             ({"start": "2026-04-01", "end": "2026-06-01"}, "coupons.not_valid"), ({"coupon": "AUTUMN"}, "coupons.unknown")):
            self.assertIn(error, self.sign(w, "A-0001", discounts=[{**granted, **wrong}], exit_code=1).stderr)
        self.assertIn("coupons.twice", self.sign(w, "A-0001", discounts=[granted, granted], exit_code=1).stderr)
        self.sign(w, "A-0001", discounts=[granted])
        self.sign(w, "A-0002")
        self.sign(w, "A-0003")
        amend = ("contract", "amend", "--from", "2026-02-01", "--reason", "Spring offer", "--coupon", "SPRING-26")
        ctl(*amend, "C-A-0002", workspace=w)
        got = ctl_json("contract", "export", "C-A-0002", workspace=w)["discounts"][-1]
        self.assertEqual((got["start"], got["end"], got["percent"]), ("2026-02-01", "2026-04-01", "15"))
        self.assertIn("coupons.used_up", ctl(*amend, "C-A-0003", workspace=w, exit_code=1).stderr)
        self.assertEqual([(row["code"], row["uses"], row["used"]) for row in ctl_json("coupon", "list", workspace=w)], [("SPRING-26", 2, 2)])
        # A contract that has it keeps it after the coupon is gone.
        del document["coupons"]
        document["version"] += 1
        book.write_text(json.dumps(document))
        ctl(*publish, workspace=w)
        ctl("contract", "amend", "C-A-0002", "--from", "2026-03-01", "--reason", "Dearer", "--set", "seats.price=120", workspace=w)


class TheHome(unittest.TestCase):
    """What waits for whom, by the money at stake."""

    def test_everybody_is_told_of_their_own_work(self):
        w = copy_of_sample("home.accord")
        kinds = {row["kind"]: row for row in ctl_json("--as", "operator", "home", "kinds", workspace=w)}
        self.assertLessEqual({"overdue", "dunning_step", "unbilled"}, set(kinds))
        self.assertNotIn("approval", kinds)
        for kind, row in kinds.items():
            rows = ctl_json("--as", "operator", "home", "list", "--kind", kind, workspace=w)
            self.assertEqual(sum(one["count"] for one in rows), row["count"], kind)
            self.assertEqual(row["currency"], "USD")
        rows = ctl_json("--as", "operator", "home", "list", workspace=w)
        stakes = [float(row["at_stake"] or -1) for row in rows]
        self.assertEqual(stakes, sorted(stakes, reverse=True))
        self.assertEqual({row["kind"] for row in ctl_json("--as", "approver", "home", "list", workspace=w)}, {"approval"})
        self.assertEqual(ctl_json("--as", "admin", "home", "list", workspace=w), [])
        self.assertEqual(ctl_json("--as", "operator", "home", "list", "--aside", workspace=w), [])
        self.assertIn("home.kind_unknown", ctl("home", "list", "--kind", "nothing", workspace=w, exit_code=1).stderr)


@unittest.skipIf(ON_SERVER, "of files: a login proves who somebody is")
class TheSignIn(unittest.TestCase):
    """Passphrases of people who share a file."""

    def test_a_passphrase_keeps_others_out(self):
        workspace = copy_of_sample("shared.accord")
        first, second = "quiet otter paints doors", "seven lamps under water"
        short = ctl("--as", "approver", "person", "passphrase", workspace=workspace, env={"ACCORD_NEW_PASSPHRASE": "short"}, exit_code=1)
        self.assertIn("identity.passphrase_length", short.stderr)
        ctl("--as", "approver", "person", "passphrase", workspace=workspace, env={"ACCORD_NEW_PASSPHRASE": first})
        nobody = ctl("--as", "approver", "approval", "list", workspace=workspace, exit_code=None)
        self.assertIn("usage.secret_missing", nobody.stderr)
        wrong = ctl("--as", "approver", "approval", "list", workspace=workspace, env={"ACCORD_PASSPHRASE": second}, exit_code=1)
        self.assertIn("identity.passphrase_wrong", wrong.stderr)
        self.assertNotIn(second, wrong.stderr)
        ctl("--as", "approver", "approval", "list", workspace=workspace, env={"ACCORD_PASSPHRASE": first})
        ctl("--as", "operator", "invoice", "list", workspace=workspace)  # who chose none is not asked
        ctl("--as", "approver", "person", "passphrase", workspace=workspace,
            env={"ACCORD_PASSPHRASE": first, "ACCORD_NEW_PASSPHRASE": second})
        ctl("--as", "approver", "approval", "list", workspace=workspace, env={"ACCORD_PASSPHRASE": second})
        refused = ctl("--as", "operator", "person", "passphrase", "--remove", "approver", workspace=workspace, exit_code=1)
        self.assertIn("permission.role_missing", refused.stderr)
        ctl("--as", "admin", "person", "passphrase", "--remove", "approver", workspace=workspace)
        ctl("--as", "approver", "approval", "list", workspace=workspace)
        ctl("audit", "verify", workspace=workspace)


class TheRestore(unittest.TestCase):
    """A backup put back after documents were issued, and backups that are made by themselves."""

    @staticmethod
    def issued(workspace):
        return {row["number"] for row in ctl_json("invoice", "list", "--period", "2026-06", workspace=workspace) if row["number"]}

    def test_no_number_is_given_twice(self):
        workspace = copy_of_sample("given.accord")
        ctl("bill", "run", "--period", "2026-06", workspace=workspace)
        backup = scratch / "before_issue.accord"
        ctl("workspace", "backup", backup, workspace=workspace)
        ids = [row["id"] for row in ctl_json("invoice", "list", "--period", "2026-06", "--status", "approved", workspace=workspace)]
        self.assertGreater(len(ids), 2)
        ctl("--as", "operator", "invoice", "issue", *ids[:2], workspace=workspace)
        given = self.issued(workspace)
        self.assertEqual(len(given), 2)
        target = place("given_back") if ON_SERVER else workspace
        restored = ctl_json("workspace", "restore", backup, target)
        self.assertGreater(restored["deliveries_in_doubt"], 0)
        self.assertEqual(self.issued(target), set())
        refused = ctl("--as", "operator", "invoice", "issue", ids[0], workspace=target, exit_code=1)
        self.assertIn("restore.numbering_locked", refused.stderr)
        known = ctl_json("workspace", "numbering", workspace=target)
        self.assertTrue(known["locked"])
        if not ON_SERVER:  # the journal of this place saw them; in a new database somebody has to say so
            self.assertEqual({row["number"] for row in known["forgotten"]}, given)
        seen = [word for number in sorted(given) for word in ("--issued", number)] if ON_SERVER else []
        refused = ctl("--as", "operator", "workspace", "numbering", "--confirm", *seen, workspace=target, exit_code=1)
        self.assertIn("permission.role_missing", refused.stderr)
        confirmed = ctl_json("--as", "controller", "workspace", "numbering", "--confirm", *seen, workspace=target)
        self.assertEqual(confirmed["reserved"], 2)
        ctl("--as", "operator", "invoice", "issue", *ids[:2], workspace=target)
        self.assertEqual(len(self.issued(target)), 2)
        self.assertFalse(self.issued(target) & given)
        self.assertTrue(ctl_json("workspace", "verify", workspace=target)["holds"])
        ctl("audit", "verify", workspace=target)

    @on_files
    def test_another_machine_does_not_know_what_was_given(self):
        workspace = copy_of_sample("elsewhere.accord")
        elsewhere = {"XDG_DATA_HOME": str(scratch / "another-machine")}
        ctl("workspace", "restore", SAMPLE, workspace.with_name("moved.accord"), env=elsewhere)
        moved = workspace.with_name("moved.accord")
        ctl("invoice", "list", workspace=moved, env=elsewhere)
        self.assertIn("knows of no number", ctl("workspace", "numbering", workspace=moved, env=elsewhere).stdout)
        confirm = ("--as", "controller", "workspace", "numbering", "--confirm")
        refused = ctl(*confirm, workspace=moved, env=elsewhere, exit_code=1).stderr
        self.assertIn("[restore.nothing_known]", refused)
        self.assertTrue(ctl_json("workspace", "numbering", workspace=moved, env=elsewhere)["locked"])
        ctl(*confirm, "--note", "Ann compared the mail that left", workspace=moved, env=elsewhere)
        self.assertFalse(ctl_json("workspace", "numbering", workspace=moved, env=elsewhere)["locked"])

    def test_backups_are_made_when_they_are_due_and_can_be_checked(self):
        workspace = copy_of_sample("planned.accord")
        folder = scratch / "backups"
        folder.mkdir()
        refused = ctl("--as", "admin", "backup", "plan", "--folder", folder / "none", workspace=workspace, exit_code=1)
        self.assertIn("backup.folder", refused.stderr)
        ctl("--as", "admin", "backup", "plan", "--folder", folder, "--every", "12", "--keep", "2", workspace=workspace)
        made = ctl_json("backup", "run", workspace=workspace)
        self.assertIn("No backup is due", ctl("backup", "run", workspace=workspace).stdout)
        listed = ctl_json("backup", "list", workspace=workspace)
        self.assertEqual([row["file"] for row in listed], [made["file"]])
        self.assertEqual(ctl_json("backup", "check", made["file"])["seal"], made["seal"])
        with open(made["file"], "r+b") as file:
            file.seek(-100, os.SEEK_END)
            file.write(b"x")
        self.assertIn("backup.changed", ctl("backup", "check", made["file"], exit_code=1).stderr)
        ctl("--as", "admin", "backup", "plan", "--none", workspace=workspace)
        self.assertIn("backup.unplanned", ctl("backup", "run", "--force", workspace=workspace, exit_code=1).stderr)
class TheCopies(unittest.TestCase):
    """Work without a connection: copies of one team's workspace, which may be a file or a database."""

    def setUp(self):
        self.team = copy_of_sample(f"team-{self._testMethodName}.accord")
        rows = ctl_json("account", "list", workspace=self.team)
        self.mine = next(a["number"] for a in rows if a["region"] == "EMEA")
        self.foreign = next(a["number"] for a in rows if a["region"] == "AMER")

    def copy(self, name, person="csm-emea"):
        file = scratch / f"{self._testMethodName}-{name}.accord"
        file.unlink(missing_ok=True)
        ctl("sync", "start", "--server", self.server_of(person), "--as", person, workspace=file)
        return file

    def server_of(self, person):
        return self.team

    def run_(self, file, exit_code=0):
        return ctl_json("sync", "run", workspace=file, exit_code=exit_code)

    def name_in(self, workspace):
        return ctl_json("account", "show", self.mine, workspace=workspace)["name"]

    def test_a_copy_holds_its_regions_with_contracts_and_headers_of_invoices(self):
        copy = self.copy("a")
        regions = {a["region"] for a in ctl_json("account", "list", workspace=copy)}
        self.assertEqual(regions, {"EMEA"})
        region_of = {a["name"]: a["region"] for a in ctl_json("account", "list", workspace=self.team)}
        contracts = {(c["number"], c["version"]) for c in ctl_json("contract", "list", workspace=self.team) if region_of[c["account"]] == "EMEA"}
        self.assertTrue(contracts)
        self.assertEqual({(c["number"], c["version"]) for c in ctl_json("contract", "list", workspace=copy)}, contracts)
        issued = {(i["number"], i["status"], i["total"], i["open"]) for i in ctl_json("invoice", "list", workspace=self.team)
                  if i["number"] and region_of[i["account"]] == "EMEA" and i["issue_date"] > "2025-06-30"}  # a year before the sample's day
        self.assertTrue(issued)
        self.assertEqual({(i["number"], i["status"], i["total"], i["open"]) for i in ctl_json("invoice", "list", workspace=copy)}, issued)
        refused = ctl("invoice", "show", min(issued)[0], workspace=copy, exit_code=1).stderr
        self.assertIn("the whole document is with the team's server", refused)
        status = ctl_json("sync", "status", workspace=copy)
        self.assertEqual((status["holds"]["regions"], status["holds"]["contracts"], status["holds"]["invoice_headers"]),
                         (["EMEA"], len(contracts), len(issued)))
        said = ctl("sync", "status", workspace=copy).stdout
        self.assertIn(f"of EMEA: {len([a for a in region_of.values() if a == 'EMEA'])} accounts", said)
        self.assertIn(f"headers of {len(issued)} invoice", said)
        self.assertIn("It is as the team had it 0 hours ago", said)
        self.assertTrue(status["copy"])
        self.assertEqual((status["person"], status["waiting"], status["conflicts"], status["failure"]), ("csm-emea", 0, 0, ""))
        self.assertEqual(self.run_(copy)["received"], 0)

    def test_contracts_are_read_in_a_copy_and_saved_with_the_team(self):
        copy = self.copy("a")
        number = ctl_json("contract", "list", workspace=copy)[0]["number"]
        here, there = (ctl_json("contract", "show", number, workspace=place) for place in (copy, self.team))
        for of_the_whole in ("committed_annual_value", "findings"):  # a copy has no locations
            here.pop(of_the_whole), there.pop(of_the_whole)
        self.assertEqual(here, there)
        change = f"{there['items'][0]['key']}.price=1.00"
        refused = ctl("contract", "amend", number, "--from", "2026-08-01", "--reason", "x", "--set", change, workspace=copy, exit_code=1)
        self.assertIn("sync.only_with_server", refused.stderr)
        self.assertEqual(ctl_json("contract", "show", number, workspace=copy)["version"], there["version"])

    def test_what_two_write_apart_ends_on_both_sides(self):
        a, b = self.copy("a"), self.copy("b", "rep")
        note = ctl_json("note", "add", self.mine, "Asked for a second rack", workspace=a)
        contact = ctl_json("contact", "add", self.mine, "--name", "Ida Holm", "--phone", "1", workspace=a)
        ctl("account", "edit", self.mine, "--segment", "team", workspace=a)
        ctl("note", "add", self.mine, "Met at the fair", workspace=b)
        self.assertEqual(ctl_json("sync", "status", workspace=a)["waiting"], 3)
        self.assertEqual(self.run_(a)["sent"], 3)
        self.assertEqual(self.run_(b)["sent"], 1)
        self.run_(a)
        for workspace in (a, b, self.team):
            texts = {n["text"] for n in ctl_json("note", "list", self.mine, workspace=workspace)}
            self.assertEqual(texts, {"Asked for a second rack", "Met at the fair"})
            people = {c["name"]: c["phone"] for c in ctl_json("contact", "list", self.mine, workspace=workspace)}
            self.assertEqual(people["Ida Holm"], "1")
        ctl("contact", "edit", contact["id"], "--phone", "2", workspace=self.team, env={})
        ctl("note", "withdraw", note["id"], workspace=a)
        self.run_(a)
        self.run_(b)
        self.assertEqual({c["phone"] for c in ctl_json("contact", "list", self.mine, workspace=b) if c["name"] == "Ida Holm"}, {"2"})
        self.assertEqual([n["text"] for n in ctl_json("note", "list", self.mine, workspace=b)], ["Met at the fair"])
        ctl("workspace", "verify", workspace=self.team)

    def test_the_same_field_written_twice_waits_for_a_choice(self):
        for take, expected in (("mine", "Mine"), ("theirs", "Theirs")):
            copy = self.copy(take)
            before = self.name_in(self.team)
            ctl("account", "edit", self.mine, "--name", "Mine", workspace=copy)
            ctl("account", "edit", self.mine, "--name", "Theirs", "--as", "csm-emea", workspace=self.team)
            self.assertEqual(self.run_(copy, exit_code=4)["conflicts"], 1)
            self.assertEqual(self.name_in(copy), "Theirs")
            for workspace in (copy, self.team):
                conflict, = ctl_json("sync", "conflicts", workspace=workspace)
                field, = conflict["fields"]
                self.assertEqual((field["name"], field["base"], field["mine"], field["theirs"]), ("name", before, "Mine", "Theirs"))
                self.assertEqual(conflict["who"], "csm-emea")
            ctl("sync", "resolve", conflict["id"], "--take", take, workspace=copy)
            self.assertTrue(ctl_json("sync", "conflicts", workspace=copy)[0]["chosen"])
            self.run_(copy)
            for workspace in (copy, self.team):
                self.assertEqual(self.name_in(workspace), expected)
                self.assertEqual(ctl_json("sync", "conflicts", workspace=workspace), [])
            ctl("account", "edit", self.mine, "--name", before, "--as", "csm-emea", workspace=self.team)

    def test_the_team_chooses_as_well(self):
        copy = self.copy("a")
        ctl("account", "edit", self.mine, "--name", "Mine", workspace=copy)
        ctl("account", "edit", self.mine, "--name", "Theirs", "--as", "csm-emea", workspace=self.team)
        self.run_(copy, exit_code=4)
        conflict, = ctl_json("sync", "conflicts", workspace=self.team)
        ctl("sync", "resolve", conflict["id"], "--take", "mine", "--as", "csm-emea", workspace=self.team)
        self.run_(copy)
        self.assertEqual((self.name_in(copy), self.name_in(self.team)), ("Mine", "Mine"))
        self.assertEqual(ctl_json("sync", "conflicts", workspace=copy), [])

    def test_a_copy_restored_from_a_backup_loses_nothing_and_does_nothing_twice(self):
        copy = self.copy("a")
        ctl("note", "add", self.mine, "First", workspace=copy)
        old = scratch / "old.accord"
        old.unlink(missing_ok=True)
        ctl("workspace", "backup", old, workspace=copy)
        self.run_(copy)
        ctl("note", "add", self.mine, "Second", workspace=copy)
        self.run_(copy)
        shutil.copyfile(old, copy)
        for suffix in ("-wal", "-shm"):
            pathlib.Path(f"{copy}{suffix}").unlink(missing_ok=True)
        ctl("note", "add", self.mine, "Third", workspace=copy)
        self.run_(copy)
        for workspace in (copy, self.team):
            texts = sorted(n["text"] for n in ctl_json("note", "list", self.mine, workspace=workspace))
            self.assertEqual(texts, ["First", "Second", "Third"])

    def test_a_team_restored_from_a_backup_gets_again_what_it_forgot(self):
        if ON_SERVER:
            self.skipTest("of files")
        copy = self.copy("a")
        old = scratch / "old-team.accord"
        old.unlink(missing_ok=True)
        ctl("workspace", "backup", old, workspace=self.team)
        ctl("note", "add", self.mine, "Forgotten", workspace=copy)
        self.run_(copy)
        shutil.copyfile(old, self.team)
        for suffix in ("-wal", "-shm"):
            pathlib.Path(f"{self.team}{suffix}").unlink(missing_ok=True)
        self.run_(copy)
        for workspace in (copy, self.team):
            self.assertEqual([n["text"] for n in ctl_json("note", "list", self.mine, workspace=workspace)], ["Forgotten"])

    def test_a_machine_is_taken_off(self):
        copy, other = self.copy("a"), self.copy("b", "rep")
        ctl("note", "add", self.mine, "Kept to be read", workspace=copy)
        admin = self.server_of("admin")
        devices = {row["person"]: row for row in ctl_json("--as", "admin", "sync", "devices", workspace=admin)}
        self.assertEqual(set(devices), {"csm-emea", "rep"})
        self.assertTrue(devices["rep"]["machine"])
        own = ctl_json("--as", "rep", "sync", "devices", workspace=self.server_of("rep"))
        self.assertEqual([row["person"] for row in own], ["rep"])
        lost = devices["csm-emea"]["device"]
        refused = ctl("--as", "rep", "sync", "revoke", lost, "--reason", "Mine now", workspace=self.server_of("rep"), exit_code=1)
        self.assertRegex(refused.stderr, "permission.role_missing|sync.device_not_found")
        ctl("--as", "admin", "sync", "revoke", lost, "--reason", "Left in a train", workspace=admin)
        self.assertIn("sync.device_revoked", ctl("sync", "run", workspace=copy, exit_code=1).stderr)
        self.assertIn("sync.copy_revoked", ctl("account", "list", workspace=copy, exit_code=1).stderr)
        self.assertTrue(ctl_json("sync", "status", workspace=copy)["revoked"])
        self.assertEqual([row["state"] for row in ctl_json("sync", "waiting", workspace=copy)], ["waiting"])
        self.run_(other)
        self.assertEqual(ctl_json("note", "list", self.mine, workspace=other), [])
        again = ctl("sync", "start", "--server", self.server_of("csm-emea"), "--as", "csm-emea", workspace=scratch / "again.accord", exit_code=1)
        self.assertIn("sync.machine_revoked", again.stderr)

    def test_files_travel_both_ways(self):
        copy, other = self.copy("a"), self.copy("b", "rep")
        mine, theirs = scratch / "mine.txt", scratch / "theirs.txt"
        mine.write_bytes(b"m" * 600_000)
        theirs.write_bytes(b"t" * 300_000)
        sent = ctl_json("attachment", "add", self.mine, mine, workspace=copy)
        brought = ctl_json("attachment", "add", self.mine, theirs, workspace=other)
        for machine in (copy, other, copy):
            self.run_(machine)
        for workspace in (copy, other, self.team):
            for file, kept in ((mine, sent), (theirs, brought)):
                out = scratch / "travelled"
                ctl("attachment", "save", kept["id"], "--out", out, workspace=workspace)
                self.assertEqual(out.read_bytes(), file.read_bytes())
        foreign = ctl("attachment", "add", self.foreign, mine, workspace=copy, exit_code=1)
        self.assertIn("accounts.not_found", foreign.stderr)
        ctl("attachment", "remove", sent["id"], workspace=copy)
        self.run_(copy)
        self.run_(other)
        self.assertEqual([row["file"] for row in ctl_json("attachment", "list", self.mine, workspace=other)], ["theirs.txt"])
        checks = ctl_json("workspace", "verify", workspace=self.team)["checks"]
        self.assertTrue(all(check["holds"] is not False for check in checks))

    def test_what_nobody_needs_goes_out_of_the_feeds(self):
        copy, away = self.copy("a"), self.copy("b", "rep")
        ctl("note", "add", self.mine, "First", workspace=copy)
        ctl("note", "add", self.mine, "From far away", workspace=away)
        self.run_(copy)
        self.run_(copy)
        compact = ("--as", "admin", "sync", "compact", "--days", "0")
        self.assertEqual(ctl_json(*compact, workspace=self.team)["lines"], 0)  # the other machine has not read it
        self.run_(away)
        self.run_(copy)
        self.run_(away)
        self.assertGreater(ctl_json(*compact, workspace=self.team)["lines"], 0)
        ctl("note", "add", self.mine, "Third", workspace=away)
        self.run_(away)
        self.run_(copy)
        for workspace in (copy, away, self.team):
            self.assertEqual(len(ctl_json("note", "list", self.mine, workspace=workspace)), 3)
        checks = ctl_json("workspace", "verify", workspace=self.team)["checks"]
        self.assertTrue(all(check["holds"] is not False for check in checks))

    def test_a_copy_says_what_works_only_with_the_team(self):
        copy = self.copy("a")
        for command in (("bill", "run", "--period", "2026-06"), ("dunning", "run")):
            refused = ctl(*command, workspace=copy, exit_code=None)
            self.assertNotEqual(refused.returncode, 0)
            self.assertIn("sync.only_with_server", refused.stderr)
        self.assertIn("sync.no_copy", ctl("sync", "run", workspace=self.team, exit_code=1).stderr)

    def test_rights_are_those_of_now(self):
        copy = self.copy("a", "rep")
        account = next(a for a in ctl_json("account", "list", workspace=copy))
        refused = ctl("account", "edit", account["number"], "--name", "Rep's", workspace=copy, exit_code=1)
        self.assertIn("permission.not_responsible", refused.stderr)
        self.assertIn("accounts.not_found", ctl("note", "add", self.foreign, "Hello", workspace=copy, exit_code=1).stderr)


class BadInput(unittest.TestCase):
    @on_files
    def test_a_locked_file_names_who_holds_it(self):
        workspace = copy_of_sample("held.accord")
        with contextlib.closing(sqlite3.connect(workspace, isolation_level=None)) as file:
            file.execute("BEGIN IMMEDIATE")
            refused = ctl("account", "edit", "A-0002", "--name", "Held", workspace=workspace, exit_code=None)
        self.assertIn("storage.locked_by", refused.stderr)
        self.assertIn(f"{workspace} is held by python3 (process {os.getpid()}).", refused.stderr)
        ctl("account", "edit", "A-0002", "--name", "Free", workspace=workspace)

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


@unittest.skipUnless(ON_SERVER, "of the database of a team")
class TheGuardedCopies(TheCopies):
    """The same where the database keeps everybody to their rights: each copy comes with the login of its person."""

    def setUp(self):
        super().setUp()
        ctl("workspace", "secure", self.team, "--existing")

    def server_of(self, person):
        return self.team.replace("//accord@", f"//{person}@")

    def feeds_hold(self):
        checks = json.loads(ctl("workspace", "verify", "--format", "json", workspace=self.team, exit_code=None).stdout)["checks"]
        held = {check["invariant"]: check["holds"] for check in checks}
        self.assertTrue(held["sync.feeds"] and held["sync.conflicts"])

    def test_every_letter_arrives(self):
        text = 'Tab\t, line\n, "quotes", back\\slash, \u0001, \u007f, é e\u0301, 漢字, 🙂, \u2028, {"a": [1.50]}'
        a, b = self.copy("a"), self.copy("b", "rep")
        ctl("note", "add", self.mine, text, workspace=a)
        ctl("contact", "add", self.mine, "--name", text.replace("\n", " "), workspace=a)
        self.run_(a)
        self.assertEqual(self.run_(b)["received"], 2)
        self.assertEqual(self.run_(b)["received"], 0)
        on_both = [[n["text"] for n in ctl_json("note", "list", self.mine, workspace=copy)] for copy in (a, b)]
        self.assertEqual(on_both[0], on_both[1])
        self.assertEqual(len(on_both[0]), 1)
        self.feeds_hold()

    def test_what_is_written_by_sql_is_told_as_well(self):
        copy = self.copy("a")
        database = self.team.partition("?")[0].rpartition("/")[2]
        sql(database, f"UPDATE acc.account SET name = 'By SQL', name_folded = 'by sql' WHERE number = '{self.mine}'")
        self.run_(copy)
        self.assertEqual(self.name_in(copy), "By SQL")
        self.feeds_hold()

    def test_an_edit_of_a_customer_who_left_goes_to_who_has_it_now(self):
        copy = self.copy("a")
        other = self.copy("b", "csm-apac")
        database = self.team.partition("?")[0].rpartition("/")[2]
        ctl("note", "add", self.mine, "Too late", workspace=copy)
        ctl("account", "edit", self.mine, "--segment", "team", workspace=copy)
        sql(database, f"UPDATE acc.account SET region = 'APAC' WHERE number = '{self.mine}'")
        self.assertEqual(self.run_(copy, exit_code=4)["rejected"], 2)
        self.assertEqual({row["reason"] for row in ctl_json("sync", "waiting", workspace=copy)}, {"sync.left_region"})
        self.assertNotIn(self.mine, [a["number"] for a in ctl_json("account", "list", workspace=copy)])
        self.run_(other)
        self.assertIn(self.mine, [a["number"] for a in ctl_json("account", "list", workspace=other)])
        kept = sql(database, "SELECT count(*) FROM acc.sync_row WHERE entity = 'orphan_edit' AND scope = 'region:APAC'")
        self.assertEqual(kept.strip(), "2")
        self.feeds_hold()

    def test_sql_goes_no_further_than_accord(self):
        """What somebody with psql and a login of their own might try with what synchronisation needs."""
        mine, copy = self.copy("rep", "rep"), self.copy("csm")
        others = self.copy("apac", "csm-apac")
        database = self.team.partition("?")[0].rpartition("/")[2]
        one = lambda statement: sql(database, "SET search_path = acc; " + statement).strip()
        ctl("account", "edit", self.mine, "--name", "Mine", workspace=copy)
        ctl("account", "edit", self.mine, "--name", "Theirs", "--as", "csm-emea", workspace=self.team)
        self.run_(copy, exit_code=4)
        ctl("note", "add", self.mine, "Known", workspace=mine)
        self.run_(mine)
        conflict = one("SELECT body FROM sync_row WHERE entity = 'conflict'")
        number = json.loads(conflict)["id"]
        account, foreign = (one(f"SELECT id FROM account WHERE number = '{n}'") for n in (self.mine, self.foreign))
        other = one("SELECT id FROM account WHERE region = 'EMEA' AND customer_success_manager <> 'rep' LIMIT 1")
        device = one("SELECT id FROM sync_device WHERE person = 'csm-emea'")
        own = one("SELECT id FROM sync_device WHERE person = 'rep'")
        new = "0199aaaa-0000-7000-8000-000000000001"

        def made(**changes):
            body = dict(json.loads(conflict), **changes)
            return f"SELECT acc.sync_keep('conflict', '{body['id']}', $x${json.dumps(body)}$x$, 'csm-emea')"

        def orphan(about, act="edit", fields=()):
            body = {"who": "rep", "command": {"id": new, "act": act, "entity": "account", "entity_id": about, "fields": list(fields)}}
            return f"SELECT acc.sync_keep('orphan_edit', '{new}', $x${json.dumps(body)}$x$, 'rep')"

        field = json.loads(conflict)["fields"][0]
        attacks = [
            "SELECT count(*) FROM acc.sync_change WHERE scope <> ALL (ARRAY['region:EMEA', 'invoices:EMEA', 'user:rep'])",
            "SELECT count(*) FROM acc.sync_row WHERE scope <> ALL (ARRAY['region:EMEA', 'invoices:EMEA', 'user:rep'])",
            "SELECT count(*) FROM acc.sync_scope WHERE scope IN ('region:APAC', 'invoices:APAC', 'user:csm-emea')",
            "SELECT count(*) FROM acc.sync_head('invoices:APAC')",
            "SELECT acc.sync_begin('invoices:APAC')",
            "SELECT acc.told_header((SELECT id FROM acc.invoice LIMIT 1), '')",
            "SELECT acc.told_within('invoices:', 'all')",
            f"SELECT acc.sync_keep('invoice', '{new}', '{{}}', 'rep')",
            f"SELECT acc.sync_keep('contract', '{new}', '{{}}', 'rep')",
            "INSERT INTO acc.invoice_header SELECT gen_random_uuid(), id, name, 'X', 'issued', 'EUR', '', '2026-01-01', '2026-02-01', '2026-01-01', "
            "'2026-01-31', 1, 1, 1, 0, 0, 0, false FROM acc.account LIMIT 1",
            "SELECT count(*) FROM acc.sync_device WHERE person <> 'rep'",
            "SELECT count(*) FROM acc.sync_command WHERE person <> 'rep'",
            f"SELECT count(*) FROM acc.sync_answer WHERE device <> '{own}'",
            "SELECT count(*) FROM acc.sync_head('region:APAC')",
            "SELECT count(*) FROM acc.sync_head('user:csm-emea')",
            f"SELECT count(*) FROM (SELECT 1 WHERE acc.sync_left('account', '{foreign}')) AS shown",
            "SELECT acc.sync_begin('region:NOWHERE')",
            "SELECT acc.sync_begin('user:csm-emea')",
            "INSERT INTO acc.sync_scope VALUES ('region:EMEA2', 1, '', 1, '')",
            "UPDATE acc.sync_scope SET clock = 1",
            "DELETE FROM acc.sync_change",
            "UPDATE acc.sync_change SET body = '{}'",
            "INSERT INTO acc.sync_change SELECT scope, clock + 1, false, 'account', gen_random_uuid(), 1, false, '{}', NULL, hash, hash FROM acc.sync_scope",
            "UPDATE acc.sync_row SET body = '{}'",
            f"INSERT INTO acc.sync_row VALUES ('account', '{account}', 'region:EMEA', 9, false, '{{}}', '', NULL)",
            "DELETE FROM acc.sync_row",
            f"SELECT acc.told_append('region:EMEA', true, 'account', '{account}', 9, false, '{{}}')",
            f"SELECT acc.told_row('account', '{account}', 'region:EMEA', '{{}}', '', NULL)",
            f"SELECT acc.told_present('account', '{foreign}')",
            f"SELECT acc.sync_keep('account', '{account}', '{{}}', 'rep')",
            f"SELECT acc.sync_keep('contact', '{new}', '{{}}', 'rep')",
            made(who="rep"),                                                    # the conflict of another person
            made(resolved_by="csm-emea"),                                       # in another name
            made(resolved_by="rep"),                                            # of a customer who is not theirs to choose about
            made(resolved_by="rep", took_mine=True),
            made(fields=[dict(field, mine="Forged")]),
            made(fields=[]),
            made(id=new, commands=[new], who="csm-emea"),
            made(id=new, commands=[new], who="rep", entity_id=foreign),
            made(id=new, commands=[new], who="rep", entity_id=other),           # no right to edit it
            made(id=new, commands=[new], who="rep", entity="note", entity_id=one("SELECT id FROM note LIMIT 1"),
                 fields=[{"name": "text", "base": "x", "mine": "y", "theirs": "never said"}]),
            made(id=new, commands=[new], who="rep", more=True),
            orphan(foreign),
            orphan(account),
            orphan(new, "make", [{"name": "account", "before": None, "after": foreign}]),
            f"INSERT INTO acc.sync_device VALUES ('{new}', 'csm-emea', 0, false)",
            f"INSERT INTO acc.sync_device VALUES ('{new}', 'rep', 7, false)",
            f"UPDATE acc.sync_device SET revoked = true WHERE id = '{device}'",
            f"UPDATE acc.sync_device SET person = 'csm-emea' WHERE id = '{own}'",
            f"UPDATE acc.sync_device SET last_sequence = last_sequence + 5 WHERE id = '{own}'",
            f"DELETE FROM acc.sync_device WHERE id = '{own}'",
            f"INSERT INTO acc.sync_answer VALUES ('{device}', 9, 'x')",
            f"DELETE FROM acc.sync_answer WHERE device = '{own}'",
            f"INSERT INTO acc.sync_command VALUES ('{new}', 'csm-emea', '{device}', '', '{{\"id\":\"{new}\"}}', '{{}}', now())",
            f"INSERT INTO acc.sync_command VALUES ('{new}', 'rep', '{device}', '', '{{\"id\":\"{new}\"}}', '{{}}', now())",
            f"INSERT INTO acc.sync_command VALUES ('{new}', 'rep', '{own}', '', '{{\"id\":\"{new}\"}}', '{{\"conflicts\":[\"{new}\"]}}', now())",
            f"UPDATE acc.sync_device SET revoked = true WHERE id = '{device}'",
            f"INSERT INTO acc.sync_revocation VALUES ('{device}', 'rep', now(), 'mine')",
            f"INSERT INTO acc.sync_revocation VALUES ('{own}', 'admin', now(), 'not me')",
            f"INSERT INTO acc.sync_contact VALUES ('{device}', 'x', now(), now())",
            "SELECT count(*) FROM acc.sync_contact JOIN acc.sync_device ON id = device WHERE person <> 'rep'",
            f"UPDATE acc.sync_reading SET clock = 0 WHERE device = '{device}'",
            f"INSERT INTO acc.sync_reading VALUES ('{device}', 'region:EMEA', 0)",
            "INSERT INTO acc.sync_day VALUES ('region:APAC', current_date, 0)",
            f"INSERT INTO acc.sync_departure VALUES ('region:EMEA', 'account', '{foreign}')",
            "UPDATE acc.sync_command SET outcome = '{}'",
            "DELETE FROM acc.sync_command",
        ]
        for attack in attacks:
            done = subprocess.run(["psql", "-X", "-h", SERVER, "-U", "rep", "-At", "-v", "VERBOSITY=verbose", "-d", database, "-c",
                                   f"BEGIN; {attack}; ROLLBACK"], capture_output=True, text=True)
            state = re.search(r"ERROR:  (\w{5}):", done.stderr)
            said = [line for line in done.stdout.splitlines() if line not in ("BEGIN", "ROLLBACK", "0", "UPDATE 0", "DELETE 0")]
            self.assertEqual(said, [], attack)
            self.assertIn(state.group(1) if state else "42501", ("42501", "AC001", "23514"), f"{attack}\n{done.stderr}")
        self.feeds_hold()
        # And what they may do still works, so that the refusals above are not of something else.
        fine = made(id=new, commands=[new], who="rep", entity="note", entity_id=one("SELECT id FROM note LIMIT 1"),
                    fields=[{"name": "text", "base": "x", "mine": "y", "theirs": "Known"}])
        done = subprocess.run(["psql", "-X", "-h", SERVER, "-U", "rep", "-At", "-d", database, "-c", f"BEGIN; {fine}; ROLLBACK"],
                              capture_output=True, text=True)
        self.assertEqual(done.stderr, "")
        self.run_(others)

    def test_a_copy_is_of_who_logs_in(self):
        file = scratch / "of-another.accord"
        refused = ctl("sync", "start", "--server", self.server_of("rep"), "--as", "csm-emea", workspace=file, exit_code=1)
        self.assertIn("identity.login_is_another", refused.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
