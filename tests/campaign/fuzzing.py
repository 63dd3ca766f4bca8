#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""libFuzzer at every parser of what strangers send, under AddressSanitizer and UndefinedBehaviorSanitizer.

    tests/campaign/fuzzing.py [--seconds N] [--only camt,mt940,…] [--seed N]

Builds the preset `fuzz` first. The samples of the tests are the first corpus; what libFuzzer adds is kept in
build/fuzz/corpus and used again, what breaks a parser in build/fuzz/broken. Exit code 1 when a parser broke.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = SOURCE / "build" / "fuzz"
MOST_BYTES = 64 * 1024


def build():
    for command in (["cmake", "--preset", "fuzz"], ["cmake", "--build", "--preset", "fuzz", "--target", "accord-fuzz"]):
        subprocess.run(command, cwd=SOURCE, check=True, stdout=sys.stderr)
    return BUILD / "bin" / "accord-fuzz"


def parsers(program):
    """Names with the patterns of their samples, as the program says them."""
    listed = subprocess.run([program], env={**os.environ, "ACCORD_FUZZ_LIST": "1"}, capture_output=True, text=True, check=True).stdout
    return {name: patterns for name, *patterns in (line.split("\t") for line in listed.splitlines())}


def corpus_of(name, patterns):
    folder = BUILD / "corpus" / name
    folder.mkdir(parents=True, exist_ok=True)
    for pattern in patterns:
        for sample in SOURCE.glob(pattern):
            if sample.is_file() and sample.stat().st_size <= MOST_BYTES:
                shutil.copyfile(sample, folder / sample.name)
    return folder


def fuzz(program, name, patterns, options):
    """Executions, files in the corpus, and whether it held."""
    corpus, broken = corpus_of(name, patterns), BUILD / "broken" / name
    broken.mkdir(parents=True, exist_ok=True)
    command = [program, f"-max_total_time={options.seconds}", f"-seed={options.seed}", "-timeout=10", "-rss_limit_mb=2048",
               f"-max_len={MOST_BYTES}", "-print_final_stats=1", f"-artifact_prefix={broken}/", corpus]
    done = subprocess.run(command, env={**os.environ, "ACCORD_FUZZ_PARSER": name, "ASAN_OPTIONS": "detect_leaks=1", "LC_ALL": "C.UTF-8"},
                          capture_output=True, text=True, errors="replace")
    (BUILD / "broken" / f"{name}.log").write_text(done.stderr)
    ran = re.search(r"stat::number_of_executed_units: (\d+)", done.stderr)
    return int(ran.group(1)) if ran else 0, len(list(corpus.iterdir())), done.returncode == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=1800, help="for each parser")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help="parsers, separated by commas")
    options = parser.parse_args()
    if not shutil.which("clang++-19"):
        print("Skipped: there is no clang 19; packaging/prepare sanitize installs it.")
        return 77
    program = build()
    known = parsers(program)
    wanted = options.only.split(",") if options.only else list(known)
    if unknown := [name for name in wanted if name not in known]:
        parser.error(f"no such parser: {', '.join(unknown)}; known are {', '.join(known)}")
    print(f"{'parser':<20}{'verdict':<9}{'executions':>12}{'corpus':>9}", flush=True)
    total = broken = 0
    for name in wanted:
        ran, files, held = fuzz(program, name, known[name], options)
        total, broken = total + ran, broken + (not held)
        print(f"{name:<20}{'held' if held else 'BROKEN':<9}{ran:>12}{files:>9}", flush=True)
    print(f"{len(wanted)} parsers, {total} executions, {broken} broke; seed {options.seed}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
