"""The office's forms: give a visit, move its window, give it to someone else, cancel it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import DateTimeLocalField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from auditapp.accounts.models import Person
from auditapp.checklists.queries import checklist_in, checklists_in_use
from auditapp.clock import in_zone
from auditapp.core.permissions import Permission
from auditapp.locations.models import Location
from auditapp.locations.queries import location_for, locations_in_use
from auditapp.visits.models import Visit
from auditapp.visits.queries import shoppers_for
from auditapp.web.actor import Actor
from auditapp.web.forms import Form, of_our_time

REASON = 2000
MOST = 200  # more places or people are searched first: nobody finds one in so long a list
MOMENT = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"]
NEEDED = InputRequired(_("This is needed."))


class WindowForm(Form):
    """When the visit may take place, by the clock of the place."""

    opens = DateTimeLocalField(_("From"), [NEEDED, of_our_time], format=MOMENT)
    closes = DateTimeLocalField(_("Until"), [NEEDED, of_our_time], format=MOMENT)

    @classmethod
    def of(cls, visit: Visit) -> "WindowForm":
        """Return the form as it stands for a visit."""
        zone = visit.location.time_zone
        opens, closes = in_zone(visit.window_from, zone), in_zone(visit.window_to, zone)
        return cls(None, prefix="window", opens=opens, closes=closes)

    def window(self, location: Location) -> tuple[datetime, datetime]:
        """Return the window as instants."""
        zone = ZoneInfo(location.time_zone)
        opens, closes = self.opens.data, self.closes.data
        return (
            opens.replace(tzinfo=zone).astimezone(UTC),
            closes.replace(tzinfo=zone).astimezone(UTC),
        )


class AssignForm(WindowForm):
    """One checklist, one location, one shopper, one window."""

    checklist = SelectField(_("Checklist"), validators=[NEEDED])
    location = SelectField(_("Location"), validators=[NEEDED])
    shopper = SelectField(_("Shopper"), validators=[NEEDED])

    places: Mapping[str, Location] = {}
    people: Mapping[str, Person] = {}

    def offer(
        self, actor: Actor, at: datetime, language: str, where: str = "", who: str = ""
    ) -> "AssignForm":
        """Fill the lists with what this person may choose; what was found before stands alone.

        Raises: Problem `locations.not_found`.
        """
        right = Permission.VISIT_ASSIGN
        if where:
            places = [location_for(actor, where, right)]
        else:
            places = locations_in_use(actor, right, at, MOST + 1)
        self.too_many_places = len(places) > MOST
        people = [] if self.too_many_places else shoppers_for(places, MOST, who)
        self.too_many_people = len(people) > MOST
        self.places = {place.public_id: place for place in places[:MOST]}
        self.people = {person.public_id: person for person in people[:MOST]}
        checklists = (checklist_in(version) for version in checklists_in_use())
        self.checklist.choices = _to_choose(
            {one.key: one.say(one.title, language) for one in checklists}
        )
        self.location.choices = _to_choose(_called(self.places))
        self.shopper.choices = _to_choose(_called(self.people))
        return self


def suggested_window(at: datetime) -> dict[str, datetime]:
    """Return the window that the form begins with: a week from tomorrow, by the place's clock."""
    tomorrow = at.replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return {"opens": tomorrow, "closes": tomorrow + timedelta(days=6, hours=12)}


def _called(rows: Mapping[str, Location] | Mapping[str, Person]) -> dict[str, str]:
    return {key: f"{row.code} · {row.name}" for key, row in rows.items()}


def _to_choose(known: Mapping[str, str]) -> list[tuple[str, object]]:
    """Choose nothing beforehand where there is a choice: a wrong one is too easily kept."""
    none: list[tuple[str, object]] = [("", _("Choose"))] if len(known) > 1 else []
    return [*none, *known.items()]


class ReassignForm(Form):
    """Who does the visit instead, and why."""

    shopper = SelectField(_("Shopper"), validators=[NEEDED])
    reason = TextAreaField(_("Reason"), validators=[Length(max=REASON)])

    def offer(self, visit: Visit, who: str = "") -> "ReassignForm":
        """Fill the list with the other shoppers of that location, or with one found before."""
        found = shoppers_for([visit.location], MOST, self.shopper.data or who)
        self.too_many_people = len(found) > MOST
        self.people = {p.public_id: p for p in found[:MOST] if p.id != visit.shopper_id}
        self.shopper.choices = [(key, f"{p.code} · {p.name}") for key, p in self.people.items()]
        return self


class CancelForm(Form):
    """Why the visit is cancelled."""

    reason = TextAreaField(_("Reason"), validators=[NEEDED, Length(max=REASON)])


class RescueForm(Form):
    """A visit that a phone could not send, as a file."""

    file = FileField(_("File"), [FileRequired(_("Choose the file that the phone made."))])
