"""What our reader refuses of an imported tree: taken out and told, until the rest is in order."""

from auditapp.checklists.xlsform.conditions import Tree
from auditapp.checklists.xlsform.losses import Ledger, Lost, Said, Say, said
from auditapp.core.conditions import Path
from auditapp.core.document import Checklist
from auditapp.core.editing import named
from auditapp.core.problems import N_, Problem
from auditapp.core.reading import DocumentError, DocumentErrors, read_checklist

REPAIRS = 5
# Beside a section or a question: the row that it was made of, which no document holds.
OF_ROW = "_row"
Rows = dict[int, int | None]
# Without these there is nothing to ask.
_NEEDED = ("key", "type", "text", "sections", "questions", "title")


def in_order(tree: Tree, ledger: Ledger, sheet: str = "survey") -> Checklist:
    """Read the tree; what our reader refuses is taken out and told, until it is in order."""
    rows = _taken_rows(tree)
    for _turn in range(REPAIRS):
        try:
            return read_checklist(tree)
        except DocumentErrors as found:
            if not _repaired(tree, found, ledger, sheet, rows):
                raise _no_checklist(tree, found, ledger.say, rows) from found
            last = found
    raise _no_checklist(tree, last, ledger.say, rows)


def _taken_rows(tree: Tree) -> Rows:
    sections = tree["sections"]
    parts = (*sections, *(one for section in sections for one in section["questions"]))
    return {id(part): part.pop(OF_ROW, None) for part in parts}


def _no_checklist(tree: Tree, found: DocumentErrors, say: Say, rows: Rows) -> Problem:
    """Return the failure that names the first fault."""
    fault = found.errors[0]
    owner, _rest = _owner_of(tree, fault.path)
    place = named(tree, fault.path, "")
    words = (place.part, place.field)
    row = rows.get(id(owner))
    where = ", ".join(filter(None, (_row_said(row, say), *words))) or fault.where
    return Problem("xlsform.no_checklist", where=where, reason=_reason(fault).told(say))


def _row_said(row: int | None, say: Say) -> str:
    return said(N_("row %(row)s"), row=row).told(say) if row is not None else ""


def _owner_of(tree: Tree, path: Path) -> tuple[Tree, Path]:
    """Return the section, the question or the document that a path leads into, and the rest."""
    owner, rest = tree, path
    while len(rest) > 2 and rest[0] in ("sections", "questions"):
        owner, rest = owner[rest[0]][rest[1]], rest[2:]
    return owner, rest


def _reason(fault: DocumentError) -> Said:
    return Said(fault.sentence, fault.details)


def _repaired(tree: Tree, found: DocumentErrors, ledger: Ledger, sheet: str, rows: Rows) -> bool:
    done = False
    for fault in found.errors:
        owner, rest = _owner_of(tree, fault.path)
        name = rest[0] if rest else None
        if name not in owner or name in _NEEDED:
            continue
        what = said(
            N_("%(column)s %(value)s of %(name)s"),
            column=name, value=owner.pop(name), name=owner.get("key"),
        )  # fmt: skip
        lost = Lost(sheet, rows.get(id(owner)), what, _reason(fault))
        ledger.lose(owner.setdefault("notes", []), lost)
        done = True
    return done or _without_weights(tree, found, ledger, sheet, rows)


def _without_weights(
    tree: Tree, found: DocumentErrors, ledger: Ledger, sheet: str, rows: Rows
) -> bool:
    if not any(fault.code == "document.section_weights" for fault in found.errors):
        return False
    for section in tree["sections"]:
        if "weight" in section:
            weight, key = section.pop("weight"), section["key"]
            what = said(N_("weight %(weight)s of the group %(name)s"), weight=weight, name=key)
            why = said(N_("either all groups have a weight or none has"))
            row = rows.get(id(section))
            ledger.lose(section.setdefault("notes", []), Lost(sheet, row, what, why))
    return True
