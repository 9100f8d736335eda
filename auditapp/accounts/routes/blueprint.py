"""What all pages of this part stand on: the blueprint, what is wired in, how somebody enters."""

from flask import Blueprint, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from auditapp.accounts import commands, queries
from auditapp.accounts.queries import Places
from auditapp.clock import now
from auditapp.core.problems import Problem
from auditapp.web.actor import enter
from auditapp.web.addresses import local_path

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")

BLAMED = {
    "accounts.code_taken": "code",
    "accounts.code_wrong": "one_time",
    "accounts.first_code_wrong": "one_time",
    "accounts.email_taken": "email",
    "accounts.old_password_wrong": "old",
    "accounts.password_common": "password",
    "accounts.password_short": "password",
    "accounts.proof_wrong": "proof",
    "accounts.role_held": "role",
    "accounts.scope_not_yours": "scope",
    "messages.address_wrong": "email",
}


def places() -> Places:
    """Return what brands, regions and locations there are: known above, wired in by the app."""
    found: Places = current_app.extensions["places"]
    return found


def device() -> tuple[str, str]:
    """Return what the browser calls itself, and the address it asks from."""
    return request.user_agent.string, request.remote_addr or ""


def following() -> str | None:
    """Return the page of our own to go on to."""
    return local_path(request.args.get("next"))


def lead_in(way: commands.WayIn) -> Response:
    """Go on: to the second factor where it is on, else in."""
    if way.asks_second:
        return redirect(url_for("accounts.second", token=way.token, next=following()), 303)
    return let_in(way.token)


def let_in(token: str) -> Response:
    """Enter by the session of this token."""
    found = queries.signed_in(token, now())
    if found is None:
        raise Problem("accounts.sign_in_needed")
    enter(found, token)
    return redirect(following() or url_for("home"), 303)


def require_link(token: str, purpose: str) -> None:
    """Refuse a link that cannot be used. Raises: Problem `accounts.link_ended`."""
    if queries.usable_link(token, purpose, now()) is None:
        raise Problem("accounts.link_ended")
