"""What a visit is filled in on and held against: checklist, standard, place, draft, photos."""

from datetime import date
from typing import Any

from sqlalchemy import select

from auditapp import clock
from auditapp.checklists.queries import Held, checklist_with, held_in_force, standard_with
from auditapp.core.answers import Sheet, read_sheet
from auditapp.core.document import Checklist, Standard
from auditapp.core.kinds.position import Point
from auditapp.core.numbers import read_number
from auditapp.core.problems import Problem
from auditapp.storage.db import db
from auditapp.visits.models import ABORT_KEY, SHEET_KEY, Draft, Photo, Visit, VisitPhoto
from auditapp.visits.queries.access import Standing


def checklist_of(visit: Visit | Standing) -> Checklist:
    """Return the checklist in the very version that the visit was begun on."""
    return checklist_with(visit.checklist_version.sha256)


def standard_held(visit: Visit | Standing, on: date) -> Held | None:
    """Return which version of the checklist's standard is in force on a day."""
    key = checklist_of(visit).standard
    return None if key is None else held_in_force(key, on)


def standard_of(visit: Visit, on: date | None = None) -> Standard | None:
    """Return the standard in force on a day, by default the visit's own."""
    held = standard_held(visit, on or local_day(visit))
    return standard_with(held.sha256) if held else None


def local_day(visit: Visit) -> date:
    """Return the day of the visit at the place; before there was one, the day the window opens."""
    return visit.visited_on or clock.day_in_zone(visit.window_from, visit.location.time_zone)


def place_of(visit: Visit | Standing) -> Point | None:
    """Return where the location is, if that is known."""
    location = visit.location
    if location.latitude is None or location.longitude is None:
        return None
    return Point(read_number(location.latitude), read_number(location.longitude))


def draft(visit: Visit) -> Sheet:
    """Return the answers under way."""
    rows = db.session.execute(
        select(Draft.key, Draft.answer)
        .where(Draft.visit_id == visit.id, Draft.answer.is_not(None))
        .order_by(Draft.id)
    )
    answers: dict[str, Any] = {row.key: row.answer for row in rows}
    whole = answers.pop(SHEET_KEY, {})
    return read_sheet({**whole, "answers": answers})


def draft_rows(visit: Visit) -> list[Draft]:
    """Return the rows of the draft, those of answers that were taken back among them."""
    rows = select(Draft).where(Draft.visit_id == visit.id)
    return list(db.session.scalars(rows.order_by(Draft.id)))


def is_attached(visit: Visit, key: str, sha256: str) -> bool:
    """Tell whether a photo or file stands at a question of the visit."""
    rows = select(VisitPhoto.id).join(Photo).where(VisitPhoto.visit_id == visit.id)
    found = rows.where(VisitPhoto.key == key, Photo.sha256 == sha256)
    return db.session.scalar(found) is not None


def photos_of(visit: Visit) -> dict[str, list[VisitPhoto]]:
    """Return the photos and files of a visit, by question key, in the order they were added."""
    rows = select(VisitPhoto).where(VisitPhoto.visit_id == visit.id).order_by(VisitPhoto.id)
    by_key: dict[str, list[VisitPhoto]] = {}
    for row in db.session.scalars(rows):
        by_key.setdefault(row.key, []).append(row)
    return by_key


def abort_photos(visit: Visit) -> list[VisitPhoto]:
    """Return the photos of why the visit could not be carried out."""
    return photos_of(visit).get(ABORT_KEY, [])


def photo_of(visit: Visit, sha256: str) -> Photo:
    """Return one photo of a visit.

    Raises: Problem `photos.not_found`, also if it belongs to another visit only.
    """
    row = select(Photo).join(VisitPhoto).where(VisitPhoto.visit_id == visit.id)
    found = db.session.scalars(row.where(Photo.sha256 == sha256).limit(1)).first()
    if found is None:
        raise Problem("photos.not_found")
    return found
