"""Pages that were opened with network open without it, and keep nothing personal in its caches."""

import pytest
from playwright.sync_api import expect

from tests.phone.browser.conftest import Company, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const text = await (await cache.match(request)).text();
      found.push([new URL(request.url).pathname, text]);
    }
  }
  return found;
}"""


def test_list_opens_with_the_server_stopped_and_with_the_network_off(
    phone: Phone, company: Company
) -> None:
    company.assign("anna")
    phone.sign_in("anna")
    page = phone.open()
    expect(page.locator("[data-group=today] [data-visit]")).not_to_have_count(0)
    phone.wait_until_listed()
    phone.line.cut()
    assert not phone.reopen().locator("html").get_attribute("data-person")
    expect(page.locator("[data-group=today]")).to_contain_text("Harbour")
    phone.context.set_offline(True)
    expect(phone.reopen().locator("[data-group=today]")).to_contain_text("Harbour")
    expect(page.locator("[data-is=line]")).to_contain_text("No network. The list is as of")


def test_kept_visits_open_whole_without_network(phone: Phone, company: Company) -> None:
    today, new = company.assign("anna"), company.assign("anna", accepted=False)
    company.assign("anna", hours=50)
    phone.sign_in("anna")
    page = phone.open()
    phone.wait_until_listed()
    page.locator("[data-do=keep]").click()
    expect(page.locator("[data-do=keep]")).to_be_hidden()
    expect(page.locator(f"[data-visit='{today}']")).to_contain_text("Opens without network")
    phone.line.cut()
    phone.goto(f"/phone/visits/{new}")
    expect(page.locator("[data-is=answer]")).to_contain_text("There is no network")
    expect(page.locator("#brief")).to_contain_text("Look at the board")
    phone.goto(f"/phone/visits/{today}")
    page.locator("[data-is=form] a").click()
    expect(page.locator("form[data-ready] h1")).to_have_text("Harbour")
    assert page.url.endswith(f"{today}/form")
    person = phone.person()
    for path, text in page.evaluate(CACHED):
        assert person not in text, path
        assert "Harbour" not in text, path


def test_page_that_came_past_the_worker_is_its_own_too(phone: Phone) -> None:
    phone.sign_in("anna")
    page = phone.open()
    with page.expect_navigation():
        phone.context.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})
    phone.until("navigator.serviceWorker.controller")
    phone.line.cut()
    load = "import(`${document.querySelector('link[rel=icon]').href.replace('icon.svg', '')}"
    assert page.evaluate(f"{load}widgets/drawing.js`).then(() => true)")


def test_pages_can_be_put_on_the_first_screen(phone: Phone) -> None:
    phone.sign_in("boris")
    page = phone.open()
    manifest = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then((told) => told.json())"
    )
    assert manifest["name"] == "Notes"
    assert manifest["start_url"] == manifest["scope"] == "/phone/"
    assert {one["sizes"] for one in manifest["icons"]} == {"192x192", "512x512"}
    for one in manifest["icons"]:
        size = "fetch(given).then((a) => a.blob()).then(createImageBitmap).then((b) => b.width)"
        width = page.evaluate(f"(given) => {size}", one["src"])
        assert one["sizes"] == f"{width}x{width}"
    told = phone.context.new_cdp_session(page).send("Page.getInstallabilityErrors")
    assert [one["errorId"] for one in told["installabilityErrors"]] in ([], ["in-incognito"])
