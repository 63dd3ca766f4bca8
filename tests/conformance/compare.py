#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares what accord-conformance answers with what the vectors expect.

    compare.py PROGRAM FILE_OR_FOLDER...

A core vector must be answered and agree; a vector of an option that Accord does not offer may be skipped with a reason.
Files of the schema accord.analytics/1 hold cases of one area instead; all of them are core.
Prints every difference, then the numbers run, skipped and failed; exit code 1 when anything failed.
"""
import json
import pathlib
import subprocess
import sys
from fractions import Fraction


def vector_files(arguments):
    for argument in map(pathlib.Path, arguments):
        yield from sorted(argument.glob("*.json")) if argument.is_dir() else [argument]


def round_half_away(value, places):
    scaled = abs(value) * 10**places
    whole = int(scaled) + (scaled - int(scaled) >= Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10**places)


def number(value):
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def ratio_differences(expected, actual, path):
    """A ratio {num, den, pct|val}: the exact value by any equivalent fraction, and what is shown to the letter."""
    exact = number(actual.get("exact")) if isinstance(actual, dict) else None
    if exact is None or exact != Fraction(expected["num"], expected["den"]):
        yield f"{path}: expected {expected}, got {actual!r}"
        return
    for form in set(expected) - {"num", "den"}:
        if actual.get(form) != expected[form]:
            yield f"{path}.{form}: expected {expected[form]!r}, got {actual.get(form)!r}"


def differences(expected, actual, path):
    """Yields a sentence for each expected value that `actual` does not give."""
    if isinstance(expected, dict) and {"num", "den"} <= set(expected):
        yield from ratio_differences(expected, actual, path)
    elif isinstance(expected, dict) and set(expected) in ({"value", "places"}, {"value", "within"}):
        wanted, got = Fraction(expected["value"]), number(actual)
        if got is None:
            yield f"{path}: expected {expected}, got {actual!r}"
        elif "places" in expected and round_half_away(got, expected["places"]) != wanted:
            yield f"{path}: expected {expected}, got {actual}"
        elif "within" in expected and abs(got - wanted) > Fraction(expected["within"]):
            yield f"{path}: expected {expected}, got {actual}"
    elif isinstance(expected, dict):
        for key, value in expected.items():
            if not isinstance(actual, dict) or key not in actual:
                yield f"{path}.{key}: missing"
            else:
                yield from differences(value, actual[key], f"{path}.{key}")
    elif isinstance(expected, list):
        if not isinstance(actual, list) or len(actual) != len(expected):
            yield f"{path}: expected {expected}, got {actual!r}"
        else:
            for i, value in enumerate(expected):
                yield from differences(value, actual[i], f"{path}[{i}]")
    elif number(expected) is not None and not isinstance(expected, bool):
        if number(actual) != number(expected):
            yield f"{path}: expected {expected}, got {actual!r}"
    elif expected != actual:
        yield f"{path}: expected {expected!r}, got {actual!r}"


def judge(vector, answer):
    """Yields what is wrong with the answer to one vector."""
    if answer is None:
        yield "no answer"
    elif answer["status"] == "skipped":
        if vector["class"] == "core":
            yield "a core vector was skipped"
        elif not answer["reason"]:
            yield "skipped without a reason"
    elif answer["status"] != "ok":
        yield f"error: {answer['reason']}"
    else:
        yield from differences(vector["expected"], answer["result"], "result")


def vectors_of(file):
    content = json.loads(file.read_text())
    if isinstance(content, list):
        return content
    return [{**case, "model": content["area"], "class": "core"} for case in content["cases"]]


def main():
    program, files = sys.argv[1], list(vector_files(sys.argv[2:]))
    run = subprocess.run([program, *map(str, files)], capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{program} ended with {run.returncode}: {run.stderr}")
    answers = {answer["id"]: answer for answer in map(json.loads, run.stdout.splitlines())}
    vectors = [vector for file in files for vector in vectors_of(file)]
    skipped = failed = 0
    for vector in vectors:
        answer = answers.get(vector["id"])
        wrong = list(judge(vector, answer))
        failed += bool(wrong)
        for sentence in wrong:
            print(f"FAIL {vector['id']} ({vector['model']}): {sentence}")
        if not wrong and answer["status"] == "skipped":
            skipped += 1
            print(f"skip {vector['id']} ({vector['model']}): {answer['reason']}")
    print(f"{len(vectors)} vectors: {len(vectors) - skipped - failed} agree, {skipped} skipped, {failed} failed")
    if failed or not vectors:
        sys.exit(1)


if __name__ == "__main__":
    main()
