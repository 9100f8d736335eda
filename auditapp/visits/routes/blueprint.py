"""What all pages of visits stand on: the blueprint, and how a visit's checklist is called."""

from flask import Blueprint
from flask_babel import get_locale

from auditapp.visits import queries
from auditapp.visits.models import Visit

blueprint = Blueprint("visits", __name__, url_prefix="/visits")


def title_of(one: Visit) -> str:
    """Return the title of a visit's checklist in the reader's language."""
    checklist = queries.checklist_of(one)
    return checklist.say(checklist.title, str(get_locale()))
