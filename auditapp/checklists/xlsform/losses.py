"""What a form says and a checklist cannot: told line by line, and kept in its notes."""

from dataclasses import dataclass

MOST_WORDS = 2000


@dataclass(frozen=True)
class Lost:
    """One thing that was not carried over: where it stood, what it says, and why."""

    sheet: str
    row: int | None
    what: str
    why: str

    def __str__(self) -> str:
        place = self.sheet if self.row is None else f"{self.sheet}, row {self.row}"
        what = "".join(c if c.isprintable() else " " for c in self.what)
        short = what if len(what) <= MOST_WORDS else what[:MOST_WORDS] + "…"
        return f"{place}: {short}: {self.why}."


class Ledger:
    """Collects what is lost."""

    def __init__(self) -> None:
        self.lost: list[Lost] = []

    def lose(self, notes: list[str], lost: Lost) -> None:
        """Remember a loss, and note it with what it belongs to."""
        self.lost.append(lost)
        notes.append(str(lost))
