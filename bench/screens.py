"""The screens that the guide shows: each is opened, brought to where it says something, and taken.

A picture is called as its function: `shopper_visits` is `shopper-visits`. Nothing secret may be
seen in one: links are written over.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from urllib.parse import urlsplit

from auditapp.clock import now
from auditapp.demo import photos
from bench.desk import Desk

SHOWN_LINK = "https://audit.example.org/phone/link/…"

# Phone.


def shopper_visits(desk: Desk) -> bytes:
    """Own visits."""
    desk.go("/phone/")
    return desk.screen()


def open_with(desk: Desk, selector: str) -> None:
    """Open the first of one's own visits on whose page this is found."""
    desk.go("/phone/")
    addresses = desk.page.locator("a.visit").evaluate_all("all => all.map(one => one.pathname)")
    for address in addresses:
        desk.go(address)
        if desk.page.locator(selector).count():
            break


def shopper_accept(desk: Desk) -> bytes:
    """The declarations of the visit that was just assigned, ticked."""
    open_with(desk, "button[value=accept]")
    for name in ("no_conflict", "confidential"):
        desk.page.locator(f"input[name={name}]").check()
    return desk.screen("button[value=accept]")


def begun(desk: Desk) -> None:
    """Open the visit that is half filled in."""
    desk.go("/phone/")
    desk.press("a.visit", desk.cast.begun)


def shopper_brief(desk: Desk) -> bytes:
    """The brief from its beginning."""
    begun(desk)
    desk.page.locator("#brief").evaluate("one => one.scrollIntoView()")
    return desk.screen()


def shopper_form(desk: Desk) -> bytes:
    """A question of the form that is answered."""
    begun(desk)
    desk.press("button[value=start]")
    return desk.screen(".q:has(.pair :checked)")


def shopper_aside(desk: Desk) -> bytes:
    """A question that could not be checked."""
    begun(desk)
    desk.press("button[value=start]")
    open_ones = ".q:has(.pair):not(:has([type=radio]:checked:not([value=''])))"
    key = desk.page.locator(open_ones).first.get_attribute("id")
    desk.screen(f"[id='{key}']")  # in the middle nothing lies over it
    desk.page.locator(f"[id='{key}'] label:has([value$=unchecked])").click()
    return desk.screen(f"[id='{key}']")


def shopper_photo(desk: Desk) -> bytes:
    """A question with a photo that has arrived."""
    begun(desk)
    desk.press("button[value=start]")
    field = desk.page.locator("#q-shelves_clean input[type=file]")
    picture = {"name": "shelf.jpg", "mimeType": "image/jpeg", "buffer": photos.jpeg("shelf")}
    field.set_input_files(picture)  # type: ignore[arg-type]
    desk.press(".foot button[value=save]")
    return desk.screen("#q-shelves_clean")


def shopper_abort(desk: Desk) -> bytes:
    """Why a visit could not be carried out."""
    begun(desk)
    desk.press("a[href$=abort]")
    desk.page.locator("input[value=closed]").check(force=True)
    return desk.screen()


def shopper_sent(desk: Desk) -> bytes:
    """The receipt of a visit that was sent."""
    open_with(desk, "a[href$=sent]")
    desk.press("a[href$=sent]")
    return desk.screen()


# The office.


def manager_assign(desk: Desk) -> bytes:
    """The form, filled in."""
    desk.go("/visits/new")
    desk.choose("#checklist", desk.cast.checklist)
    desk.choose("#location", desk.cast.location)
    desk.choose("#shopper", desk.cast.shopper)
    first = now() + timedelta(days=3)
    last = first + timedelta(days=4)
    for name, moment in (("opens", f"{first:%F}T09:00"), ("closes", f"{last:%F}T21:00")):
        desk.page.locator(f"#{name}").fill(moment)
    return desk.part("main form.card")


def manager_link(desk: Desk) -> bytes:
    """What follows: the link, written over."""
    desk.press("main form.card .actions button")
    desk.page.locator("#link-to-copy").evaluate("(one, text) => one.textContent = text", SHOWN_LINK)
    return desk.part("main .card:has(#link-to-copy)")


def manager_change(desk: Desk) -> bytes:
    """The forms at the end of the visit that was just assigned."""
    return desk.part("main .cards:has([name^=cancel])", tallest=420)


def manager_visits(desk: Desk) -> bytes:
    """The list of visits."""
    desk.go("/visits/")
    return desk.part("main .page-head", "main .table")


def manager_results(desk: Desk) -> bytes:
    """The table of results."""
    desk.go("/results/")
    return desk.part("main .page-head", "main .table")


def result(desk: Desk, query: str = "") -> None:
    """Open the result that the guide shows."""
    desk.go("/results/")
    row = desk.page.locator("tbody tr", has_text=desk.cast.result).first
    desk.go(urlsplit(row.locator("a").first.get_attribute("href") or "").path + query)


def manager_result(desk: Desk) -> bytes:
    """The result's first page."""
    result(desk)
    return desk.part(".report .first")


def manager_standard(desk: Desk) -> bytes:
    """The clauses of the standard."""
    result(desk)
    return desk.part(".report #against_standard", tallest=560)


def manager_pdf(desk: Desk) -> bytes:
    """What stands above a result."""
    result(desk)
    return desk.part(".crumbs", ".report", tallest=300)


def reviewer_visits(desk: Desk) -> bytes:
    """The visits that are in review."""
    desk.go("/visits/?state=in+review")
    return desk.part("main .page-head", "main .table")


def reviewer_visit(desk: Desk) -> bytes:
    """A visit with its history."""
    result(desk)
    desk.press(".result-tools a[href*='/visits/']:not([href*='/reports/'])")
    return desk.part("main .cards", "main .card:has(#history)")


def reviewer_answers(desk: Desk) -> bytes:
    """The answers of a result."""
    result(desk)
    return desk.part(".report #answers", tallest=560)


def location_results(desk: Desk) -> bytes:
    """A result as the location sees it."""
    result(desk, "?edition=place")
    return desk.part(".report h1", ".report .hero")


def location_sections(desk: Desk) -> bytes:
    """Its sections, and what cost most points."""
    return desk.part(".report .first h2", ".report .costs", tallest=620)


def location_standard(desk: Desk) -> bytes:
    """The clauses of the standard, as the location sees them."""
    return desk.part(".report #against_standard", tallest=460)


def admin_start(desk: Desk) -> bytes:
    """The four steps."""
    desk.go("/settings/start")
    return desk.part("main .page-head", "main .steps")


def typed(desk: Desk, names: Iterable[str]) -> None:
    """Write into the fields of a form that are empty; it is not sent."""
    for name in names:
        desk.page.locator(f"#{name}").fill(desk.cast.typed[name])


def admin_settings(desk: Desk) -> bytes:
    """The company's settings."""
    desk.go("/settings/company")
    typed(desk, ("company_name", "company_address", "time_zone"))
    return desk.part("main .page-head", "main form.card")


def admin_mail(desk: Desk) -> bytes:
    """The settings of mail."""
    desk.go("/settings/mail")
    desk.page.locator("#smtp_host").fill("smtp.example.org")
    return desk.part("main .page-head", "main form.card", tallest=560)


def admin_locations(desk: Desk) -> bytes:
    """Where a file of locations is chosen."""
    desk.go("/locations/import")
    return desk.part("main form.card")


def admin_person(desk: Desk) -> bytes:
    """The form of a new person."""
    desk.go("/accounts/people/new")
    typed(desk, ("name",))
    return desk.part("main form.card", tallest=900)


def admin_roles(desk: Desk) -> bytes:
    """The roles of someone, and the way in."""
    desk.go("/accounts/people")
    desk.press("tbody a", desk.cast.person)
    return desk.part("main .card:has(.rows)", "main .card:has(.rows) + .card")


# In this order: the manager assigns what the shopper then answers.
SHOTS: dict[str, tuple[Callable[[Desk], bytes], ...]] = {
    "manager": (
        manager_assign,
        manager_link,
        manager_change,
        manager_visits,
        manager_results,
        manager_result,
        manager_standard,
        manager_pdf,
    ),
    "shopper": (
        shopper_visits,
        shopper_accept,
        shopper_brief,
        shopper_form,
        shopper_aside,
        shopper_photo,
        shopper_abort,
        shopper_sent,
    ),
    "reviewer": (reviewer_visits, reviewer_visit, reviewer_answers),
    "location": (location_results, location_sections, location_standard),
    "admin": (
        admin_start,
        admin_settings,
        admin_mail,
        admin_locations,
        admin_person,
        admin_roles,
    ),
}
NAMES = frozenset(shot.__name__.replace("_", "-") for shots in SHOTS.values() for shot in shots)
