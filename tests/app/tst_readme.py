# SPDX-License-Identifier: GPL-3.0-or-later
"""What README.md tells people to type works, in its order, on the sample company.

Commands that name a server, or a file that README does not make, are looked up in the help only.
"""
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

ACCORDCTL = os.environ["ACCORDCTL"]
README = pathlib.Path(os.environ["ACCORD_SOURCE"]) / "README.md"
NOT_HERE = ("postgresql:", " firm", "new.accord", "ann.accord", "NUMBER", "FILE")


def commands():
    for line in README.read_text(encoding="utf-8").splitlines():
        if line.startswith("    accordctl "):
            yield line.strip().split("    #")[0]


class Readme(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.place = pathlib.Path(cls.folder.name)
        (cls.place / "media").mkdir()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def call(self, *arguments):
        return subprocess.run([ACCORDCTL, *map(str, arguments)], cwd=self.place, capture_output=True, text=True, timeout=600,
                              env={**os.environ, "HOME": str(self.place), "XDG_RUNTIME_DIR": str(self.place)})

    def ids(self, *arguments):
        done = self.call("--workspace", "sample.accord", *arguments, "--format", "json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return [row["id"] for row in json.loads(done.stdout)]

    def filled(self, line):
        """The command with what a reader puts into the places of its words in capitals, and with folders of this test."""
        if "approval approve ID" in line:
            line = line.replace("ID…", " ".join(self.ids("approval", "list")))
        elif "invoice issue ID" in line:
            line = line.replace("ID…", self.ids("invoice", "list", "--status", "approved")[0])
        elif "credit-note issue ID" in line:
            line = line.replace(" ID", " " + self.ids("credit-note", "list", "--status", "approved")[0])
        backups = sorted((self.place / "media").glob("*.accord"))
        if backups:
            line = re.sub(r'"/media/backup/[^"]*"', shlex.quote(str(backups[-1])), line)
        return line.replace("/media/backup", str(self.place / "media"))

    def test_everyCommandDoesWhatIsSaidOfIt(self):
        ran = 0
        for line in commands():
            if any(word in line for word in NOT_HERE):
                continue
            with self.subTest(line):
                if "policy propose" in line:  # what the reader changes
                    policy = self.place / "policy.json"
                    policy.write_text(policy.read_text().replace('"5000.00"', '"4000.00"'))
                if "workspace restore" in line:
                    (self.place / "sample.accord").unlink()
                    for beside in self.place.glob("sample.accord-*"):
                        beside.unlink()
                arguments = shlex.split(self.filled(line))[1:]
                if "--file" in arguments:  # a document that the reader has
                    shutil.copyfile(self.place / "invoice.pdf", self.place / arguments[arguments.index("--file") + 1])
                target = None
                if ">" in arguments:
                    target = self.place / arguments[arguments.index(">") + 1]
                    arguments = arguments[:arguments.index(">")]
                done = self.call(*arguments)
                differs = "einvoice match" in line and done.stderr == ""  # the buyer reference was given for this file alone
                self.assertEqual(done.returncode, 1 if differs else 0, f"{line}\n{done.stderr}")
                if target:
                    target.write_text(done.stdout)
                ran += 1
        self.assertGreater(ran, 25)  # the list was found

    def test_everyOptionIsInTheHelp(self):
        for line in commands():
            with self.subTest(line):
                words = shlex.split(line.split(" > ")[0])[1:]
                while words[0].startswith("--") or words[0] in ("sample.accord",):
                    words = words[2:] if words[0] in ("--workspace", "--as") else words[1:]
                verb = [word for word in words[:3] if re.fullmatch(r"[a-z-]+", word) and not word.startswith("--")]
                for length in range(len(verb), 0, -1):
                    shown = self.call(*verb[:length], "--help")
                    if shown.returncode == 0:
                        break
                self.assertEqual(shown.returncode, 0, shown.stderr)
                for option in re.findall(r"(?<= )--[a-z-]+", line):
                    self.assertIn(option, shown.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=1, argv=sys.argv)
