"""Draws the photos of the demo company: no picture of a real shop or person is shipped.

The same name gives the same bytes for as long as Pillow stays the same.
"""

from io import BytesIO
from math import cos, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

FONT = Path(__file__).parents[2] / "static" / "fonts" / "GolosText-Regular.ttf"
SIZE = (1280, 960)
RECEIPT = (
    "ООО «СЕВЕРНЫЙ ДОМ»",
    "КАССОВЫЙ ЧЕК",
    "Лампа настольная    1 290,00",
    "Йогурт питьевой         89,90",
    "ИТОГ             1 379,90 ₽",
    "СПАСИБО ЗА ПОКУПКУ",
)
GOODS = ("#b2543d", "#d9a441", "#3f6f73", "#7c8f5a", "#56506e", "#c8c2b4")


def jpeg(name: str) -> bytes:
    """Return the photo of that name: one of `PICTURES`."""
    image = Image.new("RGB", SIZE, "#8d8a82")
    PICTURES[name](ImageDraw.Draw(image))
    buffer = BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.6)).save(buffer, "JPEG", quality=82)
    return buffer.getvalue()


def table(draw: ImageDraw.ImageDraw) -> None:
    """A wooden table, on which small things are photographed."""
    for y in range(SIZE[1]):
        shade = 120 + (y * 37 % 23) - y // 24
        draw.line([(0, y), (SIZE[0], y)], fill=(shade + 30, shade, shade - 34))


def receipt(draw: ImageDraw.ImageDraw) -> None:
    """A till receipt."""
    table(draw)
    draw.polygon([(380, 90), (900, 60), (930, 900), (400, 920)], fill="#f3f1ea")
    font = ImageFont.truetype(FONT, 34)
    for line, words in enumerate(RECEIPT):
        draw.text((430, 150 + line * 110), words, font=font, fill="#3a3a3a")


def shelf(draw: ImageDraw.ImageDraw) -> None:
    """A shelf with an empty place and labels."""
    draw.rectangle([(0, 0), SIZE], fill="#6f6a61")
    for row in range(3):
        top = 40 + row * 310
        draw.rectangle([(0, top + 230), (SIZE[0], top + 262)], fill="#d8d3c6")
        for place in range(9):
            if (row, place) == (1, 5):
                continue
            left, tall = 20 + place * 140, 130 + (place * 53 + row * 31) % 80
            colour = GOODS[(place + row * 2) % len(GOODS)]
            draw.rectangle([(left, top + 230 - tall), (left + 118, top + 230)], fill=colour)
            draw.rectangle([(left + 24, top + 236), (left + 84, top + 258)], fill="#ffffff")


def floor(draw: ImageDraw.ImageDraw) -> None:
    """A tiled floor with a puddle."""
    draw.rectangle([(0, 0), SIZE], fill="#b9b4a8")
    for line in range(-6, 18):
        draw.line([(line * 110, 960), (420 + line * 40, 0)], fill="#98938a", width=4)
    for line in range(9):
        y = 960 - int(960 * (1 - 0.78**line) * 1.1)
        draw.line([(0, y), (1280, y)], fill="#98938a", width=4)
    draw.ellipse([(470, 520), (940, 720)], fill="#8c938f")
    draw.ellipse([(560, 560), (780, 640)], fill="#a9b0ac")


def boxes(draw: ImageDraw.ImageDraw) -> None:
    """Cardboard boxes in an aisle."""
    draw.rectangle([(0, 0), SIZE], fill="#a29c90")
    draw.polygon([(0, 960), (430, 380), (850, 380), (1280, 960)], fill="#c4beb1")
    for left, top, wide in ((440, 520, 250), (640, 600, 300), (500, 330, 210)):
        draw.rectangle([(left, top), (left + wide, top + wide * 4 // 5)], fill="#b08a5b")
        draw.line(
            [(left, top + wide // 3), (left + wide, top + wide // 3)], fill="#8d6a40", width=8
        )


def label(draw: ImageDraw.ImageDraw) -> None:
    """A price label on the edge of a shelf."""
    shelf(draw)
    draw.rectangle([(260, 330), (1020, 700)], fill="#fbfaf5", outline="#b3261e", width=14)
    draw.text((310, 370), "Лампа настольная", font=ImageFont.truetype(FONT, 56), fill="#222222")
    draw.text((310, 480), "1 190 ₽", font=ImageFont.truetype(FONT, 150), fill="#b3261e")


def signature(draw: ImageDraw.ImageDraw) -> None:
    """A signature with a felt pen."""
    draw.rectangle([(0, 0), SIZE], fill="#ffffff")
    turns = [step / 12 for step in range(150)]
    points = [
        (300 + 42 * t + 90 * cos(2 * t), 500 - (170 - 11 * t) * sin(2.6 * t + cos(t)))
        for t in turns
    ]
    draw.line(points, fill="#1b2a6b", width=9, joint="curve")


def purchases(draw: ImageDraw.ImageDraw) -> None:
    """What was bought, on a table, without a receipt."""
    table(draw)
    draw.polygon([(330, 430), (620, 430), (560, 200), (390, 200)], fill="#d9a441")
    draw.rectangle([(462, 430), (488, 760)], fill="#4a4640")
    draw.ellipse([(370, 740), (580, 810)], fill="#4a4640")
    draw.rounded_rectangle([(770, 330), (930, 800)], 40, fill="#f1efe8")
    draw.rectangle([(770, 480), (930, 660)], fill="#3f6f73")
    draw.rectangle([(805, 270), (895, 335)], fill="#3f6f73")


PICTURES = {
    "boxes": boxes,
    "floor": floor,
    "label": label,
    "purchases": purchases,
    "receipt": receipt,
    "shelf": shelf,
    "signature": signature,
}
