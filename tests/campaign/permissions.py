#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a team's database keeps everybody to the permission matrix, whatever program they use.

    ACCORDCTL=build/dev/bin/accordctl ACCORD_SOURCE=. tests/campaign/permissions.py

Every table, verb and role is tried with SQL against `resources/permissions.csv`; `hostile.sql` is run as every role; and
holes that are put into a copy of the database have to be found by the one or the other. Skipped without PostgreSQL.
"""
import csv
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ACCORDCTL = os.environ["ACCORDCTL"]
SOURCE = pathlib.Path(os.environ["ACCORD_SOURCE"])
PERSON_OF = {"rep": "rep", "csm": "csm", "manager": "manager", "billing": "operator", "approver": "approver",
             "controller": "controller", "legal": "legal", "auditor": "auditor", "admin": "admin", "worker": "worker"}
#: Beside them, whose reach is narrower than their role: who bills one company, who looks after one cost centre.
CONFINED = {"narrow": "narrow", "centre": "centre"}
HOSTILE_TO = {**PERSON_OF, **CONFINED}
OWN_ENTITY, OWN_CENTRE = "LV", "RETAIL-DE"
REGIONS = {"rep": ["EMEA"], "csm": ["AMER"], "manager": ["AMER", "EMEA"]}
# The statement itself is wrong: it would prove nothing.
MALFORMED = {"42601", "42703", "42P01", "42883", "42P02", "42702", "42804", "22P02", "42846"}


def start_server():
    start = subprocess.run([SOURCE / "tests/support/postgresql_server.sh", str(os.getpid())], capture_output=True, text=True)
    if start.returncode != 0:
        print(start.stderr, file=sys.stderr)
        sys.exit(start.returncode)
    return start.stdout.strip()


SERVER = os.environ.get("ACCORD_TEST_SERVER") or start_server()  # the folder of a socket that is there


def url(database, login="accord"):
    return f"postgresql://{login}@/{database}?host={SERVER}"


def psql(database, script, login="accord", variables=None):
    command = ["psql", "-X", "-h", SERVER, "-U", login, "-At", "-v", "VERBOSITY=verbose", "-d", database, "-f", "-"]
    for name, value in (variables or {}).items():
        command += ["-v", f"{name}={value}"]
    done = subprocess.run(command, input=script, capture_output=True, text=True, timeout=900)
    return done


def sql(database, statement):
    done = subprocess.run(["psql", "-X", "-h", SERVER, "-U", "accord", "-v", "ON_ERROR_STOP=1", "-Atqc", statement, "-d", database],
                          capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stderr + statement[:400])
    return done.stdout.rstrip("\n")


def ctl(*arguments, database=None, login="accord", expect=0):
    command = [ACCORDCTL] + (["--workspace", url(database, login)] if database else []) + [str(a) for a in arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, stdin=subprocess.DEVNULL)
    if expect is not None and done.returncode != expect:
        raise RuntimeError(f"{arguments}: exit {done.returncode}\n{done.stdout[-1500:]}\n{done.stderr[-1500:]}")
    return done


def matrix():
    rows = [line for line in (SOURCE / "resources/permissions.csv").read_text().splitlines() if line and not line.startswith("#")]
    return {row["operation"]: {role: row[role].split()[0] for role in PERSON_OF} for row in csv.DictReader(rows)}


MATRIX = matrix()
REACHES = ["none", "own", "region", "all"]


def reach(role, operations):
    if operations == "-":
        return "none"
    if operations == "*":
        return "all"
    return max((MATRIX[operation][role] for operation in operations.lstrip("!").split()), key=REACHES.index)


def access():
    names = ("name", "reading", "adding", "changing", "removing", "within", "own", "added_by", "changed_by", "also_reading",
             "also_changing", "adding_if")
    text = (SOURCE / "core/storage/migrations/table_access.txt").read_text()
    return [dict(zip(names, (field.strip() for field in line.split("|")))) for line in text.splitlines() if line and not line.startswith("#")]


# ---- B1: every table, verb and role

ACCOUNT_OF = {"region": "id", "copy": None, "account": None}
CHAINS = {"invoice": "(SELECT account_id FROM invoice AS p WHERE p.id = t.{0})",
          "contract": "(SELECT account_id FROM contract AS p WHERE p.id = t.{0})",
          "credit_note": "(SELECT account_id FROM credit_note AS p WHERE p.id = t.{0})",
          "payment": "(SELECT account_id FROM payment AS p WHERE p.id = t.{0})",
          "usage_series": "(SELECT account_id FROM usage_series AS p WHERE p.id = t.{0})",
          "search_entry": "(SELECT account_id FROM search_entry AS p WHERE p.id = t.{0})"}


def account_of(table):
    """The account that a row belongs to, worked out anew; None where there is none."""
    kind, _, what = table["within"].partition(":")
    if kind == "region":
        account = "t.id"
    elif kind in ("copy", "account"):
        account = f"t.{what}"
    elif kind == "via":
        parent, _, column = what.partition("=")
        chain = CHAINS.get(parent.split(".")[0])
        if not chain:
            return None
        account = chain.format(column)
    elif table["name"] == "posting":
        account = "t.customer_id"
    else:
        return None
    return account


def region_of(table):
    """The region of a row; None where regions do not count."""
    account = account_of(table)
    return account and f"(SELECT region FROM account AS a WHERE a.id = {account})"


# ---- who works for one company or one cost centre only

OF_ENTITY = f"(SELECT id FROM issuing_entity WHERE code = '{OWN_ENTITY}')"
CHARGED = (f"EXISTS (SELECT 1 FROM invoice_line AS l WHERE l.invoice_id = {{0}} AND l.cost_centre = '{OWN_CENTRE}')"
           f" OR EXISTS (SELECT 1 FROM invoice_allocation AS l WHERE l.invoice_id = {{0}} AND l.cost_centre = '{OWN_CENTRE}')")
#: Documents go by the company that issues them, whatever bills the account now.
BY_DOCUMENT = {"invoice": "t.id", "credit_note": "t.invoice_id", "invoice_line": "t.invoice_id", "invoice_tax_group": "t.invoice_id",
               "invoice_allocation": "t.invoice_id", "write_off": "t.invoice_id", "issued_document": "t.invoice_id", "dispute": "t.invoice_id"}


def confined_rows(database, table, person):
    """How many rows of a table are within what a confined person reaches, counted by the owner; None: not told by these."""
    name = table["name"]
    if name in BY_DOCUMENT:
        document = BY_DOCUMENT[name]
        own = (f"(SELECT issuing_entity_id FROM invoice AS i WHERE i.id = {document}) = {OF_ENTITY}" if person == "narrow"
               else CHARGED.format(document))
    elif name == "budget":
        own = f"(SELECT issuing_entity_id FROM account AS a WHERE a.id = t.entity_id) = {OF_ENTITY}" if person == "narrow" else f"t.cost_centre = '{OWN_CENTRE}'"
    elif table["within"].split(":")[0] in ("region", "account", "copy") and person == "narrow" and name != "search_entry":
        own = f"(SELECT issuing_entity_id FROM account AS a WHERE a.id = {account_of(table)}) = {OF_ENTITY}"
    else:
        return None
    return int(sql(database, f"SET search_path = acc; SELECT count(*) FROM {name} AS t WHERE {own}"))


def confined(database):
    """Whether who is confined sees what is of their company or cost centre, and nothing else."""
    failures, checked = [], 0
    for person, role in (("narrow", "billing"), ("centre", "controller")):
        for table in access():
            expected = confined_rows(database, table, person)
            if expected is None or reach(role, table["reading"]) != "all":
                continue
            if reach(role, table["reading"]) == "all" and table["reading"].startswith("!"):
                expected = 0  # the bank has no part of one company
            seen = psql(database, f"SELECT count(*) FROM acc.{table['name']}", login=person)
            checked += 1
            if seen.stdout.strip() != str(expected):
                failures.append(f"{person}: {table['name']}: expected {expected}, found {seen.stdout.strip()} {seen.stderr[:160]}")
        everything = int(sql(database, "SELECT count(*) FROM acc.invoice"))
        seen = int(psql(database, "SELECT count(*) FROM acc.invoice", login=person).stdout)
        if not 0 < seen < everything:
            failures.append(f"{person}: {seen} of {everything} invoices prove nothing")
    return failures, checked


def confine_people(database):
    """A biller of one company and a controller of one cost centre, proposed and agreed to as everybody."""
    for person, role, scope in (("narrow", "billing", ("--entities", OWN_ENTITY)), ("centre", "controller", ("--cost-centers", OWN_CENTRE))):
        ctl("--as", "admin", "person", "add", person, *scope, database=database)
        ctl("--as", "controller", "person", "approve-scope", person, database=database)
        ctl("--as", "admin", "person", "propose-role", person, role, database=database)
        ctl("--as", "controller", "person", "approve-role", person, role, database=database)
    # And wishes that wait, so that there is something to decide.
    ctl("--as", "admin", "person", "propose-scope", "csm", "--region", "AMER,APAC", database=database)
    ctl("--as", "admin", "company", "set", OWN_ENTITY, "--pay-to", "IBAN DE89 3704 0044 0532 0130 00", database=database)


#: Who decided about a contract or terms may also write these; nobody here did. The operations of everybody else.
AGREED = {"account": "", "contract": "contract.edit contract.activate", "contract_version": "contract.edit contract.activate"}


class Table:
    """What the owner sees of a table: how many rows each region has, and one of each."""

    def __init__(self, database, row):
        self.row, self.name = row, row["name"]
        self.kind = row["within"].split(":")[0]
        region = region_of(row)
        self.has_region = region is not None
        counted = sql(database, f"SET search_path = acc; SELECT coalesce({region or 'NULL'}, ''), count(*), min(tableoid::bigint::text || ' ' || ctid::text) FROM {self.name} AS t GROUP BY 1")
        self.counts, self.samples = {}, {}
        for line in counted.splitlines():
            place, count, found = line.split("|")
            part, ctid = found.split(" ")  # of a table that is kept in parts, each part counts its rows anew
            which = f"tableoid = {part} AND ctid = '{ctid}'"
            self.counts[place] = int(count)
            self.samples[place] = (which, sql(database, f"SELECT to_jsonb(t) FROM acc.{self.name} AS t WHERE {which}"))
        self.total = sum(self.counts.values())

    def sample(self, wanted):
        return next((sample for place, sample in self.samples.items() if wanted(place)), None)


class Cells:
    """Each cell is one statement in a transaction that is taken back; those of a role go through one connection."""

    def __init__(self, database):
        self.database = database
        self.tables = [Table(database, row) for row in access()]
        self.failures = []
        self.checked = 0

    def reading(self, role, table):
        if table.kind in ("self", "is") or table.row["also_reading"] or (table.kind == "via" and not table.has_region):
            return  # seen by what a row says; hostile.sql looks at these
        far = reach(role, table.row["reading"])
        own = sum(table.counts.get(region, 0) for region in REGIONS.get(role, []))
        expected = 0 if far == "none" else own if far == "region" and table.has_region else table.total
        yield f"select {table.name}", str(expected), f"SELECT count(*) FROM acc.{table.name}"

    def writing(self, role, table):
        row, regions = table.row, REGIONS.get(role, [])
        if table.name in AGREED:
            row = {**row, "adding": AGREED[table.name] or row["adding"]}
        elif table.kind in ("self", "is") or row["also_changing"] or table.name in ("approval", "write_order"):
            return
        places = {"own region": lambda place: place in regions, "foreign region": lambda place: place not in regions}
        if not table.has_region or not regions:
            places = {"any": lambda place: True}
        for words, wanted in places.items():
            sample = table.sample(wanted)
            if not sample:
                continue
            body = json.loads(sample[1])
            for verb in ("adding", "changing", "removing"):
                far = reach(role, row[verb])
                allowed = far == "all" or (far == "region" and words != "foreign region")
                if verb == "adding":
                    if row["adding_if"] and allowed:
                        continue  # by what the row says
                    who = {column: PERSON_OF[role] for column in row["added_by"].split()}
                    yield f"insert {table.name} ({words})", "passed" if allowed else "denied", self.insertion(table.name, {**body, **who})
                    if who and allowed:
                        forged = {column: "somebody" for column in who}
                        yield f"insert {table.name} in another name", "denied", self.insertion(table.name, {**body, **forged})
                    continue
                allowed = allowed and reach(role, row["reading"]) != "none"
                column = next(iter(body))
                statement = (f"UPDATE acc.{table.name} SET {column} = {column} WHERE {sample[0]}" if verb == "changing"
                             else f"DELETE FROM acc.{table.name} WHERE {sample[0]}")
                yield f"{statement.split()[0].lower()} {table.name} ({words})", "passed" if allowed else "denied", statement

    @staticmethod
    def insertion(name, values):
        return f"INSERT INTO acc.{name} SELECT * FROM jsonb_populate_record(NULL::acc.{name}, $row${json.dumps(values)}$row$)"

    @staticmethod
    def outcome(block):
        state = re.search(r"ERROR:  (\w{5}):", block)
        if state:
            return "denied" if state.group(1) == "42501" else "passed"  # another rule: the person got as far as that
        touched = re.search(r"^(?:UPDATE|DELETE|INSERT 0) (\d+)", block, re.M)
        if touched:
            return "passed" if int(touched.group(1)) > 0 else "denied"
        return next((line for line in block.splitlines() if line.isdigit()), "nothing")

    def run(self, roles=tuple(PERSON_OF)):
        for role in roles:
            cells = [cell for table in self.tables for cell in (*self.reading(role, table), *self.writing(role, table))]
            blocks = in_blocks(self.database, role, [statement for _, _, statement in cells])
            for n, (words, expected, statement) in enumerate(cells):
                found = self.outcome(blocks.get(n, ""))
                if found == "denied" and expected == "0":
                    found = "0"
                # A rule of the row itself is asked before the policy: refused is refused.
                if found == "passed" and expected == "denied" and words.startswith("insert") and "ERROR:  AC001" in blocks.get(n, ""):
                    found = "denied"
                self.checked += 1
                if found != expected:
                    self.failures.append(f"{role}: {words}: expected {expected}, found {found}: {blocks.get(n, '')[:220]}")
        return self


def in_blocks(database, role, texts, known=None):
    """What each statement says, run as the person of a role, each in a transaction that is taken back."""
    script = "\\pset null ''\n"
    for n, text in enumerate(texts):
        alone = re.match(r"(CREATE|DROP) DATABASE|ALTER SYSTEM", text)
        body = f"{text};" if alone else f"BEGIN;\n{text};\nSET CONSTRAINTS ALL IMMEDIATE;\nROLLBACK;"
        script += f"\\echo @@{n}\n\\warn @@{n}\n{body}\nRESET ALL;\n"
    done = psql(database, script, login=HOSTILE_TO[role], variables=known)
    blocks = {}
    for stream in (done.stdout, done.stderr):
        for part in ("\n" + stream).split("\n@@")[1:]:
            number, _, rest = part.partition("\n")
            blocks[int(number)] = blocks.get(int(number), "") + rest.replace("SET CONSTRAINTS\n", "").replace("RESET", "") + "\n"
    return blocks


# ---- B2: hostile statements

def statements():
    found = []
    for line in (SOURCE / "tests/campaign/hostile.sql").read_text().splitlines():
        if not line or line.startswith("--"):
            continue
        roles, text = list(HOSTILE_TO), line
        if line.startswith("@"):
            names, text = line[1:].split(": ", 1)
            roles = names.split(",")
            assert set(roles) <= set(HOSTILE_TO), line
        found.append((roles, text))
    return found


def variables(database):
    one = lambda statement: sql(database, "SET search_path = acc; " + statement)
    return {"pending": one("SELECT approval.id FROM approval JOIN invoice ON invoice.id = subject_id WHERE approval.state = 'pending' AND kind = 'invoice' ORDER BY amount_minor DESC LIMIT 1"),
            "draft": one("SELECT subject_id FROM approval WHERE state = 'pending' AND kind = 'invoice' ORDER BY amount_minor DESC LIMIT 1"),
            "issued": one("SELECT id FROM invoice WHERE state = 'issued' ORDER BY total_minor DESC LIMIT 1"),
            "entry": one("SELECT id FROM ledger_entry LIMIT 1"),
            "contract_apac": one("SELECT contract.id FROM contract JOIN account ON account.id = account_id WHERE account.region = 'APAC' LIMIT 1"),
            "apac_file": one("SELECT content_id FROM attachment JOIN account ON account.id = account_id WHERE account.region = 'APAC' LIMIT 1"),
            "database": database}


def succeeded(text, block):
    """Whether a hostile statement did or showed anything; None when it is not a statement that proves something."""
    states = re.findall(r"ERROR:  (\w{5}):", block)
    if states:
        return None if states[0] in MALFORMED else False
    if "FATAL" in block or "server closed" in block:
        return False
    lines = [line for line in block.splitlines() if line.strip() and not re.match(
        r"^(BEGIN|ROLLBACK|SET CONSTRAINTS|WARNING|DETAIL|HINT|LOCATION|NOTICE|psql:)", line)]
    quiet = {"UPDATE 0", "DELETE 0", "INSERT 0 0", "COPY 0", "0", "GRANT", "REVOKE"}
    if ";" in text:
        quiet.add("SET")
    return any(line not in quiet for line in lines)


def hostile(database, roles=tuple(HOSTILE_TO), log=None):
    known, through, useless, ran = variables(database), [], [], 0
    for role in roles:
        own = [text for hostile_for, text in statements() if role in hostile_for]
        blocks = in_blocks(database, role, own, known)
        for n, text in enumerate(own):
            ran += 1
            verdict = succeeded(text, blocks.get(n, ""))
            if log is not None:
                log.append((role, text, verdict, blocks.get(n, "")))
            if verdict is None:
                useless.append(f"{role}: {text[:150]}\n      {blocks.get(n, '')[:300]}")
            elif verdict:
                through.append(f"{role}: {text[:200]}\n      {blocks.get(n, '')[:300]}")
    return through, useless, ran


HOLES = [
    ("a policy that lets everybody read", "DROP POLICY reading ON acc.invoice; CREATE POLICY reading ON acc.invoice FOR SELECT USING (true)"),
    ("row security that is off", "ALTER TABLE acc.account DISABLE ROW LEVEL SECURITY"),
    ("triggers that are gone", "DROP TRIGGER decision_needs_the_role ON acc.decision; DROP TRIGGER z_act_is_recorded ON acc.decision; DROP POLICY adding ON acc.decision; CREATE POLICY adding ON acc.decision FOR INSERT WITH CHECK (true)"),
    ("a right too much", "GRANT SELECT ON acc.bank_entry TO accord_member; DROP POLICY reading ON acc.bank_entry; CREATE POLICY reading ON acc.bank_entry FOR SELECT USING (true)"),
    ("a matrix that can be written", "GRANT UPDATE ON acc.permission TO accord_member; ALTER TABLE acc.permission DISABLE ROW LEVEL SECURITY"),
    ("records that can be taken away", "GRANT DELETE ON acc.audit_record TO accord_member; DROP TRIGGER audit_record_is_kept ON acc.audit_record; CREATE POLICY removing ON acc.audit_record FOR DELETE USING (true)"),
    ("temporary tables", "GRANT TEMPORARY ON DATABASE {database} TO PUBLIC"),
    ("numbers that may be left out", "DROP TRIGGER number_is_used ON acc.number_series; DROP TRIGGER number_series_only_counts_up ON acc.number_series"),
]


def planted(sample):
    missed = []
    for n, (words, hole) in enumerate(HOLES):
        database = f"hole{n}"
        sql("postgres", f'CREATE DATABASE {database} TEMPLATE "{sample}"')
        sql("postgres", f"REVOKE CONNECT, TEMPORARY ON DATABASE {database} FROM PUBLIC; GRANT CONNECT ON DATABASE {database} TO accord_member")
        for statement in hole.format(database=database).split("; "):
            sql(database, statement)
        through, _, _ = hostile(database, roles=("rep", "billing", "admin"))
        opened = ctl("invoice", "list", database=database, login="operator", expect=None)
        by_program = "storage.schema_unknown" in opened.stderr
        print(f"  {words}: {len(through)} hostile statements came through; the program {'refuses' if by_program else 'opens'} it")
        if not through:
            missed.append(words)
        sql("postgres", f"DROP DATABASE {database}")
    return missed


def new_sample(database):
    """The sample company in a database of its own; ACCORD_TEST_SAMPLE names one on the server to be copied instead."""
    template = os.environ.get("ACCORD_TEST_SAMPLE")
    sql("postgres", f"CREATE DATABASE {database}" + (f" TEMPLATE {template}" if template else ""))
    if not template:
        ctl("workspace", "sample", url(database))


def main():
    sample = "permissions"
    new_sample(sample)
    bank_rows(sample)
    attached_files(sample)
    blocking_budget(sample)
    confine_people(sample)
    ctl("workspace", "secure", url(sample), "--existing")
    failed = False
    if "--hostile-only" not in sys.argv:
        cells = Cells(sample).run()
        print(f"permissions: {cells.checked} cells of the matrix tried with SQL, {len(cells.failures)} are not as the file says")
        for failure in cells.failures:
            print("  " + failure)
        failed = failed or bool(cells.failures)
    beyond, checked = confined(sample)
    print(f"scopes: {checked} tables read by who is confined, {len(beyond)} show other rows")
    for line in beyond:
        print("  " + line)
    failed = failed or bool(beyond)
    through, useless, ran = hostile(sample)
    print(f"hostile: {ran} attempts with {len(statements())} statements, {len(through)} came through, {len(useless)} proved nothing")
    for line in through + useless:
        print("  " + line)
    failed = failed or bool(through or useless)
    if "--cells-only" not in sys.argv:
        print("planted holes:")
        missed = planted(sample)
        failed = failed or bool(missed)
    sys.exit(1 if failed else 0)


def bank_rows(database):
    """One imported entry of a bank, so that there is something to hide."""
    with tempfile.NamedTemporaryFile("w", suffix=".sta", delete=False, encoding="latin-1") as file:
        file.write(BANK_FILE)
    ctl("bank", "import", file.name, database=database, expect=None)
    os.unlink(file.name)


def blocking_budget(database):
    """A budget that blocks, so that there is one to loosen."""
    number = sql(database, "SELECT min(number) FROM acc.account WHERE region = 'AMER'").strip()
    ctl("--as", "controller", "budget", "save", number, "--cost-center", OWN_CENTRE, "--from", "2026-01-01", "--to", "2026-12-31", "--amount", "5000.00", "--cap", "block",
        database=database)
    assert sql(database, "SELECT count(*) FROM acc.budget WHERE cap = 'block'") != "0"


def attached_files(database):
    """A file beside an account of each region, and a note about one."""
    ctl("--as", "manager", "note", "add", sql(database, "SELECT min(number) FROM acc.account WHERE region = 'EMEA'").strip(), "They asked for a lower price",
        database=database)
    numbers = sql(database, "SELECT min(number) FROM acc.account GROUP BY region ORDER BY region").split()
    for number in numbers:
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(f"what is agreed with {number}")
            file.flush()
            ctl("attachment", "add", number, file.name, database=database)


BANK_FILE = (SOURCE / "tests/core/bank/data/mt940/sepa-26-statements.sta").read_text(encoding="latin-1")

if __name__ == "__main__":
    main()
