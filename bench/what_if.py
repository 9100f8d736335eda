"""What if: a thousand visits of forty questions scored anew, beside bare scoring of them."""

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy.orm import Session

from auditapp import create_app
from auditapp.accounts.models import Grant, Person
from auditapp.checklists.commands import publish
from auditapp.checklists.queries import checklist_version
from auditapp.checklists.writing import yaml_text
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Checklist
from auditapp.core.rescoring import Outlook, rescore
from auditapp.core.scoring import score
from auditapp.core.workflow import VisitState
from auditapp.locations.models import Location
from auditapp.results import queries
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits.commands.scored import score_sheet, write_revision
from auditapp.visits.models import Arrival, Submission, Visit
from bench import samples
from bench.figures import Figure, median_ms
from bench.lists import admin

VISITS, QUESTIONS, RUNS = 1000, 40, 3
CHOSEN = (("yes", "no"), (1, 2, 3, 4, 5), (30, 90, 300), ("whole", "half", "none"))
FIRST = date(2026, 1, 1)


def figures() -> Iterator[Figure]:
    """Measure a look at what a draft would move."""
    asked = samples.checklist(QUESTIONS)
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=Path(folder), secret_key="a key for the benchmark"))  # noqa: S106 - of no use elsewhere
        with app.app_context():
            bring_up_to_date(app.extensions["settings"])
            publish(None, now(), yaml_text(samples.standard()))
            publish(None, now(), yaml_text(asked))
            fill(asked, now())
            yield measured(asked, reweighed(asked))


def measured(asked: Checklist, draft: Checklist) -> Figure:
    """Read and score all visits, as the page does; the floor is their scoring alone."""

    def look() -> Outlook:
        db.session.remove()
        return rescore(queries.pasts_by(admin(), asked.key, draft, VISITS).pasts, draft)

    if len(look().compared) != VISITS:
        raise RuntimeError("not every visit was scored anew")
    pasts = queries.pasts_by(admin(), asked.key, draft, VISITS).pasts
    floor = median_ms(lambda: [score(draft, one.sheet, one.standard) for one in pasts], RUNS)
    return Figure(
        f"what if: {VISITS} visits of {QUESTIONS} questions",
        median_ms(look, RUNS) / 1000,
        "s",
        goal=10,
        floor=floor / 1000,
        floor_is="core.scoring of the same sheets, already read",
    )


def reweighed(checklist: Checklist) -> Checklist:
    """Return the checklist with other weights."""
    sections = []
    for section in checklist.sections:
        heavier = (one.model_copy(update={"weight": one.weight + 1}) for one in section.questions)
        sections.append(section.model_copy(update={"questions": tuple(heavier)}))
    return checklist.model_copy(update={"sections": tuple(sections)})


def fill(checklist: Checklist, at: datetime) -> None:
    """Write the visits, their answers drawn always alike."""
    chance = random.Random(7)  # noqa: S311 - not a secret
    with transaction.write() as session:
        grant = Grant(role="shopper", scope_kind="all")
        held = {"name": "Bench", "code": "P-1", "language": "en", "created_at": at}
        shopper = Person(**held, grants=[grant])
        place = Location(code="B-1", name="Bench", time_zone="Europe/Moscow", created_at=at)
        session.add_all([shopper, place])
        session.flush()
        for number in range(VISITS):
            add_visit(session, checklist, place, shopper, at, number, chance)


def add_visit(
    session: Session,
    checklist: Checklist,
    place: Location,
    shopper: Person,
    at: datetime,
    number: int,
    chance: random.Random,
) -> None:
    """Write one visit that was sent, as the intake writes it."""
    on = FIRST + timedelta(days=number % 300)
    visit = Visit(
        state=VisitState.SUBMITTED,
        checklist_version=checklist_version(checklist.key),
        location=place,
        shopper=shopper,
        window_from=at,
        window_to=at + timedelta(days=1),
        created_at=at,
        visited_at=at,
        visited_on=on,
    )
    session.add(visit)
    session.flush()
    one = str(uuid4())
    held = {"visit_id": visit.id, "person_id": shopper.id, "received_at": at, "digest": ""}
    arrival = Arrival(uuid=one, payload=b"{}", payload_sha256="", photos=[], **held)
    submission = Submission(uuid=one, arrival=arrival, flags=[], **held)
    session.add(submission)
    session.flush()
    sheet = answered(checklist, chance)
    write_revision(session, shopper.id, at, submission.id, sheet, score_sheet(visit, sheet, on))


def answered(checklist: Checklist, chance: random.Random) -> Sheet:
    """Answer every question by chance, the good answers more often."""
    answers = {}
    for number, one in enumerate(checklist.questions):
        values = CHOSEN[number % len(CHOSEN)]
        answers[one.key] = Answer(values[0] if chance.random() < 0.6 else chance.choice(values))
    return Sheet(answers, language="en")
