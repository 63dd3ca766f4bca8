# SPDX-License-Identifier: GPL-3.0-or-later
"""A5: the program is killed while it brings an older workspace up to date, at any moment, again and again.

    migration.py [--kills N] [--planted N] [--seed S]

An older workspace is made of the first steps of the schema, and filled with a company by everything that those steps
know. In each round accordctl opens it and is killed: in one half at a change of a file that is chosen by chance, in the
other after a time that is. Afterwards the file has either the schema of before or the newest, nothing between, and is sound; once
it is the newest, the backup made before is there, whole and of the old schema. A file is killed up to four times over,
and at last opened in peace: it holds what it held, and `workspace verify` and `audit verify` find nothing. Then the same
is done with a program that migrates outside of a transaction: that has to be found, or the campaign would find nothing.
The exit code is 1 when a promise was broken.
"""
import argparse
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import world

OLDER_PROGRAM = os.environ["ACCORD_OLDER_PROGRAM"]
FAULT_INJECTOR = os.environ.get("ACCORD_FAULT_INJECTOR")  # none under a sanitizer, whose own library has to be the first
MOST_KILLS_OF_A_FILE = 4
MOST_MORE = 20  # as many times over the kills asked for, until some fell after the migration
OLDEST = 13  # before it a company of today would lose what its books and approvals rest on


def older_program(*arguments):
    return subprocess.run([OLDER_PROGRAM, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def rows(connection, query):
    return connection.execute(query).fetchall()


def schema(path):
    """Every definition, as the program compares them."""
    with sqlite3.connect(path) as database:
        return {(kind, name, " ".join((sql or "").split())) for kind, name, sql in
                rows(database, "SELECT type, name, sql FROM sqlite_schema WHERE name NOT IN ('sqlite_stat1', 'sqlite_stat4')")}


def filled(company, target, version):
    """An older workspace with all of a company that its schema has room for."""
    older_program("make", target, version)
    database = sqlite3.connect(target)
    triggers = rows(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    for name, _ in triggers:
        database.execute(f"DROP TRIGGER {name}")
    database.execute("ATTACH ? AS company", (str(company),))
    known = {name for name, in rows(database, "SELECT name FROM company.sqlite_schema WHERE type = 'table'")}
    for name, sql in rows(database, "SELECT name, sql FROM main.sqlite_schema WHERE type = 'table'"):
        if name not in known or name in ("schema_migration", "sqlite_stat1", "sqlite_stat4") or sql.startswith("CREATE VIRTUAL"):
            continue  # what stands behind a virtual table is copied instead
        own = [row[1] for row in rows(database, f"PRAGMA main.table_info({name})")]
        others = {row[1] for row in rows(database, f"PRAGMA company.table_info({name})")}
        columns = ", ".join(column for column in own if column in others)
        database.execute(f"DELETE FROM main.{name}")
        database.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM company.{name}")
    for _, sql in triggers:
        database.execute(sql)
    database.commit()
    database.close()
    return target


class Case:
    """One older workspace, and what it has to be afterwards."""

    def __init__(self, company, folder, version):
        self.origin = filled(company, folder / f"v{version}.accord", version)
        with sqlite3.connect(self.origin) as database:
            ((self.version,),) = rows(database, "SELECT max(number) FROM schema_migration")  # not every number was given
        self.old = schema(self.origin)
        peaceful = world.copied(self.origin, folder / "peaceful" / "company.accord")
        started = time.monotonic()
        world.must("--workspace", peaceful, "account", "list")
        self.seconds = time.monotonic() - started
        self.new = schema(world.copied(peaceful, folder / "looked_at.accord"))
        self.state = world.state(peaceful)
        for command in (("workspace", "verify"), ("audit", "verify")):
            world.must("--workspace", peaceful, *command)
        counted = folder / "changes"
        self.changes = 0
        if FAULT_INJECTOR:
            counted.unlink(missing_ok=True)
            world.run("--workspace", world.copied(self.origin, folder / "counted" / "company.accord"), "account", "list",
                      environment={"LD_PRELOAD": FAULT_INJECTOR, "ACCORD_FAULT_PATH": "company.accord", "ACCORD_FAULT_COUNT": str(counted)})
            self.changes = int(counted.read_text())

    def command(self, workspace, planted):
        return [OLDER_PROGRAM, "migrate-apart", str(workspace)] if planted else \
            [world.ACCORDCTL, "--workspace", str(workspace), "account", "list"]

    def kill(self, workspace, chance, planted):
        """\\returns at what it was killed; nothing when it came to its end before."""
        if self.changes and chance.random() < 0.5:
            at = chance.randrange(1, self.changes + 1)
            done = subprocess.run(self.command(workspace, planted), capture_output=True, timeout=world.TIMEOUT, env={
                **world.ENVIRONMENT, "LD_PRELOAD": FAULT_INJECTOR, "ACCORD_FAULT_PATH": "company.accord",
                "ACCORD_FAULT_AT": str(at), "ACCORD_FAULT_KIND": "kill"})
            return f"change {at} of {self.changes}" if done.returncode == -signal.SIGKILL else None
        seconds = chance.random() * self.seconds * 1.25  # a busy machine takes longer than it did in peace
        process = subprocess.Popen(self.command(workspace, planted), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=world.ENVIRONMENT)
        try:
            process.wait(seconds)
            return None
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return f"{seconds:.3f} s"

    def broken(self, workspace, looked_at):
        """What is wrong with a file on which somebody was killed; and whether it is migrated."""
        seen = world.copied(workspace, looked_at)
        with sqlite3.connect(seen) as database:  # recovers the journal, as the next program does
            damage = rows(database, "PRAGMA integrity_check")
        if damage != [("ok",)]:
            return f"damaged: {damage[:3]}", False
        found = schema(seen)
        if found not in (self.old, self.new):
            return f"between the schemas: {len(found - self.old)} definitions more than before, {len(self.new - found)} lack", False
        is_new = found == self.new
        with sqlite3.connect(seen) as database:
            ((number,),) = rows(database, "SELECT max(number) FROM schema_migration")
        if (number > self.version) != is_new:
            return f"says version {number} and has the schema of another", is_new
        backup = pathlib.Path(f"{workspace}.v{self.version}.backup")
        if backup.exists():
            if schema(backup) != self.old:
                return "the backup is not of the old schema", is_new
            with sqlite3.connect(backup) as database:
                if rows(database, "PRAGMA integrity_check") != [("ok",)] or rows(database, "PRAGMA foreign_key_check"):
                    return "the backup is damaged", is_new
        elif is_new:
            return "there is no backup of what was migrated", is_new
        return None, is_new

    def round(self, folder, chance, planted):
        """What was broken by kills of one file; how many there were; how many came after the migration."""
        for left in folder.glob("company.accord*"):
            left.unlink()
        workspace = world.copied(self.origin, folder / "company.accord")
        kills = finished = 0
        for _ in range(chance.randrange(1, MOST_KILLS_OF_A_FILE + 1)):
            at = self.kill(workspace, chance, planted)
            kills += at is not None
            wrong, is_new = self.broken(workspace, folder / "looked_at" / "company.accord")
            finished += is_new and at is not None
            if wrong:
                return f"v{self.version}, killed at {at}: {wrong}", kills, finished
            if is_new:
                break
        if not planted:
            opened = world.run("--workspace", workspace, "account", "list")
            if opened.returncode != 0:
                return f"v{self.version}: it does not open any more: {opened.stderr.strip()}", kills, finished
            wrong, is_new = self.broken(workspace, folder / "looked_at" / "company.accord")
            if wrong or not is_new:
                return f"v{self.version}: {wrong or 'it was opened and not migrated'}", kills, finished
            for command in (("workspace", "verify"), ("audit", "verify")):
                if (done := world.run("--workspace", workspace, *command)).returncode != 0:
                    return f"v{self.version}: {' '.join(command)}: {done.stdout.strip()} {done.stderr.strip()}", kills, finished
            if world.state(workspace) != self.state:
                return f"v{self.version}: figures are others than without a kill", kills, finished
        return None, kills, finished


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--planted", type=int, default=60)
    parser.add_argument("--versions", type=int, default=0, help="how many older schemas; all by default")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    chance = random.Random(options.seed)
    broken = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        company = world.copied(world.build(folder), folder / "whole.accord")
        newest = int(older_program("newest"))
        versions = list(range(OLDEST, newest))
        if options.versions:
            versions = chance.sample(versions, min(options.versions, len(versions)))
        cases = [Case(company, folder, version) for version in versions]
        (folder / "killed").mkdir()
        kills = finished = rounds = 0
        while kills < options.kills or (not 0 < finished < kills and kills < MOST_MORE * options.kills):
            wrong, more, ended = chance.choice(cases).round(folder / "killed", chance, False)
            kills, finished, rounds = kills + more, finished + ended, rounds + 1
            if wrong:
                print(wrong, flush=True)
                broken.append(wrong)
        print(f"{kills} kills of {rounds} files from v{min(versions)} to v{newest}, {finished} found migrated: {len(broken)} broken", flush=True)
        if not 0 < finished < kills:
            broken.append("kills fell on one side of the migration only")
            print(broken[-1])
        tried = found = 0
        while tried < options.planted and not found:
            wrong, more, _ = cases[0].round(folder / "killed", chance, True)
            tried, found = tried + more, found + ("between the schemas" in (wrong or ""))
            if wrong:
                print(f"planted: {wrong}")
        print(f"planted bug, a migration outside of a transaction: {'found' if found else 'NOT FOUND'} within {tried} kills")
    return 1 if broken or not found else 0


if __name__ == "__main__":
    sys.exit(main())
