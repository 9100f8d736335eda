"""How roles, scopes, languages and changes are called."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from babel import Locale
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _

from auditapp.accounts.models import Grant
from auditapp.accounts.queries import Change, Scope, scope_of
from auditapp.core.permissions import Role
from auditapp.core.problems import N_

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
FACTS = {
    "name": _("Name"),
    "code": _("Code"),
    "email": _("Email"),
    "language": _("Language of pages and messages"),
    "phone": _("Phone"),
    "household": _("Household code"),
    "spoken": _("Languages spoken"),
    "home": _("Home"),
    "notes": _("Notes"),
}
# Reading every language's own name would take seconds: these are the likely ones.
OWN_NAMES = ("ar", "be", "de", "es", "fr", "it", "ka", "kk", "ky", "tg", "tr", "uk", "uz", "zh")
EVENTS = {
    "deactivated": N_("Access closed"),
    "first_admin_made": N_("Became the first admin"),
    "invitation_used": N_("Came in by the invitation"),
    "invited": N_("Invited"),
    "language_changed": N_("Language changed"),
    "link_made": N_("Sign-in link made"),
    "password_changed": N_("Password changed"),
    "password_forgotten": N_("Asked for a new password"),
    "password_renewed": N_("New password set by a link"),
    "person_added": N_("Added"),
    "person_changed": N_("Changed"),
    "person_erased": N_("Personal data erased, as the settings say"),
    "reactivated": N_("Access opened again"),
    "recovery_code_used": N_("Signed in with a recovery code"),
    "recovery_codes_made": N_("New recovery codes made"),
    "role_given": N_("Role given"),
    "role_taken": N_("Role taken away"),
    "second_factor_off": N_("Second factor turned off"),
    "second_factor_on": N_("Second factor turned on"),
    "second_factor_prepared": N_("Second factor prepared"),
    "second_factor_reset": N_("Second factor reset"),
    "session_ended": N_("Signed out on one device"),
    "sessions_ended": N_("Signed out on all other devices"),
    "signed_in": N_("Signed in"),
    "signed_out": N_("Signed out"),
    "signed_out_by_admin": N_("Signed out everywhere"),
}


def said_scope(scope: Scope) -> str:
    """Say where a role holds."""
    if scope.kind == "all":
        return gettext("Everywhere")
    return f"{KINDS[scope.kind]}: {scope.name}"


def said_role(grant: Grant, named: Mapping[tuple[str, int], Scope]) -> str:
    """Say a role and where it holds."""
    return f"{ROLES[Role(grant.role)]} · {said_scope(scope_of(grant, named))}"


def said_change(change: Change, named: Mapping[str, Scope]) -> str:
    """Say a line of the record; `named` are the scopes that lines of roles name, by their keys."""
    event = change.event.removeprefix("accounts.")
    said = gettext(EVENTS[event]) if event in EVENTS else change.event
    if event == "person_changed" and change.words:
        what = (str(FACTS[one]) for one in change.words.split(",") if one in FACTS)
        return f"{said}: {', '.join(what)}"
    role, _space, key = change.words.partition(" ")
    if event in ("role_given", "role_taken") and role in set(Role):
        kind, _colon, number = key.partition(":")
        scope = named.get(key) or Scope(kind, int(number) if number.isdigit() else None, "–")
        return f"{said}: {ROLES[Role(role)]} · {said_scope(scope)}"
    return said


def said_languages(codes: Iterable[str]) -> str:
    """Name languages in the reader's own."""
    names = Locale.parse(str(get_locale())).languages
    return ", ".join(names.get(code, code) for code in codes)


def languages_in(text: str) -> tuple[tuple[str, ...], list[str]]:
    """Return the codes of the languages that are named, and the words that name none."""
    known, found, strange = _named_languages(), [], []
    for part in text.replace(";", ",").split(","):
        word = " ".join(part.split()).casefold()
        if not word:
            continue
        code = known.get(word)
        if code is None:
            strange.append(part.strip())
        elif code not in found:
            found.append(code)
    return tuple(found), strange


@lru_cache
def _named_languages() -> dict[str, str]:
    """Return language codes by the names that English, Russian and their own speakers give."""
    codes = [code for code in Locale("en").languages if code.isalpha() and len(code) <= 3]
    named = {code: code for code in codes}
    for own in OWN_NAMES:
        named[str(Locale(own).languages[own]).casefold()] = own
    for names in (Locale("ru").languages, Locale("en").languages):
        named |= {names[code].casefold(): code for code in codes if code in names}
    return named
