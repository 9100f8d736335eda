"""`python -m bench.marks`: draw the check, the cross and the wave of the reports as a face, and
what is ticked on paper.

A glyph costs nothing beside the text it stands in; a picture beside each row costs a millisecond.
"""

import math
from itertools import pairwise
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._g_l_y_f import Glyph

FACE = Path(__file__).parents[1] / "static" / "fonts" / "AuditMarks-Regular.ttf"
SCALE, HALF, MIDDLE, WIDTH, SPACE = 74, 78, 345, 820, 250
MADE = 3849984000  # 2026-01-01, in seconds since 1904
WAVE = (
    (1.6, 7.2), (2.0, 6.5), (2.5, 5.8), (3.0, 5.35), (3.6, 5.1), (4.3, 5.15), (5.0, 5.5),
    (6.0, 6.0), (7.0, 6.5), (7.7, 6.85), (8.4, 6.9), (9.0, 6.65), (9.5, 6.2), (10.0, 5.5),
    (10.4, 4.8),
)  # fmt: skip
Line = tuple[tuple[float, float], ...]
# On a square of twelve, as in static/reports.
MARKS: dict[str, tuple[Line, ...]] = {
    "✓": (((2, 6.6), (4.6, 9.2), (10, 3.4)),),
    "✗": (((2.6, 2.6), (9.4, 9.4)), ((9.4, 2.6), (2.6, 9.4))),
    "∼": (WAVE,),
}
# To tick with a pen: thin, and larger than a letter.
THIN, ROOM, LOW, TALL = 24, 1080, -130, 900
BOXES: dict[str, int] = {"☐": 4, "○": 48}  # a ring has so many corners that none is seen
DIAMOND = "◆"


def main() -> None:
    """Write the face."""
    glyphs = {".notdef": TTGlyphPen(None).glyph(), "space": TTGlyphPen(None).glyph()}
    made = {mark: (drawn(lines), WIDTH) for mark, lines in MARKS.items()}
    made |= {mark: (ring(corners), ROOM) for mark, corners in BOXES.items()}
    made[DIAMOND] = (diamond(), WIDTH)
    for mark, (glyph, _width) in made.items():
        glyphs[f"uni{ord(mark):04X}"] = glyph
    widths = {f"uni{ord(mark):04X}": width for mark, (_glyph, width) in made.items()}
    face = FontBuilder(1000, isTTF=True)
    face.setupGlyphOrder(list(glyphs))
    face.setupCharacterMap({32: "space", **{ord(mark): f"uni{ord(mark):04X}" for mark in made}})
    face.setupGlyf(glyphs)
    face.setupHorizontalMetrics(
        {
            name: (widths[name], glyph.xMin) if name in widths else (SPACE, 0)
            for name, glyph in glyphs.items()
        }
    )
    face.setupHorizontalHeader(ascent=950, descent=-250)
    face.setupNameTable(
        {
            "familyName": "Audit Marks",
            "styleName": "Regular",
            "uniqueFontIdentifier": "AuditMarks-1",
            "fullName": "Audit Marks",
            "psName": "AuditMarks-Regular",
            "version": "Version 1.000",
        }
    )
    face.setupOS2(
        sTypoAscender=950, sTypoDescender=-250, usWinAscent=950, usWinDescent=250,
        sxHeight=520, sCapHeight=700,
    )  # fmt: skip
    face.setupPost()
    face.font["head"].created = face.font["head"].modified = MADE
    face.font.recalcTimestamp = False
    face.save(FACE)


def drawn(lines: tuple[Line, ...]) -> Glyph:
    """Return the glyph of some lines, drawn with a round pen."""
    pen = TTGlyphPen(None)
    for line in lines:
        for start, end in pairwise(line):
            stroke(pen, start, end)
    return pen.glyph()


def ring(corners: int) -> Glyph:
    """Return an empty square or circle: one outline inside the other, the other way round."""
    pen = TTGlyphPen(None)
    middle, radius = (ROOM / 2, LOW + TALL / 2), TALL / 2
    for reach, way in ((radius, -1), (radius - 2 * THIN, 1)):
        outer = reach * math.sqrt(2) if corners == 4 else reach
        turns = [way * (math.pi / 4 + step * math.tau / corners) for step in range(corners)]
        outline(pen, [(middle[0] + outer * math.cos(w), middle[1] + outer * math.sin(w))
                      for w in turns])  # fmt: skip
    return pen.glyph()


def diamond() -> Glyph:
    """Return a filled diamond."""
    pen = TTGlyphPen(None)
    x, y, half = WIDTH / 2, MIDDLE, WIDTH / 2 - 20
    outline(pen, [(x, y + half), (x + half, y), (x, y - half), (x - half, y)])
    return pen.glyph()


def outline(pen: TTGlyphPen, points: list[tuple[float, float]]) -> None:
    """Draw one closed outline."""
    pen.moveTo((round(points[0][0]), round(points[0][1])))
    for x, y in points[1:]:
        pen.lineTo((round(x), round(y)))
    pen.closePath()


def stroke(pen: TTGlyphPen, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw one straight stroke with round ends."""
    (ax, ay), (bx, by) = placed(*start), placed(*end)
    turn = math.atan2(by - ay, bx - ax)
    around = [(bx, by, turn + math.pi / 2 - step * math.pi / 8) for step in range(9)]
    around += [(ax, ay, turn - math.pi / 2 - step * math.pi / 8) for step in range(9)]
    points = [(round(x + HALF * math.cos(w)), round(y + HALF * math.sin(w))) for x, y, w in around]
    pen.moveTo(points[0])
    for point in points[1:]:
        pen.lineTo(point)
    pen.closePath()


def placed(x: float, y: float) -> tuple[float, float]:
    """Return where a point of the square lies in the face."""
    return (x - 6) * SCALE + WIDTH / 2, (6 - y) * SCALE + MIDDLE


if __name__ == "__main__":
    main()
