"""Which codes are in use: what a file brings may not have them."""

from collections.abc import Collection

from sqlalchemy import select

from auditapp.core.text import folded
from auditapp.locations.models import Location
from auditapp.storage.db import db

AT_ONCE = 500  # values in one statement; databases bound them


def codes_in_use(codes: Collection[str]) -> set[str]:
    """Return those of the codes, folded, that a location has in whatever letters."""
    asked, found = sorted(set(map(folded, codes))), set()
    for start in range(0, len(asked), AT_ONCE):
        some = Location.code_key.in_(asked[start : start + AT_ONCE])
        found |= set(db.session.scalars(select(Location.code_key).where(some)))
    return found
