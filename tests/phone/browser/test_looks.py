"""Pages that the phone fills by itself hold to WCAG 2.2 AA, fit 320 px, and can be hidden."""

import pytest
from playwright.sync_api import expect

from tests.browser.crawling import _AXE as LOOK
from tests.browser.crawling import AXE, BESIDES, LEVELS
from tests.phone.browser.conftest import Company, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_filled_by_the_phone_are_open_to_everybody(
    phone: Phone, company: Company, scheme: str
) -> None:
    visit = company.assign("anna")
    page = phone.page
    phone.context.add_init_script(path=AXE)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 320, "height": 640})
    phone.sign_in("anna")
    phone.open()
    phone.wait_until_listed()
    page.locator("[data-do=keep]").click()
    expect(page.locator("[data-do=keep]")).to_be_hidden()
    phone.context.clear_cookies()
    phone.enqueue(visit, f"77777777-7777-4777-8777-{len(scheme):012}", phone.person())
    expect(page.locator("[data-item]")).to_contain_text("Sign in")
    phone.line.cut()
    for path in ("/phone/", f"/phone/visits/{visit}"):
        phone.goto(path)
        for fold in page.locator("details").all():
            fold.evaluate("(fold) => { fold.open = true; }")
        page.locator(".hide").wait_for()
        assert page.evaluate(LOOK, [{"type": "tag", "values": LEVELS}, BESIDES]) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_page_hides_behind_notes_and_comes_back_to_the_very_place(
    phone: Phone, company: Company
) -> None:
    for _visit in range(6):
        company.assign("boris")
    phone.sign_in("boris")
    page = phone.open()
    notes, title = page.locator(".notes"), page.locator(".notes h1")
    page.locator(".hide").wait_for()
    page.locator("[data-visit] a").nth(3).focus()
    page.evaluate("scrollTo({ top: 210, behavior: 'instant' })")
    page.keyboard.press("Escape")
    expect(notes).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(title).to_have_text("Notes")
    expect(page.locator("main")).to_be_hidden()
    page.reload()
    expect(title).to_be_visible()
    expect(page.get_by_role("heading", name="My visits")).to_be_hidden()
    title.click()
    expect(notes).to_have_count(1)
    title.click(delay=1000)
    expect(notes).to_have_count(0)
    page.locator(".hide").wait_for()
    page.locator("[data-visit] a").nth(3).focus()
    page.evaluate("scrollTo({ top: 210, behavior: 'instant' })")
    page.locator(".hide").dispatch_event("click")
    page.get_by_role("button", name="Show the page").press("Enter")
    expect(notes).to_have_count(0)
    assert page.evaluate("scrollY") == 210
    assert page.evaluate("document.activeElement.matches('[data-visit] a')")


def test_storage_that_runs_full_is_told_before_it_fails(phone: Phone) -> None:
    phone.sign_in("boris")
    page = phone.open()
    expect(page.locator("[data-is=warning]")).to_be_hidden()
    # What this browser tells of its storage is never little; other browsers tell what there is.
    left = "StorageManager.prototype.estimate = async () => ({ quota: 3e7, usage: 1e7 });"
    page.add_init_script(left)
    phone.reopen()
    expect(page.locator("[data-is=warning]")).to_contain_text("This phone is almost full")
