"""A visit begun on one phone is finished on another; what is overwritten is kept beside."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from auditapp.checklists.commands import publish
from auditapp.clock import now
from tests.phone.browser.conftest import PHONE, Company, Phone
from tests.phone.browser.filling import EVERY_TYPE, Filling, begin, filling, photo

__all__ = ["filling"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def second(filling: Filling, context_of: Callable[..., BrowserContext]) -> Filling:
    """The same visit of the same person on another phone."""
    phone = Phone(context_of(**PHONE), filling.phone.line, filling.company)
    phone.sign_in("anna")
    return Filling(phone, filling.company, filling.visit)


def test_draft_goes_on_with_its_photos(filling: Filling, second: Filling) -> None:
    filling.question("greeted").get_by_role("radio", name="Yes").check()
    filling.question("receipt").locator("input[type=file]").last.set_input_files(photo())
    filling.arrived("receipt", files=1)
    second.open()
    expect(second.question("greeted").get_by_role("radio", name="Yes")).to_be_checked()
    expect(second.question("receipt").locator("img")).to_have_count(1)
    second.question("by_whom").get_by_role("textbox", name="By whom?").fill("A cashier")
    second.arrived("by_whom")
    filling.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(filling.question("by_whom").get_by_role("textbox", name="By whom?")).to_have_value(
        "A cashier"
    )


def test_draft_belongs_to_the_version_that_it_was_begun_with(
    phone: Phone, company: Company
) -> None:
    # Every later visit has the newest version of its checklist: this one is nobody else's.
    checklist = EVERY_TYPE.replace("key: every-type", "key: reworded")
    filling = begin(phone, company, checklist)
    with company.app.app_context():
        publish(None, now(), checklist.replace("Were you greeted?", "Did they say hello?"))
    filling.open()
    expect(filling.question("greeted")).to_contain_text("Were you greeted?")
