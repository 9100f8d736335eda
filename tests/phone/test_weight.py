"""What the form weighs: answerable after one page with its style in it, 14 KB for 60 questions."""

import gzip
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from auditapp.accounts.models import Person
from auditapp.core.canonical import canonical_json
from auditapp.storage import transaction
from auditapp.visits.models import Visit
from bench import samples
from tests.phone.given import form_of

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
    assert len(gzip.compress(page.encode(), 5)) <= LIMIT_BYTES
    # What is needed to answer; styles of widgets and scripts stand below the form.
    head = page.split("<body>")[0]
    assert ".q{" in head
    assert not re.findall(r'rel="stylesheet"|<script', head)
