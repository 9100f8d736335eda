"""Changes of a sheet that no field makes: files that came or go, turns added and dropped."""

from dataclasses import replace
from typing import Any

from auditapp.core.answers import Answer, Sheet
from auditapp.core.document import Question, Section
from auditapp.core.kinds.attachment import Signature
from auditapp.core.states import MOST_TURNS
from auditapp.phone.forms.posted import holds_turn


def add_file(sheet: Sheet, key: str, question: Question, file_id: str) -> Sheet:
    """Put a file where it belongs: into the value of a question for files, else beside it."""
    answer = sheet.answers.get(key, Answer())
    if isinstance(question.kind, Signature):
        given = replace(answer, value=file_id)
    elif question.kind.files:
        given = replace(answer, value=_with(answer.value, file_id))
    else:
        given = replace(answer, photos=tuple(_with(answer.photos, file_id)))
    return _put(
        sheet, key, replace(given, na=False, unchecked=False) if question.kind.files else given
    )


def remove_file(sheet: Sheet, key: str, file_id: str) -> Sheet:
    """Take a file out of an answer, wherever in it the file stands."""
    answer = sheet.answers.get(key, Answer())
    value = answer.value
    if value == file_id:
        value = None
    elif isinstance(value, list | tuple):
        value = [one for one in value if one != file_id] or None
    photos = tuple(one for one in answer.photos if one != file_id)
    return _put(sheet, key, replace(answer, value=value, photos=photos))


def files_of(sheet: Sheet, key: str, question: Question) -> tuple[str, ...]:
    """Return the files of an answer by their ids."""
    answer = sheet.answers.get(key, Answer())
    value = answer.value if question.kind.files else None
    own = value if isinstance(value, list | tuple) else [value] if value else []
    return (*map(str, own), *answer.photos)


def add_turn(sheet: Sheet, section: Section, turns: int) -> Sheet:
    """Open one more turn of a repeated section, unless it has as many as it may."""
    repeat = section.repeat
    if repeat is None or not section.questions:
        return sheet
    if turns >= (MOST_TURNS if repeat.max is None else repeat.max):
        return sheet
    return _put(sheet, f"{section.key}[{turns}].{section.questions[0].key}", Answer())


def turn_is_empty(sheet: Sheet, section: Section, turn: int) -> bool:
    """Tell whether nothing was answered in a turn."""
    return all(sheet.answers[key] == Answer() for key in _keys_of(sheet, section, turn))


def drop_turn(sheet: Sheet, section: Section, turns: int) -> Sheet:
    """Take out the last turn with everything in it, if the section may do with one less."""
    if section.repeat is None or turns <= section.repeat.min:
        return sheet
    gone = _keys_of(sheet, section, turns - 1)
    kept = {key: answer for key, answer in sheet.answers.items() if key not in gone}
    return replace(sheet, answers=kept)


def _keys_of(sheet: Sheet, section: Section, turn: int) -> set[str]:
    return {key for key in sheet.answers if key.startswith(f"{section.key}[{turn}].")}


def _with(listed: Any, file_id: str) -> list[str]:
    before = list(listed) if isinstance(listed, list | tuple) else []
    return [*before, *([] if file_id in before else [file_id])]


def _put(sheet: Sheet, key: str, answer: Answer) -> Sheet:
    answers = {**sheet.answers, key: answer}
    if answer == Answer() and not holds_turn(key):
        del answers[key]
    return replace(sheet, answers=answers)
