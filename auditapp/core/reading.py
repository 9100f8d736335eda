"""Reading a document: from a tree of plain values to a checklist or a standard.

Every fault is collected. A broken part is left out of the checks that look across parts, so that
one mistake is reported once. YAML and files are not known here.
"""

from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from auditapp.core import checks
from auditapp.core.conditions import Condition, Path, read_condition
from auditapp.core.document import Checklist, Question, Section, Standard
from auditapp.core.faults import DocumentError, DocumentErrors, Positions, Report
from auditapp.core.kinds import KINDS
from auditapp.core.kinds.base import Kind
from auditapp.core.kinds.note import Note
from auditapp.core.problems import N_

__all__ = [
    "DocumentError",
    "DocumentErrors",
    "Positions",
    "read_checklist",
    "read_document",
    "read_standard",
]

Tree = dict[str, Any]
Model = TypeVar("Model", bound=BaseModel)
_COMMON = tuple(name for name in Question.model_fields if name != "kind")


def read_document(
    tree: Any, positions: Positions | None = None, standard: Standard | None = None
) -> Checklist | Standard:
    """Read whichever of the two the tree is: a standard has clauses, a checklist sections.

    Raises: DocumentErrors with every fault.
    """
    if isinstance(tree, dict) and "clauses" in tree and "sections" not in tree:
        return read_standard(tree, positions)
    if isinstance(tree, dict) and "effective_from" in tree:
        return read_standard(tree, positions)
    return read_checklist(tree, positions, standard)


def read_standard(tree: Any, positions: Positions | None = None) -> Standard:
    """Read a standard. Raises: DocumentErrors with every fault."""
    report = Report(positions)
    standard = _validated(Standard, _map(tree, (), report), (), report)
    checks.check_standard(tree, report)
    report.done()
    return cast(Standard, standard)  # done() raised if it could not be read


def read_checklist(
    tree: Any, positions: Positions | None = None, standard: Standard | None = None
) -> Checklist:
    """Read a checklist; with `standard`, see that it has the clauses that questions cite.

    Raises: DocumentErrors with every fault.
    """
    report = Report(positions)
    raw = _map(tree, (), report)
    sections = _sections(raw, report)
    # A stand-in keeps pydantic from reporting the sections, read above, a second time.
    head = _validated(Checklist, raw | {"sections": ()}, (), report)
    checks.check_checklist(raw, sections, standard, report)
    report.done()
    head = cast(Checklist, head)  # done() raised if it could not be read
    return Checklist(
        **{name: getattr(head, name) for name in Checklist.model_fields if name != "sections"},
        sections=tuple(section for section in sections if section is not None),
    )


def _map(raw: Any, path: Path, report: Report) -> Tree:
    if isinstance(raw, dict):
        return raw
    report.add(path, "document.value", N_("A map of keys to values is expected here."))
    report.done()
    raise AssertionError("report.done() raises")


def _validated(model: type[Model], raw: Tree, path: Path, report: Report) -> Model | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        report.model(error, model, path)
        return None


def _sections(tree: Tree, report: Report) -> list[Section | None]:
    raw = tree.get("sections")
    if raw is None:
        report.add(
            ("sections",), "document.missing", N_("'%(key)s' is missing."), {"key": "sections"}
        )
        return []
    if not isinstance(raw, list) or not raw:
        report.add(("sections",), "document.value", N_("At least one entry is expected here."))
        return []
    return [_section(item, ("sections", place), tree, report) for place, item in enumerate(raw)]


def _section(raw: Any, path: Path, tree: Tree, report: Report) -> Section | None:
    if not isinstance(raw, dict):
        report.add(path, "document.value", N_("A map of keys to values is expected here."))
        return None
    listed = raw.get("questions")
    if not isinstance(listed, list) or not listed:
        sentence = N_("'questions' is missing: a section has at least one question.")
        report.add((*path, "questions"), "document.missing", sentence)
        listed = []
    questions = [
        _question(item, (*path, "questions", place), tree, report)
        for place, item in enumerate(listed)
    ]
    stand_ins = {"questions": (), "show_if": _condition(raw, path, report)}
    head = _validated(Section, raw | stand_ins, path, report)
    if head is None:
        return None
    whole = tuple(question for question in questions if question is not None)
    return head.model_copy(update={"questions": whole})


def _condition(raw: Tree, path: Path, report: Report) -> Condition | None:
    if "show_if" not in raw:
        return None
    return read_condition(raw["show_if"], (*path, "show_if"), report.condition_fault)


def _question(raw: Any, path: Path, tree: Tree, report: Report) -> Question | None:
    if not isinstance(raw, dict):
        report.add(path, "document.value", N_("A map of keys to values is expected here."))
        return None
    kind = _kind(raw, path, tree, report)
    common = {key: value for key, value in raw.items() if key in _COMMON}
    stand_ins = {"kind": kind or Note(), "show_if": _condition(raw, path, report)}
    question = _validated(Question, common | stand_ins, path, report)
    return question if kind else None


def _kind(raw: Tree, path: Path, tree: Tree, report: Report) -> Kind | None:
    named = raw.get("type")
    model = KINDS.get(named) if isinstance(named, str) else None
    if model is None:
        if "type" in raw:
            report.unknown_name((*path, "type"), named, KINDS)
        return None
    settings = {key: value for key, value in raw.items() if key not in _COMMON}
    known = {name for name, field in model.model_fields.items() if not field.exclude}
    for key in [key for key in settings if key not in known]:
        report.unknown_key((*path, key), (*_COMMON, *known))
        del settings[key]
    if not _take_answer_set(settings, path, tree, report):
        return None
    kind = _validated(model, settings, path, report)
    for setting, sentence in kind.setting_faults() if kind else ():
        report.add((*path, setting), "document.setting", sentence)
    return kind


def _take_answer_set(settings: Tree, path: Path, tree: Tree, report: Report) -> bool:
    name = settings.get("options")
    if not isinstance(name, str):
        return True
    sets = tree.get("answer_sets")
    if not isinstance(sets, dict) or name not in sets:
        report.unknown_name((*path, "options"), name, sets if isinstance(sets, dict) else ())
        return False
    settings |= {"options": sets[name], "answer_set": name}
    return True
