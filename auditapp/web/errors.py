"""Failures as people see them: a status, a code, a sentence; never a traceback."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import (
    Flask,
    Response,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response as AnyResponse

from auditapp.core.problems import Family, Problem
from auditapp.web.actor import current_actor
from auditapp.web.addresses import local_path
from auditapp.web.pages import lasting, local_day

STATUS = {
    Family.INVALID: 400,
    Family.UNAUTHENTICATED: 401,
    Family.FORBIDDEN: 403,
    Family.MISSING: 404,
    Family.CONFLICT: 409,
    Family.TOO_LARGE: 413,
    Family.UNPROCESSABLE: 422,
    Family.UNAVAILABLE: 503,
    Family.FULL: 507,
}
RETRY_AFTER_S = 5
_PASSING = {429, 500, 503}
_HTTP_CODES = {
    400: "web.bad_request",
    403: "web.forbidden",
    404: "web.not_found",
    405: "web.not_allowed",
    413: "web.too_large",
    429: "web.too_many",
}
# Never written into a page; the form asks for them again.
_SECRET_FIELDS = {"password", "old", "new", "one_time", "proof", "smtp_password"}
_log = structlog.get_logger()


def register(app: Flask) -> None:
    """Answer every failure with a page, or with JSON where JSON was asked for."""
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def sentence_of(problem: Problem) -> str:
    """Say a problem in the language of whoever asks."""
    spoken = {name: _spoken(value) for name, value in problem.details.items()}
    return gettext(problem.sentence, **spoken)


def _spoken(value: Any) -> Any:
    if isinstance(value, date):
        return local_day(value)
    return lasting(value) if isinstance(value, timedelta) else value


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return int(value.total_seconds()) if isinstance(value, timedelta) else value


def _problem(problem: Problem) -> AnyResponse:
    status = STATUS[problem.family]
    if problem.family is Family.UNAUTHENTICATED and not wants_json():
        if can_send_again():
            return _send_again(status)
        following = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("accounts.sign_in", next=following))
    return _answer(status, problem.code, sentence_of(problem), problem.details)


def _csrf(_error: CSRFError) -> AnyResponse:
    if can_send_again() and not wants_json():
        return _send_again(400)
    if wants_json() and current_actor() is None:
        return _problem(Problem("accounts.sign_in_needed"))
    return _problem(Problem("web.stale_form"))


def can_send_again() -> bool:
    """Tell whether a form of our own was sent: only that is offered to be sent again."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return request.method == "POST" and origin.netloc == request.host


def _send_again(status: int) -> AnyResponse:
    """Offer what was written, to be sent as it is: nothing of it was taken in, nothing is lost."""
    signed_in = current_actor() is not None
    page = render_template("web/send_again.html", signed_in=signed_in, **written())
    return make_response(page, status)


def asked_for() -> str:
    """Return the path that was asked for, the first page's where it would lead to another host."""
    return local_path(request.full_path.rstrip("?")) or url_for("home")


def written() -> dict[str, Any]:
    """Return what a form of our own brought, for a page that offers to send it again."""
    fields = [
        (name, text)
        for name, text in request.form.items(multi=True)
        if name != "csrf_token" and name not in _SECRET_FIELDS
    ]
    has_files = any(file.filename for file in request.files.values())
    return {"written": fields if can_send_again() else [], "has_files": has_files}


def _http(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    if isinstance(error, InternalServerError):
        return _unforeseen(error)
    return _answer(status, *_said(Problem(_HTTP_CODES.get(status, "web.bad_request"))))


def _unforeseen(error: Exception) -> AnyResponse:
    g.failed = True  # who asks may be what cannot be found out
    mark = secrets.token_hex(4)
    _log.error("request.failed", error_id=mark, path=_path(), exc_info=error)
    return _answer(500, *_said(Problem("web.failed", mark=mark)))


def _path() -> str:
    # Tokens of links stand in the path of their rule and never reach the log.
    return str(request.url_rule) if request.url_rule else "-"


def _said(problem: Problem) -> tuple[str, str]:
    return problem.code, sentence_of(problem)


def wants_json() -> bool:
    """Tell whether a program asks, and no person."""
    best: Any = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/api/") or best == "application/json"


def _answer(
    status: int, code: str, sentence: str, details: Mapping[str, Any] | None = None
) -> Response:
    if wants_json():
        plain = {name: _plain(value) for name, value in (details or {}).items()}
        response = jsonify({**plain, "code": code, "sentence": sentence})
    else:
        response = make_response(
            render_template(
                "web/problem.html",
                status=status,
                code=code,
                sentence=sentence,
                # What may go otherwise next time, and changes nothing, is offered once more.
                again=asked_for() if request.method == "GET" and status in _PASSING else None,
            )
        )
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response
