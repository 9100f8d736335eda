"""A person's visits for the phone, and the draft of one: told, and taken in answer by answer."""

from typing import Any

from flask import Response, jsonify, request

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.phone import queries
from auditapp.phone.routes.api.shared import blueprint, body
from auditapp.phone.routes.api.telling import tell_draft, tell_visit, tell_visits
from auditapp.visits import commands
from auditapp.visits import queries as visits
from auditapp.visits.commands.saving import Saved, read_changes
from auditapp.web.actor import actor
from auditapp.web.permits import allow

Answer = tuple[Response, int]


@blueprint.get("/visits", endpoint="visits")
@allow(Permission.VISIT_FILL)
def all_visits() -> Response:
    """Tell the person's own visits."""
    mine, sent = queries.my_visits(actor(), now()), visits.submissions_of(actor())
    who = {"person": actor().public_id, "epoch": queries.epoch(), "at": now().isoformat()}
    return jsonify(**who, visits=tell_visits(mine, sent))


@blueprint.get("/visits/<visit_id>")
@allow(Permission.VISIT_FILL)
def visit(visit_id: str) -> Response:
    """Tell one visit and its draft."""
    one = visits.own_visit(actor(), visit_id)
    group = queries.group_of(one, now())
    told = tell_visit(one, group, visits.submission_of(one))
    return jsonify(**told, draft=tell_draft(one))


@blueprint.patch("/visits/<visit_id>/answers")
@allow(Permission.VISIT_FILL)
def save(visit_id: str) -> Response:
    """Take in changes of the draft."""
    changes = read_changes(body())
    one = visits.own_visit(actor(), visit_id)
    saved = commands.save_answers(actor(), now(), one, changes)
    return jsonify(results=[_told(result) for result in saved])


def _told(saved: Saved) -> dict[str, Any]:
    if saved.refused:
        return {"key": saved.key, "refused": saved.refused}
    return {"key": saved.key, "revision": saved.revision, "stale": saved.stale}


@blueprint.put("/visits/<visit_id>/photos/<sha256>")
@allow(Permission.VISIT_FILL)
def attach(visit_id: str, sha256: str) -> Answer:
    """Take a photo into the draft; the same once more is there already."""
    one = visits.own_visit(actor(), visit_id)
    key, name = request.args.get("key", ""), request.args.get("name", "")
    if visits.is_attached(one, key, sha256):
        return jsonify(sha256=sha256), 200
    commands.attach(actor(), now(), one, key, request.stream, name, announced=sha256)
    return jsonify(sha256=sha256), 201


@blueprint.delete("/visits/<visit_id>/photos/<sha256>")
@allow(Permission.VISIT_FILL)
def detach(visit_id: str, sha256: str) -> tuple[str, int]:
    """Take a photo out of the draft; one that is not there is gone already."""
    one = visits.own_visit(actor(), visit_id)
    try:
        commands.detach(actor(), now(), one, request.args.get("key", ""), sha256)
    except Problem as problem:
        if problem.code != "photos.not_found":
            raise
    return "", 204
