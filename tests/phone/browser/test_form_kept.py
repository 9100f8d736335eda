"""What was entered is kept, whatever becomes of the page, the tab, the network, the storage."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Error, expect

from tests.phone.browser.conftest import PHONE, Phone
from tests.phone.browser.filling import Filling, filling, photo

__all__ = ["filling"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_answers_are_there_after_a_reload_without_network(filling: Filling) -> None:
    page = filling.page
    filling.phone.open(f"/phone/visits/{filling.visit}/form")
    filling.phone.wait_until_kept(filling.visit)
    filling.phone.line.cut()
    filling.open()
    filling.question("greeted").get_by_role("radio", name="Yes").check()
    filling.question("story").get_by_role("textbox").first.fill("Nobody came for a while.")
    expect(page.locator(".saved")).to_have_text("on this phone, waiting for network")
    filling.open()
    expect(page.locator("h1")).to_have_text("Harbour")
    expect(filling.question("greeted").get_by_role("radio", name="Yes")).to_be_checked()
    expect(filling.question("story").get_by_role("textbox").first).to_have_value(
        "Nobody came for a while."
    )
    filling.phone.line.mend()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".saved")).to_have_text("on the server")
    assert filling.arrived("story").value == "Nobody came for a while."


def test_two_tabs_of_one_draft_show_the_same(filling: Filling) -> None:
    other = filling.phone.context.new_page()
    other.goto(filling.page.url)
    other.locator("form[data-ready]").wait_for(state="attached")
    filling.question("greeted").get_by_role("radio", name="Yes").check()
    expect(other.locator("#q-greeted").get_by_role("radio", name="Yes")).to_be_checked()
    other.locator("#q-by_whom").get_by_role("textbox", name="By whom?").fill("Two people")
    expect(filling.question("by_whom").get_by_role("textbox", name="By whom?")).to_have_value(
        "Two people"
    )
    assert filling.arrived("by_whom").value == "Two people"


def test_crash_of_the_tab_while_a_photo_is_saved_loses_no_answer(filling: Filling) -> None:
    filling.question("greeted").get_by_role("radio", name="Yes").check()
    expect(filling.page.locator(".saved")).not_to_have_text("saving …")
    filling.question("receipt").locator("input[type=file]").last.set_input_files(photo())
    # Until the process is gone, its worker may still be handed the next page, and take it along.
    with filling.page.expect_event("crash"), pytest.raises(Error):
        filling.page.goto("chrome://crash")
    filling.phone.page = filling.phone.context.new_page()
    filling.open()
    expect(filling.question("greeted").get_by_role("radio", name="Yes")).to_be_checked()
    # Half a photo is none; a whole one has its place.
    shown = filling.question("receipt").locator("img").count()
    filling.question("receipt").locator("input[type=file]").last.set_input_files(
        photo("IMG_2.jpg", "olive")
    )
    expect(filling.question("receipt").locator("img")).to_have_count(shown + 1)
    filling.arrived("receipt", files=shown + 1)


def test_full_storage_is_said_and_what_fits_again_is_kept(
    filling: Filling, context_of: Callable[..., BrowserContext]
) -> None:
    phone = Phone(context_of(**PHONE), filling.phone.line, filling.company)
    phone.sign_in("anna")
    control = phone.context.new_cdp_session(phone.page)
    # Room for the pages that are kept and for a few answers, not for a megabyte.
    size = {"origin": phone.line.url, "quotaSize": 800_000}
    control.send("Storage.overrideQuotaForOrigin", size)
    small = Filling(phone, filling.company, filling.visit).open()
    phone.wait_until_kept(filling.visit)
    story = small.question("story").get_by_role("textbox").first
    phone.line.cut()
    story.fill("long " * 200_000)
    expect(phone.page.locator("#notice-lost")).to_contain_text("This phone keeps nothing")
    story.fill("Short")
    expect(phone.page.locator("#notice-lost")).to_be_hidden()
    phone.line.mend()
    small.open()
    assert small.arrived("story").value == "Short"


def test_denied_storage_leaves_the_plain_form_that_saves_on_the_server(
    filling: Filling, context_of: Callable[..., BrowserContext]
) -> None:
    other = Phone(context_of(**PHONE), filling.phone.line, filling.company)
    other.sign_in("anna")
    page = other.page
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no'); }")
    page.goto(filling.page.url)
    expect(page.locator("[data-denied]")).to_contain_text("This browser keeps nothing")
    page.locator("#q-greeted").get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.locator("#q-by_whom")).to_be_visible()
    assert filling.arrived("greeted").value == "yes"


def test_session_that_ended_keeps_the_draft_until_its_person_is_back(filling: Filling) -> None:
    page, phone = filling.page, filling.phone
    phone.context.clear_cookies()
    filling.question("greeted").get_by_role("radio", name="Yes").check()
    expect(page.locator(".saved")).to_contain_text("on this phone")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    phone.sign_in("anna")
    filling.open()
    expect(filling.question("greeted").get_by_role("radio", name="Yes")).to_be_checked()
    assert filling.arrived("greeted").value == "yes"
