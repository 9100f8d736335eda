"""The shapes that the form is drawn from: a page of parts, turns and fields. Data only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from auditapp.core.answers import Issue


@dataclass(frozen=True)
class Button:
    """One option as it is drawn."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True)
class Shown:
    """A file that is there already; only a picture has an address to be seen at."""

    id: str
    name: str
    url: str


@dataclass(frozen=True)
class Field:
    """One question as the form draws it."""

    name: str
    id: str
    number: str
    kind: str
    words: str
    help: str
    ideal: str
    hidden: bool
    required: bool
    values: tuple[str, ...]
    options: tuple[Button, ...]
    look: str
    ends: tuple[str, str] | None
    unit: str
    accept: str
    state: str
    state_name: str
    mark: str
    may_not_apply: bool
    comment: str
    files: tuple[Shown, ...]
    beside: tuple[Shown, ...]
    takes_photos: bool
    demanded: tuple[str, ...]
    problems: tuple[Issue, ...]

    @property
    def text(self) -> str:
        """What a single field shows."""
        return self.values[0] if self.values else ""

    @property
    def single(self) -> bool:
        """Whether one field of its own takes the answer, and bears the question's name."""
        return (not self.options and len(self.values) == 1) or self.look == "menu"


@dataclass(frozen=True)
class Group:
    """Questions one after another under one heading, or under none."""

    words: str
    hidden: bool
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Turn:
    """The questions of one turn; without a title where the section is not repeated."""

    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Part:
    """One section as the form draws it."""

    key: str
    title: str
    turns: tuple[Turn, ...]
    pattern: Turn | None
    hidden: bool
    total: int
    done: int
    can_set_aside: bool
    set_aside: bool
    repeats: bool
    can_add: bool
    can_drop: bool
    asks_drop: bool


@dataclass(frozen=True)
class Listed:
    """A problem in the list at the top: where it is, whose it is, what to do."""

    target: str
    number: str
    words: str
    issue: Issue


@dataclass(frozen=True)
class CheckIn:
    """The question where the person is, at the top of the form."""

    text: str
    why: str
    required: bool
    problems: tuple[Issue, ...]


@dataclass(frozen=True)
class Page:
    """The whole form."""

    check_in: CheckIn | None

    parts: tuple[Part, ...]
    problems: tuple[Listed, ...]
    required: int
    left: int
    first_open: str


@dataclass(frozen=True)
class View:
    """How the form is to be drawn: for whom, with which files, how strictly."""

    language: str
    shown: Callable[[str], Shown]
    ideal: Callable[[str], str]
    comma: str = "."
    strict: bool = False
    refused: Mapping[str, tuple[Issue, ...]] = field(default_factory=dict)
    strays: tuple[Issue, ...] = ()
    drops: str = ""
