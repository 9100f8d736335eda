"""What people write about themselves and others, bounded before anything is done with it."""

from auditapp.accounts.forms.entering import (
    CodeForm,
    FirstAdminForm,
    ForgottenForm,
    InvitationForm,
    NewPasswordForm,
    SignInForm,
)
from auditapp.accounts.forms.importing import FileForm
from auditapp.accounts.forms.own import LanguageForm, PasswordForm, ProofForm
from auditapp.accounts.forms.people import EditForm, PersonForm, RoleForm
from auditapp.accounts.forms.words import (
    FACTS,
    LANGUAGES,
    ROLES,
    said_change,
    said_languages,
    said_role,
    said_scope,
)

__all__ = [
    "FACTS",
    "LANGUAGES",
    "ROLES",
    "CodeForm",
    "EditForm",
    "FileForm",
    "FirstAdminForm",
    "ForgottenForm",
    "InvitationForm",
    "LanguageForm",
    "NewPasswordForm",
    "PasswordForm",
    "PersonForm",
    "ProofForm",
    "RoleForm",
    "SignInForm",
    "said_change",
    "said_languages",
    "said_role",
    "said_scope",
]
