"""What the record says about a person, in words."""

import re
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from auditapp.accounts import commands
from auditapp.accounts.forms.words import EVENTS
from auditapp.accounts.queries import Change, history_of, person_by_id
from auditapp.clock import now
from auditapp.web.actor import Actor

COMMANDS = Path(commands.__file__).parent
OF_NOBODY = {"first_link_made", "people_imported"}


def test_every_line_that_commands_write_has_its_words() -> None:
    source = "".join(path.read_text() for path in COMMANDS.glob("*.py"))
    noted = set(re.findall(r'(?:note|_rights_changed)\(session, [^"]*?"(\w+)"', source))
    assert len(noted) > 20
    assert noted - OF_NOBODY == set(EVENTS)


def test_history_says_when_who_and_what_the_latest_first(
    app: Flask, actor_of: Callable[[str], Actor], client_of: Callable[..., FlaskClient]
) -> None:
    admin, person = actor_of("admin"), actor_of("reviewer")
    with app.app_context():
        commands.change_language(person, now(), "ru")
        commands.make_sign_in_link(admin, now(), person.public_id, None)
        lines = history_of(person_by_id(person.person_id))
    assert [(line.event, line.by) for line in lines] == [
        ("accounts.link_made", "Admin"),
        ("accounts.language_changed", "Reviewer"),
        ("accounts.signed_in", "Reviewer"),
    ]
    page = client_of("admin").get(f"/accounts/people/{person.public_id}").text
    assert page.index("Sign-in link made") < page.index("Language changed")


def test_history_is_bounded(app: Flask, actor_of: Callable[[str], Actor]) -> None:
    person = actor_of("reviewer")
    with app.app_context():
        for _ in range(60):
            commands.change_language(person, now(), "ru")
        lines: list[Change] = history_of(person_by_id(person.person_id))
    assert len(lines) == 50
