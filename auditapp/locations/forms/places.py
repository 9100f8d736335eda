"""Small forms of places: closing one, opening it, naming brands and regions, searching a person."""

from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional, ValidationError

from auditapp.locations.models import Brand, Region
from auditapp.web.forms import NAME, Form, at_most, of_our_time, one_line, stripped

REASON = 2000
NEEDED = InputRequired(lazy_gettext("This is needed."))
NONE = ""


class CloseForm(Form):
    """From which day a location is closed, until which if that is known, and why."""

    closed_on = DateField(lazy_gettext("First day closed"), [NEEDED, of_our_time])
    reopened_on = DateField(lazy_gettext("First day open again"), [Optional(), of_our_time])
    reason = TextAreaField(
        lazy_gettext("Reason"), [Optional(), at_most(REASON)], filters=[stripped]
    )

    def validate_reopened_on(self, field: Any) -> None:
        """Refuse a day on which it would open before it has closed."""
        if field.data and self.closed_on.data and field.data <= self.closed_on.data:
            raise ValidationError(
                gettext("Choose a day later than the first day closed, or leave this empty.")
            )


class ReopenForm(Form):
    """On which day a location opens again."""

    reopened_on = DateField(lazy_gettext("First day open again"), [NEEDED, of_our_time])


class NameForm(Form):
    """The name of a brand."""

    name = StringField(
        lazy_gettext("Its name"), [NEEDED, at_most(NAME), one_line], filters=[stripped]
    )


class RegionForm(NameForm):
    """The name of a region, and the one around it."""

    parent = SelectField(lazy_gettext("Lies in"))

    def offer(self, tree: list[tuple[int, Region]], but: Region | None = None) -> "RegionForm":
        """Offer the regions that may lie around it: not itself, nor what lies below it."""
        choices: list[tuple[str, Any]] = [(NONE, lazy_gettext("nothing: it is the widest"))]
        choices += [
            (str(one.id), indented(depth, one))
            for depth, one in tree
            if but is None or but not in one.around
        ]
        self.parent.choices = choices
        return self

    @property
    def parent_id(self) -> int | None:
        """The id of the region around it."""
        return int(self.parent.data) if self.parent.data else None


class MergeForm(Form):
    """What a brand or a region is merged into."""

    into = SelectField(lazy_gettext("Into"), [NEEDED])

    def offer_brands(self, known: list[Brand], but: Brand) -> "MergeForm":
        """Offer all other brands."""
        return self._offer([(str(one.id), one.name) for one in known if one is not but])

    def offer_regions(self, tree: list[tuple[int, Region]], but: Region) -> "MergeForm":
        """Offer all other regions that do not lie below it."""
        return self._offer(
            [(str(one.id), indented(depth, one)) for depth, one in tree if but not in one.around]
        )

    def _offer(self, choices: list[tuple[str, str]]) -> "MergeForm":
        # Nothing is chosen beforehand: what is merged stays so.
        self.into.choices = [(NONE, lazy_gettext("choose one")), *choices] if choices else []
        return self


def indented(depth: int, region: Region) -> str:
    """Write a region's name as deep as it lies: a list of choices shows no tree else."""
    return "\u2003" * depth + region.name
