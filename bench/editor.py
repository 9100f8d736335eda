"""The editor of checklists: a change of a draft until its answer, and what checking costs."""

import json
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from auditapp import create_app
from auditapp.checklists.commands import begin_draft
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.core import editing
from auditapp.core.canonical import canonical
from auditapp.core.reading import read_checklist
from bench import samples
from bench.figures import Figure, median_ms
from bench.lists import admin, signed_in

SIZES = (60, 500)
MOST_MS = {60: 100.0, 500: 300.0}
TIMES = 30


def figures() -> Iterator[Figure]:
    """Measure the editor."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=Path(folder), secret_key="a key for the benchmark"))  # noqa: S106 - of no use elsewhere
        with app.app_context():
            bring_up_to_date(app.extensions["settings"])
        client = signed_in(app)
        for questions in SIZES:
            yield changing(app, client, questions)
    yield checking(SIZES[-1])


def changing(app: Flask, client: FlaskClient, questions: int) -> Figure:
    """Reword one question; the whole draft is checked each time."""
    tree = canonical(samples.checklist(questions))
    with app.app_context():
        draft = begin_draft(admin(), now(), tree)
        part = list(editing.questions_of(json.loads(draft.tree)))[questions // 2]
    address = f"/checklists/drafts/{draft.public_id}"
    token = re.search(r'data-csrf="([^"]+)"', client.get(address).text)
    assert token  # noqa: S101 - the page is what it was
    headers = {"X-CSRFToken": token[1], "Accept": "application/json"}
    words, turns = part["text"]["en"], count(1)

    def change() -> None:
        nonlocal words
        to = f"Question reworded for the {next(turns)}th time?"
        one = {"do": "set", "at": part["id"], "field": ["text", "en"], "was": words, "to": to}
        answer = client.post(f"{address}/changes", json={"operations": [one]}, headers=headers)
        assert answer.status_code == 200, answer.text  # noqa: S101 - else nothing was measured
        words = to

    return Figure(
        f"one change of a draft of {questions} questions, until its answer",
        median_ms(change, TIMES),
        "ms",
        goal=MOST_MS[questions],
        floor=loading(tree),
        floor_is="reading and writing the same tree as JSON",
    )


def checking(questions: int) -> Figure:
    """Check a whole document for every fault."""
    tree = canonical(samples.checklist(questions))
    return Figure(
        f"checking a document of {questions} questions",
        median_ms(lambda: read_checklist(tree), TIMES),
        "ms",
        floor=loading(tree),
        floor_is="reading and writing the same tree as JSON",
    )


def loading(tree: editing.Tree) -> float:
    """Measure what the document costs as text alone."""
    text = json.dumps(tree, ensure_ascii=False)
    return median_ms(lambda: json.dumps(json.loads(text), ensure_ascii=False), TIMES)
