"""What changes people, their roles and their ways in; each command is one transaction."""

from auditapp.accounts.commands.entering import WayIn, sign_in
from auditapp.accounts.commands.importing import Newcomer, add_people
from auditapp.accounts.commands.inviting import Invited, invite, use_invitation
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
    change_person,
    deactivate,
    reactivate,
)
from auditapp.accounts.commands.renewing import (
    ask_for_new_password,
    change_password,
    use_new_password,
)
from auditapp.accounts.commands.roles import give_role, take_role
from auditapp.accounts.commands.second_factor import (
    confirm_second_factor,
    pass_second_factor,
    prepare_second_factor,
    renew_recovery_codes,
    reset_second_factor,
    turn_off_second_factor,
)
from auditapp.accounts.commands.sessions import (
    end_other_sessions,
    end_session,
    end_sessions_of,
    resume,
    sign_out,
)

__all__ = [
    "Invited",
    "Newcomer",
    "WayIn",
    "add_people",
    "add_person",
    "ask_for_new_password",
    "change_language",
    "change_password",
    "change_person",
    "confirm_second_factor",
    "deactivate",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "give_role",
    "invite",
    "issue_sign_in_link",
    "make_first_admin",
    "make_first_link",
    "make_sign_in_link",
    "make_visit_link",
    "open_visit_link",
    "pass_second_factor",
    "prepare_second_factor",
    "reactivate",
    "renew_recovery_codes",
    "reset_second_factor",
    "resume",
    "sign_in",
    "sign_out",
    "take_role",
    "turn_off_second_factor",
    "use_invitation",
    "use_new_password",
    "use_sign_in_link",
]
