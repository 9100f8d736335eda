"""Visits that were carried out and sent, one call each."""

import json
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.core.answers import Answer, Sheet
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.visits import commands
from auditapp.web.actor import Actor
from tests.reports.samples import GOOD


def add_visit(
    manager: Actor,
    shopper: Actor,
    code: str,
    at: datetime,
    answers: dict[str, Answer] | None = None,
    *,
    send: bool = True,
) -> str:
    """Assign a visit on the sample checklist, carry it out at `at`, and return its id."""
    place = db.session.scalars(select(Location).where(Location.code == code)).one()
    person = db.session.scalars(select(Person).where(Person.id == shopper.person_id)).one()
    before = at - timedelta(days=1)
    visit = commands.assign(
        manager, before, "shop", place, person, at - timedelta(hours=1), at + timedelta(days=1)
    )
    commands.accept(shopper, before, visit, no_conflict=True, confidential=True)
    if send:
        commands.start(shopper, at, visit)
        sheet = Sheet(answers=answers or GOOD, language="en", visited_at=at.isoformat())
        payload = json.dumps(sheet.payload()).encode()
        commands.submit(shopper, at + timedelta(hours=2), visit, str(uuid4()), payload)
    return visit.public_id
