# SPDX-License-Identifier: GPL-3.0-or-later
"""A7: the console is killed while somebody types without a pause into a new contract, or into a form of a dialog.

    typing.py [--kills N] [--seed S]

What was typed more than a second before the kill has to be in the draft that is restored. A second of the machine, which
may be busy, is stretched by --patience (1.5 by default). The exit code is 1 when more was lost.
"""
import argparse
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import world

TYPIST = os.environ["ACCORD_TYPIST"]
PROMISED_SECONDS = 1.0


def draft_of(workspace, form):
    """The text of the field that was typed into, by the draft; empty without one."""
    with sqlite3.connect(world.copied(workspace, workspace.with_name("looked_at.accord"))) as database:
        rows = database.execute("SELECT body FROM saved_view WHERE page = ?",
                                ("contract-draft" if form == "contract" else "form-draft",)).fetchall()
    if not rows:
        return ""
    body = json.loads(rows[0][0])
    return body.get("number", "") if form == "contract" else body["fields"].get("portal", "")


def type_and_kill(workspace, form, seconds):
    """How many keys there were, by time; the time of the kill."""
    keys = []
    process = subprocess.Popen([TYPIST, workspace, "A-1", form], stdout=subprocess.PIPE, text=True, env=world.ENVIRONMENT)

    def listen():
        for line in process.stdout:
            keys.append((time.monotonic(), int(line)))

    listener = threading.Thread(target=listen)
    listener.start()
    waited = time.monotonic()
    while not keys:
        if process.poll() is not None or time.monotonic() - waited > 60:
            raise RuntimeError("the typist does not type")
        time.sleep(0.05)
    time.sleep(seconds)
    killed = time.monotonic()
    process.send_signal(signal.SIGKILL)
    process.wait()
    listener.join()
    return keys, killed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--patience", type=float, default=1.5)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    chance = random.Random(options.seed)
    broken = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        origin = world.build(folder)
        for n in range(options.kills):
            workspace = world.copied(origin, folder / "typed" / "company.accord")
            form = ("contract", "dialog")[n % 2]
            keys, killed = type_and_kill(workspace, form, 1.5 + 3 * chance.random())
            wanted = max([count for at, count in keys if at <= killed - PROMISED_SECONDS * options.patience], default=0)
            kept = len(draft_of(workspace, form))
            lost = kept < wanted
            broken += lost
            print(f"kill {n}, {form}: {keys[-1][1]} keys, {kept} in the draft, {wanted} promised{', LOST' if lost else ''}", flush=True)
            if wanted == 0:
                print("nothing was promised, so nothing was tried")
                broken += 1
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
