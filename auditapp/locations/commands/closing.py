"""Closing a location on a day, and opening it again; both may be told ahead."""

from datetime import date, datetime

from auditapp.clock import day_in_zone
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.locations.commands.adding import subject_of
from auditapp.locations.models import Location, LocationClosure
from auditapp.locations.queries import location_for
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor


def close_location(
    actor: Actor,
    at: datetime,
    public_id: str,
    closed_on: date,
    reason: str,
    reopened_on: date | None = None,
) -> Location:
    """Close a location from a day on, until another if that is known.

    What was honestly done there is still taken in.

    Raises: Problem `locations.not_found`, `locations.closed_already`, `locations.closed_then`.
    """
    with transaction.write() as session:
        location = location_for(actor, public_id, Permission.LOCATION_ADD)
        if location.standing_closure is not None:
            raise Problem("locations.closed_already")
        if any(one.reopened_on and closed_on < one.reopened_on for one in location.closures):
            raise Problem("locations.closed_then")
        new = LocationClosure(closed_on=closed_on, reopened_on=reopened_on, reason=reason)
        location.closures.append(new)
        said = _said(new)
        trail.record(session, actor, at, "locations.close", subject_of(location), said)
    return location


def reopen_location(actor: Actor, at: datetime, public_id: str, reopened_on: date) -> Location:
    """Open a location again on a day; by the day of its closing, the closing is called off.

    Raises: Problem `locations.not_found`, `locations.not_closed`.
    """
    with transaction.write() as session:
        location = location_for(actor, public_id, Permission.LOCATION_ADD)
        closure = location.standing_closure
        if closure is None:
            raise Problem("locations.not_closed")
        event = "locations.reopen"
        if reopened_on <= closure.closed_on:
            event = "locations.stay_open"
            session.delete(closure)
        else:
            closure.reopened_on = reopened_on
        said = reopened_on.isoformat()
        trail.record(session, actor, at, event, subject_of(location), said)
    return location


def change_closing(
    actor: Actor,
    at: datetime,
    public_id: str,
    closing_id: int,
    closed_on: date,
    reopened_on: date | None,
    reason: str,
) -> Location:
    """Correct the days and the reason of a closing that is not over.

    Raises: Problem `locations.not_found`, `locations.not_closed`, `locations.closed_then`.
    """
    with transaction.write() as session:
        location, closing = _standing(actor, at, public_id, closing_id)
        others = (one for one in location.closures if one is not closing)
        if any(one.overlaps(closed_on, reopened_on) for one in others):
            raise Problem("locations.closed_then")
        closing.closed_on, closing.reopened_on, closing.reason = closed_on, reopened_on, reason
        subject = subject_of(location)
        trail.record(session, actor, at, "locations.close_change", subject, _said(closing))
    return location


def cancel_closing(actor: Actor, at: datetime, public_id: str, closing_id: int) -> Location:
    """Call a closing off that has not begun.

    Raises: Problem `locations.not_found`, `locations.not_closed`.
    """
    with transaction.write() as session:
        location, closing = _standing(actor, at, public_id, closing_id)
        if closing.covers(day_in_zone(at, location.time_zone)):
            raise Problem("locations.not_closed")
        session.delete(closing)
        said = closing.closed_on.isoformat()
        trail.record(session, actor, at, "locations.stay_open", subject_of(location), said)
    return location


def _standing(
    actor: Actor, at: datetime, public_id: str, closing_id: int
) -> tuple[Location, LocationClosure]:
    """Return a location and a closing of it that is not over."""
    location = location_for(actor, public_id, Permission.LOCATION_ADD)
    held = location.closings_from(day_in_zone(at, location.time_zone))
    found = next((one for one in held if one.id == closing_id), None)
    if found is None:
        raise Problem("locations.not_closed")
    return location, found


def _said(closing: LocationClosure) -> str:
    """Write a closing for the record: its days, parted by a slash, and its reason."""
    days = closing.closed_on.isoformat()
    if closing.reopened_on is not None:
        days += f"/{closing.reopened_on.isoformat()}"
    return f"{days} {closing.reason}".strip()
