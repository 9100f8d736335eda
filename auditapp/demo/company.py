"""The company «Северный дом»: who works there, where its shops are, which visits there were.

Made once, in the order in which it would have happened; days are counted back from today.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import select

from auditapp.accounts import commands as accounts
from auditapp.accounts.models import Person
from auditapp.accounts.queries import EVERYWHERE, Facts, Scope, suggested_code
from auditapp.core.answers import Sheet
from auditapp.core.permissions import Role
from auditapp.demo import photos, stories
from auditapp.demo.answers import Story, fill
from auditapp.locations.commands import add_location
from auditapp.locations.models import Location, Position
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits import commands as visits
from auditapp.visits.models import Visit
from auditapp.visits.queries import checklist_of, draft
from auditapp.web.actor import Actor, Granted

BRAND = "Северный дом"
SHOP, AUDIT = "shop-visit", "procedure-audit"
DOMAIN = "severny-dom.example"
# Submissions have ids of their own making; this is what they are made from here.
NAMESPACE = UUID("6f0e4a0e-5c0e-4d7b-9a39-0d7d6f1f7a11")


@dataclass(frozen=True)
class Site:
    """One shop of the company."""

    code: str
    name: str
    region: str
    address: str
    position: Position
    time_zone: str


SITES = (
    Site(
        "СД-14",
        "«Северный дом» на Садовой",
        "Северо-Запад",
        "Санкт-Петербург, Садовая ул., 14",
        Position(59.9343, 30.3351),
        "Europe/Moscow",
    ),
    Site(
        "СД-03",
        "«Северный дом» на Лиговском",
        "Северо-Запад",
        "Санкт-Петербург, Лиговский пр., 30",
        Position(59.9272, 30.3612),
        "Europe/Moscow",
    ),
    Site(
        "СД-21",
        "«Северный дом» на Таганке",
        "Центр",
        "Москва, Таганская ул., 25",
        Position(55.7402, 37.6669),
        "Europe/Moscow",
    ),
    Site(
        "СД-30",
        "«Северный дом» на Малышева",
        "Урал",
        "Екатеринбург, ул. Малышева, 71",
        Position(56.8362, 60.6147),
        "Asia/Yekaterinburg",
    ),
)
# Name, mail, role, and the code of the place if the role is for one place only.
PEOPLE = (
    ("Анна Ковалёва", "kovaleva", Role.ADMIN, None),
    ("Игорь Мельников", "melnikov", Role.MANAGER, None),
    ("Светлана Орлова", "orlova", Role.REVIEWER, None),
    ("Мария Лебедева", "lebedeva", Role.SHOPPER, None),
    ("Денис Фомин", "fomin", Role.SHOPPER, None),
    ("Ольга Зайцева", "zaytseva", Role.LOCATION_MANAGER, "СД-14"),
)
# Days ago, place, checklist, who went, what happened.
DONE: tuple[tuple[int, str, str, str, Story], ...] = (
    (174, "СД-14", SHOP, "lebedeva", stories.GOOD),
    (143, "СД-14", SHOP, "fomin", stories.GOOD),
    (121, "СД-03", SHOP, "lebedeva", stories.FAIR),
    (110, "СД-14", SHOP, "lebedeva", stories.FAIR),
    (96, "СД-21", SHOP, "fomin", stories.FAIR),
    (77, "СД-14", SHOP, "fomin", stories.SLOW),
    (58, "СД-30", SHOP, "fomin", stories.LEFT_WITHOUT_BUYING),
    (45, "СД-14", SHOP, "lebedeva", stories.FAIR),
    (24, "СД-03", AUDIT, "fomin", stories.AUDIT),
    (12, "СД-21", SHOP, "lebedeva", stories.SLOW),
    (3, "СД-14", SHOP, "fomin", stories.WITHOUT_RECEIPT),
)


def is_built() -> bool:
    """Whether the demo company is here already."""
    return db.session.scalar(select(Location.id).where(Location.code == SITES[0].code)) is not None


def is_empty() -> bool:
    """Whether there is nobody yet whose data the demo could get mixed with."""
    return db.session.scalar(select(Person.id).limit(1)) is None


def build(now: datetime) -> None:
    """Make the company: first its people and places, then its visits in their order."""
    began = now - timedelta(days=200)
    admin = actor_for(add(None, began, PEOPLE[0], {}))
    places = {site.code: add_site(admin, began, site) for site in SITES}
    people = {one[1]: add(admin, began, one, places) for one in PEOPLE[1:]}
    manager = actor_for(people["melnikov"])
    for days_ago, code, checklist, shopper, story in DONE:
        at = five_past_two(now - timedelta(days=days_ago), places[code])
        visit = assign(manager, at - timedelta(days=4), checklist, places[code], people[shopper])
        carry_out(actor_for(people[shopper]), at, visit, story)
    plan(manager, now, places, people)


def add(
    admin: Actor | None,
    at: datetime,
    one: tuple[str, str, Role, str | None],
    places: dict[str, Location],
) -> Person:
    """Add one person with one role."""
    name, mail, role, place = one
    scope = Scope("location", places[place].id, place) if place else EVERYWHERE
    facts = Facts(name, suggested_code(), f"{mail}@{DOMAIN}", "ru")
    return accounts.add_person(admin, at, facts, role, scope).person


def add_site(admin: Actor, at: datetime, site: Site) -> Location:
    """Add one shop."""
    return add_location(
        admin,
        at,
        code=site.code,
        name=site.name,
        time_zone=site.time_zone,
        brand=BRAND,
        region=site.region,
        address=site.address,
        position=site.position,
    )


def actor_for(person: Person) -> Actor:
    """Return the person as one who acts, without a session."""
    grants = tuple(Granted(Role(g.role), g.scope_kind, g.scope_id) for g in person.grants)
    return Actor(person.id, person.public_id, person.name, person.code, person.language, grants, "")


def five_past_two(at: datetime, place: Location) -> datetime:
    """Return the day's five past two, as the clock in the shop shows it."""
    return at.astimezone(ZoneInfo(place.time_zone)).replace(
        hour=14, minute=5, second=0, microsecond=0
    )


def assign(
    manager: Actor,
    at: datetime,
    checklist: str,
    place: Location,
    shopper: Person,
    days: int = 7,
) -> Visit:
    """Assign a visit for the days to come, from nine in the morning to nine in the evening."""
    opens = at.astimezone(ZoneInfo(place.time_zone)).replace(
        hour=9, minute=0, second=0, microsecond=0
    )
    closes = opens + timedelta(days=days, hours=12)
    return visits.assign(manager, at, checklist, place, shopper, opens, closes)


def carry_out(shopper: Actor, at: datetime, visit: Visit, story: Story) -> None:
    """Accept a visit, make it, fill the form in half an hour later, and send it."""
    fill_in(shopper, at, visit, story)
    sheet = draft(visit)
    uuid = str(uuid5(NAMESPACE, visit.public_id))
    sent_at = at + timedelta(minutes=41)
    visits.submit(shopper, sent_at, visit, uuid, sheet.payload(), device_at=sent_at)


def fill_in(shopper: Actor, at: datetime, visit: Visit, story: Story) -> None:
    """Accept a visit and fill its form in, photos included, without sending it."""
    visits.accept(shopper, at - timedelta(days=3), visit, True, True)
    visits.start(shopper, at, visit)
    held = {
        key: visits.attach(shopper, at, visit, key, BytesIO(photos.jpeg(said.photo))).sha256
        for key, said in story.items()
        if said.photo
    }
    sheet = fill(checklist_of(visit), story, at, held)
    visits.save_draft(shopper, at + timedelta(minutes=36), visit, sheet)


def plan(
    manager: Actor, now: datetime, places: dict[str, Location], people: dict[str, Person]
) -> None:
    """Leave visits waiting: two to be answered, one accepted, one half filled in."""
    before = now - timedelta(hours=30)
    lebedeva, fomin = people["lebedeva"], people["fomin"]
    assign(manager, now - timedelta(hours=2), SHOP, places["СД-03"], lebedeva)
    assign(manager, now - timedelta(hours=1), AUDIT, places["СД-14"], fomin, days=14)
    accepted = assign(manager, before, SHOP, places["СД-30"], fomin)
    visits.accept(actor_for(fomin), before + timedelta(hours=2), accepted, True, True)
    begun = assign(manager, before, SHOP, places["СД-21"], lebedeva)
    shopper = actor_for(lebedeva)
    visits.accept(shopper, before + timedelta(hours=3), begun, True, True)
    whole = fill(checklist_of(begun), stories.FAIR, now - timedelta(hours=1), {})
    visits.save_draft(shopper, now - timedelta(hours=1), begun, beginning(begun, whole))


def beginning(visit: Visit, sheet: Sheet) -> Sheet:
    """Return the answers to the first section and a half: as far as someone came by now."""
    first, second = checklist_of(visit).sections[:2]
    reached = {question.key for question in (*first.questions, *second.questions[:2])}
    return replace(sheet, answers={k: a for k, a in sheet.answers.items() if k in reached})


def person(one: tuple[str, str, Role, str | None]) -> Person:
    """Return a person of the company."""
    return db.session.scalars(select(Person).where(Person.email == f"{one[1]}@{DOMAIN}")).one()


def sign_in_links(now: datetime) -> dict[Role, tuple[str, str]]:
    """Make a sign-in link for one person of each role: the name and the token, by role."""
    made: dict[Role, tuple[str, str]] = {}
    for one in PEOPLE:
        name, _, role, _ = one
        if role not in made:
            with transaction.write() as session:
                made[role] = (name, accounts.issue_sign_in_link(session, now, person(one)))
    return made
