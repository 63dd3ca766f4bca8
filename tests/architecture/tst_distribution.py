#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the section "Distribution by account" of ARCHITECTURE.md to the tables that the migrations make: tst_distribution.py ROOT"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1]).resolve()
migrations = root / "core/storage/migrations"


def tables():
    """The columns of each table by its name."""
    found = {}
    for path in sorted(migrations.glob("*.sql")):
        for match in re.finditer(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*?)\n\)", path.read_text(), re.DOTALL):
            found.setdefault(match[1], set()).update(re.findall(r"^\s+(\w+) ", match[2], re.MULTILINE))
    return found


def named():
    """The tables that each row of the list names."""
    section = (root / "ARCHITECTURE.md").read_text().split("## Distribution by account", 1)[1].split("\n## ", 1)[0]
    rows = [line.split("|")[1:3] for line in section.splitlines() if line.startswith("| ") and not line.startswith("| kept by")]
    return {kept.strip(): re.findall(r"(?<!\()`(\w+)`", names) for kept, names in rows}


def problems():
    schema, page = tables(), named()
    everything = [name for names in page.values() for name in names]
    yield from (f"{name} is made by a migration and not named" for name in sorted(set(schema) - set(everything)))
    yield from (f"{name} is named and no migration makes it" for name in sorted(set(everything) - set(schema)))
    yield from (f"{name} is named twice" for name in sorted({one for one in everything if everything.count(one) > 1}))
    own = page["account, in its own column"]
    yield from (f"{name} has no account of its own" for name in own if name != "account" and "account_id" not in schema.get(name, ()))
    for kept, column in (("account, through its contract", "contract_id"), ("account, through its usage series", "series_id"),
                         ("account that spends (`entity_id`)", "entity_id")):
        yield from (f"{name} has no {column}" for name in page[kept] if column not in schema.get(name, ()))
    for name in page["account, through its invoice or credit note"]:
        if not schema.get(name, set()) & {"invoice_id", "credit_note_id", "payment_id", "document_id"}:
            yield f"{name} names no invoice"


found = list(problems())
print("\n".join(found) or f"{len(tables())} tables are where ARCHITECTURE.md says")
sys.exit(1 if found else 0)
