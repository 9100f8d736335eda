"""Scoring: from answers to sections, total, coverage and verdict, in exact arithmetic.

Fractions of the decimals as written; one rounding, half up to two decimals, where a score is
published. Every comparison uses the published score.

Source: checklist-format, 'Scoring'.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from auditapp.core.answers import Issue, Sheet
from auditapp.core.asking import Asking, ask
from auditapp.core.document import Checklist, Standard
from auditapp.core.kinds.position import Point
from auditapp.core.numbers import clip, percent, plain, two_places, weighted_mean
from auditapp.core.problems import N_
from auditapp.core.standards import (
    ClauseScore,
    Comparison,
    compare,
    compare_sections,
    score_clauses,
)
from auditapp.core.states import Asked, State

_UNSEEN = (State.NOT_CHECKED, State.UNANSWERED)


class Verdict(StrEnum):
    """What is said of a whole visit."""

    PASSED = "passed"
    NOT_PASSED = "not passed"
    FAILED = "failed"
    NOT_SCORED = "not scored"
    NO_MARK = "no mark"


class QuestionScore(NamedTuple):
    """A question's state, its score in per cent, and its weight."""

    state: State
    score: Decimal | None
    weight: Decimal


@dataclass(frozen=True)
class Result:
    """Everything that follows from a checklist, its answers and a standard."""

    asking: Asking
    total: Decimal | None
    coverage: Decimal | None
    verdict: Verdict
    grade: str | None
    mark: Decimal | None
    failed_by: tuple[str, ...]
    missed_sections: tuple[str, ...]
    sections: dict[str, Decimal | None]
    questions: dict[str, QuestionScore]
    clauses: dict[str, ClauseScore]
    section_targets: dict[str, Comparison]
    total_target: Comparison | None
    problems: tuple[Issue, ...]
    notices: tuple[Issue, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the result as the command line prints it; scores are decimal strings."""
        return {
            "total": _written(self.total),
            "coverage": _written(self.coverage),
            "verdict": str(self.verdict),
            "grade": self.grade,
            "failed_by": list(self.failed_by),
            "missed_sections": list(self.missed_sections),
            "sections": {key: _written(score) for key, score in self.sections.items()},
            "questions": {
                key: {"state": str(q.state), "score": _written(q.score), "weight": plain(q.weight)}
                for key, q in self.questions.items()
            },
            "clauses": {code: _clause_json(clause) for code, clause in self.clauses.items()},
            "problems": [_issue_json(issue) for issue in self.problems],
            "notices": [_issue_json(issue) for issue in self.notices],
        }


def score(
    checklist: Checklist,
    sheet: Sheet,
    standard: Standard | None = None,
    place: Point | None = None,
) -> Result:
    """Score a visit, finished or not, and hold it against a standard if one is given.

    Units: scores and coverage in per cent, two decimals.
    """
    asking = ask(checklist, sheet, place)
    exact = _section_scores(checklist, asking)
    sections = {key: None if value is None else percent(value) for key, value in exact.items()}
    failed_by = tuple(one.key for one in asking.asked if one.question.critical and one.failed)
    total = _total(checklist, asking, exact, bool(failed_by))
    mark = _mark(checklist, standard)
    missed = _missed(checklist, sections)
    return Result(
        asking=asking,
        total=total,
        coverage=_coverage(checklist, asking),
        verdict=_verdict(checklist, total, mark, failed_by, missed),
        grade=_grade(checklist, total),
        mark=mark,
        failed_by=failed_by,
        missed_sections=missed,
        sections=sections,
        questions={
            one.key: QuestionScore(one.state, one.score, one.question.weight)
            for one in asking.asked
        },
        clauses=score_clauses(checklist, asking.asked, standard) if standard else {},
        section_targets=compare_sections(sections, standard) if standard else {},
        total_target=compare(total, standard.target, standard.tolerance) if standard else None,
        problems=(*asking.problems, *_standard_problems(checklist, standard)),
        notices=asking.notices,
    )


def without_opinions(checklist: Checklist, result: Result) -> Decimal | None:
    """Return the total over observed facts alone, for a report to show beside the first.

    None if no opinion was scored, or nothing else was.
    """
    facts = tuple(one for one in result.asking.asked if not one.question.subjective)
    if not any(one.question.subjective and one.fraction is not None for one in result.asking.asked):
        return None
    asking = Asking(facts, result.asking.turns, (), ())
    exact = _section_scores(checklist, asking)
    return _total(checklist, asking, exact, bool(result.failed_by))


def by_section(checklist: Checklist, asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Sort what was asked by the sections of the checklist, all turns of one together."""
    within: dict[str, list[Asked]] = {section.key: [] for section in checklist.sections}
    for one in asked:
        within[one.section.key].append(one)
    return within


def weigh(checklist: Checklist, asked: Iterable[Asked]) -> tuple[list[tuple[int, Fraction]], int]:
    """Return (w, f) of every scored answer, and Σ w, to which a bonus adds nothing."""
    terms, weight = [], 0
    for one in asked:
        if one.fraction is not None:
            own = checklist.question_weights[one.question.key]
            terms.append((own, one.fraction))
            weight += 0 if one.question.bonus else own
    return terms, weight


def _section_scores(checklist: Checklist, asking: Asking) -> dict[str, Fraction | None]:
    within = by_section(checklist, asking.asked)
    return {key: _mean(checklist, asked) for key, asked in within.items()}


def _mean(checklist: Checklist, asked: Iterable[Asked]) -> Fraction | None:
    terms, weight = weigh(checklist, asked)
    return clip(weighted_mean(terms, weight)) if weight else None


def _total(
    checklist: Checklist, asking: Asking, sections: dict[str, Fraction | None], failed: bool
) -> Decimal | None:
    exact = _exact_total(checklist, asking, sections)
    if exact is None:
        return None
    total = percent(exact)
    if failed and checklist.critical_cap is not None:
        return min(total, two_places(checklist.critical_cap))
    return total


def _exact_total(
    checklist: Checklist, asking: Asking, sections: dict[str, Fraction | None]
) -> Fraction | None:
    if checklist.sections[0].weight is None:
        return _mean(checklist, asking.asked)
    weights = checklist.section_weights
    scored = [(weights[key], value) for key, value in sections.items() if value is not None]
    below = sum(weight for weight, _value in scored)
    return weighted_mean(scored, below) if below else None


def _coverage(checklist: Checklist, asking: Asking) -> Decimal | None:
    seen = missed = 0
    for one in asking.asked:
        if one.question.bonus:
            continue
        if one.fraction is not None:
            seen += checklist.question_weights[one.question.key]
        elif one.state in _UNSEEN and one.question.can_score:
            missed += checklist.question_weights[one.question.key]
    return percent(Fraction(seen, seen + missed)) if seen + missed else None


def _mark(checklist: Checklist, standard: Standard | None) -> Decimal | None:
    if checklist.pass_mark is not None:
        return checklist.pass_mark
    return standard.target if standard else None


def _missed(checklist: Checklist, sections: dict[str, Decimal | None]) -> tuple[str, ...]:
    missed = []
    for section in checklist.sections:
        value = sections[section.key]
        if section.pass_mark is not None and value is not None and value < section.pass_mark:
            missed.append(section.key)
    return tuple(missed)


def _verdict(
    checklist: Checklist,
    total: Decimal | None,
    mark: Decimal | None,
    failed_by: tuple[str, ...],
    missed: tuple[str, ...],
) -> Verdict:
    if failed_by:
        return Verdict.FAILED
    if total is None:
        return Verdict.NOT_SCORED
    if mark is None and all(section.pass_mark is None for section in checklist.sections):
        return Verdict.NO_MARK
    reached = (mark is None or total >= mark) and not missed
    return Verdict.PASSED if reached else Verdict.NOT_PASSED


def _grade(checklist: Checklist, total: Decimal | None) -> str | None:
    if total is None:
        return None
    return next((grade.key for grade in checklist.grades if grade.from_ <= total), None)


def _standard_problems(checklist: Checklist, standard: Standard | None) -> tuple[Issue, ...]:
    if checklist.standard is None or standard is not None:
        return ()
    sentence = N_("The standard '%(key)s' is not here: clauses are left out.")
    return (Issue("", "standards.absent", sentence, {"key": checklist.standard}),)


def _written(score: Decimal | None) -> str | None:
    return None if score is None else format(two_places(score), "f")


def _issue_json(issue: Issue) -> dict[str, str]:
    return {"question": issue.key, "code": issue.code, "message": issue.say()}


def _clause_json(clause: ClauseScore) -> dict[str, Any]:
    said: dict[str, Any] = {
        "score": _written(clause.score),
        "target": _written(clause.target),
        "gap": _written(clause.gap),
        "verdict": str(clause.verdict),
    }
    if clause.limit is not None:
        bounds = {"at_most": clause.limit.at_most, "at_least": clause.limit.at_least}
        said["measured"] = _written(clause.measured)
        said["limit"] = {
            name: _number(value) for name, value in bounds.items() if value is not None
        }
    return said


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
