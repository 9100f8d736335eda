"""How two versions differ, in words: rows of a table, and one sentence on what still compares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from auditapp.checklists.routes.saying import (
    CAUSES,
    METHODS,
    Saying,
    critical_said,
    evidence_said,
    languages_said,
    limit_said,
    measure_said,
    number_said,
    type_said,
)
from auditapp.core.differences import (
    Changed,
    Differences,
    StandardDifferences,
    What,
)
from auditapp.core.document import Checklist, Clause, Question, Section, Standard
from auditapp.core.text import Text
from auditapp.web.pages import local_day

WHATS = {
    What.ADDED: _("added"),
    What.REMOVED: _("removed"),
    What.REWORDED: _("reworded"),
    What.MOVED: _("moved"),
    What.TYPE: _("another type"),
    What.OPTIONS: _("other answers"),
    What.SCORES: _("other scores"),
    What.WEIGHT: _("another weight"),
    What.CRITICAL: _("critical or not"),
    What.CONDITION: _("asked when"),
    What.CLAUSE: _("another clause"),
    What.TARGET: _("another target"),
    What.LIMIT: _("another limit"),
    What.OTHER: _("details"),
}
PARTS = {
    "added": _("added"),
    "removed": _("removed"),
    "moved": _("moved"),
    "title": _("title"),
    "weight": _("weight"),
    "pass_mark": _("pass mark"),
    "na": _("may be set aside"),
    "owner": _("who answers for it"),
    "show_if": _("asked when"),
    "repeat": _("how often it is filled"),
    "notes": _("notes for editors"),
    "method": _("method"),
    "industry": _("industry"),
    "languages": _("languages"),
    "standard": _("standard"),
    "critical_cap": _("cap after a critical fail"),
    "brief": _("scenario"),
    "live_score": _("score while filling in"),
    "check_in": _("position at the start"),
    "owners": _("who answers for sections"),
    "grades": _("grades"),
    "effective_from": _("in force from"),
    "target": _("target"),
    "tolerance": _("tolerance"),
    "sections": _("targets of sections"),
}
MOST_NAMED = 12


@dataclass(frozen=True)
class Row:
    """One difference: of what, in what, how it was, and how it is now."""

    name: str
    what: str
    before: str
    now: str


def rows_of(
    found: Differences,
    old: Checklist,
    new: Checklist,
    spoken: str,
    targets: Mapping[str, Decimal],
) -> list[Row]:
    """Return the differences between two checklists, from the whole to the single question.

    `targets` are those of standards by their keys.
    """
    was, now = Saying(old, spoken), Saying(new, spoken)
    whole = gettext("The whole checklist")
    rows = [
        Row(whole, str(PARTS[name]), _whole(was, name, targets), _whole(now, name, targets))
        for name in found.document
    ]
    for section in found.sections:
        held = section.new or section.old
        title = gettext("Section %(title)s", title=now.text(held.title)) if held else ""
        rows += [
            Row(title, str(PARTS[what]), *_pair(was, now, section.old, section.new, what))
            for what in section.what
        ]
    for one in found.questions:
        rows += _question_rows(one, was, now)
    return rows


def clause_rows(found: StandardDifferences, old: Standard, new: Standard, spoken: str) -> list[Row]:
    """Return the differences between two standards, from the whole to the single clause."""
    whole = gettext("The whole standard")
    rows = [
        Row(whole, str(PARTS[name]), _fact(old, name, spoken), _fact(new, name, spoken))
        for name in found.document
    ]
    for one in found.clauses:
        held = one.new or one.old
        title = f"{one.code} {held.title.say(spoken)}" if held else one.code
        for what in one.what:
            before, now = _clause(one.old, what, spoken), _clause(one.new, what, spoken)
            rows.append(Row(title, str(WHATS[what]), before, now))
    return rows


def comparable_said(found: Differences, new: Checklist) -> str:
    """Say in one sentence whose trends go on, and whether totals compare."""
    numbers = [new.number_of[one.key] for one in found.begin_anew]
    named = ", ".join(numbers[:MOST_NAMED]) + ("…" if len(numbers) > MOST_NAMED else "")
    goes_on = ngettext(
        "The trend of %(num)d question goes on",
        "The trends of %(num)d questions go on",
        found.goes_on,
    )
    anew = gettext("begin anew for %(numbers)s", numbers=named) if numbers else ""
    return f"{', '.join(filter(None, (goes_on, anew)))}; {_totals_said(found)}"


def _totals_said(found: Differences) -> str:
    if not found.totals_compare:
        return str(gettext("totals do not compare, because they are made of other scores."))
    if not found.verdicts_compare:
        return str(gettext("totals compare, but a visit passes or fails by other marks."))
    return str(gettext("totals compare."))


def _question_rows(one: Changed, was: Saying, now: Saying) -> Iterator[Row]:
    side = now if one.new else was
    held = one.new or one.old
    name = f"{side.checklist.number_of[one.key]} {side.text(held.text)}" if held else one.key
    for what in one.what:
        before = _said(was, one.old, what) if one.old else "–"
        after = _said(now, one.new, what) if one.new else "–"
        yield Row(name, str(WHATS[what]), before, after)


def _said(say: Saying, question: Question, what: What) -> str:
    said = {
        What.ADDED: lambda: type_said(question.type),
        What.REMOVED: lambda: type_said(question.type),
        What.REWORDED: lambda: say.text(question.text),
        What.MOVED: lambda: _place(say, question),
        What.TYPE: lambda: type_said(question.type),
        What.OPTIONS: lambda: _options(say, question) or say.bounds(question),
        What.SCORES: lambda: _options(say, question) + _bonus(question),
        What.WEIGHT: lambda: number_said(question.weight),
        What.CRITICAL: lambda: critical_said(question) or gettext("not critical"),
        What.CONDITION: lambda: (
            say.condition(question.show_if) if question.show_if else gettext("always")
        ),
        What.CLAUSE: lambda: question.clause or "–",
        What.OTHER: lambda: _details(say, question),
    }
    return str(said[what]()) or "–"


def _place(say: Saying, question: Question) -> str:
    number = say.checklist.number_of[question.key]
    section = next(one for one in say.checklist.sections if question in one.questions)
    return f"{number}, {say.text(section.title)}"


def _options(say: Saying, question: Question) -> str:
    return "; ".join(f"{words} {score}".strip() for words, score in say.options(question))


def _bonus(question: Question) -> str:
    return f"; {gettext('bonus')}" if question.bonus else ""


def _details(say: Saying, question: Question) -> str:
    evidence, cause = question.evidence, question.cause
    said = [
        say.text(question.group) if question.group else "",
        say.text(question.help) if question.help else "",
        gettext("may not apply") if question.na else "",
        "" if question.required else gettext("need not be answered"),
        str(CAUSES[cause]) if cause else "",
        evidence_said(evidence) if evidence else "",
        measure_said(question.measure) if question.measure else "",
        question.image or "",
        gettext("an opinion") if question.subjective else "",
        languages_said(tuple(filter(None, question.text.words))),
    ]
    return "; ".join(filter(None, said))


def _pair(
    was: Saying, now: Saying, old: Section | None, new: Section | None, what: str
) -> tuple[str, str]:
    if what in ("added", "removed", "moved"):
        return ("–" if old is None else was.text(old.title)), (
            "–" if new is None else now.text(new.title)
        )
    return _part(was, old, what), _part(now, new, what)


def _whole(say: Saying, name: str, targets: Mapping[str, Decimal]) -> str:
    checklist = say.checklist
    if name != "pass_mark" or checklist.pass_mark is not None or not checklist.standard:
        return _part(say, checklist, name)
    target = targets.get(checklist.standard)
    if target is None:
        return str(gettext("the standard's target"))
    return str(gettext("the standard's target, %(target)s %%", target=number_said(target)))


def _part(say: Saying, held: Any, name: str) -> str:
    value = getattr(held, name)
    special = {
        "method": lambda: str(METHODS[value]),
        "languages": lambda: languages_said(value),
        "show_if": lambda: say.condition(value) if value else gettext("always"),
        "grades": lambda: "; ".join(
            f"{say.text(one.name)} ≥ {number_said(one.from_)}" for one in value
        ),
        "owners": lambda: "; ".join(say.text(one) for one in value.values()),
        "repeat": lambda: say.text(value.title) if value else "",
        "notes": lambda: "; ".join(value),
    }
    return str(special[name]() if name in special else _plain(value, say.text)) or "–"


def _fact(standard: Standard, name: str, spoken: str) -> str:
    value = getattr(standard, name)
    if name == "effective_from":
        return str(local_day(value))
    if name == "sections":
        return "; ".join(f"{key} {number_said(target)}" for key, target in value.items()) or "–"
    if name == "notes":
        return "; ".join(value) or "–"
    return _plain(value, lambda text: text.say(spoken)) or "–"


def _plain(value: Any, say: Any) -> str:
    if isinstance(value, Text):
        return str(say(value))
    if isinstance(value, bool):
        return str(gettext("Yes") if value else gettext("No"))
    if value is None:
        return ""
    return value if isinstance(value, str) else number_said(value)


def _clause(clause: Clause | None, what: What, spoken: str) -> str:
    if clause is None:
        return "–"
    if what is What.TARGET:
        return number_said(clause.target) if clause.target is not None else "–"
    if what is What.LIMIT:
        return limit_said(clause.limit) if clause.limit else "–"
    if what is What.OTHER:
        held = clause.industry
        said = [languages_said(tuple(filter(None, clause.requirement.words)))]
        said.append(f"{number_said(held.value)}, {held.source.say(spoken)}" if held else "")
        return "; ".join(filter(None, said)) or "–"
    return clause.requirement.say(spoken)
