"""What is refused, and how: the copy is kept, the phone keeps its own, nothing is half done."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import select

from auditapp.clock import now
from auditapp.core.answers import read_sheet
from auditapp.storage.db import db
from auditapp.visits import commands
from auditapp.visits.commands import copies
from auditapp.visits.models import Arrival, Photo, Submission, SubmissionConflict, Visit
from auditapp.web.actor import Actor
from tests.phone.api.conftest import Desk, Phone, count, digest, jpeg, payload

NOWHERE = "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01"


def copied() -> list[tuple[str, int | None]]:
    """Why copies were kept, and of which visit."""
    db.session.rollback()
    rows = db.session.scalars(select(SubmissionConflict))
    return [(row.reason, row.visit_id) for row in rows]


def test_other_content_under_a_used_id_is_kept_as_a_copy(phone: Phone, begun: Visit) -> None:
    uuid, other = str(uuid4()), payload(begun, {"greeted": {"value": "no"}})
    receipt = phone.send(payload(begun), uuid=uuid).json["receipt"]
    for _ in range(2):
        said = phone.put(uuid, other)
        assert (said.status_code, said.json["code"]) == (409, "submissions.conflict")
    assert copied() == [("submissions.conflict", begun.id)]
    assert phone.complete(uuid).json["receipt"] == receipt


def test_visit_sent_by_the_page_before_is_not_sent_again(
    phone: Phone, desk: Desk, begun: Visit
) -> None:
    sheet = read_sheet(json.loads(payload(begun))).payload()
    commands.submit(desk.shopper, now(), begun, NOWHERE, sheet)
    said = phone.send(payload(begun, {"greeted": {"value": "no"}}))
    assert (said.status_code, said.json["code"]) == (409, "submissions.already_sent")
    assert copied() == [("submissions.already_sent", begun.id)]
    assert (count(Submission), count(Arrival)) == (1, 1)


def test_visit_sent_meanwhile_under_another_id_is_not_taken_twice(
    phone: Phone, begun: Visit
) -> None:
    first, second = str(uuid4()), str(uuid4())
    for uuid in (first, second):
        assert phone.put(uuid, payload(begun)).status_code == 201
    assert phone.complete(first).status_code == 200
    said = phone.complete(second)
    assert (said.status_code, said.json["code"]) == (409, "submissions.already_sent")
    assert copied() == [("submissions.already_sent", begun.id)]
    assert count(Submission) == 1


def test_visit_that_is_not_there_or_anothers_is_kept_as_a_stray_and_answered_alike(
    phone_of: Callable[..., Phone], begun: Visit
) -> None:
    stranger = phone_of("stranger")
    theirs = stranger.put(str(uuid4()), payload(begun))
    nowhere = stranger.put(str(uuid4()), payload(begun, visit=NOWHERE))
    assert (theirs.status_code, theirs.data) == (404, nowhere.data)
    assert copied() == [("visits.not_found", None)] * 2
    assert count(Arrival) == 0


def test_strays_of_a_person_are_bounded(
    phone: Phone, begun: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copies, "MOST_COPIES", 2)
    said = {phone.put(str(uuid4()), payload(begun, visit=NOWHERE)).data for _ in range(4)}
    assert (len(said), count(SubmissionConflict)) == (1, 2)


def test_another_persons_number_is_as_one_that_is_not_there(
    phone: Phone, phone_of: Callable[..., Phone], begun: Visit
) -> None:
    uuid, photo, stranger = str(uuid4()), jpeg(), phone_of("stranger")
    phone.put(uuid, payload(begun, photos=[photo]))
    assert stranger.complete(uuid).data == stranger.complete(NOWHERE).data
    said = stranger.photo(uuid, photo)
    assert (said.status_code, said.json["code"]) == (404, "submissions.not_found")


def test_photo_is_there_already_only_for_who_sent_it(
    phone_of: Callable[..., Phone],
    desk: Desk,
    actor_of: Callable[[str], Actor],
    begun: Visit,
) -> None:
    photo, phone, stranger = jpeg(), phone_of("shopper"), phone_of("stranger")
    assert phone.send(payload(begun, photos=[photo]), photo).status_code == 200
    own = commands.accept(desk.shopper, now(), desk.assign(), True, True)
    assert phone.put(str(uuid4()), payload(own, photos=[photo])).json["missing"] == []
    theirs = desk.assign("stranger@example.org", "S-1")
    commands.accept(actor_of("stranger"), now(), theirs, True, True)
    uuid, raw = str(uuid4()), payload(theirs, photos=[photo])
    assert stranger.put(uuid, raw).json["missing"] == [digest(photo)]
    assert stranger.complete(uuid).status_code == 409
    assert stranger.photo(uuid, photo).status_code == 201
    assert stranger.complete(uuid).status_code == 202
    assert count(Photo) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xd8\xff but no photo", "photos.unreadable"),
        (b"%PDF-1.4 not at this question", "photos.unreadable"),
    ],
)
def test_photo_that_is_none_is_refused(
    phone: Phone, begun: Visit, content: bytes, code: str
) -> None:
    uuid = str(uuid4())
    phone.put(uuid, payload(begun, photos=[content]))
    said = phone.photo(uuid, content)
    assert (said.status_code, said.json["code"]) == (422, code)
    assert phone.complete(uuid).status_code == 409
    assert count(Photo) == 0


def test_photo_with_another_hash_or_of_no_answer_is_refused(phone: Phone, begun: Visit) -> None:
    uuid, photo = str(uuid4()), jpeg()
    phone.put(uuid, payload(begun, photos=[photo]))
    broken = phone.photo(uuid, photo[:-20], digest(photo))
    assert (broken.status_code, broken.json["code"]) == (422, "photos.wrong_content")
    other = phone.photo(uuid, jpeg("red"))
    assert (other.status_code, other.json["code"]) == (422, "photos.not_listed")


UNREADABLE = (
    (b"", 400, "submissions.unreadable"),
    (b"[]", 400, "answers.unreadable"),
    (b'{"answers": {}, "photos": [1]}', 400, "submissions.unreadable"),
    (b"[" * 100_000, 400, "submissions.unreadable"),
    (b" " * (5 * 2**20), 413, "submissions.too_large"),
)


def test_what_cannot_be_parsed_or_is_too_big_is_refused(phone: Phone, begun: Visit) -> None:
    for raw, status, code in UNREADABLE:
        said = phone.put(str(uuid4()), raw)
        assert (said.status_code, said.json["code"]) == (status, code)
    assert phone.put("first", payload(begun)).json["code"] == "submissions.unreadable"
    assert (count(Arrival), count(SubmissionConflict)) == (0, 0)


def test_visit_that_was_never_accepted_is_not_taken(phone: Phone, desk: Desk) -> None:
    said = phone.send(payload(desk.assign()))
    assert (said.status_code, said.json["code"]) == (409, "visits.wrong_state")
    assert len(copied()) == 1


def test_visit_is_begun_to_be_sent_only_so_often(
    phone: Phone, begun: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditapp.visits.commands.arriving.MOST_BEGUN", 1)
    uuid, raw = str(uuid4()), payload(begun)
    phone.put(uuid, raw)
    assert phone.put(str(uuid4()), raw).json["code"] == "submissions.too_many"
    assert phone.put(uuid, raw).status_code == 200
    assert phone.complete(uuid).status_code == 200
