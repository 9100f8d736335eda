"""What may be done, and which role may do it, in one table.

Where a role may do it, its grant's scope says; objects are fetched through both.
"""

from enum import StrEnum


class Permission(StrEnum):
    """Everything that a right is needed for, in alphabetical order."""

    CHECKLIST_CHANGE = "checklist.change"
    CHECKLIST_READ = "checklist.read"
    FORM_READ = "form.read"
    GUIDE_READ = "guide.read"
    LOCATION_ADD = "location.add"
    LOCATION_READ = "location.read"
    MESSAGE_READ = "message.read"
    PERSON_ADD = "person.add"
    PERSON_READ = "person.read"
    PROFILE = "profile"
    REPORT_READ = "report.read"
    RESULT_READ = "result.read"
    SETTINGS_CHANGE = "settings.change"
    VISIT_ASSIGN = "visit.assign"
    VISIT_FILL = "visit.fill"
    VISIT_READ = "visit.read"


class Role(StrEnum):
    """What a person is, in one scope; one person may be several."""

    ADMIN = "admin"
    LOCATION_MANAGER = "location_manager"
    MANAGER = "manager"
    REVIEWER = "reviewer"
    SHOPPER = "shopper"


_QUALITY = frozenset(
    {
        Permission.CHECKLIST_READ,
        Permission.FORM_READ,
        Permission.GUIDE_READ,
        Permission.LOCATION_READ,
        Permission.PROFILE,
        Permission.REPORT_READ,
        Permission.RESULT_READ,
        Permission.VISIT_READ,
    }
)

ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: _QUALITY
    | {
        Permission.CHECKLIST_CHANGE,
        Permission.LOCATION_ADD,
        Permission.MESSAGE_READ,
        Permission.PERSON_ADD,
        Permission.PERSON_READ,
        Permission.SETTINGS_CHANGE,
        Permission.VISIT_ASSIGN,
    },
    Role.LOCATION_MANAGER: frozenset(
        {
            Permission.GUIDE_READ,
            Permission.PROFILE,
            Permission.REPORT_READ,
            Permission.RESULT_READ,
        }
    ),
    Role.MANAGER: _QUALITY | {Permission.PERSON_READ, Permission.VISIT_ASSIGN},
    Role.REVIEWER: _QUALITY,
    Role.SHOPPER: frozenset(
        {
            Permission.FORM_READ,
            Permission.GUIDE_READ,
            Permission.PROFILE,
            Permission.VISIT_FILL,
        }
    ),
}

# Whoever came by a visit's personal link fills that shopper's visits, reads how that is done,
# and reaches nothing else.
BY_VISIT_LINK = frozenset({Permission.FORM_READ, Permission.GUIDE_READ, Permission.VISIT_FILL})


def may(role: Role, permission: Permission) -> bool:
    """Tell whether the role may do this at all, leaving its scope aside."""
    return permission in ALLOWED[role]
