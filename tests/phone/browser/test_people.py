"""Two people, one phone: neither sees anything of the other, and nobody's work is lost."""

import pytest
from playwright.sync_api import expect

from tests.phone.browser.conftest import Company, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
UUID = "22222222-2222-4222-8222-222222222222"

CHECKLISTS = """async () => {
  const names = await caches.keys();
  const held = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return held.flat().map(({ url }) => url).filter((url) => /phone.(forms|briefs)/.test(url));
}"""


def test_another_person_sees_nothing_and_the_first_ones_queue_stays(
    phone: Phone, company: Company
) -> None:
    visit = company.assign("anna")
    phone.sign_in("anna")
    page = phone.open()
    anna = phone.person()
    phone.wait_until_listed()
    phone.line.refuse("PUT /api/submissions", 503, times=99)
    phone.enqueue(visit, UUID, anna)
    expect(page.locator("[data-item]")).to_contain_text("Harbour")
    phone.line.refused.clear()
    phone.sign_in("boris")
    phone.open()
    boris = phone.person()
    assert boris != anna
    expect(page.locator("[data-is=queue]")).to_be_hidden()
    expect(page.locator(f"[data-visit='{visit}']")).to_have_count(0)
    phone.line.seen.clear()
    phone.module("shell/sending.js", "m.run(true)")
    assert not any("PUT /api/submissions" in asked for asked in phone.line.seen)
    phone.line.cut()
    phone.reopen()
    expect(page.locator("[data-is=queue]")).to_be_hidden()
    expect(page.locator(f"[data-visit='{visit}']")).to_have_count(0)
    assert [item["uuid"] for item in phone.queue(anna)] == [UUID]
    phone.line.mend()
    phone.sign_in("anna")
    phone.goto("/phone/")
    phone.module("shell/sending.js", "m.run(given)", UUID)
    expect(page.locator(f"[data-visit='{visit}']")).to_contain_text("Received")


def test_page_that_the_browser_kept_alive_is_asked_for_anew(phone: Phone, company: Company) -> None:
    company.assign("anna")
    phone.sign_in("anna")
    page = phone.open()
    phone.wait_until_listed()
    phone.line.seen.clear()
    with page.expect_navigation():
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    phone.wait_until_listed()
    assert any("/phone/" in asked for asked in phone.line.seen)


def test_signing_out_with_unsent_work_asks_and_deletes_nothing(
    phone: Phone, company: Company
) -> None:
    visit = company.assign("anna")
    phone.sign_in("anna")
    page = phone.open()
    anna = phone.person()
    phone.wait_until_listed()
    page.locator("[data-do=keep]").click()
    expect(page.locator("[data-do=keep]")).to_be_hidden()
    assert page.evaluate(CHECKLISTS)
    phone.line.refuse("PUT /api/submissions", 503, times=99)
    phone.enqueue(visit, UUID.replace("2", "3"), anna)
    leave = page.locator("[data-do=leave] button")
    leave.click()
    expect(page.locator("dialog")).to_contain_text("1 visit is not sent yet")
    page.get_by_role("button", name="Stay").click()
    expect(page.locator("dialog")).to_be_hidden()
    leave.click()
    page.locator("dialog button[value=leave]").click()
    page.wait_for_url("**/accounts/sign-in**")
    phone.line.cut()
    phone.goto("/phone/")
    expect(page.locator("[data-is=nobody]")).to_be_visible()
    expect(page.locator("[data-visit]")).to_have_count(0)
    assert [item["visit"] for item in phone.queue(anna)] == [visit]
    assert page.evaluate(CHECKLISTS) == []


def test_signing_out_from_the_profile_asks_too(phone: Phone, company: Company) -> None:
    visit = company.assign("anna")
    phone.sign_in("anna")
    page = phone.open()
    phone.line.refuse("PUT /api/submissions", 503, times=99)
    phone.enqueue(visit, UUID.replace("2", "9"), phone.person())
    page.goto(f"{phone.line.url}/accounts/profile")
    page.set_viewport_size({"width": 1280, "height": 800})
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.evaluate("import(document.querySelector('script[src$=\"office.js\"]').src)")
    with page.expect_event("dialog"):
        page.locator("form[action$='/sign-out'] button").first.click()
    assert "not sent yet" in asked[0]
    assert page.url.endswith("/accounts/profile")
