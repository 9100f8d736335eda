"""Fields and checks that several forms share."""

import unicodedata
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, ValidationError

from auditapp.core.problems import Problem
from auditapp.messages.commands.writing import checked_address
from auditapp.web.forms import NAME, at_most, one_line, stripped

EMAIL = 254
# What turns the direction of writing round makes a name read as another.
_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

needed = InputRequired(_("Fill this in."))


def plain_text(_form: Any, field: Any) -> None:
    """Refuse control characters, and those that turn the direction of writing round."""
    if not is_plain(field.data or ""):
        raise ValidationError(gettext("There are control characters in it: type it anew."))


def is_plain(text: str) -> bool:
    """Tell whether text is free of control characters and of what turns its direction."""
    return not any(
        (unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\t\n\r") or c in _TURNING
        for c in text
    )


def visible(_form: Any, field: Any) -> None:
    """Refuse what looks empty though it is not."""
    if not is_visible(field.data or ""):
        raise ValidationError(gettext("Fill this in."))


def is_visible(text: str) -> bool:
    """Tell whether there is a letter, a digit or a sign in it."""
    return any(unicodedata.category(c)[0] in "LNPS" for c in text)


def an_address(_form: Any, field: Any) -> None:
    """Refuse what is not the address of one mailbox."""
    if not is_address(field.data or ""):
        raise ValidationError(gettext("Write an address like name@example.org."))


def is_address(text: str) -> bool:
    """Tell whether mail can be sent there."""
    try:
        return checked_address(text) is not None
    except Problem:
        return False


def a_name() -> StringField:
    """Return the field of a person's name."""
    checks = [needed, at_most(NAME), one_line, plain_text, visible]
    return StringField(_("Name"), checks, filters=[stripped])
