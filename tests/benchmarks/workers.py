#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures how the throughput of a shared bill run grows with the number of workers, on a throwaway PostgreSQL.

    ACCORDCTL=build/bench/bin/accordctl tests/benchmarks/workers.py [--payers N] [--sites N] [--workers 1,2,4] [--repeat N]

Workers are connected and idle when the run is shared; the time goes from there until the last batch is done. Quote the ratio to
one worker of the same run, never the times: server, workers and whatever else the machine does share its cores, which bound it.
Beside it, the time that writers waited for the order of writers, as the server's own statistics of the run tell it.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ACCORDCTL = os.environ.get("ACCORDCTL", str(ROOT / "build/bench/bin/accordctl"))
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
PERIOD = ("--period", "2026-01")
DAY = ("--issue-date", "2026-01-31")


def start_server():
    start = subprocess.run([ROOT / "tests/support/postgresql_server.sh", str(os.getpid())], capture_output=True, text=True)
    if start.returncode != 0:
        print(start.stderr, file=sys.stderr)
        sys.exit(0 if start.returncode == 77 else 1)
    return start.stdout.strip()


SERVER = start_server()


def url(database):
    return f"postgresql://accord@/{database}?host={SERVER}"


def sql(database, statement):
    return subprocess.run(["psql", "-X", "-h", SERVER, "-U", "accord", "-v", "ON_ERROR_STOP=1", "-Atqc", statement, "-d", database],
                          capture_output=True, text=True, check=True).stdout.strip()


def ctl(database, *arguments):
    done = subprocess.run([ACCORDCTL, "--workspace", url(database), *map(str, arguments)], capture_output=True, text=True,
                          env=ENVIRONMENT)
    if done.returncode != 0:
        raise RuntimeError(f"{arguments}: {done.stderr}")
    return done.stdout


def build(payers, sites):
    sql("postgres", "CREATE DATABASE origin")
    subprocess.run([ACCORDCTL, "workspace", "create", url("origin"), "--company", "Bench Inc.", "--currency", "USD", "--country", "US"],
                   check=True, capture_output=True, env=ENVIRONMENT)
    accounts = [{"number": f"A-{n}", "name": f"Customer {n}", "currency": "USD",
                 "address": {"line1": "1 Main Street", "city": "San Francisco", "region": "CA", "postal_code": "94103", "country": "US"},
                 "locations": [{"code": f"{n}-{i}", "name": f"Site {i}", "active_from": "2024-01-01"} for i in range(sites)]}
                for n in range(payers)]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "accounts.json").write_text(json.dumps({"format": "accord.accounts/1", "accounts": accounts}))
        ctl("origin", "account", "import", folder / "accounts.json")
        item = {"kind": "recurring", "description": "Site", "per_location": True, "price_months": 1,
                "price": {"model": "per_unit", "unit_price": "33.33"}}
        contract = {"format": "accord.contract/1", "number": "C-0", "account": "A-0", "type": "enterprise_annual", "currency": "USD",
                    "start": "2026-01-01", "end": "2027-01-01", "items": [{"key": f"site{k}", **item} for k in range(3)],
                    "terms": {"net_days": 30, "auto_renewal": True, "notice_days": 60},
                    "signatures": [{"party": party, "name": "N. N.", "title": "CFO", "date": "2025-12-01"}
                                   for party in ("customer", "provider")]}
        (folder / "contract.json").write_text(json.dumps(contract))
        ctl("origin", "contract", "import", folder / "contract.json")
    # One contract came through the program; the others are its copies.
    code = "'C' || substr(account.number, 2)"
    sql("origin", "SET session_replication_role = replica; CREATE TABLE public.fresh AS SELECT gen_random_uuid() AS id, account.id AS "
                  f"account_id, {code} AS number FROM acc.account WHERE number <> 'A-0'")
    copy("contract", "number = 'C-0'", id="fresh.id", account_id="fresh.account_id", number="fresh.number")
    copy("contract_version", "contract_id = (SELECT id FROM acc.contract WHERE number = 'C-0')", contract_id="fresh.id",
         document="replace(replace(t.document, 'C-0', fresh.number), (SELECT account_id::text FROM acc.contract WHERE number = 'C-0'), "
                  "fresh.account_id::text)")
    sql("origin", "DROP TABLE public.fresh; ANALYZE")


def copy(table, which, **changed):
    columns = sql("origin", f"SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'acc.{table}'::regclass "
                            "AND attnum > 0 AND NOT attisdropped").split()
    values = ", ".join(changed.get(column, f"t.{column}") for column in columns)
    sql("origin", f"SET session_replication_role = replica; INSERT INTO acc.{table} ({', '.join(columns)}) SELECT {values} "
                  f"FROM (SELECT * FROM acc.{table} WHERE {which}) AS t, public.fresh")


def fresh(name):
    sql("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    sql("postgres", f"CREATE DATABASE {name} TEMPLATE origin")


def wait_until_done(database):
    """In one statement of the server, so that asking costs next to nothing."""
    sql(database, "DO $$ BEGIN WHILE EXISTS (SELECT 1 FROM acc.work_batch WHERE state <> 'done') LOOP PERFORM pg_sleep(0.02); "
                  "END LOOP; END $$")


def shared(workers, batch):
    fresh("shared")
    command = [ACCORDCTL, "--workspace", url("shared"), "--format", "json", "worker", "--idle", "60"]
    running = [subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
               for _ in range(workers)]
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'shared' AND state = 'idle' AND state_change < now() - interval '0.5 s'"
    deadline = time.monotonic() + 60
    while int(sql("postgres", waiting)) < workers:
        if time.monotonic() > deadline:
            raise RuntimeError("the workers do not come up")
        time.sleep(0.2)
    before = time.monotonic()
    ctl("shared", "bill", "run", *PERIOD, *DAY, "--share", "--batch", batch)
    opened = time.monotonic()
    wait_until_done("shared")
    done = time.monotonic()
    told = []
    for process in running:
        process.terminate()
        told.append(json.loads(process.communicate(timeout=60)[0])["batches"])
    return done - opened, opened - before, told


def alone():
    fresh("alone")
    began = time.monotonic()
    ctl("alone", "bill", "run", *PERIOD, *DAY, "--format", "csv")
    return time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--payers", type=int, default=400)
    parser.add_argument("--sites", type=int, default=20)
    parser.add_argument("--batch", type=int, default=20)
    parser.add_argument("--workers", default="1,2,4")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    build(options.payers, options.sites)
    lines = options.payers * options.sites * 3
    counts = [int(one) for one in options.workers.split(",")]
    times = {count: [] for count in counts}
    shares = {}
    whole = []
    for _ in range(options.repeat):  # in turns, so that what else the machine does falls on all
        whole.append(alone())
        for count in counts:
            seconds, _, shares[count] = shared(count, options.batch)
            times[count].append(seconds)
    billed = sql("shared", "SELECT count(*) || ' invoices, ' || (SELECT count(*) FROM acc.invoice_line) || ' lines' FROM acc.invoice")
    print(f"{options.payers} payers, {lines} lines expected; stored: {billed}; {os.cpu_count()} cores, PostgreSQL "
          f"{sql('postgres', 'SHOW server_version')} without fsync; median of {options.repeat}")
    base = statistics.median(times[counts[0]])
    print(f"{'workers':>7}  {'seconds':>8}  {'lines/s':>8}  {'ratio to ' + str(counts[0]):>10}  batches of each")
    for count in counts:
        seconds = statistics.median(times[count])
        print(f"{count:>7}  {seconds:8.2f}  {lines / seconds:8.0f}  {base / seconds:10.2f}  {shares[count]}")
    print(f"{'alone':>7}  {statistics.median(whole):8.2f}  (accordctl bill run, with its start and its list of invoices)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
