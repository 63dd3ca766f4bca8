# SPDX-License-Identifier: GPL-3.0-or-later
"""A2: the power fails while accordctl works, and the disk keeps what it likes of what was not flushed.

    power_loss.py [--images N] [--seed S] [--verified M]

A company's month is recorded request by request. For each image a moment is chosen; what was synced before stays, and
of what was not some writes are lost, applied in another order, or torn at a sector of 512 bytes. Every image must be a
sound database that still holds everything that was reported as done before that moment: the audit chain up to the head
of that time, record by record. M of them, spread evenly, are verified whole by accordctl. Finally the same is tried with
a disk that does not heed a sync: that has to be found, or the campaign would find nothing. Prints a table; the exit code
is 1 when a promise was broken.
"""
import argparse
import json
import os
import pathlib
import random
import sqlite3
import struct
import sys
import tempfile

import world

RECORDER = os.environ["ACCORD_DISK_RECORDER"]
SECTOR = 512
PLANTED_IMAGES = 60


def audit_chain(path):
    """The hashes by sequence, from a copy that nobody else has open."""
    with sqlite3.connect(path) as database:
        return dict(database.execute("SELECT sequence, hash FROM audit_record"))


class Recording:
    """What a series of commands asked of the disk, and what was reported as done after which request."""

    def __init__(self, folder):
        self.folder = folder
        self.origin = world.build(folder)
        self.requests = []
        self.reported = []  # (number of requests so far, head of the audit chain)

    def record(self, commands):
        workspace = world.copied(self.origin, self.folder / "recorded" / "company.accord")
        self.start = {str(workspace) + ending: pathlib.Path(str(workspace) + ending).read_bytes()
                      for ending in ("", "-wal") if pathlib.Path(str(workspace) + ending).exists()}
        self.workspace = workspace
        self.reported.append((0, self.chain(workspace)))
        for command in commands:
            log = self.folder / "requests"
            log.unlink(missing_ok=True)
            done = world.run("--workspace", workspace, *command,
                             environment={"LD_PRELOAD": RECORDER, "ACCORD_RECORD_PATH": str(workspace),
                                          "ACCORD_RECORD_FILE": str(log)})
            if done.returncode != 0:
                raise RuntimeError(f"{command}: {done.stderr}")
            self.requests += requests_of(log)
            self.reported.append((len(self.requests), self.chain(workspace)))

    def chain(self, workspace):
        return audit_chain(world.copied(workspace, self.folder / "looked_at.accord"))

    def reported_before(self, moment):
        return [chain for at, chain in self.reported if at <= moment][-1]


def requests_of(log):
    data, place, found = log.read_bytes() if log.exists() else b"", 0, []
    while place < len(data):
        kind = chr(data[place])
        (length,) = struct.unpack_from("=I", data, place + 1)
        place += 5
        path = data[place:place + length].decode()
        place += length
        where, size = struct.unpack_from("=qQ", data, place)
        place += 16
        found.append((kind, path, where, data[place:place + size]))
        place += size
    return found


class Disk:
    """Files of which a part is safe and the rest may be lost."""

    def __init__(self, start, heeds_syncs=True):
        self.safe = {path: bytearray(content) for path, content in start.items()}
        self.pending = {}
        self.heeds_syncs = heeds_syncs

    def ask(self, kind, path, where, content):
        if kind == "s":
            if self.heeds_syncs:
                for request in self.pending.pop(path, []):
                    apply(self.safe, path, *request)
        elif kind == "r":  # SQLite and Accord rename what they have synced
            source = content.decode()
            self.safe[path] = self.safe.pop(source, bytearray())
            self.pending[path] = self.pending.pop(source, [])
        else:
            self.pending.setdefault(path, []).append((kind, where, content))

    def after_power_loss(self, chance):
        """One of the states in which the disk may be found."""
        left = {path: bytearray(content) for path, content in self.safe.items()}
        for path, requests in self.pending.items():
            kept = [request for request in requests if chance.random() < 0.5]
            if chance.random() < 0.3:
                kept = list(requests[:chance.randrange(len(requests) + 1)])  # as asked, up to a moment
            elif chance.random() < 0.5:
                chance.shuffle(kept)
            for kind, where, content in kept:
                if kind == "w" and chance.random() < 0.3:
                    for where, content in torn(where, content, chance):
                        apply(left, path, kind, where, content)
                else:
                    apply(left, path, kind, where, content)
        return left


def torn(where, content, chance):
    """Only some sectors of a write."""
    start = where
    while start < where + len(content):
        end = min((start // SECTOR + 1) * SECTOR, where + len(content))
        if chance.random() < 0.5:
            yield start, content[start - where:end - where]
        start = end


def apply(files, path, kind, where, content):
    if kind == "u":
        files.pop(path, None)
        return
    file = files.setdefault(path, bytearray())
    if kind == "t":
        del file[where:]
        file.extend(bytes(where - len(file)))
        return
    file.extend(bytes(max(0, where - len(file))))
    file[where:where + len(content)] = content


class Campaign:
    def __init__(self, recording, folder):
        self.recording = recording
        self.folder = folder
        self.corrupt, self.lost = [], []

    def try_images(self, count, verified, chance, heeds_syncs=True):
        moments = sorted(chance.randrange(1, len(self.recording.requests) + 1) for _ in range(count))
        disk, at = Disk(self.recording.start, heeds_syncs), 0
        every = max(1, count // verified) if verified else 0
        for n, moment in enumerate(moments):
            while at < moment:
                disk.ask(*self.recording.requests[at])
                at += 1
            image = self.write(disk.after_power_loss(chance))
            self.check(image, moment)
            if every and n % every == 0:
                done = world.run("--workspace", image, "workspace", "verify")
                if done.returncode != 0:
                    self.corrupt.append(f"moment {moment}: {done.stderr.strip() or done.stdout[-300:]}")

    def write(self, files):
        image = self.folder / "image" / "company.accord"
        image.parent.mkdir(exist_ok=True)
        for old in image.parent.iterdir():
            old.unlink()
        for path, content in files.items():
            (image.parent / pathlib.Path(path).name).write_bytes(content)
        return image

    def check(self, image, moment):
        wanted = self.recording.reported_before(moment)
        copy = world.copied(image, self.folder / "checked.accord")
        try:
            with sqlite3.connect(copy) as database:
                (sound,) = database.execute("PRAGMA integrity_check").fetchone()
            found = audit_chain(copy)
        except sqlite3.DatabaseError as error:
            return self.corrupt.append(f"moment {moment}: {error}")
        if sound != "ok":
            return self.corrupt.append(f"moment {moment}: {sound}")
        missing = [sequence for sequence, digest in wanted.items() if found.get(sequence) != digest]
        if missing:
            self.lost.append(f"moment {moment}: {len(missing)} records of the audit chain, the first {missing[0]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--images", type=int, default=50_000)
    parser.add_argument("--verified", type=int, default=500)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        recording = Recording(folder)
        (folder / "third.json").write_text(json.dumps(world.contract("C-3", "A-1", "75.00")))
        month = ("bill", "run", "--issue")
        recording.record([(*month, "--period", "2026-02", "--issue-date", "2026-02-28"),
                          ("contract", "import", folder / "third.json"),
                          (*month, "--period", "2026-03", "--issue-date", "2026-03-31"),
                          ("number-series", "begin", "MAIN", "--year", "2027", "--at", "4711", "--reason", "Cut-over")])
        print(f"{len(recording.requests)} requests to the disk, "
              f"{sum(kind == 's' for kind, *_ in recording.requests)} of them syncs")
        print(f"{'disk':<26}{'images':>8}{'corrupt':>9}{'lost':>8}")
        sound = Campaign(recording, folder)
        sound.try_images(options.images, options.verified, random.Random(options.seed))
        print(f"{'heeds a sync':<26}{options.images:>8}{len(sound.corrupt):>9}{len(sound.lost):>8}", flush=True)
        planted = Campaign(recording, folder)
        planted.try_images(PLANTED_IMAGES, 0, random.Random(options.seed), heeds_syncs=False)
        print(f"{'does not (planted)':<26}{PLANTED_IMAGES:>8}{len(planted.corrupt):>9}{len(planted.lost):>8}")
    for sentence in sound.corrupt + sound.lost:
        print(sentence)
    if not planted.corrupt and not planted.lost:
        print("a disk that does not heed a sync was not found out, so the campaign finds nothing")
        return 1
    return 1 if sound.corrupt or sound.lost else 0


if __name__ == "__main__":
    sys.exit(main())
