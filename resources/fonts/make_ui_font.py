#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes "Accord Inter", the font of the user interface, from the distribution's Inter (package fonts-inter).

What is changed: the glyphs of the feature tnum (digits, comma, point, colon, semicolon) take the place of the
proportional ones in the character map, because Qt 6.4 cannot switch a feature on; the character set is cut down to
Latin, Greek, Cyrillic, punctuation, arrows and mathematical signs; the family is renamed so that it never meets an
installed Inter. The result stays under the SIL Open Font License 1.1 (ui/OFL.txt).

    python3 make_ui_font.py [FOLDER OF Inter-*.otf]
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
RANGES = [(0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF),
          (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20CF), (0x2100, 0x214F), (0x2150, 0x218F), (0x2190, 0x21FF),
          (0x2200, 0x22FF), (0x2300, 0x23FF), (0x2500, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF)]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt", "frac", "case"]
FAMILY = "Accord Inter"
EPOCH_MAC = 3786912000  # 2024-01-01 in seconds since 1904: the same bytes on every run


def tabular_glyphs(font):
    """The single substitutions of the feature tnum."""
    table = font["GSUB"].table
    mapping = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for sub in table.LookupList.Lookup[index].SubTable:
                mapping.update(getattr(sub, "ExtSubTable", sub).mapping)
    return mapping


def freeze(font):
    mapping = tabular_glyphs(font)
    for sub in font["cmap"].tables:
        for code, glyph in list(sub.cmap.items()):
            if glyph in mapping:
                sub.cmap[code] = mapping[glyph]


def even_out(font):
    """Gives all digits one width: in some weights Inter's differ by a unit or two from interpolation."""
    cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
    glyphs = [cmap[ord(c)] for c in "0123456789"]
    width = max(metrics[glyph][0] for glyph in glyphs)
    for glyph in glyphs:
        metrics[glyph] = (width, metrics[glyph][1])


def cut(font):
    options = subset.Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.desubroutinize = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    cutter.subset(font)


def rename(font, style, weight):
    names = font["name"]
    kept = {i: names.getDebugName(i) for i in (0, 5, 8, 9, 11, 13, 14)}
    names.names = []
    words = {**kept, 1: FAMILY, 2: style, 3: f"AccordInter-{style}", 4: f"{FAMILY} {style}", 6: f"AccordInter-{style}"}
    for name_id, text in sorted(words.items()):
        if text:
            names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [f"AccordInter-{style}"]
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName = FAMILY, f"{FAMILY} {style}"


def main():
    source = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/inter")
    target = pathlib.Path(__file__).resolve().parent / "ui"
    target.mkdir(exist_ok=True)
    for style, weight in WEIGHTS.items():
        font = TTFont(source / f"Inter-{style}.otf", recalcTimestamp=False)
        freeze(font)
        even_out(font)
        cut(font)
        rename(font, style, weight)
        font["head"].modified = EPOCH_MAC
        out = target / f"AccordInter-{style}.otf"
        font.save(out)
        digits = {font["hmtx"][font.getBestCmap()[ord(c)]][0] for c in "0123456789"}
        assert len(digits) == 1, f"{out}: digits of different width {digits}"
        print(f"{out.name}: {out.stat().st_size} bytes, {len(font.getGlyphOrder())} glyphs")


if __name__ == "__main__":
    main()
