#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A month on the database of a team, each step with the login of the person whose work it is.

    ACCORDCTL=build/dev/bin/accordctl ACCORD_SOURCE=. tests/campaign/team_month.py
"""
import json
import pathlib
import subprocess
import tempfile
import unittest

from permissions import BANK_FILE, SERVER, ctl, new_sample, psql, sql, url

MONTH = "month"


def as_json(*arguments, login, expect=0):
    return json.loads(ctl(*arguments, "--format", "json", database=MONTH, login=login, expect=expect).stdout)


def refused(*arguments, login):
    return ctl(*arguments, database=MONTH, login=login, expect=1).stderr


class TheMonth(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        sql("postgres", "DROP ROLE IF EXISTS nora")
        new_sample(MONTH)
        cls.secured = json.loads(ctl("workspace", "secure", url(MONTH), "--existing", "--format", "json").stdout)
        cls.folder = pathlib.Path(tempfile.mkdtemp())

    def test_0_securing_again_changes_nothing(self):
        again = json.loads(ctl("workspace", "secure", url(MONTH), "--format", "json").stdout)
        self.assertEqual(again["logins_made"], [])
        self.assertGreater(again["tables"], 80)
        self.assertEqual(self.secured["people"], again["people"])

    def test_1_the_login_says_who_works(self):
        self.assertIn("identity.login_is_another", refused("--as", "operator", "account", "list", login="rep"))
        self.assertTrue(as_json("--as", "rep", "account", "list", login="rep"))
        sql(MONTH, "DROP ROLE IF EXISTS stranger; DROP ROLE IF EXISTS passerby; CREATE ROLE stranger LOGIN; GRANT accord_member TO stranger")
        self.assertIn("identity.login_unknown", refused("account", "list", login="stranger"))
        sql("postgres", "CREATE ROLE passerby LOGIN")
        ctl("account", "list", database=MONTH, login="passerby", expect=3)

    def test_2_who_works_in_a_region_sees_it_alone(self):
        everything = as_json("account", "list", login="operator")
        own = as_json("account", "list", login="rep")
        self.assertEqual({row["region"] for row in own}, {"EMEA"})
        self.assertEqual(len(own), sum(row["region"] == "EMEA" for row in everything))
        names = {row["name"] for row in own}
        invoices = as_json("invoice", "list", login="rep")
        self.assertTrue(invoices)
        self.assertLessEqual({row["account"] for row in invoices}, names)
        self.assertEqual(as_json("account", "list", login="admin"), [])
        self.assertEqual(as_json("invoice", "list", login="legal"), [])
        ctl("invoice", "pdf", next(row["number"] for row in invoices if row["number"]), "--out", self.folder / "own.pdf",
            database=MONTH, login="rep")
        ctl("search", "a", database=MONTH, login="rep")

    def test_3_the_month(self):
        self.assertIn("permission.role_missing", refused("bill", "run", "--period", "2026-06", login="rep"))
        run = as_json("bill", "run", "--period", "2026-06", login="operator")
        self.assertGreater(run["created"], 0)
        waiting = as_json("approval", "list", login="approver")
        self.assertTrue(waiting)
        self.assertIn("approvals.", refused("approval", "approve", waiting[0]["id"], login="operator"))
        for row in waiting:
            ctl("approval", "approve", row["id"], database=MONTH, login="approver")
        drafts = [row["id"] for row in as_json("invoice", "list", "--period", "2026-06", login="operator") if row["status"] == "approved"]
        self.assertTrue(drafts)
        self.assertIn("permission.role_missing", refused("invoice", "issue", drafts[0], login="approver"))
        issued = as_json("invoice", "issue", *drafts, login="operator")
        self.assertEqual(len(issued), len(drafts))
        note = as_json("invoice", "credit", issued[0]["number"], "--line", "1", "--reason", "Agreed", login="operator")
        self.assertTrue(note)
        bank = self.folder / "bank.sta"
        bank.write_text(BANK_FILE, encoding="latin-1")
        ctl("bank", "import", bank, database=MONTH, login="operator", expect=None)
        self.assertEqual(int(sql(MONTH, "SELECT count(*) > 0 FROM acc.bank_entry") == "t"), 1)
        ctl("payment", "match", database=MONTH, login="operator")
        self.assertIn("permission.role_missing", refused("ledger", "close", "--period", "2026-05", login="operator"))
        ctl("ledger", "close", "--period", "2026-05", database=MONTH, login="controller")
        self.assertIn("ledger.reopen_own", refused("ledger", "reopen", "--period", "2026-05", "--reason", "x", login="controller"))
        ctl("ledger", "reopen", "--period", "2026-05", "--reason", "A bill came late", database=MONTH, login="controller2")
        ctl("dunning", "run", database=MONTH, login="operator")

    def test_4_a_role_takes_two_logins(self):
        self.assertIn("permission.role_missing", refused("person", "add", "nora", login="operator"))
        ctl("person", "add", "nora", "--display-name", "Nora Lind", "--region", "APAC", database=MONTH, login="admin")
        ctl("person", "propose-role", "nora", "rep", database=MONTH, login="admin")
        self.assertIn("permission.role_missing", refused("person", "approve-role", "nora", "rep", login="admin"))
        ctl("person", "approve-role", "nora", "rep", database=MONTH, login="controller")
        self.assertIn("permission.role_missing", refused("person", "approve-scope", "nora", login="admin"))
        ctl("person", "approve-scope", "nora", database=MONTH, login="controller")
        self.assertEqual(json.loads(ctl("workspace", "secure", url(MONTH), "--format", "json").stdout)["logins_made"], ["nora"])
        self.assertEqual({row["region"] for row in as_json("account", "list", login="nora")}, {"APAC"})
        ctl("person", "revoke", "nora", "rep", database=MONTH, login="admin")
        self.assertEqual(as_json("account", "list", login="nora"), []) # at once, without securing again

    def test_5_an_account_takes_its_rows_along(self):
        count = "SELECT count(*) FROM acc.invoice"
        before = int(self.rows_of("rep", count))
        moved = sql(MONTH, "SELECT account_id FROM acc.invoice WHERE region = 'AMER' AND state = 'issued' LIMIT 1")
        with_it = int(sql(MONTH, f"SELECT count(*) FROM acc.invoice WHERE account_id = '{moved}'"))
        sql(MONTH, f"SET search_path = acc; UPDATE account SET region = 'EMEA' WHERE id = '{moved}'")
        self.assertEqual(int(self.rows_of("rep", count)), before + with_it)

    def test_5_who_is_connected(self):
        own = as_json("session", "list", login="rep")
        self.assertEqual({row["person"] for row in own}, {"rep"})
        with subprocess.Popen(["psql", "-X", "-h", SERVER, "-U", "csm", "-d", MONTH], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as other:
            other.stdin.write(b"SELECT pg_sleep(0);\n")
            other.stdin.flush()
            for _ in range(50):
                everybody = {row["person"] for row in as_json("session", "list", login="auditor")}
                if "csm" in everybody:
                    break
            self.assertLessEqual({"csm", "auditor"}, everybody)
            self.assertEqual({row["person"] for row in as_json("session", "list", login="rep")}, {"rep"})
            other.stdin.close()

    def test_5_nothing_is_dated_back(self):
        sql("postgres", f"CREATE DATABASE clock TEMPLATE {MONTH}")
        sql("clock", "DELETE FROM acc.workspace_setting WHERE key = 'fixed_today'")
        record = ("INSERT INTO acc.audit_record SELECT sequence + 1, {at}, 'rep', '', 'x', '', '', '{{}}', full_hash, encode(sha256("
                  "acc.canonical(full_hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char({at} AT TIME ZONE 'UTC', "
                  "'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"000Z\"')) || acc.canonical('rep') || acc.canonical('') || acc.canonical('x') || "
                  "acc.canonical('') || acc.canonical('') || acc.canonical('{{}}')), 'hex') "
                  "FROM (SELECT sequence, hash AS full_hash FROM acc.audit_head) AS head")
        late = psql("clock", record.format(at="date_trunc('second', now() - interval '1 day')") + ";", login="rep")
        self.assertIn("storage.clock_differs", late.stderr)
        today = psql("clock", record.format(at="date_trunc('second', now())") + ";", login="rep")
        self.assertEqual((today.stdout.strip(), today.stderr), ("INSERT 0 1", ""))
        sql("postgres", "DROP DATABASE clock")

    def test_5_what_an_approver_agreed_to_holds_at_once(self):
        rules = [{"name": kind, "kind": kind, "steps": [{"mode": "any", "roles": ["approver"]}]} for kind in ("contract", "credit_terms")]
        policy, contract = self.folder / "policy.json", self.folder / "contract.json"
        policy.write_text(json.dumps({"format": "accord.approval-policy/1", "currency": "USD", "rules": rules}))
        version = as_json("approval", "policy", "show", login="controller")["version"] + 1
        ctl("approval", "policy", "propose", policy, database=MONTH, login="admin")
        ctl("approval", "policy", "publish", version, database=MONTH, login="controller")
        contract.write_text(json.dumps({"format": "accord.contract/1", "number": "TEAM-1", "account": "A-0101", "currency": "USD",
                                        "start": "2026-07-01", "end": "2027-07-01", "items": [
                                            {"key": "fee", "description": "Platform", "price": {"model": "per_unit", "unit_price": "10.00"}}]}))
        ctl("contract", "import", contract, database=MONTH, login="operator")
        ctl("approval", "change", "payment-terms", "A-0101", "--to", "45", "--reason", "Renewal", database=MONTH, login="operator")
        self.assertNotIn("TEAM-1", {row["number"] for row in as_json("contract", "list", login="operator")})
        waiting = [row for row in as_json("approval", "list", login="approver") if row["kind"] in ("contract", "credit_terms")]
        self.assertEqual(len(waiting), 2)
        for row in waiting:
            ctl("approval", "approve", row["id"], database=MONTH, login="approver")
        self.assertIn("TEAM-1", {row["number"] for row in as_json("contract", "list", login="operator")})
        self.assertEqual(as_json("account", "show", "A-0101", login="operator")["payment_terms_days"], 45)
        # Nothing beyond it, by SQL neither.
        for change in ("account SET vat_id = 'X' WHERE number = 'A-0101'", "account SET payment_terms_days = 1 WHERE number = 'A-0102'"):
            done = psql(MONTH, f"UPDATE acc.{change}", login="approver")
            self.assertTrue("data of accounts" in done.stderr or done.stdout.strip() == "UPDATE 0", done.stdout + done.stderr)
        forged = psql(MONTH, "INSERT INTO acc.contract_version SELECT contract_id, version + 1, body, digest, 'approver', created_at "
                             "FROM acc.contract_version LIMIT 1", login="approver")
        self.assertTrue(forged.stderr)

    def test_5_a_controller_registers_for_sales_tax(self):
        ctl("tax", "register", "OH", "--entity", "US", "--from", "2026-06-01", database=MONTH, login="controller")
        self.assertIn("data of the company", psql(MONTH, "UPDATE acc.issuing_entity SET legal_name = 'X'", login="controller").stderr)

    def test_6_everything_still_adds_up(self):
        ctl("workspace", "verify", database=MONTH, login="controller")
        ctl("audit", "verify", database=MONTH, login="auditor")

    def test_6_who_sees_a_part_judges_a_part(self):
        whole = json.loads(ctl("workspace", "verify", "--format", "json", database=MONTH, login="controller").stdout)
        self.assertEqual((whole["holds"], whole["left_out"]), (True, 0))
        for login, judged, left in (("rep", "invoice.digest", "ledger.balanced"), ("csm", "invoice.lines", "audit.chain"),
                                    ("auditor", "audit.chain", "payments.state"), ("operator", "payments.state", "invoice.audit"),
                                    ("admin", "audit.chain", "numbers.gapless")):
            said = ctl("workspace", "verify", "--format", "json", database=MONTH, login=login)
            holds = {check["invariant"]: check["holds"] for check in json.loads(said.stdout)["checks"]}
            self.assertEqual((holds[judged], holds[left]), (True, None), login)
            self.assertIn("checks were left out", said.stderr)

    @staticmethod
    def rows_of(login, statement):
        return subprocess.run(["psql", "-X", "-h", SERVER, "-U", login, "-Atqc", statement, "-d", MONTH], capture_output=True,
                              text=True, check=True).stdout


if __name__ == "__main__":
    unittest.main()
