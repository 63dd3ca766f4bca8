# SPDX-License-Identifier: GPL-3.0-or-later
"""E1: the console works for a long time while others store beside it, and holds no more at the end than at the start.

    soak.py [--minutes N] [--heap-per-hour MIB]

The real window opens and closes every page, scrolls lists, types into a form and previews a run, again and again, while
another program writes into the same workspace. After every round it says what it holds. After the
warm-up (a third of the time, an hour at most) a line is laid through the samples: memory that is in use may not rise by
more than --heap-per-hour, and no handle or thread may be added; resident memory is told beside it, for the noise of the
allocator is in it. In a short run the bound is one that a page passes which stays in memory, and the noise of a round does
not. At the end the workspace is verified. The exit code is 1 when something grew.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading

import world

SOAK = os.environ["ACCORD_SOAK"]
LONGEST_WARM_UP = 3600
WRITES_EVERY_SECONDS = 3
LEAST_SAMPLES = 6


def slope(points):
    """Of the line of least squares through (x, y)."""
    n = len(points)
    mean_x, mean_y = sum(x for x, _ in points) / n, sum(y for _, y in points) / n
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0


def write_beside(workspace, stop):
    """Another program that stores the same again and again, so that open pages read again and nothing grows by it."""
    turn = 0
    while not stop.wait(WRITES_EVERY_SECONDS):
        turn += 1
        world.must("--workspace", workspace, "account", "billing", "A-2", "--portal", f"P-{turn % 2}")
        world.must("--workspace", workspace, "bill", "preview", "--period", "2026-02")


def soaked(workspace, seconds):
    """What the console said it held, round by round."""
    stop = threading.Event()
    writer = threading.Thread(target=write_beside, args=(workspace, stop))
    writer.start()
    try:
        process = subprocess.Popen([SOAK, workspace, str(seconds)], stdout=subprocess.PIPE, text=True, env=world.ENVIRONMENT)
        samples = []
        for line in process.stdout:
            samples.append(json.loads(line))
            print(line.strip(), flush=True)
        if process.wait() != 0:
            raise RuntimeError(f"the console ended with {process.returncode}")
    finally:
        stop.set()
        writer.join()
    return samples


def grown(samples, seconds, heap_per_hour):
    """What grew, in sentences."""
    warm = [one for one in samples if one["seconds"] > min(seconds / 3, LONGEST_WARM_UP)]
    if len(warm) < LEAST_SAMPLES:
        return [f"only {len(warm)} samples after the warm-up: run it for longer"]
    found = []
    for what, bound in (("heap_kib", heap_per_hour), ("resident_kib", None)):
        per_hour = slope([(one["seconds"], one[what]) for one in warm]) * 3600 / 1024
        per_round = slope([(one["rounds"], one[what]) for one in warm])
        print(f"{what}: {warm[0][what]} to {warm[-1][what]}, {per_hour:+.1f} MiB an hour, {per_round:+.1f} KiB a round"
              + (f", bound {bound:.1f} MiB an hour" if bound is not None else ""))
        if bound is not None and per_hour > bound:
            found.append(f"{what} rises by {per_hour:.1f} MiB an hour ({per_round:.1f} KiB a round), more than {bound:.1f}")
    half = len(warm) // 2
    for what in ("handles", "threads"):
        before, after = max(one[what] for one in warm[:half]), min(one[what] for one in warm[half:])
        print(f"{what}: at most {before} in the first half, at least {after} in the second")
        if after > before:
            found.append(f"{what} rise from {before} to {after}")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=480)
    parser.add_argument("--heap-per-hour", type=float, default=1.0, metavar="MIB")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        workspace = world.build(pathlib.Path(name))
        seconds = int(options.minutes * 60)
        found = grown(soaked(workspace, seconds), seconds, options.heap_per_hour)
        for command in (("workspace", "verify"), ("audit", "verify")):
            done = world.run("--workspace", workspace, *command)
            if done.returncode != 0:
                found.append(f"{' '.join(command)}: {done.stdout} {done.stderr}")
    for one in found:
        print(one)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
