"""The page of the format and its schemas: for the quality department, in both languages."""

import json
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from auditapp.core.document import Checklist, Standard
from auditapp.core.format.schema import json_schema


def test_page_tells_every_key_in_the_readers_language(
    client_of: Callable[..., FlaskClient],
) -> None:
    client = client_of("reviewer")
    page = client.get("/checklists/format").text
    assert "Were you greeted?" in page
    assert 'id="question-show_if"' in page
    client.post("/accounts/profile/language", data={"language": "ru"})
    page = client.get("/checklists/format").text
    assert "Сам вопрос." in page
    assert "The question itself." not in page


def test_page_is_linked_from_the_guides(client_of: Callable[..., FlaskClient]) -> None:
    for who in ("admin", "manager"):
        assert 'href="/checklists/format"' in client_of(who).get(f"/guide/{who}").text


def test_schemas_are_handed_out_in_the_readers_language(
    client_of: Callable[..., FlaskClient],
) -> None:
    client = client_of("manager")
    for kind, model in (("checklist", Checklist), ("standard", Standard)):
        answer = client.get(f"/checklists/format/{kind}.schema.json")
        assert answer.mimetype == "application/schema+json"
        assert json.loads(answer.text) == json_schema(model)
    client.post("/accounts/profile/language", data={"language": "ru"})
    assert "Сам вопрос." in client.get("/checklists/format/checklist.schema.json").text
    assert client.get("/checklists/format/visit.schema.json").status_code == 404


def test_command_writes_the_schema(app: Flask, tmp_path) -> None:
    file = tmp_path / "standard.schema.json"
    done = app.test_cli_runner().invoke(args=["checklist", "schema", "standard", "-o", str(file)])
    assert done.exit_code == 0, done.output
    assert json.loads(file.read_text()) == json_schema(Standard)
    done = app.test_cli_runner().invoke(args=["checklist", "schema", "--lang", "ru"])
    assert "Сам вопрос." in done.output
