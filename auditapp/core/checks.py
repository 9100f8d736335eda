"""What must hold across the parts of a document: keys, references, weights, conditions.

Works on what could be read; parts with faults of their own are None and passed over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from auditapp.core.conditions import ORDER, STATE, Condition, Path, Test, tests_of
from auditapp.core.document import Question, Section, Standard
from auditapp.core.faults import Report
from auditapp.core.kinds.base import Kind, WrongValue, bend
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.words import Words
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.numbers import read_number
from auditapp.core.problems import N_

Tree = dict[str, Any]


@dataclass(frozen=True)
class QuestionPart:
    """What could be read of a question: None stands for what has faults of its own."""

    path: Path
    raw: Tree
    question: Question | None
    model: type[Kind] | None
    kind: Kind | None
    show_if: Condition | None


@dataclass(frozen=True)
class SectionPart:
    """What could be read of a section, and of its questions."""

    path: Path
    raw: Tree
    section: Section | None
    show_if: Condition | None
    questions: tuple[QuestionPart, ...]


def check_standard(tree: Tree, report: Report) -> None:
    """Check clause codes and limits of a standard."""
    clauses = list(_maps(tree.get("clauses"), ("clauses",)))
    if tree.get("clauses") == []:
        report.add(("clauses",), "document.value", N_("At least one entry is expected here."))
    _unique(((path, raw.get("code")) for path, raw in clauses), "code", report)
    for path, raw in clauses:
        limit = raw.get("limit")
        if isinstance(limit, dict) and ("at_most" in limit) == ("at_least" in limit):
            sentence = N_("A limit has either 'at_most' or 'at_least'.")
            report.add((*path, "limit"), "document.limit", sentence)


def check_checklist(
    tree: Tree, sections: list[SectionPart], standard: Standard | None, report: Report
) -> None:
    """Check everything of a checklist that concerns more than one part of it."""
    _check_keys(tree, report)
    _check_grades(tree, report)
    _check_section_weights(tree, report)
    for section in sections:
        _check_section(section, tree, report)
        for question in section.questions:
            _check_scoring(question, report)
            _check_clause(question, tree, standard, report)
    _check_conditions(sections, report)


def _maps(raw: Any, path: Path) -> Iterator[tuple[Path, Tree]]:
    for place, item in enumerate(raw if isinstance(raw, list) else ()):
        if isinstance(item, dict):
            yield (*path, place), item


def _raw_questions(tree: Tree) -> Iterator[tuple[Path, Tree]]:
    for path, section in _maps(tree.get("sections"), ("sections",)):
        yield from _maps(section.get("questions"), (*path, "questions"))


def _unique(named: Iterable[tuple[Path, Any]], key: str, report: Report) -> None:
    seen: set[str] = set()
    for path, name in named:
        if isinstance(name, str) and name in seen:
            sentence = N_("'%(name)s' is there already: each needs a name of its own.")
            report.add((*path, key), "document.duplicate", sentence, {"name": name})
        elif isinstance(name, str):
            seen.add(name)


def _check_keys(tree: Tree, report: Report) -> None:
    for listed in (
        _maps(tree.get("sections"), ("sections",)),
        _raw_questions(tree),
        _maps(tree.get("grades"), ("grades",)),
    ):
        _unique(((path, raw.get("key")) for path, raw in listed), "key", report)
    sets = tree.get("answer_sets")
    for name, options in (sets if isinstance(sets, dict) else {}).items():
        named = _maps(options, ("answer_sets", name))
        _unique(((path, bend(raw.get("key"))) for path, raw in named), "key", report)
    languages = tree.get("languages")
    if isinstance(languages, list) and len(set(map(str, languages))) < len(languages):
        report.add(("languages",), "document.duplicate", N_("A language is named twice."))


def _check_grades(tree: Tree, report: Report) -> None:
    bounds = [_number(raw.get("from")) for _path, raw in _maps(tree.get("grades"), ("grades",))]
    known = [bound for bound in bounds if bound is not None]
    if not bounds or len(known) < len(bounds):
        return
    if any(high <= low for high, low in pairwise(known)) or known[-1] != 0:
        sentence = N_("Grades go from the highest 'from' down, the last from 0.")
        report.add(("grades",), "document.grades", sentence)


def _number(raw: Any) -> Decimal | None:
    try:
        return read_number(raw)
    except ValueError:
        return None


def _check_section_weights(tree: Tree, report: Report) -> None:
    sections = list(_maps(tree.get("sections"), ("sections",)))
    without = [path for path, raw in sections if raw.get("weight") is None]
    if without and len(without) < len(sections):
        sentence = N_("Either all sections have a weight or none has: this one has none.")
        for path in without:
            report.add(path, "document.section_weights", sentence)


def _check_section(part: SectionPart, tree: Tree, report: Report) -> None:
    owners, owner = tree.get("owners"), part.raw.get("owner")
    known = owners if isinstance(owners, dict) else {}
    if isinstance(owner, str) and owner not in known:
        report.unknown_name((*part.path, "owner"), owner, known)
    repeat = part.raw.get("repeat")
    bounds = repeat if isinstance(repeat, dict) else {}
    low, high = _number(bounds.get("min", 1)), _number(bounds.get("max"))
    if low is not None and high is not None and high < low:
        sentence = N_("'max' must not be below 'min'.")
        report.add((*part.path, "repeat", "max"), "document.repeat", sentence)


def _check_scoring(part: QuestionPart, report: Report) -> None:
    critical, evidence = part.raw.get("critical"), part.raw.get("evidence")
    unscored = _is_unscored(part)
    if (critical is True or isinstance(critical, dict)) and (
        unscored or part.raw.get("bonus") is True
    ):
        sentence = N_("A critical question needs a scored type, a weight above 0 and no bonus.")
        report.add((*part.path, "critical"), "document.critical", sentence)
    if isinstance(evidence, dict) and evidence.get("when") == "fail" and unscored:
        sentence = N_("Evidence on failure needs a scored question: this one cannot fail.")
        report.add((*part.path, "evidence"), "document.evidence", sentence)


def _is_unscored(part: QuestionPart) -> bool:
    if _number(part.raw.get("weight")) == 0:
        return True
    if part.kind is not None:
        return not part.kind.can_score()
    return part.model is not None and part.model.can_score is Kind.can_score


def _check_clause(
    part: QuestionPart, tree: Tree, standard: Standard | None, report: Report
) -> None:
    clause = part.raw.get("clause")
    if not isinstance(clause, str):
        return
    if tree.get("standard") is None:
        sentence = N_("A clause needs a 'standard' in the head of the checklist.")
        report.add((*part.path, "clause"), "document.clause", sentence)
    elif standard is not None and clause not in standard.by_code:
        report.unknown_name((*part.path, "clause"), clause, standard.by_code)


@dataclass(frozen=True)
class _Earlier:
    """A question that conditions after it may look at."""

    section: Path
    repeats: bool
    kind: Kind | None


def _check_conditions(sections: list[SectionPart], report: Report) -> None:
    earlier: dict[str, _Earlier] = {}
    for section in sections:
        if section.show_if:
            _check_tests(section.show_if, section.path, None, earlier, report)
        repeats = section.raw.get("repeat") is not None
        for question in section.questions:
            if question.show_if:
                _check_tests(question.show_if, question.path, section.path, earlier, report)
            key = question.raw.get("key")
            if isinstance(key, str):
                earlier[key] = _Earlier(section.path, repeats, question.kind)


def _check_tests(
    condition: Condition,
    path: Path,
    inside: Path | None,
    earlier: dict[str, _Earlier],
    report: Report,
) -> None:
    for at, test in tests_of(condition, (*path, "show_if")):
        name = {"name": test.question}
        seen = earlier.get(test.question)
        if seen is None:
            sentence = N_("'%(name)s' is not a question before this one.")
            report.add((*at, "question"), "document.condition", sentence, name)
        elif seen.repeats and seen.section != inside:
            sentence = N_("'%(name)s' is in a repeated section: it has no one answer out here.")
            report.add((*at, "question"), "document.condition", sentence, name)
        elif seen.kind is not None and test.op not in STATE:
            _check_operand(test, seen.kind, (*at, test.op), report)


def _check_operand(test: Test, kind: Kind, path: Path, report: Report) -> None:
    details = {"name": test.question, "test": test.op}
    if test.op == "includes" and not isinstance(kind, MultiChoice):
        sentence = N_("'includes' looks into a multi_choice; '%(name)s' is none.")
        report.add(path, "document.condition", sentence, details)
    elif test.op in ORDER and not kind.ordered:
        sentence = N_("'%(test)s' needs a number, date or time; '%(name)s' has none.")
        report.add(path, "document.condition", sentence, details)
    elif isinstance(kind, WithOptions | YesNo):
        known = ["yes", "no"] if isinstance(kind, YesNo) else [o.key for o in kind.options]
        for operand in _operands(test):
            if operand not in known:
                report.unknown_name(path, operand, known)
    elif kind.ordered or isinstance(kind, Words):
        _check_readable(test, kind, path, report)


def _operands(test: Test) -> Iterable[Any]:
    operand = test.operand
    if isinstance(operand, tuple):
        return [
            one for item in operand for one in (item if isinstance(item, frozenset) else [item])
        ]
    return operand if isinstance(operand, frozenset) else [operand]


def _check_readable(test: Test, kind: Kind, path: Path, report: Report) -> None:
    try:
        for operand in _operands(test):
            kind.read(operand)
    except WrongValue:
        sentence = N_("'%(test)s' cannot be compared with this.")
        report.add(path, "document.condition", sentence, {"test": test.op})
