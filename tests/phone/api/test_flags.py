"""No honest visit is refused: what is unusual about it is accepted, and says so."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.core.workflow import By, Event
from auditapp.storage import transaction
from auditapp.visits import commands, queries
from auditapp.visits.commands.moves import move
from auditapp.visits.models import Visit
from tests.phone.api.conftest import ANSWERS, CHECKLIST, Desk, Phone, jpeg, payload


def cancelled(desk: Desk, visit: Visit) -> None:
    commands.cancel(desk.manager, now(), visit, "Rebuilt")


def given_back(desk: Desk, visit: Visit) -> None:
    commands.give_back(desk.shopper, now(), visit, "Ill")


def missed(_desk: Desk, visit: Visit) -> None:
    with transaction.write() as session:
        move(session, None, now(), visit, Event.MISS, By.SYSTEM)


def moved(desk: Desk, visit: Visit) -> None:
    at = now()
    commands.move_window(desk.manager, at, visit, at, at + timedelta(days=1))


def over(_desk: Desk, visit: Visit) -> None:
    with transaction.write():
        visit.window_to = now() - timedelta(minutes=5)


@pytest.mark.parametrize(
    ("happened", "flags"),
    [
        (cancelled, ["cancelled"]),
        (given_back, ["reassigned"]),
        (missed, ["missed"]),
        (moved, ["assigned"]),
        (over, ["accepted", "after window"]),
    ],
)
def test_visit_that_moved_on_is_taken_in_and_flagged(
    phone: Phone,
    desk: Desk,
    accepted: Visit,
    happened: Callable[[Desk, Visit], None],
    flags: list[str],
) -> None:
    happened(desk, accepted)
    uuid = str(uuid4())
    first = phone.send(payload(accepted), uuid=uuid)
    again = phone.complete(uuid)
    assert (first.status_code, first.json["flags"]) == (202, flags)
    assert (again.status_code, again.data) == (202, first.data)


def test_visit_that_moves_on_between_the_steps_is_taken_in(
    phone: Phone, desk: Desk, accepted: Visit
) -> None:
    uuid, photo = str(uuid4()), jpeg()
    phone.put(uuid, payload(accepted, photos=[photo]))
    commands.give_back(desk.shopper, now(), accepted, "Ill")
    assert phone.photo(uuid, photo).status_code == 201
    assert phone.complete(uuid).json["flags"] == ["reassigned"]


@pytest.mark.parametrize(
    ("more", "flags"),
    [
        ({"version": "0" * 64}, ["unknown_version"]),
        ({"version": None}, ["unknown_version"]),
        ({"answers": {"greeted": {"value": "yes"}}}, ["problems"]),
        ({"answers": {**ANSWERS, "opinion": {"value": 99}}}, ["problems"]),
        ({"answers": {**ANSWERS, "once": {"value": 1}}}, ["problems"]),
        ({"visited_at": "", "started_at": "soon", "elapsed_s": -1}, []),
    ],
)
def test_what_a_checklist_would_not_let_pass_is_taken_in(
    phone: Phone, begun: Visit, more: dict[str, Any], flags: list[str]
) -> None:
    said = phone.send(payload(begun, **more))
    assert (said.status_code, said.json["flags"]) == (202 if flags else 200, flags)


def test_visit_filled_in_on_another_version_is_scored_by_its_own(
    phone: Phone, begun: Visit
) -> None:
    newer = publish(None, now(), CHECKLIST.replace("title: Welcome", "title: Greeting"))
    said = phone.send(payload(begun, version=newer.sha256))
    assert (said.status_code, said.json["flags"]) == (202, ["other_version"])
    with_own = queries.result_of(begun).checklist
    assert str(with_own.sections[0].title.root) == "Welcome"
