"""A visit leaves the phone as a file, and comes back on another one, for the same person only."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.phone.browser.conftest import PHONE, Company, Phone
from tests.phone.browser.line import Line

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BYTES = bytes(range(256)) * 40


def keep_draft(phone: Phone, visit: str) -> None:
    """Enter an answer with a photo, as the form does."""
    draft, now = f"{phone.person()} {visit}", phone.page.evaluate("Date.now()")
    row = {
        "draft": draft, "key": "why", "answer": {"value": "Ящики «Ä»"}, "revision": 3,
        "dirty": True, "at": now,
    }  # fmt: skip
    photo = {
        "draft": draft, "sha256": sha256(BYTES).hexdigest(), "key": "why", "name": "1.jpg",
        "media_type": "image/jpeg", "size_bytes": len(BYTES), "on_server": False,
        "bytes": list(BYTES),
    }  # fmt: skip
    phone.module("shell/store.js", "m.putAnswers([given])", row)
    put = "m.putPhoto({ ...given, bytes: new Uint8Array(given.bytes).buffer })"
    phone.module("shell/store.js", put, photo)


def test_draft_is_taken_to_another_phone_as_a_file(
    phone: Phone,
    company: Company,
    context_of: Callable[..., BrowserContext],
    line: Line,
    tmp_path: Path,
) -> None:
    visit, file = company.assign("anna"), tmp_path / "visit.json"
    phone.sign_in("anna")
    page = phone.open()
    phone.wait_until_listed()
    keep_draft(phone, visit)
    phone.reopen()
    page.get_by_text("Copies", exact=True).click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save “Harbour” to a file").first.click()
    coming.value.save_as(file)
    told = json.loads(file.read_text())
    assert told["payload"]["answers"] == {"why": {"value": "Ящики «Ä»"}}
    assert told["payload"]["visit"] == visit

    other = Phone(context_of(**PHONE), line, company)
    other.sign_in("boris")
    other.open()
    other.page.get_by_text("Copies", exact=True).click()
    other.page.locator("[data-do=bring]").set_input_files(file)
    expect(other.page.locator("[data-is=said]")).to_contain_text("another person’s")
    other.sign_in("anna")
    other.open()
    other.wait_until_listed()
    other.page.get_by_text("Copies", exact=True).click()
    other.page.locator("[data-do=bring]").set_input_files(file)
    expect(other.page.locator("[data-is=said]")).to_contain_text("is back on this phone")
    expect(other.page.locator(f"[data-visit='{visit}']")).to_contain_text("On this phone, not yet")
    draft = f"{other.person()} {visit}"
    rows = other.module("shell/store.js", "m.answersOf(given)", draft)
    assert [row["answer"] for row in rows if row["key"] == "why"] == [{"value": "Ящики «Ä»"}]
    held = "[...new Uint8Array((await m.photosOf(given))[0].bytes)]"
    assert bytes(other.module("shell/store.js", held, draft)) == BYTES
