# SPDX-License-Identifier: GPL-3.0-or-later
"""A small company for the campaign, and what can be asked of it."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

ACCORDCTL = os.environ["ACCORDCTL"]
# Journals of numbers go where nobody keeps any, and with the program that made them.
DATA_HOME = tempfile.TemporaryDirectory()
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "TZ": "UTC", "XDG_DATA_HOME": DATA_HOME.name}
TIMEOUT = 120


def run(*arguments, environment=None):
    """The finished process of accordctl; a hang is a failure of the campaign."""
    return subprocess.run([ACCORDCTL, *map(str, arguments)], capture_output=True, text=True, timeout=TIMEOUT,
                          env={**ENVIRONMENT, **(environment or {})})


def must(*arguments):
    done = run(*arguments)
    if done.returncode != 0:
        raise RuntimeError(f"accordctl {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def asked(workspace, *arguments):
    return json.loads(must("--workspace", workspace, "--format", "json", *arguments))


def account(number, state, city, postal_code):
    return {"number": number, "name": f"Customer {number}", "currency": "USD",
            "address": {"line1": "1 Main Street", "city": city, "region": state, "postal_code": postal_code, "country": "US"},
            "locations": [{"code": f"{number}-{n}", "name": f"Site {n}", "active_from": "2024-01-01"} for n in range(1, 4)]}


def accounts():
    return {"format": "accord.accounts/1", "accounts": [account("A-1", "CA", "San Francisco", "94103"),
                                                        account("A-2", "TX", "Austin", "73301")]}


def contract(number, payer, price):
    return {"format": "accord.contract/1", "number": number, "account": payer, "type": "enterprise_annual",
            "currency": "USD", "start": "2026-01-01", "end": "2027-01-01",
            "items": [{"key": "base", "kind": "recurring", "description": "Platform", "per_location": False,
                       "price_months": 1, "price": {"model": "per_unit", "unit_price": price}},
                      {"key": "site", "kind": "recurring", "description": "Site", "per_location": True,
                       "price_months": 1, "price": {"model": "per_unit", "unit_price": "33.33"}}],
            "terms": {"net_days": 30, "auto_renewal": True, "notice_days": 60},
            "signatures": [{"party": party, "name": "N. N.", "title": "CFO", "date": "2025-12-01"}
                           for party in ("customer", "provider")]}


def build(folder):
    """A company with two customers whose January is issued. \\returns its file."""
    workspace = folder / "company.accord"
    must("workspace", "create", workspace, "--company", "Campaign Inc.", "--currency", "USD", "--country", "US")
    documents = {"accounts.json": accounts(), "first.json": contract("C-1", "A-1", "100.10"),
                 "second.json": contract("C-2", "A-2", "250.00")}
    for name, document in documents.items():
        (folder / name).write_text(json.dumps(document))
    must("--workspace", workspace, "account", "import", folder / "accounts.json")
    for name in ("first.json", "second.json"):
        must("--workspace", workspace, "contract", "import", folder / name)
    must("--workspace", workspace, "bill", "run", "--period", "2026-01", "--issue-date", "2026-01-31", "--issue")
    return workspace


def copied(workspace, target):
    """A copy with its journal; nobody has the file open."""
    target.parent.mkdir(parents=True, exist_ok=True)
    for ending in ("", "-wal", "-shm"):
        pathlib.Path(str(target) + ending).unlink(missing_ok=True)
        if pathlib.Path(str(workspace) + ending).exists():
            shutil.copyfile(str(workspace) + ending, str(target) + ending)
    return target


def state(workspace):
    """What people would miss if it were gone, or find if it were there twice."""
    invoices = sorted((row["number"] or "", row["account"], row["total"], row["status"]) for row in
                      asked(workspace, "invoice", "list"))
    customers = sorted((row["number"], row["name"]) for row in asked(workspace, "account", "list"))
    contracts = sorted((row["number"], row.get("version")) for row in asked(workspace, "contract", "list"))
    entries = sorted((row["amount"], row["state"]) for row in asked(workspace, "bank", "entries"))
    series = asked(workspace, "number-series", "list")
    return {"series": series, "invoices": invoices, "accounts": customers, "contracts": contracts, "bank entries": entries}
