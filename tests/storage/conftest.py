"""A real database file in a folder of its own, under an application that is nothing but storage."""

import shutil
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
