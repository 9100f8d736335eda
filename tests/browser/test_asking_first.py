"""A question before a grave act opens over the page without script, and is left as easily."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.conftest import Company

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_question_opens_without_script_and_is_left_by_escape_or_cancel(
    company: Company, context_of: Callable[..., BrowserContext]
) -> None:
    page = context_of(java_script_enabled=False, locale="en-GB").new_page()
    page.goto(f"{company.url}/accounts/sign-in")
    page.locator("[name=email]").fill(company.manager[0])
    page.locator("[name=password]").fill(company.manager[1])
    page.locator("main button").first.click()
    page.goto(f"{company.url}/web/components")
    opener, question = page.locator("[popovertarget=ask]").first, page.locator("#ask")
    assert not question.is_visible()
    for leave in (
        lambda: page.keyboard.press("Escape"),
        lambda: question.locator("[autofocus]").click(),
    ):
        opener.click()
        assert question.is_visible()
        # Whoever presses Enter without reading does no harm.
        assert question.locator("[autofocus]:focus").count() == 1
        leave()
        assert not question.is_visible()
    opener.click()
    assert question.locator("form[method=post] button[type=submit]").is_visible()
