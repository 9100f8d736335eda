"""The mark that every route bears: open to all, or what right it takes."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, current_app, request

from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.web.actor import actor

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"


def allow(permission: Permission, *, everywhere: bool = False) -> Callable[[View], View]:
    """Mark a view as open to whoever holds the right in any scope; queries narrow it further.

    What is the whole company's, such as its settings, asks for the right everywhere.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def checked(*arguments: Any, **named: Any) -> Any:
            held = actor().may_everywhere if everywhere else actor().may
            if not held(permission):
                raise Problem("web.forbidden")
            return view(*arguments, **named)

        checked.permit = permission  # type: ignore[attr-defined]  # read by permit_of
        return checked  # type: ignore[return-value]  # the same signature

    return mark


def public(view: View) -> View:
    """Mark a view as open to whoever has the address."""
    view.permit = PUBLIC  # type: ignore[attr-defined]  # read by permit_of
    return view


def permit_of(app: Flask, endpoint: str) -> Permission | str | None:
    """Return the mark of a route, None if it has none."""
    return getattr(app.view_functions[endpoint], "permit", None)


def refuse_unmarked() -> None:
    """Refuse a request whose route bears no mark: forgetting one may not open a door."""
    if request.endpoint is not None and permit_of(current_app, request.endpoint) is None:
        raise Problem("web.forbidden")
