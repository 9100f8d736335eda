"""`photo`, `file` and `signature`: evidence by the id of what was sent, never scored."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, StrictInt

from auditapp.core.kinds.base import Fault, Kind, Voice, WrongValue
from auditapp.core.problems import N_

_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
Count = Annotated[StrictInt, Field(ge=0, le=100)]


class Several(Kind):
    """So many of what was sent, and no more."""

    files = True
    min: Count | None = None
    max: Count | None = None

    def setting_faults(self) -> Iterator[tuple[str, str]]:
        if self.min is not None and self.max is not None and self.min > self.max:
            yield "max", N_("'max' must not be below 'min'.")

    def read(self, raw: Any) -> tuple[str, ...]:
        if not isinstance(raw, list | tuple) or not all(_is_id(item) for item in raw):
            raise WrongValue(N_("Add the file again."))
        return tuple(dict.fromkeys(raw))

    def check(self, value: Any) -> Iterator[Fault]:
        if self.min is not None and len(value) < self.min:
            yield Fault("answers.too_few_files", N_("Add at least %(count)s."), {"count": self.min})
        if self.max is not None and len(value) > self.max:
            yield Fault("answers.too_many_files", N_("Add at most %(count)s."), {"count": self.max})

    def summary(self, value: Any, voice: Voice) -> str:
        return str(len(value))


class Photo(Several):
    """Photos; `min` makes them evidence."""


class File(Several):
    """Recordings and papers; `accept` names the kinds that are taken."""

    accept: Annotated[tuple[Literal["audio", "pdf"], ...], Field(min_length=1)] = ("audio", "pdf")


class Signature(Kind):
    """One picture of a signature."""

    files = True

    def read(self, raw: Any) -> str:
        if not _is_id(raw):
            raise WrongValue(N_("Add the signature again."))
        return str(raw)

    def summary(self, value: Any, voice: Voice) -> str:
        return voice.word(N_("Signed"))


def _is_id(raw: Any) -> bool:
    return isinstance(raw, str) and _ID.fullmatch(raw) is not None
