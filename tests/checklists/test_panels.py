"""Settings of a draft's parts: every key has its place, and no value is too odd to be shown."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template

from auditapp.checklists.routes.asked_when import Condition, earlier
from auditapp.checklists.routes.panels import SCORED, UNSCORED, panel
from auditapp.checklists.source import read_source
from auditapp.core.document import Checklist, Clause, Question, Section, Standard
from auditapp.core.editing import parts_of, with_ids
from auditapp.core.kinds import KINDS
from auditapp.core.problems import Problem

SHIPPED = Path(__file__).parents[2] / "checklists"
ODD: tuple[Any, ...] = (None, True, 7, 0.5, "", "words", [], [1, "a"], {}, {"a": {"b": [None]}})
# Types whose settings have controls of their own.
UNLIKE = ("yes_no", "choice", "scale", "number", "duration", "time", "text", "file", "position")
HEAD = {"format": 1, "key": "k", "title": {"en": "T", "ru": "Т"}, "languages": ["en", "ru"]}


@pytest.fixture
def rendered(app: Flask) -> Iterator[Callable[..., str]]:
    """Render the settings of a part as its page does."""

    def render(tree: dict[str, Any], at: str, **given: Any) -> str:
        name, context = panel(tree, at, **given)
        picture = {"address": "", "most": 1, "too_large": ""}
        return render_template(name, picture=picture, **context)

    with app.test_request_context():
        yield render


@contextmanager
def told(where: Any) -> Iterator[None]:
    """Say of which part a failure was."""
    try:
        yield
    except Exception as error:
        error.add_note(str(where))
        raise


def ids() -> Callable[[str], str]:
    counted = iter(range(10_000))
    return lambda letter: f"{letter}{next(counted):08}"


def with_question(**question: Any) -> tuple[dict[str, Any], str]:
    """A checklist's tree whose last question has these settings, and its id."""
    before = [
        {"key": "served", "type": "yes_no", "text": {"en": "Served?", "ru": "Обслужили?"}},
        {"key": "wait", "type": "duration", "text": "How long?"},
    ]
    section = {"key": "one", "title": "One", "questions": [*before, {"key": "last", **question}]}
    tree = with_ids({**HEAD, "sections": [section]}, ids())
    return tree, tree["sections"][0]["questions"][-1]["id"]


def retail() -> Standard:
    standard = read_source((SHIPPED / "standards" / "retail-service.yaml").read_bytes())
    assert isinstance(standard, Standard)
    return standard


def fields(html: str) -> set[str]:
    """The keys of the part that some control of its panel sets."""
    found = {
        json.loads(unescape(one))[0]
        for one in re.findall(r"""data-field=['"]([^'>]+?)['"][ >]""", html)
    }
    return (
        found
        | ({"type"} if 'data-control="type"' in html else set())
        | ({"bands", "linear"} if 'data-control="measure"' in html else set())
    )


def keys(model: Any) -> set[str]:
    held = model.model_fields.items()
    return {one.alias or name for name, one in held if not one.exclude}


def test_every_setting_has_a_control(rendered: Callable[..., str]) -> None:
    tree, _id = with_question(type="text", text="Why?")
    tree["owners"] = {"barman": "Barman"}
    assert fields(rendered(tree, "")) | {"answer_sets"} >= keys(Checklist) - {"format", "sections"}
    assert fields(rendered(tree, tree["sections"][0]["id"])) == keys(Section) - {"questions"}
    standard = retail()
    for kind, model in KINDS.items():
        tree, at = with_question(type=kind, text="Why?", clause="GRT-1")
        found = fields(rendered(tree, at, standard=standard))
        wanted = keys(Question) | keys(model)
        if kind == "note":
            wanted = {"key", "type", "text", "help", "image", "group", "show_if", "notes"}
        elif kind not in SCORED:
            wanted -= {"weight", "critical", "bonus"}
        elif kind == "duration":
            # A clock has neither; they are shown only where a file has them.
            wanted -= {"unit", "decimals"}
        assert found >= wanted - {"kind"}, kind
    promised = with_ids({**HEAD, "effective_from": "2026-01-01", "clauses": [{"code": "A"}]}, ids())
    assert fields(rendered(promised, "")) == keys(Standard) - {"format", "clauses"}
    assert fields(rendered(promised, promised["clauses"][0]["id"])) == keys(Clause)
    assert {*SCORED, *UNSCORED} == set(KINDS)


def test_no_value_is_too_odd_to_be_shown(rendered: Callable[..., str]) -> None:
    names = keys(Question).union(*map(keys, KINDS.values())) - {"key", "type", "kind"}
    for odd in ODD:
        for kind in (*UNLIKE, odd):
            tree, at = with_question(**{"type": kind, **dict.fromkeys(names, odd)})
            with told((kind, odd)):
                rendered(tree, at)
        for model in (Checklist, Section):
            tree, _id = with_question(type="choice", options=odd, show_if=odd, text=odd)
            part = tree if model is Checklist else tree["sections"][0]
            part.update(dict.fromkeys(keys(model) - {"sections", "questions"}, odd))
            with told((model, odd)):
                rendered(tree, part.get("id", ""))
        promised = with_ids({"clauses": [dict.fromkeys(keys(Clause), odd)]}, ids())
        promised.update(dict.fromkeys(keys(Standard) - {"clauses"}, odd))
        for at in ("", promised["clauses"][0]["id"]):
            with told((at, odd)):
                rendered(promised, at)


def test_value_that_cannot_be_shown_stays_and_can_be_taken_out(
    rendered: Callable[..., str],
) -> None:
    tree, at = with_question(type="choice", text=[1, 2], options={"a": 1}, evidence="much")
    html = unescape(rendered(tree, at))
    for field, value in (("text", "[1,2]"), ("options", '{"a":1}'), ("evidence", '"much"')):
        assert f'data-control="odd" data-field="["{field}"]" data-value="{value}"' in html


def test_earlier_questions_are_those_a_condition_may_look_at(app: Flask) -> None:
    def asked(*keys: str) -> list[dict[str, str]]:
        return [{"key": key, "type": "note" if key == "told" else "yes_no"} for key in keys]

    sections = [
        {"key": "a", "title": "A", "questions": asked("a1", "told")},
        {"key": "b", "title": "B", "repeat": {"title": "Till"}, "questions": asked("b1", "b2")},
        {"key": "c", "title": "C", "questions": asked("c1", "c2", "c3")},
    ]
    tree = with_ids({**HEAD, "sections": sections}, ids())
    a, b, c = tree["sections"]

    def offered(section: dict[str, Any], part: dict[str, Any]) -> list[str]:
        groups = earlier(tree, section, part, "en", ("en",))
        return [one["key"] for group in groups for one in group["questions"]]

    with app.test_request_context():
        assert offered(a, a["questions"][0]) == []
        assert offered(b, b["questions"][1]) == ["a1", "b1"]
        assert offered(b, b) == ["a1"]
        assert offered(c, c["questions"][1]) == ["a1", "c1"]
        assert offered(c, c) == ["a1"]


def test_condition_that_rows_cannot_show_is_said_in_words(app: Flask) -> None:
    tree, _id = with_question(type="text", text="Why?")
    deep = {
        "not": {"all": [{"question": "wait", "above": 90}, {"question": "served", "na": False}]}
    }
    with app.test_request_context():
        said = Condition(tree, "en", ("en", "ru"))
        kept = said.kept({"any": [{"question": "served", "equals": True}, deep, "odd"]})
        assert kept["any.1"] == (
            "it is not so that “1.2 How long?” is longer than 1:30 and “1.1 Served?” applies"
        )
        assert kept["any.0"] == "“1.1 Served?” is Yes"
        assert kept["any.2"] == '"odd"'
        assert said.say({"question": {"a": 1}, "in": [1.5, None]}) == '“{"a":1}” is one of 1.5, '


def test_standard_and_checklist_cover_each_other(rendered: Callable[..., str]) -> None:
    standard = retail()
    tree, _id = with_question(type="yes_no", text="Greeted?", clause="GRT-1")
    first, _second, last = (one["id"] for one in tree["sections"][0]["questions"])
    html = rendered(tree, "", standard=standard)
    assert "19 clauses that no question asks about" in html
    assert "1 scored question without a clause" in html
    assert f'data-go="{first}"' in html
    assert f'data-go="{last}"' not in html
    picker = rendered(tree, first, standard=standard)
    assert picker.count("not asked yet") == 19


def test_panel_of_a_part_that_is_gone_is_refused(app: Flask) -> None:
    tree, _id = with_question(type="text", text="Why?")
    assert list(parts_of(tree))
    with app.test_request_context(), pytest.raises(Problem, match=r"drafts\.gone"):
        panel(tree, "q99999999")
