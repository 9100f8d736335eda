"""A recording sent with a visit: told about in both editions, by name in one alone."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from auditapp.accounts.models import Person
from auditapp.checklists.commands import publish
from auditapp.core.answers import Answer, Sheet
from auditapp.locations.models import Location
from auditapp.reports.queries import report_data
from auditapp.storage.db import db
from auditapp.visits import commands
from auditapp.visits.models import Visit
from tests.reports.conftest import words_of
from tests.reports.test_attached import ASKED

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
UUID = "6f1f9e0a-58b7-4a55-9c0c-0c8f3f1f5a02"


@pytest.fixture
def recorded(app, actor_of):
    """The id of a visit that was sent with a recording, and the recording's digest."""
    manager, shopper = actor_of("manager"), actor_of("shopper")
    with app.app_context():
        publish(None, AT, ASKED)
        place = db.session.scalars(select(Location).where(Location.code == "N-1")).one()
        person = db.session.get_one(Person, shopper.person_id)
        window = (AT - timedelta(hours=1), AT + timedelta(days=1))
        visit = commands.assign(manager, AT - timedelta(days=1), "calls", place, person, *window)
        commands.accept(shopper, AT, visit, no_conflict=True, confidential=True)
        sound = io.BytesIO(b"ID3" + bytes(4093))
        tape = commands.attach(shopper, AT, visit, "tape", sound, "Call 14-05.mp3")
        answers = {"tape": Answer([tape.sha256])}
        sheet = Sheet(answers=answers, language="en", visited_at=AT.isoformat())
        commands.submit(shopper, AT + timedelta(hours=2), visit, UUID, sheet.payload())
        return visit.public_id, tape.sha256


def test_recording_is_among_the_files_of_the_report(app, recorded):
    public_id, digest = recorded
    with app.app_context():
        visit = db.session.scalars(select(Visit).where(Visit.public_id == public_id)).one()
        (file,) = report_data(visit, "quality", "en", "").files
    assert (file.id, file.key, file.name) == (digest, "tape", "Call 14-05.mp3")
    assert (file.media_type, file.size_bytes) == ("audio/mpeg", 4096)


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("quality", "1.2 The recording — Call 14-05.mp3 · audio recording · 4 KB"),
        ("place", "1.2 The recording — audio recording · 4 KB"),
    ],
)
def test_recording_is_told_about_in_print_and_on_the_page(
    edition, said, recorded, client_of, tmp_path
):
    browser, address = client_of("manager"), f"/reports/visits/{recorded[0]}"
    pdf = browser.get(f"{address}.pdf?lang=en&edition={edition}").data
    assert said in words_of(pdf, tmp_path)
    assert said in browser.get(f"{address}?edition={edition}").text
