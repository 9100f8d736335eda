"""Sending a visit in three steps: what each answers, first and again."""

from uuid import uuid4

from sqlalchemy import select

from auditapp.storage.db import db
from auditapp.storage.files import RECEIVED, path_of
from auditapp.visits.models import Arrival, Photo, Submission, Visit, VisitPhoto
from tests.phone.api.conftest import Phone, count, digest, jpeg, payload


def test_session_tells_who_and_gives_the_token(phone: Phone, desk) -> None:
    said = phone.get("/session")
    assert (said.status_code, said.json["person"]) == (200, desk.shopper.public_id)
    assert said.json["epoch"] == 1
    assert said.headers["Cache-Control"] == "no-store"
    assert said.headers["X-Server-Time"].endswith("+00:00")


def test_visit_without_photos_is_sent_in_two_steps(phone: Phone, begun: Visit) -> None:
    uuid, raw = str(uuid4()), payload(begun)
    step = phone.put(uuid, raw, **{"X-Device-Time": "2026-11-20T10:21:00+03:00"})
    assert (step.status_code, step.json) == (201, {"state": "receiving", "missing": []})
    said = phone.complete(uuid)
    assert (said.status_code, said.json["flags"], said.json["epoch"]) == (200, [], 1)
    db.session.rollback()
    sent = db.session.scalars(select(Submission)).one()
    assert (sent.receipt, sent.payload, sent.uuid) == (said.json["receipt"], raw, uuid)
    times = [str(one) for one in (sent.device_at, sent.started_at, sent.finished_at)]
    assert [one[11:16] for one in times] == ["07:21", "07:00", "07:20"]
    assert sent.elapsed_s == 1200.5


def test_each_step_is_answered_alike_at_every_repeat(phone: Phone, begun: Visit) -> None:
    uuid, photo = str(uuid4()), jpeg()
    raw = payload(begun, photos=[photo])
    assert phone.put(uuid, raw).status_code == 201
    again = phone.put(uuid, raw)
    assert (again.status_code, again.json["missing"]) == (200, [digest(photo)])
    assert [phone.photo(uuid, photo).status_code for _ in range(2)] == [201, 200]
    assert phone.put(uuid, raw).json["missing"] == []
    first = phone.complete(uuid)
    assert first.status_code == 200
    assert [phone.complete(uuid).data for _ in range(2)] == [first.data] * 2
    late = phone.put(uuid, raw)
    assert (late.status_code, late.json["state"]) == (200, "received")
    assert late.json["receipt"] == first.json["receipt"]
    assert phone.photo(uuid, photo).status_code == 200
    assert (count(Arrival), count(Submission), count(Photo), count(VisitPhoto)) == (1, 1, 1, 1)
    assert path_of(RECEIVED, digest(photo)).read_bytes() == photo


def test_same_meaning_in_other_bytes_is_the_same(phone: Phone, begun: Visit) -> None:
    uuid, raw = str(uuid4()), payload(begun)
    phone.put(uuid, raw)
    assert phone.put(uuid, raw.replace(b": ", b":")).status_code == 200


def test_complete_before_the_photos_names_those_that_are_missing(
    phone: Phone, begun: Visit
) -> None:
    uuid, photo = str(uuid4()), jpeg()
    phone.put(uuid, payload(begun, photos=[photo]))
    said = phone.complete(uuid)
    assert (said.status_code, said.json["code"]) == (409, "submissions.photos_missing")
    assert said.json["missing"] == [digest(photo)]
    assert count(Submission) == 0
    phone.photo(uuid, photo)
    assert phone.complete(uuid).status_code == 200
