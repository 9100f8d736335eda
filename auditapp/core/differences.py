"""How two versions of a checklist or a standard differ, and which figures still compare.

Questions and clauses are matched by their keys, for by them their histories are kept.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from auditapp.core.document import Checklist, Clause, Question, Section, Standard
from auditapp.core.kinds.base import Kind
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.scale import Scale
from auditapp.core.text import Text

# What of a type's settings says how an answer is scored; the others say what can be answered.
_SCORING = ("expect", "bands", "linear", "reverse")
_SCALE = ("min", "max", "step")
_DRAWN = ("look",)


class What(StrEnum):
    """In what a question or a clause of two versions differs."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"
    TYPE = "type"
    OPTIONS = "options"
    SCORES = "scores"
    WEIGHT = "weight"
    CRITICAL = "critical"
    CONDITION = "condition"
    CLAUSE = "clause"
    TARGET = "target"
    LIMIT = "limit"
    OTHER = "other"


@dataclass(frozen=True)
class Changed:
    """One question that is not in both versions as it was; `begins_anew` says its trend ends."""

    key: str
    what: tuple[What, ...]
    old: Question | None
    new: Question | None
    begins_anew: bool = False


@dataclass(frozen=True)
class ChangedSection:
    """One section whose own settings differ: which, by their names in the format."""

    key: str
    what: tuple[str, ...]
    old: Section | None
    new: Section | None


@dataclass(frozen=True)
class Differences:
    """All that differs between two versions of a checklist."""

    document: tuple[str, ...]
    sections: tuple[ChangedSection, ...]
    questions: tuple[Changed, ...]
    goes_on: int
    totals_compare: bool
    verdicts_compare: bool

    @cached_property
    def begin_anew(self) -> tuple[Changed, ...]:
        """The questions of both versions whose answers do not mean the same."""
        return tuple(one for one in self.questions if one.begins_anew)

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.document or self.sections or self.questions)


@dataclass(frozen=True)
class ChangedClause:
    """One clause that is not in both versions as it was."""

    code: str
    what: tuple[What, ...]
    old: Clause | None
    new: Clause | None


@dataclass(frozen=True)
class StandardDifferences:
    """All that differs between two versions of a standard."""

    document: tuple[str, ...]
    clauses: tuple[ChangedClause, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.document or self.clauses)


@dataclass(frozen=True)
class Reused:
    """A key that once named a question of another type, and the version in which it did."""

    key: str
    version: int
    old_type: str
    new_type: str


def differences(old: Checklist, new: Checklist) -> Differences:
    """Return what differs, question by question: those of the new version in its order first."""
    moved = _moved(_places(old), _places(new))
    both = [key for key in new.by_key if key in old.by_key]
    changed = [
        found
        for key, question in new.by_key.items()
        if (found := _question(old.by_key.get(key), question, key in moved))
    ]
    changed += [
        Changed(key, (What.REMOVED,), question, None)
        for key, question in old.by_key.items()
        if key not in new.by_key
    ]
    anew = sum(one.begins_anew for one in changed)
    return Differences(
        document=_document(old, new, ("format", "key", "sections", "answer_sets")),
        sections=tuple(_sections(old, new)),
        questions=tuple(changed),
        goes_on=sum(new.by_key[key].kind.answerable for key in both) - anew,
        totals_compare=_scoring(old) == _scoring(new),
        verdicts_compare=_marks(old) == _marks(new),
    )


def standard_differences(old: Standard, new: Standard) -> StandardDifferences:
    """Return what differs, clause by clause."""
    codes = [*new.by_code, *(code for code in old.by_code if code not in new.by_code)]
    found = ((code, old.by_code.get(code), new.by_code.get(code)) for code in codes)
    clauses = tuple(
        ChangedClause(code, what, one, other)
        for code, one, other in found
        if (what := _clause(one, other))
    )
    return StandardDifferences(_document(old, new, ("format", "key", "clauses")), clauses)


def reused_keys(published: Iterable[tuple[int, Checklist]], new: Checklist) -> tuple[Reused, ...]:
    """Return which keys of published questions name a question of another type now.

    Of several versions the one named last counts.
    """
    known: dict[str, Reused] = {}
    for version, checklist in published:
        for key, question in checklist.by_key.items():
            now = new.by_key.get(key)
            if now is not None and now.type != question.type:
                known[key] = Reused(key, version, question.type, now.type)
    return tuple(known[key] for key in new.by_key if key in known)


def _question(old: Question | None, new: Question, is_moved: bool) -> Changed | None:
    if old is None:
        return Changed(new.key, (What.ADDED,), None, new)
    same_type = old.type == new.type
    seen = {
        What.REWORDED: not _same_words(old.text, new.text),
        What.MOVED: is_moved,
        What.TYPE: not same_type,
        What.OPTIONS: same_type and _offered(old.kind) != _offered(new.kind),
        What.SCORES: old.bonus != new.bonus or (same_type and _worth_differs(old.kind, new.kind)),
        What.WEIGHT: old.weight != new.weight,
        What.CRITICAL: old.critical != new.critical,
        What.CONDITION: old.show_if != new.show_if,
        What.CLAUSE: old.clause != new.clause,
        What.OTHER: _besides(old) != _besides(new) or _only_translated(old.text, new.text),
    }
    what = tuple(name for name, is_so in seen.items() if is_so)
    if not what:
        return None
    return Changed(new.key, what, old, new, _meaning(old) != _meaning(new))


def _same_words(old: Text, new: Text) -> bool:
    if isinstance(old.root, str) is not isinstance(new.root, str):
        # A text in no language became one in several: it was in one of them.
        (plain,), others = sorted((old.words.values(), new.words.values()), key=len)
        return plain in others
    common = old.words.keys() & new.words.keys()
    if not common:
        return False
    return all(old.words[language] == new.words[language] for language in common)


def _only_translated(old: Text, new: Text) -> bool:
    return old != new and _same_words(old, new)


def _offered(kind: Kind) -> Any:
    listed = [(one.key, one.text) for one in kind.options] if isinstance(kind, WithOptions) else []
    return listed, _settings(kind, (*_SCORING, *_DRAWN))


def _worth(kind: Kind) -> dict[str, Any]:
    """What each answer is worth: by option, or by the settings that say how it is scored."""
    if isinstance(kind, WithOptions):
        return {one.key: one.score for one in kind.options}
    return {name: getattr(kind, name) for name in _SCORING if name in type(kind).model_fields}


def _worth_differs(old: Kind, new: Kind) -> bool:
    # An option that came or went is named as such.
    before, after = _worth(old), _worth(new)
    return any(before[name] != after[name] for name in before.keys() & after.keys())


def _settings(kind: Kind, without: Sequence[str]) -> dict[str, Any]:
    names = set(type(kind).model_fields) - {*without, "options", "answer_set"}
    return {name: getattr(kind, name) for name in names}


def _meaning(question: Question) -> Any:
    """What must be the same for two answers to mean the same."""
    kind = question.kind
    scale = [getattr(kind, name) for name in _SCALE] if isinstance(kind, Scale) else []
    return question.type, _worth(kind), scale, getattr(kind, "unit", None)


def _besides(question: Question) -> Any:
    fields = ("help", "image", "group", "na", "required", "cause", "measure", "dimension")
    others = ("subjective", "evidence", "notes")
    drawn = [getattr(question.kind, name, None) for name in _DRAWN]
    return [getattr(question, name) for name in (*fields, *others)], drawn


def _places(checklist: Checklist) -> dict[str, str]:
    return {one.key: section.key for section in checklist.sections for one in section.questions}


def _moved(old: Mapping[str, str], new: Mapping[str, str]) -> set[str]:
    """Return the keys that stand in another group, or out of the order of most of their own."""
    at = {key: place for place, key in enumerate(old)}
    common = [key for key in new if key in at]
    moved = {key for key in common if old[key] != new[key]}
    for group in dict.fromkeys(new.values()):
        stayed = [key for key in common if key not in moved and new[key] == group]
        kept = _longest_rising([at[key] for key in stayed])
        moved |= {key for key in stayed if at[key] not in kept}
    return moved


def _longest_rising(places: Sequence[int]) -> set[int]:
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    found = set()
    last: int | None = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _sections(old: Checklist, new: Checklist) -> list[ChangedSection]:
    before = {section.key: section for section in old.sections}
    after = {section.key: section for section in new.sections}
    moved = _moved(dict.fromkeys(before, ""), dict.fromkeys(after, ""))
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        what = _section(before.get(key), after.get(key), key in moved)
        if what:
            found.append(ChangedSection(key, what, before.get(key), after.get(key)))
    return found


def _section(old: Section | None, new: Section | None, is_moved: bool) -> tuple[str, ...]:
    if old is None or new is None:
        return ("added" if old is None else "removed",)
    names = [name for name in Section.model_fields if name not in ("key", "questions")]
    what = [name for name in names if getattr(old, name) != getattr(new, name)]
    return (*what, "moved") if is_moved else tuple(what)


def _document(
    old: Checklist | Standard, new: Checklist | Standard, without: Sequence[str]
) -> tuple[str, ...]:
    names = (name for name in type(new).model_fields if name not in without)
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))


def _scoring(checklist: Checklist) -> Any:
    """All on which a total hangs: what is scored, how, with what weight, and when it is asked."""
    sections = [
        (
            section.weight,
            section.show_if,
            section.repeat and (section.repeat.min, section.repeat.max),
            {
                one.key: (
                    _meaning(one),
                    one.weight,
                    one.bonus,
                    # Without a cap a critical fail touches the verdict alone.
                    one.critical if checklist.critical_cap is not None else None,
                    one.show_if,
                )
                for one in section.questions
                if one.can_score
            },
        )
        for section in checklist.sections
    ]
    # Without weights it does not matter to a total in which section a question stands.
    if all(section.weight is None for section in checklist.sections):
        merged = {key: (when, how) for _, *when, scored in sections for key, how in scored.items()}
        return checklist.critical_cap, merged
    told = {one.key: held for one, held in zip(checklist.sections, sections, strict=True)}
    return checklist.critical_cap, {key: held for key, held in told.items() if held[3]}


def _marks(checklist: Checklist) -> Any:
    critical = {one.key: one.critical for one in checklist.questions if one.critical}
    marks = {one.key: one.pass_mark for one in checklist.sections if one.pass_mark is not None}
    return checklist.pass_mark, marks, critical


def _clause(old: Clause | None, new: Clause | None) -> tuple[What, ...]:
    if old is None or new is None:
        return (What.ADDED if old is None else What.REMOVED,)
    said = (
        _same_words(old.title, new.title) and _same_words(old.requirement, new.requirement),
        old.target == new.target,
        old.limit == new.limit,
        (old.cause, old.industry) == (new.cause, new.industry)
        and not _only_translated(old.requirement, new.requirement)
        and not _only_translated(old.title, new.title),
    )
    names = (What.REWORDED, What.TARGET, What.LIMIT, What.OTHER)
    return tuple(name for name, is_same in zip(names, said, strict=True) if not is_same)
