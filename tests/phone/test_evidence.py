"""Evidence where the answer itself is a photo: the answer is the evidence, the form can be sent."""

from collections.abc import Callable

from flask.testing import FlaskClient

from auditapp.visits import queries
from auditapp.visits.models import Visit
from tests.phone.given import form_of, look_again, photo

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
      - {key: shot, type: photo, text: The shelf,
         evidence: {when: always, photo: required, comment: required}}
      - {key: signed, type: signature, text: Signed, evidence: {when: always, photo: required}}
"""
WHEN = {"visited_at": "2026-11-20T12:00"}


def test_photo_that_is_the_answer_is_its_evidence(
    shopper: FlaskClient, begun: Callable[..., Visit]
) -> None:
    visit = begun(SHELF)
    sent = {**WHEN, "do": "submit", "c:shot": "", "f:shot": photo(), "f:signed": photo("navy")}
    asked = shopper.post(form_of(visit), data=sent)
    assert asked.status_code == 422
    assert "Describe what happened." in asked.text
    assert "Add a photo." not in asked.text
    said = {**WHEN, "do": "submit", "c:shot": "As it stood at noon", "c:signed": ""}
    assert shopper.post(form_of(visit), data=said).status_code == 303
    look_again()
    submission = queries.submission_of(visit)
    assert submission is not None
    assert submission.flags == []
