"""Where the shopper is at the start: asked as the checklist says, never a wall to an honest one."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from auditapp.core.answers import Answer, Sheet
from auditapp.visits import queries
from auditapp.visits.models import Visit
from tests.phone.given import form_of, look_again

Begun = Callable[..., Visit]
Drafted = Callable[[Visit], Sheet]
WHEN = {"visited_at": "2026-11-20T12:00"}
LINK = "https://yandex.ru/maps/213/moscow/?ll=37.61%2C55.75&z=17"


def asking(check_in: str) -> str:
    return f"""
format: 1
key: short-{check_in}
title: Short
method: mystery_shop
industry: retail
languages: [en]
check_in: {check_in}
sections:
  - key: one
    title: One
    questions:
      - {{key: greeted, type: yes_no, text: Greeted?, required: false}}
"""


def flags(visit: Visit) -> list[str]:
    look_again()
    submission = queries.submission_of(visit)
    assert submission is not None
    return submission.flags


def test_form_asks_only_where_the_checklist_does(shopper: FlaskClient, begun: Begun) -> None:
    pages = {wish: shopper.get(form_of(begun(asking(wish)))).text for wish in ("none", "ask")}
    assert 'name="here"' not in pages["none"]
    assert 'name="here"' in pages["ask"]
    assert 'name="why"' not in pages["ask"]
    assert pages["ask"].index('name="here"') < pages["ask"].index("<section")


@pytest.mark.parametrize("typed", [LINK, "55.75, 37.61"])
def test_position_is_kept_and_shown_again(
    shopper: FlaskClient, begun: Begun, drafted: Drafted, typed: str
) -> None:
    visit = begun(asking("required"))
    shopper.post(form_of(visit), data={"do": "save", "here": typed, "why": ""})
    assert drafted(visit).check_in == Answer({"lat": 55.75, "lon": 37.61})
    assert 'value="55.75, 37.61"' in shopper.get(form_of(visit)).text
    shopper.post(form_of(visit), data={"do": "save", "c:greeted": "", "v:greeted": "yes"})
    assert drafted(visit).check_in.value, "a page without the field takes nothing away"
    assert shopper.post(form_of(visit), data={**WHEN, "do": "submit"}).status_code == 303
    assert flags(visit) == []


def test_visit_that_asks_is_sent_without(shopper: FlaskClient, begun: Begun) -> None:
    visit = begun(asking("ask"))
    sent = {**WHEN, "do": "submit", "here": ""}
    assert shopper.post(form_of(visit), data=sent).status_code == 303
    assert flags(visit) == []


def test_required_position_is_asked_for_and_a_reason_is_accepted_and_flagged(
    shopper: FlaskClient, begun: Begun
) -> None:
    visit = begun(asking("required"))
    sent = {**WHEN, "do": "submit", "here": "", "why": " "}
    refused = shopper.post(form_of(visit), data=sent)
    assert refused.status_code == 422
    assert 'href="#q-check-in"' in refused.text
    assert "Say where you are, or why it cannot be determined." in refused.text
    given = sent | {"why": "The phone had no signal"}
    assert shopper.post(form_of(visit), data=given).status_code == 303
    assert flags(visit) == ["check_in_missing"]
    held = queries.checked_in(visit)
    assert held is not None
    assert (held.here, held.said) == (None, "The phone had no signal")


@pytest.mark.parametrize("typed", ["https://maps.app.goo.gl/abc", "by the door", "91, 0"])
def test_what_names_no_position_is_said_and_kept_for_mending(
    shopper: FlaskClient, begun: Begun, drafted: Drafted, typed: str
) -> None:
    visit = begun(asking("ask"))
    shopper.post(form_of(visit), data={"do": "save", "here": typed})
    page = shopper.get(form_of(visit)).text
    assert f'value="{typed}"' in page
    assert 'id="e-here"' in page
    refused = shopper.post(form_of(visit), data={**WHEN, "do": "submit", "here": typed})
    assert refused.status_code == 422
    base = refused.text.split('name="base" value="')[1].split('"')[0]
    emptied = {**WHEN, "do": "submit", "here": "", "base": base}
    assert shopper.post(form_of(visit), data=emptied).status_code == 303
    look_again()
    submission = queries.submission_of(visit)
    assert submission is not None
    assert b"check_in" not in submission.payload


def test_office_reads_where_it_was_and_how_far_from_the_location(
    shopper: FlaskClient, browser: Callable[[str], FlaskClient], begun: Begun
) -> None:
    visit = begun(asking("ask"))
    shopper.post(form_of(visit), data={**WHEN, "do": "submit", "here": "55.751, 37.61"})
    page = browser("manager").get(f"/visits/{visit.public_id}").text
    assert "55.75100, 37.61000" in page
    assert "111 m from the location" in page
