"""Sending a visit in three steps, each repeated at will: answers, photos, the receipt."""

from typing import Any

from flask import Response, jsonify, request

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.phone.routes.api.shared import blueprint, body, device_at
from auditapp.visits import commands
from auditapp.visits.commands.intake import Receipt
from auditapp.web.actor import actor
from auditapp.web.permits import allow

Answer = tuple[Response, int]


@blueprint.put("/submissions/<uuid>")
@allow(Permission.VISIT_FILL)
def arrive(uuid: str) -> Answer:
    """Take the answers; tell which photos are missing."""
    step = commands.receive_arrival(actor(), now(), uuid, body(), device_at())
    if step.receipt is not None:
        return jsonify(state="received", missing=[], **_told(step.receipt, step.epoch)), 200
    return jsonify(state="receiving", missing=step.missing), 201 if step.first else 200


@blueprint.put("/submissions/<uuid>/photos/<sha256>")
@allow(Permission.VISIT_FILL)
def arrive_photo(uuid: str, sha256: str) -> Answer:
    """Take one photo that the answers name."""
    first = commands.receive_arrived_photo(actor(), now(), uuid, sha256, request.stream)
    return jsonify(sha256=sha256), 201 if first else 200


@blueprint.post("/submissions/<uuid>/complete")
@allow(Permission.VISIT_FILL)
def complete(uuid: str) -> Answer:
    """Take the visit in and give the receipt, the same at every repeat."""
    receipt, epoch = commands.complete(actor(), now(), uuid)
    return jsonify(_told(receipt, epoch)), 202 if receipt.flags else 200


def _told(receipt: Receipt, epoch: int) -> dict[str, Any]:
    return {
        "receipt": receipt.receipt,
        "digest": receipt.digest,
        "epoch": epoch,
        "received_at": receipt.received_at.isoformat(),
        "flags": list(receipt.flags),
    }
