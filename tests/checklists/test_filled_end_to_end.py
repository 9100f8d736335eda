"""Every checklist that ships, from the assignment to the PDF: filled by form, sent, read."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from auditapp.accounts.models import Person
from auditapp.checklists.commands import publish
from auditapp.checklists.source import read_source
from auditapp.clock import in_zone, now
from auditapp.core.answers import Sheet
from auditapp.core.asking import ask
from auditapp.core.document import Checklist, Question, Standard
from auditapp.core.kinds.words import LongWords, Words
from auditapp.core.numbers import plain
from auditapp.core.scoring import Result, score
from auditapp.core.states import Asked
from auditapp.core.workflow import VisitState
from auditapp.demo.answers import Said, best_value, fill
from auditapp.locations.models import Location
from auditapp.phone.forms.values import FIELDS
from auditapp.storage.db import db
from auditapp.visits import commands
from auditapp.visits.models import Visit
from auditapp.visits.queries import result_of, visit_for
from auditapp.web.actor import Actor
from tests.core.test_shipped_documents import values_of, worth
from tests.phone.given import photo
from tests.reports.conftest import words_of

FOLDER = Path(__file__).parents[2] / "checklists"
SHIPPED = sorted(path.stem for path in FOLDER.glob("*.yaml"))
SENTENCE = "Seen at the desk at ten past two."
MP3 = b"ID3\x04" + bytes(400)
ZONE = "Europe/Moscow"


def read_shipped(name: str) -> Checklist | Standard:
    return read_source((FOLDER / f"{name}.yaml").read_bytes())


@pytest.fixture(params=SHIPPED)
def checklist(request: pytest.FixtureRequest) -> Checklist:
    found = read_shipped(request.param)
    assert isinstance(found, Checklist)
    return found


@pytest.fixture
def standard(checklist: Checklist) -> Standard:
    found = read_shipped(f"standards/{checklist.standard}")
    assert isinstance(found, Standard)
    return found


@pytest.fixture
def visit_id(app: Flask, actor_of: Callable[[str], Actor], checklist: Checklist) -> str:
    """A visit by the checklist, assigned to the shopper for these hours."""
    manager = actor_of("manager")
    with app.app_context():
        for name in (f"standards/{checklist.standard}", checklist.key):
            publish(None, now(), (FOLDER / f"{name}.yaml").read_text("utf-8"))
        place = db.session.query(Location).filter_by(code="N-1").one()
        shopper = db.session.query(Person).filter_by(email="shopper@example.org").one()
        window = (now() - timedelta(hours=2), now() + timedelta(hours=6))
        made: Visit = commands.assign(manager, now(), checklist.key, place, shopper, *window)
        return made.public_id


def failures(checklist: Checklist) -> dict[str, Said]:
    """Say the worst of the first critical question, measured time and list; one is unchecked."""
    always = [
        question
        for section in checklist.sections
        if section.show_if is None and section.repeat is None
        for question in section.questions
        if question.show_if is None and question.can_score and not question.bonus
    ]
    wanted: tuple[Callable[[Question], object], ...] = (
        lambda question: question.critical,
        lambda question: question.type in ("duration", "number"),
        lambda question: question.type == "choice",
    )
    failing = [next((one for one in always if is_it(one)), None) for is_it in wanted]
    story = {one.key: Said(worst_value(one)) for one in failing if one}
    unseen = next(one for one in reversed(always) if one.key not in story)
    return story | {unseen.key: Said(unchecked=True, comment=SENTENCE)}


def second_turns(checklist: Checklist) -> dict[str, Question]:
    """Name the answer with which a second turn of each repeated section begins."""
    return {
        f"{section.key}[{section.repeat.min}].{question.key}": question
        for section in checklist.sections
        if section.repeat and section.show_if is None
        for question in section.questions[:1]
    }


def worst_value(question: Question) -> Any:
    kind = question.kind
    found = min(values_of(kind), key=lambda value: worth(kind, kind.read(value)))
    return found if isinstance(found, str) else int(found)


def honest_sheet(checklist: Checklist) -> Sheet:
    """Answer all that is asked, with the evidence that the failures ask for."""
    asked = ask(checklist, Sheet()).asked
    pictures = {one.key: "picture" for one in asked if one.question.kind.files}
    local = in_zone(now() - timedelta(minutes=30), ZONE).replace(second=0, microsecond=0)
    turns = {
        key: Said(best_value(question.kind, local))
        for key, question in second_turns(checklist).items()
    }
    sheet = fill(checklist, failures(checklist) | turns, local, pictures)
    answers = dict(sheet.answers)
    for one in ask(checklist, sheet).asked:
        if "comment" in one.evidence_due:
            answers[one.key] = replace(answers[one.key], comment=SENTENCE)
        if one.answer and not fits(one):
            words = SENTENCE[: one.question.kind.max_length]
            answers[one.key] = replace(answers[one.key], value=words)
    return replace(sheet, answers=answers)


def fits(one: Asked) -> bool:
    """Whether words written without looking at the question are of a length it takes."""
    kind = one.question.kind
    return not isinstance(kind, Words | LongWords) or not any(kind.check(one.value or ""))


def posted(checklist: Checklist, sheet: Sheet) -> dict[str, Any]:
    """Write the sheet as a browser without script posts it."""
    data: dict[str, Any] = {"visited_at": (sheet.visited_at or "")[:16], "here": "55.78, 37.59"}
    for one in ask(checklist, sheet).asked:
        if one.answer is None:
            continue
        data[f"c:{one.key}"] = one.answer.comment
        if one.answer.unchecked:
            data[f"s:{one.key}"] = "unchecked"
        elif not one.question.kind.files:
            data[f"v:{one.key}"] = list(FIELDS[one.question.type].show(one.answer.value))
        elif one.answer.value:
            data[f"f:{one.key}"] = upload(one.question)
        if "photo" in one.evidence_due:
            data[f"f:{one.key}"] = photo()
    return data


def upload(question: Question) -> tuple[BytesIO, str]:
    """A small file of a kind that the question takes."""
    if question.type != "file":
        return photo()
    audio = "audio" in question.kind.accept
    return (BytesIO(MP3), "call.mp3") if audio else (BytesIO(b"%PDF-1.7 and so on"), "paper.pdf")


def fill_by_form(
    shopper: Any, visit_id: str, data: dict[str, Any], repeated: Iterable[str]
) -> None:
    """Accept, begin, add a turn where there can be more, send the form whole, see the receipt."""
    page = f"/phone/visits/{visit_id}"
    agreed = {"do": "accept", "no_conflict": "1", "confidential": "1"}
    assert shopper.post(page, data=agreed).status_code == 303
    assert shopper.post(page, data={"do": "start"}).status_code == 303
    assert shopper.get(f"{page}/form").status_code == 200
    for section in repeated:
        added = shopper.post(f"{page}/form", data={"do": f"add:{section}"})
        assert added.status_code == 303
    sent = shopper.post(f"{page}/form", data={**data, "do": "submit"})
    assert re.findall(r'href="#q-([^"]+)"', sent.text) == []
    assert (sent.status_code, sent.location) == (303, f"{page}/sent")
    assert shopper.get(sent.location).status_code == 200


def stored(app: Flask, actor: Actor, visit_id: str) -> tuple[str, Result]:
    """Return the state of the visit, and what the database says it was worth."""
    with app.app_context():
        visit = visit_for(actor, visit_id)
        return visit.state, result_of(visit).result


def test_shipped_checklist_goes_from_the_form_to_the_report(
    app: Flask,
    actor_of: Callable[[str], Actor],
    client_of: Callable[..., Any],
    checklist: Checklist,
    standard: Standard,
    visit_id: str,
    tmp_path: Path,
) -> None:
    sheet = honest_sheet(checklist)
    repeated = [key.split("[")[0] for key in second_turns(checklist)]
    fill_by_form(client_of("shopper"), visit_id, posted(checklist, sheet), repeated)

    state, result = stored(app, actor_of("manager"), visit_id)
    expected = score(checklist, sheet, standard)
    assert state in (VisitState.SUBMITTED, VisitState.IN_REVIEW)
    assert result.problems == ()
    assert result.failed_by == expected.failed_by
    assert (result.total, result.coverage) == (expected.total, expected.coverage)
    assert result.total is not None
    assert 0 < result.total < 100
    assert result.clauses == expected.clauses

    office = client_of("manager")
    page = office.get(f"/results/{visit_id}", follow_redirects=True)
    assert page.status_code == 200
    total = plain(result.total)
    assert total in page.text
    report = office.get(f"/reports/visits/{visit_id}.pdf?lang=ru")
    assert report.status_code == 200
    said = words_of(report.data, tmp_path)
    wanted = {checklist.title.say("ru"), total.replace(".", ","), *standard.by_code}
    assert {word for word in wanted if word not in said} == set()
