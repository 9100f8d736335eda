"""One person: their facts, roles, devices and history."""

from flask import current_app
from werkzeug.wrappers import Response

from auditapp.accounts import queries
from auditapp.accounts.forms import RoleForm, said_change, said_languages
from auditapp.accounts.models import Person
from auditapp.accounts.queries import Change, Scope
from auditapp.accounts.routes.blueprint import blueprint, places
from auditapp.accounts.routes.people import said_roles, suggested_locations
from auditapp.clock import now
from auditapp.core.permissions import Permission
from auditapp.web.actor import actor
from auditapp.web.permits import allow

INVITING = ("accounts.invited", "accounts.person_added")


@blueprint.get("/people/<person_id>")
@allow(Permission.PERSON_ADD)
def person(person_id: str) -> Response:
    """Show a person."""
    offered = queries.offered(actor(), Permission.PERSON_ADD, places())
    return person_page(person_id, RoleForm().offer(offered))


def person_page(person_id: str, form: RoleForm) -> Response:
    """Show a person with the form of one more role as it stands."""
    found = queries.person_to_manage(actor(), person_id, places())
    history = queries.history_of(found)
    return form.page(
        "accounts/person.html",
        person=found,
        facts=queries.facts_of(found),
        spoken=said_languages(found.spoken),
        roles=list(zip(found.grants, said_roles([found])[found.id], strict=True)),
        last_admin_role=next(filter(queries.is_last_admin, found.grants), None),
        is_only_admin=queries.is_only_admin(found),
        sessions=queries.open_sessions(found.id, now()),
        history=_said(history),
        was_invited=any(change.event in INVITING for change in history),
        open_visits=open_visits(found),
        locations=suggested_locations(),
    )


def open_visits(found: Person) -> int:
    """Return how many visits this person has still to do: known above, wired in by the app."""
    count: int = current_app.extensions["open_visits"](found.id)
    return count


def _said(history: list[Change]) -> list[tuple[Change, str]]:
    keys = {key for change in history if (key := _scope_in(change)) is not None}
    named: dict[str, Scope] = {scope.key: scope for scope in places().named(keys)}
    return [(change, said_change(change, named)) for change in history]


def _scope_in(change: Change) -> tuple[str, int] | None:
    if change.event not in ("accounts.role_given", "accounts.role_taken"):
        return None
    kind, _colon, number = change.words.partition(" ")[2].partition(":")
    return (kind, int(number)) if number.isascii() and number.isdigit() else None
