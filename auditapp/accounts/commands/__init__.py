"""What changes people, their roles and their ways in; each command is one transaction."""

from auditapp.accounts.commands.entering import sign_in
from auditapp.accounts.commands.links import (
    issue_sign_in_link,
    make_first_admin,
    make_first_link,
    make_sign_in_link,
    make_visit_link,
    open_visit_link,
    use_sign_in_link,
)
from auditapp.accounts.commands.people import (
    add_person,
    change_language,
    change_password,
    give_role,
    take_role,
)
from auditapp.accounts.commands.sessions import (
    end_other_sessions,
    end_session,
    resume,
    sign_out,
)

__all__ = [
    "add_person",
    "change_language",
    "change_password",
    "end_other_sessions",
    "end_session",
    "give_role",
    "issue_sign_in_link",
    "make_first_admin",
    "make_first_link",
    "make_sign_in_link",
    "make_visit_link",
    "open_visit_link",
    "resume",
    "sign_in",
    "sign_out",
    "take_role",
    "use_sign_in_link",
]
