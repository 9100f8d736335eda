"""A real database file in a folder of its own, under an application that is nothing but storage."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from auditapp.storage import db as storage

AT = datetime(2026, 11, 20, 11, 5, tzinfo=UTC)


def storage_app(folder: Path) -> Flask:
    """An application that knows only its database."""
    app = Flask("storage")
    storage.init_app(app, folder)
    return app


def killed(what: str, start: Path, folder: Path, every: int, *more: Path) -> list[list[str]]:
    """Kill a restore or an upgrade at its steps; each time, begun again, it came to a good end."""
    words = (str(Path(__file__).with_name("killed.py")), what, start, folder, every, *more)
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    lines = [line.split(" ") for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == ["-9"] * (len(lines) - 1) + ["0"], said
    for line in lines:
        assert line[-3:] == ["0", "0", "[b'photo']"], said
    return lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def bare_app(folder: Path, prepared: Path) -> Iterator[Flask]:
    shutil.copytree(prepared, folder)
    app = storage_app(folder)
    with app.app_context():
        yield app
        storage.db.session.remove()
        storage.db.engine.dispose()
