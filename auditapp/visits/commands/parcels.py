"""Reading what was sent: kept byte for byte, read within bounds, known by its content."""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from auditapp.core.answers import Sheet, read_sheet
from auditapp.core.problems import Problem
from auditapp.visits.queries import read_tree

MOST_BYTES = 4 * 2**20
MOST_PHOTOS = 300
LONGEST_S = 366 * 24 * 3600
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Listed:
    """A photo or file that belongs to what was sent, at a question of it."""

    key: str
    sha256: str
    name: str = ""


@dataclass(frozen=True)
class Told:
    """What a phone tells beside the answers: for which visit, on which version, how long it took.

    The times are those of its own clock.
    """

    visit: str = ""
    version: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    elapsed_s: float | None = None
    photos: tuple[Listed, ...] = ()


@dataclass(frozen=True)
class Parcel:
    """What was sent: its id, its bytes and their digest, the digest of its meaning, the answers."""

    uuid: str
    payload: bytes
    sha256: str
    digest: str
    sheet: Sheet
    told: Told

    @property
    def photos(self) -> list[dict[str, str]]:
        """The photos as JSON."""
        return [asdict(one) for one in self.told.photos]


def read_parcel(submission_uuid: str, payload: bytes | Mapping[str, Any]) -> Parcel:
    """Read what was sent; two parcels with one digest say the same.

    Raises: Problem `submissions.unreadable`, `submissions.too_large`, `answers.unreadable`.
    """
    raw = payload if isinstance(payload, bytes) else _canonical(payload)
    _require_size(raw)
    tree = read_tree(raw)
    sheet = read_sheet(tree)
    return Parcel(
        uuid=read_uuid(submission_uuid),
        payload=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        digest=hashlib.sha256(_canonical(tree)).hexdigest(),
        sheet=sheet,
        told=_told(tree, sheet),
    )


def reread_parcel(uuid: str, payload: bytes, sha256: str, digest: str) -> Parcel:
    """Read again what was read when it arrived."""
    tree = read_tree(payload)
    sheet = read_sheet(tree)
    return Parcel(uuid, payload, sha256, digest, sheet, _told(tree, sheet))


def require_sendable(payload: Mapping[str, Any]) -> None:
    """Refuse a draft that is larger than what can be sent. Raises: `submissions.too_large`."""
    _require_size(_canonical(payload))


def _require_size(raw: bytes) -> None:
    if len(raw) > MOST_BYTES:
        raise Problem("submissions.too_large", limit_mb=MOST_BYTES // 2**20)


def read_moment(written: str | None, zone: str) -> datetime | None:
    """Read ISO 8601; without an offset it is the wall clock of the place. Nonsense is None."""
    try:
        moment = datetime.fromisoformat(written or "")
        local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def storable(text: str) -> str:
    """Return text as a database takes it: NUL and half characters are replaced, all else stays."""
    return text.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()


def read_uuid(text: str) -> str:
    """Read a sender's id. Raises: Problem `submissions.unreadable`."""
    try:
        return str(UUID(text))
    except (ValueError, AttributeError, TypeError):
        raise Problem("submissions.unreadable") from None


def _told(tree: Mapping[str, Any], sheet: Sheet) -> Told:
    took = tree.get("elapsed_s")
    is_time = isinstance(took, int | float) and not isinstance(took, bool)
    return Told(
        visit=_word(tree.get("visit")),
        version=_word(tree.get("version")),
        started_at=read_moment(_word(tree.get("started_at")), "UTC"),
        finished_at=read_moment(_word(tree.get("finished_at")), "UTC"),
        elapsed_s=float(took) if is_time and 0 <= took <= LONGEST_S else None,
        photos=_photos(tree.get("photos"), sheet),
    )


def _photos(listed: Any, sheet: Sheet) -> tuple[Listed, ...]:
    """Return the photos that were listed, and those that answers name beside the list."""
    found = {(one.key, one.sha256): one for one in _listed(listed)}
    for key, answer in sheet.answers.items():
        for sha256 in (*answer.photos, *_digests(answer.value)):
            if _SHA256.fullmatch(sha256):
                found.setdefault((key, sha256), Listed(key, sha256))
    if len(found) > MOST_PHOTOS:
        raise Problem("photos.too_many", count=MOST_PHOTOS)
    return tuple(found.values())


def _listed(listed: Any) -> Iterator[Listed]:
    if not isinstance(listed, list | None):
        raise Problem("submissions.unreadable")
    for one in listed or ():
        said = one if isinstance(one, dict) else {}
        key, sha256 = _word(said.get("key")), _word(said.get("sha256"))
        if not _SHA256.fullmatch(sha256):
            raise Problem("submissions.unreadable")
        yield Listed(key[:200], sha256, storable(_word(said.get("name")))[:200])


def _digests(value: Any) -> list[str]:
    many = value if isinstance(value, list) else [value]
    return [one for one in many if isinstance(one, str)]


def _word(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""


def _canonical(tree: Any) -> bytes:
    return json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
