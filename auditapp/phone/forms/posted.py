"""A posted form read into a sheet: what was on the page is taken, what was not stays as it was."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Protocol
from zoneinfo import ZoneInfo

from auditapp.core.answers import Answer, Issue, Sheet
from auditapp.core.asking import ask
from auditapp.core.document import Checklist
from auditapp.core.problems import N_
from auditapp.core.states import Asked
from auditapp.phone.forms.values import FIELDS

STATES = ("na", "unchecked")
MARK = "~"  # before a state that is one of a question's own buttons
OWN_STATES = frozenset(MARK + state for state in STATES)


class PostedFields(Protocol):
    """What is needed of a request's form: its names, and all values of one."""

    def getlist(self, key: str) -> list[str]:
        """Return every value of a field."""

    def __iter__(self) -> Iterator[str]:
        """Go through the names of the fields."""


@dataclass(frozen=True)
class Posted:
    """The sheet as it stands after a post, and what could not be placed in it."""

    sheet: Sheet
    strays: tuple[Issue, ...]
    first_changed: str | None


def stamp(sheet: Sheet) -> str:
    """Name a state of the draft, so that an older page is known when it is posted."""
    written = dumps(sheet.payload(), sort_keys=True, ensure_ascii=False, default=str)
    return sha256(written.encode()).hexdigest()[:16]


def read_form(
    checklist: Checklist, draft: Sheet, fields: PostedFields, zone: ZoneInfo, language: str
) -> Posted:
    """Bring posted fields into the draft; an older page never empties a newer answer."""
    known = ask(checklist, draft).by_key
    shown = [name[2:] for name in fields if name.startswith("c:")]
    older = fields.getlist("base") != [stamp(draft)]
    answers: dict[str, Answer] = dict(draft.answers)
    for key in shown:
        if key in known:
            answers[key] = _read_answer(known[key], draft, fields, older)
    sheet = replace(
        draft,
        answers={
            key: given for key, given in answers.items() if given != Answer() or holds_turn(key)
        },
        na_sections=_set_aside(draft, fields),
        language=language,
        visited_at=_read_visited(draft, fields, zone),
        check_in=_read_check_in(draft, fields, older),
    )
    return Posted(sheet, tuple(_strays(fields, known)), _first_changed(known, draft, sheet))


def holds_turn(key: str) -> bool:
    """Tell whether an empty answer says something all the same: that its turn is there."""
    return "[" in key


def _read_answer(asked: Asked, draft: Sheet, fields: PostedFields, older: bool) -> Answer:
    key, before = asked.key, draft.answers.get(asked.key, Answer())
    values = fields.getlist(f"v:{key}")
    state = _read_state(values, fields.getlist(f"s:{key}"))
    comment = "".join(fields.getlist(f"c:{key}")[:1]).replace("\r\n", "\n").strip()
    if asked.question.kind.files:
        value = before.value
    else:
        value = FIELDS[asked.question.type].read(
            [v for v in values if v[:1] != MARK or v == "~none"]
        )
    if value is not None and (before.na or before.unchecked):
        state = ""  # it was set aside before and has been answered since
    if older and not state and value is None and not asked.question.kind.files:
        value, state = before.value, state_of(before)
    return Answer(
        value=value,
        na=state == "na",
        unchecked=state == "unchecked",
        comment=comment or (before.comment if older else ""),
        photos=before.photos,
    )


def state_of(answer: Answer) -> str:
    """Return why there is no value: 'na', 'unchecked', or nothing."""
    return "na" if answer.na else "unchecked" if answer.unchecked else ""


def _read_state(values: list[str], states: list[str]) -> str:
    said = [value[1:] for value in values if value in OWN_STATES] + states
    return next((state for state in said if state in STATES), "")


def _set_aside(draft: Sheet, fields: PostedFields) -> frozenset[str]:
    shown = {name[2:] for name in fields if name.startswith("z:")}
    return (draft.na_sections - shown) | {key for key in shown if "1" in fields.getlist(f"z:{key}")}


def _read_visited(draft: Sheet, fields: PostedFields, zone: ZoneInfo) -> str | None:
    written = "".join(fields.getlist("visited_at")[:1]).strip()
    if not written:
        return draft.visited_at
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return draft.visited_at
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat()


def _read_check_in(draft: Sheet, fields: PostedFields, older: bool) -> Answer:
    if "here" not in set(fields):
        return draft.check_in
    value = FIELDS["position"].read(fields.getlist("here"))
    why = "".join(fields.getlist("why")[:1]).replace("\r\n", "\n").strip()
    given = Answer(value=value, unchecked=value is None and bool(why), comment=why)
    return draft.check_in if older and given == Answer() else given


def _strays(fields: PostedFields, known: Mapping[str, Asked]) -> Iterable[Issue]:
    named = {name[2:] for name in fields if name[:2] in ("v:", "s:", "c:", "f:")}
    for key in sorted(named - set(known))[:20]:
        sentence = N_("The checklist has no question '%(key)s'.")
        yield Issue("", "answers.unknown_question", sentence, {"key": key})


def _first_changed(known: Mapping[str, Asked], before: Sheet, after: Sheet) -> str | None:
    for key in known:
        if before.answers.get(key, Answer()) != after.answers.get(key, Answer()):
            return key
    return None
