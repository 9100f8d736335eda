"""Answers as they were sent: read into a sheet, whatever state they are in.

Knows no checklist: what an answer means is for `states` to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auditapp.core.kinds.base import WrongValue
from auditapp.core.kinds.position import Point, Position
from auditapp.core.problems import N_, Problem

CHECK_IN = "check-in"  # what issues of it are tied to: no question can have this key
MOST_ANSWERS = 20_000
_SHAPES = {"value": object, "na": bool, "unchecked": bool, "comment": str}


@dataclass(frozen=True)
class Answer:
    """What was sent for one question: a value, or why there is none."""

    value: Any = None
    na: bool = False
    unchecked: bool = False
    comment: str = ""
    photos: tuple[str, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Return the answer as JSON."""
        said: dict[str, Any] = {}
        if self.na:
            said["na"] = True
        elif self.unchecked:
            said["unchecked"] = True
        else:
            said["value"] = self.value
        if self.comment:
            said["comment"] = self.comment
        if self.photos:
            said["photos"] = list(self.photos)
        return said


@dataclass(frozen=True)
class Issue:
    """A problem or notice: the question it is tied to (empty for the whole), code and sentence."""

    key: str
    code: str
    sentence: str
    details: dict[str, Any] = field(default_factory=dict)

    def say(self) -> str:
        """The sentence in English."""
        return self.sentence % self.details if self.details else self.sentence


@dataclass(frozen=True)
class Sheet:
    """The answers of one visit, by key; `till[0].greeted` in a repeated section.

    `check_in` is the position at the start, or why there is none; it answers no question.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict)
    na_sections: frozenset[str] = frozenset()
    language: str = ""
    location: str = ""
    visited_at: str | None = None
    check_in: Answer = Answer()
    faults: tuple[Issue, ...] = ()

    def payload(self) -> dict[str, Any]:
        """Return the sheet as JSON, as `read_sheet` reads it."""
        said: dict[str, Any] = {
            "language": self.language,
            "location": self.location,
            "visited_at": self.visited_at,
            "answers": {key: answer.payload() for key, answer in self.answers.items()},
            "na_sections": sorted(self.na_sections),
        }
        if self.check_in != Answer():
            said["check_in"] = self.check_in.payload()
        return said

    @property
    def here(self) -> Point | None:
        """Where the visit was checked in, if that was given and can be read."""
        try:
            return None if self.check_in.value is None else Position().read(self.check_in.value)
        except WrongValue:
            return None


def read_sheet(payload: Any) -> Sheet:
    """Read what was sent; a malformed answer counts as none and is noted in `faults`.

    Raises: Problem 'answers.unreadable' if there is no map of answers at all.
    """
    if not isinstance(payload, dict) or not isinstance(payload.get("answers"), dict):
        raise Problem("answers.unreadable")
    raw = payload["answers"]
    if len(raw) > MOST_ANSWERS:
        raise Problem("answers.unreadable")
    faults: list[Issue] = []
    set_aside = _set_aside(payload.get("na_sections"), faults)
    answers = {str(key): _read_answer(str(key), item, faults) for key, item in raw.items()}
    return Sheet(
        answers=answers,
        na_sections=set_aside,
        language=_words(payload.get("language")),
        location=_words(payload.get("location")),
        visited_at=_words(payload.get("visited_at")) or None,
        check_in=_check_in(payload.get("check_in"), faults),
        faults=tuple(faults),
    )


def _set_aside(raw: Any, faults: list[Issue]) -> frozenset[str]:
    listed = raw if isinstance(raw, list) else []
    keys = frozenset(key for key in listed if isinstance(key, str))
    if (raw is not None and not isinstance(raw, list)) or len(keys) < len(listed):
        sentence = N_("The list of sections set aside cannot be read.")
        faults.append(Issue("", "answers.malformed", sentence))
    return keys


def _check_in(raw: Any, faults: list[Issue]) -> Answer:
    return Answer() if raw is None else _read_answer(CHECK_IN, raw, faults)


def _words(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""


def _read_answer(key: str, raw: Any, faults: list[Issue]) -> Answer:
    if not isinstance(raw, dict):
        faults.append(
            Issue(key, "answers.malformed", N_("This answer cannot be read: give it again."))
        )
        return Answer()
    photos = raw.get("photos")
    listed = photos if isinstance(photos, list) else []
    answer = Answer(
        value=raw.get("value"),
        na=raw.get("na") is True,
        unchecked=raw.get("unchecked") is True,
        comment=_words(raw.get("comment")),
        photos=tuple(photo for photo in listed if isinstance(photo, str)),
    )
    if not _is_whole(raw):
        faults.append(Issue(key, "answers.malformed", N_("Part of this answer cannot be read.")))
    return answer


def _is_whole(raw: dict[str, Any]) -> bool:
    for name, item in raw.items():
        if name == "photos":
            if not isinstance(item, list) or not all(isinstance(photo, str) for photo in item):
                return False
        elif name not in _SHAPES or not (item is None or isinstance(item, _SHAPES[name])):
            return False
    return True
