"""What people change about themselves."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, SelectField

from auditapp.accounts.forms.fields import needed
from auditapp.accounts.forms.words import LANGUAGES
from auditapp.core.passwords import LONGEST
from auditapp.web.forms import Form, at_most


class LanguageForm(Form):
    """The language of one's own pages."""

    language = SelectField(_("Language"), choices=LANGUAGES)


class PasswordForm(Form):
    """A new password, and the one in use."""

    old = PasswordField(_("Password in use"), [at_most(LONGEST)])
    new = PasswordField(_("New password"), [needed, at_most(LONGEST)])


class ProofForm(Form):
    """What shows that it is oneself: the password, or a code."""

    proof = PasswordField(_("Password or code"), [needed, at_most(LONGEST)])
