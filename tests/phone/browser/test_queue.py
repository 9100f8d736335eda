"""What waits to be sent: each refusal keeps it and says what to do, and it goes when it can."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text
from sqlalchemy.orm import Session

from auditapp.accounts.models import Person
from auditapp.clock import now
from auditapp.storage.epoch import raise_epoch
from tests.phone.browser.conftest import Company, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ONE, OTHER = (f"{digit * 8}-4444-4444-8444-444444444444" for digit in "45")


def open_list(phone: Phone) -> tuple[Page, str]:
    phone.sign_in("anna")
    return phone.open(), phone.person()


def test_visit_waits_out_a_busy_server_and_no_network(phone: Phone, company: Company) -> None:
    visit = company.assign("anna")
    page, anna = open_list(phone)
    phone.line.refuse("PUT /api/submissions", 503, **{"Retry-After": "60"})
    phone.enqueue(visit, ONE, anna)
    item = page.locator(f"[data-item='{ONE}']")
    expect(item).to_contain_text("Kept on this phone. Next try at")
    held = phone.queue(anna)[0]
    assert held["next_at"] >= page.evaluate("Date.now()") + 50_000
    phone.context.set_offline(True)
    expect(item).to_contain_text("waiting for network")
    phone.context.set_offline(False)
    expect(item).to_contain_text("Next try at")
    item.get_by_role("button", name="Send now").click()
    expect(page.locator(f"[data-visit='{visit}']")).to_contain_text("Received")
    expect(item).to_have_count(0)
    puts = [asked for asked in phone.line.seen if asked.startswith("PUT")]
    assert len(puts) == 2


def test_visit_of_someone_signed_out_waits_for_them(phone: Phone, company: Company) -> None:
    visit = company.assign("anna")
    page, anna = open_list(phone)
    phone.context.clear_cookies()
    phone.enqueue(visit, ONE.replace("44444444", "44444445"), anna)
    item = page.locator("[data-item]")
    expect(item).to_contain_text("Sign in, and it is sent")
    expect(item.get_by_role("link", name="Sign in")).to_be_visible()
    phone.sign_in("anna")
    phone.goto("/phone/")
    expect(page.locator(f"[data-visit='{visit}']")).to_contain_text("Received")


def test_visit_of_someone_without_a_right_is_kept(phone: Phone, company: Company) -> None:
    visit = company.assign("anna")
    page, anna = open_list(phone)

    def grants(role: str) -> None:
        def change(session: Session) -> None:
            person = session.query(Person).filter_by(name="anna").one()
            person.grants[0].role = role

        company.change(change)

    grants("reviewer")
    phone.enqueue(visit, ONE.replace("44444444", "44444446"), anna)
    expect(page.locator("[data-item]")).to_contain_text("Sign in, and it is sent")
    grants("shopper")
    phone.sign_in("anna")
    phone.goto("/phone/")
    expect(page.locator(f"[data-visit='{visit}']")).to_contain_text("Received")


def test_visit_that_is_refused_is_kept_and_the_next_one_goes(
    phone: Phone, company: Company
) -> None:
    bad, good = company.assign("anna"), company.assign("anna")
    page, anna = open_list(phone)
    phone.context.set_offline(True)
    phone.enqueue(bad, OTHER, anna, answers=7)
    phone.enqueue(good, OTHER.replace("55555555", "55555556"), anna)
    phone.context.set_offline(False)
    expect(page.locator(f"[data-visit='{good}']")).to_contain_text("Received")
    item = page.locator(f"[data-item='{OTHER}']")
    expect(item).to_contain_text("It is kept on this phone. Save it to a file")
    with page.expect_download() as coming:
        item.get_by_role("button", name="Save to a file").click()
    assert coming.value.suggested_filename.startswith("visit-")
    assert [one["uuid"] for one in phone.queue(anna) if one["state"] != "received"] == [OTHER]


def test_sent_visit_is_offered_again_after_an_older_state_was_put_back(
    phone: Phone, company: Company
) -> None:
    visit = company.assign("anna")
    page, anna = open_list(phone)
    phone.enqueue(visit, ONE.replace("44444444", "44444447"), anna)
    expect(page.locator(f"[data-visit='{visit}']")).to_contain_text("Received")
    before = next(one for one in phone.queue(anna) if one["visit"] == visit)
    company.change(lambda session: raise_epoch(session, now()))
    phone.line.seen.clear()
    phone.goto("/phone/")
    phone.until("document.querySelector('[data-visit]')")
    phone.module("shell/sending.js", "m.run()")
    after = next(one for one in phone.queue(anna) if one["visit"] == visit)
    assert any(asked.startswith("PUT /api/submissions") for asked in phone.line.seen)
    assert after["state"] == "received"
    assert after["receipt"] == before["receipt"]
    assert after["epoch"] > before["epoch"]
    company.change(lambda session: session.execute(text("UPDATE installation SET epoch = 1")))
