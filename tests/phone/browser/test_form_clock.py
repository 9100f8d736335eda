"""A phone whose clock is wrong by a day: the visit is taken in, both times are kept."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from auditapp.storage.db import db
from auditapp.visits.models import EvidenceFlag, Submission, Visit
from tests.phone.browser.conftest import Company, Phone

# What a page sees of a clock that is a day ahead; timers run as ever.
AHEAD = """
const Real = Date;
const ahead = 86400000;
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length) super(...given);
    else super(Real.now() + ahead);
  }
  static now() { return Real.now() + ahead; }
};
"""
pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_clock_wrong_by_a_day_is_kept_beside_the_servers(phone: Phone, company: Company) -> None:
    visit = company.assign("anna")
    phone.sign_in("anna")
    page = phone.page
    phone.context.add_init_script(AHEAD)
    phone.goto(f"/phone/visits/{visit}")
    page.get_by_role("button", name="Open the form").click()
    page.locator("form[data-ready]").wait_for(state="attached")
    page.get_by_label("When did the visit begin?").fill("2026-11-20T14:05")
    page.locator("#q-clean").get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Send the visit").click()
    expect(page.get_by_role("heading", name="Sent. Thank you")).to_be_visible()
    with company.app.app_context():
        sent = db.session.scalars(
            select(Submission).join(Visit).where(Visit.public_id == visit)
        ).one()
        assert sent.device_at
        assert sent.finished_at
        assert timedelta(hours=23) < sent.device_at - sent.received_at < timedelta(hours=25)
        assert timedelta(hours=23) < sent.finished_at - sent.received_at < timedelta(hours=25)
        codes = db.session.scalars(
            select(EvidenceFlag.code).where(EvidenceFlag.submission_id == sent.id)
        ).all()
        db.session.remove()
    assert "clocks.ahead" in codes
