"""Which visits there were: where, when, by which checklist, who went, and how they ended.

Counted back from the moment the company is made, so the same moment gives the same plan.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from auditapp.demo.answers import Story
from auditapp.demo.life import DAYS
from auditapp.demo.people import FIELD, Someone
from auditapp.demo.sites import AUDIT, BANK, ENQUIRY, HOTEL, RESTAURANT, SHOP, SITES, WORSE, Site
from auditapp.demo.stories import WITHOUT_RECEIPT

VISITS = 400
LAST_DAYS = 2  # the newest visit was so many days ago
SLOW_DAYS = 5  # and so many where the form is sent only once a promise was kept or a stay is over
TOLD_DAYS = 3  # and the one that is told as a story, so many
ROTATION_DAYS = 90
FULL_DAY = "24:00"
# How a visit ends if not well: the remainder by which it is picked, of so many.
ENDS = (
    ("aborted", 50, 17),
    ("reassigned", 80, 33),
    ("cancelled", 95, 60),
    ("late", 70, 44),
    ("missed", 85, 71),
)
SLOW = {BANK, ENQUIRY, HOTEL}
# Who goes where; internal audits are the auditors'.
TEAMS = {"spb": "ru", "ekb": "ru", "cy": "cy"}


@dataclass(frozen=True)
class Planned:
    """One visit: `ends` says how, `instead` who goes if the first one could not."""

    number: int
    site: Site
    checklist: str
    at: datetime
    days_ago: float
    shopper: Someone
    ends: str = "done"
    instead: Someone | None = None
    story: Story | None = None


def visits(now: datetime, count: int) -> list[Planned]:
    """Return so many visits, the oldest first."""
    moments = sorted(_moments(now, count), key=lambda one: (one[0], one[1].code, one[2]))
    rota = _Rota()
    told = max(
        (number for number, one in enumerate(moments) if (one[1].code, one[2]) == (WORSE, SHOP)),
        default=-1,
    )
    return [
        _planned(number, now, rota, *moment, told=number == told)
        for number, moment in enumerate(moments)
    ]


def _planned(
    number: int,
    now: datetime,
    rota: "_Rota",
    at: datetime,
    site: Site,
    checklist: str,
    told: bool,
) -> Planned:
    if told:
        at = _at(now - timedelta(days=TOLD_DAYS), site).replace(hour=14, minute=5)
    ends = next((how for how, of, rest in ENDS if number % of == rest and not told), "done")
    first = rota.next(site, checklist, at)
    instead = rota.next(site, checklist, at, but=first) if ends == "reassigned" else None
    days_ago = (now - at) / timedelta(days=1)
    story = WITHOUT_RECEIPT if told else None
    return Planned(number, site, checklist, at, days_ago, first, ends, instead, story)


def _moments(now: datetime, count: int) -> Iterator[tuple[datetime, Site, str]]:
    for site, checklist, share in _shares(count):
        rng = Random(f"{site.code} {checklist}")  # noqa: S311 - the same plan every time
        phase = rng.uniform(0.15, 0.85)
        for turn in range(share):
            jitter = rng.uniform(-0.3, 0.3) if share > 1 else 0.0
            gone = min(1.0, max(0.0, (turn + phase + jitter) / share))
            newest = SLOW_DAYS if checklist in SLOW else LAST_DAYS
            days_ago = newest + (DAYS - newest) * (1 - gone)
            yield _moment(now, days_ago, site, checklist, rng), site, checklist


def _shares(count: int) -> list[tuple[Site, str, int]]:
    """Divide the visits as the sites say; what is left goes to the largest remainders."""
    wanted = [(site, key, weight) for site in SITES for key, weight in site.checklists]
    whole = sum(weight for *_, weight in wanted)
    exact = [count * weight / whole for *_, weight in wanted]
    given = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda n: (given[n] - exact[n], n))
    for n in order[: count - sum(given)]:
        given[n] += 1
    return [(site, key, n) for (site, key, _), n in zip(wanted, given, strict=True)]


def _moment(now: datetime, days_ago: float, site: Site, checklist: str, rng: Random) -> datetime:
    """Return a time on that day at which the place was open, by its own clock."""
    at = _at(now - timedelta(days=days_ago), site)
    while not (site.hours or ())[at.weekday()]:
        at -= timedelta(days=1)
    opens, closes = (site.hours or ())[at.weekday()][0]
    first, last = int(opens[:2]), int(closes[:2])
    if checklist == RESTAURANT:
        hour = rng.choice((13, 13, 14, 18, 19, 19, 20))
    elif checklist == HOTEL:
        hour = rng.choice((14, 15, 16, 17))
    elif checklist in (AUDIT, ENQUIRY):
        hour = rng.randint(10, 15)
    elif closes == FULL_DAY:
        hour = rng.choice((8, 9, 11, 13, 16, 18, 19, 21))
    else:
        hour = min(last - 2, max(first, round(rng.gauss(15.5, 3))))
    return at.replace(hour=hour, minute=rng.randint(0, 59), second=0, microsecond=0)


def _at(moment: datetime, site: Site) -> datetime:
    local = moment.astimezone(ZoneInfo(site.time_zone))
    return local.replace(second=0, microsecond=0)


class _Rota:
    """Sends whoever has rested longest, and nobody twice to one place within ninety days.

    Where eight people are too few for so many visits, whoever was there longest ago goes again.
    """

    def __init__(self) -> None:
        self._last: dict[str, int] = defaultdict(lambda: -1)
        self._there: dict[tuple[str, str], date] = {}
        self._count = 0

    def next(self, site: Site, checklist: str, at: datetime, but: Someone | None = None) -> Someone:
        """Return who goes."""
        team = "audit" if checklist == AUDIT else TEAMS[site.team]
        members = [one for one in FIELD if one.team == team and one is not but]
        day = at.date()
        chosen = min(
            members, key=lambda one: (not self._rested(one, site, day), self._rank(one, site, day))
        )
        self._count += 1
        self._last[chosen.mail] = self._count
        self._there[_home(chosen), site.code] = day
        return chosen

    def _rested(self, one: Someone, site: Site, day: date) -> bool:
        last = self._there.get((_home(one), site.code))
        return last is None or (day - last).days >= ROTATION_DAYS

    def _rank(self, one: Someone, site: Site, day: date) -> tuple[int, int]:
        last = self._there.get((_home(one), site.code))
        rested = self._rested(one, site, day)
        return (0 if rested or last is None else last.toordinal(), self._last[one.mail])


def _home(one: Someone) -> str:
    return one.household or one.mail
