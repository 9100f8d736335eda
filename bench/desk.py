"""Someone at a browser, for the pictures of the guide: who is seen, and how a part is taken."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page

TALLEST, MARGIN = 640, 16
WHERE = """one => {
  const box = one.getBoundingClientRect(), whole = Math.round;
  return {
    x: whole(box.x), y: whole(box.y + scrollY), width: whole(box.width), height: whole(box.height),
  };
}"""


@dataclass(frozen=True)
class Cast:
    """Who is seen in the pictures of a language, and what they choose."""

    people: dict[str, str]
    location: str
    shopper: str
    checklist: str
    begun: str
    result: str
    person: str
    typed: dict[str, str]


CAST = {
    "ru": Cast(
        people={
            "manager": "melnikov",
            "reviewer": "orlova",
            "shopper": "lebedeva",
            "location": "melnikov",
            "admin": "kovaleva",
        },
        location="СД-14",
        shopper="Лебедева",
        checklist="магазин",
        begun="Лиговском",
        result="Садовой",
        person="Юдина",
        typed={
            "company_name": "Северный дом",
            "company_address": "Санкт-Петербург, Лиговский пр., 30",
            "time_zone": "Europe/Moscow",
            "name": "Мария Лебедева",
        },
    ),
    "en": Cast(
        people={
            "manager": "georgiou",
            "reviewer": "donovan",
            "shopper": "turner",
            "location": "georgiou",
            "admin": "whitfield",
        },
        location="CY-02",
        shopper="Turner",
        checklist="Restaurant",
        begun="Severny Dom",
        result="Limassol",
        person="Georgiou",
        typed={
            "company_name": "Severny Dom",
            "company_address": "Anexartisias Street 112, Limassol",
            "time_zone": "Asia/Nicosia",
            "name": "Sophie Turner",
        },
    ),
}


@dataclass(frozen=True)
class Desk:
    """One person's browser, and the cast of its language."""

    page: Page
    cast: Cast

    def go(self, path: str) -> None:
        """Open a page of the server."""
        parts = urlsplit(self.page.url)
        self.page.goto(f"{parts.scheme}://{parts.netloc}{path}")
        self.page.wait_for_load_state("networkidle")

    def press(self, selector: str, words: str = "") -> None:
        """Press the first that bears the words, and wait for what follows."""
        found = (
            self.page.locator(selector, has_text=words) if words else self.page.locator(selector)
        )
        found.first.click()
        self.page.wait_for_load_state("networkidle")

    def choose(self, selector: str, words: str) -> None:
        """Choose the option that holds the words."""
        option = self.page.locator(f"{selector} option", has_text=words).first
        self.page.locator(selector).select_option(option.get_attribute("value"))

    def screen(self, selector: str = "") -> bytes:
        """Take the whole screen of a phone, with something in its middle."""
        if selector:
            self.page.locator(selector).first.evaluate(
                "one => one.scrollIntoView({block: 'center'})"
            )
        self.page.wait_for_timeout(500)
        return self.page.screenshot()

    def part(self, *selectors: str, tallest: int = TALLEST) -> bytes:
        """Take what stands from the first to the last, as wide as the last, not too much of it."""
        self.page.evaluate("document.activeElement.blur()")
        first, last = (
            self.page.locator(one).first.evaluate(WHERE) for one in (selectors[0], selectors[-1])
        )
        top, bottom = first["y"] - MARGIN, last["y"] + last["height"] + MARGIN
        clip = {
            "x": last["x"] - MARGIN,
            "y": top,
            "width": last["width"] + 2 * MARGIN,
            "height": min(bottom - top, tallest),
        }
        return self.page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
