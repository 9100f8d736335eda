"""The machine's Chromium: one for the whole run, since a process can hold Playwright but once."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the machine; a test that needs it fails where it is missing."""
    with sync_playwright() as tools:
        arguments = ["--no-sandbox", "--disable-background-networking"]
        found = tools.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        yield found
        found.close()


@pytest.fixture
def context_of(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Make browsers that know nothing of each other."""
    made: list[BrowserContext] = []

    def make(**settings: Any) -> BrowserContext:
        made.append(chromium.new_context(**settings))
        return made[-1]

    yield make
    for context in made:
        context.close()
