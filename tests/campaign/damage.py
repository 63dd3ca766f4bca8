# SPDX-License-Identifier: GPL-3.0-or-later
"""A3 and B3: what was damaged or tampered with is found, and nothing of it brings the program down.

    damage.py [--cases N] [--seed S]

N workspaces with a flipped bit, a zeroed page, a random sector or a cut end: the program may not be ended by a signal or
hang, and no issued figure may have changed while the workspace is called sound. N audit chains with a record that was
edited, moved, inserted or cut off by somebody who knows the schema: each must be named, the cut ones by their anchor.
Prints a table; the exit code is 1 when anything went unnoticed.
"""
import argparse
import hashlib
import pathlib
import random
import sqlite3
import sys
import tempfile

import world

PAGE = 4096


def damage(content, chance):
    """What was done, and the damaged content."""
    kind = chance.choice(("flipped bit", "zeroed page", "random sector", "cut end"))
    place = chance.randrange(len(content))
    if kind == "flipped bit":
        content[place] ^= 1 << chance.randrange(8)
    elif kind == "zeroed page":
        content[place - place % PAGE:place - place % PAGE + PAGE] = bytes(PAGE)
    elif kind == "random sector":
        content[place - place % 512:place - place % 512 + 512] = chance.randbytes(512)
    else:
        del content[place:]
    return f"{kind} at {place}", content


def damaged(origin, folder, chance, wanted):
    """What went wrong with one damaged file, and whether the damage was found."""
    target = world.copied(origin, folder / "damaged.accord")
    what, content = damage(bytearray(target.read_bytes()), chance)
    target.write_bytes(content)
    done = world.run("--workspace", target, "workspace", "verify")
    if done.returncode < 0:
        return f"{what}: the program was ended by signal {-done.returncode}", False
    if done.returncode != 0:
        return None, True
    for command in (("invoice", "list"), ("audit", "verify")):
        if world.run("--workspace", target, *command).returncode < 0:
            return f"{what}: {' '.join(command)} was ended by a signal", False
    if world.state(target) != wanted:
        return f"{what}: figures changed in a workspace that is called sound", False
    return None, False


def without_triggers(connection, table):
    """Takes the triggers of \\a table away, as somebody would who hides his tracks. \\returns how to put them back."""
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (table,)).fetchall()
    for name, _ in rows:
        connection.execute(f'DROP TRIGGER "{name}"')
    return [sql for _, sql in rows]


def tamper(path, chance):
    connection = sqlite3.connect(path)
    triggers = without_triggers(connection, "audit_record")
    columns = [row[1] for row in connection.execute("PRAGMA table_info(audit_record)")]
    key = columns[0]
    keys = [row[0] for row in connection.execute(f"SELECT {key} FROM audit_record ORDER BY {key}")]
    kind = chance.choice(("edited", "swapped", "removed", "cut off", "replaced"))
    text = [name for name in columns if name in ("body", "actor", "device", "kind", "subject_kind", "subject_id")]
    first, second = sorted(chance.sample(keys[:-1], 2))
    if kind == "edited":
        name = chance.choice(text)
        connection.execute(f"UPDATE audit_record SET {name} = {name} || ' ' WHERE {key} = ?", (first,))
    elif kind == "swapped":
        connection.execute(f"UPDATE audit_record SET {key} = 1000000 WHERE {key} = ?", (first,))
        connection.execute(f"UPDATE audit_record SET {key} = ? WHERE {key} = ?", (first, second))
        connection.execute(f"UPDATE audit_record SET {key} = ? WHERE {key} = 1000000", (second,))
    elif kind == "removed":
        connection.execute(f"DELETE FROM audit_record WHERE {key} = ?", (first,))
    elif kind == "cut off":
        connection.execute(f"DELETE FROM audit_record WHERE {key} > ?", (first,))
    else:
        other = hashlib.sha256(b"another record").hexdigest()
        connection.execute(f"UPDATE audit_record SET hash = ? WHERE {key} = ?", (other, first))
    for sql in triggers:
        connection.execute(sql)
    connection.commit()
    connection.close()
    return kind


def anchor_of(workspace):
    """The head of the chain, as people keep it outside of the workspace."""
    return world.asked(workspace, "audit", "verify")["head"]


def tampered(origin, folder, chance, anchor):
    target = world.copied(origin, folder / "tampered.accord")
    kind = tamper(target, chance)
    done = world.run("--workspace", target, "audit", "verify", "--anchor", anchor)
    return None if done.returncode == 1 else f"an audit record was {kind}, and audit verify ended with {done.returncode}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    chance = random.Random(options.seed)
    broken = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        origin = world.build(folder)
        wanted = world.state(origin)
        found = 0
        for _ in range(options.cases):
            sentence, was_found = damaged(origin, folder, chance, wanted)
            found += was_found
            if sentence:
                broken.append(sentence)
        print(f"damaged files: {options.cases} cases, {found} named, {len(broken)} broken")
        before = len(broken)
        anchor = anchor_of(origin)
        untouched = world.run("--workspace", origin, "audit", "verify", "--anchor", anchor)
        if untouched.returncode != 0:
            broken.append(f"the untouched chain is not called whole: {untouched.stderr}")
        for _ in range(options.cases):
            sentence = tampered(origin, folder, chance, anchor)
            if sentence:
                broken.append(sentence)
        print(f"audit chains: {options.cases} cases, {len(broken) - before} broken")
    for sentence in broken:
        print(sentence)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
