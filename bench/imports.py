"""Ten thousand rows out of a file: read, checked and taken in, beside reading the file alone."""

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from auditapp import create_app
from auditapp.cli.data import bring_up_to_date
from auditapp.clock import now
from auditapp.config import Settings
from auditapp.locations.commands import Draft, import_locations, planned
from auditapp.locations.forms import sheet
from auditapp.locations.models import Facts
from auditapp.sheets.mapping import guessed
from auditapp.sheets.reading import read_table
from auditapp.sheets.writing import csv_bytes, xlsx_bytes
from bench.figures import Figure
from bench.lists import ROWS, admin, drafts


def figures() -> Iterator[Figure]:
    """Measure taking files in."""
    keys = [field.key for field in sheet.FIELDS if field.key != "position"]
    rows = [as_row(draft.facts) for draft in drafts(ROWS)]
    yield locations("CSV", csv_bytes(keys, rows), goal=10)
    yield locations("XLSX", xlsx_bytes("Locations", keys, rows), goal=20)


def as_row(facts: Facts) -> list[str | float]:
    """Write one location as a row of a file."""
    latitude, longitude = facts.position or (0.0, 0.0)
    return [
        facts.code,
        facts.name,
        facts.time_zone,
        facts.brand,
        facts.region,
        ", ".join(facts.tags),
        facts.address,
        latitude,
        longitude,
        "Mon–Fri 09:00–21:00; Sat 10:00–18:00",
        facts.notes,
    ]


def locations(kind: str, content: bytes, goal: float) -> Figure:
    """All the steps of taking locations in; the floor is reading the file."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(data_dir=Path(folder), secret_key="a key for the benchmark"))  # noqa: S106 - of no use elsewhere
        with app.test_request_context():
            bring_up_to_date(app.extensions["settings"])
            begun = time.perf_counter()
            table = read_table(content)
            read_s = time.perf_counter() - begun
            read, faults = sheet.read_rows(table, guessed(table, sheet.FIELDS), "Europe/Moscow")
            found = [Draft(row, facts) for row, facts in read]
            if faults or planned(admin(), found).refused or len(found) != ROWS:
                raise RuntimeError(f"{len(faults)} faults, {len(found)} rows")
            import_locations(admin(), now(), found, "bench", "bench", lambda _session: None)
            taken_s = time.perf_counter() - begun
    return Figure(
        f"{ROWS} locations from {kind}: read, checked, taken in",
        taken_s,
        "s",
        goal=goal,
        floor=read_s,
        floor_is="reading the file alone",
    )
