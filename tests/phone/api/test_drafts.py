"""The draft goes up answer by answer: arrival wins, and what was overwritten unseen is kept."""

from typing import Any

from sqlalchemy import select

from auditapp.storage.db import db
from auditapp.visits import queries
from auditapp.visits.models import OverwrittenAnswer, Visit, VisitPhoto
from tests.phone.api.conftest import Phone, count, digest, jpeg, payload


def save(phone: Phone, visit: Visit, *changes: tuple[str, int, Any]) -> Any:
    """Send changes and return what became of each."""
    told = [{"key": key, "base": base, "answer": answer} for key, base, answer in changes]
    path = f"/visits/{visit.public_id}/answers"
    said = phone.ask("PATCH", path, json={"changes": told})
    return said.json["results"] if said.status_code == 200 else said.json["code"]


def draft(phone: Phone, visit: Visit) -> Any:
    return phone.get(f"/visits/{visit.public_id}").json["draft"]


def test_first_answer_begins_the_visit(phone: Phone, accepted: Visit) -> None:
    saved = save(phone, accepted, ("greeted", 0, {"value": "no", "comment": "Nobody"}))
    assert saved == [{"key": "greeted", "revision": 1, "stale": False}]
    assert phone.get(f"/visits/{accepted.public_id}").json["state"] == "in progress"


def test_revisions_go_on_and_a_page_sees_the_same(phone: Phone, begun: Visit) -> None:
    save(phone, begun, ("greeted", 0, {"value": "no"}), ("", 0, {"visited_at": "2026-11-20T10:30"}))
    assert save(phone, begun, ("greeted", 1, {"value": "yes"}))[0]["revision"] == 2
    told = draft(phone, begun)
    assert told["answers"] == {"greeted": {"answer": {"value": "yes"}, "revision": 2}}
    assert told["sheet"]["answer"]["visited_at"] == "2026-11-20T10:30"
    db.session.rollback()
    sheet = queries.draft(begun)
    assert (sheet.answers["greeted"].value, sheet.visited_at) == ("yes", "2026-11-20T10:30")


def test_stale_base_wins_and_both_are_kept(phone: Phone, begun: Visit) -> None:
    save(phone, begun, ("greeted", 0, {"value": "no"}))
    assert save(phone, begun, ("greeted", 0, {"value": "yes"})) == [
        {"key": "greeted", "revision": 2, "stale": True}
    ]
    db.session.rollback()
    kept = db.session.scalars(select(OverwrittenAnswer)).one()
    assert (kept.key, kept.answer, kept.revision) == ("greeted", {"value": "no"}, 1)


def test_same_changes_once_more_change_nothing(phone: Phone, begun: Visit) -> None:
    first = save(phone, begun, ("greeted", 0, {"value": "no"}))
    assert save(phone, begun, ("greeted", 0, {"value": "no"})) == first
    assert count(OverwrittenAnswer) == 0


def test_answer_taken_back_stays_as_a_revision(phone: Phone, begun: Visit) -> None:
    save(phone, begun, ("greeted", 0, {"value": "no"}))
    assert save(phone, begun, ("greeted", 1, None))[0]["revision"] == 2
    assert draft(phone, begun)["answers"] == {"greeted": {"answer": None, "revision": 2}}
    db.session.rollback()
    assert queries.draft(begun).answers == {}
    assert save(phone, begun, ("greeted", 2, {"value": "no"}))[0]["revision"] == 3


def test_what_the_checklist_does_not_ask_is_kept_out_and_the_rest_goes_on(
    phone: Phone, begun: Visit
) -> None:
    saved = save(
        phone,
        begun,
        ("nothing", 0, {"value": 1}),
        ("welcome[0].greeted", 0, {"value": "no"}),
        ("greeted", 0, "no"),
        ("opinion", 0, {"value": 4}),
    )
    unknown = "answers.unknown_question"
    assert [one.get("refused") for one in saved] == [unknown, unknown, "answers.malformed", None]


def test_changes_that_cannot_be_read_change_nothing(phone: Phone, begun: Visit) -> None:
    for raw in (b"", b"[]", b'{"changes": [{}]}', b'{"changes": [[1]]}'):
        said = phone.ask("PATCH", f"/visits/{begun.public_id}/answers", data=raw)
        assert (said.status_code, said.json["code"]) == (400, "answers.unreadable")


def test_sent_visit_takes_no_more_changes(phone: Phone, begun: Visit) -> None:
    phone.send(payload(begun))
    assert save(phone, begun, ("greeted", 0, {"value": "no"})) == "visits.wrong_state"


def test_photo_of_a_draft_comes_and_goes(phone: Phone, begun: Visit) -> None:
    photo = jpeg()
    path = f"/visits/{begun.public_id}/photos/{digest(photo)}?key=shelf&name=shelf.jpg"
    assert [phone.ask("PUT", path, data=photo).status_code for _ in range(2)] == [201, 200]
    [told] = draft(phone, begun)["photos"].values()
    assert (told["key"], told["name"], told["media_type"]) == ("shelf", "shelf.jpg", "image/jpeg")
    with phone.client.get(told["url"]) as seen:
        assert seen.status_code == 200
    assert [phone.ask("DELETE", path).status_code for _ in range(2)] == [204, 204]
    assert count(VisitPhoto) == 0


def test_photo_of_a_draft_is_not_asked_for_again_when_it_is_sent(
    phone: Phone, begun: Visit
) -> None:
    photo = jpeg()
    path = f"/visits/{begun.public_id}/photos/{digest(photo)}?key=shelf"
    phone.ask("PUT", path, data=photo)
    assert phone.send(payload(begun, photos=[photo])).status_code == 200


def test_photo_that_is_not_what_was_announced_is_not_kept(phone: Phone, begun: Visit) -> None:
    path = f"/visits/{begun.public_id}/photos/{'0' * 64}?key=shelf"
    said = phone.ask("PUT", path, data=jpeg())
    assert (said.status_code, said.json["code"]) == (422, "photos.wrong_content")
