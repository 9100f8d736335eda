"""A result as a page and as a PDF: who may have it, in which edition, and frozen from then on."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from auditapp.checklists.commands import publish as publish_document
from auditapp.reports.models import ReportSnapshot
from auditapp.settings.commands import change
from auditapp.settings.queries import stamp
from auditapp.storage.db import data_dir, db
from auditapp.storage.trail import TrailEntry
from tests.reports.conftest import publish_visit, words_of
from tests.reports.samples import CHECKLIST, STANDARD
from tests.results.conftest import add_visit

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
STRANGERS = ["shopper", "stranger", None]


@pytest.fixture
def sent(app, actor_of):
    """The id of a visit to N-1 that was sent."""
    with app.app_context():
        publish_document(None, AT, STANDARD)
        publish_document(None, AT, CHECKLIST)
        return add_visit(actor_of("manager"), actor_of("shopper"), "N-1", AT)


@pytest.mark.parametrize("name", ["manager", "reviewer", "admin"])
def test_quality_department_sees_the_result_with_its_time(name, sent, client_of):
    page = client_of(name).get(f"/reports/visits/{sent}")
    assert page.status_code == 200
    assert "20 November 2026, 14:05" in page.text
    assert "78.57" in page.text
    assert "Not reviewed" in page.text


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("address", ["", ".pdf"])
def test_others_get_nothing(name, address, sent, client_of):
    answer = client_of(name).get(f"/reports/visits/{sent}{address}")
    assert answer.status_code in (302, 403, 404)
    assert "78.57" not in answer.text


def test_manager_of_the_location_sees_it_once_published_and_never_the_minute(
    app, sent, client_of, tmp_path
):
    browser = client_of("location_manager")
    assert browser.get(f"/reports/visits/{sent}").status_code == 404
    assert browser.get(f"/reports/visits/{sent}.pdf").status_code == 404
    publish_visit(app, sent)
    for asked in ("", "?edition=quality"):
        page = browser.get(f"/reports/visits/{sent}{asked}").text
        assert "20 November 2026, afternoon" in page
        assert "14:0" not in page
        assert "Reviewed on" in page
        assert "Not reviewed" not in page
    pdf = browser.get(f"/reports/visits/{sent}.pdf?edition=quality&lang=en").data
    said = words_of(pdf, tmp_path)
    assert "Reviewed on" in said
    assert "Not reviewed" not in said
    assert "20 November 2026, afternoon" in said
    assert "14:0" not in said


def test_nobodys_name_is_in_a_report(app, sent, client_of, tmp_path):
    browser = client_of("manager")
    page = browser.get(f"/reports/visits/{sent}").text.partition('class="report"')[2]
    said = words_of(browser.get(f"/reports/visits/{sent}.pdf").data, tmp_path)
    assert "P-4" in page
    assert "P-4" in said
    assert "Shopper" not in page + said


def test_second_download_is_the_same_bytes_and_freezes_nothing_anew(app, sent, client_of):
    browser = client_of("manager")
    first = browser.get(f"/reports/visits/{sent}.pdf?lang=en")
    assert first.mimetype == "application/pdf"
    assert "N-1" in first.headers["Content-Disposition"]
    again = browser.get(f"/reports/visits/{sent}.pdf?lang=en")
    with app.app_context():
        for kept in (data_dir() / "cache" / "reports").iterdir():
            kept.unlink()
    anew = browser.get(f"/reports/visits/{sent}.pdf?lang=en")
    assert first.data == again.data == anew.data
    with app.app_context():
        snapshots = db.session.scalars(select(ReportSnapshot)).all()
        lines = db.session.scalars(
            select(TrailEntry).where(TrailEntry.event == "report.frozen")
        ).all()
        assert [one.language for one in snapshots] == ["en"]
        assert [line.subject for line in lines] == [f"report {snapshots[0].sha256}"]


def test_frozen_report_does_not_change_with_later_visits(app, sent, client_of, actor_of):
    browser = client_of("manager")
    first = browser.get(f"/reports/visits/{sent}.pdf?lang=en").data
    with app.app_context():
        add_visit(actor_of("manager"), actor_of("shopper"), "N-1", AT - timedelta(days=3))
    assert browser.get(f"/reports/visits/{sent}.pdf?lang=en").data == first


def test_report_is_made_anew_when_the_company_changes_until_it_is_published(
    app, sent, client_of, actor_of
):
    browser = client_of("manager")

    def name(words):
        with app.app_context():
            change(actor_of("admin"), AT, "company", {"company_name": words}, stamp("company"))
        return browser.get(f"/reports/visits/{sent}.pdf?lang=en").data

    nameless = browser.get(f"/reports/visits/{sent}.pdf?lang=en").data
    first, second = name("Aurora"), name("Borealis")
    assert len({nameless, first, second}) == 3
    publish_visit(app, sent)
    published = name("Cirrus")
    assert published not in (first, second)
    assert name("Dorado") == published


def test_languages_and_editions_are_reports_of_their_own(app, sent, client_of):
    browser = client_of("manager")
    asked = ("lang=en", "lang=ru", "lang=en&edition=place")
    assert len({browser.get(f"/reports/visits/{sent}.pdf?{one}").data for one in asked}) == 3


def test_visit_that_was_not_sent_has_no_result(app, client_of, actor_of):
    with app.app_context():
        publish_document(None, AT, STANDARD)
        publish_document(None, AT, CHECKLIST)
        planned = add_visit(actor_of("manager"), actor_of("shopper"), "N-1", AT, send=False)
    answer = client_of("manager").get(f"/reports/visits/{planned}")
    assert answer.status_code in (404, 409)
    assert "visits.no_result" in answer.text


def test_without_pango_the_page_says_what_to_install(sent, client_of, monkeypatch):
    from auditapp.core.problems import Problem
    from auditapp.reports import pdf

    def missing():
        raise Problem("reports.pango_missing", packages=pdf.PACKAGES)

    monkeypatch.setattr(pdf, "_engine", missing)
    answer = client_of("manager").get(f"/reports/visits/{sent}.pdf")
    assert answer.status_code == 503
    assert "apt-get install libpango-1.0-0" in answer.text
    assert client_of("manager").get(f"/reports/visits/{sent}").status_code == 200


def test_photo_of_another_visit_is_not_found(sent, client_of):
    answer = client_of("manager").get(f"/reports/visits/{sent}/photos/{'0' * 64}")
    assert answer.status_code == 404
