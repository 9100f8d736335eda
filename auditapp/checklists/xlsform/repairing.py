"""What our reader refuses of an imported form: taken out and told, until the rest is in order."""

from auditapp.checklists.xlsform.conditions import Tree
from auditapp.checklists.xlsform.losses import Ledger, Lost
from auditapp.core.document import Checklist
from auditapp.core.problems import Problem
from auditapp.core.reading import DocumentErrors, read_checklist

REPAIRS = 5
# Without these there is nothing to ask.
_NEEDED = ("key", "type", "text", "sections", "questions", "title")


def in_order(tree: Tree, ledger: Ledger) -> Checklist:
    """Read the tree; what our reader refuses is taken out and told, until it is in order."""
    for _turn in range(REPAIRS):
        try:
            return read_checklist(tree)
        except DocumentErrors as found:
            if not _repaired(tree, found, ledger):
                raise no_checklist(found) from found
            last = found
    raise no_checklist(last)


def no_checklist(found: DocumentErrors) -> Problem:
    """Return the failure that names the first fault."""
    fault = found.errors[0]
    return Problem("xlsform.no_checklist", where=fault.where, reason=fault.message)


def _repaired(tree: Tree, found: DocumentErrors, ledger: Ledger) -> bool:
    done = False
    for fault in found.errors:
        owner, path = tree, list(fault.path)
        while len(path) > 1 and path[0] in ("sections", "questions") and len(path) > 2:
            owner, path = owner[path[0]][path[1]], path[2:]
        name = path[0] if path else None
        if name not in owner or name in _NEEDED:
            continue
        what = f"{name} {owner.pop(name)} of {owner.get('key')}"
        ledger.lose(owner.setdefault("notes", []), Lost("survey", None, what, fault.message))
        done = True
    return done or _without_weights(tree, found, ledger)


def _without_weights(tree: Tree, found: DocumentErrors, ledger: Ledger) -> bool:
    if not any(fault.code == "document.section_weights" for fault in found.errors):
        return False
    for section in tree["sections"]:
        if "weight" in section:
            what = f"weight {section.pop('weight')} of the group {section['key']}"
            why = "either all groups have a weight or none has"
            ledger.lose(section.setdefault("notes", []), Lost("survey", None, what, why))
    return True
