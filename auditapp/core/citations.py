"""Which questions ask about which clauses, in both directions."""

from collections.abc import Mapping
from dataclasses import dataclass

from auditapp.core.document import Checklist, Clause, Question, Standard


@dataclass(frozen=True)
class Citations:
    """How a checklist and a standard hang together."""

    asked: Mapping[str, tuple[Question, ...]]
    unasked: tuple[Clause, ...]
    without_clause: tuple[Question, ...]
    unknown: tuple[Question, ...]


def citations(checklist: Checklist, standard: Standard) -> Citations:
    """Return which questions ask about each clause, and what has no counterpart.

    A question that cannot score needs no clause: nothing of it could be compared.
    """
    asked = {code: _citing(checklist, code) for code in standard.by_code}
    return Citations(
        asked=asked,
        unasked=tuple(one for one in standard.clauses if not asked[one.code]),
        without_clause=tuple(
            one for one in checklist.questions if one.can_score and one.clause is None
        ),
        unknown=tuple(one for one in checklist.questions if one.clause and one.clause not in asked),
    )


def _citing(checklist: Checklist, code: str) -> tuple[Question, ...]:
    return tuple(question for question in checklist.questions if question.clause == code)
