# SPDX-License-Identifier: GPL-3.0-or-later
"""A1: every change of a file that a command makes fails once in every way, and the command is given again.

    faults.py [--positions N] [--seed S] [--act NAME]

N changes of each act, spread evenly from a random start, or all of them with 0. Each fault must leave a workspace that
is sound, holds what was reported as done, and in which the same command given again leads to the state that it leads
to undisturbed: nothing lost, nothing twice. Prints a table; the exit code is 1 when any fault broke a promise.
"""
import argparse
import json
import os
import pathlib
import random
import signal
import sys
import tempfile

import world

INJECTOR = os.environ["ACCORD_FAULT_INJECTOR"]
KINDS = ("enospc", "enospc-on", "eio", "eio-on", "erofs-on", "kill")
STATEMENT = """{1:F01BANKUS33AXXX0000000000}{2:I940BANKUS33XXXXN}{4:
:20:STMT1
:25:US123456
:28C:1/1
:60F:C260201USD0,00
:61:2602030203C200,09NTRFNONREF
:86:Invoice INV-2026-000001
:62F:C260203USD200,09
-}"""


def acts(folder):
    """Name, the command, the one that carries on when the first finds its work begun, and one that comes before."""
    (folder / "statement.sta").write_text(STATEMENT)
    (folder / "third.json").write_text(json.dumps(world.contract("C-3", "A-1", "75.00")))
    (folder / "more.json").write_text(json.dumps(
        {"format": "accord.accounts/1", "accounts": [world.account(f"B-{n}", "NY", "New York", "10001") for n in range(5)]}))
    month = ("bill", "run", "--period", "2026-02", "--issue-date", "2026-02-28", "--issue")
    bank = ("bank", "import", folder / "statement.sta")
    return {"bill run": (month, ("bill", "resume", "--period", "2026-02", "--issue"), None),
            "account import": (("account", "import", folder / "more.json"), None, None),
            "contract import": (("contract", "import", folder / "third.json"), None, None),
            "bank import": (bank, None, None),
            "payment match": (("payment", "match"), None, bank),
            "e-invoices of a customer": (("einvoice", "customer", "A-1", "--profile", "en16931"), None, None),
            "series of numbers": (("number-series", "begin", "MAIN", "--year", "2027", "--at", "4711", "--reason", "Cut-over"),
                                  None, None)}


class Campaign:
    def __init__(self, folder):
        self.folder = folder
        self.origin = world.build(folder)
        self.broken = []
        self.stopped = 0

    def faulty(self, workspace, command, kind, at):
        environment = {"LD_PRELOAD": INJECTOR, "ACCORD_FAULT_PATH": str(workspace), "ACCORD_FAULT_KIND": kind,
                       "ACCORD_FAULT_COUNT": str(self.folder / "count")}
        if at:
            environment["ACCORD_FAULT_AT"] = str(at)
        return world.run("--workspace", workspace, *command, environment=environment)

    def prepare(self, before):
        """From here on the acts begin with a company in which before is done."""
        self.begin = self.origin
        if before:
            self.begin = world.copied(self.origin, self.folder / "prepared.accord")
            world.must("--workspace", self.begin, *before)

    def count(self, command):
        """How many changes the undisturbed command makes, and what it leads to."""
        workspace = world.copied(self.begin, self.folder / "undisturbed.accord")
        done = self.faulty(workspace, command, "none", 0)
        if done.returncode != 0:
            raise RuntimeError(f"{command}: {done.stderr}")
        return int((self.folder / "count").read_text()), world.state(workspace)

    def suffer(self, name, command, carry_on, kind, at, wanted):
        workspace = world.copied(self.begin, self.folder / "disturbed.accord")

        def complain(what):
            self.broken.append(f"{name}, change {at}, {kind}: {what}")

        done = self.faulty(workspace, command, kind, at)
        self.stopped += done.returncode != 0
        if done.returncode < 0 and not (kind == "kill" and done.returncode == -signal.SIGKILL):
            return complain(f"the program was ended by signal {-done.returncode}")
        if done.returncode > 0 and "[storage." not in done.stderr:
            return complain(f"the fault is not named: {done.stderr.strip()}")
        checked = world.run("--workspace", workspace, "workspace", "verify")
        if checked.returncode != 0:
            return complain(f"the workspace is not sound: {checked.stderr or checked.stdout[-400:]}")
        if done.returncode == 0 and world.state(workspace) != wanted:
            return complain("it was reported as done, and something of it is missing")
        again = world.run("--workspace", workspace, *command)
        if again.returncode != 0 and carry_on:
            again = world.run("--workspace", workspace, *carry_on)
        if again.returncode != 0:
            return complain(f"given again it is refused: {again.stderr.strip()}")
        found = world.state(workspace)
        if found != wanted:
            parts = [part for part in wanted if found[part] != wanted[part]]
            return complain(f"given again it leads elsewhere: {', '.join(parts)}: {found[parts[0]]}, not {wanted[parts[0]]}")
        if world.run("--workspace", workspace, "workspace", "verify").returncode != 0:
            complain("the workspace is not sound after the command was given again")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--positions", type=int, default=0)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--act")
    options = parser.parse_args()
    print(f"seed {options.seed}")
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        campaign = Campaign(folder)
        print(f"{'act':<26}{'changes':>8}{'faults':>8}{'stopped':>9}{'broken':>8}")
        for act, (command, carry_on, before) in acts(folder).items():
            if options.act not in (None, act):
                continue
            campaign.prepare(before)
            changes, wanted = campaign.count(command)
            positions = list(range(1, changes + 1))
            if 0 < options.positions < changes:
                step = changes / options.positions
                start = chance.random() * step
                positions = [1 + int(start + n * step) for n in range(options.positions)]
            before, faults, campaign.stopped = len(campaign.broken), 0, 0
            for n, at in enumerate(positions):
                # In a short campaign each place suffers one kind, in turn; in a whole one all of them.
                for kind in KINDS if not options.positions else (KINDS[n % len(KINDS)],):
                    campaign.suffer(act, command, carry_on, kind, at, wanted)
                    faults += 1
            print(f"{act:<26}{changes:>8}{faults:>8}{campaign.stopped:>9}{len(campaign.broken) - before:>8}", flush=True)
            if campaign.stopped == 0:
                campaign.broken.append(f"{act}: no fault stopped the command, so nothing was tried")
    for sentence in campaign.broken:
        print(sentence)
    return 1 if campaign.broken else 0


if __name__ == "__main__":
    sys.exit(main())
