"""The editor of a draft in Chromium: built, put in order, shared by two, cut off, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Office
from tests.browser.crawling import AXE, NARROW, Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT = '[data-field=\'["text","en"]\']'


def outline(page: Page) -> list[str]:
    """The outline as it is seen: number and words of each row."""
    rows: list[str] = page.locator(".outline .line").evaluate_all(
        "all => all.map(one => [...one.querySelectorAll('.nr, .words')]"
        ".map(part => part.textContent).join(' '))"
    )
    return rows


def expect_outline(page: Page, *rows: str) -> None:
    """Wait until everything is saved and these rows stand there."""
    words = page.locator(".outline .words")
    expect(words).to_have_text([row.partition(" ")[2] for row in rows])
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "saved")
    assert outline(page) == list(rows)


def open_part(page: Page, words: str) -> None:
    page.locator(".outline a").filter(has_text=words).click()
    expect(page.locator(f"[data-panel] {TEXT}")).to_have_value(words)


def test_checklist_is_built_and_put_in_order(
    office: Office, open_page: Callable[..., Page]
) -> None:
    page = open_page(office.draft())
    open_part(page, "Clean?")
    page.locator(f"[data-panel] {TEXT}").press("Control+Enter")
    expect(page.locator("[data-part-title]")).to_have_text("1.3 Not named yet")
    expect(page.locator("[data-mend]")).to_have_text("1 fault")
    expect(page.locator(".row a[aria-current] .faults")).to_contain_text("1")
    expect(page.locator(f"[data-panel] {TEXT}")).to_have_value("")
    expect(page.locator(f"[data-panel] {TEXT}")).to_be_focused()
    page.keyboard.type("Warm?")
    # A row that says nothing yet outlives the panel, which is made anew for the question's key.
    page.locator("[data-control=conditions] [data-add]").click()
    expect(page.locator("[data-panel] [data-field='[\"key\"]']")).to_have_value("warm")
    expect(page.locator("[data-control=conditions] [data-question]")).to_be_focused()
    page.locator("[data-control=conditions] [data-rows] [data-remove]").click()
    expect_outline(page, "1 Door", "1.1 Open?", "1.2 Clean?", "1.3 Warm?", "2 Till", "2.1 Fast?")
    expect(page.locator("[data-mend]")).to_be_hidden()
    # By keyboard out of its section, and taken back.
    page.locator(".row a[aria-current]").press("Alt+ArrowDown")
    expect_outline(page, "1 Door", "1.1 Open?", "1.2 Clean?", "2 Till", "2.1 Warm?", "2.2 Fast?")
    expect(page.locator("[data-status]")).to_have_attribute("data-state", "saved")
    expect(page.locator(".row a[aria-current]")).to_be_focused()
    page.keyboard.press("Control+z")
    expect_outline(page, "1 Door", "1.1 Open?", "1.2 Clean?", "1.3 Warm?", "2 Till", "2.1 Fast?")
    page.keyboard.press("Control+Shift+z")
    expect_outline(page, "1 Door", "1.1 Open?", "1.2 Clean?", "2 Till", "2.1 Warm?", "2.2 Fast?")
    # By hand, to the end of the section above.
    page.locator(".outline .line").filter(has_text="Fast?").hover()
    page.locator(".outline[data-sortable]").wait_for()
    drag(page, "Fast?", "Clean?")
    expect_outline(page, "1 Door", "1.1 Open?", "1.2 Clean?", "1.3 Fast?", "2 Till", "2.1 Warm?")
    # By the question where to, copied, removed, and that taken back at once.
    open_part(page, "Open?")
    page.locator("[data-do=move]").click()
    expect(page.locator("#move [data-moving]")).to_have_text("1.1 Open?")
    page.locator("#move-into").select_option(label="2 Till")
    page.locator("#move button[value=move]").click()
    expect_outline(page, "1 Door", "1.1 Clean?", "1.2 Fast?", "2 Till", "2.1 Warm?", "2.2 Open?")
    page.locator(".outline a").filter(has_text="Door").click()
    expect(page.locator("[data-part-title]")).to_have_text("1 Door")
    page.locator("[data-do=copy]").click()
    expect(page.locator("[data-part-title]")).to_have_text("2 Door")
    page.locator("[data-do=remove]").click()
    expect(page.locator("[data-toast]")).to_contain_text("Removed: 2 Door")
    page.locator("[data-toast]").get_by_role("button", name="Undo").click()
    whole = ["1 Door", "1.1 Clean?", "1.2 Fast?", "2 Door", "2.1 Clean?", "2.2 Fast?", "3 Till"]
    whole += ["3.1 Warm?", "3.2 Open?"]
    expect_outline(page, *whole)
    page.reload()
    expect_outline(page, *whole)
    # Found among all, in the other language of the document.
    page.locator(".spoken a[hreflang=ru]").click()
    page.locator(".editor[data-ready]").wait_for()
    page.locator(".finding input").fill("касса открыто")
    expect(page.locator("[data-found]")).to_have_text("Nothing is called so.")
    page.locator(".finding input").fill("открыт")
    expect(page.locator("[data-found]")).to_have_text("1 of 6")
    page.keyboard.press("Enter")
    expect(page.locator("[data-part-title]")).to_have_text("3.2 Открыто?")


def drag(page: Page, words: str, below: str) -> None:
    """Take a row by its grip, and put it under another."""
    row, target = (page.locator(".outline .line").filter(has_text=one) for one in (words, below))
    grip, place = row.locator(".grip").bounding_box(), target.bounding_box()
    assert grip
    assert place
    page.mouse.move(grip["x"] + 8, grip["y"] + 14)
    page.mouse.down()
    page.mouse.move(grip["x"] + 10, grip["y"] + 4, steps=3)
    after = f".row:has-text('{below}') + .placed"
    for step in range(200):  # it goes along as the browser finds time
        page.mouse.move(place["x"] + 60, place["y"] + place["height"] - 4 - step % 3)
        if page.locator(after).count():
            break
    page.mouse.up()


def test_two_at_one_draft_lose_nothing(office: Office, open_page: Callable[..., Page]) -> None:
    address = office.draft()
    anna = open_page(address)
    boris = open_page(address, "Boris")
    for page in (anna, boris):
        open_part(page, "Open?")
    expect(boris.locator("[data-others]")).to_have_text("Anna is editing too")
    anna.locator(f"[data-panel] {TEXT}").fill("Open wide?")
    expect_outline(anna, "1 Door", "1.1 Open wide?", "1.2 Clean?", "2 Till", "2.1 Fast?")
    boris.locator("[data-part]").evaluate("one => { one.dataset.before = ''; }")
    boris.locator(f"[data-panel] {TEXT}").fill("Open at nine?")
    card = boris.locator(".conflict")
    expect(card).to_contain_text("Anna changed this meanwhile: “Open wide?”")
    boris.locator(f"[data-panel] {TEXT}").fill("Open at ten?")
    expect(card).to_contain_text("You wrote: “Open at ten?”")
    # The page follows the other meanwhile: what is written in the field stays, and is written on.
    boris.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(boris.locator("[data-part][data-before]")).to_have_count(0)
    field = boris.locator(f"[data-panel] {TEXT}")
    expect(field).to_have_value("Open at ten?")
    field.press("End")
    field.press_sequentially(" Or so?")
    expect(card).to_contain_text("You wrote: “Open at ten? Or so?”")
    field.fill("Open at ten?")
    expect(card).to_contain_text("You wrote: “Open at ten?”")
    boris.get_by_role("button", name="Keep mine").click()
    expect(card).to_have_count(0)
    # What touches nothing of the other's goes through without a word.
    open_part(boris, "Clean?")
    boris.locator(f"[data-panel] {TEXT}").fill("Clean and dry?")
    boris.locator("[data-do=down]").focus()
    rows = ("1 Door", "1.1 Open at ten?", "1.2 Clean and dry?", "2 Till", "2.1 Fast?")
    expect_outline(boris, *rows)
    anna.locator(f"[data-panel] {TEXT}").fill("Open late?")
    expect(anna.locator(".conflict")).to_contain_text("Boris changed this meanwhile")
    anna.get_by_role("button", name="Take theirs").click()
    expect(anna.locator(f"[data-panel] {TEXT}")).to_have_value("Open at ten?")
    anna.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect_outline(anna, *rows)
    expect(anna.locator("[data-others]")).to_have_text("Boris is editing too")
    # What the other took out is told, with what was written.
    open_part(anna, "Clean and dry?")
    boris.locator("[data-do=remove]").click()
    expect_outline(boris, "1 Door", "1.1 Open at ten?", "2 Till", "2.1 Fast?")
    field = anna.locator(f"[data-panel] {TEXT}")
    field.fill("Clean and warm?")
    expect(anna.locator(".gone")).to_contain_text("Boris took this out meanwhile")
    expect(anna.locator(".outline .words")).to_have_text(["Door", "Open at ten?", "Till", "Fast?"])
    # It can be read and written on, also from elsewhere, and comes back with all of it.
    expect(field).to_have_value("Clean and warm?")
    field.press_sequentially(" And dry?")
    anna.locator(".outline a").filter(has_text="Fast?").click()
    expect(field).to_have_value("Fast?")
    anna.locator("[data-elsewhere] a").click()
    expect(anna.locator(".gone li")).to_have_text("“Clean and warm? And dry?”")
    anna.get_by_role("button", name="Add it again").click()
    back = "1.2 Clean and warm? And dry?"
    expect_outline(anna, "1 Door", "1.1 Open at ten?", back, "2 Till", "2.1 Fast?")
    expect(anna.locator("[data-part-title]")).to_have_text(back)
    expect(anna.locator("[data-elsewhere]")).to_be_hidden()


def test_what_cannot_be_saved_waits(office: Office, open_page: Callable[..., Page]) -> None:
    address = office.draft()
    page = open_page(address)
    open_part(page, "Open?")
    page.context.set_offline(True)
    page.locator(f"[data-panel] {TEXT}").fill("Open on Sunday?")
    failure = page.locator("[data-failure]")
    expect(failure).to_contain_text("There is no network. 1 change waits on this page.")
    page.locator(".row a[aria-current]").press("Alt+ArrowDown")
    expect(page.locator("[data-status]")).to_have_text("Not saved")
    # A new part stands in the outline at once, though nobody has heard of it.
    page.locator("[data-do=add]").filter(has_text="Question").last.click()
    expect(page.locator(".row.pending .words")).to_have_text("Not named yet")
    expect(page.locator("[data-panel] .unopened")).to_have_count(0)
    warned: list[str] = []
    page.once("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(0)
    page.context.set_offline(False)
    rows = ("1 Door", "1.1 Clean?", "1.2 Open on Sunday?", "2 Till", "2.1 Fast?")
    expect_outline(page, *rows, "2.2 Not named yet")
    expect(page.locator(".row.pending")).to_have_count(0)
    expect(page.locator("[data-part-title]")).to_have_text("1.2 Open on Sunday?")
    expect(failure).to_be_hidden()
    assert warned == ["beforeunload"]
    # Signed out meanwhile: nothing is lost either.
    cookies = page.context.cookies()
    page.context.clear_cookies()
    page.locator(f"[data-panel] {TEXT}").fill("Open on Monday?")
    expect(failure).to_contain_text("You are no longer signed in.")
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.get_by_role("button", name="Try now").click()
    rows = ("1 Door", "1.1 Clean?", "1.2 Open on Monday?", "2 Till", "2.1 Fast?")
    expect_outline(page, *rows, "2.2 Not named yet")
    expect(failure).to_be_hidden()


def test_phone_shows_one_thing_at_a_time(office: Office, open_page: Callable[..., Page]) -> None:
    address = office.draft()
    page = open_page(address, viewport=NARROW, has_touch=True, is_mobile=True)
    walk = Walk(office.app)
    page.evaluate(AXE.read_text())
    walk.look(page, "outline")
    expect(page.locator("[data-panel]")).to_be_hidden()
    page.locator(".outline a").filter(has_text="Clean?").tap()
    expect(page.locator(f"[data-panel] {TEXT}")).to_have_value("Clean?")
    expect(page.locator(".outline")).to_be_hidden()
    walk.look(page, "part")
    page.locator("[data-do=up]").tap()
    page.locator("[data-do=back]").tap()
    expect_outline(page, "1 Door", "1.1 Clean?", "1.2 Open?", "2 Till", "2.1 Fast?")
    page.locator(".outline a").filter(has_text="Fast?").tap()
    page.locator("[data-do=remove]").tap()
    expect_outline(page, "1 Door", "1.1 Clean?", "1.2 Open?", "2 Till")
    page.go_back()
    page.locator(".editor-bar [data-do=try]").tap()
    expect(page.locator(".editor-preview")).to_be_visible()
    walk.look(page, "trial")
    page.locator(".editor-preview .close").tap()
    expect(page.locator(".editor-preview")).to_be_hidden()
    assert walk.faults == []
