"""What must be true of a data folder, held against the ledger; past the application, by SQL."""

import hashlib
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from auditapp.storage import trail
from auditapp.storage.db import FILE_NAME, connect, driver
from tests.faults.phone import Parcel
from tests.faults.stage import QUESTIONS

SUBMITTED = "in review"


class WrongError(AssertionError):
    """An invariant does not hold."""


def must(holds: object, what: str) -> None:
    """Say what is wrong."""
    if not holds:
        raise WrongError(what)


def check(folder: Path, ledger: Iterable[Parcel]) -> None:
    """Hold the folder against the ledger. Raises: WrongError."""
    with closing(connect(folder / FILE_NAME)) as database:
        _is_sound(database)
        for parcel in ledger:
            _holds(database, folder, parcel)
        _is_single(database)
        _is_whole(database, folder)
    _no_file_lies(folder)
    _record_holds(folder)


def rows(database: Any, query: str, *values: object) -> list[Any]:
    """Ask the database."""
    return list(database.execute(query, values).fetchall())


def one(database: Any, query: str, *values: object) -> Any:
    """Ask the database for a number."""
    return rows(database, query, *values)[0][0]


def _is_sound(database: Any) -> None:
    must(rows(database, "PRAGMA integrity_check") == [("ok",)], "the database is damaged")
    must(not rows(database, "PRAGMA foreign_key_check"), "rows point to nothing")


def _holds(database: Any, folder: Path, parcel: Parcel) -> None:
    """Nothing that was acknowledged is missing, and all of it is equal to the bit (I1, I2)."""
    came = rows(database, "SELECT payload FROM arrivals WHERE uuid = ?", parcel.uuid)
    must(len(came) <= 1, f"{parcel.uuid} arrived {len(came)} times")
    if parcel.arrived or parcel.is_acknowledged:
        must(came, f"the answers of {parcel.uuid} were acknowledged and are not here")
        must(bytes(came[0][0]) == parcel.payload, f"the answers of {parcel.uuid} are others")
    for sha256 in parcel.photos if parcel.is_acknowledged else parcel.photos_there:
        place = received(folder, sha256)
        must(place.exists(), f"the photo {sha256} was acknowledged and is not here")
        must(place.read_bytes() == parcel.photos[sha256], f"the photo {sha256} is another")
        _is_placed(database, parcel, sha256)
    taken = rows(
        database,
        "SELECT id, receipt, digest FROM submissions WHERE uuid = ?",
        parcel.uuid,
    )
    must(len(taken) <= 1, f"{parcel.uuid} was taken in {len(taken)} times")
    must(len(set(parcel.receipts)) <= 1, f"{parcel.uuid} got several receipts")
    if parcel.is_acknowledged:
        must(taken, f"{parcel.uuid} has a receipt and is not here")
        must(taken[0][1] == parcel.receipts[0], f"the receipt of {parcel.uuid} is another")
        must(taken[0][2] == parcel.digest, f"the digest of {parcel.uuid} is another")
    if taken:
        _is_scored_once(database, parcel, taken[0][0])


def _is_placed(database: Any, parcel: Parcel, sha256: str) -> None:
    placed = one(
        database,
        "SELECT count(*) FROM visit_photos p JOIN photos f ON f.id = p.photo_id"
        " JOIN visits v ON v.id = p.visit_id WHERE v.public_id = ? AND f.sha256 = ?",
        parcel.visit,
        sha256,
    )
    must(placed == 1, f"the photo {sha256} stands {placed} times in its visit")


def _is_scored_once(database: Any, parcel: Parcel, submission_id: int) -> None:
    """One score, of these answers; one move to review."""
    scored = rows(
        database, "SELECT id, total FROM revisions WHERE submission_id = ?", submission_id
    )
    must(len(scored) == 1, f"{parcel.uuid} has {len(scored)} scores")
    revision_id, total = scored[0]
    must(total == round(10_000 * parcel.yes / QUESTIONS), f"{parcel.uuid} is scored {total}")
    answered = one(database, "SELECT count(*) FROM answers WHERE revision_id = ?", revision_id)
    must(answered == QUESTIONS + 1, f"{parcel.uuid} has {answered} answers")
    sections = one(
        database, "SELECT count(*) FROM section_scores WHERE revision_id = ?", revision_id
    )
    must(sections == 2, f"{parcel.uuid} has {sections} sections")
    moved = one(
        database,
        "SELECT count(*) FROM visit_transitions t JOIN visits v ON v.id = t.visit_id"
        " WHERE v.public_id = ? AND t.event = 'submit'",
        parcel.visit,
    )
    must(moved == 1, f"{parcel.visit} was sent {moved} times")


def _is_single(database: Any) -> None:
    """No visit is there twice, whatever was repeated or raced (I2)."""
    for table, column in (("arrivals", "uuid"), ("submissions", "visit_id")):
        query = f"SELECT {column} FROM {table} GROUP BY {column} HAVING count(*) > 1"  # noqa: S608
        twice = rows(database, query)
        must(not twice, f"twice in {table}: {twice}")


def _is_whole(database: Any, folder: Path) -> None:
    """No half truth: every photo that a row names lies there, a visit in review is whole (I4)."""
    named = rows(database, "SELECT sha256 FROM photos")
    missing = [sha256 for (sha256,) in named if not received(folder, sha256).exists()]
    must(not missing, f"rows name photos that are not here: {missing}")
    made = rows(database, "SELECT derivative_sha256, thumbnail_sha256 FROM photos")
    for pair in made:
        for sha256 in filter(None, pair):
            must(_kept(folder, "derived", sha256).exists(), f"{sha256} was not made")
    odd = rows(
        database,
        "SELECT v.public_id, v.state FROM visits v LEFT JOIN submissions s ON s.visit_id = v.id"
        " WHERE (v.state = ?) != (s.id IS NOT NULL)",
        SUBMITTED,
    )
    must(not odd, f"in review without being sent, or the reverse: {odd}")


def _no_file_lies(folder: Path) -> None:
    """A file that has its name is what its name says."""
    for kind in ("received", "derived"):
        for place in (folder / "files" / kind).glob("??/*"):
            if not place.name.startswith("."):
                is_it = hashlib.sha256(place.read_bytes()).hexdigest() == place.name
                must(is_it, f"{place} is not what its name says")


def _record_holds(folder: Path) -> None:
    engine = create_engine(
        "sqlite://", module=driver(), creator=lambda: connect(folder / FILE_NAME)
    )
    with Session(engine) as session:
        must(trail.verify(session).holds, "the record of changes is broken")
    engine.dispose()


def received(folder: Path, sha256: str) -> Path:
    """Return where a photo lies as it was received."""
    return _kept(folder, "received", sha256)


def _kept(folder: Path, kind: str, sha256: str) -> Path:
    return folder / "files" / kind / sha256[:2] / sha256
