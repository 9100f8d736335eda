"""What was sent before visits came in steps keeps its bytes, its receipt and its copies."""

from contextlib import closing
from pathlib import Path

import pytest

from auditapp.storage import db as storage
from auditapp.storage import migrations
from auditapp.storage.db import FILE_NAME

AT = "2026-11-20 00:00:00.000000"
ROWS = (
    "INSERT INTO people (id, public_id, name, code, language, active, created_at)"
    " VALUES (1, 'p', 'Anna', 'P-1', 'en', 1, :at)",
    "INSERT INTO locations (id, public_id, code, name, address, time_zone, created_at)"
    " VALUES (1, 'l', 'N-1', 'Harbour', '', 'UTC', :at)",
    "INSERT INTO checklist_versions (id, key, version, sha256, title, document, source,"
    " source_sha256, created_at) VALUES (1, 'shop', 1, 's', '{}', '', '', 's', :at)",
    "INSERT INTO visits (id, public_id, state, checklist_version_id, location_id, shopper_id,"
    " window_from, window_to, created_at, changes)"
    " VALUES (1, 'v', 'in review', 1, 1, 1, :at, '2026-11-21 00:00:00', :at, 1)",
    "INSERT INTO submissions (id, uuid, visit_id, person_id, payload, payload_sha256, device_at,"
    " received_at, receipt, digest, flags)"
    " VALUES (7, 'u', 1, 1, x'00ff', 'h', :at, :at, 'r', 'd', '[]')",
    "INSERT INTO submission_conflicts (id, uuid, visit_id, person_id, payload, payload_sha256,"
    " received_at) VALUES (1, 'u', 1, 1, x'01', 'h1', :at)",
    "INSERT INTO revisions (id, submission_id, number, by_id, at, reason, language, na_sections,"
    " verdict, problems, notices) VALUES (1, 7, 1, 1, :at, '', 'en', '[]', 'met', '[]', '[]')",
)


@pytest.fixture
def sent_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the third version, with a visit that was sent."""
    here = tmp_path / "as it was"
    (here / "versions").mkdir(parents=True)
    for file in (*migrations.HERE.glob("*.*"), *migrations.HERE.glob("versions/000[123]*.py")):
        (here / file.relative_to(migrations.HERE)).write_text(file.read_text("utf-8"), "utf-8")
    folder = tmp_path / "data"
    with monkeypatch.context() as then:
        then.setattr(migrations, "HERE", here)
        migrations.prepare(folder)
    with closing(storage.connect(folder / FILE_NAME)) as kept:
        for row in ROWS:
            kept.execute(row, {"at": AT})
    return folder


def test_what_was_sent_lies_where_it_arrived(sent_before: Path) -> None:
    assert migrations.prepare(sent_before) is True
    with closing(storage.connect(sent_before / FILE_NAME)) as kept:
        found = kept.execute(
            "SELECT s.id, s.uuid, s.receipt, a.uuid, a.payload, a.payload_sha256, a.digest,"
            " a.photos FROM submissions s JOIN arrivals a ON a.id = s.arrival_id"
        )
        assert found.fetchall() == [(7, "u", "r", "u", b"\x00\xff", "h", "d", "[]")]
        copies = kept.execute("SELECT visit_id, reason FROM submission_conflicts")
        assert copies.fetchall() == [(1, "submissions.already_sent")]
        assert kept.execute("SELECT submission_id FROM revisions").fetchall() == [(7,)]
