"""What pages write: devices in words, scores and times in the reader's way."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import force_locale

from auditapp.web.pages import device, local_time, score


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36",
            "Chrome · Linux",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) Chrome/150.0 YaBrowser/26.1 Mobile Safari/537.36",
            "Yandex Browser · Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari · iPhone",
        ),
        ("curl/8.0", "curl/8.0"),
        ("", ""),
    ],
)
def test_device_is_said_in_words(user_agent: str, said: str) -> None:
    assert device(user_agent) == said


def test_scores_and_times_are_written_in_the_readers_way(app: Flask) -> None:
    at = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
    with app.test_request_context():
        with force_locale("ru"):
            assert score(Decimal("76.92")) == "76,92"
            assert local_time(at, "Asia/Omsk").startswith("21 нояб. 2026")
        with force_locale("en"):
            assert score(Decimal(80)) == "80.00"
            assert score(None) == "–"
            assert local_time(None) == ""
