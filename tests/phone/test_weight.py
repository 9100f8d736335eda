"""What the form weighs: answerable after one page and one style, 14 KB for 60 questions."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from auditapp.accounts.models import Person
from auditapp.checklists.source import read_source
from auditapp.core.canonical import canonical_json
from auditapp.core.document import Checklist
from auditapp.storage import transaction
from auditapp.visits.models import Visit
from tests.phone.given import form_of

ROOT = Path(__file__).parents[2]
STYLE = ROOT / "static" / "phone" / "form.css"
LIMIT_BYTES = 14 * 1024
QUESTIONS = 60


def sixty_questions() -> str:
    """The shop visit with nothing hidden, its purchases asked for as often as sixty takes."""
    document = read_source((ROOT / "checklists" / "shop-visit.yaml").read_bytes())
    assert isinstance(document, Checklist)
    shown = {"show_if": None}
    sections = []
    for section in document.sections:
        questions = tuple(question.model_copy(update=shown) for question in section.questions)
        sections.append(section.model_copy(update={**shown, "questions": questions}))
    there = sum(len(section.questions) for section in sections)
    spare = sections[0].questions[2 : 2 + QUESTIONS - there]
    more = [one.model_copy(update={"key": f"{one.key}_again"}) for one in spare]
    last = sections[-1]
    sections[-1] = last.model_copy(update={"questions": (*last.questions, *more)})
    changed = {"sections": tuple(sections), "key": "sixty"}
    return canonical_json(document.model_copy(update=changed))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_blank_form_of_sixty_questions_is_answerable_after_14_kb(
    shopper: FlaskClient, begun: Callable[..., Visit], language: str
) -> None:
    address = form_of(begun(sixty_questions()))
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
