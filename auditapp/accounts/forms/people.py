"""A person as they are written down: who, how reached, where from; and the roles they hold."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, Regexp, ValidationError

from auditapp.accounts.forms.fields import EMAIL, a_name, an_address, needed, plain_text
from auditapp.accounts.forms.words import (
    FACTS,
    LANGUAGES,
    ROLES,
    languages_in,
    said_languages,
    said_scope,
)
from auditapp.accounts.models import Person
from auditapp.accounts.queries import Facts, Places, Scope, facts_of
from auditapp.core.permissions import Role
from auditapp.web.forms import LINE, Form, at_most, one_line, stripped
from auditapp.web.positions import Position, position_in

CODE = 20
HOUSEHOLD = 40
PHONE = 40
NOTES = 2000
LINK = 2000
ONE_LOCATION = "location"
PHONE_FORM = r"(?i)\A\+?[\d\s().,;/#*x\-–]{3,40}(?:(?:доб|вн|ext)\.?\s?\d{1,8})?\Z"

_phone = Regexp(PHONE_FORM, message=_("Write the number in digits, as +7 912 345-67-89."))


_chosen = InputRequired(_("Choose one."))


def _role(sent: Any) -> Role | None:
    return Role(sent) if sent else None


def _roles() -> list[SelectChoice]:
    named = [SelectChoice(role, said) for role, said in ROLES.items()]
    return [SelectChoice("", gettext("Choose one")), *named]


class RoleForm(Form):
    """A role, and where it holds: everywhere, a brand, a region, or the location of a code."""

    role = SelectField(_("Role"), [_chosen], choices=_roles, coerce=_role)
    scope = SelectField(_("Where"), [_chosen])
    place = StringField(_("Location"), [Optional(), at_most(LINE), one_line], filters=[stripped])

    def offer(self, scopes: list[Scope]) -> "RoleForm":
        """Offer what is few; locations are many, so their code is written."""
        self.scope.choices = {"": gettext("Choose one")}
        self.scope.choices |= {scope.key: said_scope(scope) for scope in scopes}
        self.scope.choices[ONE_LOCATION] = gettext("One location: write its code beside")
        return self

    def where(self, offered: list[Scope], places: Places) -> Scope | None:
        """Return what was chosen; None, with the field blamed, if no location has the code."""
        if self.scope.data != ONE_LOCATION:
            return next((scope for scope in offered if scope.key == self.scope.data), None)
        found = places.location(self.place.data or "")
        if found is None:
            self.place.errors = [
                *self.place.errors,
                gettext("There is no location with this code: check it in the list of locations."),
            ]
        return found

    def validate_place(self, field: Any) -> None:
        """Refuse a location beside another scope: nobody could tell which one is meant."""
        if field.data and self.scope.data and self.scope.data != ONE_LOCATION:
            raise ValidationError(
                gettext("The role is not for one location: choose that above, or leave this empty.")
            )


class FactsForm(Form):
    """What is known of a person beside their roles."""

    name = a_name()
    code = StringField(
        FACTS["code"], [needed, at_most(CODE), one_line, plain_text], filters=[stripped]
    )
    email = EmailField(
        FACTS["email"], [Optional(), at_most(EMAIL), one_line, an_address], filters=[stripped]
    )
    phone = StringField(
        FACTS["phone"], [Optional(), at_most(PHONE), one_line, _phone], filters=[stripped]
    )
    household = StringField(
        FACTS["household"],
        [Optional(), at_most(HOUSEHOLD), one_line, plain_text],
        filters=[stripped],
    )
    language = SelectField(FACTS["language"], choices=LANGUAGES)
    spoken = StringField(FACTS["spoken"], [Optional(), at_most(LINE), one_line], filters=[stripped])
    home = StringField(FACTS["home"], [Optional(), at_most(LINK), one_line], filters=[stripped])
    notes = TextAreaField(FACTS["notes"], [Optional(), at_most(NOTES), plain_text])

    def validate_spoken(self, field: Any) -> None:
        """Refuse what names no language."""
        _codes, strange = languages_in(field.data or "")
        if strange:
            raise ValidationError(
                gettext("No language is called “%(word)s”: check it.", word=strange[0])
            )

    def validate_home(self, field: Any) -> None:
        """Refuse what names no position."""
        if field.data and position_in(field.data) is None:
            raise ValidationError(
                gettext("No position was found in it: paste a map’s long link, or write degrees.")
            )

    def facts(self) -> Facts:
        """Return what was written."""
        return Facts(
            name=self.name.data,
            code=self.code.data,
            email=self.email.data.casefold() or None,
            language=self.language.data,
            phone=self.phone.data or "",
            household=self.household.data or None,
            spoken=languages_in(self.spoken.data or "")[0],
            home=position_in(self.home.data) if self.home.data else None,
            notes=(self.notes.data or "").replace("\r\n", "\n").strip(),
        )


class PersonForm(RoleForm, FactsForm):
    """A new person with their first role."""

    send = BooleanField(_("Send the invitation by email"), default=True)


class EditForm(FactsForm):
    """A person as they stand; `changes` tells whether somebody else wrote meanwhile."""

    changes = HiddenField()

    @classmethod
    def of(cls, person: Person) -> "EditForm":
        """Return the form as the person stands; what was sent goes before it."""
        return cls(**written(person), changes=str(person.changes))

    def read_changes(self) -> int:
        """Return the count of changes that the form was made of; one that is no count is old."""
        sent = self.changes.data or ""
        return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 16 else 0

    def differing(self, person: Person) -> list[tuple[str, str, str]]:
        """Return what was written otherwise than it stands now: label, written, stored."""
        stored = written(person)
        self.changes.raw_data = None
        self.changes.data = str(person.changes)
        return [
            (str(FACTS[name]), self[name].data or "", text)
            for name, text in stored.items()
            if (self[name].data or "") != text
        ]


def written(person: Person) -> dict[str, str]:
    """Return a person's facts as the fields of a form hold them."""
    facts = facts_of(person)
    return {
        "name": facts.name,
        "code": facts.code,
        "email": facts.email or "",
        "phone": facts.phone,
        "household": facts.household or "",
        "language": facts.language,
        "spoken": said_languages(facts.spoken),
        "home": said_home(facts.home),
        "notes": facts.notes,
    }


def said_home(home: Position | None) -> str:
    """Write a position as people write one."""
    return f"{home.latitude:.6f}, {home.longitude:.6f}" if home else ""
