"""The interface exists in Russian, whole: every text in the sources, translated and reviewed."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
KEYWORDS = {
    "_": None,
    "N_": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
LANGUAGES = ["ru"]


def extracted() -> Iterator[tuple[str, str, str | None]]:
    """Where each translatable text stands, the text (its singular), and its context."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    for path, line, message, _comments, context in found:
        yield f"{path}:{line}", message if isinstance(message, str) else message[0], context


def catalogue(language: str) -> Catalog:
    path = ROOT / "auditapp" / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def texts(message: Message) -> tuple[str, ...]:
    """The translated forms of a message."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def names(text: str) -> set[str]:
    """The %(name)s and {name} places of a text."""
    percent = {part.split(")")[0] for part in text.split("%(")[1:]}
    braces = {name for _, name, _, _ in Formatter().parse(text) if name} if "{" in text else set()
    return percent | braces


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_in_the_catalogue(language: str) -> None:
    known = catalogue(language)
    missing = {
        (place, text) for place, text, context in extracted() if known.get(text, context) is None
    }
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_missing_or_fuzzy(language: str) -> None:
    known = catalogue(language)
    messages = [message for message in known if message.id]
    assert not known.fuzzy
    assert [m.id for m in messages if m.fuzzy] == []
    assert [m.id for m in messages if not all(texts(m))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_the_same_places(language: str) -> None:
    for message in catalogue(language):
        if message.id:
            original = message.id if isinstance(message.id, str) else message.id[1]
            for text in texts(message):
                assert names(text) <= names(original), message.id
                if not message.pluralizable:
                    assert names(text) == names(original), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogue_holds_nothing_that_is_gone(language: str) -> None:
    used = {(text, context) for _, text, context in extracted()}
    messages = [message for message in catalogue(language) if message.id]
    kept = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in messages}
    assert kept - used == set()
