"""What the documents promise: files that exist, commands that run, settings that are read."""

import dataclasses
import re

import click
import pytest
from flask import Flask

from auditapp.config import ROOT, Settings

DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "auditapp/README.md")
FOLDERS = "auditapp|bench|checklists|static|templates|tests|\\.ci"
PATHS = re.compile(rf"`((?:{FOLDERS})/[^\s`*<…]*|[\w.-]+\.(?:md|toml|txt|cfg|py))`")
LINKED = re.compile(r"\]\(([^)#:]+)\)")
# Files that stand in a folder which the sentence around them names.
NAMED_ELSEWHERE = {
    path.name for folder in ("auditapp", "tests", "bench") for path in (ROOT / folder).rglob("*.py")
}
COMMANDS = re.compile(r"flask --app auditapp ([a-z-]+)(?: ([a-z-]+))?")
# What the default of a setting is called where its value alone says little.
SAID = {
    "data_dir": "./data",
    "base_url": "http://127.0.0.1:8000",
    "company": "empty",
    "secret_key": "made at the first start",
}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_files_that_a_document_names_exist(document: str) -> None:
    text = (ROOT / document).read_text()
    named = set(PATHS.findall(text)) - NAMED_ELSEWHERE
    linked = set(LINKED.findall(text))
    missing = [path for path in named if not (ROOT / path).exists()]
    missing += [path for path in linked if not ((ROOT / document).parent / path).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_commands_that_a_document_names_exist(app: Flask, document: str) -> None:
    for command, sub in COMMANDS.findall((ROOT / document).read_text()):
        found = app.cli.commands.get(command)
        assert found is not None, command
        if sub and isinstance(found, click.Group):
            with app.app_context():
                assert found.get_command(click.Context(found), sub), f"{command} {sub}"


def test_settings_table_is_what_is_read() -> None:
    rows = re.findall(r"^\| `AUDITAPP_(\w+)` \| (.+?) \|", (ROOT / "README.md").read_text(), re.M)
    told = {name.lower(): default.strip("`") for name, default in rows}
    read = {field.name: str(field.default) for field in dataclasses.fields(Settings)}
    assert told == {**read, **SAID}
    assert SAID.keys() <= read.keys()


def test_map_names_every_part() -> None:
    text = (ROOT / "auditapp" / "README.md").read_text()
    parts = {path.name for path in (ROOT / "auditapp").iterdir() if (path / "__init__.py").exists()}
    assert [part for part in parts if f"`{part}/`" not in text] == []
