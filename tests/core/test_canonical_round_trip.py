"""Documents survive being written: as canonical JSON, and as YAML to the same bytes."""

import json
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from auditapp.checklists.source import read_source
from auditapp.checklists.writing import yaml_text
from auditapp.core.canonical import canonical, canonical_json, digest
from auditapp.core.reading import read_document

NASTY = [
    "yes", "No", "on", "OFF", "true", "False", "null", "~", "1e5", "010", "0x10", ".5", "-1", "1_0",
    "2026-01-01", "12:30", ".nan", ".inf", "NaN", "Infinity", "a: b", "a #b", "# a", "- a", "-",
    "? a", "[a]", "{a}", "&a", "*a", "!a", "!!str a", "%a", "@a", "`a`", "|", ">", "'", '"', "'a'",
    '"a"', 'a"b', "a'b", "a\\b", "\\n", "a\nb", "a\n\nb", "a\n", "a\n\n", "\na", " a", "a ", "a  b",
    "a \nb", "\ta", "a\tb", "a\t\nb", "a\n b", " a\nb", "---", "...", "a\n---\nb", "a\n...\nb",
    "a\r\nb", "a\rb", "\u0007", "a\x00b", "\x1b[0m", "\x7f", "\x85", "a\u2028b", "a\u2029b",
    "\ufeffa", "\u200f\u202eשלום", "😀", "👩‍👩‍👧", "مرحبا", "e\u0301", "\xa0", "a\xa0", "=", "<<",
    "x" * 300, "word " * 60, "a: " * 60, "# " + "word " * 40, "a\n" + "word " * 60,
    "a" + " " * 120 + "b", "'" * 90 + " b " * 40, "\\" * 99 + " " + "b" * 99,
    ",a", "a,b", "a:", ":a",
]  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.text("ab :#-'\"\n\t,[]{}&*!|>%@?\\ é😀\u200f", min_size=1, max_size=200),
)


def document_with(words, numbers=()):
    """A checklist with all of these words, in every place that takes words, and numbers."""
    questions = [
        {"key": f"w{at}", "type": "text", "text": {"en": said, "ru": f"— {said}"}, "notes": [said]}
        for at, said in enumerate(words)
    ] + [
        {"key": f"n{at}", "type": "yes_no", "text": "N", "weight": number}
        for at, number in enumerate(numbers)
    ]
    return read_document(
        {
            "format": 1,
            "key": "case",
            "title": "Case",
            "method": "mystery_shop",
            "industry": "retail",
            "languages": ["en", "ru"],
            "sections": [{"key": "a", "title": "A", "questions": questions}],
        }
    )


def survives(document):
    """See that the document comes back the same from JSON and YAML, and YAML to the byte."""
    written, text = yaml_text(document), canonical_json(document)
    again = read_source(written.encode())
    assert again == document
    assert yaml_text(again) == written
    assert digest(again) == digest(document)
    assert read_source(text) == document
    assert read_document(json.loads(text)) == document


@settings(max_examples=12, deadline=None)
@given(words=st.lists(WORDS.filter(str.strip), min_size=1, max_size=12))
def test_document_survives_any_words(words):
    survives(document_with(words))


def test_document_survives_nasty_words():
    words = [said for said in NASTY if said.strip()]
    document = document_with(words)
    survives(document)
    assert [question.text.say("en") for question in document.questions] == words


@settings(max_examples=12, deadline=None)
@given(
    numbers=st.lists(
        st.one_of(
            st.decimals(0, 1_000_000, places=6, allow_nan=False),
            st.integers(1, 10**6).map(Decimal),
            st.integers(1, 999).map(lambda n: Decimal(n).scaleb(-20)),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_document_survives_any_number(numbers):
    numbers += [Decimal("1E+6"), Decimal("0.10"), Decimal("1e-30"), Decimal("1.000"), Decimal(0)]
    document = document_with([], numbers)
    survives(document)
    written = read_source(yaml_text(document))
    assert [question.weight for question in written.questions] == numbers


EVERYTHING = """
section one weight: 2, pass_mark: 90, na: true, owner: boss, notes: [n]
yn yes_no expect: no, critical: {below: 50}, evidence: {when: fail, photo: optional}
c choice options: set, look: menu, clause: A-1, cause: people, group: G, image: a.jpg
m multi_choice options: [{key: x, text: X, score: -5}, {key: no, text: N}], at_least: 1
s scale min: 0, max: 1, step: 0.25, labels: {0: Low, 0.25: Next}, reverse: true
n number linear: {best: 60, worst: 300}, unit: kg, decimals: 2, measure: weight
d duration bands: [{up_to: 60.5, score: 100}, {score: 0}], critical: true
section two weight: 0, repeat: {min: 0, max: 5, title: T}, show_if: {question: yn, equals: no}
t text pattern: '[0-9]+', min_length: 1, max_length: 9, required: false, weight: 0
l long_text show_if: {all: [{question: n, above: 0.5}, {not: {question: m, equals: [x, no]}}]}
w time min: 09:00, max: 21:00, show_if: {any: [{question: c, in: [yes, a]}, {question: t, na: no}]}
p position within: 150, dimension: tangibles, subjective: true
f file accept: [pdf], max: 3
"""
HEAD = """\
standard: promise
pass_mark: 85.5
critical_cap: 0
brief: Go
live_score: true
check_in: ask
owners: {boss: Boss}
grades: [{key: high, from: 90, name: High}, {key: low, from: 0, name: Low}]
answer_sets: {set: [{key: yes, text: Y, score: 12.5}, {key: a, text: A}]}
notes: [One]"""


def test_document_survives_with_every_key(a_checklist, a_standard):
    survives(a_checklist(EVERYTHING, HEAD))
    survives(
        a_standard(
            "A-1 target: 95, cause: people, limit: {measure: w, unit: s, at_most: 1.5}, "
            "industry: {value: 88, source: S, year: 2025}",
            head="target: 85\ntolerance: 5\nsections: {a: 90}",
        )
    )


def test_keys_stand_in_the_order_of_the_format(a_checklist):
    tree = canonical(a_checklist(EVERYTHING, HEAD))
    assert list(tree) == [
        "format", "key", "title", "method", "industry", "languages", "standard", "pass_mark",
        "critical_cap", "brief", "live_score", "check_in", "owners", "grades", "answer_sets",
        "sections", "notes",
    ]  # fmt: skip
    assert list(tree["sections"][0]) == [
        "key", "title", "weight", "pass_mark", "na", "owner", "questions", "notes",
    ]  # fmt: skip
    assert list(tree["sections"][0]["questions"][1])[:5] == [
        "key",
        "type",
        "text",
        "image",
        "clause",
    ]


def test_documents_of_one_meaning_have_one_digest(a_checklist):
    plain = a_checklist("p yes_no\nq choice options: [{key: yes, text: Y}]")
    wordy = a_checklist(
        "p yes_no weight: 1.0, na: false, expect: on, critical: no, required: true\n"
        "q choice options: [{key: true, text: 'Y'}], look: buttons",
        head="live_score: off\ncheck_in: none",
    )
    assert digest(plain) == digest(wordy)
    assert digest(plain) != digest(a_checklist("p yes_no"))


def test_written_document_has_no_aliases_and_no_comments(a_checklist):
    text = yaml_text(
        a_checklist("p choice options: s\nq choice options: s", HEAD.replace("set:", "s:"))
    )
    assert not any(mark in text for mark in ("&", "*", "#"))
