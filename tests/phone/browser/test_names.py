"""Roles and names of what the script adds, in a browser that has no properties for them."""

import pytest

from tests.phone.browser.conftest import Company, Phone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OLDER = "for (const name of ['role', 'ariaLabel']) delete Element.prototype[name];"


def test_what_the_script_adds_has_its_role_and_name_in_firefox_115(
    phone: Phone, company: Company
) -> None:
    phone.context.add_init_script(OLDER)
    visit = company.assign("anna")
    phone.sign_in("anna")
    phone.goto(f"/phone/visits/{visit}")
    phone.page.get_by_role("button", name="Open the form").click()
    phone.page.locator("form[data-ready]").wait_for()
    phone.page.get_by_role("button", name="Hide this page").wait_for()
    phone.page.get_by_role("button", name="Send the visit").click()
    phone.page.get_by_role("alert").wait_for()
