"""What a checklist may not hold: each fault with line, column, path and the nearest known name.

The mark ¦ stands where the fault is to be named.
"""

import pytest

HEAD = """\
format: 1
key: case
title: Case
method: mystery_shop
industry: retail
languages: [en]
"""
SECTIONS = """\
sections:
  - key: a
    title: A
    questions:
      - {key: p, type: yes_no, text: P}
"""
P, Q = "sections[0].questions[0]", "sections[0].questions[1]"


def test_smallest_checklist_is_in_order(faults_of):
    assert faults_of(HEAD + SECTIONS) == []


HEADS = [
    ("¦formt: 1", "formt", "Did you mean 'format'?"),
    ("pass_mark: ¦101", "pass_mark", "at most 100"),
    ("pass_mark: ¦-1", "pass_mark", "at least 0"),
    ("pass_mark: ¦high", "pass_mark", "number"),
    ("pass_mark: ¦.nan", "pass_mark", "neither NaN nor infinity"),
    ("pass_mark: ¦-.inf", "pass_mark", "neither NaN nor infinity"),
    ("pass_mark: ¦1e400", "pass_mark", "out of bounds"),
    ("pass_mark: ¦1e999999999", "pass_mark", "number"),
    ("pass_mark: ¦yes", "pass_mark", "number"),
    ("critical_cap: ¦200", "critical_cap", "at most 100"),
    ("live_score: ¦maybe", "live_score", "true or false"),
    ("check_in: ¦always", "check_in", "'none', 'ask' or 'required'"),
    ("brief: ¦yes", "brief", "put it in quotes"),
    ("brief: {en: Go, ru: ¦no}", "brief.ru", "put it in quotes"),
    ("brief: {en: ¦5}", "brief.en", "Text is expected"),
    ("brief: ¦'  '", "brief", "empty"),
    ("brief: {English: ¦Go}", "brief.English", "A language is expected"),
    ("standard: ¦Retail", "standard", "a-z0-9-"),
    ("grades: [{key: a, from: 50, name: A}, {key: ¦a, from: 0, name: B}]", "grades[1].key", "'a'"),
    ("grades: ¦[{key: a, from: 50, name: A}, {key: b, from: 1, name: B}]", "grades", "last from 0"),
    ("grades: ¦[{key: a, from: 0, name: A}, {key: b, from: 0, name: B}]", "grades", "highest"),
    ("grades: [{key: a, from: ¦[9], name: A}, {key: b, from: 0, name: B}]", None, "number"),
    ("answer_sets: {s: ¦[]}", "answer_sets.s", "At least one"),
    ("answer_sets: {s: [{key: a, ¦txt: A, text: A}]}", "answer_sets.s[0].txt", "'text'"),
    ("answer_sets: {s: [{key: yes, text: A}, {key: ¦on, text: B}]}", None, "'yes' is there"),
    ("answer_sets: {s: [{key: a, text: A, score: ¦101}]}", "answer_sets.s[0].score", "at most 100"),
    ("owners: {boss: ¦yes}", "owners.boss", "put it in quotes"),
    ("notes: ¦For editors", "notes", "list"),
]


@pytest.mark.parametrize(("line", "where", "says"), HEADS, ids=[line for line, _, _ in HEADS])
def test_head_is_refused_with(the_fault, line, where, says):
    found, message = the_fault(f"{HEAD}{line}\n{SECTIONS}")
    assert says in message
    assert where in (None, found)


CHANGED = [
    ("format: 1", "format: ¦2", "1"),
    ("format: 1", "format: ¦'1'", "1"),
    ("format: 1", "format: ¦yes", "1"),
    ("key: case", "key: ¦Case_1", "a-z0-9-"),
    ("title: Case", "title: ¦no", "put it in quotes"),
    ("method: mystery_shop", "method: ¦shopping", "'mystery_shop', 'internal_audit'"),
    ("industry: retail", "industry: ¦5", "Text is expected"),
    ("languages: [en]", "languages: ¦[]", "At least one"),
    ("languages: [en]", "languages: ¦[en, en]", "twice"),
    ("languages: [en]", "languages: [¦English]", "Only these characters"),
    ("languages: [en]", "languages: ¦en", "list"),
]


@pytest.mark.parametrize(("line", "changed", "says"), CHANGED, ids=[row[1] for row in CHANGED])
def test_head_is_refused_when_changed_to(the_fault, line, changed, says):
    _where, message = the_fault((HEAD + SECTIONS).replace(line, changed))
    assert says in message


@pytest.mark.parametrize("key", ["format", "key", "title", "method", "industry", "languages"])
def test_head_is_refused_without(faults_of, key):
    lines = [line for line in HEAD.splitlines() if not line.startswith(f"{key}:")]
    (fault,) = faults_of("\n".join([*lines, SECTIONS]))
    assert (fault.where, fault.message) == (key, f"'{key}' is missing.")
    assert (fault.line, fault.column) == (1, 1)


QUESTIONS = [
    ("type: yes_no, ¦wieght: 3", "wieght", "Did you mean 'weight'?"),
    ("type: yes_no, ¦expects: no", "expects", "Did you mean 'expect'?"),
    ("type: yes_no, ¦min: 3", "min", "Unknown key 'min'"),
    ("type: yes_no, ¦kind: x", "kind", "Unknown key 'kind'"),
    ("type: ¦yesno", "type", "Did you mean 'yes_no'?"),
    ("type: ¦yes", "type", "Text is expected"),
    ("type: yes_no, weight: ¦-1", "weight", "at least 0"),
    ("type: yes_no, weight: ¦heavy", "weight", "number"),
    ("type: yes_no, weight: ¦1e400", "weight", "out of bounds"),
    ("type: yes_no, weight: ¦.nan", "weight", "neither NaN nor infinity"),
    ("type: yes_no, weight: ¦0.1234567890123456", "weight", "15 digits"),
    ("type: yes_no, cause: ¦weather", "cause", "'people', 'systems'"),
    ("type: yes_no, dimension: ¦speed", "dimension", "'tangibles'"),
    ("type: yes_no, required: ¦sometimes", "required", "true or false"),
    ("type: yes_no, bonus: ¦1", "bonus", "true or false"),
    ("type: yes_no, na: ¦'yes'", "na", "true or false"),
    ("type: yes_no, image: ¦../shelf.jpg", "image", "Only these characters"),
    ("type: yes_no, clause: ¦G-1", "clause", "needs a 'standard'"),
    ("type: yes_no, expect: ¦maybe", "expect", "'yes' or 'no'"),
    ("type: yes_no, expect: ¦Yes", "expect", "'yes' or 'no'"),
    ("type: yes_no, notes: [¦5]", "notes[0]", "Text is expected"),
    ("type: text, critical: ¦true", "critical", "scored type"),
    ("type: number, critical: ¦true", "critical", "scored type"),
    ("type: choice, options: [{key: a, text: A}], critical: ¦true", "critical", "scored type"),
    ("type: yes_no, weight: 0, critical: ¦true", "critical", "weight above 0"),
    ("type: yes_no, bonus: true, critical: ¦true", "critical", "no bonus"),
    ("type: yes_no, critical: ¦sometimes", "critical", "map"),
    ("type: yes_no, critical: ¦{}", "critical", "below"),
    ("type: yes_no, critical: {¦belw: 50}", "critical.belw", "Did you mean 'below'?"),
    ("type: yes_no, critical: {below: ¦0}", "critical.below", "above 0"),
    ("type: yes_no, critical: {below: ¦101}", "critical.below", "at most 100"),
    ("type: text, evidence: ¦{when: fail}", "evidence", "cannot fail"),
    ("type: yes_no, weight: 0, evidence: ¦{when: fail}", "evidence", "cannot fail"),
    ("type: yes_no, evidence: {when: ¦never}", "evidence.when", "'always' or 'fail'"),
    ("type: yes_no, evidence: {when: fail, ¦phto: required}", "evidence.phto", "'photo'"),
    ("type: yes_no, evidence: {when: fail, photo: ¦yes}", "evidence.photo", "'optional'"),
    ("type: scale, min: 5, max: ¦1", "max", "above 'min'"),
    ("type: scale, min: 1, max: 5, step: ¦0", "step", "above 0"),
    ("type: scale, min: 1, max: 5, labels: ¦{9: Nine}", "labels", "not on the scale"),
    ("type: scale, min: 1, max: 5, labels: {1: ¦yes}", "labels.1", "put it in quotes"),
    ("type: choice, options: ¦[]", "options", "At least one"),
    ("type: choice, options: ¦compliance", "options", "There is no 'compliance'"),
    ("type: choice, options: [{key: a, text: A, score: ¦101}]", "options[0].score", "at most 100"),
    ("type: choice, options: ¦[{key: a, text: A, score: -1}]", "options", "0 to 100"),
    ("type: choice, options: ¦[{key: a, text: A}, {key: a, text: B}]", "options", "same key"),
    ("type: choice, options: [{key: a, text: A, ¦scor: 1}]", "options[0].scor", "'score'"),
    ("type: choice, options: [{key: ¦A, text: A}]", "options[0].key", "a-z0-9_"),
    ("type: choice, look: ¦grid, options: [{key: a, text: A}]", "look", "'buttons'"),
    ("type: multi_choice, at_least: 2, at_most: ¦1, options: [{key: a, text: A}]", None, "below"),
    ("type: multi_choice, options: [{key: a, text: A, score: ¦-101}]", None, "at least -100"),
    ("type: number, bands: ¦[]", "bands", "At least one"),
    ("type: number, bands: ¦[{score: 1}, {up_to: 2, score: 0}]", "bands", "Only the last"),
    ("type: number, bands: ¦[{up_to: 2, score: 1}, {up_to: 2, score: 0}]", "bands", "upwards"),
    ("type: number, bands: [{¦upto: 2, score: 1}]", "bands[0].upto", "'up_to'"),
    ("type: number, linear: ¦{best: 1, worst: 1}", "linear", "differ"),
    ("type: number, linear: ¦{best: 1, worst: 2}, bands: [{score: 1}]", "linear", "not by both"),
    ("type: number, decimals: ¦-1", "decimals", "at least 0"),
    ("type: date, min: ¦yesterday", "min", "ISO 8601"),
    ("type: time, max: ¦'25:00'", "max", "ISO 8601"),
    ("type: date, min: 2026-02-01, max: ¦2026-01-01", "max", "below 'min'"),
    ("type: text, min_length: 3, max_length: ¦2", "max_length", "below"),
    ("type: text, pattern: ¦'(?=a)b'", "pattern", "look-around"),
    ("type: text, pattern: ¦'(a'", "pattern", "cannot be read"),
    ("type: text, pattern: ¦'a)|(b'", "pattern", "cannot be read"),
    ("type: photo, min: 3, max: ¦2", "max", "below"),
    ("type: file, accept: [¦video]", "accept[0]", "'audio' or 'pdf'"),
    ("type: position, within: ¦0", "within", "above 0"),
]


@pytest.mark.parametrize(("settings", "where", "says"), QUESTIONS, ids=[q[0] for q in QUESTIONS])
def test_question_is_refused_with(the_fault, settings, where, says):
    found, message = the_fault(f"{HEAD}{SECTIONS}      - {{key: q, text: Q, {settings}}}\n")
    assert says in message
    assert found == f"{Q}.{where}" or where is None


WITHOUT = [
    ("key", "{type: yes_no, text: Q}"),
    ("type", "{key: q, text: Q}"),
    ("text", "{key: q, type: yes_no}"),
    ("min", "{key: q, type: scale, text: Q, max: 5}"),
    ("max", "{key: q, type: scale, text: Q, min: 5}"),
    ("options", "{key: q, type: choice, text: Q}"),
    ("options[0].text", "{key: q, type: choice, text: Q, options: [{key: a}]}"),
    ("linear.worst", "{key: q, type: number, text: Q, linear: {best: 1}}"),
    ("bands[0].score", "{key: q, type: number, text: Q, bands: [{up_to: 1}]}"),
    ("evidence.when", "{key: q, type: yes_no, text: Q, evidence: {photo: required}}"),
]


@pytest.mark.parametrize(("missing", "question"), WITHOUT)
def test_question_is_refused_without(faults_of, missing, question):
    (fault,) = faults_of(f"{HEAD}{SECTIONS}      - {question}\n")
    assert fault.where == f"{Q}.{missing}"
    assert "is missing" in fault.message
    assert fault.line == 12


def test_question_is_refused_when_its_key_is_taken_in_another_section(the_fault):
    more = "  - {key: b, title: B, questions: [{key: ¦p, type: text, text: P}]}\n"
    where, message = the_fault(HEAD + SECTIONS + more)
    assert where == "sections[1].questions[0].key"
    assert "'p' is there already" in message


SECTION_HEADS = [
    ("¦wieght: 3", "wieght", "Did you mean 'weight'?"),
    ("owner: ¦barmen", "owner", "There is no 'barmen' here. Did you mean 'barman'?"),
    ("pass_mark: ¦101", "pass_mark", "at most 100"),
    ("na: ¦1", "na", "true or false"),
    ("repeat: {min: 3, max: ¦2, title: Till}", "repeat.max", "below 'min'"),
    ("repeat: {¦mni: 3, title: Till}", "repeat.mni", "'min'"),
    ("repeat: {min: ¦1.5, title: Till}", "repeat.min", "whole number"),
    ("repeat: ¦2", "repeat", "map"),
]


@pytest.mark.parametrize(("line", "where", "says"), SECTION_HEADS)
def test_section_is_refused_with(the_fault, line, where, says):
    sections = SECTIONS.replace("    title: A\n", f"    title: A\n    {line}\n")
    found, message = the_fault(f"{HEAD}owners: {{barman: Barman}}\n{sections}")
    assert found == f"sections[0].{where}"
    assert says in message


def test_section_is_refused_without_a_weight_when_others_have_one(the_fault):
    more = "  - {key: b, title: B, weight: 2, questions: [{key: q, type: text, text: Q}]}\n"
    where, message = the_fault(HEAD + SECTIONS.replace("- key: a", "- ¦key: a") + more)
    assert where == "sections[0]"
    assert "all sections have a weight or none" in message


def test_section_is_refused_when_its_key_is_taken(the_fault):
    more = "  - {key: ¦a, title: B, questions: [{key: q, type: text, text: Q}]}\n"
    assert the_fault(HEAD + SECTIONS + more)[0] == "sections[1].key"


def test_section_is_refused_without_questions(the_fault):
    assert the_fault(HEAD + "sections:\n  - {key: a, title: A, questions: ¦[]}")[0] == (
        "sections[0].questions"
    )


@pytest.mark.parametrize("sections", ["", "sections: []\n", "sections: none\n", "sections: 5\n"])
def test_checklist_is_refused_without_sections(faults_of, sections):
    assert [fault.where for fault in faults_of(HEAD + sections)] == ["sections"]


@pytest.mark.parametrize("text", ["", "~", "words", "[1, 2]", "5"])
def test_document_is_refused_when_it_is_no_map(faults_of, text):
    (fault,) = faults_of(text)
    assert (fault.line, fault.column, fault.where) == (1, 1, "(document)")


def test_repeated_section_may_have_a_bound_equal_to_its_least(faults_of):
    sections = SECTIONS.replace("title: A", "title: A\n    repeat: {min: 2, max: 2, title: T}")
    assert faults_of(HEAD + sections) == []


def test_section_weights_of_all_sections_are_in_order(faults_of):
    more = "  - {key: b, title: B, weight: 2, questions: [{key: q, type: text, text: Q}]}\n"
    sections = SECTIONS.replace("title: A", "title: A\n    weight: 0")
    assert faults_of(HEAD + sections + more) == []
