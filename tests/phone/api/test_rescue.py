"""A visit that a phone could not send comes as a file: taken in once and marked, or refused."""

import base64
import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from auditapp.clock import now
from auditapp.storage.db import db
from auditapp.storage.trail import TrailEntry
from auditapp.visits import commands
from auditapp.visits.models import Submission, Visit
from tests.phone.api.conftest import Desk, Phone, count, digest, jpeg, payload

PHOTO = jpeg("olive")
UUID = "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01"


def rescue_file(desk: Desk, visit: Visit, **changed: Any) -> bytes:
    """What a phone writes."""
    raw = payload(visit, photos=[PHOTO])
    photo = {"sha256": digest(PHOTO), "media_type": "image/jpeg", "name": "a.jpg"}
    whole = {
        "auditapp": "visit",
        "format": 1,
        "person": desk.shopper.public_id,
        "submission": UUID,
        "payload": json.loads(raw),
        "bytes": raw.decode(),
        "photos": [{**photo, "data": base64.b64encode(PHOTO).decode()}],
    }
    return json.dumps(whole | changed).encode()


@pytest.fixture
def bring(client_of: Callable[..., FlaskClient]) -> Callable[..., Any]:
    """Bring a file to the page of a visit."""
    client = client_of("manager")

    def send(visit: Visit, content: bytes) -> Any:
        db.session.rollback()
        data = {"file": (BytesIO(content), "visit.json")}
        return client.post(f"/visits/{visit.public_id}/rescue", data=data)

    return send


def test_file_is_taken_in_once_and_says_who_brought_it(
    desk: Desk, begun: Visit, bring: Callable[..., Any], phone: Phone
) -> None:
    content = rescue_file(desk, begun)
    assert [bring(begun, content).status_code for _ in range(2)] == [303, 303]
    db.session.rollback()
    sent = db.session.scalars(select(Submission)).one()
    assert (sent.uuid, sent.person_id, sent.flags) == (UUID, desk.shopper.person_id, ["rescued"])
    assert sent.payload == payload_of(content)
    lines = select(TrailEntry.person_id).where(TrailEntry.event == "visits.rescue")
    assert list(db.session.scalars(lines)) == [desk.manager.person_id]
    # The phone that comes back is told the same.
    late = phone.put(UUID, payload_of(content))
    assert (late.status_code, late.json["receipt"]) == (200, sent.receipt)


def payload_of(content: bytes) -> bytes:
    return str(json.loads(content)["bytes"]).encode()


def test_what_had_begun_to_arrive_is_finished_by_the_file(
    desk: Desk, begun: Visit, bring: Callable[..., Any], phone: Phone
) -> None:
    content = rescue_file(desk, begun)
    phone.put(UUID, payload_of(content))
    assert bring(begun, content).status_code == 303
    assert phone.complete(UUID).status_code == 202


def test_draft_without_an_id_is_taken_in_for_who_held_it_before(
    desk: Desk, accepted: Visit, bring: Callable[..., Any]
) -> None:
    content = rescue_file(desk, accepted, submission=None, bytes=None)
    commands.give_back(desk.shopper, now(), accepted, "Ill")
    assert bring(accepted, content).status_code == 303
    db.session.rollback()
    sent = db.session.scalars(select(Submission)).one()
    assert (sent.visit.parted_from_id, sent.flags) == (accepted.id, ["reassigned", "rescued"])


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"format": 2}, "no file of a visit"),
    ({"photos": [{"sha256": "0" * 64, "data": "AAAA"}]}, "damaged"),
    ({"photos": []}, "not in this file (1)"),
    ({"person": UUID}, "never held this visit"),
    ({"payload": {"visit": UUID, "answers": {}}, "bytes": None}, "from another visit"),
    ({"payload": [], "bytes": None}, "cannot be read"),
)


def test_file_that_cannot_be_taken_in_says_why_and_changes_nothing(
    desk: Desk, begun: Visit, bring: Callable[..., Any]
) -> None:
    for changed, said in WRONG:
        page = bring(begun, rescue_file(desk, begun, **changed))
        assert (page.status_code >= 400, said in page.text) == (True, True), said
    assert count(Submission) == 0


def test_bytes_that_are_no_json_are_refused(begun: Visit, bring: Callable[..., Any]) -> None:
    for content in (b"\xff\xd8\xff", b"[" * 100_000, b'{"photos": NaN}'):
        assert bring(begun, content).status_code == 400


def test_visit_that_was_sent_takes_no_file(
    desk: Desk, begun: Visit, bring: Callable[..., Any], phone: Phone
) -> None:
    phone.send(payload(begun))
    page = bring(begun, rescue_file(desk, begun))
    assert (page.status_code, "sent before" in page.text) == (409, True)
