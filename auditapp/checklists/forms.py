"""What people send to the library: a file, what they looked at, the day a standard holds from."""

import binascii
from base64 import b64decode, b64encode

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import HiddenInput

from auditapp.core.problems import Problem
from auditapp.web.forms import Form, of_our_time

_COUNTED = [InputRequired(), NumberRange(0, 10**9)]


class BringForm(Form):
    """A file with a checklist or a standard."""

    file = FileField(_("File"), [FileRequired(_("Choose a YAML file."))])


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


class StandardAgainForm(AgainForm):
    """For a standard: from which day on it holds again."""

    on = DateField(_("In force from"), [InputRequired(_("Choose a day.")), of_our_time])


def packed(text: bytes) -> str:
    """Write a text so that no browser changes its line breaks."""
    return b64encode(text).decode()
