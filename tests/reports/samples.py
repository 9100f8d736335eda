"""A small checklist, its standard, and reports of visits by it, made without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from auditapp.checklists.source import read_source
from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Checklist, Standard
from auditapp.core.scoring import score
from auditapp.reports.report import EarlierVisit, Location, Network, Photo, ReportData

MOSCOW = timezone(timedelta(hours=3))
VISITED_AT = datetime(2026, 11, 20, 14, 5, tzinfo=MOSCOW)
MADE_AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)

STANDARD = """
format: 1
key: shop-standard
title: {en: Shop standard, ru: Стандарт магазина}
effective_from: 2026-01-01
target: 85
tolerance: 5
sections: {welcome: 90}
clauses:
  - {code: GRT-1, title: {en: Greeting, ru: Приветствие}, requirement: Within 30 s., target: 95}
  - {code: QUE-1, title: {en: Waiting, ru: Ожидание у кассы}, requirement: Three minutes at most.,
     limit: {measure: wait, unit: s, at_most: 180}}
  - {code: RCT-1, title: Receipt, requirement: With every purchase.}
  - {code: OTH-1, title: Not asked here, requirement: Elsewhere.}
"""
CHECKLIST = """
format: 1
key: shop
title: {en: Shop visit, ru: Визит в магазин}
method: mystery_shop
industry: retail
languages: [en, ru]
standard: shop-standard
grades:
  - {key: good, from: 80, name: {en: Good, ru: Хорошо}}
  - {key: poor, from: 0, name: {en: Poor, ru: Плохо}}
sections:
  - key: welcome
    title: {en: Welcome, ru: Встреча}
    questions:
      - {key: came_at, type: time, text: When did you come in?, required: false}
      - {key: greeted, type: yes_no, text: {en: Were you greeted?, ru: Вас поприветствовали?},
         clause: GRT-1, weight: 3, cause: people, evidence: {when: fail, photo: required}}
      - {key: why_not, type: text, text: What was said instead?, required: false,
         show_if: {question: greeted, equals: "no"}}
      - {key: mood, type: scale, text: How was it?, min: 1, max: 5, subjective: true, na: true}
  - key: till
    title: {en: Till, ru: Касса}
    repeat: {min: 1, max: 3, title: {en: Till, ru: Касса}}
    questions:
      - {key: wait, type: duration, text: How long did you wait?, clause: QUE-1, measure: wait,
         weight: 2, bands: [{up_to: 180, score: 100}, {up_to: 300, score: 50}, {score: 0}]}
      - {key: receipt, type: yes_no, text: Were you given a receipt?, clause: RCT-1, critical: true}
      - {key: where, type: position, text: Where were you?, required: false}
"""


def checklist() -> Checklist:
    found = read_source(CHECKLIST, standard())
    assert isinstance(found, Checklist)
    return found


def standard() -> Standard:
    found = read_source(STANDARD)
    assert isinstance(found, Standard)
    return found


GOOD = {
    "came_at": Answer("14:07"),
    "greeted": Answer("yes"),
    "mood": Answer(3),
    "till[0].wait": Answer(250, comment="Одна касса из трёх, 120 ₽."),
    "till[0].receipt": Answer("yes"),
}


def report(
    answers: dict[str, Answer] | None = None, *, on: Checklist | None = None, **changed: Any
) -> ReportData:
    """A report of a good visit with a long wait, or of other answers, or by another checklist."""
    held = changed.pop("standard", standard() if on is None else None)
    used = on or checklist()
    sheet = Sheet(answers=GOOD if answers is None else answers, language="en", location="N-1")
    plain = ReportData(
        checklist=used,
        sheet=sheet,
        result=score(used, sheet, held),
        standard=held,
        company="Northern Home",
        location=Location("Harbour", "N-1", "1, Sea Street"),
        auditor="P-17",
        visited_at=VISITED_AT,
        received_at=VISITED_AT + timedelta(hours=4),
        version=3,
        trail_head="a41e" + "0" * 56 + "0d7b",
        made_at=MADE_AT,
    )
    return replace(plain, **changed)


def with_past(data: ReportData) -> ReportData:
    """The same visit at a location with two earlier ones, in a network of forty-eight."""
    earlier = (
        EarlierVisit(date(2026, 9, 1), Decimal("90.00"), {"GRT-1": Decimal(100)}),
        EarlierVisit(date(2026, 10, 1), Decimal("80.00"), {"GRT-1": None}),
    )
    network = Network(48, Decimal("83.20"), {"GRT-1": Decimal("88.40")})
    return replace(data, earlier=earlier, network=network)


def failed() -> dict[str, Answer]:
    """Not greeted, and no receipt at the second till."""
    return {
        "greeted": Answer("no", comment="Nobody looked up."),
        "why_not": Answer("Nothing."),
        "mood": Answer(na=True),
        "till[0].wait": Answer(120),
        "till[0].receipt": Answer("yes"),
        "till[1].wait": Answer(unchecked=True, comment="The till was closed."),
        "till[1].receipt": Answer("no"),
    }


def photos(count: int, key: str = "greeted") -> tuple[Photo, ...]:
    return tuple(Photo(f"{number:064x}", key, f"Picture {number}") for number in range(count))
