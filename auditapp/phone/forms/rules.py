"""What the form's script needs of a checklist: the canonical document without its texts.

The answers that score well stand in it, so nothing of it may be shown to who fills the form in.
"""

from typing import Any

from auditapp.core.canonical import canonical
from auditapp.core.document import Checklist

_WORDS = {"brief", "group", "help", "labels", "name", "notes", "owners", "text", "title", "unit"}
_REPORTED = {"cause", "clause", "dimension", "measure", "owner", "standard", "subjective"}
_DRAWN = {"accept", "image", "look"}
_ABOUT = {"answer_sets", "format", "industry", "languages", "method"}
_LEFT_OUT = _WORDS | _REPORTED | _DRAWN | _ABOUT


def rules_of(checklist: Checklist) -> dict[str, Any]:
    """Return the rules as plain values, with the options of answer sets written out."""
    document = canonical(checklist)
    sets = document.get("answer_sets", {})
    for section in document["sections"]:
        for question in section["questions"]:
            if isinstance(question.get("options"), str):
                question["options"] = sets[question["options"]]
    rules: dict[str, Any] = _bare(document)
    return rules


def _bare(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _bare(item) for key, item in part.items() if key not in _LEFT_OUT}
    return [_bare(item) for item in part] if isinstance(part, list) else part
