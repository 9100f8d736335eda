"""The list and one assignment: read, accepted, declined; nobody else's visits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from auditapp.accounts.models import Grant, Person
from auditapp.clock import now
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits import commands
from auditapp.visits.models import Visit
from auditapp.web.actor import Actor
from tests.phone.given import form_of, look_again

Assigned = Callable[..., Visit]
Begun = Callable[..., Visit]


def page_of(visit: Visit) -> str:
    return f"/phone/visits/{visit.public_id}"


def test_list_groups_visits_by_what_is_to_be_done(shopper: FlaskClient, assigned: Assigned) -> None:
    assert "No visits yet" in shopper.get("/phone/").text
    assigned()
    later = now() + timedelta(days=3)
    assigned(start=later, end=later + timedelta(hours=5))
    page = shopper.get("/phone/").text
    assert page.index("Today") < page.index("Coming")
    assert page.count("New: accept or decline") == 2
    assert 'data-group="sent" hidden' in page


def test_what_is_long_over_is_folded_away_with_its_year(
    shopper: FlaskClient, assigned: Assigned
) -> None:
    visit = assigned()
    begun = now() - timedelta(days=200)
    with transaction.write() as session:
        row = session.get_one(Visit, visit.id)
        row.state, row.window_from = "missed", begun
    page = shopper.get("/phone/").text
    assert 'data-group="sent" hidden' in page
    fold = page.partition('data-group="older"')[2].partition("</details>")[0]
    assert "<summary>Earlier</summary>" in fold
    assert str(begun.year) in fold


def test_assignment_tells_brief_place_and_window(shopper: FlaskClient, assigned: Assigned) -> None:
    page = shopper.get(page_of(assigned())).text
    assert "1, Forest Street" in page
    assert 'href="geo:55.75,37.61?q=55.75,37.61"' in page
    assert "Moscow" in page
    assert "Be &lt;b&gt;quiet" in page


def test_place_opens_in_the_maps_of_an_iphone(shopper: FlaskClient, assigned: Assigned) -> None:
    agent = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605.1"}
    page = shopper.get(page_of(assigned()), headers=agent).text
    assert 'href="maps:?q=55.75,37.61"' in page


def test_accepting_takes_both_declarations(shopper: FlaskClient, assigned: Assigned) -> None:
    visit = assigned()
    half = shopper.post(page_of(visit), data={"do": "accept", "confidential": "1"})
    assert half.status_code >= 400
    assert 'name="confidential" value="1" checked' in half.text
    done = {"do": "accept", "confidential": "1", "no_conflict": "1"}
    assert shopper.post(page_of(visit), data=done).status_code == 303
    assert "Open the form" in shopper.get(page_of(visit)).text
    assert shopper.get(form_of(visit)).status_code == 303
    begun = shopper.post(page_of(visit), data={"do": "start"})
    assert begun.location.endswith("/form")
    assert shopper.get(form_of(visit)).status_code == 200


def test_declining_takes_a_reason(shopper: FlaskClient, assigned: Assigned) -> None:
    visit = assigned()
    refused = shopper.post(page_of(visit), data={"do": "decline", "reason": ""})
    assert refused.status_code >= 400
    said = shopper.post(page_of(visit), data={"do": "decline", "reason": "I work <b>there"})
    assert said.status_code == 303
    assert shopper.get(page_of(visit)).status_code == 404


@pytest.mark.parametrize("path", ["", "/form", "/abort", "/sent", "/photos/" + "a" * 64])
def test_visit_of_someone_else_is_not_found(stranger: FlaskClient, begun: Begun, path: str) -> None:
    visit = begun()
    other = stranger.get(page_of(visit) + path)
    missing = stranger.get("/phone/visits/00000000-0000-4000-8000-000000000000" + path)
    assert other.status_code == missing.status_code == 404
    if path in ("", "/form", "/abort"):
        assert stranger.post(page_of(visit) + path, data={"do": "accept"}).status_code == 404


def test_manager_does_not_fill_in_a_shoppers_form(
    browser: Callable[[str], FlaskClient], begun: Begun
) -> None:
    assert browser("manager").get(form_of(begun())).status_code in (403, 404)


def test_part_kept_of_a_reassigned_visit_is_found_by_a_manager_who_shops(
    shopper: FlaskClient, assigned: Assigned, cast: Callable[[str], Actor]
) -> None:
    visit = assigned()
    commands.accept(cast("shopper"), now(), visit, True, True)
    people = {person.name: person for person in db.session.query(Person)}
    commands.reassign(cast("manager"), now(), visit, people["stranger"], "Ill")
    with transaction.write() as session:
        session.add(Grant(person_id=people["shopper"].id, role="manager", scope_kind="all"))
    assert "no longer needed" in shopper.get(page_of(visit)).text


def test_withdrawn_visit_can_still_be_sent_by_who_began_it(
    shopper: FlaskClient, begun: Begun, cast: Callable[[str], Actor]
) -> None:
    visit = begun()
    commands.cancel(cast("manager"), now(), visit, "No longer needed")
    assert "no longer needed" in shopper.get(page_of(visit)).text
    assert shopper.get(form_of(visit)).status_code == 200
    saved = shopper.post(form_of(visit), data={"v:price": "7", "c:price": ""})
    assert saved.status_code == 303


def test_personal_link_opens_by_its_button_only(
    app: object,
    browser: Callable[[str], FlaskClient],
    assigned: Assigned,
    cast: Callable[[str], Actor],
) -> None:
    visit = assigned()
    token = commands.visit_link(cast("manager"), now(), visit)
    client = browser("nobody")
    assert client.get(f"/phone/link/{token}").status_code == 200
    assert client.get("/phone/").status_code == 302
    opened = client.post(f"/phone/link/{token}")
    assert opened.location.endswith(page_of(visit))
    assert "1, Forest Street" in client.get(opened.location).text
    assert client.get("/visits/").status_code == 403


def test_link_ends_with_the_window(
    browser: Callable[[str], FlaskClient], assigned: Assigned, cast: Callable[[str], Actor]
) -> None:
    visit = assigned()
    token = commands.visit_link(cast("manager"), now(), visit)
    from auditapp.accounts.models import Link
    from auditapp.storage import transaction

    with transaction.write() as session:
        session.query(Link).update({"expires_at": now() - timedelta(seconds=1)})
    client = browser("nobody")
    for said in (client.get(f"/phone/link/{token}"), client.post(f"/phone/link/{token}")):
        assert said.status_code == 404
        assert "This link has ended" in said.text
    assert client.get("/phone/link/nonsense").status_code == 404
    look_again()
