"""One entry in the table is a whole setting: words, help, bounds, a default that is in them."""

import pytest

from auditapp.config import LANGUAGES
from auditapp.core.company import GROUPS, TABLE, Kind, require_usable
from auditapp.settings.forms import form_of
from tests.contracts.test_translations import catalogue

BOUNDED = {Kind.HOST, Kind.LINES, Kind.MAILBOX, Kind.SECRET, Kind.WHOLE, Kind.WORDS}


@pytest.mark.parametrize("key", TABLE)
def test_setting_is_whole(key: str) -> None:
    entry = TABLE[key]
    assert entry.group in GROUPS
    assert entry.label
    assert entry.help.endswith(".")
    assert not entry.label.endswith(".")
    assert (entry.kind in BOUNDED) is (entry.most > entry.least)
    assert (entry.kind is Kind.CHOICE) is bool(entry.choices)
    require_usable(key, entry.default)


@pytest.mark.parametrize("key", TABLE)
def test_setting_is_asked_for_on_the_page_of_its_group(key: str) -> None:
    assert hasattr(form_of(TABLE[key].group), key)


@pytest.mark.parametrize("key", TABLE)
def test_setting_is_said_in_russian(key: str) -> None:
    entry = TABLE[key]
    for words in (entry.label, entry.help):
        assert catalogue("ru").get(words), words


def test_languages_offered_are_those_there_are() -> None:
    assert tuple(TABLE["default_language"].choices) == LANGUAGES
