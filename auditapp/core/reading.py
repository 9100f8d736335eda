"""Reading a document: from a tree of plain values to a checklist or a standard.

Every fault is collected. A broken part is left out of the checks that look across parts, so that
one mistake is reported once. YAML and files are not known here.
"""

from typing import Any, TypeVar, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from auditapp.core import checks
from auditapp.core.checks import QuestionPart, SectionPart
from auditapp.core.conditions import Condition, Path, read_condition
from auditapp.core.document import AnswerSet, Checklist, Question, Section, Standard
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
_ANSWER_SET: TypeAdapter[Any] = TypeAdapter(AnswerSet)
_STAND_IN = ({"key": "a", "text": "a"},)
_COMMON = tuple(name for name in Question.model_fields if name != "kind")
_SETTINGS = {
    kind: frozenset(name for name, field in kind.model_fields.items() if not field.exclude)
    for kind in KINDS.values()
}


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
    parts = _sections(raw, report)
    # A stand-in keeps pydantic from reporting the sections, read above, a second time.
    head = _validated(Checklist, raw | {"sections": ()}, (), report)
    checks.check_checklist(raw, parts, standard, report)
    report.done()
    # done() raised if the head or a section could not be read
    sections = tuple(part.section for part in parts if part.section)
    return cast(Checklist, head).model_copy(update={"sections": sections})


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


def _sections(tree: Tree, report: Report) -> list[SectionPart]:
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


def _section(raw: Any, path: Path, tree: Tree, report: Report) -> SectionPart:
    if not isinstance(raw, dict):
        report.add(path, "document.value", N_("A map of keys to values is expected here."))
        return SectionPart(path, {}, None, None, ())
    listed = raw.get("questions")
    if not isinstance(listed, list) or not listed:
        sentence = N_("'questions' is missing: a section has at least one question.")
        report.add((*path, "questions"), "document.missing", sentence)
        listed = []
    parts = tuple(
        _question(item, (*path, "questions", place), tree, report)
        for place, item in enumerate(listed)
    )
    show_if = _condition(raw, path, report)
    head = _validated(Section, raw | {"questions": (), "show_if": show_if}, path, report)
    if head is None:
        return SectionPart(path, raw, None, show_if, parts)
    whole = tuple(part.question for part in parts if part.question)
    section = head.model_copy(update={"questions": whole})
    return SectionPart(path, raw, section, show_if, parts)


def _condition(raw: Tree, path: Path, report: Report) -> Condition | None:
    if raw.get("show_if") is None:
        return None
    return read_condition(raw["show_if"], (*path, "show_if"), report.condition_fault)


def _question(raw: Any, path: Path, tree: Tree, report: Report) -> QuestionPart:
    if not isinstance(raw, dict):
        report.add(path, "document.value", N_("A map of keys to values is expected here."))
        return QuestionPart(path, {}, None, None, None, None)
    named = raw.get("type")
    model = KINDS.get(named) if isinstance(named, str) else None
    if model is None and isinstance(named, str):
        report.unknown_name((*path, "type"), named, KINDS)
    kind = _kind(raw, model, path, tree, report)
    show_if = _condition(raw, path, report)
    common = {key: value for key, value in raw.items() if key in _COMMON}
    stand_ins = {"kind": kind or Note(), "show_if": show_if}
    question = _validated(Question, common | stand_ins, path, report)
    return QuestionPart(path, raw, question if kind else None, model, kind, show_if)


def _kind(
    raw: Tree, model: type[Kind] | None, path: Path, tree: Tree, report: Report
) -> Kind | None:
    settings = {key: value for key, value in raw.items() if key not in _COMMON}
    # Of a type that is not known, whatever any type has is let pass.
    known = _SETTINGS[model] if model else frozenset().union(*_SETTINGS.values())
    for key in [key for key in settings if key not in known]:
        report.unknown_key((*path, key), (*_COMMON, *sorted(known)))
        del settings[key]
    if model is None:
        return None
    in_order = _take_answer_set(settings, path, tree, report)
    kind = _validated(model, settings, path, report)
    if not in_order:
        return None
    for setting, sentence in kind.setting_faults() if kind else ():
        report.add((*path, setting), "document.setting", sentence)
    return kind


def _take_answer_set(settings: Tree, path: Path, tree: Tree, report: Report) -> bool:
    name = settings.get("options")
    if not isinstance(name, str):
        return True
    sets = tree.get("answer_sets")
    known = sets if isinstance(sets, dict) else {}
    if name not in known:
        report.unknown_name((*path, "options"), name, known)
    options = known.get(name)
    try:
        _ANSWER_SET.validate_python(options)
    except ValidationError:
        # The set's own place names its faults; the other settings are still looked at.
        settings |= {"options": _STAND_IN}
        return False
    settings |= {"options": options, "answer_set": name}
    return True
