"""Who can be given a visit: the shoppers of some locations. There may be ten thousand of them."""

from collections.abc import Iterable

from sqlalchemy import Select, and_, func, or_, select

from auditapp.accounts.models import Grant, Person
from auditapp.core.permissions import Role
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.web.actor import Granted
from auditapp.web.lists import Asked, Order, Page, containing, page_of

SHOPPER_SORTS: dict[str, Order] = {
    "code": (func.length(Person.code), Person.code),  # P-2 before P-11
    "name": (Person.found_by, Person.id),
}


def shoppers_for(locations: Iterable[Location], most: int, chosen: str = "") -> list[Person]:
    """Return the first active shoppers whose role reaches any of the locations, by pseudonym.

    Where there are more than `most`, one more is returned; or only whoever was chosen before.
    """
    people = _reaching(locations).order_by(*SHOPPER_SORTS["code"]).limit(most + 1)
    found = list(db.session.scalars(people))
    if chosen and len(found) > most:
        found = list(db.session.scalars(people.where(Person.public_id == chosen))) or found
    return found


def shoppers_page(locations: Iterable[Location], asked: Asked) -> Page[Person]:
    """Return the page asked for of these shoppers."""
    people = _reaching(locations).where(containing(Person.found_by, asked.words))
    return page_of(db.session(), people, SHOPPER_SORTS, asked)


def is_shopper_at(person: Person, location: Location) -> bool:
    """Tell whether the person is an active shopper whose role reaches the location."""
    grants = (
        Granted(Role(grant.role), grant.scope_kind, grant.scope_id) for grant in person.grants
    )
    reach = any(grant.role is Role.SHOPPER and grant.covers(location) for grant in grants)
    return person.active and reach


def _reaching(locations: Iterable[Location]) -> Select[tuple[Person]]:
    places = list(locations)
    lying_in = {
        "brand": {place.brand_id for place in places} - {None},
        "region": {region for place in places for region in place.region_ids},
        "location": {place.id for place in places},
    }
    reach = or_(
        Grant.scope_kind == "all",
        *(
            and_(Grant.scope_kind == kind, Grant.scope_id.in_(ids))
            for kind, ids in lying_in.items()
        ),
    )
    shoppers = select(Grant.person_id).where(Grant.role == Role.SHOPPER, reach)
    return select(Person).where(Person.active, Person.id.in_(shoppers))
