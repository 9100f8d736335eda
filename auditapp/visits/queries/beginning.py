"""What a company has begun with: asked while its first admin sets it up."""

from sqlalchemy import func, select

from auditapp.accounts.models import Person
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.visits.models import Visit


def begun() -> dict[str, bool]:
    """Tell by one query whether there are locations, people beside the first, and visits."""
    people = select(Person.id).limit(2).subquery()
    rows = db.session.execute(
        select(
            select(Location.id).exists(),
            select(func.count() > 1).select_from(people).scalar_subquery(),
            select(Visit.id).exists(),
        )
    ).one()
    return dict(zip(("locations", "people", "visits"), map(bool, rows), strict=True))
