"""Saving the form: whatever was entered is kept, and what is wrong is said at its question."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from auditapp.core.answers import Answer, Sheet
from auditapp.phone.forms import stamp
from auditapp.visits.models import Visit
from tests.phone.given import form_of, photo

Drafted = Callable[[Visit], Sheet]
Begun = Callable[..., Visit]


def posted(key: str, *values: str, **more: Any) -> dict[str, Any]:
    """The fields of one question as a browser sends them."""
    fields = {f"v:{key}": list(values), f"c:{key}": more.pop("comment", "")}
    return {**fields, **{f"{name}:{key}": value for name, value in more.items()}}


def save(client: FlaskClient, visit: Visit, *fields: dict[str, Any], **more: Any) -> Any:
    data: dict[str, Any] = {"do": "save", **more}
    for one in fields:
        data.update(one)
    return client.post(form_of(visit), data=data)


def test_entered_values_are_in_the_draft_and_shown_again(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    said = save(
        shopper,
        visit,
        posted("greeted", "yes", comment="At the door"),
        posted("price", "12,50"),
        posted("wait", "4", "10"),
        posted("seen", "x", "y"),
        posted("spot", "55.75, 37.61"),
        posted("till[0].open", "no"),
        visited_at="2026-11-20T10:30",
    )
    assert said.status_code == 303
    sheet = drafted(visit)
    assert sheet.answers["greeted"] == Answer("yes", comment="At the door")
    assert sheet.answers["price"].value == 12.5
    assert sheet.answers["wait"].value == 250
    assert sheet.answers["seen"].value == ["x", "y"]
    assert sheet.answers["spot"].value == {"lat": 55.75, "lon": 37.61}
    assert sheet.answers["till[0].open"].value == "no"
    assert sheet.visited_at == "2026-11-20T10:30:00+03:00"
    page = shopper.get(form_of(visit)).text
    assert 'value="yes" checked' in page
    assert 'value="12.5"' in page
    assert 'value="2026-11-20T10:30"' in page
    assert "At the door" in page


def test_save_leads_to_the_first_open_question_from_what_was_changed(
    shopper: FlaskClient, begun: Begun
) -> None:
    visit = begun()
    first = save(shopper, visit, posted("greeted", "yes"), visited_at="2026-11-20T10:30")
    assert first.location.endswith("#q-by_whom")
    later = save(shopper, visit, posted("price", "5"))
    assert later.location.endswith("#q-wait")
    nothing_new = save(shopper, visit)
    assert nothing_new.location.endswith("#q-by_whom")


def test_failed_answer_is_asked_for_its_evidence_at_once(
    shopper: FlaskClient, begun: Begun
) -> None:
    visit = begun()
    said = save(shopper, visit, posted("greeted", "no"), visited_at="2026-11-20T10:30")
    assert said.location.endswith("#q-greeted")
    page = shopper.get(form_of(visit)).text
    assert 'id="d-greeted">Describe what happened. Add a photo. ' in page


def test_condition_shows_and_hides_on_save_and_keeps_what_was_hidden(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    save(shopper, visit, posted("greeted", "yes"))
    assert 'id="q-by_whom">' in shopper.get(form_of(visit)).text
    save(shopper, visit, posted("greeted", "yes"), posted("by_whom", "A cashier"))
    save(shopper, visit, posted("greeted", "no"))
    assert 'id="q-by_whom" hidden>' in shopper.get(form_of(visit)).text
    assert drafted(visit).answers["by_whom"].value == "A cashier"
    save(shopper, visit, posted("greeted", "yes"))
    assert 'value="A cashier"' in shopper.get(form_of(visit)).text


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("price", "abc", "Enter a number."),
        ("price", "101", "Enter at most 100."),
        ("price", "-1", "Enter at least 0."),
        ("price", "1.005", "Decimals allowed: 2."),
        ("kind", "zzz", "Choose one of the options."),
        ("seen", "zzz", "Choose among the options."),
        ("mood", "9", "Choose a number from 1 to 5 that is on the scale."),
        ("greeted", "perhaps", "Answer yes or no."),
        ("day", "yesterday", "Enter a date or time that exists."),
        ("spot", "by the door", "Enter latitude and longitude."),
        ("wait", "soon", "Enter minutes and seconds, like 4:10."),
    ],
)
def test_wrong_value_is_kept_and_said_at_its_question(
    shopper: FlaskClient, begun: Begun, drafted: Drafted, key: str, typed: str, sentence: str
) -> None:
    visit = begun()
    said = save(shopper, visit, posted(key, typed), posted("hour", "10:30"))
    assert said.status_code == 303
    assert drafted(visit).answers["hour"].value == "10:30"
    page = shopper.get(form_of(visit)).text
    assert f'<p class="wrong" id="e-{key}">{sentence}' in page


def test_unknown_question_is_said_and_the_others_are_kept(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    said = save(shopper, visit, posted("<b>bogus", "1"), posted("price", "7"))
    assert said.status_code == 422
    assert "The checklist has no question '&lt;b&gt;bogus'." in said.text
    assert drafted(visit).answers["price"].value == 7
    assert "<b>bogus" not in drafted(visit).answers


def test_html_in_every_text_field_is_shown_as_text(shopper: FlaskClient, begun: Begun) -> None:
    visit, evil = begun(), "\"><script>alert('=1+1')</script>"
    keys = ("price", "wait", "story", "spot", "till[0].queue")
    save(
        shopper,
        visit,
        posted("greeted", "yes"),
        posted("till[0].open", "yes"),
    )
    save(shopper, visit, *(posted(key, evil, comment=evil) for key in (*keys, "by_whom")))
    page = shopper.get(form_of(visit)).text
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;") >= 12


def test_does_not_apply_and_could_not_check(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    save(shopper, visit, posted("greeted", "~na"), posted("price", "", s="unchecked"))
    assert drafted(visit).answers["greeted"] == Answer(na=True)
    assert drafted(visit).answers["price"] == Answer(unchecked=True)
    page = shopper.get(form_of(visit)).text
    assert 'value="~na" checked' in page
    assert "Say why it could not be checked." in page
    save(shopper, visit, posted("greeted", "yes"), posted("price", "3", s="unchecked"))
    assert drafted(visit).answers["greeted"] == Answer("yes")
    assert drafted(visit).answers["price"] == Answer(3)


def test_answer_can_be_cleared(shopper: FlaskClient, begun: Begun, drafted: Drafted) -> None:
    visit = begun()
    save(shopper, visit, posted("greeted", "yes"))
    save(shopper, visit, posted("greeted", ""), base=stamp(drafted(visit)))
    assert "greeted" not in drafted(visit).answers


def test_older_page_empties_nothing_but_brings_what_is_new(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    old = stamp(drafted(visit))
    save(shopper, visit, posted("price", "7", comment="Seen"), base=old)
    save(shopper, visit, posted("price", ""), posted("mood", "3"), base=old)
    assert drafted(visit).answers["price"] == Answer(7, comment="Seen")
    assert drafted(visit).answers["mood"].value == 3


def test_section_is_set_aside_and_taken_up_again(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    save(shopper, visit, posted("price", "7"), **{"z:figures": ["", "1"]})
    assert drafted(visit).na_sections == {"figures"}
    assert 'id="q-price" hidden>' in shopper.get(form_of(visit)).text
    save(shopper, visit, **{"z:figures": ""})
    assert drafted(visit).na_sections == frozenset()
    assert 'value="7"' in shopper.get(form_of(visit)).text


def test_turns_are_added_and_dropped(shopper: FlaskClient, begun: Begun, drafted: Drafted) -> None:
    visit = begun()
    said = save(shopper, visit, posted("till[0].open", "yes"), do="add:till")
    assert said.location.endswith("#t-till.1")
    assert 'name="v:till[1].open"' in shopper.get(form_of(visit)).text
    save(shopper, visit, do="drop:till")
    assert 'name="v:till[1].open"' not in shopper.get(form_of(visit)).text
    for _turn in range(5):
        save(shopper, visit, do="add:till")
    page = shopper.get(form_of(visit)).text
    assert 'name="v:till[2].open"' in page
    assert 'name="v:till[3].open"' not in page
    assert 'value="add:till" hidden>' in page


def test_turn_with_answers_is_dropped_only_when_that_is_said_twice(
    shopper: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    save(shopper, visit, do="add:till")
    said = save(shopper, visit, posted("till[1].open", "no"), do="drop:till")
    assert "drop=till" in said.location
    assert "“Till 2” has answers." in shopper.get(said.location.split("#")[0]).text
    assert drafted(visit).answers["till[1].open"].value == "no"
    save(shopper, visit, do="really-drop:till")
    assert "till[1].open" not in drafted(visit).answers


def test_photo_is_kept_shown_and_removed(
    shopper: FlaskClient, stranger: FlaskClient, begun: Begun, drafted: Drafted
) -> None:
    visit = begun()
    save(shopper, visit, **{"f:receipt": photo(), "f:greeted": photo("olive")})
    sheet = drafted(visit)
    [receipt] = sheet.answers["receipt"].value
    [beside] = sheet.answers["greeted"].photos
    address = f"/phone/visits/{visit.public_id}/photos/{receipt}"
    assert address in shopper.get(form_of(visit)).text
    assert shopper.get(address, buffered=True).mimetype == "image/jpeg"
    assert stranger.get(address).status_code == 404
    save(shopper, visit, **{"x:receipt": receipt, "x:greeted": beside})
    assert "receipt" not in drafted(visit).answers
    assert drafted(visit).answers.get("greeted", Answer()).photos == ()
