"""What our reader refuses of an imported tree: taken out and told, until the rest is in order."""

from auditapp.checklists.xlsform.conditions import Tree
from auditapp.checklists.xlsform.losses import Ledger, Lost, Said, Say, said
from auditapp.core.document import Checklist
from auditapp.core.problems import N_, Problem
from auditapp.core.reading import DocumentError, DocumentErrors, read_checklist

REPAIRS = 5
# Without these there is nothing to ask.
_NEEDED = ("key", "type", "text", "sections", "questions", "title")


def in_order(tree: Tree, ledger: Ledger, sheet: str = "survey") -> Checklist:
    """Read the tree; what our reader refuses is taken out and told, until it is in order."""
    for _turn in range(REPAIRS):
        try:
            return read_checklist(tree)
        except DocumentErrors as found:
            if not _repaired(tree, found, ledger, sheet):
                raise no_checklist(found, ledger.say) from found
            last = found
    raise no_checklist(last, ledger.say)


def no_checklist(found: DocumentErrors, say: Say) -> Problem:
    """Return the failure that names the first fault."""
    fault = found.errors[0]
    return Problem("xlsform.no_checklist", where=fault.where, reason=_reason(fault).told(say))


def _reason(fault: DocumentError) -> Said:
    return Said(fault.sentence, fault.details)


def _repaired(tree: Tree, found: DocumentErrors, ledger: Ledger, sheet: str) -> bool:
    done = False
    for fault in found.errors:
        owner, path = tree, list(fault.path)
        while len(path) > 1 and path[0] in ("sections", "questions") and len(path) > 2:
            owner, path = owner[path[0]][path[1]], path[2:]
        name = path[0] if path else None
        if name not in owner or name in _NEEDED:
            continue
        what = said(
            N_("%(column)s %(value)s of %(name)s"),
            column=name, value=owner.pop(name), name=owner.get("key"),
        )  # fmt: skip
        ledger.lose(owner.setdefault("notes", []), Lost(sheet, None, what, _reason(fault)))
        done = True
    return done or _without_weights(tree, found, ledger, sheet)


def _without_weights(tree: Tree, found: DocumentErrors, ledger: Ledger, sheet: str) -> bool:
    if not any(fault.code == "document.section_weights" for fault in found.errors):
        return False
    for section in tree["sections"]:
        if "weight" in section:
            weight, key = section.pop("weight"), section["key"]
            what = said(N_("weight %(weight)s of the group %(name)s"), weight=weight, name=key)
            why = said(N_("either all groups have a weight or none has"))
            ledger.lose(section.setdefault("notes", []), Lost(sheet, None, what, why))
    return True
