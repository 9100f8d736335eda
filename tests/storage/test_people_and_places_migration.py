"""A company of the first version keeps its people, places and links, and is searched at once."""

from contextlib import closing
from pathlib import Path

import pytest

from auditapp.storage import db as storage
from auditapp.storage import migrations
from auditapp.storage.db import FILE_NAME

AT = "2026-11-20 00:00:00"


@pytest.fixture
def first_version(tmp_path: Path, monkeypatch) -> Path:
    """A data folder as the first version left it, with a person, a place, a link."""
    here = tmp_path / "as it was"
    (here / "versions").mkdir(parents=True)
    for file in (*migrations.HERE.glob("*.*"), *migrations.HERE.glob("versions/0001*.py")):
        (here / file.relative_to(migrations.HERE)).write_text(file.read_text("utf-8"), "utf-8")
    folder = tmp_path / "data"
    with monkeypatch.context() as then:
        then.setattr(migrations, "HERE", here)
        migrations.prepare(folder)
    with closing(storage.connect(folder / FILE_NAME)) as kept:
        kept.execute(
            "INSERT INTO people (id, public_id, name, code, email, language, active, created_at)"
            " VALUES (1, 'p', 'Пётр Ёлкин', 'P-1', 'elkin@example.org', 'ru', 1, ?)",
            (AT,),
        )
        kept.execute("INSERT INTO regions (id, name) VALUES (1, 'Север')")
        kept.execute(
            "INSERT INTO locations (id, public_id, code, name, region_id, address, time_zone,"
            " created_at) VALUES (1, 'l', 'N-1', 'Гавань', 1, 'Садовая, 14', 'UTC', ?)",
            (AT,),
        )
        kept.execute(
            "INSERT INTO links (id, token_hash, purpose, person_id, created_at, expires_at)"
            " VALUES (1, 'h', 'sign_in', 1, ?, ?)",
            (AT, AT),
        )
    return folder


def test_first_version_is_brought_up_with_all_it_holds(first_version: Path) -> None:
    assert migrations.prepare(first_version) is True
    with closing(storage.connect(first_version / FILE_NAME)) as kept:
        person = kept.execute("SELECT name, found_by, phone, spoken, changes FROM people")
        assert person.fetchone() == (
            "Пётр Ёлкин",
            "петр елкин p-1 elkin@example.org",
            "",
            "[]",
            1,
        )
        place = kept.execute("SELECT name, region_id, found_by, hours FROM locations")
        assert place.fetchone() == ("Гавань", 1, "n-1 гавань садовая, 14", None)
        link = kept.execute("SELECT token_hash, purpose, person_id FROM links")
        assert link.fetchone() == ("h", "sign_in", 1)


def test_links_serve_the_new_purposes_and_no_others(first_version: Path) -> None:
    migrations.prepare(first_version)
    change = "UPDATE links SET purpose = ?"
    with closing(storage.connect(first_version / FILE_NAME)) as kept:
        kept.execute(change, ("invitation",))
        with pytest.raises(storage.driver().IntegrityError):
            kept.execute(change, ("anything",))
