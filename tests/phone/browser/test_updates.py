"""A new version is there whole or not at all, waits for unsaved work, and all can be taken back."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.conftest import serving
from tests.phone.browser.conftest import Company, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
HELD = "navigator.serviceWorker.getRegistration('/phone/')"
WAITS = f"{HELD}.then((held) => Boolean(held.waiting))"


def as_new(path: str, body: bytes) -> bytes:
    """The worker of the version after this one."""
    return body.replace(b"const STAMP='", b"const STAMP='next-") if "sw.js" in path else body


def caches(phone: Phone) -> set[str]:
    return set(phone.page.evaluate("caches.keys()"))


def test_new_version_waits_while_a_draft_is_not_on_the_server(
    phone: Phone, company: Company
) -> None:
    visit = company.assign("anna")
    phone.sign_in("anna")
    page = phone.open()
    row = {
        "draft": f"{phone.person()} {visit}", "key": "why", "answer": {"value": "x"},
        "revision": 0, "dirty": True, "at": page.evaluate("Date.now()"),
    }  # fmt: skip
    phone.module("shell/store.js", "m.putAnswers([given])", row)
    before = caches(phone)
    phone.line.changed = as_new
    phone.reopen()
    phone.until(WAITS)
    assert phone.module("shell/worker.js", "m.takeOver()") is False
    assert page.evaluate(WAITS)
    assert before < caches(phone)
    phone.module("shell/store.js", "m.putAnswers([given])", {**row, "dirty": False})
    phone.module("shell/worker.js", "m.takeOver()")  # if the page has not done it by itself
    phone.until(f"{WAITS}.then((does) => !does)")
    phone.line.cut()
    expect(phone.reopen().locator("[data-group=today]")).to_contain_text("Harbour")


def test_new_version_that_comes_in_part_is_none(phone: Phone) -> None:
    phone.sign_in("anna")
    page = phone.open()
    before = caches(phone)
    phone.line.changed = as_new
    phone.line.refuse("GET /phone/blank/ru", 503)
    page.evaluate(f"{HELD}.then((held) => held.update())")
    phone.until(f"{HELD}.then((held) => !held.installing)")
    assert not page.evaluate(WAITS)
    phone.line.cut()
    expect(phone.reopen().locator("h1")).to_have_text("My visits")
    assert before <= caches(phone)


@pytest.mark.parametrize("page_is_kept", [False, True])
def test_switch_takes_the_worker_back_and_leaves_what_was_entered(
    phone: Phone, company: Company, monkeypatch: pytest.MonkeyPatch, page_is_kept: bool
) -> None:
    visit = company.assign("anna")
    phone.sign_in("anna")
    page = phone.open()
    person = phone.person()
    phone.line.cut()
    phone.enqueue(visit, str(uuid4()), person)
    monkeypatch.setenv("AUDITAPP_PHONE_WORKER", "off")
    with serving(company.data_dir) as started:
        phone.line.target = started.url
        phone.line.refuse("PUT /api/submissions", 503, times=9)
        phone.line.refuse("GET /phone/", 503, times=int(page_is_kept))
        phone.line.mend()
        phone.goto("/phone/")
        phone.until(f"{HELD}.then((held) => !held)")
        assert caches(phone) == set()
        assert [item["visit"] for item in phone.queue(person)] == [visit]
        phone.reopen()
        assert page.evaluate(f"{HELD}.then((held) => !held)")
