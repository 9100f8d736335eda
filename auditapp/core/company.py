"""What a company decides for itself: every setting, its bounds and its default, in one table.

Knows nothing of pages or rows. Labels and helps are msgids, translated where they are shown.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from zoneinfo import available_timezones

from auditapp.core.colours import HEX, nearest_readable
from auditapp.core.problems import N_, Problem
from auditapp.core.workflow import Limits


class Kind(StrEnum):
    """What a value is, and so how it is asked for."""

    CHOICE = "choice"
    COLOUR = "colour"
    HOST = "host"
    LINES = "lines"
    MAILBOX = "mailbox"
    MARK = "mark"
    SECRET = "secret"  # noqa: S105 - the name of a kind
    WHOLE = "whole"
    WORDS = "words"
    ZONE = "zone"


@dataclass(frozen=True)
class Entry:
    """One setting; `least` and `most` bound a number, or `most` the length of words."""

    group: str
    kind: Kind
    label: str
    help: str
    default: Any = ""
    least: int = 0
    most: int = 0
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_secret(self) -> bool:
        """Whether it is never shown again, and never written down anywhere else."""
        return self.kind is Kind.SECRET


@dataclass(frozen=True)
class Mark:
    """The company's mark as it is kept: the digest of a PNG, and its size."""

    sha256: str
    width: int
    height: int


@dataclass(frozen=True)
class Mail:
    """How mails leave."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    from_name: str
    from_address: str


GROUPS: dict[str, str] = {
    "company": N_("Company"),
    "look": N_("Look"),
    "deadlines": N_("Deadlines"),
    "mail": N_("Mail"),
    "keeping": N_("Retention"),
}
DEFAULT_ACCENT = "#0d5c63"
DEFAULTS = Limits()
HOST = re.compile(r"(?!-)[A-Za-z0-9.-]{1,253}|[0-9A-Fa-f:.]{2,45}")
# One mailbox; a list, a name in brackets or a comment would reach others than the one meant.
_PART = r"[^@\s\"(),:;<>\[\]\\.]+"
MAILBOX = re.compile(rf"[^@\s\"(),:;<>\[\]\\]+@{_PART}(\.{_PART})+")
LONGEST_ADDRESS = 254
_BREAKS = re.compile("[\r\n\x00\x85\u2028\u2029]")

TABLE: dict[str, Entry] = {
    "company_name": Entry(
        "company",
        Kind.WORDS,
        N_("Company name"),
        N_("It heads pages, reports and messages."),
        most=80,
    ),
    "company_address": Entry(
        "company",
        Kind.LINES,
        N_("Address"),
        N_("It stands under messages, so that people see who writes."),
        most=500,
    ),
    "default_language": Entry(
        "company",
        Kind.CHOICE,
        N_("Default language"),
        N_("For whoever has chosen none and whose browser asks for another."),
        default="en",
        choices={"en": "English", "ru": "Русский"},
    ),
    "time_zone": Entry(
        "company",
        Kind.ZONE,
        N_("Time zone"),
        N_("For times that belong to no location. Visits keep the zone of theirs."),
        default="UTC",
    ),
    "mark": Entry(
        "look",
        Kind.MARK,
        N_("Mark"),
        N_("PNG, JPEG or WebP, up to 5 MB. It stands in the menu and on the sign-in page."),
        default=None,
    ),
    "accent": Entry(
        "look",
        Kind.COLOUR,
        N_("Accent colour"),
        N_("For links and buttons. On dark screens a lighter shade is used."),
        default=DEFAULT_ACCENT,
    ),
    "answer_within_h": Entry(
        "deadlines",
        Kind.WHOLE,
        N_("Answer to an assignment, hours"),
        N_("Without an answer by then, the visit is free again for someone else."),
        default=int(DEFAULTS.answer_within.total_seconds()) // 3600,
        least=1,
        most=336,
    ),
    "give_back_before_h": Entry(
        "deadlines",
        Kind.WHOLE,
        N_("Give back before the window, hours"),
        N_("Whoever gives a visit back later than this is marked as late."),
        default=int(DEFAULTS.give_back_before.total_seconds()) // 3600,
        least=0,
        most=336,
    ),
    "reply_within_h": Entry(
        "deadlines",
        Kind.WHOLE,
        N_("Reply to a returned visit, hours"),
        N_("After that the reviewer decides with what there is."),
        default=int(DEFAULTS.reply_within.total_seconds()) // 3600,
        least=1,
        most=336,
    ),
    "dispute_days": Entry(
        "deadlines",
        Kind.WHOLE,
        N_("Dispute a published result, days"),
        N_("After that the result is final."),
        default=DEFAULTS.dispute_within.days,
        least=1,
        most=90,
    ),
    "smtp_host": Entry(
        "mail",
        Kind.HOST,
        N_("Mail server"),
        N_("Its name, like smtp.example.org. Empty: messages wait in the outbox for you."),
        most=253,
    ),
    "smtp_port": Entry(
        "mail",
        Kind.WHOLE,
        N_("Port"),
        N_("Usually 587 with STARTTLS, 465 with TLS."),
        default=587,
        least=1,
        most=65535,
    ),
    "smtp_security": Entry(
        "mail",
        Kind.CHOICE,
        N_("Encryption"),
        N_("The server's certificate is checked. Without encryption no password is sent."),
        default="starttls",
        choices={
            "starttls": N_("STARTTLS"),
            "tls": N_("TLS from the start"),
            "none": N_("None, for a server on this machine"),
        },
    ),
    "smtp_user": Entry(
        "mail",
        Kind.WORDS,
        N_("User"),
        N_("Empty if the server asks for none."),
        most=200,
    ),
    "smtp_password": Entry(
        "mail",
        Kind.SECRET,
        N_("Password of the mail server"),
        N_("Never shown again. Leave it empty to keep it; for another server write it anew."),
        most=200,
    ),
    "from_name": Entry(
        "mail",
        Kind.WORDS,
        N_("Sender's name"),
        N_("Empty: the company name."),
        most=80,
    ),
    "from_address": Entry(
        "mail",
        Kind.MAILBOX,
        N_("Sender's address"),
        N_("One that the mail server lets you send from; answers go there."),
        most=LONGEST_ADDRESS,
    ),
    "keep_messages_days": Entry(
        "keeping",
        Kind.WHOLE,
        N_("Messages that are done, days"),
        N_("Sent, handed on, withdrawn or failed. The link in one goes as soon as it has gone."),
        default=90,
        least=1,
        most=3650,
    ),
    "keep_sign_ins_days": Entry(
        "keeping",
        Kind.WHOLE,
        N_("Sign-in attempts and ended sessions, days"),
        N_("The record of changes keeps who signed in and when."),
        default=90,
        least=2,
        most=3650,
    ),
    "keep_people_months": Entry(
        "keeping",
        Kind.WHOLE,
        N_("People who were deactivated, months"),
        N_(
            "After that their name, email, phone, home and notes are erased; visits keep the code. "
            "0: kept for good."
        ),
        default=0,
        least=0,
        most=240,
    ),
    "keep_uploads_days": Entry(
        "keeping",
        Kind.WHOLE,
        N_("Files brought for import, days"),
        N_("The rows taken in stay; the file goes."),
        default=30,
        least=1,
        most=3650,
    ),
}


@dataclass(frozen=True)
class Company:
    """What holds now: what was chosen, else the defaults."""

    chosen: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def __getitem__(self, key: str) -> Any:
        return self.chosen.get(key, TABLE[key].default)

    @property
    def name(self) -> str:
        """What the company is called; empty if nobody said."""
        return str(self["company_name"])

    @property
    def language(self) -> str:
        """The language of whoever chose none."""
        return str(self["default_language"])

    @property
    def zone(self) -> str:
        """The zone of times that belong to no location."""
        return str(self["time_zone"])

    @property
    def mark(self) -> Mark | None:
        """The company's own mark, if there is one."""
        return Mark(**self["mark"]) if self["mark"] else None

    @property
    def accent(self) -> str | None:
        """The company's own accent colour, if it is not the product's."""
        return None if self["accent"] == DEFAULT_ACCENT else str(self["accent"])

    @property
    def limits(self) -> Limits:
        """The intervals of a visit's life."""
        return Limits.of(
            answer_h=self["answer_within_h"],
            give_back_h=self["give_back_before_h"],
            reply_h=self["reply_within_h"],
            dispute_days=self["dispute_days"],
        )

    @property
    def mail(self) -> Mail | None:
        """How mails leave; None while nobody set a server and a sender."""
        if not self["smtp_host"] or not self["from_address"]:
            return None
        return Mail(
            host=self["smtp_host"],
            port=self["smtp_port"],
            security=self["smtp_security"],
            user=self["smtp_user"],
            password=self["smtp_password"] or "",
            from_name=self["from_name"] or self.name,
            from_address=self["from_address"],
        )


def keys_of(group: str) -> tuple[str, ...]:
    """Return the settings of a group, in their order."""
    return tuple(key for key, entry in TABLE.items() if entry.group == group)


def require_usable(key: str, value: Any) -> None:
    """Refuse what a setting cannot be.

    Raises: Problem `settings.accent_faint` with the nearest good one, `settings.unusable`.
    """
    entry = TABLE[key]
    if not _CHECKS[entry.kind](entry, value):
        raise Problem("settings.unusable", key=key)
    if entry.kind is Kind.COLOUR and nearest_readable(value) != value:
        raise Problem("settings.accent_faint", nearest=nearest_readable(value))


def is_mailbox(address: str) -> bool:
    """Tell whether this is the address of one mailbox, and nothing else in a mail's head."""
    fits = len(address) <= LONGEST_ADDRESS and address.isprintable()
    return fits and MAILBOX.fullmatch(address) is not None


def _is_words(entry: Entry, value: Any) -> bool:
    return _is_lines(entry, value) and not _BREAKS.search(value)


def _is_lines(entry: Entry, value: Any) -> bool:
    return isinstance(value, str) and len(value) <= entry.most


def _is_whole(entry: Entry, value: Any) -> bool:
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return is_number and entry.least <= value <= entry.most


def _is_mark(_entry: Entry, value: Any) -> bool:
    return value is None or (isinstance(value, dict) and Mark(**value).width > 0)


_CHECKS: dict[Kind, Callable[[Entry, Any], bool]] = {
    Kind.CHOICE: lambda entry, value: value in entry.choices,
    Kind.COLOUR: lambda entry, value: bool(HEX.fullmatch(value)),
    Kind.HOST: lambda entry, value: value == "" or bool(HOST.fullmatch(value)),
    Kind.LINES: _is_lines,
    Kind.MAILBOX: lambda entry, value: value == "" or is_mailbox(value),
    Kind.MARK: _is_mark,
    Kind.SECRET: _is_words,
    Kind.WHOLE: _is_whole,
    Kind.WORDS: _is_words,
    Kind.ZONE: lambda entry, value: value in available_timezones(),
}
