"""Ways in, one's own profile, and the people of the company."""

from auditapp.accounts.routes import (
    changing,
    coming_in,
    entering,
    exporting,
    importing,
    people,
    person,
    profile,
    second_factor,
)
from auditapp.accounts.routes.blueprint import blueprint

__all__ = [
    "blueprint",
    "changing",
    "coming_in",
    "entering",
    "exporting",
    "importing",
    "people",
    "person",
    "profile",
    "second_factor",
]
