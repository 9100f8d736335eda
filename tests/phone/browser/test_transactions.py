"""No page leaves a transaction open: Safari then keeps the store from every page after it."""

import pytest

from tests.phone.browser.conftest import Company, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WATCHED = """
window.begun = [];
const { transaction } = IDBDatabase.prototype;
IDBDatabase.prototype.transaction = function (names, ...rest) {
  const made = transaction.call(this, names, ...rest);
  window.begun.push({ made, names: [names].flat().join(), closed: false });
  return made;
};
const { commit } = IDBTransaction.prototype;
IDBTransaction.prototype.commit = function () {
  for (const one of window.begun) if (one.made === this) one.closed = true;
  return commit.call(this);
};
"""


def test_every_transaction_is_closed_by_the_page_itself(phone: Phone, company: Company) -> None:
    phone.context.add_init_script(WATCHED)
    visit = company.assign("anna")
    phone.sign_in("anna")
    phone.open()
    phone.wait_until_listed()
    open_ones = "[...new Set(begun.filter((one) => !one.closed).map((one) => one.names))]"
    used = "[...new Set(begun.map((one) => one.names))].sort()"
    assert phone.page.evaluate(open_ones) == []
    assert phone.page.evaluate(used) == ["answers", "meta", "queue", "visits"]
    phone.goto(f"/phone/visits/{visit}")
    phone.page.get_by_role("button", name="Open the form").click()
    phone.page.locator("form[data-ready]").wait_for()
    phone.page.locator("[name='v:clean'][value=no]").check()
    phone.page.locator(".saved", has_text="on the server").wait_for()
    assert phone.page.evaluate(open_ones) == []
    assert "photos" in phone.page.evaluate(used)
