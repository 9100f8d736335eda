"""While the installation is worked on, everything but static files says so and changes nothing.

A file `maintenance` in the data folder begins it, taking the file away ends it; its text is shown.
"""

from pathlib import Path

from flask import Flask, Response, g, jsonify, make_response, render_template

from auditapp.core.problems import Problem
from auditapp.web.errors import asked_for, can_send_again, sentence_of, wants_json, written

FILE = "maintenance"
RETRY_AFTER_S = 120
MOST_CHARACTERS = 2000


def register(app: Flask, data_dir: Path) -> None:
    """Ask at each request, before anything else does: the database may be what is worked on."""

    @app.before_request
    def _refuse() -> Response | None:
        words = said(data_dir)
        return None if words is None else _answer(words)


def is_on(data_dir: Path) -> bool:
    """Tell whether the application is being worked on: what goes on by itself waits, too."""
    return (data_dir / FILE).exists()


def said(data_dir: Path) -> str | None:
    """Return what the file says, None where there is none."""
    try:
        text = (data_dir / FILE).read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return None
    return text[:MOST_CHARACTERS].strip()


def _answer(words: str) -> Response:
    g.failed = True  # nobody is asked for, and nothing of the company's: both stand in the database
    problem = Problem("web.maintenance")
    if wants_json():
        response = jsonify(code=problem.code, sentence=words or sentence_of(problem))
    else:
        page = render_template(
            "web/maintenance.html",
            words=words,
            sentence=sentence_of(problem),
            was_sent=can_send_again(),
            again=asked_for(),
            **written(),
        )
        response = make_response(page)
    response.status_code = 503
    response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response
