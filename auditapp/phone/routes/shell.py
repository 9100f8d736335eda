"""What lets the shopper's pages open without network: the worker, blank pages, the manifest.

Nothing personal is in any of them, so that a phone may keep them whoever holds it.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app, jsonify, make_response, render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from rjsmin import jsmin  # type: ignore[import-untyped]
from werkzeug.wrappers import Response

from auditapp.checklists.queries import checklist_in, checklist_version_of
from auditapp.config import LANGUAGES, ROOT
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.phone import forms
from auditapp.phone.queries import MyVisits
from auditapp.phone.routes.assignments import list_of
from auditapp.phone.routes.shared import blueprint
from auditapp.web.assets import FOLDER, joining
from auditapp.web.joining import ENTRIES
from auditapp.web.permits import allow, public

# What pages of the phone are made of: the worker takes itself for new when any of it is.
_SOURCES = (
    ("templates/phone", "*.html"),
    ("templates/phone", "*.js"),
    ("auditapp/phone", "*.py"),
    ("auditapp/core", "*.py"),
    ("auditapp/translations", "*.po"),
)
_ENDINGS = {".js", ".css", ".svg", ".png"}
_SHELL = ("phone", "vendor/idb", "vendor/signature_pad")
# The paper of the dark look.
_INK = "#14171a"
NO_VISITS = MyVisits((), (), (), (), ())


@blueprint.app_context_processor
def _shell() -> dict[str, Any]:
    held = current_app.extensions["settings"]
    return {"phone_worker": held.phone_worker, "script_words": forms.words_of}


@blueprint.get("/sw.js")
@public
def service_worker() -> Response:
    """Give the worker, or in its place one that takes all back."""
    asset = current_app.jinja_env.globals["asset"]
    addresses = [asset(name) for name in shell_files()]
    pages = [url_for("phone.blank_visits", in_language=one) for one in LANGUAGES]
    stamp = _stamp(asset(""))
    text = render_template("phone/sw.js", stamp=stamp, shell=json.dumps([*addresses, *pages]))
    return _fresh(make_response(jsmin(text)), "text/javascript")


@blueprint.get("/manifest.webmanifest")
@public
def manifest() -> Response:
    """Name the pages as quietly as their title does, for whoever puts them on the first screen."""
    asset = current_app.jinja_env.globals["asset"]
    icons = [
        {
            "src": asset(f"phone/icon-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    told = {
        "name": _("Notes"),
        "short_name": _("Notes"),
        "id": "/phone/",
        "start_url": "/phone/",
        "scope": "/phone/",
        "display": "standalone",
        "background_color": _INK,
        "theme_color": _INK,
        "icons": icons,
    }
    return _fresh(jsonify(told), "application/manifest+json")


@blueprint.get("/blank/<in_language>")
@public
def blank_visits(in_language: str) -> Response:
    """Show the list of visits with nothing in it; the phone fills it from what it holds."""
    with force_locale(known(in_language)):
        page = list_of(NO_VISITS, actor=None, blank=True)
    return _fresh(make_response(page), "text/html")


@blueprint.get("/briefs/<sha256>/<in_language>")
@allow(Permission.FORM_READ)
def blank_brief(sha256: str, in_language: str) -> Response:
    """Show the page of an assignment with nothing in it but the version's own brief."""
    checklist = checklist_in(checklist_version_of(sha256))
    with force_locale(known(in_language)):
        said = checklist.say(checklist.brief, in_language) if checklist.brief else ""
        page = render_template(
            "phone/visit.html",
            visit=None,
            actor=None,
            blank=True,
            title=checklist.say(checklist.title, in_language),
            brief=forms.markdown(said),
        )
    return _fresh(make_response(page), "text/html")


def known(in_language: str) -> str:
    """Return the language. Raises: Problem 'web.not_found' if it is none of ours."""
    if in_language not in LANGUAGES:
        raise Problem("web.not_found")
    return in_language


def shell_files() -> list[str]:
    """Return the static files that pages of the phone are made of."""
    files = (file for name in _SHELL for file in (FOLDER / name).rglob("*"))
    kept = {str(file.relative_to(FOLDER)) for file in files if file.suffix in _ENDINGS}
    return sorted(kept - set(joining().file_of) | {one for one in ENTRIES if one[:6] == "phone/"})


@cache
def _stamp(prefix: str) -> str:
    digest = hashlib.sha256(prefix.encode())
    for file in _source_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _source_files() -> Iterable[Path]:
    for folder, pattern in _SOURCES:
        yield from sorted((ROOT / folder).rglob(pattern))


def _fresh(response: Response, kind: str) -> Response:
    response.mimetype = kind
    response.headers["Cache-Control"] = "no-cache"
    return response
