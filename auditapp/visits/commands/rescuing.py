"""Rescue files: a visit that a phone could not send, brought by hand and taken in all the same."""

import base64
import binascii
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.storage import transaction
from auditapp.visits.commands.arriving import arrival_of, bring_photos, place_photos, receipt_of
from auditapp.visits.commands.intake import Came, Receipt, Sender, keep_arrival, take_in, why_not
from auditapp.visits.commands.moves import note
from auditapp.visits.commands.parcels import Parcel, read_parcel
from auditapp.visits.commands.photos import keep_photo, receive_for
from auditapp.visits.commands.receiving import Received
from auditapp.visits.commands.repeating import once_more
from auditapp.visits.models import Visit
from auditapp.visits.queries import parts_of
from auditapp.web.actor import Actor

KIND, FORMAT = "visit", 1
# What may be wrong with the file itself.
RESCUE_FAULTS = (
    "answers.unreadable",
    "files.not_accepted",
    "photos.too_large",
    "photos.unreadable",
    "submissions.unreadable",
    "visits.rescue_other_person",
    "visits.rescue_other_visit",
    "visits.rescue_photo_broken",
    "visits.rescue_photos_missing",
    "visits.rescue_unreadable",
)


@dataclass(frozen=True)
class Rescue:
    """What a rescue file holds: whose visit it is, what was to be sent, the photos by SHA-256."""

    person: str
    parcel: Parcel
    photos: Mapping[str, bytes]


def read_rescue(content: bytes) -> Rescue:
    """Read a rescue file as phones make it.

    Raises: Problem `visits.rescue_unreadable`, `visits.rescue_photo_broken`, `answers.unreadable`,
    `submissions.unreadable`, `submissions.too_large`, `photos.too_many`.
    """
    try:
        tree = json.loads(content, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Problem("visits.rescue_unreadable") from None
    if not isinstance(tree, dict) or (tree.get("auditapp"), tree.get("format")) != (KIND, FORMAT):
        raise Problem("visits.rescue_unreadable")
    person, photos = tree.get("person"), tree.get("photos")
    if not (isinstance(person, str) and isinstance(photos, list)):
        raise Problem("visits.rescue_unreadable")
    return Rescue(person, _parcel(tree), dict(_photo(one) for one in photos))


def rescue(actor: Actor, at: datetime, visit: Visit, content: bytes) -> Receipt:
    """Take a file in as if its shopper had sent it, flagged; the record names who brought it.

    The same file once more gives the same receipt.

    Raises: as `read_rescue`, and Problem `visits.rescue_other_visit`,
    `visits.rescue_other_person`, `visits.rescue_photos_missing`, `submissions.already_sent`,
    `submissions.conflict`, `visits.wrong_state`, `visits.not_found` (not the actor's to assign).
    """
    if not actor.may(Permission.VISIT_ASSIGN, visit.location):
        raise Problem("visits.not_found")
    brought = read_rescue(content)
    target = _target(visit, brought)
    kept = _keep_files(target, brought)
    return once_more(lambda: _take(actor, at, target, brought, kept))


def _parcel(tree: Mapping[str, Any]) -> Parcel:
    """Read what was to be sent: the very bytes, where the file has them."""
    payload, written = tree.get("payload"), tree.get("bytes")
    raw = json.dumps(payload).encode()
    uuid = tree.get("submission")
    if uuid is None:
        uuid = str(uuid5(NAMESPACE_URL, f"auditapp:rescue:{hashlib.sha256(raw).hexdigest()}"))
    if isinstance(written, str):
        exact = read_parcel(uuid, written.encode("utf-8", "surrogatepass"))
        return exact if exact.digest == read_parcel(uuid, raw).digest else read_parcel(uuid, raw)
    return read_parcel(uuid, raw)


def _photo(raw: Any) -> tuple[str, bytes]:
    sha256, data = (raw.get("sha256"), raw.get("data")) if isinstance(raw, dict) else (None, None)
    if not (isinstance(sha256, str) and isinstance(data, str)):
        raise Problem("visits.rescue_unreadable")
    try:
        content = base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Problem("visits.rescue_photo_broken")
    return sha256, content


def _target(visit: Visit, brought: Rescue) -> Visit:
    """Return the visit, or the part of it that this person kept."""
    held = [one for one in (visit, *parts_of(visit)) if one.shopper is not None]
    own = [one for one in held if one.shopper and one.shopper.public_id == brought.person]
    known = {visit.public_id, *(one.public_id for one in held)}
    if visit.parted_from is not None:
        known.add(visit.parted_from.public_id)
    if brought.parcel.told.visit not in known:
        raise Problem("visits.rescue_other_visit")
    if not own:
        raise Problem("visits.rescue_other_person")
    return own[0]


def _keep_files(target: Visit, brought: Rescue) -> dict[str, Received]:
    """Keep the photos that the answers name; what else is in the file is left there."""
    kept: dict[str, Received] = {}
    for sha256, content in brought.photos.items():
        keys = [one.key for one in brought.parcel.told.photos if one.sha256 == sha256]
        if keys:
            kept[sha256] = receive_for(target, keys, io.BytesIO(content), sha256)
    return kept


def _take(
    actor: Actor, at: datetime, target: Visit, brought: Rescue, kept: Mapping[str, Received]
) -> Receipt:
    with transaction.write() as session:
        person_id, parcel = target.shopper_id, brought.parcel
        if person_id is None:
            raise Problem("visits.wrong_state")
        known = arrival_of(session, person_id, parcel.uuid)
        if known is not None and known.digest != parcel.digest:
            raise Problem("submissions.conflict")
        taken = receipt_of(known) if known is not None else None
        if taken is not None:
            return taken
        refused = why_not(target)
        if refused is not None:
            raise Problem(refused)
        _place(session, person_id, at, target, parcel, kept)
        came = Came(known.device_at, known.received_at) if known is not None else Came(None, at)
        arrival_id = (
            keep_arrival(session, person_id, target, parcel, came) if known is None else known.id
        )
        sender = Sender(person_id, actor, ("rescued",))
        taken = take_in(session, sender, at, target, parcel, came, arrival_id)
        note(session, actor, at, target, "rescue")
        session.expire(target)
        return taken


def _place(
    session: Session,
    person_id: int,
    at: datetime,
    target: Visit,
    parcel: Parcel,
    kept: Mapping[str, Received],
) -> None:
    ids = {sha256: keep_photo(session, at, received) for sha256, received in kept.items()}
    there = [one for one in parcel.photos if one["sha256"] in ids]
    place_photos(session, person_id, at, target, there, ids)
    try:
        bring_photos(session, person_id, at, target, parcel.photos)
    except Problem as problem:
        if problem.code != "submissions.photos_missing":
            raise
        raise Problem("visits.rescue_photos_missing", **problem.details) from problem


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
