"""A version as a workbook for people: a row for each question, and the clauses they ask about.

Heads, types and options are written so that a list brought as a spreadsheet reads them again.
"""

from collections.abc import Iterator

from flask import make_response
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from auditapp.checklists import queries
from auditapp.checklists.routes import saying
from auditapp.checklists.routes.blueprint import blueprint
from auditapp.checklists.routes.library import today
from auditapp.core.citations import citations
from auditapp.core.document import Checklist, Question, Section, Standard
from auditapp.core.kinds.scale import Scale
from auditapp.core.permissions import Permission
from auditapp.core.text import Text
from auditapp.sheets.writing import XLSX, Cell, Tab, workbook_bytes
from auditapp.web.downloads import attached
from auditapp.web.permits import allow

Row = list[Cell]
OPTION = "%s = %s"  # an option and what it scores, each on a line of its own


@blueprint.get("/<key>/<int:version>/table.xlsx")
@allow(Permission.CHECKLIST_READ)
def table(key: str, version: int) -> Response:
    """Hand out a version as a table, in the reader's language and all those it is written in."""
    found = queries.checklist_version(key, version)
    held = queries.checklist_in(found)
    standard = queries.standard_for(held, today())
    answer = make_response(workbook_of(held, queries.standard_in(standard) if standard else None))
    answer.mimetype = XLSX
    return attached(answer, f"{key}-{version}.xlsx")


def workbook_of(checklist: Checklist, standard: Standard | None) -> bytes:
    """Return a checklist as a workbook: questions, sections, clauses if it asks about any."""
    tabs = [_questions(checklist), _sections(checklist)]
    return workbook_bytes([*tabs, _clauses(checklist, standard)] if standard else tabs)


def _questions(checklist: Checklist) -> Tab:
    tags = _tags(checklist)
    say = saying.Saying(checklist, tags[0])
    heads = [
        _("Section"),
        _("Number"),
        *_by_language(_("Question"), tags),
        _("Type"),
        _("Options"),
        _("Weight"),
        _("Critical"),
        _("Clause"),
        _("Asked if"),
        _("Evidence"),
        _("Bounds"),
        _("Also"),
        *_by_language(_("Help"), tags),
    ]
    many = len(tags)
    widths = [22, 6, *[44] * many, 16, 34, 8, 22, 12, 34, 26, 22, 26, *[40] * many]
    rows = (
        _question_row(section, one, say, tags)
        for section in checklist.sections
        for one in section.questions
    )
    return Tab(_("Questions"), heads, rows, widths)


def _question_row(
    section: Section, one: Question, say: saying.Saying, tags: tuple[str, ...]
) -> Row:
    return [
        say.text(section.title),
        say.checklist.number_of[one.key],
        *_in_each(say, tags, one.text),
        saying.type_said(one.type),
        "\n".join(OPTION % pair if pair[1] else pair[0] for pair in _options(one, say)),
        one.weight if one.kind.can_score() else None,
        saying.critical_said(one),
        one.clause,
        say.condition(one.show_if) if one.show_if else None,
        saying.evidence_said(one.evidence) if one.evidence else None,
        _bounds(one, say),
        ", ".join(_also(one, say)),
        *_in_each(say, tags, one.help),
    ]


def _options(one: Question, say: saying.Saying) -> Iterator[tuple[str, str]]:
    """Yield what can be answered, with its score; a scale as lists have it, like 1–5."""
    if _is_plain_scale(one):
        yield f"{one.kind.min}–{one.kind.max}", ""
        return
    for words, score in say.options(one):
        # One option is one line here.
        yield " ".join(words.split()), score if one.can_score else ""


def _is_plain_scale(one: Question) -> bool:
    kind = one.kind
    return isinstance(kind, Scale) and kind.step == 1 and not kind.reverse


def _bounds(one: Question, say: saying.Saying) -> str:
    unit = getattr(one.kind, "unit", None)
    said = [say.bounds(one), say.text(unit) if unit else ""]
    if _is_plain_scale(one):
        said = [words for words, _score in say.options(one)]
    return ", ".join(filter(None, said))


def _also(one: Question, say: saying.Saying) -> Iterator[str]:
    held = (
        (one.group, lambda: _("group: %(name)s", name=say.text(one.group))),
        (one.bonus, lambda: _("bonus")),
        (one.na, lambda: _("may not apply")),
        (not one.required and one.kind.answerable, lambda: _("need not be answered")),
        (one.subjective, lambda: _("an opinion")),
        (one.cause, lambda: _("cause: %(cause)s", cause=saying.CAUSES[one.cause])),
        (one.measure, lambda: _("measure: %(name)s", name=one.measure)),
    )
    yield from (str(said()) for holds, said in held if holds)


def _sections(checklist: Checklist) -> Tab:
    tags = _tags(checklist)
    say = saying.Saying(checklist, tags[0])
    heads = [
        _("Number"),
        *_by_language(_("Section"), tags),
        _("Weight"),
        _("Pass mark"),
        _("Asked if"),
        _("Filled"),
        _("Also"),
    ]
    widths = [6, *[34] * len(tags), 9, 10, 40, 24, 34]
    rows = (
        [number, *_in_each(say, tags, one.title), one.weight, one.pass_mark,
         say.condition(one.show_if) if one.show_if else None, saying.repeat_said(one),
         ", ".join(_also_section(checklist, one, say))]
        for number, one in enumerate(checklist.sections, 1)
    )  # fmt: skip
    return Tab(_("Sections"), heads, rows, widths)


def _also_section(checklist: Checklist, one: Section, say: saying.Saying) -> Iterator[str]:
    if one.na:
        yield _("may be set aside")
    if one.owner:
        yield _("%(who)s answers for it", who=say.text(checklist.owners[one.owner]))


def _clauses(checklist: Checklist, standard: Standard) -> Tab:
    tags = tuple(filter(None, standard.title.words)) or checklist.languages[:1]
    heads = [
        _("Clause"),
        *_by_language(_("Title"), tags),
        *_by_language(_("Requirement"), tags),
        _("Target"),
        _("Limit"),
        _("Asked about by"),
    ]
    widths = [12, *[30] * len(tags), *[50] * len(tags), 9, 24, 24]
    asked = citations(checklist, standard).asked
    rows = (
        [one.code, *(one.title.say(tag) for tag in tags), *(one.requirement.say(tag)
         for tag in tags), standard.target_of(one), saying.limit_said(one.limit)
         if one.limit else None, ", ".join(checklist.number_of[q.key] for q in asked[one.code])]
        for one in standard.clauses
    )  # fmt: skip
    return Tab(_("Clauses"), heads, rows, widths)


def _by_language(head: str, tags: tuple[str, ...]) -> list[str]:
    """Return a head for each language; the first is meant where none is named."""
    return [head, *(f"{head} ({saying.languages_said((tag,))})" for tag in tags[1:])]


def _tags(checklist: Checklist) -> tuple[str, ...]:
    """Return the checklist's languages, the reader's first if it has that."""
    first = saying.choose_language("", checklist.languages)
    return (first, *(tag for tag in checklist.languages if tag != first))


def _in_each(say: saying.Saying, tags: tuple[str, ...], text: Text | None) -> list[Cell]:
    """Return a text by language: always in the first, and in the others where it is written."""
    words = text.words if text else {}
    return [say.text(text) if text else None, *(words.get(tag) for tag in tags[1:])]
