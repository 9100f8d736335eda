"""Text of a document: one plain string, or one string a language.

Knows nothing of the interface's own words; those are translated where they are shown.
"""

from typing import Any

from pydantic import ConfigDict, RootModel, model_validator
from pydantic_core import PydanticCustomError

MAX_CHARACTERS = 20_000


def _checked(words: str) -> str:
    if not words.strip():
        raise PydanticCustomError(
            "text_empty", "The text is empty: write it, or leave the key out."
        )
    if len(words) > MAX_CHARACTERS:
        raise PydanticCustomError(
            "text_long", f"The text is longer than {MAX_CHARACTERS} characters."
        )
    return words


def _refuse(raw: Any) -> PydanticCustomError:
    if isinstance(raw, bool):
        return PydanticCustomError(
            "text_boolean", "Without quotes this word is true or false: put it in quotes."
        )
    return PydanticCustomError("text_type", "Text is expected here, or a map of language to text.")


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
        for words in raw.values():
            if not isinstance(words, str):
                raise _refuse(words)
            _checked(words)
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
