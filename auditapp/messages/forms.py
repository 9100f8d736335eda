"""Where a test message goes."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField
from wtforms.validators import InputRequired

from auditapp.core.company import LONGEST_ADDRESS
from auditapp.web.forms import Form, at_most, one_line, stripped


class TestForm(Form):
    """The address of a test message."""

    __test__ = False  # pytest takes it for a test

    to = EmailField(
        _("Send it to"),
        [InputRequired(_("Fill this in.")), at_most(LONGEST_ADDRESS), one_line],
        filters=[stripped],
    )
