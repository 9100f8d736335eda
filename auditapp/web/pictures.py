"""Pictures as answers: what was made of the bytes received, never those bytes themselves."""

from flask import send_file
from werkzeug.wrappers import Response

from auditapp.storage import files

LASTS_S = 3600


def picture(sha256: str) -> Response:
    """Answer with a picture that lies among the derived files."""
    made = files.path_of(files.DERIVED, sha256)
    response = send_file(made, mimetype="image/jpeg", etag=sha256)
    response.headers["Cache-Control"] = f"private, max-age={LASTS_S}"
    return response
