"""The lists of checklists and standards, one version of each, and its files to take away."""

from collections import Counter
from datetime import date
from typing import Any

from flask import current_app, make_response, render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from auditapp.checklists import queries
from auditapp.checklists.models import ChecklistVersion, StandardVersion
from auditapp.checklists.queries import Version
from auditapp.checklists.routes import saying
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.kinds import PAGES
from auditapp.clock import day_in_zone, now
from auditapp.core.citations import citations
from auditapp.core.permissions import Permission
from auditapp.sheets.writing import XLSX
from auditapp.web.actor import actor
from auditapp.web.company import company
from auditapp.web.downloads import attached
from auditapp.web.lists import read_asked
from auditapp.web.markdown import markdown
from auditapp.web.pages import language
from auditapp.web.permits import allow


@blueprint.get("/", endpoint="checklists", defaults={"kind": "checklist"})
@blueprint.get("/standards", endpoint="standards", defaults={"kind": "standard"})
@allow(Permission.CHECKLIST_READ)
def listed(kind: str) -> str:
    """List the checklists, or the standards, each in its newest version."""
    asked = read_asked(request.args, queries.SORTS, queries.FILTERS)
    is_standards = kind == "standard"
    visits = _visits_by_standard() if is_standards else _visits_by_key()
    page = queries.library_page(PAGES[kind].table, asked, language(), visits)
    return render_template(
        "checklists/library.html",
        page=page,
        words=saying,
        kind=kind,
        is_standards=is_standards,
        any_retired=bool(queries.retired(kind)),
        drafts=queries.open_drafts(actor(), kind),
    )


@blueprint.get("/<key>/<int:version>")
@allow(Permission.CHECKLIST_READ)
def checklist(key: str, version: int) -> str:
    """Show one version of a checklist as people read it."""
    shown = queries.checklist_version(key, version)
    held = queries.checklist_in(shown)
    spoken = saying.choose_language(request.args.get("lang", ""), held.languages)
    standard = queries.standard_for(held, today())
    promised = queries.standard_in(standard) if standard else None
    return render_template(
        "checklists/checklist.html",
        version=shown,
        versions=queries.versions_of(ChecklistVersion, key),
        checklist=held,
        say=saying.Saying(held, spoken),
        brief=markdown(held.say(held.brief, spoken)) if held.brief else "",
        standard=standard,
        promised=promised,
        cited=citations(held, promised) if promised else None,
        visits=visits_by_version(),
        **_standing(shown),
    )


@blueprint.get("/standards/<key>/<int:version>")
@allow(Permission.CHECKLIST_READ)
def standard(key: str, version: int) -> str:
    """Show one version of a standard, and which checklists ask about its clauses."""
    shown = queries.standard_version(key, version)
    held = queries.standard_in(shown)
    languages = tuple(filter(None, held.title.words))
    in_force = queries.standard_in_force(key, today())
    return render_template(
        "checklists/standard.html",
        version=shown,
        versions=queries.versions_of(StandardVersion, key),
        standard=held,
        languages=languages,
        spoken=saying.choose_language(request.args.get("lang", ""), languages),
        in_force=in_force,
        citing=[(one, citations(one.checklist, held)) for one in queries.checklists_citing(key)],
        **_standing(shown),
    )


def _standing(shown: Version) -> dict[str, Any]:
    """Return what the page of a version says of it besides what is in it."""
    return {
        "retirement": queries.retirement_of(shown),
        "origin": queries.copied_from(shown),
        "under_way": queries.open_draft_of(actor(), queries.kind_of(shown), shown.key),
        "words": saying,
    }


@blueprint.get(
    "/<key>/<int:version>/source.yaml", endpoint="source", defaults={"kind": "checklist"}
)
@blueprint.get(
    "/standards/<key>/<int:version>/source.yaml",
    endpoint="standard_source",
    defaults={"kind": "standard"},
)
@allow(Permission.CHECKLIST_READ)
def source(kind: str, key: str, version: int) -> Response:
    """Hand out a version as it came, with its comments."""
    held = queries.version_in(PAGES[kind].table, key, version)
    return _file(held, held.source, "")


@blueprint.get(
    "/<key>/<int:version>/canonical.yaml", endpoint="canonical", defaults={"kind": "checklist"}
)
@blueprint.get(
    "/standards/<key>/<int:version>/canonical.yaml",
    endpoint="standard_canonical",
    defaults={"kind": "standard"},
)
@allow(Permission.CHECKLIST_READ)
def canonical(kind: str, key: str, version: int) -> Response:
    """Hand out a version in the one form of its meaning."""
    # The writer of YAML is slow to import, and no page needs it.
    from auditapp.checklists.writing import yaml_text

    held = queries.version_in(PAGES[kind].table, key, version)
    return _file(held, yaml_text(queries.document_in(held)), "-canonical")


@blueprint.get("/<key>/<int:version>/xlsform.xlsx")
@allow(Permission.CHECKLIST_READ)
def xlsform(key: str, version: int) -> Response:
    """Hand out a checklist as an XLSForm, which comes back as the same checklist."""
    # pyxform loads slowly, and no page needs it.
    from auditapp.checklists.xlsform.exporting import export_form

    held = queries.checklist_version(key, version)
    answer = make_response(export_form(queries.checklist_in(held), gettext))
    answer.mimetype = XLSX
    return attached(answer, f"{key}-{version}-xlsform.xlsx")


def today() -> date:
    """Return the day by the company's clock."""
    return day_in_zone(now(), company().zone)


def visits_by_version() -> dict[int, int]:
    """Return how many visits go by each version; what visits there are is known above."""
    found: dict[int, int] = current_app.extensions["visits_by_version"]()
    return found


def _visits_by_key() -> Counter[str]:
    keys = queries.keys_by_id()
    found: Counter[str] = Counter()
    for version_id, count in visits_by_version().items():
        found[keys[version_id]] += count
    return found


def _visits_by_standard() -> Counter[str]:
    by_checklist = _visits_by_key()
    found: Counter[str] = Counter()
    for key, standard_key in queries.standards_cited().items():
        found[standard_key] += by_checklist[key]
    return found


def _file(version: Version, text: str, about: str) -> Response:
    answer = make_response(text)
    answer.mimetype = "application/yaml"
    return attached(answer, f"{version.key}-{version.version}{about}.yaml")
