"""Closing a location on a day, and opening it again; both may be told ahead."""

from datetime import date, datetime

from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.locations.commands.adding import subject_of
from auditapp.locations.models import Location, LocationClosure
from auditapp.locations.queries import location_for
from auditapp.storage import trail, transaction
from auditapp.web.actor import Actor


def close_location(
    actor: Actor, at: datetime, public_id: str, closed_on: date, reason: str
) -> Location:
    """Close a location from a day on; what was honestly done there is still taken in.

    Raises: Problem `locations.not_found`, `locations.closed_already`, `locations.closed_then`.
    """
    with transaction.write() as session:
        location = location_for(actor, public_id, Permission.LOCATION_ADD)
        if location.standing_closure is not None:
            raise Problem("locations.closed_already")
        if any(one.reopened_on and closed_on < one.reopened_on for one in location.closures):
            raise Problem("locations.closed_then")
        location.closures.append(LocationClosure(closed_on=closed_on, reason=reason))
        said = f"{closed_on.isoformat()} {reason}".strip()
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
