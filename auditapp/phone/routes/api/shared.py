"""What the addresses under /api/ share: the blueprint, and how a request's body is read."""

from datetime import datetime

from flask import Blueprint, request

from auditapp.core.problems import Problem
from auditapp.visits.commands.parcels import MOST_BYTES, read_moment

blueprint = Blueprint("phone_api", __name__, url_prefix="/api")


def body() -> bytes:
    """Return what was sent. Raises: Problem `submissions.too_large`, before all of it is read."""
    raw = request.stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Problem("submissions.too_large", limit_mb=MOST_BYTES // 2**20)
    return raw


def device_at() -> datetime | None:
    """Return what the phone's own clock said when it sent this; None if it does not say."""
    return read_moment(request.headers.get("X-Device-Time"), "UTC")
