"""Who is signed in on this phone, and by which clock."""

from flask import Response, jsonify
from flask_wtf.csrf import generate_csrf

from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.phone import queries
from auditapp.phone.routes.api.shared import blueprint
from auditapp.web.actor import actor
from auditapp.web.permits import allow


@blueprint.get("/session")
@allow(Permission.VISIT_FILL)
def session() -> Response:
    """Tell who is signed in, and give the token that goes with what they send."""
    return jsonify(
        person=actor().public_id, csrf=generate_csrf(), epoch=queries.epoch(), at=now().isoformat()
    )
