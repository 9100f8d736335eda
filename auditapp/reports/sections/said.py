"""What was answered, in one line, as an edition may show it."""

from datetime import date, datetime, time

from auditapp.core.kinds.attachment import File, Photo, Signature
from auditapp.core.kinds.moment import Date, DateTime, Time
from auditapp.core.kinds.position import Position
from auditapp.core.problems import N_
from auditapp.core.states import IN_FORCE, Asked
from auditapp.reports.report import ReportData
from auditapp.reports.sections.words import Words

KEPT = N_("kept by the quality department")


def number_of(data: ReportData, one: Asked) -> str:
    """Return the question's number, with the turn in a repeated section: '4.2' or '4.2 (1)'."""
    number = data.checklist.number_of[one.question.key]
    return number if one.turn is None else f"{number} ({one.turn + 1})"


def said(data: ReportData, one: Asked, words: Words) -> str:
    """Say an answer's value; the location never reads a minute, a position or a signature."""
    if one.state not in IN_FORCE:
        return ""
    kind = one.question.kind
    if data.edition == "place" and isinstance(kind, Signature | Position):
        return words.word(KEPT)
    if isinstance(kind, Date | Time | DateTime):
        return _moment(data, one, words)
    if isinstance(kind, Photo):
        return words.ngettext("%(num)s photo", "%(num)s photos", len(one.value))
    if isinstance(kind, File):
        return words.ngettext("%(num)s file", "%(num)s files", len(one.value))
    return kind.summary(one.value, words)


def _moment(data: ReportData, one: Asked, words: Words) -> str:
    kind, close = one.question.kind, data.edition == "quality"
    if isinstance(kind, Date):
        return words.day(date.fromisoformat(one.value))
    if isinstance(kind, Time):
        at = time.fromisoformat(one.value)
        return words.minute(at) if close else words.part_of_day(at)
    moment = datetime.fromisoformat(one.value)
    shown = words.minute(moment) if close else words.part_of_day(moment)
    return f"{words.day(moment.date())}, {shown}"
