"""Writes the visits down as they came: every step by its command, in the order of time."""

import hashlib
import heapq
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from random import Random
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.checklists.queries import checklist_in, checklist_version
from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Checklist
from auditapp.core.workflow import Limits
from auditapp.demo import photos
from auditapp.demo.answers import fill
from auditapp.demo.life import DAYS, Happened, Memory, happen
from auditapp.demo.people import BY_MAIL, Someone
from auditapp.demo.plan import SLOW, Planned
from auditapp.demo.plan import visits as planned_visits
from auditapp.demo.reviewing import weeks
from auditapp.demo.said import ends
from auditapp.demo.sites import BY_CODE, HOTEL, RESTAURANT, SHOP, STATION
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.visits import commands
from auditapp.visits.commands.timing import run_timers
from auditapp.visits.models import ABORT_KEY, Visit
from auditapp.web.actor import Actor

Tell = Callable[[int], None]
Course = Iterator[datetime]
# Submissions have ids of their own making; this is what they are made from here.
NAMESPACE = UUID("6f0e4a0e-5c0e-4d7b-9a39-0d7d6f1f7a11")
# What the application finds worth a look: the remainder by which a visit is picked, of so many.
WORTH_A_LOOK = {41: "quick", 63: "far", 105: "slow clock"}
OF_SO_MANY = 130
NOT_CHECKED_IN = 9  # every ninth forgot it, or would not say
MANAGERS = {"spb": "melnikov", "ekb": "yudina", "cy": "georgiou"}


class Diary:
    """The visits of the company, done and to come."""

    def __init__(
        self, now: datetime, count: int, actor_of: Callable[[Someone], Actor], tell: Tell
    ) -> None:
        self._now = now
        self._count = count
        self._tell = tell
        self._actor = cache(actor_of)
        self._memory = Memory()
        self._checklists: dict[str, Checklist] = {}
        self._people = {one.email: one for one in db.session.scalars(select(Person)) if one.email}
        self._places = {one.code: one for one in db.session.scalars(select(Location))}

    def write(self) -> None:
        """Live through everything, always whatever comes next."""
        courses = [self._course(one) for one in planned_visits(self._now, self._count)]
        courses += self._to_come()
        courses.append(
            weeks(self._now - timedelta(days=DAYS), self._now, self._actor, self._manager_of)
        )
        waiting = [(next(course), number) for number, course in enumerate(courses)]
        heapq.heapify(waiting)
        done = 0
        while waiting:
            _, number = waiting[0]
            following = next(courses[number], None)
            if following is not None:
                heapq.heapreplace(waiting, (following, number))
                continue
            heapq.heappop(waiting)
            done += 1
            self._tell(done)

    def _course(self, one: Planned) -> Course:
        """What becomes of one visit: each step waits for its moment."""
        rng = Random(f"course {one.number}")  # noqa: S311 - the same course every time
        opens = one.at.replace(hour=9, minute=0) - timedelta(days=rng.randint(1, 3))
        assigned = opens - timedelta(days=rng.randint(2, 5)) + timedelta(hours=rng.randint(1, 6))
        closes = one.at.replace(hour=21, minute=0) + timedelta(days=rng.randint(2, 4))
        if one.ends == "late":
            closes = max(one.at + timedelta(minutes=20), opens + timedelta(hours=12))
        yield assigned
        visit = self._assign(one, one.shopper, assigned, opens, closes)
        accepted = assigned + timedelta(minutes=rng.randint(20, 1100))
        yield accepted
        self._accept(visit, one.shopper, accepted)
        if one.ends == "cancelled":
            yield opens - timedelta(hours=14)
            self._cancel(one, visit, opens - timedelta(hours=14))
            return
        if one.ends == "missed":
            yield (over := closes + timedelta(minutes=10))
            if over < self._now:
                run_timers(over, Limits())
            return
        if one.instead is not None:
            yield from self._hand_over(one, visit, one.instead, opens)
        shopper = self._actor(one.instead or one.shopper)
        yield one.at
        if one.ends == "aborted":
            self._abort(one, visit, shopper)
        else:
            yield from self._carry_out(one, visit, shopper, rng)

    def _assign(
        self, one: Planned, shopper: Someone, at: datetime, opens: datetime, closes: datetime
    ) -> Visit:
        manager = self._manager_of(one.site.code)
        place = self._places[one.site.code]
        person = self._people[shopper.email]
        return commands.assign(manager, at, one.checklist, place, person, opens, closes)

    def _manager_of(self, code: str) -> Actor:
        return self._actor(BY_MAIL[MANAGERS[BY_CODE[code].team]])

    def _accept(self, visit: Visit, shopper: Someone, at: datetime) -> None:
        commands.accept(self._actor(shopper), at, visit, True, True)

    def _cancel(self, one: Planned, visit: Visit, at: datetime) -> None:
        manager = self._manager_of(one.site.code)
        words = ends.CANCELLED[manager.language == "en"]
        commands.cancel(manager, at, visit, words[one.number % len(words)])

    def _hand_over(
        self, one: Planned, visit: Visit, instead: Someone, opens: datetime
    ) -> Iterator[datetime]:
        at = opens - timedelta(hours=20)
        yield at
        manager = self._manager_of(one.site.code)
        person = self._people[instead.email]
        words = ends.REASSIGNED[manager.language == "en"]
        reason = words[one.number % len(words)]
        commands.reassign(manager, at, visit, person, reason)
        yield at + timedelta(hours=2)
        self._accept(visit, instead, at + timedelta(hours=2))

    def _abort(self, one: Planned, visit: Visit, shopper: Actor) -> None:
        kinds = reasons_to_end(one.checklist)
        kind = kinds[one.number // 50 % len(kinds)]
        words = ends.ABORTED[kind][shopper.language == "en"]
        if kind == "closed":
            picture = BytesIO(photos.jpeg("boxes"))
            commands.attach(shopper, one.at, visit, ABORT_KEY, picture, "door.jpg")
        reason = words[one.number // 50 % len(words)]
        commands.abort(shopper, one.at, visit, kind, reason)

    def _carry_out(
        self, one: Planned, visit: Visit, shopper: Actor, rng: Random
    ) -> Iterator[datetime]:
        happened = self._happened(one, shopper.language)
        commands.start(shopper, one.at, visit)
        yield (taken := one.at + timedelta(minutes=rng.randint(12, 35)))
        for key, name in happened.photos.items():
            picture = BytesIO(photos.jpeg(name))
            commands.attach(shopper, taken, visit, key, picture, f"{name}.jpg")
        sent = taken + timedelta(minutes=rng.randint(15, 70))
        if one.ends == "late":
            sent += timedelta(hours=rng.randint(18, 26))
        elif one.checklist in SLOW:
            sent += timedelta(hours=44)
        yield sent
        uuid = str(uuid5(NAMESPACE, f"{self._now.isoformat()} {one.number}"))
        slow = timedelta(seconds=rng.choice((0, 0, 1, 1, 2, 40)))
        if worth_a_look(one) == "slow clock":
            slow = timedelta(hours=2, minutes=1)
        payload = happened.sheet.payload()
        if worth_a_look(one) == "quick":
            payload["elapsed_s"] = 44
        commands.submit(shopper, sent, visit, uuid, payload, device_at=sent - slow)

    def _happened(self, one: Planned, language: str) -> Happened:
        checklist = self._checklist(one.checklist)
        if one.story is not None:
            self._memory.begin(one.site.code)
            names = {key: said.photo for key, said in one.story.items() if said.photo}
            held = {key: photo_id(name) for key, name in names.items()}
            return Happened(fill(checklist, one.story, one.at, held), names)
        seed = f"visit {one.number} {one.site.code} {one.checklist}"
        went = happen(
            checklist, one.site, one.at, one.days_ago, language, self._memory, seed, photo_id
        )
        if checklist.check_in == "none" or one.number % NOT_CHECKED_IN == 0:
            return went
        return replace(went, sheet=replace(went.sheet, check_in=before_the_door(one)))

    def _checklist(self, key: str) -> Checklist:
        if key not in self._checklists:
            self._checklists[key] = checklist_in(checklist_version(key))
        return self._checklists[key]

    def _to_come(self) -> list[Course]:
        """Visits that wait: to be answered, accepted, half filled in, declined, given back."""
        return [
            self._waiting("СД-03", SHOP, "lebedeva", "begun"),
            self._waiting("CY-01", SHOP, "turner", "begun"),
            self._waiting("РС-01", RESTAURANT, "lebedeva", "accepted"),
            self._waiting("CY-03", HOTEL, "weiss", "accepted"),
            self._waiting("СД-30", SHOP, "permyakova", "accepted"),
            self._waiting("АЗ-07", STATION, "lebedeva", "assigned"),
            self._waiting("CY-02", RESTAURANT, "turner", "assigned"),
            self._waiting("СД-14", SHOP, "fomin", "assigned"),
            self._waiting("АЗ-12", STATION, "belov", "declined"),
            self._waiting("БН-02", "bank-branch", "belova", "given back"),
        ]

    def _waiting(self, code: str, checklist: str, mail: str, ends_as: str) -> Course:
        site, shopper = BY_CODE[code], BY_MAIL[mail]
        local = self._now.astimezone(ZoneInfo(site.time_zone))
        opens = local.replace(hour=9, minute=0, second=0, microsecond=0)
        opens += timedelta(days=-1 if ends_as == "begun" else 2)
        closes = opens + timedelta(days=6, hours=12)
        at = self._now - timedelta(hours=3 if ends_as == "assigned" else 30)
        one = Planned(-1, site, checklist, local - timedelta(hours=1), 0, shopper)
        yield at
        visit = self._assign(one, shopper, at, opens, closes)
        if ends_as == "assigned":
            return
        yield (answered := at + timedelta(hours=3))
        actor = self._actor(shopper)
        if ends_as == "declined":
            reason = ends.DECLINED[actor.language == "en"][0]
            commands.decline(actor, answered, visit, reason)
            return
        self._accept(visit, shopper, answered)
        if ends_as == "given back":
            yield (later := answered + timedelta(hours=9))
            reason = ends.GIVEN_BACK[actor.language == "en"][0]
            commands.give_back(actor, later, visit, reason)
        elif ends_as == "begun":
            yield (begun := self._now - timedelta(minutes=55))
            self._begin(one, visit, actor, begun)

    def _begin(self, one: Planned, visit: Visit, shopper: Actor, at: datetime) -> None:
        """Fill in the first section and a half: as far as someone came by now."""
        checklist = self._checklist(one.checklist)
        seed = f"begun {one.site.code}"
        happened = happen(
            checklist, one.site, one.at, 0, shopper.language, self._memory, seed, photo_id
        )
        commands.start(shopper, at, visit)
        sheet = beginning(checklist, happened.sheet)
        commands.save_draft(shopper, at + timedelta(minutes=9), visit, sheet)


def before_the_door(one: Planned) -> Answer:
    """Return where the shopper was at the start: a few steps from the place, as phones see it."""
    steps = ((one.number * 37 % 21 - 10) * 1e-5, (one.number * 53 % 21 - 10) * 2e-5)
    here = one.site.position
    if worth_a_look(one) == "far":
        steps = (0.012, 0.021)  # where the shopper lives, say
    return Answer(
        {"lat": round(here.latitude + steps[0], 6), "lon": round(here.longitude + steps[1], 6)}
    )


def worth_a_look(one: Planned) -> str:
    """Return what is odd about a visit, if anything is."""
    return WORTH_A_LOOK.get(one.number % OF_SO_MANY, "")


def beginning(checklist: Checklist, sheet: Sheet) -> Sheet:
    """Return the answers to the first section and a half, without their photos."""
    first, second = checklist.sections[:2]
    reached = {question.key for question in (*first.questions, *second.questions[:2])}
    answers = {
        key: replace(answer, photos=()) for key, answer in sheet.answers.items() if key in reached
    }
    return replace(sheet, answers=answers)


def reasons_to_end(checklist: str) -> tuple[str, ...]:
    """Return why a visit by this checklist may end early; nobody is recognised on the telephone."""
    return ("closed", "unsafe", "recognised") if checklist != "enquiry" else ("closed",)


@cache
def photo_id(name: str) -> str:
    """Return the id that a photo of that name gets."""
    return hashlib.sha256(photos.jpeg(name)).hexdigest()
