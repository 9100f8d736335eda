"""A draft becomes a version: whole, once, with its pictures, after a look at what it follows."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from auditapp.checklists import commands, queries
from auditapp.checklists.models import DocumentDraft, StandardVersion
from auditapp.checklists.source import read_source
from auditapp.clock import now
from auditapp.core.canonical import canonical_json
from auditapp.core.problems import Problem
from auditapp.storage import files
from auditapp.web.actor import Actor

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
    questions: [{key: greeted, type: yes_no, text: Greeted?, image: door.png}]
"""


@pytest.fixture
def actor(app: Flask, actor_of: Callable[[str], Actor]) -> Iterator[Actor]:
    found = actor_of("admin")
    with app.app_context():
        yield found


def following(actor: Actor) -> DocumentDraft:
    newest = queries.checklist_version("shop")
    return commands.begin_draft(actor, now(), commands.tree_in(newest), based_on=newest)


def put(actor: Actor, draft: DocumentDraft, at: str, field: list[str], was: Any, to: Any) -> None:
    one = {"do": "set", "at": at, "field": field, "was": was, "to": to}
    commands.change_draft(actor, now(), draft.public_id, [one])


def publish(actor: Actor, draft: DocumentDraft, seen: int, revision: int | None = None) -> Any:
    held = queries.draft(actor, draft.public_id)
    wanted = held.revision if revision is None else revision
    return commands.publish_draft(actor, now(), draft.public_id, seen, wanted)


def refused(actor: Actor, draft: DocumentDraft, seen: int, revision: int | None = None) -> Problem:
    with pytest.raises(Problem) as raised:
        publish(actor, draft, seen, revision)
    return raised.value


def test_draft_becomes_the_next_version_with_its_pictures(actor: Actor) -> None:
    first = commands.publish(None, now(), SHOP)
    files.keep_as(files.PICTURES, first.sha256, "door.png", b"a picture")
    draft = following(actor)
    assert refused(actor, draft, 1).code == "drafts.same"
    put(actor, draft, "", ["pass_mark"], None, 80)
    made = publish(actor, draft, 1)
    assert (made.key, made.version, made.title) == ("shop", 2, {"": "Shop"})
    assert queries.picture_of(made, "greeted").read_bytes() == b"a picture"
    assert canonical_json(read_source(made.source)) == made.document
    held = queries.draft(actor, draft.public_id)
    assert (held.published_as, held.is_open) == (made.sha256, False)
    assert refused(actor, draft, 2).code == "drafts.ended"
    assert queries.open_drafts(actor) == []


def test_faulty_or_outrun_draft_is_refused(actor: Actor) -> None:
    commands.publish(None, now(), SHOP)
    draft = following(actor)
    looked_at = draft.revision
    put(actor, draft, "", ["pass_mark"], None, 800)
    assert refused(actor, draft, 1).code == "drafts.faulty"
    put(actor, draft, "", ["pass_mark"], 800, 80)
    assert refused(actor, draft, 1, looked_at).code == "web.changed_meanwhile"
    commands.publish(None, now(), SHOP.replace("Greeted?", "Were you greeted?"))
    assert refused(actor, draft, 1).code == "drafts.newer_version"
    assert publish(actor, draft, 2).version == 3


def test_copy_takes_the_pictures_along_and_stays_apart(actor: Actor) -> None:
    first = commands.publish(None, now(), SHOP)
    files.keep_as(files.PICTURES, first.sha256, "door.png", b"a picture")
    tree = commands.tree_in(first) | {"key": "kiosk", "title": {"en": "Kiosk"}}
    draft = commands.begin_draft(actor, now(), tree, copied_from=first)
    made = publish(actor, draft, 0)
    assert (made.key, made.version) == ("kiosk", 1)
    assert queries.picture_of(made, "greeted").read_bytes() == b"a picture"
    assert queries.checklist_version("shop").version == 1


def test_new_standard_is_published_from_nothing(actor: Actor) -> None:
    tree = {
        "format": 1,
        "key": "promise",
        "title": {"en": "Promise"},
        "effective_from": "2026-01-01",
        "target": 85,
        "clauses": [{"code": "A-1"}],
    }
    draft = commands.begin_draft(actor, now(), tree)
    (clause,) = queries.tree_of(draft)["clauses"]
    assert {one.sentence for one in queries.problems_of(draft)} == {
        *("Write the title of the clause.", "Write what is required."),
    }
    put(actor, draft, clause["id"], ["title", "en"], None, "Greeting")
    put(actor, draft, clause["id"], ["requirement", "en"], None, "Greet.")
    assert isinstance(publish(actor, draft, 0), StandardVersion)


def test_draft_of_whatever_a_file_held_is_begun_or_refused(actor: Actor) -> None:
    odd = {"key": "odd", "pass_mark": Decimal("1e999999"), "weight": Decimal("0.5"), "notes": [{}]}
    draft = commands.begin_draft(actor, now(), odd | {"sections": ["A", {"questions": 3}]})
    tree = queries.tree_of(draft)
    assert (tree["pass_mark"], tree["weight"]) == ("1E+999999", 0.5)
    assert [one["questions"] for one in tree["sections"]] == [[], []]
    assert queries.problems_of(draft)
    assert queries.draft_without_faults(draft).checklist is None
    for bad, code in (
        (float("nan"), "unreadable"),
        ("\ud800", "unreadable"),
        ("x" * 300_000, "too_large"),
    ):
        with pytest.raises(Problem) as raised:
            commands.begin_draft(actor, now(), {"title": bad})
        assert raised.value.code == f"drafts.{code}"
