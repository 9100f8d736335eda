"""Ways in: by password, by an invitation, by a forgotten password, by the second factor."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.validators import Optional

from auditapp.accounts.forms.fields import EMAIL, a_name, an_address, needed
from auditapp.accounts.forms.words import LANGUAGES
from auditapp.core.passwords import LONGEST
from auditapp.web.forms import Form, at_most, one_line, stripped

CODE = 40


class SignInForm(Form):
    """The way in by email and password."""

    email = EmailField(_("Email"), [needed, at_most(EMAIL), one_line], filters=[stripped])
    password = PasswordField(_("Password"), [needed, at_most(LONGEST)])


class FirstAdminForm(Form):
    """The first person of an installation."""

    name = a_name()
    email = EmailField(
        _("Email"), [needed, at_most(EMAIL), one_line, an_address], filters=[stripped]
    )
    password = PasswordField(_("Password"), [needed, at_most(LONGEST)])
    language = SelectField(_("Language"), choices=LANGUAGES)


class InvitationForm(Form):
    """What somebody who was invited chooses."""

    language = SelectField(_("Language"), choices=LANGUAGES)
    password = PasswordField(_("Password"), [Optional(strip_whitespace=False), at_most(LONGEST)])


class ForgottenForm(Form):
    """Where the link for a new password is to go."""

    email = EmailField(
        _("Email"), [needed, at_most(EMAIL), one_line, an_address], filters=[stripped]
    )


class NewPasswordForm(Form):
    """A password in place of a forgotten one."""

    password = PasswordField(_("New password"), [needed, at_most(LONGEST)])


class CodeForm(Form):
    """A code from the app, or a recovery code."""

    one_time = StringField(_("Code"), [needed, at_most(CODE), one_line], filters=[stripped])
