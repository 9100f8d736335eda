"""Files kept between looking at them and taking their rows in: each belongs to who brought it.

What is kept are the rows as plain CSV: a workbook takes fifty times as long to read, and each step
reads them again.
"""

import csv
import io
import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from auditapp.core.problems import Problem
from auditapp.sheets.models import Upload
from auditapp.sheets.reading import MOST_BYTES, Line, Sheet, Table, read_sheets, read_table
from auditapp.storage import files, transaction
from auditapp.storage.db import db

FOLDER = "brought"


def bring(person_id: int, at: datetime, purpose: str, name: str, content: bytes) -> Upload:
    """Keep a file that can be read as a table. Raises: Problem `sheets.…`."""
    return _keep(person_id, at, purpose, name, len(content), _as_csv(read_table(content)))


def bring_sheets(
    person_id: int, at: datetime, purpose: str, name: str, content: bytes, most: int
) -> Upload:
    """Keep all sheets of a file, up to so many rows, to be read in a way that is chosen later.

    Raises: Problem `sheets.…`.
    """
    sheets = [
        {"title": one.title, "rows": [[line.number, *line.cells] for line in one.lines]}
        for one in read_sheets(content, most)
    ]
    rows = json.dumps(sheets, ensure_ascii=False).encode("utf-8", "replace")
    return _keep(person_id, at, purpose, name, len(content), rows)


def _keep(person_id: int, at: datetime, purpose: str, name: str, size: int, rows: bytes) -> Upload:
    if len(rows) > MOST_BYTES:  # a workbook is packed
        raise Problem("sheets.too_large", limit_mb=MOST_BYTES // 2**20)
    sha256 = files.keep(FOLDER, rows)
    with transaction.write() as session:
        upload = Upload(
            purpose=purpose,
            person_id=person_id,
            name=name[-200:] or "–",
            sha256=sha256,
            size_bytes=size,
            brought_at=at,
        )
        session.add(upload)
    return upload


def upload_of(person_id: int, purpose: str, public_id: str) -> Upload:
    """Return a file that this person brought and that was not taken in yet.

    Raises: Problem `sheets.no_upload`, for others' files as for none.
    """
    own = select(Upload).where(
        Upload.public_id == public_id, Upload.person_id == person_id, Upload.purpose == purpose
    )
    found = db.session.scalars(own).first()
    if found is None or found.used_at is not None:
        raise Problem("sheets.no_upload")
    return found


def table_of(upload: Upload) -> Table:
    """Read the rows of a file that was brought. Raises: Problem `sheets.no_upload` if it went."""
    return read_table(_content(upload))


def sheets_of(upload: Upload) -> tuple[Sheet, ...]:
    """Read the sheets of a file that was brought whole. Raises: as `table_of` does."""
    return tuple(
        Sheet(one["title"], tuple(Line(row[0], tuple(row[1:])) for row in one["rows"]))
        for one in json.loads(_content(upload))
    )


def _content(upload: Upload) -> bytes:
    try:
        return files.path_of(FOLDER, upload.sha256).read_bytes()
    except FileNotFoundError as error:
        raise Problem("sheets.no_upload") from error


def mark_used(session: Session, at: datetime, upload: Upload) -> None:
    """Write down, in the transaction that takes the rows in, that they are in."""
    session.get_one(Upload, upload.id, with_for_update=True, populate_existing=True)
    if upload.used_at is not None:
        raise Problem("sheets.no_upload")
    upload.used_at = at


def _as_csv(table: Table) -> bytes:
    """Write a table so that it reads back as it is, each row under its number."""
    out = io.StringIO(newline="")
    written = csv.writer(out, quoting=csv.QUOTE_ALL)  # so that no delimiter can be mistaken
    at = table.lines[0].number - 1
    written.writerows([[]] * (at - 1))
    written.writerow(table.heads)
    for line in table.lines:
        written.writerows([[]] * (line.number - at - 1))
        written.writerow(line.cells)
        at = line.number
    return out.getvalue().encode()
