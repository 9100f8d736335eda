"""What each question type's fields hold: from posted strings to a value, and back again.

Nothing is refused here. What cannot be understood stays the string it was, so that the person
finds it again and the core says what is wrong with it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from auditapp.core.numbers import plain, read_number
from auditapp.web.positions import position_in

NONE_OF_THEM = "~none"
_SPACES = re.compile(r"\s")
_NUMBER = re.compile(r"[+-]?\d{1,15}([.]\d{1,9})?")
_CLOCK = re.compile(r"(\d{1,4}):(\d{1,4})")


@dataclass(frozen=True)
class Fields:
    """How one type's value is read from its fields and shown in them."""

    read: Callable[[Sequence[str]], Any]
    show: Callable[[Any], tuple[str, ...]]


def _read_one(fields: Sequence[str]) -> str | None:
    return fields[0] if fields and fields[0] else None


def _show_one(value: Any) -> tuple[str, ...]:
    return ("" if value is None else str(value),)


def _read_words(fields: Sequence[str]) -> str | None:
    words = _read_one(fields)
    return None if words is None or not words.strip() else words.replace("\r\n", "\n")


def _read_several(fields: Sequence[str]) -> list[str] | None:
    chosen = [key for key in fields if key and key != NONE_OF_THEM]
    return chosen if chosen or NONE_OF_THEM in fields else None


def _show_several(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        return ()
    return tuple(map(str, value)) or (NONE_OF_THEM,)


def _read_number(fields: Sequence[str]) -> int | float | str | None:
    written = _read_words(fields)
    if written is None:
        return None
    digits = _SPACES.sub("", written).replace(",", ".").replace("\u2212", "-")
    if not _NUMBER.fullmatch(digits):
        return written
    number = float(digits) if "." in digits else int(digits)
    return number if Decimal(repr(number)) == Decimal(digits) else written


def _show_number(value: Any) -> tuple[str, ...]:
    if value is None or isinstance(value, str):
        return _show_one(value)
    try:
        return (plain(read_number(value)),)
    except ValueError:
        return (str(value),)


def _read_clock(fields: Sequence[str]) -> int | str | None:
    """Minutes and seconds in two fields, or both in the first."""
    written = ":".join(field.strip() for field in fields[:2])
    if not written.strip(":"):
        return None
    match = _CLOCK.fullmatch(":".join(part or "0" for part in written.rstrip(":").split(":")))
    if match:
        return int(match[1]) * 60 + int(match[2])
    alone = written.removesuffix(":")
    return int(alone) * 60 if len(fields) > 1 and re.fullmatch(r"\d{1,4}", alone) else written


def _show_clock(value: Any) -> tuple[str, ...]:
    if value is None:
        return ("", "")
    if not isinstance(value, int | float):
        minutes, _colon, seconds = str(value).partition(":")
        return (minutes, seconds)
    whole = int(value)
    return (str(whole // 60), f"{whole % 60:02}")


def _read_position(fields: Sequence[str]) -> dict[str, float] | str | None:
    """Degrees as typed, or taken from a link of the usual maps."""
    written = _read_words(fields)
    if written is None:
        return None
    found = position_in(written)
    return {"lat": found.latitude, "lon": found.longitude} if found else written


def _show_position(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict) and {"lat", "lon"} <= set(value):
        return (f"{_show_number(value['lat'])[0]}, {_show_number(value['lon'])[0]}",)
    return _show_one(value)


def _read_nothing(_fields: Sequence[str]) -> None:
    return None


def _show_nothing(_value: Any) -> tuple[str, ...]:
    return ()


_ONE = Fields(_read_one, _show_one)
_WORDS = Fields(_read_words, _show_one)
_NUMBER_FIELD = Fields(_read_number, _show_number)
# Files arrive beside the fields and are kept one by one.
_NOTHING = Fields(_read_nothing, _show_nothing)

FIELDS: dict[str, Fields] = {
    "yes_no": _ONE,
    "scale": _NUMBER_FIELD,
    "choice": _ONE,
    "multi_choice": Fields(_read_several, _show_several),
    "number": _NUMBER_FIELD,
    "duration": Fields(_read_clock, _show_clock),
    "date": _ONE,
    "time": _ONE,
    "datetime": _ONE,
    "text": _WORDS,
    "long_text": _WORDS,
    "photo": _NOTHING,
    "file": _NOTHING,
    "signature": _NOTHING,
    "position": Fields(_read_position, _show_position),
    "note": _NOTHING,
}
