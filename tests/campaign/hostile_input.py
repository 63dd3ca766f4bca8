# SPDX-License-Identifier: GPL-3.0-or-later
"""D2: hostile words and files through the command line, documents, lists and the window.

    hostile_input.py [--words N] [--files N] [--seed S]

Each word is a name, a place, a term, a reason and a payer's remark: it is refused with a named error or kept as it is, sign by sign.
Then customers with such names are billed, listed, exported and printed, and the window shows them. Every program runs with a recorder
before it: nobody may call a server, start a program, or open a file outside of the company's folder and what belongs to the system.
The exit code is 1 when something of this happened, crashed, hung, or said a word that moves a terminal or counts in a spreadsheet.
"""
import argparse
import csv
import io
import json
import os
import pathlib
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
import unicodedata
import zipfile
from xml.etree import ElementTree

import hostile_words
import world

SOURCE = pathlib.Path(__file__).resolve().parents[2]
RECORDER = os.environ["ACCORD_ACCESS_RECORDER"]
SOAK = os.environ["ACCORD_SOAK"]
SECONDS = 60  # of one program on a busy machine
RESIDENT_MIB = 512  # a program with Qt holds 60 before it reads anything
NAMED = re.compile(r"\[[a-z_]+(\.[a-z_0-9]+)+\]")
#: A terminal obeys these; tab and line feed are the table's own.
MOVES_A_TERMINAL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
COUNTS_IN_A_SHEET = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
SYSTEM = ("/usr/", "/lib", "/etc/fonts", "/etc/ssl", "/etc/localtime", "/etc/timezone", "/etc/machine-id", "/etc/os-release", "/etc/xdg", "/etc/mime",
          "/proc/", "/dev/", "/sys/", "/var/cache/fontconfig", "/var/lib/", "/run/")


class Recorded:
    """Runs programs with the recorder before them, and keeps what they did that nobody may."""

    def __init__(self, folder, bait):
        self.log, self.bait, self.found = folder / "accesses", bait, []
        self.allowed = (str(folder), str(SOURCE), world.DATA_HOME.name, str(pathlib.Path(world.ACCORDCTL).resolve().parents[1]), *SYSTEM)
        self.slowest = self.largest = (0, "nothing")
        self.count = 0

    def fault(self, what, subject):
        self.found.append(f"{what}: {subject}")
        print(f"FOUND {what}: {subject}", flush=True)

    def run(self, command, **options):
        self.log.unlink(missing_ok=True)
        environment = {**world.ENVIRONMENT, "LD_PRELOAD": RECORDER, "ACCORD_ACCESS_FILE": str(self.log), "TMPDIR": str(self.log.parent)}
        return subprocess.Popen([str(part) for part in command], env=environment, **options)

    def program(self, name, command, seconds=SECONDS):
        began = time.monotonic()
        with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors:
            process = self.run(command, stdout=said, stderr=errors)
            usage = self.waited(name, process, began + seconds)
            said.seek(0), errors.seek(0)
            stdout, stderr = said.read().decode("utf-8", "replace"), errors.read().decode("utf-8", "replace")
        self.count += 1
        self.slowest = max(self.slowest, (time.monotonic() - began, name))
        self.largest = max(self.largest, (usage.ru_maxrss / 1024, name))
        self.look(name)
        return process.returncode, stdout, stderr

    def waited(self, name, process, end):
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return usage
            if time.monotonic() > end:
                self.fault("hangs", name)
                process.kill()
            time.sleep(0.005)

    def look(self, name):
        for line in self.log.read_text(errors="replace").splitlines() if self.log.exists() else ():
            kind, _, whom = line.partition(" ")
            if kind == "open" and (whom.startswith(str(self.bait.path)) or (whom.startswith("/") and not whom.startswith(self.allowed))):
                self.fault("opens a file of others", f"{name}: {whom}")
            elif kind == "start" or (kind in ("connect", "look") and not whom.startswith("unix ")):
                self.fault("reaches out", f"{name}: {line}")

    def ctl(self, name, *arguments):
        """What accordctl says; a crash, an error without its name and a word that moves a terminal are faults."""
        code, stdout, stderr = self.program(name, [world.ACCORDCTL, *arguments])
        if code not in (0, 1, 2, 3, 4):
            self.fault(f"ends with {code}", name)
        elif code == 2 and stderr.startswith("accordctl: "):
            pass  # what was typed is not a command; its form is said
        elif code and not NAMED.search(stdout + stderr):
            self.fault(f"exit {code} without a named error", f"{name}: {(stdout + stderr)[:200]!r}")
        for stream in (stdout, stderr):
            if moves := MOVES_A_TERMINAL.search(stream.replace("\r\n", "\n")):
                self.fault("moves a terminal", f"{name}: {moves.group()!r} in {stream[max(0, moves.start() - 60):moves.end() + 20]!r}")
        if self.largest[0] > RESIDENT_MIB and self.largest[1] == name:
            self.fault(f"takes {self.largest[0]:.0f} MiB", name)
        return code, stdout, stderr


def recorder_sees(recorded, bait):
    """Without a recorder that sees, the rest would say nothing."""
    call = "import socket, subprocess\nsubprocess.run(['true'])\ntry: socket.create_connection(('127.0.0.1', 9), 1)\nexcept OSError: pass"
    seen = []
    for command in (["/bin/cat", bait.path], [sys.executable, "-c", call]):
        recorded.run(command, stdout=subprocess.DEVNULL).wait()
        seen += recorded.log.read_text().splitlines() if recorded.log.exists() else []
    return {f"open {bait.path}", "start /usr/bin/true", "connect inet 127.0.0.1"} <= set(seen)


def account(number, text):
    return {"number": number, "name": text, "legal_name": text, "segment": text[:60], "currency": "USD",
            "address": {"line1": text, "city": text, "region": "CA", "postal_code": "94103", "country": "US"},
            "locations": [{"code": f"{number}-1", "name": text, "active_from": "2024-01-01"}]}


def take(recorded, workspace, folder, number, name, text):
    """Imports a customer and a contract of the word. \\returns what was refused."""
    refused = []
    contract = world.contract(f"HC-{number}", f"H-{number}", "10.00")
    contract["items"][0]["description"] = text
    contract["purchase_order"] = text[:30]
    plain = world.contract(f"HC-{number}", f"H-{number}", "10.00")
    tame = account(f"H-{number}", f"Tame {number}")
    for what, noun, hostile, instead in (("account", "account", {"format": "accord.accounts/1", "accounts": [account(f"H-{number}", text)]},
                                          {"format": "accord.accounts/1", "accounts": [tame]}),
                                         ("contract", "contract", contract, plain)):
        for document in (hostile, instead):
            file = folder / "word.json"
            file.write_bytes(hostile_words.as_json(document))
            code, _, _ = recorded.ctl(f"{name}: {what} import", "--workspace", workspace, noun, "import", file)
            if code == 0:
                break
            refused.append(what)
    file = folder / "word.xml"
    file.write_bytes(hostile_words.statement(number, text))
    if recorded.ctl(f"{name}: bank import", "--workspace", workspace, "bank", "import", file)[0] != 0:
        refused.append("remittance")
    shown = text.replace("\x00", "").encode("utf-8", "replace").decode()
    recorded.ctl(f"{name}: search", "--workspace", workspace, "search", "--", shown[:2000])
    recorded.ctl(f"{name}: account show", "--workspace", workspace, "account", "show", "--", shown[:2000])
    return refused


def kept_as_it_was(recorded, workspace, taken):
    """What the words are when they come out again."""
    _, said, _ = recorded.ctl("account export", "--workspace", workspace, "account", "export")
    names = {one["number"]: one["name"] for one in json.loads(said)["accounts"]}
    for number, (name, text) in taken.items():
        came, went = names.get(number, ""), text
        if came != went and unicodedata.normalize("NFC", came) != unicodedata.normalize("NFC", went.strip()):
            recorded.fault("is not kept as it was", f"{name}: {went[:80]!r} became {came[:80]!r}")


def lists(recorded, workspace, folder):
    for noun in (("account", "list"), ("invoice", "list"), ("contract", "list"), ("bank", "entries"), ("audit", "list"), ("receivables", "ageing"),
                 ("home", "list"), ("dispute", "list")):
        recorded.ctl(" ".join(noun), "--workspace", workspace, *noun)
        _, table, _ = recorded.ctl(f"{' '.join(noun)} as CSV", "--workspace", workspace, "--format", "csv", *noun)
        for row in csv.reader(io.StringIO(table)):
            for cell in row:
                if cell.startswith(COUNTS_IN_A_SHEET) and not re.fullmatch(r"-?[\d.,]+( [A-Z]{3})?|-", cell):
                    recorded.fault("counts in a spreadsheet", f"{' '.join(noun)}: {cell[:80]!r}")
        book = folder / "list.xlsx"
        with open(book, "wb") as out:
            subprocess.run([world.ACCORDCTL, "--workspace", workspace, "--format", "xlsx", *noun], stdout=out, stderr=subprocess.DEVNULL,
                           env=world.ENVIRONMENT, timeout=SECONDS)
        if zipfile.is_zipfile(book):
            with zipfile.ZipFile(book) as packed:
                for member in packed.namelist():
                    if b"<f>" in packed.read(member) or b"externalLink" in packed.read(member):
                        recorded.fault("has a formula in a workbook", f"{' '.join(noun)}: {member}")


def documents(recorded, workspace, folder, taken):
    """Each customer's invoice as a document and as an electronic invoice."""
    made = folder / "made"
    made.mkdir()
    _, said, _ = recorded.ctl("invoice list", "--workspace", workspace, "--format", "json", "invoice", "list")
    by_name = {text: name for name, text in taken.values()}
    printed = refused = 0
    for row in json.loads(said):
        text = row["account"]
        name = by_name.get(text)
        if not name or not row["number"]:
            continue
        pdf, xml = made / "invoice.pdf", made / "invoice.xml"
        code, _, _ = recorded.ctl(f"{name}: invoice pdf", "--workspace", workspace, "invoice", "pdf", row["number"], "--out", pdf)
        printed, refused = printed + (code == 0), refused + (code != 0)
        if code == 0 and re.search(rb"/(JavaScript|JS|Launch|URI|EmbeddedFile|GoToR|SubmitForm)\b", pdf.read_bytes()):
            recorded.fault("is an active document", name)
        code, _, _ = recorded.ctl(f"{name}: invoice xml", "--workspace", workspace, "invoice", "xml", row["number"], "--out", xml)
        if code == 0:
            names = [node.text or "" for node in ElementTree.parse(xml).iter() if node.tag.endswith("RegistrationName")]
            if not any(" ".join(text.split())[:50] in " ".join(one.split()) for one in names):
                recorded.fault("has another name in its electronic invoice", f"{name}: {names}")
    if beside := sorted(path.name for path in made.iterdir() if path not in (made / "invoice.pdf", made / "invoice.xml")):
        recorded.fault("writes beside what it was told", str(beside))
    return printed, refused


def window(recorded, workspace, numbers):
    """The window shows every page, and those of the customers. \\returns the longest it stood still, in milliseconds."""
    ids = {row["number"]: row["id"] for row in world.asked(workspace, "account", "list")}
    steps = ["home", "accounts", "invoices", "contracts", "search", "payments", "bank", *(f"account/{ids[number]}" for number in numbers if number in ids)]
    code, said, errors = recorded.program("the window", [SOAK, workspace, "1", *steps], seconds=60 + 5 * len(steps))
    if code != 0:
        recorded.fault(f"ends with {code}", f"the window: {errors[-300:]}")
        return 0
    return max(json.loads(line)["stall_ms"] for line in said.splitlines() if line.startswith("{"))


def send_files(recorded, workspace, folder, chosen):
    for name, ending, command, body in chosen:
        file = folder / f"file.{ending}"
        file.write_bytes(body)
        before = world.asked(workspace, "audit", "list", "--limit", "1")
        code, said, errors = recorded.ctl(name, "--workspace", workspace, *command, file)
        if code == 0 and not (said + errors).strip():
            recorded.fault("says nothing", name)
        after = world.asked(workspace, "audit", "list", "--limit", "1")
        if code not in (0, 4) and after != before and after[0]["kind"] != "permission.refused":
            recorded.fault("keeps something of what it refuses", f"{name}: {after[0]['kind']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    options = parser.parse_args()
    print(f"seed {options.seed}")
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as name, tempfile.TemporaryDirectory() as others, socket.create_server(("127.0.0.1", 0)) as server:
        folder, foreign = pathlib.Path(name), pathlib.Path(others)
        picture = foreign / "picture.png"
        picture.write_bytes((SOURCE / "resources/branding/meridian-logo.png").read_bytes())
        bait = hostile_words.Bait(str(picture), f"http://127.0.0.1:{server.getsockname()[1]}/picture.png", str(foreign))
        recorded = Recorded(folder, bait)
        if not recorder_sees(recorded, bait):
            print("the recorder sees nothing")
            return 1
        workspace = world.build(folder)
        harmless = window(recorded, workspace, ["A-1", "A-2"])
        words = hostile_words.words(bait)
        words = chance.sample(words, min(options.words, len(words)))
        refused, taken = {}, {}
        for number, (word, text) in enumerate(words, 1):
            refused[word] = take(recorded, workspace, folder, number, word, text)
            if "account" not in refused[word]:
                taken[f"H-{number}"] = (word, text)
        kept_as_it_was(recorded, workspace, taken)
        recorded.ctl("bill run", "--workspace", workspace, "bill", "run", "--period", "2026-02", "--issue-date", "2026-02-28", "--issue")
        lists(recorded, workspace, folder)
        printed, unprintable = documents(recorded, workspace, folder, taken)
        stood_still = window(recorded, workspace, list(taken))
        files = hostile_words.files(bait)
        files = chance.sample(files, min(options.files, len(files)))
        send_files(recorded, workspace, folder, files)
        for command in (("workspace", "verify"), ("audit", "verify")):
            if recorded.ctl(" ".join(command), "--workspace", workspace, *command)[0] != 0:
                recorded.fault("is not sound at the end", " ".join(command))
        if left := sorted(path.name for path in foreign.iterdir() if path != picture):
            recorded.fault("writes into a folder of others", str(left))
        server.setblocking(False)
        try:
            server.accept()
            recorded.fault("reaches out", "the server was called")
        except BlockingIOError:
            pass
        print(f"{len(words)} words: {len(taken)} kept as names, {len(words) - len(taken)} refused; {printed} printed, {unprintable} without a document; "
              f"{len(files)} files; {recorded.count} programs, slowest {recorded.slowest[0]:.1f} s ({recorded.slowest[1]}), largest "
              f"{recorded.largest[0]:.0f} MiB ({recorded.largest[1]}); the window stood still for {stood_still} ms at most, "
              f"{harmless} ms without them; {len(recorded.found)} faults")
    return 1 if recorded.found else 0


if __name__ == "__main__":
    sys.exit(main())
