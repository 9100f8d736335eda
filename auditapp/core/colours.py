"""Colours by contrast: whether one can be read on its grounds, and the nearest that can.

Source: WCAG 2.2, relative luminance and success criterion 1.4.3. The grounds are those of
static/tokens.css; a test compares them.
"""

import colorsys
import re
from dataclasses import dataclass

LEAST_CONTRAST = 4.5
HEX = re.compile(r"#[0-9a-f]{6}")
STEPS = 400


@dataclass(frozen=True)
class Scheme:
    """The grounds of the light or the dark look, and the words that stand on the tint besides."""

    card: str
    paper: str
    on: str
    others: tuple[str, ...]
    is_dark: bool = False


@dataclass(frozen=True)
class Accent:
    """One accent in one scheme: itself, stronger under the pointer, and the tint of grounds."""

    accent: str
    strong: str
    tint: str


LIGHT = Scheme("#ffffff", "#f4f3ef", "#ffffff", ("#1d2126", "#1c7a4b", "#8a5a00", "#b3261e"))
DARK = Scheme(
    "#1d2226", "#14171a", "#14171a", ("#eceff1", "#6fd29c", "#e6b65a", "#ff9d94"), is_dark=True
)


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ in brightness. Units: 1 (the same) to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def is_readable(accent: str, scheme: Scheme = LIGHT) -> bool:
    """Tell whether words in the colour, and words on it, can be read everywhere in a scheme."""
    grounds = (scheme.card, scheme.paper, scheme.on, _tint(accent, scheme))
    return all(contrast(accent, ground) >= LEAST_CONTRAST for ground in grounds)


def nearest_readable(accent: str, scheme: Scheme = LIGHT) -> str:
    """Return the colour itself if it can be read, else the nearest of its hue that can."""
    end = 1.0 if scheme.is_dark else 0.0
    shades = (_towards(accent, end, step / STEPS) for step in range(STEPS + 1))
    return next(shade for shade in shades if is_readable(shade, scheme))


def in_scheme(accent: str, scheme: Scheme) -> Accent:
    """Return the colours that one accent becomes in a scheme."""
    found = nearest_readable(accent, scheme)
    strong = _towards(found, 1.0 if scheme.is_dark else 0.0, 0.25)
    return Accent(found, strong, _tint(found, scheme))


def _tint(accent: str, scheme: Scheme) -> str:
    """Return the strongest tint of the card on which all other words still stand out."""
    for percent in range(12, 0, -1):
        tint = _mixed(accent, scheme.card, percent / 100)
        if all(contrast(word, tint) >= LEAST_CONTRAST for word in scheme.others):
            return tint
    return scheme.card


def _towards(colour: str, end: float, share: float) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(colour))
    return _hex(colorsys.hls_to_rgb(hue, light + (end - light) * share, saturation))


def _mixed(colour: str, ground: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    red, green, blue = (a * share + b * (1 - share) for a, b in pairs)
    return _hex((red, green, blue))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _hex(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
