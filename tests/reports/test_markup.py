"""Markup and formulas in a document, an answer, a place: text on page, in PDF and in CSV."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from auditapp.checklists.commands import publish
from auditapp.core.answers import Answer
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.storage.db import db
from tests.reports.conftest import words_of
from tests.reports.samples import CHECKLIST, GOOD, STANDARD
from tests.results.conftest import add_visit

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
MARKUP = "<script>alert(1)</script>"
FORMULA = "=HYPERLINK(0)"


@pytest.fixture
def sent(app, actor_of):
    """The id of a visit whose every text has markup or a formula in it."""
    said = CHECKLIST.replace("Were you greeted?", f"Greeted {MARKUP}")
    said = said.replace("en: Shop visit", f'en: "{FORMULA}"')
    with app.app_context():
        publish(None, AT, STANDARD.replace("Within 30 s.", f"Within {MARKUP}"))
        publish(None, AT, said)
        with transaction.write() as session:
            place = session.query(Location).filter_by(code="N-1").one()
            place.name, place.address = f"Place {MARKUP}", f"Street {MARKUP}"
        db.session.remove()
        answers = {**GOOD, "greeted": replace(Answer("yes"), comment=f"Comment {MARKUP}")}
        return add_visit(actor_of("manager"), actor_of("shopper"), "N-1", AT, answers)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_page_shows_markup_as_text(sent, client_of, language):
    page = client_of("manager").get(
        f"/reports/visits/{sent}", headers={"Accept-Language": language}
    )
    assert page.status_code == 200
    assert MARKUP not in page.text
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt;"
    for said in ("Within", "Place", "Street", "Comment"):
        assert f"{said} {escaped}" in page.text


def test_pdf_shows_markup_and_formulas_as_text(sent, client_of, tmp_path):
    pdf = client_of("manager").get(f"/reports/visits/{sent}.pdf?lang=en")
    assert pdf.status_code == 200
    words = words_of(pdf.data, tmp_path)
    for said in ("Greeted", "Within", "Place", "Street", "Comment"):
        assert f"{said} {MARKUP}" in words
    assert FORMULA in words


def test_csv_quotes_what_a_table_would_compute(sent, client_of):
    table = client_of("manager").get("/results/results.csv")
    assert table.status_code == 200
    assert f"'{FORMULA}" in table.text
    assert f",{FORMULA}" not in table.text
