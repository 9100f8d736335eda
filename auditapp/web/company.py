"""What the company decided for itself, read once a request by whatever page asks.

The table lies above: the application wires in what reads it.
"""

from flask import Flask, current_app, g, has_request_context

from auditapp.core.company import Company


def register(app: Flask) -> None:
    """Forget at the end of a request what was read in it."""

    @app.teardown_request
    def _forget(_error: BaseException | None) -> None:
        g.pop("company", None)


def company() -> Company:
    """Return what holds now; the defaults while a failure is told that may lie in reading it."""
    if not has_request_context():
        return _read()
    if g.get("failed"):
        return Company()
    if "company" not in g:
        g.company = _read()
    found: Company = g.company
    return found


def company_of_installation() -> str:
    """Return what the installation calls the company, until the company says so itself."""
    name: str = current_app.extensions["settings"].company
    return name


def _read() -> Company:
    found: Company = current_app.extensions["company"]()
    return found
