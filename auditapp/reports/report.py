"""What a visit report shows, and its frozen form.

`ReportData` is everything that the sections may look at: no section reads the database, the clock
or a request. As JSON it is the snapshot; the digest of that JSON is the report's id.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from auditapp.core.answers import Sheet, read_sheet
from auditapp.core.canonical import canonical
from auditapp.core.company import Mark
from auditapp.core.document import Checklist, Standard
from auditapp.core.problems import Problem
from auditapp.core.reading import read_checklist, read_standard
from auditapp.core.scoring import Result, score

Edition = Literal["quality", "place"]
FORMAT = 1


@dataclass(frozen=True)
class Location:
    """Where the visit was."""

    name: str = ""
    code: str = ""
    address: str = ""


@dataclass(frozen=True)
class Photo:
    """One picture, by the id under which the thumbnail is kept, and the answer it belongs to."""

    id: str
    key: str
    caption: str = ""


@dataclass(frozen=True)
class Attached:
    """A recording or a paper, by the id that the answer names: told about, not shown."""

    id: str
    key: str
    name: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True)
class EarlierVisit:
    """An earlier visit to the same location with the same checklist."""

    on: date
    total: Decimal | None
    clauses: dict[str, Decimal | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Network:
    """Means over the visits of the whole network, one value a visit."""

    visits: int
    total: Decimal | None
    clauses: dict[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True)
class ReportData:
    """Everything a report shows. Times are local to the location and know their offset."""

    checklist: Checklist
    sheet: Sheet
    result: Result
    standard: Standard | None = None
    edition: Edition = "quality"
    language: str = "en"
    company: str = ""
    location: Location = Location()
    auditor: str = ""
    visited_at: datetime | None = None
    received_at: datetime | None = None
    reviewed_on: date | None = None
    version: int | None = None
    earlier: tuple[EarlierVisit, ...] = ()
    network: Network | None = None
    photos: tuple[Photo, ...] = ()
    files: tuple[Attached, ...] = ()
    mark: Mark | None = None
    trail_head: str = ""
    made_at: datetime | None = None

    @cached_property
    def frozen(self) -> str:
        """The snapshot: JSON, the same text for the same data."""
        # Not sorted: the order of sections and clauses is part of what is said.
        return json.dumps(_tree(self), separators=(",", ":"), default=float)

    @property
    def around(self) -> dict[str, Any]:
        """What the snapshot holds beside the two documents, which stay as they are."""
        told = {"format": FORMAT, **_around(self)}
        held: dict[str, Any] = json.loads(json.dumps(told, default=float))
        return held

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the snapshot."""
        return hashlib.sha256(self.frozen.encode()).hexdigest()

    @property
    def report_id(self) -> str:
        """The start of the digest, short enough to read out."""
        return f"{self.digest[:4]}-{self.digest[4:8]}".upper()


def thaw(frozen: str) -> ReportData:
    """Read a snapshot back.

    Raises: Problem `reports.snapshot_differs` if the scores come out other than they were frozen.
    """
    tree = json.loads(frozen)
    checklist = read_checklist(tree["checklist"])
    standard = read_standard(tree["standard"]) if tree["standard"] else None
    sheet = read_sheet(tree["sheet"])
    result = score(checklist, sheet, standard)
    if _scores(result) != tree["result"]:
        raise Problem("reports.snapshot_differs")
    return ReportData(
        checklist=checklist,
        sheet=sheet,
        result=result,
        standard=standard,
        location=Location(**tree["location"]),
        photos=tuple(Photo(**photo) for photo in tree["photos"]),
        files=tuple(Attached(**file) for file in tree.get("files", ())),
        mark=Mark(**tree["mark"]) if "mark" in tree else None,
        reviewed_on=date.fromisoformat(tree["reviewed_on"]) if "reviewed_on" in tree else None,
        earlier=tuple(_earlier(visit) for visit in tree["earlier"]),
        network=_network(tree["network"]),
        **{name: _moment(tree[name]) for name in _MOMENTS},
        **{name: tree[name] for name in _PLAIN},
    )


_MOMENTS = ("visited_at", "received_at", "made_at")
_PLAIN = ("edition", "language", "company", "auditor", "version", "trail_head")


def _tree(data: ReportData) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "checklist": canonical(data.checklist),
        "standard": canonical(data.standard) if data.standard else None,
        **_around(data),
    }


def _around(data: ReportData) -> dict[str, Any]:
    return {
        "sheet": data.sheet.payload(),
        "result": _scores(data.result),
        "location": asdict(data.location),
        "photos": [asdict(photo) for photo in data.photos],
        "earlier": [_written(asdict(visit)) for visit in data.earlier],
        "network": _written(asdict(data.network)) if data.network else None,
        **{name: _written(getattr(data, name)) for name in (*_MOMENTS, *_PLAIN)},
        **_added(data),
    }


def _added(data: ReportData) -> dict[str, Any]:
    """Return what joined format 1 later: left out where there is none, as it was before."""
    added: dict[str, Any] = {}
    if data.files:
        added["files"] = [asdict(file) for file in data.files]
    if data.mark:
        added["mark"] = asdict(data.mark)
    if data.reviewed_on:
        added["reviewed_on"] = data.reviewed_on.isoformat()
    return added


def _scores(result: Result) -> dict[str, Any]:
    # What stood in the way of sending depends on more than the answers, and no report shows it.
    said = result.as_json()
    return {name: value for name, value in said.items() if name not in ("problems", "notices")}


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return value


def _number(written: str | None) -> Decimal | None:
    return None if written is None else Decimal(written)


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _earlier(tree: dict[str, Any]) -> EarlierVisit:
    clauses = {code: _number(written) for code, written in tree["clauses"].items()}
    return EarlierVisit(date.fromisoformat(tree["on"]), _number(tree["total"]), clauses)


def _network(tree: dict[str, Any] | None) -> Network | None:
    if tree is None:
        return None
    clauses = {code: Decimal(written) for code, written in tree["clauses"].items()}
    return Network(tree["visits"], _number(tree["total"]), clauses)
