"""Practice: whoever may read forms tries one out; nothing of it reaches the server."""

import pytest
from playwright.sync_api import expect

from tests.phone.browser.conftest import Company, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_form_is_tried_out_and_nothing_is_sent(phone: Phone, company: Company) -> None:
    phone.sign_in("manager")
    page = phone.page
    page.goto(f"{phone.line.url}/phone/practice")
    page.get_by_role("link", name="Bus stop").click()
    page.locator("form[data-ready]").wait_for(state="attached")
    expect(page.get_by_role("heading", name="Practice")).to_be_visible()
    page.locator("#q-clean").get_by_role("radio", name="Yes").check()
    expect(page.locator(".saved")).to_have_text("practice, on this phone")
    page.reload()
    expect(page.locator("#q-clean").get_by_role("radio", name="Yes")).to_be_checked()
    page.get_by_label("When did the visit begin?").fill("2026-11-20T14:05")
    page.get_by_role("button", name="Send the visit").click()
    expect(page.get_by_role("heading", name="That was practice")).to_be_visible()
    assert [line for line in phone.line.seen if line.startswith(("PUT", "PATCH", "POST"))] == []
    page.get_by_role("link", name="Practise again").click()
    expect(page.locator("#q-clean").get_by_role("radio", name="Yes")).not_to_be_checked()
