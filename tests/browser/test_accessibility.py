"""Every page, as everyone who may open it sees it, holds to WCAG 2.2 AA and fits its screen."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from auditapp import create_app
from auditapp.accounts.commands.inviting import issue_invitation
from auditapp.accounts.commands.links import issue
from auditapp.accounts.models import Person
from auditapp.checklists.commands import load_shipped
from auditapp.cli.data import SHIPPED
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.demo import company
from auditapp.demo.people import PEOPLE
from auditapp.locations.models import Location
from auditapp.settings.commands import change
from auditapp.settings.queries import stamp
from auditapp.storage import transaction
from auditapp.storage.db import db
from auditapp.visits.models import Visit
from auditapp.web.maintenance import FILE as MAINTENANCE
from tests.browser.crawling import (
    FILE,
    NARROW,
    PRESSED,
    WIDE,
    Walk,
    look_both_ways,
    page_for,
    pages_from,
)
from tests.conftest import Server, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

# Of all states of a visit there are some, and lists of more than one row.
FEW = 40
# Pages to which no link leads, and why nobody walks there.
NOT_WALKED = {
    "accounts.second": "needs a second factor; it is the sign-in page with another field",
    "checklists.again": "has one version in the demo: tests/checklists/test_bringing.py opens it",
    "checklists.compare": "has one version in the demo: tests/checklists/test_library.py opens it",
    "checklists.outline": "a part of the editor's page",
    "checklists.part": "a part of the editor's page",
    "checklists.standard_again": "leads from an older version: tests/checklists/test_bringing.py",
    "checklists.state": "what the editor's page asks for, as JSON",
    "phone.blank": "filled by the phone: tests/phone/browser looks at it",
    "phone.blank_brief": "filled by the phone: tests/phone/browser looks at it",
    "phone.blank_visits": "filled by the phone: tests/phone/browser looks at it",
    "phone.trial": "stands in a frame of the editor's page",
    "phone.trial_parts": "what that frame fetches anew",
    "visits.copy": "nothing was sent twice in the demo: tests/visits/test_copies.py opens it",
    "visits.who": "is asked among hundreds: tests/visits/test_choosing_location.py opens it",
    "visits.unplaced": "nothing came astray in the demo: tests/visits/test_copies.py opens it",
}
# Pages that a wrongly filled form shows again: its button is pressed with nothing in it.
ROWS = b"code,name\nN-77,Aurora\nN-78,\n"
ASKED = b"Section,Question,Options,Weight\nHall,Is it clean?,Yes=5/No=0,\n,Floor,,much\nTotal,,,5\n"
BRINGING = {"accounts.bring_people": ROWS, "locations.bring": ROWS, "checklists.bring": ASKED}
# Where a person begins; the others are pages to which no link leads.
STARTS = ("/", "/web/components", "/settings/start")
REFUSING = {"accounts.new_person", "accounts.profile", "locations.new", "visits.new"}


@pytest.fixture(scope="module")
def demo(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the demo company with few visits; it says how each role comes in."""
    folder = tmp_path_factory.mktemp("demo") / "served"
    shutil.copytree(prepared, folder)
    app = create_app(Settings(data_dir=folder))
    with app.app_context():
        load_shipped(now(), SHIPPED)
        company.build(now(), FEW)
        name_without_breaks()
        db.session.remove()
        db.engine.dispose()
    with serving(folder, "--demo") as started:
        yield started


def name_without_breaks() -> None:
    """Call the company, a place and two people by names that nowhere end a line."""
    with transaction.write() as session:
        session.get_one(Location, 1).name = "Щ" * 200
        for person in session.query(Person).filter(Person.code.in_(("P-4", "P-17"))):
            person.name = "Ж" * 200
    actor = company.actor_of(PEOPLE[0])
    change(actor, now(), "company", {"company_name": "Ш" * 67}, stamp("company"))


def test_every_page_is_open_to_everybody(chromium: Browser, demo: Server) -> None:
    walk = Walk(create_app(Settings(data_dir=demo.data_dir, base_url=demo.url)))
    look_at_ways_in(chromium, demo, walk)
    for said in demo.said:
        who, _, address = said.partition(": ")
        if "/accounts/link/" in address:
            walk_through(chromium, demo, walk, who.partition(",")[0], address)
    assert not walk.faults, "\n".join(walk.faults)
    assert unreached(walk) == set()


def walk_through(chromium: Browser, demo: Server, walk: Walk, who: str, link: str) -> None:
    """Come in by a link, look at all pages in Russian, then at the same ones in English."""
    page = page_for(chromium, viewport=WIDE, locale="ru-RU")
    page.goto(link)
    page.locator("main form button").first.click()
    speak(page, demo, "ru")
    known, fresh = frozenset(walk.reached), []
    for address in pages_from(page, [f"{demo.url}{path}" for path in STARTS], walk):
        if walk.endpoint(address) in known:  # the same page, but for what one may do there
            walk.look(page, f"{who}, ru, wide")
            continue
        fresh.append(address)
        look_both_ways(page, walk, f"{who}, ru")
        refuse(page, walk, address, f"{who}, ru")
        press(page, walk, address, f"{who}, ru")
        bring(page, walk, address, f"{who}, ru")
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    speak(page, demo, "en")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    for address in fresh:
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en"
        walk.look(page, f"{who}, en, narrow")
    page.context.close()


def speak(page: Page, demo: Server, language: str) -> None:
    """Choose a language, as people do."""
    page.goto(f"{demo.url}/accounts/profile")
    page.locator("select[name=language]").select_option(language)
    page.locator("form[action$=language] button").click()


def bring(page: Page, walk: Walk, address: str, where: str) -> None:
    """Bring a file with good rows and a bad one, and look at each step up to the last."""
    rows = BRINGING.get(walk.endpoint(address) or "")
    if rows is None:
        return
    page.goto(address)
    page.locator("main input[type=file]").set_input_files(
        {"name": "rows.csv", "mimeType": "text/csv", "buffer": rows}
    )
    for _step in range(2):
        for asked in page.locator("main #industry").all():
            asked.fill("retail")
        page.locator("main form[method=post] button[type=submit]").first.click()
        walk.reached.add(walk.endpoint(page.url) or "")
        look_both_ways(page, walk, f"{where}, from a file")


def refuse(page: Page, walk: Walk, address: str, where: str) -> None:
    """Send the page's form with nothing in it, and look at what it says is wrong."""
    if walk.endpoint(address) in REFUSING:
        page.goto(address)
        page.locator("main form[novalidate] button[type=submit]").first.click()
        assert page.locator("[aria-invalid]").count()
        walk.look(page, f"{where}, refused")


def press(page: Page, walk: Walk, address: str, where: str) -> None:
    """Look at the pages to which the page's buttons lead, and come back."""
    for button in PRESSED.get(walk.endpoint(address) or "", []):
        page.goto(address)
        if page.locator(button).count():
            page.locator(button).first.click()
            walk.reached.add(walk.endpoint(page.url) or "")
            look_both_ways(page, walk, where)


def look_at_ways_in(chromium: Browser, demo: Server, walk: Walk) -> None:
    """Look at the pages of those who are not signed in, and at pages that say no."""
    addresses = [
        "/accounts/sign-in",
        "/accounts/forgotten",
        "/accounts/link/none",
        "/phone/link/none",
        "/nowhere",
        *ways_in(walk, demo.data_dir),
    ]
    for language in ("ru-RU", "en-GB"):
        page = page_for(chromium, viewport=WIDE, locale=language)
        for address in addresses:
            page.goto(demo.url + address)
            assert page.locator("html").get_attribute("lang") == language[:2]
            walk.reached.add(walk.endpoint(page.url) or "")
            look_both_ways(page, walk, f"nobody, {language}")
        (demo.data_dir / MAINTENANCE).write_text("Until noon.")
        page.goto(f"{demo.url}/accounts/sign-in")
        assert "Until noon." in page.locator("main").inner_text()
        look_both_ways(page, walk, f"maintenance, {language}")
        (demo.data_dir / MAINTENANCE).unlink()
        page.context.close()


def ways_in(walk: Walk, data_dir: Path) -> list[str]:
    """Make one personal link of each kind, and return their addresses."""
    at = now()
    paths = {
        "sign_in": "/accounts/link/",
        "new_password": "/accounts/new-password/",
    }
    with walk.app.app_context():
        with transaction.write() as session:
            person = session.query(Person).filter(Person.active).first()
            until = at + timedelta(hours=1)
            made = [path + issue(session, at, kind, until, person) for kind, path in paths.items()]
            invited = issue_invitation(session, at, person, send=True)
            made.append(f"/accounts/invitation/{invited}")
            made.append("/accounts/first/" + issue(session, at, "first_admin", until))
            visit = session.query(Visit).filter(Visit.shopper_id.is_not(None)).first()
            told = issue(session, at, "visit", until, visit.shopper, visit.public_id)
            made.append("/phone/link/" + told)
        db.session.remove()
        db.engine.dispose()
    return made


def unreached(walk: Walk) -> set[str]:
    """Return the views of pages to which nobody came."""
    rules = (rule for rule in walk.app.url_map.iter_rules() if "GET" in rule.methods)
    asked = {rule.endpoint for rule in rules if not FILE.search(rule.rule)}
    return asked - walk.reached - set(NOT_WALKED)
