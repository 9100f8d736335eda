"""How a value is said in one line of a report."""

import pytest

from auditapp.core.kinds import KINDS


class Plain:
    """Says everything in English."""

    def text(self, text):
        return text.say("en")

    def number(self, number):
        return format(number, "f")

    def word(self, sentence):
        return sentence


OPTIONS = [{"key": "a", "text": {"ru": "А", "en": "Ay"}}, {"key": "b", "text": "Bee"}]


@pytest.mark.parametrize(
    ("kind", "settings", "raw", "said"),
    [
        ("yes_no", {}, "yes", "Yes"),
        ("choice", {"options": OPTIONS}, "a", "Ay"),
        ("multi_choice", {"options": OPTIONS}, ["b", "a"], "Ay; Bee"),
        ("multi_choice", {"options": OPTIONS}, [], "None of them"),
        ("scale", {"min": 1, "max": 5, "labels": {"1": "Bad"}}, 1, "1 – Bad"),
        ("scale", {"min": 1, "max": 5, "labels": {"1": "Bad"}}, 2, "2"),
        ("number", {"unit": "kg"}, 2.5, "2.5\u00a0kg"),
        ("duration", {}, 250, "4:10"),
        ("duration", {}, 3600, "1:00:00"),
        ("duration", {}, 59.5, "1:00"),
        ("duration", {}, -5, "\u22120:05"),
        ("datetime", {}, "2026-11-20T14:05", "2026-11-20 14:05"),
        ("photo", {}, ["x", "y"], "2"),
        ("signature", {}, "x", "Signed"),
        ("position", {}, {"lat": 55.7558, "lon": 37.6173}, "55.75580, 37.61730"),
        ("text", {}, "words", "words"),
    ],
)
def test_value_is_said_as(kind, settings, raw, said):
    settings = KINDS[kind].model_validate(settings)
    assert settings.summary(settings.read(raw), Plain()) == said
