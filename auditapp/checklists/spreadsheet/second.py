"""A sheet in two languages: what its columns say once more goes beside what they said first."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from auditapp.checklists.spreadsheet import words
from auditapp.checklists.spreadsheet.asking import Lose
from auditapp.checklists.spreadsheet.options import offered
from auditapp.checklists.xlsform.losses import said
from auditapp.core.problems import N_

Tree = dict[str, Any]


def both(first: str, second: str, languages: Sequence[str]) -> Any:
    """Return a text in both languages, in the first alone if the second has no words."""
    if len(languages) < 2 or not second:
        return first
    return dict(zip(languages, (first, second), strict=True))


def take_second(
    question: Tree, row: Mapping[str, str], languages: Sequence[str], lose: Lose
) -> None:
    """Put what a row says in the second language beside what it says in the first."""
    if len(languages) < 2:
        return
    for name in ("text", "help"):
        second = row.get(f"{name}_2", "")
        if second and name in question:
            question[name] = both(question[name], second, languages)
        elif second:
            lose(second, N_("there is nothing in the first language"))
    if row.get("options_2") and isinstance(question.get("options"), list):
        _take_options(question["options"], row["options_2"], languages, lose)


def _take_options(options: list[Tree], cell: str, languages: Sequence[str], lose: Lose) -> None:
    found = offered(cell)
    texts = [one.text for one in found.answers] if found else []
    if len(texts) != len(options):
        what = said(N_("the options %(options)s"), options=re.sub(r"\s*\n\s*", " / ", cell))
        why = N_("they are %(count)s, and %(first)s in the first language")
        lose(what, why, count=len(texts), first=len(options))
        return
    for option, text in zip(options, texts, strict=True):
        option["text"] = both(option["text"], text, languages)


def text_of(row: Mapping[str, str], is_numbered: bool) -> str:
    """Return the question of a row in the second language, without its number."""
    text = row.get("text_2", "")
    return words.numbered(text)[1] if is_numbered else text
