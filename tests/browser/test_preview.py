"""The trial beside the editor: filled in as on a phone, scored at each tap."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from auditapp import create_app
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import signed_in
from auditapp.checklists.commands import begin_draft
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.storage import transaction
from auditapp.storage.db import db
from tests.browser.conftest import Company, _session

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = """[data-field='["text"]'], [data-field='["text","en"]']"""
WEIGHT = """[data-field='["weight"]']"""


def tree() -> dict:
    asked = [
        {"key": "open", "type": "yes_no", "text": {"en": "Was it open?"}, "weight": 3},
        {"key": "clean", "type": "yes_no", "text": {"en": "Was it clean?"}, "na": True},
        {"key": "safe", "type": "yes_no", "text": {"en": "Was it safe?"}, "critical": True},
    ]
    head = {"format": 1, "key": "kiosk", "title": {"en": "Kiosk"}, "method": "mystery_shop"}
    sections = [{"key": "door", "title": {"en": "Door"}, "questions": asked}]
    rest = {"industry": "retail", "languages": ["en"], "pass_mark": 75, "sections": sections}
    return head | rest


@pytest.fixture
def app(company: Company) -> Iterator[Flask]:
    made = create_app(Settings(data_dir=company.data_dir))
    with made.app_context():
        with transaction.write() as session:
            person = session.query(Person).filter_by(email=company.manager[0]).one()
            person.grants.append(Grant(role="admin", scope_kind="all"))
            person.language = "en"
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def page(app: Flask, company: Company, context_of: Callable[..., BrowserContext]) -> Iterator[Page]:
    """The editor of a draft, as a person on a desk sees it."""
    admin = signed_in(_session(app, "manager"), now())
    assert admin
    draft = begin_draft(admin, now(), tree())
    page = context_of(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append(error))
    page.goto(f"{company.url}/accounts/sign-in")
    page.locator("[name=email]").fill(company.manager[0])
    page.locator("[name=password]").fill(company.manager[1])
    page.locator("main button").first.click()
    page.goto(f"{company.url}/checklists/drafts/{draft.public_id}")
    page.locator("[data-trial][data-ready]").wait_for()
    yield page
    assert errors == []


def test_draft_is_tried_beside_the_editor(page: Page) -> None:
    phone = page.frame_locator(".screen iframe:not(.coming)")
    total, verdict = page.locator("[data-total]"), page.locator("[data-verdict]")
    question = phone.locator("fieldset.q", has_text="Was it")
    expect(total).to_have_text("–")

    def radio(at: int, words: str) -> Locator:
        return question.nth(at).get_by_role("radio", name=words, exact=True)

    # 1. The score follows the taps, and says why.
    radio(0, "Yes").check()
    radio(1, "No").check()
    expect(total).to_have_text("75")
    expect(verdict).to_have_text("passed so far")
    page.get_by_text("Why 75?").click()
    working = page.locator("[data-working]")
    expect(working).to_contain_text("All points earned of all possible: 3 ÷ 4 = 75 %")
    expect(working).to_contain_text("75 % reaches the mark of 75 %.")
    expect(working).to_contain_text("Seen: 4 of 5 points that apply, which is 80 %.")
    expect(working).to_contain_text("not answered yet: 1.3")
    radio(2, "No").check()
    expect(verdict).to_have_text("failed")
    expect(working).to_contain_text("A critical requirement is broken (1.3)")

    # 2. What is edited is there at once, with the answers; the key follows the words.
    working.get_by_role("button", name="1.1 Was it open?").click()
    page.locator(TEXT).first.fill("Was it really open?")
    expect(phone.get_by_text("Was it really open?")).to_be_visible()
    expect(radio(0, "Yes")).to_be_checked()
    expect(total).to_have_text("60")
    page.locator(WEIGHT).first.fill("8")
    expect(total).to_have_text("80")

    # 3. What has a fault is left out and named, its answer waits.
    page.locator(TEXT).first.fill("")
    left_out = page.locator("[data-left-out]")
    expect(left_out).to_contain_text("1.1")
    expect(question).to_have_count(2)
    expect(total).to_have_text("0")
    page.locator(TEXT).first.fill("Was it open at all?")
    expect(left_out).to_be_hidden()
    expect(total).to_have_text("80")

    # 4. Nothing of it was sent, and it can be begun anew.
    page.get_by_role("button", name="Clear the answers").click()
    expect(total).to_have_text("–")
    expect(radio(0, "Yes")).not_to_be_checked()
