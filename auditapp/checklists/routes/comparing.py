"""Two versions beside each other: what differs, and which figures still compare."""

from decimal import Decimal

from flask import render_template, request

from auditapp.checklists import queries
from auditapp.checklists.queries import Version
from auditapp.checklists.routes import saying, telling
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.kinds import PAGES, address_of
from auditapp.core.differences import differences, standard_differences
from auditapp.core.document import Checklist, Standard
from auditapp.core.permissions import Permission
from auditapp.core.problems import Problem
from auditapp.web.pages import language
from auditapp.web.permits import allow


@blueprint.get("/<key>/compare", endpoint="compare", defaults={"kind": "checklist"})
@blueprint.get(
    "/standards/<key>/compare", endpoint="compare_standards", defaults={"kind": "standard"}
)
@allow(Permission.CHECKLIST_READ)
def compare(kind: str, key: str) -> str:
    """Show how two versions differ, the newest two unless others are asked for."""
    versions = queries.versions_of(PAGES[kind].table, key)
    old, new = _two(key, versions)
    return render_template(
        "checklists/compare.html",
        versions=versions,
        old=old,
        new=new,
        title=queries.title_of(new, language()),
        back=address_of(new),
        **told(queries.document_in(old), queries.document_in(new)),
    )


def told(old: Checklist | Standard, new: Checklist | Standard) -> dict[str, object]:
    """Return the rows of the difference, and the sentence on what compares."""
    if isinstance(old, Checklist) and isinstance(new, Checklist):
        found = differences(old, new)
        spoken = saying.choose_language("", new.languages)
        rows = telling.rows_of(found, old, new, spoken, _targets(old, new))
        return {"rows": rows, "sentence": telling.comparable_said(found, new)}
    if isinstance(old, Standard) and isinstance(new, Standard):
        parts = standard_differences(old, new)
        return {"rows": telling.clause_rows(parts, old, new, language()), "sentence": ""}
    raise TypeError("A checklist is not compared with a standard.")


def _targets(*checklists: Checklist) -> dict[str, Decimal]:
    """Return the targets of the standards, which hold where a checklist has no mark of its own."""
    named = {one.standard for one in checklists if one.standard}
    held = {key: queries.newest_standard(key) for key in named}
    return {key: queries.standard_in(one).target for key, one in held.items() if one}


def _two(key: str, versions: list[Version]) -> tuple[Version, Version]:
    if not versions:
        raise Problem("checklists.not_found", key=key)
    by_number = {str(one.version): one for one in versions}
    new = by_number.get(request.args.get("to", ""), versions[0])
    before = by_number.get(str(new.version - 1), versions[-1])
    return by_number.get(request.args.get("from", ""), before), new
