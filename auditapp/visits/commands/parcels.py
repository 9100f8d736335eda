"""Reading what was sent: kept byte for byte, read within bounds, known by its content."""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NoReturn
from uuid import UUID
from zoneinfo import ZoneInfo

from auditapp.core.answers import Sheet, read_sheet
from auditapp.core.problems import Problem

MOST_BYTES = 4 * 2**20


@dataclass(frozen=True)
class Parcel:
    """What was sent: its id, its bytes and their digest, the digest of its meaning, the answers."""

    uuid: str
    payload: bytes
    sha256: str
    digest: str
    sheet: Sheet


def read_parcel(submission_uuid: str, payload: bytes | Mapping[str, Any]) -> Parcel:
    """Read what was sent; two parcels with one digest say the same.

    Raises: Problem `submissions.unreadable`, `submissions.too_large`, `answers.unreadable`.
    """
    raw = payload if isinstance(payload, bytes) else _canonical(payload)
    _require_size(raw)
    tree = _tree(raw)
    return Parcel(
        uuid=_uuid(submission_uuid),
        payload=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        digest=hashlib.sha256(_canonical(tree)).hexdigest(),
        sheet=read_sheet(tree),
    )


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


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except (ValueError, AttributeError, TypeError):
        raise Problem("submissions.unreadable") from None


def _tree(raw: bytes) -> Any:
    try:
        return json.loads(raw, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        raise Problem("submissions.unreadable") from None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(written: str) -> float | str:
    # 1e400 is no number that a machine can hold: as a word it is an answer of the wrong type.
    number = float(written)
    return number if math.isfinite(number) else written


def _canonical(tree: Any) -> bytes:
    return json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()
