"""Opening hours as people write them: a day, a week in one line, and back."""

import pytest
from flask import Flask
from flask_babel import force_locale

from auditapp.locations.forms.hours import NotHours, day_in, week_in, week_said, week_written

NINE = [["09:00", "18:00"]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", []),
        ("day off", []),
        ("Выходной", []),
        ("9-18", NINE),
        ("09:00–18:00", NINE),
        ("9.00 — 18.00", NINE),
        ("с 9 до 18", NINE),
        ("from 9 to 18", NINE),
        ("9:00-13:00, 14-18", [["09:00", "13:00"], ["14:00", "18:00"]]),
        ("8-9 and 10-11; 12-13", [["08:00", "09:00"], ["10:00", "11:00"], ["12:00", "13:00"]]),
        ("18:00–02:00", [["18:00", "02:00"]]),
        ("10-13, 18-02", [["10:00", "13:00"], ["18:00", "02:00"]]),
        ("24/7", [["00:00", "24:00"]]),
        ("круглосуточно", [["00:00", "24:00"]]),
        ("0:00-0:00", [["00:00", "24:00"]]),
    ],
)
def test_day_is_read(text: str, day: list[list[str]]) -> None:
    assert day_in(text) == day


@pytest.mark.parametrize(
    "text",
    ["9", "25-26", "9:60-10", "9-12, 11-14", "18-02, 20-21", "10-10", "24-25", "nine", "9-10," * 7],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(NotHours):
        day_in(text)


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mon–Fri 9–18; Sat, Sun 10–14", [NINE] * 5 + [[["10:00", "14:00"]]] * 2),
        ("Пн-Пт: 9:00-18:00; Вс выходной", [NINE] * 5 + [[], []]),
        ("Monday-Friday 09:00-18:00", [NINE] * 5 + [[], []]),
        ("Fri–Mon 9–18", [NINE, [], [], [], NINE, NINE, NINE]),
        ("ежедневно 9-18", [NINE] * 7),
        ("9-18", [NINE] * 7),
        ("24/7", [[["00:00", "24:00"]]] * 7),
    ],
)
def test_week_is_read_from_one_line(text: str, week: list[list[list[str]]]) -> None:
    assert week_in(text) == week


@pytest.mark.parametrize("text", ["Someday 9-18", "Mon-Someday 9-18", "Mon nine", "; x"])
def test_week_of_other_words_is_refused(text: str) -> None:
    with pytest.raises(NotHours):
        week_in(text)


def test_nothing_is_not_known() -> None:
    assert week_in(" ") is None
    assert week_said(None) == []


@pytest.mark.parametrize("language", ["en", "ru"])
def test_week_is_written_as_it_is_read(app: Flask, language: str) -> None:
    round_clock, late = [["00:00", "24:00"]], [["10:00", "13:00"], ["18:00", "02:00"]]
    week = [NINE, NINE, late, [], round_clock, round_clock, []]
    with app.test_request_context(), force_locale(language):
        assert week_in(week_written(week)) == week
        assert len(week_said(week)) == 5
