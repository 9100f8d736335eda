"""What people send to the library: a file, what they looked at, how something new begins."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from auditapp.core.problems import Problem
from auditapp.web.forms import LINE, Form, at_most, of_our_time, one_line, stripped

MOST_KEY = 80
_COUNTED = [InputRequired(), NumberRange(0, 10**9)]
_TITLE = [DataRequired(_("Write a title.")), at_most(LINE), one_line]


class BringForm(Form):
    """A file with a checklist or a standard."""

    file = FileField(_("File"), [FileRequired(_("Choose a file."))])


class PublishForm(Form):
    """The text that was looked at, byte for byte, and the newest version known then."""

    source = HiddenField()
    seen = IntegerField(validators=_COUNTED, widget=HiddenInput())

    @property
    def text(self) -> bytes:
        """The text as it was brought. Raises: Problem `web.bad_request`."""
        try:
            return b64decode(self.source.data or "", validate=True)
        except (binascii.Error, ValueError) as error:
            raise Problem("web.bad_request") from error


class AgainForm(Form):
    """The newest version known when it was decided to go back."""

    seen = IntegerField(validators=_COUNTED, widget=HiddenInput())

    def renew(self, **seen: int) -> None:
        """Ask about what stands there now: after a refusal the page shows just that."""
        for name, number in seen.items():
            self[name].data, self[name].raw_data = number, None


class StandardAgainForm(AgainForm):
    """For a standard: from which day on it holds again."""

    on = DateField(_("In force from"), [InputRequired(_("Choose a day.")), of_our_time])


class DraftPublishForm(AgainForm):
    """The newest version, and the revision of the draft, that were looked at."""

    revision = IntegerField(validators=_COUNTED, widget=HiddenInput())


class _InLanguages(Form):
    title = StringField(_("Title"), _TITLE, filters=[stripped])
    languages = SelectMultipleField(
        _("Languages"),
        [InputRequired(_("Choose at least one language."))],
        option_widget=CheckboxInput(),
        widget=ListWidget(),
    )


class StartStandardForm(_InLanguages):
    """What a new standard begins with."""


class _OfChecklist(Form):
    """What every checklist says of itself."""

    method = SelectField(_("Method"))
    industry = StringField(
        _("Industry"),
        [DataRequired(_("Write an industry.")), at_most(MOST_KEY)],
        filters=[stripped],
    )
    standard = SelectField(_("Standard"), [Optional()])


class StartForm(_InLanguages, _OfChecklist):
    """What a new checklist begins with."""


class CopyForm(_InLanguages):
    """What is a copy's own; of its languages it may keep some.

    `others` are the languages that a title is asked for besides, with the names of their fields.
    """

    others: Sequence[tuple[str, str]] = ()
    key = StringField(
        _("Key"),
        [
            DataRequired(_("Write a key.")),
            at_most(MOST_KEY),
            Regexp("^[a-z0-9-]+$", message=_("Small Latin letters, digits and '-' only.")),
        ],
        filters=[stripped],
    )


def copy_form(languages: Sequence[tuple[str, str]], spoken: str) -> type[CopyForm]:
    """Return a form that asks for the title in each language: needed in the one spoken alone."""
    names = dict(languages)
    others = [(tag, f"title_{tag}") for tag in names if tag != spoken]
    said = {tag: _("Title, %(language)s", language=name) for tag, name in languages}
    made: dict[str, Any] = {
        name: StringField(said[tag], [Optional(), at_most(LINE), one_line], filters=[stripped])
        for tag, name in others
    }
    if others:
        made["title"] = StringField(said[spoken], _TITLE, filters=[stripped])
    return type("CopyFormInLanguages", (CopyForm,), made | {"others": others})


class SheetForm(_OfChecklist):
    """What a sheet of rows does not say of the checklist that it becomes."""

    title = StringField(_("Title"), _TITLE, filters=[stripped])
    spoken = SelectField(_("Language of the texts"))
    second = SelectField(_("Second language"), [Optional()])


def packed(text: bytes) -> str:
    """Write a text so that no browser changes its line breaks."""
    return b64encode(text).decode()
