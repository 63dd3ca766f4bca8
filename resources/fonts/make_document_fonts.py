#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the fonts of printed documents from the distribution's Inter and Noto (packages fonts-inter, fonts-noto-cjk,
fonts-noto-core; python3-fonttools).

They are resources, so that a document has the same bytes on every machine. Compared with the font of the user
interface there are no contextual alternates: a hyphen between capitals stays a hyphen, and the text that is copied
from a PDF is the text that went in. The CJK subset holds kana, JIS X 0208 level 1, GB 2312 level 1, the names in
resources/reference/store-locations.csv and common signs of business.

    /usr/bin/python3 make_document_fonts.py
"""
import pathlib

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

import make_ui_font as ui

HERE = pathlib.Path(__file__).resolve().parent
FONTS = pathlib.Path("/usr/share/fonts")
LATIN = {"Regular": 400, "SemiBold": 600}
OTHERS = {"Thai": ("truetype/noto/NotoSansThai-Regular.ttf", [(0x0E01, 0x0E5B)]),
          "Arabic": ("truetype/noto/NotoSansArabic-Regular.ttf",
                     [(0x060C, 0x060C), (0x061B, 0x061F), (0x0621, 0x063A), (0x0640, 0x0652), (0x0660, 0x066C), (0x0670, 0x06D3), (0x06F0, 0x06F9)])}
PUNCTUATION = [(0x3000, 0x303F), (0x3041, 0x3096), (0x309B, 0x30FF), (0x31F0, 0x31FF), (0xFF01, 0xFF9F), (0xFFE0, 0xFFE6)]
BUSINESS = "株式会社有限責任公司集團集团商號号店分支機構机构請求書請款單发票發票税稅幣币円元萬億號㈱㈲㎡①②③④⑤⑥⑦⑧⑨⑩年月日"
HANGUL_WORDS = "주식회사유한지점본사서울특별시부산광역인천대구전울경기도강원충청북남제수성고양용구로동가나다라마바사아자차카타파하점리길번층호년월일"


def set_names(font, family, style, weight):
    ui.FAMILY = family
    names = font["name"]
    kept = {i: names.getDebugName(i) for i in (0, 5, 8, 9, 11, 13, 14)}
    postscript = family.replace(" ", "") + "-" + style
    names.names = []
    for name_id, text in sorted({**kept, 1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}.items()):
        if text:
            names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        top = cff.topDictIndex[0]
        for key, value in (("FamilyName", family), ("FullName", f"{family} {style}")):
            if key in top.rawDict or not hasattr(top, "ROS"):
                setattr(top, key, value)


def cut(font, codes, features):
    options = subset.Options()
    options.layout_features = features
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.hinting = False
    options.desubroutinize = False
    options.drop_tables += ["vhea", "vmtx", "VORG", "DSIG", "BASE"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)


def expand(ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


def rows_of(codec, first, last):
    """The characters of the rows \\a first to \\a last of a 94 × 94 set."""
    codes = set()
    for row in range(first, last + 1):
        for cell in range(1, 95):
            try:
                codes.add(ord(bytes((row + 0xA0, cell + 0xA0)).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                pass
    return codes


def cjk_codes():
    names = (HERE.parent / "reference" / "store-locations.csv").read_text(encoding="utf-8")
    named = {ord(c) for c in names + BUSINESS + HANGUL_WORDS if 0x2E80 <= ord(c) <= 0xD7A3 or 0xF900 <= ord(c) <= 0xFAFF}
    return expand(PUNCTUATION) | rows_of("euc_jp", 16, 47) | rows_of("gb2312", 16, 55) | named


def write(font, target, family, style, weight):
    set_names(font, family, style, weight)
    font["head"].modified = ui.EPOCH_MAC
    font.recalcTimestamp = False
    font.save(target)
    print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getGlyphOrder())} glyphs")


def main():
    target = HERE / "documents"
    target.mkdir(exist_ok=True)
    for style, weight in LATIN.items():
        font = TTFont(FONTS / "opentype/inter" / f"Inter-{style}.otf", recalcTimestamp=False)
        ui.freeze(font)
        ui.even_out(font)
        cut(font, expand(ui.RANGES), ["kern", "mark", "mkmk", "ccmp", "locl"])
        write(font, target / f"AccordDocument-{style}.otf", "Accord Document", style, weight)
    for script, (path, ranges) in OTHERS.items():
        font = TTFont(FONTS / path, recalcTimestamp=False)
        cut(font, expand(ranges), ["*"])
        write(font, target / f"AccordDocument{script}-Regular.ttf", f"Accord Document {script}", "Regular", 400)
    font = TTCollection(FONTS / "opentype/noto/NotoSansCJK-Regular.ttc").fonts[0]
    cut(font, cjk_codes(), [])
    write(font, target / "AccordDocumentCJK-Regular.otf", "Accord Document CJK", "Regular", 400)


if __name__ == "__main__":
    main()
