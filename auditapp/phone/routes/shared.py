"""What the shopper's pages share: the blueprint, and how a visit is told."""

from collections.abc import Callable
from datetime import date

from babel import Locale
from babel.dates import get_timezone_name
from flask import Blueprint, url_for
from flask_babel import get_locale
from markupsafe import Markup

from auditapp.checklists.models import ChecklistVersion
from auditapp.checklists.queries import picture_of
from auditapp.clock import day_in_zone, in_zone
from auditapp.core.answers import Sheet
from auditapp.core.asking import Asking, ask
from auditapp.core.document import Checklist
from auditapp.core.problems import N_
from auditapp.core.workflow import VisitState
from auditapp.phone import forms, queries
from auditapp.visits import queries as visits
from auditapp.visits.models import Visit

blueprint = Blueprint("phone", __name__, url_prefix="/phone")

_WITHDRAWN = N_("Withdrawn")
_SENT = N_("Sent")
# How a state is told to the shopper; what happens in the office is told there.
STATES = {
    VisitState.ASSIGNED: N_("New: accept or decline"),
    VisitState.ACCEPTED: N_("Accepted"),
    VisitState.IN_PROGRESS: N_("Begun"),
    VisitState.RETURNED: N_("Returned with questions"),
    VisitState.ABORTED: N_("Not carried out"),
    VisitState.MISSED: N_("Not done in time"),
    VisitState.CANCELLED: _WITHDRAWN,
    VisitState.REASSIGNED: _WITHDRAWN,
    VisitState.PLANNED: _WITHDRAWN,
}


def state_of(visit: Visit) -> str:
    """Return how the visit's state is told to its shopper."""
    return STATES.get(VisitState(visit.state), _SENT)


def language() -> str:
    """Return the language in which texts of checklists are said."""
    return str(get_locale())


def title_of(visit: Visit) -> str:
    """Return the checklist's title."""
    checklist = visits.checklist_of(visit)
    return checklist.say(checklist.title, language())


def brief_of(visit: Visit) -> Markup:
    """Return the brief as HTML; empty if there is none."""
    checklist = visits.checklist_of(visit)
    return forms.markdown(checklist.say(checklist.brief, language()) if checklist.brief else "")


def opening_day(visit: Visit) -> date:
    """Return the day on which the window opens, at the place."""
    return day_in_zone(visit.window_from, visit.location.time_zone)


def zone_name(visit: Visit) -> str:
    """Return the name of the place's time zone, as it is on the day of the visit."""
    local = in_zone(visit.window_from, visit.location.time_zone)
    return get_timezone_name(local, locale=get_locale())


def shown_files(visit: Visit) -> Callable[[str], forms.Shown]:
    """Return what tells how a file of the visit is shown, by its id."""
    held = queries.files_by_id(visit)

    def shown(file_id: str) -> forms.Shown:
        row = held.get(file_id)
        if row is None or row.photo.thumbnail_sha256 is None:
            return forms.Shown(file_id, row.name if row else "", "")
        address = url_for("phone.photo", visit_id=visit.public_id, sha256=file_id)
        return forms.Shown(file_id, row.name, address)

    return shown


def ideal_of(version: ChecklistVersion) -> Callable[[str], str]:
    """Return what tells where a question's picture of how it should be is seen; '' if nowhere."""

    def address(question_key: str) -> str:
        if picture_of(version, question_key) is None:
            return ""
        return url_for("phone.ideal", sha256=version.sha256, question_key=question_key)

    return address


def comma(locale: Locale | None) -> str:
    """Return what stands between the whole and its decimals."""
    return str(locale.number_symbols["latn"]["decimal"]) if locale else "."


def ask_here(visit: Visit, checklist: Checklist, sheet: Sheet) -> Asking:
    """Bring every question into its state, positions held against the location."""
    return ask(checklist, sheet, visits.place_of(visit))
