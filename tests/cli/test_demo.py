"""`flask demo`: a company with as many visits as wanted, in an empty data folder only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from auditapp.cli.serve import demo_links
from auditapp.clock import now
from auditapp.demo import company
from auditapp.storage.db import db
from auditapp.visits.models import Submission, Visit
from tests.demo.conftest import loaded, opened  # noqa: F401 - a fixture

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture
def ready(loaded: Path, tmp_path: Path) -> Iterator[Flask]:  # noqa: F811
    """An application with what ships, and nobody in it."""
    import shutil

    shutil.copytree(loaded, tmp_path / "data")
    app = opened(tmp_path / "data")
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_demo_makes_so_many_visits_and_only_once(ready: Flask) -> None:
    done = ready.test_cli_runner().invoke(args=["demo", "--visits", "15"])
    assert done.exit_code == 0, done.output
    assert "Made 15 visits" in done.output
    with ready.app_context():
        assert db.session.scalar(select(func.count(Visit.id))) > 15
        assert 10 < db.session.scalar(select(func.count(Submission.id))) <= 15
    again = ready.test_cli_runner().invoke(args=["demo", "--visits", "15"])
    assert again.exit_code == 1
    assert "already" in again.output


def test_demo_keeps_away_from_a_real_company(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["demo", "--visits", "15"])
    assert done.exit_code == 1
    assert "people in this data folder" in done.output


@pytest.mark.parametrize("count", ["0", "100001", "many"])
def test_demo_refuses_a_count_that_makes_no_sense(ready: Flask, count: str) -> None:
    assert ready.test_cli_runner().invoke(args=["demo", "--visits", count]).exit_code == 2


def test_demo_that_was_broken_off_is_not_taken_for_whole(ready: Flask) -> None:
    with ready.app_context(), pytest.raises(KeyboardInterrupt):
        company.build(now(), 15, broken_off)
    again = ready.test_cli_runner().invoke(args=["demo"])
    assert again.exit_code == 1
    assert "was broken off: delete the folder" in again.output
    with ready.app_context(), pytest.raises(SystemExit, match="was broken off"):
        demo_links()


def broken_off(_done: int) -> None:
    raise KeyboardInterrupt
