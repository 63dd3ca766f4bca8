#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What accord-conformance makes of files by their layout.

    tst_layout.py PROGRAM VECTORS
"""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, VECTORS = sys.argv[1], pathlib.Path(sys.argv[2])


class Layout(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name, "vectors.json")
        self.vectors = json.loads(VECTORS.read_text())

    def answers(self, content):
        self.path.write_text(content if isinstance(content, str) else json.dumps(content))
        run = subprocess.run([PROGRAM, self.path], capture_output=True, text=True, check=False)
        return run.returncode, [json.loads(line) for line in run.stdout.splitlines()], run.stderr

    def test_a_list_gets_one_line_for_each_vector(self):
        code, lines, _ = self.answers(self.vectors)
        self.assertEqual(code, 0)
        self.assertEqual([line["id"] for line in lines], [vector["id"] for vector in self.vectors])
        for line in lines:
            self.assertEqual(set(line), {"id", "model", "status", "result", "reason"})

    def test_what_is_expected_changes_no_answer(self):
        _, lines, _ = self.answers(self.vectors)
        bare = [{key: value for key, value in vector.items() if key != "expected"} for vector in self.vectors]
        self.assertEqual(self.answers(bare)[1], lines)

    def test_a_list_under_the_name_vectors_is_answered_alike(self):
        self.assertEqual(self.answers({"vectors": self.vectors}), self.answers(self.vectors))

    def test_an_unknown_layout_is_refused_by_name(self):
        for content in ({}, {"items": self.vectors}, {"area": "receivables"}, {"cases": []}, {"area": "", "cases": []}):
            code, lines, said = self.answers(content)
            self.assertEqual((code, lines), (1, []), content)
            self.assertIn("vector.unknown_layout", said)

    def test_what_is_no_json_is_refused(self):
        code, lines, said = self.answers("[{")
        self.assertEqual((code, lines), (1, []))
        self.assertTrue(said)

    def test_an_unknown_model_or_area_is_an_error_of_its_line(self):
        code, lines, _ = self.answers([{**self.vectors[0], "model": "no_such_model"}])
        self.assertEqual((code, lines[0]["status"]), (0, "error"))
        self.assertIn("vector.unknown_model", lines[0]["reason"])
        _, lines, _ = self.answers({"area": "no_such_area", "cases": [{"id": "x", "input": {}}]})
        self.assertIn("vector.unknown_area", lines[0]["reason"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
