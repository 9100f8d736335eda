"""What a phone is told: its person's visits alone, with everything needed without network."""

from collections.abc import Callable

from auditapp.clock import now
from auditapp.visits import commands
from auditapp.visits.models import Visit
from tests.phone.api.conftest import Desk, Phone, payload


def test_list_tells_own_visits_and_where_their_pages_are(phone: Phone, begun: Visit) -> None:
    said = phone.get("/visits").json
    [one] = said["visits"]
    assert (one["id"], one["group"], one["can_fill"]) == (begun.public_id, "today", True)
    assert (one["state"], one["state_words"], one["receipt"]) == ("in progress", "Begun", None)
    assert (one["location"], one["position"], one["zone"]) == ("Harbour", None, "Europe/Moscow")
    version = begun.checklist_version.sha256
    assert one["version"] == version
    assert one["pages"]["rules"] == f"/phone/forms/{version}/en/rules.json"
    assert said["epoch"] == 1


def test_sent_visit_shows_its_receipt(phone: Phone, begun: Visit) -> None:
    receipt = phone.send(payload(begun)).json["receipt"]
    [one] = phone.get("/visits").json["visits"]
    assert (one["group"], one["can_fill"], one["receipt"]["receipt"]) == ("sent", False, receipt)


def test_visit_that_was_not_begun_has_an_empty_draft(phone: Phone, accepted: Visit) -> None:
    said = phone.get(f"/visits/{accepted.public_id}").json
    assert (said["can_fill"], said["group"]) == (True, "today")
    assert said["draft"] == {
        "answers": {},
        "sheet": {"answer": {}, "revision": 0},
        "photos": {},
    }


def test_another_persons_visit_is_as_one_that_is_not_there(
    phone_of: Callable[..., Phone], desk: Desk, begun: Visit
) -> None:
    stranger = phone_of("stranger")
    theirs = stranger.get(f"/visits/{begun.public_id}")
    nowhere = stranger.get("/visits/6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01")
    assert (theirs.status_code, theirs.data) == (404, nowhere.data)
    change = {"json": {"changes": [{"key": "greeted", "base": 0, "answer": {"value": "no"}}]}}
    assert stranger.ask("PATCH", f"/visits/{begun.public_id}/answers", **change).status_code == 404
    assert stranger.get("/visits").json["visits"] == []


def test_whoever_came_by_the_visits_link_reaches_the_same(
    phone_of: Callable[..., Phone], begun: Visit
) -> None:
    linked = phone_of("shopper", begun.public_id)
    assert [one["id"] for one in linked.get("/visits").json["visits"]] == [begun.public_id]
    assert linked.send(payload(begun)).status_code == 200


def test_nobody_is_asked_to_sign_in_and_the_office_may_not(
    phone_of: Callable[..., Phone], begun: Visit
) -> None:
    assert phone_of(None).get("/session").status_code == 401
    assert phone_of(None).send(payload(begun)).json["code"] == "accounts.sign_in_needed"
    assert phone_of("manager").get("/session").status_code == 403
    nowhere = phone_of("shopper").get("/nothing")
    assert (nowhere.status_code, nowhere.json["code"]) == (404, "web.not_found")
    assert "X-Server-Time" in nowhere.headers


def test_without_the_token_nothing_is_taken(phone: Phone, begun: Visit) -> None:
    phone.token = "another"  # noqa: S105 - not a secret
    said = phone.send(payload(begun))
    assert (said.status_code, said.json["code"]) == (400, "web.stale_form")


def test_withdrawn_visit_says_so_and_can_still_be_filled(
    phone: Phone, desk: Desk, begun: Visit
) -> None:
    commands.cancel(desk.manager, now(), begun, "Rebuilt")
    [one] = phone.get("/visits").json["visits"]
    assert (one["withdrawn"], one["can_fill"], one["group"]) == (True, True, "sent")
