"""Pictures from outside: bounded before they are decoded, then made anew without what they carried.

What is served is always re-encoded here: upright, no metadata, at most 1600 px, and a thumbnail of
480 px for reports, made once. The bytes received are `files`' business.
"""

import io
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from auditapp.core.problems import Problem

Made = TypeVar("Made")
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = {"JPEG": 64_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
DERIVATIVE_PX = 1600
THUMBNAIL_PX = 480
# Halved first, then made smaller with care: a third of the time, and the difference (45 dB) is far
# below what JPEG itself takes away (30 to 37 dB).
THUMBNAIL_GAP = 1.6
TURNED_BY_QUARTERS = {5, 6, 7, 8}
ORIENTATION = 0x0112
MARK_PX = (480, 160)
LEAST_CONTRAST = 16  # of 255: below it noise alone decides what is lighter
# Told by its words, whatever it is called; nothing but what FORMATS names is ever decoded.
_SVG = re.compile(rb"<\s*(?:\w+:)?svg\b|<!DOCTYPE\s+svg|<\?xml|<!ENTITY", re.IGNORECASE)
_SVG_HEAD_BYTES = 64 * 1024
_GZIP = b"\x1f\x8b"

Image.MAX_IMAGE_PIXELS = None  # our own limit stands right after the header is read, and is lower
# A decoded picture fills 100 MB and more: one at a time, and by one thread for all requests, since
# each thread keeps for itself what it once took.
_decoder = ThreadPoolExecutor(max_workers=1, thread_name_prefix="decoder")


@dataclass(frozen=True)
class Picture:
    """What was made of a picture: its type and upright size as received, and the two JPEGs.

    `look` is its print in four bands of 16 bits; pictures that look alike differ in few bits. One
    that is nearly of one colour has none.
    """

    media_type: str
    width: int
    height: int
    derivative: bytes
    thumbnail: bytes
    look: tuple[int, int, int, int] | None


def remake(content: bytes) -> Picture:
    """Decode a picture and make what is shown of it.

    Raises: Problem `photos.too_large` by its header alone, `photos.unreadable` if it is none.
    """
    try:
        return _decoder.submit(_opened, content, _remake).result()
    except UnidentifiedImageError as error:
        raise Problem("photos.unreadable") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise Problem("photos.unreadable") from error


def mark(content: bytes) -> tuple[bytes, int, int]:
    """Return a company's mark made anew as a PNG that fits its box, with its width and height.

    Raises: Problem `photos.too_large` by its header alone, `settings.mark_is_svg`,
    `settings.mark_unreadable`.
    """
    try:
        return _decoder.submit(_opened, content, _mark).result()
    except UnidentifiedImageError as error:
        is_svg = _SVG.search(content[:_SVG_HEAD_BYTES]) or content[:2] == _GZIP
        raise Problem(f"settings.mark_{'is_svg' if is_svg else 'unreadable'}") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError) as error:
        raise Problem("settings.mark_unreadable") from error


def _opened(content: bytes, make: Callable[[Image.Image], Made]) -> Made:
    with Image.open(io.BytesIO(content), formats=FORMATS) as image:
        # WeasyPrint, once imported, makes Pillow take half photos, for the whole process.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        return make(image)


def _mark(image: Image.Image) -> tuple[bytes, int, int]:
    kind = str(image.format)
    if image.width * image.height > MOST_PIXELS[kind]:
        raise Problem("photos.too_large", limit_mb=MOST_PIXELS[kind] // 1_000_000)
    image.load()
    upright = ImageOps.exif_transpose(image)
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.thumbnail(MARK_PX, Image.Resampling.LANCZOS, reducing_gap=3.0)
    plain.info.clear()  # comments and profiles would travel along
    out = io.BytesIO()
    plain.save(out, "PNG", optimize=True)
    return out.getvalue(), plain.width, plain.height


def _remake(image: Image.Image) -> Picture:
    kind, (width, height) = str(image.format), image.size
    if width * height > MOST_PIXELS[kind]:
        raise Problem("photos.too_large", limit_mb=MOST_PIXELS[kind] // 1_000_000)
    if image.getexif().get(ORIENTATION) in TURNED_BY_QUARTERS:
        width, height = height, width
    image.draft("RGB", (DERIVATIVE_PX, DERIVATIVE_PX))
    image.load()
    small = ImageOps.exif_transpose(image)
    small.thumbnail((DERIVATIVE_PX, DERIVATIVE_PX), Image.Resampling.LANCZOS, reducing_gap=3.0)
    flat = _on_white(small)
    derivative = _jpeg(flat, 85)
    small_enough = (THUMBNAIL_PX, THUMBNAIL_PX)
    flat.thumbnail(small_enough, Image.Resampling.LANCZOS, reducing_gap=THUMBNAIL_GAP)
    return Picture(Image.MIME[kind], width, height, derivative, _jpeg(flat, 80), _look(flat))


def _look(image: Image.Image) -> tuple[int, int, int, int] | None:
    """Return which of 8 by 8 fields are lighter than their right neighbours (dHash), in bands.

    Source: N. Krawetz, "Kind of Like That" (2013).
    """
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    if max(grey) - min(grey) < LEAST_CONTRAST:
        return None
    bits = [grey[at] > grey[at + 1] for at in range(71) if at % 9 < 8]
    first, second, third, fourth = (
        sum(bit << place for place, bit in enumerate(bits[at : at + 16])) for at in (0, 16, 32, 48)
    )
    return first, second, third, fourth


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    sheet = Image.new("RGB", layer.size, "white")
    sheet.paste(layer, mask=layer.getchannel("A"))
    return sheet


def _jpeg(image: Image.Image, quality: int) -> bytes:
    image.info.clear()  # comments and profiles would travel along
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()
