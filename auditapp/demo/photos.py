"""Draws the photos of the demo company: no picture of a real shop or person is shipped.

The same name gives the same bytes for as long as Pillow stays the same.
"""

from functools import cache
from io import BytesIO
from math import cos, sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from auditapp.demo.goods import BASKETS, Basket

FONT = Path(__file__).parents[2] / "static" / "fonts" / "GolosText-Regular.ttf"
SIZE = (1280, 960)
SMALLER = 2  # a phone makes photos smaller before it sends them
RECEIPT = (
    "ООО «СЕВЕРНЫЙ ДОМ»",
    "КАССОВЫЙ ЧЕК",
    "Лампа настольная    1 290,00",
    "Йогурт питьевой         89,90",
    "ИТОГ             1 379,90 ₽",
    "СПАСИБО ЗА ПОКУПКУ",
)
BILL_WORDS = {
    False: ("КАССОВЫЙ ЧЕК", "ИТОГ", "СПАСИБО, ПРИХОДИТЕ ЕЩЁ"),
    True: ("RECEIPT", "TOTAL", "THANK YOU, COME AGAIN"),
}
GOODS = ("#b2543d", "#d9a441", "#3f6f73", "#7c8f5a", "#56506e", "#c8c2b4")


@cache
def jpeg(name: str) -> bytes:
    """Return the photo of that name: one of `PICTURES`, or the receipt of a basket."""
    image = Image.new("RGB", SIZE, "#8d8a82")
    draw = ImageDraw.Draw(image)
    if name in BASKETS:
        bill(draw, BASKETS[name])
    else:
        PICTURES[name](draw)
    buffer = BytesIO()
    image.reduce(SMALLER).save(buffer, "JPEG", quality=85)
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


def bill(draw: ImageDraw.ImageDraw, basket: Basket) -> None:
    """The receipt of what was bought."""
    table(draw)
    draw.polygon([(360, 60), (910, 40), (940, 920), (380, 935)], fill="#f3f1ea")
    small, large = ImageFont.truetype(FONT, 30), ImageFont.truetype(FONT, 40)
    title, total, thanks = BILL_WORDS[basket.english]
    draw.text((420, 110), basket.seller, font=large, fill="#3a3a3a")
    draw.text((420, 175), title, font=small, fill="#3a3a3a")
    for line, item in enumerate(basket.items):
        top = 270 + line * 110
        draw.text((420, top), item.name, font=small, fill="#3a3a3a")
        priced(draw, top + 40, item.price, basket, small)
    draw.line([(420, 560), (880, 560)], fill="#3a3a3a", width=3)
    draw.text((420, 590), total, font=large, fill="#3a3a3a")
    priced(draw, 590, basket.total, basket, large)
    draw.text((420, 700), thanks, font=small, fill="#3a3a3a")
    for bar in range(46):
        wide = 2 + bar * 7 % 5
        draw.rectangle([(430 + bar * 9, 780), (430 + bar * 9 + wide, 870)], fill="#3a3a3a")


def priced(
    draw: ImageDraw.ImageDraw, top: int, sum_: float, basket: Basket, font: ImageFont.FreeTypeFont
) -> None:
    """Write a sum at the right edge of a receipt."""
    digits = f"€{sum_:,.2f}" if basket.english else f"{sum_:,.2f} ₽"
    words = digits if basket.english else digits.replace(",", " ").replace(".", ",")
    draw.text((880, top), words, font=font, fill="#3a3a3a", anchor="ra")


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
    """A sale label on the edge of a shelf."""
    tag(draw, "#b3261e")
    font = ImageFont.truetype(FONT, 190)
    draw.text((640, 480), "−20 %", font=font, fill="#b3261e", anchor="mm")


def barcode(draw: ImageDraw.ImageDraw) -> None:
    """A price label, of which the photo shows the barcode better than the price."""
    tag(draw, "#3a3a3a")
    for bar in range(70):
        left = 300 + bar * 9
        draw.rectangle([(left, 470), (left + 2 + bar * 7 % 5, 640)], fill="#3a3a3a")


def tag(draw: ImageDraw.ImageDraw, edge: str) -> None:
    """A label with the name of a product too small to read."""
    shelf(draw)
    draw.rectangle([(240, 310), (1040, 690)], fill="#fbfaf5", outline=edge, width=14)
    draw.line([(300, 365), (860, 365)], fill="#8d939a", width=12)
    draw.line([(300, 400), (620, 400)], fill="#8d939a", width=8)


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
    """What was bought, on a table, without a receipt: a lamp and a folded throw."""
    table(draw)
    draw.polygon([(330, 430), (620, 430), (560, 200), (390, 200)], fill="#d9a441")
    draw.rectangle([(462, 430), (488, 760)], fill="#4a4640")
    draw.ellipse([(370, 740), (580, 810)], fill="#4a4640")
    for fold in range(4):
        top = 560 + fold * 62
        draw.rounded_rectangle([(720, top), (1120, top + 70)], 30, fill=GOODS[2 + fold % 2])
        draw.line([(760, top + 36), (1090, top + 36)], fill="#c8c2b4", width=5)


def plate(draw: ImageDraw.ImageDraw) -> None:
    """A plate that was hardly touched."""
    table(draw)
    draw.ellipse([(250, 110), (1030, 850)], fill="#f4f2ec", outline="#d7d2c6", width=10)
    draw.ellipse([(350, 210), (930, 750)], fill="#ebe8df")
    draw.ellipse([(450, 380), (720, 610)], fill="#8a5a35")
    draw.ellipse([(690, 330), (860, 500)], fill="#d9c27a")
    for leaf in range(6):
        draw.ellipse([(620 + leaf * 34, 560 - leaf * 9), (680 + leaf * 34, 610)], fill="#6f8f4c")


def room(draw: ImageDraw.ImageDraw) -> None:
    """A hotel room with a stained bed."""
    draw.rectangle([(0, 0), SIZE], fill="#cfc6b6")
    draw.rectangle([(0, 640), SIZE], fill="#8b7b66")
    draw.rectangle([(180, 300), (1100, 470)], fill="#6b5844")
    draw.polygon([(160, 470), (1120, 470), (1230, 860), (50, 860)], fill="#f2efe8")
    draw.polygon([(90, 720), (1190, 720), (1230, 860), (50, 860)], fill="#3f6f73")
    for left in (260, 680):
        draw.rounded_rectangle([(left, 400), (left + 330, 540)], 40, fill="#ffffff")
    draw.ellipse([(560, 590), (690, 650)], fill="#d8c7a4")


def washroom(draw: ImageDraw.ImageDraw) -> None:
    """A basin on a tiled wall."""
    draw.rectangle([(0, 0), SIZE], fill="#dfe4e3")
    for step in range(0, 1281, 128):
        draw.line([(step, 0), (step, 640)], fill="#bcc5c3", width=4)
        draw.line([(0, step // 2), (1280, step // 2)], fill="#bcc5c3", width=4)
    draw.rectangle([(0, 640), SIZE], fill="#b5b0a6")
    draw.rounded_rectangle([(360, 430), (920, 690)], 90, fill="#fbfbf9", outline="#cfd3d1", width=8)
    draw.ellipse([(450, 470), (830, 640)], fill="#e3e6e4")
    draw.rectangle([(620, 350), (660, 480)], fill="#9aa3a6")
    for drop in range(9):
        left = 430 + drop * 53 % 420
        draw.ellipse(
            [(left, 500 + drop * 31 % 120), (left + 22, 516 + drop * 31 % 120)], fill="#b79f6d"
        )


def extinguisher(draw: ImageDraw.ImageDraw) -> None:
    """A fire extinguisher with its inspection tag."""
    draw.rectangle([(0, 0), SIZE], fill="#c9c4b8")
    draw.rounded_rectangle([(470, 260), (750, 880)], 90, fill="#b3261e")
    draw.rectangle([(570, 170), (650, 270)], fill="#33363a")
    draw.line([(650, 200), (860, 330), (850, 620)], fill="#33363a", width=26, joint="curve")
    draw.rectangle([(520, 430), (700, 660)], fill="#f4f2ec")
    draw.rectangle([(300, 330), (450, 560)], fill="#f7e6a1", outline="#33363a", width=5)
    draw.line([(450, 380), (570, 250)], fill="#33363a", width=5)
    for line in range(4):
        draw.line([(325, 380 + line * 40), (425, 380 + line * 40)], fill="#6a6a6a", width=8)


def papers(draw: ImageDraw.ImageDraw) -> None:
    """A printed calculation on a table."""
    table(draw)
    draw.polygon([(330, 60), (930, 90), (900, 920), (300, 890)], fill="#fbfaf5")
    font = ImageFont.truetype(FONT, 38)
    draw.text((380, 130), "Расчёт по вкладу", font=font, fill="#0d5c63")
    for line in range(11):
        right = 820 - line * 67 % 190
        draw.line([(380, 240 + line * 52), (right, 245 + line * 52)], fill="#777777", width=9)
    draw.rectangle([(380, 830), (620, 860)], fill="#0d5c63")


def chat(draw: ImageDraw.ImageDraw) -> None:
    """The screen of a chat."""
    draw.rectangle([(0, 0), SIZE], fill="#23282d")
    draw.rounded_rectangle([(390, 20), (890, 940)], 50, fill="#f4f3ef")
    draw.rectangle([(390, 90), (890, 160)], fill="#0d5c63")
    for turn in range(7):
        own, top = turn % 2, 200 + turn * 100
        left = 560 if own else 420
        draw.rounded_rectangle(
            [(left, top), (left + 300, top + 76)], 22, fill="#d5e8e6" if own else "#ffffff"
        )
        for line in range(2):
            right = left + 270 - (turn * 41 + line * 67) % 150
            draw.line(
                [(left + 26, top + 26 + line * 24), (right, top + 26 + line * 24)],
                fill="#8d939a",
                width=9,
            )


PICTURES = {
    "boxes": boxes,
    "floor": floor,
    "barcode": barcode,
    "label": label,
    "purchases": purchases,
    "receipt": receipt,
    "shelf": shelf,
    "signature": signature,
    "plate": plate,
    "room": room,
    "washroom": washroom,
    "extinguisher": extinguisher,
    "papers": papers,
    "chat": chat,
}
