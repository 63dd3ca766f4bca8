#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings accord_en.ts up to date: the English plural forms of every "%n thing(s)" in the sources.

    update_plurals.py [LUPDATE]
"""
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree as xml

root = pathlib.Path(__file__).resolve().parents[1]
target = root / "translations/accord_en.ts"
lupdate = sys.argv[1] if len(sys.argv) > 1 else "lupdate"
subprocess.run([lupdate, "ui", "app", "-I", ".", "-extensions", "cpp,h", "-pluralonly", "-no-obsolete", "-locations", "none", "-silent",
                "-source-language", "en", "-target-language", "en", "-ts", str(target)], cwd=root, check=True)


def form(source, plural):
    text = re.sub(r"\((s|es)\)", r"\1" if plural else "", source)
    if not plural:
        text = re.sub(r"(%n [a-z]+) (want|wait)\b", r"\1 \2s", text).replace("%n invoice were", "%n invoice was")
    return text


tree = xml.parse(target)
for message in tree.iter("message"):
    forms = message.findall("translation/numerusform")
    if len(forms) != 2:
        continue
    translation = message.find("translation")
    translation.attrib.pop("type", None)
    for number, element in enumerate(forms):
        element.text = form(message.find("source").text, number == 1)
xml.indent(tree, "    ")
text = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + xml.tostring(tree.getroot(), encoding="unicode") + "\n"
target.write_text(text)
