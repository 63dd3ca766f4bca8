#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws the logos of the sample's two companies, both invented, as PNG on white. Needs python3-fonttools.

The marks are original drawings; the words are set in the document font (../fonts/documents, OFL-1.1).

    /usr/bin/python3 make_logos.py
"""
import math
import pathlib
import struct
import zlib

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

HERE = pathlib.Path(__file__).resolve().parent
HEIGHT, SUB = 160, 4  # 13 mm at 312 dots per inch
UNIT = HEIGHT / 240  # of the drawings below
WHITE = (255, 255, 255)


class Outline(BasePen):
    """Flattens the curves of a glyph into polygons."""

    def __init__(self, glyphs, scale, dx, dy):
        super().__init__(glyphs)
        self.polygons, self.map = [], lambda p: (dx + p[0] * scale, dy - p[1] * scale)

    def _moveTo(self, p):
        self.polygons.append([self.map(p)])

    def _lineTo(self, p):
        self.polygons[-1].append(self.map(p))

    def _curveToOne(self, b, c, d):
        a = self._getCurrentPoint()
        for i in range(1, 13):
            t = i / 12
            u = 1 - t
            self.polygons[-1].append(self.map(tuple(
                u ** 3 * a[k] + 3 * u * u * t * b[k] + 3 * u * t * t * c[k] + t ** 3 * d[k] for k in (0, 1))))


class Canvas:
    def __init__(self, width):
        self.width = round(width * UNIT)
        self.rows = [[WHITE] * self.width for _ in range(HEIGHT)]

    def fill(self, polygons, colour):
        """Non-zero winding, with the exact share of each pixel along a row and SUB samples down."""
        polygons = [[(x * UNIT, y * UNIT) for x, y in polygon] for polygon in polygons]
        for y in range(HEIGHT):
            cover = [0.0] * self.width
            for s in range(SUB):
                for left, right in self.spans(polygons, y + (s + 0.5) / SUB):
                    self.add(cover, left, right)
            row = self.rows[y]
            for x, share in enumerate(cover):
                if share > 0:
                    share = min(1.0, share / SUB)
                    row[x] = tuple(round(old + (new - old) * share) for old, new in zip(row[x], colour))

    @staticmethod
    def spans(polygons, y):
        crossings = []
        for polygon in polygons:
            for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1]):
                if (y0 <= y) != (y1 <= y):
                    crossings.append((x0 + (y - y0) * (x1 - x0) / (y1 - y0), 1 if y1 > y0 else -1))
        winding, start = 0, 0.0
        for x, direction in sorted(crossings):
            if winding == 0:
                start = x
            winding += direction
            if winding == 0:
                yield start, x

    def add(self, cover, left, right):
        left, right = max(0.0, left), min(float(self.width), right)
        for x in range(int(left), min(self.width, math.ceil(right))):
            cover[x] += max(0.0, min(right, x + 1) - max(left, x))

    def word(self, text, x, baseline, size, colour, weight="SemiBold"):
        font = TTFont(HERE.parent / "fonts" / "documents" / f"AccordDocument-{weight}.otf")
        glyphs, cmap, scale = font.getGlyphSet(), font.getBestCmap(), size / font["head"].unitsPerEm
        polygons = []
        for char in text:
            pen = Outline(glyphs, scale, x, baseline)
            glyphs[cmap[ord(char)]].draw(pen)
            polygons += pen.polygons
            x += glyphs[cmap[ord(char)]].width * scale
        self.fill(polygons, colour)
        return x

    def save(self, name):
        raw = b"".join(b"\0" + bytes(channel for pixel in row for channel in pixel) for row in self.rows)
        chunks = [(b"IHDR", struct.pack(">IIBBBBB", self.width, HEIGHT, 8, 2, 0, 0, 0)),
                  (b"pHYs", struct.pack(">IIB", 12308, 12308, 1)), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b"")]
        data = b"\x89PNG\r\n\x1a\n" + b"".join(
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks)
        (HERE / name).write_bytes(data)
        print(f"{name}: {self.width} × {HEIGHT}, {len(data)} bytes")


def ellipse(cx, cy, rx, ry, clockwise=True):
    turn = 1 if clockwise else -1
    return [(cx + rx * math.cos(turn * i * math.tau / 180), cy + ry * math.sin(turn * i * math.tau / 180)) for i in range(180)]


def ring(cx, cy, rx, ry, stroke):
    return [ellipse(cx, cy, rx, ry), ellipse(cx, cy, rx - stroke, ry - stroke, clockwise=False)]


def meridian():
    """A globe that is its meridians, the prime one drawn full."""
    canvas = Canvas(1240)
    blue, ink = (0x24, 0x57, 0xC5), (0x16, 0x1A, 0x20)
    canvas.fill([ellipse(120, 120, 104, 104)], blue)
    for rx in (70, 30):
        canvas.fill(ring(120, 120, rx, 104, 9), WHITE)
    canvas.fill([[(16, 115), (224, 115), (224, 125), (16, 125)]], WHITE)
    x = canvas.word("Meridian", 268, 160, 128, ink)
    canvas.word("Cloud", x + 26, 160, 128, blue, "Regular")
    canvas.save("meridian-logo.png")


def lean_vibe():
    """Four bars of a sound, all leaning forward."""
    canvas = Canvas(880)
    blue, ink = (0x00, 0x7A, 0xCC), (0x10, 0x2A, 0x43)
    for i, (half, colour) in enumerate(((38, (0x7F, 0xBC, 0xE5)), (88, blue), (60, (0x3F, 0x9B, 0xD8)), (104, ink))):
        x, lean = 30 + i * 50, 0.22
        canvas.fill([[(x + lean * half, 120 - half), (x + 30 + lean * half, 120 - half),
                      (x + 30 - lean * half, 120 + half), (x - lean * half, 120 + half)]], colour)
    x = canvas.word("Lean", 270, 164, 132, ink)
    canvas.word("Vibe", x + 2, 164, 132, blue)
    canvas.save("leanvibe-logo.png")


if __name__ == "__main__":
    meridian()
    lean_vibe()
