# SPDX-License-Identifier: GPL-3.0-or-later
"""P2: several programs bill and issue the same month at once, and some of them are killed.

    race.py [--rounds N] [--programs P] [--seed S]

In each round P programs begin the run of the same month; each one is killed after a random time with a chance of one
half. What is left is resumed. Every charge is billed once, every number is given once and none is missing. Prints a
table; the exit code is 1 when any round broke the promise.
"""
import argparse
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import world

MONTH = ("--period", "2026-02")
RUN = ("bill", "run", *MONTH, "--issue-date", "2026-02-28", "--issue")


def start(workspace):
    return subprocess.Popen([world.ACCORDCTL, "--workspace", str(workspace), *RUN], env=world.ENVIRONMENT,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finish(workspace):
    """Carries on until nothing is left, as people would. \\returns what keeps it from that."""
    for command in (RUN, ("bill", "resume", *MONTH, "--issue")):
        done = world.run("--workspace", workspace, *command)
        if done.returncode == 0:
            return None
    return done.stderr.strip()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--programs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    chance = random.Random(options.seed)
    broken, killed = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        origin = world.build(folder)
        undisturbed = world.copied(origin, folder / "undisturbed.accord")
        finish(undisturbed)
        wanted = world.state(undisturbed)
        for round_number in range(options.rounds):
            workspace = world.copied(origin, folder / "race.accord")
            programs = [start(workspace) for _ in range(options.programs)]
            for program in programs:
                if chance.random() < 0.5:
                    time.sleep(chance.random() * 0.15)
                    program.kill()
                    killed += 1
            for program in programs:
                program.communicate(timeout=world.TIMEOUT)
            problem = finish(workspace)
            if problem:
                broken.append(f"round {round_number}: {problem}")
            elif world.state(workspace) != wanted:
                broken.append(f"round {round_number}: {world.state(workspace)['invoices']}, not {wanted['invoices']}")
            elif world.run("--workspace", workspace, "workspace", "verify").returncode != 0:
                broken.append(f"round {round_number}: the workspace is not sound")
    print(f"races: {options.rounds} rounds of {options.programs} programs, {killed} killed, {len(broken)} broken")
    for sentence in broken:
        print(sentence)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
