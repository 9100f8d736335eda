"""`python -m bench.icons`: draw the icon under which the phone's pages lie on a first screen.

Three lines of a note, in the colours of the dark look: no mark, no name. All of it stands within
the middle four fifths, so that a phone may cut the picture to any shape.
"""

import re
from pathlib import Path

from PIL import Image, ImageDraw

STATIC = Path(__file__).parents[1] / "static"
SIZES = (192, 512)
FINER = 4
# Start and end of each line and its height, of a square of sixteen.
LINES = ((4.5, 11.5, 5.5), (4.5, 11.5, 8), (4.5, 9, 10.5))
WIDTH = 1.25


def main() -> None:
    """Write the pictures."""
    for size in SIZES:
        drawn(size).save(STATIC / "phone" / f"icon-{size}.png", optimize=True)


def drawn(size: int) -> Image.Image:
    """Return the icon in one size."""
    paper, soft = token("paper"), token("soft")
    unit = size * FINER / 16
    picture = Image.new("RGB", (size * FINER, size * FINER), paper)
    pen = ImageDraw.Draw(picture)
    for start, end, height in LINES:
        box = [start - WIDTH / 2, height - WIDTH / 2, end + WIDTH / 2, height + WIDTH / 2]
        pen.rounded_rectangle([side * unit for side in box], radius=WIDTH / 2 * unit, fill=soft)
    small = picture.resize((size, size), Image.Resampling.LANCZOS)
    return small.quantize(16, dither=Image.Dither.NONE)


def token(name: str) -> str:
    """Return a colour of the dark look."""
    dark = (STATIC / "tokens.css").read_text().partition("prefers-color-scheme: dark")[2]
    return re.findall(rf"--{name}: (#\w+);", dark)[0]


if __name__ == "__main__":
    main()
