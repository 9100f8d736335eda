"""A form for each group of settings, made from the table: bounds and help stand there."""

from functools import cache
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp, ValidationError

from auditapp.core.colours import HEX
from auditapp.core.company import HOST, TABLE, Company, Entry, Kind, is_mailbox, keys_of
from auditapp.web.forms import Form, at_most, one_line, stripped
from auditapp.web.zones import known_zones, zone_in, zones_to_choose

_COLOUR = rf"\A{HEX.pattern}\Z"
KEPT = (Kind.MARK, Kind.SECRET)  # an empty field leaves them; a tick takes them away


class GroupForm(Form):
    """The settings of one group; `seen` is the stamp of what the person saw."""

    group: str
    seen = HiddenField()
    take = HiddenField(validators=[Optional(), Regexp(_COLOUR)])

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for key in self.keys:
            if TABLE[key].kind is Kind.ZONE:
                self[key].choices = zones_to_choose(str(get_locale()), self[key].data)

    @property
    def keys(self) -> tuple[str, ...]:
        """The settings it holds, in their order."""
        return keys_of(self.group)

    def values(self) -> dict[str, Any]:
        """Return what was written; a kept thing is left out unless it changes."""
        found = {key: self[key].data for key in self.keys if TABLE[key].kind not in KEPT}
        for key in self.keys:
            if TABLE[key].kind is Kind.SECRET and self[key].data:
                found[key] = self[key].data
            elif TABLE[key].kind in KEPT and self[f"remove_{key}"].data:
                found[key] = TABLE[key].default
        if "accent" in found and self.take.data:
            found["accent"] = self.take.data
        return found

    def changed_elsewhere(self, company: Company) -> dict[str, Any]:
        """Return what holds now where it is not what was written, for both to be looked at."""
        written = self.values()
        return {
            key: company[key]
            for key in written
            if not TABLE[key].is_secret and company[key] != written[key]
        }


@cache
def form_of(group: str) -> type[GroupForm]:
    """Return the form of a group."""
    fields: dict[str, Any] = {"group": group}
    for key in keys_of(group):
        entry = TABLE[key]
        fields[key] = _FIELDS[entry.kind](entry)
        if entry.kind in KEPT:
            fields[f"remove_{key}"] = BooleanField(_("Remove it"))
    return type("GroupForm", (GroupForm,), fields)


def shown(group: str, company: Company) -> dict[str, Any]:
    """Return what a group's form shows: everything but what is never shown again."""
    return {key: company[key] for key in keys_of(group) if TABLE[key].kind not in KEPT}


def _words(entry: Entry) -> Field:
    checks = [at_most(entry.most), one_line, Optional()]
    return _made(StringField, entry, checks, filters=[stripped])


def _lines(entry: Entry) -> Field:
    return _made(TextAreaField, entry, [at_most(entry.most), Optional()], filters=[_unix])


def _choice(entry: Entry) -> Field:
    choices = [SelectChoice(value, _(words)) for value, words in entry.choices.items()]
    return _made(SelectField, entry, [], choices=choices)


def _zone(entry: Entry) -> Field:
    checks = [InputRequired(_("Fill this in.")), _is_zone]
    more = {"filters": [stripped, _zone_meant], "validate_choice": False}
    return _made(SelectField, entry, checks, **more)


def _colour(entry: Entry) -> Field:
    wrong = _("Write it like %(example)s.", example=entry.default)
    return _made(StringField, entry, [Regexp(_COLOUR, message=wrong)], filters=[_small])


def _whole(entry: Entry) -> Field:
    bounds = _("From %(least)s to %(most)s.", least=entry.least, most=entry.most)
    needed = InputRequired(bounds)
    return _made(IntegerField, entry, [needed, NumberRange(entry.least, entry.most, bounds)])


def _host(entry: Entry) -> Field:
    checks = [at_most(entry.most), Optional(), Regexp(rf"\A(?:{HOST.pattern})\Z", message=_HOST)]
    return _made(StringField, entry, checks, filters=[stripped])


def _mailbox(entry: Entry) -> Field:
    checks = [at_most(entry.most), one_line, Optional(), _is_address]
    return _made(StringField, entry, checks, filters=[stripped])


def _secret(entry: Entry) -> Field:
    return _made(PasswordField, entry, [at_most(entry.most), one_line, Optional()])


def _mark(entry: Entry) -> Field:
    return _made(FileField, entry, [])


def _made(kind: type[Field], entry: Entry, checks: list[Any], **more: Any) -> Field:
    return kind(_(entry.label), checks, description=LazyString(_help, entry), **more)


def _help(entry: Entry) -> str:
    """Say what a setting is for, and within which bounds it lies before one is missed."""
    help_ = gettext(entry.help)
    if entry.kind is Kind.WHOLE:
        bounds = gettext("From %(least)s to %(most)s.", least=entry.least, most=entry.most)
    elif entry.kind in (Kind.WORDS, Kind.LINES):
        bounds = gettext("At most %(most)s characters.", most=entry.most)
    else:
        return help_
    return f"{help_} {bounds}"


def _zone_meant(text: str | None) -> str | None:
    return zone_in(text or "") or text


def _is_zone(_form: Any, field: Any) -> None:
    if field.data not in known_zones():
        raise ValidationError(gettext("Choose one from the list."))


def _is_address(_form: Any, field: Any) -> None:
    if not is_mailbox(field.data):
        raise ValidationError(gettext("Write an address like name@example.org."))


def _unix(text: str | None) -> str:
    return "\n".join(line.rstrip() for line in (text or "").splitlines()).strip()


def _small(text: str | None) -> str:
    return (text or "").strip().lower()


_HOST = _("Write its name alone, like smtp.example.org.")
_FIELDS = {
    Kind.CHOICE: _choice,
    Kind.COLOUR: _colour,
    Kind.HOST: _host,
    Kind.LINES: _lines,
    Kind.MAILBOX: _mailbox,
    Kind.MARK: _mark,
    Kind.SECRET: _secret,
    Kind.WHOLE: _whole,
    Kind.WORDS: _words,
    Kind.ZONE: _zone,
}
