#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the statements behind the pages of accounts, invoices and usage find an index on a server.

    ACCORDCTL=build/dev/bin/accordctl ACCORD_SOURCE=. tests/campaign/indexes.py

The planner is forbidden to read whole tables where it has any other way (enable_seqscan = off), and says its plans in the log
(auto_explain). A table that grows with the company and is read whole all the same has no index for that statement: with 100,000
accounts and 100 million events that is what makes a page slow. Skipped without PostgreSQL.
"""
import pathlib
import re
import subprocess
import sys
import time

from permissions import SERVER, ctl, new_sample, sql, url

DATABASE = "plans"
# These grow with the company; the others are its settings, or one row for each document that a statement is about.
LARGE = {"account", "location", "contact", "contract", "contract_version", "invoice", "invoice_line", "usage_series", "usage_daily",
         "usage_event", "payment", "payment_application", "posting", "ledger_entry", "bank_entry", "audit_record", "search_entry",
         "search_text", "credit_note", "bill_run_account", "invoice_tax_group", "invoice_allocation", "approval", "decision"}
# What a command is for: figures of the whole company are read whole.
PAGES = {
    "accounts": ("account", "list"),
    "an account": ("account", "show", "A-0001"),
    "a statement": ("account", "statement", "A-0001"),
    "contracts": ("contract", "list"),
    "invoices": ("invoice", "list"),
    "invoices of an account": ("invoice", "list", "--account", "A-0001"),
    "usage of an account": ("usage", "show", "A-0001", "--period", "2026-05"),
    "search": ("search", "abc"),
}


def logged():
    return (pathlib.Path(SERVER) / "data/log").read_text(errors="replace")


def statements(text):
    """The statement and the plan of each entry that auto_explain wrote."""
    for entry in re.split(r"^\d{4}-\d\d-\d\d [^\n]*?LOG:  duration: [^\n]* plan:\n", text, flags=re.MULTILINE)[1:]:
        yield "\n".join(line.removeprefix("\t") for line in entry.split("\n"))


def whole_reads(text):
    found = {}
    for body in statements(text):
        query = re.sub(r"\s+", " ", body.split("Query Text:", 1)[-1])[:160]
        for table in re.findall(r"Seq Scan on (?:\w+\.)?(\w+)", body):
            table = re.sub(r"_(rest|\d{4}_\d\d)$", "", table)
            if table in LARGE:
                found.setdefault(table, set()).add(query)
    return found


def main():
    new_sample(DATABASE)
    invoice = sql(DATABASE, "SELECT number FROM acc.invoice WHERE number IS NOT NULL ORDER BY number LIMIT 1")
    pages = {**PAGES, "an invoice": ("invoice", "show", invoice)}
    sql("postgres", f"ALTER DATABASE {DATABASE} SET session_preload_libraries = 'auto_explain'")
    for setting in ("enable_seqscan = off", "auto_explain.log_min_duration = 0", "auto_explain.log_nested_statements = off"):
        sql("postgres", f"ALTER DATABASE {DATABASE} SET {setting}")
    sql(DATABASE, "ANALYZE")
    worst = []
    for name, command in pages.items():
        before = len(logged())
        done = ctl(*command, database=DATABASE, expect=None)
        if done.returncode != 0:
            worst.append(f"{name}: {done.stderr[-200:]}")
            continue
        time.sleep(0.2)
        text = logged()[before:]
        reads = whole_reads(text)
        count = text.count(" plan:")
        print(f"{name}: {count} statements, read whole: {', '.join(sorted(reads)) or 'nothing'}")
        if count == 0:
            worst.append(f"{name}: no plan was logged")
        for table, queries in reads.items():
            worst += [f"{name}: {table}: {query}" for query in queries]
    # What has no index is found: nothing of the schema helps here.
    before = len(logged())
    sql(DATABASE, "SELECT count(*) FROM acc.invoice WHERE purchase_order = 'x'")
    time.sleep(0.2)
    if "invoice" not in whole_reads(logged()[before:]):
        worst.append("a statement without an index was not noticed")
    print("\n".join(worst) or "every page finds an index for each large table")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
