"""Questions and clauses, each with what it has no counterpart for."""

from auditapp.core.citations import citations
from auditapp.core.reading import read_checklist, read_standard

STANDARD = read_standard(
    {
        "format": 1,
        "key": "promise",
        "title": "P",
        "effective_from": "2026-01-01",
        "target": 80,
        "clauses": [{"code": f"A-{n}", "title": "T", "requirement": "R"} for n in (1, 2)],
    }
)


def test_citations_are_told_in_both_directions() -> None:
    asked = (("a", "yes_no", "A-1"), ("b", "yes_no", None), ("c", "text", None))
    questions = [
        {"key": key, "type": kind, "text": "?"} | ({"clause": clause} if clause else {})
        for key, kind, clause in (*asked, ("d", "number", "A-1"), ("e", "yes_no", "B-9"))
    ]
    checklist = read_checklist(
        {
            "format": 1,
            "key": "shop",
            "title": "Shop",
            "method": "mystery_shop",
            "industry": "retail",
            "languages": ["en"],
            "standard": "promise",
            "sections": [{"key": "s", "title": "S", "questions": questions}],
        }
    )
    found = citations(checklist, STANDARD)
    assert {code: [one.key for one in held] for code, held in found.asked.items()} == {
        "A-1": ["a", "d"],
        "A-2": [],
    }
    assert [one.code for one in found.unasked] == ["A-2"]
    assert [one.key for one in found.without_clause] == ["b"]
    assert [one.key for one in found.unknown] == ["e"]
