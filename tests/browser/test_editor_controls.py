"""Settings of a draft's parts in a real browser: what is typed and chosen stands in the draft."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from auditapp import create_app
from auditapp.accounts.commands.passwords import hashed
from auditapp.accounts.commands.sessions import begin
from auditapp.accounts.models import Grant, Person
from auditapp.accounts.queries import signed_in
from auditapp.checklists import commands, queries
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core import editing
from auditapp.storage import transaction
from auditapp.storage.db import db
from tests.browser.conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TREE: dict[str, Any] = {
    "format": 1,
    "key": "bar-visit",
    "title": {"en": "Bar visit", "ru": "Визит в бар"},
    "method": "mystery_shop",
    "industry": "restaurant",
    "languages": ["en", "ru"],
    "standard": "restaurant-service",
    "sections": [
        {
            "key": "bar",
            "title": {"en": "Bar", "ru": "Бар"},
            "questions": [
                {"key": "served", "type": "yes_no", "text": {"en": "Served?", "ru": "Обслужили?"}},
                {"key": "wait", "type": "duration", "text": {"en": "How long?", "ru": "Сколько?"}},
                {"key": "last", "type": "yes_no", "text": {"en": "And?", "ru": "И?"}},
            ],
        }
    ],
}


class Editor:
    """The page of one draft, and the draft itself."""

    def __init__(self, page: Page, app: Any, draft: str, ids: dict[str, str]) -> None:
        self.page, self._app, self._draft, self._ids = page, app, draft, ids

    def open(self, key: str) -> None:
        """Open a part by its key."""
        row = self.page.locator(f'a[href="#{self._ids.get(key, key)}"]').first
        row.click()
        part = self._ids.get(key, key)
        expect(self.page.locator(f'[data-panel] [data-part="{part}"]')).to_be_visible(
            timeout=20_000
        )

    def saved(self) -> None:
        """Leave the field, and wait until everything is saved."""
        self.page.locator(":focus").evaluate_all("all => all.forEach(one => one.blur())")
        expect(self.page.locator("[data-status]")).to_have_attribute(
            "data-state", "saved", timeout=20_000
        )

    def part(self, key: str) -> dict[str, Any]:
        """Return a part as the draft has it now."""
        self.saved()
        with self._app.app_context():
            row = queries.draft(_actor(self._app), self._draft)
            tree = queries.tree_of(row)
            db.session.rollback()
        found = editing.part_of(tree, self._ids.get(key, ""))
        assert found is not None
        return found


def _actor(app: Any) -> Any:
    with transaction.write() as session:
        person = session.query(Person).one()
        token = begin(session, now(), person, "Test", "127.0.0.1")
    return signed_in(token, now())


@pytest.fixture
def editor(server: Any, context_of: Callable[..., BrowserContext]) -> Iterator[Editor]:
    """A draft with three questions, open in the browser of an admin."""
    app = create_app(Settings(data_dir=server.data_dir))
    with app.app_context():
        person = Person(name="Admin", code="A-1", language="en", created_at=now())
        person.email, person.password_hash = "admin@example.org", hashed(PASSWORD)
        person.grants = [Grant(role="admin", scope_kind="all")]
        with transaction.write() as session:
            session.add(person)
        begun = commands.begin_draft(_actor(app), now(), TREE)
        draft, parts = begun.public_id, editing.parts_of(queries.tree_of(begun))
        ids = {one["key"]: one["id"] for one in parts}
    page = context_of(locale="en-GB", viewport={"width": 1280, "height": 900}).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{server.url}/accounts/sign-in")
    page.locator("[name=email]").fill("admin@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button").first.click()
    page.goto(f"{server.url}/checklists/drafts/{draft}")
    yield Editor(page, app, draft, ids)
    assert errors == []
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_parts_are_given_their_settings_by_controls_alone(editor: Editor) -> None:
    measured_values_score_in_bands_or_along_a_line(editor)
    answers_are_a_table_that_several_questions_can_share(editor)
    conditions_are_sentences_of_earlier_questions(editor)


def measured_values_score_in_bands_or_along_a_line(editor: Editor) -> None:
    page = editor.page
    editor.open("wait")
    page.get_by_label("in bands").check(force=True)
    expect(page.locator("[data-picture]")).to_be_visible()
    page.get_by_role("textbox", name="Up to and with").last.fill("4:10")
    page.get_by_role("textbox", name="Score above all bands").fill("2,5")
    page.get_by_role("button", name="Add a band").click()
    page.get_by_role("textbox", name="Weight").fill("1,5")
    page.get_by_role("combobox", name="Photo:").select_option(label="required")
    page.locator("[data-control=clauses] summary").click()
    page.get_by_placeholder("Search for words or a code").fill("hurry no such")
    expect(page.get_by_text("Nothing found.")).to_be_visible()
    page.get_by_placeholder("Search for words or a code").fill("GRT")
    page.keyboard.press("Enter")
    wait = editor.part("wait")
    assert wait["bands"] == [
        {"up_to": 60, "score": 100},
        {"up_to": 250, "score": 50},
        {"up_to": 440, "score": 0},
        {"score": 2.5},
    ]
    assert wait["weight"] == 1.5
    assert wait["evidence"] == {"when": "fail", "photo": "required"}
    assert wait["clause"].startswith("GRT")
    page.get_by_label("along a line").check(force=True)
    wait = editor.part("wait")
    assert "bands" not in wait
    assert wait["linear"] == {"best": 60, "worst": 300}


def answers_are_a_table_that_several_questions_can_share(editor: Editor) -> None:
    page = editor.page
    editor.open("last")
    page.get_by_role("combobox", name="Type of answer").select_option(label="one of several")
    answers = page.get_by_role("textbox", name="Answer, en")
    expect(answers).to_have_count(3, timeout=20_000)
    answers.nth(1).fill("More or less")
    page.get_by_role("button", name="Add an answer").click()
    answers.nth(3).fill("Nobody knows")
    page.get_by_role("textbox", name="Score in per cent").nth(1).fill("33,3")
    page.get_by_role("button", name="Up", exact=True).nth(4).click()
    last = editor.part("last")
    assert [one["key"] for one in last["options"]] == ["full", "part", "nobody_knows", "none"]
    assert last["options"][1] == {
        "key": "part",
        "text": {"en": "More or less", "ru": "Частично"},
        "score": 33.3,
    }
    assert last["options"][2] == {"key": "nobody_knows", "text": {"en": "Nobody knows"}}
    page.get_by_role("button", name="Share these answers").click()
    expect(page.get_by_role("button", name="Make a copy for this question")).to_be_visible(
        timeout=20_000
    )
    assert editor.part("last")["options"] == "last_answers"
    page.get_by_role("button", name="Make a copy for this question").click()
    assert len(editor.part("last")["options"]) == 4
    assert list(editor.part("")["answer_sets"]) == ["last_answers"]
    editor.open("document")
    page.get_by_text(re.compile("scored questions? without")).click()
    page.locator("[data-panel]").get_by_role("button", name="1.1 Served?").click()
    expect(page.locator("[data-part-title]")).to_have_text("1.1 Served?")


def conditions_are_sentences_of_earlier_questions(editor: Editor) -> None:
    page = editor.page
    editor.open("served")
    expect(page.get_by_role("button", name="Add a condition")).not_to_be_visible()
    editor.open("last")
    page.get_by_role("button", name="Add a condition").click()
    question = page.get_by_role("combobox", name="Question")
    assert question.locator("option").all_inner_texts() == [
        "choose",
        "1.1 Served?",
        "1.2 How long?",
    ]
    question.select_option(label="1.2 How long?")
    page.get_by_role("combobox", name="Test").select_option(label="is longer than")
    unfinished = page.locator("[data-rows] [data-unfinished]")
    expect(unfinished).to_have_text("not kept before it is whole")
    page.get_by_role("textbox", name="Answer", exact=True).fill("1:00")
    expect(unfinished).to_be_hidden()
    page.get_by_role("button", name="Add a group").click()
    question.nth(1).select_option(label="1.1 Served?")
    page.get_by_role("combobox", name="Test").nth(1).select_option(label="is not answered")
    wanted = {"question": "served", "answered": False}
    assert editor.part("last")["show_if"] == {"all": [{"question": "wait", "above": 60}, wanted]}
    modes = page.get_by_role("combobox", name="How the conditions go together")
    modes.first.select_option(label="any of this is true:")
    assert list(editor.part("last")["show_if"]) == ["any"]
    page.get_by_role("button", name="Remove the group").click()
    assert editor.part("last")["show_if"] == {"question": "wait", "above": 60}
    page.locator("[data-control=conditions]").get_by_label("Remove", exact=True).click()
    assert "show_if" not in editor.part("last")
