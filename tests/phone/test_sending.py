"""Sending: all problems at once with links, one visit however often it is sent, the receipt."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask.testing import FlaskClient

from auditapp.core.answers import Sheet
from auditapp.storage.db import db
from auditapp.visits.models import Submission, Visit
from tests.phone.given import form_of, look_again, photo

Begun = Callable[..., Visit]

WHOLE: dict[str, Any] = {
    "visited_at": "2026-11-20T10:30",
    "v:greeted": "no",
    "c:greeted": "Nobody looked up",
    "v:mood": "3",
    "v:kind": "a",
    "v:place": "hall",
    "v:seen": "~none",
    "v:price": "7",
    "v:wait": ["4", "10"],
    "v:day": "2026-11-20",
    "v:hour": "10:30",
    "v:moment": "2026-11-20T10:30",
    "v:till[0].open": "no",
}


def whole(**more: Any) -> dict[str, Any]:
    """A whole form as a browser sends it."""
    comments = {f"c:{name[2:]}": "" for name in WHOLE if name.startswith("v:")}
    photos = {"f:greeted": photo("olive"), "f:receipt": photo(), "c:receipt": ""}
    return {**comments, **WHOLE, **photos, "do": "submit", **more}


def submissions() -> list[Submission]:
    look_again()
    return list(db.session.query(Submission))


def test_everything_missing_is_listed_at_once_with_links(
    shopper: FlaskClient, begun: Begun
) -> None:
    visit = begun()
    said = shopper.post(form_of(visit), data={"do": "submit", "v:price": "abc", "c:price": ""})
    assert said.status_code == 422
    keys = ("visited_at", "greeted", "mood", "seen", "price", "receipt", "till.0.open")
    assert [key for key in keys if f'href="#q-{key}"' not in said.text] == []
    assert [key for key in keys if f'id="e-{key}"' not in said.text] == []
    assert 'href="#q-story"' not in said.text
    assert 'value="abc"' in said.text
    assert submissions() == []


def test_whole_form_is_sent_and_shows_its_receipt(shopper: FlaskClient, begun: Begun) -> None:
    visit = begun()
    said = shopper.post(form_of(visit), data=whole())
    assert said.status_code == 303
    [sent] = submissions()
    page = shopper.get(said.location).text
    assert sent.receipt in page
    assert "What happens next" in page
    assert "Score" not in page
    assert visit.visited_at is not None
    assert visit.visited_at.isoformat() == "2026-11-20T07:30:00+00:00"


def test_form_sent_twice_makes_one_visit(shopper: FlaskClient, begun: Begun) -> None:
    visit = begun()
    first = shopper.post(form_of(visit), data=whole())
    second = shopper.post(form_of(visit), data=whole())
    assert second.status_code == first.status_code == 303
    assert second.location == first.location
    assert len(submissions()) == 1


def test_form_sent_twice_at_the_same_moment_makes_one_visit(
    browser: Callable[[str], FlaskClient], begun: Begun
) -> None:
    visit = begun()
    address, pages = form_of(visit), [browser("shopper") for _ in range(4)]
    with ThreadPoolExecutor(len(pages)) as pool:
        sent = list(pool.map(lambda page: page.post(address, data=whole()), pages))
    assert [one.status_code for one in sent] == [303] * len(pages)
    assert len({one.location for one in sent}) == 1
    assert len(submissions()) == 1


def test_form_sent_again_with_other_content_says_so_and_changes_nothing(
    shopper: FlaskClient, begun: Begun
) -> None:
    visit = begun()
    shopper.post(form_of(visit), data=whole())
    again = shopper.post(form_of(visit), data=whole(**{"v:mood": "5"}))
    assert again.status_code == 409
    assert "had been sent before" in again.text
    [sent] = submissions()
    assert sent.receipt in again.text


def test_answer_that_got_hidden_does_not_stop_sending(
    shopper: FlaskClient, begun: Begun, drafted: Callable[[Visit], Sheet]
) -> None:
    visit = begun()
    shopper.post(form_of(visit), data={"v:greeted": "yes", "c:greeted": ""})
    shopper.post(form_of(visit), data={"v:by_whom": "x" * 50, "c:by_whom": ""})
    said = shopper.post(form_of(visit), data=whole())
    assert said.status_code == 303
    assert len(submissions()) == 1


def test_sent_visit_has_no_form_any_more(shopper: FlaskClient, begun: Begun) -> None:
    visit = begun()
    shopper.post(form_of(visit), data=whole())
    assert shopper.get(form_of(visit)).status_code == 303
    assert "Show the receipt" in shopper.get(f"/phone/visits/{visit.public_id}").text
    assert "Shop in Forest Street" in shopper.get("/phone/").text


def test_unsent_visit_has_no_receipt(shopper: FlaskClient, begun: Begun) -> None:
    visit = begun()
    assert shopper.get(f"/phone/visits/{visit.public_id}/sent").status_code == 303


def test_visit_is_broken_off_with_a_reason(shopper: FlaskClient, begun: Begun) -> None:
    visit = begun()
    saved = shopper.post(form_of(visit), data={"do": "abort", "v:price": "7", "c:price": ""})
    address = f"/phone/visits/{visit.public_id}/abort"
    assert saved.location.endswith(address)
    assert shopper.get(address).status_code == 200
    without = shopper.post(address, data={"kind": "closed", "reason": " "})
    assert without.status_code == 400
    assert "checked" in without.text
    done = shopper.post(address, data={"kind": "closed", "reason": "A notice on the door"})
    assert done.status_code == 303
    look_again()
    assert visit.state == "aborted"
    assert "Not carried out" in shopper.get("/phone/").text
