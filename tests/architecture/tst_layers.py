#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares every #include with the link lines of the CMake targets, and looks for what must not be anywhere.

    tst_layers.py SOURCE_DIR

A module may include itself, what it links, and what those link PUBLIC, recursively. Prints each breach as FILE:LINE.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1]).resolve()
breaches = []

# --- The architecture as the link lines have it -------------------------------------------------------------------

own = {}      # module -> folder
public = {}   # module -> modules and Qt components seen by its users
private = {}  # module -> those only its sources see


def links(text, keyword):
    found = []
    for match in re.finditer(keyword + r"\s+((?:(?!SOURCES|PUBLIC|PRIVATE)[^\s)]+\s*)+)", text):
        found += match.group(1).split()
    return found


for cmake in sorted(root.glob("core/*/CMakeLists.txt")) + sorted(root.glob("ui/*/CMakeLists.txt")):
    text = re.sub(r"#.*", "", cmake.read_text())
    module = re.search(r"accord_module\((\w+)(.*?)\n?\)\s*(?:\n|$)", text, re.S)
    if not module:
        continue
    name, body = module.groups()
    own[name] = cmake.parent.relative_to(root).as_posix()
    public[name] = links(body, "PUBLIC")
    private[name] = links(body, "PRIVATE")
    for extra in re.finditer(r"target_link_libraries\(accord_" + name + r" (PUBLIC|PRIVATE) ([^)]*)\)", text):
        (public if extra.group(1) == "PUBLIC" else private)[name] += extra.group(2).split()


def reach(names):
    """Everything behind \a names by their PUBLIC links."""
    seen, todo = set(), list(names)
    while todo:
        one = todo.pop()
        if one in seen:
            continue
        seen.add(one)
        if one.startswith("Accord::"):
            todo += public.get(one.removeprefix("Accord::"), [])
    return seen


folder_of = {name: folder for name, folder in own.items()}
module_in = {folder: name for name, folder in own.items()}


def module_of(path):
    parts = path.split("/")
    for length in (3, 2):
        folder = "/".join(parts[:length])
        if folder in module_in:
            return module_in[folder]
    return None


# The libraries behind a Qt header given by its folder, and what each includes of the others.
QT_BASE = {"QtCore": {"Qt6::Core"}, "QtGui": {"Qt6::Gui"}, "QtWidgets": {"Qt6::Widgets"}, "QtNetwork": {"Qt6::Network"},
           "QtCharts": {"Qt6::Charts"}, "QtSvg": {"Qt6::Svg"}, "QtPdf": {"Qt6::Pdf"}, "QtPdfWidgets": {"Qt6::PdfWidgets"},
           "QtPrintSupport": {"Qt6::PrintSupport"}, "QtConcurrent": {"Qt6::Concurrent"}, "QtDBus": {"Qt6::DBus"},
           "QtSql": {"Qt6::Sql"}, "QtTest": {"Qt6::Test"}}
BRINGS = {"Qt6::Gui": {"Qt6::Core"}, "Qt6::Network": {"Qt6::Core"}, "Qt6::Widgets": {"Qt6::Gui"}, "Qt6::Charts": {"Qt6::Widgets"},
          "Qt6::Svg": {"Qt6::Gui"}, "Qt6::Pdf": {"Qt6::Gui"}, "Qt6::PdfWidgets": {"Qt6::Pdf", "Qt6::Widgets"},
          "Qt6::PrintSupport": {"Qt6::Widgets"}, "Qt6::DBus": {"Qt6::Core"}, "Qt6::Concurrent": {"Qt6::Core"}}


def with_qt(names):
    grown, todo = set(), list(names)
    while todo:
        one = todo.pop()
        if one not in grown:
            grown.add(one)
            todo += BRINGS.get(one, ())
    return grown


for source in sorted(list(root.glob("core/**/*.h")) + list(root.glob("core/**/*.cpp")) + list(root.glob("ui/**/*.h")) + list(root.glob("ui/**/*.cpp"))):
    path = source.relative_to(root).as_posix()
    module = module_of(path)
    if module is None:
        breaches.append(f"{path}: in no module")
        continue
    allowed = reach(public[module]) | ({"Accord::" + module})
    if source.suffix == ".cpp":
        allowed |= reach(private[module])
    # A header may use what is linked PRIVATE only when nobody outside includes it; those are rare enough to be named PUBLIC.
    allowed = with_qt(allowed)
    for number, line in enumerate(source.read_text().splitlines(), 1):
        quoted = re.match(r'\s*#include "([^"]+)"', line)
        angled = re.match(r"\s*#include <(Qt\w*)/", line)
        if quoted and "/" in quoted.group(1):
            other = module_of(quoted.group(1))
            if other and "Accord::" + other not in allowed:
                breaches.append(f"{path}:{number}: {module} includes {quoted.group(1)}, but does not link Accord::{other}")
        elif angled and not (QT_BASE.get(angled.group(1), {"?"}) & allowed):
            breaches.append(f"{path}:{number}: {module} includes <{angled.group(1)}/…>, but does not link it")
        elif re.match(r"\s*#include <Q\w+>", line):
            breaches.append(f"{path}:{number}: a Qt header without its folder: {line.strip()}")

# --- Rules that no link line can hold -------------------------------------------------------------------------------

PURE = ("base", "money", "accounts", "catalog", "pricing", "usage", "contracts", "approvals", "tax", "billing", "receivables",
        "purchasing", "payments", "recognition", "ledger")
RULES = [
    (r"\b(QSqlQuery|QSqlDatabase)", ("core", "ui", "app"), (), "SQL goes through core/storage's Session"),
    (r"\b(run|statement)\(\s*\"(SELECT|INSERT|UPDATE|DELETE)\b", ("core/accounts", "core/workspace", "core/sync", "ui", "app"), (), "SQL stands in core/storage"),
    (r"\bcurrentDate(Time)?(Utc)?\(", ("core", "ui"), ("core/base/clock.cpp",), "the clock is a parameter"),
    (r"\bsetStyleSheet\(", ("ui", "app"), (), "the style paints from tokens"),
    (r"\bQT_TRANSLATE_NOOP|\btr\(", ("core",), ("core/documents/document_words.cpp", "core/documents/document_for_invoice.cpp",
                                                   "core/documents/document_for_credit_note.cpp",
                                                   "core/documents/document_for_letter.cpp",
                                                   "core/documents/document_for_pro_forma.cpp",
                                                   "core/documents/document_for_statement.cpp"), "words belong to ui and accordctl"),
    (r"#[0-9a-fA-F]{6}\b", ("ui",), (), "colours are tokens"),
    (r"\bsetToolTip\(", ("ui",), ("ui/widgets/labels.cpp",), "tool tips show plain text: setPlainToolTip()"),
    (r"\bnew QLabel\b|\bQLabel \w+[;(]", ("ui",), ("ui/widgets/labels.cpp",), "text is shown by Label, which is plain text"),
    (r"\bQDom\w+|\bQDataStream\b|\bQCbor", ("core", "ui", "app"), (), "not for foreign bytes"),
    (r"\bQSaveFile\b", ("core", "ui", "app"), ("core/workspace/whole_file.cpp",),
     "files are written by workspace::writeWholeFile(), which never writes over a company file"),
    (r"\.exec\(\)", ("ui",), (), "dialogs are opened, not executed"),
    (r"for \(.* : (.*\w\(.*\)(\.value\(\)|\)->\w+)|\*\w+(::\w+)*\(.*\)\.\w+\(.*\))\)", ("core", "ui", "app", "tests"), (),
     "what a loop goes through must outlive it: give the result a name"),
]
for source in sorted(p for top in ("core", "ui", "app", "tests") for p in (root / top).rglob("*") if p.suffix in (".h", ".cpp")):
    path = source.relative_to(root).as_posix()
    text = source.read_text()
    if "SPDX-License-Identifier: GPL-3.0-or-later" not in text:
        breaches.append(f"{path}:1: no SPDX line")
    for pattern, tops, spared, why in RULES:
        if not path.startswith(tuple(f"{top}/" for top in tops)) or path in spared:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            code = line.split("//")[0]
            if re.search(pattern, code):
                breaches.append(f"{path}:{number}: {why}")
    if path.startswith(tuple(f"core/{name}/" for name in PURE)):
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"\b(double|float)\b", line.split("//")[0]):
                breaches.append(f"{path}:{number}: binary floating point in an exact module")
            if re.search(r"<QtCore/Q(File|SaveFile|Process|Settings|Thread)>|<QtNetwork/", line):
                breaches.append(f"{path}:{number}: files, processes and threads have no place in a domain module")

for breach in breaches:
    print(breach)
print(f"{len(own)} modules, {len(breaches)} breaches")
sys.exit(1 if breaches else 0)
