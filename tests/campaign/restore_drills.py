# SPDX-License-Identifier: GPL-3.0-or-later
"""A6: a backup of some moment is put back after documents were issued and sent, and work goes on.

    restore_drills.py [--drills N] [--seed S]

In each drill months are billed and issued, a backup is made at a random moment, more is issued, mail is marked as sent,
the backup is put back, the numbering is confirmed and the months are issued again. What a customer could hold in hand is
kept aside by number and digest: no number may come out twice with another content, nothing that was sent may wait to be
sent again, and the workspace has to be sound. In every second drill the journal of the machine is lost, and a person
says which number they saw last. Finally a drill without a confirmation has to be refused. The exit code is 1 when a
promise was broken.
"""
import argparse
import pathlib
import random
import shutil
import sys
import tempfile

import world

MONTHS = [f"2026-{month:02}" for month in range(2, 10)]
LAST_DAYS = dict(zip(MONTHS, ("28", "31", "30", "31", "30", "31", "31", "30")))


class Drill:
    def __init__(self, folder, chance):
        self.folder = folder
        self.chance = chance
        self.workspace = world.copied(world.build(folder), folder / "drill" / "company.accord")
        self.in_hand = {}  # what customers hold, by number
        self.broken = []
        self.add_controller()

    def ctl(self, *arguments):
        return world.must("--workspace", self.workspace, *arguments)

    def add_controller(self):
        """Somebody has to confirm the numbering; the first of a company is given the role by its owner alone."""
        self.ctl("person", "add", "controller")
        self.ctl("person", "propose-role", "controller", "controller")

    def issue(self, month):
        self.ctl("bill", "run", "--period", month, "--issue-date", f"{month}-{LAST_DAYS[month]}", "--issue")

    def hand_out(self):
        """Customers get what is issued; a number that they hold already must name the same document."""
        for row in world.asked(self.workspace, "invoice", "list"):
            if not row["number"]:
                continue
            content = (row["account"], row["total"], row["issue_date"])
            if self.in_hand.setdefault(row["number"], content) != content:
                self.broken.append(f"{row['number']} is {content} now and was {self.in_hand[row['number']]} before")

    def run(self, loses_journal):
        months = MONTHS[:self.chance.randrange(3, len(MONTHS) + 1)]
        moment = self.chance.randrange(len(months))
        backup = self.folder / "drill" / "kept.accord"
        for n, month in enumerate(months):
            if n == moment:
                self.ctl("workspace", "backup", backup)
            self.issue(month)
            self.hand_out()
        last = max(self.in_hand)
        if loses_journal:
            shutil.rmtree(pathlib.Path(world.DATA_HOME.name), ignore_errors=True)
            pathlib.Path(world.DATA_HOME.name).mkdir()
            self.workspace.unlink()  # and the machine with it: nothing remembers but people
            for ending in ("-wal", "-shm"):
                pathlib.Path(str(self.workspace) + ending).unlink(missing_ok=True)
        world.must("workspace", "restore", backup, self.workspace)
        refused = world.run("--workspace", self.workspace, "bill", "run", "--period", months[moment], "--issue-date",
                            f"{months[moment]}-{LAST_DAYS[months[moment]]}", "--issue")
        if "restore.numbering_locked" not in refused.stderr + refused.stdout:
            self.broken.append(f"a number was given before the numbering was confirmed: {refused.stdout} {refused.stderr}")
        if world.asked(self.workspace, "delivery", "list", "--state", "waiting"):
            self.broken.append("something waits to be sent that may have been sent before")
        seen = ("--issued", last) if loses_journal else ()
        self.ctl("--as", "controller", "workspace", "numbering", "--confirm", "--note", "restore drill", *seen)
        for month in months[moment:]:
            self.resume(month)
        self.hand_out()
        checked = world.run("--workspace", self.workspace, "workspace", "verify")
        if checked.returncode != 0:
            self.broken.append(f"not sound: {checked.stderr or checked.stdout[-400:]}")
        billed = [row for row in world.asked(self.workspace, "invoice", "list") if row["number"]]
        if len(billed) != 2 * (len(months) + 1):
            self.broken.append(f"{len(billed)} invoices for {len(months) + 1} months of two customers")

    def resume(self, month):
        done = world.run("--workspace", self.workspace, "bill", "resume", "--period", month, "--issue")
        if done.returncode != 0:
            self.issue(month)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--drills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    chance = random.Random(options.seed)
    broken = []
    for n in range(options.drills):
        with tempfile.TemporaryDirectory() as name:
            drill = Drill(pathlib.Path(name), chance)
            drill.run(loses_journal=n % 2 == 1)
            broken += [f"drill {n}: {sentence}" for sentence in drill.broken]
            print(f"drill {n}: {len(drill.in_hand)} documents in hand, {len(drill.broken)} promises broken", flush=True)
    for sentence in broken:
        print(sentence)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
