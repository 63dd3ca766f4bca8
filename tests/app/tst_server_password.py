# SPDX-License-Identifier: GPL-3.0-or-later
"""The password of a saved server: in the key store and nowhere else.

Runs in a session with a key ring of its own (with_key_ring.sh), or where there is none, which is said and refused.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ACCORDCTL = os.environ["ACCORDCTL"]
SOURCE = pathlib.Path(os.environ["ACCORD_SOURCE"])
HAS_KEY_STORE = "ACCORD_TEST_KEY_STORE" in os.environ
PASSWORD = "only-in-the-key-store"


class ServerPassword(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        started = subprocess.run([SOURCE / "tests/support/postgresql_server.sh", str(os.getpid())], capture_output=True, text=True)
        if started.returncode == 77:
            print("no PostgreSQL here", file=sys.stderr)
            os._exit(77)
        cls.socket = started.stdout.strip()
        cls.home = tempfile.TemporaryDirectory()
        cls.psql("create database firm")
        cls.psql(f"create role ann login superuser password '{PASSWORD}'")
        cls.owner = f"postgresql://accord@{cls.socket.replace('/', '%2F')}/firm"
        company = pathlib.Path(cls.home.name) / "company.accord"
        cls.must("workspace", "create", company, "--company", "Firm", "--currency", "USD", "--country", "US")
        cls.must("workspace", "copy", company, cls.owner)
        # From now on whoever comes has to prove it.
        rules = cls.psql("show hba_file").strip()
        lines = "local all accord trust\nlocal all all scram-sha-256\n"
        cls.psql(f"copy (select unnest(string_to_array('{lines.strip()}', chr(10)))) to '{rules}'")
        cls.psql("select pg_reload_conf()")
        cls.url = f"postgresql://ann@{cls.socket.replace('/', '%2F')}/firm"
        cls.must("server", "add", "firm", cls.url)

    @classmethod
    def psql(cls, statement):
        return subprocess.run(["psql", "-h", cls.socket, "-U", "accord", "-Atc", statement, "postgres"], check=True, capture_output=True,
                              text=True).stdout

    @classmethod
    def run_ctl(cls, *arguments, **environment):
        kept = {name: value for name, value in os.environ.items() if name not in ("PGPASSWORD", "PGPASSFILE")}
        if not HAS_KEY_STORE:
            kept["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent"
        return subprocess.run([ACCORDCTL, *map(str, arguments)], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
                              env={**kept, "XDG_CONFIG_HOME": cls.home.name, "PGPASSFILE": "/nonexistent", **environment})

    @classmethod
    def must(cls, *arguments, **environment):
        done = cls.run_ctl(*arguments, **environment)
        if done.returncode != 0:
            raise AssertionError(f"{arguments}: {done.stdout} {done.stderr}")
        return done.stdout

    def files_with_the_password(self):
        folders = [pathlib.Path(self.home.name), pathlib.Path(os.environ["HOME"])] if HAS_KEY_STORE else [pathlib.Path(self.home.name)]
        return [path for folder in folders for path in folder.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()]

    def test_is_asked_for_where_it_is_not_known(self):
        forgotten = self.run_ctl("server", "password", "firm", "--none").returncode
        self.assertEqual(forgotten, 0 if HAS_KEY_STORE else 3)
        done = self.run_ctl("--workspace", "firm", "account", "list")
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("server password NAME", done.stderr)
        self.assertEqual(self.run_ctl("--workspace", "firm", "account", "list", PGPASSWORD=PASSWORD).returncode, 0)

    def test_is_read_from_a_file_of_ones_own(self):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "password"
            file.write_text(PASSWORD + "\n")
            file.chmod(0o644)
            refused = self.run_ctl("--password-file", file, "--workspace", self.url, "account", "list")
            self.assertEqual(refused.returncode, 1)
            self.assertIn("usage.password_file_open", refused.stderr)
            file.chmod(0o600)
            with_file = ("--password-file", file)
            self.must(*with_file, "--workspace", self.url, "account", "list")
            self.must(*with_file, "--workspace", self.url, "workspace", "migrate", "--backed-up")
            back = pathlib.Path(folder) / "back.accord"
            self.must(*with_file, "workspace", "copy", self.url, back)
            self.must("--workspace", back, "workspace", "verify")
            secured = self.run_ctl(*with_file, "workspace", "secure", self.url)
            self.assertIn("identity.nobody_controls", secured.stderr)  # the server let it in
            wrong = pathlib.Path(folder) / "wrong"
            wrong.write_text("nonsense\n")
            wrong.chmod(0o600)
            self.assertIn("storage.server_refused", self.run_ctl("--password-file", wrong, "workspace", "copy", self.url, folder + "/x").stderr)
            self.assertNotEqual(self.run_ctl("--password-file", folder + "/none", "workspace", "secure", self.url).returncode, 0)

    def test_is_kept_in_the_key_store_and_nowhere_else(self):
        done = self.run_ctl("server", "password", "firm", ACCORD_SERVER_PASSWORD=PASSWORD)
        if not HAS_KEY_STORE:
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn("no key store", done.stderr)
            self.assertNotEqual(self.run_ctl("--workspace", "firm", "account", "list").returncode, 0)
        else:
            self.assertEqual(done.returncode, 0, done.stderr)
            rows = json.loads(self.must("--workspace", "firm", "--format", "json", "account", "list"))
            self.assertEqual(rows, [])
        self.assertNotIn(PASSWORD, done.stdout + done.stderr)
        self.assertEqual(self.files_with_the_password(), [])

    def test_is_forgotten_with_its_server(self):
        self.must("server", "add", "other", self.url.replace("ann@", "bob@"))
        self.run_ctl("server", "password", "other", ACCORD_SERVER_PASSWORD=PASSWORD)
        self.must("server", "remove", "other")
        self.must("server", "add", "other", self.url.replace("ann@", "bob@"))
        self.assertNotEqual(self.run_ctl("--workspace", "other", "account", "list").returncode, 0)

    def test_names_nothing_that_it_does_not_know(self):
        done = self.run_ctl("server", "password", "nobody", ACCORD_SERVER_PASSWORD=PASSWORD)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nobody", done.stderr)


if __name__ == "__main__":
    unittest.main()
