"""Opening hours as people write and read them; kept as pairs by day, Monday first.

A day is written as times, "09:00–13:00, 14:00–21:00"; one that ends at or before its beginning goes
on past midnight. A week in one line names its days: "Mon–Fri 9–21; Sat, Sun 10–18".
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from babel.dates import get_day_names
from flask_babel import get_locale, gettext

from auditapp.core.text import folded
from auditapp.locations.models import Hours

DAYS = 7
MOST_A_DAY = 6
MIDNIGHT = 24 * 60
Day = list[list[str]]

_TIME = r"(\d{1,2})(?:[:.](\d{2}))?"
_INTERVAL = re.compile(rf"(?:(?:from|с)\s+)?{_TIME}\s*(?:-|to|until|до)\s*{_TIME}")
_ROUND = {"24", "24h", "24/7", "24 h", "round the clock", "круглосуточно", "00:00-24:00"}
_OFF = {"", "-", "day off", "off", "closed", "выходной", "закрыто", "не работает", "вых"}
_DAILY = {"daily", "every day", "ежедневно", "без выходных", "24/7"}
_NAMED = {
    word: number
    for number, words in enumerate(
        (
            ("mon", "monday", "пн", "понедельник"),
            ("tue", "tuesday", "вт", "вторник"),
            ("wed", "wednesday", "ср", "среда"),
            ("thu", "thursday", "чт", "четверг"),
            ("fri", "friday", "пт", "пятница"),
            ("sat", "saturday", "сб", "суббота"),
            ("sun", "sunday", "вс", "воскресенье"),
        )
    )
    for word in words
}


class NotHours(ValueError):
    """What was written names no opening hours."""


def day_in(text: str) -> Day:
    """Read the times of one day; nothing, or a word for it, is a day off.

    Raises: NotHours.
    """
    words = _plain(text)
    if words in _OFF:
        return []
    if words in _ROUND:
        return [["00:00", "24:00"]]
    spans = [_span(part.strip()) for part in re.split(r"[,;]|\band\b|\bи\b", words) if part.strip()]
    _require_order(spans)
    return [[_clock(opens), _clock(closes)] for opens, closes in spans]


def week_in(text: str) -> list[Day] | None:
    """Read a whole week out of one line, None for an empty one. Raises: NotHours."""
    words = _plain(text)
    if not words:
        return None
    if words in _ROUND:
        return [[["00:00", "24:00"]] for _ in range(DAYS)]
    week: list[Day] = [[] for _ in range(DAYS)]
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", words))):
        days, times = _days_of(part)
        for day in days:
            week[day] = day_in(times)
    return week


def day_said(day: Sequence[Sequence[str]]) -> str:
    """Write the times of one day as they are read and written."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in day)


def week_said(hours: Hours | None) -> list[tuple[str, str]]:
    """Return the week as pairs of days and times, neighbours of the same times together."""
    if hours is None:
        return []
    found, day = [], 0
    for times, same in groupby(hours, key=day_said):
        last = day + len(list(same)) - 1
        found.append((_days_said(day, last), _times_said(times)))
        day = last + 1
    return found


def week_written(hours: Hours | None) -> str:
    """Write a week in one line, as `week_in` reads it."""
    return "; ".join(f"{days} {times}" for days, times in week_said(hours))


def _times_said(times: str) -> str:
    if not times:
        return gettext("day off")
    return gettext("round the clock") if times == "00:00–24:00" else times


def _days_said(first: int, last: int) -> str:
    names = get_day_names("abbreviated", locale=get_locale() or "en")
    if first == last:
        return str(names[first])
    return f"{names[first]}–{names[last]}"


def _plain(text: str) -> str:
    words = re.sub(r"[\u2010-\u2015\u2212]", "-", folded(text)).replace("\xa0", " ")
    return re.sub(r"[ \t]+", " ", words).strip().rstrip(".")


def _days_of(part: str) -> tuple[list[int], str]:
    """Return the days that a part of a line begins with, all if it names none, and the rest."""
    if part[:1].isdigit():
        return list(range(DAYS)), part
    for daily in sorted(_DAILY, key=len, reverse=True):
        if part.startswith(daily):
            return list(range(DAYS)), part[len(daily) :].strip(" :,")
    days, rest = [], part
    while True:
        found = re.match(r"([^\W\d_]+)\.?(?:\s*-\s*([^\W\d_]+)\.?)?\s*[,:]?\s*", rest)
        if found is None or found[1] not in _NAMED:
            break
        days += _from_to(found[1], found[2])
        rest = rest[found.end() :]
    if not days:
        raise NotHours(part)
    return days, rest


def _from_to(first: str, last: str | None) -> list[int]:
    if last is None:
        return [_NAMED[first]]
    if last not in _NAMED:
        raise NotHours(last)
    start, end = _NAMED[first], _NAMED[last]
    return [day % DAYS for day in range(start, end + 1 if end >= start else end + 1 + DAYS)]


def _span(text: str) -> tuple[int, int]:
    if text in _ROUND:
        return 0, MIDNIGHT
    found = _INTERVAL.fullmatch(text)
    if found is None:
        raise NotHours(text)
    opens, closes = _minutes(found[1], found[2]), _minutes(found[3], found[4])
    if opens == closes == 0:
        return 0, MIDNIGHT
    if opens in (closes, MIDNIGHT):
        raise NotHours(text)
    return opens, closes


def _minutes(hours: str, minutes: str | None) -> int:
    found = int(hours) * 60 + int(minutes or 0)
    if found > MIDNIGHT or int(minutes or 0) > 59:
        raise NotHours(hours)
    return found


def _require_order(spans: list[tuple[int, int]]) -> None:
    """Spans follow one another, and only the last goes past midnight."""
    if len(spans) > MOST_A_DAY:
        raise NotHours(len(spans))
    for (opens, closes), (following, _) in pairwise(spans):
        if closes <= opens or following < closes:
            raise NotHours(following)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
