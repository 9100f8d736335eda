"""What is no YAML that we read: named with its place, quickly, and never with a crash."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditapp.checklists.source import read_source

SMALL = """\
format: 1
key: case
title: Case
method: mystery_shop
industry: retail
languages: [en]
sections:
  - {key: a, title: A, questions: [{key: p, type: yes_no, text: P}]}
"""


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: 1\nb: [1, 2", 2, 9, "not YAML"),
        ("a: 1\n\tb: 2", 2, 1, "not YAML"),
        ("a: 'open", 1, 9, "not YAML"),
        ("a: b: c", 1, 5, "not YAML"),
        ("a: 1\nb: x\x07y", 2, 5, "U+0007"),
        ("a: 1\n---\nb: 2", 2, 1, "One document"),
        ("%YAML 1.3\n---\na: 1", 1, 1, "not YAML"),
        ("a: !!python/object:os.system x", 1, 4, "Tags are not read"),
        ("a: !!str x", 1, 4, "Tags are not read"),
        ("a: ! x", 1, 4, "Tags are not read"),
        ("a: *nothing", 1, 4, "names nothing"),
        ("a: &b [*b]", 1, 8, "names nothing"),
        ("? [a]\n: b", 1, 3, "key is a plain word"),
        ("[" * 5000, 1, 41, "nested too deeply"),
        ("{a: " * 5000, 1, 161, "nested too deeply"),
        ("- " * 5000, 1, 81, "nested too deeply"),
        ("a: " + "x" * 10_000_000, 1, 1, "at most 256 KB"),
        ('{"a": "\\ud800"}', 1, 7, "Half a character"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_text_is_refused(faults_of, text, line, column, says):
    faults = [fault for fault in faults_of(text) if says in fault.message]
    assert [(fault.line, fault.column) for fault in faults] == [(line, column)]


def test_text_is_refused_when_it_is_not_utf_8(faults_of):
    (fault,) = faults_of(SMALL.replace("Case", "Café").encode("latin-1"))
    assert (fault.line, fault.column) == (3, 11)
    assert fault.message == "Save the file as UTF-8."


def test_text_is_refused_when_it_is_utf_16(faults_of):
    (fault,) = faults_of(SMALL.encode("utf-16"))
    assert fault.message == "Save the file as UTF-8."


def test_aliases_are_refused_when_they_explode(faults_of):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    names = "abcdefghi"
    for before, name in itertools.pairwise(names):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    (fault,) = faults_of("\n".join(lines))
    assert "aliases that explode" in fault.message
    assert fault.line == 5


def test_aliases_are_refused_when_they_nest_deeply(faults_of):
    chain = [f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 300)]
    (fault,) = faults_of("\n".join(["a0: &a0 [x]", *chain]))
    assert "nested too deeply" in fault.message


def test_alias_stands_for_what_it_names():
    text = SMALL.replace("title: Case", "title: &t Case").replace("title: A", "title: *t")
    assert read_source(text).sections[0].title.say("en") == "Case"


@pytest.mark.parametrize(
    "text", [SMALL, "\ufeff" + SMALL, SMALL.encode("utf-8-sig"), "---\n" + SMALL]
)
def test_text_is_read_with_and_without_a_mark_at_its_beginning(text):
    assert read_source(text).key == "case"


AS_JSON = (
    '{"format":1,"key":"case","title":{"en":"\\ud83d\\ude00 \\/"},"method":"mystery_shop",'
    '"industry":"retail","languages":["en"],"sections":[{"key":"a","title":"A","na":true,'
    '"questions":[{"key":"p","type":"yes_no","text":"P","weight":5e-1}]}]}'
)


@pytest.mark.parametrize("text", [AS_JSON, AS_JSON.replace(",", ",\n\t").replace(":", ":\t")])
def test_text_may_be_json(text):
    document = read_source(text)
    assert document.title.say("en") == "😀 /"
    assert document.sections[0].na is True
    assert document.question("p").weight == Decimal("0.5")


def test_key_given_twice_is_named_beside_the_other_faults(faults_of):
    text = SMALL.replace("key: case", "key: case\nkey: other").replace("retail", "5")
    assert [(fault.line, fault.where) for fault in faults_of(text)] == [
        (3, "key"),
        (6, "industry"),
    ]


def test_key_given_twice_is_named_in_json(faults_of):
    faults = [fault for fault in faults_of('{"a": {"b": 1,\n "b": 2}}') if fault.where == "a.b"]
    assert [(fault.line, fault.column) for fault in faults] == [(2, 2)]
    assert faults[0].message == "The key 'b' is there twice: keep one."


@settings(max_examples=150, deadline=None)
@given(
    cut=st.integers(0, len(SMALL)),
    put=st.text("[]{}:,-?&*!|>'\"%@`#~\t\n a0.", max_size=6),
    drop=st.integers(0, 9),
)
def test_text_never_crashes_the_reader(faults_of, cut, put, drop):
    faults = faults_of(SMALL[:cut] + put + SMALL[cut + drop :])
    assert all(fault.line and fault.column and fault.message for fault in faults)
