"""What people write about themselves and others, bounded before anything is done with it."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, Regexp

from auditapp.accounts.queries import Scope
from auditapp.core.passwords import LONGEST
from auditapp.core.permissions import Role
from auditapp.web.forms import NAME, Form, at_most, one_line, stripped

CODE = 20
EMAIL = 254
# Languages are called as their speakers call them.
LANGUAGES = {"en": "English", "ru": "Русский"}
ROLES = {
    Role.ADMIN: _("Admin"),
    Role.MANAGER: _("Manager"),
    Role.REVIEWER: _("Reviewer"),
    Role.SHOPPER: _("Shopper"),
    Role.LOCATION_MANAGER: _("Location manager"),
}
KINDS = {"brand": _("Brand"), "region": _("Region"), "location": _("Location")}
_needed = InputRequired(_("Fill this in."))
_address = Regexp(
    r"\A[^@\s]+@[^@\s.]+(\.[^@\s.]+)+\Z",
    message=_("Write an address like name@example.org."),
)


class SignInForm(Form):
    """The way in by email and password."""

    email = EmailField(_("Email"), [_needed, at_most(EMAIL), one_line], filters=[stripped])
    password = PasswordField(_("Password"), [_needed, at_most(LONGEST)])


class FirstAdminForm(Form):
    """The first person of an installation."""

    name = StringField(_("Name"), [_needed, at_most(NAME), one_line], filters=[stripped])
    email = EmailField(
        _("Email"), [_needed, at_most(EMAIL), one_line, _address], filters=[stripped]
    )
    password = PasswordField(_("Password"), [_needed, at_most(LONGEST)])
    language = SelectField(_("Language"), choices=LANGUAGES)


class RoleForm(Form):
    """A role, and where it holds."""

    role = SelectField(
        _("Role"), choices=[SelectChoice(*one) for one in ROLES.items()], coerce=Role
    )
    scope = SelectField(_("Where"))

    def offer(self, scopes: list[Scope]) -> "RoleForm":
        """Offer the places to choose from."""
        self.scope.choices = {scope.key: said_scope(scope) for scope in scopes}
        return self


class PersonForm(RoleForm):
    """A new person with their first role."""

    name = StringField(_("Name"), [_needed, at_most(NAME), one_line], filters=[stripped])
    code = StringField(_("Code"), [_needed, at_most(CODE), one_line], filters=[stripped])
    email = EmailField(
        _("Email"), [Optional(), at_most(EMAIL), one_line, _address], filters=[stripped]
    )
    language = SelectField(_("Language"), choices=LANGUAGES)


class LanguageForm(Form):
    """The language of one's own pages."""

    language = SelectField(_("Language"), choices=LANGUAGES)


class PasswordForm(Form):
    """A new password, and the one in use."""

    old = PasswordField(_("Password in use"), [at_most(LONGEST)])
    new = PasswordField(_("New password"), [_needed, at_most(LONGEST)])


def said_scope(scope: Scope) -> str:
    """Say where a role holds."""
    if scope.kind == "all":
        return str(_("Everywhere"))
    return f"{KINDS[scope.kind]}: {scope.name}"
