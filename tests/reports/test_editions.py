"""What the location's edition keeps back: signatures, and every picture that is not its own."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image
from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.checklists.commands import publish as publish_document
from auditapp.core.answers import Answer, Sheet
from auditapp.core.workflow import By, Event
from auditapp.locations.models import Location
from auditapp.reports.queries import report_data
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits import commands
from auditapp.visits.commands.moves import move
from auditapp.visits.models import Visit

AT = datetime(2026, 11, 20, 11, 5, 7, tzinfo=UTC)
EDITIONS = ("quality", "place")
UUID = "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a01"
CHECKLIST = """
format: 1
key: signed
title: Signed visit
method: mystery_shop
industry: retail
languages: [en]
sections:
  - key: all
    title: All
    questions:
      - {key: queue, type: photo, text: A photo of the queue.}
      - {key: came, type: datetime, text: When did you come?}
      - {key: name, type: signature, text: Sign here.}
"""


def picture(colour: str) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return io.BytesIO(out.getvalue())


@pytest.fixture
def published(app, actor_of):
    """A published visit; the digests of a photo and a signature: received, large, small."""
    manager, shopper = actor_of("manager"), actor_of("shopper")
    with app.app_context():
        publish_document(None, AT, CHECKLIST)
        place = db.session.scalars(select(Location).where(Location.code == "N-1")).one()
        person = db.session.get_one(Person, shopper.person_id)
        window = (AT - timedelta(hours=1), AT + timedelta(days=1))
        visit = commands.assign(manager, AT - timedelta(days=1), "signed", place, person, *window)
        commands.accept(shopper, AT, visit, no_conflict=True, confidential=True)
        queue = commands.attach(shopper, AT, visit, "queue", picture("teal"), "P-4 Shopper.jpg")
        name = commands.attach(shopper, AT, visit, "name", picture("red"))
        answers = {
            "queue": Answer([queue.sha256]),
            "came": Answer("2026-11-20T14:05"),
            "name": Answer(name.sha256),
        }
        sheet = Sheet(answers=answers, language="en", visited_at=AT.isoformat())
        commands.submit(shopper, AT + timedelta(hours=2), visit, UUID, sheet.payload())
        with transaction.write() as session:
            move(session, None, AT, visit, Event.APPROVE, By.REVIEWER)
            move(session, None, AT, visit, Event.PUBLISH, By.MANAGER)
        return visit.public_id, *(
            (one.sha256, one.derivative_sha256, one.thumbnail_sha256) for one in (queue, name)
        )


def test_signature_stays_with_the_quality_department(app, published, client_of):
    visit, (*_, queue), (*_, name) = published
    with app.app_context():
        one = db.session.scalars(select(Visit).where(Visit.public_id == visit)).one()
        shown = {e: {p.id for p in report_data(one, e, "en", "").photos} for e in EDITIONS}
    assert shown == {"quality": {queue, name}, "place": {queue}}
    address = f"/reports/visits/{visit}/photos"
    browser = client_of("location_manager")
    assert browser.get(f"{address}/{queue}").status_code == 200
    assert browser.get(f"{address}/{name}").status_code == 404
    assert client_of("manager").get(f"{address}/{name}").mimetype == "image/jpeg"


def test_pictures_as_received_are_served_to_nobody(published, client_of):
    visit, (received, large, _small), _name = published
    address = f"/reports/visits/{visit}/photos"
    for who in ("manager", "location_manager", "admin"):
        for other in (received, large, "..", "%2e%2e%2fauditapp.db"):
            assert client_of(who).get(f"{address}/{other}").status_code == 404


def test_location_reads_neither_minute_nor_name_on_any_page(published, client_of):
    visit = published[0]
    browser = client_of("location_manager")
    address = f"/reports/visits/{visit}"
    for path in ("/results/", "/results/results.csv", address, f"{address}?edition=quality"):
        answer = browser.get(path)
        assert answer.status_code == 200
        said = answer.text + str(answer.headers)
        assert "Signed visit" in said
        for secret in ("14:05", "11:05", "16:05", "13:05", "P-4 Shopper", "shopper@"):
            assert secret not in said, (path, secret)
    for path in (f"/visits/{visit}", "/visits/", f"/phone/visits/{visit}"):
        assert browser.get(path).status_code == 403


def test_file_of_the_report_says_neither_minute_nor_name(published, client_of):
    import pikepdf

    visit = published[0]
    answer = client_of("location_manager").get(f"/reports/visits/{visit}.pdf?lang=en")
    with pikepdf.open(io.BytesIO(answer.data)) as document:
        said = [*map(str, document.docinfo.values()), *map(str, document.open_metadata().items())]
    for secret in ("14:05", "11:05", "P-4", "Shopper"):
        assert secret not in " ".join(said) + answer.headers["Content-Disposition"]
