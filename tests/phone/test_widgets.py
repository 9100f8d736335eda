"""Each question type in the page: its fields, its macro, its words as text."""

import re
from collections.abc import Callable

from flask import Flask, render_template_string
from flask.testing import FlaskClient

from auditapp.core.kinds import KINDS
from auditapp.visits.models import Visit
from tests.phone.given import form_of


def test_every_type_has_a_macro(app: Flask) -> None:
    with app.test_request_context():
        text = "{% import 'phone/widgets.html' as w %}" + "".join(
            f"{{{{ '{kind} ' if w.{kind} is defined }}}}" for kind in KINDS
        )
        assert set(render_template_string(text).split()) == set(KINDS)


def test_form_shows_every_question_with_a_name_for_each_field(
    shopper: FlaskClient, begun: Callable[..., Visit]
) -> None:
    page = shopper.get(form_of(begun())).text
    for key in ("greeted", "mood", "kind", "place", "seen", "price", "wait", "day", "hour"):
        assert f'name="v:{key}"' in page
        assert f'name="c:{key}"' in page
        assert f'id="q-{key}"' in page
    for key in ("receipt", "record", "signed", "greeted"):
        assert f'name="f:{key}"' in page
    assert 'name="v:till[0].open"' in page
    assert 'id="q-by_whom" hidden>' in page


def test_form_has_no_inline_script_and_no_inline_style(
    shopper: FlaskClient, begun: Callable[..., Visit]
) -> None:
    page = shopper.get(form_of(begun())).text
    scripts = re.findall(r"<script[^>]*>[^<]", page)
    assert [script for script in scripts if "application/json" not in script] == []
    assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:|http:|//", page.split("<body>")[1])


def test_every_label_and_description_points_at_something(
    shopper: FlaskClient, begun: Callable[..., Visit]
) -> None:
    page = shopper.post(form_of(begun()), data={"do": "submit"}).text
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for listed in re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', page):
        assert set(listed.split()) <= set(ids)
    for target in re.findall(r'href="#([^"]+)"', page):
        assert target in ids


def test_words_of_the_checklist_are_shown_as_text(
    shopper: FlaskClient, begun: Callable[..., Visit]
) -> None:
    visit = begun()
    page = shopper.get(form_of(visit)).text
    assert "Look &lt;i&gt;around&lt;/i&gt;." in page
    brief = shopper.get(f"/phone/visits/{visit.public_id}").text
    assert "Be &lt;b&gt;quiet&lt;/b&gt;" in brief
    assert "javascript:" not in re.sub(r"\[Read\]\(javascript:.*?\)", "", brief)
    assert "<img" not in brief


def test_form_says_nothing_of_what_is_expected(
    shopper: FlaskClient, begun: Callable[..., Visit]
) -> None:
    _head, _end, page = shopper.get(form_of(begun())).text.lower().partition("</style>")
    assert "<fieldset" in page
    for word in ("expect", "score", "critical", "weight", "pass mark"):
        assert word not in page


def test_title_is_discreet(shopper: FlaskClient, begun: Callable[..., Visit]) -> None:
    page = shopper.get(form_of(begun())).text
    assert "<title>Notes</title>" in page
