"""The trial beside the editor: filled in as on a phone, scored at each tap."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Office

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = """[data-field='["text"]'], [data-field='["text","en"]']"""
WEIGHT = """[data-field='["weight"]']"""


def tree() -> dict[str, Any]:
    asked = [
        {"key": "open", "type": "yes_no", "text": {"en": "Was it open?"}, "weight": 3},
        {"key": "clean", "type": "yes_no", "text": {"en": "Was it clean?"}, "na": True},
        {"key": "safe", "type": "yes_no", "text": {"en": "Was it safe?"}, "critical": True},
    ]
    head: dict[str, Any] = {
        "format": 1,
        "key": "kiosk",
        "title": {"en": "Kiosk"},
        "method": "mystery_shop",
    }
    sections = [{"key": "door", "title": {"en": "Door"}, "questions": asked}]
    rest = {"industry": "retail", "languages": ["en"], "pass_mark": 75, "sections": sections}
    return {**head, **rest}


def test_draft_is_tried_beside_the_editor(office: Office, open_page: Callable[..., Page]) -> None:
    page = open_page(office.draft(tree()))
    page.locator("[data-trial][data-ready]").wait_for()
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


def test_trial_stands_at_the_question_that_is_edited(
    office: Office, open_page: Callable[..., Page]
) -> None:
    """In a long form questions have their true height only once they were near."""
    words = " in so many words that it takes line after line on the screen of a phone"
    long = tree()
    long["sections"][0]["questions"] = [
        {"key": f"q{at}", "type": "choice", "text": {"en": f"Number {at}{words * (at % 4)}?"},
         "options": [{"key": f"o{one}", "text": {"en": f"{one}"}, "score": 0}
                     for one in range(2 + at % 7)]}
        for at in range(40)
    ]  # fmt: skip
    hidden = long["sections"][0]["questions"][21]
    hidden["show_if"] = {"question": "q0", "equals": "o1"}
    page = open_page(office.draft(long))
    page.locator("[data-trial][data-ready]").wait_for()
    phone = page.frame_locator(".screen iframe:not(.coming)")
    for at, shown in ((31, 31), (7, 7), (21, 20), (33, 33)):
        link = page.locator(".outline a").filter(has_text=f"Number {at}")
        link.click()
        if at == 33:  # the same by its address alone
            expect(page.locator("[data-part-title]")).to_contain_text("Number 33")
            page.reload()
            page.locator("[data-trial][data-ready]").wait_for()
        question = phone.locator("fieldset.q").filter(has_text=f"Number {shown}")
        expect(question).to_be_in_viewport()
        stands = """async (one) => {
            const until = Date.now() + 5000;
            const away = () => Math.abs(one.getBoundingClientRect().top - 76);
            while (away() > 1 && Date.now() < until) await new Promise(requestAnimationFrame);
            return away();
        }"""
        assert question.evaluate(stands) <= 1, at
