"""A form of every type, open on a phone, and what of it has arrived at the server."""

import io
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page

from auditapp.accounts.models import Person
from auditapp.accounts.queries import signed_in
from auditapp.checklists.commands import publish
from auditapp.clock import now
from auditapp.core.answers import Answer
from auditapp.locations.models import Location
from auditapp.storage.db import db
from auditapp.storage.files import RECEIVED
from auditapp.visits import commands, queries
from auditapp.visits.models import Visit
from tests.phone.browser.conftest import Company, Phone

EVERY_TYPE = (Path(__file__).parents[1] / "every_type.yaml").read_text("utf-8")
CAMERA, GPS, TURN = 0x010F, 0x8825, 0x0112


@dataclass
class Filling:
    """A form under a shopper's hands."""

    phone: Phone
    company: Company
    visit: str

    @property
    def page(self) -> Page:
        return self.phone.page

    def open(self) -> "Filling":
        """Open the form, or open it again, and wait until the script has it."""
        self.page.goto(f"{self.phone.line.url}/phone/visits/{self.visit}/form")
        self.page.locator("form[data-ready]").wait_for(state="attached")
        return self

    def question(self, key: str) -> Locator:
        """The place of one question."""
        return self.page.locator(f"#q-{key}")

    def arrived(self, key: str, *, beside: int = 0, files: int | None = None) -> Answer:
        """Wait until the server's draft has an answer, with so many files if that is said."""
        until = monotonic() + 10
        while monotonic() < until:
            with self.company.app.app_context():
                visit = db.session.query(Visit).filter_by(public_id=self.visit).one()
                given = queries.draft(visit).answers.get(key, Answer())
                db.session.remove()
            there = given.value if files is None else len(given.value or ()) == files
            if there is not None and there is not False and len(given.photos) == beside:
                return given
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{key}: {given}")

    def bytes_of(self, sha256: str) -> bytes:
        """Wait for a file's bytes to lie at the server as the phone sent them."""
        path = self.company.data_dir / "files" / RECEIVED / sha256[:2] / sha256
        until = monotonic() + 10
        while not path.exists() and monotonic() < until:
            self.page.wait_for_timeout(50)
        return path.read_bytes()

    def image_of(self, sha256: str) -> Image.Image:
        """The picture that the phone sent."""
        return Image.open(io.BytesIO(self.bytes_of(sha256)))


@pytest.fixture
def filling(phone: Phone, company: Company) -> Filling:
    """A visit with every type of question, its form open."""
    return begin(phone, company, EVERY_TYPE)


def begin(phone: Phone, company: Company, checklist: str) -> Filling:
    """Publish a checklist, begin a visit with it and open its form."""
    tokens = company._token("manager"), company._token("anna")
    with company.app.app_context():
        manager, shopper = (signed_in(token, now()) for token in tokens)
        assert manager
        assert shopper
        version = publish(None, now(), checklist)
        person = db.session.query(Person).filter_by(name="anna").one()
        place = db.session.query(Location).one()
        window = (now() - timedelta(hours=1), now() + timedelta(hours=8))
        visit = commands.assign(manager, now(), version.key, place, person, *window)
        commands.accept(shopper, now(), visit, True, True)
        commands.start(shopper, now(), visit)
        public_id = visit.public_id
        db.session.remove()
    phone.sign_in("anna")
    return Filling(phone, company, public_id).open()


def photo(name: str = "IMG_1.jpg", corner: str = "red", *, turn: int = 6) -> dict[str, Any]:
    """A photo as a camera writes it: lying on its side, with its maker and a place in it."""
    image = Image.new("RGB", (2400, 1800), "teal")
    image.paste(corner, (0, 0, 600, 600))
    about = Image.Exif()
    about[TURN], about[CAMERA] = turn, "A camera"
    about.get_ifd(GPS)[1] = "N"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=about)
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def stroke(page: Page, canvas: Locator, *points: tuple[float, float]) -> None:
    """Draw a line on a canvas, in parts of its width and height."""
    box = canvas.bounding_box()
    assert box
    for at, (across, down) in enumerate(points):
        page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
        if not at:
            page.mouse.down()
    page.mouse.up()
