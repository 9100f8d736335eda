"""What the form weighs: answerable after one page and one style, 14 KB for 60 questions."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from auditapp.accounts.models import Person
from auditapp.core.canonical import canonical_json
from auditapp.storage import transaction
from auditapp.visits.models import Visit
from bench import samples
from tests.phone.given import form_of

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "static" / "phone" / "form.css"
LIMIT_BYTES = 14 * 1024
QUESTIONS = 60


@pytest.mark.parametrize("language", ["ru", "en"])
def test_blank_form_of_sixty_questions_is_answerable_after_14_kb(
    shopper: FlaskClient, begun: Callable[..., Visit], language: str
) -> None:
    address = form_of(begun(canonical_json(samples.shop_visit(QUESTIONS))))
    with transaction.write() as session:
        session.query(Person).update({"language": language})
    page = shopper.get(address).text
    assert f'<html lang="{language}"' in page
    asked = len(set(re.findall(r'\bid="q-([^"#]+)"', page)) - {"visited_at", "check-in"})
    assert asked == QUESTIONS
    weight = len(gzip.compress(page.encode(), 5)) + len(brotli.compress(STYLE.read_bytes()))
    assert weight <= LIMIT_BYTES
    # What is needed to answer; styles of widgets and scripts stand below the form.
    assert len(re.findall(r'rel="stylesheet"|<script', page.split("<body>")[0])) == 1
