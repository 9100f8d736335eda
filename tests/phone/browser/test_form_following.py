"""What follows from an answer is there at once: questions, evidence, turns, what is missing."""

import pytest
from playwright.sync_api import expect

from tests.phone.browser.filling import Filling, filling, photo

__all__ = ["filling"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_condition_acts_at_once_and_a_mis_tap_destroys_nothing(filling: Filling) -> None:
    greeted, by_whom = filling.question("greeted"), filling.question("by_whom")
    expect(by_whom).to_be_hidden()
    greeted.get_by_role("radio", name="Yes").check()
    by_whom.get_by_role("textbox", name="By whom?").fill("A cashier")
    greeted.get_by_role("radio", name="No", exact=True).check()
    expect(by_whom).to_be_hidden()
    greeted.get_by_role("radio", name="Yes").check()
    expect(by_whom.get_by_role("textbox", name="By whom?")).to_have_value("A cashier")
    assert filling.arrived("by_whom").value == "A cashier"


def test_evidence_is_asked_for_at_the_answer_that_failed(filling: Filling) -> None:
    greeted = filling.question("greeted")
    greeted.get_by_role("radio", name="No", exact=True).check()
    expect(greeted.locator(".ask")).to_have_text("Describe what happened. Add a photo.")
    expect(greeted.get_by_label("Note")).to_be_visible()
    greeted.get_by_role("radio", name="Could not check").check()
    expect(greeted.locator(".ask")).to_have_text("Say why it could not be checked.")
    greeted.get_by_role("radio", name="Yes").check()
    expect(greeted.locator(".ask")).to_have_count(0)


def test_turns_are_added_and_dropped_only_when_that_is_said_twice(filling: Filling) -> None:
    page, turns = filling.page, filling.page.locator("#turns-till")
    for number in (2, 3):
        turns.get_by_role("button", name="Add another").click()
        expect(page.get_by_role("heading", name=f"Till {number}")).to_be_visible()
    expect(turns.get_by_role("button", name="Add another")).to_be_hidden()
    turns.get_by_role("button", name="Remove the last").click()
    expect(page.get_by_role("heading", name="Till 3")).to_have_count(0)
    filling.question("till\\.1\\.open").get_by_role("radio", name="Yes").check()
    expect(filling.question("till\\.1\\.queue")).to_be_visible()
    expect(filling.question("till\\.0\\.queue")).to_be_hidden()
    turns.get_by_role("button", name="Remove the last").click()
    turns.get_by_role("button", name="Keep it").click()
    assert filling.arrived("till[1].open").value == "yes"
    turns.get_by_role("button", name="Remove the last").click()
    turns.get_by_role("button", name="Remove it").click()
    expect(page.get_by_role("heading", name="Till 2")).to_have_count(0)
    filling.open()
    expect(page.get_by_role("heading", name="Till 2")).to_have_count(0)


def test_whatever_is_missing_is_listed_with_links_and_then_the_visit_is_sent(
    filling: Filling,
) -> None:
    page = filling.page
    page.get_by_role("button", name="Send the visit").click()
    problems = page.locator("#problems")
    expect(problems).to_be_focused()
    page.get_by_role("button", name="Send the visit").click()
    expect(problems).to_be_focused()
    expect(problems.get_by_role("heading", name="things are to be mended")).to_be_visible()
    expect(problems).to_contain_text("1.2 Were you greeted?")
    problems.get_by_role("link", name="1.2 Were you greeted?").click()
    expect(filling.question("greeted")).to_be_in_viewport()
    for key, words in (("greeted", "Yes"), ("kind", "First"), ("till\\.0\\.open", "No")):
        filling.question(key).get_by_role("radio", name=words, exact=True).check()
    page.get_by_role("button", name="Send the visit").click()
    expect(problems).to_be_focused()
    expect(problems.get_by_role("link", name="1.2 Were you greeted?")).to_have_count(0)
    filling.question("mood").get_by_role("radio", name="4").check()
    filling.question("seen").get_by_role("checkbox", name="None of these").check()
    filling.question("by_whom").get_by_role("textbox", name="By whom?").fill("A cashier")
    filling.question("place").get_by_role("combobox").select_option("yard")
    page.get_by_role("checkbox", name="This whole section").check()
    page.get_by_label("When did the visit begin?").fill("2026-11-20T14:05")
    filling.question("receipt").locator("input[type=file]").last.set_input_files(photo())
    expect(filling.question("receipt").locator("img")).to_have_count(1)
    expect(page.locator(".foot p")).to_have_text("Nothing required is left")
    page.get_by_role("button", name="Send the visit").click()
    expect(page.get_by_role("heading", name="Sent. Thank you")).to_be_visible()
    receipt = page.locator(".receipt").inner_text()
    filling.phone.goto("/phone/")
    expect(page.locator(f"[data-visit='{filling.visit}']")).to_contain_text(receipt[:8])


def test_visit_that_could_not_be_carried_out_is_ended_from_the_form(filling: Filling) -> None:
    page, button = filling.page, "The visit could not be carried out"
    filling.phone.context.set_offline(True)
    page.get_by_role("button", name=button).click()
    expect(page.locator("#notice-abort")).to_contain_text("There is no network")
    filling.phone.context.set_offline(False)
    page.get_by_role("button", name=button).click()
    expect(page).to_have_url(f"{filling.phone.line.url}/phone/visits/{filling.visit}/abort")
