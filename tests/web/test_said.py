"""Days and lengths of time within a problem's sentence are said in the reader's way."""

from datetime import date, timedelta

import pytest
from flask import Flask

from auditapp.core.problems import Problem
from auditapp.web.errors import sentence_of


@pytest.mark.parametrize(
    ("wait_s", "words"),
    [(9, "через 9 с."), (60, "через 1 мин."), (69, "через 1 мин 9 с."), (0, "через 0 с.")],
)
def test_wait_is_said_without_empty_minutes(app: Flask, wait_s: int, words: str) -> None:
    with app.test_request_context(headers={"Accept-Language": "ru"}):
        said = sentence_of(Problem("accounts.slow_down", wait=timedelta(seconds=wait_s)))
    assert said.endswith(words)


def test_day_is_said_in_the_readers_way(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "ru"}):
        said = sentence_of(Problem("visits.location_closed", day=date(2026, 12, 2)))
    assert "с 2 декабря 2026" in said
