"""What is worth a look is kept with a submission, refuses nothing, and the office alone sees it."""

import io
import json
from datetime import timedelta

import pytest
from PIL import Image, ImageDraw
from sqlalchemy import func, select

from auditapp.core.answers import Answer
from auditapp.core.workflow import VisitState
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.visits import commands, queries
from auditapp.visits.models import EvidenceFlag, Visit
from auditapp.web.actor import Actor

from .conftest import AT, CLOSES, DURING, OPENS, OTHER_UUID, UUID, Cast, row_of, sheet


def picture(seed: int, quality: int = 85, size: tuple[int, int] = (640, 480)) -> bytes:
    """A scene of its own for each seed; another quality and size is another file of the same."""
    drawn = Image.new("RGB", (640, 480), (90, 110, 140))
    pen = ImageDraw.Draw(drawn)
    for at in range(12):
        left, top = (seed * 97 + at * 151) % 560, (seed * 61 + at * 89) % 400
        shade = (seed * 37 + at * 53) % 256
        pen.rectangle((left, top, left + 110, top + 90), fill=(shade, 255 - shade, shade // 2))
    out = io.BytesIO()
    drawn.resize(size).save(out, "JPEG", quality=quality)
    return out.getvalue()


def send(shopper: Actor, visit: Visit, uuid: str, photo: bytes | None = None, **more: object):
    answers = {}
    if photo is not None:
        kept = commands.attach(shopper, DURING, visit, "till[0].picture", io.BytesIO(photo))
        answers["till[0].picture"] = Answer([kept.sha256])
    payload = json.dumps({**sheet(answers=answers).payload(), **more}).encode()
    return commands.submit(shopper, DURING, visit, uuid, payload, device_at=DURING)


@pytest.fixture
def another(cast: Cast, places: dict[str, Location]) -> Visit:
    """A visit of someone else to another place, under way."""
    second = cast.second_shopper
    visit = commands.assign(cast.manager, AT, "shop", places["S-1"], row_of(second), OPENS, CLOSES)
    commands.accept(second, AT, visit, no_conflict=True, confidential=True)
    return commands.start(second, DURING, visit)


def codes(visit: Visit) -> list[str]:
    return [flag.code for flag in queries.evidence_flags(visit)]


@pytest.mark.parametrize(
    ("photo", "found"),
    [
        (picture(1), ["photo.same"]),
        (picture(1, quality=40, size=(480, 360)), ["photo.alike"]),
        (picture(2), []),
    ],
    ids=["same file", "same picture", "another picture"],
)
def test_photo_of_another_visit_is_told_with_that_visit(
    cast: Cast, started: Visit, another: Visit, photo: bytes, found: list[str]
) -> None:
    send(cast.second_shopper, another, OTHER_UUID, picture(1))
    submission = send(cast.shopper, started, UUID, photo)
    assert codes(started) == found
    assert codes(another) == []
    assert submission.flags == []
    for flag in queries.evidence_flags(started):
        assert flag.details["visit"] == another.public_id
        assert flag.details["number"] == "2.2"


def test_photos_of_one_colour_are_not_alike(cast: Cast, started: Visit, another: Visit) -> None:
    def plain(shade: int) -> bytes:
        out = io.BytesIO()
        Image.new("RGB", (64, 48), (shade, shade, shade)).save(out, "JPEG")
        return out.getvalue()

    send(cast.second_shopper, another, OTHER_UUID, plain(0))
    send(cast.shopper, started, UUID, plain(9))
    assert codes(started) == []


def test_flagged_visit_is_taken_in_as_any_other_and_once(cast: Cast, started: Visit) -> None:
    later = (DURING + timedelta(days=2)).isoformat()
    times = {"visited_at": later, "started_at": later, "finished_at": DURING.isoformat()}
    first = send(cast.shopper, started, UUID, **times, elapsed_s="soon")
    again = send(cast.shopper, started, UUID, **times, elapsed_s="soon")
    assert (again.receipt, started.state) == (first.receipt, VisitState.IN_REVIEW)
    assert codes(started) == ["clocks.reversed", "clocks.later"]
    assert db.session.scalar(select(func.count(EvidenceFlag.id))) == 2
