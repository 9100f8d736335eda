"""A checklist from nothing to a receipt: built in the editor, published, filled in on a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import signed_in
from auditapp.clock import now
from auditapp.core.scoring import Verdict
from auditapp.locations.models import Location
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits import commands, queries
from auditapp.visits.models import Visit
from tests.browser.conftest import Office
from tests.browser.crawling import WIDE
from tests.browser.test_editor import TEXT, expect_outline

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "reduced_motion": "reduce",
}
TITLE = """[data-field='["title"]'], [data-field='["title","en"]']"""


def build(page: Page) -> None:
    """Name the section, write two questions, make the second critical."""
    page.locator("[name=title]").fill("Tram stop")
    page.locator("[name=industry]").fill("transport")
    page.get_by_role("button", name="Begin").click()
    page.locator(".editor[data-ready]").wait_for()
    page.locator(".outline a").nth(0).click()
    page.locator(f"[data-panel] {TITLE}").fill("At the stop")
    page.locator(".outline a").nth(1).click()
    page.locator(f"[data-panel] {TEXT}").fill("Is the timetable there?")
    expect_outline(page, "1 At the stop", "1.1 Is the timetable there?")
    page.locator(f"[data-panel] {TEXT}").press("Control+Enter")
    expect(page.locator("[data-part-title]")).to_have_text("1.2 Not named yet")
    page.locator(f"[data-panel] {TEXT}").fill("Is the shelter safe?")
    page.get_by_role("combobox", name="Critical").select_option(
        label="anything but the full score fails the visit"
    )
    rows = ("1 At the stop", "1.1 Is the timetable there?", "1.2 Is the shelter safe?")
    expect_outline(page, *rows)


def add_shopper(office: Office) -> None:
    with office.app.app_context(), transaction.write() as session:
        person = Person(name="Clara", code="C-1", language="en", created_at=now())
        person.grants = [Grant(role="shopper", scope_kind="all")]
        place = Location(code="T-1", name="Tram", time_zone="Europe/Moscow", created_at=now())
        session.add_all([person, place])


def assign(office: Office) -> str:
    """Give the shopper a visit by the published version, begun; return its id."""
    tokens = office._token("Anna"), office._token("Clara")
    with office.app.app_context():
        admin, shopper = (signed_in(token, now()) for token in tokens)
        assert admin
        assert shopper
        place = db.session.query(Location).filter_by(code="T-1").one()
        person = db.session.query(Person).filter_by(code="C-1").one()
        window = (now() - timedelta(hours=1), now() + timedelta(hours=8))
        visit = commands.assign(admin, now(), "tram-stop", place, person, *window)
        commands.accept(shopper, now(), visit, True, True)
        commands.start(shopper, now(), visit)
        public_id = visit.public_id
        db.session.remove()
        return public_id


@pytest.mark.usefixtures("open_page")  # for its patience with a server's first pages
def test_checklist_is_built_from_nothing_published_and_filled_in(
    office: Office, context_of: Callable[..., BrowserContext]
) -> None:
    admin = office.sign_in(context_of(viewport=WIDE), "Anna")
    admin.goto(f"{office.url}/checklists/start")
    build(admin)
    admin.get_by_role("link", name="Publish …").click()
    admin.get_by_role("button", name="Publish version 1").click()
    expect(admin.locator("h1")).to_contain_text("Tram stop")
    add_shopper(office)
    visit_id = assign(office)
    phone = office.sign_in(context_of(**PHONE), "Clara")
    phone.goto(f"{office.url}/phone/visits/{visit_id}/form")
    phone.locator("form[data-ready]").wait_for()
    here = now().astimezone(ZoneInfo("Europe/Moscow"))
    phone.locator("#q-visited_at input").first.fill(f"{here:%Y-%m-%dT%H:%M}")
    asked = phone.locator("fieldset.q")
    asked.filter(has_text="timetable").get_by_label("Yes", exact=True).check()
    asked.filter(has_text="safe").get_by_label("No", exact=True).check()
    phone.locator("#end button[value=submit]").click()
    phone.locator("#sent .receipt").wait_for()
    with office.app.app_context():
        visit = db.session.query(Visit).filter_by(public_id=visit_id).one()
        result = queries.result_of(visit).result
        db.session.remove()
    # One of two questions of one weight; the critical one that failed decides.
    assert result.total == 50
    assert result.verdict is Verdict.FAILED
