"""Pictures as answers: what was made of the bytes received, never those bytes themselves."""

from pathlib import Path

from flask import send_file
from werkzeug.wrappers import Response

from auditapp.storage import files

LASTS_S = 3600


def picture(sha256: str) -> Response:
    """Answer with a picture that lies among the derived files."""
    return picture_at(files.path_of(files.DERIVED, sha256))


def picture_at(made: Path) -> Response:
    """Answer with a picture that was made here, wherever it lies."""
    response = send_file(made, mimetype="image/jpeg")
    response.headers["Cache-Control"] = f"private, max-age={LASTS_S}"
    return response
