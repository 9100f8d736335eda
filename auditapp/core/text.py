"""Text of a document: one plain string, or one string a language.

Knows nothing of the interface's own words; those are translated where they are shown.
"""

import re
import unicodedata
from typing import Any

from pydantic import ConfigDict, RootModel, model_validator
from pydantic_core import PydanticCustomError

from auditapp.core.problems import N_

MAX_CHARACTERS = 20_000
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


def folded(words: str) -> str:
    """Return words as a search compares them: without case, forms of letters, or the dots of ё."""
    return unicodedata.normalize("NFKC", words).casefold().replace("ё", "е")


def _checked(words: Any, *at: str) -> Any:
    if not isinstance(words, str):
        raise _refuse(words, *at)
    if not words.strip():
        raise _fault("text_empty", N_("The text is empty: write it, or leave the key out."), *at)
    if len(words) > MAX_CHARACTERS:
        raise _fault("text_long", "", *at, most=MAX_CHARACTERS)
    return words


def _refuse(raw: Any, *at: str) -> PydanticCustomError:
    if isinstance(raw, bool):
        return _fault(
            "text_boolean", N_("Without quotes this word is true or false: put it in quotes."), *at
        )
    return _fault("text_type", N_("Text is expected here, or a map of language to text."), *at)


def _fault(code: str, sentence: str, *at: str, **details: Any) -> PydanticCustomError:
    # `at` is the step below this place: pydantic knows the text as one value only.
    context = details | ({"at": at} if at else {})
    return PydanticCustomError(code, sentence, context or None)


class Text(RootModel[str | dict[str, str]]):
    """Words in the languages they were written in; a plain string serves every language."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, raw: Any) -> Any:
        if isinstance(raw, str):
            return _checked(raw)
        if not isinstance(raw, dict) or not raw:
            raise _refuse(raw)
        for language, words in raw.items():
            if not isinstance(language, str) or not re.fullmatch(LANGUAGE, language):
                raise _fault(
                    "text_language", N_("A language is expected here, like en."), str(language)
                )
            _checked(words, language)
        return raw

    @property
    def words(self) -> dict[str, str]:
        """The strings by language; a plain string stands under the empty key."""
        return {"": self.root} if isinstance(self.root, str) else self.root

    def say(self, language: str, fallback: str = "") -> str:
        """Return the words in `language`, else in `fallback`, else in the first language given."""
        if isinstance(self.root, str):
            return self.root
        for wanted in (language, fallback):
            if wanted in self.root:
                return self.root[wanted]
        return next(iter(self.root.values()))
