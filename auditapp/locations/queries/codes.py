"""Which codes are in use: what a file brings may not have them."""

from collections.abc import Collection

from sqlalchemy import select

from auditapp.locations.models import Location
from auditapp.storage.db import db

AT_ONCE = 500  # values in one statement; databases bound them


def codes_in_use(codes: Collection[str]) -> set[str]:
    """Return those of the codes that a location has."""
    asked, found = sorted(codes), set()
    for start in range(0, len(asked), AT_ONCE):
        rows = select(Location.code).where(Location.code.in_(asked[start : start + AT_ONCE]))
        found |= set(db.session.scalars(rows))
    return found
