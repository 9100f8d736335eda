"""What the database refuses because it is there already, said as a problem of a field."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from auditapp.core.problems import Problem

# SQLite names the column, PostgreSQL the constraint.
_TAKEN = {
    "accounts.code_taken": ("people.code", "uq_people_code"),
    "accounts.email_taken": ("people.email", "uq_people_email"),
    "accounts.role_held": ("grants.person_id", "uq_grants_person_id"),
}


@contextmanager
def said_in_words() -> Iterator[None]:
    """Turn a broken uniqueness into its problem."""
    try:
        yield
    except IntegrityError as error:
        text = str(error.orig)
        for code, names in _TAKEN.items():
            if any(name in text for name in names):
                raise Problem(code) from error
        raise
