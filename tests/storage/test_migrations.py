"""A data folder is made once, migrated with a backup, refused when newer or bereft."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask

import auditapp.accounts.models
import auditapp.checklists.models
import auditapp.locations.models
import auditapp.messages.models
import auditapp.reports.models
import auditapp.settings.models
import auditapp.sheets.models
import auditapp.storage.epoch
import auditapp.visits.models  # noqa: F401 - the tables of all features are compared
from auditapp.core.problems import Problem
from auditapp.storage import db as storage
from auditapp.storage import migrations
from auditapp.storage.backups.manifest import finished
from auditapp.storage.backups.restoring import restore
from auditapp.storage.db import FILE_NAME, FILES_FOLDER, Base
from auditapp.storage.migrations import MARKER_NAME, prepare, revisions

from .conftest import killed

LATER = '''"""A later revision that rebuilds a table others point to."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("brands", recreate="always") as batch:
        batch.add_column(sa.Column("motto", sa.String(200)))
    {more}
'''


def add_revision(monkeypatch, tmp_path, more: str = "") -> None:
    """Let the code know one revision more, in a copy of its folder."""
    here = tmp_path / "migrations"
    (here / "versions").mkdir(parents=True)
    for file in (*migrations.HERE.glob("*.*"), *migrations.HERE.glob("versions/*.py")):
        target = here / file.relative_to(migrations.HERE)
        target.write_text(file.read_text("utf-8"), "utf-8")
    text = LATER.format(before=revisions()[-1], more=more)
    (here / "versions" / "9001_later.py").write_text(text, "utf-8")
    monkeypatch.setattr(migrations, "HERE", here)


def fill(folder) -> None:
    with closing(storage.connect(folder / FILE_NAME)) as connection:
        connection.execute("INSERT INTO brands (id, name) VALUES (1, 'Aurora')")
        connection.execute(
            "INSERT INTO locations (id, public_id, code, name, brand_id, address, time_zone,"
            " created_at) VALUES (1, 'x', 'N-1', 'Harbour', 1, '', 'UTC', '2026-11-20 00:00:00')"
        )


def one(folder, query: str):
    with closing(storage.connect(folder / FILE_NAME)) as connection:
        return connection.execute(query).fetchone()[0]


def test_fresh_folder_gets_a_database_and_a_second_time_nothing(folder) -> None:
    assert prepare(folder) is True
    assert (folder / MARKER_NAME).exists()
    before = (folder / FILE_NAME).stat().st_mtime_ns
    assert prepare(folder) is False
    assert (folder / FILE_NAME).stat().st_mtime_ns == before
    assert not (folder / "backups").exists()


def test_models_and_migrations_say_the_same(bare_app: Flask) -> None:
    with storage.db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_every_constraint_has_a_name(bare_app: Flask) -> None:
    for table in Base.metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name


def test_revision_numbers_are_the_names_of_their_files() -> None:
    for number, file in zip(
        revisions(), sorted(migrations.HERE.glob("versions/0*.py")), strict=True
    ):
        text = file.read_text("utf-8")
        assert f'revision = "{number}"' in text.replace("'", '"')


def test_filled_database_is_backed_up_and_migrated_whole(folder, monkeypatch, tmp_path) -> None:
    prepare(folder)
    newest = revisions()[-1]
    fill(folder)
    add_revision(monkeypatch, tmp_path)
    assert prepare(folder) is True
    assert one(folder, "SELECT version_num FROM alembic_version") == "9001"
    # A table rebuilt with foreign keys on would have taken what points to it along.
    assert one(folder, "SELECT count(*) FROM locations WHERE brand_id = 1") == 1
    ((backup, manifest),) = finished(folder / "backups")
    assert (manifest.reason, manifest.schema) == ("upgrade", newest)
    with closing(sqlite3.connect(backup / FILE_NAME)) as kept:
        assert kept.execute("SELECT count(*) FROM locations").fetchone() == (1,)
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == (newest,)


def test_migration_that_leaves_rows_pointing_to_nothing_is_taken_back(
    folder, monkeypatch, tmp_path
) -> None:
    prepare(folder)
    newest = revisions()[-1]
    fill(folder)
    add_revision(monkeypatch, tmp_path, 'op.execute("DELETE FROM brands")')
    with pytest.raises(Problem) as raised:
        prepare(folder)
    ((backup, _),) = finished(folder / "backups")
    assert raised.value.code == "storage.migration_failed"
    said = raised.value.sentence % raised.value.details
    assert "point to nothing" in said
    assert str(backup) in said
    assert one(folder, "SELECT version_num FROM alembic_version") == newest
    assert one(folder, "SELECT count(*) FROM brands") == 1


def of_before(tmp_path: Path, monkeypatch) -> Path:
    """A filled data folder as the version before left it."""
    here, start = tmp_path / "as it was", tmp_path / "start"
    (here / "versions").mkdir(parents=True)
    for file in (
        *migrations.HERE.glob("*.*"),
        *sorted(migrations.HERE.glob("versions/0*.py"))[:-1],
    ):
        (here / file.relative_to(migrations.HERE)).write_text(file.read_text("utf-8"), "utf-8")
    with monkeypatch.context() as then:
        then.setattr(migrations, "HERE", here)
        prepare(start)
    fill(start)
    photo = start / FILES_FOLDER / "received" / "d8" / "d8"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"photo")
    return start


def test_upgrade_killed_at_any_step_can_be_started_again(
    folder: Path, tmp_path: Path, monkeypatch
) -> None:
    start = of_before(tmp_path, monkeypatch)
    lines = killed("upgrade", start, folder, 10)
    assert len(lines) > 2
    assert one(folder, "SELECT count(*) FROM locations WHERE brand_id = 1") == 1


def test_backup_before_an_upgrade_is_restored_and_brought_up_again(
    folder: Path, tmp_path: Path, monkeypatch
) -> None:
    start = of_before(tmp_path, monkeypatch)
    prepare(start)
    ((backup, manifest),) = finished(start / "backups")
    restore(folder, backup, lambda session, at: {})
    assert (manifest.schema, prepare(folder)) == (revisions()[-2], False)
    assert one(folder, "SELECT count(*) FROM locations WHERE brand_id = 1") == 1
    assert one(folder, "SELECT epoch FROM installation") > 1


def test_upgrade_is_told_and_a_failing_one_fills_no_disk(
    folder: Path, tmp_path: Path, monkeypatch
) -> None:
    prepare(folder)
    fill(folder)
    add_revision(monkeypatch, tmp_path, 'op.execute("SELECT nonsense")')
    told = []
    for _ in range(2):
        with pytest.raises(Problem) as raised:
            prepare(folder, told.append)
        assert raised.value.code == "storage.migration_failed"
    assert len(finished(folder / "backups")) == 1
    assert [(one.found, one.wanted) for one in told] == [(revisions()[-2], "9001")] * 2
    assert told[0].backup == told[1].backup


def test_database_newer_than_the_code_is_refused_untouched(folder) -> None:
    prepare(folder)
    with closing(storage.connect(folder / FILE_NAME)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = (folder / FILE_NAME).read_bytes()
    with pytest.raises(Problem) as raised:
        prepare(folder)
    assert raised.value.code == "storage.newer"
    assert "9999" in raised.value.sentence % raised.value.details
    assert (folder / FILE_NAME).read_bytes() == before


def test_folder_that_lost_its_database_is_refused(folder) -> None:
    prepare(folder)
    (folder / FILE_NAME).unlink()
    with pytest.raises(Problem) as raised:
        prepare(folder)
    assert raised.value.code == "storage.lost"
    assert not (folder / FILE_NAME).exists()


def test_folder_with_photos_and_no_database_is_refused(folder) -> None:
    (folder / FILES_FOLDER / "received").mkdir(parents=True)
    (folder / FILES_FOLDER / "received" / "photo").write_bytes(b"x")
    with pytest.raises(Problem) as raised:
        prepare(folder)
    assert raised.value.code == "storage.lost"


def test_emptied_database_file_is_lost_too(folder) -> None:
    prepare(folder)
    (folder / FILE_NAME).write_bytes(b"")
    with pytest.raises(Problem) as raised:
        prepare(folder)
    assert raised.value.code == "storage.lost"


def test_file_that_is_no_database_is_a_sentence(folder) -> None:
    folder.mkdir()
    (folder / FILE_NAME).write_text("These are not the bytes of a database. " * 200)
    with pytest.raises(Problem) as raised:
        prepare(folder)
    assert raised.value.code == "storage.unreadable"


def test_folder_that_is_a_file_is_a_sentence(tmp_path) -> None:
    (tmp_path / "data").write_text("a file")
    with pytest.raises(Problem) as raised:
        prepare(tmp_path / "data")
    assert raised.value.code == "storage.not_writable"


def test_new_folder_is_open_to_its_owner_alone(folder) -> None:
    prepare(folder)
    assert folder.stat().st_mode & 0o077 == 0
