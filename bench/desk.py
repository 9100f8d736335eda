"""Someone at a browser, for the pictures of the guide: who is seen, and how a part is taken."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page

TALLEST, MARGIN = 640, 12
# What stands from the first to the last, but no taller than is asked for: the picture then ends
# above what would be cut through, and not below a heading or a label alone.
CLIP = """([first, last, margin, tallest]) => {
  const of = (one) => one.getBoundingClientRect(), from = of(first), to = of(last);
  const top = Math.max(from.top - margin, -scrollY);
  let bottom = Math.min(to.bottom + margin, top + tallest);
  const parts = [...document.querySelectorAll(
    'main :is(tr, .field, p, h1, h2, h3, legend, dt, dd, input, select, textarea, button, .hero)',
  )].map((one) => ({ one, box: of(one) })).filter(({ box }) => box.height && box.bottom > top);
  const cut = () => parts.filter(({ box }) => box.top < bottom - 1 && box.bottom > bottom + 1);
  const lone = () => parts.filter(({ box }) => box.bottom <= bottom + 1)
    .sort((one, other) => other.box.bottom - one.box.bottom).slice(0, 1)
    .filter(({ one }) => one.matches('h1, h2, h3, legend, thead tr'));
  for (let bad = cut(); bad.length; bad = [...cut(), ...lone()]) {
    bottom = Math.min(...bad.map(({ box }) => box.top));
  }
  return {
    x: to.left - margin, y: top + scrollY, width: to.width + 2 * margin, height: bottom - top,
  };
}"""
# Brings something right below what stays at the top of a phone; says where it has come to stand.
BRING = """one => {
  const head = document.querySelector('.bars')?.getBoundingClientRect().bottom ?? 0;
  document.documentElement.style.scrollBehavior = 'auto';
  const top = () => one.getBoundingClientRect().top;
  scrollBy(0, Math.round(top() - head - 12));
  return Math.max(Math.round(top() - head - 12), 0);
}"""
SEEN = """[...document.images].every((one) => {
  const { top, bottom } = one.getBoundingClientRect();
  return top > innerHeight || bottom < 0 || (one.complete && one.naturalWidth > 0);
})"""


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
    note: str
    typed: dict[str, str]


CAST = {
    "ru": Cast(
        people={
            "manager": "melnikov",
            "reviewer": "orlova",
            "shopper": "lebedeva",
            "location": "zaytseva",
            "admin": "kovaleva",
        },
        location="СД-14",
        shopper="Екатерина Белова",
        checklist="магазин",
        begun="Лиговском",
        result="Садовой",
        person="Юдина",
        note="Стеллаж справа от входа: товар стоит ровно, ценники на месте.",
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
            "location": "christou",
            "admin": "whitfield",
        },
        location="CY-02",
        shopper="Weiss",
        checklist="Restaurant",
        begun="Severny Dom",
        result="Limassol Marina",
        person="Georgiou",
        note="The shelves right of the entrance: goods in line, every label in place.",
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

    def rest(self) -> None:
        """Take the focus and the mouse away, and wait for what is on its way."""
        self.page.evaluate("document.activeElement.blur()")
        self.page.mouse.move(0, 0)
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_timeout(300)
        self.page.wait_for_function(SEEN)

    def screen(self, selector: str = "") -> bytes:
        """Take the screen of a phone, with something at its top; a page may end before that."""
        below = self.page.locator(selector).first.evaluate(BRING) if selector else 0
        self.rest()
        size = self.page.viewport_size or {"width": 0, "height": 0}
        clip = {"x": 0, "y": below, "width": size["width"], "height": size["height"] - below}
        return self.page.screenshot(clip=clip)  # type: ignore[arg-type]

    def part(self, *selectors: str, tallest: int = TALLEST) -> bytes:
        """Take what stands from the first to the last, as wide as the last, nothing cut through."""
        self.rest()
        ends = [self.page.locator(one).first.element_handle() for one in selectors]
        clip = self.page.evaluate(CLIP, [ends[0], ends[-1], MARGIN, tallest])
        clip = {name: round(figure) for name, figure in clip.items()}
        return self.page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
