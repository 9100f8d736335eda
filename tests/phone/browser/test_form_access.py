"""The form with its script: WCAG 2.2 AA by axe, narrow screens, and the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.crawling import AXE, Walk
from tests.phone.browser.filling import Filling, filling

__all__ = ["filling"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_form_holds_to_wcag_empty_with_problems_and_with_all_its_widgets(filling: Filling) -> None:
    page, walk = filling.page, Walk(filling.company.app)
    filling.phone.context.add_init_script(path=AXE)
    filling.open()
    filling.question("greeted").get_by_role("radio", name="No", exact=True).check()
    page.get_by_role("button", name="Send the visit").click()
    for summary in page.locator(".quiet summary:visible").all():
        summary.click()
    expect(page.locator("#q-spot button")).to_be_visible()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        walk.look(page, scheme)
    page.set_viewport_size({"width": 320, "height": 600})
    walk.fit(page, "320 px")
    assert walk.faults == []


def test_form_is_filled_by_the_keyboard_alone(filling: Filling) -> None:
    page, keys = filling.page, filling.page.keyboard
    page.locator("#visited_at").focus()
    for _step in range(12):
        keys.press("Tab")
        if page.evaluate("document.activeElement.name") == "v:greeted":
            break
    keys.press("Space")
    by_whom = filling.question("by_whom").get_by_role("textbox", name="By whom?")
    expect(by_whom).to_be_visible()
    for _step in range(6):
        keys.press("Tab")
        if page.evaluate("document.activeElement.name") == "v:by_whom":
            break
    keys.type("A cashier")
    assert filling.arrived("by_whom").value == "A cashier"
    keys.press("Enter")  # goes on to the next question that waits
    expect(filling.question("mood").locator(":focus")).to_have_count(1)
    page.get_by_role("button", name="Send the visit").focus()
    keys.press("Enter")
    expect(page.locator("#problems")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    expect(page.locator("#q-visited_at")).to_be_in_viewport()
