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
    """Own visits; the phone has one of them already."""
    form(desk)
    desk.go("/phone/")
    desk.page.locator(".where[data-mark=done]").first.wait_for()
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
    return desk.screen("form:has(button[value=accept])")


def begun(desk: Desk) -> None:
    """Open the visit that is half filled in."""
    desk.go("/phone/")
    desk.press("a.visit", desk.cast.begun)


def form(desk: Desk) -> None:
    """Open the form of that visit, and wait until its script has it."""
    begun(desk)
    desk.press("button[value=start]")
    desk.page.locator("form[data-ready]").wait_for()


def kept(desk: Desk) -> None:
    """Wait until the server has what was entered."""
    desk.page.locator(".saved[data-place=server]").wait_for()


def shopper_brief(desk: Desk) -> bytes:
    """The brief from its beginning."""
    begun(desk)
    return desk.screen("#brief")


def shopper_form(desk: Desk) -> bytes:
    """A question of the form that is answered, with all the ways to answer it."""
    form(desk)
    open_ones = desk.page.locator(".q:visible:has(.pair):has(.quiet [value$=na])")
    open_ones.first.locator(".pair label").last.click()
    kept(desk)
    return desk.screen(".q:has(.pair :checked):has(.quiet [value$=na])")


def shopper_aside(desk: Desk) -> bytes:
    """A question that could not be checked."""
    form(desk)
    open_ones = ".q:has(.pair):not(:has([type=radio]:checked:not([value=''])))"
    key = desk.page.locator(open_ones).first.get_attribute("id")
    desk.screen(f"[id='{key}']")  # nothing lies over it there
    desk.page.locator(f"[id='{key}'] label:has([value$=unchecked])").click()
    kept(desk)
    return desk.screen(f"[id='{key}']")


def shopper_photo(desk: Desk) -> bytes:
    """A question with a note and a photo, as it stands when the form is opened again."""
    form(desk)
    shelves = desk.page.locator("#q-shelves_clean")
    shelves.locator(".quiet summary").click()
    shelves.locator(".more textarea").fill(desk.cast.note)
    picture = {"name": "shelf.jpg", "mimeType": "image/jpeg", "buffer": photos.jpeg("shelf")}
    field = shelves.locator("input[type=file]:not([capture])")
    field.set_input_files(picture)  # type: ignore[arg-type]
    shelves.locator(".shown img").wait_for()
    kept(desk)
    form(desk)
    shelves.locator(".shown img").wait_for()
    kept(desk)
    return desk.screen("#q-shelves_clean")


def shopper_abort(desk: Desk) -> bytes:
    """Why a visit could not be carried out."""
    begun(desk)
    desk.press("a[href$=abort]")
    desk.page.locator("input[value=closed]").check(force=True)
    return desk.part("main", "main button.main", tallest=900)


# Answers what is open in all questions that are asked: what comes first, two of what is counted.
ANSWER = """note => {
  const tell = (input) => input.dispatchEvent(new Event('input', { bubbles: true }));
  const give = (input, value) => { input.value = value; tell(input); };
  for (const one of document.querySelectorAll('.q:not([hidden])')) {
    if (one.closest('section[hidden]')) continue;
    const [first] = one.querySelectorAll('[name^="v:"]');
    const { type } = first ?? {};
    const chosen = one.querySelector(':is([type=radio], [type=checkbox]):checked:not([value=""])');
    if (['radio', 'checkbox'].includes(type) && !chosen) first.click();
    if (type === 'select-one' && !first.value) give(first, first.options[1].value);
    if (type === 'text' && !first.value && !chosen) give(first, first.inputMode ? '2' : note);
    if (type === 'textarea' && !first.value && !chosen) give(first, note);
    const beside = one.querySelector('.more.due textarea');
    if (beside && !beside.value) give(beside, note);
  }
}"""
# Says of what is still missing that it could not be checked.
SET_ASIDE = """note => {
  for (const link of document.querySelectorAll('#problems a')) {
    const one = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    one?.querySelector('.quiet [value$=unchecked]')?.click();
    const beside = one?.querySelector('.more textarea, [name=why]');
    if (!beside) continue;
    beside.value = note;
    beside.dispatchEvent(new Event('input', { bubbles: true }));
  }
}"""


def shopper_sent(desk: Desk) -> bytes:
    """What follows right after the visit that was begun is filled in and sent."""
    form(desk)
    for step in (ANSWER, ANSWER, SET_ASIDE, SET_ASIDE):
        desk.page.evaluate(step, desk.cast.note)
        desk.press("button[value=submit]")
        desk.page.locator("#sent, #problems").first.wait_for()
        if desk.page.locator("#sent").count():
            break
    desk.page.locator("#sent .receipt").wait_for()
    return desk.part(".head", "#sent .button")


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
    """The list of visits, those of one location: what is to come, and what was."""
    desk.go(f"/visits/?q={desk.cast.location}")
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
    return desk.part(".report .first", tallest=900)


def manager_standard(desk: Desk) -> bytes:
    """The clauses of the standard."""
    result(desk)
    return desk.part(".report #against_standard", tallest=560)


def manager_pdf(desk: Desk) -> bytes:
    """What stands above a result."""
    result(desk)
    return desk.part(".crumbs", ".report", tallest=580)


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
    return desk.part(".report .first h2", ".report .costs", tallest=900)


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
    typed(desk, ("company_name", "company_address"))
    desk.page.locator("#time_zone").select_option(desk.cast.typed["time_zone"])
    language = desk.page.locator("html").get_attribute("lang")
    desk.page.locator("main form.card select").first.select_option(language)
    return desk.part("main .page-head", "main form.card", tallest=860)


def admin_mail(desk: Desk) -> bytes:
    """The settings of mail."""
    desk.go("/settings/mail")
    desk.page.locator("#smtp_host").fill("smtp.example.org")
    return desk.part("main .page-head", "main form.card", tallest=960)


def admin_locations(desk: Desk) -> bytes:
    """Where a file of locations is chosen."""
    desk.go("/locations/import")
    return desk.part("main form.card")


def admin_person(desk: Desk) -> bytes:
    """The form of a new person."""
    desk.go("/accounts/people/new")
    typed(desk, ("name",))
    return desk.part("main form.card", tallest=1200)


def admin_roles(desk: Desk) -> bytes:
    """The roles of someone, and the way in."""
    desk.go("/accounts/people")
    desk.press("tbody a", desk.cast.person)
    return desk.part("main .card:has(.rows)", "main .card:has(.rows) + .card")


def admin_editor(desk: Desk) -> bytes:
    """A question in the editor, and the trial beside it: so large that three columns stand."""
    desk.page.set_viewport_size({"width": 1120, "height": 600})
    desk.go("/checklists/drafts")
    desk.press("tbody th a")
    desk.page.locator("[data-draft][data-ready]").wait_for()
    row = desk.page.locator("[data-outline] .row.question").nth(2)
    row.locator("a").first.click()
    desk.page.locator(f"[data-panel] [data-part='{row.get_attribute('data-row')}']").wait_for()
    return desk.screen()


# The shopper comes last: what is sent for a picture is no result worth showing.
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
    "reviewer": (reviewer_visits, reviewer_visit, reviewer_answers),
    "location": (location_results, location_sections, location_standard),
    "admin": (
        admin_start,
        admin_settings,
        admin_mail,
        admin_locations,
        admin_person,
        admin_roles,
        admin_editor,
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
}
NAMES = frozenset(shot.__name__.replace("_", "-") for shots in SHOTS.values() for shot in shots)
