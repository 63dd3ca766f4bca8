#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts one small fault at a time into core/money, core/approvals and core/sync and sees whether a test notices.

    tests/campaign/mutants.py [--build build/dev] [--mutants 200] [--module money] [--seed N]

The sources are not touched: the changed file is compiled beside them and linked into a library of its own, which the tests load
instead. Survivors are printed with their line; fewer than 90 % found is a failure.
"""
import argparse
import json
import os
import random
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
TESTS = {
    "money": ("tst_money", "tst_exact", "tst_decimal", "tst_exchange", "tst_allocation", "tst_iso_date", "tst_properties"),
    "approvals": ("tst_policy", "tst_policy_documents", "tst_approval_seats", "tst_asked_changes", "tst_approval_policies", "tst_approval_matrix"),
    "sync": ("tst_sync_merge", "tst_sync_conflicts", "tst_sync_feed", "tst_sync_wake_up", "tst_sync_forms", "tst_sync_client", "tst_sync_reading",
             "tst_sync_push", "tst_sync_pull", "tst_sync_content", "tst_sync_simulation"),
}
#: What is replaced by what. Blanks around the operators keep templates, references and streams out of it.
SWAPS = [(r" == ", " != "), (r" != ", " == "), (r" < ", " <= "), (r" <= ", " < "), (r" > ", " >= "), (r" >= ", " > "), (r" && ", " || "),
         (r" \|\| ", " && "), (r" \+ ", " - "), (r" - ", " + "), (r" \* (?=\w)", " + "), (r"\breturn true\b", "return false"),
         (r"\breturn false\b", "return true"), (r"\(!", "("), (r" = true\b", " = false"), (r" = false\b", " = true"),
         (r"\bstd::min\b", "std::max"), (r"\bstd::max\b", "std::min"), (r"\+\+(?=\w)", "--"), (r" \+= ", " -= "), (r" -= ", " += "),
         (r"(?<=[ (])0(?=[;,)])", "1"), (r"(?<=[ (])1(?=[;,)])", "2")]
#: A statement that does something and whose result nobody takes.
CALL = re.compile(r"^\s+[\w.>-]+\([^;{}]*\);$")
#: A wide integer is declared with a zero that the function it is handed to writes over.
LEFT_ALONE = re.compile(r"^\s*(//|\*|#|using |namespace |template|static_assert|Q_|Wide [\w, =]+;)|operator|fail\(|qPrintable|\.reserve\(")


def sites(path):
    """Every place of a file where a fault can be put: line number, new line, what was changed."""
    found = []
    for number, line in enumerate(path.read_text().splitlines()):
        code = line.split("//")[0]
        if LEFT_ALONE.search(code):
            continue
        text = [match.span() for match in re.finditer(r'"(\\.|[^"\\])*"', code)]
        for pattern, other in SWAPS:
            for match in re.finditer(pattern, code):
                if not any(begin <= match.start() < end for begin, end in text):
                    found.append((number, code[:match.start()] + other + code[match.end():], f"{match.group().strip()} became {other.strip()}"))
        if CALL.match(code):
            found.append((number, "", "the call is gone"))
    return found


class Workshop:
    """Where the changed library is made and the tests are run against it."""

    def __init__(self, build, folder):
        self.build, self.folder = build, Path(folder)
        self.commands = {Path(entry["file"]): entry for entry in json.loads((build / "compile_commands.json").read_text())}

    def library(self, module):
        return f"libaccord_{module}.so"

    def make(self, module, path, lines):
        """Whether the changed file compiles and links."""
        changed, made = self.folder / path.name, self.folder / "changed.o"
        changed.write_text("\n".join(lines) + "\n")
        entry = self.commands[path]
        command = shlex.split(entry["command"])
        command[command.index("-o") + 1] = str(made)
        command[command.index("-c") + 1] = str(changed)
        if subprocess.run([*command, "-Wno-error"], cwd=self.build, capture_output=True).returncode != 0:
            return False
        linked = subprocess.run(["ninja", "-C", self.build, "-t", "commands", f"lib/{self.library(module)}"], capture_output=True, text=True, check=True)
        link = linked.stdout.strip().splitlines()[-1].removeprefix(": && ").removesuffix(" && :")
        parts = shlex.split(link)
        own = shlex.split(entry["command"])
        parts[parts.index(own[own.index("-o") + 1])] = str(made)
        parts[parts.index("-o") + 1] = str(self.folder / self.library(module))
        return subprocess.run(parts, cwd=self.build, capture_output=True).returncode == 0

    def noticed_by(self, module):
        """The test that fails with the library as it lies there; nothing: none does."""
        own = {"LD_LIBRARY_PATH": str(self.folder), "QT_QPA_PLATFORM": "offscreen", "ACCORD_SYNC_SEEDS": "200", "TZ": "UTC", "LC_ALL": "C.UTF-8",
               "QTEST_DISABLE_STACK_DUMP": "1"}  # a crash is enough, where it was is not asked
        for test in TESTS[module]:
            program = self.build / "bin" / test
            try:
                code = subprocess.run([program], env={**os.environ, **own}, capture_output=True, timeout=120).returncode
            except subprocess.TimeoutExpired:
                return f"{test} (does not end)"
            if code != 0:
                return test
        return None


def sample(modules, count, chance):
    """As many faults of each module, never two of a line."""
    chosen = []
    for module in modules:
        places = {}
        for path in sorted((SOURCE / "core" / module).glob("*.cpp")):
            for number, line, words in sites(path):
                places.setdefault((path, number), []).append((line, words))
        picked = chance.sample(sorted(places), min(count // len(modules), len(places)))
        chosen += [(module, path, number, *chance.choice(places[path, number])) for path, number in picked]
    return chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default=str(SOURCE / "build/dev"))
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--module", choices=TESTS)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    modules = [options.module] if options.module else list(TESTS)
    made, found = Counter(), Counter()  # by module
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(options.build).resolve(), folder)
        for module in modules:
            if missing := [test for test in TESTS[module] if not (workshop.build / "bin" / test).exists()]:
                print(f"not built: {', '.join(missing)}")
                return 1
            if test := workshop.noticed_by(module):
                print(f"{test} fails without any fault, so nothing can be told")
                return 1
        for module, path, number, line, words in sample(modules, options.mutants, random.Random(options.seed)):
            lines = path.read_text().splitlines()
            lines[number] = line
            for stale in Path(folder).iterdir():
                stale.unlink()
            if not workshop.make(module, path, lines):
                continue
            made[module] += 1
            test = workshop.noticed_by(module)
            found[module] += bool(test)
            if not test:
                print(f"survived: {path.relative_to(SOURCE)}:{number + 1}: {words}: {path.read_text().splitlines()[number].strip()}", flush=True)
    for module in modules:
        print(f"{module}: {made[module]} compiled, {found[module]} found, {made[module] - found[module]} survived")
    all_made, all_found = made.total(), found.total()
    print(f"mutants: {all_made} of {options.mutants} compiled, {all_found} found, {all_made - all_found} survived")
    return 0 if all_made and all_found * 10 >= all_made * 9 else 1


if __name__ == "__main__":
    sys.exit(main())
