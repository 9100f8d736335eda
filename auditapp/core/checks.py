"""What must hold across the parts of a document: keys, references, weights, conditions.

Works on what could be read; parts with faults of their own are None and passed over.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from auditapp.core.conditions import ORDER, STATE, Condition, Path, Test, tests_of
from auditapp.core.document import Question, Section, Standard
from auditapp.core.faults import Report
from auditapp.core.kinds.base import WrongValue
from auditapp.core.kinds.multi_choice import MultiChoice
from auditapp.core.kinds.options import WithOptions
from auditapp.core.kinds.yes_no import YesNo
from auditapp.core.problems import N_

Tree = dict[str, Any]
Sections = list[Section | None]


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
    tree: Tree, sections: Sections, standard: Standard | None, report: Report
) -> None:
    """Check everything of a checklist that concerns more than one part of it."""
    _check_keys(tree, report)
    _check_grades(tree, report)
    _check_section_weights(tree, report)
    for place, section in enumerate(sections):
        if section is not None:
            _check_section(section, ("sections", place), tree, report)
    for path, question in _questions(tree, sections):
        _check_scoring(question, path, report)
        _check_clause(question, path, tree, standard, report)
    _check_conditions(tree, sections, report)


def _maps(raw: Any, path: Path) -> Iterator[tuple[Path, Tree]]:
    for place, item in enumerate(raw if isinstance(raw, list) else ()):
        if isinstance(item, dict):
            yield (*path, place), item


def _raw_questions(tree: Tree) -> Iterator[tuple[Path, Tree]]:
    for path, section in _maps(tree.get("sections"), ("sections",)):
        yield from _maps(section.get("questions"), (*path, "questions"))


def _questions(tree: Tree, sections: Sections) -> Iterator[tuple[Path, Question]]:
    by_key = {q.key: q for section in sections if section for q in section.questions}
    for path, raw in _raw_questions(tree):
        key = raw.get("key")
        if isinstance(key, str) and key in by_key:
            yield path, by_key[key]


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
        _unique(((path, raw.get("key")) for path, raw in named), "key", report)
    languages = tree.get("languages")
    if isinstance(languages, list) and len(set(map(str, languages))) < len(languages):
        report.add(("languages",), "document.duplicate", N_("A language is named twice."))


def _check_grades(tree: Tree, report: Report) -> None:
    bounds = [raw.get("from") for _path, raw in _maps(tree.get("grades"), ("grades",))]
    known = [bound for bound in bounds if not isinstance(bound, bool | str | None)]
    if not bounds or len(known) < len(bounds):
        return
    if any(high <= low for high, low in pairwise(known)) or known[-1] != 0:
        sentence = N_("Grades go from the highest 'from' down, the last from 0.")
        report.add(("grades",), "document.grades", sentence)


def _check_section_weights(tree: Tree, report: Report) -> None:
    sections = list(_maps(tree.get("sections"), ("sections",)))
    without = [path for path, raw in sections if raw.get("weight") is None]
    if without and len(without) < len(sections):
        sentence = N_("Either all sections have a weight or none has: this one has none.")
        for path in without:
            report.add(path, "document.section_weights", sentence)


def _check_section(section: Section, path: Path, tree: Tree, report: Report) -> None:
    owners = tree.get("owners")
    known = owners if isinstance(owners, dict) else {}
    if section.owner is not None and section.owner not in known:
        report.unknown_name((*path, "owner"), section.owner, known)
    repeat = section.repeat
    if repeat and repeat.max is not None and repeat.max < repeat.min:
        sentence = N_("'max' must not be below 'min'.")
        report.add((*path, "repeat", "max"), "document.repeat", sentence)


def _check_scoring(question: Question, path: Path, report: Report) -> None:
    if question.critical and (not question.can_score or question.bonus):
        sentence = N_("A critical question needs a scored type, a weight above 0 and no bonus.")
        report.add((*path, "critical"), "document.critical", sentence)
    if question.evidence and question.evidence.when == "fail" and not question.can_score:
        sentence = N_("Evidence on failure needs a scored question: this one cannot fail.")
        report.add((*path, "evidence"), "document.evidence", sentence)


def _check_clause(
    question: Question, path: Path, tree: Tree, standard: Standard | None, report: Report
) -> None:
    if question.clause is None:
        return
    if tree.get("standard") is None:
        sentence = N_("A clause needs a 'standard' in the head of the checklist.")
        report.add((*path, "clause"), "document.clause", sentence)
    elif standard is not None and question.clause not in standard.by_code:
        report.unknown_name((*path, "clause"), question.clause, standard.by_code)


def _check_conditions(tree: Tree, sections: Sections, report: Report) -> None:
    # Earlier questions by key: the section's place, whether that repeats, the question if readable.
    earlier: dict[str, tuple[int, bool, Question | None]] = {}
    for place, section in enumerate(sections):
        path: Path = ("sections", place)
        raw = _raw_section(tree, place)
        if section and section.show_if:
            _check_tests(section.show_if, (*path, "show_if"), None, earlier, report)
        repeats = "repeat" in raw
        by_key = {question.key: question for question in section.questions} if section else {}
        for at, item in _maps(raw.get("questions"), (*path, "questions")):
            key = item.get("key")
            question = by_key.get(key) if isinstance(key, str) else None
            if question and question.show_if:
                _check_tests(question.show_if, (*at, "show_if"), place, earlier, report)
            if isinstance(key, str):
                earlier[key] = (place, repeats, question)


def _raw_section(tree: Tree, place: int) -> Tree:
    raw = tree["sections"][place]
    return raw if isinstance(raw, dict) else {}


def _check_tests(
    condition: Condition,
    path: Path,
    inside: int | None,
    earlier: dict[str, tuple[int, bool, Question | None]],
    report: Report,
) -> None:
    for test in tests_of(condition):
        if test.question not in earlier:
            sentence = N_("'%(name)s' is not a question before this one.")
            report.add(path, "document.condition", sentence, {"name": test.question})
            continue
        place, repeats, question = earlier[test.question]
        if repeats and place != inside:
            sentence = N_("'%(name)s' is in a repeated section: it has no one answer out here.")
            report.add(path, "document.condition", sentence, {"name": test.question})
        elif question is not None:
            _check_operand(test, question, path, report)


def _check_operand(test: Test, question: Question, path: Path, report: Report) -> None:
    kind, details = question.kind, {"name": question.key, "test": test.op}
    if test.op in STATE:
        return
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
    elif test.op in ORDER:
        _check_readable(test, question, path, report)


def _operands(test: Test) -> Iterable[Any]:
    operand = test.operand
    if isinstance(operand, tuple):
        return [
            one for item in operand for one in (item if isinstance(item, frozenset) else [item])
        ]
    return operand if isinstance(operand, frozenset) else [operand]


def _check_readable(test: Test, question: Question, path: Path, report: Report) -> None:
    try:
        question.kind.read(test.operand)
    except WrongValue:
        sentence = N_("'%(test)s' cannot be compared with this.")
        report.add(path, "document.condition", sentence, {"test": test.op})
