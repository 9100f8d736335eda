"""Codes that differed only by case stay both, and nobody gets a third; regions keep their names."""

from contextlib import closing
from pathlib import Path

import pytest

from auditapp.storage import db as storage
from auditapp.storage import migrations
from auditapp.storage.db import FILE_NAME

AT = "2026-11-20 00:00:00"
PERSON = (
    "INSERT INTO people (id, public_id, name, code, language, active, created_at)"
    " VALUES (?, ?, 'A', ?, 'ru', 1, ?)"
)
PLACE = (
    "INSERT INTO locations (id, public_id, code, name, address, time_zone, created_at)"
    " VALUES (?, ?, ?, 'A', '', 'UTC', ?)"
)


@pytest.fixture
def before(tmp_path: Path, monkeypatch) -> Path:
    """A data folder of the seventh revision, with twins among the codes."""
    here = tmp_path / "as it was"
    (here / "versions").mkdir(parents=True)
    for file in (*migrations.HERE.glob("*.*"), *migrations.HERE.glob("versions/000[1-7]*.py")):
        (here / file.relative_to(migrations.HERE)).write_text(file.read_text("utf-8"), "utf-8")
    folder = tmp_path / "data"
    with monkeypatch.context() as then:
        then.setattr(migrations, "HERE", here)
        migrations.prepare(folder)
    with closing(storage.connect(folder / FILE_NAME)) as kept:
        for key, code in enumerate(("К-7", "к-7", "P-1", "Ｋ-8", "K-8"), 1):
            kept.execute(PERSON, (key, f"p{key}", code, AT))
            kept.execute(PLACE, (key, f"l{key}", code, AT))
        kept.execute("INSERT INTO regions (id, name) VALUES (1, 'Север'), (2, 'Центр')")
        kept.execute("UPDATE regions SET parent_id = 1 WHERE id = 2")
    return folder


@pytest.mark.parametrize("table", ["people", "locations"])
def test_twins_stay_and_nobody_gets_a_third(before: Path, table: str) -> None:
    assert migrations.prepare(before) is True
    with closing(storage.connect(before / FILE_NAME)) as kept:
        rows = kept.execute(f"SELECT code, code_key FROM {table} ORDER BY id").fetchall()  # noqa: S608
        assert rows == [
            ("К-7", "К-7"),
            ("к-7", "к-7"),
            ("P-1", "p-1"),
            ("Ｋ-8", "k-8"),
            ("K-8", "K-8"),
        ]
        regions = kept.execute("SELECT name, parent_id FROM regions ORDER BY id").fetchall()
        assert regions == [("Север", None), ("Центр", 1)]
