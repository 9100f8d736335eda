"""People out of a file: what its columns may say, and what is wrong with each row.

A role holds where the column `where` says, or where its own cell does, as our exports write it:
"Reviewer · Brand: Aurora; Shopper · Everywhere".
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from wtforms import FileField

from auditapp.accounts.forms.fields import is_address, is_plain, is_visible
from auditapp.accounts.forms.people import CODE, HOUSEHOLD, NOTES, PHONE_FORM
from auditapp.accounts.forms.words import FACTS, LANGUAGES, ROLES, languages_in
from auditapp.accounts.queries import EVERYWHERE, Facts, Places, Scope, covers
from auditapp.core.permissions import Permission, Role
from auditapp.core.text import folded
from auditapp.sheets.mapping import Field, RowFault, said
from auditapp.sheets.reading import Line, Table
from auditapp.web.actor import Actor
from auditapp.web.forms import LINE, NAME, Form
from auditapp.web.positions import position_in

FIELDS = (
    Field("name", FACTS["name"], ("name", "full name", "имя", "фио", "ф.и.о."), required=True),
    Field("role", _("Role"), ("role", "roles", "роль", "роли"), required=True),
    Field("where", _("Where"), ("where", "scope", "где", "область")),
    Field("code", FACTS["code"], ("code", "код")),
    Field("email", FACTS["email"], ("email", "e mail", "mail", "почта", "эл. почта")),
    Field("phone", FACTS["phone"], ("phone", "телефон", "тел.")),
    Field("household", FACTS["household"], ("household", "household code", "семья", "код семьи")),
    Field(
        "language",
        FACTS["language"],
        ("language", "language of pages and messages", "язык", "язык страниц и сообщений"),
    ),
    Field("spoken", FACTS["spoken"], ("languages spoken", "spoken", "языки", "говорит на языках")),
    Field("home", FACTS["home"], ("home", "дом", "адрес на карте")),
    Field("notes", FACTS["notes"], ("notes", "заметки", "комментарий")),
)
PHONE = "+7 912 345-67-89"
EXAMPLES = {
    "en": (
        ("name", "role", "where", "code", "email", "phone", "language"),
        ("Maria Lebedeva", "shopper", "everywhere", "P-1", "maria@example.org", PHONE, "en"),
    ),
    "ru": (
        ("Имя", "Роль", "Где", "Код", "Почта", "Телефон", "Язык"),
        ("Мария Лебедева", "проверяющий", "везде", "P-1", "maria@example.org", PHONE, "русский"),
    ),
}
# A file may be in either language, whatever the reader's own.
ROLE_WORDS = {
    "admin": Role.ADMIN,
    "administrator": Role.ADMIN,
    "админ": Role.ADMIN,
    "администратор": Role.ADMIN,
    "manager": Role.MANAGER,
    "менеджер": Role.MANAGER,
    "quality manager": Role.MANAGER,
    "менеджер по качеству": Role.MANAGER,
    "reviewer": Role.REVIEWER,
    "ревьюер": Role.REVIEWER,
    "рецензент": Role.REVIEWER,
    "shopper": Role.SHOPPER,
    "проверяющий": Role.SHOPPER,
    "тайный покупатель": Role.SHOPPER,
    "аудитор": Role.SHOPPER,
    "auditor": Role.SHOPPER,
    "location manager": Role.LOCATION_MANAGER,
    "управляющий": Role.LOCATION_MANAGER,
    "управляющий местом": Role.LOCATION_MANAGER,
    "руководитель места": Role.LOCATION_MANAGER,
    "директор": Role.LOCATION_MANAGER,
}
KIND_WORDS = {
    "brand": "brand",
    "бренд": "brand",
    "марка": "brand",
    "region": "region",
    "регион": "region",
    "location": "location",
    "место": "location",
    "точка": "location",
}
ALL_WORDS = frozenset({"everywhere", "all", "везде", "все", "всё"})
MOST_ROLES = 50
LIMITS = {"name": NAME, "code": CODE, "household": HOUSEHOLD, "spoken": LINE, "notes": NOTES}
_PHONE = re.compile(PHONE_FORM)
_KINDED = re.compile(r"\s*([^\W\d_]+)\s*:\s*(.+)", re.DOTALL)


class FileForm(Form):
    """A file of rows."""

    file = FileField(_("File"))


@dataclass(frozen=True)
class Row:
    """One person as a row says them."""

    number: int
    facts: Facts
    roles: tuple[tuple[Role, Scope], ...]


@dataclass
class Reading:
    """What a whole file says: people to be added, and what is wrong."""

    rows: list[Row] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What there is already: codes (folded) and addresses that somebody has, the next free number.

    `named` are the codes that the file itself names: none of them is given to another row.
    """

    codes: frozenset[str]
    emails: frozenset[str]
    next_code: int
    named: frozenset[str] = frozenset()


class _Wrong(Exception):
    """What is wrong with one cell."""

    def __init__(self, about: str, reason: str) -> None:
        self.about, self.reason = about, reason
        super().__init__(reason)


def example() -> Sequence[Sequence[str]]:
    """Return heads and a row as they may be filled in, in the reader's language."""
    return EXAMPLES.get(str(get_locale()), EXAMPLES["en"])


def codes_and_emails(table: Table, mapped: Mapping[str, int]) -> tuple[set[str], set[str]]:
    """Return the codes and addresses that a file names, folded."""
    rows = [said(line, mapped) for line in table.lines]
    codes = {folded(row.get("code", "").strip()) for row in rows} - {""}
    return codes, {row.get("email", "").strip().casefold() for row in rows} - {""}


def read_people(
    actor: Actor, table: Table, mapped: Mapping[str, int], known: Known, places: Places
) -> Reading:
    """Read every row, and name all that is wrong with any."""
    rows = [(line, said(line, mapped)) for line in table.lines]
    words = {word for _, cells in rows for _, word in _scope_words(cells) if word}
    reader = _Reader(actor, known, places.called(words), _repeated(rows))
    found = Reading()
    for line, cells in rows:
        reader.read(line, cells, found)
    return found


_KEYS: dict[str, Callable[[str], str]] = {"code": folded, "email": str.casefold}


def _repeated(rows: Iterable[tuple[Line, dict[str, str]]]) -> dict[str, set[str]]:
    counts: dict[str, Counter[str]] = {"code": Counter(), "email": Counter()}
    for _line, cells in rows:
        for key, counter in counts.items():
            if text := _KEYS[key](cells.get(key, "").strip()):
                counter[text] += 1
    return {key: {one for one, n in counter.items() if n > 1} for key, counter in counts.items()}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _role_parts(cell: str) -> Iterator[tuple[str, str]]:
    """Part a cell into roles, each with the scope that stands behind it, if any."""
    for part in _parts(cell):
        role, dot, where = part.partition("·")
        if dot:
            yield role.strip(), where.strip()
        else:
            yield from ((one.strip(), "") for one in part.split(",") if one.strip())


def _scope_words(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Return the kind, if it is said, and the name of every scope that a row names."""
    behind = [where for _role, where in _role_parts(cells.get("role", "")) if where]
    for part in (*behind, *_parts(cells.get("where", ""))):
        yield _kind_and_name(part)


def _kind_and_name(part: str) -> tuple[str, str]:
    kinded = _KINDED.fullmatch(part)
    if kinded and folded(kinded[1]) in KIND_WORDS:
        return KIND_WORDS[folded(kinded[1])], kinded[2].strip()
    return "", part


class _Reader:
    def __init__(
        self,
        actor: Actor,
        known: Known,
        called: Mapping[str, Sequence[Scope]],
        repeated: Mapping[str, set[str]],
    ) -> None:
        self._actor = actor
        self._known = known
        self._called = called
        self._repeated = repeated
        self._next = known.next_code
        self._own: dict[Scope, bool] = {}

    def read(self, line: Line, cells: dict[str, str], found: Reading) -> None:
        """Read one row into what was found."""
        faults = len(found.faults)
        values: dict[str, Any] = {}
        for key, read in (
            *((name, getattr(self, f"_{name}")) for name in _FACTS),
            ("roles", self._roles),
        ):
            try:
                values[key] = read(cells)
            except _Wrong as wrong:
                found.faults.append(RowFault(line.number, wrong.about, wrong.reason))
        if len(found.faults) == faults:
            roles = values.pop("roles")
            found.rows.append(Row(line.number, Facts(**values), roles))

    def _text(self, cells: Mapping[str, str], key: str) -> str:
        text = cells.get(key, "").strip()
        if len(text) > LIMITS.get(key, LINE):
            most = LIMITS.get(key, LINE)
            raise _Wrong(key, gettext("It is longer than %(most)s characters.", most=most))
        if not is_plain(text) or (key != "notes" and len(text.splitlines()) > 1):
            raise _Wrong(key, gettext("There are control characters in it: type it anew."))
        return text

    def _name(self, cells: Mapping[str, str]) -> str:
        text = self._text(cells, "name")
        if not is_visible(text):
            raise _Wrong("name", gettext("Fill this in."))
        return text

    def _code(self, cells: Mapping[str, str]) -> str:
        text = self._text(cells, "code")
        if not text:
            return self._next_code()
        if folded(text) in self._known.codes:
            raise _Wrong("code", gettext("Someone has the code %(code)s already.", code=text))
        if folded(text) in self._repeated["code"]:
            raise _Wrong("code", gettext("%(what)s stands in the file twice.", what=text))
        return text

    def _next_code(self) -> str:
        while True:
            code = f"P-{self._next}"
            self._next += 1
            if folded(code) not in self._known.named:
                return code

    def _email(self, cells: Mapping[str, str]) -> str | None:
        text = self._text(cells, "email").casefold()
        if not text:
            return None
        if not is_address(text):
            raise _Wrong("email", gettext("Write an address like name@example.org."))
        if text in self._known.emails:
            raise _Wrong("email", gettext("Someone has the address %(email)s already.", email=text))
        if text in self._repeated["email"]:
            raise _Wrong("email", gettext("%(what)s stands in the file twice.", what=text))
        return text

    def _language(self, cells: Mapping[str, str]) -> str:
        text = self._text(cells, "language")
        if not text:
            return self._actor.language
        codes, _strange = _languages(text)
        if len(codes) != 1 or codes[0] not in LANGUAGES:
            raise _Wrong("language", gettext("Pages are in English (en) and Russian (ru) alone."))
        return codes[0]

    def _phone(self, cells: Mapping[str, str]) -> str:
        text = self._text(cells, "phone")
        if text and not _PHONE.fullmatch(text):
            raise _Wrong("phone", gettext("Write the number in digits, as +7 912 345-67-89."))
        return text

    def _household(self, cells: Mapping[str, str]) -> str | None:
        return self._text(cells, "household") or None

    def _spoken(self, cells: Mapping[str, str]) -> tuple[str, ...]:
        codes, strange = _languages(self._text(cells, "spoken"))
        if strange:
            said_so = gettext("No language is called “%(word)s”: check it.", word=strange[0])
            raise _Wrong("spoken", said_so)
        return codes

    def _home(self, cells: Mapping[str, str]) -> Any:
        text = cells.get("home", "").strip()
        found = position_in(text) if text else None
        if text and found is None:
            raise _Wrong(
                "home",
                gettext("No position was found in it: paste a map’s long link, or write degrees."),
            )
        return found

    def _notes(self, cells: Mapping[str, str]) -> str:
        return self._text(cells, "notes").replace("\r\n", "\n")

    def _roles(self, cells: Mapping[str, str]) -> tuple[tuple[Role, Scope], ...]:
        found: dict[tuple[Role, Scope], None] = {}
        common = _parts(cells.get("where", ""))
        named = list(_role_parts(cells.get("role", "")))
        if len(named) * max(len(common), 1) > MOST_ROLES:
            said = gettext(
                "These are too many roles for one person: at most %(most)s.", most=MOST_ROLES
            )
            raise _Wrong("role", said)
        for word, behind in named:
            role = ROLE_WORDS.get(" ".join(folded(word).replace("_", " ").split()))
            if role is None:
                roles = ", ".join(str(ROLES[each]).lower() for each in Role)
                said = gettext(
                    "No role is called “%(word)s”. There are: %(roles)s.", word=word, roles=roles
                )
                raise _Wrong("role", said)
            for part in [behind] if behind else common:
                found[role, self._scope(part)] = None
            if not behind and not common:
                raise _Wrong(
                    "where",
                    gettext(
                        "Say where the role holds: everywhere, or in a brand, region or location."
                    ),
                )
        if not found:
            raise _Wrong("role", gettext("Fill this in."))
        return tuple(found)

    def _scope(self, part: str) -> Scope:
        if folded(part) in ALL_WORDS:
            return self._owned(EVERYWHERE)
        kind, name = _kind_and_name(part)
        held = [one for one in self._called.get(name, ()) if kind in ("", one.kind)]
        if not held:
            raise _Wrong("where", gettext("No brand, region or location is “%(word)s”.", word=part))
        if len(held) > 1:
            raise _Wrong(
                "where",
                gettext(
                    "Several are called “%(word)s”: write what it is before it, as “Brand: …”, or "
                    "the code of the location.",
                    word=part,
                ),
            )
        return self._owned(held[0])

    def _owned(self, scope: Scope) -> Scope:
        if scope not in self._own:
            self._own[scope] = covers(self._actor, Permission.PERSON_ADD, scope)
        if not self._own[scope]:
            raise _Wrong("where", gettext("You may give roles only where you are admin yourself."))
        return scope


_FACTS = ("name", "code", "email", "language", "phone", "household", "spoken", "home", "notes")


@lru_cache(maxsize=1000)
def _languages(text: str) -> tuple[tuple[str, ...], list[str]]:
    return languages_in(text)
