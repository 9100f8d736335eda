"""Following a person through all pages they may open: one of each kind, in both languages.

Each page is looked at by axe, and must not be wider than the screen it stands on.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# No rules of WCAG, but of good order.
BESIDES = ["empty-heading", "heading-order", "landmark-one-main", "page-has-heading-one"]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# What is handed out as a file or a picture is no page.
FILE = re.compile(r"\.(csv|xlsx|pdf|png|css|js|json|webmanifest|yaml)$|/(photos|pictures)/|^/api/")
# Pages that look otherwise by what they show: so many are looked at by whoever comes first.
SEVERAL = {"guide.guide": 6, "phone.visit": 4, "settings.group": 12, "visits.visit": 4}
# Buttons that lead to pages of their own; what they do is not undone.
PRESSED = {
    "accounts.person": ["form[action$='/link'] button"],
    "accounts.profile": ["form[action$='second-factor/prepare'] button"],
    "phone.visit": ["button[value=start]"],
    "visits.visit": ["form[action$='/link'] button"],
    "web.components": ["[popovertarget=ask]"],
}

_AXE = """async ([only, besides]) => {
    const wanted = {runOnly: only, resultTypes: ['violations'], iframes: false};
    if (only.type === 'tag') wanted.rules = Object.fromEntries(besides.map(
        rule => [rule, {enabled: true}]));
    const told = await axe.run(document, wanted);
    return told.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id}: ${node.html.slice(0, 160)} (${node.failureSummary.slice(0, 300)})`));
}"""
_ADDRESSES = """() => [...document.querySelectorAll('a[href]')]
    .filter(one => one.origin === location.origin).map(one => one.href.split('#')[0])"""
# Pages that a script fills say when they stand.
_STANDS = "() => !document.querySelector('[data-draft]:not([data-ready]), [aria-busy=true]')"
_TOO_WIDE = "() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"


@dataclass
class Walk:
    """What was seen on the way: which kinds of pages, and what is wrong with them."""

    app: Flask
    reached: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def endpoint(self, url: str) -> str | None:
        """Return which view answers an address with a page, None if none does."""
        if FILE.search(urlsplit(url).path):
            return None
        try:
            found: str = self.app.url_map.bind("").match(urlsplit(url).path)[0]
        except RequestRedirect:
            return None
        except HTTPException:
            return None
        return found

    def blame(self, page: Page, where: str, what: Iterable[str]) -> None:
        """Note what is wrong with a page, and where it was seen."""
        name = self.endpoint(page.url) or page.url
        self.faults += [f"{name} ({where}): {words}" for words in what]

    def look(self, page: Page, where: str, only: dict[str, Any] | None = None) -> None:
        """Let axe look at the page as it is now, and see whether it fits its screen."""
        chosen = only or {"type": "tag", "values": LEVELS}
        page.wait_for_function(_STANDS)
        self.blame(page, where, page.evaluate(_AXE, [chosen, BESIDES]))
        self.fit(page, where)

    def fit(self, page: Page, where: str) -> None:
        """See whether the page is no wider than its screen."""
        beyond = page.evaluate(_TOO_WIDE)
        self.blame(page, where, [f"wider than the screen by {beyond} px"] if beyond else [])


def page_for(browser: Browser, **settings: Any) -> Page:
    """Open a browser of a new person, with axe at hand on each page."""
    context = browser.new_context(reduced_motion="reduce", **settings)
    context.add_init_script(path=AXE)
    return context.new_page()


def pages_from(page: Page, starts: list[str], walk: Walk) -> Iterator[str]:
    """Open page after page by the links on them, one of each kind, and tell its address."""
    waiting, seen, met = [*starts], {*starts}, Counter[str | None]()
    before = frozenset(walk.reached)

    def is_met(kind: str | None) -> bool:
        most = 1 if kind in before else SEVERAL.get(kind or "", 1)
        return kind is None or met[kind] >= most

    while waiting:
        address = waiting.pop(0)
        kind = walk.endpoint(address)
        if is_met(kind):
            continue
        page.goto(address)
        arrived = walk.endpoint(page.url)
        walk.reached |= {one for one in (kind, arrived) if one}
        if arrived != kind and is_met(arrived):
            continue
        found = [one for one in page.evaluate(_ADDRESSES) if one not in seen]
        yield page.url
        met.update({kind, arrived})
        seen.update(found)
        waiting += found


def look_both_ways(page: Page, walk: Walk, who: str) -> None:
    """Look at a page in full, at its contrast in the dark, and how it fits a phone."""
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.emulate_media(color_scheme="light")
    walk.look(page, f"{who}, wide, light")
    page.emulate_media(color_scheme="dark")
    walk.look(page, f"{who}, wide, dark", {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    walk.fit(page, f"{who}, narrow")
