"""Closing a location and opening it again: days told ahead, days of its own zone, visits after."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from auditapp.checklists.commands import publish
from auditapp.checklists.models import ChecklistVersion
from auditapp.clock import now
from auditapp.core.permissions import Role
from auditapp.core.problems import Problem
from auditapp.locations.commands import (
    cancel_closing,
    change_closing,
    close_location,
    reopen_location,
)
from auditapp.locations.models import Location, LocationClosure
from auditapp.locations.queries import closed_at
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits.models import Visit
from tests.locations.given import (
    AT,
    Actors,
    Clients,
    add_role,
    address_of,
    admin_of,
    count,
    lines,
    place,
)

CHECKLIST = """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections: [{key: a, title: A, questions: [{key: greeted, type: yes_no, text: Greeted?}]}]
"""
DAY = date(2026, 11, 20)


def close(day: date | str, reason: str = "") -> dict[str, str]:
    return {"close-closed_on": str(day), "close-reason": reason}


def reopen(day: date | str) -> dict[str, str]:
    return {"reopen-reopened_on": str(day)}


def test_location_is_closed_with_its_reason_and_opened_again(
    app: Flask, client_of: Clients
) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    today = now().date()
    answer = admin.post(f"{address}/close", data=close(today - timedelta(days=2), "Repairs"))
    assert answer.status_code == 303
    page = admin.get(address).text
    assert "Repairs" in page
    assert 'class="state over"' in page
    assert "Open it again" in page
    assert admin.post(f"{address}/reopen", data=reopen(today)).status_code == 303
    page = admin.get(address).text
    assert 'class="state over"' not in page
    assert "open again from" in page
    with app.app_context():
        assert [len(lines(f"locations.{event}")) for event in ("close", "reopen")] == [1, 1]


def test_closing_ahead_closes_nothing_yet_and_can_be_called_off(
    app: Flask, client_of: Clients
) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    ahead = now().date() + timedelta(days=30)
    admin.post(f"{address}/close", data=close(ahead))
    assert "closes on" in admin.get(address).text
    assert "Harbour" in admin.get("/locations/?state=open").text
    admin.post(f"{address}/reopen", data=reopen(ahead))
    assert "The closing was called off" in admin.get(address).text
    with app.app_context():
        assert count(LocationClosure) == 0


@pytest.mark.parametrize(
    ("sent", "status", "said"),
    [
        (close(""), 400, "This is needed."),
        (close("20.11.2026"), 400, "Not a valid date value."),
        (close(DAY, "x" * 2001), 400, "Field cannot be longer"),
    ],
)
def test_wrong_closing_is_refused_at_its_field(
    app: Flask, client_of: Clients, sent: dict[str, str], status: int, said: str
) -> None:
    answer = client_of("admin").post(f"{address_of(app, 'N-1')}/close", data=sent)
    assert answer.status_code == status
    assert said in answer.text
    with app.app_context():
        assert count(LocationClosure) == 0


def test_closing_twice_and_opening_what_is_open_are_refused(app: Flask, client_of: Clients) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    answer = admin.post(f"{address}/reopen", data=reopen(DAY))
    assert answer.status_code == 409
    assert "It is not closed" in answer.text
    admin.post(f"{address}/close", data=close(DAY))
    answer = admin.post(f"{address}/close", data=close(DAY + timedelta(days=1)))
    assert answer.status_code == 409
    assert "It is closed already" in answer.text


def test_closings_do_not_overlap(app: Flask, actor_of: Actors) -> None:
    admin = actor_of("admin")
    with app.app_context():
        here = place("N-1").public_id
        close_location(admin, AT, here, DAY, "")
        reopen_location(admin, AT, here, DAY + timedelta(days=5))
        with pytest.raises(Problem) as refused:
            close_location(admin, AT, here, DAY + timedelta(days=4), "")
        assert refused.value.code == "locations.closed_then"
        close_location(admin, AT, here, DAY + timedelta(days=5), "")
        assert [one.closed_on for one in place("N-1").closures] == [DAY, DAY + timedelta(days=5)]


def test_day_of_closing_is_that_of_the_location(app: Flask, actor_of: Actors) -> None:
    # At 20:30 in Greenwich it is the 20th in Moscow still, and the 21st in Omsk.
    at, admin = datetime(2026, 11, 20, 20, 30, tzinfo=UTC), actor_of("admin")
    with app.app_context():
        for code in ("N-1", "S-1"):
            close_location(admin, AT, place(code).public_id, DAY + timedelta(days=1), "")
        closed = db.session.scalars(select(Location.code).where(closed_at(at)))
        assert list(closed) == ["S-1"]


def test_visits_that_may_take_place_after_closing_are_warned_of(
    app: Flask, client_of: Clients
) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    with app.app_context():
        publish(None, now(), CHECKLIST)
    with app.app_context(), transaction.write() as session:
        version = session.scalars(select(ChecklistVersion.id)).one()
        for first, last in ((1, 3), (1, 9), (8, 9)):
            session.add(
                Visit(
                    state="planned",
                    checklist_version_id=version,
                    location=place("N-1"),
                    window_from=now() + timedelta(days=first),
                    window_to=now() + timedelta(days=last),
                    created_at=now(),
                )
            )
    admin.post(f"{address}/close", data=close((now() + timedelta(days=6)).date()))
    page = admin.get(address).text
    assert "2 visits may still take place on the day of closing or later" in page
    assert "<dt>Visits</dt><dd>3</dd>" in page


@pytest.mark.parametrize("name", ["manager", "reviewer", "shopper", "location_manager"])
def test_closing_and_opening_are_closed_to_others(
    app: Flask, client_of: Clients, name: str
) -> None:
    address, other = address_of(app, "N-1"), client_of(name)
    assert other.post(f"{address}/close", data=close(DAY)).status_code == 403
    assert other.post(f"{address}/reopen", data=reopen(DAY)).status_code == 403


def test_admin_of_another_region_closes_nothing(app: Flask, client_of: Clients) -> None:
    add_role(app, "admin", Role.ADMIN, "region", "South")
    address, admin = address_of(app, "N-1"), client_of("admin")
    assert admin.post(f"{address}/close", data=close(DAY)).status_code == 404
    assert admin.post(f"{address}/reopen", data=reopen(DAY)).status_code == 404
    with app.app_context(), pytest.raises(Problem) as refused:
        close_location(admin_of("location", place("S-1").id), AT, place("N-1").public_id, DAY, "")
    assert refused.value.code == "locations.not_found"


def test_planned_closing_is_said_corrected_and_called_off(app: Flask, client_of: Clients) -> None:
    address, admin = address_of(app, "N-1"), client_of("admin")
    first = now().date() + timedelta(days=10)
    sent = close(first, "Repairs") | {"close-reopened_on": str(first + timedelta(days=10))}
    assert admin.post(f"{address}/close", data=sent).status_code == 303
    with app.app_context():
        key = db.session.scalars(select(LocationClosure.id)).one()
    page = admin.get(address).text
    assert "closes on" in page
    assert "opens on" in page
    assert "opens on" in admin.get("/locations/").text
    assert f'action="{address}/closings/{key}"' in page
    changed = {
        f"change-{key}-closed_on": str(first + timedelta(days=1)),
        f"change-{key}-reopened_on": "",
        f"change-{key}-reason": "Works",
    }
    assert admin.post(f"{address}/closings/{key}", data=changed).status_code == 303
    with app.app_context():
        row = db.session.scalars(select(LocationClosure)).one()
        assert (row.closed_on, row.reopened_on) == (first + timedelta(days=1), None)
        assert len(lines("locations.close_change")) == 1
    assert "The closing was corrected" in admin.get(address).text
    changed[f"change-{key}-reopened_on"] = str(first)
    answer = admin.post(f"{address}/closings/{key}", data=changed)
    assert answer.status_code == 400
    assert "later than the first day closed" in answer.text
    assert admin.post(f"{address}/closings/{key}/cancel").status_code == 303
    assert "The closing was called off" in admin.get(address).text
    assert admin.post(f"{address}/closings/{key}/cancel").status_code == 409
    with app.app_context():
        assert count(LocationClosure) == 0


def test_past_closing_stays_and_corrected_ones_do_not_overlap(app: Flask, actor_of: Actors) -> None:
    admin, days = actor_of("admin"), [DAY + timedelta(days=n) for n in range(40)]
    with app.app_context():
        here = place("N-1").public_id
        for first, last in ((0, 5), (10, 15), (20, 25)):
            close_location(admin, AT, here, days[first], "", days[last])
        keys = [one.id for one in place("N-1").closures]
        later = datetime(2026, 11, 28, 12, tzinfo=UTC)
        for key, again in ((keys[0], days[6]), (999, days[6])):
            with pytest.raises(Problem) as refused:
                change_closing(admin, later, here, key, days[0], again, "")
            assert refused.value.code == "locations.not_closed"
        with pytest.raises(Problem) as refused:
            change_closing(admin, later, here, keys[1], days[10], None, "")
        assert refused.value.code == "locations.closed_then"
        change_closing(admin, later, here, keys[1], days[10], days[20], "")
        cancel_closing(admin, later, here, keys[2])
        change_closing(admin, later, here, keys[1], days[11], None, "")
        assert place("N-1").standing_closure.id == keys[1]
