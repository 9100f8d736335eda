"""How it should be: a picture kept with the version, seen by whoever may read its form."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from auditapp.checklists.commands import load_shipped, publish
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors
from auditapp.visits.models import Visit
from tests.phone.given import form_of, photo

SHELF = """
format: 1
key: shelf
title: Shelf
method: internal_audit
industry: retail
languages: [en]
sections:
  - key: shelf
    title: Shelf
    questions:
      - {key: tidy, type: yes_no, text: Is it tidy?, image: tidy.png}
      - {key: clean, type: yes_no, text: Is it clean?, image: not-there.png}
"""


@pytest.fixture
def shipped(app: object, tmp_path: Path) -> Path:
    """A folder that ships a checklist and its picture, loaded once."""
    (tmp_path / "shelf.yaml").write_text(SHELF)
    Image.new("RGB", (40, 30), "teal").save(tmp_path / "tidy.png")
    load_shipped(now(), tmp_path)
    return tmp_path


def test_picture_stands_at_its_question_and_stays_as_it_was_published(
    shopper: FlaskClient, shipped: Path, begun: Callable[..., Visit]
) -> None:
    Image.new("RGB", (40, 30), "red").save(shipped / "tidy.png")
    visit = begun(SHELF)
    page = shopper.get(form_of(visit)).text
    pictures = f"/phone/forms/{visit.checklist_version.sha256}/pictures"
    address = f"{pictures}/tidy"
    assert page.count("<img") == 1
    assert f'<img src="{address}" alt="How it should be: Is it tidy?" loading="lazy">' in page
    with shopper.get(address) as shown:
        assert shown.mimetype == "image/jpeg"
        red, green, _ = Image.open(BytesIO(shown.data)).convert("RGB").getpixel((20, 15))
        assert red < green, "the picture as it was when the version was published"
    for other in ("clean", "nothing", "..", "%2e%2e%2fshelf.yaml", "tidy.png"):
        assert shopper.get(f"{pictures}/{other}").status_code == 404


@pytest.mark.parametrize("name", ["../tidy.png", "a/b.png", ".hidden", "a\\\\b.png", "'..'"])
def test_picture_has_a_plain_file_name(app: object, name: str) -> None:
    with pytest.raises(DocumentErrors):
        publish(None, now(), SHELF.replace("tidy.png", f'"{name}"'))


def test_what_is_no_picture_stops_the_publishing(shipped: Path) -> None:
    (shipped / "tidy.png").write_bytes(photo()[0].getvalue()[:300])
    changed = SHELF.replace("Is it clean?", "Is it really clean?")
    with pytest.raises(Problem) as raised:
        publish(None, now(), changed, shipped)
    assert (raised.value.code, raised.value.details) == (
        "checklists.picture_unreadable",
        {"file": "tidy.png"},
    )
