"""The guide says what is: alike in both languages, buttons and pictures as they really are."""

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.frontend import parse_mapping_cfg
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from auditapp.config import LANGUAGES
from auditapp.core.permissions import Role
from auditapp.guide.queries import SCALE
from bench.screens import NAMES
from tests.contracts.test_translations import KEYWORDS

ROOT = Path(__file__).parents[2]
TEXTS, PICTURES = ROOT / "templates" / "guide", ROOT / "static" / "guide"
MOST_BYTES = 60_000
MOST_WORDS = 1_000
SAYS = re.compile(r"(?<![<>])(\*\*|__|^#+ |\]\(|`)", re.MULTILINE)


def source(role: str, language: str) -> str:
    return (TEXTS / f"{role}.{language}.html").read_text()


def test_every_role_has_its_guide_in_both_languages() -> None:
    there = {path.name for path in TEXTS.glob("*.??.html")}
    assert there == {f"{role}.{language}.html" for role in Role for language in LANGUAGES}


@pytest.mark.parametrize("role", Role)
def test_languages_of_a_guide_are_built_alike(role: Role) -> None:
    one, other = (source(role, language) for language in LANGUAGES)
    for pattern in (
        r'call task\("([a-z-]+)"',
        r'"((?:shopper|reviewer|manager|location|admin)-[a-z]+)"',
        r"url_for\(([^)]+)\)",
        r"call trouble",
        r"<(?:li|ol|ul)>",
    ):
        assert re.findall(pattern, one) == re.findall(pattern, other), pattern
    assert Counter(re.findall(r'gettext\([^)]*\)|_\("[^"]+"\)', one)) == Counter(
        re.findall(r'gettext\([^)]*\)|_\("[^"]+"\)', other)
    )


def test_guide_calls_buttons_as_the_pages_do() -> None:
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    everywhere = extract_from_dir(ROOT, methods, options, keywords=KEYWORDS)
    said = {(text, context) for path, _, text, _, context in everywhere if "/guide/" not in path}
    named = {
        (text, context)
        for path in TEXTS.glob("*.??.html")
        for _, text, _, context in extract_from_file("jinja2", path, keywords=KEYWORDS)
    }
    assert named - said == set()


def test_pictures_are_those_that_are_used_and_those_that_are_taken() -> None:
    used = {
        name
        for path in TEXTS.glob("*.??.html")
        for name in re.findall(r'call task\("[^"]+", "[^"]+", "([^"]+)"', path.read_text())
    }
    assert used == NAMES
    there = {path.name for path in PICTURES.glob("*.webp")}
    assert there == {f"{name}.{language}.webp" for name in used for language in LANGUAGES}


def test_pictures_are_light() -> None:
    assert [path.name for path in PICTURES.glob("*.webp") if path.stat().st_size > MOST_BYTES] == []


class Page(HTMLParser):
    """What of a page is asked about: headings, pictures, links, ids, words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.pictures: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "img":
            self.pictures.append(held)
        if tag == "a":
            self.links.append(held.get("href") or "")
        if held.get("id"):
            self.ids.append(held["id"] or "")

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.fixture(params=[(role, language) for role in Role for language in LANGUAGES])
def page(request: pytest.FixtureRequest, client_of: Callable[..., FlaskClient]) -> Page:
    role, language = request.param
    client = client_of("admin")
    client.post("/accounts/profile/language", data={"language": language})
    text = client.get(f"/guide/{role}").text
    assert f'<html lang="{language}">' in text
    return Page(text.partition("<main")[2].partition("</main>")[0])


def test_guide_reads_well(app: Flask, page: Page) -> None:
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    steps = zip(page.levels, page.levels[1:], strict=False)
    assert all(below <= above + 1 for above, below in steps)
    assert len(set(page.ids)) == len(page.ids)
    assert not SAYS.search(page.words), "Markdown, or a template, is shown as it is written"
    assert "{" not in page.words
    assert len(page.words.split()) < MOST_WORDS


def test_pictures_bear_their_size_and_say_what_they_show(app: Flask, page: Page) -> None:
    assert page.pictures
    for one in page.pictures:
        name = (one["src"] or "").partition("/guide/")[2]
        with Image.open(PICTURES / name) as held:
            shown = (int(one["width"] or 0), int(one["height"] or 0))
            assert shown == (held.width // SCALE, held.height // SCALE)
        assert one["loading"] == "lazy"
        assert len(one["alt"] or "") > 20


def test_links_lead_to_pages_that_exist(app: Flask, page: Page) -> None:
    routes = app.url_map.bind("localhost")
    for link in page.links:
        if link.startswith("#"):
            assert link[1:] in page.ids
        elif not link.startswith("/static/"):
            assert routes.test(link.partition("?")[0], "GET"), link
