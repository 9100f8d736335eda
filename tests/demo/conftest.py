"""A small demo company, made once for all tests that only read it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from auditapp import create_app
from auditapp.checklists.commands import load_shipped
from auditapp.cli.data import SHIPPED
from auditapp.config import Settings
from auditapp.demo import company
from auditapp.storage.db import db

MADE_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
FEW = 120


@pytest.fixture(scope="session")
def loaded(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with what ships, and nobody in it."""
    folder = tmp_path_factory.mktemp("loaded") / "data"
    shutil.copytree(prepared, folder)
    with opened(folder).app_context():
        load_shipped(MADE_AT, SHIPPED)
        db.session.remove()
        db.engine.dispose()
    return folder


def opened(folder: Path) -> Flask:
    """Return an application on a data folder."""
    return create_app(Settings(data_dir=folder, secret_key="a key for tests"))  # noqa: S106


def made(loaded: Path, folder: Path, count: int) -> Flask:
    """Return an application with a demo company of so many visits."""
    shutil.copytree(loaded, folder)
    app = opened(folder)
    with app.app_context():
        company.build(MADE_AT, count)
        db.session.remove()
    return app


@pytest.fixture(scope="session")
def small(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo company with few visits; its tests only read."""
    app = made(loaded, tmp_path_factory.mktemp("small") / "data", FEW)
    yield app
    with app.app_context():
        db.engine.dispose()
