#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""P2 for workers: several bill one month on a server, and they and the server die again and again.

    ACCORDCTL=build/dev/bin/accordctl ACCORD_SOURCE=. tests/campaign/workers.py [--rounds N] [--workers W] [--seed S]

In each round the run of a month is shared, W workers bill it, one after the other is killed with -9 and replaced by another,
the server crashes (pg_ctl stop -m immediate) and comes back. Then: no invoice twice, no account left out, no number missing, the
same figures as without any of that, `workspace verify` and `audit verify` without findings. Besides, a worker is put to sleep past
its lease and woken up while another one has its batch: its fence has to refuse it; and where the fence does not rise (planted
into the database), this test has to notice. Prints a table; the exit code is 1 when anything broke. Skipped without PostgreSQL.
"""
import argparse
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import time

import world

SOURCE = pathlib.Path(os.environ["ACCORD_SOURCE"])
MONTH = ("--period", "2026-02")
DAY = ("--issue-date", "2026-02-28")
LEASE = 2  # seconds
PAYERS = 40


class Server:
    """A throwaway cluster that can be crashed."""

    def __init__(self):
        start = subprocess.run([SOURCE / "tests/support/postgresql_server.sh", str(os.getpid())], capture_output=True, text=True)
        if start.returncode != 0:
            print(start.stderr, file=sys.stderr)
            sys.exit(start.returncode)
        self.folder = pathlib.Path(start.stdout.strip())
        options = (self.folder / "data/postmaster.opts").read_text()
        self.programs = pathlib.Path(options.split()[0]).parent

    def url(self, database):
        return f"postgresql://accord@/{database}?host={self.folder}"

    def sql(self, database, statement, patient=True):
        """\\returns the rows as text; tries again while the server is down."""
        for _ in range(150):
            done = subprocess.run(["psql", "-X", "-h", self.folder, "-U", "accord", "-v", "ON_ERROR_STOP=1", "-Atqc", statement,
                                   "-d", database], capture_output=True, text=True)
            if done.returncode == 0:
                return done.stdout.strip()
            if not patient or not re.search("connect|terminat|starting up|shutting down|server closed", done.stderr):
                break
            time.sleep(0.2)
        raise RuntimeError(f"{statement}: {done.stderr}")

    def crash(self):
        command = [str(self.programs / "pg_ctl"), "-D", str(self.folder / "data"), "-w", "-l", str(self.folder / "data/log"),
                   "-m", "immediate", "restart"]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.folder)
        if done.returncode != 0:
            raise RuntimeError(done.stdout + done.stderr)


def prices(n):
    return f"{100 + 7 * n}.{10 + n % 90}"


def build(server):
    """A company with many customers whose January is issued, as the database `origin`."""
    server.sql("postgres", "CREATE DATABASE origin")
    url = server.url("origin")
    world.must("workspace", "create", url, "--company", "Campaign Inc.", "--currency", "USD", "--country", "US")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        accounts = world.accounts()
        accounts["accounts"] = [world.account(f"A-{n}", "CA", "San Francisco", "94103") for n in range(PAYERS)]
        (folder / "accounts.json").write_text(json.dumps(accounts))
        world.must("--workspace", url, "account", "import", folder / "accounts.json")
        contracts = []
        for n in range(PAYERS):
            contracts.append(folder / f"{n}.json")
            contracts[-1].write_text(json.dumps(world.contract(f"C-{n}", f"A-{n}", prices(n))))
        for path in contracts:
            world.must("--workspace", url, "contract", "import", path)
    world.must("--workspace", url, "bill", "run", "--period", "2026-01", "--issue-date", "2026-01-31", "--issue")


def fresh(server, name):
    server.sql("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    server.sql("postgres", f"CREATE DATABASE {name} TEMPLATE origin")
    return server.url(name)


class Worker:
    def __init__(self, url, *options):
        self.process = subprocess.Popen(
            [world.ACCORDCTL, "--workspace", url, "--format", "json", "worker", "--lease", str(LEASE), "--idle", "1", *options],
            env=world.ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    @property
    def name(self):
        return f"% {self.process.pid}"

    def signal(self, which):
        self.process.send_signal(which)

    def kill(self):
        self.process.kill()
        return self.process.communicate(timeout=world.TIMEOUT)[1]

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.communicate(timeout=world.TIMEOUT)[1]


def is_done(server, database):
    return server.sql(database, "SELECT count(*) FROM acc.work_batch WHERE state <> 'done'") == "0"


def figures(url):
    """By customer: what a person would miss or find twice; the numbers apart, since their order is that of issuing."""
    invoices = world.asked(url, "invoice", "list", "--period", "2026-02")
    return sorted((row["account"], row["total"], row["status"]) for row in invoices), sorted(row["number"] or "" for row in invoices)


def problems_of(server, database, wanted):
    """What is wrong with the workspace after everything was done and issued."""
    url = server.url(database)
    found = []
    payers = server.sql(database, "SELECT count(*), count(*) FILTER (WHERE outcome = 'created') FROM acc.bill_run_account "
                                  "JOIN acc.bill_run ON id = run_id WHERE period_start = '2026-02-01'")
    if payers != f"{PAYERS}|{PAYERS}":
        why = server.sql(database, "SELECT outcome, exceptions, fence, count(*) FROM acc.bill_run_account JOIN acc.bill_run ON id = run_id "
                                   "WHERE period_start = '2026-02-01' AND outcome <> 'created' GROUP BY 1, 2, 3")
        found.append(f"accounts noted|billed: {payers} of {PAYERS}; {why}")
    if server.sql(database, "SELECT count(*) FROM acc.audit_record WHERE kind = 'bill_run.finish'") != "2":
        found.append("the run ended more or less than once")
    world.must("--workspace", url, "bill", "run", *MONTH, *DAY, "--issue")
    if figures(url) != wanted:
        got = figures(url)
        found.append(f"other invoices than undisturbed: {len(got[0])} of {len(wanted[0])}, {got[1][:3]}..{got[1][-1:]}")
    for noun in ("workspace", "audit"):
        checked = world.run("--workspace", url, noun, "verify")
        if checked.returncode != 0:
            found.append(f"{noun} verify: {checked.stdout[-300:]}{checked.stderr[-300:]}")
    return found


def battle(server, wanted, count, chance, broken, tally):
    url = fresh(server, "battle")
    world.must("--workspace", url, "bill", "run", *MONTH, *DAY, "--share", "--batch", str(chance.choice((2, 3, 5))))
    workers = [Worker(url) for _ in range(count)]
    crash_at = time.monotonic() + chance.uniform(1.0, 3.0)
    deadline = time.monotonic() + 300
    said = ""
    while not is_done(server, "battle"):
        if time.monotonic() > deadline:
            broken.append("the run never ended: " + world.run("--workspace", url, "worker", "status").stdout)
            break
        time.sleep(chance.uniform(0.05, 0.9))
        n = chance.randrange(count)
        gave_up = workers[n].process.poll()
        said += workers[n].kill()
        if gave_up is not None:
            broken.append(f"a worker gave up with {gave_up}: {said[-300:]}")
        workers[n] = Worker(url)
        tally["killed"] += 1
        if time.monotonic() > crash_at:
            server.crash()
            tally["crashes"] += 1
            crash_at = time.monotonic() + chance.uniform(3.0, 6.0)
    for worker in workers:
        said += worker.end()
    tally["lost"] += said.count("[work.lease_lost]")
    broken += problems_of(server, "battle", wanted)


def holder(server, database):
    return server.sql(database, "SELECT lease_owner || '|' || fence FROM acc.work_batch WHERE state = 'taken'")


def stop_with_batch(server, database, worker, fence):
    """Puts \\a worker to sleep while it has the only batch under \\a fence."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        owner, _, has = holder(server, database).partition("|")
        if owner.endswith(worker.name[1:]) and has == str(fence):
            worker.signal(signal.SIGSTOP)
            if holder(server, database) == f"{owner}|{fence}":
                return
            raise RuntimeError("the batch was done before its worker could be stopped")
    raise RuntimeError("no worker took the batch: " + holder(server, database))


def sleeper(server, planted):
    """\\returns what the worker said that slept past its lease while another one took its batch, and the findings."""
    url = fresh(server, "sleep")
    world.must("--workspace", url, "bill", "run", *MONTH, *DAY, "--share", "--batch", "1000")
    first = Worker(url)
    stop_with_batch(server, "sleep", first, 1)
    time.sleep(LEASE + 1)
    second = Worker(url)
    stop_with_batch(server, "sleep", second, 2)
    if planted:  # as a program would leave it that forgets to raise the fence
        time.sleep(LEASE + 1)  # the server has ended the transaction of the second one by now
        server.sql("sleep", "SET session_replication_role = replica; UPDATE acc.work_batch SET fence = 1, lease_until = now() + "
                            "interval '1 minute' WHERE state = 'taken'")
    first.signal(signal.SIGCONT)
    time.sleep(LEASE + 2)
    second.signal(signal.SIGCONT)
    for _ in range(600):
        if is_done(server, "sleep"):
            break
        time.sleep(0.1)
    said = first.end()
    second.end()
    return said


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    chance = random.Random(options.seed)
    server = Server()
    build(server)
    undisturbed = fresh(server, "undisturbed")
    world.must("--workspace", undisturbed, "bill", "run", *MONTH, *DAY, "--issue")
    wanted = figures(undisturbed)
    broken, tally = [], {"killed": 0, "crashes": 0, "lost": 0}
    for number in range(options.rounds):
        before = len(broken)
        battle(server, wanted, options.workers, chance, broken, tally)
        broken[before:] = [f"round {number}: {sentence}" for sentence in broken[before:]]
    refused = "[work.lease_lost]" in sleeper(server, planted=False)
    if not refused:
        broken.append("who slept past its lease was not refused")
    broken += [f"after the sleep: {sentence}" for sentence in problems_of(server, "sleep", wanted)]
    noticed = "[work.lease_lost]" not in sleeper(server, planted=True)
    if not noticed:
        broken.append("a fence that does not rise was not noticed")
    print(f"workers: {options.rounds} rounds of {options.workers}, {tally['killed']} killed, {tally['crashes']} server crashes, "
          f"{tally['lost']} refused by a fence; the sleeper was {'' if refused else 'not '}refused, the planted fault "
          f"{'' if noticed else 'not '}found; {len(broken)} broken")
    for sentence in broken:
        print(sentence)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
