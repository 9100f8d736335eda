"""The accent colour: readable in both schemes or refused with the nearest that is."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from auditapp.core.colours import DARK, LIGHT, contrast, in_scheme, is_readable, nearest_readable
from auditapp.core.company import DEFAULT_ACCENT, Company
from tests.contracts.test_look import TEXTS, tokens

Save = Callable[..., TestResponse]
SOME = ["#000000", "#ffffff", "#ffcc00", "#ff0000", "#00ff00", "#1a73e8", "#0d5c63", "#7f7f7f"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_grounds_and_words_of_a_scheme_are_those_of_the_tokens(dark: bool) -> None:
    scheme, look = (DARK if dark else LIGHT), tokens(dark)
    assert (scheme.card, scheme.paper, scheme.on) == (look["card"], look["paper"], look["on"])
    assert set(scheme.others) == {look[text] for text in TEXTS} - {look["soft"], look["accent"]}


def test_default_accent_is_that_of_the_tokens() -> None:
    assert tokens(dark=False)["accent"] == DEFAULT_ACCENT


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("colour", SOME)
def test_nearest_of_any_colour_can_be_read_on_every_ground(colour: str, dark: bool) -> None:
    scheme = DARK if dark else LIGHT
    found = in_scheme(colour, scheme)
    for ground in (scheme.card, scheme.paper, scheme.on, found.tint):
        assert contrast(found.accent, ground) >= 4.5
    assert contrast(found.strong, scheme.on) >= 4.5
    assert all(contrast(word, found.tint) >= 4.5 for word in scheme.others)
    if is_readable(colour, scheme):
        assert found.accent == colour


def test_chosen_colour_is_linked_on_every_page_for_both_schemes(
    client_of: Callable[..., FlaskClient], save: Save
) -> None:
    assert "look.css" not in client_of(None).get("/accounts/sign-in").text
    assert save("look", accent="#1A4F8B").status_code == 303
    page = client_of(None).get("/accounts/sign-in").text
    (address,) = re.findall(r'href="(/settings/[^"]+look\.css)"', page)
    style = client_of(None).get(address)
    assert style.mimetype == "text/css"
    assert "--accent:#1a4f8b" in style.text
    assert "prefers-color-scheme:dark" in style.text
    assert client_of(None).get("/settings/ffffff/look.css").status_code == 404


def test_faint_colour_is_refused_and_the_nearest_good_one_taken_by_a_button(
    save: Save, held: Callable[[], Company]
) -> None:
    answer = save("look", accent="#ffcc00")
    near = nearest_readable("#ffcc00")
    assert answer.status_code == 400
    assert f'name="take" value="{near}"' in answer.text
    assert held().accent is None
    save("look", accent="#ffcc00", take=near)
    assert held().accent == near
