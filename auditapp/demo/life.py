"""What happens on a visit: decided question by question, by how its location has been doing.

The same visit of the same plan always goes the same way: every choice hangs on a seed of its own.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import Any

from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Checklist, Question
from auditapp.core.kinds.scale import Scale
from auditapp.core.states import Asked
from auditapp.demo.answers import Said, fill
from auditapp.demo.said import BOOKS, Book, Trouble
from auditapp.demo.said.book import Lines
from auditapp.demo.scenes import SCENES, Scene
from auditapp.demo.sites import Site

DAYS = 395
MOST_LIKELY = 0.9
SHOWN = 0.35  # how often a photo is taken that nobody asked for
BILL = "bill"  # the picture of what was paid, whichever that was
SAID_OF_TIMES = 0.6  # how often a long wait gets a comment
CHECKED_IN = 0.85
REMARKED = 0.45
GOOD_BELOW, POOR_ABOVE = 1.6, 4.0
REPAIRED_TO = 0.45  # what is left of a theme's troubles after it was put right
# Winter brings mud; December and Saturdays bring crowds.
WET = {10: 1.5, 11: 1.8, 12: 1.6, 1: 1.4, 2: 1.4, 3: 1.9, 4: 1.4}
CROWDED = {12: 1.5, 11: 1.1, 7: 0.85, 8: 0.85}
SATURDAY = 5
THEMES_OF_QUEUES = {"queue", "staff_wait", "kitchen"}
SAME_EVERYWHERE = "information"


@dataclass
class Memory:
    """Which sentences were used when, so that neighbours never say the same."""

    used: dict[tuple[Lines, int], int] = field(default_factory=dict)
    used_at: dict[tuple[str, str], int] = field(default_factory=dict)
    visits: int = 0
    visits_at: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def begin(self, place: str) -> None:
        """Count one more visit, here and altogether."""
        self.visits += 1
        self.visits_at[place] += 1

    def choose(self, lines: Lines, place: str, rng: Random) -> str:
        """Return the sentence not heard for longest, nothing if all were heard just now."""
        free = [
            (self.used_at.get((place, line), -9), self.used.get((lines, number), -9), number)
            for number, line in enumerate(lines)
            if self._is_free(lines, number, line, place)
        ]
        if not free:
            return ""
        number = min(free)[2] if rng.random() < 0.7 else rng.choice(free)[2]
        self.used[lines, number] = self.visits
        self.used_at[place, lines[number]] = self.visits_at[place]
        return lines[number]

    def _is_free(self, lines: Lines, number: int, line: str, place: str) -> bool:
        here = self.visits_at[place] - self.used_at.get((place, line), -9)
        anywhere = self.visits - self.used.get((lines, number), -9)
        return here > 1 and anywhere > 1


@dataclass(frozen=True)
class Happened:
    """A visit as it went: its sheet, and which photo belongs to which question."""

    sheet: Sheet
    photos: Mapping[str, str]


@dataclass
class Visitor:
    """Answers one visit's questions as they come to be asked."""

    site: Site
    at: datetime
    days_ago: float
    language: str
    memory: Memory
    rng: Random
    book: Book
    scene: Scene
    ids: Callable[[str], str]
    lost: float = 0.0
    names: dict[str, str] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    fixed: dict[str, Said] = field(default_factory=dict)

    def decide(self, one: Asked) -> Said | None:
        """Return what is said of one question, None if it is faultless."""
        if one.question.kind.files:
            self._show(one)
            return None
        said = self._decided(one)
        if said is not None:
            self.answers[one.key] = said.value
            if said.photo:
                self.names[one.key] = said.photo
                self.held[one.key] = self.ids(said.photo)
        return said

    def _show(self, one: Asked) -> None:
        """Take the photo that is itself the answer."""
        name = self.scene.pictures[one.question.key]
        self.names[one.key], self.held[one.key] = name, self.ids(name)

    def _decided(self, one: Asked) -> Said | None:
        told = self.scene.tell(self, one)
        if told is not None:
            return told
        if isinstance(one.question.kind, Scale) and one.question.subjective:
            return Said(self.opinion(one.question))
        if one.question.key in self.book.measured:
            return self.measure(one)
        return self.trouble(one)

    def trouble(self, one: Asked) -> Said | None:
        roll = self.rng.random()
        for trouble in self.book.troubles.get(one.question.key, ()):
            chance = min(MOST_LIKELY, trouble.chance / 100 * self.severity(trouble.theme))
            if roll >= chance:
                roll -= chance
                continue
            return self._said(one, trouble)
        return None

    def _said(self, one: Asked, trouble: Trouble) -> Said | None:
        comment = self.memory.choose(trouble.lines(self.language), self.site.code, self.rng)
        evidence = one.question.evidence
        if not comment and (trouble.unchecked or (evidence and "comment" in evidence.required)):
            return None
        if trouble.na or trouble.unchecked:
            return Said(None, comment, na=trouble.na, unchecked=trouble.unchecked)
        self.lost += min(3.0, float(one.question.weight)) * (4 if one.question.critical else 1)
        needed = evidence is not None and "photo" in evidence.required
        name = self.scene.pictures["receipt_photo"] if trouble.photo == BILL else trouble.photo
        shown = name if needed or self.rng.random() < SHOWN else None
        return Said(trouble.value, comment, shown)

    def measure(self, one: Asked, times: float = 1.0) -> Said | None:
        """Measure a time or a number; `times` says how much longer than usual it should take."""
        known = self.book.measured.get(one.question.key)
        if known is None:
            return None
        slow = 0.55 + 0.45 * self.severity(known.theme)
        value = known.median * times * slow * math.exp(self.rng.gauss(0, known.spread))
        number = self.within(one.question, round(value / known.step) * known.step)
        if number <= known.above or not known.above:
            return Said(number)
        evidence = one.question.evidence
        needed = evidence is not None and "comment" in evidence.required
        talks = needed or self.rng.random() < SAID_OF_TIMES
        lines = known.lines(self.language)
        comment = self.memory.choose(lines, self.site.code, self.rng) if talks else ""
        if needed and not comment:
            return Said(int(known.above))
        self.lost += 0.7
        return Said(number, comment)

    def within(self, question: Question, number: int) -> int:
        """Return a whole number held to the bounds of its question."""
        low, high = getattr(question.kind, "min", None), getattr(question.kind, "max", None)
        number = max(number, int(low)) if low is not None else number
        return min(number, int(high)) if high is not None else number

    def severity(self, theme: str) -> float:
        """Return how much more often than usual a theme goes wrong here and on that day."""
        if theme in ("", SAME_EVERYWHERE):
            return 1.0
        gone = 1 - min(self.days_ago, DAYS) / DAYS
        level = self.site.level * (1 + (self.site.drift - 1) * gone)
        level *= dict(self.site.weak).get(theme, 1.0)
        since = dict(self.site.repaired).get(theme)
        if since is not None and self.days_ago < since:
            level *= REPAIRED_TO / dict(self.site.weak).get(theme, 1.0)
        return level * self._season(theme)

    def _season(self, theme: str) -> float:
        if theme == "wet":
            return WET.get(self.at.month, 0.7)
        if theme in THEMES_OF_QUEUES:
            weekend = 1.3 if self.at.weekday() >= SATURDAY else 1.0
            return CROWDED.get(self.at.month, 1.0) * weekend
        return 1.0

    def opinion(self, question: Question) -> int:
        """Return an opinion on a scale, by how much went wrong before it was asked."""
        kind = question.kind
        if not isinstance(kind, Scale):
            raise TypeError(question.key)
        mood = max(0.0, 1 - self.lost / 22) + self.rng.gauss(0, 0.09)
        if question.key == "expected":
            mood = 0.78 + self.rng.gauss(0, 0.12)
        low, high = int(kind.min), int(kind.max)
        place = min(1.0, max(0.0, 1 - mood if kind.reverse else mood))
        return round(low + (high - low) * place)

    def remark(self) -> str:
        """Return the last words of the visit, if there are any."""
        good, poor = self.lost < GOOD_BELOW, self.lost > POOR_ABOVE
        if not (good or poor) or self.rng.random() > REMARKED:
            return ""
        lines = self.book.remarks(self.language, good=good)
        return self.memory.choose(lines, self.site.code, self.rng)


def happen(
    checklist: Checklist,
    site: Site,
    at: datetime,
    days_ago: float,
    language: str,
    memory: Memory,
    seed: str,
    ids: Callable[[str], str],
) -> Happened:
    """Let a visit happen: from its scene, question by question, to the last words."""
    memory.begin(site.code)
    rng = Random(seed)  # noqa: S311 - the same life every time, nothing secret
    scene = SCENES[checklist.key](site, at, language, rng)
    visitor = Visitor(site, at, days_ago, language, memory, rng, BOOKS[checklist.key], scene, ids)
    start = Sheet(na_sections=scene.aside, language=language, location=site.code)
    sheet = fill(checklist, scene.opening, at, visitor.held, visitor.decide, start)
    return Happened(_whole(checklist, visitor, sheet), visitor.names)


def _whole(checklist: Checklist, visitor: Visitor, sheet: Sheet) -> Sheet:
    """Add what nobody has to answer: the last words, and where the shopper was."""
    answers = dict(sheet.answers)
    words = visitor.remark() if "remark" in checklist.by_key else ""
    if words:
        answers["remark"] = Answer(words)
    here = check_in(visitor) if checklist.check_in != "none" else Answer()
    return replace(sheet, answers=answers, check_in=here)


def check_in(visitor: Visitor) -> Answer:
    """Return where the shopper was at the start: near the place, as a phone finds it."""
    if visitor.rng.random() > CHECKED_IN:
        return Answer()
    place = visitor.site.position
    north, east = (visitor.rng.gauss(0, 0.00025) for _ in range(2))
    accuracy = visitor.rng.choice((6, 9, 12, 18, 30))
    here = {
        "lat": round(place.latitude + north, 6),
        "lon": round(place.longitude + east * 1.8, 6),
        "accuracy": accuracy,
    }
    return Answer(here)
