"""Versions: published once, never twice, never changed; the standard in force on a day."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from auditapp.checklists import commands, queries
from auditapp.checklists.models import ChecklistVersion
from auditapp.config import ROOT
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors
from auditapp.storage import trail, transaction
from auditapp.storage.db import db

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)
SHOP = """
format: 1
key: shop
title: Shop
method: mystery_shop
industry: retail
languages: [en]
sections:
  - key: door
    title: Door
    questions:
      - {key: open, type: yes_no, text: Was it open?, weight: 0.1}
"""
STANDARD = """
format: 1
key: promise
title: Promise
effective_from: 2026-01-01
target: 80
clauses: [{code: A-1, title: Open, requirement: It is open.}]
"""


@pytest.fixture(autouse=True)
def context(empty_app):
    with empty_app.app_context():
        yield


def test_published_checklist_keeps_source_and_meaning() -> None:
    made = commands.publish(None, AT, SHOP)
    db.session.expire_all()
    assert (made.key, made.version, made.source) == ("shop", 1, SHOP)
    assert str(queries.checklist_in(made).question("open").weight) == "0.1"


def test_same_content_is_no_new_version_however_it_is_written() -> None:
    first = commands.publish(None, AT, SHOP)
    again = commands.publish(None, AT, "# a comment\n" + SHOP)
    assert again.id == first.id
    assert trail.verify(db.session()).entries == 1


def test_changed_content_is_the_next_version() -> None:
    commands.publish(None, AT, SHOP)
    commands.publish(None, AT, SHOP.replace("Was it open?", "Was the door open?"))
    assert [one.version for one in queries.latest_checklists()] == [2]
    assert queries.checklist_version("shop").version == 2
    assert queries.checklist_version("shop", 1).version == 1


@pytest.mark.parametrize(("key", "version"), [("none", None), ("shop", 2)])
def test_version_that_is_not_there_is_missing(key, version) -> None:
    commands.publish(None, AT, SHOP)
    with pytest.raises(Problem) as raised:
        queries.checklist_version(key, version)
    assert raised.value.code == "checklists.not_found"


def test_faulty_document_is_not_published() -> None:
    with pytest.raises(DocumentErrors):
        commands.publish(None, AT, SHOP.replace("yes_no", "yes_or_no"))
    assert queries.latest_checklists() == []


def test_version_is_never_changed() -> None:
    made = commands.publish(None, AT, SHOP)
    with pytest.raises(RuntimeError, match="written once"), transaction.write():
        made.document = "{}"
    assert isinstance(made, ChecklistVersion)


def test_standard_in_force_is_the_latest_begun() -> None:
    for day, target in (("2026-01-01", 80), ("2026-06-01", 85), ("2027-01-01", 90)):
        text = STANDARD.replace("2026-01-01", day).replace("target: 80", f"target: {target}")
        commands.publish(None, AT, text)

    def target_on(day: date) -> object:
        version = queries.standard_in_force("promise", day)
        return queries.standard_in(version).target if version else None

    assert target_on(date(2025, 12, 31)) is None
    assert target_on(date(2026, 5, 31)) == 80
    assert target_on(date(2026, 6, 1)) == 85
    assert queries.standard_in_force("other", date(2026, 6, 1)) is None
    assert queries.standard_in_force(None, date(2026, 6, 1)) is None


def test_corrected_standard_of_the_same_day_wins() -> None:
    commands.publish(None, AT, STANDARD)
    commands.publish(None, AT, STANDARD.replace("target: 80", "target: 75"))
    version = queries.standard_in_force("promise", date(2026, 6, 1))
    assert version
    assert version.version == 2


def test_what_ships_is_loaded_once_and_not_read_again(monkeypatch) -> None:
    loaded = commands.load_shipped(AT, ROOT / "checklists")
    assert {one.key for one in queries.latest_checklists()} <= {one.key for one in loaded}
    monkeypatch.setattr(commands.publishing, "_read", None)
    assert commands.load_shipped(AT, ROOT / "checklists") == []


def test_shipped_file_that_changes_makes_a_version(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text(SHOP, "utf-8")
    commands.load_shipped(AT, tmp_path)
    (tmp_path / "shop.yaml").write_text(SHOP.replace("title: Shop", "title: Store"), "utf-8")
    (made,) = commands.load_shipped(AT, tmp_path)
    assert (made.key, made.version) == ("shop", 2)
